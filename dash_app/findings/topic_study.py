"""What the data say about a topic, as numbers: what the page on a topic computes and tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from dash_app.statistics import MIN_SAMPLE, BinEffect, Interval, Trend

SOURCES: Final[Mapping[str, str]] = {
    "caption": "mô tả",
    "hashtag": "hashtag",
    "dish": "món ăn",
    "transcript": "lời thoại",
    "place": "địa điểm",
}
"""Where a video mentions a topic, in Vietnamese."""


LEAST: Final = 5
"""Fewer videos say nothing at all."""


@dataclass(frozen=True)
class PartCount:
    """One thing that the topic names, looked for on its own.

    Attributes:
        kind: món, nơi, hashtag or từ.
        text: As it is shown.
        n: Videos in view that mention it.
        counted: Whether the numbers below are of videos that mention it.
    """

    kind: str
    text: str
    n: int
    counted: bool


@dataclass(frozen=True)
class Level:
    """How some videos do; medians leave pinned videos out.

    Attributes:
        n: Videos, pinned ones too.
        creators: Whose.
        plays: Median.
        rate: Median engagement rate.
    """

    n: int
    creators: int
    plays: Interval
    rate: Interval


@dataclass(frozen=True)
class Period:
    """A month or a week.

    Attributes:
        name: As it is written.
        n: The topic's videos.
        total: All videos in view.
    """

    name: str
    n: int
    total: int

    @property
    def share(self) -> float:
        """Of the topic."""
        return self.n / self.total if self.total else 0.0


@dataclass(frozen=True)
class Timeline:
    """How often the topic comes up.

    Attributes:
        unit: tháng or tuần.
        periods: The oldest first, without gaps.
        trend: Of the shares, in parts of one a period.
    """

    unit: str
    periods: tuple[Period, ...]
    trend: Trend

    @property
    def enough(self) -> bool:
        """Whether anything may be said of the trend."""
        return self.trend.enough and sum(each.n for each in self.periods) >= MIN_SAMPLE


@dataclass(frozen=True)
class TagLift:
    """A hashtag of the topic's videos.

    Attributes:
        name: As it is mostly written, with #.
        key: Without diacritics.
        n: The topic's videos with it.
        creators: Who set it on them.
        times: As often as on all videos in view; None where that is not known.
        low: Lower end of its 95 % interval.
        high: Upper end.
        enough: Whether a conclusion may be drawn.
        own: Whether the topic is looked for by it, so that it cannot but be frequent.
    """

    name: str
    key: str
    n: int
    creators: int
    times: float | None
    low: float | None
    high: float | None
    enough: bool
    own: bool


@dataclass(frozen=True)
class Group:
    """The topic's videos of one length, or of one part of the day.

    Attributes:
        name: In Vietnamese.
        n: Videos, pinned ones too.
        plays: Median, without pinned ones.
    """

    name: str
    n: int
    plays: Interval


@dataclass(frozen=True)
class Share:
    """How many of the topic's videos have something.

    Attributes:
        name: What.
        n: How many.
        of: Those of which it is known.
    """

    name: str
    n: int
    of: int


@dataclass(frozen=True)
class TopicCreator:
    """Who posts on the topic.

    Attributes:
        account: Name.
        n: Videos on it.
        total: Their plays together.
        plays: Median of those that are not pinned.
        rate: Likewise, of the engagement rate.
    """

    account: str
    n: int
    total: int
    plays: Interval
    rate: Interval


@dataclass(frozen=True)
class TopicVideo:
    """A video to look at.

    Attributes:
        label: How it is called here: V1, V2, …
        creator: Account name.
        caption: As posted.
        hashtags: Without #.
        hook: First sentence; empty where it is not known.
        transcribed: Whether its words are known.
        plays: So far.
        rate: Engagement rate; None without plays.
        outlier_ratio: Plays against the median of its creator's other videos.
        is_photo: Whether it is made of photos.
        duration_s: Seconds; None for photos.
        posted_date: In Viet Nam.
        has_ad_signs: Whether it has signs of advertising.
        url: On TikTok.
        mentioned_in: Keys of `SOURCES`.
    """

    label: str
    creator: str
    caption: str
    hashtags: tuple[str, ...]
    hook: str
    transcribed: bool
    plays: int
    rate: float | None
    outlier_ratio: float | None
    is_photo: bool
    duration_s: float | None
    posted_date: date
    has_ad_signs: bool
    url: str
    mentioned_in: tuple[str, ...]


@dataclass(frozen=True)
class Study:
    """All of it.

    Attributes:
        topic: As typed.
        counted: What is counted, in words: the topic, or what is left of it.
        parts: What the topic names.
        left_out: Narrower readings with too few videos: name and number.
        sources: Videos by where they mention it; one may do so in several places.
        announced: Videos whose caption or hashtags mention it.
        all_videos: In view.
        on: The videos on the topic.
        others: All other videos in view.
        plays_effect: Of the topic on plays, among the videos of one creator.
        rate_effect: On the engagement rate.
        first: Day of the oldest video on the topic.
        last: Of the newest.
        newest: Of all data.
        timeline: How often it comes up.
        tags: Those that the topic has more than others first.
        durations: By length.
        hours: By part of the day.
        dishes: Named beside or as the topic.
        places: Provinces.
        labels: By field of `words.LABEL_FIELDS`, the commonest first; without the fields of which
            too few videos are known, and without the kinds of opening.
        hooks: Kinds of opening; empty where too few are known.
        labelled: Videos with any label.
        creators: By their plays on the topic.
        top_share: Part of the topic's plays that its first creator has.
        ad_share: Part of its videos with signs of advertising.
        spread: First and third quartile of plays; None with too few videos.
        hashtags: Median number of hashtags.
        videos: The most played ones.
    """

    topic: str
    counted: str
    parts: tuple[PartCount, ...]
    left_out: tuple[tuple[str, int], ...]
    sources: Mapping[str, int]
    announced: int
    all_videos: int
    on: Level
    others: Level
    plays_effect: BinEffect | None
    rate_effect: BinEffect | None
    first: date
    last: date
    newest: date
    timeline: Timeline
    tags: tuple[TagLift, ...]
    durations: tuple[Group, ...]
    hours: tuple[Group, ...]
    dishes: tuple[Share, ...]
    places: tuple[Share, ...]
    labels: Mapping[str, tuple[Share, ...]]
    hooks: tuple[Group, ...]
    labelled: int
    creators: tuple[TopicCreator, ...]
    top_share: float
    ad_share: float
    spread: tuple[float, float] | None
    hashtags: float
    videos: tuple[TopicVideo, ...]
