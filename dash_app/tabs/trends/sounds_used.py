"""Which sounds are used most, by whom, and what their videos reach; the figures above all."""

from __future__ import annotations

import pandas as pd
from dash import html

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.sound_cell import build_sound_cell
from dash_app.findings.bins import number_words
from dash_app.findings.sound_names import origin_words, sound_title
from dash_app.findings.sounds import used_findings
from dash_app.pages import Reader, Shown
from dash_app.statistics import MIN_SAMPLE, Interval
from dash_app.tabs.trends.form_periods import read_periods
from dash_app.tabs.trends.quartiles import median_of
from dash_app.tabs.trends.sound_choice import MOST_USED, most_used, sound_link
from dash_app.words import percent, whole


def show_key_figures(reader: Reader) -> Shown:
    """Sounds, shared ones, recordings, photo posts, shop and signs of advertising."""
    used, totals = most_used(reader), read_periods(reader).sum(numeric_only=True)
    reach = used.iloc[0] if len(used) else pd.Series(0, index=used.columns)
    n, with_sound = int(totals.get("n", 0)), int(totals.get("with_sound", 0))
    figures = [
        KeyFigure(
            "Số âm thanh",
            whole(reach["all_sounds"]),
            f"{_share(reach['once'], reach['all_sounds'])} chỉ xuất hiện ở một video"
            if len(used)
            else "không có video nào khớp",
        ),
        KeyFigure(
            "Âm thanh nhiều TikToker dùng",
            whole(reach["shared"]),
            f"có trong {_share(reach['shared_videos'], with_sound)} số video" if len(used) else "",
        ),
        KeyFigure(
            "Video dùng âm thanh gốc",
            _share(totals.get("original", 0), with_sound),
            "tự thu hoặc mượn; còn lại là nhạc",
        ),
        KeyFigure("Bài ảnh", _share(totals.get("photo", 0), n), f"{_count(totals, 'photo')} bài"),
        KeyFigure(
            "Video gắn giỏ hàng",
            _share(totals.get("shop", 0), n),
            f"{_count(totals, 'shop')} video có liên kết shop",
        ),
        KeyFigure(
            "Video có dấu hiệu quảng cáo",
            _share(totals.get("ad", 0), n),
            f"{_count(totals, 'ad')} video, chưa kể bài gắn giỏ hàng",
        ),
    ]
    return Shown(
        "Các con số chính",
        build_key_figures(figures),
        f"trên {reader.view.scope_words}",
        n,
        table=pd.DataFrame([{"Chỉ số": each.label, "Giá trị": each.value} for each in figures]),
    )


def show_used(reader: Reader) -> Shown:
    """The most used sounds with what their videos reach."""
    view, frame = reader.view, most_used(reader)
    metric = view.metric
    intervals = [median_of(row, metric) for row in frame.to_dict("records")]
    rows = [
        (
            build_sound_cell(
                row["title"],
                [
                    row["author"] or "",
                    origin_words(bool(row["original"]), int(row["creators"]), row["main_creator"]),
                ],
                sound_link(view, row["music_id"]),
            ),
            whole(row["creators"]),
            whole(row["videos"]),
            html.Span(
                f"{percent(row['main_videos'] / row['videos'], 0)} của @{row['main_creator']}"
            ),
            number_words(interval.estimate, metric) if interval.estimate is not None else "—",
            _bounds(interval, metric.is_rate),
        )
        for row, interval in zip(frame.to_dict("records"), intervals, strict=True)
    ]
    columns = (
        FactColumn("Âm thanh", wide=True),
        FactColumn("TikToker", number=True),
        FactColumn("Video", number=True),
        FactColumn("Người dùng nhiều nhất"),
        FactColumn(f"{metric.label}, trung vị", number=True),
        FactColumn("Khoảng tin cậy 95 %", number=True),
    )
    ranked = "TikToker" if view.choice("ranked") == "creators" else "video"
    return Shown(
        f"{MOST_USED} âm thanh nhiều {ranked} dùng nhất",
        build_facts_table("Âm thanh được dùng nhiều", columns, rows, tall=True)
        if rows
        else html.P("Không có video nào khớp với bộ lọc.", className="muted"),
        f"theo mã âm thanh của TikTok vì tên có thể trùng; tên theo video mới nhất; trung vị của "
        f"{metric.formula}, không tính video ghim, khoảng tin cậy ước từ tứ phân vị và chỉ có từ "
        f"{MIN_SAMPLE} video; âm thanh riêng: âm thanh gốc mà chỉ một TikToker dùng trong góc nhìn "
        f"này; trên {view.scope_words}",
        int(frame["all_videos"].max()) if len(frame) else 0,
        findings=used_findings(frame, metric),
        table=lambda: _table(frame, metric.label),
    )


def _bounds(interval: Interval, is_rate: bool) -> str:
    if interval.low is None or interval.high is None:
        return f"chưa đủ {MIN_SAMPLE} video"
    low, high = (
        percent(each, 2) if is_rate else whole(each) for each in (interval.low, interval.high)
    )
    return f"{low} – {high}"


def _share(part: float, total: float) -> str:
    return percent(part / total) if total else "—"


def _count(totals: pd.Series, name: str) -> str:
    return whole(totals.get(name, 0))


def _table(frame: pd.DataFrame, label: str) -> pd.DataFrame:
    columns = {
        "title": "Âm thanh",
        "author": "Tác giả",
        "music_id": "Mã âm thanh",
        "creators": "Số TikToker",
        "videos": "Số video",
        "main_creator": "Dùng nhiều nhất",
        "main_videos": "Số video của người ấy",
        "p50": f"{label}, trung vị",
        "p25": "Phân vị 25 %",
        "p75": "Phân vị 75 %",
    }
    named = frame.assign(title=[sound_title(each) for each in frame["title"]])
    return named[list(columns)].rename(columns=columns)
