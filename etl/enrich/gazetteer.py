"""The places of Viet Nam as lookup tables: read once, pickled to every worker.

The tables are in `data/reference` (its README says where each comes from). A gazetteer holds three
indexes over them: names by their first words (for running text), names joined into one string by
their first letters (for hashtags), and answers by their folded spelling (for a model's words).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.enrich.place_names import (
    PROVINCE_WORDS,
    folded_words_of,
    is_unmarked,
    joined,
    numbered_district_spellings,
    spellings_of,
    with_kind,
)
from etl.enrich.place_types import Folded, Level, Name, Place, Trust

__all__ = [
    "JOINED_PREFIX",
    "SHORT_PREFIX",
    "DistrictRow",
    "Gazetteer",
    "Place",
    "ProvinceRow",
    "load_gazetteer",
    "province_today",
    "read_table",
    "region_of",
]

# A joined name is indexed by its first letters; one shorter than that by fewer.
JOINED_PREFIX = 4
SHORT_PREFIX = 2


@dataclass(frozen=True)
class ProvinceRow:
    """One of the 63 provinces: its province of today, and its region."""

    province: str
    province_now: str
    region: str
    code: str


@dataclass(frozen=True)
class DistrictRow:
    """A district, with the year it ended in where that was before July 2025."""

    province: str
    district: str
    kind: str
    ended: str


@dataclass(frozen=True)
class Gazetteer:
    """Everything place finding looks up."""

    provinces: Mapping[str, ProvinceRow]
    districts: frozenset[Place]
    by_word: Mapping[str, Name]
    """Names of one word."""
    by_pair: Mapping[tuple[str, str], tuple[Name, ...]]
    """Longer names by their first two words, longest first."""
    by_first_letters: Mapping[str, tuple[tuple[str, Name], ...]]
    answers: Mapping[str, tuple[Place, ...]]
    foreign: frozenset[str]


def province_today(gazetteer: Gazetteer, province: str) -> str:
    """Returns the province of today that an old province is part of."""
    return gazetteer.provinces[province].province_now


def region_of(gazetteer: Gazetteer, province: str) -> str:
    """Returns "Bắc", "Trung" or "Nam"."""
    return gazetteer.provinces[province].region


def read_table(path: Path) -> list[dict[str, str]]:
    """Reads a UTF-8 CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_gazetteer(reference_dir: Path) -> Gazetteer:
    """Reads the reference tables and builds the indexes.

    Args:
        reference_dir: the folder with `provinces.csv` and its neighbours.
    """
    provinces = [ProvinceRow(**row) for row in read_table(reference_dir / "provinces.csv")]
    districts = [DistrictRow(**row) for row in read_table(reference_dir / "districts.csv")]
    aliases = read_table(reference_dir / "place_aliases.csv")
    landmarks = read_table(reference_dir / "landmarks.csv")
    trusts = {
        row["name"]: Trust[row["counts_with"].upper()]
        for row in read_table(reference_dir / "ambiguous_names.csv")
    }
    foreign = read_table(reference_dir / "foreign_places.csv")

    # The order is the order of precedence: a spelling keeps the first meaning it is given.
    names = _first_of_each(
        [
            *_alias_names(aliases),
            *_district_names(districts, {row.province for row in provinces}, trusts),
            *_province_names(provinces, trusts),
            *_landmark_names(landmarks),
        ]
    )
    return Gazetteer(
        provinces={row.province: row for row in provinces},
        districts=frozenset(Place(row.province, row.district) for row in districts),
        by_word={name.words[0]: name for name in names if len(name.words) == 1},
        by_pair=_index_by_pair(names),
        by_first_letters=_index_by_first_letters(names),
        answers=_index_answers(names),
        foreign=frozenset(joined(row["name"]) for row in foreign),
    )


def _spelt(name: str, places: tuple[Place, ...], level: Level, trust: Trust) -> Iterator[Name]:
    """Yields a name in its spellings with diacritics, then the one without."""
    for words in spellings_of(name):
        yield Name(words, places, level, trust, name)
    folded = folded_words_of(name)
    if trust is not Trust.CONTEXT:
        clear = trust is Trust.SURE and level in (Level.PROVINCE, Level.TOWN) and len(folded) > 1
        when = Folded.WITH_CAPITALS if clear else Folded.UNMARKED_TEXT
        yield Name(folded, places, level, trust, name, when)


