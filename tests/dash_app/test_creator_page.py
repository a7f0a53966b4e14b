"""The page of one creator: its cards on usual and on awkward creators, in every view."""

from __future__ import annotations

from typing import Any

import orjson
import pandas as pd
import pytest
from few_creators import STEADY, STRANGE, publish_few_creators

from dash_app.components.chosen_creator import chosen
from dash_app.components.grid import read_rows
from dash_app.components.page import page_layout
from dash_app.metrics import METRICS
from dash_app.pages import Reader, Shown, open_reader
from dash_app.store import Snapshot, Store
from dash_app.tabs.creators import creator, listing
from dash_app.view import read_view
from etl.home import Home

CARDS = {card.key: card for card in creator.PAGE.cards}


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Store(publish_few_creators(tmp_path_factory.mktemp("few")).datasets).snapshot()


def _reader(snapshot: Snapshot, search: str) -> Reader:
    return open_reader(snapshot, read_view(creator.PAGE.controls, search))


def _shown(snapshot: Snapshot, search: str = "") -> dict[str, Shown]:
    reader = _reader(snapshot, search)
    return {card.key: card.show(reader) for card in creator.PAGE.cards}


def _table(shown: Shown) -> pd.DataFrame:
    return shown.table if isinstance(shown.table, pd.DataFrame) else shown.table()


def _written(shown: Shown) -> str:
    """Returns all that a card says, as it is sent."""
    parts = [shown.title, shown.formula, *(each.text for each in shown.findings)]
    content = orjson.dumps(
        shown.content,
        default=lambda each: each.to_plotly_json(),
        option=orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY,
    )
    return " ".join(parts) + content.decode()


def _findings(shown: Shown) -> str:
    return " ".join(each.text for each in shown.findings)


def _assert_sensible(cards: dict[str, Shown]) -> None:
    for key, shown in cards.items():
        words = _written(shown)
        for wrong in ("nan", "NaN", "None", "NaT", "<NA>", "inf"):
            # As a word: many hashtags have such letters in them.
            for around in (f" {wrong} ", f'"{wrong}"', f">{wrong}<", f"{wrong} %", f"{wrong} lần"):
                assert around not in words, (key, around)
        assert shown.title, key
        assert shown.formula, key
        _table(shown)


@pytest.mark.parametrize("account", [STEADY, *STRANGE, "khong.co", ""])
@pytest.mark.parametrize("measure", ["plays", "engagement_rate", "engagement_rate_by_followers"])
def test_every_creator_is_shown_sensibly(few: Snapshot, account: str, measure: str) -> None:
    _assert_sensible(_shown(few, f"account={account}&metric={measure}"))


@pytest.mark.parametrize("measure", [each.key for each in METRICS])
def test_every_measure_can_be_shown_and_sent(snapshot: Snapshot, measure: str) -> None:
    cards = _shown(snapshot, f"metric={measure}")
    _assert_sensible(cards)
    assert sum(len(_written(each)) for each in cards.values()) < 120_000


@pytest.mark.parametrize(
    "search", ["creator=khong.co", "period=4w", "duration=600-&region=Trung", "start=2031-01-01"]
)
def test_any_view_can_be_shown(snapshot: Snapshot, search: str) -> None:
    _assert_sensible(_shown(snapshot, search))


def test_without_a_name_the_one_with_most_videos_is_shown(few: Snapshot) -> None:
    cards = _shown(few)
    assert cards["profile"].title == f"@{STEADY}: hồ sơ"
    assert "đang xem người có nhiều video nhất" in _written(cards["profile"])
    asked = _shown(few, f"account={STEADY}")
    assert "nhiều video nhất trong góc nhìn" not in _written(asked["profile"])
    assert asked["history"] == cards["history"]


@pytest.mark.parametrize(
    "text",
    ["@Deu.Dan", " deu.dan ", "https://www.tiktok.com/@deu.dan?lang=vi", "x.com/@deu.dan/video/7"],
)
def test_a_name_may_be_written_as_people_do(few: Snapshot, text: str) -> None:
    reader = Reader(few, read_view(creator.PAGE.controls, f"account={text}"))
    assert chosen(reader).account == STEADY


def test_an_unknown_name_says_what_to_do(few: Snapshot) -> None:
    cards = _shown(few, "account=khong.co")
    words = _written(cards["profile"])
    assert "Không có @khong.co trong dữ liệu" in words
    assert "python -m etl run --input" in words
    assert "no-videos" in words
    assert "Không có @khong.co" in _written(cards["history"])
    assert "/creators/list" in _written(cards["actions"])
    assert {each.n for each in cards.values()} == {0}


