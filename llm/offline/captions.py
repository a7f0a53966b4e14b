"""Captions without a model: sentences to fill, each in another manner."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_CLAUSE: Final = re.compile(r"[.!?…;]+(?:\s|$)|,\s|\n")
_PRICE: Final = re.compile(
    r"\d[\d.,]*\s*(?:k|nghìn|ngàn|đ|đồng|vnd|triệu|tr)\b(?:/\w+)?", re.IGNORECASE
)
_HEAD: Final = re.compile(r"^\s*(?:ý tưởng|mô tả(?: đăng kèm)?|kịch bản)\s*:\s*", re.IGNORECASE)
_HASHTAG: Final = re.compile(r"#\S+")
_DOES: Final = {
    "Nấu ăn": "nấu",
    "Review quán ăn": "đi ăn",
    "Mukbang": "ăn",
    "Review sản phẩm ăn uống": "ăn thử",
}
_FEWEST_WORDS: Final = 6
_MOST_WORDS: Final = 24
PRICE_SLOT: Final = "[giá món]"
DETAIL_SLOT: Final = "[điều đáng nói nhất]"


@dataclass(frozen=True)
class Idea:
    """What a caption is to be about.

    Attributes:
        text: As it was typed or pasted.
        dish: That it names; empty for none.
        place: Likewise.
        category: Of the video; empty where unknown.
        words: How long a caption usually is.
        calls: Whether captions usually call to do something.
    """

    text: str
    dish: str = ""
    place: str = ""
    category: str = ""
    words: int = 12
    calls: bool = False


@dataclass(frozen=True)
class CaptionDraft:
    """A caption to be gone over.

    Attributes:
        manner: What it does, in Vietnamese.
        text: Without hashtags; what is not known stands in square brackets.
    """

    manner: str
    text: str


def captions_by_rules(idea: Idea) -> tuple[CaptionDraft, ...]:
    """Returns captions in different manners; nothing in them is made up."""
    clauses = _clauses(idea.text)
    details = [each for each in clauses if not _names(each, idea.dish)] or [DETAIL_SLOT]
    price = _PRICE.search(idea.text)
    priced = [each for each in details if not _PRICE.search(each)] or [DETAIL_SLOT]
    where = f" ở {idea.place}" if idea.place else ""
    thing = f"{idea.dish}{where}" if idea.dish else (f"món ngon{where}" if where else "món này")
    does = _DOES.get(idea.category, "thử")
    call = " Lưu lại để dành nhé." if idea.calls else ""
    told, more = _begun(_fitted(clauses, idea.words)), _fitted(details, idea.words)
    behind, cooks = _inside(more), idea.category == "Nấu ăn"
    drafts = [
        CaptionDraft("Nói thẳng điều chính", f"{told}.{call}"),
        CaptionDraft("Đặt câu hỏi", f"Bạn đã {does} {thing} chưa? {_begun(more)}."),
        CaptionDraft("Kể trải nghiệm", f"Hôm nay mình {does} {thing}: {behind}.{call}"),
        CaptionDraft("Mời làm theo", f"{told}. Ai thích {thing} thì lưu lại nhé."),
    ]
    if cooks:
        how = f"Cách làm {thing}: {behind}. Lưu lại làm thử nhé."
        drafts.insert(1, CaptionDraft("Hướng dẫn", how))
    if price or not cooks:
        cost = price[0].strip() if price else PRICE_SLOT
        text = f"{_begun(thing)} giá {cost}: {_inside(_fitted(priced, idea.words))}."
        drafts.append(CaptionDraft("Nêu giá trước", text))
    return tuple(drafts)


def _clauses(text: str) -> list[str]:
    """Returns the parts of the first sentences, as they stand behind each other."""
    bare = _HASHTAG.sub(" ", text)
    parts = (_HEAD.sub("", each).strip(" –-•:") for each in _CLAUSE.split(bare))
    return [" ".join(each.split()) for each in parts if len(each.split()) > 1] or [
        " ".join(bare.split()) or DETAIL_SLOT
    ]


def _fitted(clauses: Sequence[str], words: int) -> str:
    """Returns as many whole clauses as a caption usually has words, one at least."""
    most = min(_MOST_WORDS, max(_FEWEST_WORDS, words))
    kept = [clauses[0]]
    for each in clauses[1:]:
        if sum(len(part.split()) for part in (*kept, each)) > most:
            break
        kept.append(each)
    first = kept[0].split()
    # One clause may be a whole paragraph.
    cut = " ".join(first[:_MOST_WORDS]) + "…" * (len(first) > _MOST_WORDS)
    return ", ".join([cut, *(_inside(each) for each in kept[1:])]).rstrip(".")


def _names(clause: str, dish: str) -> bool:
    return bool(dish) and dish.lower() in clause.lower()


def _begun(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _inside(text: str) -> str:
    """Returns a clause as it stands behind a comma; a name keeps its capital."""
    first, _, rest = text.partition(" ")
    is_name = first[:1].isupper() and (rest[:1].isupper() or first.isupper())
    return text if is_name else f"{text[:1].lower()}{text[1:]}"
