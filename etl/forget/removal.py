"""The removal of a creator, step by step; each step can be done again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import msgspec
import pyarrow as pa

from etl.atomic import write_whole
from etl.collect.collecting import only_collector
from etl.errors import NothingToRead, UnknownCreator
from etl.forget.find import find_traces, known_handles, text_files
from etl.forget.lake import remove_from_lake
from etl.forget.tables import remove_from_parquet, rows_in_parquet
from etl.forget.texts import lines_without, text_without
from etl.forget.traces import Traces
from etl.forgotten import Unfinished, read_forgotten, remember
from etl.guards import disk_errors_explained, only_run
from etl.home import Home
from etl.lake.ledger import landings, read_ledger
from etl.media.fetch import only_fetch
from etl.progress import Steps
from etl.publish.versions import CURRENT, SERVING, STAGING, current_name
from etl.run import publish_lake

_EXPORTS = frozenset({".csv", ".parquet", ".xlsx"})


@dataclass(frozen=True)
class Removal:
    """What a removal did.

    Attributes:
        handles: Of the creator, more than one where the account was renamed.
        videos: How many were known.
        version: The version that is current now; None where no video of anybody is left.
        outside: Files outside of the home that were read from and still hold the creator.
        left: Files below the home that still name the creator, of forms that are not rewritten.
    """

    handles: list[str]
    videos: int
    version: str | None
    outside: list[str]
    left: list[str]


def known_traces(home: Home, handle: str) -> Traces | None:
    """Returns what a home knows of a creator; None where they were removed before.

    Raises:
        UnknownCreator: Where it knows nothing, with handles that are alike.
    """
    traces = find_traces(home, handle)
    is_unfinished = home.forgetting.exists()
    if traces.ids or is_unfinished or _has_own_files(home, traces):
        return traces
    if read_forgotten(home.forgotten).has(handle):
        return None
    close = get_close_matches(handle.lower(), known_handles(home), 3)
    hint = f" Ý bạn là {', '.join(close)}?" if close else ""
    raise UnknownCreator(
        f"Không có TikToker {handle!r} trong {home.root}.{hint} "
        "Kiểm tra tên tài khoản (không cần @), hoặc --home."
    )


def _has_own_files(home: Home, traces: Traces) -> bool:
    crawled = (path for path in text_files(home.raw) if traces.name(path.relative_to(home.raw)))
    if any(crawled):
        return True
    records = (path for path in text_files(home.collect) if path != home.forgotten)
    return any(traces.are_in(path.read_bytes()) for path in records)


def remove_creator(home: Home, traces: Traces, steps: Steps) -> Removal:
    """Removes a creator from a home; repeated where it was cut off.

    Args:
        home: The working folders.
        traces: From `known_traces`.
        steps: Where progress is shown.

    Raises:
        EtlError: With a Vietnamese sentence; the removal is unfinished and has to be repeated.
    """
    # Whoever collects or fetches could write what is being removed.
    with disk_errors_explained(home), only_run(home), only_collector(home), only_fetch(home):
        advance = steps.start("Xoá khỏi mọi nơi", 6)
        unfinished = Unfinished(
            sorted(traces.handles), sorted(traces.creator_ids), sorted(traces.video_ids)
        )
        write_whole(home.forgetting, msgspec.json.encode(unfinished))
        outside = _outside(home, traces)
        remember(home.forgotten, traces.handles | traces.ids)
        _remove_raw(home.raw, traces)
        advance(1)
        remove_from_lake(home.lake, traces)
        advance(1)
        _remove_media(home.media, traces)
        _remove_lines(home, traces)
        _remove_kept_pages(home)
        advance(1)
        _remove_exports(home, traces)
        advance(1)
        version = _publish_without(home, steps)
        advance(1)
        left = [str(path) for path in _left(home, traces)]
        home.forgetting.unlink()
        advance(1)
    return Removal(unfinished.handles, len(traces.video_ids), version, outside, left)


def _outside(home: Home, traces: Traces) -> list[str]:
    """Returns the files that are ours to read, not to change: they are the user's sources."""
    ours = home.root.resolve()
    paths = {Path(file.path) for file in read_ledger(landings(home.lake)) if file.path}
    theirs = (path for path in paths if not path.is_relative_to(ours) and path.is_file())
    return sorted(str(path) for path in theirs if traces.name(path) or _holds(path, traces))


