"""The bands that a creator is compared with: how its tier is spread over each measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dash_app.filters import Filters
from dash_app.queries import tier_bands as queries
from dash_app.statistics import Spread, spread
from dash_app.store import Snapshot

_NONE = Spread((), 0)


@dataclass(frozen=True)
class TierBands:
    """The bands of a version.

    Attributes:
        spreads: By tier code and measure of `dash_app.queries.tier_bands`.
    """

    spreads: Mapping[tuple[str, str], Spread]

    def of(self, tier: str | None, measure: str) -> Spread:
        """Returns how a tier is spread over a measure; nothing where the tier is not known."""
        return self.spreads.get((tier or "", measure), _NONE)


def tier_bands(snapshot: Snapshot) -> TierBands:
    """Returns the bands of a version, of all its videos; they are made once."""
    return snapshot.kept(_read)


def _read(snapshot: Snapshot) -> TierBands:
    rows = snapshot.frame(queries.tier_bands, Filters())
    return TierBands(
        {
            (tier, measure): spread(at, n)
            for tier, measure, n, at in rows.itertuples(index=False, name=None)
        }
    )
