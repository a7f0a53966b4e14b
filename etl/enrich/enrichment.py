"""Adds to each video what its words tell: hashtags, dishes, places, lengths.

What a model answered wins; the rest is found offline. Everything is written as parquet for the
transforms, which any engine can read.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from etl.enrich.dish_groups import learn_groups
from etl.enrich.dish_lexicon import Lexicon, load_lexicon
from etl.enrich.dishes import canonical_dish, clean_dish, find_dishes
from etl.enrich.gazetteer import Gazetteer, Place, load_gazetteer, province_today, region_of
from etl.enrich.place_answers import resolve_answer
from etl.enrich.places import find_places
from etl.enrich.wording import (
    booking_note,
    discloses_advertising,
    hook_of,
    without_own_tags,
    without_phone_numbers,
    word_count,
)
from etl.inputs.rows import Table
from etl.lake.batches import watch_parent
from etl.lake.snapshots import Snapshots
from etl.text import fold, hashtags_in

MODEL, OFFLINE = "model", "offline"
BATCH_ROWS = 4_000
SMALL_ROWS = 8_000

_VIDEO_ID = ("video_id", pa.string())
SCHEMAS: dict[str, pa.Schema] = {
    "hashtags": pa.schema(
        [
            _VIDEO_ID,
            ("position", pa.int32()),
            ("hashtag", pa.string()),
            ("hashtag_key", pa.string()),
        ]
    ),
    "texts": pa.schema(
        [
            _VIDEO_ID,
            ("hashtags", pa.list_(pa.string())),
            ("hashtag_count", pa.int32()),
            ("discloses_ad", pa.bool_()),
            ("hook", pa.string()),
            ("word_count", pa.int32()),
        ]
    ),
    "places": pa.schema(
        [
            _VIDEO_ID,
            ("rank", pa.int32()),
            ("province", pa.string()),
            ("province_now", pa.string()),
            ("region", pa.string()),
            ("district", pa.string()),
            ("found_in", pa.string()),
            ("source", pa.string()),
        ]
    ),
    "dishes": pa.schema(
        [_VIDEO_ID, ("dish", pa.string()), ("dish_group", pa.string()), ("source", pa.string())]
    ),
    "bios": pa.schema(
        [("bio", pa.string()), ("masked", pa.string()), ("booking_note", pa.string())]
    ),
}


class VideoText(NamedTuple):
    """What is known of a video's words."""

    video_id: str
    creator: str
    caption: str
    poi: str | None
    transcript: str | None
    is_answered: bool
    foods: list[str] | None
    city: str | None
    district: str | None


@dataclass(frozen=True)
class Knowledge:
    """The reference tables that offline enrichment works with."""

    gazetteer: Gazetteer
    lexicon: Lexicon


@dataclass
class Found:
    """Rows for each table of `SCHEMAS` but the bios; dishes still without their group."""

    hashtags: list[tuple[object, ...]] = field(default_factory=list)
    texts: list[tuple[object, ...]] = field(default_factory=list)
    places: list[tuple[object, ...]] = field(default_factory=list)
    dishes: list[tuple[str, str, str]] = field(default_factory=list)


def enrich(
    lake: Snapshots, reference: Path, out: Path, on_videos: Callable[[int], None] = lambda _: None
) -> None:
    """Writes `hashtags`, `texts`, `places`, `dishes` and `bios` as parquet to `out`.

    Args:
        lake: The landed snapshots.
        reference: The folder of reference tables.
        out: An existing folder.
        on_videos: Called with the number of videos done since the last call.
    """
    found = Found()
    with duckdb.connect(config={"memory_limit": "1GB"}) as con:
        videos = _video_texts(con, lake)
        for part in _each_batch(reference, videos.batches, videos.rows):
            found.hashtags += part.hashtags
            found.texts += part.texts
            found.places += part.places
            found.dishes += part.dishes
            on_videos(len(part.texts))
        bios = _bios(con, lake)
    groups = learn_groups(Counter(dish for _, dish, _ in found.dishes))
    dishes = [(video, dish, groups[dish], source) for video, dish, source in found.dishes]
    _write(out, "hashtags", found.hashtags)
    _write(out, "texts", found.texts)
    _write(out, "places", found.places)
    _write(out, "dishes", dishes)
    _write(out, "bios", [(bio, without_phone_numbers(bio), booking_note(bio)) for bio in bios])


def load_knowledge(reference: Path) -> Knowledge:
    """Returns the reference tables, ready for matching."""
    return Knowledge(load_gazetteer(reference), load_lexicon(reference))


