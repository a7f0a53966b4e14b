"""How a crawl ended, the files that it leaves, and its record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from etl.collect.checkpoint import Checkpoint
from etl.collect.listing import distinct, id_of, is_short, posted_at, within
from etl.collect.outcomes import Outcome
from etl.collect.records import Crawl, append_crawl, read_crawls
from etl.collect.subject import Subject
from etl.home import Home
from etl.numbers import whole


def how_it_ended(subject: Subject, work: Checkpoint) -> tuple[Outcome, str]:
    """Returns the outcome of a crawl that TikTok did not refuse, and what there is to say of it."""
    if work.start.is_private:
        return Outcome.PRIVATE, ""
    everything = distinct(work.pages)
    if not work.has_ended or len(_wanted(subject, work)) < len(everything):
        return Outcome.LIMITED, ""
    if not everything:
        return Outcome.EMPTY, ""
    expected = work.start.expected
    if expected is not None and is_short(len(everything), expected):
        return Outcome.SHORT, (
            f"TikTok ghi {whole(expected)} video nhưng chỉ đưa ra {whole(len(everything))}"
        )
    return Outcome.COMPLETE, ""


def conclude(
    home: Home, subject: Subject, work: Checkpoint, outcome: Outcome, reason: str, resumed: int = 0
) -> Crawl:
    """Puts the snapshot in its place, writes the record, and removes the pages, in this order.

    A crash in between is made good by doing it again; the record is not written twice.
    """
    work.finish(_files(subject, work))
    name = work.snapshot.relative_to(home.root).as_posix()
    known = next((one for one in read_crawls(home) if one.snapshot == name), None)
    record = known or record_of(subject, work, outcome, reason, resumed, snapshot=name)
    if known is None:
        append_crawl(home, record)
    work.close()
    return record


def record_of(
    subject: Subject,
    work: Checkpoint,
    outcome: Outcome,
    reason: str,
    resumed: int,
    snapshot: str | None = None,
) -> Crawl:
    """Returns the record of a crawl that has begun."""
    items = _wanted(subject, work)
    times = [time for item in items if (time := posted_at(item))]
    numbered = sum(bool(id_of(item)) for item in items)
    return Crawl(
        kind=subject.kind,
        name=subject.name,
        started=iso(work.started),
        ended=iso(datetime.now(UTC)),
        outcome=outcome,
        reason=reason,
        pages=len(work.pages),
        resumed_pages=resumed,
        videos=numbered,
        unusable=len(items) - numbered,
        expected=work.start.expected,
        newest=max(times, default=None),
        oldest=min(times, default=None),
        snapshot=snapshot,
    )


def iso(moment: datetime) -> str:
    """Returns a moment as records write it."""
    return moment.isoformat(timespec="seconds")


def _wanted(subject: Subject, work: Checkpoint) -> list[object]:
    return within(distinct(work.pages), subject.limits, newest=subject.is_creator)


def _files(subject: Subject, work: Checkpoint) -> Mapping[str, object]:
    files: dict[str, object] = {}
    if work.start.profile is not None:
        files["user_info.json"] = work.start.profile
    if not work.start.is_private:
        files["videos_info.json"] = _wanted(subject, work)
    return files
