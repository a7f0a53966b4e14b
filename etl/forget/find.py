"""Finds what a home knows of a creator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from etl.forget.texts import items_in
from etl.forget.traces import Traces
from etl.forgotten import read_unfinished
from etl.home import Home
from etl.lake.ledger import landings


def find_traces(home: Home, handle: str) -> Traces:
    """Returns the traces of a creator, also those of a removal that was cut off.

    Args:
        home: Where to look.
        handle: Without `@`, in any case.
    """
    traces = Traces(frozenset({handle.lower()}))
    unfinished = read_unfinished(home.forgetting)
    if unfinished:
        traces = traces.with_more(unfinished.handles, unfinished.creator_ids, unfinished.video_ids)
    for _ in range(2):  # a renamed account is known by its number, which a first look gives
        traces = _with_published(home, _with_landed(home, traces))
        for path in text_files(home.raw):
            traces = _with_collected(path, traces)
    return traces


def known_handles(home: Home) -> list[str]:
    """Returns the handles of all creators that the lake holds."""
    return sorted({str(handle) for (handle,) in _rows(_landed(home), "DISTINCT creator", "true")})


def text_files(folder: Path) -> list[Path]:
    """Returns all files below a folder, hidden ones too, but no links."""
    return sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())


def _with_landed(home: Home, traces: Traces) -> Traces:
    return _with_rows(_landed(home), traces)


def _with_published(home: Home, traces: Traces) -> Traces:
    videos = sorted(home.datasets.glob("[0-9]*/videos.parquet"))
    found = _rows(videos, "creator, video_id", _of(traces, ("creator",)))
    return traces.with_more((row[0] for row in found), video_ids=(row[1] for row in found))


def _with_rows(paths: list[Path], traces: Traces) -> Traces:
    where = _of(traces, ("creator",), ("creator_id",))
    profiles = [path for path in paths if path.name == "profiles.parquet"]
    videos = [path for path in paths if path.name == "videos.parquet"]
    found = [
        *_rows(profiles, "creator, creator_id, NULL", where),
        *_rows(videos, "creator, creator_id, video_id", where),
    ]
    return traces.with_more(
        _known(row[0] for row in found),
        _known(row[1] for row in found),
        _known(row[2] for row in found),
    )


def _landed(home: Home) -> list[Path]:
    folders = landings(home.lake)
    names = ("videos.parquet", "profiles.parquet")
    return [folder / name for folder in folders for name in names if (folder / name).exists()]


def _rows(paths: list[Path], columns: str, where: str) -> list[tuple[Any, ...]]:
    if not paths:
        return []
    with duckdb.connect() as con:
        return con.execute(
            f"SELECT {columns} FROM read_parquet($paths, union_by_name = true) WHERE {where}",
            {"paths": [str(path) for path in paths]},
        ).fetchall()


def _of(traces: Traces, handles: Iterable[str], ids: Iterable[str] = ()) -> str:
    """Returns the condition of rows that are the creator's; handles and ids hold no quote."""
    parts = [f"lower({name}) IN ({_listed(traces.handles)})" for name in handles]
    if traces.creator_ids:
        parts += [f"{name} IN ({_listed(traces.creator_ids)})" for name in ids]
    return " OR ".join(parts)


def _listed(values: Iterable[str]) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in sorted(values))


def _known(values: Iterable[Any]) -> list[str]:
    return [str(value) for value in values if value]


def _with_collected(path: Path, traces: Traces) -> Traces:
    data = path.read_bytes()
    if data.startswith(b"PAR1") or not traces.are_in(data):
        return traces
    for item in items_in(path, data):
        if traces.own(item):
            handles, accounts, videos = zip(*_identities(item), strict=True)
            traces = traces.with_more(_known(handles), _known(accounts), _known(videos))
    return traces


def _identities(item: dict[str, Any]) -> Iterator[tuple[Any, Any, Any]]:
    """Yields handle, account and video as an item of TikTok's JSON names them."""
    author = item.get("author")
    user = item.get("user") or (item.get("userInfo") or {}).get("user")
    yield (None, None, item.get("id") if author else None)
    for person in (author, user):
        if isinstance(person, dict):
            yield (person.get("uniqueId"), person.get("id"), None)
