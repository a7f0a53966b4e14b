"""Which measures of creators are compared with each other, and the coefficients of each pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pandas as pd

from dash_app.findings.creator_correlation import r_words
from dash_app.metrics import Metric, aggregate, metric
from dash_app.pages import Reader
from dash_app.queries.creator_values import metric_by_creator
from dash_app.statistics import CorrelatedPair, Correlation, correlate_all
from dash_app.tabs.creators.channel_measures import (
    CHANNEL,
    ENGAGEMENT,
    chosen_measure,
    read_creators,
)
from dash_app.view import View
from dash_app.words import whole

# A browser draws some two thousand points without being felt.
_MOST_POINTS: Final = 2000
_MOST_CREATORS: Final = 300


def drawn_measures(view: View) -> dict[str, Metric]:
    """Returns the measures that are drawn against each other, by their column."""
    return {
        **{each.key: each for each in CHANNEL},
        "value": chosen_measure(view),
        **{_column(each): replace(each, label=_label(each, view)) for each in _others(view)},
    }


def correlated_measures(view: View) -> dict[str, Metric]:
    """Returns the measures that have coefficients: those that are drawn, and engagement.

    Everyone asks how engagement goes with size, and the frame has it anyway.
    """
    asked = {view.metric.key, *(each.key for each in _others(view))}
    pooled = {} if ENGAGEMENT.key in asked else {ENGAGEMENT.key: ENGAGEMENT}
    return drawn_measures(view) | pooled


def measures_frame(reader: Reader) -> pd.DataFrame:
    """Returns one row a creator with all measures that are compared."""
    view, frame = reader.view, read_creators(reader)
    for other in _others(view):
        found = reader.frame(
            metric_by_creator,
            metric=other.key,
            aggregate=aggregate(view.choice("aggregate"), other).key,
        )
        values = found.set_index("creator")["value"]
        frame[_column(other)] = frame["creator"].map(values).astype("float64")
    return frame


def correlate(
    frame: pd.DataFrame, measures: Mapping[str, Metric], *, by_rank: bool
) -> tuple[CorrelatedPair, ...]:
    """Returns the coefficients of all pairs: of ranks, or of ln(1 + count) and plain shares."""
    return correlate_all(
        {
            key: frame[key]
            if by_rank or each.is_rate
            else np.log1p(frame[key].to_numpy("float64", na_value=np.nan))
            for key, each in measures.items()
        },
        by_rank=by_rank,
    )


def even_sample(frame: pd.DataFrame, measures: int) -> pd.DataFrame:
    """Returns as many creators as a matrix can show, evenly from few followers to many.

    Args:
        frame: One row a creator.
        measures: How many measures the matrix has.
    """
    pairs = max(measures * (measures - 1) // 2, 1)
    most = min(_MOST_CREATORS, _MOST_POINTS // pairs)
    if len(frame) <= most:
        return frame
    ordered = frame.sort_values(["followers", "creator"], na_position="last")
    return ordered.iloc[np.linspace(0, len(frame) - 1, most).round().astype(np.int64)]


def correlation_cells(
    chosen: Sequence[CorrelatedPair],
    other: Sequence[CorrelatedPair],
    measures: Mapping[str, Metric],
    names: tuple[str, str],
) -> pd.DataFrame:
    """Returns a row a pair, as `figures.correlation_matrix` and the CSV want them.

    Args:
        chosen: By the coefficient that is shown.
        other: The same pairs by the other one, for the hover text.
        measures: By the names in the pairs.
        names: Of the two coefficients.
    """
    return pd.DataFrame(
        [_cell(one, two, measures, names) for one, two in zip(chosen, other, strict=True)]
    )


def _cell(
    one: CorrelatedPair,
    two: CorrelatedPair,
    measures: Mapping[str, Metric],
    names: tuple[str, str],
) -> dict[str, Any]:
    a, b = measures[one.a].label, measures[one.b].label
    found, also = one.correlation, two.correlation
    text = "" if found.estimate is None else r_words(found.estimate)
    lines = [
        f"<b>{a} và {b[:1].lower()}{b[1:]}</b>",
        _hover(names[0], found),
        _hover(names[1], also),
        f"n = {whole(found.n)} TikToker{'' if found.enough else ', chưa đủ để kết luận'}",
    ]
    return {
        "x": a,
        "y": b,
        "n": found.n,
        "r": found.estimate if found.estimate is not None else np.nan,
        "low": found.low,
        "high": found.high,
        "p": one.p_adjusted,
        "other_r": also.estimate,
        "other_low": also.low,
        "other_high": also.high,
        "text": f"<b>{text}</b>" if one.clear else text,
        "hover": "<br>".join(lines),
    }


def _hover(name: str, found: Correlation) -> str:
    if found.estimate is None:
        return f"{name}: không tính được"
    interval = f" ({r_words(found.low)} đến {r_words(found.high)})" if found.low is not None else ""
    return f"{name}: <b>{r_words(found.estimate)}</b>{interval}"


def _others(view: View) -> tuple[Metric, ...]:
    """Returns the metrics that are compared besides the page's own."""
    return tuple(metric(key) for key in view.choice_list("also") if key != view.metric.key)


def _column(other: Metric) -> str:
    return f"also_{other.key}"


def _label(other: Metric, view: View) -> str:
    return f"{other.label} ({aggregate(view.choice('aggregate'), other).label.lower()})"
