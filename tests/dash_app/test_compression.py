"""Which answers are compressed, and how often."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import brotli
import flask
import pytest
from flask.testing import FlaskClient

from dash_app.http.compression import register_compression


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
