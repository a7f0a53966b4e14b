"""What every choice of KOLs rests on, whatever the brief: read and computed once a version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.components.plays_forecast import plays_model
from dash_app.filters import Filters
from dash_app.findings.kol_score import Floats, growth_part, plays_part, steadiness_part
from dash_app.queries import kol
from dash_app.statistics.forecast import next_video
from dash_app.store import Query, Snapshot

_HISTORY = ("days", "first_followers", "last_followers", "worst_change")
_PLAYS = ("p25", "p50", "p75")


@dataclass(frozen=True)
class Basis:
    """The creators of a version, one row each in all that follows.

    Attributes:
        channels: Columns of `kol_channels`, labelled, those of `kol_follower_history`, and p25,
            p50, p75: the forecast of one video.
        columns: The same as arrays, from which one row is read quickly.
        rows: Number of the row by account.
        plays: Part "Lượt xem" of the score.
        steadiness: Part "Độ đều".
        growth: Part "Tăng trưởng".
        videos: Collected in all.
        with_dish: Of these, with a dish.
    """

    channels: pd.DataFrame
    columns: dict[str, npt.NDArray[Any]]
    rows: dict[str, int]
    plays: Floats
    steadiness: Floats
    growth: Floats
    videos: int
    with_dish: int


def kol_basis(snapshot: Snapshot) -> Basis:
    """Returns the basis of a version; it is made once."""
    return snapshot.kept(_read)


def _read(snapshot: Snapshot) -> Basis:
    def frame(query: Query) -> pd.DataFrame:
        return snapshot.frame(query, Filters())

    channels = frame(kol.kol_channels)
    accounts = channels["creator"].tolist()
    labelled = frame(kol.kol_labelled).set_index("creator").reindex(accounts)
    history = frame(kol.kol_follower_history).set_index("creator").reindex(accounts)
    forecast = next_video(snapshot.kept(plays_model), accounts)
    added = {
        "labelled": labelled["labelled"].fillna(0),
        "snapshots": history["snapshots"].fillna(0),
    }
    added |= {name: history[name] for name in _HISTORY} | {name: forecast[name] for name in _PLAYS}
    channels = channels.assign(
        nickname=channels["nickname"].fillna(""),
        **{name: each.to_numpy(np.float64, na_value=np.nan) for name, each in added.items()},
    )
    found = frame(kol.kol_dish_coverage).iloc[0]
    return Basis(
        channels,
        {str(name): channels[name].to_numpy() for name in channels},
        {account: row for row, account in enumerate(accounts)},
        plays_part(channels),
        steadiness_part(channels),
        growth_part(channels),
        int(found["videos"]),
        int(found["with_dish"]),
    )
