"""What the dish pages say, on frames whose numbers are known."""

from __future__ import annotations

import pandas as pd
import pytest

from dash_app.findings.dish_groups import (
    coverage_findings,
    dishes_together_findings,
    group_findings,
    median_findings,
    over_time_findings,
    variant_findings,
)
from dash_app.findings.dish_next_week import ANY, MOST, RISING, RULE, Track
from dash_app.findings.dish_suggestions import dish_suggestions
from dash_app.findings.dish_week_suggestions import dish_week_suggestions
from dash_app.findings.dishes_of_week import (
    difference_findings,
    rising_dish_findings,
    rule_findings,
    step_words,
    times_words,
    window_findings,
)
from dash_app.findings.rising_dishes import RisingDish
from dash_app.findings.weekly_dishes import STEPS, WeeklyDish
from dash_app.metrics import AGGREGATES, metric
from dash_app.statistics import BinEffect, Interval

PLAYS, MEDIAN = metric("plays"), AGGREGATES[0]


def said(first: pd.Timestamp) -> str:
    return f"tuần từ {first:%d/%m}"


def test_groups_and_their_best() -> None:
    frame = pd.DataFrame(
        {
            "dish_group": ["bánh mì", "phở", "chè"],
            "n": [60, 40, 10],
            "creators": [9, 8, 7],
            "value": [100.0, 300.0, 900.0],
        }
    )
    most, best = group_findings(frame, 200, PLAYS, MEDIAN)
    assert most.text == (
        "Nhắc nhiều nhất: bánh mì, 60 video (30,0 % video có nhắc món) của 9 TikToker."
    )
    # Ten videos do not compete.
    assert "phở, trung vị 300 lượt xem (n = 40)" in best.text
    assert group_findings(frame, 20, PLAYS, MEDIAN)[0].kind == "few"
    assert group_findings(frame.iloc[:0], 0, PLAYS, MEDIAN)[0].kind == "few"
    assert group_findings(frame.iloc[2:], 200, PLAYS, MEDIAN)[1].kind == "few"


def test_medians_above_and_below() -> None:
    frame = pd.DataFrame(
        {
            "dish_group": ["bánh mì", "phở", "chè", "kem"],
            "valued": [60, 40, 50, 5],
            "estimate": [300.0, 500.0, 60.0, 999.0],
            "low": [200.0, 400.0, 50.0, None],
            "high": [400.0, 600.0, 70.0, None],
            "enough": [True, True, True, False],
        }
    )
    above, below, chance = median_findings(frame, 150.0, PLAYS)
    assert above.text.startswith("2 nhóm cao hơn trung vị")
    assert "rõ nhất là phở: 500 (khoảng tin cậy 95 %: 400 đến 600; n = 40)" in above.text
    assert below.text.startswith("Chỉ chè thấp hơn trung vị")
    assert "Nhìn 3 nhóm" in chance.text
    (none,) = median_findings(frame.iloc[:1], 300.0, PLAYS)
    assert "Không nhóm nào trong 1 nhóm" in none.text
    assert median_findings(frame.iloc[3:], 150.0, PLAYS)[0].kind == "few"
    assert median_findings(frame, None, PLAYS)[0].kind == "few"


def test_variants() -> None:
    frame = pd.DataFrame(
        {
            "dish": ["phở bò", "phở gà"],
            "n": [50, 40],
            "valued": [50, 38],
            "p50": [100.0, 200.0],
            "all_n": [80, 80],
            "all_variants": [12, 12],
        }
    )
    most, best = variant_findings(frame, "phở", PLAYS)
    assert most.text == "Gọi nhiều nhất: phở bò, 50 video (62 % video của nhóm), trong 12 tên gọi."
    assert "phở gà, 200 lượt xem (n = 38)" in best.text
    assert variant_findings(frame.iloc[:1], "phở", PLAYS)[1].kind == "few"
    assert variant_findings(frame.iloc[:0], "phở", PLAYS)[0].kind == "few"


def periods(n: list[int], named: list[int], videos: int = 100) -> pd.DataFrame:
    weeks = pd.date_range("2024-01-01", periods=len(n), freq="7D")
    frame = pd.DataFrame({"period": weeks, "n": n, "named": named, "videos": videos})
    return frame.assign(share=frame["n"] / frame["named"])


def test_a_share_that_rises_and_one_that_does_not() -> None:
    rising = periods([2 * week for week in range(12)], [80] * 12)
    most, trend = over_time_findings(rising, "phở", "tuần", said)
    assert most.text.startswith("Nhiều nhất: tuần từ 18/03, 22 video (27,5 %")
    assert trend.text.startswith("Tỷ lệ có xu hướng tăng: +2,50 điểm % mỗi tuần")
    flat = periods([9, 11] * 6, [80] * 12)
    assert over_time_findings(flat, "phở", "tuần", said)[1].text.startswith(
        "Tỷ lệ không có xu hướng rõ"
    )


