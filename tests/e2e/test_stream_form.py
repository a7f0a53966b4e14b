"""Forms whose answer comes in parts, in a real browser: nothing that was typed is ever lost."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psutil
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from servers.dashboard import RunningDashboard, dashboard
from watched import Watched

from etl.home import Home
from llm.errors import TooSlow

PATH = "/studio/hooks"
IDEA = "Phở bò\nở Nam Định “ngon”"


@pytest.fixture(scope="module")
def running(
    big_sample_home: Home, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningDashboard]:
    folder = tmp_path_factory.mktemp("form")
    env = {"WEB_CONCURRENCY": "1"}
    with dashboard(big_sample_home.root, folder, env, "servers.form_page:server") as server:
        yield server


def field(page: Page, name: str) -> Locator:
    return page.locator(f"#studio-hooks-field-{name}")


def write(page: Page, idea: str = IDEA) -> None:
    field(page, "idea").fill(idea)
    field(page, "kind").select_option("eat")
    field(page, "seconds").fill("45")


def submit(page: Page) -> None:
    page.get_by_role("button", name="Viết", exact=True).click()


def state(page: Page) -> Locator:
    return page.locator("[data-stream-state]")


def words(page: Page) -> Locator:
    return page.locator("#form-words")


def finished(page: Page) -> None:
    expect(page.locator("form.stream-form")).to_have_attribute("aria-busy", "false")


def assert_typed(page: Page, idea: str = IDEA) -> None:
    expect(field(page, "idea")).to_have_value(idea)
    expect(field(page, "kind")).to_have_value("eat")
    expect(field(page, "seconds")).to_have_value("45")


@pytest.mark.slow
def test_fields_are_sent_as_they_are_and_events_are_shown(
    running: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(running.url + PATH)
    page.evaluate(
        "() => document.addEventListener('stream:data', (event) => { window.got = event.detail; })"
    )
    write(page)
    submit(page)
    finished(page)
    sent = {"idea": IDEA, "dish": "", "kind": "eat", "seconds": 45}
    expect(page.locator("#form-steps strong")).to_have_text(repr(sent))
    # Components took the place of the words that had come before them.
    expect(words(page)).to_have_text("Bản cuối")
    expect(words(page).locator("em")).to_have_count(1)
    assert page.evaluate("() => window.got") == {
        "page": "studio/hooks",
        "name": "script",
        "value": {"parts": [1, 2]},
    }
    expect(state(page)).to_be_empty()
    # Words again in the place of components, and a field of the button's own.
    field(page, "seconds").fill("")
    page.get_by_role("button", name="Viết lại phần 2").click()
    finished(page)
    again = {**sent, "seconds": None, "part_no": "2"}
    expect(page.locator("#form-steps strong")).to_have_text(repr(again))
    expect(words(page)).to_have_text("Bản cuối")


@pytest.mark.slow
def test_what_was_typed_is_there_again(running: RunningDashboard, watched: Watched) -> None:
    page = watched.open(running.url + PATH)
    write(page)
    page.reload()
    watched.settle()
    assert_typed(page)
    page.get_by_role("link", name="Video", exact=True).click()
    expect(page.locator("#page h1")).to_have_text("Hiệu suất")
    page.go_back()
    watched.settle()
    assert_typed(page)
    # What is restored is also what is sent.
    submit(page)
    finished(page)
    expect(page.locator("#form-steps")).to_contain_text("Nam Định “ngon”")


@pytest.mark.slow
def test_very_much_is_kept_in_part_and_sent_in_whole(
    running: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(running.url + PATH)
    page.evaluate(
        """() => {
            const idea = document.getElementById("studio-hooks-field-idea");
            idea.removeAttribute("maxlength");
            window.pageFields.write(idea, "x".repeat(30000));
        }"""
    )
    kept = page.evaluate("() => JSON.parse(localStorage.getItem('fields:studio/hooks')).idea")
    assert len(kept) == 20_000
    page.evaluate("() => localStorage.setItem('fields:studio/hooks', '[broken')")
    page.reload()
    watched.settle()
    expect(field(page, "idea")).to_have_value("")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("idea", "sentence"),
    [
        ("chậm", TooSlow.sentence),
        ("lỗi", "Máy chủ gặp lỗi khi trả lời. Lỗi đã được ghi lại."),
    ],
)
def test_a_failure_in_the_middle_keeps_words_and_fields(
    running: RunningDashboard, watched: Watched, idea: str, sentence: str
) -> None:
    page = watched.open(running.url + PATH)
    write(page, idea)
    submit(page)
    expect(state(page)).to_contain_text(f"{sentence} Phần đã viết được giữ lại.")
    expect(words(page)).to_have_text("Phở bò Nam Định")
    assert_typed(page, idea)
    field(page, "idea").fill("được")
    state(page).get_by_role("button", name="Thử lại").click()
    finished(page)
    expect(words(page)).to_have_text("Bản cuối")


@pytest.mark.slow
def test_a_stream_is_stopped_by_its_button_and_by_leaving(
    running: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(running.url + PATH)
    write(page, "mãi")
    submit(page)
    expect(words(page)).to_contain_text("nữa nữa")
    state(page).get_by_role("button", name="Dừng").click()
    expect(state(page)).to_contain_text("Đã dừng theo yêu cầu.")
    expect(words(page)).to_contain_text("nữa nữa")
    wait_for_left(running, 1)
    submit(page)
    expect(words(page)).to_contain_text("nữa nữa")
    page.get_by_role("link", name="Video", exact=True).click()
    wait_for_left(running, 2)


def wait_for_left(server: RunningDashboard, times: int) -> None:
    end = time.monotonic() + 30
    while server.log.read_text(encoding="utf-8").count('"outcome": "left"') < times:
        assert time.monotonic() < end, "the server has not noticed"
        time.sleep(0.05)


@pytest.mark.slow
def test_a_connection_that_is_cut_is_told_and_keeps_everything(
    running: RunningDashboard, browser: Browser
) -> None:
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    Watched(page).open(running.url + PATH)
    write(page, "mãi")
    submit(page)
    expect(words(page)).to_contain_text("nữa nữa")
    for worker in psutil.Process(running.process.pid).children():
        worker.kill()
    expect(state(page)).to_contain_text("Nội dung bạn đã gõ vẫn còn.")
    expect(words(page)).to_contain_text("nữa nữa")
    assert_typed(page, "mãi")
    context.close()


@pytest.mark.slow
def test_files_and_the_clipboard_take_what_the_page_holds(
    running: RunningDashboard, browser: Browser
) -> None:
    context = browser.new_context(locale="vi-VN")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    Watched(page).open(running.url + PATH)
    save = page.get_by_role("button", name="Tải Markdown")
    save.click()
    expect(page.locator("#toast")).to_have_text("Chưa có ý tưởng để tải.")
    write(page)
    with page.expect_download() as started:
        save.click()
    assert started.value.suggested_filename == "ý-tưởng.md"
    assert started.value.path().read_text(encoding="utf-8") == IDEA
    page.evaluate("() => { window.exportFields = {'studio/hooks': () => ({idea: 'Bản đã sửa'})}; }")
    with page.expect_download() as started:
        save.click()
    assert started.value.path().read_text(encoding="utf-8") == "Bản đã sửa"
    submit(page)
    finished(page)
    page.get_by_role("button", name="Sao chép").click()
    expect(page.locator("#toast")).to_have_text("Đã sao chép.")
    assert page.evaluate("() => navigator.clipboard.readText()") == "Bản cuối"
    context.close()
