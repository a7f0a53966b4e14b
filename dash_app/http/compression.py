"""Answers compressed: scripts and styles once and for good, everything else as it is made.

Dash reads its bundles from disk and would have them compressed anew at each request.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from dataclasses import dataclass, field
from typing import Final

import brotli
import flask

_LEAST_BYTES: Final = 1024
_STATIC: Final = ("/_dash-component-suites/", "/assets/")
# Its parts would wait for each other.
_STREAM: Final = "text/event-stream"
_COMPRESSIBLE: Final = ("text/", "application/json", "application/javascript", "image/svg+xml")
# Of a bundle that is compressed once; 11 would take five times as long for some 8 % less.
_STATIC_QUALITY: Final = 9
_DYNAMIC_QUALITY: Final = 4
_MONTHS: Final = 31_536_000


@dataclass
class _Packed:
    """A bundle that is compressed by the first who asks for it, while others wait."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    data: bytes | None = None


def register_compression(server: flask.Flask) -> None:
    """Compresses answers with Brotli, or gzip for clients that do not know it."""
    # By content: an address can be made up, so that many of them lead to one bundle.
    kept: dict[tuple[bytes, str], _Packed] = {}

    def pack_once(data: bytes, encoding: str) -> bytes:
        digest = hashlib.blake2b(data, digest_size=16).digest()
        packed = kept.setdefault((digest, encoding), _Packed())
        with packed.lock:
            if packed.data is None:
                packed.data = _pack(data, encoding, _STATIC_QUALITY)
            return packed.data

    @server.after_request
    def compress(answer: flask.Response) -> flask.Response:
        is_static = flask.request.path.startswith(_STATIC)
        if is_static and answer.status_code == 200 and _is_versioned():
            answer.headers["Cache-Control"] = f"public, max-age={_MONTHS}, immutable"
        if not _is_compressible(answer):
            return answer
        answer.headers.add("Vary", "Accept-Encoding")
        encoding = flask.request.accept_encodings.best_match(("br", "gzip"))
        if encoding:
            answer.direct_passthrough = False
            data = answer.get_data()
            packed = (
                pack_once(data, encoding) if is_static else _pack(data, encoding, _DYNAMIC_QUALITY)
            )
            answer.set_data(packed)
            answer.headers["Content-Encoding"] = encoding
        return answer


def _is_versioned() -> bool:
    """Whether the address changes with the content: a fingerprint, or a time in the query."""
    return bool(flask.request.query_string) or ".v" in flask.request.path


def _is_compressible(answer: flask.Response) -> bool:
    return (
        answer.status_code == 200
        and "Content-Encoding" not in answer.headers
        and answer.mimetype != _STREAM
        and (answer.mimetype or "").startswith(_COMPRESSIBLE)
        and (answer.content_length is None or answer.content_length >= _LEAST_BYTES)
    )


def _pack(data: bytes, encoding: str, quality: int) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(data, quality=quality))
    return gzip.compress(data, quality)
