"""What the server adds around Dash, asked without a socket."""

from __future__ import annotations

import copy
import csv
import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import brotli
import flask
import pandas as pd
import pytest
from dash import Dash
from flask.testing import FlaskClient
from homes import copied

from dash_app.app import create_app
from dash_app.cache import LOG
from dash_app.components.grid import PAGE_ROWS, read_rows
from dash_app.errors import NoData
from dash_app.http import downloads
from dash_app.http.compression import register_compression
from dash_app.http.downloads import to_csv
from dash_app.http.request_log import JsonLines
from dash_app.pages import Page, Reader
from dash_app.settings import Settings
from dash_app.store import Store
from dash_app.tabs import page_modules
from dash_app.tabs.videos import performance
from dash_app.view import read_view
from etl.home import Home

_CALLBACK = "/_dash-update-component"
_PAGES = [module.PAGE for module in page_modules()]
_GRIDS = [(page, card.grid) for page in _PAGES for card in page.cards if card.grid]


@pytest.fixture(scope="module")
def app(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Dash:
    folder = tmp_path_factory.mktemp("http")
    return create_app(Settings(data_home=sample_home.root, cache_folder=folder))


@pytest.fixture
def log() -> Iterator[list[logging.LogRecord]]:
    """Collects what the log is told, in place of writing it."""
    found: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = found.append  # type: ignore[assignment]
    logger = logging.getLogger(LOG)
    before, logger.handlers = logger.handlers, [handler]
    yield found
    logger.handlers = before


@pytest.fixture
def client(app: Dash, log: list[logging.LogRecord]) -> FlaskClient:
    server: flask.Flask = app.server
    return server.test_client()


def request_of(app: Dash, output: str, values: dict[str, Any]) -> dict[str, Any]:
    """Returns the body that a browser would send for a callback."""
    callback = app.callback_map[output]
    outputs = callback["output"]
    single = not isinstance(outputs, list)
    asked = [
        {"id": each.component_id, "property": each.component_property}
        for each in ([outputs] if single else outputs)
    ]
    parts = {
        part: [
            {
                "id": json.loads(each["id"]) if each["id"].startswith("{") else each["id"],
                "property": each["property"],
                "value": values.get(each["property"]),
            }
            for each in callback[part]
        ]
        for part in ("inputs", "state")
    }
    changed = [f"{each['id']}.{each['property']}" for each in callback["inputs"]]
    return {
        "output": output,
        "outputs": asked[0] if single else asked,
        "changedPropIds": changed[:1],
        **parts,
    }


def page_request(app: Dash, page: Page, search: str = "") -> dict[str, Any]:
    """Returns what a browser sends to have a page's cards filled."""
    head = f"{page.key}-{page.cards[0].key}-"
    output = next(
        key for key, each in app.callback_map.items() if key.startswith((head, f"..{head}"))
    )
    return request_of(app, output, {"search": search, "pathname": page.path})


def rows_request(app: Dash, key: str, request: Any) -> dict[str, Any]:
    """Returns what a grid sends for rows."""
    values = {"getRowsRequest": request, "search": ""}
    return request_of(app, f"{key}.getRowsResponse", values)


def options_request(app: Dash, values: dict[str, Any]) -> dict[str, Any]:
    """Returns what a dropdown sends for options."""
    output = next(key for key in app.callback_map if key.startswith('{"name":"creator"'))
    return request_of(app, output, values)


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.key)
def test_what_a_page_sends_is_answered(client: FlaskClient, app: Dash, page: Page) -> None:
    if not page.cards:
        return
    answer = client.post(_CALLBACK, json=page_request(app, page, "?tier=high&period=year"))
    assert answer.status_code == 200
    parts = answer.get_json()["response"]
    assert len(parts) >= len(page.cards)
    assert all(name.startswith(f"{page.key}-") for name in parts)


