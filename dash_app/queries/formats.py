"""Questions to the form of a post: what it is, how long it lasts, whose sound it carries."""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _

from dash_app.durations import DURATION_BINS
from dash_app.queries.sounds import is_original
from dash_app.queries.tables import Tables, argument, duration_bin
from dash_app.queries.videos import effect_sums, outcome

FORMATS: Final = ("photo", "shop", "ad", "plain")
"""Each post is one of them: the first that holds."""

ORIGINS: Final = ("original", "music")
"""Each post with a known sound has one of them: a recording, or music from the library."""

CHOSEN: Final = "sound"
"""The bin of the posts with one sound."""

DURATION_COLUMNS: Final = tuple(f"bin_{number}" for number in range(len(DURATION_BINS)))

_QUARTILES: Final = {"p25": 0.25, "p50": 0.5, "p75": 0.75}


def mix_by_period(t: Tables, period: str) -> ibis.Table:
    """Returns one row a week or month: how many posts are of each form.

    Columns: period (its first day), n; one of each of `FORMATS`; with_sound and original (posts
    with a known sound, and with a recording as their sound); timed (posts with a duration), one of
    each of `DURATION_COLUMNS`, and p25, p50, p75 of the duration in seconds.
    """
    rows = t.videos.select(
        "duration_s",
        period=t.videos.week_start if period == "week" else t.videos.posted_date.truncate("M"),
        format=format_name(t.videos),
        bin=duration_bin(t.videos.duration_s),
        has_sound=t.videos.music_id.notnull(),
        from_recording=is_original(t.videos),
    )
    found = rows.group_by("period").aggregate(
        n=rows.count(),
        **{name: rows.count(where=rows.format == name) for name in FORMATS},
        with_sound=rows.count(where=rows.has_sound),
        original=rows.count(where=rows.has_sound & rows.from_recording),
        timed=rows.duration_s.count(),
        **{
            name: rows.count(where=rows.bin == number)
            for number, name in enumerate(DURATION_COLUMNS)
        },
        quantiles=rows.duration_s.quantile(list(_QUARTILES.values())),
    )
    return _with_quartiles(found).order_by("period")


def spread_by_form(t: Tables, metric: str) -> ibis.Table:
    """Returns bin, n, p25, p50, p75 of the metric; none pinned.

    The bins are `FORMATS`, and `ORIGINS` of the posts with a known sound: each post is in two.
    """
    columns = ("is_pinned", metric)
    of_all = t.videos.select(*columns, bin=format_name(t.videos))
    with_sound = t.videos.filter(_.music_id.notnull())
    rows = of_all.union(with_sound.select(*columns, bin=_origin(t.videos)))
    measured = rows.filter(~_.is_pinned, _[metric].notnull())
    # One call for all quantiles sorts once; one call each would sort each time.
    found = measured.group_by("bin").aggregate(
        n=measured.count(), quantiles=measured[metric].quantile(list(_QUARTILES.values()))
    )
    return _with_quartiles(found).order_by("bin")


def within_creator_by_form(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs, by form.

    The bins are `FORMATS`, each against the creator's other posts; of `ORIGINS` the recording,
    against the creator's posts with music, since the other one says the same the other way round;
    and `CHOSEN`, the posts with the sound that is the argument `sound`, against all others.
    """
    some = t.videos.filter(_.video_key % every == 0) if every > 1 else t.videos
    rows = some.filter(~_.is_pinned, _[metric].notnull()).select(
        "creator",
        outcome=outcome(metric),
        format=format_name(some),
        has_sound=some.music_id.notnull(),
        has_chosen=(some.music_id == argument("sound")).fill_null(False),
        from_recording=is_original(some),
    )
    recording = ORIGINS[0]
    has: dict[str, Any] = {name: rows.format == name for name in FORMATS}
    has |= {recording: rows.has_sound & rows.from_recording, CHOSEN: rows.has_chosen}
    # One scan for all forms: a union of rows for each question would read everything twice.
    by_creator = rows.group_by("creator").aggregate(
        all_n=rows.count().cast("float64"),
        all_total=rows.outcome.sum(),
        sound_n=rows.count(where=rows.has_sound).cast("float64"),
        sound_total=rows.outcome.sum(where=rows.has_sound),
        **{f"n_{name}": rows.count(where=condition) for name, condition in has.items()},
        **{f"total_{name}": rows.outcome.sum(where=condition) for name, condition in has.items()},
    )
    parts = []
    for name in has:
        against = "sound" if name == recording else "all"
        parts.append(
            by_creator.filter(_[f"n_{name}"] > 0).select(
                bin=ibis.literal(name),
                n=_[f"n_{name}"],
                total=_[f"total_{name}"],
                all_n=_[f"{against}_n"],
                all_total=_[f"{against}_total"],
            )
        )
    return effect_sums(ibis.union(*parts))


def format_name(rows: Any) -> Any:
    """Returns which of `FORMATS` a post is."""
    photo, shop, ad, plain = FORMATS
    return ibis.cases(
        (rows.is_photo, photo), (rows.is_shop, shop), (rows.has_ad_signs, ad), else_=plain
    )


def _origin(rows: Any) -> Any:
    return ibis.ifelse(is_original(rows), *ORIGINS)


def _with_quartiles(found: Any) -> Any:
    quartiles = {name: found.quantiles[place] for place, name in enumerate(_QUARTILES)}
    return found.mutate(**quartiles).drop("quantiles")
