"""The median of a line that has its quartiles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dash_app.metrics import Metric
from dash_app.statistics import Interval, median_interval_from_quartiles


def median_of(row: Mapping[Any, Any] | pd.Series, metric: Metric) -> Interval:
    """Returns the median of p25, p50, p75 and n; without bounds where it rests on too little."""
    if pd.isna(row["p50"]):
        return Interval(None, None, None, int(row["n"]), False)
    found = median_interval_from_quartiles(
        float(row["p25"]),
        float(row["p50"]),
        float(row["p75"]),
        int(row["n"]),
        log=not metric.is_rate,
    )
    return found if found.enough else Interval(found.estimate, None, None, found.n, False)
