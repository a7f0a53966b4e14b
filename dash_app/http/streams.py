"""Answers that come in parts, as server-sent events, and files made of what a browser holds.

A stream keeps one of the worker's threads until its end. So few run at once in a worker; who comes
when they do is told its place in the queue at once and asks again with its ticket.
"""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

import flask

from dash_app.cache import LOG
from dash_app.components.insight.comment import find_comment
from dash_app.components.json_form import encode
from dash_app.http.asked import check_same_origin, client_name, read_fields
from dash_app.http.gate import Gate
from dash_app.http.listening import Listening
from dash_app.http.security import PLAIN
from dash_app.pages import Ask, Event, Export, Page, Stream, open_reader
from dash_app.services import Services
from dash_app.view import read_view
from llm.departure import Departure, Left, noticing
from llm.errors import ModelError

STREAMS_A_WORKER: Final = 2
"""Of its threads; `gunicorn.conf.py` has as many more."""

TICKET: Final = "Stream-Ticket"
_BEAT_SECONDS: Final = 1.0
_BEAT: Final = b":\n\n"
_FAILED: Final = "Máy chủ gặp lỗi khi trả lời. Lỗi đã được ghi lại."
_KEPT: Final = "Phần đã viết được giữ lại."
_Answer = flask.Response | tuple[str, int, dict[str, str]]
# A proxy that gathers an answer before it passes it on would hold back the words.
_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def register_streams(server: flask.Flask, services: Services, pages: Mapping[str, Page]) -> None:
    """Adds POST `/stream/<page>/<stream>` and `/export/<page>/<file>`.

    The query string of a stream is the page's.
    """
    gate = Gate(STREAMS_A_WORKER)

    def stream(name: str) -> flask.Response:
        check_same_origin()
        page, last = _find_page(pages, name)
        found = _find_stream(page, last)
        if found is None:
            flask.abort(404)
        ask = _read_ask(services, page)
        turn = gate.enter(flask.request.headers.get(TICKET, ""))
        if turn.position:
            return _answer([_queued(turn.position, turn.ticket)])
        account = _Account(flask.request.path, flask.g.get("request_id", ""))
        return _answer(_Running(found, ask, account, gate))

    def export(name: str) -> _Answer:
        check_same_origin()
        page, last = _find_page(pages, name)
        found = next((each for each in page.exports if each.name == last), None)
        if found is None:
            flask.abort(404)
        return _file(found, read_fields())

    server.add_url_rule("/stream/<path:name>", "stream", stream, methods=["POST"])
    server.add_url_rule("/export/<path:name>", "export", export, methods=["POST"])


def _find_page(pages: Mapping[str, Page], name: str) -> tuple[Page, str]:
    path, _, last = name.rpartition("/")
    page = pages.get("/" if path == "home" else f"/{path}")
    if page is None:
        flask.abort(404)
    return page, last


def _find_stream(page: Page, name: str) -> Stream | None:
    """Returns a stream of a page; the comment on each of its charts is one."""
    own = next((each for each in page.streams if each.name == name), None)
    return own or find_comment(page, name)


def _read_ask(services: Services, page: Page) -> Ask:
    view = read_view(page.controls, flask.request.query_string.decode(errors="replace"))
    reader = open_reader(services.store.snapshot(), view)
    return Ask(read_fields(), reader, services.assistant, client_name())


def _answer(lines: Any) -> flask.Response:
    return flask.Response(lines, mimetype="text/event-stream", headers=_HEADERS)


def _queued(position: int, ticket: str) -> bytes:
    sentence = f"Đang xếp hàng chờ mô hình: bạn ở vị trí {position}."
    return _line({"kind": "queued", "target": ticket, "value": sentence})


def _line(event: Mapping[str, Any]) -> bytes:
    return b"data: " + encode(event) + b"\n\n"


@dataclass
class _Account:
    """What is written to the log about a stream, and nothing of what was said in it."""

    path: str
    request_id: str
    began: float = field(default_factory=time.perf_counter)
    events: int = 0
    outcome: str = "done"

    def close(self, left: bool) -> None:
        """Writes it."""
        logging.getLogger(LOG).info(
            "stream",
            extra={
                "path": self.path,
                "outcome": "left" if left else self.outcome,
                "events": self.events,
                "milliseconds": round(1000 * (time.perf_counter() - self.began), 1),
                "request_id": self.request_id,
            },
        )


class _Running:
    """The lines of a stream with beats between them; its place at the gate is free at its end."""

    def __init__(self, stream: Stream, ask: Ask, account: _Account, gate: Gate) -> None:
        departure = Departure()
        lines = _lines(stream, ask, account, departure)

        def ended(left: bool) -> None:
            gate.leave()
            account.close(left)

        self._lines = Listening(lines, _BEAT_SECONDS, departure.leave, ended)

    def __iter__(self) -> Iterator[bytes]:
        return (_BEAT if line is None else line for line in self._lines)

    def close(self) -> None:
        """Called by the server at the end, or where the browser has left."""
        self._lines.close()


def _lines(stream: Stream, ask: Ask, account: _Account, departure: Departure) -> Generator[bytes]:
    """Yields the events of a stream as lines; what goes wrong becomes a sentence."""
    has_words = False
    try:
        with noticing(departure), closing(_events(stream, ask)) as events:
            for event in events:
                account.events += 1
                has_words |= event.kind == "text" and bool(event.value)
                yield _line({"kind": event.kind, "target": event.target, "value": event.value})
                if event.kind in {"failed", "done"}:
                    account.outcome = event.kind
                    return
    except Left:
        return
    except ModelError as error:
        account.outcome = error.code
        yield _failed(error.sentence, has_words)
    except Exception as error:
        account.outcome = "failed"
        _log_failure(error, account)
        yield _failed(_FAILED, has_words)
    else:
        yield _line({"kind": "done", "target": "", "value": None})


def _events(stream: Stream, ask: Ask) -> Generator[Event]:
    yield from stream.run(ask)


def _failed(sentence: str, has_words: bool) -> bytes:
    told = f"{sentence} {_KEPT}" if has_words else sentence
    return _line({"kind": "failed", "target": "", "value": told})


def _log_failure(error: Exception, account: _Account) -> None:
    """Writes where it happened; an error's own text may repeat what was asked or answered."""
    logging.getLogger(LOG).error(
        "stream failed",
        extra={
            "path": account.path,
            "request_id": account.request_id,
            "error": type(error).__name__,
            "frames": traceback.format_tb(error.__traceback__),
        },
    )


def _file(export: Export, fields: Mapping[str, Any]) -> _Answer:
    try:
        content = export.write(fields)
    except ValueError as error:
        return _refusal(error)
    answer = flask.Response(content, mimetype=export.mimetype)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(export.name)}"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _refusal(error: ValueError) -> _Answer:
    """Returns the sentence of an error that an export raised itself; any other is not for users."""
    sentence = str(error) if type(error) is ValueError else ""
    return sentence or "Nội dung không đủ để tạo tệp.", 400, PLAIN
