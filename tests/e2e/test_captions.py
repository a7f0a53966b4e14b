"""Captions in a real browser: from an idea to what is copied and saved, also when a model fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from modelled import KEY
from playwright.sync_api import Browser, Page, expect
from servers.dashboard import RunningDashboard
from servers.model_script import PROVIDER_TEXT, broken_text, json_answer, refuses_key
from servers.model_server import ModelServer
from watched import Watched

PAGE = "/studio/captions"
IDEA = "Ăn bún bò Huế ở Đà Nẵng, 45k một tô"
SCRIPT = {
    "id": "s1",
    "name": "Bún bò nhà làm",
    "edited": "2025-03-19T00:00:00Z",
    "script": {
        "id": "s1",
        "description": "Nấu bún bò Huế tại nhà",
        "hashtags": ["bunbohue"],
        "parts": [{"title": "Mở đầu", "dialogue": "Nồi nước này ninh bốn tiếng"}],
    },
}
OPTIONS: dict[str, Any] = {
    "options": [
        {"manner": "Nêu giá", "text": "Tô bún 45k đầy đặn"},
        {"manner": "Hỏi", "text": "Ai mê bún bò Huế?"},
        {"manner": "Kể", "text": "Mình ăn sạch cả tô."},
    ]
}


def write(page: Page, idea: str = IDEA) -> None:
    page.get_by_label("Ý tưởng hoặc kịch bản").fill(idea)
    page.get_by_role("button", name="Viết mô tả và chọn hashtag").click()


@pytest.mark.slow
def test_an_idea_becomes_captions_and_hashtags_without_a_model(
    served: RunningDashboard, watched: Watched, tmp_path: Path
) -> None:
    page = watched.open(served.url + PAGE)
    expect(page.locator(".captions-results")).to_be_hidden()
    write(page)
    expect(page.locator(".captions-list > li")).to_have_count(5)
    expect(page.locator("#studio-captions-descriptions")).to_contain_text("Không dùng mô hình")
    boxes = page.locator("#studio-captions-hashtags [data-tag]")
    chosen = page.locator("#studio-captions-chosen")
    first = boxes.first.get_attribute("data-tag") or ""
    assert first in chosen.inner_text()
    boxes.first.click()
    expect(chosen).not_to_contain_text(first)
    boxes.first.press("Space")
    expect(chosen).to_contain_text(first)

    page.locator(".caption-text").first.fill("Câu tự viết")
    with page.expect_download() as started:
        page.get_by_role("button", name="Tải tất cả (Markdown)").click()
    saved = started.value
    assert saved.suggested_filename == "caption-hashtag.md"
    saved.save_as(tmp_path / "saved.md")
    text = (tmp_path / "saved.md").read_text(encoding="utf-8")
    assert "1. Câu tự viết" in text
    assert "## Khung giờ nên đăng" in text
    with page.expect_download() as started:
        page.get_by_role("button", name="Tải bảng hashtag (CSV)").click()
    assert started.value.suggested_filename == "hashtag.csv"


@pytest.mark.slow
def test_a_caption_is_copied_with_the_ticked_hashtags(
    served: RunningDashboard, browser: Browser
) -> None:
    context = browser.new_context(locale="vi-VN", permissions=["clipboard-read", "clipboard-write"])
    watched = Watched(context.new_page())
    page = watched.open(served.url + PAGE)
    write(page)
    page.get_by_role("button", name="Sao chép kèm hashtag").first.click()
    expect(page.locator("#toast")).to_have_text("Đã sao chép.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    caption = page.locator(".caption-text").first.input_value()
    tags = page.locator("#studio-captions-chosen").inner_text()
    assert copied.replace("\r", "") == f"{caption}\n\n{tags}"
    assert watched.problems == []
    context.close()


@pytest.mark.slow
def test_what_was_typed_is_there_after_another_page(
    served: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(served.url + PAGE)
    page.get_by_label("Ý tưởng hoặc kịch bản").fill("Một ý tưởng dở dang")
    watched.open(served.url + "/studio/hooks")
    page = watched.open(served.url + PAGE)
    expect(page.get_by_label("Ý tưởng hoặc kịch bản")).to_have_value("Một ý tưởng dở dang")


@pytest.mark.slow
def test_a_script_of_this_browser_can_be_chosen(served: RunningDashboard, watched: Watched) -> None:
    page = watched.open(served.url + PAGE)
    saved = page.get_by_label("Kịch bản đã lưu trên máy này")
    expect(saved).to_be_hidden()
    page.evaluate("(kept) => localStorage.setItem('script:s1', kept)", json.dumps(SCRIPT))
    page = watched.open(f"{served.url}{PAGE}?period=year")
    saved.select_option(label="Bún bò nhà làm")
    expect(page.get_by_label("Ý tưởng hoặc kịch bản")).to_have_value(
        "Nấu bún bò Huế tại nhà\n#bunbohue\nMở đầu: Nồi nước này ninh bốn tiếng"
    )
    page.get_by_role("button", name="Viết mô tả và chọn hashtag").click()
    expect(page.locator("#studio-captions-found")).to_contain_text("bún bò")


@pytest.mark.slow
def test_nothing_typed_is_said_beside_the_button(
    served: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(served.url + PAGE)
    write(page, "")
    expect(page.locator("[data-stream-state]").first).to_contain_text("Hãy nhập ý tưởng")


@pytest.mark.slow
def test_a_model_writes_and_writes_again(
    modelled: RunningDashboard, provider: ModelServer, watched: Watched
) -> None:
    provider.clear()
    provider.queue(json_answer(OPTIONS))
    page = watched.open(modelled.url + PAGE)
    write(page)
    texts = page.locator(".caption-text")
    expect(texts).to_have_count(3)
    expect(texts.first).to_have_value("Tô bún 45k đầy đặn")
    other = {"options": [{"manner": "Khác", "text": f"Câu {word}"} for word in ("a", "b", "c")]}
    provider.queue(json_answer(other))
    page.get_by_role("button", name="Viết lại mô tả").click()
    expect(texts.first).to_have_value("Câu a")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "sentence"),
    [(refuses_key(), "Khóa API bị từ chối"), (broken_text(), "sai định dạng hai lần")],
    ids=["bad key", "broken answer"],
)
def test_a_failure_leaves_the_numbers_and_what_was_typed(
    modelled: RunningDashboard,
    provider: ModelServer,
    watched: Watched,
    answer: Any,
    sentence: str,
) -> None:
    provider.clear()
    provider.always(answer)
    page = watched.open(modelled.url + PAGE)
    write(page)
    state = page.locator(".captions-form [data-stream-state]")
    expect(state).to_contain_text(sentence)
    expect(state.get_by_role("button", name="Thử lại")).to_be_visible()
    expect(page.get_by_label("Ý tưởng hoặc kịch bản")).to_have_value(IDEA)
    expect(page.locator("#studio-captions-descriptions")).to_contain_text("Không dùng mô hình")
    expect(page.locator("#studio-captions-hashtags [data-tag]").first).to_be_visible()
    shown = watched.texts()
    log = modelled.log.read_text(encoding="utf-8")
    for secret in (KEY, PROVIDER_TEXT):
        assert secret not in shown
        assert secret not in log
    assert IDEA not in log


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
    write(page)
    expect(page.locator(".captions-list > li").first).to_be_visible()
    page.screenshot(path=shots / f"captions-results-{theme}-{width}.png", full_page=True)
    assert page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert watched.problems == []
    context.close()
