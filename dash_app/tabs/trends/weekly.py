"""Weeks without gaps, with what is drawn beside them."""

from __future__ import annotations

import pandas as pd

from dash_app.findings.extremes import mark_extremes
from dash_app.holidays import Holiday, seasons_between
from dash_app.pages import Reader
from dash_app.queries import weeks

AVERAGED = 4
"""Weeks of the moving average."""


def read_weeks(reader: Reader) -> pd.DataFrame:
    """Returns one row a week from the first to the last: week_start, n, value.

    A week in which nothing was posted has n 0 and no value.
    """
    view = reader.view
    frame = reader.frame(weeks.metric_by_week, metric=view.metric.key, aggregate=view.aggregate.key)
    return fill_weeks(frame)


def fill_weeks(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds the weeks between the first and the last that have no row."""
    if frame.empty:
        return frame
    all_weeks = pd.date_range(frame["week_start"].min(), frame["week_start"].max(), freq="7D")
    full = frame.set_index("week_start").reindex(all_weeks).rename_axis("week_start").reset_index()
    return full.assign(n=full["n"].fillna(0).astype("int64"))


def with_context(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Adds the average of four weeks and the trend of a measure, with its peaks and troughs."""
    average = frame[column].rolling(AVERAGED, min_periods=AVERAGED).mean()
    return mark_extremes(frame.assign(average=average), column)


def holidays_of(frame: pd.DataFrame) -> tuple[Holiday, ...]:
    """Returns the seasons that the weeks touch."""
    if frame.empty:
        return ()
    last = frame["week_start"].iloc[-1] + pd.Timedelta(days=6)
    return seasons_between(frame["week_start"].iloc[0].date(), last.date())


def by_year(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds the ISO year and week: 28/12/2020 to 3/1/2021 is week 53 of 2020."""
    calendar = frame["week_start"].dt.isocalendar()
    return frame.assign(
        year=calendar["year"].astype("int64"), week=calendar["week"].astype("int64")
    )
