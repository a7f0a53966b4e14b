"""Words of a model that are let through as they come, and sentences that are taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_app.components.insight.number_check import Known
from dash_app.components.insight.sentences import Piece, Sieve

KNOWN = Known((240.0, 114_250.0, 0.123, 10.0, 11.0), "Giờ 10 | 240 | 19/03/2025", 24)


def sieve(known: Known = KNOWN) -> Sieve:
    return Sieve(lambda sentence: known.unknown_of(sentence) is None)


def shown(pieces: Iterable[Piece]) -> str:
    text = ""
    for piece in pieces:
        text = piece.text if piece.kind == "replace" else text + piece.text
    return text


def words(text: str) -> list[str]:
    return [f"{word} " for word in text.split(" ")]


def test_words_without_numbers_flow_on_at_once() -> None:
    taken: list[str] = []

    def said() -> Iterator[str]:
        for word in ("Khung ", "giờ ", "này ", "nổi ", "bật"):
            taken.append(word)
            yield word

    for piece in sieve().pass_on(said()):
        assert piece.text == taken[-1]


def test_a_number_is_shown_once_it_is_whole_and_checked() -> None:
    found = list(sieve().pass_on(["Có 11", "4", ".250", " lượt", " xem", " ở đây."]))
    assert [piece.text for piece in found][:2] == ["Có ", "114.250 lượt xem"]
    assert shown(found) == "Có 114.250 lượt xem ở đây."


def test_a_number_with_a_unit_that_makes_it_another_is_not_shown() -> None:
    checked = sieve()
    found = list(checked.pass_on(["Có 240", " triệu", " lượt xem."]))
    assert shown(found) == ""
    assert "240" not in "".join(piece.text for piece in found)
    assert checked.taken_back == 1


def test_a_sentence_with_another_number_is_taken_back_and_the_others_stand() -> None:
    checked = sieve()
    found = list(
        checked.pass_on(
            words("Cao nhất là 114.250 lượt. Riêng ở đây có 999 video thôi. Hết chuyện.")
        )
    )
    assert shown(found).strip() == "Cao nhất là 114.250 lượt. Hết chuyện."
    assert "999" not in "".join(piece.text for piece in found)
    assert checked.taken_back == 1
    assert checked.kept.strip() == "Cao nhất là 114.250 lượt. Hết chuyện."


def test_the_first_sentence_may_be_taken_back() -> None:
    found = list(sieve().pass_on(["Có ", "999 ", "video. ", "Nên ", "xem ", "thêm."]))
    assert shown(found) == "Nên xem thêm."


def test_where_nothing_stands_nothing_is_kept() -> None:
    checked = sieve()
    assert shown(checked.pass_on(words("Có 999 video. Và 888 kênh."))) == ""
    assert (checked.kept, checked.taken_back) == ("", 2)


def test_numbers_in_words_are_taken_back_too() -> None:
    checked = sieve()
    found = list(checked.pass_on(words("Khung này cao gấp đôi khung kia. Nên xem thêm.")))
    assert shown(found).strip() == "Nên xem thêm."
    assert "đôi" not in "".join(piece.text for piece in found)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("**Đậm** và `mã`.", "Đậm và mã."),
        ("1. Có 240 video.\n2. Hết.", "Có 240 video.\nHết."),
        ("- Có 240 video.\n- Hết.", "Có 240 video.\nHết."),
        ("# Nhận xét\nHết.", "Nhận xét\nHết."),
        ("  \n Hết.", "Hết."),
        ("", ""),
        ("Chưa hết câu", "Chưa hết câu"),
        ("Đến 19/03/2025. Hết…", "Đến 19/03/2025. Hết…"),
        ("Anh nói: “Có 240.” Hết!", "Anh nói: “Có 240.” Hết!"),
    ],
)
def test_what_is_written_around_words_goes(said: str, left: str) -> None:
    assert shown(sieve().pass_on([said])) == left
    assert shown(sieve().pass_on(list(said))) == left


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    taken = 0

    def said() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "Câu này không có số. "

    checked = sieve()
    text = shown(checked.pass_on(said()))
    assert text == checked.kept
    assert len(text) < 1_700
    assert taken < 100


def test_an_error_in_the_middle_leaves_what_was_shown() -> None:
    def said() -> Iterator[str]:
        yield "Câu một. Câu "
        raise TimeoutError

    found: list[Piece] = []
    with pytest.raises(TimeoutError):
        found.extend(sieve().pass_on(said()))
    pieces = sieve().pass_on(said())
    assert shown([next(pieces), next(pieces)]) == "Câu một. Câu "


SENTENCES = st.lists(
    st.sampled_from(
        [
            "Có 240 video. ",
            "Trung vị 114.250 lượt xem! ",
            "Tỷ lệ 12,3 % ở đây. ",
            "Có 999 video. ",
            "Tới 1,2 triệu lượt. ",
            "Không có số nào.\n",
            "Gấp đôi nhé. ",
            "Từ 10–11 giờ? ",
        ]
    ),
    max_size=8,
)


@given(SENTENCES, st.lists(st.integers(1, 9), min_size=1, max_size=10))
def test_how_the_words_are_cut_changes_nothing(sentences: list[str], sizes: list[int]) -> None:
    text = "".join(sentences)
    cut: list[str] = []
    at = 0
    while at < len(text):
        size = sizes[len(cut) % len(sizes)]
        cut.append(text[at : at + size])
        at += size
    whole, parts = sieve(), sieve()
    assert shown(whole.pass_on([text])) == shown(parts.pass_on(cut))
    assert whole.taken_back == parts.taken_back
    bad = ("Có 999 video. ", "Tới 1,2 triệu lượt. ", "Gấp đôi nhé. ")
    assert whole.taken_back == sum(sentence in bad for sentence in sentences)
    fine = "".join(sentence for sentence in sentences if sentence not in bad)
    assert whole.kept.strip() == fine.strip()


@given(st.lists(st.text(max_size=12), max_size=20))
def test_whatever_is_said_no_unknown_number_is_ever_shown(said: list[str]) -> None:
    known = Known((), "", 0)
    found = list(sieve(known).pass_on(said))
    for piece in found:
        assert not any(letter.isdecimal() for letter in piece.text)
