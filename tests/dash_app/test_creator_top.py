"""The ranking of creators: its cards on real tables, on awkward ones, and what its words say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from homes import publish
from plotly.io.json import to_json_plotly
from raw_shapes import profile, video, write

from dash_app import links
from dash_app.components.grid import read_rows
from dash_app.findings.creator_top import (
    concentration_findings,
    left_out_findings,
    ranking_findings,
    share_findings,
)
from dash_app.findings.creator_top_actions import top_suggestions
from dash_app.findings.suggestion import Suggestion
from dash_app.metrics import Metric, metric
from dash_app.pages import Reader, Shown
from dash_app.statistics import gini
from dash_app.store import Store
from dash_app.tabs.creators import top
from dash_app.tabs.creators.channel_measures import ENGAGEMENT, FOLLOWERS, HEARTS
from dash_app.tabs.creators.ranking import RANK_BY
from dash_app.tabs.creators.top_table import GRID
from dash_app.view import read_view
from etl.home import Home

TOTALS = ("hearts", "total_likes", "total_plays", "followers", "video_count", "videos")
NEWEST = date(2025, 3, 19)


@pytest.fixture(scope="module")
def store(sample_home: Home) -> Store:
    return Store(sample_home.datasets)


@pytest.fixture(scope="module")
def creators(sample_home: Home) -> pd.DataFrame:
    return pd.read_parquet(sample_home.datasets / "current" / "creators.parquet")


@pytest.fixture(scope="module")
def videos(sample_home: Home) -> pd.DataFrame:
    return pd.read_parquet(sample_home.datasets / "current" / "videos.parquet")


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Returns five creators: two alike, one without numbers, one without videos, one with one."""
    folder = tmp_path_factory.mktemp("top")
    source = folder / "source"
    counts = {"followerCount": 1000, "heartCount": 50, "videoCount": 4}
    _write(source, "giong.a", range(1, 7), counts)
    _write(source, "giong.b", range(11, 17), counts)
    _write(source, "khong.so", range(21, 27), {})
    _write(source, "khong.video", range(0), {"followerCount": 0, "heartCount": 0, "videoCount": 0})
    _write(source, "mot.video", range(31, 32), {"followerCount": 9, "heartCount": 8})
    home = Home(folder / "home")
    publish(home, source)
    return Store(home.datasets)


def _write(source: Path, name: str, numbers: range, counts: dict[str, int]) -> None:
    write(source / name / "user_info.json", profile(name, stats=counts))
    if numbers:
        items = [video(number, author={"uniqueId": name}) for number in numbers]
        write(source / name / "videos_info.json", items)


def _reader(store: Store, search: str = "") -> Reader:
    return Reader(store.snapshot(), read_view(top.PAGE.controls, search))


def _shown(store: Store, search: str = "") -> dict[str, Shown]:
    reader = _reader(store, search)
    return {card.key: card.show(reader) for card in top.PAGE.cards}


def _table(shown: Shown) -> pd.DataFrame:
    return shown.table if isinstance(shown.table, pd.DataFrame) else shown.table()


def _figures(shown: Shown) -> dict[str, str]:
    table = _table(shown)
    return dict(zip(table["Con số"], table["Giá trị"], strict=True))


def _names(shown: Shown) -> list[str]:
    """Returns the names of the bars from the top."""
    return list(shown.content["layout"]["yaxis"]["categoryarray"])


# The cards on the sample.


@pytest.mark.parametrize("by", ["hearts", "followers", "video_count"])
def test_the_highest_and_the_lowest_stand_in_order(
    store: Store, creators: pd.DataFrame, by: str
) -> None:
    for side, ascending in (("top", False), ("bottom", True)):
        shown = _shown(store, f"rank_by={by}&rank_side={side}&rank_size=5")
        expected = creators.dropna(subset=[by]).sort_values(by, ascending=ascending).head(5)
        assert _names(shown["ranking"]) == [f"@{account}" for account in expected["creator"]]
        (bars,) = shown["ranking"].content["data"]
        assert bars["x"] == expected[by].tolist()


