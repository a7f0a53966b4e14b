"""What a browser asks of streams and exports: only our own pages may, with bounded JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Final
from urllib.parse import urlsplit

import flask
from werkzeug.exceptions import BadRequest, Forbidden

_MOST_DEPTH: Final = 8
_MOST_VALUES: Final = 5_000
_MOST_MEMBERS: Final = 500
_MOST_CHARACTERS: Final = 40_000
_MOST_NAME: Final = 80


def check_same_origin() -> None:
    """Refuses what another site makes a browser send: it would spend the visitor's quota.

    A program that is no browser sends neither header, and spends its own.

    Raises:
        Forbidden: Where it comes from elsewhere.
    """
    site = flask.request.headers.get("Sec-Fetch-Site")
    origin = flask.request.headers.get("Origin")
    # A browser says the first only where nobody can listen in, and the second on every POST.
    if site is not None:
        is_ours = site == "same-origin"
    else:
        is_ours = origin is None or urlsplit(origin).netloc == flask.request.host
    if not is_ours:
        raise Forbidden("from another site")


def read_fields() -> Mapping[str, Any]:
    """Returns the object in the body of a request.

    Raises:
        BadRequest: Where it is no object of texts, numbers, lists and objects, or too large.
        UnsupportedMediaType: Where it does not say that it is JSON.
    """
    try:
        body = flask.request.get_json()
    except RecursionError as error:
        raise BadRequest("nested too deeply") from error
    if not isinstance(body, dict):
        raise BadRequest("not an object")
    if _count(body, _MOST_DEPTH) > _MOST_VALUES:
        raise BadRequest("too many values")
    return body


def _count(value: Any, depth: int) -> int:
    """Returns how many values there are in a value.

    Raises:
        BadRequest: Where one of them is too long, or lies too deep.
    """
    if isinstance(value, str):
        return _fits(len(value) <= _MOST_CHARACTERS)
    if isinstance(value, float):
        return _fits(math.isfinite(value))
    if isinstance(value, dict):
        _fits(all(len(name) <= _MOST_NAME for name in value))
        value = list(value.values())
    if isinstance(value, list):
        _fits(depth > 0 and len(value) <= _MOST_MEMBERS)
        return 1 + sum(_count(each, depth - 1) for each in value)
    return 1


def _fits(fits: bool) -> int:
    if not fits:
        raise BadRequest("too large, or too deep")
    return 1


def client_name() -> str:
    """Returns who asks, for the quota: an address, or the network of one where a home has many."""
    address = flask.request.remote_addr or ""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address or "unknown"
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(ip_network((int(parsed), 64), strict=False))
    return str(parsed)
