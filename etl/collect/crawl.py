"""Crawls one creator or one hashtag, page by page."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from etl.collect.answers import Page, page_of
from etl.collect.checkpoint import Checkpoint, begin, free_stamp, unfinished
from etl.collect.client import Client
from etl.collect.ending import conclude, how_it_ended, iso, record_of
from etl.collect.listing import StoredPage, distinct, id_of, is_enough, is_short
from etl.collect.outcomes import Gone, Outcome, Refusal, Refused
from etl.collect.records import Crawl, append_crawl
from etl.collect.subject import Subject
from etl.home import Home
from etl.progress import Advance

_ASKED: Final = 30
_FIRST: Final = "0"
_BARREN_PAGES: Final = 5


async def crawl(client: Client, home: Home, subject: Subject, advance: Advance) -> Crawl:
    """Crawls until the list ends, there is enough of it, TikTok refuses, or it is cancelled.

    Args:
        client: Asks TikTok.
        home: Where snapshots and records are written.
        subject: What is crawled.
        advance: Is told how many new posts came.

    Returns:
        The record, which is written. A crawl that was interrupted or blocked keeps its pages for
        the next time.

    Raises:
        CollectorMissing: Where the library or the browser is not installed.
    """
    began = datetime.now(UTC)
    work = _taken_up(home, subject, began)
    resumed = len(work.pages) if work else 0
    try:
        if work is None:
            stamp = free_stamp(subject.folder, began)
            work = begin(subject.folder, await subject.describe(client, stamp))
        if not work.start.is_private:
            await _fetch(client, subject, work, advance)
        return conclude(home, subject, work, *how_it_ended(subject, work), resumed)
    except Gone:
        outcome, reason = Outcome.GONE, ""
    except Refused as refused:
        outcome, reason = Outcome.BLOCKED, str(refused)
    except asyncio.CancelledError:
        outcome, reason = Outcome.INTERRUPTED, ""
    if work is not None:
        record = record_of(subject, work, outcome, reason, resumed)
    else:
        started, ended = iso(began), iso(datetime.now(UTC))
        record = Crawl(
            kind=subject.kind,
            name=subject.name,
            started=started,
            ended=ended,
            outcome=outcome,
            reason=reason,
        )
    append_crawl(home, record)
    return record


def _taken_up(home: Home, subject: Subject, now: datetime) -> Checkpoint | None:
    """Returns the unfinished crawl; one that is too old becomes a snapshot of what it has."""
    work = unfinished(subject.folder)
    if work is None or now - work.started <= subject.resume_within:
        return work
    if work.pages:
        reason = "để dở quá lâu nên đóng lại với những gì đã có"
        conclude(home, subject, work, Outcome.INTERRUPTED, reason, len(work.pages))
    else:
        work.close()
    return None


async def _fetch(client: Client, subject: Subject, work: Checkpoint, advance: Advance) -> None:
    barren = 0
    known = {id_of(item) for item in distinct(work.pages)}
    while not work.has_ended and not is_enough(
        work.pages, subject.limits, newest=subject.is_creator
    ):
        asked = work.pages[-1].cursor if work.pages else _FIRST
        params = {**work.start.params, "count": _ASKED, "cursor": asked}
        page = await client.ask(subject.path, params, _reader(subject, work, asked))
        now = int(time.time())
        items = [_collected(item, now) for item in page.items]
        work.keep(StoredPage(page.cursor, page.has_more, items))
        new = {id_of(item) for item in items} - known
        known |= new
        advance(len(new))
        barren = 0 if new else barren + 1
        if barren == _BARREN_PAGES and page.has_more:
            raise Refused(Refusal.STUCK)


def _reader(subject: Subject, work: Checkpoint, asked: str) -> Callable[[object], Page]:
    """Returns what checks a page against those before it.

    A list that ends clearly before TikTok's own count, and a page of nothing with more behind it,
    are asked for once more before they are believed: under pressure TikTok leaves out videos
    without a word.
    """
    visited = {_FIRST, *(page.cursor for page in work.pages)}
    doubted = False

    def read(answer: object) -> Page:
        nonlocal doubted
        page = page_of(answer, asked)
        if page.has_more:
            if page.cursor in visited:
                raise Refused(Refusal.STUCK)
            if not page.items and not doubted:
                doubted = True
                raise Refused(Refusal.EMPTY_PAGE)
            return page
        got = len(distinct([*work.pages, StoredPage("", False, page.items)]))
        if not got and work.start.expected:
            raise Refused(Refusal.NOTHING_LISTED)
        if subject.is_creator and is_short(got, work.start.expected) and not doubted:
            doubted = True
            raise Refused(Refusal.ENDED_EARLY)
        return page

    return read


def _collected(item: Any, at: int) -> Any:
    return {**item, "collectTime": at} if isinstance(item, dict) else item
