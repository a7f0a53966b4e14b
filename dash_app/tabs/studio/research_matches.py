"""Nghiên cứu chủ đề: which videos mention a topic, and where they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
import numpy.typing as npt

from dash_app.findings.topic_study import LEAST, SOURCES, PartCount
from dash_app.pages import Reader
from dash_app.queries import topics
from dash_app.tabs.studio.research_topic import Part, Topic

Keys = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Matches:
    """The videos that are counted.

    Attributes:
        name: What they mention, in words.
        keys: Their `video_key`, in order.
        parts: All parts of the topic, each looked for on its own.
        left_out: Narrower readings with too few videos: name and number.
        by_source: Keys by where they mention it.
        tags: Keys of the hashtags by which they are looked for.
    """

    name: str
    keys: Keys
    parts: tuple[PartCount, ...]
    left_out: tuple[tuple[str, int], ...]
    by_source: Mapping[str, Keys]
    tags: frozenset[str]


def find_matches(reader: Reader, topic: Topic) -> Matches:
    """Returns the videos that mention all of the topic; less of it where they are too few."""
    found = {part: _mentions(reader, part) for part in topic.parts}
    anywhere = {part: _union(list(by.values())) for part, by in found.items()}
    left_out: list[tuple[str, int]] = []
    readings = _readings(topic, anywhere)
    # The last reading is counted however few it has.
    for number, parts in enumerate(readings, start=1):
        keys = reduce(np.intersect1d, [anywhere[part] for part in parts])
        if keys.size >= LEAST or number == len(readings):
            break
        left_out.append((_name(parts), int(keys.size)))
    by_source = {
        source: np.intersect1d(keys, _union([found[part][source] for part in parts]))
        for source in SOURCES
    }
    return Matches(
        _name(parts),
        keys,
        tuple(
            PartCount(part.kind, part.text, int(anywhere[part].size), part in parts)
            for part in topic.parts
        ),
        tuple(left_out),
        by_source,
        frozenset(tag for part in parts for tag in part.tags),
    )


def _readings(topic: Topic, anywhere: Mapping[Part, Keys]) -> tuple[tuple[Part, ...], ...]:
    """Returns the topic, then less of it: what no video mentions is left out first.

    Unless nothing but a place would be left: who asks for a dish somewhere does not ask for all
    that is eaten there.
    """
    known = tuple(part for part in topic.parts if anywhere[part].size)
    if all(part.kind == "nơi" for part in known):
        return topic.narrowings
    return tuple(dict.fromkeys((topic.parts, *replace(topic, parts=known).narrowings)))


def _mentions(reader: Reader, part: Part) -> dict[str, Keys]:
    frame = reader.frame(topics.mentions, part.texts)
    rows = dict(zip(frame["source"], frame["videos"], strict=True))
    nothing = np.empty(0, dtype=np.int64)
    return {source: np.asarray(rows.get(source, nothing), dtype=np.int64) for source in SOURCES}


def _union(keys: list[Keys]) -> Keys:
    return np.unique(np.concatenate(keys))


def _name(parts: tuple[Part, ...]) -> str:
    return " + ".join(part.text for part in parts)
