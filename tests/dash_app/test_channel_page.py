"""Tối ưu kênh: advice is made of the open version's data, and says what it rests on."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import orjson
import pandas as pd
import pytest
from few_channels import EVENING, MORNING, account, publish_channels
from few_creators import STEADY, STRANGE, publish_few_creators

from dash_app.metrics import METRICS
from dash_app.pages import Reader, Shown, open_reader
from dash_app.queries.creator import most_collected
from dash_app.store import Snapshot, Store
from dash_app.tabs.studio import channel
from dash_app.tabs.studio.channel_reading import advice, looked, plan
from dash_app.view import read_view
from etl.home import Home


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Store(publish_few_creators(tmp_path_factory.mktemp("few")).datasets).snapshot()


@pytest.fixture(scope="module")
def evenings(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("channels")
    home = Home(folder / "home")
    publish_channels(home, folder / "raw", EVENING)
    return Store(home.datasets).snapshot()


def reader_of(snapshot: Snapshot, search: str = "", today: date | None = None) -> Reader:
    reader = open_reader(snapshot, read_view(channel.PAGE.controls, search))
    return replace(reader, today=today) if today else reader


def shown_of(snapshot: Snapshot, search: str = "") -> dict[str, Shown]:
    reader = reader_of(snapshot, search)
    return {card.key: card.show(reader) for card in channel.PAGE.cards}


def table_of(shown: Shown) -> pd.DataFrame:
    return shown.table if isinstance(shown.table, pd.DataFrame) else shown.table()


def written(shown: Shown) -> str:
    content = orjson.dumps(
        shown.content,
        default=lambda each: each.to_plotly_json(),
        option=orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY,
    )
    return " ".join([shown.title, shown.formula, *(each.text for each in shown.findings)]) + (
        content.decode()
    )


def sure_actions(snapshot: Snapshot, search: str = "") -> set[str]:
    given = advice(reader_of(snapshot, search))
    return {each.suggestion.action for each in given if each.suggestion.sure}


def test_advice_follows_the_data_of_each_version(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    publish_channels(home, tmp_path / "first", EVENING)
    store = Store(home.datasets)
    before = sure_actions(store.snapshot())
    assert "Ưu tiên đăng lúc 19h." in before
    assert "Ưu tiên đăng lúc 8h." not in before

    publish_channels(home, tmp_path / "second", MORNING, look=1)
    after = sure_actions(store.snapshot())
    assert "Ưu tiên đăng lúc 8h." in after
    assert "Ưu tiên đăng lúc 19h." not in after


def test_a_recommendation_says_its_numbers_and_where_to_see_them(evenings: Snapshot) -> None:
    row = (
        table_of(shown_of(evenings)["advice"]).set_index("Khuyến nghị").loc["Ưu tiên đăng lúc 19h."]
    )
    assert row["Chắc"] == "có"
    assert row["Về"] == "Giờ đăng"
    # Three times the plays, give or take the luck of each video.
    assert re.search(r"lượt xem \+(19|20|21)\d % \(khoảng tin cậy 95 %: \+", str(row["Vì sao"]))
    assert "(n = 240 video của 8 TikToker)" in row["Vì sao"]
    assert row["Xem ở"] == "/videos/performance?metric=plays"


def test_of_two_hours_only_one_is_named(evenings: Snapshot) -> None:
    actions = [each.suggestion.action for each in advice(reader_of(evenings))]
    assert not [each for each in actions if "8h" in each]


def test_links_keep_the_filters_and_the_metric(evenings: Snapshot) -> None:
    given = advice(reader_of(evenings, "metric=likes&creator=kenh1&creator=kenh2&creator=kenh3"))
    assert given == () or all("creator=kenh1" in each.suggestion.link for each in given)
    narrowed = "&".join(f"creator={account(number)}" for number in range(7))
    for each in advice(reader_of(evenings, f"metric=likes&{narrowed}")):
        assert "metric=likes" in each.suggestion.link
        assert "creator=kenh0" in each.suggestion.link


def test_what_gave_nothing_is_listed_too(evenings: Snapshot) -> None:
    shown = shown_of(evenings)["looked"]
    table = table_of(shown).set_index("Mục")
    assert table.loc["Giờ đăng", "Kết quả"] == "khác rõ"
    assert table.loc["Thời lượng", "Kết quả"] == "không khác rõ"
    assert table.loc["Nơi quay", "Kết quả"] == "chưa đủ dữ liệu"
    assert set(table.index) >= {
        "Nhịp đăng",
        "Thứ đăng",
        "Hashtag nào",
        "Món ăn",
        "Mùa",
        "Kiểu mở đầu",
    }
    assert "thời lượng" in shown.findings[0].text
    assert "giờ đăng" not in shown.findings[0].text


def test_the_own_videos_of_a_creator_go_before_the_niche(evenings: Snapshot) -> None:
    reader = reader_of(evenings, f"account={account(3)}")
    hours = [each for each in advice(reader) if each.evidence and each.evidence.topic == "hours"]
    assert hours[0].evidence is not None
    assert hours[0].evidence.own
    assert hours[0].suggestion.sure
    assert re.search(r"(9\d|100) % trong 30 video có lượt xem vượt", hours[0].suggestion.reason)
    assert hours[0].suggestion.link == f"/creators/creator?account={account(3)}"
    # The whole niche says the same of 19h: it is not said twice.
    assert len(hours) == 1


def test_the_niche_tells_how_much_the_creator_does_already(snapshot: Snapshot) -> None:
    reader = reader_of(snapshot)
    name = str(snapshot.frame(most_collected, reader.view.filters)["creator"].iloc[0])
    for each in advice(reader_of(snapshot, f"account={name}")):
        if each.evidence and not each.evidence.own and each.evidence.topic != "season":
            assert f"cả ngách; @{name} có" in each.suggestion.reason or "cả ngách." in (
                each.suggestion.reason
            )


def test_sure_things_stand_before_others(snapshot: Snapshot) -> None:
    for search in ("", "metric=engagement_rate", "metric=shares"):
        sure = [each.suggestion.sure for each in advice(reader_of(snapshot, search))]
        assert sure == sorted(sure, reverse=True)


def test_the_correction_counts_every_comparison_of_the_page(evenings: Snapshot) -> None:
    found = looked(reader_of(evenings))
    compared = [each for of in found for each in of.found]
    assert len(compared) == sum(each.enough for each in found)
    assert not [each for each in compared if each.sure and not each.hint]


def test_the_plan_changes_one_thing_at_a_time(evenings: Snapshot) -> None:
    weeks = plan(reader_of(evenings, today=date(2024, 5, 8)))  # a Wednesday
    assert [each.name for each in weeks] == [
        "Tuần 1: 13/05/2024 – 19/05/2024",
        "Tuần 2: 20/05/2024 – 26/05/2024",
        "Tuần 3: 27/05/2024 – 02/06/2024",
        "Tuần 4: 03/06/2024 – 09/06/2024",
    ]
    assert weeks[0].when == "như hiện nay"
    assert weeks[1].when == weeks[3].when == "ưu tiên 19h"
    assert weeks[0].trial == "chưa thử gì: tuần này làm mốc"
    assert "so với tuần 1" in weeks[2].measure


def test_a_season_is_prepared_for_in_time(evenings: Snapshot) -> None:
    coming = [
        each.suggestion
        for each in advice(reader_of(evenings, today=date(2025, 1, 2)))
        if each.suggestion.topic == "Mùa"
    ]
    assert len(coming) == 1
    assert "Tết Nguyên đán" in coming[0].action
    assert "/2025" in coming[0].reason
    assert not [
        each
        for each in advice(reader_of(evenings, today=date(2025, 3, 1)))
        if each.suggestion.topic == "Mùa"
    ]


@pytest.mark.parametrize("name", [STEADY, *STRANGE, "khong.co", ""])
@pytest.mark.parametrize("measure", ["plays", "engagement_rate_by_followers"])
def test_every_creator_is_shown_sensibly(few: Snapshot, name: str, measure: str) -> None:
    assert_sensible(shown_of(few, f"account={name}&metric={measure}"))


@pytest.mark.parametrize("measure", [each.key for each in METRICS])
def test_every_metric_can_be_shown(snapshot: Snapshot, measure: str) -> None:
    assert_sensible(shown_of(snapshot, f"metric={measure}"))


@pytest.mark.parametrize(
    "search", ["creator=khong.co", "period=4w", "duration=600-&region=Trung", "start=2031-01-01"]
)
def test_any_view_can_be_shown(snapshot: Snapshot, search: str) -> None:
    assert_sensible(shown_of(snapshot, search))


def assert_sensible(cards: dict[str, Shown]) -> None:
    for key, shown in cards.items():
        words = written(shown)
        for wrong in ("nan", "NaN", "None", "NaT", "inf"):
            for around in (f" {wrong} ", f'"{wrong}"', f"{wrong} %", f"{wrong} lần"):
                assert around not in words, (key, around)
        assert shown.title, key
        table_of(shown)


def test_nobody_is_told_what_to_do(few: Snapshot) -> None:
    cards = shown_of(few, "account=khong.co")
    assert "Không có @khong.co trong dữ liệu" in written(cards["advice"])
    assert "/creators/list" in written(cards["advice"])
    assert table_of(cards["plan"]).empty
    assert "Chưa đủ dữ liệu để so" in written(cards["effects"])


def test_files_hold_what_the_page_says(evenings: Snapshot) -> None:
    reader = reader_of(evenings)
    files = {each.name: each.write(reader) for each in channel.PAGE.documents}
    text = files["toi-uu-kenh.md"].decode()
    assert text.startswith("# Tối ưu kênh: cả ngách")
    assert "Ưu tiên đăng lúc 19h." in text
    assert "| Tuần 1: " in text
    assert "không khác rõ" in text
    assert files["toi-uu-kenh.docx"].startswith(b"PK")
    assert files["toi-uu-kenh.docx"] == channel.PAGE.documents[0].write(reader)


def test_names_of_others_cannot_change_the_form_of_a_file() -> None:
    from dash_app.documents.advice_markdown import escaped

    assert escaped("#a*b*|[c](d)\nx") == r"\#a\*b\*\|\[c\](d) x"
