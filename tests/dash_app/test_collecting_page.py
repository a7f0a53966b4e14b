"""The page of collecting: from records of crawls where there are any, else from the data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from homes import copied, publish, raw_videos
from plotly.io.json import to_json_plotly

from dash_app.app import create_app
from dash_app.components.grid import read_rows
from dash_app.components.page import page_parts
from dash_app.findings.collecting import collecting_findings, followed_creators
from dash_app.pages import Reader, Shown
from dash_app.services import Services
from dash_app.settings import Settings
from dash_app.store import Store
from dash_app.tabs.about import collecting
from dash_app.tabs.about.collecting_words import ADVICE, STEPS
from dash_app.view import View
from etl.cli import app as commands
from etl.collect.outcomes import OUTCOMES, Outcome
from etl.collect.records import Crawl, Kind, append_crawl
from etl.forgotten import remember
from etl.home import Home

TODAY = date(2025, 3, 20)


def crawl(name: str, outcome: Outcome, day: int, **fields: Any) -> Crawl:
    got = outcome in (Outcome.COMPLETE, Outcome.LIMITED, Outcome.SHORT, Outcome.EMPTY)
    when = f"2025-03-{day:02}T20:30:00+00:00"  # in Viet Nam the day after
    made: dict[str, Any] = {"kind": Kind.USER, "started": when, "ended": when, "videos": 9 * got}
    made["snapshot"] = f"raw/{name}" if got else None
    return Crawl(name=name, outcome=outcome, **(made | fields))


def reader(home: Home) -> Reader:
    return Reader(Store(home.datasets).snapshot(), View(), TODAY)


def shown(home: Home) -> dict[str, Shown]:
    open_reader = reader(home)
    return {card.key: card.show(open_reader) for card in collecting.PAGE.cards}


def table(card: Shown) -> pd.DataFrame:
    assert isinstance(card.table, pd.DataFrame)
    return card.table


@pytest.fixture(scope="module")
def unrecorded(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Returns a home without any record of collecting; tests only read it."""
    folder = tmp_path_factory.mktemp("collecting")
    home = Home(folder / "home")
    publish(home, raw_videos(folder / "raw", 1, 2, 3, collectTime=1_720_000_000))
    return home


@pytest.fixture
def home(unrecorded: Home, tmp_path: Path) -> Home:
    return copied(unrecorded, tmp_path / "home")


def test_without_records_the_data_say_when_it_was(unrecorded: Home) -> None:
    cards = shown(unrecorded)
    (row,) = table(cards["creators"]).to_dict("records")
    assert row["TikToker"] == "quan.an.ngon"
    assert row["Lần gần nhất"] == "chưa có ghi chép"
    assert row["Thành công"] == date(2024, 7, 3)
    assert row["Video"] == 3
    assert any("suy ra từ dữ liệu đã công bố" in f.text for f in cards["creators"].findings)
    figures = dict(table(cards["figures"]).to_numpy().tolist())
    assert figures["Lần gần nhất hỏng"] == "—"
    assert cards["outcomes"].n == 0


def test_records_say_how_the_last_crawl_ended_and_why(home: Home) -> None:
    append_crawl(home, crawl("quan.an.ngon", Outcome.COMPLETE, 17))
    append_crawl(home, crawl("quan.an.ngon", Outcome.BLOCKED, 18, reason="TikTok đòi captcha"))
    append_crawl(home, crawl("chua.co.video", Outcome.COMPLETE, 19))
    append_crawl(home, crawl("ancung", Outcome.SHORT, 19, kind=Kind.HASHTAG))
    cards = shown(home)
    first, second = table(cards["creators"]).to_dict("records")
    assert (first["TikToker"], first["Lần gần nhất"]) == ("quan.an.ngon", "bị chặn")
    assert (first["Thành công"], first["Cách đây"]) == (date(2025, 3, 18), "2 ngày trước")
    assert first["Ghi chú"] == "TikTok đòi captcha"
    assert (second["TikToker"], second["Video"]) == ("chua.co.video", 0)
    assert second["Thành công"] == TODAY
    texts = [finding.text for finding in cards["creators"].findings]
    assert any("hỏng ở 1 TikToker: bị chặn 1" in text for text in texts)
    assert not any("suy ra" in text for text in texts)
    rows = table(cards["outcomes"]).set_index("Kết thúc")
    assert (rows.at["bị chặn", "TikToker"], rows.at["bị chặn", "Hashtag"]) == (1, 0)
    assert rows["Hashtag"].to_dict()["danh sách hết sớm"] == 1
    assert cards["outcomes"].n == 3
    figures = dict(table(cards["figures"]).to_numpy().tolist())
    assert figures == {
        "TikToker đang theo dõi": "2",
        "Thành công gần nhất": "20/03/2025",
        "Cũ hơn 14 ngày": "0",
        "Lần gần nhất hỏng": "1",
        "Hashtag đã thu thập": "1",
    }


