"""Whatever bytes a file holds, the run goes on and tells what it read."""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from landings import quarantined_lines
from raw_shapes import Item, full_video, profile, text_of, video, video_id

from etl.inputs.files import find_input_files
from etl.lake.batches import NumberedFile, read_batch

MENTION = {"video_id": video_id(1), "foods": ["bún"], "city": None, "district": "Quận 1"}
SPOKEN: Item = {"video_id": video_id(1), "transcript": "chào", "takeaways": [], "has_cta": None}
CSV = "video.id,createTime,author.uniqueId,stats.playCount,desc\n" + "".join(
    f'{video_id(n)},1710000000,quan.an,{n}.0,"ngon, {n}"\n' for n in range(4)
)


def parquet() -> bytes:
    buffer = io.BytesIO()
    table = {"video.id": [video_id(n) for n in range(9)], "hook_type": [["Câu hỏi", "Sốc"]] * 9}
    pq.write_table(pa.table(table), buffer)
    return buffer.getvalue()


SOUND = {
    "videos_info.json": text_of([full_video(1), video(2), full_video(3)]),
    "page.json": text_of({"itemList": [video(1), video(2)], "hasMore": True}),
    "user_info.json": text_of({"userInfo": profile()}),
    "mentions.jsonl": b"\n".join([text_of(MENTION)] * 3),
    f"{video_id(1)}.json": b"```json\n" + text_of(SPOKEN).replace(b"null", b"None") + b"\n```",
    "videos.csv": CSV.encode(),
    "labels.parquet": parquet(),
}
PIECES = st.sampled_from(
    [b"", b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"\n", b"\x00", b"\xff", b"null", b"-1"]
    + [b"NaN", b"1e999", b"9" * 40, b"\\ud83d", b'\\"', b"True", b"'", b"\xef\xbb\xbf", b"{}"]
) | st.binary(max_size=4)
DAMAGE = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES), min_size=1, max_size=4)


@pytest.mark.parametrize("name", SOUND)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(damage=DAMAGE)
def test_nothing_raises(tmp_path: Path, name: str, damage: list[tuple[float, int, bytes]]) -> None:
    data = SOUND[name]
    for place, length, piece in damage:
        start = int(place * len(data))
        data = data[:start] + piece + data[start + length :]
    path = tmp_path / name
    path.write_bytes(data)
    (file,) = find_input_files([path], lambda path: False)
    (report,) = read_batch(0, [NumberedFile(0, file)], tmp_path)
    lines = quarantined_lines(tmp_path / "rejected-00000.jsonl")
    assert report.rows_quarantined == sum(line["is_row"] for line in lines)
    parts = list(tmp_path.glob("*-00000.parquet"))
    held = sum(pq.read_metadata(part).num_rows for part in parts)
    for part in parts:
        part.unlink()
    assert report.rows_read == held + report.rows_quarantined
    assert report.ignored or report.rows_read or data.strip().startswith((b"[", b"{", b"video"))
