"""Questions to content labels, durations, hashtag counts and speech.

The label field is the argument `field`. A video may carry several labels of one field and then
counts under each of them, but once among the videos that carry any.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import ibis
from ibis import _

from dash_app.queries.tables import Tables, argument, duration_bin
from dash_app.queries.videos import effect_sums, outcome, summed, value_of

PROFILE: Final = ("plays", "likes", "comments", "shares", "saves", "engagement_rate")
"""The metrics that labels are compared over."""

DURATION_STEP: Final = 10
LONGEST: Final = 300
"""Seconds; what lasts so long or longer is one bin."""

MOST_HASHTAGS: Final = 20
"""Videos with so many hashtags or more are one bin."""

SPEECH_STEP: Final = 0.25
PACE_STEP: Final = 0.5
FASTEST: Final = 8.0
"""Words a second; a transcript with so many is at fault, for nobody speaks so fast."""

NONE: Final = -1
"""The bin of videos that do not have the measure."""

_QUARTILES: Final = {"p25": 0.25, "p50": 0.5, "p75": 0.75}
_WHISKERS: Final = {"p5": 0.05, **_QUARTILES, "p95": 0.95}
# Ranks are of steps finer than what counts are published with: the number of steps is bounded.
_RANK_STEPS: Final = 1000
_RATE_RANK_STEPS: Final = 100_000


def labelled(t: Tables) -> ibis.Table:
    """Returns one row: n, the videos that carry a label of any field."""
    return t.video_labels.aggregate(n=_.video_key.nunique())


def label_options(t: Tables) -> ibis.Table:
    """Returns label, n of the field, the most used first."""
    return _of_field(t).group_by("label").aggregate(n=_.count()).order_by(ibis.desc("n"), "label")


def fields_used(t: Tables) -> ibis.Table:
    """Returns field, n: the videos that carry a label of it, most first."""
    counted = t.video_labels.group_by("field").aggregate(n=_.video_key.nunique())
    return counted.order_by(ibis.desc("n"), "field")


def profile_by_label(t: Tables, metric: str, aggregate: str) -> ibis.Table:
    """Returns label, n, value of the metric and a median of each of `PROFILE`, most used first."""
    rows = _of_field(t)
    return (
        rows.group_by("label")
        .aggregate(n=rows.count(), value=value_of(rows, metric, aggregate), **_medians(rows))
        .order_by(ibis.desc("n"), "label")
    )


def profile_of_labelled(t: Tables) -> ibis.Table:
    """Returns one row: n and a median of each of `PROFILE` over all videos with a label."""
    videos = _of_field(t).select("video_key", "is_pinned", *PROFILE).distinct()
    return videos.aggregate(n=videos.count(), **_medians(videos))


def within_creator_by_label(t: Tables, metric: str) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs, by label.

    A label is compared with the creator's other labelled videos, each of which counts once.
    """
    rows = (
        _of_field(t)
        .filter(~_.is_pinned, _[metric].notnull())
        .select("creator", "video_key", bin=_.label, outcome=outcome(metric))
    )
    of_all = (
        rows.select("creator", "video_key", "outcome")
        .distinct()
        .group_by("creator")
        .aggregate(all_n=_.count().cast("float64"), all_total=_.outcome.sum())
    )
    of_label = rows.group_by("creator", "bin").aggregate(n=_.count(), total=_.outcome.sum())
    return effect_sums(of_label.join(of_all, "creator"))


def ranks_by_label(t: Tables, metric: str, least: int) -> ibis.Table:
    """Returns label, n, rank_sum, rank_squares: sums of the mean ranks of the metric.

    Videos count as equal when they differ by less than 0.1 % (counts) or 0.001 points (rates).
    Labels with fewer than `least` videos are left out before ranking.
    """
    steps = _RATE_RANK_STEPS if metric.startswith("engagement_rate") else _RANK_STEPS
    cells = (
        _of_field(t)
        .filter(_[metric].notnull())
        .mutate(step=(outcome(metric) * steps).round().cast("int64"))
        .group_by("label", "step")
        .aggregate(n=_.count())
    )
    of_label = ibis.window(group_by="label")
    cells = cells.mutate(in_label=_.n.sum().over(of_label)).filter(_.in_label >= least)
    tied = cells.group_by("step").aggregate(tied=_.n.sum())
    up_to_here = ibis.cumulative_window(order_by="step")
    ranked = tied.select("step", rank=_.tied.sum().over(up_to_here) - (_.tied - 1) / 2)
    return (
        cells.join(ranked, "step")
        .group_by("label")
        .aggregate(
            n=_.n.sum(),
            rank_sum=(_.n * _.rank).sum(),
            rank_squares=(_.n * _.rank * _.rank).sum(),
        )
        .order_by("label")
    )


