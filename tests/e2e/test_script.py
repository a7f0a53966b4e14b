"""Writing a script in a real browser, without a model: the steps, the editor, what is kept."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from script_pages import (
    PATH,
    WANTED,
    description,
    dialogue,
    finished,
    history,
    kept,
    opened,
    parts,
    show_history,
    state_line,
    states,
    step,
    titles,
    wait_until,
    write,
    written,
)
from servers.dashboard import RunningDashboard
from watched import Watched

from llm.vocabulary import NOT_FOOD

ATTACK = '<img src=x onerror="window.attacked = 1">'


def total(page: Page) -> str:
    return page.locator(".summary-total strong").inner_text()


@pytest.mark.slow
def test_a_script_is_written_step_by_step_without_a_model(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    expect(page.locator("#studio-script-models")).to_contain_text("Không dùng mô hình: ")
    expect(page.locator("#studio-script-empty")).to_be_visible()
    assert states(page) == ["waiting"] * 6
    written(page)
    assert states(page) == ["done"] * 6
    expect(step(page, "labels")).to_contain_text("Gây tò mò")
    expect(step(page, "filter").locator("tbody tr").first).to_contain_text("Đúng mọi điều kiện")
    expect(step(page, "length")).to_contain_text("n = ")
    expect(step(page, "draft")).to_contain_text("Không dùng mô hình")
    videos = step(page, "exemplars").locator(".exemplars li")
    expect(videos).to_have_count(20)
    expect(videos.nth(4)).to_be_visible()
    expect(videos.nth(5)).to_be_hidden()
    step(page, "exemplars").locator("summary").click()
    expect(videos.nth(19)).to_be_visible()
    expect(videos.nth(0).locator("a")).to_have_attribute(
        "href", re.compile(r"^https://www\.tiktok\.com/@")
    )
    editor = page.locator("#studio-script-editor")
    expect(editor.locator(".editor-made")).to_have_text("Không dùng mô hình")
    expect(editor.locator(".editor-sources li")).to_have_count(10)
    assert "45 giây mong muốn" in page.locator(".summary-total").inner_text()
    expect(page.locator("#studio-script-live")).to_contain_text("Kịch bản đã xong")
    expect(page.locator("#studio-script-draft-panel")).to_be_hidden()


@pytest.mark.slow
def test_what_is_no_food_stops_and_says_what_to_do(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    write(page, "Hướng dẫn thay lốp ô tô và bảo dưỡng động cơ")
    finished(page)
    assert states(page) == ["stopped", *["waiting"] * 5]
    refusal = step(page, "labels").locator(".step-refusal")
    expect(refusal).to_contain_text("không liên quan ẩm thực")
    expect(refusal).to_contain_text("hãy tự chọn thể loại")
    expect(parts(page)).to_have_count(0)
    options = step(page, "labels").get_by_label("Thể loại").locator("option")
    assert not [text for text in options.all_inner_texts() if NOT_FOOD in text]
    # Who knows better goes on from here.
    step(page, "labels").get_by_label("Thể loại").select_option("Nấu ăn")
    step(page, "labels").get_by_role("button", name="Làm lại từ bước này").click()
    expect(parts(page).first).to_be_visible()
    assert states(page) == ["done"] * 6


@pytest.mark.slow
def test_corrected_labels_are_what_is_filtered_by(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    written(page)
    chips = step(page, "labels")
    assert chips.get_by_label("Mở đầu").input_value() == "Gây tò mò"
    chips.get_by_label("Mở đầu").select_option("none")
    chips.get_by_label("Giọng điệu").select_option("Hài hước")
    chips.get_by_role("button", name="Làm lại từ bước này").click()
    expect(chips).to_contain_text("Nhãn do bạn chọn")
    finished(page)
    assert chips.get_by_label("Mở đầu").input_value() == "none"
    assert chips.get_by_label("Giọng điệu").input_value() == "Hài hước"
    expect(step(page, "filter")).not_to_contain_text("Gây tò mò")
    wait_until(page, lambda: len(kept(page)) == 2)
    assert {"tone_of_voice": ["Hài hước"]}.items() <= max(
        kept(page), key=lambda each: str(each["edited"])
    )["script"]["labels"].items()


@pytest.mark.slow
def test_examples_fill_the_description_and_what_was_typed_comes_back(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    description(page).fill("Của tôi")
    page.get_by_role("button", name="Nấu thịt kho").click()
    expect(description(page)).to_have_value(re.compile("thịt kho tàu"))
    page.get_by_role("button", name="Mukbang hải sản").click()
    page.get_by_role("button", name="Lấy lại mô tả trước").click()
    expect(description(page)).to_have_value("Của tôi")
    page.reload()
    watched.settle()
    expect(description(page)).to_have_value("Của tôi")


@pytest.mark.slow
def test_a_creator_is_chosen_by_keyboard_and_nothing_is_sent_by_it(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    page.locator("""[id='{"name":"account","type":"state"}']""").click()
    with page.expect_response(lambda answer: "_dash-update-component" in answer.url):
        page.keyboard.type("mau")
    page.locator(".dash-dropdown-option", has_text="mau").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"account=\w"))
    account = page.url.rpartition("account=")[2]
    assert states(page) == ["waiting"] * 6
    expect(state_line(page)).to_be_empty()
    written(page)
    expect(page.get_by_label("Nhân vật, cách nhau bằng dấu ;")).to_have_value(
        re.compile(re.escape(f"@{account}"))
    )


@pytest.mark.slow
def test_a_description_of_nothing_is_a_sentence(served: RunningDashboard, watched: Watched) -> None:
    page = opened(served, watched)
    write(page, " ")
    expect(state_line(page)).to_contain_text("Hãy mô tả video bạn muốn quay")
    assert states(page) == ["waiting"] * 6


@pytest.mark.slow
def test_times_follow_the_words_and_a_reload_keeps_every_letter(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    written(page)
    page.get_by_label("Tốc độ (từ/giây)").fill("4")
    first, second = parts(page).nth(0), parts(page).nth(1)
    dialogue(first).fill("một hai ba bốn năm sáu bảy tám")
    expect(first.locator(".part-time")).to_have_text("0:00–0:02")
    expect(first.locator(".part-words")).to_have_text("8 từ · 2 giây")
    expect(second.locator(".part-time")).to_have_text(re.compile("^0:02–"))
    dialogue(second).fill("")
    second.get_by_label("Số giây không lời").fill("5.5")
    expect(second.locator(".part-time")).to_have_text(re.compile("^0:02–0:0[78]$"))
    page.get_by_label("Tên phần").nth(1).fill("Cảnh không lời")
    page.get_by_label("Nhân vật, cách nhau bằng dấu ;").fill("Mình; Bà ngoại ;")
    page.get_by_label("Hashtag, cách nhau bằng dấu cách").fill("#phở bo,#bo ##pho")
    page.get_by_label("Tên kịch bản").fill("Phở của bà")
    # Nothing is waited for: each letter is kept as it comes.
    page.reload()
    watched.settle()
    assert titles(page)[1] == "Cảnh không lời"
    expect(dialogue(parts(page).nth(0))).to_have_value("một hai ba bốn năm sáu bảy tám")
    expect(parts(page).nth(1).get_by_label("Số giây không lời")).to_have_value("5.5")
    expect(page.get_by_label("Tên kịch bản")).to_have_value("Phở của bà")
    expect(history(page).first).to_contain_text("Phở của bà")
    (record,) = kept(page)
    assert record["script"]["characters"] == ["Mình", "Bà ngoại"]
    assert record["script"]["hashtags"] == ["phở", "bo", "pho"]


@pytest.mark.slow
def test_a_script_that_is_too_long_says_so_and_by_how_much(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    written(page)
    page.get_by_label("Tốc độ (từ/giây)").fill("2")
    dialogue(parts(page).nth(0)).fill("dài " * 200)
    sign = page.locator(".summary-sign")
    expect(sign).to_have_attribute("data-kind", "long")
    expect(sign).to_contain_text(re.compile(r"Dài hơn mong muốn .*giây: hãy bớt lời"))
    expect(page.locator("#studio-script-live")).to_contain_text("Dài hơn mong muốn")
    page.get_by_label("Mong muốn (giây)").fill("130")
    expect(sign).to_have_attribute("data-kind", re.compile("fits|long"))
    # What cannot be is marked, and the last number that can stays.
    page.get_by_label("Mong muốn (giây)").fill("-3")
    expect(page.get_by_label("Mong muốn (giây)")).to_have_attribute("aria-invalid", "true")
    assert "2 phút 10 giây mong muốn" in page.locator(".summary-total").inner_text()


@pytest.mark.slow
def test_parts_are_moved_added_deleted_and_taken_back(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    written(page)
    before = titles(page)
    second = parts(page).nth(1)
    second.get_by_role("button", name="Đưa phần này lên").click()
    moved = [before[1], before[0], *before[2:]]
    assert titles(page) == moved
    expect(page.locator("#studio-script-live")).to_contain_text("nay ở vị trí 1")
    expect(parts(page).nth(0).locator("[data-action=script-part-up]")).to_be_hidden()
    dialogue(parts(page).nth(0)).press("Alt+ArrowDown")
    assert titles(page) == before
    expect(dialogue(parts(page).nth(1))).to_be_focused()
    parts(page).nth(0).get_by_role("button", name="Thêm một phần bên dưới").click()
    expect(page.get_by_label("Tên phần").nth(1)).to_be_focused()
    page.keyboard.type("Phần thêm")
    assert titles(page) == [before[0], "Phần thêm", *before[1:]]
    length = total(page)
    parts(page).nth(1).get_by_role("button", name="Xoá phần này").click()
    assert titles(page) == before
    assert total(page) != length
    page.locator("#studio-script-part-undo").get_by_role("button", name="Hoàn tác").click()
    assert titles(page) == [before[0], "Phần thêm", *before[1:]]
    assert total(page) == length
    page.get_by_role("button", name="Thêm phần", exact=True).click()
    expect(parts(page)).to_have_count(len(before) + 2)
    page.reload()
    watched.settle()
    assert titles(page) == [before[0], "Phần thêm", *before[1:], ""]
    # The last one stays: a script without parts is none.
    while parts(page).count() > 1:
        parts(page).nth(0).get_by_role("button", name="Xoá phần này").click()
    expect(parts(page).nth(0).locator("[data-action=script-part-remove]")).to_be_hidden()


@pytest.mark.slow
def test_both_ends_have_other_sentences_where_no_model_writes(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    written(page)
    expect(parts(page).nth(1).get_by_role("button", name="Chọn câu khác")).to_be_hidden()
    expect(page.locator(".parts-head")).to_contain_text("Không dùng mô hình")
    first = parts(page).nth(0)
    before = dialogue(first).input_value()
    first.get_by_role("button", name="Chọn câu khác").click()
    option = first.locator(".part-option").filter(has_text="Đặt câu hỏi")
    option.click()
    expect(dialogue(first)).to_have_value(re.compile("Bạn đã bao giờ thử"))
    page.locator("#studio-script-part-undo").get_by_role("button", name="Lấy lại bản cũ").click()
    expect(dialogue(first)).to_have_value(before)


@pytest.mark.slow
def test_the_next_slot_is_selected_to_be_typed_over(
    served: RunningDashboard, watched: Watched
) -> None:
    page = opened(served, watched)
    written(page)
    button = page.get_by_role("button", name=re.compile(r"^Còn \d+ chỗ cần điền$"))
    count = int(re.findall(r"\d+", button.inner_text())[0])
    button.click()
    selected = page.evaluate("() => window.getSelection().toString()")
    assert re.fullmatch(r"\[[^\[\]]*\]", selected)
    page.keyboard.type("Quán Bà Tư")
    expect(button).to_have_text(f"Còn {count - 1} chỗ cần điền")


@pytest.mark.slow
def test_a_script_is_copied_printed_and_downloaded_as_it_was_edited(
    served: RunningDashboard, watched: Watched, tmp_path: Path
) -> None:
    page = opened(served, watched)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    written(page)
    dialogue(parts(page).nth(0)).fill("Câu tôi vừa sửa.")
    page.get_by_role("button", name="Sao chép").click()
    expect(page.locator("#toast")).to_contain_text("Đã sao chép.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert "Lời thoại: Câu tôi vừa sửa." in copied
    assert "https://www.tiktok.com/@" in copied
    for name in ("Markdown", "Word", "Bảng quay Excel"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name, exact=True).click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        assert "Câu tôi vừa sửa." in text_of(path), name
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".script-print")).to_contain_text("Câu tôi vừa sửa.")
    expect(page.locator(".script-print table")).to_be_visible()
    expect(page.locator(".script-page")).to_be_hidden()
    page.emulate_media(media="screen")


def text_of(path: Path) -> str:
    """Returns all that a file holds; the office formats are archives of XML."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        return " ".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )


