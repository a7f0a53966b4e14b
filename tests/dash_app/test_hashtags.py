"""The two pages of hashtags: their cards on real tables, and what their sentences say."""

from __future__ import annotations

from types import ModuleType

import orjson
import pandas as pd
import pytest

from dash_app.components.hashtag_names import hashtag_names
from dash_app.components.options import find_options
from dash_app.components.video_grid import video_grid
from dash_app.findings.hashtags import (
    count_trend,
    creator_findings,
    per_video_findings,
    period_findings,
    share_findings,
    slope_findings,
    tag_effect,
    together_findings,
    total_findings,
    word_findings,
)
from dash_app.metrics import AGGREGATES, METRICS, aggregate, metric
from dash_app.pages import Reader, Shown
from dash_app.statistics import BinEffect
from dash_app.store import Snapshot, Store
from dash_app.tabs.videos import hashtag, hashtags
from dash_app.tabs.videos.periods import EVERY, period, without_gaps
from dash_app.view import read_view
from etl.home import Home

PLAYS, RATE = metric("plays"), metric("engagement_rate_public")
MEDIAN = aggregate("median", PLAYS)


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


def _reader(snapshot: Snapshot, page: ModuleType, search: str = "") -> Reader:
    return Reader(snapshot, read_view(page.PAGE.controls, search))


def _shown(snapshot: Snapshot, page: ModuleType, search: str = "") -> dict[str, Shown]:
    reader = _reader(snapshot, page, search)
    return {card.key: card.show(reader) for card in page.PAGE.cards}


def _table(shown: Shown) -> pd.DataFrame:
    return shown.table if isinstance(shown.table, pd.DataFrame) else shown.table()


def _text(shown: Shown) -> str:
    return " ".join(each.text for each in shown.findings)


@pytest.mark.parametrize("page", [hashtags, hashtag])
@pytest.mark.parametrize("measure", [each.key for each in METRICS])
@pytest.mark.parametrize("how", [each.key for each in AGGREGATES])
def test_every_measure_can_be_shown_and_sent(
    snapshot: Snapshot, page: ModuleType, measure: str, how: str
) -> None:
    for key, shown in _shown(snapshot, page, f"metric={measure}&aggregate={how}").items():
        assert shown.title, key
        assert shown.formula, key
        assert len(orjson.dumps(shown.content, default=str)) < 60_000, key
        _table(shown)


@pytest.mark.parametrize("page", [hashtags, hashtag])
@pytest.mark.parametrize(
    "search", ["creator=khong.co", "period=4w&every=day", "every=month&top=50"]
)
def test_any_view_can_be_shown(snapshot: Snapshot, page: ModuleType, search: str) -> None:
    shown = _shown(snapshot, page, search)
    if "khong.co" in search:
        assert {each.n for each in shown.values()} == {0}
        assert "Chưa đủ" in " ".join(map(_text, shown.values()))


def test_a_rate_has_no_total_and_is_ranked_by_use(snapshot: Snapshot) -> None:
    rate = _shown(snapshot, hashtags, "metric=engagement_rate&aggregate=sum")
    assert "được dùng nhiều nhất" in rate["totals"].title
    table = _table(rate["totals"])
    assert list(table.columns) == ["Hashtag", "Số video", "Riêng của kênh"]
    assert table["Số video"].is_monotonic_decreasing
    count = _shown(snapshot, hashtags, "aggregate=sum&top=10")
    assert _table(count["totals"])["Tổng lượt xem"].is_monotonic_decreasing
    assert len(_table(count["totals"])) == 10
    # What is asked per video is never a total.
    assert "(trung bình)" in count["per-video"].title


def test_tags_of_one_creator_are_marked_or_left_out(snapshot: Snapshot) -> None:
    owners = hashtag_names(snapshot).owners
    assert owners
    kept = _shown(snapshot, hashtags, "top=50")
    dropped = _shown(snapshot, hashtags, "top=50&own=drop")
    for key in ("totals", "words"):
        assert _table(kept[key])["Riêng của kênh"].any(), key
        assert not _table(dropped[key])["Riêng của kênh"].any(), key
        assert "riêng của một kênh" in kept[key].formula
    bars = kept["totals"].content["data"]
    assert [each["name"] for each in bars] == ["Nhiều kênh dùng", "·1 kênh: riêng của một kênh"]
    marked = set(bars[1]["y"])
    assert marked == {
        name
        for name, owner in zip(
            _table(kept["totals"])["Hashtag"], _table(kept["totals"])["Riêng của kênh"], strict=True
        )
        if owner
    }


