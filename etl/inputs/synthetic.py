"""Tells made-up files from real ones, so that the two are never mixed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from etl.inputs.files import InputFile

MARKER = "SYNTHETIC.json"
"""Everything below a folder that holds a file of this name is synthetic."""

_DATA_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"})


def synthetic_paths(paths: Iterable[Path]) -> set[Path]:
    """Returns those of the paths that lie below a marker, however far above them it is."""
    below = _marker_lookup()
    return {path for path in paths if below(path.resolve().parent)}


def real_where_any(files: list[InputFile]) -> list[InputFile]:
    """Returns the real files where there are any with data, else the synthetic ones, else all.

    A new user's folder holds the sample first and real creators later; from then on the sample is
    left aside. A readme beside the sample is no reason for that.
    """
    synthetic = synthetic_paths(file.path for file in files)
    real = [file for file in files if file.path not in synthetic]
    if any(file.path.suffix.lower() in _DATA_SUFFIXES for file in real):
        return real
    return [file for file in files if file.path in synthetic] or files


def _marker_lookup() -> Callable[[Path], bool]:
    """Returns a test of folders that looks at each folder once."""

    @cache
    def below(folder: Path) -> bool:
        if (folder / MARKER).exists():
            return True
        return folder.parent != folder and below(folder.parent)

    return below
