"""Groups of dishes learned from the dish names themselves.

Vietnamese puts the head of a name first and its modifiers after it: "chân gà sốt thái" is a kind of
"chân gà". A group is therefore a leading word sequence that several names share. How long it is
follows from how the names branch:

1. Two words are the usual length of a Vietnamese word, so the first two words are the head wherever
   at least two names share them: "bánh tráng", "bún bò", "gà rán". What follows them is how the
   dish is made, or with what.
2. One word is the head where it is a dish by itself ("pizza", "sushi", "kem"): people use it bare
   at least as often as with any second word, and its longer names scatter, that is, less than half
   of all mentions lie in two-word heads of three names or more. Where they gather there ("bánh",
   "gà", "cơm"), the single word says too little and is a group for itself alone.
3. A head grows while nearly every mention goes on with the same word: "bánh bông" is always
   "bánh bông lan".
4. A name that no head explains is its own group.

Only names with the same first word have a say in each other's group, and all thresholds are shares
or counts of names among them. So the order of the input does not matter, nor does its size, and
a new dish cannot move dishes that begin with another word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from etl.enrich.dish_lexicon import old_tone

Words = tuple[str, ...]
Names = Mapping[Words, int]

_NAMES_TO_SHARE: Final = 2
_NAMES_TO_GATHER: Final = 3
_GATHERED: Final = 0.5
_ALWAYS: Final = 0.9


def learn_groups(mentions: Mapping[str, int]) -> dict[str, str]:
    """Learns a group for each dish.

    Args:
        mentions: Canonical dish name to the number of videos that mention it.

    Returns:
        The same names, sorted, to the name of their group: the words its dishes begin with.
    """
    words = {dish: tuple(old_tone(dish).split()) for dish in sorted(mentions)}
    families: dict[Words, dict[Words, int]] = defaultdict(lambda: defaultdict(int))
    for dish, name in words.items():
        families[name[:1]][name] += mentions[dish]
    heads: dict[Words, Words] = {}
    for first, family in families.items():
        heads.update(_heads(first, family))
    return {dish: " ".join(heads[name]) for dish, name in words.items()}


def _heads(first: Words, family: Names) -> dict[Words, Words]:
    """Returns the head of each name among names with the same first word."""
    heads = {name: name for name in family}
    branches = _branches(first, family)
    if _is_a_dish_by_itself(family.get(first, 0), branches):
        return dict.fromkeys(family, first)
    for pair, names in branches.items():
        if len(names) >= _NAMES_TO_SHARE:
            head = _grown(pair, names)
            heads.update((name, head) for name in names if name[: len(head)] == head)
    return heads


def _branches(prefix: Words, names: Names) -> dict[Words, dict[Words, int]]:
    """Splits the names that are longer than a prefix by the prefix and one more word."""
    branches: dict[Words, dict[Words, int]] = defaultdict(dict)
    for name, count in names.items():
        if len(name) > len(prefix) and name[: len(prefix)] == prefix:
            branches[name[: len(prefix) + 1]][name] = count
    return branches


def _is_a_dish_by_itself(bare: int, branches: Mapping[Words, Names]) -> bool:
    mentions = {pair: sum(names.values()) for pair, names in branches.items()}
    gathered = sum(mentions[p] for p, names in branches.items() if len(names) >= _NAMES_TO_GATHER)
    total = bare + sum(mentions.values())
    return bare >= max(mentions.values(), default=0) and gathered < _GATHERED * total


def _grown(head: Words, names: Names) -> Words:
    """Lengthens a head while nearly all mentions go on with the same word."""
    total = sum(names.values())
    for branch, longer in sorted(_branches(head, names).items()):
        if sum(longer.values()) >= _ALWAYS * total and len(longer) >= _NAMES_TO_SHARE:
            return _grown(branch, longer)
    return head
