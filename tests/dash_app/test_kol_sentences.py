"""Words of the shortlist's documents: sentences from numbers, texts cut to their room."""

from __future__ import annotations

from typing import Any

import pytest
from kol_reports import candidate, report, unknown

from dash_app.documents.kol_report import PlaysRange
from dash_app.documents.kol_sentences import (
    conclusion,
    forecast_title,
    next_steps,
    questions,
    score_title,
)
from dash_app.documents.kol_words import fee_span, spoken
from dash_app.documents.plain_text import plain, safe_link
from dash_app.documents.text_fit import fit, fit_list, text_width, wrap


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (report(), "Chưa có ứng viên nào trong danh sách"),
        (report(unknown(0), unknown(1)), "Chưa đủ dữ liệu để xếp hạng 2 ứng viên"),
        (
            report(candidate(0), candidate(0, nickname="Mai", chance=0.4)),
            "Bếp số 0 và Mai cùng đứng đầu với 90/100 điểm; "
            "1/2 ứng viên có cơ hội từ 50 % một mình đạt 1 triệu lượt xem với 3 video",
        ),
        (
            report(*(candidate(0, chance=0.1) for _ in range(3))),
            "3 ứng viên cùng đứng đầu với 90/100 điểm; "
            "không ứng viên nào có cơ hội từ 50 % một mình đạt 1 triệu lượt xem với 3 video",
        ),
        (
            report(candidate(0), candidate(1), wanted_plays=None),
            "Bếp số 0 đứng đầu với 90/100 điểm; dự báo 300 nghìn–2 triệu lượt xem với 3 video",
        ),
        (report(unknown(0)), "bep.0: chưa đủ dữ liệu để chấm điểm"),
    ],
)
def test_the_conclusion_follows_the_numbers(made: Any, said: str) -> None:
    assert conclusion(made) == said


def test_candidates_with_the_same_score_are_not_told_apart() -> None:
    assert "gần bằng điểm nhau" in score_title([candidate(0), candidate(0, score=90.2)])
    assert "Chưa đủ dữ liệu" in score_title([candidate(0), unknown(1)])


def test_a_low_chance_is_not_praised() -> None:
    made = report(candidate(0, chance=0.2), candidate(1, chance=0.004))
    assert forecast_title(made) == (
        "Không ứng viên nào có cơ hội từ 50 % một mình đạt 1 triệu lượt xem với 3 video; "
        "cao nhất: Bếp số 0, 20 %"
    )
    assert forecast_title(report(*(candidate(0, chance=0.999) for _ in range(3)))) == (
        "3 ứng viên có cơ hội cao nhất một mình đạt 1 triệu lượt xem với 3 video: trên 99 %"
    )
    silent = report(candidate(0), candidate(1, total=PlaysRange(1.0, 9e6, 1e7)), wanted_plays=None)
    assert forecast_title(silent).startswith("Bếp số 1 có dự báo giữa cao nhất: 9 triệu")


def test_who_takes_no_bookings_is_asked_first_whether_they_do() -> None:
    closed = candidate(0, booking="Bio ghi: KHÔNG NHẬN BOOKING")
    made = report(closed, candidate(1))
    assert questions(closed, made)[0] == "Có nhận hợp tác không: bio ghi không nhận booking."
    steps = next_steps(made)
    assert steps[0].startswith("Hỏi giá Bếp số 1 trước: phí theo khung CPM 20–35,5 triệu đồng")
    assert steps[1] == "Xác nhận trước với người ghi không nhận booking: Bếp số 0."


def test_steps_name_a_second_choice_and_what_to_ask_again() -> None:
    assert next_steps(report(candidate(0), candidate(1, videos=12), candidate(2, flags=()))) == [
        "Hỏi giá Bếp số 0 trước: phí theo khung CPM 20–35,5 triệu đồng cho 3 video.",
        "Phương án dự phòng: Bếp số 1: 80/100 điểm, cơ hội 70 % một mình đạt 1 triệu lượt xem "
        "với 3 video.",
        "Trước khi đặt, hỏi lại những điều có độ chắc cao của: Bếp số 0, Bếp số 1.",
        "Xin thêm số liệu của 1 ứng viên có dưới 30 video đã thu thập: dự báo của họ kém chắc hơn.",
    ]


def test_numbers_are_spoken_in_vietnamese() -> None:
    assert spoken(1_234_567) == "1,2 triệu"
    assert spoken(None) == "—"
    assert fee_span(candidate(0, fair_fee=(800_000.0, 1_500_000.0))) == "800 nghìn–1,5 triệu đồng"
    assert fee_span(candidate(0, fair_fee=(float("nan"), 1.0))) == "—"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("a\x00b\x0bc\nd", "a b c d"),
        ("a\ud800b\ufffe", "a b"),
        ("x\u202ey", "xy"),
        ("e\u0302\u0301", "ế"),
        ("  ", ""),
    ],
)
def test_a_text_is_made_plain(raw: str, kept: str) -> None:
    assert plain(raw) == kept


def test_a_cut_does_not_split_a_joined_emoji() -> None:
    assert plain("abc👩‍🍳d", 6) == "abc👩…"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://x", "https://a b", "=1", ""])
def test_only_safe_addresses_are_linked(url: str) -> None:
    assert safe_link(url) == ""


def test_widths_are_those_of_arial() -> None:
    # 1 em at 72 points is an inch: a is 0.556 em wide, ơ 0.656, W 0.944, a blank 0.278.
    assert text_width("a", 72) == pytest.approx(0.556, abs=0.001)
    assert text_width("ạ", 72) == text_width("a", 72)
    assert text_width("ợ", 72) == pytest.approx(0.667, abs=0.02)
    assert text_width("W ", 72) == pytest.approx(0.944 + 0.278, abs=0.001)
    assert text_width("🍜", 72) > 1


def test_a_text_is_cut_to_its_lines() -> None:
    assert fit("ngắn", 2, 12) == "ngắn"
    long = fit("một câu rất dài không thể nằm trên một dòng", 1.5, 12, lines=2)
    assert long.endswith("…") and len(wrap(long, 1.5, 12)) == 2
    assert len(wrap(fit("W" * 500, 1, 12, 3), 1, 12)) == 3
    assert fit("còn 12 % nữa", 5, 12) == "còn 12\xa0% nữa"


def test_a_list_says_how_many_items_have_no_room() -> None:
    items = [f"mục {number}" for number in range(40)]
    shown, rest = fit_list(items, 3, 1.0, 12)
    assert shown == items[: len(shown)] and len(shown) + rest == 40
    # Five lines of 0.2 inches, one of them kept for what is left out.
    assert len(shown) == 4
    assert fit_list(items[:5], 3, 1.0, 12) == (items[:5], 0)
    assert fit_list([], 3, 1.0, 12) == ([], 0)


def test_the_whole_list_comes_first_among_the_next_steps() -> None:
    text = "Cả danh sách (2 người × 3 video): dự báo 8,5 Tr lượt xem."
    assert next_steps(report(candidate(0), candidate(1), together=text))[0] == text
    assert all("Cả danh sách" not in step for step in next_steps(report(candidate(0))))
