"""Sounds that more creators use than in the eight weeks before, for the pages that show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

from dash_app.components.newest_week import newest_week
from dash_app.findings.rising_sounds import RisingSound, RisingSounds
from dash_app.findings.sound_names import sound_title
from dash_app.findings.week_span import Span
from dash_app.pages import Reader
from dash_app.queries import sounds
from dash_app.statistics import rises
from etl.alerts.kinds import FALSE_SHARE, LEAST_USERS, WEEKS_BEFORE
from etl.alerts.period import week_end

_MOST: Final = 8


def rising_sounds(reader: Reader, window: int) -> RisingSounds | None:
    """Returns the rises of the newest weeks that are known whole; None without any data.

    Args:
        reader: Of the page.
        window: So many newest weeks are held against those before.
    """
    last = newest_week(reader.snapshot)
    if last is None:
        return None
    texts = _period(last, window)
    frame = reader.frame(sounds.uses, texts, least=LEAST_USERS)
    total, used = frame.iloc[0], frame[frame["music_id"].notna()]
    active, before = int(total["all_recent"]), int(total["all_earlier"])
    recent, earlier = (used[name].to_numpy(dtype="int64") for name in ("recent", "earlier"))
    found = RisingSounds(
        first=date.fromisoformat(texts["week"]),
        last=last,
        active=active,
        active_before=before,
        weeks_before=int(total["weeks"]),
        asked=len(used),
        sounds=(),
    )
    if not found.comparable:
        return found
    rise = rises(recent, earlier, active, before, FALSE_SHARE)
    judged = pd.DataFrame(
        {
            "music_id": used["music_id"].to_numpy(),
            "recent": recent,
            "earlier": earlier,
            **{name: getattr(rise, name) for name in ("expected", "times", "p", "q")},
        }
    )
    up = judged[(judged["recent"] >= 2) & (judged["times"] > 1)]
    surest = up.sort_values(["p", "times", "music_id"], ascending=[True, False, True])
    return replace(found, sounds=_described(reader, texts, surest.head(_MOST)))


def _described(
    reader: Reader, texts: dict[str, str], judged: pd.DataFrame
) -> tuple[RisingSound, ...]:
    if judged.empty:
        return ()
    texts = {**texts, "sounds": " ".join(judged["music_id"])}
    latest: dict[str, Mapping[Any, Any]] = {}
    uses: dict[tuple[str, str], int] = {}
    for row in reader.frame(sounds.weeks_of_sounds, texts).to_dict("records"):
        if pd.isna(row["week"]):
            latest[row["music_id"]] = row
        else:
            uses[row["music_id"], row["week"].date().isoformat()] = int(row["creators"])
    since, until = (date.fromisoformat(texts[name]) for name in ("since", "until"))
    weeks = [each.isoformat() for each in Span(since, until).mondays]
    return tuple(
        _sound(
            row, latest[row["music_id"]], tuple(uses.get((row["music_id"], w), 0) for w in weeks)
        )
        for row in judged.to_dict("records")
    )


def _sound(
    judged: Mapping[Any, Any], latest: Mapping[Any, Any], weeks: tuple[int, ...]
) -> RisingSound:
    return RisingSound(
        key=judged["music_id"],
        title=sound_title(latest["title"]),
        author=latest["author"] or "",
        original=bool(latest["original"]),
        recent=int(judged["recent"]),
        earlier=int(judged["earlier"]),
        creators=int(latest["creators"]),
        videos=int(latest["videos"]),
        plays=float(latest["plays"]),
        expected=float(judged["expected"]),
        times=float(judged["times"]),
        q=float(judged["q"]),
        weeks=weeks,
    )


def _period(last: date, window: int) -> dict[str, str]:
    first = last - timedelta(days=7 * (window - 1))
    return {
        "since": (first - timedelta(days=7 * WEEKS_BEFORE)).isoformat(),
        "week": first.isoformat(),
        "until": last.isoformat(),
        "end": str(week_end(last)),
    }
