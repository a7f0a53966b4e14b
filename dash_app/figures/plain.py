"""Columns as plain lists: what is missing becomes None, which JSON has and NaN is not."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd


def plain(column: Any) -> list[Any]:
    """Returns a column as a list of numbers, texts and None; days as ISO text."""
    series = pd.Series(column)
    missing = series.isna().to_numpy()
    if series.dtype.kind == "M":
        values: list[Any] = series.dt.strftime("%Y-%m-%d").tolist()
    elif series.dtype.kind == "f":
        missing = missing | ~np.isfinite(series.to_numpy())
        values = series.tolist()
    else:
        values = [
            value.isoformat() if isinstance(value, date | datetime) else value
            for value in series.tolist()
        ]
    if missing.any():
        return [None if gone else value for gone, value in zip(missing, values, strict=True)]
    return values
