"""Which hashtags to set on a video of a niche: some that many look at, most that name the thing.

A tag is broad where many of all videos carry it, and narrow where it is no such one and the niche's
videos carry it far more often than all videos do (lift).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from dash_app.statistics import BinEffect, Interval

Kind = Literal["broad", "narrow", "between"]
KINDS: Final = {"broad": "rộng", "narrow": "hẹp", "between": "vừa"}
LEAST_CREATORS: Final = 3
"""Fewer than so many who set a tag make it theirs."""

ENOUGH_CREATORS, ENOUGH_VIDEOS = 5, 10
"""With fewer of the niche behind it a tag is shown, but not chosen."""

FEWEST, MOST_CHOSEN = 3, 10
_NARROW_FROM: Final = 1.5
_BROAD_FROM: Final = 0.05
_BROAD_PART: Final = 3
_SHOWN: Final = 20


@dataclass(frozen=True)
class TagNumbers:
    """What is known of a tag.

    Attributes:
        key: Without diacritics.
        name: As it is mostly written, with #.
        n: Videos of the niche with it.
        share: Of the niche's videos.
        creators: Of the niche, who set it.
        total: Videos with it at all.
        total_share: Of all videos.
        lift: Times more often in the niche than in all videos; None where that is not known.
        low: Lower end of its 95 % interval.
        high: Upper end.
        enough: Whether a conclusion may be drawn from the lift.
        plays: Median of the niche's videos with it.
        effect: Of setting it, among the videos of one creator, over all videos in view.
    """

    key: str
    name: str
    n: int
    share: float
    creators: int
    total: int
    total_share: float
    lift: float | None
    low: float | None
    high: float | None
    enough: bool
    plays: Interval
    effect: BinEffect | None

    @property
    def kind(self) -> Kind:
        """Whether it names the thing, or is set on anything."""
        if self.total_share >= _BROAD_FROM:
            return "broad"
        return "narrow" if (self.low or 0) > _NARROW_FROM else "between"

    @property
    def carried(self) -> bool:
        """Whether enough of the niche set it for choosing it."""
        return self.creators >= ENOUGH_CREATORS and self.n >= ENOUGH_VIDEOS

    @property
    def worse(self) -> bool:
        """Whether creators' videos with it surely do worse than their others."""
        return self.effect is not None and self.effect.clear and (self.effect.estimate or 0) < 0

    @property
    def better(self) -> bool:
        """Whether they surely do better."""
        return self.effect is not None and self.effect.clear and (self.effect.estimate or 0) > 0


@dataclass(frozen=True)
class TagChoice:
    """A tag of the list.

    Attributes:
        numbers: What is known of it.
        chosen: Whether it is ticked at first.
    """

    numbers: TagNumbers
    chosen: bool


def usual_count(of_exemplars: int) -> int:
    """Returns how many hashtags to choose: as many as exemplars usually have, within reason."""
    return min(MOST_CHOSEN, max(FEWEST, of_exemplars))


def choose_tags(
    found: Sequence[TagNumbers],
    count: int,
    own: Iterable[str] = (),
    never: Collection[str] = (),
) -> tuple[TagChoice, ...]:
    """Returns the tags to show, the chosen ones first.

    A third of the chosen ones are broad, the others narrow, the surest first; where there are too
    few of a kind, others take their place. What creators' videos surely do worse with is never
    chosen.

    Args:
        found: All tags of the niche.
        count: So many are chosen.
        own: Keys that name the thing itself: the dish, the place; they come before all.
        never: Keys that are shown, but not chosen: names of other places.
    """
    wanted = set(own)
    first = [each for each in found if not each.worse and each.key in wanted]
    spared = {*wanted, *never}
    rest = [e for e in found if not e.worse and e.key not in spared and e.carried]
    narrow = first + _ranked(rest, "narrow")
    broad = _ranked(rest, "broad")
    spare = _ranked(rest, "between")
    of_broad = min(len(broad), max(1, count // _BROAD_PART))
    chosen = [*narrow[: count - of_broad], *broad[:of_broad]]
    more = [*narrow[count - of_broad :], *spare, *broad[of_broad:]]
    chosen += more[: count - len(chosen)]
    keys = {each.key for each in chosen}
    others = [each for each in (*narrow, *spare, *broad) if each.key not in keys]
    keys |= {each.key for each in others}
    others += [each for each in found if each.key not in keys]
    shown = [*(TagChoice(each, True) for each in chosen), *(TagChoice(e, False) for e in others)]
    return tuple(shown[:_SHOWN])


def _ranked(found: Iterable[TagNumbers], kind: Kind) -> list[TagNumbers]:
    own = [each for each in found if each.kind == kind]
    if kind == "narrow":
        return sorted(own, key=lambda each: (not each.enough, -(each.low or 0), each.key))
    return sorted(own, key=lambda each: (not each.better, -each.share, each.key))
