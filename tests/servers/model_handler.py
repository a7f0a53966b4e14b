"""HTTP of the local model servers: whole answers, streams, and everything that can go wrong."""

from __future__ import annotations

import json
import math
import select
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from servers.model_dialect import Dialect
from servers.model_requests import ModelRequest
from servers.model_script import Answer, Fault

_LOOK_SECONDS = 0.02


class _ClientLeftError(Exception):
    """The client closed the connection, or the server is being stopped."""


class LoopbackServer(ThreadingHTTPServer):
    """Listens on loopback; stopping it ends hanging answers and closes idle connections."""

    # Threads are waited for when the server is closed, so that a test leaves none behind.
    daemon_threads = False
    request_queue_size = 64

    def __init__(self, port: int, dialect: Dialect) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.dialect = dialect
        self.answer: Callable[[ModelRequest], Answer] = lambda request: Answer()
        self.stopping = threading.Event()
        self.errors: list[BaseException] = []
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """Without a slash at its end."""
        return f"http://127.0.0.1:{self.server_port}"

    def hold(self, connection: socket.socket) -> None:
        """Remembers a connection that is to be closed with the server."""
        with self._lock:
            self._connections.add(connection)
            if self.stopping.is_set():
                _close(connection)

    def release(self, connection: socket.socket) -> None:
        """Forgets a connection."""
        with self._lock:
            self._connections.discard(connection)

    def stop(self) -> None:
        """Ends everything and waits for it."""
        self.stopping.set()
        self.shutdown()
        with self._lock:
            for connection in self._connections:
                _close(connection)
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keeps faults of this code; says nothing of clients that leave."""
        error = sys.exception()
        if error is not None and not isinstance(error, ConnectionError):
            self.errors.append(error)


def _close(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    server: LoopbackServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self.server.hold(self.connection)

    def finish(self) -> None:
        self.server.release(self.connection)
        super().finish()

    def log_message(self, format: str, *args: Any) -> None:
        """Writes nothing: records are in `ModelServer.requests`."""

    def do_GET(self) -> None:
        models = self.server.dialect.list_models(urlsplit(self.path).path)
        self._send_json(200 if models else 404, models or {"error": {"code": 404}})

    def do_POST(self) -> None:
        dialect = self.server.dialect
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = json.loads(self.rfile.read(int(headers.get("content-length", 0))) or b"{}")
        key = dialect.key_of(headers, query)
        question = dialect.read(parts.path, query, body)
        if question is None or not (key or dialect.keyless):
            fault = Fault("status", status=404, bad_key=question is not None)
            self._refuse(fault, key)
            return
        request = ModelRequest(parts.path, query, headers, body, key, question)
        try:
            self._give(request, self.server.answer(request))
        except (_ClientLeftError, ConnectionError):
            request.left_at = None if self.server.stopping.is_set() else time.time()
            self.close_connection = True
        finally:
            request.done.set()

    def _give(self, request: ModelRequest, answer: Answer) -> None:
        self._wait(answer.wait)
        fault = answer.fault
        if fault is not None and fault.after == 0 and fault.kind != "broken":
            self._go_wrong(request, fault)
        elif request.question.streamed:
            self._stream(request, answer)
        else:
            self._send_whole(request, answer)

    def _go_wrong(self, request: ModelRequest, fault: Fault) -> None:
        match fault.kind:
            case "status" if request.first_word_at is None:
                request.ended_at = time.time()
                self._refuse(fault, request.key)
            case "status":
                late = self.server.dialect.late_refusal(request.question, fault, request.key)
                self._chunk(late)
            case "broken":
                self._chunk(self.server.dialect.broken(request.question))
            case "hang":
                self._wait(math.inf)
            case "cut":
                request.ended_at = time.time()
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)

    def _send_whole(self, request: ModelRequest, answer: Answer) -> None:
        dialect, question, fault = self.server.dialect, request.question, answer.fault
        data = json.dumps(dialect.whole(question, answer), ensure_ascii=False).encode()
        if fault is None or fault.kind == "broken":
            request.first_word_at = request.ended_at = time.time()
            self._send(200, dialect.broken(question) if fault else data)
        elif fault.kind == "status":
            self._go_wrong(request, fault)
        else:
            self._head(200, {"Content-Type": "application/json", "Content-Length": len(data)})
            self.wfile.write(data[: len(data) // 2])
            request.first_word_at = time.time()
            self._go_wrong(request, fault)

    def _stream(self, request: ModelRequest, answer: Answer) -> None:
        dialect, question, fault = self.server.dialect, request.question, answer.fault
        mimetype = dialect.mimetypes.get(question.dialect, "text/event-stream")
        self._head(200, {"Content-Type": mimetype, "Transfer-Encoding": "chunked"})
        self._chunk(dialect.opening(question, answer))
        for number, word in enumerate(answer.words):
            if fault is not None and fault.after == number:
                break
            self._wait(answer.pause if number else 0)
            if number == 0:
                request.first_word_at = time.time()
            self._chunk(dialect.word(question, word, number))
        if fault is not None:
            self._go_wrong(request, fault)
            if fault.kind == "cut":
                return
        request.ended_at = time.time()
        last = b"" if fault is not None else dialect.closing(question, answer)
        self._chunk(last)
        self.wfile.write(b"0\r\n\r\n")

    def _wait(self, seconds: float) -> None:
        """Waits, but not for a client that has left."""
        end = time.monotonic() + seconds
        while True:
            left = end - time.monotonic()
            look = max(0.0, min(left, _LOOK_SECONDS))
            readable, _, _ = select.select([self.connection], [], [], look)
            if self.server.stopping.is_set() or (readable and self._is_closed()):
                raise _ClientLeftError
            if left <= 0:
                return
            if readable:
                time.sleep(look)

    def _is_closed(self) -> bool:
        seen: bytes = self.connection.recv(1, socket.MSG_PEEK)
        return not seen

    def _refuse(self, fault: Fault, key: str) -> None:
        status, body, headers = self.server.dialect.refusal(fault, key)
        self._send_json(status, body, headers)

    def _send_json(
        self, status: int, body: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> None:
        self._send(status, json.dumps(body, ensure_ascii=False).encode(), headers or {})

    def _send(self, status: int, data: bytes, headers: Mapping[str, str] | None = None) -> None:
        kind = {"Content-Type": "application/json; charset=UTF-8", "Content-Length": len(data)}
        self._head(status, {**kind, **(headers or {})})
        self.wfile.write(data)

    def _head(self, status: int, headers: Mapping[str, Any]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, str(value))
        self.end_headers()

    def _chunk(self, data: bytes) -> None:
        if data:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
