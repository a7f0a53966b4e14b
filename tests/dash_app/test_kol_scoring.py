"""Scores of KOLs: parts by hand, what more of something does, and what weights do."""

from __future__ import annotations

import math

import numpy as np
import pytest
from kol_channels import EMPTY, content, crowd, frame, ordinary

from dash_app.findings.kol_brief import Brief, MoneyRange, brief_lines, money, money_range
from dash_app.findings.kol_content import contents_asked, relevance_part
from dash_app.findings.kol_fit import find_fit
from dash_app.findings.kol_peers import find_peers
from dash_app.findings.kol_quote import affordable_cpm, check_quote
from dash_app.findings.kol_reasons import (
    clear_change,
    growth_reason,
    newest_plays,
    plays_reason,
    sample_mark,
)
from dash_app.findings.kol_score import (
    PARTS,
    drawn_to_middle,
    growth_part,
    log_growth,
    log_spread,
    monthly_followers,
    plays_part,
    rank_among,
    steadiness_part,
    weighted,
)
from dash_app.findings.kol_total import add_up, together_findings
from dash_app.statistics import independent_total

NAN = float("nan")

# Percentiles.


def test_a_percentile_is_the_share_that_is_lower_and_half_of_the_equal() -> None:
    ranks = rank_among([1, 2, 2, 4, NAN, 9], [1, 2, 2, 4])
    assert ranks[:4].tolist() == [12.5, 50.0, 50.0, 87.5]
    assert np.isnan(ranks[4])
    assert ranks[5] == 100


def test_missing_values_are_no_reference() -> None:
    assert rank_among([3.0], [NAN, 1.0, NAN]).tolist() == [100.0]
    assert np.isnan(rank_among([3.0], [NAN])).all()
    assert np.isnan(rank_among([3.0], [])).all()


def test_few_videos_draw_a_percentile_to_the_middle() -> None:
    drawn = drawn_to_middle(np.array([100.0, 100.0, 100.0, 0.0]), [0, 5, 45, 5])
    assert drawn.tolist() == [50, 75, 95, 25]


# What a channel is about.


def test_one_video_of_one_does_not_beat_forty_of_fifty() -> None:
    scores = content([1, 40, 5, 0], [1, 50, 50, 50]).score
    assert scores[1] > scores[0] > scores[2] > scores[3]


def test_more_videos_about_it_never_lower_the_score() -> None:
    videos = [1.0, 3.0, 10.0, 60.0, 7.0]
    others = [1.0, 0.0, 4.0, 30.0, 2.0]
    for row, most in enumerate(videos):
        scores = []
        for hits in range(int(most) + 1):
            changed = [*others[:row], float(hits), *others[row + 1 :]]
            scores.append(content(changed, videos).score[row])
        assert scores == sorted(scores), row


def test_what_is_known_of_no_video_has_no_score() -> None:
    found = content([0, 3], [0, 10])
    assert np.isnan(found.score[0])
    assert found.score[1] == 50
    assert found.coverage == 0.5
    assert found.words(0) == "không có video có nhãn thể loại để xét ngành nội dung"
    assert found.words(1) == "3 trong 10 video có nhãn thể loại thuộc “Nấu ăn” (30 %)"


def test_relevance_is_the_mean_of_what_is_asked_and_known() -> None:
    one, other = content([2, 8], [10, 10]), content([0, 5], [0, 10])
    found = relevance_part((one, other), 2)
    assert found[0] == one.score[0]
    assert found[1] == pytest.approx((one.score[1] + other.score[1]) / 2)
    assert np.isnan(relevance_part((), 2)).all()


def test_a_brief_names_what_it_asks_of_the_content() -> None:
    channels = frame(ordinary(labelled=20.0), ordinary(placed=0, south=0))
    brief = Brief(niche="Nấu ăn", food="phở", area="Nam", form="photo")
    hits = {"niche": np.array([5.0, 0.0]), "food": np.array([2.0, 0.0])}
    found = contents_asked(brief, channels, hits)
    assert [each.words(0) for each in found] == [
        "5 trong 20 video có nhãn thể loại thuộc “Nấu ăn” (25 %)",
        "2 trong 40 video nhắc tới “phở” (5 %)",
        "5 trong 10 video có địa điểm ở miền Nam (50 %)",
        "0 trong 40 video là bài ảnh (0 %)",
    ]
    assert found[2].words(1) == "không có video có địa điểm để xét miền"
    assert contents_asked(Brief(), channels, {}) == ()


# What a channel reaches.


