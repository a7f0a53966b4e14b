"""Streams and exports of pages, asked without a socket: who may ask, and what is answered."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import flask
import pytest
from dash import html
from flask.testing import FlaskClient
from werkzeug.middleware.proxy_fix import ProxyFix

from dash_app.cache import ResultCache
from dash_app.http.compression import register_compression
from dash_app.http.request_log import JsonLines, register_request_log
from dash_app.http.security import register_errors
from dash_app.http.streams import register_streams
from dash_app.pages import Ask, Event, Export, Page, Stream
from dash_app.services import Services
from dash_app.settings import Settings
from dash_app.store import Store
from dash_app.tabs.studio import hooks
from etl.home import Home
from llm.errors import NoModel, TooSlow
from llm.prompt import Prompt

SECRET = "sk-live-123 what the user typed"


class Run:
    """The streams of a made-up page; notes what they were asked and whether they were closed."""

    def __init__(self) -> None:
        self.asks: list[Ask] = []
        self.closed = 0

    def echo(self, ask: Ask) -> Iterator[Event]:
        self.asks.append(ask)
        yield Event("set", "result", html.P("Phở", id="x"))
        yield Event("text", "words", "ngon")
        yield Event("data", "script", {"parts": [1, 2]})

    def slow(self, ask: Ask) -> Iterator[Event]:
        yield Event("text", "words", "Mới được vài chữ")
        raise TooSlow

    def broken(self, ask: Ask) -> Iterator[Event]:
        yield Event("set", "result", None)
        raise KeyError(SECRET)

    def without_form(self, ask: Ask) -> Iterator[Event]:
        yield Event("set", "result", object())

    def ending(self, ask: Ask) -> Iterator[Event]:
        try:
            yield Event("failed", value="Không liên quan ẩm thực.")
            yield Event("text", "words", "không ai đọc")
        finally:
            self.closed += 1

    def asking(self, ask: Ask) -> Iterator[Event]:
        prompt = Prompt("Trả lời.", "Phở?")
        for words in ask.assistant.stream(prompt, client=ask.client):
            yield Event("text", "words", words)


def write(fields: Any) -> bytes:
    if "text" not in fields:
        raise ValueError("Chưa có kịch bản để tải.")
    return str(fields["text"]).encode("utf-16" if fields["text"] == "utf" else "ascii")


@pytest.fixture
def run() -> Run:
    return Run()


@pytest.fixture
def page(run: Run) -> Page:
    names = ("echo", "slow", "broken", "without_form", "ending", "asking")
    return replace(
        hooks.PAGE,
        streams=tuple(Stream(name, getattr(run, name)) for name in names),
        exports=(Export("kịch-bản.md", "text/markdown", write),),
    )


@pytest.fixture
def server(sample_home: Home, tmp_path: Path, page: Page) -> flask.Flask:
    made = flask.Flask("test")
    cache = ResultCache(made, Settings(cache_folder=tmp_path))
    services = Services(Store(sample_home.datasets), cache, "code")
    register_request_log(made)
    register_errors(made)
    register_streams(made, services, {page.path: page})
    register_compression(made)
    return made


@pytest.fixture
def asked(server: flask.Flask, log: list[logging.LogRecord]) -> FlaskClient:
    return server.test_client()


def events_of(answer: Any) -> list[dict[str, Any]]:
    blocks = answer.get_data(as_text=True).split("\n\n")
    return [
        json.loads(block.removeprefix("data: ")) for block in blocks if block.startswith("data")
    ]


def stream(client: FlaskClient, name: str, body: Any = None, **options: Any) -> Any:
    return client.post(f"/stream/studio/hooks/{name}", json={} if body is None else body, **options)


def test_events_come_as_lines_with_components_as_data(asked: FlaskClient) -> None:
    answer = stream(asked, "echo")
    assert answer.mimetype == "text/event-stream"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Accel-Buffering"] == "no"
    first, *others = events_of(answer)
    assert first["kind"] == "set"
    assert first["value"]["props"] == {"children": "Phở", "id": "x"}
    assert others == [
        {"kind": "text", "target": "words", "value": "ngon"},
        {"kind": "data", "target": "script", "value": {"parts": [1, 2]}},
        {"kind": "done", "target": "", "value": None},
    ]


def test_a_stream_is_not_compressed(asked: FlaskClient) -> None:
    answer = stream(asked, "echo", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in answer.headers
    assert events_of(answer)


def test_a_stream_is_asked_with_fields_view_and_client(asked: FlaskClient, run: Run) -> None:
    body = {"idea": "Phở", "seconds": 30, "parts": [{"title": "Mở"}], "facts": {"city": "Huế"}}
    asked.post("/stream/studio/hooks/echo?tier=high&hooks=24", json=body).get_data()
    (ask,) = run.asks
    assert ask.fields == body
    assert ask.reader.view.filters.tier == ("high",)
    assert ask.reader.view.choice("hooks") == "24"
    assert ask.client == "127.0.0.1"
    assert ask.assistant.models == ()


def test_a_time_out_in_the_middle_keeps_what_came_and_says_so(asked: FlaskClient) -> None:
    words, end = events_of(stream(asked, "slow"))
    assert words["value"] == "Mới được vài chữ"
    assert end["kind"] == "failed"
    assert end["value"] == f"{TooSlow.sentence} Phần đã viết được giữ lại."


def test_an_error_of_a_model_is_its_sentence(asked: FlaskClient) -> None:
    assert events_of(stream(asked, "asking")) == [
        {"kind": "failed", "target": "", "value": NoModel.sentence}
    ]


@pytest.mark.parametrize("name", ["broken", "without_form"])
def test_any_other_error_is_logged_without_its_text(
    asked: FlaskClient, log: list[logging.LogRecord], name: str
) -> None:
    *_, end = events_of(stream(asked, name, {"idea": SECRET}))
    assert end["value"] == "Máy chủ gặp lỗi khi trả lời. Lỗi đã được ghi lại."
    lines = [json.loads(JsonLines().format(each)) for each in log]
    (failure,) = [line for line in lines if line["level"] == "ERROR"]
    assert failure["path"] == f"/stream/studio/hooks/{name}"
    assert failure["error"] in {"KeyError", "TypeError"}
    assert any("streams.py" in frame for frame in failure["frames"])
    assert SECRET not in json.dumps(lines)


def test_the_log_says_how_each_stream_ended(
    asked: FlaskClient, log: list[logging.LogRecord]
) -> None:
    for name in ("echo", "slow", "broken", "ending"):
        stream(asked, name).get_data()
    ends = [each.__dict__ for each in log if each.getMessage() == "stream"]
    assert [(end["outcome"], end["events"]) for end in ends] == [
        ("done", 3),
        ("too_slow", 1),
        ("failed", 1),
        ("failed", 1),
    ]
    asked_as = [each.__dict__["path"] for each in log if each.getMessage() == "request"]
    assert [end["path"] for end in ends] == asked_as
    assert all(len(end["request_id"]) == 16 for end in ends)


def test_nothing_follows_an_end_that_the_page_says_itself(asked: FlaskClient, run: Run) -> None:
    assert events_of(stream(asked, "ending")) == [
        {"kind": "failed", "target": "", "value": "Không liên quan ẩm thực."}
    ]
    assert run.closed == 1


def test_places_are_free_again_after_failures(asked: FlaskClient) -> None:
    for name in ("broken", "slow", "ending") * 3:
        stream(asked, name).get_data()
    assert [each["kind"] for each in events_of(stream(asked, "echo"))][-1] == "done"


@pytest.mark.parametrize(
    "path",
    [
        "/stream/studio/hooks/nothing",
        "/stream/studio/hooks/",
        "/stream/studio/hooks",
        "/stream/nowhere/echo",
        "/stream/echo",
        "/stream/studio/hooks/hooks.comment",  # a card, but not a chart
        "/stream/studio/hooks/.comment",
        "/export/studio/hooks/nothing.md",
        "/export/nowhere/kịch-bản.md",
    ],
)
def test_what_is_not_there_cannot_be_asked(asked: FlaskClient, path: str) -> None:
    answer = asked.post(path, json={})
    assert (answer.status_code, answer.text) == (404, "Không có địa chỉ này.")


def test_a_stream_is_not_asked_by_a_link(asked: FlaskClient) -> None:
    assert asked.get("/stream/studio/hooks/echo").status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.elsewhere.example"},
        {"Origin": "http://localhost:81"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["/stream/studio/hooks/echo", "/export/studio/hooks/kịch-bản.md"])
def test_another_site_cannot_spend_a_visitors_quota(
    asked: FlaskClient, run: Run, path: str, headers: dict[str, str]
) -> None:
    answer = asked.post(path, json={"text": "x"}, headers=headers)
    assert (answer.status_code, answer.text) == (403, "Yêu cầu từ trang khác bị từ chối.")
    assert run.asks == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"Origin": "https://localhost"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
        # A proxy may hide the name that the browser knows.
        {"Origin": "https://food.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_our_own_pages_may_ask(asked: FlaskClient, headers: dict[str, str]) -> None:
    assert stream(asked, "echo", headers=headers).status_code == 200


def nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "body",
    [
        [],
        "text",
        7,
        {"a": "x" * 40_001},
        {"a" * 81: 1},
        {"a": nested(8)},
        {"a": list(range(501))},
        {str(number): 1 for number in range(501)},
        {"a": [list(range(400))] * 20},
    ],
    ids=lambda body: type(body).__name__,
)
def test_a_body_of_another_shape_or_size_is_refused(
    asked: FlaskClient, run: Run, body: Any
) -> None:
    answer = asked.post("/stream/studio/hooks/echo", json=body)
    assert (answer.status_code, answer.text) == (400, "Yêu cầu không đúng dạng.")
    assert run.asks == []


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"idea=x", "application/x-www-form-urlencoded", 415),
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b'{"a": NaN}', "application/json", 400),
        (b'{"a": 1e999}', "application/json", 400),
        (b'{"a": ' + b"[" * 100_000, "application/json", 400),
    ],
)
def test_only_json_is_read(
    asked: FlaskClient, run: Run, data: bytes, kind: str, status: int
) -> None:
    answer = asked.post("/stream/studio/hooks/echo", data=data, content_type=kind)
    assert answer.status_code == status
    assert run.asks == []


def test_a_body_within_the_bounds_is_taken(asked: FlaskClient, run: Run) -> None:
    body = {"a": "x" * 40_000, "b": nested(7), "c": list(range(500)), "d": None, "e": True}
    stream(asked, "echo", body).get_data()
    assert run.asks[0].fields == body


@pytest.mark.parametrize(
    ("hops", "forwarded", "address", "client"),
    [
        (0, "", "203.0.113.9", "203.0.113.9"),
        (0, "198.51.100.7", "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7", "10.0.0.1", "198.51.100.7"),
        (1, "1.2.3.4, 198.51.100.7", "10.0.0.1", "198.51.100.7"),
        (2, "1.2.3.4, 198.51.100.7, 10.0.0.2", "10.0.0.1", "198.51.100.7"),
        (0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (0, "", "2001:db8:1:2::9", "2001:db8:1:2::/64"),
        (0, "", "", "unknown"),
    ],
)
def test_the_client_is_the_address_that_trusted_proxies_name(
    server: flask.Flask, run: Run, hops: int, forwarded: str, address: str, client: str
) -> None:
    if hops:
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=hops)  # type: ignore[method-assign]
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    stream(
        server.test_client(), "echo", headers=headers, environ_overrides={"REMOTE_ADDR": address}
    ).get_data()
    assert run.asks[0].client == client


def test_a_file_is_made_of_what_the_browser_holds(asked: FlaskClient) -> None:
    answer = asked.post("/export/studio/hooks/kịch-bản.md", json={"text": "Pho"})
    assert (answer.status_code, answer.data) == (200, b"Pho")
    assert answer.mimetype == "text/markdown"
    assert answer.headers["Content-Disposition"].endswith("UTF-8''k%E1%BB%8Bch-b%E1%BA%A3n.md")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Chưa có kịch bản để tải."),
        # Python's own words are not for users.
        ({"text": "Phở"}, "Nội dung không đủ để tạo tệp."),
    ],
)
def test_a_file_that_cannot_be_made_is_explained(
    asked: FlaskClient, fields: Any, sentence: str
) -> None:
    answer = asked.post("/export/studio/hooks/kịch-bản.md", json=fields)
    assert (answer.status_code, answer.text) == (400, sentence)
    assert answer.mimetype == "text/plain"


def test_without_data_a_stream_says_so(tmp_path: Path, page: Page, run: Run) -> None:
    made = flask.Flask("test")
    cache = ResultCache(made, Settings(cache_folder=tmp_path))
    services = Services(Store(tmp_path / "none"), cache, "code")
    register_errors(made)
    register_streams(made, services, {page.path: page})
    for _ in range(3):
        answer = stream(made.test_client(), "echo")
        assert (answer.status_code, answer.text) == (503, "Chưa có dữ liệu để trả lời.")