def test_periods_with_few_dishes_take_no_part_in_the_trend() -> None:
    named = [80] * 6 + [10] * 6
    assert over_time_findings(periods([8] * 12, named), "phở", "tuần", said)[1].kind == "few"
    assert over_time_findings(periods([1] * 5, [80] * 5), "phở", "tuần", said)[0].kind == "few"


def test_uneven_reading_is_said() -> None:
    (warning,) = coverage_findings(periods([1] * 4, [20, 60, 95, 90]), "tuần", said)
    assert warning.text.startswith(
        "Không phải tuần nào cũng đọc được món như nhau: từ 20 % video (tuần từ 01/01) đến 95 % "
        "(tuần từ 15/01)."
    )
    assert coverage_findings(periods([1] * 4, [80, 60, 70, 75]), "tuần", said) == ()
    # Weeks with few videos say nothing of how much is read.
    assert coverage_findings(periods([1] * 4, [5, 20, 9, 1], 20), "tuần", said) == ()


def test_dishes_that_go_together() -> None:
    frame = pd.DataFrame(
        {
            "dish_group": ["pate", "bơ"],
            "together": [10, 30],
            "n": [40, 90],
            "estimate": [9.0, 4.0],
            "low": [6.0, 3.0],
            "high": [13.0, 6.0],
            "clear": [True, True],
        }
    )
    best, most = dishes_together_findings(frame, "bánh mì", 100)
    assert best.text.startswith("Gắn bó nhất: pate, 10 video chung (10,0 % số video), 9,00 lần")
    assert most.text.startswith("Chung nhiều video nhất trong số này: bơ, 30 video")
    assert dishes_together_findings(frame, "bánh mì", 9)[0].kind == "few"
    unclear = frame.assign(clear=False)
    assert dishes_together_findings(unclear, "bánh mì", 100)[0].kind == "few"


def test_how_a_dish_came_onto_the_list() -> None:
    strict, middle, loose = STEPS
    assert [step_words(each) for each in (strict, loose, None)] == [
        "3 lượt · 60 %",
        "1 lượt · 40 %",
        "nhắc nhiều nhất",
    ]
    listed = [
        WeeklyDish("a", 4, 0, strict),
        WeeklyDish("b", 2, 2, middle),
        WeeklyDish("c", 1, 0, loose),
    ]
    found, few = rule_findings(listed, 2, False, 7)
    assert found.text == (
        "3 món: 1 món từ 3 lượt và 60 %, 1 món từ 2 lượt và 50 %, 1 món từ 1 lượt và 40 %; hiện 2 "
        "món nhắc nhiều nhất. 7 món thường trực để riêng."
    )
    assert few.text == (
        "2 trong 3 món được nhắc dưới 3 lần, 1 món chỉ một lần: quá ít để nói là xu hướng."
    )
    (one_step,) = rule_findings(listed[:1], 1, False, 0)
    assert one_step.text == "1 món: đều từ 3 lượt và 60 % trở lên. 0 món thường trực để riêng."
    first = [WeeklyDish("a", 4, 0, None)]
    assert rule_findings(first, 1, True, 2)[0].text.startswith("Tuần đầu tiên")
    assert rule_findings(first, 1, False, 2)[0].text.startswith("Không món nào qua được")
    assert rule_findings((), 0, False, 2)[0].kind == "few"


def a_rise(name: str = "bánh chưng", q: float = 0.02, before: int = 13) -> RisingDish:
    return RisingDish(name, 9, before, 10, 1.5, 6.3, q)


def test_rises_beyond_chance() -> None:
    (sentence,) = rising_dish_findings([a_rise()], 85, True)
    assert sentence.kind == "effect"
    assert sentence.text == (
        "bánh chưng: 9 trong 85 TikToker có nhắc món, theo 8 tuần trước thì chỉ khoảng 1,5: gấp "
        "6,3 lần (n = 22 lượt TikToker × tuần; tỷ lệ báo nhầm ước tính q = 2,0 %)."
    )
    (new,) = rising_dish_findings([a_rise(before=0)], 85, True)
    assert "8 tuần trước không ai nhắc" in new.text
    (none,) = rising_dish_findings([a_rise(q=0.3)], 85, True)
    assert none.kind == "fact"
    assert none.text.startswith("Không món nào tăng rõ hơn mức ngẫu nhiên (q ≤ 10 %).")
    assert rising_dish_findings([], 85, False)[0].kind == "few"
    assert (times_words(a_rise()), times_words(a_rise(before=0))) == ("6,3 lần", "mới")


def test_a_window_that_was_read_unevenly() -> None:
    weeks = pd.date_range("2025-01-13", periods=3, freq="7D")
    frame = pd.DataFrame({"week_start": weeks, "n": 100, "named": [31, 20, 97]})
    (warning,) = window_findings(frame)
    assert "từ 20 % (Tuần 4/2025 (từ 20/01)) đến 97 % (Tuần 5/2025 (từ 27/01))" in warning.text
    assert window_findings(frame.assign(named=80)) == ()
    assert window_findings(frame.iloc[:1]) == ()


