"""What stands around every page: navigation, filters, URL, views, presenting, theme."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from servers.dashboard import RunningDashboard, dashboard
from watched import Watched

from dash_app.filters import LISTS
from dash_app.tabs import page_modules
from etl.home import Home

PERFORMANCE = "/videos/performance"


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def open_filters(page: Page) -> None:
    page.locator("[data-action=toggle-filters]").click()
    expect(page.locator("#filter-fields")).to_be_visible()


def choose_first(page: Page, name: str) -> str:
    """Chooses the first option of a filter's dropdown; returns the value in the URL."""
    control = page.locator(f"""[id='{{"name":"{name}","type":"state"}}']""")
    control.click()
    page.locator(".dash-dropdown-option").first.click()
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(rf"[?&]{name}="))
    return query(page)[name][0]


@pytest.mark.slow
def test_navigation_reaches_every_page_and_keeps_filters(
    served: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(f"{served.url}/?period=12w")
    for module in page_modules():
        target = module.PAGE
        if not target.tab:
            continue
        page.locator(f".tab-link[href^='/{target.tab}/']").click()
        page.locator(f".side-link[data-nav='{target.path}']").click()
        page.wait_for_url(re.compile(re.escape(target.path)))
        # The page before stands until the server has answered.
        expect(page.locator("#page h1")).to_have_text(target.title)
        watched.settle()
        assert query(page)["period"] == ["12w"]
        expect(page.locator(".side-link.active")).to_have_text(target.title)
    page.locator(".brand").click()
    expect(page.locator("#page h1")).to_have_text("Hôm nay có gì")
    watched.settle()


@pytest.mark.slow
@pytest.mark.parametrize("name", LISTS)
def test_a_filter_narrows_and_a_copied_link_reproduces_the_page(
    served: RunningDashboard, watched: Watched, browser: Browser, name: str
) -> None:
    page = watched.open(served.url + PERFORMANCE)
    whole = page.locator(".key-figures").inner_text()
    open_filters(page)
    value = choose_first(page, name)
    expect(page.locator(".key-figures")).not_to_contain_text(whole.splitlines()[1])
    watched.settle()
    expect(page.locator(f".chip[data-name='{name}'][data-value='{value}']")).to_be_visible()
    narrowed = page.locator(".key-figures").inner_text()
    assert narrowed != whole

    other = Watched(browser.new_context(locale="vi-VN").new_page())
    other.open(page.url)
    assert other.page.locator(".key-figures").inner_text() == narrowed
    assert other.titles() == watched.titles()
    expect(other.page.locator(".chip")).to_have_count(1)
    assert other.problems == []
    other.page.context.close()

    page.locator(f".chip[data-name='{name}']").click()
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.locator(".key-figures")).to_contain_text(whole.splitlines()[1])


@pytest.mark.slow
def test_a_period_and_days_exclude_each_other(served: RunningDashboard, watched: Watched) -> None:
    page = watched.open(f"{served.url}{PERFORMANCE}?start=2024-06-01&end=2024-09-30")
    expect(page.locator(".chip")).to_have_text(["Từ 01/06/2024", "Đến 30/09/2024"])
    open_filters(page)
    expect(page.locator("#filter-dates")).to_be_visible()
    page.locator(".filter-fields select").select_option("12w")
    page.wait_for_url(re.compile("period=12w"))
    assert query(page) == {"period": ["12w"]}
    expect(page.locator(".chip")).to_have_text(["12 tuần gần nhất"])
    page.locator("[data-action=clear-filters]").click()
    expect(page.locator(".chips-none")).to_be_visible()
    assert query(page) == {}


