"""`python -m etl collect …` without a browser: what is refused, and what is shown."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from crawling import apart
from homes import answer, call, told

from etl.collect.outcomes import OUTCOMES, REFUSALS, Outcome, Refusal
from etl.collect.records import Crawl, Kind, append_crawl
from etl.forgotten import remember
from etl.home import Home


@pytest.fixture(autouse=True)
def no_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the tester has set is not read."""
    for name in ("MS_TOKENS", "COLLECT_PROXIES", "COLLECT_BROWSER", "COLLECT_BROWSER_ARGS"):
        monkeypatch.delenv(name, raising=False)


def run(
    capsys: pytest.CaptureFixture[str], home: Path, *words: object
) -> subprocess.CompletedProcess[str]:
    return apart(lambda: call(capsys, "collect", *words, "--home", home))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("users", "Chưa có TikToker nào: thêm tên hoặc --file <tệp>"),
        ("users @quán", "'@quán' không phải tên TikToker: cần dạng @ten.tai.khoan"),
        ("users a --since 2025-01-01 --days 3", "--since và --days không dùng cùng nhau."),
        ("users a --since mai", "'mai' không phải ngày dạng 2025-12-31."),
        ("users a --max 0", "Giá trị của --max không dùng được: cần ít nhất 1."),
        ("users --file khong-co.txt", "'khong-co.txt'"),
        ("hashtag", "Thiếu tham số HASHTAG."),
        ("hashtag a/b", "'a/b' không phải hashtag"),
        ("nope", "Không có lệnh 'nope'."),
    ],
)
def test_a_mistake(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: str, sentence: str
) -> None:
    if words == "nope":
        assert sentence in told(call(capsys, "collect", "nope"), 2)
        return
    text = told(run(capsys, tmp_path / "home", *words.split()), 2)
    assert sentence in text
    assert not (tmp_path / "home").exists()


def test_a_secret_in_a_wrong_place_is_not_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLLECT_PROXIES", "ten:bi-mat@may")
    text = told(run(capsys, tmp_path, "users", "a"), 2)
    assert "COLLECT_PROXIES không dùng được: proxy thứ 1" in text
    assert "bi-mat" not in text


def test_without_the_library(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "TikTokApi", None)
    text = told(run(capsys, tmp_path, "users", "a"), 1)
    assert text.startswith("Thiếu thư viện TikTokApi để thu thập: chạy pip install -r")


def test_without_a_browser(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLLECT_BROWSER", "/khong/co/chromium")
    text = told(run(capsys, tmp_path, "users", "a"), 1)
    assert text.startswith("COLLECT_BROWSER='/khong/co/chromium': không có trình duyệt này.")
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("COLLECT_BROWSER", str(broken))
    text = told(run(capsys, tmp_path, "users", "a"), 1)
    assert "không mở được trình duyệt này" in text


def test_who_was_removed_on_request_is_not_collected(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    remember(Home(tmp_path).forgotten, ["da.xoa"])
    text = told(run(capsys, tmp_path, "users", "con.lai", "@Da.Xoa"), 2)
    assert text.startswith("@da.xoa: đã được xoá theo yêu cầu")


def test_two_collectors_of_one_home(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from etl.collect.collecting import only_collector

    with only_collector(Home(tmp_path)):
        text = told(run(capsys, tmp_path, "users", "a"), 5)
    assert text.startswith("Một lần thu thập khác đang ghi vào")


def test_the_status_of_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "Chưa thu thập gì" in run(capsys, tmp_path, "status").stdout
    assert answer(run(capsys, tmp_path, "status", "--json")) == []
    assert list(tmp_path.iterdir()) == []


def test_the_status_of_something(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    home = Home(tmp_path)
    crawl = Crawl(
        kind=Kind.USER,
        name="quan[b].an",
        started="2026-05-01T08:30:00+00:00",
        ended="2026-05-01T08:31:00+00:00",
        outcome=Outcome.COMPLETE,
        videos=1234,
        snapshot="raw/quan.an/20260501T083000Z",
    )
    append_crawl(home, crawl)
    reason = REFUSALS[Refusal.EMPTY_ANSWER]
    changed = {"outcome": Outcome.BLOCKED, "snapshot": None, "reason": reason}
    append_crawl(home, msgspec.structs.replace(crawl, **changed))
    shown = run(capsys, tmp_path, "status").stdout
    assert re.search(
        r"@quan\[b\]\.an +01/05/2026 15:31 +\d+ ngày +1\.234 +bị chặn +TikTok trả lời rỗng",
        shown,
    )
    (one,) = answer(run(capsys, tmp_path, "status", "--json"))
    assert (one["success"]["videos"], one["last"]["outcome"]) == (1234, "blocked")


def test_every_outcome_and_refusal_has_its_words() -> None:
    assert set(OUTCOMES) == set(Outcome)
    assert set(REFUSALS) == set(Refusal)
    assert len({*OUTCOMES.values(), *REFUSALS.values()}) == len(Outcome) + len(Refusal)
