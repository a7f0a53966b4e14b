"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, data: bytes, modified_ns: int | None = None) -> None:
    """Writes a file that is there whole, or as it was, whatever happens.

    Args:
        path: Of the file.
        data: Its content.
        modified_ns: The modification time that it gets; now without it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if modified_ns is not None:
        os.utime(part, ns=(modified_ns, modified_ns))
    part.replace(path)
