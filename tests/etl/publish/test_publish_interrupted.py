"""A run that is killed, runs out of disk, or meets another: the old version stays, nothing is lost.

Every run here is the real command in a process of its own.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from homes import answer, contents, etl, leftovers, names, publish, raw_videos, start_etl, told

from etl.home import Home
from etl.publish.checks import check_version
from etl.publish.versions import current_version

ENOUGH_TIME_S = 60

STEPS = {
    "reading": "lake/.staging-*/parts/*",
    "lake tables": "lake/.staging-*/videos.parquet",
    "ledger": "lake/.staging-*/files.parquet",
    "landed": "lake/2*/files.parquet",
    "enriched": "datasets/.staging-*/work/places.parquet",
    "first dataset": "datasets/.staging-*/creators.parquet",
    "last dataset": "datasets/.staging-*/video_labels.parquet",
    "serving": "datasets/.staging-*/serving.duckdb",
    "manifest": "datasets/.staging-*/manifest.json",
    "version": "datasets/2*/manifest.json",
}


@pytest.fixture(scope="module")
def undisturbed(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    """Returns the datasets that a run without any trouble gives."""
    return contents(publish(Home(tmp_path_factory.mktemp("calm")), sample).current.folder)


def _synthetic_home(sample: Path, tmp_path: Path) -> Home:
    """Returns a home with a small version, to which the sample is new."""
    first = tmp_path / "first"
    shutil.copytree(sample / _first_creator(sample), first / "one")
    (first / "SYNTHETIC.json").write_text("{}", encoding="utf-8")
    home = Home(tmp_path / "home")
    publish(home, first)
    return home


def _first_creator(sample: Path) -> str:
    return min(path.parent.name for path in sample.glob("*/videos_info.json"))


def _wait_for(home: Home, pattern: str, known: set[Path], process: subprocess.Popen[str]) -> None:
    """Waits until a file appears that was not there before, or the process ends."""
    until = time.monotonic() + ENOUGH_TIME_S
    while process.poll() is None and time.monotonic() < until:
        if set(home.root.glob(pattern)) - known:
            return


def _assert_intact(home: Home, before: str) -> None:
    """Asserts that the current version opens, passes all checks, and is the old one or complete."""
    version = current_version(home.datasets)
    assert [check for check in check_version(version) if not check.passed] == []
    assert version.name == before or version.name in names(home)


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_a_kill_during_each_step(
    step: str, sample: Path, tmp_path: Path, undisturbed: dict[str, pa.Table]
) -> None:
    home = _synthetic_home(sample, tmp_path)
    before = current_version(home.datasets).name
    known = set(home.root.glob(STEPS[step]))
    process = start_etl("run", "--home", home.root, "--input", sample)
    _wait_for(home, STEPS[step], known, process)
    killed = process.poll() is None
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert killed, f"ended before the step {step!r} was seen"
    _assert_intact(home, before)
    publish(home, sample)
    assert leftovers(home) == []
    assert contents(current_version(home.datasets).folder) == undisturbed


@pytest.mark.slow
def test_a_run_that_is_killed_again_and_again_ends_equal(
    sample: Path, tmp_path: Path, undisturbed: dict[str, pa.Table]
) -> None:
    home = _synthetic_home(sample, tmp_path)
    before = current_version(home.datasets).name
    for tenth in range(2, 14):
        process = start_etl("run", "--home", home.root, "--input", sample)
        time.sleep(tenth / 5)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        _assert_intact(home, before)
    publish(home, sample)
    assert leftovers(home) == []
    assert contents(current_version(home.datasets).folder) == undisturbed


def _limited(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _assert_failed_for_the_disk(result: subprocess.CompletedProcess[str], home: Home) -> None:
    sentence = told(result, 1)
    assert str(home.root) in sentence
    assert "phiên bản hiện tại không đổi" in sentence
    assert "Giải phóng chỗ" in sentence
    assert leftovers(home) == []


@pytest.mark.slow
@pytest.mark.parametrize("size", [4_000, 40_000, 200_000, 1_000_000])
def test_files_that_may_not_grow(
    size: int, sample: Path, tmp_path: Path, undisturbed: dict[str, pa.Table]
) -> None:
    home = _synthetic_home(sample, tmp_path)
    before = current_version(home.datasets).name
    arguments = ("run", "--home", home.root, "--input", sample)
    result = etl(*arguments, before=_limited(size))
    _assert_failed_for_the_disk(result, home)
    assert current_version(home.datasets).name == before
    assert etl(*arguments).returncode == 0
    assert contents(current_version(home.datasets).folder) == undisturbed


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Returns a folder on a file system of its own; skips where none may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    mounted = shutil.which("mount") and subprocess.run(command, capture_output=True, check=False)
    if not mounted or mounted.returncode:
        pytest.skip("không được phép mount tmpfs: cần quyền root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _used(folder: Path) -> int:
    return shutil.disk_usage(folder).used


def _resize(folder: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(folder)], check=True)


@pytest.mark.slow
def test_a_disk_that_fills(sample: Path, tmp_path: Path, small_disk: Path) -> None:
    first = _synthetic_home(sample, tmp_path)
    home = Home(small_disk / "home")
    shutil.copytree(first.root, home.root, symlinks=True)
    before, used = current_version(home.datasets).name, _used(small_disk)
    trial = small_disk / "trial"
    shutil.copytree(first.root, trial, symlinks=True)
    publish(Home(trial), sample)
    need = _used(small_disk) - 2 * used
    shutil.rmtree(trial)
    assert need > 500_000
    for share in (0.02, 0.2, 0.5, 0.8):
        _resize(small_disk, used + int(share * need))
        result = etl("run", "--home", home.root, "--input", sample)
        _assert_failed_for_the_disk(result, home)
        assert "hết chỗ trống" in result.stderr
        assert current_version(home.datasets).name == before
        _assert_intact(home, before)
    _resize(small_disk, 64 << 20)
    assert etl("run", "--home", home.root, "--input", sample).returncode == 0
    assert current_version(home.datasets).manifest.rows["videos"] == 200


@pytest.mark.slow
def test_two_runs_at_once(sample: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    first = start_etl("run", "--home", home.root, "--input", sample)
    _wait_for(home, "lake/.staging-*", set(), first)
    second = etl("run", "--home", home.root, "--input", sample)
    assert "Một lần chạy khác" in told(second, 5)
    _, errors = first.communicate()
    assert first.returncode == 0, errors
    assert len(names(home)) == 1


@pytest.mark.slow
def test_the_lock_of_a_killed_run_is_free(sample: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    process = start_etl("run", "--home", home.root, "--input", sample)
    _wait_for(home, "lake/.staging-*", set(), process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    result = answer(etl("run", "--home", home.root, "--input", sample, "--json"))
    assert result["published"]


@pytest.mark.slow
def test_an_interrupt_is_told_and_changes_nothing(sample: Path, tmp_path: Path) -> None:
    home = _synthetic_home(sample, tmp_path)
    before = current_version(home.datasets).name
    process = start_etl("run", "--home", home.root, "--input", sample)
    _wait_for(home, "datasets/.staging-*", set(), process)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate()
    assert process.returncode == 130
    assert output == ""
    assert "Đã dừng" in errors
    assert "Traceback" not in errors
    assert current_version(home.datasets).name == before
    assert leftovers(home) == []


def test_raw_input_is_never_changed(tmp_path: Path) -> None:
    folder = raw_videos(tmp_path / "raw", 1, 2)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    before = [(path, path.read_bytes(), path.stat().st_mtime_ns) for path in files]
    publish(Home(tmp_path / "home"), folder)
    assert [(path, path.read_bytes(), path.stat().st_mtime_ns) for path in files] == before
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == files
