"""One sound: who uses it, since when, and what its videos reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from dash import html

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.figures.bars_with_line import bars_with_line
from dash_app.figures.theme import empty_figure
from dash_app.findings.bins import number_words
from dash_app.findings.sound_names import origin_words, sound_title
from dash_app.findings.sounds import sound_findings
from dash_app.pages import Reader, Shown
from dash_app.queries import sounds
from dash_app.queries.formats import CHOSEN
from dash_app.statistics import within_creator_effect
from dash_app.tabs.trends.creator_sums import read_creator_sums
from dash_app.tabs.trends.quartiles import median_of
from dash_app.tabs.trends.sound_choice import chosen_sound, read_sounds
from dash_app.tabs.trends.weekly import fill_weeks
from dash_app.words import MISSING, day, decimal, percent, whole

_MOST_VIDEOS: Final = 8
_NOTHING: Final = "Không có video nào dùng âm thanh này trong góc nhìn đang chọn."


def show_sound(reader: Reader) -> Shown:
    """What the sound is, and its numbers."""
    metric, row = reader.view.metric, _facts(reader)
    if row is None:
        return Shown("Một âm thanh", html.P(_NOTHING, className="muted"), metric.formula, 0)
    n, median = int(row["videos"]), median_of(row, metric)
    kind = origin_words(bool(row["original"]), int(row["creators"]), row["main_creator"])
    rate = KeyFigure(
        "Tỷ lệ tương tác, trung vị",
        percent(row["engagement_rate"], 2),
        "(thích + bình luận + chia sẻ + lưu) / lượt xem",
    )
    figures = [
        KeyFigure("Tác giả theo TikTok", row["author"] or MISSING, kind),
        KeyFigure("Số video", whole(n), f"của {whole(row['creators'])} TikToker"),
        KeyFigure(
            "Dùng nhiều nhất",
            f"@{row['main_creator']}",
            f"{whole(row['main_videos'])} video, {percent(row['main_videos'] / n, 0)}",
        ),
        KeyFigure(
            f"{metric.label}, trung vị",
            MISSING if median.estimate is None else number_words(median.estimate, metric),
            "không tính video ghim",
        ),
        *[rate] * (metric.key != "engagement_rate"),
        KeyFigure(
            "Dùng gần nhất",
            day(row["last_day"]),
            f"lần đầu trong dữ liệu: {day(row['first_day'])}, @{row['first_creator']}",
        ),
    ]
    sums = read_creator_sums(reader)
    effects = within_creator_effect(sums[sums["bin"] == CHOSEN], metric.scale)
    asked = "" if reader.view.choice("sound") else " (được dùng nhiều nhất)"
    return Shown(
        f"“{sound_title(row['title'])}”{asked}",
        build_key_figures(figures),
        f"theo mã âm thanh của TikTok; trung vị không tính video ghim; {metric.formula}; trên "
        f"{reader.view.scope_words}",
        n,
        findings=sound_findings(row, median, effects, metric),
        table=pd.DataFrame([{"Chỉ số": each.label, "Giá trị": each.value} for each in figures]),
    )


def show_sound_weeks(reader: Reader) -> Shown:
    """How often it is used, week by week, and by how many creators."""
    frame = _weeks(reader)
    return Shown(
        f"“{_title(reader)}” qua từng tuần",
        bars_with_line(
            frame,
            x="week_start",
            bars="n",
            line="creators",
            bar_title="Số video",
            line_title="Số TikToker",
            day_format="%m/%Y",
        )
        if len(frame)
        else empty_figure(_NOTHING),
        f"số video và số TikToker dùng âm thanh trong mỗi tuần ISO, trên {reader.view.scope_words}",
        int(frame["n"].sum()) if len(frame) else 0,
        table=lambda: frame.rename(
            columns={"week_start": "Tuần bắt đầu", "n": "Số video", "creators": "Số TikToker"}
        ),
    )


def show_sound_videos(reader: Reader) -> Shown:
    """Its videos that reach most."""
    metric, facts = reader.view.metric, _facts(reader)
    frame = reader.frame(
        sounds.best_with_sound,
        {"sound": chosen_sound(reader)},
        metric=metric.key,
        most=_MOST_VIDEOS,
    )
    rows = [
        (
            _video_cell(row),
            number_words(row["value"], metric),
            MISSING if pd.isna(row["outlier_ratio"]) else f"{decimal(row['outlier_ratio'])} lần",
        )
        for row in frame.to_dict("records")
    ]
    columns = (
        FactColumn("Video"),
        FactColumn(metric.label, number=True),
        FactColumn("So với kênh", number=True),
    )
    return Shown(
        f"Video dùng “{_title(reader)}” đạt {metric.inside} cao nhất",
        build_facts_table("Video dùng âm thanh này", columns, rows)
        if rows
        else html.P(_NOTHING, className="muted"),
        f"{metric.formula}; so với kênh: lượt xem / trung vị các video khác của cùng TikToker; "
        f"trên {reader.view.scope_words}",
        int(facts["videos"]) if facts else 0,
        table=lambda: frame.rename(
            columns={
                "creator": "TikToker",
                "posted_date": "Ngày đăng",
                "caption": "Mô tả",
                "value": metric.label,
                "outlier_ratio": "So với kênh",
                "url": "Liên kết",
            }
        ),
    )


def _video_cell(row: Mapping[Any, Any]) -> html.Div:
    return html.Div(
        [
            html.A(
                row["caption"] or "Không có mô tả",
                href=row["url"],
                target="_blank",
                rel="noopener noreferrer",
                title=row["caption"],
            ),
            html.Small(f"@{row['creator']} · {day(row['posted_date'])}"),
        ],
        className="sound-cell",
    )


def _facts(reader: Reader) -> Mapping[Any, Any] | None:
    """Returns the row of the sound; None where no video in view has it."""
    rows, chosen = read_sounds(reader), chosen_sound(reader)
    found = rows[rows["music_id"] == chosen].to_dict("records")
    return found[0] if found else None


def _weeks(reader: Reader) -> pd.DataFrame:
    frame = fill_weeks(reader.frame(sounds.sound_by_week, {"sound": chosen_sound(reader)}))
    return frame.assign(creators=frame["creators"].fillna(0).astype("int64"))


def _title(reader: Reader) -> str:
    row = _facts(reader)
    return sound_title(row["title"]) if row else "Âm thanh"
