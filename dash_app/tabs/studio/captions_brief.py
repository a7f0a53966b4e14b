"""Caption, hashtag & nhạc: what the user asks, and which videos are like it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from dash_app.filters import Filters
from dash_app.pages import Reader
from dash_app.provinces import HANOI, HCMC, provinces
from dash_app.queries import captions as queries
from dash_app.store import Snapshot
from dash_app.tabs.studio.script_words import Dishes, dishes_in, hashtag_keys, known_dishes
from dash_app.typed_text import read_text
from dash_app.words import whole
from etl.text import fold
from llm.offline.labels import labels_by_rules
from llm.vocabulary import NOT_FOOD

MOST_IDEA: Final = 12_000
MOST_FACTS: Final = 1_000
ENOUGH: Final = 30
"""Fewer videos make no niche to learn from."""

_LEAST_CREATORS: Final = 5
_WORD: Final = re.compile(r"\w{2,}")
_CLAUSE: Final = re.compile(r"[,.;:!?\n]+")
_MOST_DISHES: Final = 3
_SHORT_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    HCMC: ("saigon", "sg", "hcm", "tphcm"),
    HANOI: ("hn",),
}


@dataclass(frozen=True)
class Idea:
    """What the user asks.

    Attributes:
        text: An idea, or a whole script.
        facts: Prices, addresses, what must be said.
        dishes: Of the data, that the text names.
        groups: Their groups.
        place: A province of before July 2025 that it names; empty for none.
        category: By rules; empty where they find none.
    """

    text: str
    facts: str
    dishes: tuple[str, ...]
    groups: tuple[str, ...]
    place: str
    category: str

    @property
    def other_places(self) -> frozenset[str]:
        """Keys of the hashtags that name a province which the text does not name."""
        return frozenset(
            key for each in provinces() if each.name != self.place for key in _place_keys(each.name)
        )

    @property
    def own_tags(self) -> tuple[str, ...]:
        """Keys of the hashtags that name what it is about."""
        places = _place_keys(self.place) if self.place else ()
        return (*hashtag_keys(self.text, self.dishes), *places)


@dataclass(frozen=True)
class Niche:
    """The videos to learn from.

    Attributes:
        name: What they have in common, inside a sentence.
        filters: That leave them.
        n: How many.
        creators: Whose.
        passed: Narrower ones that have too few videos: name and number.
        whole_view: Whether they are all videos in view.
    """

    name: str
    filters: Filters
    n: int
    creators: int
    passed: tuple[tuple[str, int], ...]
    whole_view: bool


def read_idea(fields: Mapping[str, Any], snapshot: Snapshot) -> Idea:
    """Returns what the user asks.

    Args:
        fields: `idea`, and where given `facts`.
        snapshot: Whose dishes are known.

    Raises:
        ValueError: Where it cannot be used; a Vietnamese sentence says what to do.
    """
    text = read_text(fields.get("idea"), "Ý tưởng hoặc kịch bản", MOST_IDEA)
    if not _WORD.search(text):
        raise ValueError("Hãy nhập ý tưởng, dán kịch bản, hoặc chọn một kịch bản đã lưu.")
    facts = read_text(fields.get("facts"), "Thông tin thêm", MOST_FACTS)
    known = snapshot.kept(known_dishes)
    dishes = _main_dishes(text, known) or _main_dishes(facts, known)
    groups = snapshot.kept(_groups)
    found = labels_by_rules(text, dishes=known.names)
    category = found.category or ""
    return Idea(
        text=text,
        facts=facts,
        dishes=dishes,
        groups=tuple(dict.fromkeys(groups[each] for each in dishes if each in groups)),
        place=_place(f"{text}\n{facts}"),
        category="" if category == NOT_FOOD else category,
    )


def find_niche(reader: Reader, idea: Idea) -> Niche:
    """Returns the narrowest niche that has enough videos: dish and place, dish, category, all.

    Filters of the page stay as they are.
    """
    passed: list[tuple[str, int]] = []
    for name, filters in _candidates(reader.view.filters, idea):
        row = reader.frame(queries.niche_size, filters=filters).iloc[0]
        n, creators = int(row["n"]), int(row["creators"])
        whole_view = filters == reader.view.filters
        if whole_view or (n >= ENOUGH and creators >= _LEAST_CREATORS):
            return Niche(name, filters, n, creators, tuple(passed), whole_view)
        passed.append((name, n))
    raise AssertionError("the whole view is always a candidate")


def niche_words(niche: Niche) -> str:
    """Returns which videos are learned from, and why not from fewer."""
    size = f"{whole(niche.n)} video của {whole(niche.creators)} TikToker"
    before = "; ".join(f"{name} chỉ có {whole(n)} video" for name, n in niche.passed)
    because = (
        f" ({before}, chưa đủ {ENOUGH} video của {_LEAST_CREATORS} TikToker)" if before else ""
    )
    return f"Học từ {niche.name}: {size}{because}."


def _candidates(view: Filters, idea: Idea) -> Iterator[tuple[str, Filters]]:
    dish = {} if view.dish or not idea.groups else {"dish": tuple(sorted(idea.groups))}
    place = {} if view.province or not idea.place else {"province": (idea.place,)}
    category = {} if view.category or not idea.category else {"category": (idea.category,)}
    named = f"video nhắc tới {', '.join(idea.groups)}"
    if dish and place:
        yield f"{named} ở {idea.place}", replace(view, **dish, **place)  # type: ignore[arg-type]
    if dish:
        yield named, replace(view, **dish)  # type: ignore[arg-type]
    if category:
        yield f"video thể loại “{idea.category}”", replace(view, **category)  # type: ignore[arg-type]
    yield "mọi video trong góc nhìn", view


def _main_dishes(text: str, known: Dishes) -> tuple[str, ...]:
    """Returns the dishes of the first clause that names any: what comes later is their details.

    Of one syllable without marks too much is a word of another kind.
    """
    for clause in _CLAUSE.split(text):
        found = [each for each in dishes_in(clause, known) if " " in each or each in clause.lower()]
        if found:
            return tuple(found[:_MOST_DISHES])
    return ()


def _place_keys(province: str) -> tuple[str, ...]:
    """Returns how hashtags call a province."""
    return (re.sub(r"\W", "", fold(province)), *_SHORT_NAMES.get(province, ()))


def _groups(snapshot: Snapshot) -> Mapping[str, str]:
    frame = snapshot.frame(queries.dish_groups, Filters())
    return dict(zip(frame["dish"], frame["dish_group"], strict=True))


def _place(text: str) -> str:
    """Returns the province that is named first; with marks, or all without."""
    bare = fold(text) == text.lower()
    searched = fold(text) if bare else text.lower()
    found = [
        (match.start(), -len(each.name), each.name)
        for each in provinces()
        if (match := _named(fold(each.name) if bare else each.name.lower(), searched))
    ]
    return min(found)[2] if found else ""


def _named(name: str, text: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