def test_plays_are_ranked_and_drawn_to_the_middle() -> None:
    channels = frame(
        ordinary(median_plays=10.0, lasting=5),
        ordinary(median_plays=20.0, lasting=5),
        EMPTY,
    )
    found = plays_part(channels)
    assert found[:2].tolist() == [50 + (25 - 50) / 2, 50 + (75 - 50) / 2]
    assert np.isnan(found[2])


@pytest.mark.parametrize(
    ("newer_plays", "said"),
    [
        (39_000.0, "; 19 video mới nhất đạt trung vị 39 N, thấp hơn ba phần tư số video của kênh"),
        (61_000.0, "; 19 video mới nhất đạt trung vị 61 N, cao hơn ba phần tư số video của kênh"),
        (40_000.0, ""),
        (60_000.0, ""),
    ],
)
def test_a_median_that_the_newest_videos_left_behind_says_so(newer_plays: float, said: str) -> None:
    facts = ordinary(newer_plays=newer_plays)
    assert plays_reason(facts) == f"Trung vị 50.000 lượt xem một video (n = 40){said}"


def test_a_few_newest_videos_say_nothing_of_the_level() -> None:
    facts = ordinary(newer=4, newer_plays=1.0)
    assert newest_plays(facts) is None
    assert plays_reason(facts).endswith("(n = 40)")
    assert newest_plays(EMPTY) is None


def test_the_spread_is_the_interquartile_range_of_log_plays() -> None:
    channels = frame(ordinary(p25_plays=math.e - 1, p75_plays=math.e**2 - 1), ordinary(mature=4))
    assert log_spread(channels)[0] == pytest.approx(1 / 1.349)
    assert np.isnan(log_spread(channels)[1])


def test_steadiness_puts_evenness_and_weeks_together() -> None:
    even = ordinary(mature=45, p25_plays=50_000, p75_plays=55_000, weeks_active=12)
    uneven = ordinary(mature=45, p25_plays=5_000, p75_plays=90_000, weeks_active=3)
    found = steadiness_part(frame(even, uneven))
    # Percentiles 75 and 25, shares of weeks 1 and 1/4, 45 of 50 parts of the difference kept.
    assert found.tolist() == pytest.approx([50 + 0.9 * 37.5, 50 - 0.9 * 25])


def test_growth_compares_the_newer_half_with_the_older() -> None:
    channels = frame(
        ordinary(newer_plays=99_999, older_plays=49_999),
        ordinary(newer=4, older=4),
        EMPTY,
    )
    assert log_growth(channels)[0] == pytest.approx(math.log(2))
    assert np.isnan(log_growth(channels)[1:]).all()
    assert np.isnan(growth_part(channels)[1:]).all()


def test_followers_count_only_where_many_have_a_history() -> None:
    with_history = {"days": 15.0, "first_followers": 100.0, "last_followers": 110.0}
    assert monthly_followers(frame(ordinary(**with_history)))[0] == pytest.approx(0.2)
    assert np.isnan(monthly_followers(frame(ordinary(**with_history | {"days": 2.0})))).all()
    few = frame(*crowd(9, newer=0, older=0, **with_history))
    many = frame(*crowd(10, newer=0, older=0, **with_history))
    assert np.isnan(growth_part(few)).all()
    assert growth_part(many).tolist() == [50.0] * 10


def test_a_change_that_the_spread_explains_is_not_called_clear() -> None:
    same = ordinary(newer_plays=51_000.0)
    fallen = ordinary(newer_plays=10_000.0)
    assert clear_change(same) == 0
    assert clear_change(fallen) == pytest.approx(math.log(10_001 / 50_001))
    assert "(+2 %, chưa vượt mức dao động thường của kênh)" in growth_reason(same)
    assert "(−80 %, vượt mức dao động thường của kênh)" in growth_reason(fallen)
    assert growth_reason(EMPTY).startswith("Cần 10 video")


@pytest.mark.parametrize(
    ("videos", "mark"), [(0, "rất ít dữ liệu"), (9, "rất ít dữ liệu"), (10, "ít dữ liệu"), (30, "")]
)
def test_few_videos_are_said(videos: int, mark: str) -> None:
    assert sample_mark(videos) == mark


# Weights.


def test_a_score_is_the_weighted_mean_of_the_known_parts() -> None:
    parts = np.array([[80.0, 20.0, NAN], [NAN, NAN, NAN], [60.0, 60.0, 60.0]])
    scores, shares = weighted(parts, (3, 1, 4))
    assert scores[0] == (3 * 80 + 20) / 4
    assert shares[0].tolist() == [0.75, 0.25, 0]
    assert np.isnan(scores[1])
    assert scores[2] == 60
    assert shares[2].sum() == 1


def test_without_weights_there_is_no_score() -> None:
    scores, shares = weighted(np.array([[80.0, 20.0]]), (0, 0))
    assert np.isnan(scores).all()
    assert not shares.any()