@pytest.mark.slow
def test_back_and_forward_restore_controls_and_charts(
    served: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(served.url + PERFORMANCE)
    metric = page.locator(".controls select").first
    before = watched.titles()
    metric.select_option("engagement_rate")
    expect(page.locator(".card-head h3").first).to_contain_text("Tỷ lệ tương tác")
    after = watched.titles()
    page.go_back()
    expect(page.locator(".card-head h3").first).to_contain_text("Lượt xem")
    watched.settle()
    assert watched.titles() == before
    assert metric.input_value() == "plays"
    page.go_forward()
    expect(page.locator(".card-head h3").first).to_contain_text("Tỷ lệ tương tác")
    watched.settle()
    assert watched.titles() == after
    assert metric.input_value() == "engagement_rate"


@pytest.mark.slow
def test_search_in_a_filter_asks_the_server(
    served: RunningDashboard, watched: Watched, big_sample_home: Home
) -> None:
    page = watched.open(served.url + PERFORMANCE)
    open_filters(page)
    page.locator("""[id='{"name":"hashtag","type":"state"}']""").click()
    with page.expect_response(lambda answer: "_dash-update-component" in answer.url):
        page.keyboard.type("phở")
    options = page.locator(".dash-dropdown-option")
    expect(options.first).to_contain_text("#")
    expect(options.first).to_contain_text("pho")


@pytest.mark.slow
def test_views_are_kept_renamed_exported_imported_and_presented(
    served: RunningDashboard, watched: Watched, tmp_path: Path, shots: Path
) -> None:
    page = watched.open(served.url + PERFORMANCE)
    page.locator(".tools [data-action=save-view]").click()
    page.goto(f"{served.url}{PERFORMANCE}?card=duration&period=12w")
    watched.settle()
    page.locator(".tools [data-action=save-view]").click()

    page.locator(".tools [data-action=open-views]").click()
    rows = page.locator("#view-list li")
    expect(rows).to_have_count(2)
    rows.nth(1).locator("[data-action=rename-view]").click()
    page.keyboard.type("Độ dài")
    page.keyboard.press("Enter")
    expect(rows.nth(1)).to_contain_text("Độ dài")
    page.screenshot(path=shots / "views.png")

    with page.expect_download() as waiting:
        page.locator("[data-action=export-views]").click()
    exported = tmp_path / "views.json"
    waiting.value.save_as(exported)
    views = json.loads(exported.read_text(encoding="utf-8"))["views"]
    assert [view["name"] for view in views] == ["Hiệu suất", "Độ dài"]

    for _ in range(2):
        rows.first.locator("[data-action=remove-view]").click()
    expect(page.locator("#view-list .none")).to_be_visible()
    with page.expect_file_chooser() as choosing:
        page.locator("[data-action=import-views]").click()
    choosing.value.set_files(exported)
    expect(rows).to_have_count(2)
    page.locator(".views-panel [data-action=present]").click()

    bar = page.locator("#presentation-bar")
    expect(bar).to_contain_text("1/2 · Hiệu suất")
    expect(page.locator(".topbar")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(bar).to_contain_text("2/2 · Độ dài")
    expect(page.locator("[data-card=duration]")).to_be_visible()
    expect(page.locator("[data-card=hour]")).to_be_hidden()
    watched.settle()
    page.screenshot(path=shots / "presentation.png")
    page.keyboard.press("ArrowRight")
    expect(bar).to_contain_text("2/2")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-card=hour]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".topbar")).to_be_visible()


@pytest.mark.slow
def test_a_file_that_holds_no_views_is_refused(
    served: RunningDashboard, watched: Watched, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"views": [{"name": "x", "address": "https://example.org/"}]}')
    page = watched.open(served.url)
    page.locator(".tools [data-action=open-views]").click()
    with page.expect_file_chooser() as choosing:
        page.locator("[data-action=import-views]").click()
    choosing.value.set_files(bad)
    expect(page.locator("#toast")).to_contain_text("không chứa góc nhìn nào")
    expect(page.locator("#view-list .none")).to_be_visible()


