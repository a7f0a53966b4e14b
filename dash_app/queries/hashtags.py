"""Questions to `video_hashtags`: which tags are used, how their videos do, what goes with one tag.

A tag is its key, so that spellings with and without diacritics are one. A caption may carry two
spellings of one tag; `tagged` leaves the later one out, so that rows are videos. Which rows those
are is the argument `repeats`, the tags that are not to count are `left_out`, a chosen one is `tag`:
lists are keys with a space between.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import ibis
from ibis import _

from dash_app.bands import HASHTAG_BANDS
from dash_app.queries import videos
from dash_app.queries.tables import Tables, argument
from dash_app.queries.videos import outcome, value_of

MOST_COUNTED: Final = 16
"""Videos with so many hashtags or more are one bin."""

# No caption holds so many hashtags: a video and a position become one number.
_POSITIONS: Final = 10_000


def tagged(t: Tables) -> ibis.Table:
    """Returns `video_hashtags` with one row for each tag of a video."""
    # An empty list is one empty text, which is no number.
    repeats = _listed("repeats", "row").select(row=_.row.try_cast("int64"))
    rows = t.video_hashtags.mutate(row=_row(t.video_hashtags))
    return rows.anti_join(repeats, "row").drop("row")


def repeats(t: Tables) -> ibis.Table:
    """Returns row: of each tag that its video carries in another spelling before."""
    spelled = t.video_hashtags.group_by("hashtag_key").aggregate(n=_.hashtag.nunique())
    several = t.video_hashtags.semi_join(spelled.filter(_.n > 1), "hashtag_key")
    before = ibis.window(group_by=("video_key", "hashtag_key"), order_by="position")
    found = several.mutate(row=_row(several), number=ibis.row_number().over(before))
    return found.filter(_.number > 0).select("row")


def spellings(t: Tables) -> ibis.Table:
    """Returns hashtag_key, hashtag: how tags are mostly written, where that is not their key."""
    counted = t.video_hashtags.group_by("hashtag_key", "hashtag").aggregate(n=_.count())
    own = ibis.window(group_by="hashtag_key", order_by=(ibis.desc("n"), "hashtag"))
    first = counted.mutate(number=ibis.row_number().over(own)).filter(_.number == 0)
    return first.filter(_.hashtag != _.hashtag_key).select("hashtag_key", "hashtag")


def account_names(t: Tables) -> ibis.Table:
    """Returns creator, nickname."""
    return t.creators.select("creator", "nickname")


def heaviest_users(t: Tables) -> ibis.Table:
    """Returns hashtag_key, creator, n, total: tags that one creator mostly uses.

    Those are tags of at least 5 videos of which one creator posted at least 90 %, and of the tags
    that are listed in the argument `names` those of which one creator posted at least half.
    """
    names = _listed("names", "hashtag_key")
    counted = tagged(t).group_by("hashtag_key", "creator").aggregate(n=_.count())
    own = ibis.window(group_by="hashtag_key")
    shares = counted.mutate(total=_.n.sum().over(own))
    mostly = (_.total >= 5) & (_.n * 10 >= _.total * 9)
    named = (_.n * 2 >= _.total) & _.hashtag_key.isin(names.hashtag_key)
    return shares.filter(mostly | named).select("hashtag_key", "creator", "n", "total")


def most_used(t: Tables, metric: str, by_total: int, by_count: int) -> ibis.Table:
    """Returns hashtag_key, n, total: the tags with the largest total, and those most used."""
    rows = tagged(t)
    counted = _kept(
        rows.group_by("hashtag_key").aggregate(
            n=_.count(), total=rows[metric].sum().cast("float64")
        )
    )
    largest = counted.order_by(ibis.desc("total"), "hashtag_key").limit(by_total)
    commonest = counted.order_by(ibis.desc("n"), "hashtag_key").limit(by_count)
    return largest.union(commonest, distinct=True).order_by(ibis.desc("n"), "hashtag_key")


def best_per_video(t: Tables, metric: str, aggregate: str, least: int, most: int) -> ibis.Table:
    """Returns hashtag_key, n, value, creators: the tags with the highest mean or median.

    `n` counts the videos behind the value (for a median without pinned ones), at least `least`.
    """
    counts = _[metric].notnull()
    if aggregate == "median":
        counts &= ~_.is_pinned
    rows = tagged(t).filter(counts)
    valued = rows.group_by("hashtag_key").aggregate(
        n=_.count(), value=value_of(rows, metric, aggregate)
    )
    best = (
        _kept(valued.filter(_.n >= least)).order_by(ibis.desc("value"), "hashtag_key").limit(most)
    )
    # A repeated tag adds no creator.
    users = (
        t.video_hashtags.filter(counts)
        .semi_join(best, "hashtag_key")
        .group_by("hashtag_key")
        .aggregate(creators=_.creator.nunique())
    )
    return best.join(users, "hashtag_key").order_by(ibis.desc("value"), "hashtag_key")


def metric_by_hashtag_count(t: Tables, metric: str, aggregate: str) -> ibis.Table:
    """Returns bin (0 … `MOST_COUNTED`), n, value."""
    counted = t.videos.mutate(bin=ibis.least(_.hashtag_count, MOST_COUNTED))
    return (
        counted.group_by("bin")
        .aggregate(n=counted.count(), value=value_of(counted, metric, aggregate))
        .order_by("bin")
    )


def within_creator_by_hashtag_count(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs, by number of the band."""
    count = t.videos.hashtag_count
    cases = [
        (count < band.end, number)
        for number, band in enumerate(HASHTAG_BANDS)
        if band.end is not None
    ]
    group = ibis.cases(*cases, else_=len(cases))
    return videos.within_creator(t.videos.mutate(bin=group), metric, every)