def a_track(shares: list[float], growth: float, after: float) -> Track:
    weeks = pd.date_range("2024-01-01", periods=len(shares), freq="7D")
    by_week = pd.Series(shares, index=weeks)
    mean = float(by_week.mean()) if shares else None
    interval = Interval(mean, 0.1, 0.9, len(shares), False)
    return Track(
        len(shares),
        10.0 * len(shares),
        interval,
        Interval(growth, 1.0, 3.0, len(shares), False),
        after,
        by_week,
    )


def all_tracks(rule: list[float], rising: list[float], most: list[float]) -> dict[str, Track]:
    return {
        RULE: a_track(rule, 2.0, 0.5),
        RISING: a_track(rising, 1.3, 1.9),
        MOST: a_track(most, 1.1, 4.0),
        ANY: a_track([0.2] * len(rule), 1.0, 0.7),
    }


def test_which_list_the_next_weeks_bear_out() -> None:
    steady, better, other = [0.3, 0.31, 0.29] * 4, [0.5, 0.52, 0.49] * 4, [0.4, 0.6, 0.5] * 4
    differ, shares, against_rule, against_most, growth = difference_findings(
        all_tracks(steady, better, other)
    )
    assert "Hai danh sách hỏi hai điều khác nhau" in differ.text
    assert "quy tắc 30 %" in shares.text
    assert "đang lên 50 %" in shares.text
    assert against_rule.kind == "effect"
    assert against_rule.text.startswith("“Đang lên” đoán tuần kế tiếp đúng hơn quy tắc (+20 điểm")
    assert against_most.text.startswith("“Đang lên” chưa đoán đúng hơn rõ so với việc chép")
    assert "2,0 lần mức thường" in growth.text
    worse = difference_findings(all_tracks(better, steady, steady))[2]
    assert "kém hơn quy tắc (−20 điểm" in worse.text


def test_few_weeks_bear_nothing_out() -> None:
    found = difference_findings(all_tracks([0.3] * 3, [0.4] * 3, [0.5] * 3))
    assert [each.kind for each in found] == ["fact", "few"]


def an_effect(name: str, estimate: float, clear: bool) -> BinEffect:
    p = 0.001 if clear else 0.5
    return BinEffect(name, 80, 20, estimate, estimate - 5, estimate + 5, p, p, True)


def test_what_to_make_of_groups() -> None:
    effects = [an_effect("phở", 20, True), an_effect("chè", -15, True), an_effect("xôi", 9, False)]
    together = pd.DataFrame(
        {
            "dish_group": ["pate"],
            "together": [12],
            "estimate": [9.0],
            "low": [5.0],
            "high": [13.0],
            "clear": [True],
        }
    )
    variants = pd.DataFrame(
        {"dish": ["a", "b"], "n": [50, 40], "valued": [50, 40], "p50": [100.0, 200.0], "all_n": 90}
    )
    groups = pd.DataFrame({"dish_group": ["bánh mì", "kem"], "n": [90, 20], "creators": [60, 10]})
    found = dish_suggestions(effects, together, variants, "bánh mì", PLAYS, 100, groups)
    assert [each.action for each in found] == [
        "Ưu tiên quay phở.",
        "Đổi cách làm trước khi quay thêm chè.",
        "Khi quay bánh mì, thử đặt cạnh pate.",
        "Trong nhóm bánh mì, thử b trước.",
        "Với bánh mì: tìm góc riêng, vì đã có nhiều người làm.",
    ]
    assert [each.sure for each in found] == [True, True, False, False, True]
    assert found[0].link == "/trends/dishes?group=ph%E1%BB%9F"
    assert "+20 % (khoảng tin cậy 95 %: +15 % đến +25 %)" in found[0].reason
    nothing = dish_suggestions(
        [], together.iloc[:0], variants.iloc[:0], "", PLAYS, 0, groups.iloc[:0]
    )
    assert nothing == ()


@pytest.mark.parametrize(
    ("q", "action", "sure"),
    [
        (0.02, "Quay bánh chưng ngay tuần tới.", True),
        (0.4, "Theo dõi bánh chưng, chưa vội quay.", False),
    ],
)
def test_what_to_make_next_week(q: float, action: str, sure: bool) -> None:
    rule = [WeeklyDish("bánh chưng", 10, 1, STEPS[0]), WeeklyDish("mọc", 3, 1, STEPS[0])]
    common = pd.DataFrame({"name": ["cơm", "bánh mì", "kem"], "weeks": [70, 69, 68]})
    found = dish_week_suggestions(
        rule,
        [a_rise(q=q)],
        all_tracks([0.3] * 12, [0.5] * 12, [0.5] * 12),
        common,
        72,
        {"bánh chưng": "/there"},
        200,
        80,
    )
    assert [each.action for each in found] == [
        action,
        "Thử mọc nếu hợp kênh.",
        "Giữ cơm, bánh mì, kem làm nội dung quanh năm.",
        "Đọc nốt lời thoại của tuần này trước khi tin các danh sách.",
    ]
    assert (found[0].sure, found[0].link) == (sure, "/there")
    assert "30 % món của quy tắc" in found[1].reason
    assert "40 % trong 200 video" in found[3].reason
