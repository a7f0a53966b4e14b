"""Một TikToker: how the channel and its videos grew between collections."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import dcc, html

from dash_app.components.chosen_creator import Chosen, chosen, own_videos, texts
from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.components.icons import build_icon
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.video_cards import written
from dash_app.figures.lines import lines
from dash_app.filters import Filters
from dash_app.findings.finding import Finding
from dash_app.pages import Reader, Shown
from dash_app.queries import creator
from dash_app.tabs.creators.creator_profile import COLLECT
from dash_app.words import MISSING, ZONE, day, decimal, signed_percent, whole

_MOST_VIDEOS: Final = 5
_MOST_WRITTEN: Final = 90
# Two points make no curve.
_LEAST_POINTS: Final = 3
_COUNTS: Final = {
    "followers": "Người theo dõi",
    "hearts": "Tổng lượt thích",
    "video_count": "Video của kênh",
}


def show_growth(reader: Reader) -> Shown:
    """What followers, likes and plays gained; or what is needed to know it."""
    found = reader.kept(chosen)
    history = _history(reader)
    plays = _plays(reader)
    days = _days(history)
    grew = len(history) > 1 and days > 0
    parts: list[Any] = []
    if grew:
        parts.append(build_key_figures(_figures(history, plays)))
    if grew and len(history) >= _LEAST_POINTS:
        parts.append(_curve(history))
    if len(plays):
        parts.append(_videos(reader, plays))
    if not parts:
        parts = [_only_once(found)]
    return Shown(
        f"{found.name}: tăng trưởng giữa các lần thu thập",
        html.Div(parts, className="growth"),
        "số ở lần thu thập cuối trừ số ở lần đầu, chia cho số ngày ở giữa; không phụ thuộc bộ lọc "
        "(lượt xem: video trong góc nhìn, thu thập cách nhau ít nhất 1 ngày). TikTok làm tròn số "
        "lớn nên thay đổi nhỏ có thể không thấy",
        len(history),
        "lần thu thập kênh",
        findings=_findings(history, days) if grew else (),
        table=lambda: _table(history),
    )


def _history(reader: Reader) -> pd.DataFrame:
    # The channel's own counts have nothing to do with which videos are looked at.
    rows = reader.frame(creator.channel_history, texts(reader), Filters())
    return rows.assign(day=rows["collected_at"].dt.tz_convert(ZONE).dt.tz_localize(None))


def _plays(reader: Reader) -> pd.DataFrame:
    videos = own_videos(reader)
    if not (videos["snapshots"] > 1).any():
        return pd.DataFrame()
    return reader.frame(creator.play_growth, texts(reader), most=_MOST_VIDEOS)


def _days(history: pd.DataFrame) -> float:
    if len(history) < 2:
        return 0.0
    return float((history["day"].iloc[-1] - history["day"].iloc[0]).total_seconds() / 86_400)


def _figures(history: pd.DataFrame, plays: pd.DataFrame) -> list[KeyFigure]:
    days = _days(history)
    figures = [
        KeyFigure(title, _signed(_change(history[column])), _change_note(history[column], days))
        for column, title in _COUNTS.items()
    ]
    if len(plays):
        first = plays.iloc[0]
        figures.append(
            KeyFigure(
                "Lượt xem của video cũ",
                _signed(first["gained"]),
                f"{whole(first['videos'])} video thu thập lại, cách trung bình "
                f"{decimal(first['days'], 0)} ngày",
            )
        )
    return figures


def _change(counts: pd.Series) -> float | None:
    known = counts.dropna()
    return float(known.iloc[-1] - known.iloc[0]) if len(known) > 1 else None


def _change_note(counts: pd.Series, days: float) -> str:
    known = counts.dropna()
    if len(known) < 2:
        return "không đủ hai lần có số này"
    first, last = float(known.iloc[0]), float(known.iloc[-1])
    share = f" ({signed_percent((last - first) / first, 1)})" if first else ""
    return f"{whole(first)} → {whole(last)}{share}; mỗi ngày {_signed((last - first) / days, 1)}"


def _signed(value: float | None, places: int = 0) -> str:
    if value is None or pd.isna(value):
        return MISSING
    small = places and abs(value) < 100
    text = decimal(value, places) if small else whole(value)
    return f"+{text}" if value > 0 else text


def _curve(history: pd.DataFrame) -> html.Div:
    frame = history.assign(series="Người theo dõi")
    figure = lines(frame, x="day", y="followers", series="series", y_title="Người theo dõi")
    graph = dcc.Graph(
        figure=figure,
        responsive=True,
        config={"displayModeBar": False, "responsive": True, "locale": "vi"},
    )
    return html.Div(graph, className="chart", style={"height": "260px"})


def _videos(reader: Reader, plays: pd.DataFrame) -> html.Div:
    keys = " ".join(str(key) for key in plays["video_key"])
    cards = reader.frame(creator.videos_by_key, {"keys": keys})
    merged = plays[["video_key", "first", "last"]].merge(cards, on="video_key")
    rows = [
        (
            html.A(
                written(caption, _MOST_WRITTEN) or "(không có mô tả)",
                href=url,
                target="_blank",
                rel="noopener noreferrer",
            ),
            day(posted),
            whole(first),
            whole(last),
            _signed(last - first),
        )
        for caption, url, posted, first, last in merged[
            ["caption", "url", "posted_date", "first", "last"]
        ].itertuples(index=False, name=None)
    ]
    columns = (
        FactColumn("Video tăng nhiều lượt xem nhất", wide=True),
        FactColumn("Ngày đăng"),
        FactColumn("Lần đầu", number=True),
        FactColumn("Lần cuối", number=True),
        FactColumn("Tăng", number=True),
    )
    return build_facts_table("Video tăng nhiều lượt xem nhất", columns, rows)


def _only_once(found: Chosen) -> html.Div:
    if found.profile is None:
        return html.P(f"{found.nothing()}.", className="muted")
    when = found.collected_on
    once = f"Kênh mới được thu thập một lần ({day(when)})" if when else "Chưa có lần thu thập nào"
    return html.Div(
        [
            build_icon("clock"),
            html.Div(
                [
                    html.P(html.Strong(f"{once}, nên chưa biết kênh tăng nhanh hay chậm.")),
                    html.P(
                        "Thu thập lại hồ sơ và video của kênh sau ít nhất một ngày (tốt nhất là "
                        "mỗi tuần một lần), rồi chạy lệnh dưới đây. Số cũ được giữ lại, và ở đây "
                        "sẽ có số người theo dõi, lượt thích và lượt xem tăng thêm."
                    ),
                    html.Code(COLLECT),
                ]
            ),
        ],
        className="growth-once",
    )


def _findings(history: pd.DataFrame, days: float) -> tuple[Finding, ...]:
    ends = f"{day(history['day'].iloc[0])} đến {day(history['day'].iloc[-1])}"
    if len(history) < _LEAST_POINTS:
        return (
            Finding(
                f"Mới có hai lần thu thập ({ends}, cách nhau {decimal(days, 0)} ngày): biết được "
                "mức tăng, chưa biết đang nhanh lên hay chậm lại.",
                "few",
            ),
        )
    return (Finding(f"{whole(len(history))} lần thu thập, {ends}."),)


def _table(history: pd.DataFrame) -> pd.DataFrame:
    names = {"day": "Thời điểm thu thập", **_COUNTS}
    return history[list(names)].rename(columns=names)
