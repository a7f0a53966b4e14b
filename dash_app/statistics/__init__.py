"""Tests, intervals and coefficients on small frames and arrays.

Pure functions that return frozen dataclasses of plain numbers; None stands for what cannot be
computed. Data that are empty, constant or full of gaps never raise: the result says `enough=False`,
which means that a number may be shown but no conclusion drawn. Intervals are of 95 %.

scipy is imported inside the functions, because it is slow to load and most pages need none of it.
"""

from __future__ import annotations

from dash_app.statistics.concentration import (
    Gini,
    Lorenz,
    gini,
    held_by_largest,
    lorenz,
    members_holding,
)
from dash_app.statistics.correlation import Correlation, pearson, spearman
from dash_app.statistics.correlation_matrix import CorrelatedPair, correlate_all
from dash_app.statistics.distribution import Distribution, distribution
from dash_app.statistics.dunn import PairDifference, dunn_by_group
from dash_app.statistics.equal_shares import EqualShares, equal_shares
from dash_app.statistics.evenness import quartile_ratio_interval
from dash_app.statistics.forecast import (
    PlaysForecast,
    PlaysModel,
    chance_to_exceed,
    fit_plays_model,
    next_video,
    next_video_quantiles,
    next_videos,
)
from dash_app.statistics.groups import (
    MIN_GROUP,
    GroupDifference,
    kruskal_by_group,
    kruskal_from_ranks,
)
from dash_app.statistics.independent_total import Total, independent_total
from dash_app.statistics.intervals import (
    Interval,
    mean_interval,
    median_interval,
    median_interval_from_quartiles,
    share_interval,
)
from dash_app.statistics.leaders import Lead, lead
from dash_app.statistics.log_line import Band, LogLine, log_line
from dash_app.statistics.multiple import benjamini_hochberg, holm
from dash_app.statistics.p_from_interval import p_of_ratios
from dash_app.statistics.percentiles import Spread, spread
from dash_app.statistics.pooled_ratio import pooled_ratio_interval
from dash_app.statistics.rises import Rises, rises
from dash_app.statistics.risk import MIN_HITS, RiskRatio, risk_ratio
from dash_app.statistics.sample import MIN_SAMPLE
from dash_app.statistics.signs import SignTest, sign_test
from dash_app.statistics.skewness import Skewness, skewness
from dash_app.statistics.superiority import (
    Superiority,
    superiority,
    superiority_from_wins,
    superiority_interval,
)
from dash_app.statistics.together import MIN_TOGETHER, Lift, lift
from dash_app.statistics.trend import MIN_PERIODS, Trend, TrendLine, linear_trend, trend_line
from dash_app.statistics.welch import MIN_EACH, MeanDifference, welch
from dash_app.statistics.within_creator import (
    MIN_CREATORS,
    BinEffect,
    Scale,
    Slope,
    effect_frame,
    within_creator_effect,
    within_creator_slope,
)

__all__ = [
    "MIN_EACH",
    "EqualShares",
    "MeanDifference",
    "benjamini_hochberg",
    "equal_shares",
    "trend_line",
    "welch",
    "MIN_CREATORS",
    "MIN_GROUP",
    "MIN_HITS",
    "MIN_PERIODS",
    "MIN_SAMPLE",
    "MIN_TOGETHER",
    "Band",
    "BinEffect",
    "CorrelatedPair",
    "Correlation",
    "Distribution",
    "Gini",
    "GroupDifference",
    "Interval",
    "Lead",
    "Lift",
    "LogLine",
    "Lorenz",
    "PairDifference",
    "Rises",
    "PlaysForecast",
    "PlaysModel",
    "RiskRatio",
    "Scale",
    "SignTest",
    "Skewness",
    "Slope",
    "Spread",
    "Superiority",
    "Total",
    "Trend",
    "TrendLine",
    "chance_to_exceed",
    "correlate_all",
    "distribution",
    "dunn_by_group",
    "effect_frame",
    "fit_plays_model",
    "gini",
    "held_by_largest",
    "holm",
    "independent_total",
    "kruskal_by_group",
    "kruskal_from_ranks",
    "lead",
    "lift",
    "linear_trend",
    "log_line",
    "lorenz",
    "mean_interval",
    "median_interval",
    "median_interval_from_quartiles",
    "members_holding",
    "p_of_ratios",
    "next_video",
    "next_video_quantiles",
    "next_videos",
    "pearson",
    "pooled_ratio_interval",
    "quartile_ratio_interval",
    "rises",
    "risk_ratio",
    "share_interval",
    "sign_test",
    "skewness",
    "spearman",
    "spread",
    "superiority",
    "superiority_from_wins",
    "superiority_interval",
    "within_creator_effect",
    "within_creator_slope",
]
