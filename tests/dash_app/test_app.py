"""The app as it is put together: ids, callbacks, pages, what is kept and what fails."""

from __future__ import annotations

import dataclasses
import json
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest
from dash import Dash
from homes import copied, names

from dash_app import tabs
from dash_app.app import create_app
from dash_app.cache import LOG, ResultCache
from dash_app.components.page import page_parts
from dash_app.errors import DuplicatePage
from dash_app.filters import Filters
from dash_app.pages import Card, Reader, Shown
from dash_app.queries import videos
from dash_app.services import Services
from dash_app.settings import Settings
from dash_app.store import Store
from dash_app.tabs import page_modules
from dash_app.tabs.videos import performance
from dash_app.view import View, read_view
from etl.home import Home
from etl.run import roll_back


@pytest.fixture(scope="module")
def app(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Dash:
    folder = tmp_path_factory.mktemp("app")
    return create_app(Settings(data_home=sample_home.root, cache_folder=folder))


@pytest.fixture
def services(app: Dash, sample_home: Home, tmp_path: Path) -> Services:
    cache = ResultCache(app.server, Settings(cache_folder=tmp_path / "cache"))
    return Services(Store(sample_home.datasets), cache, "code")


@pytest.fixture
def errors() -> Iterator[list[logging.LogRecord]]:
    """Collects what the log is told, in place of writing it."""
    found: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = found.append  # type: ignore[assignment]
    log = logging.getLogger(LOG)
    before, log.handlers = log.handlers, [handler]
    yield found
    log.handlers = before


def ids_of(component: Any) -> Iterator[str]:
    if getattr(component, "id", None) is not None:
        yield as_text(component.id)
    for child in component._traverse():
        if hasattr(child, "id"):
            yield as_text(child.id)


def as_text(name: Any) -> str:
    return json.dumps(name, sort_keys=True) if isinstance(name, dict) else str(name)


def test_every_id_of_a_callback_is_on_some_page(app: Dash) -> None:
    known = set(ids_of(app.validation_layout))
    for output, callback in app.callback_map.items():
        parts = [*callback["inputs"], *callback["state"]]
        asked = {part["id"] for part in parts if "ALL" not in part["id"]}
        asked |= {
            part.rpartition(".")[0].replace("\\.", ".")
            for part in output.strip(".").split("...")
            if part and "@" not in part
        }
        for name in asked:
            text = as_text(json.loads(name)) if name.startswith("{") else name
            if text.startswith(("_dash", "{")) and "wildcard" in text:
                continue
            assert text in known or not text or text.startswith("__"), f"{text} of {output[:80]}"


def test_pages_have_paths_and_keys_of_their_own() -> None:
    pages = [module.PAGE for module in page_modules()]
    assert len({page.path for page in pages}) == len({page.key for page in pages}) == len(pages)
    for page in pages:
        assert len({card.key for card in page.cards}) == len(page.cards)
        assert len({control.name for control in page.controls}) == len(page.controls)


def test_a_control_has_one_default_everywhere() -> None:
    defaults: dict[str, str] = {}
    for module in page_modules():
        for control in module.PAGE.controls:
            assert defaults.setdefault(control.name, control.default) == control.default


def test_two_pages_of_one_path_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabs, "_MODULES", (performance, performance))
    with pytest.raises(DuplicatePage, match="/videos/performance"):
        page_modules()


def test_two_apps_in_one_process_have_all_callbacks(sample_home: Home, tmp_path: Path) -> None:
    settings = Settings(data_home=sample_home.root, cache_folder=tmp_path)
    first, second = create_app(settings), create_app(settings)
    assert set(first.callback_map) == set(second.callback_map)
    assert len(second.callback_map) > len(page_modules())


def test_a_page_is_computed_once_for_equal_views(services: Services, monkeypatch: Any) -> None:
    page = performance.PAGE
    first = page_parts(page, services, read_view(page.controls, "tier=low&tier=high"))
    monkeypatch.setattr(Store, "snapshot", _without_queries(Store.snapshot))
    again = page_parts(page, services, read_view(page.controls, "?tier=high&tier=low&metric=plays"))
    assert first == again