def test_totals_of_videos_are_those_of_the_view(store: Store, videos: pd.DataFrame) -> None:
    inside = videos[(videos["duration_s"] >= 10) & (videos["duration_s"] < 30)]
    likes = inside.groupby("creator")["likes"].sum().sort_values(ascending=False)
    (bars,) = _shown(store, "rank_by=total_likes&duration=10-30")["ranking"].content["data"]
    assert bars["x"] == likes.head(20).tolist()


def test_engagement_is_pooled_over_plays_with_enough_videos(
    store: Store, videos: pd.DataFrame
) -> None:
    parts = videos.groupby("creator")[["likes", "comments", "shares", "saves", "plays"]].sum()
    rate = parts.drop(columns="plays").sum(axis=1) / parts["plays"]
    counts = videos["creator"].value_counts()
    for least in (1, 20):
        shown = _shown(store, f"rank_by=engagement_rate&least_videos={least}")
        fit = rate[counts.reindex(rate.index) >= least].sort_values(ascending=False)
        assert shown["ranking"].n == len(fit)
        assert _names(shown["ranking"]) == [f"@{account}" for account in fit.head(20).index]
        values = [x for bars in shown["ranking"].content["data"] for x in bars["x"]]
        assert sorted(values, reverse=True) == pytest.approx(fit.head(20).tolist())
    assert "chỉ xếp ai có từ 20 video" in shown["ranking"].formula


def test_few_videos_are_marked_where_they_make_the_number(store: Store) -> None:
    rate = _shown(store, "rank_by=engagement_rate&least_videos=1")["ranking"].content
    assert {bars["name"] for bars in rate["data"]} == {"từ 30 video", "dưới 30 video"}
    (bars,) = _shown(store, "rank_by=hearts")["ranking"].content["data"]
    assert not _shown(store)["ranking"].content["layout"]["showlegend"]
    assert bars["marker"]["color"]


def test_the_chosen_metric_is_ranked_as_it_is_put_together(
    store: Store, creators: pd.DataFrame, videos: pd.DataFrame
) -> None:
    median = creators.set_index("creator")["median_shares"].nlargest(5)
    search = "rank_by=metric&metric=shares&rank_size=5&least_videos=1"
    shown = _shown(store, search)["ranking"]
    assert shown.title == "5 TikToker cao nhất: chia sẻ (trung vị)"
    assert _names(shown) == [f"@{account}" for account in median.index]
    total = videos.groupby("creator")["shares"].sum().max()
    summed = _shown(store, f"{search}&aggregate=sum")
    assert summed["ranking"].content["data"][0]["x"][0] == total
    assert summed["share"].content["data"]


@pytest.mark.parametrize("by", TOTALS)
def test_shares_of_a_total_add_up_to_the_whole(store: Store, by: str) -> None:
    shown = _shown(store, f"rank_by={by}&rank_size=5")
    table = _table(shown["share"])
    assert table["Phần của tổng"].sum() == pytest.approx(1)
    (tree,) = shown["share"].content["data"]
    assert tree["labels"][-1].startswith("Phần còn lại (")
    assert len(tree["labels"]) == len(table) == 6
    (equal, actual, mark) = shown["lorenz"].content["data"]
    assert equal["x"] == equal["y"] == [0, 1]
    assert (actual["x"][0], actual["y"][0]) == (0, 0)
    assert (actual["x"][-1], actual["y"][-1]) == (1, 1)
    assert mark["y"][0] < mark["x"][0]


def test_the_concentration_is_that_of_the_creators(store: Store, creators: pd.DataFrame) -> None:
    shown = _shown(store, "rank_by=hearts")
    expected = f"{gini(creators['hearts']).estimate:.2f}".replace(".", ",")
    assert _figures(shown["figures"])["Hệ số Gini"] == expected
    curve = _table(shown["lorenz"])
    assert len(curve) == creators["hearts"].notna().sum() + 1


@pytest.mark.parametrize("search", ["rank_by=engagement_rate", "rank_by=metric&aggregate=mean"])
def test_what_has_no_total_is_not_divided(store: Store, search: str) -> None:
    shown = _shown(store, search)
    for key in ("share", "lorenz"):
        assert shown[key].content["data"] == []
        words = shown[key].content["layout"]["annotations"][0]["text"]
        assert "không cộng được" in words
        assert [each.kind for each in shown[key].findings] == ["few"]
        assert len(_table(shown[key]))
    assert "Tổng" not in _figures(shown["figures"])
    assert "Hệ số Gini" not in _figures(shown["figures"])


