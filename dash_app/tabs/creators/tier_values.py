"""The creators of a view by follower tier: one number a creator, so that each counts once.

The videos of one creator resemble each other. Counted singly they would make thousands of
observations of a few hundred creators, and every difference would look certain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
import pandas as pd

from dash_app.figures.theme import ACCENT, SECOND, SERIES
from dash_app.filters import narrows_videos
from dash_app.findings.finding import Finding
from dash_app.findings.tiers import CIRCULAR, TOTALS
from dash_app.pages import Reader
from dash_app.queries.creator_values import metric_by_creator
from dash_app.queries.creators import creator_measures
from dash_app.statistics.sample import Floats, floats
from dash_app.view import AGGREGATE, METRIC, Control, View
from dash_app.words import MISSING, TIERS, decimal, percent, short, whole

LEAST_FOR_PACE: Final = 5
"""Of fewer videos the days between them say nothing of a creator's pace."""

PERCENTILES: Final = (33, 66)
"""Of followers, where the tiers are split."""

TIER_COLOURS: Final = {"low": SERIES[2], "middle": ACCENT, "high": SECOND}

LEAST: Final = Control(
    "tier_least",
    "Chỉ tính TikToker có ít nhất",
    tuple((str(number), f"{number} video") for number in (1, 3, 5, 10, 20)),
    "1",
)
COUNT: Final = Control(
    "counted",
    "Số video để so",
    (("channel", "Của cả kênh (TikTok công bố)"), ("view", "Trong góc nhìn này")),
    "channel",
)
CONTROLS: Final = (METRIC, AGGREGATE, LEAST, COUNT)


@dataclass(frozen=True)
class Measure:
    """A number that each creator has.

    Attributes:
        column: Of `TierValues`.
        title: In Vietnamese.
        write: A value, written out.
        write_short: A value in few signs.
        note: What one must know to read it.
        untested: Why the tiers differ in it whatever it says; empty where they are compared.
    """

    column: str
    title: str
    write: Callable[[float | None], str]
    write_short: Callable[[float | None], str]
    note: str = ""
    untested: str = ""

    @property
    def inside(self) -> str:
        """The title inside a sentence."""
        return self.title[:1].lower() + self.title[1:]


_SMALL: Final = 10


def _count(name: str, title: str) -> Measure:
    return Measure(
        f"{name}_per_video", f"{title} mỗi video", _amount, _brief, "trung bình các video một người"
    )


def _amount(number: float | None) -> str:
    """Returns a mean count: to one place only where it is small."""
    return decimal(number) if number is not None and number < _SMALL else whole(number)


def _brief(number: float | None) -> str:
    """Returns a mean count in few signs."""
    if number is None or number < _SMALL:
        return decimal(number)
    return short(round(number))


def _in_seconds(number: float | None) -> str:
    """Returns seconds without minutes: they stand above their range, and both are compared."""
    return MISSING if number is None else f"{whole(number)} giây"


_RATE: Final = partial(percent, places=2)
_ONE_PLACE: Final = partial(decimal, places=1)
_TWO_PLACES: Final = partial(decimal, places=2)

ENGAGEMENT: Final = Measure(
    "engagement_rate", "Tỷ lệ tương tác", _RATE, _RATE, "tổng tương tác / tổng lượt xem"
)
PLAYS_PER_FOLLOWER: Final = Measure(
    "plays_per_follower",
    "Lượt xem trên một người theo dõi",
    _TWO_PLACES,
    _TWO_PLACES,
    "trung vị lượt xem / người theo dõi",
    untested="tự giảm ở kênh lớn vì chia cho người theo dõi",
)
PACE: Final = Measure(
    "videos_per_week",
    "Video mỗi tuần",
    _ONE_PLACE,
    _ONE_PLACE,
    f"TikToker có từ {LEAST_FOR_PACE} video",
)
HASHTAGS: Final = Measure("mean_hashtags", "Hashtag mỗi video", _ONE_PLACE, _ONE_PLACE)
DURATION: Final = Measure(
    "mean_duration_s", "Thời lượng video", _in_seconds, _in_seconds, "không tính bài ảnh"
)
MEASURES: Final = (
    Measure("followers", "Người theo dõi", _amount, _brief, untested="nhóm chia theo số này"),
    _count("plays", "Lượt xem"),
    _count("likes", "Lượt thích"),
    _count("comments", "Bình luận"),
    _count("shares", "Chia sẻ"),
    _count("saves", "Lượt lưu"),
    ENGAGEMENT,
    PLAYS_PER_FOLLOWER,
    PACE,
    HASHTAGS,
    DURATION,
)
"""Of the table, from top to bottom."""