def _without_queries(snapshot: Any) -> Any:
    """Returns a `snapshot` whose versions refuse to run queries."""

    def refusing(store: Store) -> Any:
        opened = snapshot(store)
        return dataclasses.replace(opened, _connection=None)

    return refusing


def test_a_card_that_fails_says_so_and_is_not_kept(
    services: Services, errors: list[logging.LogRecord]
) -> None:
    calls = []

    def show_nothing(_: Reader) -> Shown:
        calls.append(1)
        raise ValueError("broken")

    broken = Card("broken", show_nothing, "body")
    page = dataclasses.replace(performance.PAGE, cards=(broken, performance.PAGE.cards[1]))
    for _ in range(2):
        text = page_parts(page, services, read_view(page.controls, "")).decode()
        assert "Không tính được" in text
        assert "Video dài bao nhiêu" in text
        assert "broken" not in text.replace("-broken-", "")
    assert len(calls) == 2
    assert {record.getMessage() for record in errors} == {"card failed"}


def test_a_card_whose_content_cannot_be_sent_fails_alone(
    services: Services, errors: list[logging.LogRecord]
) -> None:
    def show_strange(_: Reader) -> Shown:
        return Shown("Lạ", {"data": [{"x": [object()]}]}, "—", 1)

    strange = Card("strange", show_strange)
    page = dataclasses.replace(performance.PAGE, cards=(strange, performance.PAGE.cards[1]))
    text = page_parts(page, services, read_view(page.controls, "")).decode()
    assert "Không tính được" in text
    assert "Video dài bao nhiêu" in text
    assert [record.getMessage() for record in errors] == ["card failed"]


def test_a_page_changes_with_the_version(home: Home, services: Services) -> None:
    page = performance.PAGE
    own = dataclasses.replace(services, store=Store(home.datasets))
    view = read_view(page.controls, "")
    newer = page_parts(page, own, view)
    roll_back(home, names(home)[0])
    older = page_parts(page, own, view)
    assert newer != older
    roll_back(home, names(home)[1])
    assert page_parts(page, own, view) == newer


def test_a_period_reaches_the_cards_as_days(services: Services) -> None:
    views: list[View] = []

    def show(reader: Reader) -> Shown:
        views.append(reader.view)
        return Shown("", None, "", 0)

    page = dataclasses.replace(performance.PAGE, cards=(Card("one", show, "body"),))
    newest = services.store.snapshot().newest
    assert newest
    page_parts(page, services, read_view(page.controls, "period=year"))
    assert views[0].filters == Filters(start=date(newest.year, 1, 1), end=newest)
    # The same days by another name are known already.
    page_parts(page, services, read_view(page.controls, f"start={newest.year}-01-01&end={newest}"))
    assert len(views) == 1


def test_making_the_app_opens_no_data(sample_home: Home, tmp_path: Path) -> None:
    def opened() -> list[str]:
        files = [each.path for each in psutil.Process().open_files()]
        return [each for each in files if each.startswith(str(home.root))]

    home = copied(sample_home, tmp_path / "home")
    app = create_app(Settings(data_home=home.root, cache_folder=tmp_path / "cache"))
    assert opened() == []
    assert app.server.test_client().get("/readyz").status_code == 200
    assert [Path(each).name for each in opened()] == ["serving.duckdb"]


def test_what_two_threads_ask_for_is_read_once(sample_home: Home) -> None:
    started = threading.Barrier(4)
    reader = Reader(Store(sample_home.datasets).snapshot(), View())

    def read(_: int) -> int:
        started.wait()
        return id(reader.frame(videos.video_count))

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(read, range(4)))) == 1


@pytest.mark.parametrize("module", page_modules(), ids=lambda module: module.PAGE.key)
@pytest.mark.parametrize(
    "search",
    ["", "metric=engagement_rate&aggregate=sum", "creator=nobody", "start=2999-01-01", "period=4w"],
)
def test_every_card_can_be_shown(
    services: Services, errors: list[logging.LogRecord], module: Any, search: str
) -> None:
    page = module.PAGE
    page_parts(page, services, read_view(page.controls, search))
    assert [record.getMessage() for record in errors] == []