def test_a_better_part_never_lowers_the_score() -> None:
    random = np.random.default_rng(3)
    parts = random.uniform(0, 100, (200, len(PARTS)))
    better = np.minimum(parts + random.uniform(0, 30, parts.shape), 100)
    for weights in ((4, 3, 2, 2, 1, 3), (1, 0, 0, 0, 0, 0), (0, 4, 4, 0, 0, 1)):
        assert (weighted(better, weights)[0] >= weighted(parts, weights)[0]).all()


# Peers.


def test_peers_are_the_tier_within_the_niche_where_these_are_enough() -> None:
    channels = frame(*crowd(35), *crowd(35, tier="high"), EMPTY)
    everyone = np.ones(len(channels), bool)
    assert find_peers(channels, everyone).of(0).words == "35 TikToker nhóm giữa cùng ngách"
    few = np.arange(len(channels)) < 10
    assert find_peers(channels, few).of(0).words == "35 TikToker nhóm giữa"
    assert find_peers(channels, None).of(40).words == "35 TikToker nhóm cao"
    assert find_peers(channels, None).of(70).words == "70 TikToker trong dữ liệu"


def test_too_few_peers_give_no_rank() -> None:
    channels = frame(*crowd(5))
    peers = find_peers(channels, None)
    assert np.isnan(peers.ranks(channels["engagement_rate"])).all()
    assert np.isnan(peers.robust_z(channels["likes_per_play"])).all()
    assert np.isnan(peers.medians(channels["likes_per_play"])).all()


def test_the_robust_z_is_the_modified_z_score_of_logs() -> None:
    values = np.exp(np.arange(31.0))
    channels = frame(*crowd(31))
    z = find_peers(channels, None).robust_z(values)
    # Of 0 … 30 the median is 15, and the median distance from it 8.
    assert z[30] == pytest.approx(0.6745 * 15 / 8)
    assert np.isnan(find_peers(channels, None).robust_z(np.zeros(31))).all()


# Who is ranked.


def test_everyone_who_is_out_is_counted_once_and_the_remedy_brings_back_what_it_says() -> None:
    channels = frame(
        ordinary(),
        ordinary(followers=1_000),
        ordinary(followers=1_000, booking_note="refuses"),
        ordinary(booking_note="refuses"),
        ordinary(followers=None),
        EMPTY,
    )
    fit = find_fit(Brief(least=50_000), channels, (), None)
    assert fit.inside.tolist() == [True, False, False, False, False, False]
    assert sum(each.count for each in fit.exclusions) == 5
    by_reason = {each.reason: each for each in fit.exclusions}
    refusing = by_reason["giới thiệu ghi không nhận booking"]
    assert (refusing.count, refusing.alone) == (2, 1)
    outside = by_reason["ngoài khoảng từ 50.000 người theo dõi"]
    assert (outside.count, outside.alone) == (1, 1)
    assert fit.why_out(0) == ""
    assert fit.why_out(5) == "chưa thu thập được video nào"
    kept = find_fit(Brief(least=50_000, keeps_refusing=True), channels, (), None)
    assert kept.inside.sum() == fit.inside.sum() + refusing.alone


def test_content_that_is_not_known_keeps_out_unless_asked_to_stay() -> None:
    channels = frame(ordinary(), ordinary(), ordinary())
    asked = (content([3, 0, 0], [10, 10, 0]),)
    out = find_fit(Brief(niche="Nấu ăn"), channels, asked, None)
    assert out.inside.tolist() == [True, False, False]
    assert [each.reason for each in out.exclusions] == [
        "không có video có nhãn thể loại để xét ngành nội dung",
        "chưa có video nào thuộc “Nấu ăn”",
    ]
    kept = find_fit(Brief(niche="Nấu ăn", keeps_unknown=True), channels, asked, None)
    assert kept.inside.tolist() == [True, False, True]


def test_a_fee_above_the_budget_keeps_out_and_an_unknown_one_does_not() -> None:
    channels = frame(ordinary(), ordinary(), ordinary())
    fees = np.array([10e6, 30e6, NAN])
    fit = find_fit(Brief(budget=20e6), channels, (), fees)
    assert fit.inside.tolist() == [True, False, True]


# Money.


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0 đồng"),
        (49_286, "49.300 đồng"),
        (999_600, "1 triệu đồng"),
        (12_500_000, "12,5 triệu đồng"),
        (123_456_789, "123 triệu đồng"),
        (1_200_000_000, "1,2 tỷ đồng"),
        (5e12, "5.000 tỷ đồng"),
    ],
)
def test_money_is_written_with_three_digits(amount: float, words: str) -> None:
    assert money(amount) == words


