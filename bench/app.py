"""How fast the dashboard answers: on the server, in a browser, and under fifty clients.

`python -m bench app [--videos 71000 10000000] [--creators N] [--folder DIR]` makes synthetic
versions (or finds them again in DIR), serves each with the project's own gunicorn configuration on
loopback, and prints each figure with its ratio to the target. A target missed is said, never a
failure.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from bench._app_browser import BrowserFigures, measure_browser
from bench._app_data import make_home
from bench._app_load import Load, Timing, measure_load, measure_pages

_MEGABYTE = 1e6
_CREATORS = {71_000: 264, 10_000_000: 5_000}


@dataclass(frozen=True)
class Target:
    """What a figure should reach on two cores: at most `value`."""

    name: str
    value: float
    unit: str


_TARGETS = {
    71_000: (
        Target("uncached_p50", 60, "ms"),
        Target("cached_p50", 10, "ms"),
        Target("redrawn_p50", 300, "ms"),
        Target("first_load", 900, "KB"),
        Target("unshared_worker", 250, "MB"),
        Target("errors", 0, ""),
    ),
    10_000_000: (Target("uncached_p50", 600, "ms"),),
}


@dataclass(frozen=True)
class Result:
    """What was measured over one number of videos.

    Attributes:
        videos: In the data.
        creators: In the data.
        cores: Of this machine.
        pages: Server time of a filter change, ms, by page.
        overall: The same over all pages.
        browser: What a person waits for; None without a browser.
        unshared_worker: Memory that the largest worker has for itself, MB.
        load: Fifty clients at once.
    """

    videos: int
    creators: int
    cores: int
    pages: dict[str, Timing]
    overall: Timing
    browser: BrowserFigures | None
    unshared_worker: float
    load: Load


def main(argv: list[str]) -> int:
    """Measures, prints tables, writes `bench/out/app.json`."""
    parser = argparse.ArgumentParser(prog="python -m bench app")
    parser.add_argument("--videos", type=int, nargs="+", default=[71_000, 10_000_000])
    parser.add_argument("--creators", type=int, help="instead of as many as usual for the videos")
    parser.add_argument("--folder", type=Path, help="keeps the data there for the next time")
    options = parser.parse_args(argv)
    folder = options.folder or Path(tempfile.mkdtemp(prefix="bench-app-"))
    results = []
    try:
        for videos in options.videos:
            usual = _CREATORS.get(videos, max(10, videos // 300))
            result = measure(folder, videos, options.creators or usual)
            _print(result)
            results.append(asdict(result))
    finally:
        if options.folder is None:
            shutil.rmtree(folder)
    out = Path(__file__).parent / "out"
    out.mkdir(exist_ok=True)
    (out / "app.json").write_text(json.dumps(results, indent=2), encoding="utf-8")
    return 0


def measure(folder: Path, videos: int, creators: int) -> Result:
    """Makes the data where they are not there yet, serves them and measures everything."""
    home = folder / f"videos-{videos}-creators-{creators}"
    if not (home / "datasets" / "current").exists():
        make_home(home, videos, creators, seed=7)
    with (
        tempfile.TemporaryDirectory(prefix="bench-app-cache-") as cache,
        _served(home, Path(cache)) as (url, process),
    ):
        pages, overall = measure_pages(url)
        browser = measure_browser(url)
        load = measure_load(url)
        unshared = max(_unshared(worker) for worker in process.children())
    return Result(videos, creators, os.cpu_count() or 1, pages, overall, browser, unshared, load)


def _unshared(process: psutil.Process) -> float:
    return float(process.memory_full_info().uss) / _MEGABYTE


@contextlib.contextmanager
def _served(home: Path, cache: Path) -> Iterator[tuple[str, psutil.Process]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {
        "DATA_HOME": str(home),
        "CACHE_DIR": str(cache),
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    with (cache / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "dash_app.wsgi:server"],
            env=env,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, process)
        yield url, psutil.Process(process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/readyz", timeout=30):
            return
        time.sleep(0.1)
    raise RuntimeError(f"no answer from {url}")


def _print(result: Result) -> None:
    print(f"{result.videos} videos, {result.creators} creators, {result.cores} cores")
    print(f"{'page':28s} {'uncached p50':>13s} {'p95':>8s} {'cached p50':>11s} {'p95':>8s}  (ms)")
    for name, timing in (*result.pages.items(), ("all pages", result.overall)):
        print(
            f"{name:28s} {timing.uncached_p50:13.1f} {timing.uncached_p95:8.1f} "
            f"{timing.cached_p50:11.1f} {timing.cached_p95:8.1f}"
        )
    if result.browser is None:
        print("no chromium here: nothing measured in a browser")
    else:
        for name, value in asdict(result.browser).items():
            print(f"{name:28s} {value:13.1f}")
    print(f"{'unshared_worker':28s} {result.unshared_worker:13.1f} MB")
    print(
        f"{result.load.clients} clients: {result.load.per_second:.0f} requests/s, "
        f"p95 {result.load.p95:.0f} ms, {result.load.errors} errors of {result.load.requests}"
    )
    measured = {
        **asdict(result.overall),
        **(asdict(result.browser) if result.browser else {}),
        "unshared_worker": result.unshared_worker,
        "errors": float(result.load.errors),
    }
    for target in _TARGETS.get(result.videos, ()):
        if target.name in measured:
            value = measured[target.name]
            ratio = f"{value / target.value:.2f} of the target" if target.value else "target 0"
            print(f"  {target.name:20s} {value:9.1f} {target.unit:3s} {ratio}")
