"""Where a video was made, from its words alone and without a model.

Each name found gives evidence to its province; the province with the most evidence is the video's
primary place. A district or an address weighs more than a city's name: "Bún đậu Hà Nội ở Quận 7"
is in Hồ Chí Minh.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.enrich.gazetteer import Gazetteer
from etl.enrich.place_hashtags import mentions_in_hashtags
from etl.enrich.place_mentions import Mention, Role, mentions_in_text
from etl.enrich.place_types import Level, Place, Trust

_WEIGHTS = {
    Level.PROVINCE: 3.5,
    Level.COUNTRYSIDE: 2.5,
    Level.TOWN: 3.0,
    Level.LANDMARK: 4.0,
    Level.URBAN_DISTRICT: 5.0,
}
_ROLE_WEIGHTS = {Role.DISH: 0.5, Role.ORIGIN: 1.0}
_REPEAT_WEIGHT = 0.25
_COUNTED_REPEATS = 3
_ADDRESS_BONUS = 1.0
# A caption and its hashtags speak of the whole video, a point of interest of its place alone.
_FIELD_BONUS = {"caption": 1.0, "hashtag": 0.5, "poi": 4.0}
# What a single mention in a dish's name does not reach, and any mention of a place does.
_ENOUGH = 2.0


@dataclass(frozen=True)
class FoundPlace:
    """A place in a video's words, and the words it was found in."""

    province: str
    district: str | None
    field: str
    """Where it stands: "caption", "hashtag", "transcript" or "poi"."""
    evidence: str


@dataclass(frozen=True)
class _Vote:
    place: Place
    weight: float
    mention: Mention


def find_places(
    gazetteer: Gazetteer, caption: str, transcript: str | None, poi: str | None = None
) -> list[FoundPlace]:
    """Finds the places of a video, the primary one first.

    Args:
        gazetteer: the loaded reference tables.
        caption: the caption with its hashtags.
        transcript: what is said, where it is known.
        poi: name and address of the place the video is tagged with.

    Returns:
        One row a (province, district), best first; a province without a known district has one row
        whose district is None.
    """
    mentions = [
        *mentions_in_text(gazetteer, poi or "", "poi"),
        *mentions_in_text(gazetteer, caption, "caption"),
        *mentions_in_text(gazetteer, transcript or "", "transcript"),
        *mentions_in_hashtags(gazetteer, caption),
    ]
    return _rank(_votes(mentions)) if mentions else []


def _votes(mentions: Sequence[Mention]) -> list[_Vote]:
    supported = _provinces_named(mentions)
    votes = []
    for mention in mentions:
        place = _meant_place(mention, supported)
        if place is not None:
            votes.append(_Vote(place, _weight(mention), mention))
    return votes


def _provinces_named(mentions: Iterable[Mention]) -> frozenset[str]:
    """Returns the provinces that a name of no other meaning speaks for."""
    return frozenset(
        province
        for mention in mentions
        if len(mention.name.places) == 1
        and mention.name.trust is not Trust.CONTEXT
        and mention.role is Role.PLACE
        and (province := mention.name.places[0].province) is not None
    )


def _meant_place(mention: Mention, supported: frozenset[str]) -> Place | None:
    places = mention.name.places
    named = [place for place in places if place.province in supported]
    if named:
        return named[0]
    if mention.name.trust is Trust.CONTEXT and not _is_address(mention):
        return None
    # A name shared by countryside districts decides nothing; a shared urban one has an owner.
    if len(places) > 1 and mention.name.level < Level.LANDMARK:
        return None
    return places[0]


def _is_address(mention: Mention) -> bool:
    """Tells whether a street is named as one: "số 8 Tạ Hiện".

    Districts that bear a street's name ("933 Hồng Bàng") gain nothing from a house number.
    """
    return mention.addressed and mention.name.level is Level.LANDMARK


def _weight(mention: Mention) -> float:
    if mention.role is not Role.PLACE:
        return _ROLE_WEIGHTS[mention.role]
    weight = _WEIGHTS[mention.name.level]
    if _is_address(mention):
        weight += _ADDRESS_BONUS
    return weight + _FIELD_BONUS.get(mention.field, 0.0)


def _total(votes: Iterable[_Vote]) -> float:
    """Adds up votes, with little for saying one thing again."""
    by_words: dict[str, list[float]] = defaultdict(list)
    for vote in votes:
        by_words[vote.mention.evidence.lower()].append(vote.weight)
    return sum(
        max(weights) + _REPEAT_WEIGHT * min(len(weights) - 1, _COUNTED_REPEATS)
        for weights in by_words.values()
    )


def _rank(votes: Sequence[_Vote]) -> list[FoundPlace]:
    by_province: dict[str, list[_Vote]] = defaultdict(list)
    for vote in votes:
        by_province[str(vote.place.province)].append(vote)
    totals = {province: _total(of_it) for province, of_it in by_province.items()}
    # sorted() is stable: between equals the one named first wins
    best_first = sorted(by_province, key=lambda province: -totals[province])
    return [
        found
        for province in best_first
        if totals[province] >= _ENOUGH
        for found in _found_in(by_province[province])
    ]


def _found_in(votes: Sequence[_Vote]) -> list[FoundPlace]:
    by_district: dict[str, list[_Vote]] = defaultdict(list)
    for vote in votes:
        if vote.place.district is not None:
            by_district[vote.place.district].append(vote)
    if not by_district:
        return [_found(max(votes, key=lambda vote: vote.weight))]
    best_first = sorted(by_district, key=lambda district: -_total(by_district[district]))
    return [
        _found(max(by_district[district], key=lambda vote: vote.weight)) for district in best_first
    ]


def _found(vote: _Vote) -> FoundPlace:
    mention = vote.mention
    return FoundPlace(
        str(vote.place.province), vote.place.district, mention.field, mention.evidence
    )
