"""One JSON line a request, with an id that the answer carries too."""

from __future__ import annotations

import json
import logging
import sys
import time
import uuid
from datetime import UTC, datetime
from typing import Any, Final

import flask

from dash_app.cache import LOG

_QUIET: Final = ("/healthz", "/version", "/_dash-component-suites/", "/assets/")
_STANDARD: Final = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}


class JsonLines(logging.Formatter):
    """A record as one line of JSON: what was passed as `extra` becomes keys."""

    def format(self, record: logging.LogRecord) -> str:
        """Returns the line."""
        """Returns the line, without its end."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "message": record.getMessage(),
        }
        line |= {k: v for k, v in record.__dict__.items() if k not in _STANDARD}
        if flask.has_request_context():
            line["request_id"] = flask.g.get("request_id")
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def open_log() -> logging.Logger:
    """Returns the dashboard's log.

    It and all other logs of this process write JSON lines to the error stream.
    """
    root = logging.getLogger()
    if not any(isinstance(each.formatter, JsonLines) for each in root.handlers):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        root.addHandler(handler)
    log = logging.getLogger(LOG)
    log.setLevel(logging.INFO)
    return log


def register_request_log(server: flask.Flask) -> None:
    """Gives each request an id and writes what became of it; query strings are not written."""
    log = open_log()

    @server.before_request
    def begin() -> None:
        flask.g.request_id = uuid.uuid4().hex[:16]
        flask.g.started = time.perf_counter()

    @server.after_request
    def end(answer: flask.Response) -> flask.Response:
        answer.headers["X-Request-Id"] = flask.g.get("request_id", "")
        if not flask.request.path.startswith(_QUIET) or answer.status_code >= 400:
            started = flask.g.get("started", time.perf_counter())
            log.info(
                "request",
                extra={
                    "method": flask.request.method,
                    "path": flask.request.path,
                    "status": answer.status_code,
                    "milliseconds": round(1000 * (time.perf_counter() - started), 1),
                    "bytes": answer.content_length,
                },
            )
        return answer
