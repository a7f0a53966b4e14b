"""Vietnamese words for codes of the datasets; numbers and dates as they are written here."""

from __future__ import annotations

import math
from datetime import date
from typing import Final
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
    "has_cta": "Có kêu gọi hành động",
    "cta_type": "Kiểu kêu gọi hành động",
    "main_content_focus": "Trọng tâm nội dung",
    "visual_style": "Phong cách",
    "audience_target": "Khán giả",
}
MISSING = "—"


def whole(number: float | None) -> str:
    """Returns `1234567` as `1.234.567`; a dash for what is missing."""
    if number is None or not math.isfinite(number):
        return MISSING
    return numbers.whole(round(number))


def decimal(number: float | None, places: int = 1) -> str:
    """Returns `1234.5` as `1.234,5`; a dash for what is missing."""
    if number is None or not math.isfinite(number):
        return MISSING
    return numbers.decimal(number, places)


def percent(share: float | None, places: int = 1) -> str:
    """Returns `0.1234` as `12,3 %`; a dash for what is missing."""
    if share is None or not math.isfinite(share):
        return MISSING
    return f"{decimal(100 * share, places)} %"


def signed_percent(share: float, places: int = 0) -> str:
    """Returns `0.1234` as `+12 %` and `-0.05` as `−5 %`."""
    text = percent(abs(share), places)
    return f"+{text}" if share >= 0 else f"−{text}"


def short(number: float | None) -> str:
    """Returns `1234567` as `1,2 Tr`, `15300` as `15,3 N`; small numbers are written out."""
    if number is None or not math.isfinite(number):
        return MISSING
    for size, unit in ((1e9, " Tỷ"), (1e6, " Tr"), (1e3, " N")):
        # 999,950 rounds to a thousand thousands, which is a million.
        if abs(number) >= size * 0.99995:
            scaled = number / size
            return f"{decimal(scaled, 0 if abs(scaled) >= 99.95 else 1).removesuffix(',0')}{unit}"
    return decimal(number, 0 if number == int(number) else 1)


def day(value: date | None) -> str:
    """Returns a date as `19/03/2025`."""
    return f"{value:%d/%m/%Y}" if value else MISSING


def seconds(value: float | None) -> str:
    """Returns `75` as `1 phút 15 giây`, `75.4` likewise."""
    if value is None or not math.isfinite(value):
        return MISSING
    minutes, rest = divmod(round(value), 60)
    return (
        " ".join(
            part for part in (f"{minutes} phút" if minutes else "", f"{rest} giây" if rest else "")
        )
        or "0 giây"
    )
