"""The table behind a card as CSV, and files of pages, at addresses that a link can carry."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from urllib.parse import quote

import flask
import pandas as pd

from dash_app.documents.csv_table import to_csv
from dash_app.pages import Card, Document, Page, Reader, open_reader
from dash_app.services import Services
from dash_app.view import read_view


def register_downloads(server: flask.Flask, services: Services, pages: Mapping[str, Page]) -> None:
    """Adds `/download/<page>/<card>.csv` and `/download/<page>/<document>`.

    The query string is the page's.
    """

    def download(name: str) -> flask.Response:
        path, _, file = name.rpartition("/")
        page = pages.get("/" if path == "home" else f"/{path}")
        document = _find_document(page, file) if page else None
        if page is None or document is None:
            flask.abort(404)
        return _answer(services, page, document)

    server.add_url_rule("/download/<path:name>", "download", download)


def _find_document(page: Page, file: str) -> Document | None:
    """Returns what a page gives under a name; the table of a card is one of its documents."""
    for document in page.documents:
        if document.name == file:
            return document
    for card in page.cards:
        if f"{card.key}.csv" == file:
            return Document(f"{page.key}-{file}", "text/csv", partial(_table, card))
    return None


def _table(card: Card, reader: Reader) -> bytes:
    shown = card.show(reader)
    return to_csv(shown.table if isinstance(shown.table, pd.DataFrame) else shown.table())


def _answer(services: Services, page: Page, document: Document) -> flask.Response:
    view = read_view(page.controls, flask.request.query_string.decode(errors="replace"))
    content = document.write(open_reader(services.store.snapshot(), view))
    answer = flask.Response(content, mimetype=document.mimetype)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(document.name)}"
    return answer
