"""A disk that is full, read-only or forbidden: one sentence, the old version, no leftovers."""

from __future__ import annotations

import ctypes
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from homes import (
    ROOT,
    call,
    copied,
    environment,
    etl,
    leftovers,
    names,
    publish,
    raw_videos,
    told,
)

from etl.home import Home
from etl.publish.checks import check_version
from etl.publish.export import ExportFormat
from etl.publish.versions import current_version
from etl.sample import SampleSpec, write_sample

FRAME = re.compile(r'File "[^"]*/etl/([a-z_/]+)\.py", line \d+, in (\w+)')


@pytest.fixture(scope="module")
def big_input(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns an input whose files differ in size from step to step: 40 KB, 75 KB, 2.6 MB."""
    folder = tmp_path_factory.mktemp("big")
    write_sample(folder, SampleSpec(creators=7, videos=400, seed=8, until=date(2025, 3, 19)))
    return folder


@pytest.fixture(scope="module")
def old_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Returns a home with a small version of made-up data; tests only read it."""
    folder = tmp_path_factory.mktemp("old")
    write_sample(folder / "in", SampleSpec(creators=3, videos=30, until=date(2025, 3, 19)))
    home = Home(folder / "home")
    publish(home, folder / "in")
    return home


def failing_frames(home: Home) -> set[str]:
    """Returns the functions of the ETL that the logged error came through."""
    cause = home.log.read_text(encoding="utf-8").split("The above exception")[0]
    assert cause.count("Traceback") == 1
    return {f"{module}.{function}" for module, function in FRAME.findall(cause)}


def check_survived(home: Home, before: list[str], text: str, cause: str) -> None:
    """The sentence names value, remedy and cause; what was there is there, and nothing else."""
    assert f"trong {home.root} (còn trống " in text
    assert "Giải phóng chỗ" in text
    assert "phiên bản hiện tại không đổi" in text
    assert text.endswith(f"Nguyên nhân: {cause}.")
    assert "\n" not in text
    assert names(home) == before
    assert all(check.passed for check in check_version(current_version(home.datasets)))
    assert leftovers(home) == []


LIMITS = (
    pytest.param(30_000, "lake/batches.read_batch", id="landing"),
    pytest.param(70_000, "transform/build.build_datasets", id="datasets", marks=pytest.mark.slow),
    pytest.param(1_000_000, "publish/serving.build_serving", id="serving file"),
)


@pytest.mark.parametrize(("limit", "frame"), LIMITS)
def test_files_that_cannot_grow(
    old_home: Home, big_input: Path, tmp_path: Path, limit: int, frame: str
) -> None:
    home = copied(old_home, tmp_path / "home")
    before = names(home)
    result = etl(
        *("run", "--home", home.root, "--input", big_input),
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    check_survived(home, before, told(result, 1), "tệp vượt cỡ lớn nhất được phép ghi")
    assert frame in failing_frames(home)
    publish(home, big_input)
    assert len(names(home)) == 2


def test_a_manifest_that_cannot_be_written(old_home: Home, big_input: Path, tmp_path: Path) -> None:
    """The limit comes when the file is opened: everything before it has been written."""
    home = copied(old_home, tmp_path / "home")
    before = names(home)
    limit = """
import os, resource, sys
def shrink(event, arguments):
    writes = event == "open" and arguments[2] & os.O_WRONLY
    if writes and str(arguments[0]).endswith("manifest.json"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, resource.RLIM_INFINITY))
sys.addaudithook(shrink)
from etl.cli import main
main()
"""
    result = subprocess.run(
        [sys.executable, "-c", limit, "run", "--home", home.root, "--input", big_input],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment(),
        timeout=240,
        check=False,
    )
    check_survived(home, before, told(result, 1), "tệp vượt cỡ lớn nhất được phép ghi")
    publish(home, big_input)
    assert len(names(home)) == 2


@pytest.mark.parametrize("form", list(ExportFormat))
def test_an_export_that_cannot_grow(old_home: Home, tmp_path: Path, form: ExportFormat) -> None:
    home = copied(old_home, tmp_path / "home")
    (tmp_path / "xuất").mkdir()
    out = tmp_path / "xuất" / "videos"
    out.write_text("bản cũ")
    result = etl(
        *("export", "--dataset", "videos", "--format", form, "--out", out),
        *("--home", home.root),
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)),
    )
    assert told(result, 1).startswith(f"Không ghi được {out}: tệp vượt cỡ lớn nhất")
    assert out.read_text() == "bản cũ"
    assert [path.name for path in out.parent.iterdir()] == ["videos"]


