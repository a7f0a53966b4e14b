"""Tối ưu kênh: what all of its cards speak of, read once."""

from __future__ import annotations

from dataclasses import dataclass

from dash_app.components.chosen_creator import chosen, median_of, own_videos, regular
from dash_app.components.own_rhythm import own_rhythm
from dash_app.findings.bins import value_words
from dash_app.findings.channel_advice import Advice, Channel, advise
from dash_app.findings.channel_evidence import Looked, niche_evidence
from dash_app.findings.channel_plan import Basis, Week, make_plan
from dash_app.pages import Reader
from dash_app.queries import creators, videos
from dash_app.tabs.studio.channel_families import families
from dash_app.tabs.studio.channel_own import own_channel
from dash_app.tabs.studio.channel_rows import has_account
from dash_app.words import MISSING


@dataclass(frozen=True)
class Whose:
    """Whom the page is about.

    Attributes:
        name: `@account`, or the niche.
        account: Empty for the niche.
        n: Videos in view.
        creators: Of the niche in view.
        median: Of the page's metric, without pinned videos; None without any.
        nothing: Why there is nothing to advise from; empty where there is something.
    """

    name: str
    account: str
    n: int
    creators: int
    median: float | None
    nothing: str = ""


def whose(reader: Reader) -> Whose:
    """Returns whom the page is about."""
    return reader.kept(_whose)


def looked(reader: Reader) -> tuple[Looked, ...]:
    """Returns what the niche says on everything that is looked at."""
    return reader.kept(_looked)


def channel(reader: Reader) -> Channel:
    """Returns what the chosen creator's own videos say."""
    return reader.kept(own_channel)


def advice(reader: Reader) -> tuple[Advice, ...]:
    """Returns the recommendations."""
    return reader.kept(_advice)


def plan(reader: Reader) -> tuple[Week, ...]:
    """Returns the four weeks that follow from them by rules."""
    return reader.kept(_plan)


def _whose(reader: Reader) -> Whose:
    metric = reader.view.metric
    row = reader.frame(videos.summary, metric=metric.key).iloc[0]
    if not has_account(reader):
        nothing = "" if row["n"] else "Không có video nào khớp với bộ lọc"
        known = row["median"] == row["median"]
        return Whose(
            "cả ngách",
            "",
            int(row["n"]),
            int(row["creators"]),
            float(row["median"]) if known else None,
            nothing,
        )
    found, own = reader.kept(chosen), own_videos(reader)
    return Whose(
        found.name,
        found.account,
        len(own),
        int(row["creators"]),
        median_of(reader.kept(regular)[metric.key]),
        "" if len(own) else found.nothing(),
    )


def _looked(reader: Reader) -> tuple[Looked, ...]:
    return niche_evidence(families(reader), reader.view.metric)


def _advice(reader: Reader) -> tuple[Advice, ...]:
    if whose(reader).nothing:
        return ()
    return advise(looked(reader), channel(reader), view=reader.view, today=reader.today)


def _plan(reader: Reader) -> tuple[Week, ...]:
    if whose(reader).nothing:
        return ()
    return make_plan(advice(reader), _basis(reader), reader.today)


def _basis(reader: Reader) -> Basis:
    about, metric = whose(reader), reader.view.metric
    if about.account:
        found = reader.kept(own_rhythm)
        per_week = found.per_week if found.enough else None
    else:
        per_week = median_of(reader.frame(creators.creator_summary)["videos_per_week"])
    level = MISSING if about.median is None else value_words(about.median, metric)
    return Basis(per_week, level, about.n, metric.inside)
