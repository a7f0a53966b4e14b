"""What to do about the comparison of tiers."""

from __future__ import annotations

from typing import Final

import numpy as np

from dash_app.components.suggestions import show_suggestions
from dash_app.findings.suggestion import Suggestion
from dash_app.findings.tier_suggestions import (
    Habit,
    Stars,
    suggest_by_engagement,
    suggest_by_lines,
    suggest_by_metric,
    suggest_by_size,
    suggest_fair,
    suggest_habit,
    suggest_stars,
)
from dash_app.findings.tier_test import TierTest, compare_tiers
from dash_app.pages import Reader, Shown
from dash_app.statistics import MIN_GROUP, MIN_SAMPLE
from dash_app.tabs.creators.tier_difference import metric_test
from dash_app.tabs.creators.tier_lines import count_name, tier_lines
from dash_app.tabs.creators.tier_table import measure_differences
from dash_app.tabs.creators.tier_values import (
    DURATION,
    ENGAGEMENT,
    HASHTAGS,
    PACE,
    PLAYS_PER_FOLLOWER,
    Measure,
    TierValues,
    cautions,
    goal,
    is_circular,
    tier_values,
    value_name,
    writer,
)
from dash_app.view import View
from dash_app.words import TIERS

_MOST: Final = 5
_MOST_STARS: Final = 3
_HABITS: Final = (
    (PACE, "/videos/performance", "Hiệu suất theo giờ và thứ"),
    (HASHTAGS, "/videos/hashtags", "Hashtag nâng cao"),
    (DURATION, "/videos/performance", "Hiệu suất theo thời lượng"),
)


def show_actions(reader: Reader) -> Shown:
    """Which tier to look at for what, which small channels do well, what to try."""
    view, values = reader.view, reader.kept(tier_values)
    filters, thresholds = view.filters, reader.snapshot.manifest.tier_thresholds
    suggestions = [
        *_by_metric(reader),
        *suggest_stars(_stars(values, view), value_name(view)),
        *suggest_by_size(
            _test(values, PLAYS_PER_FOLLOWER), PLAYS_PER_FOLLOWER.write, filters, thresholds
        ),
        *_by_engagement(values, view),
        *_by_lines(reader),
        *_by_habit(reader),
    ]
    return show_suggestions(suggestions[:_MOST], values.in_tiers, "TikToker")


def _by_lines(reader: Reader) -> list[Suggestion]:
    """Nothing of a number that follows from the way it is made."""
    view, lines = reader.view, reader.kept(tier_lines)
    if cautions(view):
        return []
    return suggest_by_lines(
        lines.lines,
        lines.p_adjusted,
        count=count_name(view),
        inside=value_name(view),
        filters=view.filters,
    )


def _test(values: TierValues, measure: Measure) -> TierTest:
    return compare_tiers(values.groups[measure.column])


def _by_metric(reader: Reader) -> list[Suggestion]:
    """Another number, where the chosen one follows from the way it is made."""
    view = reader.view
    if cautions(view):
        return [suggest_fair(circular=is_circular(view), filters=view.filters)]
    return suggest_by_metric(
        reader.kept(metric_test),
        goal=goal(view),
        inside=value_name(view),
        write=writer(view),
        filters=view.filters,
        thresholds=reader.snapshot.manifest.tier_thresholds,
    )


def _by_engagement(values: TierValues, view: View) -> list[Suggestion]:
    """Nothing where the page is about such a rate already."""
    if view.metric.is_rate and not is_circular(view):
        return []
    return suggest_by_engagement(_test(values, ENGAGEMENT), ENGAGEMENT.write, view.filters)


def _stars(values: TierValues, view: View) -> Stars | None:
    """Returns the creators of the lowest tier above the middle of the highest, where both are."""
    low, high = next(iter(TIERS)), list(TIERS)[-1]
    small, big = values.values[low], values.values[high]
    if cautions(view) or min(small.size, big.size) < MIN_GROUP:
        return None
    middle = float(np.median(big))
    frame = values.frame
    above = frame[(frame["tier"] == low) & (frame["value"] > middle)]
    known = above[above["videos"] >= MIN_GROUP]
    best = known.sort_values("value", ascending=False, kind="stable")["creator"]
    return Stars(
        accounts=tuple(best.head(_MOST_STARS)),
        above=len(above),
        n=small.size,
        low=low,
        high=high,
        middle=writer(view)(middle),
        enough=min(small.size, big.size) >= MIN_SAMPLE,
    )


def _by_habit(reader: Reader) -> list[Suggestion]:
    """Suggests the habit in which the tiers differ most; nothing where they do in none."""
    values, tested = reader.kept(tier_values), reader.kept(measure_differences)
    clear = [each for each in _HABITS if tested[each[0].column].is_clear]
    if not clear:
        return []
    measure, path, page = max(
        clear, key=lambda each: tested[each[0].column].difference.epsilon_squared or 0
    )
    test = _test(values, measure)
    return suggest_habit(Habit(measure.inside, test, measure.write, path, page))