def enriched(knowledge: Knowledge, videos: Iterable[VideoText]) -> Found:
    """Returns what the words of some videos tell."""
    found = Found()
    for video in videos:
        tags = hashtags_in(video.caption)
        found.hashtags += [(video.video_id, i, tag, fold(tag)) for i, tag in enumerate(tags)]
        found.texts.append(
            (
                video.video_id,
                tags,
                len(tags),
                discloses_advertising(video.caption),
                hook_of(video.transcript),
                word_count(video.transcript) if video.transcript is not None else None,
            )
        )
        found.places += _places(knowledge.gazetteer, video)
        found.dishes += _dishes(knowledge.lexicon, video)
    return found


def _places(gazetteer: Gazetteer, video: VideoText) -> Iterator[tuple[object, ...]]:
    if video.is_answered:
        answer = resolve_answer(gazetteer, video.city, video.district)
        places: list[tuple[Place, str | None]] = [(answer, None)] if answer else []
    else:
        finds = find_places(gazetteer, video.caption, video.transcript, video.poi)
        places = [(Place(find.province, find.district), find.field) for find in finds]
    source = MODEL if video.is_answered else OFFLINE
    known = ((place.province, place.district, found_in) for place, found_in in places)
    for rank, (province, district, found_in) in enumerate(known, 1):
        if province is None:
            continue
        today, region = province_today(gazetteer, province), region_of(gazetteer, province)
        yield (video.video_id, rank, province, today, region, district, found_in, source)


def _dishes(lexicon: Lexicon, video: VideoText) -> Iterator[tuple[str, str, str]]:
    if video.is_answered:
        cleaned = (clean_dish(food) for food in video.foods or ())
        names = [canonical_dish(lexicon, dish) for dish in cleaned if dish]
    else:
        caption = without_own_tags(video.caption, video.creator)
        names = [find.dish for find in find_dishes(lexicon, caption, video.transcript)]
    source = MODEL if video.is_answered else OFFLINE
    return ((video.video_id, dish, source) for dish in dict.fromkeys(names))


@dataclass(frozen=True)
class _VideoTexts:
    rows: int
    batches: Iterator[list[VideoText]]


def _video_texts(con: duckdb.DuckDBPyConnection, lake: Snapshots) -> _VideoTexts:
    """Returns the newest words of each video, with the newest answer on it, in batches."""
    newest = "QUALIFY row_number() OVER (PARTITION BY video_id ORDER BY {} DESC) = 1"
    con.execute(
        f"""
        CREATE TEMP TABLE words AS
        WITH v AS (SELECT video_id, creator, caption, poi FROM {lake.sql(Table.VIDEOS)}
                   {newest.format("collected_at DESC, landing")}),
             t AS (SELECT video_id, transcript FROM {lake.sql(Table.TRANSCRIPTS)}
                   {newest.format("landing DESC, transcript")}),
             m AS (SELECT video_id, true AS is_answered, foods, city, district
                   FROM {lake.sql(Table.MENTIONS)}
                   {newest.format("landing DESC, foods DESC, city DESC, district")})
        SELECT video_id, creator, caption, poi, transcript,
               coalesce(is_answered, false) AS is_answered, foods, city, district
        FROM v LEFT JOIN t USING (video_id) LEFT JOIN m USING (video_id) ORDER BY video_id
        """
    )
    counted = con.execute("SELECT count(*) FROM words").fetchone()
    cursor = con.execute("SELECT * FROM words")

    def batches() -> Iterator[list[VideoText]]:
        while rows := cursor.fetchmany(BATCH_ROWS):
            yield [VideoText(*row) for row in rows]

    return _VideoTexts(counted[0] if counted else 0, batches())


def _bios(con: duckdb.DuckDBPyConnection, lake: Snapshots) -> list[str]:
    rows = con.execute(
        f"SELECT bio FROM {lake.sql(Table.VIDEOS)} WHERE bio IS NOT NULL "
        f"UNION SELECT bio FROM {lake.sql(Table.PROFILES)} WHERE bio IS NOT NULL ORDER BY 1"
    ).fetchall()
    return [bio for (bio,) in rows]


def _each_batch(reference: Path, batches: Iterator[list[VideoText]], rows: int) -> Iterator[Found]:
    """Yields the finds of each batch in order, worked out on all cores where that pays."""
    work = partial(_enriched_here, reference)
    if rows <= SMALL_ROWS:
        yield from map(work, batches)
        return
    workers = os.cpu_count() or 1
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=watch_parent) as pool:
        waiting: deque[Future[Found]] = deque()
        for batch in batches:
            waiting.append(pool.submit(work, batch))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _enriched_here(reference: Path, videos: list[VideoText]) -> Found:
    return enriched(_knowledge_of_this_process(reference), videos)


@cache
def _knowledge_of_this_process(reference: Path) -> Knowledge:
    return load_knowledge(reference)


def _write(out: Path, name: str, rows: Sequence[tuple[object, ...]]) -> None:
    schema = SCHEMAS[name]
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    arrays = [pa.array(list(c), f.type) for c, f in zip(columns, schema, strict=True)]
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out / f"{name}.parquet")
