"""What a fee means: CPM (fee / plays · 1.000) against the brand's own band."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dash_app.findings.kol_brief import MoneyRange

Verdict = Literal["dưới khung", "trong khung", "trên khung", "chưa có khung"]


@dataclass(frozen=True)
class Quote:
    """A fee for a number of videos, against what they are expected to reach.

    Attributes:
        fee: In VND.
        cpm: At the median forecast, in VND a thousand plays.
        range: CPM where plays reach the third quartile (low) and only the first (high).
        band: What counts as usual; None where the brand has not said.
        fair: Fees at which the median forecast costs what the band says; None without a band.
    """

    fee: float
    cpm: float
    range: MoneyRange
    band: MoneyRange | None
    fair: MoneyRange | None

    @property
    def verdict(self) -> Verdict:
        """Where the CPM lies."""
        if self.band is None:
            return "chưa có khung"
        if self.cpm < self.band.low:
            return "dưới khung"
        return "trong khung" if self.cpm <= self.band.high else "trên khung"

    @property
    def is_clear(self) -> bool:
        """Whether the middle half of the forecast says the same."""
        if self.band is None:
            return False
        return {
            "dưới khung": self.range.high < self.band.low,
            "trong khung": self.band.low <= self.range.low and self.range.high <= self.band.high,
            "trên khung": self.range.low > self.band.high,
            "chưa có khung": False,
        }[self.verdict]


def check_quote(fee: float, plays: tuple[float, float, float], band: MoneyRange | None) -> Quote:
    """Returns what a fee means.

    Args:
        fee: In VND, for all videos that the plays are of.
        plays: p25, p50, p75 of the forecast, above 0.
        band: Usual CPM.
    """
    low, middle, high = (1000 * fee / each for each in reversed(plays))
    return Quote(
        fee, middle, MoneyRange(low, high), band, band.of_plays(plays[1]) if band else None
    )


def affordable_cpm(budget: float | None, wanted: float | None) -> float | None:
    """Returns the CPM at which a budget just buys the wanted plays; None where one is not said."""
    return 1000 * budget / wanted if budget is not None and wanted else None
