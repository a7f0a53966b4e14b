"""Four weeks made of the recommendations by rules: one change at a time, so that it can be seen.

The first week is posted as always and is what the others are measured by; what is sure is done from
the second week on, and each hint is tried in one week alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dash_app.findings.channel_advice import Advice
from dash_app.findings.channel_evidence import Evidence
from dash_app.findings.channel_season import next_season
from dash_app.findings.channel_topics import topics
from dash_app.words import day, decimal, whole

WEEKS: Final = 4
_WHEN: Final = ("hours", "days")
_TAGS: Final = ("hashtags", "hashtag_count")
_MOST_EACH: Final = 3
# So many days before a season its posts are made.
_AHEAD: Final = 21


@dataclass(frozen=True)
class Week:
    """One week of the plan; all parts are written out.

    Attributes:
        name: With its days.
        videos: How many.
        when: Days and hours.
        content: What to make.
        hashtags: Which, how many.
        trial: The one thing that is tried.
        measure: What to look at in the end.
    """

    name: str
    videos: str
    when: str
    content: str
    hashtags: str
    trial: str
    measure: str


@dataclass(frozen=True)
class Basis:
    """What a channel does now.

    Attributes:
        per_week: Videos a week; None where that is not known.
        level: What a video usually reaches, with its unit, written out.
        n: Videos behind it.
        metric: Inside a sentence.
    """

    per_week: float | None
    level: str
    n: int
    metric: str


def make_plan(advice: Sequence[Advice], basis: Basis, today: date) -> tuple[Week, ...]:
    """Returns the weeks.

    Args:
        advice: The recommendations, sure ones first.
        basis: Of the channel, or of a usual one of the niche.
        today: The plan begins on the Monday after it.
    """
    monday = today + timedelta(days=7 - today.weekday())
    sure = [each.evidence for each in advice if each.suggestion.sure and each.evidence]
    trials = [
        each.suggestion.action
        for each in advice
        if not each.suggestion.sure and each.evidence and each.evidence.topic != "season"
    ]
    return tuple(
        Week(
            name=_name(number, monday + timedelta(days=7 * number)),
            videos=_videos(basis, sure, number),
            when=_listed(sure, _WHEN, number) or "như hiện nay",
            content=_content(sure, number, monday + timedelta(days=7 * number)),
            hashtags=_listed(sure, _TAGS, number) or "như hiện nay",
            trial=_trial(trials, number),
            measure=_measure(basis, number),
        )
        for number in range(WEEKS)
    )


def _name(number: int, monday: date) -> str:
    return f"Tuần {number + 1}: {day(monday)} – {day(monday + timedelta(days=6))}"


def _videos(basis: Basis, sure: Sequence[Evidence], number: int) -> str:
    if basis.per_week is None:
        return "giữ nhịp hiện nay"
    now = max(1, round(basis.per_week))
    more = any(each.topic == "frequency" and each.better for each in sure)
    if number and more:
        return f"{whole(now + 1)} video (thêm 1)"
    return f"{whole(now)} video (hiện nay {decimal(basis.per_week)} mỗi tuần)"


def _listed(found: Sequence[Evidence], topics: Sequence[str], number: int) -> str:
    """Returns what is surely better or worse of some topics; nothing in the first week."""
    if not number:
        return ""
    own = [each for each in found if each.topic in topics]
    more = [each.name for each in own if each.better][:_MOST_EACH]
    less = [each.name for each in own if not each.better][:_MOST_EACH]
    parts = [f"ưu tiên {', '.join(more)}"] * bool(more) + [f"tránh {', '.join(less)}"] * bool(less)
    return "; ".join(parts)


def _content(sure: Sequence[Evidence], number: int, monday: date) -> str:
    known = (*_WHEN, *_TAGS, "frequency", "season")
    about = [each for each in sure if each.topic not in known]
    parts = []
    if number:
        more = [each for each in about if each.better]
        # Another one each week, so that each can be told apart.
        parts += [_thing(more[(number - 1) % len(more)])] if more else []
        less = [each.name for each in about if not each.better][:_MOST_EACH]
        parts += [f"bớt {', '.join(less)}"] if less else []
    season = next_season(monday)
    if season and (season.starts_on - monday).days <= _AHEAD:
        worse = any(each.topic == "season" and not each.better for each in sure)
        parts.append(
            f"tránh dồn vào {season.name}"
            if worse
            else f"chuẩn bị {season.name} (từ {day(season.starts_on)})"
        )
    return "; ".join(parts) or "như hiện nay"


def _thing(evidence: Evidence) -> str:
    title = topics()[evidence.topic].title
    return f"thêm {title[0].lower()}{title[1:]}: {evidence.name}"


def _trial(trials: Sequence[str], number: int) -> str:
    if not number:
        return "chưa thử gì: tuần này làm mốc"
    if number > len(trials):
        return "không thử thêm: lặp lại tuần trước để chắc hơn"
    return f"{trials[number - 1].rstrip('.')}; làm ở nửa số video rồi so hai nửa"


def _measure(basis: Basis, number: int) -> str:
    against = f"mức quen {basis.level} (n = {whole(basis.n)} video)" if not number else "tuần 1"
    return f"trung vị {basis.metric} của video trong tuần, 7 ngày sau khi đăng, so với {against}"