def distributions(t: Tables) -> ibis.Table:
    """Returns measure, bin, n: how videos spread over durations, hashtag counts, speech rates.

    The bins are numbered from 0 and the last one is open; `NONE` has the photo posts (duration)
    and the videos without a transcript (speech).
    """
    videos = t.videos
    measures = {
        "duration": _bin(videos.duration_s, DURATION_STEP, LONGEST),
        "hashtags": _bin(videos.hashtag_count, 1, MOST_HASHTAGS),
        "speech": _bin(videos.words_per_second, SPEECH_STEP, FASTEST),
    }
    counts = (
        videos.group_by(bin=number.fill_null(NONE)).aggregate(
            measure=ibis.literal(name), n=_.count()
        )
        for name, number in measures.items()
    )
    return ibis.union(*counts).order_by("measure", "bin")


def spread_by_duration(t: Tables, metric: str) -> ibis.Table:
    """Returns bin (of `DURATION_BINS`), n, p5, p25, p50, p75, p95 of the metric; none pinned."""
    videos = t.videos.mutate(bin=duration_bin(t.videos.duration_s))
    return _spread(videos, metric, _WHISKERS)


def spread_by_pace(t: Tables, metric: str) -> ibis.Table:
    """Returns bin (of `PACE_STEP` words a second), n, p25, p50, p75 of the metric; none pinned."""
    videos = _spoken(t).mutate(bin=(_.words_per_second / PACE_STEP).floor().cast("int64"))
    return _spread(videos, metric, _QUARTILES)


def pace_slope(t: Tables, metric: str) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs for one word a second more.

    The one bin is `pace`; d and w of a creator are Sxy and Sxx, as `within_creator_slope` has them.
    """
    rows = (
        _spoken(t)
        .filter(~_.is_pinned, _[metric].notnull())
        .select("creator", x=_.words_per_second, y=outcome(metric))
    )
    creators = rows.group_by("creator").aggregate(
        n=_.count(),
        d=(_.x * _.y).sum() - _.x.sum() * _.y.sum() / _.count(),
        w=(_.x * _.x).sum() - _.x.sum() * _.x.sum() / _.count(),
        squares=(_.x * _.x).sum(),
    )
    # A constant x leaves a rounding error of the order of its square.
    varying = creators.filter(_.n >= 2, _.w > 1e-12 * _.squares)
    return summed(varying.select("n", "d", "w", bin=ibis.literal("pace")))


def _of_field(t: Tables) -> Any:
    return t.video_labels.filter(_.field == argument("field"))


def _spoken(t: Tables) -> Any:
    return t.videos.filter(_.words_per_second.notnull(), _.words_per_second < FASTEST)


def _medians(rows: Any) -> dict[str, Any]:
    return {name: rows[name].median(where=~rows.is_pinned).cast("float64") for name in PROFILE}


def _bin(measure: Any, step: float, last: float) -> Any:
    number = ibis.least((measure / step).floor().cast("int64"), round(last / step))
    # The least of nothing and a number is the number.
    return ibis.ifelse(measure.isnull(), NONE, number)


def _spread(videos: Any, metric: str, quantiles: Mapping[str, float]) -> ibis.Table:
    # One call for all quantiles sorts once; one call each would sort each time.
    measured = videos.filter(~_.is_pinned, _.bin.notnull(), _[metric].notnull())
    found = measured.group_by("bin").aggregate(
        n=measured.count(), quantiles=measured[metric].quantile(list(quantiles.values()))
    )
    columns = {name: found.quantiles[place] for place, name in enumerate(quantiles)}
    return found.select("bin", "n", **columns).order_by("bin")
