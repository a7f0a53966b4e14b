"""What a person at a browser waits for: the first page, and a click until all charts are drawn."""

from __future__ import annotations

import shutil
import statistics
from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright

_PAGE = "/videos/performance"
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
_SETTLED = """() => {
    const charts = [...document.querySelectorAll("#page .chart")];
    const heads = [...document.querySelectorAll("#page .card-head")];
    return charts.length && charts.every((each) => each.querySelector(".js-plotly-plot .main-svg"))
        && heads.every((head) => head.childElementCount)
        && !document.querySelector("[data-dash-is-loading=true]");
}"""
# From the change of a control until the last chart has been drawn and none follows.
_CHANGE = """(value) => new Promise((resolve) => {
    const charts = [...document.querySelectorAll("#page .js-plotly-plot")];
    const select = document.querySelector(".controls select");
    let left = charts.length;
    const started = performance.now();
    charts.forEach((chart) => chart.once("plotly_afterplot", () => {
        left -= 1;
        if (!left) requestAnimationFrame(() => resolve(performance.now() - started));
    }));
    const setter = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value").set;
    setter.call(select, value);
    select.dispatchEvent(new Event("change", {bubbles: true}));
})"""
_METRICS = ("likes", "comments", "shares", "saves", "engagement_rate", "engagement_rate_public")


@dataclass(frozen=True)
class BrowserFigures:
    """What was seen in Chromium, on the page with the most charts.

    Attributes:
        first_load: Everything that crossed the wire until all charts are drawn, KB.
        first_load_seconds: The same, seconds.
        redrawn_p50: From a click to all charts redrawn, ms; each state is new to the server.
        redrawn_kept_p50: The same for states that the server has kept, ms.
    """

    first_load: float
    first_load_seconds: float
    redrawn_p50: float
    redrawn_kept_p50: float


def measure_browser(url: str) -> BrowserFigures | None:
    """Measures with Debian's Chromium; None where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        size, seconds = _first_load(page, url + _PAGE)
        new = [float(page.evaluate(_CHANGE, metric)) for metric in _METRICS]
        kept = [float(page.evaluate(_CHANGE, metric)) for metric in (*_METRICS, *_METRICS)]
        browser.close()
    return BrowserFigures(size, seconds, statistics.median(new), statistics.median(kept))


def _first_load(page: Page, url: str) -> tuple[float, float]:
    """Returns KB and seconds; what the page loads later, when scrolled, is not the first load."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(url)
    page.wait_for_function(_SETTLED, timeout=120_000)
    seconds = page.evaluate("performance.now()") / 1000
    return sum(received) / 1000, float(seconds)
