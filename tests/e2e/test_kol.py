"""Choosing KOLs in a real browser: the shortlist by clicks, weights, and a quote."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from servers.dashboard import RunningDashboard
from watched import Watched

KOL = "/creators/kol"


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def control(page: Page, name: str) -> Locator:
    return page.locator(f"""[id='{{"name":"{name}","type":"state"}}']""")


def ranked(page: Page) -> list[str]:
    buttons = page.locator(".kol-rows .kol-toggle").all()
    return [button.get_attribute("data-value") or "" for button in buttons]


@pytest.mark.slow
def test_a_shortlist_is_made_by_clicks_and_kept_in_the_address(
    served: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(served.url + KOL)
    first, second = ranked(page)[:2]
    rows = page.locator(".kol-rows > li")
    cards = page.locator(".kol-cards > li")
    rows.nth(0).get_by_role("button", name=f"Thêm @{first} vào danh sách").click()
    expect(cards).to_have_count(1)
    rows.nth(1).get_by_role("button", name=f"Thêm @{second} vào danh sách").click()
    expect(cards).to_have_count(2)
    assert query(page)["shortlist"] == [f"{first},{second}"]

    page.reload()
    watched.settle()
    expect(cards).to_have_count(2)
    expect(rows.nth(0).locator(".kol-toggle")).to_have_text("Bỏ")

    cards.first.get_by_role("button", name=f"Bỏ @{first} khỏi danh sách").click()
    expect(cards).to_have_count(1)
    assert query(page)["shortlist"] == [second]
    link = page.locator(".kol-files a[download]").first
    assert f"shortlist={second}" in (link.get_attribute("href") or "")
    with page.expect_download() as started:
        link.click()
    assert started.value.suggested_filename == "kol.pptx"


@pytest.mark.slow
def test_a_weight_changes_the_order(served: RunningDashboard, watched: Watched) -> None:
    page = watched.open(served.url + KOL)
    before = ranked(page)
    first = page.locator(".kol-rows .kol-toggle").first
    for part in ("steadiness", "engagement", "growth", "safety"):
        control(page, f"weigh_{part}").select_option("0")
        page.wait_for_url(re.compile(f"weigh_{part}=0"))
    expect(first).not_to_have_attribute("data-value", before[0])
    watched.settle()
    plays = page.locator(".kol-numbers dd:first-of-type").all_inner_texts()
    assert len(plays) == len(before)
    assert ranked(page) != before


@pytest.mark.slow
def test_a_typed_fee_becomes_a_cpm(served: RunningDashboard, watched: Watched) -> None:
    page = watched.open(served.url + KOL)
    account = ranked(page)[0]
    watched.open(f"{served.url}{KOL}?quoted={account}")
    quote = page.locator("#creators-kol-quote")
    expect(quote).to_contain_text("chưa có phí")
    control(page, "fee").fill("15")
    control(page, "fee").press("Enter")
    page.wait_for_url(re.compile(r"[?&]fee=15"))
    watched.settle()
    expect(quote.locator("h3")).to_have_text(f"Báo giá của @{account}: chưa có khung")
    expect(quote.locator(".key-figure", has_text="CPM").first).to_contain_text("đồng")
    control(page, "cpm_high").fill("0.001")
    control(page, "cpm_high").press("Enter")
    page.wait_for_url(re.compile(r"[?&]cpm_high=0.001"))
    watched.settle()
    expect(quote.locator("h3")).to_have_text(f"Báo giá của @{account}: trên khung")


@pytest.mark.slow
def test_the_reasons_of_a_score_open_where_it_stands(
    served: RunningDashboard, watched: Watched
) -> None:
    page = watched.open(served.url + KOL)
    row = page.locator(".kol-rows > li").first
    reasons = row.locator(".kol-reasons")
    expect(reasons).to_be_hidden()
    row.locator("summary").click()
    expect(reasons).to_be_visible()
    expect(reasons).to_contain_text("Trung vị")
