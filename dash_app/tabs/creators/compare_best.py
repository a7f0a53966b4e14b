"""So sánh: the video of each that went furthest, and that which fell shortest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from dash import html

from dash_app.bands import AGE_BANDS, YOUNG
from dash_app.components.video_cards import VideoCard, build_video_cards, video_card
from dash_app.pages import Reader, Shown
from dash_app.queries import creator
from dash_app.statistics.sample import floats
from dash_app.tabs.creators.compare_choice import Comparison, Contender, comparison
from dash_app.words import decimal, percent, whole

_LEAST: Final = 4
_COLUMNS: Final = {
    "creator": "TikToker",
    "caption": "Mô tả",
    "hook": "Câu mở đầu",
    "posted_date": "Ngày đăng",
    "duration_s": "Giây",
    "plays": "Lượt xem",
    "outlier_ratio": "So với kênh (lần)",
    "engagement_rate": "Tỷ lệ tương tác",
    "url": "Liên kết",
}


def show_best(reader: Reader) -> Shown:
    """The video of each with most plays for its channel."""
    return _show(reader, "Video vượt mức thường xa nhất của mỗi người", best=True)


def show_worst(reader: Reader) -> Shown:
    """The video of each with fewest plays for its channel."""
    return _show(reader, "Video thấp nhất so với mức thường của mỗi người", best=False)


def _show(reader: Reader, title: str, *, best: bool) -> Shown:
    found, ends = comparison(reader), reader.kept(_ends)
    keys = [pair[0 if best else 1] for pair in ends.values()]
    rows = _rows(found, ends, keys) if keys else []
    own = {each.account: each.colour for each in found.contenders}
    missing = [each.name for each in found.contenders if each.account not in ends]
    return Shown(
        title,
        [
            html.Div([_own(row, own[row["creator"]]) for row in rows], className="own-videos"),
            *([html.P(_missing(missing), className="muted")] * bool(missing)),
        ],
        "lượt xem / trung vị lượt xem mọi video khác đã thu thập của kênh; không tính video ghim "
        f"và video {AGE_BANDS[YOUNG].label}: chúng chưa đủ thời gian",
        found.videos,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).rename(columns=_COLUMNS),
    )


def _ends(reader: Reader) -> dict[str, tuple[int, int]]:
    """Returns video_key of the highest and lowest of each who has enough to be compared."""
    found = {}
    for each in comparison(reader).contenders:
        keys, ratios = _settled(each)
        if len(keys) >= _LEAST:
            found[each.account] = (int(keys[ratios.argmax()]), int(keys[ratios.argmin()]))
    return found


def _settled(contender: Contender) -> tuple[npt.NDArray[Any], npt.NDArray[np.float64]]:
    lasting = contender.lasting
    ratios = floats(lasting["outlier_ratio"])
    fit = ~np.isnan(ratios) & ~lasting["is_young"].astype(bool)
    return lasting["video_key"][fit], ratios[fit]


def _rows(
    found: Comparison, ends: Mapping[str, tuple[int, int]], keys: list[int]
) -> list[dict[str, Any]]:
    # Both cards read the videos of both: one query.
    listed = " ".join(map(str, sorted(key for pair in ends.values() for key in pair)))
    cards = found.reader.frame(creator.videos_by_key, {"keys": listed}).to_dict("records")
    by_key = {card["video_key"]: card for card in cards}
    return [{str(name): value for name, value in by_key[key].items()} for key in keys]


def _own(row: dict[str, Any], colour: str) -> html.Div:
    return html.Div(build_video_cards([_card(row)]), style={"--own": colour})


def _card(row: dict[str, Any]) -> VideoCard:
    return video_card(
        row,
        score=f"{decimal(row['outlier_ratio'], 2)} lần",
        measure="mức thường của kênh",
        second=f"tương tác {percent(row['engagement_rate'], 2)}",
        marks=("có dấu hiệu quảng cáo",) * bool(row["has_ad_signs"]),
    )


def _missing(names: list[str]) -> str:
    if not names:
        return ""
    return (
        f"Chưa đủ dữ liệu: {', '.join(names)} (cần ít nhất {whole(_LEAST)} video không ghim, từ "
        f"{AGE_BANDS[YOUNG].end} ngày tuổi)."
    )
