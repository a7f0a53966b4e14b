"""Guards the home: one writer at a time, and disk errors that explain themselves."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa
from filelock import FileLock, Timeout

from etl.errors import AnotherRunIsActive, PublishFailed
from etl.home import Home
from etl.lake.landing import STAGING


@contextmanager
def only_run(home: Home) -> Iterator[None]:
    """Holds the home for one writer.

    Raises:
        AnotherRunIsActive: Where another process holds it; the lock of a killed one is free.
    """
    home.root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home.lock, timeout=0):
            yield
    except Timeout as error:
        raise AnotherRunIsActive(
            f"Một lần chạy khác đang ghi vào {home.root}. Đợi nó xong rồi chạy lại, "
            "hoặc dùng --home khác."
        ) from error


@contextmanager
def disk_errors_explained(home: Home) -> Iterator[None]:
    """Turns errors of the disk into one that names the folder, the remedy and the cause."""
    try:
        yield
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException, pa.ArrowException) as error:
        remove_leftovers(home)
        free = shutil.disk_usage(home.root).free / 1e6
        raise PublishFailed(
            f"Không ghi được vào {home.root} (còn trống {free:.0f} MB). "
            "Giải phóng chỗ hoặc kiểm tra quyền ghi rồi chạy lại; phiên bản hiện tại không đổi. "
            f"Nguyên nhân: {error}"
        ) from error


def remove_leftovers(home: Home) -> None:
    """Removes what an interrupted run left unfinished."""
    for folder in (home.lake, home.datasets):
        for left in folder.glob(f"{STAGING}*"):
            if left.is_symlink():
                left.unlink(missing_ok=True)
            else:
                shutil.rmtree(left, ignore_errors=True)
