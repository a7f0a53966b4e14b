"""Two ranges side by side, line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.findings.finding import Finding
from dash_app.findings.period_pair import change_words, points_words
from dash_app.pages import Reader, Shown
from dash_app.tabs.trends.period_rows import Rows, read_effects, read_totals
from dash_app.words import MISSING, decimal, percent, seconds, whole
from etl.alerts.kinds import GROWN

_TITLES: Final = ("Mỗi giai đoạn", "Giai đoạn 1", "Giai đoạn 2", "Đổi")


@dataclass(frozen=True)
class _Line:
    """One thing that both ranges have.

    Attributes:
        name: In Vietnamese.
        column: Of the totals.
        write: Writes a value.
        over: The column that it is divided by; empty for none.
        in_points: Whether it is a share, whose change is told in points.
    """

    name: str
    column: str
    write: Callable[[float], str]
    over: str = ""
    in_points: bool = False

    def read(self, row: Mapping[Any, Any]) -> float:
        """Returns the value in a row; NaN where it is missing."""
        value = float("nan") if pd.isna(row[self.column]) else float(row[self.column])
        return value / float(row[self.over]) if self.over else value


_LINES: Final = (
    _Line("Video", "n", whole),
    _Line("TikToker đăng", "creators", whole),
    _Line("Video mỗi TikToker", "n", decimal, over="creators"),
    _Line("Tổng lượt xem", "plays", whole),
    _Line("Lượt xem, trung vị", "median_plays", whole),
    _Line("Tỷ lệ tương tác, trung vị", "median_rate", lambda v: percent(v, 2), in_points=True),
    _Line("Thời lượng, trung vị", "duration_s", seconds),
    _Line("Hashtag mỗi video, trung bình", "hashtags", decimal),
    _Line("Bài ảnh", "photo", percent, over="n", in_points=True),
    _Line("Gắn giỏ hàng", "shop", percent, over="n", in_points=True),
    _Line("Có dấu hiệu quảng cáo", "ad", percent, over="n", in_points=True),
    _Line("Dùng âm thanh gốc", "original", percent, over="n", in_points=True),
    _Line("Tuổi lúc thu thập, trung vị (ngày)", "age", lambda v: decimal(v, 0)),
    _Line(f"Thu thập khi chưa đủ {GROWN} ngày", "young", percent, over="n", in_points=True),
)


def show_facts(reader: Reader) -> Shown:
    """What the videos of both ranges are and reach."""
    rows, effects = read_totals(reader), read_effects(reader)
    both = effects[0].creators if effects else 0
    lines = [
        (
            line.name,
            *(line.write(line.read(rows[n])) if n in rows else MISSING for n in (1, 2)),
            _change(line, rows),
        )
        for line in _LINES
    ]
    columns = [FactColumn(title, number=place > 0) for place, title in enumerate(_TITLES)]
    return Shown(
        "Hai giai đoạn cạnh nhau",
        build_facts_table("Hai giai đoạn cạnh nhau", columns, lines),
        "trung vị không tính video ghim; tỷ lệ tương tác: (thích + bình luận + chia sẻ + lưu) / "
        "lượt xem; tuổi: từ lúc đăng đến lần thu thập mới nhất; điểm %: hiệu của hai tỷ lệ; trên "
        f"{reader.view.scope_words}",
        sum(int(row["n"]) for row in rows.values()),
        findings=(
            Finding(
                f"{whole(both)} TikToker có video ở cả hai giai đoạn: phần so trong cùng một "
                "TikToker dựa vào họ."
            ),
        )
        if both
        else (),
        table=lambda: pd.DataFrame(lines, columns=list(_TITLES)),
    )


def _change(line: _Line, rows: Rows) -> str:
    if len(rows) < 2:
        return MISSING
    before, after = (line.read(rows[number]) for number in (1, 2))
    return points_words(before, after) if line.in_points else change_words(before, after)