def test_a_page_that_is_no_longer_shown_is_left_alone(client: FlaskClient, app: Dash) -> None:
    body = page_request(app, performance.PAGE)
    body["state"][0]["value"] = "/elsewhere"
    assert client.post(_CALLBACK, json=body).status_code == 204


def test_kept_and_fresh_answers_are_the_same(client: FlaskClient, app: Dash) -> None:
    body = page_request(app, performance.PAGE, "?tier=low")
    fresh, kept = (client.post(_CALLBACK, json=body) for _ in range(2))
    assert fresh.data == kept.data
    figure = kept.get_json()["response"]["videos-performance-hour-content"]["figure"]
    assert figure["data"]


_FORGED_PARTS: dict[str, Callable[[dict[str, Any]], object]] = {
    "another id": lambda body: body["inputs"][0].update(id="page"),
    "another property": lambda body: body["inputs"][0].update(property="href"),
    "no id": lambda body: body["inputs"][0].pop("id"),
    "an id of a wrong type": lambda body: body["inputs"][0].update(id=5),
    "a pattern for an id": lambda body: body["inputs"][0].update(id={"type": "x"}),
    "a number for a text": lambda body: body["inputs"][0].update(value=5),
    "a list for a text": lambda body: body["inputs"][0].update(value=["?tier=low"]),
    "an object for a text": lambda body: body["inputs"][0].update(value={"a": 1}),
    "true for a text": lambda body: body["inputs"][0].update(value=True),
    "an object for a path": lambda body: body["state"][0].update(value={}),
    "a list in place of an input": lambda body: body.update(inputs=[body["inputs"]]),
    "a list of texts in place of an input": lambda body: body.update(inputs=[["x"]]),
    "one input too many": lambda body: body["inputs"].append(body["inputs"][0]),
    "no inputs": lambda body: body.update(inputs=[]),
    "no state": lambda body: body.pop("state"),
    "state of a wrong type": lambda body: body.update(state="url"),
    "no outputs": lambda body: body.pop("outputs"),
    "one output too few": lambda body: body["outputs"].pop(),
    "outputs of another callback": lambda body: body["outputs"][0].update(id="chips"),
    "another property of an output": lambda body: body["outputs"][0].update(property="id"),
    "a list in place of an output": lambda body: body["outputs"].__setitem__(0, []),
    "outputs of a wrong type": lambda body: body.update(outputs="page"),
    "an output without an id": lambda body: body["outputs"][0].pop("id"),
    "numbers for what changed": lambda body: body.update(changedPropIds=[5]),
    "objects for what changed": lambda body: body.update(changedPropIds=[{"a": 1}]),
    "nothing for what changed": lambda body: body.pop("changedPropIds"),
    "an unknown output": lambda body: body.update(output="nothing.children"),
    "a list for the output": lambda body: body.update(output=["page.children"]),
    "an object for the output": lambda body: body.update(output={"a": 1}),
}


@pytest.mark.parametrize("forged", list(_FORGED_PARTS))
def test_a_forged_request_is_refused_without_a_trace(
    client: FlaskClient, app: Dash, log: list[logging.LogRecord], forged: str
) -> None:
    body = copy.deepcopy(page_request(app, performance.PAGE))
    _FORGED_PARTS[forged](body)
    answer = client.post(_CALLBACK, json=body)
    assert (answer.status_code, answer.text) == (400, "Yêu cầu không đúng dạng.")
    assert [each.getMessage() for each in log if each.exc_info] == []


def test_a_callback_of_the_browser_cannot_be_called_here(client: FlaskClient, app: Dash) -> None:
    own = [key for key, each in app.callback_map.items() if "callback" not in each]
    assert own
    for output in own:
        body = request_of(app, output, {})
        assert client.post(_CALLBACK, json=body).status_code == 400


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 200_000,
        b'{"output":' * 40_000,
        b'{"output": ' + b"9" * 100_000 + b"}",
        b'{"output": NaN}',
        b"null",
        b"[]",
        b"5",
        b'"text"',
        b"{}",
    ],
    ids=lambda data: repr(data[:12]),
)
def test_a_body_that_is_no_callback_request_is_refused(
    client: FlaskClient, log: list[logging.LogRecord], data: bytes
) -> None:
    answer = client.post(_CALLBACK, data=data, content_type="application/json")
    assert (answer.status_code, answer.text) == (400, "Yêu cầu không đúng dạng.")
    assert [each.getMessage() for each in log if each.exc_info] == []


