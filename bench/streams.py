"""How soon a model's first words reach a client: `python -m bench streams [--tries N]`.

A local server speaks the provider's API and notes when it sends its first word; the dashboard asks
it with the provider's real library, served by the project's own gunicorn configuration; a client on
loopback notes when the first words come. Both clocks are this machine's. A target missed is said,
never a failure.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

_TARGET = 300.0
_PATH = "/stream/videos/performance/weekday.comment"


def main(argv: list[str]) -> int:
    """Measures and prints; returns 0."""
    parser = argparse.ArgumentParser(prog="python -m bench streams")
    parser.add_argument("--tries", type=int, default=20)
    tries = parser.parse_args(argv).tries
    # The servers that the tests talk to.
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    with tempfile.TemporaryDirectory() as folder:
        first, *others = _measure(Path(folder), tries + 1)
    p95 = statistics.quantiles(others, n=20)[-1] if len(others) > 1 else others[0]
    print(f"từ chữ đầu của mô hình tới trình duyệt, {len(others)} lần, mili giây:")
    print(f"  trung vị {statistics.median(others):.1f}, phân vị 95 {p95:.1f}, lâu nhất", end=" ")
    print(f"{max(others):.1f}; lần đầu của tiến trình {first:.1f}")
    print(f"  lâu nhất / mục tiêu {_TARGET:.0f}: {max(first, *others) / _TARGET:.2f}")
    return 0


def _measure(folder: Path, tries: int) -> list[float]:
    from homes import publish
    from servers.dashboard import dashboard
    from servers.gemini_api import gemini_api
    from servers.model_script import streams

    from etl.home import Home
    from etl.sample import SampleSpec, write_sample

    write_sample(folder / "raw", SampleSpec(creators=8, videos=200, until=date(2025, 3, 19)))
    home = Home(folder / "home")
    publish(home, folder / "raw")
    words = ("Cuối ", "tuần ", "cao ", "hơn ", "ngày ", "thường.")
    found = []
    with gemini_api() as provider:
        env = {
            "GEMINI_API_KEYS": "bench",
            "MODEL_BASE_URL": provider.url,
            "MODEL_FOLDER": str(folder / "llm"),
            "MODEL_ANSWERS_PER_DAY": "0",
            "WEB_CONCURRENCY": "1",
        }
        with dashboard(home.root, folder, env) as server:
            for number in range(tries):
                provider.queue(streams(*words, wait=0.2, pause=0.1))
                arrived = _first_words(server.url)
                sent = provider.requests[number].first_word_at
                found.append(1_000 * (arrived - (sent or arrived)))
    return found


def _first_words(url: str) -> float:
    """Returns when the first words came, after reading all of them."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    connection.request(
        "POST", _PATH, json.dumps({"fresh": 1}), {"Content-Type": "application/json"}
    )
    answer, arrived = connection.getresponse(), 0.0
    while line := answer.readline():
        if not arrived and line.startswith(b'data: {"kind":"text"'):
            arrived = time.time()
    connection.close()
    return arrived


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
