"""Vietnamese words for codes of the datasets; numbers and dates as they are written here."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Final, TypeGuard
from zoneinfo import ZoneInfo

from etl import numbers
from etl.inputs.local_time import ZONE as ZONE_NAME
from etl.numbers import local_instant as local_instant

ZONE: Final = ZoneInfo(ZONE_NAME)
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
TIERS = {"low": "Nhóm thấp", "middle": "Nhóm giữa", "high": "Nhóm cao"}
REGIONS = {"Bắc": "Miền Bắc", "Trung": "Miền Trung", "Nam": "Miền Nam"}
LABEL_FIELDS = {
    "categories": "Thể loại",
    "structure_style": "Cấu trúc",
    "hook_type": "Kiểu mở đầu",
    "tone_of_voice": "Giọng điệu",
    "pacing": "Nhịp độ",
    "has_cta": "Kêu gọi hành động",
    "cta_type": "Kiểu kêu gọi hành động",
    "main_content_focus": "Trọng tâm nội dung",
    "content_style": "Phong cách",
    "audience_target": "Khán giả",
}
COMPARED_LABELS: Final = (
    "categories",
    "main_content_focus",
    "structure_style",
    "hook_type",
    "tone_of_voice",
    "pacing",
    "cta_type",
)
"""The fields of labels by which a channel's videos are compared."""

MISSING = "—"
# Before a unit behind its number; around a sign before a number.
_TOGETHER: Final = re.compile(
    r"(?<=\d) (?=(?:%|N|Tr|Tỷ)(?!\w))|(?<=\w) (?=[=<] ?[\d−])|(?<=[=<]) (?=[\d−])"
)


def whole(number: float | None) -> str:
    """Returns `1234567` as `1.234.567`; a dash for what is missing."""
    if not _is_known(number):
        return MISSING
    return _with_sign(number, numbers.whole(abs(round(number))))


def decimal(number: float | None, places: int = 1) -> str:
    """Returns `1234.5` as `1.234,5`; a dash for what is missing."""
    if not _is_known(number):
        return MISSING
    return _with_sign(number, numbers.decimal(abs(number), places))


def percent(share: float | None, places: int = 1) -> str:
    """Returns `0.1234` as `12,3 %`; a dash for what is missing."""
    if not _is_known(share):
        return MISSING
    return f"{decimal(100 * share, places)} %"


def chance_percent(share: float | None) -> str:
    """Returns a chance in whole per cent; never none and never all, which no forecast says."""
    if not _is_known(share):
        return MISSING
    if share < 0.01:
        return "dưới 1 %"
    return "trên 99 %" if share > 0.99 else percent(share, 0)


def q_percent(q: float) -> str:
    """Returns a share of false findings; what is far from any conclusion is not spelt out."""
    return "> 50 %" if q > 0.5 else percent(q, 1)


def q_words(q: float) -> str:
    """Returns the same inside a sentence: `q = 4,9 %`, `q > 50 %`."""
    shown = q_percent(q)
    return f"q {shown}" if shown.startswith(">") else f"q = {shown}"


def signed_percent(share: float | None, places: int = 0) -> str:
    """Returns `0.1234` as `+12 %` and `-0.05` as `−5 %`; what rounds to nothing has no sign."""
    text = percent(share, places)
    return f"+{text}" if text[0] not in "−—" and text.strip("0, %") else text


def short(number: float | None) -> str:
    """Returns `1234567` as `1,2 Tr`, `15300` as `15,3 N`; small numbers are written out."""
    if not _is_known(number):
        return MISSING
    for size, unit in ((1e9, " Tỷ"), (1e6, " Tr"), (1e3, " N")):
        # From 999.5 thousand on, what is rounded to whole thousands would be a thousand of them.
        if abs(number) >= size * 0.9995:
            scaled = number / size
            return f"{decimal(scaled, 0 if abs(scaled) >= 99.95 else 1).removesuffix(',0')}{unit}"
    return decimal(number, 0 if number == int(number) else 1)


def day(value: date | None) -> str:
    """Returns a date as `19/03/2025`; a dash for what is missing."""
    # pandas' missing time is a date, but not equal to itself.
    if value is None or value != value:
        return MISSING
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def local_day(instant: str | None) -> date | None:
    """Returns the Vietnamese day of an ISO 8601 UTC instant."""
    return datetime.fromisoformat(instant).astimezone(ZONE).date() if instant else None


def seconds(value: float | None) -> str:
    """Returns `75` as `1 phút 15 giây`, `75.4` likewise."""
    if not _is_known(value):
        return MISSING
    minutes, rest = divmod(round(value), 60)
    parts = [f"{minutes} phút"] * bool(minutes) + [f"{rest} giây"] * bool(rest)
    return " ".join(parts) or "0 giây"


def kept_together(text: str) -> str:
    """Returns a text in which no line ends between a number and its unit, nor in `n = 30`."""
    return _TOGETHER.sub("\N{NO-BREAK SPACE}", text)


def _is_known(number: float | None) -> TypeGuard[float]:
    try:
        return number is not None and math.isfinite(number)
    except TypeError:  # the missing values of pandas
        return False


def _with_sign(number: float, absolute: str) -> str:
    """Puts a minus before what does not round to nothing."""
    return f"−{absolute}" if number < 0 and absolute.strip("0,") else absolute
