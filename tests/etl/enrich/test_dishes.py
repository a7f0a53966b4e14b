"""Dishes found with the lexicon: hand-written captions, no creator's text."""

from __future__ import annotations

import csv
import pickle
import unicodedata
from pathlib import Path

import pytest

from etl.enrich.dish_lexicon import new_tone, old_tone, words_of
from etl.enrich.dishes import (
    FoundDish,
    Lexicon,
    canonical_dish,
    clean_dish,
    find_dishes,
    load_lexicon,
)

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(REFERENCE)


def names(lexicon: Lexicon, caption: str, transcript: str | None = None) -> list[str]:
    return [found.dish for found in find_dishes(lexicon, caption, transcript)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hôm nay mình thử bún bò huế nha", ["bún bò huế"]),
        ("Có bún bò huế và cả bún bò thường", ["bún bò huế", "bún bò"]),
        ("Gỏi cuốn chấm mắm, thêm chân gà sốt thái!", ["gỏi cuốn", "chân gà sốt thái"]),
        ("BÁNH TRÁNG TRỘN siêu ngon", ["bánh tráng trộn"]),
        ("mỳ cay 7 cấp độ", ["mì cay 7 cấp độ"]),
        ("Chân gà xốt thái, xúc sích nướng", ["chân gà sốt thái", "xúc xích nướng"]),
        ("một dĩa sườn xào chua ngọt với kimchi", ["sườn xào chua ngọt", "kim chi"]),
        ("Bánh-mì chảo và sô-cô-la Dubai", ["bánh mì chảo", "socola dubai"]),
        ("tteokbokki phô mai", ["tokbokki phô mai"]),
        ("trà sữa thái xanh, 𝐩𝐢𝐳𝐳𝐚 hải sản", ["trà sữa thái xanh", "pizza hải sản"]),
    ],
)
def test_names_in_text_with_diacritics(lexicon: Lexicon, text: str, expected: list[str]) -> None:
    assert names(lexicon, text) == expected
    assert names(lexicon, unicodedata.normalize("NFD", text)) == expected
    assert names(lexicon, "", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Kem chống nắng này dùng thích lắm",
        "đừng trà trộn vào đây",
        "con đường bơ vơ, bộ bàn ghế, phố đi bộ",
        "bún, chả: hai từ cách nhau bằng dấu phẩy",
        "đi bar quẩyy",
        "@bunbohue gửi bạn",
        "nghe cháo hành chí phèo kể chuyện",
    ],
)
def test_no_dish(lexicon: Lexicon, text: str) -> None:
    assert names(lexicon, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đi ăn kem đi", ["kem"]),
        ("màu kem xinh quá", []),
        ("một tô phở nóng", ["phở"]),
        ("quán phở bò này, tô phở to lắm", ["phở bò"]),
        ("ăn cơm tấm rồi uống trà đá", ["cơm tấm", "trà đá"]),
    ],
)
def test_general_words_need_context(lexicon: Lexicon, text: str, expected: list[str]) -> None:
    assert names(lexicon, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("com tam suon bi cha ngon qua", ["cơm tấm sườn bì chả"]),
        ("tra sua thai xanh 25k", ["trà sữa thái xanh"]),
        ("an pho bo roi di choi", ["phở bò"]),
        ("ca nha minh di choi pho co, bo me vui lam", []),
        ("bo kho hay bo kho", []),
        ("sushi and matcha today", ["sushi"]),
        ("di uong ca phe", ["cà phê"]),
        ("Hôm nay đi chơi pho bo", []),
    ],
)
def test_texts_without_diacritics(lexicon: Lexicon, text: str, expected: list[str]) -> None:
    assert names(lexicon, text) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("#banhtrangtron", ["bánh tráng trộn"]),
        ("#anchanga", ["chân gà"]),
        ("#trasuathaixanh", ["trà sữa thái xanh"]),
        ("#bánhtrángtrộn #BunDauMamTom", ["bánh tráng trộn", "bún đậu mắm tôm"]),
        ("#phở", ["phở"]),
        ("#pizza", ["pizza"]),
        ("#pizzaking", []),
        ("#bun_cha_quan5", ["bún chả"]),
        ("#phobosaigon #phogan", ["phở bò"]),
        ("#homnaycochutranh", []),
        ("#comboreview #xuhuong #ancungtiktok #monngonmoingay #fyp", []),
        ("#pho #bo #ga #ca", []),
        ("#", []),
    ],
)
def test_names_in_hashtags(lexicon: Lexicon, tags: str, expected: list[str]) -> None:
    assert names(lexicon, f"Đi chơi {tags}") == expected


