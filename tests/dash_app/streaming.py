"""Reads streams of a running dashboard as a browser does: part by part."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from servers.dashboard import RunningDashboard

CARD = "/stream/videos/performance/weekday.comment"


class Listener:
    """One stream that is being read."""

    def __init__(self, connection: HTTPConnection, answer: HTTPResponse) -> None:
        self._connection = connection
        self.answer = answer

    def events(self) -> Iterator[dict[str, Any]]:
        """Yields the events as they come; beats are passed over."""
        while line := self.answer.readline():
            if line.startswith(b"data: "):
                yield json.loads(line[6:])

    def until(self, kind: str) -> dict[str, Any]:
        """Returns the next event of a kind."""
        return next(event for event in self.events() if event["kind"] == kind)

    def leave(self) -> None:
        """Closes the connection, as a browser does whose page is left."""
        self.answer.close()
        self._connection.close()


@contextmanager
def listening(
    server: RunningDashboard,
    path: str = CARD,
    fields: Mapping[str, Any] = MappingProxyType({"fresh": 1}),
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Listener]:
    """Asks for a stream and leaves it with the block."""
    parts = urlsplit(server.url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    named = {"Content-Type": "application/json", **headers}
    connection.request("POST", path, json.dumps(dict(fields)), named)
    listener = Listener(connection, connection.getresponse())
    try:
        yield listener
    finally:
        listener.leave()


def heard(server: RunningDashboard, path: str = CARD, **headers: str) -> list[dict[str, Any]]:
    """Returns all events of a stream."""
    with listening(server, path, headers=named(headers)) as listener:
        return list(listener.events())


def named(words: Mapping[str, str]) -> dict[str, str]:
    """Returns headers of names that Python can write: `Stream_Ticket` is `Stream-Ticket`."""
    return {name.replace("_", "-"): value for name, value in words.items()}


def text_of(events: list[dict[str, Any]], target: str) -> str:
    """Returns the text that stands in an element after all events."""
    text = ""
    for event in events:
        if event["target"] == target and event["kind"] == "text":
            text += event["value"]
        elif event["target"] == target and event["kind"] == "replace":
            text = event["value"]
    return text