def test_a_tag_that_nobody_sets_in_a_period_is_zero_there(snapshot: Snapshot) -> None:
    shown = _shown(snapshot, hashtags, "every=week")["over-time"]
    table = _table(shown)
    weeks = table["Tuần (từ ngày)"].nunique()
    assert (table.groupby("Hashtag").size() == weeks).all()
    silent = table[(table["Số video"] > 0) & (table["Số video có hashtag"] == 0)]
    assert len(silent)
    assert (silent["Tỷ lệ"] == 0).all()
    assert (table["Tỷ lệ"].dropna() <= 1).all()
    assert table.loc[table["Số video"] == 0, "Tỷ lệ"].isna().all()


def test_without_a_choice_the_most_used_hashtag_is_shown(snapshot: Snapshot) -> None:
    most = _table(_shown(snapshot, hashtags)["words"]).iloc[0]
    row = _table(_shown(snapshot, hashtag)["figures"]).iloc[0]
    assert row["Đang xem: dùng nhiều nhất"] == most["Hashtag"]
    assert _shown(snapshot, hashtag)["figures"].n == most["Số video"]


def test_a_hashtag_may_be_written_in_any_way(snapshot: Snapshot) -> None:
    plain = _shown(snapshot, hashtag, "tag=anngon")
    written = _shown(snapshot, hashtag, "tag=%23%C4%82nNgon")
    assert plain["figures"].n == written["figures"].n > 0
    assert plain["figures"].title == written["figures"].title


def test_an_unknown_hashtag_has_no_videos(snapshot: Snapshot) -> None:
    shown = _shown(snapshot, hashtag, "tag=khongaidung")
    assert {each.n for each in shown.values()} == {0}
    assert "#khongaidung" in shown["figures"].title


def test_the_grid_shows_only_videos_of_the_hashtag(snapshot: Snapshot) -> None:
    reader = _reader(snapshot, hashtag, "tag=anngon")
    grid = next(card.grid for card in hashtag.PAGE.cards if card.grid)
    n = grid.count(reader)
    rows = grid.rows(reader, "plays", True, 0, 500)
    assert n == len(rows) == hashtag.show_key_figures(reader).n
    everything = video_grid("all")
    assert n < everything.count(reader)
    plays = [row["plays"] for row in rows]
    assert plays == sorted(plays, reverse=True)
    assert len(_table(hashtag.show_table(reader))) == n


def test_tags_of_one_creator_do_not_stand_beside_a_common_one(snapshot: Snapshot) -> None:
    names = hashtag_names(snapshot)
    common = _table(_shown(snapshot, hashtags, "own=drop")["words"])["Hashtag"].iloc[0]
    shown = _shown(snapshot, hashtag, f"tag={common.removeprefix('#')}")["together"]
    table = _table(shown)
    assert not table["Riêng của kênh"].any()
    assert "không kể hashtag riêng" in shown.formula
    assert table["Số lần so với ngẫu nhiên"].is_monotonic_decreasing
    own = next(iter(names.owners))
    assert "·1 kênh" in _shown(snapshot, hashtag, f"tag={own}")["together"].formula


def test_hashtags_are_found_as_typed_and_the_chosen_one_stays(snapshot: Snapshot) -> None:
    found = find_options(snapshot, "hashtag", "#Ăn ng", ["xyz"])
    assert found[0] == {"value": "xyz", "label": "#xyz"}
    assert len(found) > 1
    for option in found[1:]:
        assert "anng" in option["value"]
        assert option["label"].startswith("#")
        # The dropdown filters by what was typed.
        assert "ăn ng" in option["search"]


def test_gaps_between_periods_are_filled() -> None:
    frame = pd.DataFrame({"period": ["2024-01-01", "2024-01-15"], "n": [3, 1], "value": [1.0, 2.0]})
    weekly = period(read_view((EVERY,), "every=week"))
    full = without_gaps(frame, weekly)
    assert full["n"].tolist() == [3, 0, 1]
    assert full["value"].isna().tolist() == [False, True, False]
    assert full["period"].dt.strftime("%d/%m").tolist() == ["01/01", "08/01", "15/01"]
    assert without_gaps(frame.iloc[:0], weekly).empty
    monthly = period(read_view((EVERY,), "every=month"))
    months = pd.DataFrame({"period": ["2019-01-01", "2024-12-01"], "n": [1, 1]})
    assert len(without_gaps(months, monthly)) == monthly.most
    assert weekly.said("01/01/2024") == "tuần từ 01/01/2024"
    assert monthly.said(monthly.name(pd.Timestamp("2024-02-01"))) == "tháng 02/2024"


