"""`create_app(settings)`: the whole dashboard; nothing happens at import."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import dash_ag_grid
import ibis
from dash import ALL, ClientsideFunction, Dash, Input, Output, State, html
from dash.exceptions import PreventUpdate
from werkzeug.middleware.proxy_fix import ProxyFix

from dash_app.cache import ResultCache
from dash_app.components.controls import state_id
from dash_app.components.filter_bar import DATES, build_chips
from dash_app.components.grid import build_grid
from dash_app.components.insight.panel import add_comments
from dash_app.components.model_field import fill_model_place
from dash_app.components.options import SEARCHED, find_options
from dash_app.components.shell import (
    build_no_data,
    build_not_found,
    build_sample_notice,
    build_shell,
    build_side,
    build_tabs,
)
from dash_app.errors import NoData
from dash_app.filters import from_url
from dash_app.http.compression import register_compression
from dash_app.http.downloads import register_downloads
from dash_app.http.health import register_health
from dash_app.http.request_log import register_request_log
from dash_app.http.security import register_errors, register_security
from dash_app.http.streams import register_streams
from dash_app.pages import Page, Tab
from dash_app.services import Services
from dash_app.settings import Settings
from dash_app.store import Store
from dash_app.tabs import TABS, page_modules
from dash_app.view import Control
from etl import schema
from llm.opening import open_assistant

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: Settings) -> Dash:
    """Returns the app, ready to be served; it opens no data before the first request."""
    app = _Dashboard(
        "dash_app",
        title="TikTok ẩm thực",
        update_title=None,
        assets_folder=str(ROOT / "assets"),
        assets_ignore=_IGNORED_ASSETS,
        # Before the page's own styles, which lay over it.
        external_stylesheets=[_bootstrap()],
        serve_locally=True,
        compress=False,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
        index_string=_INDEX,
    )
    cache, code = ResultCache(app.server, settings), code_fingerprint()
    store = Store(
        settings.datasets,
        settings.query_threads,
        settings.query_memory,
        lambda key, compute: cache.get_unlocked(f"{code}\n{key}", compute),
    )
    services = Services(store, cache, code, open_assistant(settings.models))
    _load_grid_late(app)
    modules = page_modules()
    app.layout = build_shell(_defaults(modules))
    grids = [build_grid(card.grid) for m in modules for card in m.PAGE.cards if card.grid]
    pages = [module.layout() for module in modules]
    app.validation_layout = html.Div([app.layout, *pages, *grids])
    _register_shell(app, services, modules)
    for module in modules:
        module.register(app, services)
    register_request_log(app.server)
    register_errors(app.server)
    register_health(app.server, services)
    by_path = {each.PAGE.path: each.PAGE for each in modules}
    register_downloads(app.server, services, by_path)
    register_streams(app.server, services, by_path)
    register_compression(app.server)
    register_security(app)
    _trust_proxies(app, settings.proxy_hops)
    _prepare(app)
    return app


def _load_grid_late(app: Dash) -> None:
    """Takes the grid's library out of the first load and tells `grids.js` where it is."""
    library = dash_ag_grid._js_dist[0]
    library["dynamic"] = False  # an app that was made before in this process has set it
    address = app.get_dist(["dash_ag_grid"])[0]["url"]
    library["dynamic"] = True
    app.config.meta_tags.append({"name": "grid-library", "content": address})


def _trust_proxies(app: Dash, hops: int) -> None:
    """Takes the client's address and protocol from so many proxies: any client can claim more."""
    if hops:
        app.server.wsgi_app = ProxyFix(app.server.wsgi_app, x_for=hops, x_proto=hops, x_host=0)


def _prepare(app: Dash) -> None:
    """Answers once before any worker is forked.

    Dash learns of its bundles while it makes the first page, and refuses them until then: without
    this, a page that is opened right after a start stays blank.
    """
    app.server.test_client().get("/")


class _Dashboard(Dash):
    """Dash with a Vietnamese first line, and ids checked by a test instead of in each browser.

    The layout of all pages would be sent with each first load, and the browser would need the
    grid's library to go through it.
    """

    def _config(self) -> dict[str, Any]:
        config: dict[str, Any] = super()._config()
        config.pop("validation_layout", None)
        return config | {"suppress_callback_exceptions": True}

    def interpolate_index(self, **parts: Any) -> str:
        """Returns the page that loads everything."""
        parts["app_entry"] = parts["app_entry"].replace("Loading...", "Đang mở bảng phân tích…")
        return str(super().interpolate_index(**parts))


def _bootstrap() -> str:
    """Returns the address of Bootstrap's styles, which changes with the file."""
    name = "vendor/bootstrap.min.css"
    return f"/assets/{name}?m={int((ROOT / 'assets' / name).stat().st_mtime)}"


