"""What was looked at for the advice, also where it gave nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from dash_app.findings.channel_advice import Channel, topic_link
from dash_app.findings.channel_evidence import Evidence, Looked
from dash_app.findings.channel_topics import TOPICS, Topic, topics
from dash_app.links import creator_page
from dash_app.view import View
from dash_app.words import whole

Verdict = Literal["sure", "hint", "same", "few"]
VERDICTS: Final = {
    "sure": "khác rõ",
    "hint": "cần xem thêm",
    "same": "không khác rõ",
    "few": "chưa đủ dữ liệu",
}
_LEAST: Final = "cần từ 30 video của 5 TikToker"


@dataclass(frozen=True)
class Line:
    """One line of the table.

    Attributes:
        title: What was looked at.
        whose: In whose videos.
        compared: How many things, and how many of them with enough data.
        verdict: What came out.
        strongest: The numbers of the surest one; why there are none.
        link: Address of the page that shows it.
        link_words: What that is called.
    """

    title: str
    whose: str
    compared: str
    verdict: Verdict
    strongest: str
    link: str
    link_words: str


def looked_lines(looked: Sequence[Looked], channel: Channel, view: View) -> tuple[Line, ...]:
    """Returns all that was looked at: in the creator's own videos first, then in the niche."""
    return (*_own_lines(channel), *(_line(each, view) for each in _complete(looked)))


def compared_in_all(looked: Iterable[Looked]) -> int:
    """Returns how many comparisons of the niche the correction counts."""
    return sum(each.enough for each in looked)


def _complete(looked: Sequence[Looked]) -> Iterator[Looked]:
    """Yields one for each topic, also where no video has any such thing."""
    found = {each.topic: each for each in looked}
    for topic in TOPICS:
        yield found.get(topic.key, Looked(topic.key, 0, 0, ()))


def _line(each: Looked, view: View) -> Line:
    topic = topics()[each.topic]
    if not each.found:
        verdict: Verdict = "few"
        told = (
            f"{whole(each.things)} {topic.unit}, không {topic.unit} nào đủ: {_LEAST}"
            if each.things
            else "không có video nào để so"
        )
    else:
        verdict, told = _verdict(each.found[0]), each.found[0].words
    return Line(
        topic.title,
        "cả ngách",
        f"{whole(each.things)} {topic.unit}, {whole(each.enough)} đủ dữ liệu",
        verdict,
        told,
        topic_link(topic, view),
        _page_words(topic),
    )


def _own_lines(channel: Channel) -> Iterator[Line]:
    order = [topic.key for topic in TOPICS]
    ranked = sorted(channel.evidence, key=lambda each: order.index(each.topic))
    for key, members in groupby(ranked, key=lambda each: each.topic):
        own = list(members)
        topic = topics()[key]
        yield Line(
            topic.title,
            f"@{channel.account}",
            f"{whole(len(own))} {topic.unit} có từ 10 video",
            _verdict(own[0]),
            own[0].words,
            creator_page(channel.account),
            "Một TikToker",
        )


def _verdict(evidence: Evidence) -> Verdict:
    return "sure" if evidence.sure else "hint" if evidence.hint else "same"


def _page_words(topic: Topic) -> str:
    return {
        "/videos/performance": "Hiệu suất",
        "/videos/hashtags": "Hashtag nâng cao",
        "/videos/hashtag": "Một hashtag",
        "/videos/content": "Nội dung",
        "/trends/dishes": "Món ăn",
        "/trends/places": "Địa lý",
        "/trends/weeks": "Theo tuần",
        "/creators/overview": "Tổng quan TikToker",
    }[topic.path]