def test_deep_values_do_no_harm(client: FlaskClient, app: Dash) -> None:
    body = page_request(app, performance.PAGE)
    deep: Any = []
    for _ in range(200):
        deep = [deep]
    body["inputs"][0]["value"] = deep
    assert client.post(_CALLBACK, json=body).status_code == 400


@pytest.mark.parametrize(
    "values",
    [
        {"search_value": 5},
        {"search_value": ["a"]},
        {"search_value": "a", "value": 5},
        {"search_value": "a", "value": [5]},
        {"search_value": "a", "value": [{"a": 1}]},
        {"search_value": "a", "value": [["a"]]},
    ],
    ids=repr,
)
def test_a_forged_search_is_refused(
    client: FlaskClient, app: Dash, log: list[logging.LogRecord], values: dict[str, Any]
) -> None:
    answer = client.post(_CALLBACK, json=options_request(app, values))
    assert answer.status_code == 400
    assert [each.getMessage() for each in log if each.exc_info] == []


@pytest.mark.parametrize("typed", ["", "a", "%", "'", "\ud800", "\x00", "#@", "🍜", "a" * 5000])
def test_any_text_can_be_searched_for(client: FlaskClient, app: Dash, typed: str) -> None:
    body = options_request(app, {"search_value": typed, "value": ["ai đó"]})
    answer = client.post(_CALLBACK, json=body)
    assert answer.status_code == 200
    (found,) = answer.get_json()["response"].values()
    assert found["options"][0]["value"] == "ai đó"


@pytest.mark.parametrize(("page", "grid"), _GRIDS, ids=lambda each: each.key)
def test_a_grid_reads_its_rows(client: FlaskClient, app: Dash, page: Page, grid: Any) -> None:
    sortable = [column.field for column in grid.columns if column.sortable]
    for sort in (
        [],
        *([{"colId": name, "sort": way}] for name in sortable for way in ("asc", "desc")),
    ):
        asked = {"startRow": 0, "endRow": 100, "sortModel": sort}
        answer = client.post(_CALLBACK, json=rows_request(app, grid.key, asked))
        assert answer.status_code == 200, sort
        got = answer.get_json()["response"][grid.key]["getRowsResponse"]
        assert len(got["rowData"]) == min(PAGE_ROWS, got["rowCount"])
        cells = [cell for row in got["rowData"] for cell in row.values()]
        assert all(isinstance(cell, str) for cell in cells)
        assert not {"nan", "None", "NaT", "<NA>", "nan%"} & set(cells), sort


@pytest.mark.parametrize(
    "asked",
    [
        {"startRow": "x"},
        {"startRow": [1]},
        {"startRow": -5},
        {"startRow": 1e300},
        {"startRow": 10**18},
        {"startRow": True},
        {"sortModel": 5},
        {"sortModel": "plays"},
        {"sortModel": [5]},
        {"sortModel": [[]]},
        {"sortModel": [{"colId": ["plays"]}]},
        {"sortModel": [{"colId": {"a": 1}, "sort": 5}]},
        {"sortModel": [{"colId": "plays; DROP TABLE videos", "sort": "desc"}]},
        {"sortModel": [{"colId": "caption", "sort": "desc"}]},
        {"startRow": 0, "endRow": 10**9},
    ],
    ids=repr,
)
def test_a_forged_request_for_rows_gets_some_rows(
    client: FlaskClient, app: Dash, log: list[logging.LogRecord], asked: dict[str, Any]
) -> None:
    answer = client.post(_CALLBACK, json=rows_request(app, "videos-performance-grid", asked))
    assert answer.status_code == 200
    got = answer.get_json()["response"]["videos-performance-grid"]["getRowsResponse"]
    assert got["rowCount"] == 200
    assert len(got["rowData"]) <= PAGE_ROWS
    assert [each.getMessage() for each in log if each.exc_info] == []


