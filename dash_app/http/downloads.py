"""The table behind a card as CSV, at an address that a link can carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

import flask
import pandas as pd

from dash_app.pages import Card, Page, open_reader
from dash_app.services import Services
from dash_app.view import read_view

# Also as they are written in full width, which spreadsheets take for the same.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def register_downloads(server: flask.Flask, services: Services, pages: Mapping[str, Page]) -> None:
    """Adds `/download/<page>/<card>.csv`; the query string is the page's."""

    def table(name: str) -> flask.Response:
        path, _, key = name.removesuffix(".csv").rpartition("/")
        page = pages.get("/" if path == "home" else f"/{path}")
        card = next((each for each in page.cards if each.key == key), None) if page else None
        if page is None or card is None or not name.endswith(".csv"):
            flask.abort(404)
        return _answer(services, page, card)

    server.add_url_rule("/download/<path:name>", "download", table)


def _answer(services: Services, page: Page, card: Card) -> flask.Response:
    view = read_view(page.controls, flask.request.query_string.decode(errors="replace"))
    shown = card.show(open_reader(services.store.snapshot(), view))
    table = shown.table if isinstance(shown.table, pd.DataFrame) else shown.table()
    answer = flask.Response(to_csv(table), mimetype="text/csv")
    name = quote(f"{page.key}-{card.key}.csv")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def to_csv(table: pd.DataFrame) -> bytes:
    """Returns a table as CSV that a spreadsheet opens with Vietnamese text and without running it.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    safe = table.copy()
    for name in safe.columns:
        if safe[name].dtype.kind not in "iufbM":
            safe[name] = safe[name].map(_defused)
    # With both signs at the end of a line, a text that holds one of them is quoted.
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _defused(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
