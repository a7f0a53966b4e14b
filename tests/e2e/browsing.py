"""A real browser over the real server; whatever it complains about fails the test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from homes import publish
from playwright.sync_api import Browser, expect, sync_playwright
from servers.dashboard import RunningDashboard, dashboard
from watched import PATIENCE, Watched

from etl.home import Home
from etl.sample import SampleSpec, write_sample

_CHROMIUM = ("chromium", "chromium-browser")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def big_sample_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Returns a home whose sample is large enough for findings; tests only read it."""
    folder = tmp_path_factory.mktemp("e2e")
    write_sample(folder / "raw", SampleSpec(creators=40, videos=2500, until=date(2025, 3, 19)))
    home = Home(folder / "home")
    publish(home, folder / "raw")
    return home


@pytest.fixture(scope="session")
def served(
    big_sample_home: Home, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningDashboard]:
    """Returns the dashboard over the sample."""
    with dashboard(big_sample_home.root, tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Returns Debian's Chromium; skips where it is not installed."""
    path = next((found for name in _CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("không có chromium: apt-get install chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """Returns a desktop page that must stay without errors until the test ends."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    page = Watched(context.new_page())
    yield page
    problems = page.problems
    context.close()
    assert problems == []


@pytest.fixture(scope="session")
def shots() -> Path:
    """Returns the folder of screenshots; git does not see it."""
    folder = Path(__file__).parent / "shots"
    folder.mkdir(exist_ok=True)
    return folder
