"""One alert, and the order of many."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from etl.alerts.kinds import MOST_OF_A_KIND, TRAITS, AlertKind, Severity, severity
from etl.numbers import percent

_SEVERITIES = tuple(Severity)
_KINDS = tuple(AlertKind)


@dataclass(frozen=True)
class Alert:
    """What someone should look at; the fields are columns of the dataset `alerts`.

    Attributes:
        kind: What happened.
        subject: To what: the id, key or name by which the datasets know it.
        name: The same as a reader knows it.
        creator: Whose it is; None where it belongs to no creator.
        size: How much, in the kind's unit.
        value: What was measured.
        baseline: What was to be expected.
        n: Sample behind it; the evidence says of what.
        q_value: Bound on the share of false alerts among those of the kind that are at least as
            sure; None where nothing was tested.
        since: First day that it speaks of.
        until: Last day.
        evidence: A Vietnamese sentence with the numbers.
    """

    kind: AlertKind
    subject: str
    name: str
    creator: str | None
    size: float
    value: float
    baseline: float
    n: int
    q_value: float | None
    since: date
    until: date
    evidence: str

    @property
    def severity(self) -> Severity:
        """How serious it is."""
        return severity(self.kind, self.size)

    @property
    def strength(self) -> float:
        """The size over the size from which on it is serious: comparable between kinds."""
        return self.size / TRAITS[self.kind].levels[2]


def q_words(q_value: float) -> str:
    """Returns how sure the alerts of a kind are, as evidence says it."""
    shown = f"q = {percent(q_value, 1)}" if q_value >= 0.001 else f"q < {percent(0.001, 1)}"
    return f"tỷ lệ báo nhầm ước tính {shown}"


def alert_rows(alerts: Iterable[Alert], known: Collection[tuple[str, str]]) -> list[dict[str, Any]]:
    """Returns the rows of the dataset: the strongest of each kind, ranked over all kinds.

    The serious come first, among them the new ones, among those the strongest.

    Args:
        alerts: In any order.
        known: Kind and subject of the alerts of the previous version.
    """
    by_kind = sorted(alerts, key=lambda one: (one.kind, -one.strength, one.subject))
    kept = [
        one
        for _, of_a_kind in groupby(by_kind, attrgetter("kind"))
        for one in list(of_a_kind)[:MOST_OF_A_KIND]
    ]

    def place(one: Alert) -> tuple[Any, ...]:
        seriousness = -_SEVERITIES.index(one.severity)
        is_known = (one.kind, one.subject) in known
        return seriousness, is_known, -one.strength, _KINDS.index(one.kind), one.subject

    return [
        asdict(one)
        | {
            "severity": one.severity,
            "unit": TRAITS[one.kind].unit,
            "rank": rank,
            "is_new": (one.kind, one.subject) not in known,
        }
        for rank, one in enumerate(sorted(kept, key=place), 1)
    ]