def test_a_total_is_told_with_its_number_of_videos() -> None:
    frame = pd.DataFrame({"name": ["#a", "#b"], "n": [50, 40], "total": [1e6, 5e5]})
    first, second = total_findings(frame, 200, PLAYS)
    assert first.text == "Nhiều nhất: #a, 1.000.000 lượt xem từ 50 video (25 % số video)."
    assert "Tổng lớn trước hết vì nhiều video dùng" in second.text
    assert total_findings(frame, 29, PLAYS)[0].kind == "few"
    (only,) = total_findings(frame, 200, RATE)
    assert only.text == "Dùng nhiều nhất: #a, 50 video (25 % số video)."


def test_the_best_that_belong_to_one_creator_are_counted() -> None:
    frame = pd.DataFrame(
        {"name": ["#a", "#b"], "n": [50, 40], "value": [9.0, 8.0], "creators": [1, 7]}
    ).assign(own=[True, False])
    first, second = per_video_findings(frame, PLAYS, MEDIAN)
    assert "#a, trung vị 9 lượt xem mỗi video (n = 50, 1 TikToker)" in first.text
    assert second.text.startswith("1 trong 2 hashtag ở đây là của riêng một kênh")
    assert per_video_findings(frame.iloc[:0], PLAYS, MEDIAN)[0].kind == "few"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([10.0 * n + n % 3 for n in range(17)], "Xu hướng tăng qua 17 mức"),
        ([500 - 10.0 * n + n % 3 for n in range(17)], "Xu hướng giảm qua 17 mức"),
        ([float(n % 2) for n in range(17)], "Không thấy xu hướng"),
    ],
)
def test_the_trend_over_hashtag_counts_is_said(values: list[float], words: str) -> None:
    frame = pd.DataFrame({"n": [100] * 17, "value": values})
    (found,) = count_trend(frame, PLAYS, MEDIAN)
    assert words in found.text
    assert "khoảng tin cậy 95 %" in found.text


def test_bins_of_few_videos_make_no_trend() -> None:
    frame = pd.DataFrame({"n": [29] * 17, "value": [float(n) for n in range(17)]})
    assert count_trend(frame, PLAYS, MEDIAN)[0].kind == "few"


def _creator_sums(step: float, noise: float) -> pd.DataFrame:
    """Returns twelve creators of ten videos whose y rises by a step with each hashtag."""
    rows = []
    for creator in range(12):
        x = pd.Series(range(10), dtype=float)
        y = creator + (step + noise * (-1) ** creator) * x + 0.1 * (x * 7 % 3)
        rows.append((10, x.sum(), y.sum(), (x * x).sum(), (x * y).sum()))
    return pd.DataFrame(rows, columns=["n", "sum_x", "sum_y", "sum_xx", "sum_xy"])


def test_one_more_hashtag_is_told_as_an_association() -> None:
    (clear,) = slope_findings(_creator_sums(0.1, 0.01), PLAYS)
    assert clear.kind == "effect"
    assert clear.strength > 0
    assert "đi cùng lượt xem +1" in clear.text
    (unclear,) = slope_findings(_creator_sums(0.0, 0.2), PLAYS)
    assert unclear.kind == "fact"
    assert "không đi cùng khác biệt rõ" in unclear.text
    (few,) = slope_findings(_creator_sums(0.1, 0.01).head(2), PLAYS)
    assert few.kind == "few"
    (rate,) = slope_findings(_creator_sums(0.1, 0.01), RATE)
    assert "tỷ lệ tương tác (Creator Marketplace)" in rate.text
    assert "điểm %" in rate.text


def _shares(n: int = 10) -> pd.DataFrame:
    rows = [
        (name, n, share)
        for name, shares in {
            "#lên": [0.1 + 0.02 * week + 0.001 * (week % 3) for week in range(14)],
            "#xuống": [0.5 - 0.01 * week + 0.001 * (week % 3) for week in range(14)],
            "#ngang": [0.3 + 0.01 * (week % 2) for week in range(14)],
        }.items()
        for share in shares
    ]
    return pd.DataFrame(rows, columns=["name", "n", "share"])


