"""A browser page that keeps account of everything that goes wrong in it."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Page, Request, Response

_SETTLED = """() => {
    const heads = [...document.querySelectorAll("#page .card-head")];
    const charts = [...document.querySelectorAll("#page .chart .js-plotly-plot")];
    const slots = document.querySelectorAll("#page .chart").length;
    return document.querySelector("#page h1")
        && heads.every((head) => head.childElementCount)
        && charts.length === slots
        && charts.every((chart) => chart.data && chart.querySelector(".main-svg"))
        && !document.querySelector("[data-dash-is-loading=true]");
}"""
# Milliseconds that a page, or what is expected of it, may take on a slow and busy machine.
PATIENCE = 30_000


class Watched:
    """A page with its problems: console errors and warnings, failed requests, bad answers."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.problems: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.problems.append(f"page error: {error.stack}"))
        page.on("requestfailed", self._on_failed)
        page.on("response", self._on_response)

    def open(self, url: str) -> Page:
        """Opens an address and waits until everything on it is drawn."""
        self.page.goto(url)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Waits until everything is drawn."""
        self.page.wait_for_function(_SETTLED)

    def titles(self) -> list[str]:
        """Returns the titles of the cards."""
        return self.page.locator("#page .card-head h3").all_inner_texts()

    def texts(self) -> str:
        """Returns all that can be read on the page."""
        return self.page.locator("body").inner_text()

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.problems.append(f"{message.type}: {message.text}")

    def _on_failed(self, request: Request) -> None:
        if request.failure == "net::ERR_ABORTED":
            return  # the browser itself drops what a page that is left was still loading
        self.problems.append(f"failed: {request.method} {request.url} {request.failure}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")
