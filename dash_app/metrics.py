"""What can be measured of a video and how many videos are put into one number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Metric:
    """A number that each video has.

    Attributes:
        key: The column of `videos`, and the word in the URL.
        label: In Vietnamese, sentence case.
        formula: How it is made.
        unit: Behind a number; empty for a rate, which is shown in per cent.
    """

    key: str
    label: str
    formula: str
    unit: str = ""

    @property
    def is_rate(self) -> bool:
        """Whether it is a share, which is never summed."""
        return not self.unit

    @property
    def scale(self) -> Literal["log", "linear"]:
        """How effects on it are computed, see `statistics.Scale`."""
        return "linear" if self.is_rate else "log"

    @property
    def inside(self) -> str:
        """The label inside a sentence: names in it keep their capitals."""
        return self.label[0].lower() + self.label[1:]


@dataclass(frozen=True)
class Aggregate:
    """How many videos become one number.

    Attributes:
        key: The word in the URL.
        label: In Vietnamese, sentence case.
    """

    key: str
    label: str


METRICS = (
    Metric("plays", "Lượt xem", "số lượt xem TikTok công bố", "lượt xem"),
    Metric("likes", "Lượt thích", "số lượt thích TikTok công bố", "lượt thích"),
    Metric("comments", "Bình luận", "số bình luận TikTok công bố", "bình luận"),
    Metric("shares", "Chia sẻ", "số lượt chia sẻ TikTok công bố", "lượt chia sẻ"),
    Metric("saves", "Lượt lưu", "số lượt lưu TikTok công bố", "lượt lưu"),
    Metric(
        "engagement_rate",
        "Tỷ lệ tương tác",
        "(thích + bình luận + chia sẻ + lưu) / lượt xem",
    ),
    Metric(
        "engagement_rate_public",
        "Tỷ lệ tương tác (Creator Marketplace)",
        "(thích + bình luận + chia sẻ) / lượt xem",
    ),
    Metric(
        "engagement_rate_by_followers",
        "Tỷ lệ tương tác trên người theo dõi",
        "(thích + bình luận + chia sẻ + lưu) / người theo dõi hiện nay",
    ),
)

AGGREGATES = (
    Aggregate("median", "Trung vị"),
    Aggregate("mean", "Trung bình"),
    Aggregate("sum", "Tổng"),
)


def metric(key: str) -> Metric:
    """Returns a metric by its key.

    Raises:
        KeyError: Where there is none.
    """
    return {each.key: each for each in METRICS}[key]


def aggregate(key: str, of: Metric) -> Aggregate:
    """Returns an aggregate by its key; rates cannot be summed, so their mean stands in.

    Raises:
        KeyError: Where there is none.
    """
    return {each.key: each for each in AGGREGATES}["mean" if of.is_rate and key == "sum" else key]
