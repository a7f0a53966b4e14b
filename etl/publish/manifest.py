"""What a version says of itself: `manifest.json`."""

from __future__ import annotations

from pathlib import Path

import msgspec

MANIFEST = "manifest.json"


class Check(msgspec.Struct, frozen=True):
    """One quality check.

    Attributes:
        name: Stable, for machines.
        passed: The result.
        detail: What was found, in Vietnamese.
    """

    name: str
    passed: bool
    detail: str


class InputAccount(msgspec.Struct, frozen=True):
    """What became of one kind of input; `rows_read` is the sum of the three that follow it."""

    files: int
    bytes: int
    rows_read: int
    rows_landed: int
    rows_duplicate: int
    rows_quarantined: int
    fields_dropped: int
    repaired: int


class Quarantined(msgspec.Struct, frozen=True):
    """Rows that could not be used.

    Attributes:
        total: All of them.
        by_reason: Rows by reason.
        by_kind: The same, by kind of input.
    """

    total: int
    by_reason: dict[str, int]
    by_kind: dict[str, dict[str, int]]


class Manifest(msgspec.Struct, frozen=True):
    """A version's description.

    Attributes:
        version: The name of its folder; sorts by time.
        created_at: UTC, ISO 8601.
        schema_version: Of `etl.schema`.
        fingerprint: Of all that the datasets depend on; the same input gives the same one.
        engine: What ran the transforms.
        synthetic: True where the figures are made up.
        landings: The landings that it was made from.
        inputs: Account of each kind of input.
        rows: Number of rows of each dataset.
        quarantined: Rows that could not be used.
        unpublished: Landed answers and labels whose video is unknown, by kind.
        newest_posted_at: Of any video, UTC.
        newest_collected_at: Of any video, UTC.
        tier_thresholds: Followers from which a creator is middle, and high; empty where no
            creator's followers are known.
        checks: The quality checks, all passed.
        seconds: How long each step took.
    """

    version: str
    created_at: str
    schema_version: int
    fingerprint: str
    engine: str
    synthetic: bool
    landings: list[str]
    inputs: dict[str, InputAccount]
    rows: dict[str, int]
    quarantined: Quarantined
    unpublished: dict[str, int]
    newest_posted_at: str | None
    newest_collected_at: str | None
    tier_thresholds: list[float]
    checks: list[Check]
    seconds: dict[str, float]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest of a version.

    Raises:
        msgspec.ValidationError: Where it could not be read back: it is never published then.
    """
    data = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    msgspec.json.decode(data, type=Manifest)
    (folder / MANIFEST).write_bytes(data + b"\n")


def read_manifest(folder: Path) -> Manifest:
    """Returns the manifest of a version."""
    return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
