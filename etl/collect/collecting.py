"""One run over many creators or hashtags: one browser, one writer, and an orderly end."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from filelock import FileLock, Timeout

from etl.collect.client import opened_client
from etl.collect.crawl import crawl
from etl.collect.outcomes import Outcome
from etl.collect.records import Crawl
from etl.collect.settings import CollectSettings
from etl.collect.subject import Subject
from etl.errors import AnotherRunIsActive
from etl.home import Home
from etl.progress import Steps

_LOCK = ".lock"


@dataclass(frozen=True)
class Collected:
    """What a run did.

    Attributes:
        crawls: One record for each that was tried, in their order.
        untried: The names of the others: the run was stopped, or TikTok refused too often.
        interrupted: Whether it was stopped.
    """

    crawls: tuple[Crawl, ...]
    untried: tuple[str, ...] = ()
    interrupted: bool = False


def collect(
    home: Home,
    settings: CollectSettings,
    subjects: Sequence[Subject],
    steps: Steps,
    on_crawl: Callable[[Crawl], None],
) -> Collected:
    """Crawls one after the other; SIGINT and SIGTERM end it after what is on the disk.

    Args:
        home: Where snapshots and records are written.
        settings: How TikTok is reached.
        subjects: What is crawled.
        steps: Shows how far it is.
        on_crawl: Is told each record.

    Raises:
        AnotherRunIsActive: Where another process collects into the same home.
        CollectorMissing: Where the library or the browser is not installed.
    """
    with only_collector(home):
        return asyncio.run(_collect(home, settings, subjects, steps, on_crawl))


@contextmanager
def only_collector(home: Home) -> Iterator[None]:
    """Holds the home for one collector; `etl run` may read meanwhile.

    Raises:
        AnotherRunIsActive: Where another process holds it; the lock of a killed one is free.
    """
    home.collect.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home.collect / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise AnotherRunIsActive(
            f"Một lần thu thập khác đang ghi vào {home.root}. Đợi nó xong rồi chạy lại, "
            "hoặc dùng --home khác."
        ) from error
    try:
        yield
    finally:
        lock.release()


async def _collect(
    home: Home,
    settings: CollectSettings,
    subjects: Sequence[Subject],
    steps: Steps,
    on_crawl: Callable[[Crawl], None],
) -> Collected:
    _end_on_signals()
    crawls: list[Crawl] = []
    blocked, interrupted = 0, False
    advance = steps.start("Thu thập từ TikTok", len(subjects))
    try:
        async with opened_client(settings) as client:
            for subject in subjects:
                with steps.during(f"Video của {subject.shown}") as advance_videos:
                    record = await crawl(client, home, subject, advance_videos)
                crawls.append(record)
                on_crawl(record)
                advance(1)
                blocked = blocked + 1 if record.outcome is Outcome.BLOCKED else 0
                interrupted = record.outcome is Outcome.INTERRUPTED
                if interrupted or 0 < settings.blocked_in_a_row == blocked:
                    break
    except asyncio.CancelledError:  # while the browser was closed
        interrupted = True
    untried = tuple(subject.name for subject in subjects[len(crawls) :])
    return Collected(tuple(crawls), untried, interrupted)


def _end_on_signals() -> None:
    """Lets both signals cancel the crawl, where it can be: signals go to the main thread."""
    task = asyncio.current_task()
    if task is None or threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
