"""What the comparison says, of numbers that can be checked by eye."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dash_app.findings.compare import (
    Duel,
    Standing,
    duel_findings,
    lead_findings,
    month_findings,
    place_findings,
    place_words,
    spread_findings,
)
from dash_app.findings.compare_choice import Candidate, Goal, choose
from dash_app.findings.compare_content import (
    Mix,
    Overlap,
    format_findings,
    mix_findings,
    tag_findings,
)
from dash_app.findings.compare_rhythm import (
    Slot,
    duration_findings,
    slot_findings,
    week_findings,
)
from dash_app.findings.posting import rhythm
from dash_app.metrics import metric
from dash_app.statistics import GroupDifference, Lead

NAMES = ["@a", "@b", "@c"]
PLAYS, RATE = metric("plays"), metric("engagement_rate")
CLEAR, LEVEL = Lead(1, 0, (), 3), Lead(0, 2, (2,), 3)
UNKNOWN = Lead(None, None, (), 1)


def test_leads_name_who_is_ahead_and_in_what_nobody_is() -> None:
    found = lead_findings(
        [("lượt xem", CLEAR), ("chia sẻ", CLEAR), ("lượt lưu", LEVEL), ("bình luận", UNKNOWN)],
        NAMES,
    )
    assert [each.text for each in found] == [
        "@b dẫn đầu rõ ở lượt xem, chia sẻ.",
        "Không ai hơn hẳn ở lượt lưu: khoảng tin cậy chồng lên nhau.",
    ]


def test_a_long_list_of_measures_is_cut_and_counted() -> None:
    (found,) = lead_findings([(f"số {n}", CLEAR) for n in range(8)], NAMES)
    assert found.text.endswith("số 4 và 3 mục khác.")


def test_without_two_large_samples_nobody_is_ahead() -> None:
    (found,) = lead_findings([("lượt xem", UNKNOWN)], NAMES)
    assert found.kind == "few" and "ít nhất hai người có 30 video" in found.text


@pytest.mark.parametrize(
    ("rank", "words"),
    [
        (72.4, "hơn 72 % nhóm cao"),
        (100, "cao nhất nhóm cao"),
        (0.2, "thấp nhất nhóm cao"),
        (99.4, "hơn 99 % nhóm cao"),
    ],
)
def test_a_percentile_is_said_in_words(rank: float, words: str) -> None:
    assert place_words(rank, "Nhóm cao") == words


def test_each_is_told_its_best_and_worst_place_and_what_is_not_known() -> None:
    ranks = {"lượt xem": 90.0, "lượt lưu": 10.0, "chia sẻ": None}
    nothing = dict.fromkeys(ranks)
    found = place_findings(
        [
            Standing("@a", "Nhóm cao", 200, 12, ranks),
            Standing("@b", "", 200, 0, nothing),
            Standing("@c", "Nhóm thấp", 1, 80, nothing),
            Standing("@d", "Nhóm thấp", 0, 80, nothing),
        ]
    )
    assert [each.text for each in found] == [
        "@a: mạnh nhất ở lượt xem (hơn 90 % nhóm cao); yếu nhất ở lượt lưu (hơn 10 % nhóm cao).",
        "@b: chưa rõ người theo dõi nên không có nhóm để so.",
        "@c: chỉ có 1 video, quá ít để so với nhóm.",
        "@d: không có video nào để so với nhóm.",
        "Nhóm còn nhỏ, bách phân vị chỉ để tham khảo: nhóm cao có 12 TikToker.",
    ]


def _duel(chance: float, p: float | None, n: int = 100, first: str = "@a") -> Duel:
    return Duel(first, "@b", chance, chance - 0.1, chance + 0.1, p, n, 90, p is not None)


def test_duels_say_how_often_one_is_above_the_other() -> None:
    difference = GroupDifference(9.0, 0.01, 0.05, 190, 2, True)
    first, second, third = duel_findings(
        [_duel(0.7, 0.001), _duel(0.55, 0.4, first="@c")], difference, "lượt xem"
    )
    assert first.text == (
        "Lượt xem của những người này khác nhau rõ (Kruskal–Wallis, p = 0,010; ai là người đăng đi "
        "cùng 5 % chênh lệch thứ hạng, n = 190 video)."
    )
    assert second.text == (
        "Lấy ngẫu nhiên mỗi người một video, video của @a vượt video của @b trong 70 % số lần "
        "(khoảng tin cậy 95 %: 60 % đến 80 %; n = 100 và 90)."
    )
    assert third.text == "Chưa phân được hơn kém: @c với @b."


def test_duels_on_few_videos_conclude_nothing() -> None:
    nothing = GroupDifference(None, None, None, 0, 0, False)
    (found,) = duel_findings([_duel(0.9, None, n=8)], nothing, "lượt xem")
    assert found.kind == "few" and "8 video của một người" in found.text
    assert duel_findings([], nothing, "lượt xem")[0].kind == "few"
    mixed = duel_findings([_duel(0.9, None, n=8), _duel(0.5, 0.9)], nothing, "lượt xem")
    assert mixed[-1].text == "Cặp có người dưới 30 video không được kết luận."


def test_a_spread_is_said_of_those_with_enough_videos() -> None:
    frame = pd.DataFrame(
        {"n": [100, 3], "p25": [10, 1], "p50": [20, 2], "p75": [40, 3]}, index=["@a", "@b"]
    )
    (found,) = spread_findings(frame, PLAYS)
    assert found.text == ("@a: một nửa số video đạt từ 10 đến 40, trung vị 20 lượt xem (n = 100).")
    assert spread_findings(frame.iloc[1:], PLAYS)[0].kind == "few"
    assert spread_findings(frame.iloc[:0], PLAYS)[0].kind == "few"


def test_the_newest_half_year_is_compared_with_the_one_before() -> None:
    numbers = np.arange(12)
    values = np.array([100.0] * 6 + [150.0] * 6)
    (found,) = month_findings({"@a": (numbers, values), "@b": (numbers[:2], values[:2])}, PLAYS, 5)
    assert found.text == (
        "@a: tháng điển hình trong 6 tháng gần nhất đạt 150 lượt xem, trong 6 tháng trước đó 100 "
        "(+50 %)."
    )
    (zero,) = month_findings({"@a": (numbers, values * 0)}, PLAYS, 5)
    assert zero.text.endswith("trong 6 tháng trước đó 0.")
    assert month_findings({"@b": (numbers[:0], values[:0])}, RATE, 5)[0].kind == "few"


def test_weeks_say_how_many_how_even_and_how_long_a_pause() -> None:
    days = pd.Series(pd.date_range("2025-01-06", periods=10, freq="3D"))
    counts = np.array([3, 2, 2, 3])
    few = rhythm(pd.Series(dtype="datetime64[us]"), None)
    known, unknown = week_findings([("@a", rhythm(days, None), counts), ("@b", few, counts[:0])])
    assert known.text == (
        "@a: 2,5 ± 0,6 video mỗi tuần, có đăng ở 100 % số tuần, nghỉ lâu nhất 3 ngày."
    )
    assert unknown.kind == "few" and "@b: chưa đủ video" in unknown.text


def test_slots_name_the_hour_and_the_day() -> None:
    known, few = slot_findings(
        [Slot("@a", 100, "19h", 40, "Thứ Hai", 30), Slot("@b", 6, "1h", 6, "Chủ nhật", 6)]
    )
    assert known.text == "@a đăng nhiều nhất lúc 19h (40 % số video) và vào thứ Hai (30 %)."
    assert few.kind == "few"
    (sunday,) = slot_findings([Slot("@a", 100, "19h", 40, "Chủ nhật", 30)])
    assert "vào Chủ nhật (30 %)" in sunday.text


def test_durations_leave_photo_posts_out_and_count_them() -> None:
    (found,) = duration_findings([("@a", np.array([60.0, 90.0, 75.0]), 5), ("@b", np.empty(0), 4)])
    assert found.text == "Thời lượng trung vị: @a 1 phút 15 giây (n = 3, và 2 bài ảnh)."
    assert duration_findings([("@b", np.empty(0), 4)])[0].kind == "few"


def test_a_mix_names_the_commonest_label_of_each_and_nothing_of_few_videos() -> None:
    mixes = [
        Mix("Món ăn", "phở", (30, 1), (40, 3)),
        Mix("Món ăn", "bún", (10, 2), (40, 3)),
        Mix("Tỉnh thành", "Huế", (5, 0), (20, 0)),
    ]
    assert mixes[0].shares == (0.75, None)
    assert mixes[2].words == ("5 trong 20 video có nhãn", "không video nào có nhãn")
    known, few, labels = mix_findings(mixes, ["@a", "@b"], labelled=False)
    assert known.text == (
        "@a: nhiều nhất là món ăn phở (75 % của 40 video); tỉnh thành Huế (25 % của 20 video)."
    )
    assert few.kind == "few" and "@b" in few.text
    assert "Không ai có nhãn nội dung" in labels.text
    assert mix_findings([], ["@a"], labelled=False)[0].kind == "few"


def test_the_overlap_of_hashtags_is_the_share_of_tags_that_both_use() -> None:
    overlap = Overlap("@a", "@b", 10, 20, 30)
    assert overlap.share == 0.25
    found = tag_findings([overlap, Overlap("@a", "@c", 5, 20, 3)])
    assert found[0].text == (
        "@a và @b: bộ hashtag trùng một phần, cả hai dùng 10 trong 40 hashtag (25 %)."
    )
    assert "dữ liệu không có khán giả" in found[-1].text
    assert len(found) == 2, "three tags are too few to say something of"
    assert tag_findings([Overlap("@a", "@c", 5, 20, 3)])[0].kind == "few"


def test_of_many_pairs_the_most_and_the_least_alike_are_named() -> None:
    pairs = [Overlap(f"@{n}", "@x", n, 20, 20) for n in (1, 10, 5, 15)]
    first, last, _ = tag_findings(pairs)
    assert first.text.startswith("@15 và @x: bộ hashtag gần giống nhau")
    assert last.text.startswith("@1 và @x: bộ hashtag ít trùng")


def test_formats_differ_only_where_the_intervals_are_apart() -> None:
    frame = pd.DataFrame(
        {
            "x": ["Bài ảnh", "Bài ảnh", "Gắn giỏ hàng", "Gắn giỏ hàng"],
            "series": ["@a", "@b", "@a", "@b"],
            "n": [100, 100, 100, 5],
            "y": [0.5, 0.1, 0.9, 0.0],
            "low": [0.4, 0.05, 0.8, 0.0],
            "high": [0.6, 0.18, 0.95, 0.4],
        }
    )
    (found,) = format_findings(frame, 30)
    assert found.text == "Bài ảnh: @a 50 % số video, @b 10 %."
    assert "Chưa thấy khác biệt rõ" in format_findings(frame.iloc[2:], 30)[0].text


def _candidate(account: str, videos: int = 100, **parts: object) -> Candidate:
    facts: dict[str, object] = {"refuses": False, "silent_days": 1} | parts
    return Candidate(account, f"@{account}", videos, **facts)  # type: ignore[arg-type]


GOALS = [
    Goal("nhiều lượt xem", "lượt xem", ["1 N", "9 N", "—"], CLEAR),
    Goal("lịch dày", "số video", ["1", "3", "—"], CLEAR),
    Goal("kết quả đều", "độ đều", ["2", "2", "—"], LEVEL),
]


def test_the_choice_names_the_winner_once_with_all_it_is_good_for() -> None:
    candidates = [_candidate(name) for name in "abc"]
    winner, level, unknown, on = choose(candidates, GOALS, 30)
    assert winner.action == "Chọn @b nếu cần nhiều lượt xem hoặc lịch dày."
    assert winner.reason == (
        "Lượt xem 9 N, kế đó @a 1 N; số video 3, kế đó @a 1 (n = 100 video). Khoảng tin cậy 95 % "
        "không chạm của ai khác."
    )
    assert winner.sure and winner.link == "/creators/creator?account=b"
    assert not level.sure and "Đừng chỉ dựa vào độ đều" in level.action
    assert not unknown.sure and "khán giả" in unknown.action
    assert on.link == "/creators/kol?shortlist=a%2Cb%2Cc"


def test_the_choice_asks_first_what_may_stop_a_booking() -> None:
    candidates = [
        _candidate("a", refuses=True),
        _candidate("b", silent_days=45),
        _candidate("c", videos=3, silent_days=None),
    ]
    said = {each.action: each for each in choose(candidates, [], 30)}
    assert "Hỏi @a có nhận booking không trước khi tính tiếp." in said
    assert "Kiểm tra kênh còn hoạt động không: @b (45 ngày)." in said
    assert "Thu thập thêm hoặc nới bộ lọc cho @c (3) trước khi kết luận." in said


def test_one_alone_is_no_choice() -> None:
    assert choose([_candidate("a")], GOALS, 30) == ()
