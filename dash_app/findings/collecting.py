"""How well creators are followed: from the records of crawls and from the published data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from dash_app.findings.finding import Finding
from dash_app.findings.freshness import STALE_DAYS, age_words
from dash_app.words import ZONE, local_day, whole
from etl.collect.outcomes import OUTCOMES, Outcome
from etl.collect.records import Kind
from etl.collect.status import Known

_MOST_NAMED = 3


@dataclass(frozen=True)
class Followed:
    """A creator that was crawled, or is in the published data.

    Attributes:
        creator: The handle.
        succeeded: The day something last came of them, Vietnamese time; None where nothing has.
        known: What the records say; None where there are none.
        videos: In the published data.
        newest: The day of their newest published video.
    """

    creator: str
    succeeded: date | None
    known: Known | None
    videos: int
    newest: date | None

    @property
    def outcome(self) -> Outcome | None:
        """How the last crawl ended; None where there is no record of one."""
        return self.known.last.outcome if self.known and self.known.last else None

    @property
    def reason(self) -> str:
        """Why it ended so, in Vietnamese."""
        return self.known.last.reason if self.known and self.known.last else ""

    @property
    def failed(self) -> bool:
        """Whether somebody should look at the last crawl."""
        return bool(self.known and self.known.last and self.known.last.failed)


def followed_creators(known: Sequence[Known], published: pd.DataFrame) -> list[Followed]:
    """Returns all creators: failed ones first, then from the oldest success to the newest.

    A creator without a success on record was last collected when the published data say so: files
    may come from another collector.

    Args:
        known: From the records.
        published: Of `creator_collections`.
    """
    records = {one.name: one for one in known if one.kind is Kind.USER}
    rows = {str(row["creator"]): row for row in published.to_dict("records")}
    found = []
    for creator in sorted({*records, *rows}):
        record, row = records.get(creator), rows.get(creator)
        success = record.success if record else None
        days = [local_day(success.ended)] if success else []
        if row is not None:
            days.append(_local(row["collected_at"]))
        found.append(
            Followed(
                creator,
                max((day for day in days if day), default=None),
                record,
                int(row["videos"]) if row is not None else 0,
                _day(row["last_posted_date"]) if row is not None else None,
            )
        )
    return sorted(found, key=lambda one: (not one.failed, one.succeeded or date.min, one.creator))


def collecting_findings(followed: Sequence[Followed], today: date) -> tuple[Finding, ...]:
    """Says what to do next: who failed and why, and who is too old to speak of today."""
    findings = []
    failed = [one for one in followed if one.failed]
    if failed:
        reasons = Counter(one.outcome for one in failed if one.outcome)
        listed = ", ".join(f"{OUTCOMES[why]} {whole(n)}" for why, n in reasons.most_common())
        findings.append(
            Finding(
                f"Lần gần nhất hỏng ở {whole(len(failed))} TikToker: {listed}. {_named(failed)}",
                "few",
            )
        )
    stale = [one for one in followed if one.succeeded and (today - one.succeeded).days > STALE_DAYS]
    if stale:
        oldest = min(one.succeeded for one in stale if one.succeeded)
        findings.append(
            Finding(
                f"{whole(len(stale))} trong {whole(len(followed))} TikToker chưa được thu thập "
                f"trong {STALE_DAYS} ngày qua, lâu nhất là {age_words(oldest, today)}.",
                "few",
            )
        )
    elif followed and not failed:
        findings.append(
            Finding(f"Cả {whole(len(followed))} TikToker đều mới trong {STALE_DAYS} ngày qua.")
        )
    return tuple(findings)


def _named(failed: Sequence[Followed]) -> str:
    names = ", ".join(f"@{one.creator}" for one in failed[:_MOST_NAMED])
    more = len(failed) - _MOST_NAMED
    return f"Xem {names}{f' và {whole(more)} tài khoản khác' if more > 0 else ''} ở bảng trên."


def _local(instant: datetime | None) -> date | None:
    return None if instant is None or pd.isna(instant) else instant.astimezone(ZONE).date()


def _day(value: object) -> date | None:
    stamp = pd.to_datetime(str(value), errors="coerce")
    return None if pd.isna(stamp) else stamp.date()
