"""Every page in a real browser: drawn, Vietnamese, inside the screen, downloadable."""

from __future__ import annotations

import csv
import io
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser, Page, expect
from servers.dashboard import RunningDashboard, dashboard
from watched import Watched

from dash_app.tabs import page_modules
from etl.home import Home

MODULES = page_modules()
# Words that belong to interfaces in English; names of things that are called so here are not.
ENGLISH = re.compile(
    r"\b(the|and|of|loading|select|search|filter|download|error|undefined|null|nan|none|"
    r"views?|likes?|comments?|shares?|saves?|median|mean|sum|total|week|month|day|hour)\b",
    re.IGNORECASE,
)
WRITTEN = ".video-cards blockquote:not(.none), .video-caption"
OWN_TEXT = "#page, .topbar, .side, #filters, #notices"


def name_of(module: ModuleType) -> str:
    return str(module.PAGE.key)


def drawn(page: Page) -> None:
    """Scrolls to the end, so that tables that come late are there."""
    for slot in page.locator(".grid-slot").all():
        slot.scroll_into_view_if_needed()
        expect(slot.locator(".ag-row [col-id=creator]").first).not_to_be_empty()
    page.evaluate("window.scrollTo(0, 0)")


def english_words(page: Page) -> list[str]:
    """Takes away what creators wrote, which is theirs; returns the English words of the rest."""
    page.evaluate(f"document.querySelectorAll('{WRITTEN}').forEach((each) => each.remove())")
    shown = " ".join(page.locator(OWN_TEXT).all_inner_texts())
    return ENGLISH.findall(re.sub(r"python -m \S+( \S+)*|#\w+|@\S+|`[^`]*`", "", shown))


@pytest.mark.slow
@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 360)])
@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_page_is_drawn_in_vietnamese_without_errors_inside_its_screen(
    served: RunningDashboard,
    browser: Browser,
    shots: Path,
    module: ModuleType,
    width: int,
    theme: str,
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900 if width > 400 else 740},
        color_scheme="dark" if theme == "dark" else "light",
        locale="vi-VN",
    )
    watched = Watched(context.new_page())
    page = watched.open(served.url + module.PAGE.path)
    drawn(page)
    page.screenshot(path=shots / f"{module.PAGE.key}-{theme}-{width}.png", full_page=True)
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0, f"{overflow} pixels wider than the screen"
    cut = page.evaluate(
        """() => [...document.querySelectorAll("#page .card-head h3, #page .findings li")]
            .filter((each) => each.scrollWidth > each.clientWidth + 1)
            .map((each) => each.textContent)"""
    )
    assert cut == []
    assert english_words(page) == []
    assert watched.problems == []
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_page_of_nothing_says_so(
    served: RunningDashboard, watched: Watched, module: ModuleType
) -> None:
    page = watched.open(f"{served.url}{module.PAGE.path}?creator=nobody.here")
    assert "Không tính được" not in watched.texts()
    for chart in page.locator("#page .chart .js-plotly-plot").all():
        assert chart.evaluate(
            "(plot) => plot.data.length > 0 || plot.layout.annotations?.length > 0"
        )


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_every_card_of_a_page_gives_its_table(served: RunningDashboard, module: ModuleType) -> None:
    for card in module.PAGE.cards:
        if card.kind == "bare":
            continue
        path = module.PAGE.path if module.PAGE.path != "/" else "/home"
        with urllib.request.urlopen(f"{served.url}/download{path}/{card.key}.csv") as answer:
            text = answer.read().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert len(rows) > 1, f"{card.key} is empty"
        assert len(set(map(len, rows))) == 1


