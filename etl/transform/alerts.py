"""What alerts are judged by: small tables of counts and medians, the same on any engine.

Instants are seconds since 1970 and days are Vietnamese; what bounds a period is decided by the
caller. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import ibis
from ibis import _

from etl.transform.snapshots import newest


def _seconds(instant: ibis.Value) -> ibis.Value:
    """Returns whole seconds since 1970; to DuckDB they have a fraction."""
    return instant.epoch_seconds().floor()


def newest_instants(videos: ibis.Table) -> ibis.Table:
    """Returns one row: collected_at and posted_at of the newest; missing without videos."""
    return videos.aggregate(
        collected_at=_seconds(_.collected_at).max(),
        posted_at=_seconds(_.posted_at).max(),
    )


def last_looks(videos: ibis.Table) -> ibis.Table:
    """Returns creator, looked_at: when videos of each creator were last collected."""
    return videos.group_by("creator").aggregate(looked_at=_seconds(_.collected_at).max())


def coverage(looks: ibis.Table, since: int, ends: Sequence[int]) -> ibis.Table:
    """Returns one row: `active`, creators looked at since an instant, and how many after each end.

    Args:
        looks: As from `last_looks`.
        since: Creators that were not looked at since then do not count.
        ends: Instants; the columns are `after_0`, `after_1`, …
    """
    active = looks.filter(_.looked_at >= since)
    after = {
        f"after_{n}": active.count(where=active.looked_at >= end) for n, end in enumerate(ends)
    }
    return active.aggregate(active=active.count(), **after)


def covered_videos(
    videos: ibis.Table, looks: ibis.Table, end: int, first: date, last: date
) -> ibis.Table:
    """Returns the videos of some weeks by creators that were looked at after all of them.

    A creator that was not would seem to have fallen silent in the last week.

    Args:
        videos: All videos.
        looks: As from `last_looks`.
        end: Instant at which the last week ends.
        first: Monday of the first week.
        last: Monday of the last week.
    """
    known = looks.filter(_.looked_at >= end)
    weeks = videos.filter(_.week_start.between(ibis.literal(first), ibis.literal(last)))
    return weeks.semi_join(known, "creator")


def active_creators(videos: ibis.Table, week: date) -> ibis.Table:
    """Returns one row: recent, earlier, weeks.

    That is the creators who posted in the week, the pairs of creator and week before it, and the
    number of those weeks.
    """
    pairs = videos.group_by("creator", "week_start").aggregate(videos=_.count())
    is_recent = pairs.week_start == ibis.literal(week)
    return pairs.aggregate(
        recent=pairs.count(where=is_recent),
        earlier=pairs.count(where=~is_recent),
        weeks=pairs.week_start.nunique(where=~is_recent),
    )


def uses(items: ibis.Table, videos: ibis.Table, week: date) -> ibis.Table:
    """Returns subject, name, recent, earlier, recent_videos: who used what, the week and before.

    A creator counts once a week, however often it used the thing: its videos are not independent
    of each other. `name` is the most frequent spelling.

    Args:
        items: video_id, subject, name; a video may have a subject several times.
        videos: As from `covered_videos`.
        week: Monday of the week that the others are compared with.
    """
    used = items.inner_join(videos.select("video_id", "creator", "week_start"), "video_id")
    spelt = used.group_by("subject", "name").aggregate(times=_.count())
    names = newest(spelt, "subject", "times", "name").select("subject", "name")
    in_video = used.group_by("subject", "creator", "week_start", "video_id").aggregate(
        times=_.count()
    )
    pairs = in_video.group_by("subject", "creator", "week_start").aggregate(videos=_.count())
    is_recent = pairs.week_start == ibis.literal(week)
    counted = pairs.group_by("subject").aggregate(
        recent=pairs.count(where=is_recent),
        earlier=pairs.count(where=~is_recent),
        recent_videos=pairs.videos.sum(where=is_recent).coalesce(0),
    )
    return counted.inner_join(names, "subject")


def typical_plays(videos: ibis.Table) -> ibis.Table:
    """Returns one row, plays: the median of all videos that are not pinned."""
    lasting = videos.filter(~_.is_pinned)
    return lasting.aggregate(plays=lasting.plays.cast("float64").median())


def breakout_videos(videos: ibis.Table, since: date, least: float) -> ibis.Table:
    """Returns videos posted since a day with at least so many times their creator's usual plays.

    Columns: video_id, creator, caption, posted_date, plays, times, others (the creator's other
    videos, pinned ones left out).
    """
    found = videos.filter(~_.is_pinned, _.posted_date >= ibis.literal(since)).filter(
        _.outlier_ratio >= least
    )
    return _with_others(found, videos).select(
        "video_id", "creator", "caption", "posted_date", "plays", "others", times="outlier_ratio"
    )


def growing_videos(
    videos: ibis.Table, history: ibis.Table, before: date, since: int, least: float
) -> ibis.Table:
    """Returns older videos that gained much between the last two times they were collected.

    Columns: those of `breakout_videos`, earlier_plays, earlier_at, collected_at; `times` is the
    gain over the usual plays of the creator's other videos.

    Args:
        videos: All videos.
        history: `video_history`.
        before: Only videos posted before this day.
        since: Only videos collected since this instant.
        least: So many times the usual plays were gained at least.
    """
    older = videos.filter(~_.is_pinned, _.snapshots > 1, _.posted_date < ibis.literal(before))
    older = older.filter(_seconds(_.collected_at) >= since, _.plays > 0)
    seen = history.semi_join(older, "video_id").select(
        "video_id", "collected_at", earlier_plays="plays"
    )
    seen = seen.mutate(earlier_at=_seconds(_.collected_at))
    newest_first = ibis.window(group_by="video_id", order_by=ibis.desc("collected_at"))
    second = seen.mutate(place=ibis.row_number().over(newest_first)).filter(_.place == 1)
    moved = older.inner_join(second.drop("place", "collected_at"), "video_id")
    # The usual plays are plays / outlier_ratio.
    moved = moved.mutate(times=(_.plays - _.earlier_plays) * _.outlier_ratio / _.plays)
    return _with_others(moved.filter(_.times >= least), videos).select(
        "video_id",
        "creator",
        "caption",
        "posted_date",
        "plays",
        "others",
        "times",
        "earlier_plays",
        "earlier_at",
        collected_at=_seconds(_.collected_at),
    )


def _with_others(found: ibis.Table, videos: ibis.Table) -> ibis.Table:
    sizes = videos.filter(~_.is_pinned).group_by("creator").aggregate(size=_.count())
    joined = found.left_join(sizes, "creator").drop("creator_right")
    return joined.mutate(others=_.size - 1)


def latest_against_earlier(videos: ibis.Table, age: int, latest: int, earlier: int) -> ibis.Table:
    """Returns one row a creator: plays of its latest videos beside those of the ones before.

    Columns: creator, latest, earlier (numbers of videos), latest_plays, earlier_plays (medians),
    first, last (days of the latest), double_ranks (twice the sum of the ranks that the latest have
    among both, ties sharing their mean) and ties (sum of t³ − t over groups of t equal plays).
    Pinned videos are left out, and videos collected too soon after they were posted.

    Args:
        videos: All videos.
        age: Seconds from posting to collection that a video needs.
        latest: So many videos are the latest.
        earlier: So many before them are compared with them, at most.
    """
    posted, collected = _seconds(_.posted_at), _seconds(_.collected_at)
    grown = videos.filter(~_.is_pinned, collected - posted >= age)
    newest_first = ibis.window(
        group_by="creator", order_by=[ibis.desc("posted_at"), ibis.desc("video_id")]
    )
    some = grown.select("creator", "video_id", "posted_at", "posted_date", "plays").mutate(
        place=ibis.row_number().over(newest_first)
    )
    some = some.filter(_.place < latest + earlier).mutate(is_latest=_.place < latest)
    ranked = some.mutate(
        below=ibis.rank().over(ibis.window(group_by="creator", order_by="plays")),
        equal=_.video_id.count().over(ibis.window(group_by=["creator", "plays"])),
        # Not `median(where=…)`, which Ibis 12 writes in a way that Spark refuses.
        latest_plays=ibis.ifelse(_.is_latest, _.plays.cast("float64"), ibis.null("float64")),
        earlier_plays=ibis.ifelse(_.is_latest, ibis.null("float64"), _.plays.cast("float64")),
    )
    return ranked.group_by("creator").aggregate(
        latest=ranked.count(where=ranked.is_latest),
        earlier=ranked.count(where=~ranked.is_latest),
        latest_plays=ranked.latest_plays.median(),
        earlier_plays=ranked.earlier_plays.median(),
        first=ranked.posted_date.min(where=ranked.is_latest),
        last=ranked.posted_date.max(where=ranked.is_latest),
        double_ranks=(2 * ranked.below + 1 + ranked.equal).sum(where=ranked.is_latest),
        ties=(ranked.equal * ranked.equal - 1).sum(),
    )


def follower_changes(history: ibis.Table) -> ibis.Table:
    """Returns the last two counts of each creator that has two.

    Columns: creator, earlier, earlier_at, followers, collected_at.
    """
    newest_first = ibis.window(group_by="creator", order_by=ibis.desc("collected_at"))
    counted = history.filter(_.followers.notnull()).mutate(
        place=ibis.row_number().over(newest_first), at=_seconds(_.collected_at)
    )
    last = counted.filter(_.place == 0).select("creator", "followers", collected_at="at")
    second = counted.filter(_.place == 1).select("creator", earlier="followers", earlier_at="at")
    return last.inner_join(second, "creator")


def silences(videos: ibis.Table) -> ibis.Table:
    """Returns one row a creator: creator, videos, first, last, longest, looked_at.

    `videos`, `first` day and `longest` (days between two videos that follow each other) are of
    videos that are not pinned; `last` day and `looked_at` are of all.
    """
    lasting = videos.filter(~_.is_pinned)
    days = lasting.group_by("creator", "posted_date").aggregate(videos=_.count())
    in_order = ibis.window(group_by="creator", order_by="posted_date")
    gaps = days.mutate(earlier=_.posted_date.lag().over(in_order))
    gaps = gaps.mutate(gap=_.posted_date.delta(_.earlier, unit="day"))
    rhythm = gaps.group_by("creator").aggregate(
        videos=_.videos.sum(), first=_.posted_date.min(), longest=_.gap.max().coalesce(0)
    )
    ends = videos.group_by("creator").aggregate(
        last=_.posted_date.max(), looked_at=_seconds(_.collected_at).max()
    )
    return rhythm.inner_join(ends, "creator")


def creators_without_videos(creators: ibis.Table) -> ibis.Table:
    """Returns creator, followers of those whose profile was read and no video of theirs."""
    found = creators.filter(_.has_profile, _.videos_collected == 0)
    return found.select("creator", followers=_.followers.coalesce(0))
