"""Whether a week's list of dishes says something about the week after it.

`python -m bench dish_trends [--home HOME]` goes through all weeks of a published version as one
would have seen them then, and holds lists of equal length against the following week: the weekly
rule, the surest rises, the most mentioned dishes, and dishes drawn by chance from those that are
named. Without a home it makes a synthetic one, in which nothing rises but by chance.

- hits: the share of listed dishes that the next week names in more videos than their mean of the
  eight weeks before;
- growth: their mentions in the next week over that mean, as sums;
- next: videos of the next week that name a listed dish, on average;
- rising, sure: only what an alert would say, against the rule's list cut to the same length.

Intervals are of 95 %, over weeks. It measures and never fails.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from bench._app_data import make_home
from dash_app.filters import Filters
from dash_app.findings.dish_next_week import (
    ANY,
    LISTS,
    MOST,
    RISING,
    RULE,
    Track,
    followed_weeks,
    hit_difference,
    most_mentioned,
    track,
)
from dash_app.findings.dish_weeks import DishWeeks, Places, dish_weeks
from dash_app.findings.rising_dishes import rising_dishes
from dash_app.findings.weekly_dishes import common_dishes, of_week
from dash_app.queries import dish_weeks as queries
from dash_app.statistics import Interval
from dash_app.store import Snapshot, Store
from etl.home import Home

_VIDEOS, _CREATORS, _SEED = 71_000, 264, 7
_ALL: Final = 10**9
_LISTED: Final = 10
_SURE, _RULE_SHORT = "rising, sure", "rule, as short"
_LEVELS: Final = ("dish_group", "dish")
_LOOK_BACKS: Final = (1, 3, 8)
_SCOPES: Final = {"top": Filters(weekly_top=True), "all": Filters()}


@dataclass(frozen=True)
class Trial:
    """What was measured of one choice.

    Attributes:
        scope: Which videos are read: the weekly top, or all.
        level: Column with the dishes.
        look_back: Of the rule.
        tracks: By kind of list.
    """

    scope: str
    level: str
    look_back: int
    tracks: Mapping[str, Track]


def main(argv: list[str]) -> int:
    """Measures, prints a table, writes `bench/out/dish_trends.json`."""
    parser = argparse.ArgumentParser(prog="python -m bench dish_trends")
    parser.add_argument("--home", type=Path, help="a home with a published version")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="bench-dish-trends-") as folder:
        home = options.home
        if home is None:
            home = Path(folder)
            make_home(home, _VIDEOS, _CREATORS, seed=_SEED)
        trials = list(run_trials(Store(Home(home).datasets).snapshot()))
    for trial in trials:
        _print(trial)
    out = Path(__file__).parent / "out"
    out.mkdir(exist_ok=True)
    report = [_plain(trial) for trial in trials]
    (out / "dish_trends.json").write_text(json.dumps(report, indent=2), encoding="utf-8")
    return 0


def run_trials(snapshot: Snapshot) -> Iterator[Trial]:
    """Yields a trial for each scope, level and look-back."""
    for scope, filters in _SCOPES.items():
        for level in _LEVELS:
            found = read_weeks(snapshot, filters, level)
            if found is None:
                continue
            for look_back in _LOOK_BACKS:
                yield Trial(scope, level, look_back, list_tracks(found, look_back))


def read_weeks(snapshot: Snapshot, filters: Filters, level: str) -> DishWeeks | None:
    """Returns all weeks of a version without gaps; None where no dish is named."""
    weeks = snapshot.frame(queries.videos_by_week, filters).set_index("week_start")
    if weeks.empty or not weeks["named"].sum():
        return None
    every = pd.date_range(weeks.index[0], weeks.index[-1], freq="7D")
    active = weeks["creators"].reindex(every).fillna(0).astype("int64")
    days = {"since": f"{every[0]:%Y-%m-%d}", "until": f"{every[-1]:%Y-%m-%d}"}
    counts = snapshot.frame(queries.mentions_by_week, filters, days, level=level, most=_ALL)
    return dish_weeks(counts, active)


def list_tracks(found: DishWeeks, look_back: int) -> Mapping[str, Track]:
    """Returns how each kind of list did over all weeks; the last week may be cut off.

    Which dishes are set aside is decided by the weeks up to each one, for later ones were not yet
    known then.
    """
    weeks = found.active.index
    followed = followed_weeks(found, weeks[-2], len(weeks)) if len(weeks) > 1 else []
    lists: dict[str, dict[pd.Timestamp, Places]] = {kind: {} for kind in (*LISTS, _SURE)}
    short: dict[pd.Timestamp, Places] = {}
    columns = found.mentions.columns
    for week in followed:
        known = found.mentions.loc[:week]
        kept = known.loc[:, ~columns.isin(list(common_dishes(known)))]
        rule = [dish.name for dish in of_week(kept, week, look_back, is_first=False)][:_LISTED]
        rising = rising_dishes(found, week)
        sure = [dish.name for dish in rising if dish.sure][:_LISTED]
        lists[RULE][week] = found.places(rule)
        lists[RISING][week] = found.places([dish.name for dish in rising[: len(rule)]])
        lists[MOST][week] = most_mentioned(found, week, len(rule))
        lists[ANY][week] = (found.mentions.loc[week].to_numpy() > 0).nonzero()[0]
        lists[_SURE][week] = found.places(sure)
        short[week] = lists[RULE][week][: len(sure)]
    sizes = {week: rule.size for week, rule in lists[RULE].items()}
    return {
        kind: track(found.mentions, each, sizes if kind == ANY else None)
        for kind, each in {**lists, _RULE_SHORT: short}.items()
    }


def _print(trial: Trial) -> None:
    print(f"\n{trial.scope} videos, {trial.level}, rule looks back {trial.look_back} weeks")
    print(f"  {'':16}{'weeks':>6}{'dishes':>8}   {'hits':24}{'growth':24}{'next':>6}")
    for kind, of in trial.tracks.items():
        after = "–" if of.next is None else f"{of.next:.2f}"
        print(
            f"  {kind:16}{of.weeks:>6}{of.listed:>8.0f}   {_words(of.hits):24}"
            f"{_words(of.growth):24}{after:>6}"
        )
    for other in (RULE, MOST):
        gap = hit_difference(trial.tracks[RISING], trial.tracks[other])
        print(f"  hits of rising − {other}, week by week: {_words(gap)}")


def _words(of: Interval) -> str:
    if of.estimate is None:
        return "–"
    if of.low is None or of.high is None:
        return f"{of.estimate:.3f}"
    return f"{of.estimate:.3f} ({of.low:.3f}–{of.high:.3f})"


def _plain(trial: Trial) -> dict[str, Any]:
    return {
        "scope": trial.scope,
        "level": trial.level,
        "look_back": trial.look_back,
        "lists": {
            kind: {
                "weeks": of.weeks,
                "listed": of.listed,
                "next": of.next,
                **{
                    name: {"estimate": each.estimate, "low": each.low, "high": each.high}
                    for name, each in (("hits", of.hits), ("growth", of.growth))
                },
            }
            for kind, of in trial.tracks.items()
        },
    }
