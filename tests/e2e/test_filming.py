"""Advice on filming in a real browser: numbers, words as they come, files, failures of a model."""

from __future__ import annotations

from pathlib import Path

import pytest
from modelled import KEY
from playwright.sync_api import Browser, Page, expect
from servers.dashboard import RunningDashboard
from servers.model_script import PROVIDER_TEXT, hangs, refuses_key, streams
from servers.model_server import ModelServer
from watched import Watched

PAGE = "/studio/filming"
IDEA = "Nấu lẩu Thái buổi tối, nồi lẩu bốc khói, chỉ có một mình"
FOUND, WORDS, NOTE = "#studio-filming-found", "#studio-filming-words", "#studio-filming-note"


def ask(page: Page, idea: str = IDEA) -> None:
    page.get_by_label("Loại video").select_option(label="Nấu ăn")
    page.get_by_label("Bạn định quay gì?").fill(idea)
    page.get_by_role("button", name="Gợi ý cách quay").click()


@pytest.mark.slow
def test_numbers_and_the_craft_are_shown_and_saved_without_a_model(
    served: RunningDashboard, watched: Watched, tmp_path: Path
) -> None:
    page = watched.open(served.url + PAGE)
    expect(page.locator(".filming-results")).to_be_hidden()
    ask(page, "")
    expect(page.locator("[data-stream-state]")).to_contain_text("Hãy mô tả video")
    ask(page)
    expect(page.locator(f"{FOUND} h3")).to_have_text("Video nấu ăn nổi bật giống nhau ở đâu?")
    expect(page.locator(f"{FOUND} .video-cards > li")).to_have_count(6)
    expect(page.locator(".craft > section")).to_have_count(5)
    expect(page.locator(".craft")).to_contain_text("vì mô tả có “một mình”")
    expect(page.locator(NOTE)).to_contain_text("Không dùng mô hình")
    expect(page.get_by_role("button", name="Viết lại")).to_be_hidden()
    more = page.locator(f"{FOUND} details")
    more.locator("summary").click()
    expect(more.locator("tbody tr").nth(40)).to_be_visible()
    for name, button in (("goi-y-quay.md", "Tải Markdown"), ("goi-y-quay.docx", "Tải DOCX")):
        with page.expect_download() as started:
            page.get_by_role("button", name=button).click()
        assert started.value.suggested_filename == name
        started.value.save_as(tmp_path / name)
    assert IDEA in (tmp_path / "goi-y-quay.md").read_text(encoding="utf-8")
    assert watched.problems == []


@pytest.mark.slow
def test_a_model_writes_under_the_numbers_and_what_it_wrote_is_saved(
    modelled: RunningDashboard, provider: ModelServer, watched: Watched, tmp_path: Path
) -> None:
    provider.clear()
    provider.queue(streams("Góc máy: ", "chếch nồi lẩu. ", "Tăng 98,7 % lượt xem. ", "Hết."))
    page = watched.open(modelled.url + PAGE)
    ask(page)
    expect(page.locator(NOTE)).to_contain_text("1 câu bị bỏ")
    expect(page.locator(WORDS)).to_have_text("Góc máy: chếch nồi lẩu. Hết.")
    assert IDEA in provider.requests[-1].question.text
    with page.expect_download() as started:
        page.get_by_role("button", name="Tải Markdown").click()
    started.value.save_as(tmp_path / "saved.md")
    saved = (tmp_path / "saved.md").read_text(encoding="utf-8")
    assert "Góc máy: chếch nồi lẩu." in saved
    assert "98,7" not in saved


@pytest.mark.slow
def test_a_failure_leaves_the_numbers_what_was_typed_and_what_had_come(
    modelled: RunningDashboard, provider: ModelServer, watched: Watched
) -> None:
    page = watched.open(modelled.url + PAGE)
    state = page.locator(".filming-form [data-stream-state]")
    for answer, sentence, kept in (
        (refuses_key(), "Khóa API bị từ chối", ""),
        (hangs(after=3), "trả lời quá lâu", "Phở bò"),
    ):
        provider.clear()
        provider.queue(answer)
        ask(page)
        expect(state).to_contain_text(sentence)
        expect(page.get_by_label("Bạn định quay gì?")).to_have_value(IDEA)
        expect(page.get_by_label("Loại video")).to_have_value("cooking")
        expect(page.locator(f"{FOUND} .video-cards > li")).to_have_count(6)
        expect(page.locator(WORDS)).to_contain_text(kept)
        expect(page.locator(NOTE)).to_contain_text("các kinh nghiệm")
    provider.clear()
    provider.queue(streams("Ánh sáng: ", "chếch sau nồi."))
    state.get_by_role("button", name="Thử lại").click()
    expect(page.locator(WORDS)).to_have_text("Ánh sáng: chếch sau nồi.")
    # What was typed is there after another page too.
    watched.open(modelled.url + "/studio/hooks")
    page = watched.open(modelled.url + PAGE)
    expect(page.get_by_label("Bạn định quay gì?")).to_have_value(IDEA)
    log = modelled.log.read_text(encoding="utf-8")
    for secret in (KEY, PROVIDER_TEXT, IDEA):
        assert secret not in log


@pytest.mark.slow
@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390)])
def test_the_results_stay_inside_their_screen(
    served: RunningDashboard, browser: Browser, shots: Path, theme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
        locale="vi-VN",
    )
    watched = Watched(context.new_page())
    page = watched.open(served.url + PAGE)
    ask(page)
    expect(page.locator(".craft > section")).to_have_count(5)
    page.locator(f"{FOUND} details summary").click()
    page.screenshot(path=shots / f"filming-results-{theme}-{width}.png", full_page=True)
    assert page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert watched.problems == []
    context.close()
