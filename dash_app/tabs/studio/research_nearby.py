"""Nghiên cứu chủ đề: what to ask about where no video mentions a topic."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from dash_app.pages import Reader
from dash_app.queries import exemplars
from dash_app.tabs.studio.research_matches import Matches
from dash_app.tabs.studio.research_pattern import words_in
from dash_app.tabs.studio.research_topic import Topic
from etl.text import fold

_MOST: Final = 8
_LIKE: Final = 0.6


def nearby(reader: Reader, topic: Topic, matches: Matches) -> tuple[tuple[str, ...], bool]:
    """Returns topics that have videos, and whether they are like what was asked about.

    They are the parts of the topic that have some, then dishes that share a word with it or are
    written alike; else the dishes that most videos name.
    """
    parts = [each.text for each in matches.parts if each.n and len(each.text) > 1]
    frame = reader.frame(exemplars.dish_names)
    names: dict[str, str] = {}
    for dish in frame["dish"]:
        names.setdefault(fold(dish), dish)
    found = dict.fromkeys(parts)
    for part in topic.parts:
        folded = " ".join(words_in(fold(part.text)))
        alike = get_close_matches(folded, names, n=_MOST, cutoff=_LIKE)
        shared = [name for name in names if len(folded) > 1 and folded in name]
        found |= dict.fromkeys(names[name] for name in (*shared[:_MOST], *alike))
    if found:
        return tuple(found)[:_MOST], True
    return tuple(frame["dish"].head(_MOST)), False
