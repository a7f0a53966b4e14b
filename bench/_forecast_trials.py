"""Forecasts of videos that were held back, each from what was posted before it.

The tiers and the numbers of plays are those of the day of collection: what they were at an earlier
day is not known. The videos that a forecast knows are in the order of posting, though.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import pandas as pd

from dash_app.queries.forecast import HALF_LIFE, RECENT_DAYS, SETTLED_DAYS, histories
from dash_app.statistics.forecast import (
    PlaysModel,
    chance_to_exceed,
    fit_plays_model,
    next_video_quantiles,
    next_videos,
)
from dash_app.store import compile_query

QUANTILES: Final = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
TOGETHER: Final = 5
"""Videos of a total."""

_HELD_BACK = 0.2
_CUTOFFS, _CUTOFF_DAYS, _AHEAD_DAYS = 9, 40, 60


@dataclass(frozen=True)
class Settings:
    """What the model is fitted with."""

    half_life: int = HALF_LIFE
    recent_days: int = RECENT_DAYS


@dataclass(frozen=True)
class Trials:
    """What was forecast and what came, in log plays, ln(1 + plays).

    Attributes:
        videos: One row a held-back video: creator, tier, history (own videos known), is_tuned (of
            the half of creators that the settings were chosen on), y, q5 … q95, log_of_mean and
            mean_of_logs (of the creator's known videos), tier_median.
        totals: One row a creator whose next five videos were held back: the same, of their total,
            with q25, q50 and q75 alone.
        chances: One row a held-back video and number of plays: chance, exceeded.
    """

    videos: pd.DataFrame
    totals: pd.DataFrame
    chances: pd.DataFrame


class Videos:
    """The settled, unpinned videos of a version, of which some are held back."""

    def __init__(self, serving: Path) -> None:
        """Copies what is needed into memory."""
        self._connection = duckdb.connect()
        self._connection.execute("SET TimeZone = 'UTC'")
        self._connection.execute(f"ATTACH '{serving}' AS served (READ_ONLY)")
        self._connection.execute(
            "CREATE TABLE creators AS SELECT creator, tier FROM served.creators"
        )
        self._connection.execute(f"""
            CREATE TABLE settled AS
            SELECT creator, posted_at, collected_at, video_key, plays, is_pinned, creator_tier
            FROM served.videos
            WHERE NOT is_pinned AND posted_at <= collected_at - INTERVAL {SETTLED_DAYS} DAY
        """)
        self.frame = self._connection.execute(
            "SELECT * FROM settled ORDER BY creator, posted_at, video_key"
        ).df()
        self.frame["y"] = np.log1p(self.frame["plays"])

    def fitted(self, known: pd.Series, settings: Settings) -> PlaysModel:
        """Returns the model of the videos that are marked as known."""
        keys = self.frame.loc[known, ["video_key"]]
        self._connection.register("known_keys", keys)
        self._connection.execute(
            "CREATE OR REPLACE TABLE videos AS SELECT * FROM settled SEMI JOIN known_keys "
            "USING (video_key)"
        )
        arguments = {"half_life": settings.half_life, "recent_days": settings.recent_days}
        sql = compile_query(histories, **arguments, every=1).sql
        return fit_plays_model(self._connection.execute(sql).df())


def last_fifth(videos: Videos, settings: Settings) -> Trials:
    """Holds back the last fifth of each creator's videos, one at least where there are two."""
    frame = videos.frame
    of_creator = frame.groupby("creator")["video_key"]
    count, place = of_creator.transform("size"), of_creator.cumcount()
    is_held = (count >= 2) & (place >= count - np.maximum(1, np.floor(_HELD_BACK * count)))
    return _trials(videos, ~is_held, is_held, settings)


def next_five(videos: Videos, settings: Settings) -> Trials:
    """Holds back, on several days of the past, the next five videos of who posted within 60 days.

    Known are the videos that had been out for two weeks on that day.
    """
    return _joined(list(_by_cutoff(videos, settings)))


def _by_cutoff(videos: Videos, settings: Settings) -> Iterator[Trials]:
    frame = videos.frame
    newest = frame["posted_at"].max()
    for number in range(_CUTOFFS):
        cutoff = newest - pd.Timedelta(days=SETTLED_DAYS + _CUTOFF_DAYS * number)
        is_known = frame["posted_at"] <= cutoff - pd.Timedelta(days=SETTLED_DAYS)
        comes = (frame["posted_at"] > cutoff) & (
            frame["posted_at"] <= cutoff + pd.Timedelta(days=_AHEAD_DAYS)
        )
        place = comes.astype(int).groupby(frame["creator"]).cumsum()
        is_next = comes & (place <= TOGETHER)
        if is_known.any() and is_next.any():
            yield _trials(videos, is_known, is_next, settings)


def _joined(trials: list[Trials]) -> Trials:
    return Trials(
        pd.concat([each.videos for each in trials], ignore_index=True),
        pd.concat([each.totals for each in trials], ignore_index=True),
        pd.concat([each.chances for each in trials], ignore_index=True),
    )


def _trials(videos: Videos, is_known: pd.Series, is_held: pd.Series, settings: Settings) -> Trials:
    model = videos.fitted(is_known, settings)
    known, held = videos.frame[is_known], videos.frame[is_held]
    by_creator = known.groupby("creator").agg(
        history=("y", "size"), mean=("plays", "mean"), mean_of_logs=("y", "mean")
    )
    single = held[["creator", "creator_tier", "y"]].rename(columns={"creator_tier": "tier"})
    single = _with_known(single, by_creator, known, 1)
    names = single["creator"].tolist()
    for share, plays in zip(QUANTILES, next_video_quantiles(model, QUANTILES, names), strict=True):
        single[f"q{100 * share:.0f}"] = np.log1p(plays)
    return Trials(single, _totals(model, held, by_creator, known), _chances(model, single, known))


def _totals(
    model: PlaysModel, held: pd.DataFrame, by_creator: pd.DataFrame, known: pd.DataFrame
) -> pd.DataFrame:
    """Returns the trials of the first five held-back videos of each creator that has five."""
    first = held.groupby("creator").head(TOGETHER)
    of_creator = first.groupby("creator", as_index=False).agg(
        tier=("creator_tier", "first"), plays=("plays", "sum"), videos=("plays", "size")
    )
    totals = of_creator[of_creator["videos"] == TOGETHER].drop(columns="videos")
    totals["y"] = np.log1p(totals.pop("plays"))
    totals = _with_known(totals, by_creator, known, TOGETHER)
    forecasts = next_videos(model, totals["creator"].tolist(), TOGETHER)
    for name in ("p25", "p50", "p75"):
        plays = [getattr(each, name) for each in forecasts]
        totals[name.replace("p", "q")] = np.log1p(np.array(plays, dtype=np.float64))
    return totals


def _with_known(
    rows: pd.DataFrame, by_creator: pd.DataFrame, known: pd.DataFrame, times: int
) -> pd.DataFrame:
    """Adds what the other ways of forecasting say, and which half the creator belongs to."""
    rows = rows.join(by_creator, on="creator")
    tier_median = np.log1p(times * known.groupby("creator_tier")["plays"].median())
    rows["history"] = rows["history"].fillna(0).astype(int)
    rows["log_of_mean"] = np.log1p(times * rows.pop("mean"))
    rows["mean_of_logs"] = np.log1p(times * np.expm1(rows["mean_of_logs"]))
    rows["tier_median"] = rows["tier"].map(tier_median)
    is_tuned = [zlib.crc32(name.encode()) % 2 == 0 for name in rows["creator"]]
    rows["is_tuned"] = np.array(is_tuned, dtype=np.bool_)
    return rows.reset_index(drop=True)


def _chances(model: PlaysModel, single: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    names = single["creator"].tolist()
    return pd.concat(
        pd.DataFrame(
            {
                "chance": chance_to_exceed(model, plays, names),
                "exceeded": single["y"] > np.log1p(plays),
                "is_tuned": single["is_tuned"],
            }
        )
        for plays in known["plays"].quantile([0.25, 0.5, 0.75, 0.9])
    )
