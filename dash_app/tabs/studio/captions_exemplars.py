"""Caption, hashtag & nhạc: how the best captions of a niche are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dash_app.findings.caption_habits import CaptionHabits, caption_habits
from dash_app.pages import Reader
from dash_app.queries import exemplars
from dash_app.tabs.studio.captions_brief import Niche
from dash_app.words import local_day

_MOST: Final = 20


@dataclass(frozen=True)
class Exemplar:
    """A caption to learn from.

    Attributes:
        caption: As it was posted.
        creator: Who posted it.
        url: On TikTok.
        plays: So far.
    """

    caption: str
    creator: str
    url: str
    plays: int


@dataclass(frozen=True)
class Exemplars:
    """The captions of the best videos of a niche, by plays / (days + 1)^0,7.

    Attributes:
        videos: The best first.
        habits: What they do.
    """

    videos: tuple[Exemplar, ...]
    habits: CaptionHabits


def find_exemplars(reader: Reader, niche: Niche) -> Exemplars:
    """Returns the best videos of a niche that have a caption."""
    until = local_day(reader.snapshot.manifest.newest_collected_at) or date.min
    frame = reader.frame(
        exemplars.best_of_all, {"until": str(until)}, filters=niche.filters, most=_MOST
    )
    found = tuple(_exemplar(row) for row in frame.to_dict("records") if row["caption"].strip())
    return Exemplars(found, caption_habits([each.caption for each in found]))


def _exemplar(row: dict[Any, Any]) -> Exemplar:
    return Exemplar(row["caption"], row["creator"], row["url"], int(row["plays"]))
