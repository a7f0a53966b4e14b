"""How often the chosen creator posts."""

from __future__ import annotations

from datetime import date

from dash_app.components.chosen_creator import own_videos, regular
from dash_app.findings.posting import Rhythm, rhythm
from dash_app.pages import Reader
from dash_app.words import ZONE


def own_rhythm(reader: Reader) -> Rhythm:
    """Returns the rhythm of its videos without pinned ones."""
    return rhythm(reader.kept(regular)["posted_date"], _seen_until(reader))


def _seen_until(reader: Reader) -> date | None:
    """Returns the last day whose videos could be in view: of their collection, or of the filter."""
    videos, end = own_videos(reader), reader.view.filters.end
    if videos.empty:
        return None
    collected: date = videos["collected_at"].max().astimezone(ZONE).date()
    return min(collected, end) if end else collected