@pytest.mark.parametrize("asked", [5, "x", [], [1], True])
def test_a_request_for_rows_of_another_shape_is_refused(
    client: FlaskClient, app: Dash, asked: Any
) -> None:
    answer = client.post(_CALLBACK, json=rows_request(app, "videos-performance-grid", asked))
    assert answer.status_code == 400


def test_rows_follow_each_other_and_every_video_comes_once(sample_home: Home) -> None:
    page, grid = next((page, grid) for page, grid in _GRIDS if page is performance.PAGE)
    reader = Reader(Store(sample_home.datasets).snapshot(), read_view(page.controls, ""))
    model = [{"colId": "hashtag_count", "sort": "asc"}]
    starts = range(0, 200, PAGE_ROWS)
    rows = [
        row
        for start in starts
        for row in read_rows(grid, reader, {"startRow": start, "sortModel": model})["rowData"]
    ]
    assert len({row["url"] for row in rows}) == len(rows) == 200
    counts = [int(row["hashtag_count"]) for row in rows]
    assert counts == sorted(counts)


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


@pytest.mark.parametrize("path", ["/nowhere", "/videos", "/videos/performance/x", "/%00", "/%ff"])
def test_an_unknown_address_opens_the_shell(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"


@pytest.mark.parametrize(
    "path",
    [
        "/_dash-component-suites/evil/x.js",
        "/_dash-component-suites/dash/dcc/nothing.js",
        "/_dash-component-suites/dash/../../app.py",
        "/_dash-component-suites/dash/dash.py",
        "/assets/nothing.css",
        "/assets/../dash_app/app.py",
        "/assets/%2e%2e/dash_app/app.py",
        "/assets/build/../../pyproject.toml",
    ],
)
def test_no_file_of_the_server_can_be_read(
    client: FlaskClient, log: list[logging.LogRecord], path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert [each.getMessage() for each in log if each.exc_info] == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/", 405),
        ("GET", _CALLBACK, 200),
        ("DELETE", _CALLBACK, 405),
        ("PUT", "/download/videos/performance/hour.csv", 405),
        ("POST", "/healthz", 405),
        ("HEAD", "/healthz", 200),
    ],
)
def test_other_methods(client: FlaskClient, method: str, path: str, status: int) -> None:
    assert client.open(path, method=method).status_code == status


def test_data_that_break_while_a_page_is_open_are_told(
    sample_home: Home, tmp_path: Path, log: list[logging.LogRecord]
) -> None:
    home = copied(sample_home, tmp_path / "home")
    app = create_app(Settings(data_home=home.root, cache_folder=tmp_path / "cache"))
    client = app.server.test_client()
    assert client.post(_CALLBACK, json=page_request(app, performance.PAGE)).status_code == 200
    (home.datasets / "current").unlink()
    answer = client.post(_CALLBACK, json=page_request(app, performance.PAGE))
    assert (answer.status_code, answer.text) == (503, "Chưa có dữ liệu để trả lời.")
    assert [each.getMessage() for each in log if each.exc_info] == []
    with pytest.raises(NoData):
        Store(home.datasets).snapshot()


def test_a_line_of_the_log_is_json_and_stands_on_one_line() -> None:
    try:
        raise ValueError("a\nb")
    except ValueError:
        record = logging.LogRecord(
            "x", logging.ERROR, __file__, 1, "một %s", ("hai\nba",), sys.exc_info()
        )
    record.path = "/x\n{}"
    text = JsonLines().format(record)
    assert "\n" not in text
    line = json.loads(text)
    assert line["message"] == "một hai\nba"
    assert line["level"] == "ERROR"
    assert line["path"] == "/x\n{}"
    assert "ValueError: a\nb" in line["error"]
    assert "request_id" not in line


