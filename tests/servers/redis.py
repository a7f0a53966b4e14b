"""A real Redis on loopback that keeps nothing on disk."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from servers.dashboard import free_port

_START_SECONDS = 20


@dataclass(frozen=True)
class RunningRedis:
    """A Redis that answers.

    Attributes:
        port: Of loopback.
        process: The server.
    """

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """What `REDIS_URL` is set to."""
        return f"redis://127.0.0.1:{self.port}/0"


def has_redis() -> bool:
    """Returns whether Redis is installed here."""
    return shutil.which("redis-server") is not None


@contextmanager
def redis_server(folder: Path, port: int = 0) -> Iterator[RunningRedis]:
    """Runs a server until the block ends.

    Args:
        folder: It may write into.
        port: Of loopback; a free one without it.

    Raises:
        RuntimeError: Where it does not answer.
    """
    port = port or free_port()
    process = subprocess.Popen(
        [
            "redis-server",
            *("--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder)),
            *("--save", "", "--appendonly", "no"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_it_answers(port, process)
        yield RunningRedis(port, process)
    finally:
        process.kill()
        process.wait()


def _wait_until_it_answers(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as connection:
                connection.sendall(b"PING\r\n")
                if connection.recv(7) == b"+PONG\r\n":
                    return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"no Redis on port {port}")
