"""Plays, likes, comments, shares and saves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from etl.sample.dice import Dice
from etl.sample.people import Creator, displayed

_MOST_PLAYS: Final = 120_000_000
_FEWEST_PLAYS: Final = 150


@dataclass(frozen=True)
class Counts:
    """The true counts of a video; TikTok displays the larger ones rounded."""

    plays: int
    likes: int
    comments: int
    shares: int
    saves: int

    def earlier(self, ratio: float) -> Counts:
        """Returns the counts at a time when they were only a part of these."""
        return Counts(
            plays=int(self.plays * ratio),
            likes=int(self.likes * ratio),
            comments=int(self.comments * ratio),
            shares=int(self.shares * ratio),
            saves=int(self.saves * ratio),
        )

    def stats(self) -> dict[str, int]:
        """Returns the numbers as TikTok's `stats` has them."""
        return {
            "collectCount": displayed(self.saves),
            "commentCount": displayed(self.comments),
            "diggCount": displayed(self.likes),
            "playCount": displayed(self.plays),
            "shareCount": displayed(self.shares),
        }

    def stats_v2(self) -> dict[str, str]:
        """Returns the texts as TikTok's `statsV2` has them: saves are not rounded there."""
        shown = {name: str(count) for name, count in self.stats().items()}
        shown["collectCount"] = str(self.saves)
        return {**shown, "repostCount": "0"}


def hour_effect(hour: int) -> float:
    """Returns how the hour of posting moves plays: best before lunch and dinner."""
    if hour in (10, 11, 17, 18, 19):
        return 1.3
    return 0.7 if hour < 6 or hour == 23 else 1.0


def duration_effect(seconds: int) -> float:
    """Returns how the length moves plays: best between half a minute and one and a half."""
    if seconds == 0:
        return 0.6
    if 30 <= seconds <= 90:
        return 1.2
    return 0.8 if seconds > 180 or seconds < 12 else 1.0


def count(dice: Dice, creator: Creator, effect: float, age_days: float) -> Counts:
    """Draws the counts of a video.

    Args:
        dice: Chance.
        creator: Whose video.
        effect: The product of everything that moves plays.
        age_days: How long it has been out; new videos have not yet had their plays.
    """
    usual = 60_000 * (creator.followers / 150_000) ** 0.55 * creator.quality
    viral = dice.lognormal(9, 0.7) if dice.chance(0.025) else 1.0
    ripeness = (age_days + 0.25) / (age_days + 1.5)
    drawn = usual * effect * dice.lognormal(1, 0.95) * viral * ripeness
    plays = int(min(max(drawn, _FEWEST_PLAYS), _MOST_PLAYS))
    style = creator.style
    likes = dice.rate(min(style.likes * creator.likeability, 0.2), 220)
    return Counts(
        plays=plays,
        likes=int(plays * likes),
        comments=int(plays * dice.rate(style.comments, 2_500)),
        shares=int(plays * dice.rate(style.shares, 1_200)),
        saves=int(plays * dice.rate(style.saves, 800)),
    )
