"""What words alone tell; all texts are made up."""

from __future__ import annotations

import unicodedata

import pytest

from etl.enrich.wording import (
    HOOK_LIMIT,
    booking_note,
    discloses_advertising,
    hook_of,
    without_own_tags,
    without_phone_numbers,
    word_count,
)
from etl.text import fold, hashtags_in, to_nfc


@pytest.mark.parametrize(
    ("transcript", "hook"),
    [
        (None, None),
        ("", None),
        ("...", None),
        ("Quán này ngon lắm. Mình ghé mỗi tuần.", "Quán này ngon lắm."),
        ("Bạn có biết\nquán này không? Mình chỉ cho.", "Bạn có biết quán này không?"),
        ("không có dấu câu nào cả", "không có dấu câu nào cả"),
        ("giá 35.000 một tô thôi. Rẻ ghê", "giá 35.000 một tô thôi."),
        ("a" * 500, "a" * HOOK_LIMIT),
    ],
)
def test_the_hook_is_the_first_sentence(transcript: str | None, hook: str | None) -> None:
    assert hook_of(transcript) == hook


@pytest.mark.parametrize(("text", "words"), [(None, 0), ("", 0), ("bún bò, phở!", 3), ("...", 0)])
def test_words_are_syllables_between_spaces(text: str | None, words: int) -> None:
    assert word_count(text) == words


@pytest.mark.parametrize(
    ("caption", "disclosed"),
    [
        ("Quảng cáo: trà sữa mới", True),
        ("Video được tài trợ bởi một nhãn hàng", True),
        ("ngon lắm #quangcao", True),
        ("ngon lắm #ad", True),
        ("ngon lắm #adidas", False),
        ("ngon lắm #anvat", False),
        ("bánh mì không quảng bá gì hết", False),
    ],
)
def test_disclosed_advertising(caption: str, disclosed: bool) -> None:
    assert discloses_advertising(caption) is disclosed
    assert discloses_advertising(unicodedata.normalize("NFD", caption)) is disclosed


@pytest.mark.parametrize(
    "number",
    [
        "0900 000 000",
        "0900000000",
        "0900.000.000",
        "+84 900 000 000",
        "090-000-0000",
        "84900000000",
        "0.9.0.0..000..000",
        "0 9 0 0. 0 0 0. 0 0 0",
        "O900 000 000",
        "0️⃣9️⃣0️⃣0️⃣0️⃣🔜0️⃣0️⃣0️⃣0️⃣0️⃣",
        "Không9Không-000-0001",
        "SĐT0900000000",
        "0.0.0_0.0.0_0.0.0.0",
        "ko.tám.00...8.mot.000",
    ],
)
def test_phone_numbers_are_masked(number: str) -> None:
    masked = without_phone_numbers(f"Gọi {number} nha")
    assert masked is not None
    assert masked.startswith("Gọi ")
    assert "•" in masked
    assert masked.endswith(" nha")
    assert not any(char.isdigit() for char in masked)


@pytest.mark.parametrize("text", [None, "", "ăn 2 tô, 35.000 đ", "mail: quan123@example.invalid"])
def test_other_numbers_stay(text: str | None) -> None:
    assert without_phone_numbers(text) == text


@pytest.mark.parametrize(
    ("bio", "note"),
    [
        (None, None),
        ("Ăn là chính", None),
        ("KHÔNG NHẬN BOOKING", "refuses"),
        ("mình ko nhận quảng cáo nha", "refuses"),
        ("Tạm ngưng nhận booking", "refuses"),
        ("Facebook booking", "offers"),
        ("Link booking ở dưới", "offers"),
        ("📩 booking@example.invalid", "offers"),
        ("Liên hệ công việc: a@example.invalid", "offers"),
    ],
)
def test_booking_notes(bio: str | None, note: str | None) -> None:
    assert booking_note(bio) == note


@pytest.mark.parametrize(
    ("caption", "left"),
    [
        ("ngon #banhbaobeo #anvat", "ngon  #anvat"),
        ("ngon #banhbaobeo2020", "ngon "),
        ("ngon #banhbao", "ngon #banhbao"),
        ("banhbaobeo ăn bánh bao", "banhbaobeo ăn bánh bao"),
    ],
)
def test_a_hashtag_that_is_the_creators_name_says_nothing_of_dishes(
    caption: str, left: str
) -> None:
    assert without_own_tags(caption, "banhbaobeo.99") == left


def test_a_very_short_handle_hides_no_hashtag() -> None:
    assert without_own_tags("#phobo", "pho") == "#phobo"


@pytest.mark.parametrize(
    ("caption", "tags"),
    [
        ("#PhởBò ngon #phởbò #Bún", ["phởbò", "bún"]),
        ("#a#b", ["a", "b"]),
        ("# trống", []),
        ("#ngon!!! #vui…", ["ngon", "vui"]),
        ("#lẩubò🦛🦛 #phở❤️ #a_b_", ["lẩubò", "phở", "a_b_"]),
        ("#🍜", []),
        ("không có", []),
        ("=ngon #x", ["x"]),
    ],
)
def test_hashtags_once_each_in_order(caption: str, tags: list[str]) -> None:
    assert hashtags_in(caption) == tags
    assert hashtags_in(unicodedata.normalize("NFD", caption)) == tags


def test_folding_and_nfc() -> None:
    assert fold("Bún ĐẬU Hà Nội") == "bun dau ha noi"
    assert fold("ＦＵＬＬ") == "full"
    assert to_nfc(unicodedata.normalize("NFD", "phở")) == "phở"
