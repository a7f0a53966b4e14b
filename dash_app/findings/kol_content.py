"""How much of each channel is about what a brief asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from dash_app.findings.kol_brief import FORMS, Brief
from dash_app.findings.kol_score import (
    PRIOR_VIDEOS,
    Floats,
    drawn_to_middle,
    mean_of_known,
    rank_among,
)
from dash_app.words import REGIONS, percent, whole

_AREA_COLUMNS: Final = {"Bắc": "north", "Trung": "middle", "Nam": "south"}
_FORM_COLUMNS: Final = {"short": "short_videos", "long": "long_videos", "photo": "photos"}


@dataclass(frozen=True)
class Content:
    """How often each creator's videos are about one thing that the brief asks for.

    Attributes:
        label: What the brief calls it, at the beginning of a sentence.
        name: Which one, inside a sentence behind "video".
        known: The kind of videos of which it is known, behind "video"; empty for all.
        loosen: What the brand does to ask for it no longer, an imperative.
        hits: Videos about it, by creator.
        videos: Videos of which it is known, by creator.
    """

    label: str
    name: str
    known: str
    loosen: str
    hits: Floats
    videos: Floats

    @property
    def score(self) -> Floats:
        """The percentile of the share among creators with at least one such video; 0 without.

        The share is drawn towards that of all videos, (hits + k·p) / (videos + k), and the
        percentile towards 50, so that one of one does not win. Missing where it is known of no
        video.
        """
        total = self.videos.sum()
        usual = self.hits.sum() / total if total else 0.0
        share = (self.hits + PRIOR_VIDEOS * usual) / (self.videos + PRIOR_VIDEOS)
        ranked = np.where(self.hits > 0, rank_among(share, share[self.hits > 0]), 0.0)
        return np.where(self.videos > 0, drawn_to_middle(ranked, self.videos), np.nan)

    @property
    def coverage(self) -> float:
        """The share of creators of whom it is known, 0 to 1."""
        return float((self.videos > 0).mean()) if self.videos.size else 0.0

    def words(self, row: int) -> str:
        """Returns what is known of one creator."""
        if not self.videos[row]:
            return f"không có video {self.known} để xét {self.label.lower()}"
        hits, videos = self.hits[row], self.videos[row]
        of = f"video {self.known}" if self.known else "video"
        return f"{whole(hits)} trong {whole(videos)} {of} {self.name} ({percent(hits / videos, 0)})"


def contents_asked(
    brief: Brief, channels: pd.DataFrame, hits: Mapping[str, Floats]
) -> tuple[Content, ...]:
    """Returns what the brief asks of the content, in its order.

    Args:
        brief: The brief.
        channels: Columns of `queries.kol.kol_channels` and labelled.
        hits: Videos of the category (`niche`) and with the dish (`food`), by creator, as asked for.
    """
    return tuple(_contents(brief, channels, hits))


def _contents(
    brief: Brief, channels: pd.DataFrame, hits: Mapping[str, Floats]
) -> Iterator[Content]:
    def column(name: str) -> Floats:
        return channels[name].to_numpy(np.float64)

    if brief.niche:
        yield Content(
            "Ngành nội dung",
            f"thuộc “{brief.niche}”",
            "có nhãn thể loại",
            "Bỏ trống ô Ngành nội dung",
            hits["niche"],
            column("labelled"),
        )
    if brief.food:
        # Dishes are looked for in every video: where none is found, the video is about something
        # else, or its words are not known.
        yield Content(
            "Món", f"nhắc tới “{brief.food}”", "", "Bỏ trống ô Món", hits["food"], column("videos")
        )
    if brief.area:
        yield Content(
            "Miền",
            f"ở miền {REGIONS[brief.area].removeprefix('Miền ')}",
            "có địa điểm",
            "Chọn “Mọi miền”",
            column(_AREA_COLUMNS[brief.area]),
            column("placed"),
        )
    if brief.form:
        name = FORMS[brief.form].partition(" (")[0].lower().removeprefix("video ")
        yield Content(
            "Định dạng",
            f"là {name}" if brief.form == "photo" else name,
            "",
            "Chọn “Mọi định dạng”",
            column(_FORM_COLUMNS[brief.form]),
            column("videos"),
        )


def relevance_part(contents: tuple[Content, ...], creators: int) -> Floats:
    """Returns the mean score of what is asked and known; missing where nothing is."""
    if not contents:
        return np.full(creators, np.nan)
    return mean_of_known([each.score for each in contents])
