"""AI comments in a real browser: the real library of the provider asks a local one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from servers.dashboard import RunningDashboard, asking, dashboard
from servers.gemini_api import gemini_api
from servers.model_requests import ModelRequest
from servers.model_script import Answer, hangs, refuses_key, streams
from servers.model_server import ModelServer, split_words
from watched import Watched

from etl.home import Home
from llm.errors import BadKey, QuotaUsed, TooSlow

PATH = "/trends/weeks"
CARD = "volume"
WRONG = "Riêng một ngày đạt 987.654.321 lượt xem."
KEPT = " Phần đã viết được giữ lại."


def answered(request: ModelRequest) -> Answer:
    """Repeats the sample size of the card, and says a number that is not there."""
    found = re.search(r"Cỡ mẫu: n = ([\d.]+)", request.question.text)
    size = found[1] if found else "?"
    words = split_words(
        f"Cả tuần có n = {size} video nên khá chắc. {WRONG} Nên xem thêm khung giờ."
    )
    return streams(*words, pause=0.01)


@pytest.fixture(scope="module")
def provider() -> Iterator[ModelServer]:
    with gemini_api(answered) as server:
        yield server


@pytest.fixture(autouse=True)
def nothing_scripted(provider: ModelServer) -> None:
    provider.clear()


def environment(provider: ModelServer, folder: Path, **others: str) -> dict[str, str]:
    return asking(provider, folder, MODEL="mau-1", MODEL_PAUSE="60") | others


@pytest.fixture(scope="module")
def running(
    big_sample_home: Home, provider: ModelServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningDashboard]:
    folder = tmp_path_factory.mktemp("insight")
    with dashboard(big_sample_home.root, folder, environment(provider, folder)) as server:
        yield server


def place(page: Page, card: str = CARD) -> Locator:
    return page.locator(f"[data-insight={card}]")


def ask(page: Page, card: str = CARD) -> Locator:
    """Asks for a comment; returns its place."""
    found = place(page, card)
    found.get_by_role("button", name="Nhận xét của AI").click()
    return found


def text_of(found: Locator) -> Locator:
    return found.locator(".insight-text")


def finished(found: Locator) -> None:
    expect(found).to_have_attribute("aria-busy", "false")


@pytest.mark.slow
def test_a_comment_stands_below_the_findings_and_is_checked(
    running: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(running.url + PATH)
    expect(place(page).locator(".insight-comment")).to_be_hidden()
    found = ask(page)
    finished(found)
    expect(text_of(found)).to_have_text(
        re.compile(r"^Cả tuần có n = [\d.]+ video nên khá chắc\. Nên xem thêm khung giờ\.$")
    )
    note = found.locator(".insight-note")
    expect(note).to_contain_text("Do mô hình mau-1 viết từ bảng của biểu đồ này, n = ")
    expect(note).to_contain_text("1 câu bị bỏ vì có con số không có trong bảng.")
    expect(text_of(found)).to_have_attribute("aria-live", "polite")
    expect(found.locator("[data-stream-state]")).to_be_empty()
    above = page.locator(f"#trends-weeks-{CARD}-findings")
    lowest, highest = above.bounding_box(), found.bounding_box()
    assert lowest and highest and lowest["y"] < highest["y"]
    # Another click of "Viết lại" asks anew.
    found.get_by_role("button", name="Viết lại").click()
    finished(found)
    expect(text_of(found)).to_contain_text("Nên xem thêm khung giờ.")


@pytest.mark.slow
def test_words_are_shown_while_the_model_still_writes_and_can_be_stopped(
    running: RunningDashboard, provider: ModelServer, watched: Watched
) -> None:
    page = watched.open(running.url + PATH)
    provider.queue(hangs(after=4))
    found = ask(page, "years")
    expect(text_of(found)).to_contain_text("Phở bò tái")
    expect(found).to_have_attribute("aria-busy", "true")
    (request,) = provider.requests
    assert not request.done.is_set()
    # The page goes on meanwhile.
    page.get_by_role("button", name="Đổi giao diện sáng hoặc tối").click()
    state = found.locator("[data-stream-state]")
    state.get_by_role("button", name="Dừng").click()
    expect(state).to_contain_text("Đã dừng theo yêu cầu.")
    expect(text_of(found)).to_contain_text("Phở bò tái")
    assert request.done.wait(30)
    state.get_by_role("button", name="Thử lại").click()
    finished(found)
    expect(text_of(found)).to_contain_text("Nên xem thêm khung giờ.")
    expect(text_of(found)).not_to_contain_text("Phở")


@pytest.mark.slow
def test_a_comment_of_no_use_is_hidden_for_good_until_it_is_wanted_back(
    running: RunningDashboard, provider: ModelServer, watched: Watched
) -> None:
    page = watched.open(running.url + PATH)
    found = ask(page, "metric")
    finished(found)
    found.get_by_role("button", name="Không hữu ích: ẩn nhận xét này").click()
    expect(text_of(found)).to_be_hidden()
    expect(found).to_contain_text("Bạn đã ẩn nhận xét của AI cho góc nhìn này.")
    expect(found.get_by_role("button", name="Hiện lại nhận xét")).to_be_focused()
    page.reload()
    watched.settle()
    found = place(page, "metric")
    expect(found).to_contain_text("Bạn đã ẩn nhận xét của AI cho góc nhìn này.")
    expect(found.get_by_role("button", name="Nhận xét của AI")).to_be_hidden()
    # Of this view alone.
    watched.open(f"{running.url}{PATH}?tier=high")
    expect(place(page, "metric").locator(".insight-ask")).to_be_visible()
    watched.open(running.url + PATH)
    asked = len(provider.requests)
    found = place(page, "metric")
    found.get_by_role("button", name="Hiện lại nhận xét").click()
    expect(text_of(found)).to_contain_text("Nên xem thêm khung giờ.")
    assert len(provider.requests) == asked
    page.reload()
    watched.settle()
    expect(place(page, "metric").locator(".insight-ask")).to_be_visible()


@pytest.mark.slow
def test_a_comment_does_not_outlive_its_view(
    running: RunningDashboard, provider: ModelServer, watched: Watched
) -> None:
    page = watched.open(running.url + PATH)
    found = ask(page)
    finished(found)
    # Large or small, a card shows the same.
    page.locator(f"[data-card={CARD}]").get_by_role("button", name="Phóng to").click()
    page.wait_for_url(re.compile(rf"card={CARD}"))
    expect(text_of(found)).to_contain_text("Nên xem thêm")
    page.locator(f"[data-card={CARD}]").get_by_role("button", name="Phóng to").click()
    page.evaluate("() => window.pageState.go(window.location.pathname, 'tier=high')")
    expect(text_of(found)).to_be_hidden()
    expect(text_of(found)).to_be_empty()
    expect(found.locator(".insight-ask")).to_be_visible()
    watched.settle()
    # Nor does one that is being written.
    provider.queue(hangs(after=3))
    expect(text_of(ask(page))).to_contain_text("Phở")
    page.evaluate("() => window.pageState.go(window.location.pathname, '')")
    expect(text_of(found)).to_be_empty()
    expect(found.locator(".insight-ask")).to_be_visible()
    finished(found)
    expect(found.locator("[data-stream-state]")).to_be_empty()
    watched.settle()
    finished(ask(page))
    expect(text_of(found)).to_contain_text("Cả tuần có n = ")


@pytest.mark.slow
def test_the_third_stream_waits_with_a_notice_and_then_runs(
    running: RunningDashboard, provider: ModelServer, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    pages = [Watched(context.new_page()) for _ in range(3)]
    provider.queue(hangs(after=3), hangs(after=3))
    cards = ("volume", "metric", "years")
    places = []
    for watched, card in zip(pages, cards, strict=True):
        watched.open(f"{running.url}{PATH}?tier=low")  # nothing is kept of it
        places.append(ask(watched.page, card))
        if card != "years":
            expect(text_of(places[-1])).to_contain_text("Phở")
    state = places[2].locator("[data-stream-state]")
    expect(state).to_contain_text("Đang xếp hàng chờ mô hình: bạn ở vị trí 1.")
    assert len(provider.requests) == 2
    places[0].get_by_role("button", name="Dừng").click()
    finished(places[2])
    expect(text_of(places[2])).to_contain_text("Nên xem thêm khung giờ.")
    expect(text_of(places[1])).to_contain_text("Phở")
    assert [watched.problems for watched in pages] == [[], [], []]
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "env", "sentence", "left"),
    [
        (refuses_key(), {}, BadKey.sentence, ""),
        (None, {"MODEL_ANSWERS_PER_DAY": "1"}, QuotaUsed.sentence, ""),
        (hangs(after=4), {"MODEL_PAUSE": "0.5"}, TooSlow.sentence + KEPT, "Phở bò tái lăn"),
    ],
    ids=["refused key", "quota used", "time-out in the middle"],
)
def test_a_failure_is_a_sentence_and_can_be_tried_again(
    big_sample_home: Home,
    provider: ModelServer,
    watched: Watched,
    tmp_path: Path,
    answer: Answer | None,
    env: dict[str, str],
    sentence: str,
    left: str,
) -> None:
    variables = environment(provider, tmp_path, MODEL_PATIENCE="0.2")
    with dashboard(big_sample_home.root, tmp_path, {**variables, **env}) as server:
        page = watched.open(server.url + PATH)
        if answer:
            provider.queue(answer)
        else:
            finished(ask(page, "years"))
        found = ask(page)
        state = found.locator("[data-stream-state]")
        expect(state.locator(".stream-sentence")).to_have_text(sentence)
        expect(text_of(found)).to_have_text(left)
        expect(state.get_by_role("button", name="Thử lại")).to_be_visible()
        assert "internal detail" not in watched.texts()


@pytest.mark.slow
def test_a_server_that_is_gone_is_told_and_nothing_is_lost(
    big_sample_home: Home, provider: ModelServer, browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    page = context.new_page()
    with dashboard(big_sample_home.root, tmp_path, environment(provider, tmp_path)) as server:
        Watched(page).open(server.url + PATH)
        finished(ask(page, "years"))
    found = ask(page)
    expect(found).to_contain_text("Mất kết nối với máy chủ.")
    expect(text_of(place(page, "years"))).to_contain_text("Nên xem thêm khung giờ.")
    context.close()


@pytest.mark.slow
def test_without_a_model_the_page_has_no_comments(
    served: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(served.url + PATH)
    expect(page.locator(".insight")).to_have_count(0)
    assert "AI" not in watched.texts()


@pytest.mark.slow
@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390)])
def test_a_comment_fits_its_screen_and_is_shown_when_presenting(
    running: RunningDashboard, browser: Browser, shots: Path, theme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 860},
        color_scheme="dark" if theme == "dark" else "light",
        locale="vi-VN",
    )
    watched = Watched(context.new_page())
    page = watched.open(running.url + PATH)
    found = ask(page)
    finished(found)
    found.scroll_into_view_if_needed()
    page.screenshot(path=shots / f"insight-{theme}-{width}.png")
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    page.get_by_role("button", name="Lưu góc nhìn này").click()
    page.get_by_role("button", name="Chế độ trình bày").click()
    expect(page.locator("#presentation-bar")).to_be_visible()
    expect(text_of(found)).to_be_visible()
    expect(found.get_by_role("button", name="Viết lại")).to_be_hidden()
    found.scroll_into_view_if_needed()
    page.screenshot(path=shots / f"insight-presenting-{theme}-{width}.png")
    page.keyboard.press("Escape")
    assert watched.problems == []
    context.close()
