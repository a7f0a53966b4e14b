"""The page "Viết kịch bản" as tests use it: what is written, clicked and read on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect
from servers.dashboard import RunningDashboard
from servers.model_requests import ModelRequest
from servers.model_script import Answer, json_answer, streams
from servers.model_server import split_words
from watched import Watched

PATH = "/studio/script"
WANTED = "Review quán phở bò ở Hà Nội, gây tò mò, giọng thân mật, 45 giây"
DRAFT = "Ý tưởng: tô phở đầy. Phần 1: Mở đầu. Lời: Tô phở này lạ lắm."
LABELS: dict[str, Any] = {
    "is_food": True,
    "categories": ["Review quán ăn"],
    "structure_style": [],
    "hook_type": ["Gây tò mò"],
    "tone_of_voice": ["Thân mật", "Hào hứng"],
    "pacing": [],
    "cta_type": [],
    "content_style": [],
    "audience_target": [],
    "duration_s": 45,
}
SCRIPT: dict[str, Any] = {
    "description": "Phở bò trong ngõ",
    "hashtags": ["phobo", "hanoi"],
    "duration_s": 45,
    "setting": "Quán nhỏ",
    "characters": ["Bạn", "Chủ quán"],
    "parts": [
        {
            "title": "Mở đầu",
            "visuals": "Tô phở bốc khói",
            "dialogue": "Tô phở này lạ lắm nhé.",
            "silent_s": 3,
        },
        {"title": "Cận cảnh", "visuals": "Xoay quanh tô", "dialogue": "", "silent_s": 5},
        {
            "title": "Kết",
            "visuals": "Nhìn máy quay",
            "dialogue": "Bạn ghé thử chưa?",
            "silent_s": 3,
        },
    ],
    "learned_from": [{"number": 1, "lesson": "Mở đầu thật nhanh"}],
}
PART: dict[str, Any] = {
    "title": "Mở đầu khác",
    "visuals": "Máy quay đi vào ngõ",
    "dialogue": "Đi sâu vào ngõ này là thấy.",
    "silent_s": 3,
}


def answered(request: ModelRequest) -> Answer | None:
    """Answers each question of the page as a model would."""
    question = request.question
    properties = (question.schema or {}).get("properties", {})
    if question.streamed:
        return streams(*split_words(DRAFT), pause=0.01)
    if "is_food" in properties:
        return json_answer(LABELS)
    if "learned_from" in properties:
        return json_answer(SCRIPT)
    return json_answer(PART) if "silent_s" in properties else None


def opened(server: RunningDashboard, watched: Watched) -> Page:
    """Opens the page; its fields are ready to be typed in."""
    page = watched.open(server.url + PATH)
    expect(page.locator("#studio-script-history li").first).to_be_attached()
    return page


def description(page: Page) -> Locator:
    return page.get_by_label("Bạn muốn quay video gì?")


def write(page: Page, text: str = WANTED) -> None:
    """Types a description and asks for the script."""
    description(page).fill(text)
    page.get_by_role("button", name="Viết kịch bản").click()


def written(page: Page, text: str = WANTED) -> None:
    """Asks for a script and waits until it stands in the editor."""
    write(page, text)
    finished(page)
    expect(parts(page).first).to_be_visible()


def finished(page: Page) -> None:
    expect(page.locator(".script-box")).to_have_attribute("aria-busy", "false")


def states(page: Page) -> list[str]:
    """Returns how far each step is, from the first to the last."""
    steps = page.locator("#studio-script-steps .step").all()
    return [step.get_attribute("data-step-state") or "" for step in steps]


def step(page: Page, key: str) -> Locator:
    return page.locator(f"#studio-script-steps [data-step={key}]")


def state_line(page: Page) -> Locator:
    return page.locator("#studio-script-steps [data-stream-state]")


def parts(page: Page) -> Locator:
    return page.locator("#studio-script-editor .script-part")


def titles(page: Page) -> list[str]:
    return [each.input_value() for each in page.locator(".script-part .part-title").all()]


def dialogue(part: Locator) -> Locator:
    return part.get_by_label("Lời thoại")


def history(page: Page) -> Locator:
    return page.locator("#studio-script-history > li:not(.none)")


def show_history(page: Page) -> None:
    """Unfolds the list of earlier scripts."""
    if page.locator("#studio-script-saved:not([open])").count():
        page.locator("#studio-script-saved > summary").click()


def kept(page: Page) -> list[dict[str, Any]]:
    """Returns the scripts in the browser's storage."""
    found = page.evaluate(
        "() => Object.keys(localStorage).filter((key) => key.startsWith('script:'))"
        ".map((key) => localStorage.getItem(key))"
    )
    return [json.loads(each) for each in found]


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """Waits until something holds in this process."""
    for _ in range(300):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never held")
