"""How fast raw files land and datasets are published, and what it costs in memory.

`python -m bench etl [--videos 71000] [--folder DIR]` makes a synthetic folder of full-size raw
files, then prints the rate of landing, its ratio to `pandas.json_normalize` over the same files in
the same run, and the time and peak memory from raw files to a published version.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import psutil

from etl.home import Home
from etl.inputs.files import InputFile, find_input_files
from etl.lake.landing import land
from etl.sample import SampleSpec, write_sample

_MEGABYTE = 1e6


@dataclass(frozen=True)
class Result:
    """What was measured.

    Attributes:
        cores: Of this machine.
        videos: In the synthetic folder.
        megabytes: Raw JSON in it (creator folders alone).
        land_rate: Raw JSON landed, MB/s.
        json_normalize_rate: The rate of `pandas.json_normalize` over the same files, MB/s.
        ratio: Of the two.
        run_seconds: From raw files to a published version, in a process of its own.
        run_steps: The same, by step.
        peak_megabytes: Most memory that the run and its workers had resident together.
    """

    cores: int
    videos: int
    megabytes: float
    land_rate: float
    json_normalize_rate: float
    ratio: float
    run_seconds: float
    run_steps: dict[str, float]
    peak_megabytes: float


def main(argv: list[str]) -> int:
    """Measures, prints a table, writes `bench/out/etl.json`."""
    parser = argparse.ArgumentParser(prog="python -m bench etl")
    parser.add_argument("--videos", type=int, default=71_000)
    parser.add_argument("--creators", type=int, default=264)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder by default")
    options = parser.parse_args(argv)
    work = Path(tempfile.mkdtemp(prefix="bench-etl-", dir=options.folder))
    try:
        result = measure(work, options.creators, options.videos)
    finally:
        shutil.rmtree(work)
    _print(result)
    out = Path(__file__).parent / "out"
    out.mkdir(exist_ok=True)
    (out / "etl.json").write_text(json.dumps(asdict(result), indent=2), encoding="utf-8")
    return 0


def measure(work: Path, creators: int, videos: int) -> Result:
    """Makes the folder and measures everything over it."""
    source = work / "in"
    spec = SampleSpec(creators=creators, videos=videos, until=date(2025, 3, 20), full_size=True)
    write_sample(source, spec)
    raw = [file for file in find_input_files([source], lambda _: False) if _is_raw(file)]
    size = sum(file.size for file in raw) / _MEGABYTE
    land_seconds = _land_seconds(work / "land", raw, source)
    normalize_rate = size / _in_other_process(raw)
    steps, seconds, peak = _run(work / "home", source)
    return Result(
        cores=os.cpu_count() or 1,
        videos=videos,
        megabytes=size,
        land_rate=size / land_seconds,
        json_normalize_rate=normalize_rate,
        ratio=size / land_seconds / normalize_rate,
        run_seconds=seconds,
        run_steps=steps,
        peak_megabytes=peak,
    )


def _is_raw(file: InputFile) -> bool:
    return file.path.name in {"videos_info.json", "user_info.json"}


def _land_seconds(root: Path, files: list[InputFile], source: Path) -> float:
    started = time.perf_counter()
    land(Home(root), files, [source], "20250101T000000Z-bench")
    seconds = time.perf_counter() - started
    shutil.rmtree(root)
    return seconds


def _in_other_process(files: list[InputFile]) -> float:
    """Returns the seconds that `json_normalize` takes, in a fresh process as ours has workers."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_normalize_seconds, ([file.path for file in files],))


def _normalize_seconds(paths: list[Path]) -> float:
    started = time.perf_counter()
    for path in paths:
        with path.open(encoding="utf-8") as stream:
            pd.json_normalize(json.load(stream))
    return time.perf_counter() - started


def _run(home: Path, source: Path) -> tuple[dict[str, float], float, float]:
    command = [sys.executable, "-m", "etl", "run", "--home", str(home), "--input", str(source)]
    started = time.perf_counter()
    process = subprocess.Popen([*command, "--json"], stdout=subprocess.PIPE, text=True)
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process.pid, peak))
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    watcher.join()
    if process.returncode:
        raise RuntimeError(f"etl run ended with {process.returncode}")
    return json.loads(output)["seconds"], seconds, peak[0]


def _watch(pid: int, peak: list[float]) -> None:
    """Samples the memory of a process and its workers until it ends."""
    try:
        parent = psutil.Process(pid)
        while parent.is_running() and parent.status() != psutil.STATUS_ZOMBIE:
            peak[0] = max(peak[0], _resident([parent, *parent.children(recursive=True)]))
            time.sleep(0.05)
    except psutil.NoSuchProcess:
        return


def _resident(processes: list[psutil.Process]) -> float:
    total = 0
    for process in processes:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / _MEGABYTE


def _print(result: Result) -> None:
    steps = ", ".join(f"{name} {seconds:.1f}" for name, seconds in result.run_steps.items())
    print(f"{result.videos} videos, {result.megabytes:.0f} MB of raw JSON, {result.cores} cores")
    print(f"landed                  {result.land_rate:8.0f} MB/s")
    print(f"pandas.json_normalize   {result.json_normalize_rate:8.0f} MB/s")
    print(f"ratio                   {result.ratio:8.1f} x")
    print(f"raw to published        {result.run_seconds:8.1f} s ({steps})")
    print(f"peak memory             {result.peak_megabytes:8.0f} MB, all processes together")
