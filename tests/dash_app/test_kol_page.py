"""The page Chọn KOL on real tables: the list, what weights change, the shortlist, its files."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from flask.testing import FlaskClient
from plotly.io.json import to_json_plotly
from pptx import Presentation

from dash_app.components.page import page_parts
from dash_app.findings.kol_score import PARTS
from dash_app.pages import Reader, Shown, open_reader
from dash_app.services import Services
from dash_app.store import Store
from dash_app.tabs.creators import kol
from dash_app.tabs.creators.kol_basis import kol_basis
from dash_app.tabs.creators.kol_brief_card import show_brief
from dash_app.tabs.creators.kol_controls import CONTROLS, read_brief
from dash_app.tabs.creators.kol_ranking import Ranking, ranking
from dash_app.tabs.creators.kol_shortlist_report import kol_report, taken_together
from dash_app.view import read_view
from dash_app.words import short
from etl.home import Home

NO_WEIGHTS = "&".join(f"weigh_{part.key}=0" for part in PARTS)


@pytest.fixture(scope="module")
def store(sample_home: Home) -> Store:
    return Store(sample_home.datasets)


def _reader(store: Store, search: str = "") -> Reader:
    return open_reader(store.snapshot(), read_view(CONTROLS, search))


def _ranking(store: Store, search: str = "") -> Ranking:
    return ranking(_reader(store, search))


def _accounts(found: Ranking) -> list[str]:
    return [found.account(int(row)) for row in found.order]


def _shown(store: Store, search: str = "") -> dict[str, Shown]:
    reader = _reader(store, search)
    return {card.key: card.show(reader) for card in kol.PAGE.cards}


def _table(shown: Shown) -> pd.DataFrame:
    return shown.table if isinstance(shown.table, pd.DataFrame) else shown.table()


def _words(content: Any) -> str:
    if content is None or isinstance(content, str):
        return (content or "").replace("\N{NO-BREAK SPACE}", " ")
    if isinstance(content, list | tuple):
        return " ".join(_words(each) for each in content)
    return _words(getattr(content, "children", None))


def _said(shown: Shown) -> str:
    return " ".join(each.text for each in shown.findings)


def _buttons(content: Any) -> list[Any]:
    if isinstance(content, list | tuple):
        return [found for each in content for found in _buttons(each)]
    own = [content] if getattr(content, "data-action", None) == "toggle-choice" else []
    return own + _buttons(getattr(content, "children", None) or [])


# The brief.


def test_a_brief_is_read_from_the_url() -> None:
    brief = read_brief(
        read_view(
            CONTROLS,
            "niche=N%E1%BA%A5u+%C4%83n&area=Nam&form=short&audience_least=500000"
            "&audience_most=50000&clips=3&budget=200&cpm_low=90&cpm_high=40&fee=12.5&quoted=a"
            "&shortlist=a,b,a&weigh_growth=4&refusing=in",
        )
    )
    assert (brief.niche, brief.area, brief.form, brief.videos) == ("Nấu ăn", "Nam", "short", 3)
    assert (brief.least, brief.most) == (50_000, 500_000)
    assert brief.budget == 200e6
    assert brief.fee == 12.5e6
    assert brief.cpm is not None
    assert (brief.cpm.low, brief.cpm.high) == (40e3, 90e3)
    assert brief.shortlist == ("a", "b")
    assert brief.weights == (4, 3, 2, 2, 4, 3)
    assert brief.keeps_refusing
    assert not brief.keeps_unknown


def test_absurd_numbers_in_the_url_are_passed_over() -> None:
    search = "clips=999&budget=-5&fee=nan&wanted=1e400&audience_least=abc&weigh_plays=9&area=Tây"
    assert read_brief(read_view(CONTROLS, search)) == read_brief(read_view(CONTROLS, ""))


def test_one_end_of_a_band_is_a_single_price() -> None:
    brief = read_brief(read_view(CONTROLS, "cpm_high=60&cpm_low=0"))
    assert brief.cpm is not None
    assert (brief.cpm.low, brief.cpm.high) == (60e3, 60e3)


def test_control_names_are_no_filters() -> None:
    from dash_app.filters import LISTS

    assert not {control.name for control in CONTROLS} & {*LISTS, "period", "start", "end", "card"}


# The ranking.


def test_everyone_is_ranked_or_counted_as_out(store: Store) -> None:
    found = _ranking(store)
    assert len(found.order) + sum(each.count for each in found.fit.exclusions) == len(
        found.channels
    )
    scores = found.scores[found.order]
    assert (scores[:-1] >= scores[1:]).all()
    assert found.points[found.order].sum(axis=1) == pytest.approx(scores)


def test_a_weight_changes_the_order(store: Store) -> None:
    only = NO_WEIGHTS.replace("weigh_plays=0", "weigh_plays=1")
    by_plays = _ranking(store, only)
    plays = by_plays.parts[by_plays.order, 1]
    assert (plays[:-1] >= plays[1:]).all()
    by_safety = _ranking(store, NO_WEIGHTS.replace("weigh_safety=0", "weigh_safety=1"))
    assert _accounts(by_plays) != _accounts(by_safety)
    assert by_plays.scores[by_plays.order] == pytest.approx(plays)


def test_without_weights_the_list_follows_median_plays_and_says_so(store: Store) -> None:
    found = _ranking(store, NO_WEIGHTS)
    plays = found.channels["median_plays"].to_numpy()[found.order]
    assert (plays[:-1] >= plays[1:]).all()
    shown = _shown(store, NO_WEIGHTS)
    assert "Mọi trọng số đều là “Bỏ qua”" in _said(shown["brief"])
    assert "hoặc mọi trọng số" in to_json_plotly(shown["scores"].content)


def test_an_empty_brief_gives_relevance_no_weight_and_says_so(store: Store) -> None:
    found = _ranking(store)
    assert not found.shares[:, 0].any()
    assert "độ phù hợp không được chấm" in _said(_shown(store)["brief"])


def test_those_of_whom_nothing_is_known_stand_last(store: Store) -> None:
    found = _ranking(store, "area=Nam&unknown=in")
    known = ~pd.isna(found.parts[found.order, 0])
    assert known.any()
    assert (known[:-1] >= known[1:]).all()


def test_only_those_with_a_video_about_it_are_ranked(store: Store) -> None:
    found = _ranking(store, "area=Nam&form=short")
    for each in found.contents:
        assert (each.hits[found.order] > 0).all()
    assert 0 < len(found.order) < len(_ranking(store).order)


def test_the_list_explains_each_score_and_has_a_button(store: Store) -> None:
    shown = _shown(store)["ranking"]
    table = _table(shown)
    assert list(table["Hạng"]) == list(range(1, len(table) + 1))
    assert table["Điểm"].is_monotonic_decreasing
    words = _words(shown.content)
    assert words.count("Vì sao điểm này") == min(len(table), 20)
    assert re.search(r"Lượt xem \d+: Trung vị [\d.]+ lượt xem một video \(n = \d+", words)
    assert "nan" not in words.lower().split()
    buttons = _buttons(shown.content)
    assert [getattr(each, "data-value") for each in buttons] == list(table["TikToker"][:20])


def test_nobody_fits_and_the_page_says_what_to_loosen(store: Store) -> None:
    shown = _shown(store, "audience_least=900000000")
    assert shown["brief"].title.startswith("0 trong ")
    words = _words(shown["ranking"].content)
    assert "Không có TikToker nào khớp đề bài" in words
    assert re.search(r"Nới khoảng người theo dõi \(thêm được \d+ người\)", words)
    assert "Nới khoảng người theo dõi để có người xếp hạng." in _words(shown["actions"].content)
    assert _table(shown["ranking"]).empty


def test_the_chart_stacks_the_points_of_the_parts(store: Store) -> None:
    found = _ranking(store)
    figure = _shown(store)["scores"].content
    ends = [sum(lengths) for lengths in zip(*(bar["x"] for bar in figure["data"]), strict=True)]
    assert ends == pytest.approx(found.scores[found.order[:20]].tolist(), abs=0.05)
    assert [bar["name"] for bar in figure["data"]] == [part.name for part in PARTS]


# Money.


def test_a_budget_without_a_band_is_said_to_be_unused(store: Store) -> None:
    shown = _shown(store, "budget=200&wanted=5000000")
    said = _said(shown["brief"])
    assert "Ngân sách chưa được dùng: dữ liệu không có giá booking" in said
    assert "CPM trung bình không được quá 40.000 đồng" in said
    assert "nhập khung CPM" in _words(shown["actions"].content)


def test_a_budget_without_a_band_is_reckoned_at_the_price_of_a_quote(store: Store) -> None:
    account = _accounts(_ranking(store))[0]
    shown = _shown(store, f"budget=200&quoted={account}&fee=10")["brief"]
    assert "phí theo CPM của báo giá" in _words(shown.content)
    assert "chưa được dùng" not in _said(shown)


def test_a_budget_with_a_band_keeps_the_dear_ones_out(store: Store) -> None:
    found = _ranking(store, "budget=1&cpm_low=10&cpm_high=20&clips=2")
    fees = 10 * 2 * found.channels["p50"].to_numpy()
    assert (fees[found.order] <= 1e6).all()
    assert any("vượt ngân sách" in each.reason for each in found.fit.exclusions)
    assert "Ngân sách đủ cho" in _words(_shown(store, "budget=100&cpm_low=10")["brief"].content)


def test_a_quote_is_turned_into_cpm(store: Store) -> None:
    account = _accounts(_ranking(store))[0]
    row = kol_basis(store.snapshot()).rows[account]
    plays = float(kol_basis(store.snapshot()).channels["p50"].iloc[row])
    shown = _shown(store, f"quoted={account}&fee=10&cpm_low=1&cpm_high=2")["quote"]
    table = dict(_table(shown).to_numpy().tolist())
    assert table["CPM ở P50 (đồng)"] == pytest.approx(1000 * 10e6 / plays, abs=1)
    assert shown.title == f"Báo giá của @{account}: {table['Kết luận']}"
    assert "chưa có khung" in _shown(store, f"quoted={account}&fee=10")["quote"].title


@pytest.mark.parametrize(
    ("search", "words"),
    [
        ("", "chọn TikToker và nhập phí"),
        ("quoted=khong.co&fee=5", "Không có @khong.co trong dữ liệu"),
    ],
)
def test_a_quote_that_is_not_whole_says_what_is_missing(
    store: Store, search: str, words: str
) -> None:
    assert words in _words(_shown(store, search)["quote"].content)


def test_a_band_alone_names_the_fair_fee(store: Store) -> None:
    account = _accounts(_ranking(store))[0]
    content = _shown(store, f"quoted={account}&cpm_low=10&cpm_high=20")["quote"].content
    assert "phí hợp lý là" in _words(content)


# The shortlist.


def test_an_empty_shortlist_says_how_to_fill_it(store: Store) -> None:
    shown = _shown(store)["shortlist"]
    assert shown.title == "Danh sách chọn còn trống"
    assert "Thêm vào danh sách" in _words(shown.content)


def test_unknown_accounts_are_named_and_can_be_taken_off(store: Store) -> None:
    account = _accounts(_ranking(store))[0]
    shown = _shown(store, f"shortlist=khong.co,{account}")["shortlist"]
    assert shown.title == "Danh sách chọn: 1 TikToker"
    assert "Không có @khong.co trong dữ liệu" in _words(shown.content)
    assert {getattr(each, "data-value") for each in _buttons(shown.content)} == {
        "khong.co",
        account,
    }


def test_everyone_can_be_shortlisted(store: Store) -> None:
    everyone = list(kol_basis(store.snapshot()).rows)
    for start in range(0, len(everyone), 10):
        some = everyone[start : start + 10]
        search = f"shortlist={','.join(some)}&clips=3&wanted=1000000&cpm_low=20&area=Nam"
        shown = _shown(store, search)["shortlist"]
        assert set(_table(shown)["TikToker"]) == set(some)
        words = _words(shown.content)
        assert words.count("Điều cần hỏi lại") == len(some)
        assert "nan" not in words.lower().split()


def test_the_table_of_a_shortlist_has_no_digits_that_nobody_knows(store: Store) -> None:
    accounts = _accounts(_ranking(store))[:3]
    search = f"shortlist={','.join(accounts)}&wanted=100000&cpm_low=21&cpm_high=43"
    table = _table(_shown(store, search)["shortlist"])
    points = table[["Điểm", *(part.name for part in PARTS)]].astype(float)
    assert points.equals(points.round(1))
    for column in ("Phí theo khung từ (đồng)", "Phí theo khung đến (đồng)"):
        assert (table[column] % 1 == 0).all()
    chance = table["Khả năng đạt lượt xem mong muốn"]
    assert chance.equals(chance.round(3))


def test_each_row_has_the_level_of_the_newest_videos(store: Store) -> None:
    found = _ranking(store)
    top = found.order[:20]
    facts = [found.facts(int(row)) for row in top]
    words = _words(_shown(store)["ranking"].content)
    known = [each for each in facts if each["newer"] >= 5]
    assert known
    assert words.count("video mới nhất ") >= len(known)
    assert f"{known[0]['newer']:.0f} video mới nhất {short(known[0]['newer_plays'])}" in words


def test_the_details_say_what_the_report_says(store: Store) -> None:
    accounts = _accounts(_ranking(store))[:3]
    reader = _reader(store, f"shortlist={','.join(reversed(accounts))}&clips=2&wanted=1000000")
    report = kol_report(reader)
    total = taken_together(reader).plays
    assert total is not None
    assert report.together.startswith(
        f"Cả danh sách ({len(accounts)} người × 2 video): dự báo {short(total.p50)} lượt xem"
    )
    assert report.together.endswith("khả năng vượt 1 Tr lượt xem.")
    assert [each.account for each in report.candidates] == accounts
    assert report.planned_videos == 2
    assert report.synthetic
    found = ranking(reader)
    for each in report.candidates:
        row = found.basis.rows[each.account]
        assert each.score == pytest.approx(found.scores[row])
        assert sum(part.weight for part in each.parts) == pytest.approx(1)
        assert each.one.p25 < each.one.p50 < each.one.p75
        assert each.one.p50 < each.total.p50
        assert each.chance is not None
        assert 0 <= each.chance <= 1
        assert len(each.recent_plays) <= 20


def test_the_address_of_the_files_holds_the_view(store: Store) -> None:
    account = _accounts(_ranking(store))[0]
    content = _shown(store, f"shortlist={account}&clips=4")["shortlist"].content
    links = re.findall(r"/download/creators/kol/kol\.(?:pptx|xlsx)\?\S+", str(content))
    assert len(links) == 2
    for link in links:
        assert f"shortlist={account}" in link
        assert "clips=4" in link


def test_the_files_can_be_opened_and_name_the_shortlist(client: FlaskClient, store: Store) -> None:
    accounts = _accounts(_ranking(store))[:2]
    query = f"shortlist={','.join(accounts)}&clips=3&wanted=500000&cpm_low=20&cpm_high=40"
    book = client.get(f"/download/creators/kol/kol.xlsx?{query}")
    assert book.status_code == 200
    assert book.mimetype == ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    texts = zipfile.ZipFile(io.BytesIO(book.data)).read("xl/sharedStrings.xml").decode()
    deck = client.get(f"/download/creators/kol/kol.pptx?{query}")
    assert deck.status_code == 200
    assert deck.mimetype == (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    )
    shapes = [shape for each in Presentation(io.BytesIO(deck.data)).slides for shape in each.shapes]
    said = " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    for account in accounts:
        assert account in texts
        assert account in said


def test_an_empty_shortlist_still_gives_files(client: FlaskClient) -> None:
    for name in ("kol.xlsx", "kol.pptx"):
        assert client.get(f"/download/creators/kol/{name}").status_code == 200
    assert client.get("/download/creators/kol/kol.pdf").status_code == 404


# What to do.


def test_suggestions_lead_from_an_empty_list_to_a_shortlist(store: Store) -> None:
    shown = _shown(store, "area=Nam")["actions"]
    links = re.findall(r"/creators/kol\?\S*shortlist=[^'\s]+", str(shown.content))
    calm = _ranking(store, "area=Nam")
    fit = any(
        calm.flags.counts[row] == 0 and calm.channels["lasting"].iloc[row] >= 10
        for row in calm.order
    )
    assert bool(links) == fit
    assert all("area=Nam" in link for link in links)


def test_a_shortlist_that_falls_short_is_told_to_grow(store: Store) -> None:
    account = _accounts(_ranking(store))[-1]
    words = _words(_shown(store, f"shortlist={account}&wanted=50000000000")["actions"].content)
    assert "Thêm người hoặc thêm video mỗi người." in words
    assert "dưới 1 %" in words


def test_a_budget_inside_the_fees_says_what_cpm_it_allows(store: Store) -> None:
    accounts = _accounts(_ranking(store))[:2]
    search = f"shortlist={','.join(accounts)}&cpm_low=20&cpm_high=60"
    fees = taken_together(_reader(store, search)).fees
    assert fees is not None
    low = fees.low
    tight = _shown(store, f"{search}&budget={1.5 * low / 1e6}")["actions"]
    # One and a half times the lowest fee is one and a half times the lowest CPM.
    assert "Thương lượng để CPM chung không quá 30.000 đồng." in _words(tight.content)
    short_of = _words(_shown(store, f"{search}&budget={0.5 * low / 1e6}")["actions"].content)
    assert "Bớt người, bớt video hoặc thương lượng phí." in short_of
    ample = _words(_shown(store, f"{search}&budget={4 * low / 1e6}")["actions"].content)
    assert "CPM chung" not in ample
    assert "Bớt người" not in ample


def test_the_page_answers_as_a_whole(store: Store, sample_home: Home) -> None:
    class Kept:
        def get(self, _: str, compute: Any) -> bytes:
            found: bytes = compute()
            return found

    services = Services(store, Kept(), "code")  # type: ignore[arg-type]
    account = _accounts(_ranking(store))[0]
    parts = page_parts(kol.PAGE, services, read_view(CONTROLS, f"shortlist={account}"))
    assert b"NaN" not in parts
    assert b"Kh\xc3\xb4ng t\xc3\xadnh \xc4\x91\xc6\xb0\xe1\xbb\xa3c" not in parts


def test_old_data_are_said_to_be_old_where_a_kol_is_chosen(store: Store) -> None:
    reader = _reader(store)
    old = replace(reader, today=date(2026, 11, 25))
    assert any("Nên thu thập lại" in each.text for each in show_brief(old).findings)
    collected = datetime.fromisoformat(str(store.snapshot().manifest.newest_collected_at)).date()
    fresh = show_brief(replace(reader, today=collected))
    assert all("thu thập lại" not in each.text for each in fresh.findings)
