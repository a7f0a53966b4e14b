"""Numbers and times as Vietnamese readers write them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from etl.inputs.local_time import ZONE


def whole(number: int) -> str:
    """Returns `1234567` as `1.234.567`."""
    return f"{number:,}".replace(",", ".")


def decimal(number: float, places: int = 1) -> str:
    """Returns `1234.5` as `1.234,5`."""
    return f"{number:,.{places}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def local_instant(iso: str | None) -> str:
    """Returns an ISO 8601 UTC instant as `19/03/2025 16:59`, Vietnamese time."""
    if iso is None:
        return "—"
    return f"{datetime.fromisoformat(iso).astimezone(ZoneInfo(ZONE)):%d/%m/%Y %H:%M}"


def percent(share: float, places: int = 0) -> str:
    """Returns `0.125` as `13 %`."""
    return f"{decimal(100 * share, places)} %"


def day(value: date) -> str:
    """Returns a date as `19/03/2025`."""
    return f"{value:%d/%m/%Y}"


def days(first: date, last: date) -> str:
    """Returns `10/03–16/03/2025`, or both in full where the years differ."""
    return f"{first:%d/%m}–{day(last)}" if first.year == last.year else f"{day(first)}–{day(last)}"
