"""The pages on dishes: what their cards show of the sample, of a few videos, and of nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from homes import publish
from raw_shapes import Item, video, write

from dash_app.components.page import page_parts
from dash_app.findings.weekly_dishes import weekly_dishes
from dash_app.pages import Page, Reader, Shown, open_reader
from dash_app.queries import dish_weeks as queries
from dash_app.services import Services
from dash_app.store import Snapshot, Store
from dash_app.tabs.trends import dish_weeks, dishes
from dash_app.tabs.trends.dish_board import read_board
from dash_app.tabs.trends.dish_group import read_periods
from dash_app.view import read_view
from etl.home import Home

PAGES = (dishes.PAGE, dish_weeks.PAGE)


def _at(day: str) -> int:
    return int(pd.Timestamp(f"{day} 12:00", tz="Asia/Ho_Chi_Minh").timestamp())


def _videos() -> list[tuple[str, Item]]:
    """Twelve weeks from 2020-10-12: soup each week, and in week 53 noodles of four creators.

    Nobody posts in the week from 2020-11-16.
    """
    days = pd.date_range("2020-10-12", periods=12, freq="7D")
    named = [
        (creator, "Ăn phở bò", f"{day:%Y-%m-%d}")
        for day in days
        for creator in ("an", "bao", "chi", "dung")
        if f"{day:%Y-%m-%d}" != "2020-11-16"
    ]
    named += [(who, "Ăn bún riêu", "2021-01-02") for who in ("an", "bao", "chi", "dung")]
    named += [("an", "Uống trà sữa", "2021-01-03")]
    return [
        (
            who,
            video(
                number, author={"uniqueId": who}, desc=caption, createTime=_at(day), stats=_STATS
            ),
        )
        for number, (who, caption, day) in enumerate(named, 1)
    ]


_STATS = {"playCount": 1000, "diggCount": 10}


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("few")
    items = _videos()
    for creator in {who for who, _ in items}:
        own = [item for who, item in items if who == creator]
        write(folder / "in" / creator / "videos_info.json", own)
    home = Home(folder / "home")
    publish(home, folder / "in")
    return Store(home.datasets).snapshot()


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


def _reader(snapshot: Snapshot, page: Page, search: str = "") -> Reader:
    return open_reader(snapshot, read_view(page.controls, search))


def _cards(snapshot: Snapshot, page: Page, search: str = "") -> Mapping[str, Shown]:
    reader = _reader(snapshot, page, search)
    return {card.key: card.show(reader) for card in page.cards}


def _table(shown: Shown) -> pd.DataFrame:
    return shown.table() if callable(shown.table) else shown.table


def _texts(shown: Shown) -> str:
    return " | ".join(each.text for each in shown.findings)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
@pytest.mark.parametrize(
    "search",
    [
        "",
        "scope=all&metric=engagement_rate&aggregate=sum&every=month&level=dish&back=8",
        "scope=all&group=kh%C3%B4ng+c%C3%B3&week=abc",
        "scope=all&week=1999-01-04&start=2025-01-01",
        "start=1999-01-01&end=1999-01-31",
    ],
)
def test_every_card_answers(page: Page, search: str, snapshot: Snapshot) -> None:
    for key, shown in _cards(snapshot, page, search).items():
        assert shown.title, key
        assert shown.formula, key
        names = [str(name) for name in _table(shown).columns]
        assert all(name == "q" or not re.fullmatch("[a-z_0-9]+", name) for name in names), names
        for finding in shown.findings:
            assert "nan" not in finding.text.lower().split(), finding.text
            assert "None" not in finding.text, finding.text


def test_nothing_fails_in_a_whole_page(sample_home: Home, services: Services) -> None:
    for page in PAGES:
        parts = page_parts(page, services, read_view(page.controls, "scope=all"))
        assert "Không tính được biểu đồ này" not in parts.decode()


@pytest.fixture
def services(sample_home: Home) -> Services:
    class Uncached:
        def get(self, key: str, compute: Any) -> bytes:
            found: bytes = compute()
            return found

    return Services(Store(sample_home.datasets), Uncached(), "code")  # type: ignore[arg-type]


def test_the_list_of_the_page_is_the_rule_over_all_weeks(snapshot: Snapshot) -> None:
    """The page reads only the weeks around the chosen one; the rule read all of them."""
    reader = _reader(snapshot, dish_weeks.PAGE, "scope=all&level=dish&back=4")
    board = read_board(reader)
    assert board is not None
    days = {"since": "2000-01-01", "until": "2100-01-01"}
    everything = reader.frame(queries.mentions_by_week, days, level="dish", most=10**6)
    wide = everything.pivot(index="week_start", columns="name", values="n").fillna(0)
    every = pd.date_range(wide.index[0], wide.index[-1], freq="7D")
    wide = wide.reindex(every, fill_value=0).astype("int64")
    for week in every[-12:]:
        search = f"scope=all&level=dish&back=4&week={week:%Y-%m-%d}"
        shown = read_board(_reader(snapshot, dish_weeks.PAGE, search))
        assert shown is not None
        assert shown.week == week
        assert shown.by_rule() == weekly_dishes(wide, week, 4)


def test_week_53_over_the_turn_of_the_year(few: Snapshot) -> None:
    cards = _cards(few, dish_weeks.PAGE, "scope=all&level=dish&week=2020-12-28")
    assert cards["rule"].title == "Nổi bật theo quy tắc: tuần 53/2020 (từ 28/12)"
    rule = _table(cards["rule"])
    assert rule.to_numpy().tolist() == [
        ["bún riêu", 4, 0, 1.0, "3 lượt · 60 %"],
        ["trà sữa", 1, 0, 1.0, "1 lượt · 40 %"],
    ]
    rising = _table(cards["rising"])
    # Soup is named by as many as before, noodles by four where nobody did before.
    assert rising[["Món", "TikToker", "Lượt TikToker × tuần trước đó"]].to_numpy().tolist() == [
        ["bún riêu", 4, 0],
        ["phở bò", 4, 28],
    ]
    # Seven weeks of four: one of the eight before has no video.
    assert rising["Dự kiến"].tolist() == [0, 4]
    assert _table(cards["common"])["Món"].tolist() == ["phở bò"]
    strip = _table(cards["strip"])
    assert strip.columns[-1] == "Tuần 53/2020 (từ 28/12)"
    assert strip.columns[-7] == "Tuần 47/2020 (từ 16/11)"
    soup = strip[strip["Món"] == "phở bò"].drop(columns="Món")
    assert soup.to_numpy().tolist() == [[4] * 5 + [0] + [4] * 6]
    assert "2 trong 3 món không ai nhắc trong 11 tuần trước" in _texts(cards["strip"])


def test_neighbours_stand_beside_the_chosen_week(few: Snapshot) -> None:
    shown = _cards(few, dish_weeks.PAGE, "scope=all&level=dish&week=2020-12-21")["neighbours"]
    columns = shown.content.children
    headings = [column.children[0].children for column in columns]
    assert headings[2] == "Tuần 52/2020 (từ 21/12)"
    assert [link.href for link in (*headings[:2], headings[3])] == [
        "/trends/dish-weeks?week=2020-12-07&scope=all&back=3&level=dish",
        "/trends/dish-weeks?week=2020-12-14&scope=all&back=3&level=dish",
        "/trends/dish-weeks?week=2020-12-28&scope=all&back=3&level=dish",
    ]
    assert [column.children[1].children for column in columns][2:] == [
        "tuần đang xem; 4/4 video có nhắc món",
        "tuần sau; 9/9 video có nhắc món",
    ]


def test_a_week_without_videos_can_be_looked_at(few: Snapshot) -> None:
    cards = _cards(few, dish_weeks.PAGE, "scope=all&week=2020-11-16")
    assert "không có video" in str(cards["figures"].content)
    assert _table(cards["rule"]).empty
    assert _table(cards["rising"]).empty


def test_any_day_of_a_week_is_the_week(few: Snapshot) -> None:
    board = read_board(_reader(few, dish_weeks.PAGE, "scope=all&week=2021-01-01"))
    assert board is not None
    assert board.week == pd.Timestamp("2020-12-28")


def test_a_week_outside_of_the_view_is_said(few: Snapshot) -> None:
    cards = _cards(few, dish_weeks.PAGE, "scope=all&week=2020-11-02&start=2020-12-01")
    assert "tuần đã chọn nằm ngoài khoảng thời gian lọc" in str(cards["figures"].content)


def test_few_weeks_bear_no_list_out(few: Snapshot) -> None:
    shown = _cards(few, dish_weeks.PAGE, "scope=all&week=2020-12-28")["tracks"]
    assert shown.content["data"] == []
    assert "Chưa đủ 8 tuần" in _texts(shown)


def test_a_groups_weeks_have_no_gaps(few: Snapshot) -> None:
    groups = dict(
        _reader(few, dish_weeks.PAGE, "scope=all")
        .frame(queries.groups_of_dishes, {"names": "phở bò\nbún riêu"})
        .itertuples(index=False, name=None)
    )
    reader = _reader(few, dishes.PAGE, f"scope=all&group={groups['phở bò']}")
    frame = read_periods(reader)
    assert frame["n"].tolist() == [4] * 5 + [0] + [4] * 6
    assert frame["videos"].tolist() == [4] * 5 + [0] + [4] * 5 + [9]
    # Nothing was posted: no share, though zero videos.
    assert frame["share"].isna().tolist() == [False] * 5 + [True] + [False] * 6
    assert frame["share_of_all"].iloc[-1] == pytest.approx(4 / 9)
    months = read_periods(_reader(few, dishes.PAGE, "scope=all&every=month"))
    assert months["period"].dt.strftime("%m/%Y").tolist() == [
        "10/2020",
        "11/2020",
        "12/2020",
        "01/2021",
    ]


def test_the_most_named_group_is_looked_at_unless_another_is_chosen(few: Snapshot) -> None:
    first = _cards(few, dishes.PAGE, "scope=all")["over-time"].title
    groups = _table(_cards(few, dishes.PAGE, "scope=all")["groups"])
    assert first == f"“{groups['Nhóm món'].iloc[0]}” lên hay xuống theo tuần?"
    assert groups["Số video"].tolist() == sorted(groups["Số video"], reverse=True)
    chosen = _cards(few, dishes.PAGE, "scope=all&group=Tr%C3%A0+s%E1%BB%AFa")
    assert chosen["over-time"].title.startswith("“trà sữa” lên")
    assert chosen["over-time"].findings[0].kind == "few"


def test_an_unknown_group_says_that_nobody_names_it(snapshot: Snapshot) -> None:
    cards = _cards(snapshot, dishes.PAGE, "scope=all&group=kh%C3%B4ng+c%C3%B3")
    assert "Không video nào trong góc nhìn này nhắc tới không có" in _texts(cards["variants"])
    assert _table(cards["variant-table"]).empty
    assert cards["together"].findings[0].kind == "few"


def test_the_scope_is_said(snapshot: Snapshot) -> None:
    for page in PAGES:
        for scope, words in (("all", "mọi video"), ("top", "video thuộc nhóm đầu tuần")):
            cards = _cards(snapshot, page, f"scope={scope}")
            told = [shown for key, shown in cards.items() if key != "actions"]
            assert all(words in shown.formula for shown in told)
