"""Results that are kept: in files shared by the workers of a machine, or in Redis.

A key holds the dataset version, so a newly published version is simply a new key. One lock a key
lets one worker compute what the others then read.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import flask
from filelock import FileLock
from flask_caching import Cache
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import LockError
from redis.retry import Retry

from dash_app.settings import Settings

LOG: Final = "dash_app"
# Longer than any page takes, and how long the key of a process that died stays locked in Redis.
_LOCK_SECONDS: Final = 10.0
_POLL_SECONDS: Final = 0.02
_SOCKET_SECONDS: Final = 2
# A cache that hangs would make each request wait for it: it is asked again after this time.
_REST_SECONDS: Final = 10.0
_PREFIX: Final = "tiktok:"
_MOST_FILES: Final = 5_000


class ResultCache:
    """Bytes by key, computed at most once at a time."""

    def __init__(
        self, server: flask.Flask, settings: Settings, lock_seconds: float = _LOCK_SECONDS
    ) -> None:
        """Binds the cache that the settings name to the server.

        Args:
            server: The application.
            settings: Name the cache.
            lock_seconds: How long is waited for another one that computes the same.
        """
        self._settings = settings
        self._lock_seconds = lock_seconds
        self._cache = Cache(server, config=_configuration(settings))
        self._redis = _redis(settings)
        self._log = logging.getLogger(LOG)
        self._rests_until = 0.0

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

    def get_unlocked(self, key: str, compute: Callable[[], bytes]) -> bytes:
        """Returns the same, where two may compute at once.

        For what is asked for while a result is computed: two keys can share a lock, and who holds
        it would wait for itself.
        """
        name = hashlib.sha256(key.encode()).hexdigest()
        kept = self._read(name)
        if kept is None:
            kept = compute()
            self._write(name, kept)
        return kept

    def answers(self) -> bool:
        """Returns whether the cache keeps what it is given, now."""
        self._rests_until = 0.0
        probe = f"probe-{threading.get_ident()}"
        self._write(probe, b"1")
        return self._read(probe) == b"1"

    def _read(self, name: str) -> bytes | None:
        kept = self._try(lambda: self._cache.get(name))
        return kept if isinstance(kept, bytes) else None

    def _write(self, name: str, value: bytes) -> None:
        self._try(lambda: self._cache.set(name, value))

    @contextmanager
    def _locked(self, name: str) -> Iterator[None]:
        """Holds the key's lock; where it cannot be had in time, goes on without it."""
        lock = self._lock(name)
        held = self._try(lambda: _acquire(lock))
        try:
            yield
        finally:
            if held:
                self._try(lambda: _release(lock))

    def _lock(self, name: str) -> Any:
        if self._redis is not None:
            return self._redis.lock(
                f"{_PREFIX}lock:{name}",
                timeout=self._lock_seconds,
                blocking_timeout=self._lock_seconds,
                sleep=_POLL_SECONDS,
            )
        # 256 files: two keys that share one wait for each other, no more.
        path = self._settings.cache_folder / "locks" / name[:2]
        return FileLock(
            path, timeout=self._lock_seconds, is_singleton=False, poll_interval=_POLL_SECONDS
        )

    def _try(self, action: Callable[[], Any]) -> Any:
        """Returns what an action on the cache returns; None where it fails, or the cache rests."""
        if time.monotonic() < self._rests_until:
            return None
        try:
            return action()
        except Exception:
            self._rests_until = time.monotonic() + _REST_SECONDS
            self._log.exception("cache fails and is left alone")
            return None


def _acquire(lock: Any) -> bool:
    """Returns whether a lock could be had in time."""
    try:
        return lock.acquire() is not False
    except TimeoutError:  # so says a file's lock
        return False


def _release(lock: Any) -> None:
    """Lets go of a lock; in Redis it may have run out meanwhile."""
    try:
        lock.release()
    except LockError:
        return


def _configuration(settings: Settings) -> dict[str, Any]:
    shared = {"CACHE_DEFAULT_TIMEOUT": settings.cache_seconds}
    if settings.redis_url:
        return shared | {
            "CACHE_TYPE": "RedisCache",
            "CACHE_REDIS_URL": settings.redis_url,
            "CACHE_KEY_PREFIX": _PREFIX,
            "CACHE_OPTIONS": _redis_options(),
        }
    (settings.cache_folder / "locks").mkdir(parents=True, exist_ok=True)
    return shared | {
        "CACHE_TYPE": "FileSystemCache",
        "CACHE_DIR": str(settings.cache_folder / "results"),
        "CACHE_THRESHOLD": _MOST_FILES,
    }


def _redis(settings: Settings) -> Redis | None:
    return Redis.from_url(settings.redis_url, **_redis_options()) if settings.redis_url else None


def _redis_options() -> dict[str, Any]:
    return {
        "socket_timeout": _SOCKET_SECONDS,
        "socket_connect_timeout": _SOCKET_SECONDS,
        # Once more where a kept connection is broken, at once: a result is computed in less time
        # than longer attempts would take.
        "retry": Retry(NoBackoff(), 1, supported_errors=(NoConnection,)),
    }
