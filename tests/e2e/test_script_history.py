"""Earlier scripts of a browser: opened, renamed, deleted, taken back; its storage and its tabs."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from script_pages import (
    WANTED,
    dialogue,
    finished,
    history,
    kept,
    opened,
    parts,
    show_history,
    titles,
    wait_until,
    written,
)
from servers.dashboard import RunningDashboard
from watched import Watched

OTHER = "Hướng dẫn nấu thịt kho tàu cho người mới"
_FILL = """() => {
    let size = 1 << 22;
    for (let index = 0; size >= 1; index += 1) {
        try { localStorage.setItem("filling-" + index, "x".repeat(size)); } catch { size >>= 1; }
    }
}"""
_EMPTY = """() => Object.keys(localStorage).filter((key) => key.startsWith("filling-"))
    .forEach((key) => localStorage.removeItem(key))"""
_MANY = """() => {
    const record = JSON.parse(localStorage.getItem(
        Object.keys(localStorage).find((key) => key.startsWith("script:"))));
    for (let index = 1; index < 60; index += 1) {
        const script = {...record.script, id: "many-" + index};
        localStorage.setItem("script:many-" + index, JSON.stringify(
            {...record, id: script.id, name: "Số " + index, edited: "2020-01-01", script: script}));
    }
}"""


def two_scripts(page: Page) -> None:
    written(page, WANTED)
    written(page, OTHER)
    wait_until(page, lambda: len(kept(page)) == 2)
    show_history(page)
    expect(history(page)).to_have_count(2)


@pytest.mark.slow
def test_scripts_are_listed_with_date_words_and_how_they_were_made(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    two_scripts(page)
    newest = history(page).nth(0)
    expect(newest).to_contain_text("Hướng dẫn nấu thịt kho tàu")
    expect(newest).to_contain_text(re.compile(r"\d\d/\d\d/\d{4} \d\d:\d\d · Không dùng mô hình"))
    expect(newest.locator("[aria-current]")).to_have_count(1)
    expect(page.locator("#studio-script-count")).to_have_text("2")
    now = titles(page)
    history(page).nth(1).locator(".history-open").click()
    expect(page.get_by_label("Tên kịch bản")).to_have_value(re.compile("^Review quán phở bò"))
    assert titles(page) != now
    # This tab opens again what was open in it, also after a look at another page.
    page.reload()
    watched.settle()
    expect(page.get_by_label("Tên kịch bản")).to_have_value(re.compile("^Review quán phở bò"))
    page.get_by_role("link", name="Câu mở đầu").click()
    expect(page.locator("h1")).to_have_text("Câu mở đầu")
    page.get_by_role("link", name="Viết kịch bản").click()
    expect(page.get_by_label("Tên kịch bản")).to_have_value(re.compile("^Review quán phở bò"))


@pytest.mark.slow
def test_a_script_is_renamed_deleted_and_taken_back(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    two_scripts(page)
    history(page).nth(0).get_by_role("button", name=re.compile("^Đổi tên")).click()
    page.keyboard.type("Thịt kho của má")
    page.keyboard.press("Enter")
    expect(history(page).nth(0)).to_contain_text("Thịt kho của má")
    expect(page.get_by_label("Tên kịch bản")).to_have_value("Thịt kho của má")
    history(page).nth(1).get_by_role("button", name=re.compile("^Đổi tên")).click()
    page.keyboard.type("Bỏ")
    page.keyboard.press("Escape")
    expect(history(page).nth(1)).to_contain_text("Review quán phở bò")
    history(page).nth(0).get_by_role("button", name=re.compile("^Xoá")).click()
    expect(history(page)).to_have_count(1)
    expect(page.locator("#studio-script-empty")).to_be_visible()
    undo = page.locator("#studio-script-undo")
    expect(undo).to_contain_text("Đã xoá “Thịt kho của má”.")
    expect(undo.get_by_role("button", name="Hoàn tác")).to_be_focused()
    page.keyboard.press("Enter")
    expect(history(page)).to_have_count(2)
    expect(page.get_by_label("Tên kịch bản")).to_have_value("Thịt kho của má")


@pytest.mark.slow
def test_a_full_storage_is_told_and_typing_goes_on(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    two_scripts(page)
    page.evaluate(_FILL)
    dialogue(parts(page).nth(0)).fill("chữ mới " * 100)
    problem = page.locator(".editor-problem")
    expect(problem).to_contain_text("Bộ nhớ của trình duyệt đã đầy")
    expect(page.locator(".editor-kept")).to_have_text("Chưa lưu")
    expect(dialogue(parts(page).nth(0))).to_have_value("chữ mới " * 100)
    # Once there is room, what stands in the editor is kept.
    page.evaluate(_EMPTY)
    history(page).filter(has_text="phở").get_by_role("button", name=re.compile("^Xoá")).click()
    expect(problem).to_be_hidden()
    expect(page.locator(".editor-kept")).to_have_text("Đã lưu")
    assert kept(page)[0]["script"]["parts"][0]["dialogue"] == "chữ mới " * 100


@pytest.mark.slow
def test_so_many_scripts_are_kept_and_none_is_dropped_unasked(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    written(page)
    page.evaluate(_MANY)
    page.reload()
    watched.settle()
    expect(history(page)).to_have_count(60)
    written(page, OTHER)
    expect(page.locator(".editor-problem")).to_contain_text("Đã lưu 60 kịch bản, nhiều nhất 60")
    assert len(kept(page)) == 60
    show_history(page)
    history(page).last.get_by_role("button", name=re.compile("^Xoá")).click()
    expect(page.locator(".editor-problem")).to_be_hidden()
    wait_until(page, lambda: len(kept(page)) == 60)
    expect(history(page).first).to_contain_text("Hướng dẫn nấu thịt kho")


@pytest.mark.slow
def test_what_cannot_be_read_in_the_storage_is_passed_over(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    page.evaluate(
        """() => {
            localStorage.setItem("script:a", "{");
            localStorage.setItem("script:b", JSON.stringify({script: 3}));
            localStorage.setItem("script:c", JSON.stringify({name: 3, script: {
                id: "c", parts: [null, "x", {title: 5, dialogue: "Còn lại", silent_s: "y"}],
                sources: [{creator: "x", url: "javascript:alert(1)"}], labels: [], notes: {},
            }}));
        }"""
    )
    page.reload()
    watched.settle()
    expect(history(page)).to_have_count(1)
    expect(dialogue(parts(page).nth(0))).to_have_value("Còn lại")
    expect(page.locator(".editor-sources li")).to_contain_text("@x")
    assert page.locator(".editor-sources a").count() == 0


@pytest.mark.slow
def test_two_tabs_see_each_other_and_lose_nothing(
    served: RunningDashboard, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    first, second = Watched(context.new_page()), Watched(context.new_page())
    one = opened(served, first)
    written(one)
    two = opened(served, second)
    expect(two.get_by_label("Tên kịch bản")).to_have_value(re.compile("^Review quán phở bò"))
    dialogue(parts(one).nth(0)).fill("Sửa ở thẻ một.")
    expect(dialogue(parts(two).nth(0))).to_have_value("Sửa ở thẻ một.")
    dialogue(parts(two).nth(1)).fill("Sửa ở thẻ hai.")
    expect(dialogue(parts(one).nth(1))).to_have_value("Sửa ở thẻ hai.")
    expect(dialogue(parts(one).nth(0))).to_have_value("Sửa ở thẻ một.")
    # A script of its own in one tab is listed in the other, which goes on with its own.
    written(two, OTHER)
    show_history(one)
    expect(history(one)).to_have_count(2)
    expect(dialogue(parts(one).nth(0))).to_have_value("Sửa ở thẻ một.")
    # What is deleted there is still here, and one letter keeps it again.
    show_history(two)
    history(two).filter(has_text="phở").get_by_role("button", name=re.compile("^Xoá")).click()
    expect(one.locator(".editor-problem")).to_contain_text("đã bị xoá ở thẻ khác")
    dialogue(parts(one).nth(0)).fill("Vẫn còn đây.")
    expect(history(two)).to_have_count(2)
    finished(one)
    assert [first.problems, second.problems] == [[], []]
    context.close()