def test_rising_and_falling_hashtags_are_named() -> None:
    up, down = share_findings(_shares(), "tuần")
    assert up.text.startswith("Tăng rõ nhất: #lên, +2,00 điểm % mỗi tuần")
    assert down.text.startswith("Giảm rõ nhất: #xuống, −1,00 điểm % mỗi tuần")
    assert "12 tuần trọn" in up.text


def test_a_trend_needs_videos_and_periods() -> None:
    assert share_findings(_shares(2), "tuần")[0].kind == "few"
    short = _shares(100).groupby("name", sort=False).head(6)
    assert "Chưa đủ 8 tuần trọn" in share_findings(short, "tuần")[0].text
    flat = _shares()[_shares()["name"] == "#ngang"]
    assert "Không hashtag nào tăng hay giảm rõ" in share_findings(flat, "tuần")[0].text


def test_words_are_told_as_shares_of_videos() -> None:
    frame = pd.DataFrame({"name": ["#a", "#b"], "n": [50, 40], "own": [False, True]})
    (found,) = word_findings(frame, 100)
    assert found.text == (
        "Có trong nhiều video nhất: #a (50 %), #b (40 %). 1 trong 2 hashtag là của riêng một kênh."
    )


def test_periods_of_few_videos_do_not_win() -> None:
    frame = pd.DataFrame({"name": ["a", "b", "c"], "n": [5, 30, 40], "value": [99.0, 3.0, 2.0]})

    def told(rows: pd.DataFrame) -> str:
        found = period_findings(
            rows,
            unit="tuần",
            name=lambda row: f"tuần {row['name']}",
            metric=PLAYS,
            aggregate=MEDIAN,
        )
        return " ".join(each.text for each in found)

    assert "Dùng nhiều nhất: tuần c, 40 trong 75 video" in told(frame)
    assert "Cao nhất trong các tuần có ít nhất 30 video: tuần b" in told(frame)
    assert "Chỉ tuần b có ít nhất 30 video" in told(frame.iloc[:2])
    assert "Chưa đủ dữ liệu" in told(frame.iloc[:1])
    assert "Không video nào" in told(frame.iloc[:0])


def test_what_goes_together_is_told_with_its_interval() -> None:
    frame = pd.DataFrame(
        {
            "name": ["#x", "#y"],
            "owner": ["", "an"],
            "together": [10, 20],
            "n": [40, 200],
            "estimate": [5.0, 2.0],
            "low": [3.0, 1.5],
            "high": [8.0, 2.7],
            "enough": [True, True],
        }
    )
    first, second = together_findings(frame, "#a", 50)
    assert first.text == (
        "Gắn bó nhất: #x, 10 video chung (20,0 % số video), 5,00 lần so với ngẫu nhiên "
        "(khoảng tin cậy 95 %: 3,00 đến 8,00)."
    )
    assert "#y (riêng của @an), 20 video chung" in second.text
    assert together_findings(frame, "#a", 29)[0].kind == "few"
    assert together_findings(frame.assign(enough=False), "#a", 50)[0].kind == "few"


def test_creators_are_told_with_both_sides() -> None:
    frame = pd.DataFrame(
        {
            "creator": ["an"],
            "n_with": [6],
            "n_without": [9],
            "ratio": [1.5],
            "creators": [4],
            "higher": [3],
        }
    )
    best, share = creator_findings(frame, "#a", 5)
    assert "@an, video có #a đạt 1,5 lần video khác của chính họ (n = 6 và 9)" in best.text
    assert "3 trong 4 TikToker" in share.text
    assert creator_findings(frame.iloc[:0], "#a", 5)[0].kind == "few"


def test_the_effect_of_a_hashtag_is_no_cause() -> None:
    def effect(low: float, p: float, enough: bool = True) -> BinEffect:
        return BinEffect(True, 100, 10, 12.0, low, 20.0, p, p, enough)

    (clear,) = tag_effect([effect(4.0, 0.01)], "#a", PLAYS)
    assert clear.kind == "effect"
    assert "so với video khác của họ (n = 100, 10 TikToker)" in clear.text
    (unclear,) = tag_effect([effect(-4.0, 0.3)], "#a", PLAYS)
    assert unclear.kind == "fact"
    assert unclear.text.endswith("không khác rõ.")
    assert tag_effect([], "#a", PLAYS)[0].kind == "few"
    assert tag_effect([effect(4.0, 0.01, enough=False)], "#a", PLAYS)[0].kind == "few"
