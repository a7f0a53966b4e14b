"""Sounds that more creators use than in the eight weeks before."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pandas as pd
from dash import html

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.components.rising_sounds import rising_sounds
from dash_app.components.sound_cell import build_sound_cell
from dash_app.components.week_strip import build_week_strip
from dash_app.findings.finding import Finding
from dash_app.findings.rising_sounds import (
    RULE,
    RisingSounds,
    rising_findings,
)
from dash_app.pages import Reader, Shown
from dash_app.tabs.trends.sound_choice import sound_link
from dash_app.words import day, decimal, q_percent, short, whole
from etl.alerts.kinds import WEEKS_BEFORE

_COLUMNS: Final = (
    FactColumn("Âm thanh", wide=True),
    FactColumn("Từng tuần"),
    FactColumn("Kết luận"),
    FactColumn("Lượt dùng mới", number=True),
    FactColumn("Chờ đợi", number=True),
    FactColumn("Gấp", number=True),
    FactColumn("q", number=True),
    FactColumn("Video mới", number=True),
    FactColumn("Lượt xem trung vị", number=True),
)


def show_rising(reader: Reader) -> Shown:
    """The sounds whose rise is surest, and whether it is beyond chance."""
    found = reader.kept(read_rising)
    content = (
        _table(reader, found)
        if found and found.comparable and found.sounds
        else html.P("Không có âm thanh nào để liệt kê.", className="muted")
    )
    return Shown(
        f"Âm thanh nào đang lên? {_weeks_words(found)}",
        content,
        f"{RULE}; trên {reader.view.scope_words}. Cột nhỏ: số TikToker dùng mỗi tuần, đậm là tuần "
        "mới; lượt xem trung vị của các video mới dùng âm thanh, chúng còn non tuổi nên thường "
        "thấp",
        (found.active + found.active_before) if found else 0,
        unit="lượt TikToker × tuần có đăng video",
        findings=(*rising_findings(found), *_scope_finding(reader)),
        table=lambda: _download(found),
    )


def read_rising(reader: Reader) -> RisingSounds | None:
    """Returns the rises of the newest weeks that the page is asked for."""
    return rising_sounds(reader, int(reader.view.choice("window")))


def _weeks_words(found: RisingSounds | None) -> str:
    if found is None:
        return ""
    last_day = found.last + timedelta(days=6)
    return f"Từ {day(found.first)} đến {day(last_day)}, so với {WEEKS_BEFORE} tuần trước đó"


def _table(reader: Reader, found: RisingSounds) -> html.Div:
    window = int(reader.view.choice("window"))
    rows = [
        (
            build_sound_cell(
                each.title,
                [each.author, "âm thanh gốc" if each.original else "nhạc có sẵn"],
                sound_link(reader.view, each.key),
            ),
            build_week_strip(each.weeks, window, "TikToker dùng"),
            html.Span("đang lên", className="passed")
            if each.sure
            else html.Span("chưa chắc", className="unsure"),
            whole(each.recent),
            decimal(each.expected),
            f"{decimal(each.times)} lần",
            q_percent(each.q),
            whole(each.videos),
            short(each.plays),
        )
        for each in found.sounds
    ]
    return build_facts_table("Âm thanh đang lên", _COLUMNS, rows)


def _scope_finding(reader: Reader) -> tuple[Finding, ...]:
    if reader.view.choice("scope") == "all":
        return ()
    return (
        Finding(
            "Đang chỉ tính video thuộc nhóm đầu tuần, nên ít lượt dùng và khó thấy điều mới. Chọn "
            "“Mọi video” để xét mọi lượt dùng, như trang Cảnh báo.",
            "few",
        ),
    )


def _download(found: RisingSounds | None) -> pd.DataFrame:
    listed = found.sounds if found else ()
    return pd.DataFrame(
        [
            {
                "Âm thanh": each.title,
                "Tác giả": each.author,
                "Mã âm thanh": each.key,
                "Lượt dùng mới": each.recent,
                "Lượt dùng trước": each.earlier,
                "Chờ đợi": each.expected,
                "Gấp mấy lần": each.times,
                "q": each.q,
                "Đang lên": "có" if each.sure else "chưa chắc",
                "TikToker": each.creators,
                "Video": each.videos,
                "Lượt xem trung vị": each.plays,
            }
            for each in listed
        ]
    )
