"""Guards the home: one writer at a time, no leftovers, and disk errors that explain themselves."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pyarrow as pa
from filelock import FileLock, Timeout

from etl.errors import AnotherRunIsActive, PublishFailed
from etl.home import Home
from etl.numbers import whole
from etl.publish.versions import STAGING, finish_interrupted
from etl.words import cause

# A full disk reaches DuckDB's callers as a failed transaction, or as the database being given up.
_DISK_ERRORS = (
    OSError,
    duckdb.IOException,
    duckdb.OutOfMemoryException,
    duckdb.TransactionException,
    duckdb.FatalException,
)


@contextmanager
def only_run(home: Home) -> Iterator[None]:
    """Holds the home for one writer, who finds it tidy and leaves it so.

    Raises:
        AnotherRunIsActive: Where another process holds it; the lock of a killed one is free.
    """
    home.root.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home.lock, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise AnotherRunIsActive(
            f"Một lần chạy khác đang ghi vào {home.root}. Đợi nó xong rồi chạy lại, "
            "hoặc dùng --home khác."
        ) from error
    try:
        _tidy(home)
        yield
    finally:
        with suppress(OSError):  # the next run tries again
            _tidy(home)
        lock.release()


def _tidy(home: Home) -> None:
    """Finishes a publication that was cut off before its last step; removes unfinished folders."""
    finish_interrupted(home.datasets)
    for folder in (home.lake, home.datasets):
        for left in folder.glob(f"{STAGING}*"):
            if not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)


@contextmanager
def disk_errors_explained(home: Home) -> Iterator[None]:
    """Turns errors of the disk into one that names the folder, the remedy and the cause.

    Raises:
        PublishFailed: Where something could not be written, or a file of the lake is damaged.
    """
    try:
        yield
    except (duckdb.InvalidInputException, pa.ArrowInvalid) as error:
        if "parquet" not in str(error).lower():
            raise
        named = re.search(r"'([^']+\.parquet)'", str(error))
        raise PublishFailed(
            f"Kho dữ liệu {home.lake} có tệp hỏng{f': {named[1]}' if named else ''}. Khôi phục từ "
            "bản sao lưu, hoặc xoá kho rồi chạy lại với mọi đầu vào; phiên bản hiện tại không đổi."
        ) from error
    except _DISK_ERRORS as error:
        raise PublishFailed(
            f"Không đọc hay ghi được trong {home.root} "
            f"(còn trống {_free_megabytes(home.root)} MB). "
            "Giải phóng chỗ hoặc kiểm tra quyền ghi rồi chạy lại; phiên bản hiện tại không đổi. "
            f"Nguyên nhân: {cause(error)}."
        ) from error


def _free_megabytes(folder: Path) -> str:
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    return whole(shutil.disk_usage(there).free // 1_000_000)