def creator_sums_by_hashtag_count(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns what `statistics.within_creator_slope` needs, x being the number of hashtags."""
    some = t.videos.filter(_.video_key % every == 0) if every > 1 else t.videos
    measured = (
        some.filter(~_.is_pinned, _[metric].notnull())
        .mutate(x=_.hashtag_count.cast("float64"), y=outcome(metric))
        .group_by("creator")
    )
    return measured.aggregate(
        n=_.count(),
        sum_x=_.x.sum(),
        sum_y=_.y.sum(),
        sum_xx=(_.x * _.x).sum(),
        sum_xy=(_.x * _.y).sum(),
    ).order_by("creator")


def videos_by_period(t: Tables, period: str, most: int) -> ibis.Table:
    """Returns period (its first day), n: of the newest periods that have videos, oldest first."""
    newest = (
        t.videos.mutate(period=_period(t.videos, period))
        .group_by("period")
        .aggregate(n=_.count())
        .order_by(ibis.desc("period"))
        .limit(most)
    )
    return newest.order_by("period")


def uses_by_period(t: Tables, period: str) -> ibis.Table:
    """Returns period, hashtag_key, n; of the tags in the argument `tags`, from the day `since`."""
    rows = tagged(t).semi_join(_listed("tags", "hashtag_key"), "hashtag_key")
    return (
        rows.mutate(period=_period(rows, period))
        .filter(_.period >= argument("since").cast("date"))
        .group_by("period", "hashtag_key")
        .aggregate(n=_.count())
        .order_by("period", "hashtag_key")
    )


def key_figures(t: Tables, metric: str) -> ibis.Table:
    """Returns one row on the tag's videos: n, creators, measured, sum, mean, median, and sums.

    The sums are plays, engagements (likes, comments, shares, saves) and engagements_public (the
    same without saves), of videos that were played.
    """
    rows = _with_tag(t)
    played = rows.plays > 0
    public = rows.likes + rows.comments + rows.shares
    return rows.aggregate(
        n=rows.count(),
        creators=rows.creator.nunique(),
        measured=rows[metric].count(),
        sum=rows[metric].sum().cast("float64"),
        mean=rows[metric].mean(),
        median=value_of(rows, metric, "median"),
        plays=rows.plays.sum(where=played).cast("float64"),
        engagements=(public + rows.saves).sum(where=played).cast("float64"),
        engagements_public=public.sum(where=played).cast("float64"),
    )


def metric_by_period(t: Tables, metric: str, aggregate: str, period: str, most: int) -> ibis.Table:
    """Returns period, n, value of the tag's videos in the newest periods, oldest first."""
    rows = _with_tag(t)
    rows = rows.mutate(period=_period(rows, period))
    newest = (
        rows.group_by("period")
        .aggregate(n=rows.count(), value=value_of(rows, metric, aggregate))
        .order_by(ibis.desc("period"))
        .limit(most)
    )
    return newest.order_by("period")


def used_together(t: Tables, together: int, least: int, most: int) -> ibis.Table:
    """Returns hashtag_key, n, together, tag_n, total: the tags that go with the chosen one.

    Of tags with `together` common videos and `least` videos of their own those whose share of
    common videos is highest: the order of lift, for the rest of it is the same for all.

    Columns: videos with this tag; with both; with the chosen tag; all videos.
    """
    own = _rows_of_tag(t)
    rows = tagged(t).mutate(beside=_.video_key.isin(own.video_key))
    counted = rows.group_by("hashtag_key").aggregate(n=_.count(), together=_.count(where=_.beside))
    return (
        _kept(counted.filter(_.together >= together, _.n >= least))
        .filter(_.hashtag_key != argument("tag"))
        .order_by(ibis.desc(_.together / _.n), ibis.desc("together"), "hashtag_key")
        .limit(most)
        .mutate(
            tag_n=own.aggregate(n=own.video_key.nunique()).as_scalar(),
            total=t.videos.aggregate(n=t.videos.count()).as_scalar(),
        )
    )


def creators_with_and_without(t: Tables, metric: str, least: int, most: int) -> ibis.Table:
    """Returns creators whose median with the tag is highest against that of their other videos.

    Pinned videos are left out; each side has at least `least` videos.

    Columns: creator; n_with, n_without; with_tag, without_tag (medians); ratio; and over all such
    creators: creators (how many) and higher (how many have a ratio above 1).
    """
    measured = _marked(t).filter(~_.is_pinned, _[metric].notnull())
    value, has = measured[metric], measured.has
    compared = (
        measured.group_by("creator")
        .aggregate(
            n_with=measured.count(where=has),
            n_without=measured.count(where=~has),
            with_tag=value.median(where=has).cast("float64"),
            without_tag=value.median(where=~has).cast("float64"),
        )
        .filter(_.n_with >= least, _.n_without >= least, _.without_tag > 0)
        .mutate(ratio=_.with_tag / _.without_tag)
    )
    everyone = ibis.window()
    return (
        compared.mutate(
            creators=_.count().over(everyone),
            higher=(_.ratio > 1).sum().over(everyone),
        )
        .order_by(ibis.desc("ratio"), "creator")
        .limit(most)
    )


def within_creator_by_tag(t: Tables, metric: str) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs, by whether a video has the tag."""
    return videos.within_creator(_marked(t).mutate(bin=_.has), metric)


def video_rows(t: Tables, order: str, descending: int, offset: int, limit: int) -> ibis.Table:
    """Returns some rows of the table of the tag's videos, in an order."""
    return videos.video_rows(_narrowed(t), order, descending, offset, limit)


def top_videos(t: Tables, metric: str, most: int) -> ibis.Table:
    """Returns the tag's videos with the highest metric, for a download."""
    return videos.top_videos(_narrowed(t), metric, most)


def video_count(t: Tables) -> ibis.Table:
    """Returns one row: n, the videos with the tag."""
    return videos.video_count(_narrowed(t))


def _listed(name: str, column: str) -> ibis.Table:
    return argument(name).split(" ").unnest().name(column).as_table()


def _row(rows: ibis.Table) -> Any:
    return rows.video_key.cast("int64") * _POSITIONS + rows.position


def _kept(tags: ibis.Table) -> ibis.Table:
    """Returns a table of tags without those that are left out."""
    return tags.anti_join(_listed("left_out", "hashtag_key"), "hashtag_key")


def _with_tag(t: Tables) -> ibis.Table:
    return tagged(t).filter(_.hashtag_key == argument("tag"))


def _rows_of_tag(t: Tables) -> ibis.Table:
    """Returns the tag's rows, a video perhaps twice: enough to know which videos have it."""
    return t.video_hashtags.filter(_.hashtag_key == argument("tag"))


def _narrowed(t: Tables) -> Tables:
    """Returns the tables with only the videos that have the tag."""
    return replace(t, videos=t.videos.semi_join(_rows_of_tag(t), "video_key"))


def _marked(t: Tables) -> ibis.Table:
    """Returns the videos of all who use the tag, with a column `has`: whether it has the tag."""
    rows = _rows_of_tag(t)
    return t.videos.semi_join(rows, "creator").mutate(has=_.video_key.isin(rows.video_key))


def _period(rows: ibis.Table, period: str) -> Any:
    return {
        "day": rows.posted_date,
        "week": rows.week_start,
        "month": rows.posted_date.truncate("M"),
    }[period]
