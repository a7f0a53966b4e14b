"""What the server adds around Dash, asked without a socket."""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient
from homes import copied

from dash_app.app import create_app
from dash_app.components.grid import PAGE_ROWS, read_rows
from dash_app.errors import NoData
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
