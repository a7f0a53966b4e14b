"""Homes of the ETL in temporary folders, and the command line as a process of its own."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from raw_shapes import video, write
from rich.console import Console

from etl.cli import main
from etl.home import Home
from etl.progress import shown_steps
from etl.publish.versions import STAGING, list_versions
from etl.run import Outcome, run
from etl.schema import datasets
from etl.transform.engines import EngineName

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-m", "etl")


def publish(
    home: Home, *inputs: Path, strict: bool = False, reference: Path | None = None
) -> Outcome:
    """Runs the ETL in this process."""
    with shown_steps(Console(file=io.StringIO())) as steps:
        return run(home, list(inputs), EngineName.DUCKDB, steps, strict=strict, reference=reference)


def copied(home: Home, to: Path) -> Home:
    """Returns a copy that a test may change."""
    shutil.copytree(home.root, to, symlinks=True)
    return Home(to)


def raw_videos(folder: Path, *numbers: int, **fields: Any) -> Path:
    """Writes a creator's folder with some real-looking videos; returns the input folder."""
    items = [video(number, **fields) for number in numbers]
    write(folder / "quan.an.ngon" / "videos_info.json", items)
    return folder


def etl(
    *words: object,
    stdin: str | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    before: Callable[[], None] | None = None,
    timeout: float = 240,
) -> subprocess.CompletedProcess[str]:
    """Runs `python -m etl …` to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=stdin,
        cwd=cwd,
        env=environment(env),
        preexec_fn=before,
        timeout=timeout,
        check=False,
    )


def call(capsys: pytest.CaptureFixture[str], *words: object) -> subprocess.CompletedProcess[str]:
    """Runs `python -m etl …` in this process, which takes a tenth of the time."""
    capsys.readouterr()
    arguments = list(map(str, words))
    before = sys.argv
    sys.argv = ["etl", *arguments]
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.argv = before
    written = capsys.readouterr()
    return subprocess.CompletedProcess(arguments, code, written.out, written.err)


def start_etl(*words: object, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """Starts `python -m etl …` as the leader of its own group, so that it can be stopped whole."""
    return subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment(env),
        start_new_session=True,
        preexec_fn=_interruptible,
    )


def _interruptible() -> None:
    """Undoes what a shell sets for its background jobs, below which tests may run."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Returns the environment of a child, without what would colour or widen its output."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "TERMINAL_WIDTH"}
    }
    return kept | {"PYTHONPATH": str(ROOT)} | dict(extra or {})


def told(result: subprocess.CompletedProcess[str], code: int) -> str:
    """Returns the one sentence on the error stream of a command that had to fail with a code."""
    assert result.returncode == code, result.stderr or result.stdout
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stderr
    assert result.stderr.startswith("Lỗi: "), result.stderr
    return result.stderr.removeprefix("Lỗi: ").strip()


def answer(result: subprocess.CompletedProcess[str], code: int = 0) -> Any:
    """Returns the JSON on the output stream of a command, which holds nothing else."""
    assert result.returncode == code, result.stderr
    return json.loads(result.stdout)


def contents(version: Path) -> dict[str, pa.Table]:
    """Returns the datasets of a version's folder."""
    return {each.name: pq.read_table(version / f"{each.name}.parquet") for each in datasets()}


def leftovers(home: Home) -> list[str]:
    """Returns what an unfinished run would have left."""
    return sorted(path.name for path in home.root.glob(f"*/{STAGING}*"))


def names(home: Home) -> list[str]:
    """Returns the names of the kept versions, oldest first."""
    return [version.name for version in list_versions(home.datasets)]
