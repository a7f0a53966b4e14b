"""A real Redis server on loopback, without persistence."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pytest
import redis

from servers.dashboard import free_port


@dataclass(frozen=True)
class RunningRedis:
    """A server that answers.

    Attributes:
        url: Of its first database.
        process: The server.
    """

    url: str
    process: subprocess.Popen[bytes]


@contextmanager
def redis_server() -> Iterator[RunningRedis]:
    """Runs a server until the block ends; skips the test where none is installed."""
    path = shutil.which("redis-server")
    if path is None:
        pytest.skip("không có redis-server: apt-get install redis-server")
    port = free_port()
    process = subprocess.Popen(
        [path, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"redis://127.0.0.1:{port}/0"
    try:
        client = redis.Redis.from_url(url)
        for _ in range(200):
            with suppress(redis.RedisError):
                client.ping()
                break
            time.sleep(0.05)
        else:
            raise RuntimeError("redis-server does not answer")
        client.close()
        yield RunningRedis(url, process)
    finally:
        process.kill()
        process.wait()