def test_a_range_of_money_names_its_unit_once() -> None:
    assert money_range(MoneyRange(12e6, 25e6)) == "12–25 triệu đồng"
    assert money_range(MoneyRange(800e3, 2e6)) == "800.000 đồng – 2 triệu đồng"
    assert money_range(MoneyRange(50e3, 50e3)) == "50.000 đồng"


@pytest.mark.parametrize(
    ("fee", "verdict", "clear"),
    [
        (1e6, "dưới khung", True),
        (5e6, "trong khung", False),
        (6e6, "trong khung", True),
        (9e6, "trên khung", False),
        (40e6, "trên khung", True),
    ],
)
def test_a_fee_is_checked_against_the_band(fee: float, verdict: str, clear: bool) -> None:
    # 100.000 plays: the CPM is the fee / 100.
    quote = check_quote(fee, (80_000, 100_000, 125_000), MoneyRange(45_000, 80_000))
    assert quote.cpm == pytest.approx(fee / 100)
    assert quote.range.low == pytest.approx(fee / 125)
    assert quote.range.high == pytest.approx(fee / 80)
    assert (quote.verdict, quote.is_clear) == (verdict, clear)
    assert quote.fair == MoneyRange(4.5e6, 8e6)


def test_without_a_band_there_is_no_verdict() -> None:
    quote = check_quote(1e6, (80_000, 100_000, 125_000), None)
    assert (quote.verdict, quote.is_clear, quote.fair) == ("chưa có khung", False, None)


def test_a_budget_and_wanted_plays_give_a_cpm() -> None:
    assert affordable_cpm(200e6, 5e6) == 40_000
    assert affordable_cpm(200e6, None) is None
    assert affordable_cpm(None, 5e6) is None


# The shortlist together.


def test_the_total_of_one_is_itself() -> None:
    total = independent_total([(60.0, 100.0, 180.0)], 100.0)
    assert total is not None
    assert (total.p25, total.p50, total.p75) == (60, 100, 180)
    assert total.chance == pytest.approx(0.5, abs=0.02)


def test_the_total_of_many_is_steadier_than_each() -> None:
    one = (50.0, 100.0, 200.0)
    total = independent_total([one] * 10, 1_000.0)
    assert total is not None
    # Each is lognormal with σ = ln 2 / 0,6745: their mean is 100·e^(σ²/2) = 169,6.
    assert total.p50 == pytest.approx(1_600, rel=0.1)
    assert total.p75 / total.p25 < 2
    assert total.chance is not None
    assert total.chance > 0.85
    assert total == independent_total([one] * 10, 1_000.0)


def test_certain_parts_add_up_exactly() -> None:
    total = independent_total([(100.0, 100.0, 100.0), (50.0, 50.0, 50.0)], 149.0)
    assert total is not None
    assert (total.p25, total.p50, total.p75, total.chance) == (150, 150, 150, 1)
    assert independent_total([]) is None


def test_a_shortlist_is_held_against_budget_and_wanted_plays() -> None:
    brief = Brief(budget=10e6, wanted=150_000.0, cpm=MoneyRange(50_000, 120_000), videos=2)
    one = (90_000.0, 100_000.0, 110_000.0)
    together = add_up(brief, [one, one, (NAN, NAN, NAN)])
    assert together.people == 3
    assert together.fees == MoneyRange(10e6, 24e6)
    words = " ".join(each.text for each in together_findings(brief, together))
    assert "trên 99 % khả năng vượt 150.000 lượt xem với 2 video mỗi người" in words
    assert "có thể vượt ngân sách" in words
    assert "độc lập" in words
    nothing = add_up(brief, [])
    assert (nothing.plays, nothing.fees) == (None, None)
    assert list(together_findings(brief, nothing)) == []


# The brief in words.


def test_a_brief_says_what_it_asks_for() -> None:
    brief = Brief(
        niche="Nấu ăn",
        area="Nam",
        form="short",
        least=10_000,
        most=50_000,
        videos=3,
        budget=200e6,
        cpm=MoneyRange(40e3, 90e3),
    )
    assert dict(brief_lines(brief)) == {
        "Ngành nội dung": "Nấu ăn",
        "Miền": "Nam",
        "Định dạng": "Video ngắn (dưới 60 giây)",
        "Người theo dõi": "10.000 đến 50.000",
        "Số video mỗi KOL": "3",
        "Ngân sách": "200 triệu đồng",
        "Khung CPM": "40.000–90.000 đồng cho 1.000 lượt xem",
    }
    assert dict(brief_lines(Brief())) == {"Số video mỗi KOL": "1"}