class SmallDisk:
    """A file system in memory of a size of our own."""

    def __init__(self, folder: Path) -> None:
        """Takes the folder that it is mounted on."""
        self.folder = folder

    def mount(self, *options: str) -> None:
        """Mounts it, or changes it; skips the test where that is not permitted."""
        words = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(self.folder)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=20, check=False)
        if done.returncode:
            pytest.skip(f"không gắn được tmpfs: {done.stderr.strip()}")

    def resize(self, size: int) -> None:
        """Makes it larger or smaller."""
        self.mount("remount", f"size={size}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("cần quyền root và lệnh mount để gắn tmpfs")
    disk = SmallDisk(tmp_path / "disk")
    disk.folder.mkdir()
    disk.mount("size=64m")
    yield disk
    subprocess.run(["umount", str(disk.folder)], timeout=20, check=True)


@pytest.mark.parametrize(
    ("spare", "frame"),
    [
        pytest.param(90_000, "lake/batches.read_batch", marks=pytest.mark.slow),
        pytest.param(250_000, "lake/landing.land", marks=pytest.mark.slow),
        pytest.param(400_000, "transform/build.build_datasets", marks=pytest.mark.slow),
        pytest.param(800_000, "publish/serving.build_serving", marks=pytest.mark.slow),
    ],
)
def test_a_disk_that_fills(
    old_home: Home, big_input: Path, disk: SmallDisk, spare: int, frame: str
) -> None:
    home = copied(old_home, disk.folder / "home")
    before = names(home)
    used = shutil.disk_usage(disk.folder).used
    disk.resize(used + spare)
    text = told(etl("run", "--home", home.root, "--input", big_input), 1)
    check_survived(home, before, text, "hết chỗ trống trên đĩa")
    assert frame in failing_frames(home)
    disk.resize(64_000_000)
    assert etl("run", "--home", home.root, "--input", big_input).returncode == 0
    assert len(names(home)) == 2


def test_a_disk_without_any_room(old_home: Home, big_input: Path, disk: SmallDisk) -> None:
    """Not even the log has room: nothing but the sentence is shown."""
    home = copied(old_home, disk.folder / "home")
    home.lock.touch()
    before = names(home)
    disk.resize(shutil.disk_usage(disk.folder).used)
    text = told(etl("run", "--home", home.root, "--input", big_input), 1)
    check_survived(home, before, text, "hết chỗ trống trên đĩa")


def test_a_full_disk_stops_a_sample_and_an_export(
    capsys: pytest.CaptureFixture[str], old_home: Home, disk: SmallDisk, tmp_path: Path
) -> None:
    home = copied(old_home, tmp_path / "home")
    disk.resize(20_480)
    out = disk.folder / "mẫu"
    text = told(call(capsys, "sample", "--creators", 3, "--videos", 90, "--out", out), 1)
    assert "hết chỗ trống trên đĩa" in text
    shutil.rmtree(out)
    for form in (ExportFormat.CSV, ExportFormat.XLSX, ExportFormat.PARQUET):
        words = ("export", "--dataset", "videos", "--format", form, "--out", disk.folder / "out")
        text = told(etl(*words, "--home", home.root), 1)
        assert "hết chỗ trống trên đĩa" in text
        assert list(disk.folder.iterdir()) == []


def test_a_read_only_home_can_be_read(
    capsys: pytest.CaptureFixture[str],
    old_home: Home,
    big_input: Path,
    disk: SmallDisk,
    tmp_path: Path,
) -> None:
    home = copied(old_home, disk.folder / "home")
    before = names(home)
    disk.mount("remount", "ro")
    where = ("--home", home.root)
    out = tmp_path / "videos.csv"
    for words in (
        ["show"],
        ["check"],
        ["versions"],
        ["export", "--dataset", "videos", "--out", out],
    ):
        assert call(capsys, *words, *where).returncode == 0
    for words in (["run", "--input", big_input], ["rollback", before[0]]):
        text = told(call(capsys, *words, *where), 1)
        check_survived(home, before, text, "ổ đĩa chỉ cho đọc")


def without_privilege() -> None:
    """Gives up root's right to pass over permissions, for the program that is started next."""
    drop_from_bounding_set, override, read_search = 24, 1, 2
    libc = ctypes.CDLL(None)
    for capability in (override, read_search):
        libc.prctl(drop_from_bounding_set, capability, 0, 0, 0)


@pytest.fixture
def forbidden() -> Iterator[Callable[[Path, int], None]]:
    """Changes permissions for the length of a test."""
    changed: list[tuple[Path, int]] = []

    def forbid(path: Path, mode: int) -> None:
        changed.append((path, path.stat().st_mode))
        path.chmod(mode)

    yield forbid
    for path, mode in reversed(changed):
        path.chmod(mode)


@pytest.mark.parametrize("place", ["", "lake", "datasets"])
def test_a_home_without_permission_to_write(
    old_home: Home,
    big_input: Path,
    tmp_path: Path,
    forbidden: Callable[[Path, int], None],
    place: str,
) -> None:
    home = copied(old_home, tmp_path / "home")
    before = names(home)
    if not place:
        home.lock.unlink(missing_ok=True)
    forbidden(home.root / place, 0o555)
    words = ("run", "--home", home.root, "--input", big_input)
    result = etl(*words, before=without_privilege)
    check_survived(home, before, told(result, 1), "không có quyền")


def test_a_home_that_cannot_be_made(
    big_input: Path, tmp_path: Path, forbidden: Callable[[Path, int], None]
) -> None:
    forbidden(tmp_path, 0o555)
    words = ("run", "--home", tmp_path / "mới" / "home", "--input", big_input)
    text = told(etl(*words, before=without_privilege), 1)
    assert text.endswith("Nguyên nhân: không có quyền.")


def test_a_home_that_cannot_be_entered(
    old_home: Home, tmp_path: Path, forbidden: Callable[[Path, int], None]
) -> None:
    home = copied(old_home, tmp_path / "home")
    forbidden(home.root, 0o000)
    text = told(etl("show", "--home", home.root, before=without_privilege), 2)
    assert f"không có quyền đọc '{home.root}'" in text
    forbidden(home.root, 0o755)
    forbidden(home.datasets, 0o000)
    for command in ("show", "versions", "check"):
        text = told(etl(command, "--home", home.root, before=without_privilege), 1)
        assert "không có quyền" in text


def test_an_input_file_without_permission_is_set_aside(
    old_home: Home, tmp_path: Path, forbidden: Callable[[Path, int], None]
) -> None:
    """One file that cannot be read costs that file alone, and is told."""
    home = Home(tmp_path / "home")
    raw = raw_videos(tmp_path / "raw", 1, 2)
    raw_videos(raw / "more", 3)
    forbidden(raw / "more" / "quan.an.ngon" / "videos_info.json", 0o000)
    result = etl("run", "--home", home.root, "--input", raw, before=without_privilege)
    assert result.returncode == 0, result.stderr
    assert "1 dòng không dùng được" in result.stdout
    assert current_version(home.datasets).manifest.quarantined.by_reason == {"unreadable": 1}
