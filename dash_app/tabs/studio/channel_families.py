"""Tối ưu kênh: how videos with each thing differ from their creator's other videos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final

import numpy as np

from dash_app.components.hashtag_names import hashtag_names
from dash_app.components.own_rhythm import own_rhythm
from dash_app.findings.channel_advice import Share
from dash_app.findings.channel_evidence import Family
from dash_app.findings.channel_frequency import WeeklyPosts, frequency_family
from dash_app.findings.channel_topics import thing_name, video_words
from dash_app.pages import Reader
from dash_app.statistics import BinEffect, within_creator_effect, within_creator_slope
from dash_app.statistics.within_creator_rows import Codes, sums_by_bin, sums_by_creator
from dash_app.tabs.studio.channel_rows import (
    Compared,
    Pairs,
    compared,
    dish_pairs,
    has_account,
    label_pairs,
    place_pairs,
    rhythm_pairs,
    season_pairs,
    tag_pairs,
)

_AT_A_TIME: Final = 2


def families(reader: Reader) -> tuple[Family, ...]:
    """Returns everything that the page compares, in the order of its topics."""
    return reader.kept(_families)


def all_pairs(reader: Reader) -> tuple[Pairs, ...]:
    """Returns which videos have what, of all kinds."""
    return reader.kept(_pairs)


def own_shares(reader: Reader, keys: Codes) -> Mapping[tuple[str, str], Share]:
    """Returns how much of each thing some videos have, by topic and key of the thing.

    Args:
        reader: Of the page.
        keys: Their `video_key`.
    """
    own = np.isin(reader.kept(compared).keys, keys)
    found: dict[tuple[str, str], Share] = {}
    for pairs in all_pairs(reader):
        mine = own[pairs.rows]
        of = int(np.unique(pairs.rows[mine]).size)
        counts = np.bincount(pairs.bins[mine], minlength=len(pairs.keys))
        for key, n in zip(pairs.keys, counts, strict=False):
            found[pairs.topic, key] = Share(int(n), of)
    return found


def _pairs(reader: Reader) -> tuple[Pairs, ...]:
    # While one waits for the database another one reckons.
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        tags, dishes = pool.submit(tag_pairs, reader), pool.submit(dish_pairs, reader)
        labels, places = pool.submit(label_pairs, reader), pool.submit(place_pairs, reader)
        rhythm = pool.submit(rhythm_pairs, reader)
        season = pool.submit(reader.kept, season_pairs)
        return (
            *rhythm.result(),
            tags.result(),
            dishes.result(),
            *labels.result(),
            places.result(),
            season.result()[0],
        )


def _families(reader: Reader) -> tuple[Family, ...]:
    pairs, found = all_pairs(reader), reader.kept(compared)
    if not found.keys.size:
        return ()
    seen = reader.kept(season_pairs)[1]
    return (
        _frequency(reader, found),
        *(
            replace(each, occasions=seen) if each.topic == "season" else each
            for each in _of_pairs(reader, found, pairs)
        ),
    )


def _of_pairs(reader: Reader, found: Compared, pairs: tuple[Pairs, ...]) -> Iterator[Family]:
    tags, scale = hashtag_names(reader.snapshot), reader.view.metric.scale
    for each in pairs:
        frame = sums_by_bin(
            found.creators, found.outcomes, each.rows, each.bins, len(each.keys) + 1
        )
        frame = frame[frame["bin"] < len(each.keys)]
        effects = within_creator_effect(frame, scale)
        names = {
            key: tags.name(key) if each.topic == "hashtags" else thing_name(each.topic, key)
            for key in each.keys
        }
        videos = {key: video_words(each.topic, name) for key, name in names.items()}
        yield Family(each.topic, tuple(_keyed(effects, each.keys)), names, videos)


def _keyed(effects: tuple[BinEffect, ...], keys: tuple[str, ...]) -> Iterator[BinEffect]:
    for each in effects:
        yield replace(each, bin=keys[int(str(each.bin))])


def _frequency(reader: Reader, found: Compared) -> Family:
    """Returns what goes with one video more in a week.

    The first and the last week of each creator may be cut off by when it was collected. Of a part
    of the videos it cannot be said how many there were in a week.
    """
    if found.every > 1:
        return Family("frequency", (), {}, {})
    weeks = found.frame["week_start"].to_numpy("datetime64[D]").astype("int64") // 7
    weeks = weeks - weeks.min()
    span = int(weeks.max()) + 1
    cells = found.creators * span + weeks
    posts = np.bincount(cells)[cells].astype("float64")
    people = int(found.creators.max()) + 1
    first, last = np.full(people, span), np.full(people, -1)
    np.minimum.at(first, found.creators, weeks)
    np.maximum.at(last, found.creators, weeks)
    whole_weeks = (weeks > first[found.creators]) & (weeks < last[found.creators])
    metric = reader.view.metric
    slope = within_creator_slope(
        sums_by_creator(
            found.creators[whole_weeks], found.outcomes[whole_weeks], posts[whole_weeks]
        ),
        metric.scale,
    )
    usual = _own_posts(reader) or _usual_posts(cells[whole_weeks])
    return frequency_family(WeeklyPosts(slope, usual), metric)


def _usual_posts(cells: Codes) -> float | None:
    """Returns the median number of videos in a creator's week, each week once."""
    counts = np.bincount(cells)
    counts = counts[counts > 0]
    return float(np.median(counts)) if counts.size else None


def _own_posts(reader: Reader) -> float | None:
    """Returns how many videos a week the chosen creator posts; None without one or its rhythm."""
    if not has_account(reader):
        return None
    rhythm = reader.kept(own_rhythm)
    return max(1.0, round(rhythm.per_week)) if rhythm.enough and rhythm.per_week else None
