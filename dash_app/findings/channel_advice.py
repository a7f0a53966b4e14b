"""What a channel could do: the best supported first, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dash_app.findings.channel_evidence import Evidence, Looked
from dash_app.findings.channel_season import season_suggestion
from dash_app.findings.channel_topics import TOPICS, Topic, topics
from dash_app.findings.suggestion import Suggestion
from dash_app.links import creator_page
from dash_app.view import View
from dash_app.words import percent, whole

MOST_SURE: Final = 10
MOST_UNSURE: Final = 6
# From this share of its videos on a channel does a thing already; up to that one it leaves it.
_DOES: Final = 0.5
_LEAVES: Final = 0.05


@dataclass(frozen=True)
class Share:
    """How much of a thing a creator does already.

    Attributes:
        n: Its videos with the thing.
        of: Its videos that could have it.
    """

    n: int
    of: int


@dataclass(frozen=True)
class Channel:
    """The creator that is advised.

    Attributes:
        account: Its name; empty for the whole niche.
        evidence: What its own videos say.
        shares: By topic and key of a thing: how much of it the creator does.
        rhythm: What to do about how often it posts, against its tier.
    """

    account: str = ""
    evidence: tuple[Evidence, ...] = ()
    shares: Mapping[tuple[str, str], Share] | None = None
    rhythm: tuple[Suggestion, ...] = ()


@dataclass(frozen=True)
class Advice:
    """One recommendation.

    Attributes:
        suggestion: As it is shown.
        evidence: What it rests on; None for what rests on another page's numbers.
    """

    suggestion: Suggestion
    evidence: Evidence | None = None


def advise(
    looked: Sequence[Looked],
    channel: Channel,
    *,
    view: View,
    today: date,
) -> tuple[Advice, ...]:
    """Returns the recommendations, sure ones first.

    Args:
        looked: What the niche says.
        channel: Who is advised.
        view: What the page is asked to show; links keep its filters and its metric.
        today: Seasons after it are still to come.
    """
    found = [
        *(Advice(each) for each in channel.rhythm),
        *(each for topic in TOPICS for each in _of_topic(topic, looked, channel, view)),
        *_season(looked, view, today),
    ]
    ranked = sorted(found, key=lambda each: (not each.suggestion.sure, -_strength(each)))
    sure = [each for each in ranked if each.suggestion.sure][:MOST_SURE]
    unsure = [each for each in ranked if not each.suggestion.sure][:MOST_UNSURE]
    return (*sure, *unsure)


def _strength(advice: Advice) -> float:
    return advice.evidence.strength if advice.evidence else 0.0


def _of_topic(
    topic: Topic, looked: Sequence[Looked], channel: Channel, view: View
) -> Iterator[Advice]:
    if topic.key == "season":
        return
    own = [each for each in channel.evidence if each.topic == topic.key]
    niche = [each for of in looked if of.topic == topic.key for each in of.found]
    chosen = _ends(own)
    # What its own videos surely say goes before what others' do.
    if not any(each.sure for each in chosen):
        said = {each.name for each in chosen}
        chosen += _ends([e for e in niche if e.name not in said and _fits(e, channel)])
    for each in chosen:
        yield Advice(_suggestion(topic, each, channel, view), each)


def _ends(found: Sequence[Evidence]) -> list[Evidence]:
    """Returns the surest thing that does better and the surest one that does worse."""
    telling = [each for each in found if each.tells]
    ends = [e for better in (True, False) for e in [e for e in telling if e.better == better][:1]]
    # Of two things that exclude each other one says all: the other is its mirror image.
    return ends[:1] if len(found) == 2 else ends


def _fits(evidence: Evidence, channel: Channel) -> bool:
    """Whether it is news for the channel: not what it does already, nor what it leaves anyway."""
    share = _share(evidence, channel)
    if share is None:
        return True
    part = share.n / share.of
    return part < _DOES if evidence.better else part > _LEAVES


def _share(evidence: Evidence, channel: Channel) -> Share | None:
    share = (channel.shares or {}).get((evidence.topic, evidence.key))
    return share if share is not None and share.of else None


def _suggestion(topic: Topic, evidence: Evidence, channel: Channel, view: View) -> Suggestion:
    template = topic.more if evidence.better else topic.less
    return Suggestion(
        template.format(name=evidence.name),
        f"{evidence.words}.{_share_words(evidence, channel)}{_doubt(evidence)}",
        creator_page(channel.account) if evidence.own else topic_link(topic, view, evidence.key),
        "Xem ở trang Một TikToker" if evidence.own else topic.link_words,
        sure=evidence.sure,
        topic=topic.group,
    )


def _share_words(evidence: Evidence, channel: Channel) -> str:
    if evidence.own or not channel.account:
        return ""
    share = _share(evidence, channel)
    own = (
        f"; @{channel.account} có {percent(share.n / share.of, 0)} video như vậy (trong "
        f"{whole(share.of)})"
        if share
        else ""
    )
    return f" Đây là con số của cả ngách{own}."


def _doubt(evidence: Evidence) -> str:
    if evidence.sure:
        return ""
    return " Chưa chắc khi kể mọi phép so của trang: hãy thử rồi so lại."


def topic_link(topic: Topic, view: View, key: str = "") -> str:
    """Returns the address of the page that shows a topic, with the view's filters and metric."""
    choices = [("metric", view.choice("metric")), *topic.choices]
    if topic.choice and key:
        choices.append((topic.choice, key))
    return f"{topic.path}?{View(view.filters, tuple(choices)).to_url()}"


def _season(looked: Sequence[Looked], view: View, today: date) -> Iterator[Advice]:
    topic = topics()["season"]
    found = [each for of in looked if of.topic == topic.key for each in of.found]
    suggestion, evidence = season_suggestion(found, topic_link(topic, view), today)
    if suggestion is not None:
        yield Advice(suggestion, evidence)
