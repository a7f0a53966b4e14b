"""What collecting has left on record beside the published versions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from etl.collect.status import Known, known
from etl.forgotten import read_forgotten
from etl.home import Home


def read_known(version: Path) -> list[Known]:
    """Returns what is known of each creator and hashtag that was crawled; nothing without records.

    Args:
        version: The folder of a published version.
    """
    return known(_home(version), datetime.now(UTC))


def has_forgotten(version: Path) -> bool:
    """Returns whether anybody was removed on request."""
    return bool(read_forgotten(_home(version).forgotten).hashes)


def records_stamp(version: Path) -> str:
    """Returns what changes with the records, which no published version does."""
    home = _home(version)
    paths = (*sorted(home.collect.glob("*.jsonl")), home.forgotten)
    found = [path.stat() for path in paths if path.exists()]
    return " ".join(f"{status.st_size}.{status.st_mtime_ns}" for status in found)


def _home(version: Path) -> Home:
    return Home(version.parent.parent)
