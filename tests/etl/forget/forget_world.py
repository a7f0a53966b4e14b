"""A home with two creators in every kind of file, one of whom wants to be forgotten."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from homes import publish
from raw_shapes import COLLECTED, Item, profile, video, video_id, write

from etl.collect.outcomes import Outcome
from etl.collect.records import Crawl, Kind, append_crawl
from etl.home import Home
from etl.lake.ledger import landings, read_ledger, write_ledger
from etl.media.failures import Kind as MediaKind
from etl.media.failures import Why, append_failure
from etl.publish.export import ExportFormat, export_dataset
from etl.publish.versions import current_version

GOES, STAYS = "an.bay.ba", "quan.an.ngon"
GOES_ID, STAYS_ID = "6800000000000000007", "6800000000000000001"
GOES_VIDEOS = tuple(video_id(number) for number in range(1, 6))
STAMP = "20260101T000000Z"


def post(number: int, handle: str, **fields: Any) -> Item:
    """Returns a post of one of the two."""
    account = GOES_ID if handle == GOES else STAYS_ID
    author = {"uniqueId": handle, "id": account, "nickname": handle.title()}
    return video(number, author=author, collectTime=COLLECTED, **fields)


def person(handle: str) -> Item:
    """Returns a profile of one of the two."""
    made = profile(handle)
    made["user"]["id"] = GOES_ID if handle == GOES else STAYS_ID
    return {"userInfo": made}


def make_home(home: Home) -> None:
    """Fills a home: raw files, two versions, media, records, exports, kept pages."""
    for handle, numbers in ((GOES, (1, 2, 3)), (STAYS, (11, 12, 13))):
        folder = home.raw / handle / STAMP
        write(folder / "user_info.json", person(handle))
        caption = f"Đi cùng @{GOES} ăn phở" if handle == STAYS else "Phở của tôi"
        write(folder / "videos_info.json", [post(n, handle, desc=caption) for n in numbers])
    publish(home, home.raw)
    mixed = [
        post(4, GOES),
        post(14, STAYS, duetInfo={"duetFromId": video_id(1)}, textExtra=[{"userUniqueId": GOES}]),
        {**post(5, GOES), "createTime": "hỏng"},
    ]
    write(home.raw / "_hashtags" / "ancung" / STAMP / "videos_info.json", mixed)
    page = {"cursor": "1", "has_more": True, "items": [post(5, GOES), post(15, STAYS)]}
    write(home.raw / "_hashtags" / "ancung" / ".crawl" / "page-00001.json", page)
    for number in (1, 11):
        answer = {"transcript": f"Xin chào, tôi là số {number}", "takeaways": ["ngon"]}
        write(home.raw / "_enrichment" / "transcripts" / f"{video_id(number)}.json", answer)
    lines = [{"video_id": video_id(n), "foods": ["phở"], "city": None} for n in (2, 12)]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    write(home.raw / "foods.jsonl", text)
    rows = [f"{video_id(n)},['Mukbang'],Hài hước" for n in (1, 2, 11, 12)]
    write(home.raw / "labels.csv", "\n".join(["video.id,categories,tone_of_voice", *rows, ""]))
    labels = {"video.id": [video_id(3), video_id(13)], "categories": [["Nấu ăn"], ["Nấu ăn"]]}
    pq.write_table(pa.table(labels), home.raw / "labels.parquet")
    publish(home, home.raw)
    for number, handle in ((1, GOES), (11, STAYS)):
        write(home.media / "audio" / f"{video_id(number)}.m4a", b"sound")
        write(home.media / "frames" / video_id(number) / "0001.jpg", b"picture")
        append_failure(home, MediaKind.AUDIO, video_id(number + 1), handle, Why.GONE)
        append_crawl(home, _crawl(handle))
    write(home.root / "etl.log", f"ERROR {GOES} failed\nERROR {STAYS} failed\n")
    write(home.root / "cache" / "results" / "0", f"kept page of {GOES}")
    version = current_version(home.datasets)
    for form in ExportFormat:
        for name in ("videos", "creators"):
            export_dataset(name, version.parquet(name), form, home.root / f"{name}.{form}")


def _crawl(handle: str) -> Crawl:
    when = "2026-01-01T00:00:00+00:00"
    return Crawl(
        kind=Kind.USER, name=handle, started=when, ended=when, outcome=Outcome.COMPLETE, videos=3
    )


def holders(folder: Path, needles: Iterable[str]) -> list[str]:
    """Returns the files below a folder that hold any of the texts, whatever their form."""
    wanted = {needle.lower() for needle in needles}
    words = [needle for needle in wanted if not needle.isdigit()]
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [
        str(path.relative_to(folder))
        for path in paths
        if any(
            any(word in text for word in words)
            or not wanted.isdisjoint(re.findall(r"\d{5,}", text))
            for text in _texts(path, folder)
        )
    ]


def _texts(path: Path, folder: Path) -> Iterator[str]:
    yield str(path.relative_to(folder)).lower()
    yield path.read_bytes().decode(errors="replace").lower()
    if path.suffix == ".parquet":
        yield str(pq.read_table(path).to_pylist()).lower()
    if path.suffix == ".xlsx":
        with ZipFile(path) as book:
            yield from (
                book.read(name).decode(errors="replace").lower() for name in book.namelist()
            )
    if path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as con:
            for (table,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                yield str(con.execute(f"FROM {table}").fetchall()).lower()


def copied_home(home: Home, to: Path) -> Home:
    """Returns a copy that a test may change, at the place where the ledger knows its files."""
    shutil.copytree(home.root, to, symlinks=True)
    for landing in landings(Home(to).lake):
        files = [
            replace(file, path=file.path.replace(str(home.root), str(to)))
            for file in read_ledger([landing])
        ]
        write_ledger(landing, files)
    return Home(to)
