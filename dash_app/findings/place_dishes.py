"""What is eaten where: dishes that a place shows more or less often than places on average."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from dash_app.findings.bins import not_enough
from dash_app.findings.finding import Finding
from dash_app.statistics import MIN_SAMPLE, MIN_TOGETHER
from dash_app.words import decimal, percent, whole

FALSE_SHARE = 0.05
"""Of the pairs that are called different so large a share is expected to be chance at most."""

LEAST_CREATORS = 3
"""A dish that fewer creators show at a place says something about them."""

_MOST_MORE = 4
_MOST_LESS = 2


class DishPair(NamedTuple):
    """A dish group at a place.

    Attributes:
        place: Where.
        dish_group: What.
        n: Videos with both.
        creators: Who posted them.
        estimate: How many times as often as on average.
        low: Lower end of its 95 % interval.
        high: Upper end.
    """

    place: str
    dish_group: str
    n: int
    creators: int
    estimate: float
    low: float
    high: float

    @property
    def bound(self) -> float:
        """The end of the interval that is nearest to 1: a few videos do not win by chance."""
        return self.low if self.estimate > 1 else self.high


def clear_pairs(frame: pd.DataFrame) -> tuple[DishPair, ...]:
    """Returns the pairs that differ beyond doubt and that several creators show.

    The one that stands out most beyond doubt comes first, the one that is rarest comes last.

    Args:
        frame: Columns clear and those of `DishPair`.
    """
    fit = frame[frame["clear"] & (frame["creators"] >= LEAST_CREATORS)]
    columns = (fit[name].tolist() for name in DishPair._fields)
    pairs = (DishPair(*row) for row in zip(*columns, strict=True))
    return tuple(sorted(pairs, key=lambda pair: -pair.bound))


def dish_findings(frame: pd.DataFrame, videos: int) -> tuple[Finding, ...]:
    """Says which dishes stand out at which place, and how many such pairs may be chance.

    Args:
        frame: Columns enough, clear and those of `DishPair`.
        videos: Videos with both a place and a dish.
    """
    if videos < MIN_SAMPLE:
        return (not_enough(videos, "video biết cả nơi và món"),)
    tested, called = int(frame["enough"].sum()), int(frame["clear"].sum())
    if not tested:
        return (
            Finding(
                f"Chưa có cặp món và nơi nào đủ dữ liệu (cả hai có từ {MIN_SAMPLE} video, chung từ "
                f"{MIN_TOGETHER}).",
                "few",
            ),
        )
    if not called:
        return (
            Finding(
                f"Trong {whole(tested)} cặp món và nơi đủ dữ liệu, không cặp nào khác hẳn mức "
                "chung sau khi hiệu chỉnh (Benjamini–Hochberg)."
            ),
        )
    pairs = clear_pairs(frame)
    more = [pair for pair in pairs if pair.estimate > 1][:_MOST_MORE]
    less = [pair for pair in reversed(pairs) if pair.estimate < 1][:_MOST_LESS]
    return (
        *(
            Finding(f"{begun(pair.dish_group)} ở {pair.place}: {pair_words(pair)}.")
            for pair in (*more, *less)
        ),
        Finding(
            f"{whole(called)} trong {whole(tested)} cặp đủ dữ liệu khác mức chung; nhiều nhất "
            f"khoảng {percent(FALSE_SHARE, 0)} trong số đó là tình cờ (Benjamini–Hochberg, coi các "
            f"video là độc lập). Chỉ kể tên cặp có từ {LEAST_CREATORS} TikToker."
        ),
    )


def pair_words(pair: DishPair) -> str:
    """Returns `gấp 3,2 lần mức chung (…; 12 video của 7 TikToker)`."""
    times = (
        f"gấp {decimal(pair.estimate)} lần"
        if pair.estimate > 1
        else f"chỉ bằng {decimal(pair.estimate, 2)} lần"
    )
    return (
        f"{times} mức chung (khoảng tin cậy 95 %: {decimal(pair.low, 2)} đến "
        f"{decimal(pair.high, 2)}; {whole(pair.n)} video của {whole(pair.creators)} TikToker)"
    )


def begun(dish: str) -> str:
    """Returns a dish as it begins a sentence; names in it keep their capitals."""
    return dish[:1].upper() + dish[1:]
