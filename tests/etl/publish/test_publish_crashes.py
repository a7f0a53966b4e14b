"""A run that is killed at any point leaves the old version current; the next one completes."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from homes import (
    ROOT,
    call,
    contents,
    copied,
    environment,
    etl,
    leftovers,
    names,
    publish,
    raw_videos,
    start_etl,
    told,
)

from etl.errors import AnotherRunIsActive
from etl.guards import only_run
from etl.home import Home
from etl.publish.checks import check_version
from etl.publish.versions import announce, current_version, list_versions, make_announced_current
from etl.sample import SampleSpec, write_sample

STEPS = {
    "home just made": ".etl.lock",
    "landing, rows read": "lake/.staging-*/parts/*.parquet",
    "landing, tables": "lake/.staging-*/videos.parquet",
    "landing, ledger": "lake/.staging-*/files.parquet",
    "landed": "lake/[0-9]*/files.parquet",
    "enriching": "datasets/.staging-*/work",
    "enriched": "datasets/.staging-*/work/dishes.parquet",
    "first dataset": "datasets/.staging-*/creators.parquet",
    "last dataset": "datasets/.staging-*/video_labels.parquet",
    "serving file": "datasets/.staging-*/serving.duckdb",
}
# Between the last steps there is no time for a watcher: the process kills itself just before a
# call to the system, of which Python's audit hooks tell (event, which argument, its pattern).
CALLS = {
    "before it has landed": ("os.rename", 1, r"/lake/\d[^/]*$"),
    "before it is announced": ("os.symlink", 1, r"/datasets/\.staging-link$"),
    "before it has its name": ("os.rename", 1, r"/datasets/\d[^/]*$"),
    "before it is current": ("os.rename", 1, r"/datasets/current$"),
}
SUICIDE = """
import os, re, signal, sys
event, place, pattern = sys.argv[1], int(sys.argv[2]), re.compile(sys.argv[3])
def die(happening, arguments):
    if happening == event and pattern.search(str(arguments[place])):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(die)
