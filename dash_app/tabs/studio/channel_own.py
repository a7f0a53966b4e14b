"""Tối ưu kênh: what the videos of the chosen creator say by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from dash_app.components.chosen_creator import band, chosen, own_videos, per, settled, texts
from dash_app.components.creator_traits import own_traits, settled_values
from dash_app.components.own_rhythm import own_rhythm
from dash_app.findings.channel_advice import Channel
from dash_app.findings.channel_evidence import own_evidence
from dash_app.findings.channel_topics import thing_name, video_words
from dash_app.findings.creator_suggestions import cadence
from dash_app.findings.own_level import LEAST, Trait, own_levels
from dash_app.pages import Reader
from dash_app.queries import channel
from dash_app.tabs.studio.channel_families import own_shares
from dash_app.tabs.studio.channel_rows import has_account

# Of the traits that the page of one creator compares: the topic here.
_TOPICS: Final = {
    "duration": "duration",
    "part": "hours",
    "weekday": "days",
    "hashtags": "hashtag_count",
}


def own_channel(reader: Reader) -> Channel:
    """Returns what its own videos say; nothing where no creator is chosen."""
    if not has_account(reader):
        return Channel()
    found = reader.kept(chosen)
    videos = reader.kept(settled)
    if videos.empty:
        return Channel(found.account)
    traits = (*_rekeyed(videos), *_contents(reader, videos))
    levels = own_levels(settled_values(reader), traits)
    names = {(each.trait, each.name): _short(each.trait, each.name) for each in levels}
    rhythm = cadence(
        reader.kept(own_rhythm),
        band(reader, "videos_per_week"),
        found.tier_name,
        per(found.value("videos_collected"), found.value("video_count")),
    )
    keys = own_videos(reader)["video_key"].to_numpy("int64")
    return Channel(
        found.account,
        own_evidence(levels, names, reader.view.metric),
        own_shares(reader, keys),
        tuple(replace(each, topic="Nhịp đăng") for each in rhythm),
    )


def _rekeyed(videos: pd.DataFrame) -> Iterator[Trait]:
    for each in own_traits(videos):
        yield replace(each, key=_TOPICS[each.key])


def _contents(reader: Reader, videos: pd.DataFrame) -> Iterator[Trait]:
    """Yields one trait a label, dish or place: a video may have several of a kind."""
    rows = reader.frame(channel.own_contents, texts(reader))
    keys = videos["video_key"].to_numpy("int64")
    for (field, label), members in rows.groupby(["field", "label"], sort=False)["video_key"]:
        if len(members) < LEAST:
            continue
        topic = str(field)
        has = np.isin(keys, members.to_numpy("int64"))
        name = video_words(topic, thing_name(topic, str(label)))
        yield Trait(topic, np.where(has, 0, -1), (name,))


def _short(topic: str, name: str) -> str:
    """Returns how a thing is called in advice, from how its videos are called."""
    empty = {
        "hours": "video đăng ",
        "days": "video đăng ",
        "hashtag_count": "video ",
        "duration": "",
    }
    start = empty.get(topic)
    return name.removeprefix(video_words(topic, "") if start is None else start)
