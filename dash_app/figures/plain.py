"""Columns as plain lists: what is missing becomes None, which JSON has and NaN is not."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd


def plain(column: Any) -> list[Any]:
    """Returns a column as a list of numbers, texts and None; days as ISO text."""
    array = column.to_numpy() if isinstance(column, pd.Series) else np.asarray(column)
    if array.dtype.kind in "iub":
        return list(array.tolist())
    if array.dtype.kind == "f":
        known = np.isfinite(array)
        values: list[Any] = array.tolist()
        if known.all():
            return values
        return [value if here else None for here, value in zip(known, values, strict=True)]
    if array.dtype.kind == "M":
        return [None if text == "NaT" else text for text in np.datetime_as_string(array, unit="D")]
    return [_plain_value(value) for value in array.tolist()]


def _plain_value(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return None if pd.isna(value) else value.isoformat()
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value
