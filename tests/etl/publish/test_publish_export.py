"""An exported file holds the same values, and no spreadsheet takes any of them for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl import schema
from etl.errors import ExportFailed
from etl.home import Home
from etl.publish.export import ExportFormat, export_dataset
from etl.publish.versions import current_version

CELL = 32_767
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x")
HARMLESS = (
    "a=1",
    "'đã có nháy",
    ' khoảng trắng =1, "nháy"',
    'hai\ndòng, "nháy" và ; dấu\r\nxong',
    "",
    "🍜 bún bò\u200d",
    "_x0041_",
    "🅰\x01\x1f",
    "0012",
    "1e5",
    "TRUE",
    "03/04",
    "https://vi.vn/?a=1",
)


@pytest.fixture(scope="module")
def videos(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a `videos` file whose first captions are what people try on spreadsheets."""
    table = pq.read_table(current_version(sample_home.datasets).folder / "videos.parquet")
    texts = [*FORMULAS, *HARMLESS]
    captions = [*texts, *table["caption"].to_pylist()[len(texts) :]]
    tags = [["=1+1", "x"], ["@a"], []]
    hashtags = [*tags, *table["hashtags"].to_pylist()[len(tags) :]]
    for name, values in (("caption", captions), ("hashtags", hashtags)):
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, pa.array(values, table.schema.field(name).type))
    path = tmp_path_factory.mktemp("videos") / "videos.parquet"
    pq.write_table(table, path)
    return path


def exported(source: Path, form: ExportFormat, out: Path, name: str = "videos") -> Path:
    assert export_dataset(name, source, form, out) == pq.read_metadata(source).num_rows
    assert [path.name for path in out.parent.iterdir() if path != source] == [out.name]
    return out


def defused(text: str) -> str:
    return f"'{text}" if text.startswith(tuple("=+-@\t\r\n＝＋－＠")) else text