def _province_names(rows: Iterable[ProvinceRow], trusts: Mapping[str, Trust]) -> Iterator[Name]:
    for row in rows:
        place = (Place(row.province, None),)
        trust = trusts.get(row.province, Trust.SURE)
        yield from _spelt(row.province, place, Level.PROVINCE, trust)
        for word in PROVINCE_WORDS:
            yield from _spelt(f"{word} {row.province}", place, Level.PROVINCE, Trust.SURE)


def _level_of(kind: str) -> Level:
    if kind == "quận":
        return Level.URBAN_DISTRICT
    return Level.TOWN if kind == "thành phố" else Level.COUNTRYSIDE


def _default_trust(kind: str) -> Trust:
    return Trust.CAPITALS if kind in ("huyện", "thị xã") else Trust.SURE


def _district_names(
    rows: Iterable[DistrictRow], provinces: set[str], trusts: Mapping[str, Trust]
) -> Iterator[Name]:
    sharing: dict[str, list[DistrictRow]] = defaultdict(list)
    for row in rows:
        sharing[row.district].append(row)
    for district, owners in sharing.items():
        # quận before huyện: "Tân Phú" is in Hồ Chí Minh unless the text says Đồng Nai
        owners.sort(key=lambda row: -_level_of(row.kind))
        places = tuple(Place(row.province, row.district) for row in owners)
        kind = owners[0].kind
        if district.startswith("Quận "):
            for written in numbered_district_spellings(int(district.split()[1])):
                yield from _spelt(written, places, Level.URBAN_DISTRICT, Trust.SURE)
            continue
        # "Nam Định" is the province: only "thành phố Nam Định" is the city of that name
        if district not in provinces:
            trust = trusts.get(district, _default_trust(kind))
            yield from _spelt(district, places, _level_of(kind), trust)
        for kind in dict.fromkeys(row.kind for row in owners):
            of_kind = tuple(Place(row.province, district) for row in owners if row.kind == kind)
            level = max(_level_of(kind), Level.TOWN)
            for written in with_kind(district, kind):
                yield from _spelt(written, of_kind, level, Trust.SURE)


def _alias_names(rows: Iterable[dict[str, str]]) -> Iterator[Name]:
    places: dict[str, list[Place]] = defaultdict(list)
    for row in rows:
        places[row["alias"]].append(Place(row["province"], row["district"] or None))
    for alias, meant in places.items():
        level = Level.TOWN if meant[0].district else Level.PROVINCE
        # an alias of several places means the first, unless the text names another of them
        level = Level.LANDMARK if len(meant) > 1 else level
        yield from _spelt(alias, tuple(meant), level, Trust.SURE)


def _landmark_names(rows: Iterable[dict[str, str]]) -> Iterator[Name]:
    for row in rows:
        place = (Place(row["province"], row["district"] or None),)
        trust = Trust.CONTEXT if row["ambiguous"] else Trust.CAPITALS
        yield from _spelt(row["name"], place, Level.LANDMARK, trust)


def _first_of_each(names: Iterable[Name]) -> list[Name]:
    kept: dict[tuple[str, ...], Name] = {}
    for name in names:
        kept.setdefault(name.words, name)
    return list(kept.values())


def _index_by_pair(names: Iterable[Name]) -> dict[tuple[str, str], tuple[Name, ...]]:
    index: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names:
        if len(name.words) > 1:
            index[name.words[0], name.words[1]].append(name)
    return {pair: tuple(sorted(found, key=_shortness)) for pair, found in index.items()}


def _shortness(name: Name) -> int:
    return -len(name.words)


def _index_by_first_letters(names: Iterable[Name]) -> dict[str, tuple[tuple[str, Name], ...]]:
    """Indexes the folded names that can be told inside a hashtag."""
    index: dict[str, dict[str, Name]] = defaultdict(dict)
    # "Hà Nội" before the alias "Hanoi": only the former tells which diacritics "#hànội" may have
    for name in sorted(names, key=lambda name: name.official.isascii()):
        if is_unmarked(name.words) and name.trust is not Trust.CONTEXT:
            text = "".join(name.words)
            size = JOINED_PREFIX if len(text) >= JOINED_PREFIX else SHORT_PREFIX
            index[text[:size]].setdefault(text, name)
    return {letters: tuple(found.items()) for letters, found in index.items()}


def _index_answers(names: Iterable[Name]) -> dict[str, tuple[Place, ...]]:
    index: dict[str, tuple[Place, ...]] = {}
    for name in names:
        index.setdefault("".join(name.words), name.places)
    for name in names:
        index.setdefault(joined(" ".join(name.words)), name.places)
    return index
