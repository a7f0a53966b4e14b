"""Tối ưu kênh: the videos that are compared, and which of them has what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.bands import HASHTAG_BANDS
from dash_app.components.creator_traits import bands
from dash_app.components.hashtag_names import hashtag_names
from dash_app.durations import DURATION_BINS
from dash_app.holidays import SEASONS, holidays
from dash_app.pages import Reader
from dash_app.queries import channel, videos
from dash_app.sampling import every_nth
from dash_app.statistics.sample import Floats
from dash_app.statistics.within_creator_rows import Codes
from dash_app.store import Query

_MOST_DISHES: Final = 30
_MOST_TAGS: Final = 40


@dataclass(frozen=True, eq=False)
class Compared:
    """The videos that are compared, in the order of their keys.

    Attributes:
        keys: `video_key` of each.
        creators: Number of the creator of each.
        outcomes: ln(1 + metric) or the rate, as everywhere.
        frame: What is known of each.
        every: Each how many-th video of all that is.
    """

    keys: Codes
    creators: Codes
    outcomes: Floats
    frame: pd.DataFrame
    every: int


@dataclass(frozen=True, eq=False)
class Pairs:
    """Which videos have which things of one kind.

    Attributes:
        topic: Key of a `Topic`.
        keys: Of the things.
        rows: Place of a video among those that are compared.
        bins: Place of the thing in `keys`; as many as the things there are others.
    """

    topic: str
    keys: tuple[str, ...]
    rows: Codes
    bins: Codes


def has_account(reader: Reader) -> bool:
    """Whether the page is asked about one creator; else it is about all of them."""
    return bool(reader.view.choice("account"))


def compared(reader: Reader) -> Compared:
    """Returns the videos in view that are compared."""
    metric, every = reader.view.metric, reader.kept(sample_step)
    frame = reader.frame(channel.compared_videos, metric=metric.key, every=every)
    values = frame["value"].to_numpy("float64")
    return Compared(
        frame["video_key"].to_numpy("int64"),
        frame["creator_number"].to_numpy("int64"),
        values if metric.is_rate else np.log1p(values),
        frame,
        every,
    )


def sample_step(reader: Reader) -> int:
    """Returns each how many-th video is compared."""
    return every_nth(int(reader.frame(videos.video_count).iloc[0]["n"]))


def rhythm_pairs(reader: Reader) -> tuple[Pairs, ...]:
    """Returns when, how long and with how many hashtags videos are posted."""
    frame = reader.kept(compared).frame
    ends = [each.end for each in DURATION_BINS if each.end is not None]
    lengths = frame["duration_s"].to_numpy("float64", na_value=np.nan)
    lasting = np.where(np.isnan(lengths), -1, np.searchsorted(ends, lengths, side="right"))
    return (
        _exclusive("hours", range(24), frame["posted_hour"].to_numpy("int64")),
        _exclusive("days", range(1, 8), frame["posted_weekday"].to_numpy("int64") - 1),
        _exclusive("duration", range(len(DURATION_BINS)), lasting),
        _exclusive(
            "hashtag_count",
            range(len(HASHTAG_BANDS)),
            bands(frame["hashtag_count"].to_numpy("int64"), HASHTAG_BANDS),
        ),
    )


def tag_pairs(reader: Reader) -> Pairs:
    """Returns the hashtags of videos: the most used ones that are not of one creator alone."""
    owned = {"left_out": " ".join(hashtag_names(reader.snapshot).owners)}
    frame = _named(reader, channel.used_hashtags, owned, _MOST_TAGS)
    frame = frame.assign(videos=frame["videos"].map(_once))
    found = reader.kept(compared)
    pairs = _several("hashtags", frame, found)
    # Each video without a tag is what those with it are compared with.
    rest = np.arange(found.keys.size)
    return Pairs(
        "hashtags",
        pairs.keys,
        np.concatenate((pairs.rows, rest)),
        np.concatenate((pairs.bins, np.full(rest.size, len(pairs.keys)))),
    )


def dish_pairs(reader: Reader) -> Pairs:
    """Returns the dish groups of videos."""
    frame = _named(reader, channel.named_dishes, most=_MOST_DISHES)
    return _several("dish", frame, reader.kept(compared))


def place_pairs(reader: Reader) -> Pairs:
    """Returns the provinces of videos."""
    return _several("province", _named(reader, channel.placed_videos), reader.kept(compared))


def label_pairs(reader: Reader) -> tuple[Pairs, ...]:
    """Returns the content labels of videos, by field."""
    frame = _named(reader, channel.labelled_videos)
    found = reader.kept(compared)
    return tuple(
        _several(str(field), rows, found) for field, rows in frame.groupby("field", sort=False)
    )


def season_pairs(reader: Reader) -> tuple[Pairs, Mapping[str, int]]:
    """Returns the seasons that videos were posted in, and how often each was seen."""
    days = reader.kept(compared).frame["posted_date"].to_numpy("datetime64[D]")
    bins = np.full(days.size, -1)
    seen = dict.fromkeys(SEASONS, 0)
    for each in holidays():
        if each.name in SEASONS:
            inside = (days >= np.datetime64(each.starts_on)) & (days <= np.datetime64(each.ends_on))
            bins[inside] = SEASONS.index(each.name)
            seen[each.name] += bool(inside.any())
    # What is in no season is what the seasons are compared with.
    others = np.where(bins < 0, len(SEASONS), bins)
    return Pairs("season", SEASONS, np.arange(days.size), others), seen


def _exclusive(topic: str, keys: range, bins: npt.NDArray[np.int64]) -> Pairs:
    rows = np.flatnonzero(bins >= 0)
    return Pairs(topic, tuple(map(str, keys)), rows, bins[rows])


def _several(topic: str, frame: pd.DataFrame, found: Compared) -> Pairs:
    """Returns the pairs of lists of videos; those without a label are the others of their kind."""
    keys = tuple(str(label) for label in frame["label"].dropna())
    rows, bins = [np.empty(0, dtype="int64")], [np.empty(0, dtype="int64")]
    for label, members in zip(frame["label"], frame["videos"], strict=True):
        own = _places(found.keys, np.asarray(members))
        rows.append(own)
        bins.append(np.full(own.size, len(keys) if pd.isna(label) else keys.index(str(label))))
    return Pairs(topic, keys, np.concatenate(rows), np.concatenate(bins))


def _once(members: Codes) -> Codes:
    """Returns each video once: a caption may carry two spellings of one tag."""
    ordered = np.sort(members)
    return ordered[np.diff(ordered, prepend=-1) > 0]


def _places(keys: Codes, wanted: Codes) -> Codes:
    """Returns where keys stand among sorted ones; what is not there is left out."""
    places = np.searchsorted(keys, wanted)
    inside = places < keys.size
    found: Codes = places[inside][keys[places[inside]] == wanted[inside]]
    return found


def _named(
    reader: Reader, query: Query, texts: Mapping[str, str] | None = None, most: int | None = None
) -> pd.DataFrame:
    every, metric = reader.kept(sample_step), reader.view.metric.key
    if most is None:
        return reader.frame(query, texts, metric=metric, every=every)
    return reader.frame(query, texts, metric=metric, every=every, most=most)
