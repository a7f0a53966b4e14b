"""The videos that a script learns from: the best of those that the soft filter leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import pandas as pd

from dash_app.filters import Filters
from dash_app.pages import Reader
from dash_app.queries import exemplars
from dash_app.tabs.studio import script_notes
from dash_app.tabs.studio.script_filter import ENOUGH, Relaxed, relax
from dash_app.tabs.studio.script_labels import FoundLabels
from dash_app.tabs.studio.script_words import (
    Dishes,
    dishes_in,
    hashtag_keys,
    known_dishes,
    prepared,
)
from dash_app.words import local_day, whole
from etl.text import fold

Way = Literal["labels", "words", "all"]


@dataclass(frozen=True)
class Exemplar:
    """A video to learn from.

    Attributes:
        number: From 1, the best first; how a draft cites it.
        video_id: On TikTok.
        creator: Account name.
        url: On TikTok.
        caption: As it was posted.
        hashtags: Without #.
        hook: The first sentence that is said; empty where it is not known.
        transcript: What is said; empty where it is not known.
        transcribed: Whether it is known what, or that nothing, is said.
        calls: Whether it calls to an action; None where that is not known.
        duration_s: Of the video.
        words_per_second: Where it speaks, at a rate that can be.
        plays: So far.
        posted_date: In Viet Nam.
        days: From then to the newest day of collection.
        score: plays / (days + 1)^0,7.
        has_ad_signs: See `etl.schema`.
        labels: By field of the content labels.
        shared: Labels, and dishes, that it shares with the description.
        why: Score and what is shared, in a sentence.
    """

    number: int
    video_id: str
    creator: str
    url: str
    caption: str
    hashtags: tuple[str, ...]
    hook: str
    transcript: str
    transcribed: bool
    calls: bool | None
    duration_s: float
    words_per_second: float | None
    plays: int
    posted_date: date
    days: int
    score: float
    has_ad_signs: bool
    labels: Mapping[str, tuple[str, ...]]
    shared: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Selection:
    """What was selected, and how.

    Attributes:
        way: By labels; by words of the description, where no labels help; or the best of all,
            where no video has those words either.
        labelled: Videos that carry any label.
        in_category: Of these, those of the category.
        steps: Of the soft filter, in order; the last one gave what was chosen from. Empty where
            labels were not the way.
        matched: Videos that the exemplars were chosen from.
        exemplars: At most `ENOUGH`, the best first.
        dishes: Of the data, that the description names.
        own_tags: Keys of the exemplars' hashtags that hardly anyone else of all creators uses.
        until: The newest day of collection: days are counted to it.
        formula: How the score is made, for the user.
        synthetic: Whether the data are made up.
        notes: What one must know of it, each a sentence.
    """

    way: Way
    labelled: int
    in_category: int
    steps: tuple[Relaxed, ...]
    matched: int
    exemplars: tuple[Exemplar, ...]
    dishes: tuple[str, ...]
    own_tags: frozenset[str]
    until: date | None
    formula: str
    synthetic: bool
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Pool:
    """Where the exemplars come from."""

    way: Way
    rows: pd.DataFrame
    matched: int
    steps: tuple[Relaxed, ...] = ()
    unknown: tuple[str, ...] = ()


_MOST_DISHES: Final = 10
_FEW_CREATORS: Final = 3
"""A hashtag that fewer use is one's own, or an agency's."""


def select_exemplars(reader: Reader, found: FoundLabels, description: str) -> Selection:
    """Returns the videos to learn from, through the reader's filters.

    They are those of the soft filter; where no labelled video is of the category, those that have
    a dish or a hashtag of the description; where there are none of them either, all.
    """
    until = local_day(reader.snapshot.manifest.newest_collected_at)
    categories = {"categories": "\n".join(found.labels.get("categories", ()))}
    counts = reader.frame(exemplars.labelled_videos, categories).iloc[0]
    dishes = dishes_in(description, reader.snapshot.kept(known_dishes))[:_MOST_DISHES]
    ending = {"until": str(until or date.min)}
    in_category = int(counts["in_category"])
    if in_category:
        pool = _by_labels(reader, found, ending)
    else:
        pool = _by_words(reader, description, dishes, ending, int(counts["videos"]))
    labels = _labels_of(reader, pool.rows)
    named = prepared(dishes)
    best = tuple(
        _exemplar(number, row, labels.get(row["video_key"], {}), found, named)
        for number, row in enumerate(pool.rows.to_dict("records"), start=1)
    )
    return Selection(
        way=pool.way,
        labelled=int(counts["labelled"]),
        in_category=in_category,
        steps=pool.steps,
        matched=pool.matched,
        exemplars=best,
        dishes=dishes,
        own_tags=_own_tags(reader, best),
        until=until,
        formula=script_notes.score_formula(until),
        synthetic=bool(reader.snapshot.manifest.synthetic),
        notes=(
            *script_notes.of_pool(
                pool.way,
                found.labels.get("categories", ()),
                dishes,
                pool.unknown,
                (int(counts["videos"]), int(counts["labelled"]), in_category, pool.matched),
            ),
            *script_notes.of_exemplars(
                len(best),
                len({each.creator for each in best}),
                sum(each.has_ad_signs for each in best),
            ),
        ),
    )


def _by_labels(reader: Reader, found: FoundLabels, ending: Mapping[str, str]) -> _Pool:
    fit = relax(reader, found)
    texts = {**fit.texts, **ending, "step": str(fit.dropped)}
    rows = reader.frame(exemplars.best_matches, texts, slots=len(fit.slots), most=ENOUGH)
    return _Pool("labels", rows, fit.steps[-1].n, fit.steps, fit.unknown)


def _by_words(
    reader: Reader,
    description: str,
    dishes: tuple[str, ...],
    ending: Mapping[str, str],
    videos: int,
) -> _Pool:
    tags = hashtag_keys(description, dishes)
    texts = {"dishes": "\n".join(dishes), "hashtags": "\n".join(tags)}
    matched = int(reader.frame(exemplars.count_by_words, texts).iloc[0]["n"])
    if matched:
        rows = reader.frame(exemplars.best_by_words, {**texts, **ending}, most=ENOUGH)
        return _Pool("words", rows, matched)
    return _Pool("all", reader.frame(exemplars.best_of_all, ending, most=ENOUGH), videos)


def _own_tags(reader: Reader, best: Iterable[Exemplar]) -> frozenset[str]:
    keys = {fold(tag) for each in best for tag in each.hashtags}
    texts = {"hashtags": "\n".join(sorted(keys))}
    counts = reader.frame(exemplars.hashtag_creators, texts, filters=Filters())
    shared = counts[counts["creators"] >= _FEW_CREATORS]["hashtag_key"]
    return frozenset(keys.difference(shared))


def _labels_of(reader: Reader, rows: pd.DataFrame) -> dict[int, dict[str, tuple[str, ...]]]:
    """Returns the labels of each video by field."""
    keys = " ".join(map(str, rows["video_key"]))
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    for row in reader.frame(exemplars.labels_of, {"keys": keys}).to_dict("records"):
        of_video = found.setdefault(row["video_key"], {})
        of_video[row["field"]] = (*of_video.get(row["field"], ()), row["label"])
    return found


def _exemplar(
    number: int,
    row: Mapping[Any, Any],
    labels: Mapping[str, tuple[str, ...]],
    found: FoundLabels,
    dishes: Dishes,
) -> Exemplar:
    transcript = _text(row["transcript"])
    shared = (
        *(
            label
            for name, asked in found.labels.items()
            for label in asked
            if label in labels.get(name, ())
        ),
        *dishes_in(f"{row['caption']} {transcript}", dishes),
    )
    plays, days, score = int(row["plays"]), int(row["days"]), float(row["score"])
    counted = f"{whole(score)} điểm: {whole(plays)} lượt xem sau {whole(days)} ngày"
    return Exemplar(
        number=number,
        video_id=row["video_id"],
        creator=row["creator"],
        url=row["url"],
        caption=row["caption"],
        hashtags=tuple(row["hashtags"]),
        hook=_text(row["hook"]),
        transcript=transcript,
        transcribed=bool(row["transcribed"]),
        calls=None if pd.isna(row["has_call_to_action"]) else bool(row["has_call_to_action"]),
        duration_s=float(row["duration_s"]),
        words_per_second=_known(row["words_per_second"]),
        plays=plays,
        posted_date=pd.Timestamp(row["posted_date"]).date(),
        days=days,
        score=score,
        has_ad_signs=bool(row["has_ad_signs"]),
        labels=labels,
        shared=shared,
        why=f"{counted}; chung: {', '.join(shared)}." if shared else f"{counted}.",
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _known(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
