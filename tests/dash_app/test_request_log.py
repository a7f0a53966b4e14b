"""What the log says of a request."""

from __future__ import annotations

import json
import logging
import sys

from dash import Dash
from flask.testing import FlaskClient

from dash_app.http.request_log import JsonLines


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