def test_the_table_is_read_in_parts_and_ordered_by_a_click(home: Home) -> None:
    append_crawl(home, crawl("chua.co.video", Outcome.COMPLETE, 19))
    append_crawl(home, crawl("khong.con", Outcome.GONE, 19))
    (grid,) = (card.grid for card in collecting.PAGE.cards if card.grid)
    open_reader = reader(home)

    def creators(**asked: Any) -> list[str]:
        answer = read_rows(grid, open_reader, {"startRow": 0, **asked})
        assert answer["rowCount"] == 3
        return [row["creator"] for row in answer["rowData"]]

    assert creators() == ["khong.con", "quan.an.ngon", "chua.co.video"]
    assert creators(startRow=2) == ["chua.co.video"]
    most = creators(sortModel=[{"colId": "videos", "sort": "desc"}])
    assert most[0] == "quan.an.ngon"
    newest = creators(sortModel=[{"colId": "succeeded", "sort": "desc"}])
    assert newest == ["chua.co.video", "quan.an.ngon", "khong.con"]
    oldest = creators(sortModel=[{"colId": "succeeded", "sort": "asc"}])
    assert oldest == ["quan.an.ngon", "chua.co.video", "khong.con"]  # what is not known comes last


def test_every_outcome_has_its_meaning_and_advice() -> None:
    assert set(ADVICE) == set(Outcome) == set(OUTCOMES)


def test_failed_ones_come_first_then_the_oldest() -> None:
    published = pd.DataFrame(
        {
            "creator": ["a", "b", "c"],
            "collected_at": pd.to_datetime(["2025-03-19", "2024-01-01", "2025-03-10"], utc=True),
            "videos": [1, 2, 3],
            "last_posted_date": [date(2025, 3, 1), None, date(2025, 3, 2)],
        }
    )
    found = followed_creators([], published)
    assert [one.creator for one in found] == ["b", "c", "a"]
    (finding,) = collecting_findings(found, TODAY)
    assert "1 trong 3 TikToker chưa được thu thập" in finding.text
    (finding,) = collecting_findings(found[1:], TODAY)
    assert finding.kind == "fact"
    assert collecting_findings([], TODAY) == ()


def test_a_new_record_shows_without_a_new_version(home: Home, tmp_path: Path) -> None:
    settings = Settings(data_home=home.root, cache_folder=tmp_path / "cache")
    application = create_app(settings)
    client = application.server.test_client()
    address = "/download/about/collecting/creators.csv"
    assert "bị chặn" not in client.get(address).get_data(as_text=True)
    from dash_app.cache import ResultCache

    services = Services(Store(home.datasets), ResultCache(application.server, settings), "code")
    before = page_parts(collecting.PAGE, services, View())
    assert page_parts(collecting.PAGE, services, View()) == before
    append_crawl(home, crawl("quan.an.ngon", Outcome.BLOCKED, 18))
    assert page_parts(collecting.PAGE, services, View()) != before
    assert "bị chặn" in client.get(address).get_data(as_text=True)


def test_the_commands_that_are_shown_exist() -> None:
    known = {
        command.callback.__name__ for command in commands.registered_commands if command.callback
    }
    known |= {str(group.name) for group in commands.registered_groups}
    lines = [command for _, command, _ in STEPS if command.startswith("python -m etl")]
    assert {line.split()[3] for line in lines} <= known
    assert len(lines) >= 6


def test_the_page_is_small_and_says_that_somebody_was_removed(home: Home) -> None:
    assert shown(home)["rules"].findings == ()
    remember(home.forgotten, ["ai.do"])
    cards = shown(home)
    assert "chỉ còn dạng băm" in cards["rules"].findings[0].text
    assert len(to_json_plotly([card.content for card in cards.values()])) < 60_000
