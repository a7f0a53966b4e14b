"""So sánh: whom to choose for what."""

from __future__ import annotations

from typing import Final

from dash_app.components.suggestions import show_suggestions
from dash_app.findings.compare_choice import Candidate, Goal, choose
from dash_app.pages import Reader, Shown
from dash_app.tabs.creators.compare_choice import Contender, comparison
from dash_app.tabs.creators.compare_measures import measure
from dash_app.tabs.creators.compare_table import leading
from dash_app.tabs.creators.compare_values import measured
from dash_app.tabs.creators.compare_who import STALE_DAYS, last_day

# What one chooses a creator for, and the measure that answers it.
_AIMS: Final = {
    "median_plays": "nhiều lượt xem mỗi video",
    "plays_per_follower": "vươn ra ngoài số người theo dõi",
    "median_engagement_rate": "người xem tương tác nhiều",
    "evenness": "kết quả đều, ít rủi ro từng video",
    "videos_per_week": "lịch đăng dày",
}


def show_actions(reader: Reader) -> Shown:
    """Whom to choose for what, what to ask first, and where to go on."""
    found, values = comparison(reader), measured(reader)
    goals = []
    for key, aim in _AIMS.items():
        of = measure(key)
        numbers = [of.write(own[key].estimate) for own in values]
        goals.append(Goal(aim, of.inside, numbers, leading(of, values)))
    candidates = [_candidate(each, reader) for each in found.contenders]
    return show_suggestions(choose(candidates, goals, STALE_DAYS), found.videos)


def _candidate(contender: Contender, reader: Reader) -> Candidate:
    last, newest = last_day(contender.channel["last_posted_date"]), reader.snapshot.newest
    return Candidate(
        account=contender.account,
        name=contender.name,
        videos=contender.n,
        refuses=contender.channel["booking_note"] == "refuses",
        silent_days=(newest - last).days if last and newest else None,
    )
