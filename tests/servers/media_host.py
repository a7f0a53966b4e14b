"""A host of videos over plain HTTP: each page is the video's file, or what a test lets go wrong."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

FaultKind = Literal["404", "403", "cut", "hang", "damaged", "page"]


@dataclass
class MediaHost:
    """A running server.

    Attributes:
        port: On loopback.
        films: Content by name.
        shown: The film of each video id; `sound` where there is none.
        faults: What is answered for a video in the place of its film, each time.
        asked: The video ids that were asked for, in order.
        release: Set once hanging answers may end.
    """

    port: int
    films: dict[str, bytes]
    shown: dict[str, str] = field(default_factory=dict)
    faults: dict[str, FaultKind] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    release: threading.Event = field(default_factory=threading.Event)

    @property
    def template(self) -> str:
        """The value of MEDIA_URL_TEMPLATE."""
        return f"http://127.0.0.1:{self.port}/@{{handle}}/video/{{id}}"


def make_film(path: Path, seconds: float = 4.0, *, sound: bool = True) -> bytes:
    """Returns an MP4 of a test picture, with a tone."""
    ffmpeg = shutil.which("ffmpeg")
    assert ffmpeg is not None
    size = "testsrc=size=180x320:rate=10"
    inputs = ["-f", "lavfi", "-t", str(seconds), "-i", size]
    if sound:
        inputs += ["-f", "lavfi", "-t", str(seconds), "-i", "sine=frequency=440"]
    codecs = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    subprocess.run([ffmpeg, "-v", "error", "-y", *inputs, *codecs, str(path)], check=True)
    return path.read_bytes()


@contextmanager
def media_host(films: dict[str, bytes]) -> Iterator[MediaHost]:
    """Runs a server until the block ends.

    Args:
        films: Content by name; `sound` is shown where a test says nothing else.
    """
    host = MediaHost(0, films)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Says nothing."""

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, *, body: bool) -> None:
            video_id = self.path.rpartition("/")[2]
            host.asked.append(video_id)
            fault = host.faults.get(video_id)
            film = host.films[host.shown.get(video_id, "sound")]
            self.close_connection = True
            if fault in ("404", "403"):
                self.send_error(int(fault))
                return
            if fault == "hang":
                host.release.wait()
                return
            if fault == "page":
                self._send(b"<html><body>Xin ch\xc3\xa0o</body></html>", "text/html", body)
                return
            if fault == "damaged":
                film = film[:64] + bytes(len(film) - 64)
            self._send(film, "video/mp4", body, cut=fault == "cut")

        def _send(self, data: bytes, kind: str, body: bool, *, cut: bool = False) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if body:
                self.wfile.write(data[: len(data) // 2] if cut else data)

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Says nothing: clients go away in tests."""

    server = Server(("127.0.0.1", 0), Handler)
    host.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="media")
    thread.start()
    try:
        yield host
    finally:
        host.release.set()
        server.shutdown()
        server.server_close()
        thread.join()
