"""What can be measured of a creator: numbers of the channel, and one of its videos in view."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from dash_app.filters import narrows_videos
from dash_app.metrics import Metric
from dash_app.pages import Reader
from dash_app.queries.creators import creator_measures
from dash_app.view import View

FOLLOWERS: Final = Metric(
    "followers",
    "Người theo dõi",
    "số người theo dõi TikTok công bố ở lần thu thập mới nhất, không theo bộ lọc",
    "người theo dõi",
)
HEARTS: Final = Metric(
    "hearts",
    "Lượt thích của kênh",
    "tổng lượt thích mọi video của kênh, TikTok công bố ở lần thu thập mới nhất, không theo bộ lọc",
    "lượt thích",
)
VIDEO_COUNT: Final = Metric(
    "video_count",
    "Video của kênh",
    "số video của kênh, TikTok công bố ở lần thu thập mới nhất, không theo bộ lọc",
    "video",
)
ENGAGEMENT: Final = Metric(
    "engagement_rate",
    "Tỷ lệ tương tác (gộp)",
    "tổng (thích + bình luận + chia sẻ + lưu) / tổng lượt xem của các video trong góc nhìn",
)
CHANNEL: Final = (FOLLOWERS, HEARTS, VIDEO_COUNT)

AGGREGATE_COLUMNS: Final = {"median": "median", "mean": "mean", "sum": "total"}
"""Aggregate -> column of `creator_measures` with the chosen metric."""


def read_creators(reader: Reader) -> pd.DataFrame:
    """Returns `creator_measures` of the view, with the chosen metric as `value`.

    Creators without a video in view are left out where the filters may leave videos out.
    """
    view = reader.view
    frame = reader.frame(
        creator_measures,
        metric=view.metric.key,
        keep_empty=int(not narrows_videos(view.filters)),
    )
    return frame.assign(value=frame[AGGREGATE_COLUMNS[view.aggregate.key]])


def chosen_measure(view: View) -> Metric:
    """Returns the chosen metric put together over a creator's videos; its column is `value`."""
    pinned = "; không tính video ghim" if view.aggregate.key == "median" else ""
    return replace(
        view.metric,
        key="value",
        label=view.measure,
        formula=f"{view.aggregate.label.lower()} của {view.metric.formula} qua các video trong "
        f"góc nhìn của mỗi TikToker{pinned}",
    )
