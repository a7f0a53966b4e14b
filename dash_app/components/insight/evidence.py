"""What a model is told about a card: its title, formula, n, findings and table, as text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from dash_app.components.insight.number_check import Known
from dash_app.pages import Shown
from dash_app.words import MISSING, day, decimal, percent, whole

_MOST_ROWS: Final = 40
# Of a longer table: its beginning, where the largest stand in a ranking, and its end, which is the
# newest in a series.
_FIRST_ROWS: Final = 20
_LAST_ROWS: Final = 10
_MOST_COLUMNS: Final = 12
_MOST_CHARACTERS: Final = 60
_MOST_FINDINGS: Final = 8
_SHARE: Final = re.compile(r"tỷ lệ|tỷ trọng|phần |xác suất|khả năng", re.IGNORECASE)
_YEAR: Final = re.compile(r"năm\b", re.IGNORECASE)


@dataclass(frozen=True)
class Evidence:
    """A card in words.

    Attributes:
        text: For the model.
        known: The numbers that a comment may say.
    """

    text: str
    known: Known


def gather(shown: Shown, page: str, filters: str) -> Evidence | None:
    """Returns what there is to comment on; None where the card shows nothing.

    Args:
        shown: By the card.
        page: Its title.
        filters: What the data are narrowed to, in words.
    """
    table = shown.table if isinstance(shown.table, pd.DataFrame) else shown.table()
    if not shown.n or table.empty:
        return None
    table = table.iloc[:, :_MOST_COLUMNS]
    parts = _shown_rows(table)
    findings = [f"- {each.text}" for each in shown.findings[:_MOST_FINDINGS]]
    text = "\n".join(
        (
            f"Trang: {page}; bộ lọc: {filters}",
            f"Tiêu đề: {shown.title}",
            f"Cách tính: {shown.formula}",
            f"Cỡ mẫu: n = {whole(shown.n)} {shown.unit}",
            "Phát hiện đã tính sẵn:",
            *(findings or ["- (không có)"]),
            f"Bảng số liệu ({whole(len(table))} dòng):",
            *_lines(table, parts),
        )
    )
    rows = pd.concat(parts) if len(parts) > 1 else parts[0]
    summed = _extremes(table) if len(parts) > 1 else ()
    values = (*_values(rows), *summed, float(shown.n), float(len(table)))
    return Evidence(text, Known(tuple(dict.fromkeys(values)), text, min(len(table), _MOST_ROWS)))


def _shown_rows(table: pd.DataFrame) -> list[pd.DataFrame]:
    if len(table) <= _MOST_ROWS:
        return [table]
    return [table.head(_FIRST_ROWS), table.tail(_LAST_ROWS)]


def _lines(table: pd.DataFrame, parts: list[pd.DataFrame]) -> Iterator[str]:
    names = [str(name) for name in table.columns]
    shares = [_is_share(name, known) for name, known in zip(names, _known(table), strict=True)]
    yield " | ".join(_cut(name) for name in names)
    for part in parts:
        if part is not parts[0]:
            left_out = len(table) - _FIRST_ROWS - _LAST_ROWS
            yield f"(bỏ bớt {whole(left_out)} dòng ở giữa)"
        for row in part.itertuples(index=False, name=None):
            yield " | ".join(map(_cell, names, row, shares))
    if len(parts) > 1:
        yield "Tóm tắt cả bảng:"
        labels = table.iloc[:, 0].tolist()
        for name, is_share, known in zip(names, shares, _known(table), strict=True):
            if known:
                yield f"- {name}: {_summary(name, is_share, known, labels)}"


def _summary(name: str, is_share: bool, known: Mapping[int, float], labels: list[Any]) -> str:
    """Returns the least and the greatest number of a column with where they stand, and its median.

    Args:
        name: Of the column.
        is_share: Whether its numbers are shares.
        known: Its numbers by row.
        labels: What each row is about.
    """
    ends = (
        ("nhỏ nhất", min(known, key=known.__getitem__)),
        ("lớn nhất", max(known, key=known.__getitem__)),
    )
    told = [
        f"{words} {_cell(name, known[at], is_share)} (ở {_cell('', labels[at], False)})"
        for words, at in ends
    ]
    return f"{'; '.join(told)}; trung vị {_cell(name, median(known.values()), is_share)}"


def _known(table: pd.DataFrame) -> Iterator[dict[int, float]]:
    """Yields the numbers of each column by row; none of a column of something else."""
    for position in range(table.shape[1]):
        column = table.iloc[:, position]
        is_number = is_numeric_dtype(column) and not is_bool_dtype(column)
        values = column.tolist() if is_number else []
        yield {
            row: float(value)
            for row, value in enumerate(values)
            if not pd.isna(value) and math.isfinite(value)
        }


def _values(rows: pd.DataFrame) -> Iterator[float]:
    for known in _known(rows):
        yield from known.values()


def _extremes(table: pd.DataFrame) -> Iterator[float]:
    for known in _known(table):
        if known:
            yield from (min(known.values()), median(known.values()), max(known.values()))


def _is_share(name: str, known: Mapping[int, float]) -> bool:
    is_named = bool(_SHARE.search(name))
    return is_named and bool(known) and all(0 <= each <= 1 for each in known.values())


def _cell(name: str, value: Any, is_share: bool) -> str:
    """Returns a value as it is written here."""
    if isinstance(value, str):
        return _cut(value)
    if value is None or (not isinstance(value, (list, dict)) and pd.isna(value)):
        return MISSING
    if hasattr(value, "year"):
        return day(value)
    if isinstance(value, (bool, np.bool_)):
        return "có" if value else "không"
    try:
        number = float(value)
    except (TypeError, ValueError):
        return _cut(str(value))
    if is_share:
        return percent(number)
    if number == round(number):
        return str(round(number)) if _YEAR.match(name) else whole(number)
    return decimal(number, 4 if abs(number) < 1 else 2)


def _cut(text: str) -> str:
    line = " ".join(text.replace("|", "/").split())
    return line if len(line) <= _MOST_CHARACTERS else f"{line[: _MOST_CHARACTERS - 1]}…"
