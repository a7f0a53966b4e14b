"""The dashboard as it is deployed: gunicorn with the project's own configuration, on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from servers.model_server import ModelServer

ROOT = Path(__file__).resolve().parent.parent.parent
_START_SECONDS = 60


@dataclass(frozen=True)
class RunningDashboard:
    """A server that answers.

    Attributes:
        url: Without a slash at its end.
        process: The master; its workers are its children.
        log: What it wrote, while it runs.
    """

    url: str
    process: subprocess.Popen[bytes]
    log: Path


@contextmanager
def dashboard(
    home: Path,
    folder: Path,
    env: Mapping[str, str] | None = None,
    application: str = "dash_app.wsgi:server",
) -> Iterator[RunningDashboard]:
    """Runs a server over a home until the block ends.

    Args:
        home: Of the ETL.
        folder: For its cache and its log.
        env: Variables besides.
        application: What gunicorn serves.

    Raises:
        RuntimeError: Where it does not answer within a minute.
    """
    port = free_port()
    log = folder / "dashboard.log"
    variables = {
        **os.environ,
        "DATA_HOME": str(home),
        "CACHE_DIR": str(folder / "cache"),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
        **(env or {}),
    }
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", application],
            cwd=ROOT,
            env=variables,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_alive(url, process, log)
        yield RunningDashboard(url, process, log)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def asking(provider: ModelServer, folder: Path, **others: str) -> dict[str, str]:
    """Returns the variables by which a dashboard asks a local Gemini server.

    Args:
        provider: Its server.
        folder: For what the assistant keeps.
        others: Variables besides, or in place of these.
    """
    return {
        "GEMINI_API_KEYS": "khoa-thu",
        "MODEL_BASE_URL": provider.url,
        "MODEL_FOLDER": str(folder / "llm"),
        "WEB_CONCURRENCY": "1",
        **others,
    }


def free_port() -> int:
    """Returns a port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_alive(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"no answer from {url}: {log.read_text(errors='replace')[-2000:]}")
