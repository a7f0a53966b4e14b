"""Finds the input files and tells one content from another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import xxhash


@dataclass(frozen=True)
class InputFile:
    """One file to read.

    Attributes:
        path: As reached from the input that was named.
        size: In bytes.
        modified_ns: Modification time, nanoseconds since 1970.
    """

    path: Path
    size: int
    modified_ns: int


def find_input_files(inputs: list[Path], skip: Callable[[Path], bool]) -> list[InputFile]:
    """Returns all regular files below the inputs, each once, in a stable order.

    Hidden files and folders (`.git`, `.DS_Store`) are no input. Links to folders are not followed,
    so a loop of links cannot trap the walk. A folder that cannot be listed, or a link to nothing,
    is returned like a file: reading it will fail, and be reported, like that of any other.

    Args:
        inputs: Folders, or single files.
        skip: Tells folders and files that are none of the user's, such as our own lake.
    """
    seen: set[str] = set()
    found: list[InputFile] = []
    for root in inputs:
        for path in sorted(_walk(root)):
            real = os.path.realpath(path)
            if real in seen or skip(path):
                continue
            seen.add(real)
            status = path.stat() if path.exists() else path.lstat()
            found.append(InputFile(path, status.st_size, status.st_mtime_ns))
    return found


def _walk(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
        return
    unreadable: list[Path] = []

    def note(error: OSError) -> None:
        unreadable.append(Path(error.filename))

    for folder, subfolders, names in os.walk(root, onerror=note):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        for name in names:
            path = Path(folder, name)
            if not name.startswith(".") and (path.is_file() or not path.exists()):
                yield path
    yield from unreadable


def shown(path: Path | str) -> str:
    """Returns a path as UTF-8 can hold it: a name may be any bytes, say of an old encoding."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def content_hash(data: bytes) -> str:
    """Returns a hash of a file's bytes, by which the same content is known again."""
    return xxhash.xxh3_128_hexdigest(data)


def hash_or_nothing(path: Path) -> str:
    """Returns the hash of a file's content; the empty text where it cannot be read."""
    try:
        return content_hash(path.read_bytes())
    except OSError:
        return ""
