"""What the exemplars usually do: labels, hashtags, captions; each with the number behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from dash_app.tabs.studio.script_exemplars import Exemplar
from etl.text import fold

_HASHTAG = re.compile(r"#\S+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Habit:
    """The label of a field that most exemplars carry.

    Attributes:
        label: Itself; empty where none has a label of the field.
        n: Exemplars that carry it.
        of: Exemplars that carry any label of the field.
    """

    label: str
    n: int
    of: int


def usual_label(exemplars: Sequence[Exemplar], field: str, asked: Iterable[str] = ()) -> Habit:
    """Returns the label of a field that most exemplars carry; of those asked for, if any."""
    having = [each.labels[field] for each in exemplars if each.labels.get(field)]
    counts = Counter(label for labels in having for label in labels)
    among = [label for label in asked if label] or sorted(counts)
    best = max(among, key=lambda label: counts[label], default="")
    return Habit(best, counts[best], len(having))


def usual_hashtag_count(exemplars: Sequence[Exemplar]) -> int:
    """Returns the median number of hashtags."""
    return round(median(len(each.hashtags) for each in exemplars)) if exemplars else 0


def usual_caption_words(exemplars: Sequence[Exemplar]) -> int:
    """Returns the median number of words of a caption, without its hashtags."""
    counts = [len(_WORD.findall(_HASHTAG.sub(" ", each.caption))) for each in exemplars]
    return round(median(counts)) if counts else 0


def usual_hashtags(
    exemplars: Sequence[Exemplar], own: Collection[str], first: Iterable[str] = ()
) -> tuple[str, ...]:
    """Returns as many hashtags as usual, fewer where there are not so many to learn from.

    What more creators use comes first; writings with and without diacritics are one.

    Args:
        exemplars: What is learned from.
        own: Keys of hashtags that belong to somebody; they are left out, as are names.
        first: Hashtags that come before all.
    """
    creators: dict[str, set[str]] = {}
    videos: Counter[str] = Counter()
    writings: dict[str, Counter[str]] = {}
    for each in exemplars:
        for tag in each.hashtags:
            key = fold(tag)
            name = _letters(each.creator)
            if key in own or (name and name in _letters(tag)):
                continue
            creators.setdefault(key, set()).add(each.creator)
            videos[key] += 1
            writings.setdefault(key, Counter())[tag] += 1
    ranked = sorted(creators, key=lambda key: (-len(creators[key]), -videos[key], key))
    written = [writings[key].most_common(1)[0][0] for key in ranked]
    by_key = {fold(tag): tag for tag in reversed([*first, *written])}
    ordered = dict.fromkeys(by_key[fold(tag)] for tag in (*first, *written))
    return tuple(ordered)[: usual_hashtag_count(exemplars)]


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalpha())
