"""Months or weeks of the forms of posts, without gaps."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dash_app.pages import Reader
from dash_app.queries import formats
from dash_app.words import day

_MOST: Final = {"month": 60, "week": 80}
_FREQUENCIES: Final = {"month": "MS", "week": "W-MON"}


def read_periods(reader: Reader) -> pd.DataFrame:
    """Returns the frame of `queries.formats.mix_by_period`: all periods that have posts."""
    return reader.frame(formats.mix_by_period, period=reader.view.choice("step"))


def shown_periods(reader: Reader) -> pd.DataFrame:
    """Returns the newest periods without gaps, with `name`; where nothing was posted all is 0."""
    return reader.kept(_read)


def without_gaps(frame: pd.DataFrame, step: str) -> pd.DataFrame:
    """Adds the periods that have no row, and a column `name`; see `shown_periods`.

    Args:
        frame: Of `queries.formats.mix_by_period`.
        step: `month` or `week`.
    """
    if frame.empty:
        return frame.assign(name=pd.Series(dtype="str"))
    starts = pd.to_datetime(frame["period"])
    every = pd.date_range(starts.min(), starts.max(), freq=_FREQUENCIES[step], unit="us")
    full = frame.assign(period=starts).set_index("period").reindex(every[-_MOST[step] :])
    counts = [name for name in frame.columns if name not in {"period", "p25", "p50", "p75"}]
    full[counts] = full[counts].fillna(0).astype("int64")
    full = full.rename_axis("period").reset_index()
    return full.assign(name=[_name(each, step) for each in full["period"]])


def _read(reader: Reader) -> pd.DataFrame:
    return without_gaps(read_periods(reader), reader.view.choice("step"))


def step_words(reader: Reader) -> str:
    """Returns what a period is, inside a sentence."""
    return "tháng" if reader.view.choice("step") == "month" else "tuần"


def newest_words(reader: Reader, frame: pd.DataFrame) -> str:
    """Returns what a title adds where only the newest periods are shown."""
    step = reader.view.choice("step")
    return f", {_MOST[step]} {step_words(reader)} gần nhất" if len(frame) == _MOST[step] else ""


def _name(start: pd.Timestamp, step: str) -> str:
    return f"{start.month:02}/{start.year}" if step == "month" else day(start)