@pytest.mark.parametrize("by", [key for key, _ in RANK_BY.options])
@pytest.mark.parametrize("side", ["top", "bottom"])
def test_every_order_has_its_cards(store: Store, awkward: Store, by: str, side: str) -> None:
    for data in (store, awkward):
        shown = _shown(data, f"rank_by={by}&rank_side={side}")
        content = to_json_plotly([card.content for card in shown.values()])
        assert not re.search(r"\bnan\b|NaN|\binf\b", content)
        for card in shown.values():
            table = _table(card)
            assert table.columns.is_unique


def _rows(store: Store, search: str = "", **request: Any) -> dict[str, Any]:
    return read_rows(GRID, _reader(store, search), request)


def test_the_table_is_read_page_by_page_in_any_order(store: Store, creators: pd.DataFrame) -> None:
    first = _rows(store)
    assert first["rowCount"] == creators["hearts"].notna().sum()
    assert [row["rank"] for row in first["rowData"]] == [str(n + 1) for n in range(8)]
    assert _rows(store, startRow=6)["rowData"] == first["rowData"][6:]
    model = [{"colId": "followers", "sort": "asc"}]
    by_followers = [row["creator"] for row in _rows(store, sortModel=model)["rowData"]]
    assert by_followers == creators.sort_values("followers")["creator"].tolist()
    lowest = _rows(store, "rank_side=bottom")["rowData"][0]
    assert lowest["rank"] == str(first["rowCount"])
    (column,) = [column for column in GRID.columns if column.creator]
    assert column.field == "creator"


def test_a_rate_stands_in_the_table_as_a_rate(store: Store) -> None:
    row = _rows(store, "rank_by=engagement_rate&least_videos=1")["rowData"][0]
    assert row["value"].endswith(" %")
    assert row["share"] == "—"


def test_nobody_leaves_no_card_broken(store: Store) -> None:
    shown = _shown(store, "creator=khong.co.ai")
    assert {card.n for card in shown.values()} == {0}
    for key in ("ranking", "share", "lorenz"):
        assert shown[key].content["data"] == []
        _table(shown[key])
    words = shown["ranking"].content["layout"]["annotations"][0]["text"]
    assert words == "Không có TikToker nào khớp với bộ lọc"
    assert "0 TikToker" not in shown["ranking"].title
    assert _rows(store, "creator=khong.co.ai") == {"rowData": [], "rowCount": 0}
    assert len(_table(shown["actions"])) == 0


# Creators that lack something.


def test_who_lacks_the_number_is_not_ranked_and_equal_ones_share_a_rank(awkward: Store) -> None:
    rows = _rows(awkward, "rank_by=followers")["rowData"]
    assert [(row["rank"], row["creator"], row["value"]) for row in rows] == [
        ("1", "giong.a", "1.000"),
        ("1", "giong.b", "1.000"),
        ("3", "mot.video", "9"),
        ("4", "khong.video", "0"),
    ]
    assert rows[3]["engagement_rate"] == rows[3]["last_posted_date"] == "—"
    last = _shown(awkward, "rank_by=followers")["ranking"].findings[-1]
    assert last.text == "Không xếp hạng 1 TikToker không có số này."


def test_who_has_too_few_videos_is_not_ranked_by_a_rate(awkward: Store) -> None:
    shown = _shown(awkward, "rank_by=engagement_rate")
    assert sorted(_names(shown["ranking"])) == ["@giong.a", "@giong.b", "@khong.so"]
    assert shown["ranking"].findings[-1].text == "Không xếp hạng 2 TikToker có dưới 5 video."
    nobody = _shown(awkward, "rank_by=engagement_rate&least_videos=30")
    words = nobody["ranking"].content["layout"]["annotations"][0]["text"]
    assert words == "Không TikToker nào có từ 30 video"
    assert len(_rows(awkward, "rank_by=engagement_rate&least_videos=1")["rowData"]) == 4


