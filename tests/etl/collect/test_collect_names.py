"""Handles, hashtags and lists of them, as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.collect.names import handle_of, listed, tag_of
from etl.collect.report import age_words
from etl.errors import BadName


@pytest.mark.parametrize(
    "text",
    [
        "quan.an_01",
        "@quan.an_01",
        "  @Quan.An_01 \n",
        "https://www.tiktok.com/@quan.an_01",
        "https://www.tiktok.com/@quan.an_01?lang=vi-VN",
        "https://www.tiktok.com/@quan.an_01/video/7300000000000000001",
        "http://m.tiktok.com/%40quan.an_01",
        "tiktok.com/@quan.an_01",
        "www.tiktok.com/@quan.an_01",
    ],
)
def test_a_handle(text: str) -> None:
    assert handle_of(text) == "quan.an_01"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        "@a b",
        "@quán.ăn",
        "@a/../b",
        "..",
        ".an",
        "an.",
        "@@an",
        "a" * 25,
        "a" * 5000,
        "_hashtags",
        "_enrichment",
        "https://www.tiktok.com/",
        "https://www.tiktok.com/tag/pho",
        "https://www.tiktok.com.example.invalid/@quan.an",
        "https://example.invalid/@quan.an",
        "http://[::1/@x",
    ],
)
def test_what_is_no_handle(text: str) -> None:
    with pytest.raises(BadName) as raised:
        handle_of(text)
    assert "không phải tên TikToker" in str(raised.value)
    assert len(str(raised.value)) < 300


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("#AnCungHaNoi", "ancunghanoi"),
        ("ẩmthực", "ẩmthực"),
        ("#a\u0302\u0309mthu\u031b\u0323c", "ẩmthực"),
        ("https://www.tiktok.com/tag/%E1%BA%A9mth%E1%BB%B1c?lang=vi", "ẩmthực"),
        ("tiktok.com/tag/pho", "pho"),
    ],
)
def test_a_hashtag(text: str, tag: str) -> None:
    assert tag_of(text) == tag


@pytest.mark.parametrize("text", ["", "#", "#a b", "#a#b", "a/b", "..", "x" * 101])
def test_what_is_no_hashtag(text: str) -> None:
    with pytest.raises(BadName, match="không phải hashtag"):
        tag_of(text)


def test_a_list(tmp_path: Path) -> None:
    path = tmp_path / "danh-sach.txt"
    path.write_text(
        "\ufeff# nhóm ẩm thực\n@mot\n\nhai # bạn của mot\n#\n"
        'https://www.tiktok.com/@ba\n"bon",12,x\r\n#  hết\n',
        encoding="utf-8",
    )
    assert listed(path) == ["@mot", "hai", "https://www.tiktok.com/@ba", "bon"]
    path.write_bytes(b"\xff\xfe@mot")
    with pytest.raises(BadName, match="UTF-8"):
        listed(path)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 phút"),
        (0.04, "57 phút"),
        (0.05, "1 giờ"),
        (0.99, "23 giờ"),
        (1, "1 ngày"),
        (9.9, "9 ngày"),
    ],
)
def test_an_age_is_told_in_the_largest_unit_that_it_fills(days: float, words: str) -> None:
    assert age_words(days) == words