@pytest.mark.slow
def test_an_export_that_cannot_be_made_says_why(served: RunningDashboard, browser: Browser) -> None:
    context = browser.new_context(locale="vi-VN")
    watched = Watched(context.new_page())
    page = opened(served, watched)
    written(page)
    page.evaluate("() => { window.scriptEditor.record.script.parts[0].title = 'x'.repeat(300); }")
    page.get_by_role("button", name="Word", exact=True).click()
    expect(page.locator("#toast")).to_contain_text("Phần 1, tiêu đề dài 300 ký tự")
    context.close()


@pytest.mark.slow
def test_markup_in_what_is_typed_stays_text(served: RunningDashboard, watched: Watched) -> None:
    page = opened(served, watched)
    written(page, f"{WANTED} {ATTACK}")
    page.get_by_label("Tên kịch bản").fill(ATTACK)
    dialogue(parts(page).nth(0)).fill(ATTACK)
    page.get_by_label("Tên phần").nth(0).fill(ATTACK)
    parts(page).nth(0).get_by_role("button", name="Xoá phần này").click()
    expect(page.locator("#studio-script-part-undo")).to_contain_text(ATTACK)
    page.locator("#studio-script-part-undo button").click()
    page.reload()
    watched.settle()
    show_history(page)
    expect(history(page).first).to_contain_text(ATTACK)
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#studio-script-print h1")).to_have_text(ATTACK)
    assert page.locator("img").count() == 0
    assert page.evaluate("() => window.attacked") is None


@pytest.mark.slow
@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_a_written_script_fits_its_screen(
    served: RunningDashboard, browser: Browser, shots: Path, width: int, theme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
        locale="vi-VN",
    )
    watched = Watched(context.new_page())
    page = opened(served, watched)
    written(page)
    dialogue(parts(page).nth(0)).fill("khôngngắtquãng" * 40)
    page.screenshot(path=shots / f"script-written-{theme}-{width}.png", full_page=True)
    overflow = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    assert watched.problems == []
    context.close()


@pytest.mark.slow
def test_every_control_of_the_page_has_a_name(served: RunningDashboard, watched: Watched) -> None:
    page = opened(served, watched)
    written(page)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("#page :is(button, input, textarea, select)")]
            .filter((each) => each.offsetParent && each.getAttribute("aria-hidden") !== "true")
            .filter((each) => !(each.getAttribute("aria-label") || each.labels?.length
                || each.getAttribute("aria-labelledby") || each.textContent.trim()))
            .map((each) => each.outerHTML)"""
    )
    assert nameless == []
    assert page.url.endswith(PATH)
