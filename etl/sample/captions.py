"""Captions as people write them, with the oddities that a reader must survive."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from etl.sample import phrases
from etl.sample.dice import Dice, running_weights
from etl.sample.people import Creator
from etl.sample.places import City
from etl.text import fold

_TAG_COUNTS: Final = (16, 6, 8, 14, 17, 12, 12, 7, 4, 3, 2, 1.2, 0.5, 0.4, 0.2, 0.2)
"""How often a caption carries 0, 1, 2, … 15 hashtags."""


@dataclass(frozen=True)
class Subject:
    """What a video is about.

    Attributes:
        dish: The main dish or product.
        others: Other dishes that are shown.
        city: Where, if the video says so.
        district: Where in the city, if the video says so.
        brand: Whose product, or who pays.
        about_food: False for the few that have nothing to do with food.
    """

    dish: str
    others: tuple[str, ...]
    city: City | None
    district: str | None
    brand: str
    about_food: bool

    def fill(self, sentence: str) -> str:
        """Returns a sentence with its gaps filled."""
        if "{" not in sentence:
            return sentence
        return sentence.format(
            dish=self.dish,
            Dish=self.dish[0].upper() + self.dish[1:],
            where=self._where(),
            where_plain=self.city.name if self.city else "chợ đêm",
            brand=self.brand,
        )

    def _where(self) -> str:
        if self.city is None:
            return "gần nhà"
        return f"ở {self.district}, {self.city.name}" if self.district else f"ở {self.city.name}"


@dataclass(frozen=True)
class TagSpan:
    """A hashtag and where it stands, in UTF-16 units as TikTok counts."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Caption:
    """A caption, its hashtags and its language as TikTok guesses it."""

    text: str
    tags: tuple[TagSpan, ...]
    language: str


class CaptionWriter:
    """Writes the captions of a creator."""

    def __init__(self, dice: Dice, creator: Creator) -> None:
        """Takes the creator whose voice it is."""
        self._dice = dice
        self._creator = creator
        self._tag_counts = running_weights(_TAG_COUNTS)

    def write(self, subject: Subject, disclosed: bool) -> Caption:
        """Returns the caption of a video."""
        body = self._body(subject)
        if disclosed:
            body = f"{body} {subject.fill(self._dice.pick(phrases.DISCLOSURES))}"
        names = self._tags(subject)
        if self._dice.chance(0.03):
            body = unicodedata.normalize("NFD", body)
            names = [unicodedata.normalize("NFD", name) for name in names]
        text, spans = _with_tags(body, names)
        return Caption(text, spans, self._language(body))

    def _body(self, subject: Subject) -> str:
        dice = self._dice
        if dice.chance(0.015):
            return ""
        lines = phrases.CAPTIONS[self._creator.style.category]
        text = subject.fill(dice.pick(lines if subject.about_food else phrases.OFF_TOPIC))
        if dice.chance(0.012):
            text = f"{dice.pick(phrases.ODD_STARTS)}, {text}"
        if dice.chance(0.02):
            text = f"{dice.pick(phrases.FANCY)} {text}"
        if dice.chance(0.45):
            text = f"{text} {dice.pick(phrases.EMOJI)}"
        return f"{text}\n" if dice.chance(0.04) else text

    def _tags(self, subject: Subject) -> list[str]:
        dice = self._dice
        wanted = dice.place(self._tag_counts)
        names: dict[str, None] = {}
        if wanted and dice.chance(0.7):
            names[self._creator.own_tag] = None
        if wanted and subject.about_food and dice.chance(0.7):
            names[fold(subject.dish).replace(" ", "")] = None
        city = subject.city or self._creator.home
        if wanted and dice.chance(0.6 if subject.city else 0.12):
            names[dice.pick(phrases.JOINED_TAGS).format(city=city.tag)] = None
        own = phrases.STYLE_TAGS[self._creator.style.category]
        for name in dice.shuffled((*own, *phrases.GENERAL_TAGS)):
            if len(names) >= wanted:
                break
            names[name] = None
        return list(names)[:wanted]

    def _language(self, body: str) -> str:
        if not body:
            return "un"
        return "en" if self._dice.chance(0.05) else "vi"


def _with_tags(body: str, names: list[str]) -> tuple[str, tuple[TagSpan, ...]]:
    text = body
    length = _utf16_length(body)
    spans = []
    for name in names:
        if text and not text.endswith("\n"):
            text += " "
            length += 1
        end = length + 1 + _utf16_length(name)
        spans.append(TagSpan(name, length, end))
        text += f"#{name}"
        length = end
    return text, tuple(spans)


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
