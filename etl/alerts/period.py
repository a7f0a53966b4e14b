"""Which days alerts speak of: counted back from the newest collection, never from today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from etl.alerts.kinds import LATELY, WEEKS_BEFORE
from etl.inputs.local_time import ZONE

DAY = 86_400
"""In seconds."""

_ENDS = LATELY // 7 + 1


@dataclass(frozen=True)
class Period:
    """The time of the data.

    Attributes:
        collected_at: Instant of the newest collection, seconds since 1970.
    """

    collected_at: int

    @property
    def today(self) -> date:
        """The Vietnamese day of the newest collection."""
        return local_day(self.collected_at)

    @property
    def lately(self) -> int:
        """What happened before this instant is not news."""
        return self.collected_at - LATELY * DAY

    @property
    def full_weeks(self) -> tuple[date, ...]:
        """The Mondays of the ISO weeks that may be the newest full one, the newest first."""
        this_week = self.today - timedelta(days=self.today.weekday())
        return tuple(this_week - timedelta(days=7 * n) for n in range(1, _ENDS + 1))


def newest_full_week(weeks: Sequence[date], active: int, looked_at_after: Sequence[int]) -> date:
    """Returns the newest week after whose end at least half of the active creators were looked at.

    Where only a few are collected each day, the newest week alone would be the week of these few.

    Args:
        weeks: The Mondays of full weeks, the newest first.
        active: Creators who were looked at lately.
        looked_at_after: How many of them after the end of each week.
    """
    covered = (week for week, n in zip(weeks, looked_at_after, strict=True) if 2 * n >= active)
    return next(covered, weeks[-1])


def weeks_before(week: date) -> date:
    """Returns the Monday of the first of the weeks that a week is compared with."""
    return week - timedelta(days=7 * WEEKS_BEFORE)


def week_end(week: date) -> int:
    """Returns the instant at which a Vietnamese week ends."""
    following = week + timedelta(days=7)
    start = datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(ZONE))
    return int(start.timestamp())


def local_day(instant: int) -> date:
    """Returns the Vietnamese day of an instant in seconds since 1970."""
    return datetime.fromtimestamp(instant, UTC).astimezone(ZoneInfo(ZONE)).date()
