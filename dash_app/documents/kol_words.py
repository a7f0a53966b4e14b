"""Numbers of a report in words, short enough for a cell or a tile."""

from __future__ import annotations

from dash_app import words
from dash_app.documents.kol_numbers import known, whole_range
from dash_app.documents.kol_report import Candidate, Flag, KolReport, PlaysRange
from dash_app.documents.plain_text import plain, shortened
from etl.text import fold

SAMPLE_BANNER = "Dữ liệu mẫu: mọi tài khoản và con số đều là bịa"
UNITS_NOTE = "N: nghìn; Tr: triệu; Tỷ: tỷ"
_UNITS = {"N": "nghìn", "Tr": "triệu", "Tỷ": "tỷ"}


def name_of(candidate: Candidate, most: int = 200) -> str:
    """Returns the nickname, or the account name where nothing of it can be read."""
    return plain(candidate.nickname, most) or plain(candidate.account, most) or words.MISSING


def handle_of(candidate: Candidate) -> str:
    """Returns the account name as it is written on TikTok."""
    account = plain(candidate.account, 40)
    return f"@{account}" if account else words.MISSING


def spoken(number: float | None) -> str:
    """Returns `1234567` as `1,2 triệu`."""
    figure, _, unit = words.short(known(number)).partition(" ")
    return f"{figure} {_UNITS[unit]}" if unit else figure


def span(low: float | None, high: float | None) -> str:
    """Returns two numbers as `0,8–1,2 triệu`, the unit written once where it is the same."""
    first, second = spoken(low), spoken(high)
    unit = second.partition(" ")[2]
    return f"{first.removesuffix(f' {unit}')}–{second}" if unit else f"{first}–{second}"


def short_span(low: float | None, high: float | None) -> str:
    """Returns two numbers as `850 N–1,2 Tr`."""
    first, second = words.short(known(low)), words.short(known(high))
    unit = second.partition(" ")[2]
    return f"{first.removesuffix(f' {unit}')}–{second}" if unit else f"{first}–{second}"


def plays_span(plays: PlaysRange) -> str:
    """Returns the middle half of a forecast in words."""
    numbers = whole_range(plays)
    return span(numbers[0], numbers[2]) if numbers else words.MISSING


def fee_span(candidate: Candidate) -> str:
    """Returns the fee within the CPM band as `20–35 triệu đồng`."""
    if not has_fee(candidate) or candidate.fair_fee is None:
        return words.MISSING
    return f"{span(*candidate.fair_fee)} đồng"


def has_fee(candidate: Candidate) -> bool:
    """Tells whether both ends of the fair fee are known."""
    return candidate.fair_fee is not None and None not in map(known, candidate.fair_fee)


def score_words(score: float | None) -> str:
    """Returns a score of 100 without decimals."""
    return words.whole(known(score))


def videos_words(report: KolReport) -> str:
    """Returns how many videos are to be booked."""
    return f"{words.whole(report.planned_videos)} video"


def engagement_words(candidate: Candidate) -> str:
    """Returns where the engagement rate stands in its niche and tier; empty where not known."""
    percentile = known(candidate.engagement_percentile)
    if percentile is None:
        return ""
    return f"cao hơn {words.whole(percentile)} % TikToker cùng ngách, cùng nhóm"


def declines(candidate: Candidate) -> bool:
    """Tells whether the bio says that no bookings are taken."""
    return "khong nhan" in fold(plain(candidate.booking))


def flag_words(flag: Flag) -> str:
    """Returns a flag with its confidence before it."""
    return f"Độ chắc {flag.confidence}: {plain(flag.text, 400)}"


def certain_flags(candidate: Candidate) -> int:
    """Returns how many flags have high confidence."""
    return sum(flag.confidence == "cao" for flag in candidate.flags)


def flags_count(candidate: Candidate) -> str:
    """Returns the number of flags, and in brackets how many have high confidence."""
    certain = certain_flags(candidate)
    count = words.whole(len(candidate.flags))
    return f"{count} ({words.whole(certain)})" if certain else count


def source_words(report: KolReport) -> str:
    """Returns what the numbers rest on, for the foot of a page."""
    facts = [f"{plain(label, 60)}: {plain(value, 120)}" for label, value in report.data]
    return "; ".join([*facts[:3], f"lập ngày {words.day(report.made_on)}"])


def goal_words(report: KolReport) -> str:
    """Returns the wish as `một mình đạt 1 triệu lượt xem với 3 video`; empty without one.

    The chances of candidates are those of each alone, not of the whole list.
    """
    if known(report.wanted_plays) is None:
        return ""
    return f"một mình đạt {spoken(report.wanted_plays)} lượt xem với {videos_words(report)}"


def short_name(candidate: Candidate) -> str:
    """Returns a name that leaves room for the rest of a sentence."""
    return shortened(name_of(candidate), 32)
