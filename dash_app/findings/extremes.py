"""Which weeks stand out from the line through all of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dash_app.statistics import MIN_PERIODS, trend_line

_FAR = 1.5
_NEIGHBOURS = 2
_MOST = 5


def mark_extremes(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Adds `fitted`, `low`, `high` of the trend and `extreme`: 1 a peak, −1 a trough, 0 neither.

    A peak is the highest of the weeks from two before to two after it, and lies more than 1.5
    robust standard deviations (1.4826 × the median deviation) above the line; a trough likewise
    below it. At most five of each are marked, those farthest away. The first and the last week may
    be cut off: they take no part in the line and are never marked.

    Args:
        frame: One row a week without gaps.
        column: The measure.
    """
    values = frame[column].to_numpy("float64", na_value=np.nan, copy=True)
    if values.size > _NEIGHBOURS:
        values[[0, -1]] = np.nan
    line = trend_line(values)
    away = values - line.fitted
    marks = np.zeros(values.size, dtype="int64")
    if np.isfinite(away).sum() >= MIN_PERIODS:
        spread = 1.4826 * np.nanmedian(np.abs(away - np.nanmedian(away)))
        for sign in (1, -1):
            marks += sign * _marked(sign * values, sign * away, spread)
    return frame.assign(fitted=line.fitted, low=line.low, high=line.high, extreme=marks)


def _marked(values: np.ndarray, away: np.ndarray, spread: float) -> np.ndarray:
    weeks = pd.Series(values)
    chosen = away > _FAR * spread
    for steps in (*range(-_NEIGHBOURS, 0), *range(1, _NEIGHBOURS + 1)):
        chosen &= ~(weeks.shift(steps) >= weeks).to_numpy()  # equal weeks are a plateau
    places = np.flatnonzero(chosen)
    farthest = places[np.argsort(-away[places], kind="stable")][:_MOST]
    marks = np.zeros(values.size, dtype="int64")
    marks[farthest] = 1
    return marks