def in_csv(value: Any) -> str:
    """Returns how a value stands in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return defused(" ".join(value))
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return defused(value) if isinstance(value, str) else str(value)


def test_csv_is_read_back_by_the_csv_module(videos: Path, tmp_path: Path) -> None:
    out = exported(videos, ExportFormat.CSV, tmp_path / "video một.csv")
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert header == [column.name for column in schema.dataset("videos").columns]
    originals = pq.read_table(videos).to_pylist()
    assert len(rows) == len(originals)
    for row, original in zip(rows, originals, strict=True):
        for cell, (name, value) in zip(row, original.items(), strict=True):
            if isinstance(value, float):
                assert float(cell) == value, name
            else:
                assert cell == in_csv(value), name


def test_ids_are_quoted_text_and_numbers_are_not(videos: Path, tmp_path: Path) -> None:
    out = exported(videos, ExportFormat.CSV, tmp_path / "videos.csv")
    line = out.read_text(encoding="utf-8-sig").splitlines()[1]
    video = pq.read_table(videos).to_pylist()[0]
    assert line.startswith(f'"{video["video_id"]}","{video["creator"]}",')
    assert f",{video['plays']},{video['likes']}," in line


@pytest.mark.parametrize("text", FORMULAS)
def test_what_could_be_a_formula_is_defused(videos: Path, tmp_path: Path, text: str) -> None:
    out = exported(videos, ExportFormat.CSV, tmp_path / "videos.csv")
    rows = list(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"), newline="")))
    assert rows[FORMULAS.index(text)]["caption"] == f"'{text}"


def test_xlsx_is_read_back_by_openpyxl(videos: Path, tmp_path: Path) -> None:
    out = exported(videos, ExportFormat.XLSX, tmp_path / "videos.xlsx")
    sheet = openpyxl.load_workbook(out)["videos"]
    header, *rows = sheet.iter_rows()
    assert [cell.value for cell in header] == [c.name for c in schema.dataset("videos").columns]
    originals = pq.read_table(videos).to_pylist()
    assert len(rows) == len(originals)
    for row, original in zip(rows, originals, strict=True):
        for cell, (name, value) in zip(row, original.items(), strict=True):
            assert cell.data_type != "f", name
            assert_same(cell, value)
    ids = [row[0] for row in rows]
    assert {cell.data_type for cell in ids} == {"s"}


def assert_same(cell: Any, value: Any) -> None:
    if isinstance(value, list):
        value = " ".join(value)
    if value in (None, ""):
        assert cell.value in (None, "")
    elif isinstance(value, datetime):
        assert cell.is_date
        assert abs(cell.value - value.replace(tzinfo=None)).total_seconds() < 1
    elif isinstance(value, date):
        assert cell.is_date
        assert cell.value.date() == value
        assert cell.number_format == "dd/mm/yyyy"
    elif isinstance(value, float):
        assert cell.value == pytest.approx(value, rel=1e-12)
    elif isinstance(value, str):
        # The format escapes control characters; openpyxl leaves the escapes as they are.
        assert openpyxl.utils.escape.unescape(cell.value).replace("\r\n", "\n") == (
            value.replace("\r\n", "\n")
        )
    else:
        assert cell.value == value
        assert type(cell.value) is type(value)


@pytest.mark.parametrize("dataset", [dataset.name for dataset in schema.datasets()])
@pytest.mark.parametrize("form", list(ExportFormat))
def test_every_dataset_in_every_format(
    sample_home: Home, tmp_path: Path, dataset: str, form: ExportFormat
) -> None:
    source = current_version(sample_home.datasets).parquet(dataset)
    out = exported(source, form, tmp_path / f"{dataset}.{form}", dataset)
    if form is ExportFormat.PARQUET:
        assert pq.read_table(out).equals(pq.read_table(source))
    elif form is ExportFormat.CSV:
        rows = list(csv.reader(io.StringIO(out.read_bytes().decode("utf-8-sig"), newline="")))
        assert len(rows) == pq.read_metadata(source).num_rows + 1


@pytest.mark.parametrize(
    "text", ["d" * 40_000, "🍜" * 20_000, "d" + "🍜" * 20_000], ids=["letters", "emoji", "both"]
)
def test_an_over_long_cell_is_cut_and_marked(videos: Path, tmp_path: Path, text: str) -> None:
    table = pq.read_table(videos).slice(0, 2)
    place = table.schema.get_field_index("caption")
    source = tmp_path / "source" / "videos.parquet"
    source.parent.mkdir()
    texts = pa.array([text, "d" * CELL], pa.string())
    pq.write_table(table.set_column(place, "caption", texts), source)
    out = tmp_path / "out" / "videos.xlsx"
    out.parent.mkdir()
    exported(source, ExportFormat.XLSX, out)
    cut, whole = (
        row[place].value for row in openpyxl.load_workbook(out).active.iter_rows(min_row=2)
    )
    assert whole == "d" * CELL
    assert cut.endswith("…")
    assert text.startswith(cut[:-1])
    assert CELL - 1 <= len(cut.encode("utf-16-le")) // 2 <= CELL


def many_rows(path: Path, rows: int) -> Path:
    """Writes a table of labels with many equal rows, which compress to nothing."""
    table = pa.table({name: pa.repeat(name, rows) for name in ("video_id", "field", "label")})
    pq.write_table(table, path)
    return path


def test_more_rows_than_a_sheet_holds(tmp_path: Path) -> None:
    source = many_rows(tmp_path / "labels.parquet", 1_048_576)
    with pytest.raises(ExportFailed, match=r"1\.048\.576 dòng.*1\.048\.575.*--format csv"):
        export_dataset("video_labels", source, ExportFormat.XLSX, tmp_path / "labels.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["labels.parquet"]


def file_in_the_way(folder: Path) -> Path:
    (folder / "tệp").write_text("x")
    return folder / "tệp" / "out"


@pytest.mark.parametrize("form", list(ExportFormat))
@pytest.mark.parametrize(
    ("place", "words"),
    [
        (lambda folder: folder / "không có" / "out", "không có tệp hay thư mục này"),
        (file_in_the_way, "không phải thư mục"),
        (lambda folder: folder / ("d" * 300), "tên quá dài"),
        (lambda folder: Path("/proc/out"), "không có"),
    ],
    ids=["no folder", "a file as folder", "long name", "unwritable"],
)
def test_an_unwritable_target(
    videos: Path, tmp_path: Path, form: ExportFormat, place: Callable[[Path], Path], words: str
) -> None:
    out = place(tmp_path)
    before = list(tmp_path.iterdir())
    with pytest.raises(ExportFailed, match=words) as caught:
        export_dataset("videos", videos, form, out)
    assert str(out) in str(caught.value)
    assert list(tmp_path.iterdir()) == before


@pytest.mark.parametrize("form", list(ExportFormat))
def test_a_folder_as_target_stays(videos: Path, tmp_path: Path, form: ExportFormat) -> None:
    (tmp_path / "out" / "của tôi").mkdir(parents=True)
    with pytest.raises(ExportFailed):
        export_dataset("videos", videos, form, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_existing_file_is_replaced(videos: Path, tmp_path: Path) -> None:
    out = tmp_path / "videos.csv"
    out.write_text("cũ")
    exported(videos, ExportFormat.CSV, out)
    assert "cũ" not in out.read_text(encoding="utf-8-sig")[:3]


def test_quotes_and_brackets_in_paths(videos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "nhà 'của' [tôi]; --"
    folder.mkdir()
    for form in ExportFormat:
        out = folder / f"{'d' * 200} '{form}'.{form}"  # a name with no room for a longer one
        export_dataset("videos", videos, form, out)
        assert out.stat().st_size > 1000
