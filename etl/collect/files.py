"""Files that are there whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

from etl.atomic import write_whole


def write_json(path: Path, value: object) -> None:
    """Writes JSON by way of a rename, and waits until it is on the disk."""
    write_whole(path, _encoded(value))
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _encoded(value: object) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # a caption that was cut within an emoji: half of a pair
        return json.dumps(value).encode()
