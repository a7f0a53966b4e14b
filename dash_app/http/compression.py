"""Answers compressed: scripts and styles once and for good, everything else as it is made.

Dash reads its bundles from disk and would have them compressed anew at each request.
"""

from __future__ import annotations

import gzip
import threading
from typing import Final

import brotli
import flask

_LEAST_BYTES: Final = 1024
_STATIC: Final = ("/_dash-component-suites/", "/assets/")
_COMPRESSIBLE: Final = ("text/", "application/json", "application/javascript", "image/svg+xml")
# Of a bundle that is compressed once; 11 would take five times as long for some 8 % less.
_STATIC_QUALITY: Final = 9
_DYNAMIC_QUALITY: Final = 4
_MONTHS: Final = 31_536_000


def register_compression(server: flask.Flask) -> None:
    """Compresses answers with Brotli, or gzip for clients that do not know it."""
    kept: dict[tuple[str, str], bytes] = {}
    lock = threading.Lock()

    @server.after_request
    def compress(answer: flask.Response) -> flask.Response:
        path = flask.request.path
        is_static = path.startswith(_STATIC)
        if is_static and answer.status_code == 200:
            _keep_in_browser(answer)
        encoding = _encoding(answer)
        if not encoding:
            return answer
        answer.direct_passthrough = False
        key = (flask.request.full_path, encoding)
        packed = kept.get(key) if is_static else None
        if packed is None:
            packed = _pack(answer.get_data(), encoding, is_static)
            if is_static and _is_versioned():
                with lock:
                    kept[key] = packed
        answer.set_data(packed)
        answer.headers["Content-Encoding"] = encoding
        answer.headers.add("Vary", "Accept-Encoding")
        return answer


def _is_versioned() -> bool:
    """Whether the address changes with the content: a fingerprint, or a time in the query."""
    return bool(flask.request.query_string) or ".v" in flask.request.path


def _keep_in_browser(answer: flask.Response) -> None:
    if _is_versioned():
        answer.headers["Cache-Control"] = f"public, max-age={_MONTHS}, immutable"


def _encoding(answer: flask.Response) -> str:
    accepted = flask.request.headers.get("Accept-Encoding", "")
    fits = (
        answer.status_code == 200
        and "Content-Encoding" not in answer.headers
        and (answer.mimetype or "").startswith(_COMPRESSIBLE)
        and (answer.content_length is None or answer.content_length >= _LEAST_BYTES)
    )
    if not fits:
        return ""
    return "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""


def _pack(data: bytes, encoding: str, is_static: bool) -> bytes:
    if encoding == "br":
        quality = _STATIC_QUALITY if is_static else _DYNAMIC_QUALITY
        return bytes(brotli.compress(data, quality=quality))
    return gzip.compress(data, 9 if is_static else 5)
