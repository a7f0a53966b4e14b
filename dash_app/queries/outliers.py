"""Videos that went far beyond what their creator and videos of the same age usually reach.

Pinned videos are left out: they are old and chosen for being the best. Plays grow with age, so the
niche's usual level is the median of videos of the same age band, and the youngest are not called
low.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import ibis
from ibis import _

from dash_app.bands import AGE_BANDS, DAY_PARTS, HASHTAG_BANDS, YOUNG, Band
from dash_app.durations import DURATION_BINS
from dash_app.queries.tables import Tables, argument, duration_bin

BINS_A_DECADE: Final = 10
FIRST_BIN, LAST_BIN = -2 * BINS_A_DECADE, 2 * BINS_A_DECADE - 1
"""From a hundredth of the usual plays to a hundred times; what lies beyond is in the end bins."""

PHOTO_BIN: Final = len(DURATION_BINS)
_INSTANTS: Final = ("posted_at", "collected_at")
COUNTED: Final = ("n", "hits", "young", "outliers", "compared", "above")


def niche_levels(t: Tables, every: int) -> ibis.Table:
    """Returns age (number of the age band), n, level: median plays of the view's videos of an age.

    Args:
        t: The tables.
        every: Above 1, only each n-th video in order of posting is looked at.
    """
    videos = _some(t.videos, every).filter(~_.is_pinned).select("plays", age=_age_band)
    return (
        videos.group_by("age")
        .aggregate(n=_.count(), level=_.plays.median().cast("float64"))
        .order_by("age")
    )


def outlier_summary(t: Tables) -> ibis.Table:
    """Returns one row that says how many outliers there are and what they are worth.

    Arguments: `least` and `level_0` … as for `shortlist`.

    The columns are n and hits (videos old enough to be judged, and outliers among them), young
    (videos that are not), outliers (of any age), creators and outlier_creators, median_ratio (of
    outliers), compared and above (outliers whose niche level is known, and those above it), and
    plays_share (share of all plays that outliers have).
    """
    columns = ("creator", "plays", "outlier_ratio", *_INSTANTS)
    videos = _judged(t, 1, *columns).mutate(age=_age_band).mutate(level=_niche_level())
    young, hit, plays = videos.is_young, videos.is_outlier, videos.plays
    # By creator first: to count the creators of outliers in one go is several times as slow.
    by_creator = videos.group_by("creator").aggregate(
        n=videos.count(where=~young),
        hits=videos.count(where=hit & ~young),
        young=videos.count(where=young),
        outliers=videos.count(where=hit),
        compared=videos.count(where=hit & videos.level.notnull()),
        above=videos.count(where=hit & (plays > videos.level)),
        plays=plays.sum().cast("float64"),
        outlier_plays=plays.sum(where=hit).cast("float64"),
    )
    median = videos.filter(hit).aggregate(median=_.outlier_ratio.median()).median.as_scalar()
    return by_creator.aggregate(
        **{name: by_creator[name].sum() for name in COUNTED},
        creators=by_creator.count(),
        outlier_creators=by_creator.count(where=by_creator.outliers > 0),
        plays_share=by_creator.outlier_plays.sum() / by_creator.plays.sum().nullif(0),
        median_ratio=median,
    )


def ratio_distribution(t: Tables, every: int) -> ibis.Table:
    """Returns bin (floor of 10 × log10 of the ratio to the creator's median), is_outlier, n.

    Argument: `least`. Videos too young to be judged are left out.
    """
    lowest = ibis.literal(0.01, "float64")
    tenths = (ibis.greatest(_.outlier_ratio, lowest).log10() * BINS_A_DECADE).floor()
    binned = _settled(t, every, "outlier_ratio").mutate(tenths=tenths.cast("int64"))
    binned = binned.mutate(bin=ibis.least(_.tenths, LAST_BIN))
    return binned.group_by("bin", "is_outlier").aggregate(n=_.count()).order_by("bin", "is_outlier")


def outlier_traits(t: Tables, every: int) -> ibis.Table:
    """Returns n and hits (outliers) by every combination of the traits that all videos have.

    Argument: `least`. The traits are duration (number of the duration bin, `PHOTO_BIN` for photo
    posts), hashtags, part (of the day), has_dish, has_place. Young videos are left out.
    """
    dishes = _some(t.video_dishes, every)
    read = ("video_key", "is_photo", "duration_s", "hashtag_count", "posted_hour", "province")
    videos = _settled(t, every, *read)
    videos = videos.select(
        "is_outlier",
        duration=ibis.ifelse(videos.is_photo, PHOTO_BIN, duration_bin(videos.duration_s)),
        hashtags=_band(videos.hashtag_count, HASHTAG_BANDS),
        part=_band(videos.posted_hour, DAY_PARTS),
        has_dish=videos.video_key.isin(dishes.video_key),
        has_place=videos.province.notnull(),
    )
    return videos.group_by("duration", "hashtags", "part", "has_dish", "has_place").aggregate(
        n=_.count(), hits=_.is_outlier.sum()
    )


def outlier_hooks(t: Tables) -> ibis.Table:
    """Returns label (kind of hook), n, hits; the row without a label counts all labelled videos.

    Argument: `least`. A video may have several kinds. Young videos are left out.
    """
    # Pinned ones are left out by the labels' own column: DuckDB then takes the smaller side of the
    # join for its hash table.
    labels = t.video_labels.filter(_.field == "hook_type", ~_.is_pinned)
    kinds = labels.select("video_key", "label")
    labelled = labels.select("video_key", label=ibis.null("string")).distinct()
    videos = t.videos.filter(_.outlier_ratio.notnull(), ~is_young(t.videos))
    return (
        kinds.union(labelled)
        .join(videos.select("video_key", is_outlier=_is_outlier), "video_key")
        .group_by("label")
        .aggregate(n=_.count(), hits=_.is_outlier.sum())
        .order_by(ibis.desc("n"), "label")
    )


def shortlist(t: Tables, order: str, most: int) -> ibis.Table:
    """Returns the outliers that are furthest above the usual.

    Besides `SHORTLIST_COLUMNS` they have age (number of the band), hook, transcribed (whether the
    speech is known at all), and the creator's videos_collected.

    Arguments: `least`, times the creator's median from which a video is an outlier; `level_0` …,
    the level of each age band as of `niche_levels`, 0 where it is not known.

    Args:
        t: The tables.
        order: `outlier_ratio` or `niche_ratio`.
        most: So many videos.
    """
    read = [name for name in SHORTLIST_COLUMNS if name != "niche_ratio"]
    videos = _judged(t, 1, "video_key", *read, *_INSTANTS).filter(_.is_outlier)
    videos = videos.select("video_key", *read, age=_age_band)
    videos = videos.mutate(niche_ratio=_.plays / _niche_level())
    best_first = (ibis.desc(order, nulls_first=False), ibis.asc("video_id"))
    best = videos.order_by(*best_first).limit(most)
    said = t.transcripts.select("video_key", "hook", transcribed=True)
    sizes = t.creators.select("creator", "videos_collected")
    return (
        best.left_join(said, "video_key")
        .left_join(sizes, "creator")
        .select(
            "age",
            *SHORTLIST_COLUMNS,
            "hook",
            "videos_collected",
            transcribed=_.transcribed.coalesce(False),
        )
        .order_by(*best_first)
    )


SHORTLIST_COLUMNS: Final = (
    "video_id",
    "creator",
    "caption",
    "hashtags",
    "posted_date",
    "duration_s",
    "is_photo",
    "plays",
    "outlier_ratio",
    "niche_ratio",
    "has_ad_signs",
    "url",
)


def _judged(t: Tables, every: int, *columns: str) -> ibis.Table:
    """Returns the videos whose creator has a usual level, with is_outlier and is_young.

    Only the named columns come along: all of them, at each step, take longer to plan than to read.
    """
    videos = _some(t.videos, every).filter(~_.is_pinned, _.outlier_ratio.notnull())
    return videos.select(*columns, is_outlier=_is_outlier, is_young=is_young)


def _is_outlier(videos: ibis.Table) -> Any:
    return videos.outlier_ratio >= argument("least").cast("float64")


def _settled(t: Tables, every: int, *columns: str) -> ibis.Table:
    """Returns those of them that have had the time to show how they do."""
    return _judged(t, every, *columns).filter(~_.is_young)


def _some(rows: ibis.Table, every: int) -> ibis.Table:
    """Returns every so many-th video, the same ones in each table."""
    return rows if every == 1 else rows.filter(_.video_key % every == 0)


def is_young(videos: ibis.Table) -> Any:
    """Returns whether a video has not had the time to show how it does."""
    return _is_younger(videos, AGE_BANDS[YOUNG])


def _age_band(videos: ibis.Table) -> Any:
    """Returns the number of the band of the whole days between posting and collection."""
    *ends, last = enumerate(AGE_BANDS)
    return ibis.cases(*((_is_younger(videos, band), age) for age, band in ends), else_=last[0])


def _is_younger(videos: ibis.Table, band: Band) -> Any:
    # Compared, not subtracted: the difference of two instants is slow to compute.
    return videos.posted_at > videos.collected_at - ibis.interval(days=band.end)


def _band(number: Any, bands: Sequence[Band]) -> Any:
    """Returns the number of the band, 0 first."""
    ends = [(number < each.end, place) for place, each in enumerate(bands) if each.end is not None]
    return ibis.cases(*ends, else_=len(ends))


def _niche_level() -> Any:
    levels = [argument(f"level_{age}").cast("float64") for age in range(len(AGE_BANDS))]
    return ibis.cases(*((_.age == age, level.nullif(0)) for age, level in enumerate(levels)))
