"""What is said of one creator: its rhythm, its own level, and what it could do."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dash_app.findings.creator_suggestions import (
    Standing,
    TierGap,
    suggest,
    suggest_for_nobody,
)
from dash_app.findings.own_level import OwnLevel, Trait, level_findings, level_words, own_levels
from dash_app.findings.posting import (
    Rhythm,
    frequency_words,
    place_words,
    rhythm,
    rhythm_findings,
)
from dash_app.metrics import metric
from dash_app.statistics import Spread, spread
from dash_app.tabs.creators.creator_months import level_change

PLAYS = metric("plays")
USUAL = spread(np.linspace(0, 10, 101), 40)
NOBODY = Spread((), 0)


def _days(*texts: str) -> pd.Series:
    return pd.Series(pd.to_datetime(list(texts)), dtype="datetime64[us]")


def _every(days: int, n: int, a_day: int = 1) -> Rhythm:
    dates = pd.Series(pd.date_range("2024-01-01", periods=n, freq=f"{days}D").repeat(a_day))
    return rhythm(dates, date(2026, 1, 1))


def test_a_rhythm_counts_days_gaps_and_silence() -> None:
    found = rhythm(_days("2024-03-01", "2024-03-01", "2024-03-03", "2024-03-20"), date(2024, 3, 25))
    assert (found.videos, found.active, found.days) == (4, 3, 20)
    assert (found.pause, found.pause_from, found.pause_to) == (
        17,
        date(2024, 3, 3),
        date(2024, 3, 20),
    )
    assert found.gap == pytest.approx(9.5)
    assert found.silence == 5
    assert found.per_week == pytest.approx(4 / (20 / 7))


def test_no_video_and_one_video_make_no_rhythm() -> None:
    nothing = rhythm(_days(), None)
    assert (nothing.videos, nothing.days, nothing.per_week, nothing.enough) == (0, 0, None, False)
    one = rhythm(_days("2024-03-01"), None)
    assert (one.days, one.per_week, one.gap, one.silence, one.enough) == (1, 1, None, None, False)
    for each in (nothing, one):
        assert "chưa đủ video" in frequency_words(each)
        assert place_words(each, USUAL, "nhóm giữa") == ""
        (finding,) = rhythm_findings(each, USUAL, "nhóm giữa")
        assert finding.kind == "few"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (_every(1, 30, 2), "mỗi ngày, thường hơn một video"),
        (_every(1, 30), "gần như mỗi ngày"),
        (_every(2, 30), "vài lần mỗi tuần"),
        (_every(5, 30), "một, hai lần mỗi tuần"),
        (_every(12, 30), "vài lần mỗi tháng"),
        (_every(40, 30), "thưa: chưa tới hai lần mỗi tháng"),
    ],
)
def test_a_frequency_has_a_word(found: Rhythm, words: str) -> None:
    assert frequency_words(found) == words


def test_a_frequency_is_compared_with_the_tier() -> None:
    assert place_words(_every(1, 30, 2), USUAL, "nhóm giữa").startswith(
        "dày hơn phần lớn nhóm giữa"
    )
    assert place_words(_every(2, 30), USUAL, "nhóm giữa") == (
        "ngang mức thường của nhóm giữa (nửa giữa: 2,5–7,5 video/tuần; n = 40 TikToker)"
    )
    assert "thưa hơn phần lớn" in place_words(_every(9, 30), USUAL, "nhóm giữa")
    assert "còn ít" in place_words(_every(2, 30), spread([0, 5], 9), "nhóm giữa")
    assert place_words(_every(2, 30), NOBODY, "nhóm chưa rõ") == ""


def test_findings_say_pause_and_silence() -> None:
    long_ago = rhythm_findings(_every(2, 30), USUAL, "nhóm giữa")[1].text
    assert "Nghỉ lâu nhất 2 ngày: 01/01/2024 đến 03/01/2024" in long_ago
    assert "không có video mới" in long_ago
    lively = rhythm(pd.Series(pd.date_range("2024-01-01", periods=30)), date(2024, 1, 31))
    assert "không có video mới" not in rhythm_findings(lively, USUAL, "nhóm giữa")[1].text


def _two_groups(n: int, difference: float) -> tuple[OwnLevel, ...]:
    """Returns the levels of n videos of a kind beside as many others, and of half marked ones."""
    values = np.concatenate([np.arange(n) + 1000 * difference, np.arange(n)]) + 1.0
    numbers = np.repeat([0, 1], n)
    return own_levels(values, [Trait("duration", numbers, ("video ngắn", "video dài"))])


def test_videos_above_the_own_median_are_found() -> None:
    short, long = _two_groups(40, 1)
    assert (short.name, short.n, short.part, short.above) == ("video ngắn", 40, 0.5, 1)
    assert long.above == 0
    assert short.clear
    assert long.clear
    assert not short.hint
    found = level_findings((short, long), "duration", PLAYS, 80)
    assert [each.kind for each in found] == ["effect", "effect"]
    assert found[0].text.startswith("Video ngắn: 100 % trong 40 video có lượt xem vượt trung vị")
    assert "chưa phải nguyên nhân" in found[0].text


def test_few_videos_are_a_hint_at_most() -> None:
    levels = _two_groups(20, 1)
    assert all(each.hint and not each.clear for each in levels)
    texts = [each.text for each in level_findings(levels, "duration", PLAYS, 40)]
    assert "không nhóm nào khác hẳn" in texts[0]
    assert texts[1].startswith("Chưa chắc: video ngắn")


def test_equal_videos_tell_nothing() -> None:
    levels = own_levels(np.full(80, 7.0), [Trait("duration", np.repeat([0, 1], 40), ("a", "b"))])
    assert levels == ()
    (finding,) = level_findings(levels, "duration", PLAYS, 80)
    assert "Không so được" in finding.text


def test_a_share_is_of_the_videos_that_it_was_counted_in() -> None:
    # Of fourteen short videos one is above the median of all, ten below, three equal to it.
    short, long = [9.0, *range(1, 8), 1, 2, 3, 8, 8, 8], [8.0] * 2 + [9.0] * 11
    traits = [Trait("duration", np.repeat([0, 1], [14, 13]), ("video ngắn", "video dài"))]
    found, _ = own_levels(np.array(short + long), traits)
    assert (found.n, found.equal) == (14, 3)
    assert found.above == pytest.approx(1 / 11)
    words = level_words(found, PLAYS)
    assert words.startswith("9 % trong 11 video có lượt xem vượt trung vị của chính kênh (")
    assert "không kể 3 video bằng đúng trung vị" in words


def test_nothing_is_compared_without_a_rest_or_a_level() -> None:
    alone = [Trait("duration", np.zeros(40, dtype=np.int64), ("a",))]
    assert own_levels(np.arange(40.0), alone) == ()
    assert own_levels(np.zeros(40), alone) == ()
    assert own_levels(np.full(40, np.nan), alone) == ()
    assert own_levels(np.array([]), [Trait("x", np.array([], dtype=np.int64), ())]) == ()
    (finding,) = level_findings((), "duration", PLAYS, 3)
    assert "chỉ có 3 video" in finding.text


def test_videos_without_the_trait_are_the_rest() -> None:
    numbers = np.repeat([-1, 0], 40)
    (found,) = own_levels(np.arange(80.0) + 1, [Trait("part", numbers, ("buổi tối",))])
    assert (found.n, found.part, found.above) == (40, 0.5, 1)


GAP = TierGap("comments_per_play", "bình luận / lượt xem", "0,19", "0,43", 9, 96)
STANDING = Standing(60, 5, 1000, 2000, 3000)


def _suggest(**changed: Any) -> list[str]:
    given: dict[str, Any] = {
        "account": "kenh.a",
        "tier": "low",
        "tier_name": "nhóm thấp",
        "metric": PLAYS,
        "levels": (),
        "rhythm": rhythm(pd.Series(pd.date_range("2024-01-01", periods=60)), date(2024, 3, 1)),
        "frequency": USUAL,
        "gaps": (),
        "standing": STANDING,
        "covered": 1.0,
    }
    return [
        f"{'' if each.sure else '? '}{each.action} {each.reason} {each.link}"
        for each in suggest(**(given | changed))
    ]


def test_every_channel_can_be_compared_and_priced() -> None:
    outliers, price, beside = _suggest()
    assert "5 video gấp từ 2 lần" in outliers
    assert "/videos/outliers?creator=kenh.a&least=2" in outliers
    assert "Trung vị 2.000 lượt xem" in price
    assert "/creators/kol?quoted=kenh.a" in price
    assert "/creators/compare?accounts=kenh.a" in beside


def test_own_levels_come_first_and_say_how_sure_they_are() -> None:
    more, less, *_ = _suggest(levels=_two_groups(40, 1))
    assert more.startswith("Thử làm thêm video ngắn: hiện là 50 % số video.")
    assert less.startswith("Bớt hoặc làm khác video dài")
    unsure = _suggest(levels=_two_groups(20, 1))
    assert sum(each.startswith("? ") for each in unsure) == 2


def test_a_rare_rhythm_is_sure_only_where_the_channel_was_collected() -> None:
    rare = _every(9, 30)
    assert any(each.startswith("Đăng đều hơn: thử 5,0 video") for each in _suggest(rhythm=rare))
    partly = next(each for each in _suggest(rhythm=rare, covered=0.1) if "Đăng đều" in each)
    assert partly.startswith("? ")
    assert "10 % số video của kênh" in partly
    unknown = next(each for each in _suggest(rhythm=rare, covered=None) if "Đăng đều" in each)
    assert "Chỉ tính video đã thu thập." in unknown


def test_pauses_and_silence_are_to_be_looked_into() -> None:
    days = pd.Series(pd.date_range("2024-01-01", periods=30))
    silent = _suggest(rhythm=rhythm(days, date(2024, 4, 1)))
    assert any(each.startswith("? Kiểm tra xem kênh còn hoạt động") for each in silent)
    paused = pd.concat([days, days + pd.Timedelta(days=80)], ignore_index=True)
    assert any("Có lần nghỉ 51 ngày" in each for each in _suggest(rhythm=rhythm(paused, None)))


def test_the_weakest_ratio_leads_to_the_tier_s_videos() -> None:
    first = _suggest(gaps=[GAP])[0]
    assert first.startswith("Hỏi người xem một câu cụ thể")
    assert "0,19, trung vị nhóm 0,43" in first
    assert "metric=comments&tier=low" in first
    for ignored in (
        {"gaps": [TierGap("likes_per_play", "", "", "", None, 0)]},
        {"gaps": [TierGap("likes_per_play", "", "", "", 60, 96)]},
        {"gaps": [GAP], "tier": None},
        {"gaps": [GAP], "standing": Standing(9, 0, 1, 2, 3)},
    ):
        assert not any("trung vị nhóm" in each for each in _suggest(**ignored))


def test_nearly_no_videos_ask_for_the_channel_s_own_numbers() -> None:
    (ask, beside) = _suggest(standing=Standing(0, 0, None, None, None))
    assert ask.startswith("? Trước khi thuê: xin kênh ảnh chụp")
    assert "compare" in beside


def test_at_most_five_are_made() -> None:
    assert len(_suggest(levels=_two_groups(40, 1), gaps=[GAP], rhythm=_every(9, 30))) == 5


def test_nobody_is_told_where_to_go() -> None:
    (unknown,) = suggest_for_nobody("kenh.a", known=False)
    assert unknown.link == "/creators/list"
    (known,) = suggest_for_nobody("kenh.a", known=True)
    assert "@kenh.a" in known.action


def _posted(plays: list[float]) -> pd.DataFrame:
    days = pd.date_range("2025-01-01", periods=len(plays), freq="D")
    return pd.DataFrame({"posted_date": days, "plays": plays})


def test_a_channel_that_halved_is_said_to_have_halved() -> None:
    (finding,) = level_change(_posted([1000.0 + each for each in range(20)] + [500.0] * 20), PLAYS)
    assert "20 video mới nhất: trung vị 500 lượt xem" in finding.text
    assert "1.010 lượt xem (−50 %)" in finding.text
    assert "trong 0 % số cặp, khó là ngẫu nhiên" in finding.text


def test_an_even_channel_has_not_changed_and_a_new_one_cannot_be_judged() -> None:
    (even,) = level_change(_posted([100.0, 120.0] * 15), PLAYS)
    assert "15 video mới nhất" in even.text and "chưa vượt ngoài dao động" in even.text
    (few,) = level_change(_posted([100.0] * 19), PLAYS)
    assert (few.kind, few.text) == ("few", "Chưa đủ video để so mới với cũ: cần 20, có 19.")
