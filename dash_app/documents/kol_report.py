"""What a report on a shortlist of KOLs says, apart from how a file lays it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class ScorePart:
    """One part of a score.

    Attributes:
        name: In Vietnamese.
        weight: Share of the whole score, 0 to 1.
        score: 0 to 100; None where the data do not say, and then it has no weight.
        reason: The number behind it, with its sample.
    """

    name: str
    weight: float
    score: float | None
    reason: str


@dataclass(frozen=True)
class Flag:
    """Something to ask about before booking; never a verdict.

    Attributes:
        text: In Vietnamese, with the numbers.
        confidence: How sure the data make it.
    """

    text: str
    confidence: Literal["thấp", "vừa", "cao"]


@dataclass(frozen=True)
class PlaysRange:
    """A forecast of plays: quartiles."""

    p25: float
    p50: float
    p75: float


@dataclass(frozen=True)
class Candidate:
    """One creator of the shortlist.

    Attributes:
        account: Name of the account.
        nickname: As shown on TikTok; the account name where it is not known.
        url: On TikTok.
        tier: In Vietnamese.
        followers: None where not known.
        videos: Collected, which everything below rests on.
        median_plays: Without pinned videos.
        engagement_rate: Median, 0 to 1.
        engagement_percentile: Within niche and tier, 0 to 100.
        score: 0 to 100; None where nothing is known.
        parts: Of the score.
        flags: The most certain first.
        booking: What the bio says of booking, in Vietnamese.
        one: Forecast of one video.
        total: Forecast of all planned videos.
        chance: To reach the wanted plays with all planned videos, 0 to 1; None without a wish.
        fair_fee: Lowest and highest fee in VND at which CPM lies in the user's band; None without.
        recent_plays: Of the latest unpinned videos, the oldest first.
    """

    account: str
    nickname: str
    url: str
    tier: str
    followers: float | None
    videos: int
    median_plays: float | None
    engagement_rate: float | None
    engagement_percentile: float | None
    score: float | None
    parts: tuple[ScorePart, ...]
    flags: tuple[Flag, ...]
    booking: str
    one: PlaysRange
    total: PlaysRange
    chance: float | None
    fair_fee: tuple[float, float] | None
    recent_plays: tuple[float, ...]


@dataclass(frozen=True)
class KolReport:
    """The report.

    Attributes:
        title: In Vietnamese.
        brief: What the brand asked for: label and value.
        planned_videos: How many videos are to be booked of each creator.
        wanted_plays: Of all planned videos of a creator; None without a wish.
        candidates: The best first.
        together: What all of them reach and cost, in one sentence; empty where nothing is known.
        method: How scores, forecasts and flags are made, and their limits; sentences.
        data: What the numbers rest on: label and value.
        synthetic: Whether the data are made up: every sheet and slide says so.
        made_on: In Viet Nam.
    """

    title: str
    brief: tuple[tuple[str, str], ...]
    planned_videos: int
    wanted_plays: float | None
    candidates: tuple[Candidate, ...]
    together: str
    method: tuple[str, ...]
    data: tuple[tuple[str, str], ...]
    synthetic: bool
    made_on: date
