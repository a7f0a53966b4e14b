"""Which week is the newest one that is known whole: the same one that alerts speak of."""

from __future__ import annotations

from datetime import date

from dash_app.filters import Filters
from dash_app.queries import looks
from dash_app.store import Snapshot
from etl.alerts.period import Period, newest_full_week, week_end


def newest_week(snapshot: Snapshot) -> date | None:
    """Returns the Monday of the newest week after whose end most creators were collected."""
    return snapshot.kept(_read)


def _read(snapshot: Snapshot) -> date | None:
    newest = snapshot.frame(looks.newest_look, Filters())["looked_at"].dropna()
    if newest.empty:
        return None
    period = Period(int(newest.iloc[0]))
    ends = {week_end(week): week for week in period.full_weeks}
    texts = {"ends": " ".join(map(str, ends)), "lately": str(period.lately)}
    found = snapshot.frame(looks.looked_at_after, Filters(), texts).set_index("end")
    after = [int(found["after"][end]) for end in ends]
    return newest_full_week(period.full_weeks, int(found["active"].max()), after)
