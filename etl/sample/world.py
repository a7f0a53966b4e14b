"""What all creators share: the calendar, sounds that rise and fall, dishes in fashion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from etl.sample import dishes, seasons
from etl.sample.dice import Dice, running_weights
from etl.sample.spec import WINDOW_DAYS, SampleSpec

_WEEKS: Final = WINDOW_DAYS // 7
_SOUNDS: Final = 48
_TITLE_STARTS: Final = ("Chiều", "Nắng", "Mưa", "Phố", "Gió", "Trăng", "Biển", "Vườn", "Hẻm", "Bếp")
_TITLE_ENDS: Final = ("nhỏ", "vàng", "xa", "quen", "đêm", "tháng Ba", "không tên", "dịu dàng")
_SINGERS: Final = ("Nhóm Mẫu Xanh", "Ban nhạc Mẫu", "DJ Mẫu", "Mẫu Beat", "Ca sĩ Mẫu", "Mẫu Lofi")


@dataclass(frozen=True)
class Sound:
    """A sound that many creators use."""

    sound_id: str
    title: str
    author: str
    seconds: int


@dataclass(frozen=True)
class Trend:
    """A dish that everybody makes for a few weeks."""

    dish: str
    first: int
    days: int

    def heat(self, day: int) -> float:
        """Returns 0 outside, rising to 1 in the middle."""
        passed = (day - self.first) / self.days
        return max(0.0, 1 - abs(2 * passed - 1))


@dataclass(frozen=True)
class World:
    """What a day looks like for everybody; days are counted from the first of the window.

    Attributes:
        days: The days.
        posting: How much is posted on each.
        sounds: Shared sounds.
        sounds_by_week: For each week the running weights of the sounds.
        trends: Dishes in fashion.
    """

    days: tuple[date, ...]
    posting: tuple[float, ...]
    sounds: tuple[Sound, ...]
    sounds_by_week: tuple[list[float], ...]
    trends: tuple[Trend, ...]

    def trend_on(self, day: int, dice: Dice) -> Trend | None:
        """Returns the fashion that a post of the day follows, where it follows one."""
        for trend in self.trends:
            if dice.chance(0.35 * trend.heat(day)):
                return trend
        return None


def make_world(spec: SampleSpec) -> World:
    """Makes what all creators share."""
    dice = Dice(spec.seed, 0)
    days = tuple(spec.first_day + timedelta(days=day) for day in range(WINDOW_DAYS))
    trends = tuple(
        Trend(dish, first=20 + 46 * number + dice.whole(-12, 12), days=dice.whole(21, 35))
        for number, dish in enumerate(dice.shuffled(dishes.TRENDS))
    )
    sounds = tuple(_sound(dice) for _ in range(_SOUNDS))
    return World(
        days=days,
        posting=tuple(seasons.posting_weight(day) for day in days),
        sounds=sounds,
        sounds_by_week=_weights_by_week(dice),
        trends=trends,
    )


def _sound(dice: Dice) -> Sound:
    title = f"{dice.pick(_TITLE_STARTS)} {dice.pick(_TITLE_ENDS)}"
    return Sound(str(dice.long_id()), title, dice.pick(_SINGERS), dice.whole(14, 60))


def _weights_by_week(dice: Dice) -> tuple[list[float], ...]:
    """A few sounds are always there; most rise within three weeks and fade within eight."""
    table = [[0.0] * _SOUNDS for _ in range(_WEEKS)]
    for sound in range(_SOUNDS):
        liked = dice.lognormal(1, 0.8)
        launch = dice.whole(-6, _WEEKS - 2)
        evergreen = sound < 8
        for week in range(_WEEKS):
            age = week - launch
            life = (1, 3, 8, 7, 5, 3, 2, 1)[age] if 0 <= age < 8 else 0
            table[week][sound] = liked * (1 if evergreen else life)
    return tuple(running_weights(week) for week in table)
