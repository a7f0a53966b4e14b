"""Results that are kept: in files shared by the workers of a machine, or in Redis.

A key holds the dataset version, so a newly published version is simply a new key. One lock a key
lets one worker compute what the others then read.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, Final

import flask
from filelock import FileLock
from flask_caching import Cache

from dash_app.settings import Settings

LOG: Final = "dash_app"
_LOCK_SECONDS: Final = 30
_PREFIX: Final = "tiktok:"
_MOST_FILES: Final = 5_000


class ResultCache:
    """Bytes by key, computed at most once at a time."""

    def __init__(self, server: flask.Flask, settings: Settings) -> None:
        """Binds the cache that the settings name to the server."""
        self._settings = settings
        self._cache = Cache(server, config=_configuration(settings))
        self._redis = _redis(settings)
        self._log = logging.getLogger(LOG)

    def get(self, key: str, compute: Callable[[], bytes]) -> bytes:
        """Returns what is kept under a key, or computes and keeps it.

        A cache that does not answer costs speed, not the page.
        """
        name = hashlib.sha256(key.encode()).hexdigest()
        kept = self._read(name)
        if kept is not None:
            return kept
        with self._locked(name):
            kept = self._read(name)
            if kept is None:
                kept = compute()
                self._write(name, kept)
        return kept

    def answers(self) -> bool:
        """Returns whether the cache keeps what it is given."""
        probe = f"probe-{threading.get_ident()}"
        self._write(probe, b"1")
        return self._read(probe) == b"1"

    def _read(self, name: str) -> bytes | None:
        try:
            kept = self._cache.get(name)
        except Exception:
            self._log.exception("cache cannot be read")
            return None
        return kept if isinstance(kept, bytes) else None

    def _write(self, name: str, value: bytes) -> None:
        try:
            self._cache.set(name, value)
        except Exception:
            self._log.exception("cache cannot be written")

    @contextmanager
    def _locked(self, name: str) -> Iterator[None]:
        """Holds the key's lock; after `_LOCK_SECONDS` goes on without it."""
        with ExitStack() as held:
            try:
                held.enter_context(self._lock(name))
            except Exception:
                self._log.exception("cache lock cannot be had")
            yield

    def _lock(self, name: str) -> AbstractContextManager[Any]:
        if self._redis is not None:
            lock: AbstractContextManager[Any] = self._redis.lock(
                f"{_PREFIX}lock:{name}",
                timeout=_LOCK_SECONDS,
                blocking_timeout=_LOCK_SECONDS,
                raise_on_release_error=False,
            )
            return lock
        # 256 files: two keys that share one wait for each other, no more.
        path = self._settings.cache_folder / "locks" / name[:2]
        return FileLock(path, timeout=_LOCK_SECONDS, is_singleton=False)


def _configuration(settings: Settings) -> dict[str, Any]:
    shared = {"CACHE_DEFAULT_TIMEOUT": settings.cache_seconds}
    if settings.redis_url:
        return shared | {
            "CACHE_TYPE": "RedisCache",
            "CACHE_REDIS_URL": settings.redis_url,
            "CACHE_KEY_PREFIX": _PREFIX,
            "CACHE_OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
        }
    (settings.cache_folder / "locks").mkdir(parents=True, exist_ok=True)
    return shared | {
        "CACHE_TYPE": "FileSystemCache",
        "CACHE_DIR": str(settings.cache_folder / "results"),
        "CACHE_THRESHOLD": _MOST_FILES,
    }


def _redis(settings: Settings) -> Any:
    if not settings.redis_url:
        return None
    import redis

    return redis.Redis.from_url(settings.redis_url, socket_timeout=2, socket_connect_timeout=2)