_COLUMNS: Final = {"median": "median", "mean": "mean", "sum": "total"}
_COUNTS: Final = ("plays", "likes", "comments", "shares", "saves")
_NUMBERS: Final = (
    "followers",
    "video_count",
    "videos",
    *(f"total_{name}" for name in _COUNTS),
    "engagement_rate",
    "videos_per_week",
    "mean_hashtags",
    "mean_duration_s",
)


@dataclass(frozen=True, eq=False)
class TierValues:
    """What the page's cards are made of.

    Attributes:
        frame: One row a creator, by name: creator, tier (missing where the followers are unknown),
            followers, videos (in view), count (of videos, as chosen), value (of the chosen metric).
        groups: The known numbers of `value` and of each of `MEASURES`, by column and tier code; the
            tiers are in rising order. What is made of videos is missing for a creator with fewer
            than asked for.
    """

    frame: pd.DataFrame
    groups: Mapping[str, Mapping[str, Floats]]

    @property
    def values(self) -> Mapping[str, Floats]:
        """The chosen metric, one number a creator, by tier code."""
        return self.groups["value"]

    @property
    def in_tiers(self) -> int:
        """Creators that have a tier."""
        return int(self.frame["tier"].notna().sum())


def tier_values(reader: Reader) -> TierValues:
    """Returns the creators of a view; ask for it by `reader.kept`, which makes it once."""
    view = reader.view
    found = reader.frame(
        creator_measures, metric=view.metric.key, keep_empty=int(not narrows_videos(view.filters))
    )
    numbers = {name: floats(found[name]) for name in _NUMBERS}
    plays = _median_plays(reader, found)
    videos = numbers["videos"]
    fit = videos >= int(view.choice("tier_least"))
    counted = {
        f"{name}_per_video": numbers[f"total_{name}"] / np.where(fit, videos, np.nan)
        for name in _COUNTS
    }
    of_videos = {
        "value": floats(found[_COLUMNS[view.aggregate.key]]),
        "engagement_rate": numbers["engagement_rate"],
        "plays_per_follower": plays
        / np.where(numbers["followers"] > 0, numbers["followers"], np.nan),
        "videos_per_week": np.where(videos >= LEAST_FOR_PACE, numbers["videos_per_week"], np.nan),
        "mean_hashtags": numbers["mean_hashtags"],
        "mean_duration_s": numbers["mean_duration_s"],
    }
    columns = counted | {name: np.where(fit, each, np.nan) for name, each in of_videos.items()}
    columns["followers"] = numbers["followers"]
    tiers = found["tier"].to_numpy(object)
    members = {code: tiers == code for code in TIERS}
    counts = numbers["video_count"] if view.choice("counted") == "channel" else videos
    return TierValues(
        found[["creator", "tier", "followers", "videos"]].assign(
            count=counts, value=columns["value"]
        ),
        {
            name: {code: each[rows & ~np.isnan(each)] for code, rows in members.items()}
            for name, each in columns.items()
        },
    )


def value_name(view: View) -> str:
    """Returns what the number of a creator is, inside a sentence: `trung vị lượt xem`."""
    return f"{view.aggregate.label.lower()} {view.metric.inside}"


def value_formula(view: View) -> str:
    """Returns how the number of a creator is made."""
    pinned = {
        "median": ", không tính video ghim",
        "sum": ", nên nhiều video thì tổng lớn",
    }.get(view.aggregate.key, "")
    least = int(view.choice("tier_least"))
    fit = f"; chỉ TikToker có từ {least} video" * (least > 1)
    return (
        f"mỗi TikToker một con số: {view.aggregate.label.lower()} của {view.metric.formula} qua "
        f"các video trong góc nhìn{pinned}{fit}"
    )


def goal(view: View) -> str:
    """Returns what one wants who looks at the metric: `nhiều lượt xem`."""
    inside = view.metric.inside
    return f"{inside} cao" if view.metric.is_rate else f"nhiều {inside}"


def writer(view: View) -> Callable[[float | None], str]:
    """Returns how values of the metric are written."""
    return _RATE if view.metric.is_rate else whole


def drawn(values: pd.Series, view: View) -> pd.Series:
    """Returns values with as many places as a figure shows."""
    return values.round(6 if view.metric.is_rate else 1)


def is_circular(view: View) -> bool:
    """Whether the metric is divided by what the tiers are split by."""
    return view.metric.key == "engagement_rate_by_followers"


def cautions(view: View) -> tuple[Finding, ...]:
    """Returns why the tiers would differ in the number of a creator whatever creators do."""
    if is_circular(view):
        return (CIRCULAR,)
    return (TOTALS,) if view.aggregate.key == "sum" else ()


def _median_plays(reader: Reader, found: pd.DataFrame) -> Floats:
    """Returns the median plays of each creator of a frame of `creator_measures`."""
    if reader.view.metric.key == "plays":
        return floats(found["median"])
    plays = reader.frame(metric_by_creator, metric="plays", aggregate="median")
    return floats(found["creator"].map(plays.set_index("creator")["value"]))
