"""The ranking of creators for the brief of a view: made once, shown by several cards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.components.plays_forecast import plays_model
from dash_app.filters import Filters
from dash_app.findings.kol_brief import Brief
from dash_app.findings.kol_content import Content, contents_asked, relevance_part
from dash_app.findings.kol_fit import Fit, find_fit
from dash_app.findings.kol_flags import FlagTable, find_flags, safety_part
from dash_app.findings.kol_peers import Peers, find_peers
from dash_app.findings.kol_score import Floats, drawn_to_middle, weighted
from dash_app.pages import Reader
from dash_app.queries import kol
from dash_app.statistics.forecast import PlaysForecast, next_videos
from dash_app.tabs.creators.kol_basis import Basis, kol_basis
from dash_app.tabs.creators.kol_controls import read_brief

TOP: Final = 20
_COMPARED: Final = ("engagement_rate", "likes_per_play", "comments_per_play")


@dataclass(frozen=True)
class Ranking:
    """The creators of a version as a brief sees them, one row each.

    Attributes:
        brief: What is asked for.
        basis: What does not depend on it.
        contents: What it asks of the content.
        peers: Whom each creator is compared with.
        usual: Medians of each creator's peers, by the column that they are of.
        engagement: Percentile of each engagement rate among the peers.
        flags: What to ask about.
        parts: Scores of `kol_score.PARTS`, one column each; missing where nothing is known.
        shares: Share of each part in the score.
        scores: 0 to 100; missing where no known part has a weight.
        fit: Who is ranked.
        order: Numbers of the rows that are ranked, the best first.
    """

    brief: Brief
    basis: Basis
    contents: tuple[Content, ...]
    peers: Peers
    usual: dict[str, Floats]
    engagement: Floats
    flags: FlagTable
    parts: Floats
    shares: Floats
    scores: Floats
    fit: Fit
    order: npt.NDArray[np.intp]

    @property
    def channels(self) -> pd.DataFrame:
        """The facts of the creators."""
        return self.basis.channels

    @cached_property
    def points(self) -> Floats:
        """How many points each part brings; they add up to the score."""
        return np.nan_to_num(self.parts) * self.shares

    @property
    def is_scored(self) -> bool:
        """Whether any part has a weight."""
        return any(self.brief.weights)

    @property
    def shortlisted(self) -> tuple[int, ...]:
        """The rows of the shortlist, in the order in which they were chosen."""
        rows = self.basis.rows
        return tuple(rows[account] for account in self.brief.shortlist if account in rows)

    @property
    def strangers(self) -> tuple[str, ...]:
        """Accounts of the shortlist that the data do not know."""
        return tuple(each for each in self.brief.shortlist if each not in self.basis.rows)

    def facts(self, row: int) -> dict[str, Any]:
        """Returns what is known of one creator, and what is usual among its peers."""
        known = {name: values[row] for name, values in self.basis.columns.items()}
        usual = {f"usual_{name}": values[row] for name, values in self.usual.items()}
        return known | usual | {"peers": self.peers.of(row).words}

    def account(self, row: int) -> str:
        """Returns the account name of a creator."""
        return str(self.basis.columns["creator"][row])

    def place(self, row: int) -> int | None:
        """Returns the place of a row in the ranking, from 1; None where it is not ranked."""
        found = np.flatnonzero(self.order == row)
        return int(found[0]) + 1 if found.size else None


def ranking(reader: Reader) -> Ranking:
    """Returns the ranking of a view; it is made once."""
    return reader.kept(_rank)


def _rank(reader: Reader) -> Ranking:
    brief, basis = read_brief(reader.view), kol_basis(reader.snapshot)
    channels = basis.channels
    contents = contents_asked(brief, channels, _hits(reader, brief, basis))
    in_niche = np.all([each.hits > 0 for each in contents], axis=0) if contents else None
    peers = find_peers(channels, in_niche)
    flags = find_flags(channels, peers)
    engagement = peers.ranks(channels["engagement_rate"])
    parts = np.column_stack(
        [
            relevance_part(contents, len(channels)),
            basis.plays,
            basis.steadiness,
            drawn_to_middle(engagement, channels["lasting"]),
            basis.growth,
            safety_part(channels, flags),
        ]
    )
    scores, shares = weighted(parts, brief.weights)
    # Those of whom it is not known what they post come behind all of whom it is.
    content_known = ~np.isnan(parts[:, 0]) * 1.0
    fit = find_fit(brief, channels, contents, _lowest_fees(brief, channels))
    return Ranking(
        brief,
        basis,
        contents,
        peers,
        {name: peers.medians(channels[name]) for name in _COMPARED},
        engagement,
        flags,
        parts,
        shares,
        scores,
        fit,
        _best_first(fit, content_known, scores, channels["median_plays"].to_numpy(np.float64)),
    )


def _hits(reader: Reader, brief: Brief, basis: Basis) -> dict[str, Floats]:
    """Returns how many videos of each creator are about what the brief names."""
    asked = (
        ("niche", brief.niche, kol.kol_in_category),
        ("food", brief.food, kol.kol_with_dish),
    )
    hits = {}
    for name, value, query in asked:
        if value:
            frame = reader.frame(query, {name: value}, Filters())
            hits[name] = np.zeros(len(basis.channels))
            rows = [basis.rows[account] for account in frame["creator"].tolist()]
            hits[name][rows] = frame["hits"]
    return hits


def _lowest_fees(brief: Brief, channels: pd.DataFrame) -> Floats | None:
    """Returns the least fee that the brief's CPM gives each creator; None without a CPM.

    The median of a sum of videos is above so many times the median of one, so nobody is called too
    dear who is not.
    """
    if brief.cpm is None:
        return None
    plays = brief.videos * channels["p50"].to_numpy(np.float64)
    return np.asarray(brief.cpm.of_plays(1).low * plays)


def _best_first(fit: Fit, *keys: Floats) -> npt.NDArray[np.intp]:
    """Returns the ranked rows by some keys, the first before all; each descends, missing last."""
    rows = np.flatnonzero(fit.inside)
    last_first = [np.nan_to_num(-key[rows], nan=np.inf) for key in reversed(keys)]
    return np.asarray(rows[np.lexsort(last_first)])


def forecasts(reader: Reader) -> dict[int, PlaysForecast]:
    """Returns the forecast of all booked videos by row: of the top, the shortlist, the quoted."""
    return reader.kept(_forecast)


def _forecast(reader: Reader) -> dict[int, PlaysForecast]:
    ranked = ranking(reader)
    brief, rows = ranked.brief, ranked.basis.rows
    quoted = [rows[brief.quoted]] if brief.quoted in rows else []
    wanted = dict.fromkeys([*ranked.order[:TOP].tolist(), *ranked.shortlisted, *quoted])
    model = reader.snapshot.kept(plays_model)
    accounts = [ranked.account(row) for row in wanted]
    found = next_videos(model, accounts, brief.videos, brief.wanted)
    return dict(zip(wanted, found, strict=True))
