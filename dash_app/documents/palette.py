"""Colours of the documents: those of the pages, dark enough for white letters."""

from __future__ import annotations

from typing import Final

INK: Final = "1E293B"
SOFT: Final = "475569"
LINE: Final = "CBD5E1"
PANEL: Final = "F1F5F9"
PALE: Final = "8FC7C1"
WARN: Final = "92400E"
WARN_PANEL: Final = "FEF3C7"
SERIES: Final = ("0F766E", "C2410C", "3B6FD4", "8A6508", "A43C8C", "2F7FA8", "64748B", "5B7A14")
ACCENT, SECOND = SERIES[:2]


def colour(number: int) -> str:
    """Returns the colour of the n-th series."""
    return SERIES[number % len(SERIES)]
