"""Writes a dataset as a file that a spreadsheet user expects."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow.parquet as pq
from xlsxwriter.exceptions import XlsxWriterException

from etl.errors import ExportFailed
from etl.numbers import whole
from etl.schema import dataset
from etl.words import cause

_BOM = b"\xef\xbb\xbf"
_XLSX_ROWS = 1_048_575
_XLSX_CELL = 32_767
"""In units of UTF-16, of which an emoji takes two."""
_FORMULA = "^[=+\\-@\\t\\r\\n＝＋－＠]"


class ExportFormat(StrEnum):
    """The formats."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


def export_dataset(name: str, source: Path, form: ExportFormat, out: Path) -> int:
    """Writes a dataset and returns its number of rows.

    CSV is UTF-8 with a byte-order mark; text, ids included, is quoted. Times are UTC. A cell that a
    spreadsheet would take for a formula gets a leading `'`. Lists are joined by spaces. In XLSX
    text is typed as text, so that neither ids nor formulas are reinterpreted.

    Args:
        name: The dataset's name.
        source: Its parquet file.
        form: The format.
        out: The file to write; replaced only when the new one is complete.

    Raises:
        ExportFailed: Where the format cannot hold the rows, or the file cannot be written.
    """
    rows: int = pq.read_metadata(source).num_rows
    if form is ExportFormat.XLSX and rows > _XLSX_ROWS:
        raise ExportFailed(
            f"{name} có {whole(rows)} dòng, Excel chỉ chứa được {whole(_XLSX_ROWS)}. "
            "Hãy dùng --format csv hoặc parquet."
        )
    write = {
        ExportFormat.CSV: _write_csv,
        ExportFormat.XLSX: _write_xlsx,
        ExportFormat.PARQUET: _copy,
    }[form]
    try:
        _replaced(out, lambda part: write(name, source, part))
    except (OSError, duckdb.IOException, XlsxWriterException) as error:
        raise ExportFailed(
            f"Không ghi được {out}: {cause(error)}. Kiểm tra thư mục, quyền ghi và chỗ trống."
        ) from error
    return rows


def _replaced(out: Path, write: Callable[[Path], None]) -> None:
    """Has a file written in a folder of its own, beside the target, and moves it there whole."""
    with TemporaryDirectory(prefix=".etl-", dir=out.parent) as folder:
        part = Path(folder, "part")
        write(part)
        part.replace(out)


def _copy(_: str, source: Path, part: Path) -> None:
    shutil.copyfile(source, part)


def _write_csv(name: str, source: Path, part: Path) -> None:
    columns = dataset(name).columns
    texts = [c.name for c in columns if str(c.type) in {"string", "list<item: string>"}]
    cells = ", ".join(_csv_cell(c.name, str(c.type)) for c in columns)
    body = part.with_name("body")
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        con.execute(
            f"COPY (SELECT {cells} FROM read_parquet('{_quoted(source)}')) "
            f"TO '{_quoted(body)}' "
            f"(FORMAT csv, HEADER, FORCE_QUOTE ({', '.join(texts)}))"
        )
    with part.open("wb") as joined, body.open("rb") as rows:
        joined.write(_BOM)
        shutil.copyfileobj(rows, joined)


def _csv_cell(name: str, kind: str) -> str:
    if kind.startswith("timestamp"):
        return f"strftime({name}, '%Y-%m-%d %H:%M:%S') AS {name}"
    text = f"array_to_string({name}, ' ')" if kind.startswith("list") else name
    if kind == "string" or kind.startswith("list"):
        return f"if(regexp_matches({text}, '{_FORMULA}'), '''' || {text}, {text}) AS {name}"
    return text


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _write_xlsx(name: str, source: Path, part: Path) -> None:
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd/mm/yyyy",
        "tmpdir": str(part.parent),
    }
    with xlsxwriter.Workbook(str(part), options) as book:
        sheet = book.add_worksheet(name[:31])
        bold = book.add_format({"bold": True})
        instant = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        columns = [column.name for column in dataset(name).columns]
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, columns, bold)
        number = 0
        for batch in pq.ParquetFile(source).iter_batches(10_000):
            for row in batch.to_pylist():
                number += 1
                for place, column in enumerate(columns):
                    _write_cell(sheet, number, place, row[column], instant)
        sheet.autofilter(0, 0, max(number, 1), len(columns) - 1)


def _write_cell(sheet: Any, row: int, column: int, value: Any, instant: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), instant)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value)
    else:
        text = " ".join(value) if isinstance(value, list) else str(value)
        sheet.write_string(row, column, _within_cell(text))


def _within_cell(text: str) -> str:
    """Returns the text cut to what a cell holds, the cut marked."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _XLSX_CELL:
        return text
    return units[: 2 * (_XLSX_CELL - 1)].decode("utf-16-le", errors="ignore") + "…"