def test_a_total_of_nothing_is_not_divided(awkward: Store) -> None:
    shown = _shown(awkward, "rank_by=followers&creator=khong.video")
    assert _figures(shown["figures"])["Đứng đầu"] == "0"
    assert shown["share"].content["data"] == shown["lorenz"].content["data"] == []
    assert "Hệ số Gini" not in _figures(shown["figures"])


# What the ranking says.


def _frame(values: Sequence[float], **columns: Any) -> pd.DataFrame:
    """Returns ranked creators, the highest first."""
    ordered = sorted(values, reverse=True)
    total = sum(ordered)
    frame = pd.DataFrame(
        {
            "creator": [f"k{n}" for n in range(1, len(ordered) + 1)],
            "value": [float(value) for value in ordered],
            "share": [value / total if total else None for value in ordered],
            "videos": 40,
            "followers": [1000.0 * (n + 1) for n in range(len(ordered))],
            "engagement_rate": 0.05,
            "booking_note": None,
            "tier": "high",
            "last_posted_date": pd.Timestamp(NEWEST),
        }
    )
    return frame.assign(**columns)


def _said(
    rows: pd.DataFrame, chosen: pd.DataFrame, measure: Metric = HEARTS, below: bool = False
) -> list[str]:
    is_total = not measure.is_rate
    found = ranking_findings(rows, chosen, measure, is_total=is_total, from_below=below)
    return [each.text for each in found]


def test_the_first_is_set_against_the_usual_and_the_last_shown() -> None:
    rows = _frame([900, 300, 100, 100, 50])
    assert _said(rows, rows.head(3)) == [
        "Đứng đầu: @k1 với 900 lượt thích, gấp 9,0 lần trung vị 100 (n = 5).",
        "Người thứ nhất gấp 9,0 lần người thứ 3 (100).",
    ]
    assert _said(rows, rows[::-1].head(2), below=True) == [
        "Thấp nhất: @k5 với 50 lượt thích, bằng 50 % của trung vị 100 (n = 5)."
    ]


def test_zeros_have_no_ratio() -> None:
    rows = _frame([5, 0, 0])
    assert _said(rows, rows.head(3)) == ["Đứng đầu: @k1 với 5 lượt thích (n = 3)."]


def test_few_videos_behind_a_rate_are_warned_of() -> None:
    rows = _frame([0.1, 0.05, 0.04], videos=[29, 30, 3])
    assert _said(rows, rows, ENGAGEMENT)[-1] == (
        "2 trong 3 người ở đây có dưới 30 video: thêm vài video là thứ hạng có thể đổi."
    )
    assert len(_said(rows, rows, HEARTS)) == 2


def test_who_is_left_out_is_counted() -> None:
    (both,) = left_out_findings(1200, 5, 3)
    assert both.text == (
        "Không xếp hạng 1.200 TikToker có dưới 5 video và 3 TikToker không có số này."
    )
    assert left_out_findings(0, 5, 0) == ()


def test_the_share_of_those_at_an_end_is_said_with_the_rest() -> None:
    rows = _frame([60, 20, 10, 10])
    (top_end,) = share_findings(rows, rows.head(1), HEARTS, from_below=False)
    assert top_end.text == (
        "1 TikToker cao nhất (25,0 % số người) giữ 60,0 % của 100 lượt thích; phần còn lại (3 "
        "người) giữ 40,0 %."
    )
    low_end, warning = share_findings(rows, rows[::-1].head(2), FOLLOWERS, from_below=True)
    assert "2 TikToker thấp nhất (50,0 % số người) giữ 20,0 %" in low_end.text
    assert "không phải số người khác nhau" in warning.text
    assert share_findings(_frame([0, 0]), _frame([0]), HEARTS, from_below=False) == ()


def test_one_creator_alone_is_set_against_nobody() -> None:
    rows = _frame([60])
    assert _said(rows, rows) == ["Đứng đầu: @k1 với 60 lượt thích (n = 1)."]
    assert share_findings(rows, rows, HEARTS, from_below=False) == ()
    assert [each.kind for each in concentration_findings(rows["value"], HEARTS)] == ["few"]


