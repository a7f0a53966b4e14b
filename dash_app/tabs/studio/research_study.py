"""Nghiên cứu chủ đề: the numbers on a topic, read from the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from dash_app.bands import DAY_PARTS
from dash_app.components.hashtag_names import hashtag_names
from dash_app.durations import DURATION_BINS
from dash_app.findings.topic_study import (
    LEAST,
    Group,
    Level,
    Share,
    Study,
    TagLift,
    TopicCreator,
    TopicVideo,
)
from dash_app.metrics import metric
from dash_app.pages import Reader
from dash_app.queries import topics
from dash_app.sampling import every_nth
from dash_app.statistics import (
    MIN_SAMPLE,
    MIN_TOGETHER,
    BinEffect,
    lift,
    median_interval,
    median_interval_from_quartiles,
    within_creator_effect,
)
from dash_app.tabs.studio.research_matches import Keys, Matches
from dash_app.tabs.studio.research_timeline import timeline
from dash_app.tabs.studio.research_topic import Topic

PLAYS, RATE = metric("plays"), metric("engagement_rate")
_LEAST_CREATORS: Final = 3
_MOST_TAGS: Final = 200
_SHOWN_TAGS: Final = 12
_SHOWN_CREATORS: Final = 8
_SHOWN_VIDEOS: Final = 8
_SHOWN_SHARES: Final = 6
_OWN_TABLES: Final = frozenset({"dish", "province", "hook_type"})


def read_study(reader: Reader, topic: Topic, matches: Matches) -> Study:
    """Returns the numbers; there is at least one video."""
    texts = {"keys": " ".join(map(str, matches.keys))}
    videos = reader.frame(topics.topic_videos, texts)
    own = videos[~videos["is_pinned"]]
    others = _others(reader, texts)
    contents = _contents(reader.frame(topics.contents_of_topic, texts))
    creators = _creators(videos)
    total, n = int(videos["plays"].sum()), len(videos)
    quartiles = own["plays"].quantile([0.25, 0.75]).tolist() if len(own) else []
    return Study(
        topic=topic.text,
        counted=matches.name,
        parts=matches.parts,
        left_out=matches.left_out,
        sources={source: int(keys.size) for source, keys in matches.by_source.items()},
        announced=int(np.union1d(matches.by_source["caption"], matches.by_source["hashtag"]).size),
        all_videos=n + others.n,
        on=Level(
            n,
            videos["creator"].nunique(),
            median_interval(own["plays"]),
            median_interval(own["engagement_rate"]),
        ),
        others=others,
        plays_effect=_effect(reader, texts, PLAYS.key, n + others.n),
        rate_effect=_effect(reader, texts, RATE.key, n + others.n),
        first=videos["posted_date"].min().date(),
        last=videos["posted_date"].max().date(),
        newest=reader.snapshot.newest or videos["posted_date"].max().date(),
        timeline=timeline(reader, videos),
        tags=_tags(reader, texts, matches.tags, n, n + others.n),
        durations=_durations(videos),
        hours=_hours(videos),
        dishes=contents.get("dish", ()),
        places=contents.get("province", ()),
        labels={
            field: shares
            for field, shares in contents.items()
            if field not in _OWN_TABLES and shares[0].of >= LEAST
        },
        hooks=_hooks(reader.frame(topics.labelled_plays, texts)),
        labelled=max(
            (shares[0].of for f, shares in contents.items() if f not in ("dish", "province")),
            default=0,
        ),
        creators=creators[:_SHOWN_CREATORS],
        top_share=creators[0].total / total if total else 0.0,
        ad_share=float(videos["has_ad_signs"].mean()),
        spread=(quartiles[0], quartiles[1]) if len(own) >= MIN_SAMPLE else None,
        hashtags=float(videos["hashtag_count"].median()),
        videos=_best(reader, videos, matches.by_source),
    )


def _others(reader: Reader, texts: Mapping[str, str]) -> Level:
    row = reader.frame(topics.spread_of_others, texts).iloc[0]
    plays, rate = (
        median_interval_from_quartiles(
            row[f"{each.key}_p25"],
            row[f"{each.key}_p50"],
            row[f"{each.key}_p75"],
            int(row[f"{each.key}_n"]),
            log=not each.is_rate,
        )
        for each in (PLAYS, RATE)
    )
    return Level(int(row["n"]), int(row["creators"]), plays, rate)


def _effect(reader: Reader, texts: Mapping[str, str], key: str, n: int) -> BinEffect | None:
    sums = reader.frame(topics.within_creator_by_topic, texts, metric=key, every=every_nth(n))
    found = within_creator_effect(sums[sums["bin"]], metric(key).scale)
    return found[0] if found else None


def _tags(
    reader: Reader, texts: Mapping[str, str], own: frozenset[str], n: int, everything: int
) -> tuple[TagLift, ...]:
    names = hashtag_names(reader.snapshot)
    frame = reader.frame(
        topics.hashtags_of_topic,
        {**texts, "left_out": " ".join(names.owners)},
        least=_LEAST_CREATORS,
        most=_MOST_TAGS,
    )
    times = lift(frame["together"], frame["n"], [n] * len(frame), everything)
    rows = frame[["hashtag_key", "together", "creators"]].itertuples(index=False, name=None)
    found = [
        TagLift(
            names.name(key),
            key,
            int(together),
            int(creators),
            _known(times.estimate[row]),
            _known(times.low[row]),
            _known(times.high[row]),
            bool(times.enough[row]),
            key in own,
        )
        for row, (key, together, creators) in enumerate(rows)
    ]
    # What is surely set more often than elsewhere; what few videos have, and the topic's own name,
    # come last.
    ranked = sorted(
        found,
        key=lambda tag: (tag.own, tag.n < MIN_TOGETHER, -(tag.low or 0), -tag.n, tag.key),
    )
    return tuple(ranked[:_SHOWN_TAGS])


def _known(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None


def _durations(videos: pd.DataFrame) -> tuple[Group, ...]:
    lengths = videos["duration_s"].to_numpy("float64", na_value=np.nan)
    ends = [each.end for each in DURATION_BINS if each.end is not None]
    bins = np.where(np.isnan(lengths), -1, np.searchsorted(ends, lengths, side="right"))
    photos = Group("bài ảnh", int((bins < 0).sum()), _plays(videos[bins < 0]))
    return (*_groups(videos, bins, [each.label for each in DURATION_BINS]), *_some(photos))


def _hours(videos: pd.DataFrame) -> tuple[Group, ...]:
    ends = [each.end for each in DAY_PARTS if each.end is not None]
    bins = np.searchsorted(ends, videos["posted_hour"].to_numpy("int64"), side="right")
    return _groups(videos, bins, [each.label for each in DAY_PARTS])


def _groups(videos: pd.DataFrame, bins: Any, names: Sequence[str]) -> tuple[Group, ...]:
    found = (
        Group(name, int((bins == place).sum()), _plays(videos[bins == place]))
        for place, name in enumerate(names)
    )
    return tuple(group for each in found for group in _some(each))


def _some(group: Group) -> tuple[Group, ...]:
    return (group,) if group.n else ()


def _plays(videos: pd.DataFrame) -> Any:
    return median_interval(videos.loc[~videos["is_pinned"], "plays"])


def _contents(frame: pd.DataFrame) -> dict[str, tuple[Share, ...]]:
    found: dict[str, tuple[Share, ...]] = {}
    for field, label, n, of in frame.itertuples(index=False, name=None):
        before = found.get(field, ())
        if len(before) < _SHOWN_SHARES:
            found[field] = (*before, Share(label, int(n), int(of)))
    return found


def _hooks(frame: pd.DataFrame) -> tuple[Group, ...]:
    if len(frame) < LEAST:
        return ()
    found = [
        Group(str(label), len(rows), median_interval(rows["plays"]))
        for label, rows in frame.groupby("label", sort=False)
    ]
    return tuple(sorted(found, key=lambda group: (-group.n, group.name)))


def _creators(videos: pd.DataFrame) -> tuple[TopicCreator, ...]:
    totals = videos.groupby("creator", as_index=False).agg(
        n=("plays", "size"), total=("plays", "sum")
    )
    ranked = totals.sort_values(["total", "creator"], ascending=[False, True])
    return tuple(
        _creator(videos[videos["creator"] == account], account, int(n), int(total))
        for account, n, total in ranked.head(_SHOWN_CREATORS).itertuples(index=False, name=None)
    )


def _creator(videos: pd.DataFrame, account: str, n: int, total: int) -> TopicCreator:
    own = videos[~videos["is_pinned"]]
    return TopicCreator(
        account, n, total, median_interval(own["plays"]), median_interval(own["engagement_rate"])
    )


def _best(
    reader: Reader, videos: pd.DataFrame, by_source: Mapping[str, Keys]
) -> tuple[TopicVideo, ...]:
    best = videos.sort_values(["plays", "video_key"], ascending=[False, True]).head(_SHOWN_VIDEOS)
    texts = {"keys": " ".join(map(str, best["video_key"]))}
    sources = {source: set(keys.tolist()) for source, keys in by_source.items()}
    return tuple(
        TopicVideo(
            label=f"V{number}",
            creator=row["creator"],
            caption=row["caption"],
            hashtags=tuple(row["hashtags"]),
            hook=row["hook"] if isinstance(row["hook"], str) else "",
            transcribed=bool(row["transcribed"]),
            plays=int(row["plays"]),
            rate=_known(row["engagement_rate"]),
            outlier_ratio=_known(row["outlier_ratio"]),
            is_photo=bool(row["is_photo"]),
            duration_s=_known(row["duration_s"]),
            posted_date=row["posted_date"].date(),
            has_ad_signs=bool(row["has_ad_signs"]),
            url=row["url"],
            mentioned_in=tuple(
                source for source, keys in sources.items() if row["video_key"] in keys
            ),
        )
        for number, row in enumerate(
            reader.frame(topics.shown_videos, texts).to_dict("records"), start=1
        )
    )
