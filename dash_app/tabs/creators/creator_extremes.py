"""Một TikToker: its videos furthest above and below its own usual level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from dash import html

from dash_app.bands import AGE_BANDS, YOUNG
from dash_app.components.chosen_creator import Chosen, chosen, own_videos, settled
from dash_app.components.video_cards import VideoCard, build_video_cards, video_card
from dash_app.pages import Reader, Shown
from dash_app.queries import creator
from dash_app.words import decimal, percent, whole

_MOST: Final = 6
_LEAST: Final = 4
_COLUMNS: Final = {
    "caption": "Mô tả",
    "hook": "Câu mở đầu",
    "posted_date": "Ngày đăng",
    "duration_s": "Giây",
    "plays": "Lượt xem",
    "outlier_ratio": "So với kênh (lần)",
    "engagement_rate": "Tỷ lệ tương tác",
    "url": "Liên kết",
}


@dataclass(frozen=True)
class _Extremes:
    """Which videos stand out.

    Attributes:
        n: Videos that can be compared.
        high: `video_key` of those furthest above, the highest first.
        low: Of those furthest below, the lowest first.
    """

    n: int
    high: tuple[int, ...]
    low: tuple[int, ...]


def show_best(reader: Reader) -> Shown:
    """Its videos furthest above its own usual level."""
    return _show(reader, "vượt mức thường của kênh nhiều nhất", best=True)


def show_worst(reader: Reader) -> Shown:
    """Its videos furthest below its own usual level."""
    return _show(reader, "dưới mức thường của kênh nhiều nhất", best=False)


def _show(reader: Reader, title: str, *, best: bool) -> Shown:
    found, extremes = reader.kept(chosen), reader.kept(_extremes)
    keys = extremes.high if best else extremes.low
    rows: list[dict[str, Any]] = []
    if keys:
        # Both cards read the videos of both: one query.
        listed = " ".join(map(str, sorted((*extremes.high, *extremes.low))))
        cards = reader.frame(creator.videos_by_key, {"keys": listed}).to_dict("records")
        by_key = {card["video_key"]: card for card in cards}
        rows = [{str(name): value for name, value in by_key[key].items()} for key in keys]
    return Shown(
        f"{found.name}: video {title}",
        build_video_cards([_card(row) for row in rows])
        if rows
        else html.P(_nothing(found, len(own_videos(reader)), extremes.n), className="muted"),
        "lượt xem / trung vị lượt xem mọi video khác đã thu thập của kênh; không tính video ghim "
        f"và video {AGE_BANDS[YOUNG].label}: chúng chưa đủ thời gian",
        extremes.n,
        table=pd.DataFrame(rows, columns=list(_COLUMNS)).rename(columns=_COLUMNS),
    )


def _extremes(reader: Reader) -> _Extremes:
    """Returns the videos furthest above and below the usual; none where too few are known."""
    videos = reader.kept(settled)
    ratios = videos["outlier_ratio"].to_numpy("float64", na_value=np.nan)
    known = np.flatnonzero(np.isfinite(ratios))
    if known.size < _LEAST:
        return _Extremes(known.size, (), ())
    order = known[np.argsort(ratios[known], kind="stable")]
    keys = videos["video_key"].to_numpy()
    high, low = order[ratios[order] >= 1][::-1], order[ratios[order] < 1]
    return _Extremes(
        known.size, tuple(keys[high[:_MOST]].tolist()), tuple(keys[low[:_MOST]].tolist())
    )


def _card(row: dict[str, Any]) -> VideoCard:
    return video_card(
        row,
        score=f"{decimal(row['outlier_ratio'], 2)} lần",
        measure="mức thường của kênh",
        second=f"tương tác {percent(row['engagement_rate'], 2)}",
        marks=("có dấu hiệu quảng cáo",) * bool(row["has_ad_signs"]),
    )


def _nothing(found: Chosen, videos: int, judged: int) -> str:
    if not videos:
        return f"{found.nothing()}."
    if judged < _LEAST:
        return (
            f"Chưa đủ dữ liệu: mới có {whole(judged)} video so được với mức thường của kênh (không "
            f"ghim, từ {AGE_BANDS[YOUNG].end} ngày tuổi), cần ít nhất {_LEAST}."
        )
    return "Không có video nào như vậy trong góc nhìn này."
