"""How soon a model's first words reach a client: `python -m bench streams [--tries N]`.

A local server speaks the provider's API and notes when it sends its first word; the dashboard asks
it with the provider's real library, served by the project's own gunicorn configuration; a client on
loopback notes when the first words come, and then a browser when they stand in its page. All clocks
are this machine's. A target missed is said, never a failure.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection
from itertools import chain, repeat
from pathlib import Path
from urllib.parse import urlsplit

_TARGET = 300.0
_PAGE = "/videos/performance"
_CARD = "weekday"
_PATH = f"/stream{_PAGE}/{_CARD}.comment"
_BROWSER = "/usr/bin/chromium"
# Notes the time at which a comment's place first holds words after it was emptied.
_NOTE = """(card) => {
    const place = document.querySelector(`[data-insight=${card}] .insight-text`);
    window.firstWords = 0;
    new MutationObserver((changes, observer) => {
        if (!place.textContent.trim()) return;
        window.firstWords = performance.timeOrigin + performance.now();
        observer.disconnect();
    }).observe(place, {childList: true, characterData: true, subtree: true});
}"""


def main(argv: list[str]) -> int:
    """Measures and prints; returns 0."""
    parser = argparse.ArgumentParser(prog="python -m bench streams")
    parser.add_argument("--tries", type=int, default=20)
    tries = parser.parse_args(argv).tries
    # The servers that the tests talk to.
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    with tempfile.TemporaryDirectory() as folder:
        client, browser = _measure(Path(folder), tries + 1)
    _tell("một máy khách", client)
    if browser:
        _tell("trang trong trình duyệt", browser)
    else:
        print(f"không có {_BROWSER}: không đo được trong trình duyệt")
    return 0


def _tell(where: str, found: list[float]) -> None:
    first, *others = found
    p95 = statistics.quantiles(others, n=20)[-1] if len(others) > 1 else others[0]
    print(f"từ chữ đầu của mô hình tới {where}, {len(others)} lần, mili giây:")
    print(f"  trung vị {statistics.median(others):.1f}, phân vị 95 {p95:.1f}, lâu nhất", end=" ")
    print(f"{max(others):.1f}; lần đầu {first:.1f}")
    print(f"  lâu nhất / mục tiêu {_TARGET:.0f}: {max(found) / _TARGET:.2f}")


def _measure(folder: Path, tries: int) -> tuple[list[float], list[float]]:
    from homes import publish
    from servers.dashboard import dashboard
    from servers.gemini_api import gemini_api
    from servers.model_script import streams

    from etl.home import Home
    from etl.sample import SampleSpec, write_sample

    write_sample(folder / "raw", SampleSpec(creators=8, videos=200, until=date(2025, 3, 19)))
    home = Home(folder / "home")
    publish(home, folder / "raw")
    words = streams("Cuối ", "tuần ", "cao ", "hơn ", "ngày ", "thường.", wait=0.2, pause=0.1)
    with gemini_api() as provider:
        env = {
            "GEMINI_API_KEYS": "bench",
            "MODEL_BASE_URL": provider.url,
            "MODEL_FOLDER": str(folder / "llm"),
            "MODEL_ANSWERS_PER_DAY": "0",
            "WEB_CONCURRENCY": "1",
        }
        with dashboard(home.root, folder, env) as server:

            def since_sent(arrived: float) -> float:
                return 1_000 * (arrived - (provider.requests[-1].first_word_at or arrived))

            client = []
            for _ in range(tries):
                provider.queue(words)
                client.append(since_sent(_first_words(server.url)))
            browser = []
            if Path(_BROWSER).exists():
                with _commented_page(server.url) as ask:
                    ask()  # shows the answer that is kept; each one after it is written anew
                    for _ in range(tries):
                        provider.queue(words)
                        browser.append(since_sent(ask()))
    return client, browser


@contextmanager
def _commented_page(url: str) -> Iterator[Callable[[], float]]:
    """Yields what asks for a comment in a browser and returns when its first words stood there."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_BROWSER, args=["--no-sandbox"])
        page = chromium.new_page()
        page.goto(url + _PAGE, wait_until="networkidle")
        place = page.locator(f"[data-insight={_CARD}]")
        buttons = iter(chain(["Nhận xét của AI"], repeat("Viết lại")))

        def ask() -> float:
            place.locator(".insight-text").wait_for(state="attached")
            page.evaluate(_NOTE, _CARD)
            place.get_by_role("button", name=next(buttons)).click()
            page.wait_for_function("() => window.firstWords > 0")
            page.wait_for_selector(f"[data-insight={_CARD}][aria-busy=false]")
            return float(page.evaluate("window.firstWords")) / 1_000

        yield ask
        chromium.close()


def _first_words(url: str) -> float:
    """Returns when the first words came, after reading all of them."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    connection.request(
        "POST", _PATH, json.dumps({"fresh": 1}), {"Content-Type": "application/json"}
    )
    answer, arrived = connection.getresponse(), 0.0
    while line := answer.readline():
        if not arrived and line.startswith(b'data: {"kind":"text"'):
            arrived = time.time()
    connection.close()
    return arrived


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
