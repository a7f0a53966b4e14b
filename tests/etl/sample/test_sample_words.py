"""Everything that people say is invented, correct and safe to publish."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from etl.sample import SampleSpec, dishes, names, phrases, places, write_sample
from etl.sample.captions import Subject

PHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[\s.\-]?\d){8,10}(?!\d)")
ADDRESS = re.compile(r"https?://([^/\s\"\\]+)|[\w.]+@([\w.]+)")
TEXTS = {"desc", "signature", "nickname", "title", "authorName", "transcript", "address", "name"}


def strings(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Yields all texts with the name of the field they stand in."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(inner, str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, name)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("sample")
    write_sample(folder, SampleSpec(creators=12, videos=400, seed=7))
    return folder


def said(root: Path) -> Iterator[tuple[str, str]]:
    for path in root.glob("*/*.json"):
        if path.parent.name not in {"transcripts", "foods-and-locations"}:
            yield from strings(msgspec.json.decode(path.read_bytes()))
    for path in root.glob("enrichment/*.jsonl"):
        for line in path.read_bytes().splitlines():
            yield from strings(msgspec.json.decode(line))


def test_the_only_phone_number_is_the_fake_one(root: Path) -> None:
    numbers = [
        match.group()
        for name, text in said(root)
        if name in TEXTS
        for match in PHONE.finditer(text)
    ]
    assert set(numbers) == {names.FAKE_PHONE}


def test_one_bio_refuses_booking(root: Path) -> None:
    bios = {text for name, text in said(root) if name == "signature"}
    assert sum("KHÔNG NHẬN BOOKING" in bio for bio in bios) == 1
    assert sum(names.FAKE_PHONE in bio for bio in bios) == 1


def test_every_address_leads_nowhere(root: Path) -> None:
    for _, text in said(root):
        for host, domain in ADDRESS.findall(text):
            assert (host or domain).endswith(".invalid")


def vocabulary() -> list[str]:
    values: list[str] = []
    for module in (dishes, names, phrases):
        for name in vars(module):
            if name.isupper():
                values += [text for _, text in strings(plain(getattr(module, name)))]
    for city in places.CITIES:
        values += [city.name, *city.spellings, *city.districts]
    return values


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, tuple) else value


def test_words_are_written_in_one_form() -> None:
    for word in vocabulary():
        assert word == unicodedata.normalize("NFC", word)
        assert "  " not in word


def test_no_dish_is_listed_twice() -> None:
    for menu in (dishes.HOME_DISHES, dishes.STREET_DISHES, dishes.FEAST_DISHES, dishes.PRODUCTS):
        assert len(set(menu)) == len(menu)


def test_every_gap_in_a_sentence_can_be_filled() -> None:
    subject = Subject("bún chả", (), places.HA_NOI, "Ba Đình", "Mây Xanh Mẫu", about_food=True)
    lines = [line for group in phrases.CAPTIONS.values() for line in group]
    lines += [line for group in phrases.TALK.values() for line in group]
    lines += [line for group in phrases.OPENINGS.values() for line in group]
    lines += [line for group in phrases.ENDINGS.values() for line in group]
    lines += [*phrases.TAKEAWAYS, *phrases.DISCLOSURES]
    assert not [line for line in map(subject.fill, lines) if "{" in line or "}" in line]


@pytest.mark.parametrize(
    ("city", "district", "said_as"),
    [
        (places.SAI_GON, "Quận 1", "Bún chả ngon ở Quận 1, Sài Gòn"),
        (places.SAI_GON, None, "Bún chả ngon ở Sài Gòn"),
        (None, None, "Bún chả ngon gần nhà"),
    ],
)
def test_places_read_naturally(
    city: places.City | None, district: str | None, said_as: str
) -> None:
    subject = Subject("bún chả", (), city, district, "Mây Xanh Mẫu", about_food=True)
    assert subject.fill("{Dish} ngon {where}") == said_as