def test_each_dish_once_in_order_with_its_evidence(lexicon: Lexicon) -> None:
    found = find_dishes(
        lexicon, "Mỳ cay nè #banhxeo #micay", "Nay ăn bánh xèo, mì cay và gỏi cuốn."
    )
    assert found == [
        FoundDish("mì cay", "caption", "mỳ cay"),
        FoundDish("bánh xèo", "hashtag", "#banhxeo"),
        FoundDish("gỏi cuốn", "transcript", "gỏi cuốn"),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (' "Bún  Bò Huế". ', "bún bò huế"),
        ("**Phở bò**", "phở bò"),
        ("[Trà sữa 🧋]", "trà sữa"),
        ("Mì Ý", "mì ý"),
        (unicodedata.normalize("NFD", "Bánh xèo"), "bánh xèo"),
        ("hoà bình", "hòa bình"),
        ("khoẻ", "khỏe"),
        ("quý", "quý"),
        ("7 món bò", "7 món bò"),
        ("cơm & cá", "cơm & cá"),
    ],
)
def test_clean_dish(name: str, expected: str) -> None:
    assert clean_dish(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        *("Không rõ", "không có thông tin.", "None", "null", "N/A", "Món ăn", "đồ ăn", "", "  "),
        *("...", "🍜🍜", "123", "x" * 61, None, 5, ["phở"], {"dish": "phở"}, float("nan")),
    ],
)
def test_clean_dish_refuses_junk(name: object) -> None:
    assert clean_dish(name) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tteokbokki", "tokbokki"),
        ("Bánh gạo cay", "tokbokki"),
        ("tteokbokki bò cay", "tokbokki bò cay"),
        ("mỳ cay đặc biệt", "mì cay đặc biệt"),
        ("thịt lợn xào sả", "thịt heo xào sả"),
        ("bánh da lợn", "bánh da lợn"),
        ("ca phe", "cà phê"),
        ("cơm hoà bình", "cơm hòa bình"),
        ("món lạ chưa ai biết", "món lạ chưa ai biết"),
        ("Kem chống nắng", "kem chống nắng"),
    ],
)
def test_canonical_dish(lexicon: Lexicon, name: str, expected: str) -> None:
    assert canonical_dish(lexicon, name) == expected
    assert canonical_dish(lexicon, expected) == expected


def test_tone_mark_has_two_places() -> None:
    assert old_tone("hoà, loè, thuý, quý, hoàn") == "hòa, lòe, thúy, quý, hoàn"
    assert new_tone("hòa, lòe, thúy, quý, hoàn, mùa") == "hoà, loè, thuý, quý, hoàn, mùa"


def test_punctuation_separates_words() -> None:
    assert words_of("bún, chả - nem-rán (to)!") == ["bún", ".", "chả", ".", "nem", "rán"] + [
        *(".", "to", "."),
    ]


def test_lexicon_can_be_sent_to_a_worker(lexicon: Lexicon) -> None:
    assert pickle.loads(pickle.dumps(lexicon)) == lexicon


def test_every_lexicon_entry_is_found(lexicon: Lexicon) -> None:
    with (REFERENCE / "dishes.csv").open(encoding="utf-8", newline="") as file:
        dishes = [row["dish"] for row in csv.DictReader(file) if row["rule"] in ("", "context")]
    missed = [d for d in dishes if names(lexicon, f"Có món {d}, à") != [d]]
    assert missed == []


def test_lexicon_file_is_clean() -> None:
    with (REFERENCE / "dishes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["rule"] for row in rows} == {"", "context", "ignore", "word"}
    dishes = [row["dish"] for row in rows if row["rule"] != "word"]
    aliases = [a for row in rows if row["rule"] != "word" for a in row["aliases"].split("|") if a]
    spellings = dishes + aliases
    assert len(spellings) == len(set(spellings)), "one spelling names one dish"
    for spelling in spellings:
        assert spelling == old_tone(" ".join(spelling.split()).lower())
