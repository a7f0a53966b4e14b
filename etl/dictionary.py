"""Writes `docs/data-dictionary.md` from the contract: `python -m etl.dictionary`."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from etl.schema import Column, Dataset, datasets, served_columns

_TYPES = {
    pa.string(): "chữ",
    pa.int64(): "số nguyên",
    pa.int32(): "số nguyên",
    pa.float64(): "số thực",
    pa.bool_(): "đúng/sai",
    pa.date32(): "ngày",
    pa.timestamp("us", tz="UTC"): "thời điểm UTC",
    pa.list_(pa.string()): "danh sách chữ",
}


def dictionary_path() -> Path:
    """Returns where the dictionary is kept."""
    return Path(__file__).resolve().parent.parent / "docs" / "data-dictionary.md"


def render_dictionary() -> str:
    """Returns the data dictionary as Markdown."""
    parts = [
        "# Từ điển dữ liệu\n",
        "Sinh ra từ `etl/schema.py` bằng `make docs`; đừng sửa tay. Mỗi bộ dữ liệu là một tệp "
        "parquet trong `datasets/current/` và một bảng trong `serving.duckdb`; ở đó dữ liệu video "
        "xếp theo thời điểm đăng, `video_key` là số thứ tự ấy (từ 0), và các cột thêm khác là của "
        "video cùng tên. Công thức và nguồn của chúng ở [metrics.md](metrics.md).\n",
        *map(_render_dataset, datasets()),
    ]
    return "\n".join(parts)


def _render_dataset(dataset: Dataset) -> str:
    lines = [
        f"## {dataset.name}\n",
        f"{dataset.meaning} Khoá: {', '.join(f'`{name}`' for name in dataset.key)}.\n",
        "| cột | kiểu | bắt buộc | ý nghĩa | đơn vị | nguồn |",
        "|---|---|---|---|---|---|",
        *map(_render_column, dataset.columns),
        "",
    ]
    notes = [f"`{r.column}` luôn có trong `{r.dataset}.{r.target}`." for r in dataset.references]
    added = served_columns(dataset.name)[len(dataset.columns) :]
    if added:
        names = ", ".join(f"`{column.name}`" for column in added)
        notes.append(f"Riêng bảng trong `serving.duckdb` có thêm {names}.")
    return "\n".join([*lines, *notes, ""] if notes else lines)


def _render_column(column: Column) -> str:
    needed = "" if column.nullable else "có"
    cells = (
        f"`{column.name}`",
        _TYPES[column.type],
        needed,
        column.meaning,
        column.unit,
        column.source,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    dictionary_path().write_text(render_dictionary(), encoding="utf-8")
