"""How the numbers on a topic are written."""

from __future__ import annotations

from dash_app.findings.topic_study import SOURCES, Level, Share, Study, TagLift, TopicVideo
from dash_app.statistics import MIN_SAMPLE, BinEffect, Interval, share_interval
from dash_app.words import MISSING, decimal, percent, short, signed_percent, whole

FEW = "còn ít"
_ONE_PERCENT = 0.01


def plays_words(plays: Interval) -> str:
    """Returns a median of plays with its interval and n."""
    return _interval(plays, *(short(each) for each in (plays.estimate, plays.low, plays.high)))


def rate_words(rate: Interval) -> str:
    """Returns a median of a rate likewise."""
    return _interval(rate, *(percent(each, 2) for each in (rate.estimate, rate.low, rate.high)))


def lift_words(tag: TagLift) -> str:
    """Returns how many times as often a hashtag is set, with its interval.

    Of the topic's own name that says nothing: no other video can have it.
    """
    if tag.own:
        return "chính là tên chủ đề"
    if tag.times is None or tag.low is None or tag.high is None:
        return MISSING
    few = "" if tag.enough else f", {FEW}"
    return f"{decimal(tag.times)} lần ({decimal(tag.low)}–{decimal(tag.high)}){few}"


def share_words(share: Share) -> str:
    """Returns a share with its interval and what it is of."""
    found = share_interval(share.n, share.of)
    few = "" if found.enough else f", {FEW}"
    return (
        f"{percent(found.estimate, 0)} ({percent(found.low, 0)}–{percent(found.high, 0)}), "
        f"n = {whole(share.of)}{few}"
    )


def effect_words(effect: BinEffect | None, rate: bool) -> str:
    """Returns a difference among the videos of one creator."""
    if effect is None or not effect.enough:
        return "chưa đủ dữ liệu"
    estimate, low, high = (
        _change(each, rate) for each in (effect.estimate, effect.low, effect.high)
    )
    return (
        f"{estimate} ({low} đến {high}), n = {whole(effect.n)} video của "
        f"{whole(effect.creators)} TikToker"
    )


def compared_words(on: Interval, others: Interval) -> str:
    """Returns whether a level is above another one, by their intervals."""
    if not (on.enough and others.enough):
        return "chưa đủ dữ liệu để so"
    if on.low is None or on.high is None or others.low is None or others.high is None:
        return "chưa phân biệt được"
    if on.low > others.high:
        return "cao hơn rõ"
    return "thấp hơn rõ" if on.high < others.low else "chưa phân biệt được"


def source_words(video: TopicVideo) -> str:
    """Returns where a video mentions the topic."""
    return ", ".join(SOURCES[source] for source in video.mentioned_in)


def matched_words(study: Study) -> str:
    """Returns how many videos mention the topic where."""
    counts = [
        f"{name} {whole(study.sources[source])}"
        for source, name in SOURCES.items()
        if study.sources.get(source)
    ]
    return "; ".join(counts)


def size_words(level: Level) -> str:
    """Returns how many videos of how many creators there are."""
    return f"{whole(level.n)} video của {whole(level.creators)} TikToker"


def part_words(study: Study) -> str:
    """Returns which part of all videos in view is on the topic."""
    part = study.on.n / study.all_videos
    return percent(part, 1 if part >= _ONE_PERCENT else 2)


def few_words(n: int) -> str:
    """Returns how few videos there are."""
    return f"chỉ có {whole(n)} video" if n else "không có video nào"


def _interval(found: Interval, estimate: str, low: str, high: str) -> str:
    if found.estimate is None:
        return MISSING
    between = "" if found.low is None or found.high is None else f" ({low}–{high})"
    few = "" if found.n >= MIN_SAMPLE else f", {FEW}"
    return f"{estimate}{between}, n = {whole(found.n)}{few}"


def _change(value: float | None, rate: bool) -> str:
    if value is None:
        return MISSING
    if not rate:
        return signed_percent(value / 100)
    return f"{'+' if value > 0 else ''}{decimal(value, 2)} điểm %"
