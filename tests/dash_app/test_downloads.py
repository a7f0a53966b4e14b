"""Tables of cards, as files."""

from __future__ import annotations

import csv
import io
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import flask
import pandas as pd
import pytest
from dash import Dash
from flask.testing import FlaskClient

from dash_app.app import create_app
from dash_app.documents.csv_table import to_csv
from dash_app.http import downloads
from dash_app.pages import Page, Reader
from dash_app.settings import Settings
from dash_app.tabs import page_modules
from dash_app.tabs.videos import performance
from etl.home import Home

_PAGES = [module.PAGE for module in page_modules()]


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.key)
def test_every_card_can_be_downloaded(client: FlaskClient, page: Page) -> None:
    path = "home" if page.path == "/" else page.path.strip("/")
    for card in page.cards:
        answer = client.get(f"/download/{path}/{card.key}.csv?tier=high")
        assert answer.status_code == 200, card.key
        assert answer.mimetype == "text/csv"
        assert answer.data.startswith(b"\xef\xbb\xbf")
        if card.kind != "bare":
            header, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
            assert all(name and "_" not in name for name in header), (card.key, header)
            assert all(len(row) == len(header) for row in rows)


def test_a_download_is_of_the_page_as_it_is_shown(client: FlaskClient) -> None:
    path = "/download/videos/performance/counts.csv"
    all_rows, some = (
        list(csv.DictReader(io.StringIO(client.get(path + search).data.decode("utf-8-sig"))))
        for search in ("", "?duration=10-30&duration=30-60")
    )
    totals = [sum(int(row["Số video"]) for row in rows) for rows in (all_rows, some)]
    assert totals[0] == 200
    assert 0 < totals[1] < 200


@pytest.mark.parametrize(
    "path",
    [
        "/download/",
        "/download/x",
        "/download/.csv",
        "/download/videos/performance/.csv",
        "/download/videos/performance/hour",
        "/download/videos/performance/hour.csv/x",
        "/download/videos/performance/nothing.csv",
        "/download/nowhere/hour.csv",
        "/download/../../etc/passwd",
        "/download/%2e%2e/%2e%2e/settings.csv",
    ],
)
def test_what_is_not_there_cannot_be_downloaded(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    if answer.mimetype == "text/html":  # an address like any other: the shell says so
        assert answer.status_code == 200
    else:
        assert (answer.status_code, answer.text) == (404, "Không có địa chỉ này.")


@pytest.mark.parametrize(
    "search", ["creator=\xff", "creator=%ff%fe", "=&=&", "%", "creator=" + "x" * 900]
)
def test_any_query_string_can_be_downloaded(client: FlaskClient, search: str) -> None:
    environ = {"QUERY_STRING": search}
    answer = client.get("/download/videos/performance/hour.csv", environ_overrides=environ)
    assert answer.status_code == 200


def test_a_card_that_fails_gives_no_empty_file(
    sample_home: Home, tmp_path: Path, log: list[logging.LogRecord]
) -> None:
    def show(_: Reader) -> Any:
        raise ValueError("broken")

    server = flask.Flask("test")
    app = create_app(Settings(data_home=sample_home.root, cache_folder=tmp_path))
    page = replace(performance.PAGE, cards=(replace(performance.PAGE.cards[1], show=show),))
    services = _services(app)
    downloads.register_downloads(server, services, {page.path: page})
    answer = server.test_client().get("/download/videos/performance/duration.csv")
    assert answer.status_code == 500


def _services(app: Dash) -> Any:
    """Returns what the app's own download works with."""
    view = app.server.view_functions["download"]
    cells = dict(zip(view.__code__.co_freevars, view.__closure__, strict=True))
    return cells["services"].cell_contents


def test_text_that_a_spreadsheet_would_run_is_defused() -> None:
    texts = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"]
    table = pd.DataFrame({"Mô tả": [*texts, "phở", "a=1", "", None], "n": range(15)})
    rows = list(csv.reader(io.StringIO(to_csv(table).decode("utf-8-sig"), newline="")))
    assert [row[0] for row in rows[1:]] == [*("'" + text for text in texts), "phở", "a=1", "", ""]
    assert [row[1] for row in rows[1:]] == [str(number) for number in range(15)]


def test_numbers_below_zero_stay_numbers() -> None:
    rows = to_csv(pd.DataFrame({"Chênh lệch": [-1.5, 2.0]})).decode("utf-8-sig").split()
    assert rows == ["Chênh", "lệch", "-1.5", "2.0"]


def test_quotes_commas_and_lines_survive() -> None:
    texts = ['a "b"', "a,b", "a\nb", "a;b", "🍜"]
    data = to_csv(pd.DataFrame({"x": texts})).decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(data, newline=""))][1:] == texts