@pytest.mark.slow
def test_a_chart_is_saved_as_a_picture_and_as_a_table(
    served: RunningDashboard, watched: Watched, tmp_path: Path, shots: Path
) -> None:
    page = watched.open(f"{served.url}/videos/performance?period=12w")
    card = page.locator("[data-card=duration]")
    with page.expect_download() as waiting:
        card.locator("[data-action=png]").click()
    picture = shots / "duration.png"
    waiting.value.save_as(picture)
    assert waiting.value.suggested_filename.endswith(".png")
    assert picture.read_bytes().startswith(b"\x89PNG")
    with page.expect_download() as waiting:
        card.locator("[data-action=csv]").click()
    table = tmp_path / "duration.csv"
    waiting.value.save_as(table)
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 9
    total = page.locator(".key-figure").first.inner_text()
    counted = sum(int(row["Số video"]) for row in rows)
    shown = int(re.findall(r"([\d.]+) video", total)[0].replace(".", ""))
    assert 0 < counted <= shown


@pytest.mark.slow
def test_a_card_alone_fills_the_page_and_the_link_keeps_it(
    served: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(f"{served.url}/videos/performance")
    small = page.locator("[data-card=hour] .main-svg").first.evaluate("(svg) => svg.clientWidth")
    page.locator("[data-card=hour] [data-action=expand]").click()
    expect(page.locator("[data-card=weekday]")).to_be_hidden()
    page.wait_for_function(
        "(width) => document.querySelector('[data-card=hour] .main-svg').clientWidth > width",
        arg=small,
    )
    page.reload()
    watched.settle()
    expect(page.locator("[data-card=weekday]")).to_be_hidden()
    page.locator("[data-card=hour] [data-action=expand]").click()
    expect(page.locator("[data-card=weekday]")).to_be_visible()


@pytest.mark.slow
def test_formula_and_sample_size_show_on_focus(served: RunningDashboard, watched: Watched) -> None:
    page = watched.open(f"{served.url}/videos/performance")
    info = page.locator("[data-card=duration] .info")
    info.focus()
    expect(info.locator(".tip")).to_be_visible()
    expect(info.locator(".tip")).to_contain_text("Cách tính")
    expect(info.locator(".tip")).to_contain_text("n = ")


@pytest.mark.slow
def test_the_table_of_videos_is_paged_and_sorted_by_the_server(
    served: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(f"{served.url}/videos/performance")
    grid = page.locator("#videos-performance-grid")
    first = grid.locator(".ag-row[row-index='0'] [col-id=plays]")
    page.locator("#videos-performance-grid-slot").scroll_into_view_if_needed()
    # A cell is empty until the server has answered.
    expect(first).to_have_text(re.compile(r"^[\d.]+$"))
    highest = first.inner_text()
    grid.locator(".ag-header-cell[col-id=plays]").click()
    expect(first).to_have_text(re.compile(rf"^(?!{re.escape(highest)}$)[\d.]+$"))
    assert number(first.inner_text()) < number(highest)
    grid.locator("[aria-label='Trang sau']").first.click()
    expect(grid.locator(".ag-paging-panel")).to_contain_text("Trang 2")
    link = grid.locator(".ag-row a").first
    expect(link).to_have_attribute("href", re.compile("^https://www.tiktok.com/@"))
    page.goto(f"{served.url}/videos/performance?duration=10-30")
    watched.settle()
    page.locator("#videos-performance-grid-slot").scroll_into_view_if_needed()
    seconds = grid.locator(".ag-row [col-id=duration_s]")
    expect(seconds.first).to_have_text(re.compile(r"^\d+$"))
    shown = [number(text) for text in seconds.all_inner_texts() if text]
    assert all(10 <= each <= 30 for each in shown)


def number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


@pytest.mark.slow
@pytest.mark.real
@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_page_works_on_real_rows(
    real_served: RunningDashboard, watched: Watched, module: ModuleType
) -> None:
    page = watched.open(real_served.url + module.PAGE.path)
    drawn(page)
    assert "Không tính được" not in watched.texts()
    assert page.locator(".notice-sample").count() == 0


@pytest.fixture(scope="session")
def real_served(
    real_home: Home, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningDashboard]:
    """Returns the dashboard over the real files."""
    with dashboard(real_home.root, tmp_path_factory.mktemp("real")) as running:
        yield running
