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
        port: Of loopback.
        process: The server.
    """

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """The address of its first database."""
        return f"redis://127.0.0.1:{self.port}/0"


@contextmanager
def redis_server(port: int = 0) -> Iterator[RunningRedis]:
    """Runs a server until the block ends; skips the test where none is installed.

    Args:
        port: Of loopback; a free one without it.

    Raises:
        RuntimeError: Where it does not answer.
    """
    path = shutil.which("redis-server")
    if path is None:
        pytest.skip("không có redis-server: apt-get install redis-server")
    running_port = port or free_port()
    process = subprocess.Popen(
        [
            path,
            "--port",
            str(running_port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    running = RunningRedis(running_port, process)
    try:
        client = redis.Redis.from_url(running.url)
        for _ in range(200):
            with suppress(redis.RedisError):
                client.ping()
                break
            time.sleep(0.05)
        else:
            raise RuntimeError("redis-server does not answer")
        client.close()
        yield running
    finally:
        process.kill()
        process.wait()
