"""Numbers in Vietnamese sentences, and whether they are those of a table."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dash_app import words
from dash_app.components.insight.number_check import Known
from dash_app.components.insight.numbers import Day, dates_of, numbers_of

TEXT = (
    "Tiêu đề: Đăng giờ nào? Lượt xem (trung vị)\n"
    "Cách tính: khoảng tin cậy 95 %; không tính video ghim; dữ liệu đến 19/03/2025\n"
    "Cỡ mẫu: n = 5.948 video\n"
    "- Cao nhất: 10h, trung vị 114.250 lượt xem (n = 240), +39 % so với giờ khác.\n"
    "Giờ | Số video | Lượt xem | Tỷ lệ\n10–11 | 240 | 114.250 | 12,3 %\n@anvat24h | 5 | — | —"
)
KNOWN = Known((240.0, 114_250.0, 0.1234567, -29.94, 5.0, 5_948.0, 24.0), TEXT, 24)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.234.567", [1_234_567.0]),
        ("1.234,5", [1_234.5]),
        ("12,5 %", [12.5]),
        ("0,05", [0.05]),
        ("1,2 triệu", [1_200_000.0]),
        ("1,2tr", [1_200_000.0]),
        ("15,3 N", [15_300.0]),
        ("15k", [15_000.0]),
        ("2 tỷ", [2e9]),
        ("n = 30 nhóm", [30.0]),
        ("30 nghìn", [30_000.0]),
        ("10–30 giây", [10.0, 30.0]),
        ("10-30 giây", [10.0, 30.0]),
        ("từ −5 % đến +12 %", [-5.0, 12.0]),
        ("1.2", [1.2]),
        ("1.23456", [1.23456]),
        ("12.345,", [12_345.0]),
        ("p < 0,001.", [0.001]),
        ("không có số", []),
        ("21h và 22h30", [21.0, 22.0, 30.0]),
    ],
)
def test_numbers_are_read_as_they_are_written_here(text: str, values: list[float]) -> None:
    assert [each.value for each in numbers_of(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "tolerance"),
    [
        ("12", 0.5),
        ("100", 0.5),
        ("12,5", 0.05),
        ("12,50", 0.005),
        ("1.234", 0.5),
        ("1.230", 5.0),
        ("12.000", 500.0),
        ("10.000", 500.0),
        ("1,2 triệu", 50_000.0),
        ("1 triệu", 50_000.0),
        ("12 triệu", 500_000.0),
        ("100 %", 0.5),
    ],
)
def test_a_number_stands_for_what_is_rounded_to_it(text: str, tolerance: float) -> None:
    (number,) = numbers_of(text)
    assert number.tolerance == pytest.approx(tolerance)


def test_dates_are_read() -> None:
    found = [Day(each.day, each.month, each.year) for each in dates_of(
        "từ 19/03/2025 đến 1/4/2025, tháng 03/2025, ngày 19/3, 2025-03-19, tuần 36/2026, 1/2/3/4"
    )]  # fmt: skip
    assert found == [
        Day(19, 3, 2025),
        Day(1, 4, 2025),
        Day(None, 3, 2025),
        Day(19, 3, None),
        Day(19, 3, 2025),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Khung 10h có 240 video và trung vị 114.250 lượt xem.",
        "Trung vị khoảng 114 nghìn, tức 114,3 N hay 0,11 triệu lượt xem.",
        "Trung vị chừng 114.000 lượt xem, có thể nói 110.000.",
        "Với n = 5.948 video thì khá chắc; khoảng 5.900 video.",
        "Tỷ lệ là 12 %, chính xác hơn 12,35 phần trăm.",
        "Tỷ lệ là 0,12.",
        "Giờ khác thấp hơn 30 %, hay −29,9 %.",
        "Giờ này cao hơn +39 % và nhóm ít nhất chỉ có 5 video.",
        "Khoảng tin cậy 95 % còn rộng.",
        "3 nhóm đầu cao hơn 2 nhóm cuối; nhóm thứ 4 thì không; 24 cột còn lại tương đương.",
        "Top 3 và cột 7.",
        "Tính đến ngày 19/03/2025, tức tháng 3 năm 2025, hay 3/2025.",
        "Trong năm 2025 và vào ngày 19.",
        "Kênh @anvat24h đứng đầu.",
        "Không có con số nào ở đây.",
        "Khoảng 10–11 giờ.",
        "",
    ],
)
def test_a_sentence_of_known_numbers_may_stand(sentence: str) -> None:
    assert KNOWN.unknown_of(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "unknown"),
    [
        ("Khung 10h có 241 video.", "241"),
        ("Trung vị 115.000 lượt xem.", "115.000"),
        ("Trung vị 114.251 lượt xem.", "114.251"),
        ("Trung vị 1,2 triệu lượt xem.", "1,2 triệu"),
        ("Cao gấp 2 lần giờ khác.", "2"),
        ("Tỷ lệ là 13 %.", "13 %"),
        ("Tỷ lệ là 12,4 %.", "12,4 %"),
        ("Lượt xem giảm còn −39 %.", "−39 %"),
        ("Lượt xem là +29,94.", "+29,94"),
        ("25 nhóm đầu cao hơn.", "25"),
        ("Có 3 video nổi bật.", "3"),
        ("Dữ liệu đến 20/03/2025.", "20"),
        ("Dữ liệu đến 19/04/2025.", "19"),
        ("Trong năm 2024.", "2024"),
        ("Vào tháng 4.", "4"),
        ("Tỷ lệ 10 % ở khung 10h.", "10 %"),
        ("Kênh @anvat25h đứng đầu.", "25"),
        ("Lượt xem gấp đôi giờ khác.", "gấp đôi"),
        ("Gần một nửa số video.", "một nửa"),
        ("Hơn hai phần ba số video.", "hai phần ba"),
        ("Có hàng triệu lượt xem.", "hàng triệu"),
        ("Tăng năm mươi phần trăm, hay ba trăm lượt.", "mươi phần trăm"),
    ],
)
def test_a_number_that_is_not_in_the_table_is_found(sentence: str, unknown: str) -> None:
    assert KNOWN.unknown_of(sentence) == unknown


def test_a_phrase_of_the_data_may_be_repeated() -> None:
    known = Known((), "Một nửa số video có dưới 1,2 triệu lượt xem, gấp đôi năm trước", 2)
    assert known.unknown_of("Một nửa có dưới 1,2 triệu, gấp đôi năm trước.") is None


WRITERS: tuple[Callable[[float], str], ...] = (
    words.whole,
    words.decimal,
    lambda number: words.decimal(number, 0),
    lambda number: words.decimal(number, 3),
    words.short,
    words.percent,
    lambda number: words.percent(number, 0),
    words.signed_percent,
    lambda number: words.whole(number).replace(".", "."),
)
NUMBERS = st.one_of(
    st.floats(-1e10, 1e10, allow_nan=False),
    st.integers(-(10**10), 10**10).map(float),
    st.floats(0, 1),
)


@given(NUMBERS, st.lists(NUMBERS, max_size=5), st.sampled_from(WRITERS))
@example(99.95, [], words.short)
@example(999_500.0, [], words.short)
@example(0.5, [], words.whole)
@example(2.5, [], words.whole)
def test_any_number_of_the_table_passes_as_this_house_writes_it(
    number: float, others: list[float], write: Callable[[float], str]
) -> None:
    known = Known((*others, number), "", 0)
    assert known.unknown_of(f"Ở đó là {write(number)}, cao hơn nơi khác.") is None


@given(
    st.lists(st.floats(0, 1e9), max_size=20),
    st.one_of(st.integers(0, 999), st.integers(1_000, 10**10)),
)
def test_any_other_number_fails(values: list[float], other: int) -> None:
    assume(all(abs(value - other) > max(1.0, 0.06 * other) for value in values))
    known = Known(tuple(values), "", 0)
    assert known.unknown_of(f"Ở đó có {words.whole(other)} lượt xem.") == words.whole(other)


@given(st.lists(st.floats(0, 1), max_size=20), st.integers(0, 1_000))
def test_any_other_share_fails(values: list[float], tenths: int) -> None:
    share = tenths / 1_000
    known = Known(tuple(values), "", 0)
    assume(all(abs(each - share) > 0.0006 for each in values))
    assume(all(abs(each - 100 * share) > 0.06 for each in values))
    assert known.unknown_of(f"Tỷ lệ là {words.percent(share)}.") is not None


@given(st.text(max_size=200))
def test_any_text_can_be_judged(text: str) -> None:
    KNOWN.unknown_of(text)
    assert all(math.isfinite(each.value) for each in numbers_of(text[:50]))