def test_each_request_has_an_id_of_its_own(client: FlaskClient) -> None:
    ids = {client.get("/healthz").headers["X-Request-Id"] for _ in range(5)}
    assert len(ids) == 5


def test_the_log_of_a_failing_request_names_it(log: list[logging.LogRecord], app: Dash) -> None:
    client = app.server.test_client()
    answer = client.get("/download/videos/performance/nothing.csv?creator=ai.do")
    (line,) = [each for each in log if each.getMessage() == "request"]
    fields = vars(line)
    assert fields["status"] == 404
    assert fields["path"] == "/download/videos/performance/nothing.csv"
    assert "ai.do" not in json.dumps({k: str(v) for k, v in fields.items()})
    assert answer.headers["X-Request-Id"]


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Notes the size of whatever is compressed."""
    sizes: list[int] = []
    real = brotli.compress

    def compress(data: bytes, **options: Any) -> bytes:
        sizes.append(len(data))
        return bytes(real(data, **options))

    monkeypatch.setattr(brotli, "compress", compress)
    return sizes


def _static_server() -> FlaskClient:
    server = flask.Flask("test")
    register_compression(server)

    def asset(name: str) -> flask.Response:
        body = name.split(".")[0] * 2000
        kind = "image/png" if name.endswith("png") else "text/css"
        return flask.Response(body, mimetype=kind)

    server.add_url_rule("/assets/<name>", "asset", asset)
    server.add_url_rule("/page/<name>", "page", asset)
    return server.test_client()


def test_a_bundle_is_compressed_once(packed: list[int]) -> None:
    client = _static_server()
    for _ in range(3):
        answer = client.get("/assets/a.css?m=1", headers={"Accept-Encoding": "br"})
        assert brotli.decompress(answer.data) == b"a" * 2000
    assert packed == [2000]


def test_a_bundle_that_many_ask_for_at_once_is_compressed_once(packed: list[int]) -> None:
    client = _static_server()
    server = client.application

    def get(_: int) -> int:
        return (
            server.test_client().get("/assets/b.css", headers={"Accept-Encoding": "br"}).status_code
        )

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(get, range(24))) == {200}
    assert packed == [2000]


def test_addresses_that_are_made_up_take_no_memory(packed: list[int]) -> None:
    client = _static_server()
    for number in range(20):
        client.get(f"/assets/c.css?m={number}", headers={"Accept-Encoding": "br"})
    assert packed == [2000]


def test_other_answers_are_compressed_as_they_are_made(packed: list[int]) -> None:
    client = _static_server()
    for _ in range(2):
        client.get("/page/a.css", headers={"Accept-Encoding": "br"})
    assert packed == [2000, 2000]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0", None),
        ("*", "br"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("GZIP", "gzip"),
        ("abridged", None),
    ],
)
def test_the_encoding_is_one_that_the_client_takes(accepted: str, encoding: str | None) -> None:
    answer = _static_server().get("/page/a.css", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_pictures_and_small_answers_stay_as_they_are() -> None:
    client = _static_server()
    answer = client.get("/page/a.png", headers={"Accept-Encoding": "br"})
    assert "Content-Encoding" not in answer.headers
    assert (
        "Content-Encoding" not in client.get("/nothing", headers={"Accept-Encoding": "br"}).headers
    )


def test_only_what_changes_its_address_is_kept_for_good() -> None:
    client = _static_server()
    assert "immutable" in client.get("/assets/a.css?m=1").headers["Cache-Control"]
    assert "Cache-Control" not in client.get("/assets/a.css").headers
    assert "Cache-Control" not in client.get("/page/a.css?m=1").headers
