"""The kept versions below `datasets/`, and which of them is current.

`datasets/current` is a link to one version's folder. It changes by one rename, so a reader sees the
old version or the new one, and a reader that has opened a folder keeps it. The link is first made
under another name, before the folder of a new version gets its own: a process that dies between the
two renames leaves a note of what it was about to do.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import msgspec

from etl.errors import UnknownDataset, UnknownVersion
from etl.publish.manifest import MANIFEST, Manifest, read_manifest

KEPT_VERSIONS = 5
CURRENT = "current"
SERVING = "serving.duckdb"
STAGING = ".staging-"
_NEXT = f"{STAGING}link"


@dataclass(frozen=True)
class Version:
    """A complete version.

    Attributes:
        folder: Holds one parquet file a dataset, `serving.duckdb` and `manifest.json`.
        manifest: What it says of itself.
    """

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def serving(self) -> Path:
        """A DuckDB file with a table for each dataset; open it read-only."""
        return self.folder / SERVING

    def parquet(self, dataset: str) -> Path:
        """Returns the file of a dataset.

        Raises:
            UnknownDataset: Where the version has none of that name.
        """
        if dataset not in self.manifest.rows:
            known = ", ".join(self.manifest.rows)
            close = get_close_matches(dataset, self.manifest.rows, 1)
            hint = f" Ý bạn là {close[0]!r}?" if close else ""
            raise UnknownDataset(f"Không có bộ dữ liệu {dataset!r}.{hint} Hiện có: {known}.")
        return self.folder / f"{dataset}.parquet"


def list_versions(datasets: Path) -> list[Version]:
    """Returns the complete versions, oldest first."""
    folders = sorted(path.parent for path in datasets.glob(f"[0-9]*/{MANIFEST}"))
    return [version for folder in folders if (version := _read(folder))]


def _read(folder: Path) -> Version | None:
    try:
        return Version(folder, read_manifest(folder))
    except (OSError, msgspec.MsgspecError):
        return None  # written by another release, or damaged: not a version that can be opened


def current_name(datasets: Path) -> str | None:
    """Returns the name of the current version; None where nothing has been published."""
    link = datasets / CURRENT
    return link.readlink().name if link.is_symlink() else None


def current_version(datasets: Path) -> Version:
    """Returns the current version.

    Raises:
        UnknownVersion: Where nothing has been published, or the version cannot be read.
    """
    name = current_name(datasets)
    if name is None:
        raise UnknownVersion(
            f"Chưa có phiên bản dữ liệu nào trong {datasets}. "
            "Chạy: python -m etl run --input THƯ_MỤC"
        )
    version = _read((datasets / name).absolute())
    if version is None:
        raise UnknownVersion(
            f"Không đọc được manifest của phiên bản {name}. Chạy lại: python -m etl run, "
            "hoặc quay về bản khác: python -m etl rollback PHIÊN_BẢN"
        )
    return version


def open_version(datasets: Path, name: str) -> Version:
    """Returns a version by name.

    Raises:
        UnknownVersion: Where there is none.
    """
    versions = {version.name: version for version in list_versions(datasets)}
    if name not in versions:
        known = ", ".join(versions) or "chưa có bản nào"
        raise UnknownVersion(f"Không có phiên bản {name!r}. Hiện có: {known}.")
    return versions[name]


def announce(datasets: Path, name: str) -> None:
    """Makes the link that is about to become `current`; its version need not be there yet."""
    link = datasets / _NEXT
    link.unlink(missing_ok=True)
    link.symlink_to(name, target_is_directory=True)


def make_announced_current(datasets: Path) -> None:
    """Makes the announced version current by one rename."""
    (datasets / _NEXT).replace(datasets / CURRENT)
    sync_folder(datasets)


def finish_interrupted(datasets: Path) -> None:
    """Makes a version current whose process died after it was complete and before it was current.

    Without this its fingerprint would be known, and no later run would publish it.
    """
    link = datasets / _NEXT
    if link.is_symlink():
        if _read(datasets / link.readlink()):
            make_announced_current(datasets)
        else:
            link.unlink()


def remove_old_versions(datasets: Path) -> None:
    """Keeps the newest versions and the current one."""
    kept = [version.name for version in list_versions(datasets)][-KEPT_VERSIONS:]
    if len(kept) < KEPT_VERSIONS:
        return
    for folder in datasets.glob("[0-9]*/"):
        if folder.name < kept[0] and folder.name != current_name(datasets):
            # Out of sight first: a version that is half removed is none.
            hidden = folder.with_name(f"{STAGING}{folder.name}")
            folder.rename(hidden)
            shutil.rmtree(hidden, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Makes sure that files and names of a folder survive a power cut."""
    for path in (*(p for p in folder.iterdir() if p.is_file() and not p.is_symlink()), folder):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