def test_the_profile_says_what_is_known_and_what_is_not(few: Snapshot) -> None:
    words = _written(_shown(few, f"account={STEADY}")["profile"])
    for part in (
        "Kênh deu.dan",
        "https://www.tiktok.com/@deu.dan",
        "Có tích xanh",
        "Nhóm cao",
        "Tài khoản doanh nghiệp",
        "phần giới thiệu có cách liên hệ công việc",
        "•••",
        "5.000",
        "05/10/2024",
    ):
        assert part in words, part
    assert "0901234567" not in words
    assert "avatar" not in words
    assert "Chưa biết" not in words
    unknown = _written(_shown(few, "account=mot.video")["profile"])
    assert "chưa có tệp hồ sơ riêng" in unknown
    assert "số người theo dõi, nên không xếp được nhóm" in unknown
    assert "tích xanh, TikTok Shop, tài khoản doanh nghiệp" in unknown
    partly = _written(_shown(few, "account=toan.anh")["profile"])
    assert "34 trong 40 video của kênh không có trong dữ liệu" in partly


def test_the_filters_narrow_the_videos_and_not_the_channel(few: Snapshot) -> None:
    cards = _shown(few, f"account={STEADY}&duration=60-90&tier=low")
    # The tier of the filter is not the creator's.
    assert cards["figures"].n == 0
    assert "Bộ lọc không để lại video nào của @deu.dan" in _written(cards["profile"])
    half = _shown(few, f"account={STEADY}&duration=60-90")
    assert half["figures"].n == 20
    assert "40 video, đang xem 20 theo bộ lọc" in _written(half["profile"])
    assert "+1.000" in _written(half["growth"])


def test_key_figures_are_of_the_videos_in_view(few: Snapshot) -> None:
    row = _table(_shown(few, f"account={STEADY}")["figures"]).iloc[0]
    assert row["Video đang xem"] == "40"
    assert row["Lượt xem, trung vị"] == "17.500"
    assert row["Video mỗi tuần"] == "3,5"
    assert row["Có dấu hiệu quảng cáo"] == "10 %"
    pinned = _written(_shown(few, "account=toan.ghim")["figures"])
    assert "3 video ghim" in pinned


def test_the_history_counts_days_weeks_or_months(few: Snapshot, snapshot: Snapshot) -> None:
    days = _shown(few, f"account={STEADY}")["history"]
    assert "mỗi ngày" in days.title
    assert _table(days)["Số video"].sum() == 40
    assert len(_table(days)) == 79
    assert "3,5 video/tuần" in _findings(days)
    weeks = _shown(snapshot)["history"]
    assert "mỗi tuần" in weeks.title
    assert _table(weeks)["Số video"].sum() == weeks.n


def test_pinned_videos_make_no_rhythm(few: Snapshot) -> None:
    cards = _shown(few, "account=toan.ghim")
    for key in ("history", "calendar", "hours"):
        assert cards[key].n == 0, key
        assert "Chỉ có video ghim" in _written(cards[key]), key
    assert "chỉ có video ghim" in _written(cards["gauges"])


def test_gauges_say_why_a_value_is_missing(few: Snapshot) -> None:
    nobody = _written(_shown(few, "account=khong.xem")["gauges"])
    assert "— (chưa có người theo dõi)" in nobody
    assert "— (chưa có lượt xem)" in nobody
    alone = _shown(few, "account=mot.video")["gauges"]
    assert "— (không rõ người theo dõi)" in _written(alone)
    assert "Không rõ nhóm người theo dõi" in _findings(alone)


def test_gauges_stand_in_the_band_of_the_tier(few: Snapshot) -> None:
    shown = _shown(few, f"account={STEADY}")["gauges"]
    table = _table(shown).set_index("Chỉ số")
    # 17,500.5 plays for 5,000 followers; the other five of the tier have 1,000 for 5,000 to 9,000.
    row = table.loc["Lượt xem / người theo dõi"]
    assert row["Kênh này"] == "3,50 lần"
    assert row["Trung vị của nhóm"] == "0,15 lần"
    assert row["Bách phân vị của kênh"] == "100"
    assert row["Số TikToker cùng nhóm"] == 6
    assert "cao nhất trong 6 TikToker" in _findings(shown)
    assert "tham khảo" in _findings(shown)
    steps = shown.content["data"][1]["gauge"]
    assert steps["threshold"]["value"] == pytest.approx((1000 / 7000 + 1000 / 6000) / 2)


def test_lengths_show_their_own_median(few: Snapshot) -> None:
    table = _table(_shown(few, f"account={STEADY}")["duration"]).set_index("Thời lượng")
    assert table.loc["60–90s", "Số video"] == 20
    assert table.loc["60–90s", "Lượt xem (trung vị)"] == 20_020
    assert "bài ảnh" not in table.index
    photos = _table(_shown(few, "account=toan.anh")["duration"]).set_index("Thời lượng")
    assert photos.loc["bài ảnh", "Số video"] == 6
    assert photos["Số video"].sum() == 6