def test_without_a_rest_the_whole_is_said() -> None:
    rows = _frame([60, 40])
    (found,) = share_findings(rows, rows, HEARTS, from_below=False)
    assert found.text == (
        "Cả 2 TikToker được xếp hạng đều ở đây, cộng lại 100 lượt thích: không có phần còn lại để "
        "so."
    )


def test_the_usual_value_is_not_a_multiple_of_itself() -> None:
    rows = _frame([104, 100, 90])
    assert _said(rows, rows.head(1)) == [
        "Đứng đầu: @k1 với 104 lượt thích, ngang trung vị 100 (n = 3)."
    ]


def test_the_largest_tenth_and_one_half_are_said() -> None:
    # Of a total of 135 the four largest hold 100; the five largest hold more than one half.
    values = pd.Series([25.0] * 4 + [1.0] * 35)
    tenth, half, coefficient = (each.text for each in concentration_findings(values, HEARTS))
    assert tenth == "10 % TikToker lớn nhất (4 người) giữ 74 % tổng lượt thích của kênh."
    assert half == "Một nửa nằm ở 3 người lớn nhất (7,7 % số người)."
    expected = f"{gini(values).estimate:.2f}".replace(".", ",")
    assert coefficient.startswith(f"Hệ số Gini {expected} (0: ai cũng như nhau")
    assert coefficient.endswith("n = 39).")


def test_few_creators_allow_no_conclusion() -> None:
    few, coefficient = concentration_findings(pd.Series([1.0, 2.0, 3.0]), HEARTS)
    assert few.kind == "few"
    assert coefficient.text.startswith("Hệ số Gini 0,22")
    assert [each.kind for each in concentration_findings(pd.Series([0.0, 0.0]), HEARTS)] == ["few"]


def test_equal_creators_divide_evenly() -> None:
    values = pd.Series([7.0] * 40)
    tenth, half, coefficient = (each.text for each in concentration_findings(values, HEARTS))
    assert "(4 người) giữ 10 %" in tenth
    assert "20 người lớn nhất (50,0 % số người)" in half
    assert "Gini 0,00" in coefficient


# What to do.


def _suggested(
    rows: pd.DataFrame,
    chosen: pd.DataFrame,
    measure: Metric = HEARTS,
    *,
    below: bool = False,
    newest: date | None = NEWEST,
) -> dict[str, Suggestion]:
    found = top_suggestions(
        rows,
        chosen,
        measure,
        is_total=not measure.is_rate,
        from_below=below,
        newest=newest,
    )
    return {each.action: each for each in found}


def test_size_is_not_engagement() -> None:
    rows = _frame(list(range(1, 41)), engagement_rate=[0.02] * 4 + [0.05] * 36)
    found = _suggested(rows, rows.head(5))
    one = found["Đừng chọn chỉ vì đứng đầu về lượt thích của kênh."]
    assert one.reason == (
        "4 trong 5 người đầu danh sách có từ 10 video có tỷ lệ tương tác dưới mức trung vị 5,00 % "
        "của 40 TikToker."
    )
    assert one.link == f"{links.TOP_PAGE}?rank_by=engagement_rate&least_videos=10"
    by_rate = _suggested(rows, rows.head(5), ENGAGEMENT)
    assert not any("Đừng chọn chỉ vì" in action for action in by_rate)


def test_the_first_ones_are_compared_by_what_they_were_not_ranked_by() -> None:
    rows = _frame(list(range(1, 11)), engagement_rate=[0.01 * (n + 1) for n in range(10)])
    one = _suggested(rows, rows)["Đặt 5 người đầu danh sách cạnh nhau trước khi chọn."]
    assert "tỷ lệ tương tác của họ từ 1,00 % đến 5,00 %" in one.reason
    assert one.link == links.compare_page(["k1", "k2", "k3", "k4", "k5"])
    by_rate = _suggested(rows, rows, ENGAGEMENT)
    assert "họ có từ 1.000 đến 5.000 người theo dõi" in (
        by_rate["Đặt 5 người đầu danh sách cạnh nhau trước khi chọn."].reason
    )
    alone = _frame([1])
    assert not any("cạnh nhau" in action for action in _suggested(alone, alone))