"""
RANDOM_KILLS = 3


class Scene:
    """A home with one version, an input that is new to it, and what should become of the two."""

    def __init__(self, folder: Path, first: Path) -> None:
        """Publishes the first version, and the second one elsewhere and undisturbed."""
        self.inputs = [first, folder / "new"]
        write_sample(
            self.inputs[1], SampleSpec(creators=7, videos=400, seed=8, until=date(2025, 3, 19))
        )
        self.home = Home(folder / "home")
        publish(self.home, first)
        undisturbed = copied(self.home, folder / "undisturbed")
        started = time.monotonic()
        self.expected = contents(publish(undisturbed, *self.inputs).current.folder)
        self.seconds = time.monotonic() - started

    def killed(self, home: Home, when: Callable[[], bool]) -> int:
        """Runs the ETL as a process and kills it as soon as something holds."""
        words = [word for path in self.inputs for word in ("--input", str(path))]
        with start_etl("run", "--home", home.root, *words) as process:
            while process.poll() is None and not when():
                time.sleep(0.0005)
            process.kill()
        return process.returncode

    def check_mended(self, home: Home, old: str) -> None:
        """Every version is whole; the next run completes and leaves nothing over."""
        for kept in list_versions(home.datasets):
            assert all(check.passed for check in check_version(kept)), kept
        publish(home, *self.inputs)
        assert leftovers(home) == []
        assert len(names(home)) == 2
        assert names(home)[0] == old
        assert current_version(home.datasets).name == names(home)[1]
        assert contents(current_version(home.datasets).folder) == self.expected
        assert publish(home, *self.inputs).version is None


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    folder = tmp_path_factory.mktemp("crashes")
    first = folder / "first"
    write_sample(first, SampleSpec(creators=3, videos=30, until=date(2025, 3, 19)))
    return Scene(folder, first)


def appears(home: Home, pattern: str) -> Callable[[], bool]:
    """Returns whether a path that was not there when this was called is there now."""
    before = set(home.root.glob(pattern))
    return lambda: any(path not in before for path in home.root.glob(pattern))


def kill_at(scene: Scene, tmp_path: Path, step: str) -> None:
    home = copied(scene.home, tmp_path / "home")
    (home.root / ".etl.lock").unlink(missing_ok=True)
    (old,) = names(home)
    assert scene.killed(home, appears(home, STEPS[step])) == -signal.SIGKILL
    scene.check_mended(home, old)


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_a_run_killed_in_a_step(scene: Scene, tmp_path: Path, step: str) -> None:
    home = copied(scene.home, tmp_path / "home")
    home.lock.unlink(missing_ok=True)
    (old,) = names(home)
    assert scene.killed(home, appears(home, STEPS[step])) == -signal.SIGKILL
    assert current_version(home.datasets).name == old
    scene.check_mended(home, old)


def suicide(point: tuple[str, int, str], code: str, *arguments: object) -> int:
    """Runs Python code in a process that kills itself before a call to the system."""
    words = [*map(str, point), *map(str, arguments)]
    return subprocess.run(
        [sys.executable, "-c", SUICIDE + code, *words],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        timeout=60,
        check=False,
    ).returncode


@pytest.mark.parametrize(
    "point",
    [
        point if point == "before it is current" else pytest.param(point, marks=pytest.mark.slow)
        for point in CALLS
    ],
)
def test_a_run_killed_between_the_last_steps(scene: Scene, tmp_path: Path, point: str) -> None:
    home = copied(scene.home, tmp_path / "home")
    (old,) = names(home)
    code = "sys.argv[1:] = sys.argv[4:]\nfrom etl.cli import main\nmain()"
    words = ("run", "--home", home.root, "--input", scene.inputs[1])
    assert suicide(CALLS[point], code, *words) == -signal.SIGKILL
    assert current_version(home.datasets).name == old
    assert len(names(home)) == (2 if point == "before it is current" else 1)
    scene.check_mended(home, old)


@pytest.mark.parametrize("event", ["shutil.rmtree", "os.remove", "os.rmdir"])
def test_a_version_that_is_half_removed_is_none(scene: Scene, tmp_path: Path, event: str) -> None:
    home = copied(scene.home, tmp_path / "home")
    (old,) = names(home)
    folder = home.datasets / old
    for number in range(5):
        shutil.copytree(folder, home.datasets / f"2090010{number}T000000Z-00000000")
    announce(home.datasets, "20900104T000000Z-00000000")
    make_announced_current(home.datasets)
    code = (
        "from pathlib import Path\nfrom etl.publish.versions import remove_old_versions\n"
        "remove_old_versions(Path(sys.argv[4]))"
    )
    assert suicide((event, 0, "."), code, home.datasets) == -signal.SIGKILL
    assert old not in names(home)
    assert all(
        check.passed for version in list_versions(home.datasets) for check in check_version(version)
    )
    with only_run(home):
        assert leftovers(home) == []
    assert len(names(home)) == 5


@pytest.mark.slow
def test_a_rollback_that_is_killed_is_done_or_not_begun(scene: Scene, tmp_path: Path) -> None:
    home = copied(scene.home, tmp_path / "home")
    (old,) = names(home)
    new = publish(home, *scene.inputs).current.name
    code = (
        "from pathlib import Path\nfrom etl.home import Home\nfrom etl.run import roll_back\n"
        "roll_back(Home(Path(sys.argv[4])), sys.argv[5])"
    )
    assert suicide(CALLS["before it is announced"], code, home.root, old) == -signal.SIGKILL
    assert current_version(home.datasets).name == new
    publish(home, *scene.inputs)
    assert current_version(home.datasets).name == new
    assert suicide(CALLS["before it is current"], code, home.root, old) == -signal.SIGKILL
    assert current_version(home.datasets).name == new
    publish(home, *scene.inputs)
    assert current_version(home.datasets).name == old


@pytest.mark.slow
@pytest.mark.parametrize("number", range(RANDOM_KILLS))
def test_a_run_killed_at_any_time(scene: Scene, tmp_path: Path, number: int) -> None:
    """After the kills in known steps, some at times that nobody chose."""
    home = copied(scene.home, tmp_path / "home")
    (old,) = names(home)
    span = scene.seconds / RANDOM_KILLS
    delay = 0.7 + span * (number + random.Random(number).random())
    started = time.monotonic()
    scene.killed(home, lambda: time.monotonic() - started > delay)
    scene.check_mended(home, old)


@pytest.mark.slow
def test_a_first_run_that_is_killed_leaves_nothing_current(scene: Scene, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    scene.killed(home, appears(home, STEPS["serving file"]))
    assert names(home) == []
    assert "Chưa có phiên bản" in told(etl("show", "--home", home.root), 1)
    publish(home, *scene.inputs)
    assert contents(current_version(home.datasets).folder) == scene.expected
    assert leftovers(home) == []


def test_a_reader_sees_the_old_version_while_a_run_writes(
    capsys: pytest.CaptureFixture[str], scene: Scene, tmp_path: Path
) -> None:
    """A second run ends at once; reading commands go on; the first run completes."""
    home = copied(scene.home, tmp_path / "home")
    (old,) = names(home)
    starts = appears(home, STEPS["enriching"])
    with start_etl("run", "--json", "--home", home.root, "--input", scene.inputs[1]) as first:
        while not starts():
            assert first.poll() is None
            time.sleep(0.0005)
        first.send_signal(signal.SIGSTOP)
        began = time.monotonic()
        second = etl("run", "--home", home.root, "--input", scene.inputs[0])
        assert time.monotonic() - began < 10
        assert "Một lần chạy khác đang ghi vào" in told(second, AnotherRunIsActive.exit_code)
        assert told(call(capsys, "rollback", old, "--home", home.root), 5)
        assert call(capsys, "check", "--home", home.root).returncode == 0
        assert current_version(home.datasets).name == old
        first.send_signal(signal.SIGCONT)
        out, err = first.communicate(timeout=60)
        assert (first.returncode, err) == (0, "")
    assert '"published": true' in out
    assert len(names(home)) == 2
    assert leftovers(home) == []


def test_the_lock_of_a_killed_process_does_not_block(scene: Scene, tmp_path: Path) -> None:
    home = copied(scene.home, tmp_path / "home")
    (home.root / ".etl.lock").unlink(missing_ok=True)
    assert scene.killed(home, appears(home, ".etl.lock")) == -signal.SIGKILL
    assert home.lock.exists()
    with only_run(home):
        pass


def interrupted(home: Home, scene: Scene, step: str) -> subprocess.CompletedProcess[str]:
    """Presses Ctrl-C, as it were, when a run has come to a step."""
    starts = appears(home, STEPS[step])
    with start_etl("run", "--home", home.root, "--input", scene.inputs[1]) as process:
        while process.poll() is None and not starts():
            time.sleep(0.0005)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess("", process.returncode, out, err)


@pytest.mark.parametrize(
    "step",
    [
        pytest.param("landing, rows read", marks=pytest.mark.slow),
        pytest.param("enriching", marks=pytest.mark.slow),
        "first dataset",
    ],
)
def test_an_interrupted_run_says_so_and_tidies_up(scene: Scene, tmp_path: Path, step: str) -> None:
    home = copied(scene.home, tmp_path / "home")
    before = names(home)
    result = interrupted(home, scene, step)
    assert result.returncode == 130
    assert result.stderr == "Đã dừng; phiên bản hiện tại không đổi.\n"
    assert result.stdout == ""
    assert names(home) == before
    assert leftovers(home) == []


@pytest.mark.slow
def test_an_input_that_grows_after_a_kill(scene: Scene, tmp_path: Path) -> None:
    """What had landed before the kill is not read again, what came since is."""
    home = Home(tmp_path / "home")
    raw = raw_videos(tmp_path / "raw", 1, 2)
    publish(home, raw)
    raw_videos(raw / "more", 3)
    starts = appears(home, STEPS["landed"])
    with start_etl("run", "--home", home.root, "--input", raw) as process:
        while process.poll() is None and not starts():
            time.sleep(0.0005)
        process.kill()
    raw_videos(raw / "even more", 4)
    outcome = publish(home, raw)
    assert (len(outcome.landing.files), len(outcome.landing.unchanged)) == (1, 2)
    assert outcome.current.manifest.rows["videos"] == 4
