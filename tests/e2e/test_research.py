"""A topic in a real browser: the numbers, the sections, what is saved, and a model that fails."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from modelled import KEY
from playwright.sync_api import Browser, Locator, Page, expect
from servers.dashboard import RunningDashboard
from servers.model_script import PROVIDER_TEXT, Answer, Fault, streams
from servers.model_server import ModelServer
from watched import Watched

from dash_app.findings.topic_sections import SECTIONS

PAGE = "/studio/research"
TOPIC = "bún bò Huế"
ANSWER = "".join(f"## {title}\n{title} nói về món này.\n" for title in SECTIONS.values())


def ask(page: Page, topic: str = TOPIC) -> None:
    page.get_by_role("textbox", name="Chủ đề").fill(topic)
    page.get_by_role("button", name="Nghiên cứu", exact=True).click()


def section(page: Page, key: str) -> Locator:
    return page.locator(f"#studio-research-section-{key}")


def saved(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as started:
        page.get_by_role("button", name=button).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


@pytest.mark.slow
def test_a_topic_is_studied_without_a_model_and_taken_away(
    served: RunningDashboard, browser: Browser, tmp_path: Path, shots: Path
) -> None:
    context = browser.new_context(
        locale="vi-VN",
        viewport={"width": 1440, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    watched = Watched(context.new_page())
    page = watched.open(served.url + PAGE)
    written = page.locator(".research-written")
    expect(written).to_be_hidden()
    ask(page)
    expect(page.locator("#studio-research-note")).to_contain_text("Không dùng mô hình")
    watched.settle()
    expect(page.locator(".research-found .js-plotly-plot .bars path").first).to_be_attached()
    for key in SECTIONS:
        expect(section(page, key)).not_to_be_empty()
    expect(section(page, "sources")).to_contain_text("không truy cập web")
    expect(page.locator("#studio-research-sources a").first).to_have_attribute(
        "href", re.compile("https://www.tiktok.com/@")
    )
    expect(page.get_by_role("button", name="Viết lại")).to_be_hidden()
    page.screenshot(path=shots / "research-light-1440.png", full_page=True)

    page.get_by_role("button", name="Sao chép bảy phần").click()
    expect(page.locator("#toast")).to_have_text("Đã sao chép.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert all(title in copied for title in SECTIONS.values())
    assert copied.startswith(f"Bảy phần về “{TOPIC}”\n")
    markdown = saved(page, "Tải Markdown", tmp_path)
    assert markdown.name == "nghien-cuu-chu-de.md"
    text = markdown.read_text(encoding="utf-8")
    assert text.startswith(f"# Nghiên cứu chủ đề: {TOPIC}\n")
    overview = section(page, "overview").locator("li").first.inner_text().replace("\u00a0", " ")
    assert f"## Tổng quan\n\n- {overview}" in text.replace("\u00a0", " ")
    assert saved(page, "Tải DOCX", tmp_path).read_bytes().startswith(b"PK")

    # Another topic, one that no video mentions, takes the place of all that.
    ask(page, "xyzzy")
    expect(page.locator(".research-none")).to_contain_text("Không video nào")
    expect(written).to_be_hidden()
    page.locator(".research-found button[data-topic]").first.click()
    expect(written).to_be_visible()
    assert watched.problems == []
    context.close()


@pytest.mark.slow
def test_results_fit_a_dark_phone(served: RunningDashboard, browser: Browser, shots: Path) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 900}, color_scheme="dark", locale="vi-VN"
    )
    watched = Watched(context.new_page())
    page = watched.open(f"{served.url}{PAGE}?period=year")
    ask(page, "bún bò Huế ở Sài Gòn")
    expect(page.locator(".research-written")).to_be_visible()
    watched.settle()
    page.screenshot(path=shots / "research-dark-390.png", full_page=True)
    assert page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert watched.problems == []
    context.close()


@pytest.mark.slow
def test_a_changed_prompt_is_sent_kept_and_put_back(
    modelled: RunningDashboard, provider: ModelServer, watched: Watched
) -> None:
    provider.clear()
    provider.always(streams(*re.findall(r"\S*\s*", ANSWER)))
    page = watched.open(modelled.url + PAGE)
    prompt = page.get_by_label("Lời dặn mô hình (prompt)")
    unfold = page.get_by_text("Prompt gửi mô hình: xem và sửa")
    unfold.click()
    first = prompt.input_value()
    assert first.startswith("# Nghiên cứu một chủ đề")
    prompt.fill("Viết thật vui.")
    ask(page)
    expect(page.locator("#studio-research-note")).to_contain_text("Do mô hình")
    for key, title in SECTIONS.items():
        expect(section(page, key)).to_contain_text(f"{title} nói về món này.")
    assert provider.requests[-1].question.instructions.startswith("Viết thật vui.")
    page = watched.open(f"{modelled.url}{PAGE}?period=year")
    expect(prompt).to_have_value("Viết thật vui.")
    expect(page.get_by_role("textbox", name="Chủ đề")).to_have_value(TOPIC)
    unfold.click()
    page.get_by_role("button", name="Đặt lại").click()
    expect(prompt).to_have_value(first)
    kept = json.loads(page.evaluate("() => localStorage.getItem('fields:studio/research')"))
    assert "prompt" not in kept


@pytest.mark.slow
def test_another_topic_does_not_wait_for_the_end_of_the_first(
    modelled: RunningDashboard, provider: ModelServer, watched: Watched
) -> None:
    provider.clear()
    provider.always(streams("## Tổng quan\n", *["Món này có nhiều video. "] * 600, pause=0.1))
    page = watched.open(modelled.url + PAGE)
    ask(page)
    ask(page)  # as a double click
    expect(section(page, "overview")).to_contain_text("nhiều video")
    assert len(provider.requests) == 1
    ask(page, "phở")
    expect(page.get_by_role("heading", name="Bảy phần về “phở”")).to_be_visible()
    expect(section(page, "overview")).to_contain_text("nhiều video")
    page.get_by_role("button", name="Dừng").click()
    expect(page.locator("#studio-research-note")).to_contain_text("Mô hình chưa viết hết")


@pytest.mark.slow
def test_a_failure_in_the_middle_leaves_everything(
    modelled: RunningDashboard, provider: ModelServer, watched: Watched
) -> None:
    provider.clear()
    words = ("## Tổng quan\n", "Món này có nhiều video. ", "Và còn nữa")
    provider.always(Answer(words, fault=Fault("cut", after=3)))
    page = watched.open(modelled.url + PAGE)
    ask(page)
    state = page.locator(".research-form [data-stream-state]")
    expect(state).to_contain_text("Phần đã viết được giữ lại.")
    expect(state.get_by_role("button", name="Thử lại")).to_be_visible()
    expect(page.get_by_role("textbox", name="Chủ đề")).to_have_value(TOPIC)
    expect(section(page, "overview")).to_contain_text("Món này có nhiều video.")
    expect(section(page, "points")).not_to_be_empty()
    expect(page.locator("#studio-research-note")).to_contain_text("dừng giữa chừng")
    expect(page.locator(".research-found .key-figures")).to_be_visible()
    shown = watched.texts()
    log = modelled.log.read_text(encoding="utf-8")
    for secret in (KEY, PROVIDER_TEXT):
        assert secret not in shown
        assert secret not in log
    assert TOPIC not in log

    provider.clear()
    provider.always(streams(ANSWER))
    state.get_by_role("button", name="Thử lại").click()
    expect(section(page, "trends")).to_contain_text("Xu hướng nói về món này.")
    expect(section(page, "overview")).not_to_contain_text("nhiều video")
