"""What callbacks work with, made once by `create_app` and passed down."""

from __future__ import annotations

from dataclasses import dataclass

from dash_app.cache import ResultCache
from dash_app.store import Store


@dataclass(frozen=True)
class Services:
    """The open data and the kept results.

    Attributes:
        store: Runs queries.
        cache: Keeps results.
        code: Of this release: part of every cache key, so that old results do not outlive it.
    """

    store: Store
    cache: ResultCache
    code: str