def _remove_raw(raw: Path, traces: Traces) -> None:
    for path in text_files(raw):
        if traces.name(path.relative_to(raw)):
            path.unlink()
        else:
            _remove_from_file(path, traces)
    for folder in sorted((path for path in raw.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _remove_from_file(path: Path, traces: Traces) -> None:
    data = path.read_bytes()
    if data.startswith(b"PAR1"):
        try:
            remove_from_parquet(path, traces)
        except (pa.ArrowException, OSError, ValueError):
            path.unlink()  # damaged: nothing in it could be read, nor be told apart
        return
    left = text_without(path, data, traces)
    if left is None:
        path.unlink()
    elif left != data:
        # The ledger knows the file by its time: what is left in it has landed.
        write_whole(path, left, path.stat().st_mtime_ns)


def _remove_media(media: Path, traces: Traces) -> None:
    for path in sorted(media.rglob("*"), reverse=True):
        if traces.name(path.relative_to(media)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def _remove_lines(home: Home, traces: Traces) -> None:
    """Removes lines of records, of the quarantine and of the log."""
    records = (
        *home.quarantine.rglob("*.jsonl"),
        *(p for p in text_files(home.collect) if p not in {home.forgotten, home.forgetting}),
        *home.root.glob(f"{home.log.name}*"),
    )
    for path in records:
        before = path.read_bytes()
        after = lines_without(before, traces)
        if not after and before:
            path.unlink()
        elif after != before:
            write_whole(path, after)


def _remove_kept_pages(home: Home) -> None:
    """Removes the dashboard's kept pages where they are below the home; it makes them again."""
    for path in text_files(home.root / "cache" / "results"):
        path.unlink(missing_ok=True)


def _remove_exports(home: Home, traces: Traces) -> None:
    """Removes tables that were exported into the home and hold rows of the creator."""
    own = (home.raw, home.lake, home.datasets, home.quarantine, home.media, home.collect)
    for path in text_files(home.root):
        is_ours = any(path.is_relative_to(each) for each in own)
        if is_ours or not _is_export(path):
            continue
        if _holds(path, traces) or any(map(traces.are_quoted_in, _contents(path))):
            path.unlink()


def _is_export(path: Path) -> bool:
    """Returns whether a file is a dataset's; a CSV may be another table, such as a reference's."""
    if path.suffix.lower() != ".csv":
        return path.suffix.lower() in _EXPORTS
    with path.open("rb") as file:
        header = file.readline()
    return b"creator" in header or b"video_id" in header


def _holds(path: Path, traces: Traces) -> bool:
    """Returns whether a file holds a row of the creator or an id of theirs."""
    try:
        if path.suffix.lower() == ".parquet":
            return rows_in_parquet(path, traces) > 0
    except (pa.ArrowException, OSError, ValueError):
        pass  # damaged: its bytes are looked at like those of any other file
    return any(map(traces.numbers_are_in, _contents(path)))


def _contents(path: Path) -> Iterator[bytes]:
    """Yields what a file holds; of a workbook, each of its parts."""
    try:
        if path.suffix.lower() == ".xlsx":
            with ZipFile(path) as book:
                yield from map(book.read, book.namelist())
            return
    except BadZipFile:
        pass
    yield path.read_bytes()


def _publish_without(home: Home, steps: Steps) -> str | None:
    """Publishes what is left and removes every other version: each may hold the creator."""
    try:
        current = publish_lake(home, steps).name if landings(home.lake) else None
    except NothingToRead:
        current = None
    if current is None:
        (home.datasets / CURRENT).unlink(missing_ok=True)
    for folder in sorted(home.datasets.glob("[0-9]*/")):
        if folder.name != current:
            hidden = folder.with_name(f"{STAGING}{folder.name}")
            folder.rename(hidden)
            shutil.rmtree(hidden)
    return current_name(home.datasets)


def _left(home: Home, traces: Traces) -> list[Path]:
    """Returns the files that still hold an id of the creator or a row of theirs."""
    own = {home.forgotten, home.forgetting}
    return [
        path
        for path in text_files(home.root)
        if path not in own
        and path.name != SERVING  # made of the parquet files beside it
        and (_holds(path, traces) or traces.name(path.relative_to(home.root)))
    ]
