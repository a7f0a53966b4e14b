"""A file of 200 MB lands whole, or up to where it breaks off, in less than 2 GB of memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pyarrow.parquet as pq
import pytest
from raw_shapes import full_video, text_of, video_id

from etl.lake.ledger import landings, read_ledger

VIDEOS = 8_000
PADDING = {"cover": ["https://ảnh.example/" + "x" * 200] * 110}
LAND = """
import sys
from pathlib import Path
from etl.home import Home
from etl.inputs.files import find_input_files
from etl.lake.landing import land

home, raw = Home(Path(sys.argv[1])), Path(sys.argv[2])
land(home, find_input_files([raw], home.holds), [raw], "20260101T000000Z-abcdef")
"""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Measured:
    """What landing took."""

    seconds: float
    peak_mb: float


def array() -> Iterator[bytes]:
    """Yields an array of videos as heavy as TikTok's."""
    template = text_of(full_video(0) | PADDING)
    for number in range(VIDEOS):
        yield b"[" if number == 0 else b",\n"
        yield template.replace(video_id(0).encode(), video_id(number).encode())
    yield b"]"


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("thô")
    with (folder / "videos_info.json").open("wb") as stream:
        stream.writelines(array())
    assert (folder / "videos_info.json").stat().st_size > 190e6
    return folder


def memory_of(process: psutil.Process) -> int:
    """Returns the memory of a process and all below it."""
    total = 0
    for one in [process, *process.children(recursive=True)]:
        try:
            total += one.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


def land(home: Path, raw: Path) -> Measured:
    started = time.monotonic()
    child = subprocess.Popen([sys.executable, "-c", LAND, str(home), str(raw)])
    peak = 0
    while child.poll() is None:
        try:
            peak = max(peak, memory_of(psutil.Process(child.pid)))
        except psutil.NoSuchProcess:
            break
        time.sleep(0.02)
    assert child.wait() == 0
    measured = Measured(time.monotonic() - started, peak / 1e6)
    size = (raw / "videos_info.json").stat().st_size / 1e6
    sys.stdout.write(f"{size:.0f} MB: {measured.seconds:.1f} s, {measured.peak_mb:.0f} MB\n")
    return measured


def ids(home: Path) -> list[str]:
    (folder,) = landings(home / "lake")
    column = pq.read_table(folder / "videos.parquet", columns=["video_id"])
    return [str(found) for found in column["video_id"].to_pylist()]


def test_a_large_file(tmp_path: Path, raw: Path) -> None:
    measured = land(tmp_path / "nhà", raw)
    assert ids(tmp_path / "nhà") == [video_id(number) for number in range(VIDEOS)]
    assert not (tmp_path / "nhà" / "quarantine").exists()
    assert measured.peak_mb < 2_000


def test_a_large_file_that_breaks_off(tmp_path: Path, raw: Path) -> None:
    whole = raw / "videos_info.json"
    cut = tmp_path / "cụt" / whole.name
    cut.parent.mkdir()
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size - 30_000])
    measured = land(tmp_path / "nhà", cut.parent)
    landed = VIDEOS - 2
    assert ids(tmp_path / "nhà") == [video_id(number) for number in range(landed)]
    (file,) = read_ledger(landings(tmp_path / "nhà" / "lake"))
    assert (file.rows_landed, file.reasons) == (landed, {"truncated_json": 1})
    (path,) = (tmp_path / "nhà" / "quarantine").rglob("rejected.jsonl")
    (line,) = map(json.loads, path.read_text().splitlines())
    assert video_id(landed) in line["text"]
    assert measured.peak_mb < 2_000
