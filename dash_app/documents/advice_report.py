"""What a report of advice for a channel says, apart from how a file lays it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class AdviceItem:
    """One recommendation; all parts are written out.

    Attributes:
        topic: What it is about.
        action: What to do.
        reason: The numbers behind it.
        sure: Whether they are enough to conclude from.
    """

    topic: str
    action: str
    reason: str
    sure: bool


@dataclass(frozen=True)
class AdviceReport:
    """The report.

    Attributes:
        title: With whom it is for.
        facts: Pairs of name and value: videos, usual level, period.
        items: Sure ones first.
        nothing: Why there are none; empty where there are some.
        week_titles: Names of the parts of a week, the week's own name first.
        weeks: The parts of each week of the plan.
        looked_titles: Names of the columns of what was looked at.
        looked: Its lines.
        method: How it was made, a sentence each.
        synthetic: Whether the data are made up.
        made_on: In Viet Nam.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    items: tuple[AdviceItem, ...]
    nothing: str
    week_titles: tuple[str, ...]
    weeks: tuple[tuple[str, ...], ...]
    looked_titles: tuple[str, ...]
    looked: tuple[tuple[str, ...], ...]
    method: tuple[str, ...]
    synthetic: bool
    made_on: date