def test_who_refuses_booking_or_rests_is_named() -> None:
    posted = pd.to_datetime(["2025-01-01", "2025-03-19", "NaT", "2025-03-01"])
    rows = _frame([4, 3, 2, 1], booking_note=[None, "refuses", "offers", "refuses"])
    found = _suggested(rows.assign(last_posted_date=posted), rows.assign(last_posted_date=posted))
    refusing = found["Loại trước những ai ghi trong hồ sơ là không nhận booking."]
    assert refusing.reason == "Trong 4 người này có 2: @k2, @k4."
    resting = found["Hỏi xem họ còn hoạt động không trước khi đưa vào danh sách."]
    assert resting.reason == (
        "1 trong 4 người không có video nào trong 60 ngày tính đến 19/03/2025 (ngày của video mới "
        "nhất): @k1."
    )
    assert not resting.sure
    assert not any("hoạt động" in each for each in _suggested(rows, rows, newest=None))


def test_many_accounts_are_counted_after_the_first_ones() -> None:
    rows = _frame(list(range(8)), booking_note="refuses")
    (one,) = [each for each in _suggested(rows, rows).values() if "@k1" in each.reason]
    assert one.reason.endswith("@k1, @k2, @k3, @k4, @k5 và 3 người nữa.")


def test_the_usual_is_told_without_those_at_the_top() -> None:
    rows = _frame([1000] + [10] * 40)
    one = _suggested(rows, rows.head(1))[
        "Khi lấy mặt bằng chung, tách riêng 1 người đầu danh sách."
    ]
    assert one.reason == (
        "Họ giữ 71 % tổng; có họ thì trung bình là 34, không có họ là 10 (trung vị 10)."
    )
    even = _frame([10] * 41)
    assert not any("mặt bằng" in action for action in _suggested(even, even.head(1)))


def test_a_rate_of_few_videos_is_to_be_looked_at_again() -> None:
    rows = _frame([0.2, 0.1], videos=[6, 50])
    one = _suggested(rows, rows, ENGAGEMENT)["Nâng số video tối thiểu rồi xem ai còn trụ lại."]
    assert one.reason.startswith("1 trong 2 người có dưới 30 video")
    assert one.link == f"{links.TOP_PAGE}?rank_by=engagement_rate&least_videos=30"
    chosen = _suggested(rows, rows, Metric("value", "Chia sẻ (trung vị)", "", ""))
    assert "rank_by=metric" in chosen["Nâng số video tối thiểu rồi xem ai còn trụ lại."].link


def test_tiers_are_counted_where_there_are_several() -> None:
    rows = _frame(list(range(6)), tier=["high", "high", "low", "middle", "low", None])
    one = _suggested(rows, rows)["So trong cùng nhóm người theo dõi rồi mới kết luận ai hơn ai."]
    assert one.reason == (
        "Trong 6 người này, 2 thuộc nhóm thấp, 1 thuộc nhóm giữa, 2 thuộc nhóm cao."
    )
    same = _frame(list(range(6)))
    assert not any("cùng nhóm" in action for action in _suggested(same, same))


def test_the_lowest_are_set_beside_the_highest_or_collected_first() -> None:
    rows = _frame([9, 8, 3, 2, 1], videos=[40, 40, 40, 40, 0])
    found = _suggested(rows, rows[::-1].head(2), below=True)
    beside = found["Đặt người đứng cuối cạnh người đứng đầu để xem họ khác nhau ở đâu."]
    assert beside.link == links.compare_page(["k1", "k2", "k5", "k4"])
    assert "@k1 có 9 lượt thích, @k5 có 1 lượt thích (n = 5 TikToker)" in beside.reason
    collect = found["Thu thập video của những người chưa có video nào trước khi bỏ qua họ."]
    assert collect.reason == "1 trong 2 người này chưa có video trong dữ liệu: @k5."


def test_nobody_is_given_no_advice() -> None:
    assert _suggested(_frame([]), _frame([])) == {}


def test_the_page_has_no_more_than_five(store: Store) -> None:
    for by in ("hearts", "engagement_rate", "metric"):
        assert len(_table(_shown(store, f"rank_by={by}")["actions"])) <= 5
    assert metric("plays").unit in _shown(store, "rank_by=total_plays")["share"].findings[0].text
