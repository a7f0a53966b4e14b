"""By what creators are ranked, and who is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from dash_app.metrics import Metric
from dash_app.pages import Reader
from dash_app.statistics.sample import floats
from dash_app.tabs.creators.channel_measures import (
    CHANNEL,
    ENGAGEMENT,
    chosen_measure,
    read_creators,
)
from dash_app.view import Control, View

_RANKED: Final = "Xếp hạng"
_CHOSEN: Final = "metric"
_BY_VIDEO: Final = (
    Metric(
        "total_plays",
        "Tổng lượt xem",
        "cộng lượt xem của các video trong góc nhìn",
        "lượt xem",
    ),
    Metric(
        "total_likes",
        "Tổng lượt thích của video",
        "cộng lượt thích của các video trong góc nhìn",
        "lượt thích",
    ),
    Metric("videos", "Video trong góc nhìn", "số video đã thu thập, trong góc nhìn", "video"),
)
_MEASURES: Final = {each.key: each for each in (*CHANNEL, *_BY_VIDEO, ENGAGEMENT)}
_ORDER: Final = (
    "hearts",
    "total_likes",
    "total_plays",
    "followers",
    "video_count",
    "videos",
    ENGAGEMENT.key,
)

RANK_BY: Final = Control(
    "rank_by",
    "Xếp theo",
    (
        *((key, _MEASURES[key].label) for key in _ORDER),
        (_CHOSEN, "Chỉ số và cách gộp bên dưới"),
    ),
    "hearts",
    group=_RANKED,
)
SIDE: Final = Control(
    "rank_side", "Phía", (("top", "Cao nhất"), ("bottom", "Thấp nhất")), "top", group=_RANKED
)
SIZE: Final = Control(
    "rank_size",
    "Số TikToker",
    tuple((n, f"{n} TikToker") for n in ("5", "10", "20", "50")),
    "20",
    group=_RANKED,
)
LEAST_VIDEOS: Final = Control(
    "least_videos",
    "Xếp theo tỷ lệ, trung vị: tối thiểu",
    tuple((n, f"{n} video") for n in ("1", "3", "5", "10", "20", "30")),
    "5",
    group=_RANKED,
)


@dataclass(frozen=True, eq=False)
class Ranking:
    """Creators in the order of one measure.

    Attributes:
        measure: What they are ranked by.
        rows: Of `creator_measures`, the highest first, with `value` (of the measure), `rank` (the
            same for equal values) and `share` (of the total; missing where there is none).
        chosen: The rows at the chosen end, the outermost first.
        from_below: Whether that end is the lowest.
        is_total: Whether the values make a total that can be divided.
        least: So many videos a creator must have to be ranked.
        too_few: Creators left out for having fewer.
        unknown: Creators left out for having no value.
    """

    measure: Metric
    rows: pd.DataFrame
    chosen: pd.DataFrame
    from_below: bool
    is_total: bool
    least: int
    too_few: int
    unknown: int


def rank_creators(reader: Reader) -> Ranking:
    """Returns the ranking of a view."""
    view, frame = reader.view, read_creators(reader)
    measure = ranked_measure(view)
    # What one puts together over videos is chance where there are few of them.
    is_total = not measure.is_rate and (measure.key != "value" or view.aggregate.key == "sum")
    least = 0 if is_total else int(view.choice("least_videos"))
    values = floats(frame[measure.key])
    enough = frame["videos"].to_numpy() >= least
    ranked = np.flatnonzero(enough & ~np.isnan(values))
    # Accounts come in their order, which a stable sort keeps for equal values.
    order = ranked[np.argsort(-values[ranked], kind="stable")]
    ordered = values[order]
    total = ordered.sum()
    rows = frame.iloc[order].reset_index(drop=True)
    rows = rows.assign(
        value=ordered,
        rank=np.searchsorted(-ordered, -ordered) + 1,
        share=ordered / total if is_total and total > 0 else np.nan,
    )
    size = int(view.choice("rank_size"))
    from_below = view.choice("rank_side") == "bottom"
    return Ranking(
        measure=measure,
        rows=rows,
        chosen=rows[::-1].head(size) if from_below else rows.head(size),
        from_below=from_below,
        is_total=is_total,
        least=least,
        too_few=int((~enough).sum()),
        unknown=int(enough.sum()) - len(rows),
    )


def ranked_measure(view: View) -> Metric:
    """Returns what creators are ranked by; its key is the column of `read_creators`."""
    by = view.choice("rank_by")
    return chosen_measure(view) if by == _CHOSEN else _MEASURES[by]


def ordered_rows(
    rows: pd.DataFrame, order: str, descending: bool, offset: int, limit: int
) -> Sequence[dict[str, Any]]:
    """Returns some rows in an order; what is missing comes last, equal ones keep their rank."""
    kept = rows.sort_values(order, ascending=not descending, na_position="last", kind="stable")
    some = kept.iloc[offset : offset + limit]
    return [{str(name): value for name, value in row.items()} for row in some.to_dict("records")]


def nobody_words(ranking: Ranking) -> str:
    """Returns why a ranking is empty."""
    if ranking.too_few:
        return f"Không TikToker nào có từ {ranking.least} video"
    if ranking.unknown:
        return "Không TikToker nào có số này"
    return "Không có TikToker nào khớp với bộ lọc"
