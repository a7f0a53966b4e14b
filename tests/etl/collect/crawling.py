"""Runs the collector against the local TikTok, in a thread of its own, and reads what it left."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from servers.tiktok import TikTok

from etl.collect.collecting import Collected, collect
from etl.collect.listing import Limits
from etl.collect.records import Crawl
from etl.collect.settings import CollectSettings
from etl.collect.subject import Subject
from etl.collect.users import creator
from etl.home import Home
from etl.progress import shown_steps

Json = dict[str, Any]
T = TypeVar("T")


def collected(
    home: Home, server: TikTok, subjects: Iterable[Subject], env: Mapping[str, str] | None = None
) -> Collected:
    """Collects in this process; a browser of another test may keep the main thread's loop."""
    settings = CollectSettings.from_env(server.env(**(env or {})))

    def run() -> Collected:
        with shown_steps(Console(file=io.StringIO())) as steps:
            return collect(home, settings, list(subjects), steps, lambda crawl: None)

    return apart(run)


def apart(work: Callable[[], T]) -> T:
    """Returns what some work returns that runs an event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def creators(
    home: Home, handles: Iterable[str], limits: Limits | None = None, hours: float = 24.0
) -> list[Subject]:
    """Returns creators to be crawled."""
    return [creator(home, handle, limits or Limits(), hours) for handle in handles]


def landed(home: Home, crawl: Crawl, name: str = "videos_info.json") -> Any:
    """Returns a file of the snapshot of a crawl."""
    assert crawl.snapshot is not None, crawl
    return json.loads((home.root / crawl.snapshot / name).read_bytes())


def as_served(items: Iterable[Json]) -> list[Json]:
    """Returns landed items without what the collector adds, which each must have."""
    plain = []
    for item in items:
        assert item["collectTime"] > 1_700_000_000
        plain.append({name: value for name, value in item.items() if name != "collectTime"})
    return plain


def snapshots(home: Home, handle: str) -> list[Path]:
    """Returns the finished snapshots of a creator, oldest first."""
    return sorted(path for path in (home.raw / handle).glob("[0-9]*") if path.is_dir())