@pytest.mark.slow
def test_on_a_phone_menu_and_filters_fold_away(served: RunningDashboard, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    watched = Watched(context.new_page())
    page = watched.open(served.url + PERFORMANCE)
    expect(page.locator("#filter-fields")).to_be_hidden()
    expect(page.locator(".side")).not_to_be_in_viewport()
    page.locator("[data-action=toggle-side]").click()
    expect(page.locator(".side")).to_be_in_viewport()
    page.mouse.click(345, 600)
    expect(page.locator(".side")).not_to_be_in_viewport()
    page.locator("[data-action=toggle-side]").click()
    page.locator(".side-link[data-nav='/videos/outliers']").click()
    watched.settle()
    expect(page.locator("#page h1")).to_have_text("Video nổi bật")
    expect(page.locator(".side")).not_to_be_in_viewport()
    assert watched.problems == []
    context.close()


@pytest.mark.slow
def test_the_theme_is_kept(served: RunningDashboard, watched: Watched) -> None:
    page = watched.open(served.url)
    root = page.locator("html")
    expect(root).to_have_attribute("data-bs-theme", "light")
    page.locator("[data-action=theme]").click()
    expect(root).to_have_attribute("data-bs-theme", "dark")
    page.reload()
    watched.settle()
    expect(root).to_have_attribute("data-bs-theme", "dark")


@pytest.mark.slow
def test_the_keyboard_reaches_the_content_and_the_tools(
    served: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(served.url + PERFORMANCE)
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate("document.activeElement.dataset.action || document.activeElement.tagName")
        )
    assert {"save-view", "present", "theme", "toggle-filters", "png", "csv", "expand"} <= seen


@pytest.mark.slow
def test_unknown_addresses_and_mangled_links_stay_polite(
    served: RunningDashboard, watched: Watched
) -> None:
    page = watched.page
    page.goto(f"{served.url}/nowhere/at/all")
    expect(page.locator("#page h1")).to_have_text("Không có trang này")
    watched.open(
        f"{served.url}{PERFORMANCE}?metric=bogus&start=99&tier=x&creator=%00%27%3B--&card=zzz"
    )
    assert watched.titles()[0].endswith("Lượt xem (trung vị)")


@pytest.mark.slow
def test_an_open_page_says_that_newer_data_is_there(
    browser: Browser, two_versions_home: Home, tmp_path: Path
) -> None:
    from homes import copied, names

    from etl.publish.versions import announce, make_announced_current

    home = copied(two_versions_home, tmp_path / "home")
    older, newer = names(home)
    announce(home.datasets, older)
    make_announced_current(home.datasets)
    with dashboard(home.root, tmp_path) as running:
        context = browser.new_context(locale="vi-VN")
        watched = Watched(context.new_page())
        page = watched.open(running.url)
        expect(page.locator("#fresh-notice")).to_be_empty()
        announce(home.datasets, newer)
        make_announced_current(home.datasets)
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        expect(page.locator("#fresh-notice")).to_contain_text("Đã có dữ liệu mới hơn")
        page.locator("#fresh-notice button").click()
        watched.settle()
        expect(page.locator("#fresh-notice")).to_be_empty()
        assert watched.problems == []
        context.close()


@pytest.mark.slow
def test_without_data_the_page_says_what_to_run(browser: Browser, tmp_path: Path) -> None:
    with dashboard(tmp_path / "nothing", tmp_path) as running:
        context = browser.new_context(locale="vi-VN")
        watched = Watched(context.new_page())
        watched.page.goto(running.url)
        expect(watched.page.locator("#page h1")).to_have_text("Chưa có dữ liệu")
        expect(watched.page.locator("#page")).to_contain_text("python -m etl run")
        assert watched.problems == []
        context.close()


@pytest.mark.slow
def test_an_option_stands_on_one_line_and_an_unset_period_is_named(
    served: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(served.url + PERFORMANCE)
    open_filters(page)
    period = page.locator("""[id='{"name":"period","type":"state"}']""")
    shown = period.evaluate("select => select.options[select.selectedIndex].text")
    assert shown == "Tất cả"
    page.locator("""[id='{"name":"creator","type":"state"}']""").click()
    option = page.locator(".dash-dropdown-option").first
    box = option.locator("input").bounding_box()
    words = option.locator(".dash-options-list-option-text").bounding_box()
    assert box is not None
    assert words is not None
    assert box["x"] + box["width"] <= words["x"]
    assert box["y"] < words["y"] + words["height"]
    assert words["y"] < box["y"] + box["height"]


@pytest.mark.slow
def test_the_calendar_speaks_vietnamese(served: RunningDashboard, watched: Watched) -> None:
    page = watched.open(served.url + PERFORMANCE)
    open_filters(page)
    page.locator("#filter-dates").click()
    calendar = page.locator(".dash-datepicker-content")
    expect(calendar).to_contain_text("Tháng")
    expect(calendar).to_contain_text("T2")
    expect(calendar).to_contain_text("CN")
    assert not re.search(r"[A-Z][a-z]+ 20\d\d|\bMo\b|\bSu\b", calendar.inner_text())
