"""Tests, intervals and coefficients on small frames and arrays.

Pure functions that return frozen dataclasses of plain numbers; None stands for what cannot be
computed. Data that are empty, constant or full of gaps never raise: the result says `enough=False`,
which means that a number may be shown but no conclusion drawn. Intervals are of 95 %.

scipy is imported inside the functions, because it is slow to load and most pages need none of it.
"""

from __future__ import annotations

from dash_app.statistics.correlation import Correlation, pearson, spearman
from dash_app.statistics.groups import (
    MIN_GROUP,
    GroupDifference,
    kruskal_by_group,
    kruskal_from_ranks,
)
from dash_app.statistics.intervals import (
    Interval,
    mean_interval,
    median_interval,
    median_interval_from_quartiles,
    share_interval,
)
from dash_app.statistics.multiple import holm
from dash_app.statistics.risk import MIN_HITS, RiskRatio, risk_ratio
from dash_app.statistics.sample import MIN_SAMPLE
from dash_app.statistics.together import MIN_TOGETHER, Lift, lift
from dash_app.statistics.trend import MIN_PERIODS, Trend, linear_trend
from dash_app.statistics.within_creator import (
    MIN_CREATORS,
    BinEffect,
    Scale,
    Slope,
    within_creator_effect,
    within_creator_slope,
)

__all__ = [
    "MIN_CREATORS",
    "MIN_GROUP",
    "MIN_HITS",
    "MIN_PERIODS",
    "MIN_SAMPLE",
    "MIN_TOGETHER",
    "BinEffect",
    "Correlation",
    "GroupDifference",
    "Interval",
    "Lift",
    "RiskRatio",
    "Scale",
    "Slope",
    "Trend",
    "holm",
    "kruskal_by_group",
    "kruskal_from_ranks",
    "lift",
    "linear_trend",
    "mean_interval",
    "median_interval",
    "median_interval_from_quartiles",
    "pearson",
    "risk_ratio",
    "share_interval",
    "spearman",
    "within_creator_effect",
    "within_creator_slope",
]
