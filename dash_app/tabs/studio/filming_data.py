"""Gợi ý quay: what the videos of a kind say, read and computed once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from dash_app.pages import Reader
from dash_app.queries import filming as queries
from dash_app.sampling import every_nth
from dash_app.statistics import MIN_SAMPLE, Interval, median_interval
from dash_app.tabs.studio.filming_contrasts import Contrast, contrasts
from dash_app.tabs.studio.filming_kinds import Kind
from dash_app.tabs.studio.filming_traits import speaking, traits

MOST_BEST: Final = 6


@dataclass(frozen=True)
class Middle:
    """The middle of a measure among outliers and among the other videos.

    Attributes:
        name: In Vietnamese.
        unit: Behind a number.
        places: Decimal places that mean anything.
        outliers: Median with its interval.
        others: Likewise.
    """

    name: str
    unit: str
    places: int
    outliers: Interval
    others: Interval


@dataclass(frozen=True)
class Found:
    """What the data say on one kind of video.

    Attributes:
        kind: Itself.
        n: Videos that have had the time to show how they do, none pinned.
        outliers: Those of them that are far above their creator's usual plays.
        creators: Who posted the videos.
        outlier_creators: Who posted outliers.
        by_label: Videos whose kind a label says; that of the others their captions say.
        agreement: Of videos with both: how many captions say the kind, and how many labels too.
        contrasts: What outliers have more or less often.
        middles: Measures by their middle.
        best: The outliers furthest above the usual; columns of `queries.filming.videos_of`.
        every: Each so many-th video was looked at.
    """

    kind: Kind
    n: int
    outliers: int
    creators: int
    outlier_creators: int
    by_label: int
    agreement: tuple[int, int]
    contrasts: tuple[Contrast, ...]
    middles: tuple[Middle, ...]
    best: tuple[dict[str, Any], ...]
    every: int

    @property
    def enough(self) -> bool:
        """Whether there are outliers, and others, to compare."""
        return min(self.outliers, self.n - self.outliers) >= MIN_SAMPLE

    @property
    def clear(self) -> tuple[Contrast, ...]:
        """The differences beyond doubt, the largest first."""
        found = (each for each in self.contrasts if each.verdict == "clear")
        return tuple(sorted(found, key=lambda each: -each.strength))

    @property
    def leaning(self) -> tuple[Contrast, ...]:
        """What is nearest to one, the surest first."""
        found = (each for each in self.contrasts if each.leans)
        return tuple(sorted(found, key=lambda each: each.p or 0.0))

    @property
    def compared(self) -> int:
        """How many values had enough videos."""
        return sum(each.verdict != "few" for each in self.contrasts)

    @property
    def usual(self) -> tuple[Contrast, ...]:
        """What most outliers have, one of each trait; not what is there to be compared alone."""
        most: dict[str, Contrast] = {}
        for each in self.contrasts:
            before = most.get(each.group)
            if each.hits and (before is None or each.hits > before.hits):
                most[each.group] = each
        return tuple(most.values())


def find(reader: Reader, kind: Kind) -> Found:
    """Returns what the videos in view say."""
    every = every_nth(reader.snapshot.manifest.rows.get("videos", 0))
    videos = reader.frame(
        queries.kind_videos, {**kind.texts, "least": str(queries.LEAST)}, every=every
    )
    details = reader.frame(queries.video_details, every=every)
    row = reader.frame(queries.kind_agreement, kind.texts).iloc[0]
    is_outlier = videos["is_outlier"].astype(bool)
    return Found(
        kind=kind,
        n=len(videos),
        outliers=int(is_outlier.sum()),
        creators=int(videos["creator"].nunique()),
        outlier_creators=int(videos.loc[is_outlier, "creator"].nunique()),
        by_label=int(videos["by_label"].sum()),
        agreement=(int(row["n"]), int(row["agreed"])),
        contrasts=contrasts(videos, traits(videos, details)) if len(videos) else (),
        middles=_middles(videos, is_outlier),
        best=_best(reader, videos[is_outlier]),
        every=every,
    )


def _middles(videos: pd.DataFrame, is_outlier: pd.Series) -> tuple[Middle, ...]:
    measures = (
        ("Thời lượng (không kể bài ảnh)", "giây", 0, videos["duration_s"]),
        ("Tốc độ nói", "từ/giây", 1, speaking(videos)),
        ("Số hashtag", "hashtag", 0, videos["hashtag_count"]),
        ("Độ dài mô tả, không kể hashtag", "ký tự", 0, videos["caption_length"]),
    )
    return tuple(
        Middle(
            name,
            unit,
            places,
            *(
                median_interval(each)
                for each in (
                    values[is_outlier].to_numpy("float64"),
                    values[~is_outlier].to_numpy("float64"),
                )
            ),
        )
        for name, unit, places, values in measures
    )


def _best(reader: Reader, outliers: pd.DataFrame) -> tuple[dict[str, Any], ...]:
    best = outliers.nlargest(MOST_BEST, "outlier_ratio")["video_key"]
    if best.empty:
        return ()
    frame = reader.frame(queries.videos_of, {"keys": " ".join(map(str, sorted(best)))})
    names = [str(name) for name in frame.columns]
    return tuple(
        dict(zip(names, values, strict=True)) for values in frame.itertuples(index=False, name=None)
    )
