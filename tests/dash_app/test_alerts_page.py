"""The page of alerts and their card on the home page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pandas as pd
import pytest
from dash.development.base_component import Component
from homes import copied

from dash_app.components.alert_list import alert_link
from dash_app.filters import Filters
from dash_app.findings.alerts import alert_findings, alert_suggestions, at_least, most_important
from dash_app.pages import Reader, Shown, open_reader
from dash_app.queries.alerts import ranked_alerts
from dash_app.store import Snapshot, Store
from dash_app.tabs import page_modules
from dash_app.tabs.home import overview
from dash_app.tabs.trends import alerts as page
from dash_app.view import read_view
from etl.alerts.kinds import MOST_OF_A_KIND, TRAITS, AlertKind, Severity
from etl.home import Home

Row = dict[str, Any]


def alert(kind: str, rank: int, **fields: Any) -> Row:
    """Returns a row of `alerts`."""
    return {
        "kind": kind,
        "subject": f"s{rank}",
        "name": f"tên {rank}",
        "creator": None,
        "severity": "low",
        "rank": rank,
        "size": 5.0,
        "unit": "lần",
        "value": 10.0,
        "baseline": 2.0,
        "n": 40,
        "q_value": None,
        "since": date(2025, 3, 10),
        "until": date(2025, 3, 16),
        "is_new": False,
        "evidence": f"Bằng chứng {rank}.",
    } | fields


def rows(creator: str) -> list[Row]:
    return [
        alert(
            "rising_sound",
            1,
            severity="high",
            size=12.15,
            q_value=0.0486,
            is_new=True,
            name="Bắc Bling",
        ),
        alert("breakout_video", 2, severity="medium", creator=creator, is_new=True, size=11.9),
        alert("breakout_video", 3, creator=creator),
        alert("rising_hashtag", 4, q_value=0.09, name="phởcuốn", subject="phocuon"),
        alert("stale_creators", 5, size=0.226, name="TikToker"),
    ]


def with_alerts(home: Home, to: Path, given: Iterable[Row]) -> Snapshot:
    """Returns a copy of a home, opened, that has these alerts."""
    store = Store(copied(home, to).datasets)
    serving = Store(home.datasets).snapshot().version.serving.name
    path = to / "datasets" / "current" / serving
    with duckdb.connect(str(path)) as con:
        con.execute("DELETE FROM alerts")
        for each in given:
            names = ", ".join(each)
            marks = ", ".join("?" * len(each))
            con.execute(f"INSERT INTO alerts ({names}) VALUES ({marks})", list(each.values()))
    return store.snapshot()


@pytest.fixture(scope="module")
def creator(sample_home: Home) -> str:
    """The account name of a creator of the sample."""
    frame = pd.read_parquet(
        Store(sample_home.datasets).snapshot().version.folder / "creators.parquet"
    )
    return str(frame["creator"].iloc[0])


@pytest.fixture(scope="module")
def snapshot(sample_home: Home, creator: str, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return with_alerts(sample_home, tmp_path_factory.mktemp("alerts") / "home", rows(creator))


@pytest.fixture(scope="module")
def empty(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return with_alerts(sample_home, tmp_path_factory.mktemp("none") / "home", [])


def shown(snapshot: Snapshot, search: str = "", of: Any = page) -> dict[str, Shown]:
    reader: Reader = open_reader(snapshot, read_view(of.PAGE.controls, search))
    return {card.key: card.show(reader) for card in of.PAGE.cards}


def plain(content: Any) -> str:
    """Returns a component as JSON."""

    def default(value: Any) -> Any:
        if isinstance(value, Component):
            return value.to_plotly_json()
        raise TypeError

    return orjson.dumps(content, default=default).decode()


def table(card: Shown) -> pd.DataFrame:
    """Returns the numbers of a card."""
    assert isinstance(card.table, pd.DataFrame)
    return card.table


def told(content: Any) -> list[str]:
    """Returns the numbers of the alerts that a body shows, in order."""
    return re.findall(r"Bằng chứng (\d+)\.", plain(content))


def test_alerts_stand_under_their_topics_the_most_important_first(snapshot: Snapshot) -> None:
    card = shown(snapshot)["alerts"]
    text = plain(card.content)
    assert told(card.content) == ["1", "2", "3", "4", "5"]
    places = [text.index(f'"{name}"') for name in ("Âm thanh", "Video", "Hashtag", "Nguồn dữ liệu")]
    assert places == sorted(places)
    for words in ("12,2 lần", "quan trọng", "mới", "22,6 %", "Âm thanh đang lên"):
        assert words in text
    assert (card.n, card.unit) == (5, "cảnh báo")
    assert card.findings[0].text == (
        "5 cảnh báo (Video bùng nổ 2, Âm thanh đang lên 1, Hashtag đang lên 1, TikToker không được "
        "thu thập lại 1); 2 cảnh báo chưa có ở phiên bản trước."
    )
    assert card.findings[1].text == "Tuần được so với tám tuần trước: 10/03/2025–16/03/2025."


@pytest.mark.parametrize(
    ("search", "numbers"),
    [
        ("topic=video", ["2", "3"]),
        ("severity=medium", ["1", "2"]),
        ("severity=high", ["1"]),
        ("news=new", ["1", "2"]),
        ("topic=video&news=new", ["2"]),
        ("topic=source", ["5"]),
        ("topic=nope&severity=nope", ["1", "2", "3", "4", "5"]),
        ("period=4w&dish=nope&region=Nam", ["1", "2", "3", "4", "5"]),
    ],
)
def test_choices_narrow_the_alerts(snapshot: Snapshot, search: str, numbers: list[str]) -> None:
    cards = shown(snapshot, search)
    assert told(cards["alerts"].content) == numbers
    assert cards["figures"].n == cards["alerts"].n == len(numbers)
    assert list(table(cards["alerts"])["Hạng"].astype(str)) == numbers


def test_a_creator_has_its_own_alerts_alone(snapshot: Snapshot, creator: str) -> None:
    assert told(shown(snapshot, f"creator={creator}")["alerts"].content) == ["2", "3"]
    nobody = shown(snapshot, "creator=khong.co")["alerts"].content
    assert "phiên bản này có 5 cảnh báo" in plain(nobody)


def test_without_alerts_the_page_says_so(empty: Snapshot) -> None:
    cards = shown(empty)
    assert "Không có cảnh báo nào: không điều gì vượt ngưỡng" in plain(cards["alerts"].content)
    assert cards["alerts"].n == 0
    assert len(table(cards["rules"])) == len(AlertKind)
    assert "Chưa đủ dữ liệu" in plain(cards["actions"].content)


def test_key_figures_count_by_severity(snapshot: Snapshot) -> None:
    figures = table(shown(snapshot)["figures"])
    values = dict(zip(figures["Con số"], figures["Giá trị"], strict=True))
    assert values["Cảnh báo"] == "5"
    assert (values["Quan trọng"], values["Đáng chú ý"], values["Để biết"]) == ("1", "1", "3")
    assert values["Thu thập lần cuối"] == "19/03/2025"


def test_the_csv_has_what_the_page_says(snapshot: Snapshot, creator: str) -> None:
    sent = table(shown(snapshot)["alerts"])
    first, second = sent.iloc[0], sent.iloc[1]
    assert (first["Về"], first["Cỡ"], first["Tỷ lệ báo nhầm q"]) == (
        "Bắc Bling",
        "12,2 lần",
        "4,9 %",
    )
    assert (first["Mức"], first["Mới"], first["n"]) == ("quan trọng", "mới", 40)
    assert (first["Từ ngày"], first["Đến ngày"]) == ("10/03/2025", "16/03/2025")
    assert (second["TikToker"], second["Tỷ lệ báo nhầm q"]) == (creator, "—")
    assert (first["TikToker"], first["Bằng chứng"]) == ("—", "Bằng chứng 1.")


def test_every_kind_leads_somewhere_and_says_what_to_do() -> None:
    given = [alert(kind, n, creator="an", q_value=0.01) for n, kind in enumerate(AlertKind)]
    suggestions = alert_suggestions(pd.DataFrame(given), alert_link, len(given))
    assert len(suggestions) == len(AlertKind)
    for kind, each in zip(AlertKind, suggestions, strict=True):
        assert each.action.endswith("."), kind
        assert "{" not in each.action
        assert each.link.partition("?")[0] in {module.PAGE.path for module in page_modules()}
        assert each.link_words
        assert each.sure


def test_links() -> None:
    assert alert_link(alert("breakout_video", 1, creator="a.b")) == (
        "/videos/outliers?creator=a.b",
        "Video nổi bật của @a.b",
    )
    hashtag = alert("rising_hashtag", 1, subject="phocuon", name="phởcuốn")
    assert alert_link(hashtag) == ("/videos/hashtag?tag=phocuon", "Hashtag #phởcuốn")
    dish = alert("rising_dish", 1, subject="bún bò")
    assert alert_link(dish) == (
        "/trends/dishes?group=b%C3%BAn+b%C3%B2&scope=all",
        "Nhóm món bún bò",
    )
    sound, _ = alert_link(alert("rising_sound", 1, subject="747"))
    assert sound == "/trends/sounds?sound=747&scope=all"
    creator = alert("creator_fall", 1, creator="an")
    assert alert_link(creator) == ("/creators/creator?account=an", "TikToker @an")
    assert alert_link(alert("quarantine", 1))[0] == "/about/data"


def test_what_was_not_tested_is_something_to_look_into() -> None:
    given = pd.DataFrame(
        [
            alert("breakout_video", 1, creator="an"),
            alert("rising_dish", 2, q_value=0.02, name="bún bò"),
            alert("quarantine", 3),
        ]
    )
    suggestions = alert_suggestions(given, alert_link, 3)
    assert [each.sure for each in suggestions] == [False, True, True]
    assert suggestions[0].action == "Xem video của @an làm khác gì các video khác cùng kênh."
    assert suggestions[1].action.startswith("Thử món “bún bò” trong tuần tới")
    assert suggestions[1].reason == "Bằng chứng 2."


def test_one_of_each_kind_and_the_least_severity() -> None:
    given = pd.DataFrame(
        [
            alert("breakout_video", 1, severity="high"),
            alert("breakout_video", 2, severity="medium"),
            alert("rising_dish", 3, severity="medium"),
            alert("quarantine", 4),
        ]
    )
    assert list(most_important(given, 2)["rank"]) == [1, 3]
    assert list(at_least(given, Severity.MEDIUM)["rank"]) == [1, 2, 3]
    assert list(at_least(given, Severity.LOW)["rank"]) == [1, 2, 3, 4]


def test_nothing_new_is_said() -> None:
    (finding,) = alert_findings(pd.DataFrame([alert("quarantine", 1)]))
    assert finding.text.endswith("phiên bản trước đã có tất cả.")
    assert alert_findings(pd.DataFrame(columns=["kind", "is_new", "since", "until"])) == ()


def test_many_alerts_are_few_on_the_page_and_all_in_the_csv(
    sample_home: Home, tmp_path: Path, creator: str
) -> None:
    """As many as a version can have: the body stays small."""
    long = "Video của @an đăng 08/03/2025: 5.900.000 lượt xem, gấp 11,9 lần trung vị 497.800. " * 2
    given = [
        alert(kind, n * MOST_OF_A_KIND + place, subject=f"s{place}", creator=creator, evidence=long)
        for n, kind in enumerate(AlertKind)
        for place in range(MOST_OF_A_KIND)
    ]
    snapshot = with_alerts(sample_home, tmp_path / "home", given)
    cards = shown(snapshot)
    assert len(table(cards["alerts"])) == len(given)
    assert "cảnh báo nhẹ hơn" in plain(cards["alerts"].content)
    assert len(plain([card.content for card in cards.values()])) < 65_000
    assert len(plain(shown(snapshot, "topic=video")["alerts"].content)) < 45_000


def test_the_rules_name_every_kind(snapshot: Snapshot) -> None:
    rules = table(shown(snapshot)["rules"])
    assert list(rules["Loại"]) == [trait.label for trait in TRAITS.values()]
    assert dict(zip(rules["Loại"], rules["Cảnh báo"], strict=True))["Video bùng nổ"] == 2
    levels = dict(zip(rules["Loại"], rules.iloc[:, -1], strict=True))
    assert levels["Video bùng nổ"] == "5 lần · 10 lần · 20 lần"


def test_the_home_page_shows_three_of_different_kinds(snapshot: Snapshot, empty: Snapshot) -> None:
    card = shown(snapshot, of=overview)["alerts"]
    assert told(card.content) == ["1", "2", "4"]
    assert '"/trends/alerts"' in plain(card.content)
    assert list(table(card)["Cảnh báo"]) == ["Bằng chứng 1.", "Bằng chứng 2.", "Bằng chứng 4."]
    nothing = shown(empty, of=overview)["alerts"]
    assert "Không có gì vượt ngưỡng cảnh báo." in plain(nothing.content)


def test_the_filter_of_a_creator_reads_only_its_alerts(snapshot: Snapshot, creator: str) -> None:
    frame = snapshot.frame(ranked_alerts, Filters(creator=(creator,)))
    assert set(frame["creator"]) == {creator}
    assert len(snapshot.frame(ranked_alerts, Filters(province=("Hà Nội",)))) == 5
    assert len(snapshot.frame(ranked_alerts, Filters(weekly_top=True))) == 5