def code_fingerprint() -> str:
    """Returns a hash of what results and compiled queries follow from, besides the data."""
    digest = hashlib.sha256(ibis.__version__.encode())
    for path in (*sorted(Path(__file__).parent.rglob("*.py")), Path(schema.__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _defaults(modules: tuple[ModuleType, ...]) -> dict[str, str]:
    return {control.name: control.default for each in modules for control in each.PAGE.controls}


def _register_shell(app: Dash, services: Services, modules: tuple[ModuleType, ...]) -> None:
    by_path = {module.PAGE.path: module for module in modules}
    pages = [module.PAGE for module in modules]

    @app.callback(
        Output("page", "children"),
        Output("tabs", "children"),
        Output("side", "children"),
        Output("side", "hidden"),
        Output("filters", "hidden"),
        Output("notices", "children"),
        Input("url", "pathname"),
        State("url", "search"),
    )
    def update_page_slot(pathname: str | None, search: str | None) -> tuple[Any, ...]:
        module = by_path.get(pathname or "/")
        page: Page | None = module.PAGE if module else None
        tab = next((each for each in TABS if page and each.key == page.tab), None)
        content, notice = _content(services, module, pathname or "/", search)
        return (
            content,
            build_tabs(_with_pages(pages), pages, tab.key if tab else ""),
            build_side(tab, pages, page) if tab and page else [],
            tab is None,
            page is None or not page.has_filters,
            notice,
        )

    @app.callback(Output("chips", "children"), Input("url", "search"))
    def update_chips(search: str | None) -> list[Any]:
        return build_chips(from_url(search))

    @app.callback(
        [Output(state_id(name), "options") for name in SEARCHED],
        Input("notices", "id"),
        State("url", "search"),
    )
    def update_first_options(_: str, search: str | None) -> list[Any]:
        filters = from_url(search)
        snapshot = _snapshot(services)
        return [find_options(snapshot, name, None, getattr(filters, name)) for name in SEARCHED]

    for name in SEARCHED:
        _register_search(app, services, name)
    searched = {each.name: each for page in pages for each in page.controls if each.search}
    for control in searched.values():
        _register_control_search(app, services, control)

    app.clientside_callback(
        ClientsideFunction("state", "controlsToUrl"),
        Input({"type": "state", "name": ALL}, "value"),
        Input(DATES, "start_date"),
        Input(DATES, "end_date"),
        State("defaults", "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("state", "urlToControls"),
        Input("url", "search"),
        Input("page", "children"),
        State({"type": "state", "name": ALL}, "value"),
        State({"type": "state", "name": ALL}, "options"),
        State(DATES, "start_date"),
        State(DATES, "end_date"),
        State("defaults", "data"),
    )
    app.clientside_callback(
        ClientsideFunction("grids", "refresh"), Input("url", "search"), prevent_initial_call=True
    )


def _register_search(app: Dash, services: Services, name: str) -> None:
    @app.callback(
        Output(state_id(name), "options", allow_duplicate=True),
        Input(state_id(name), "search_value"),
        State(state_id(name), "value"),
        prevent_initial_call=True,
    )
    def update_options(typed: str | None, chosen: list[str] | None) -> list[Any]:
        if typed is None:
            raise PreventUpdate
        return find_options(_snapshot(services), name, typed, chosen or [])


def _register_control_search(app: Dash, services: Services, control: Control) -> None:
    @app.callback(
        Output(state_id(control.name), "options"),
        Input(state_id(control.name), "search_value"),
        Input(state_id(control.name), "value"),
    )
    def update_control_options(typed: str | None, value: str | list[str] | None) -> list[Any]:
        chosen = [value] if isinstance(value, str) else value or []
        return find_options(_snapshot(services), control.search, typed, chosen)


def _with_pages(pages: list[Page]) -> list[Tab]:
    return [tab for tab in TABS if any(page.tab == tab.key for page in pages)]


def _content(
    services: Services, module: ModuleType | None, path: str, search: str | None
) -> tuple[Any, Any]:
    """Returns the page and the notice above it."""
    try:
        snapshot = services.store.snapshot()
    except NoData as error:
        return build_no_data(str(error)), None
    notice = build_sample_notice() if snapshot.manifest.synthetic else None
    if module is None:
        return build_not_found(path), notice
    layout = module.layout(search)
    if services.assistant.models:
        add_comments(layout, module.PAGE)
        fill_model_place(layout, module.PAGE, services.assistant.models)
    return layout, notice


def _snapshot(services: Services) -> Any:
    try:
        return services.store.snapshot()
    except NoData as error:
        raise PreventUpdate from error


# Loaded by its own link, before the others.
_IGNORED_ASSETS: Final = r"bootstrap\.min\.css"
_INDEX: Final = """<!DOCTYPE html>
<html lang="vi">
<head>
{%metas%}
<title>{%title%}</title>
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
{%css%}
</head>
<body>
{%app_entry%}
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>
"""