def test_best_and_worst_are_beyond_the_own_median(few: Snapshot, snapshot: Snapshot) -> None:
    cards = _shown(few, f"account={STEADY}")
    best, worst = (_table(cards[key])["So với kênh (lần)"] for key in ("best", "worst"))
    assert best.is_monotonic_decreasing
    assert worst.is_monotonic_increasing
    assert len(best) == len(worst) == 6
    assert best.min() >= 1 > worst.max()
    for account, words in (
        ("mot.video", "mới có 0 video"),
        ("moi.dang", "mới có 0 video"),
        ("khong.xem", "mới có 0 video"),
        ("khong.video", "Chưa thu thập video nào"),
    ):
        for key in ("best", "worst"):
            assert words in _written(_shown(few, f"account={account}")[key]), account
    # Equal videos: none is below the usual.
    assert "Không có video nào như vậy" in _written(_shown(few, "account=toan.anh")["worst"])


def test_hashtags_are_measured_by_the_own_median(few: Snapshot) -> None:
    shown = _shown(few, f"account={STEADY}")["hashtags"]
    table = _table(shown).set_index("Hashtag")
    assert table.loc["#ngon", "Số video"] == 40
    assert table.loc["#dai", "So với trung vị của kênh (lần)"] == pytest.approx(20_020 / 17_500.5)
    assert "Gắn gần như mọi video: #ngon" in _findings(shown)
    assert "#dai, 1,14 lần (n = 20)" in _findings(shown)
    one = _table(_shown(few, "account=mot.video")["hashtags"])
    assert one["So với trung vị của kênh (lần)"].isna().all()


def test_own_sound_and_others_are_told_apart(few: Snapshot) -> None:
    shown = _shown(few, f"account={STEADY}")["music"]
    table = _table(shown)
    assert table["Âm thanh"].tolist() == ["Âm thanh tự thu", "♪ Bài hát &lt;b&gt;hay&lt;/b&gt;"]
    assert table["Số video"].tolist() == [30, 10]
    assert "Âm thanh tự thu 75 %, nhạc hoặc âm thanh có sẵn 25 %" in _findings(shown)
    assert "Không rõ âm thanh 100 %" in _findings(_shown(few, "account=toan.anh")["music"])


def test_content_says_how_many_videos_are_labelled(few: Snapshot, snapshot: Snapshot) -> None:
    offline = _shown(few, f"account={STEADY}")["content"]
    assert "Chưa video nào của kênh có nhãn nội dung" in _findings(offline)
    dishes = _table(offline).query("Mục == 'Món ăn'")
    assert dishes["Số video"].max() == 40
    labelled = _table(_shown(snapshot)["content"])
    assert "Thể loại" in set(labelled["Mục"])
    assert (labelled["Số video"] <= labelled["Video có nhãn của mục"]).all()


def test_growth_needs_two_collections(few: Snapshot) -> None:
    grown = _shown(few, f"account={STEADY}")["growth"]
    words = _written(grown)
    assert "+1.000" in words
    assert "4.000 → 5.000 (+25,0 %); mỗi ngày +100" in words
    assert "+5.000" in words
    assert "cách nhau 10 ngày" in _findings(grown)
    assert grown.n == 2
    once = _shown(few, "account=toan.anh")["growth"]
    assert "mới được thu thập một lần (25/09/2024)" in _written(once)
    assert "python -m etl run --input" in _written(once)


def test_three_collections_make_a_curve(few: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    from dash_app.tabs.creators import creator_growth

    read = creator_growth._history

    def three(reader: Reader) -> pd.DataFrame:
        frame = read(reader)
        middle = frame.iloc[[0]].assign(followers=4200, day=frame["day"].mean())
        return pd.concat([frame.iloc[[0]], middle, frame.iloc[[1]]], ignore_index=True)

    monkeypatch.setattr(creator_growth, "_history", three)
    shown = _shown(few, f"account={STEADY}")["growth"]
    assert '"scatter"' in _written(shown)
    assert "3 lần thu thập" in _findings(shown)


def test_the_table_and_its_download_have_the_account_alone(few: Snapshot) -> None:
    card = CARDS["table"]
    reader = _reader(few, f"account={STEADY}")
    assert card.grid is not None
    answer = read_rows(card.grid, reader, {"startRow": 0})
    assert answer["rowCount"] == 40
    assert {row["creator"] for row in answer["rowData"]} == {STEADY}
    assert len(_table(card.show(reader))) == 40
    assert read_rows(card.grid, _reader(few, "account=khong.co"), {})["rowCount"] == 0


@pytest.mark.parametrize("account", [STEADY, *STRANGE, "khong.co"])
def test_the_page_ends_with_what_to_do(few: Snapshot, account: str) -> None:
    assert creator.PAGE.cards[-1].key == "actions"
    table = _table(_shown(few, f"account={account}")["actions"])
    assert 1 <= len(table) <= 5
    assert table["Vì sao"].str.len().min() > 20


def test_lists_lead_to_the_page() -> None:
    grids: list[Any] = [CARDS["table"].grid, listing.PAGE.cards[-1].grid]
    for grid in grids:
        (column,) = [each for each in grid.columns if each.creator]
        assert column.field == "creator"
    assert page_layout(creator.PAGE, "account=a").id == "page-creators-creator"
