"""How this process is configured, read once from an environment that is passed in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from dash_app.errors import BadSetting
from llm.errors import BadModelSetting
from llm.settings import ModelSettings

_MEMORY: Final = re.compile(r"\d{1,9}(\.\d{1,3})? ?[KMGT]i?B", re.ASCII | re.IGNORECASE)
_DATABASE: Final = re.compile(r"/?\d{0,4}", re.ASCII)


@dataclass(frozen=True)
class Settings:
    """The configuration.

    Attributes:
        data_home: `DATA_HOME`: where the ETL publishes; its `datasets/current` is served.
        host: `HOST`: the address that is listened on; without it only this machine is served,
            unless `PORT` is set, as hosting platforms do, which expect every address.
        port: `PORT`.
        workers: `WEB_CONCURRENCY`: processes that answer.
        proxy_hops: `PROXY_HOPS`: proxies before this server that say truly who asks.
        redis_url: `REDIS_URL`: a cache shared by machines; without it, files in `cache_folder`.
        cache_folder: `CACHE_DIR`: shared by the workers of one machine.
        cache_seconds: `CACHE_SECONDS`: how long a result is kept.
        query_threads: `QUERY_THREADS`: of DuckDB, in each worker.
        query_memory: `QUERY_MEMORY`: of DuckDB, in each worker.
        models: How language models are reached.
    """

    data_home: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 8050
    workers: int = 2
    proxy_hops: int = 0
    redis_url: str | None = None
    cache_folder: Path = Path("data/cache")
    cache_seconds: int = 24 * 3600
    query_threads: int = 2
    query_memory: str = "1GB"
    models: ModelSettings = field(default_factory=ModelSettings)

    @property
    def datasets(self) -> Path:
        """The folder of the published versions."""
        return self.data_home / "datasets"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Reads the settings; an unset or empty variable leaves its default.

        Raises:
            BadSetting: Where a value cannot be used.
        """
        home = Path(env.get("DATA_HOME") or "data")
        return cls(
            data_home=home,
            host=env.get("HOST") or ("0.0.0.0" if env.get("PORT") else "127.0.0.1"),
            port=_whole(env, "PORT", 8050, 65_535),
            workers=_whole(env, "WEB_CONCURRENCY", 2, 256),
            proxy_hops=_whole(env, "PROXY_HOPS", 0, 8, least=0),
            redis_url=_redis_url(env),
            cache_folder=Path(env.get("CACHE_DIR") or home / "cache"),
            cache_seconds=_whole(env, "CACHE_SECONDS", 24 * 3600, 30 * 24 * 3600),
            query_threads=_whole(env, "QUERY_THREADS", 2, 64),
            query_memory=_memory(env),
            models=_models(env),
        )


def _models(env: Mapping[str, str]) -> ModelSettings:
    try:
        return ModelSettings.from_env(env)
    except BadModelSetting as error:
        raise BadSetting(str(error)) from error


def _whole(env: Mapping[str, str], name: str, default: int, most: int, least: int = 1) -> int:
    text = env.get(name) or str(default)
    # Nine digits at most: Python refuses to read thousands of them.
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise BadSetting(
            f"{name}={text[:40]!r} không dùng được: cần một số nguyên từ {least} đến {most}."
        )
    return int(text)


def _memory(env: Mapping[str, str]) -> str:
    text = env.get("QUERY_MEMORY") or "1GB"
    if not _MEMORY.fullmatch(text):
        raise BadSetting(
            f"QUERY_MEMORY={text[:40]!r} không dùng được: cần dung lượng như 512MB hoặc 1GB."
        )
    return text


def _redis_url(env: Mapping[str, str]) -> str | None:
    url = env.get("REDIS_URL")
    if url and not _is_redis(url):
        # The value may hold a password, so it is not repeated.
        raise BadSetting("REDIS_URL không dùng được: cần dạng redis://máy:cổng/số.")
    return url or None


def _is_redis(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    if parts.scheme == "unix":
        return bool(parts.path)
    return parts.scheme in {"redis", "rediss"} and bool(_DATABASE.fullmatch(parts.path))
