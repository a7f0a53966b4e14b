"""Advice for a channel in a real browser: choosing who, following a link, files, the plan."""

from __future__ import annotations

import pytest
from modelled import KEY
from playwright.sync_api import expect
from servers.dashboard import RunningDashboard
from servers.model_script import PROVIDER_TEXT, hangs, refuses_key, streams
from servers.model_server import ModelServer
from watched import Watched

from dash_app.filters import Filters
from dash_app.queries.creator import most_collected
from dash_app.store import Store
from etl.home import Home

PAGE = "/studio/channel"
WISH = "Chỉ quay được cuối tuần"


@pytest.fixture(scope="module")
def account(big_sample_home: Home) -> str:
    found = Store(big_sample_home.datasets).snapshot().frame(most_collected, Filters())
    return str(found["creator"].iloc[0])


@pytest.mark.slow
def test_advice_is_given_for_the_niche_and_for_one_creator(
    served: RunningDashboard, watched: Watched, account: str
) -> None:
    page = watched.open(served.url + PAGE)
    expect(page.locator("#studio-channel-advice h3")).to_have_text("Nên làm gì với cả ngách?")
    expect(page.locator(".plan-weeks > li")).to_have_count(4)
    rows = page.locator("#studio-channel-looked tbody tr")
    assert rows.count() >= 10
    watched.open(f"{served.url}{PAGE}?account={account}")
    expect(page.locator("#studio-channel-advice h3")).to_have_text(f"Nên làm gì với @{account}?")
    assert f"@{account}" in page.locator("#studio-channel-looked").inner_text()


@pytest.mark.slow
def test_a_recommendation_leads_to_the_page_that_shows_it(
    served: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(f"{served.url}{PAGE}?metric=likes")
    link = page.locator("#studio-channel-looked tbody a", has_text="Hiệu suất").first
    link.click()
    expect(page.locator("#page h1")).to_have_text("Hiệu suất")
    assert "metric=likes" in page.url
    watched.settle()


@pytest.mark.slow
def test_the_page_is_saved_as_a_document(served: RunningDashboard, watched: Watched) -> None:
    page = watched.open(served.url + PAGE)
    for name in ("toi-uu-kenh.docx", "toi-uu-kenh.md"):
        with page.expect_download() as started:
            page.locator(f".plan-files a[download='{name}']").click()
        assert started.value.suggested_filename == name


@pytest.mark.slow
def test_without_a_model_the_plan_is_written_out(
    served: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(served.url + PAGE)
    page.get_by_role("button", name="Viết kế hoạch").click()
    expect(page.locator("#studio-channel-words")).to_contain_text("Tuần 4: ")
    expect(page.locator("#studio-channel-words-note")).to_contain_text("Không dùng mô hình")


@pytest.mark.slow
def test_a_model_writes_the_plan_as_it_comes(
    modelled: RunningDashboard, provider: ModelServer, watched: Watched
) -> None:
    provider.clear()
    provider.queue(streams("Tuần 1 ", "giữ nhịp ", "như hiện nay. ", "Lượt xem tăng 987 %. "))
    page = watched.open(modelled.url + PAGE)
    page.get_by_label("Điều kiện của kênh").fill(WISH)
    page.get_by_role("button", name="Viết kế hoạch").click()
    words = page.locator("#studio-channel-words")
    expect(page.locator("#studio-channel-words-note")).to_contain_text("1 câu bị bỏ")
    expect(words).to_contain_text("Tuần 1 giữ nhịp như hiện nay.")
    expect(words).not_to_contain_text("987")
    assert WISH in provider.requests[-1].question.text


@pytest.mark.slow
def test_a_failure_is_told_and_nothing_typed_is_lost(
    modelled: RunningDashboard, provider: ModelServer, watched: Watched
) -> None:
    page = watched.open(modelled.url + PAGE)
    wish = page.get_by_label("Điều kiện của kênh")
    state = page.locator("#studio-channel-plan-panel [data-stream-state]")
    for answer, sentence in (
        (refuses_key(), "Khóa API bị từ chối"),
        (hangs(after=2), "trả lời quá lâu"),
    ):
        provider.clear()
        provider.queue(answer)
        wish.fill(WISH)
        page.get_by_role("button", name="Viết kế hoạch").click()
        expect(state).to_contain_text(sentence)
        expect(wish).to_have_value(WISH)
        provider.clear()
        provider.queue(streams("Tuần 1 ", "giữ nhịp. "))
        state.get_by_role("button", name="Thử lại").click()
        expect(page.locator("#studio-channel-words")).to_have_text("Tuần 1 giữ nhịp. ")
    log = modelled.log.read_text(encoding="utf-8")
    for secret in (KEY, PROVIDER_TEXT, WISH):
        assert secret not in log
