"""A script as pages, browsers and files hold it; times follow from the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final, Literal

from dash_app.documents.script_timing import SILENT_S, part_seconds, spoken_words, time_ranges

NO_MODEL: Final = "Không dùng mô hình"


@dataclass(frozen=True)
class Source:
    """A video that a script learned from.

    Attributes:
        video_id: On TikTok.
        creator: Account name.
        url: On TikTok.
        why: It was chosen, or what was learned from it.
    """

    video_id: str
    creator: str
    url: str
    why: str = ""


@dataclass(frozen=True)
class TimedPart:
    """A part of a script.

    Attributes:
        title: What it is for.
        visuals: What is seen.
        dialogue: What is said; `[…]` is a slot to fill.
        silent_s: Seconds that it keeps while nothing is said in it.
        start_s: Seconds from the beginning.
        end_s: Where the next part begins.
    """

    title: str
    visuals: str = ""
    dialogue: str = ""
    silent_s: float = SILENT_S
    start_s: float = 0.0
    end_s: float = 0.0

    @property
    def words(self) -> int:
        """How many are said."""
        return spoken_words(self.dialogue)


@dataclass(frozen=True)
class ShootingScript:
    """A script.

    Attributes:
        id: Of this script, for those who keep several.
        made_at: UTC, ISO 8601.
        made_with: A model, or the data alone.
        model: Its name; empty without.
        description: To be posted, without its hashtags.
        hashtags: Without #.
        duration_s: Wanted; `total_s` is what the parts take.
        words_per_second: The speaking rate that the times are made of.
        setting: Where it is filmed.
        characters: Who is seen or heard.
        parts: In order.
        sources: Videos that it learned from.
        labels: By field of the content labels.
        notes: What one must know of it, each a sentence.
    """

    id: str
    made_at: str
    made_with: Literal["model", "offline"]
    model: str
    description: str
    hashtags: tuple[str, ...]
    duration_s: float
    words_per_second: float
    setting: str
    characters: tuple[str, ...]
    parts: tuple[TimedPart, ...]
    sources: tuple[Source, ...] = ()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def total_s(self) -> float:
        """Seconds that the parts take."""
        return self.parts[-1].end_s if self.parts else 0.0

    @property
    def words(self) -> int:
        """How many are said in all parts."""
        return sum(part.words for part in self.parts)


def timed(script: ShootingScript) -> ShootingScript:
    """Returns a script whose time ranges follow from its words and its speaking rate."""
    lasting = (
        part_seconds(part.dialogue, part.silent_s, script.words_per_second) for part in script.parts
    )
    parts = tuple(
        replace(part, start_s=start, end_s=end)
        for part, (start, end) in zip(script.parts, time_ranges(lasting), strict=True)
    )
    return replace(script, parts=parts)


def script_json(script: ShootingScript) -> dict[str, Any]:
    """Returns a script as plain data for a browser; `script_reading.read_script` reads it back."""
    return asdict(script)
