"""Reading on all cores gives the rows that reading in one process gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from landings import Lake, quarantined
from raw_shapes import COLLECTED, Item, full_video, profile, video, video_id, write

from etl.home import Home
from etl.inputs.rows import Table
from etl.lake.batches import SMALL_INPUT_BYTES

CREATORS = 12
PADDING = {"cover": "https://ảnh.example/" + "x" * (3 * SMALL_INPUT_BYTES // 2 // (50 * CREATORS))}


def write_creators(raw: Path, numbers: range) -> None:
    for creator in numbers:
        folder = raw / f"tiktoker {creator:02}"
        items: list[Item] = [full_video(creator * 100 + n) | PADDING for n in range(50)]
        items += [video(creator + 4000, collectTime=COLLECTED), {"id": "x"}, items[0]]
        items += [video(creator + 5000, collectTime=COLLECTED, isAd="có")]
        write(folder / "videos_info.json", items)
        write(folder / "user_info.json", profile(f"t{creator}"))
        write(folder / f"{video_id(creator)}.json", {"transcript": "chào", "takeaways": []})


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.json"))


def everything(lake: Lake) -> dict[Table, list[str]]:
    """Returns all rows, without the landing that they are of, in a stable order."""
    return {
        table: sorted(repr({**row, "landing": None}) for row in lake.rows(table)) for table in Table
    }


@pytest.mark.slow
def test_the_same_rows_on_all_cores(tmp_path: Path) -> None:
    raw = tmp_path / "thô"
    write_creators(raw / "một", range(CREATORS // 2))
    write_creators(raw / "hai", range(CREATORS // 2, CREATORS))
    assert size_of(raw) > SMALL_INPUT_BYTES > size_of(raw / "một")
    serial, parallel = (Lake(Home(tmp_path / name)) for name in ("từng cái", "cùng lúc"))
    one_by_one = [serial.land(raw / "một"), serial.land(raw / "hai")]
    at_once = parallel.land(raw)
    assert everything(parallel) == everything(serial)
    assert len(parallel.rows()) == CREATORS * 52
    counted = [(f.path, f.rows_read, f.rows_quarantined) for f in at_once.files]
    assert counted == sorted(
        (f.path, f.rows_read, f.rows_quarantined) for run in one_by_one for f in run.files
    )
    set_aside = [
        [line["file"] for run in runs for line in quarantined(run)]
        for runs in (one_by_one, [at_once])
    ]
    assert sorted(set_aside[0]) == sorted(set_aside[1])
    assert parallel.land(raw).folder is None
