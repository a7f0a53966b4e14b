"""The real gunicorn configuration over real sockets."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import brotli
import psutil
import pytest
from homes import copied, names
from servers.dashboard import ROOT, RunningDashboard, dashboard, free_port
from servers.redis_server import redis_server

from etl.home import Home
from etl.publish.versions import announce, make_announced_current

_CALLBACK = "/_dash-update-component"


@pytest.fixture(scope="module")
def running(
    sample_home: Home, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningDashboard]:
    with dashboard(sample_home.root, tmp_path_factory.mktemp("server")) as server:
        yield server


def ask(
    server: RunningDashboard,
    path: str,
    method: str = "GET",
    body: str | bytes | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[HTTPResponse, bytes]:
    parts = urlsplit(server.url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer, data


def post(server: RunningDashboard, body: Any) -> tuple[HTTPResponse, bytes]:
    return ask(server, _CALLBACK, "POST", json.dumps(body), {"Content-Type": "application/json"})


def test_bundles_are_all_there_right_after_a_cold_start(sample_home: Home, tmp_path: Path) -> None:
    with dashboard(sample_home.root, tmp_path) as server:
        bundles = [
            "/_dash-component-suites/dash/dcc/async-dropdown.js",
            "/_dash-component-suites/dash/dcc/async-graph.js",
            "/_dash-component-suites/dash_ag_grid/async-community.js",
        ]
        page = ask(server, "/")[1].decode()
        bundles += re.findall(r'<script src="([^"]+)"', page)
        bundles += re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
        assert len(bundles) > 15
        with ThreadPoolExecutor(40) as pool:
            answers = list(pool.map(lambda path: ask(server, path)[0].status, bundles * 3))
    assert set(answers) == {200}


def test_health(running: RunningDashboard, sample_home: Home) -> None:
    assert json.loads(ask(running, "/healthz")[1]) == {"status": "ok"}
    assert json.loads(ask(running, "/readyz")[1]) == {"data": True, "cache": True}
    version = json.loads(ask(running, "/version")[1])["version"]
    assert version == names(sample_home)[-1]


def test_without_data_the_process_lives_and_is_not_ready(tmp_path: Path) -> None:
    with dashboard(tmp_path / "nothing", tmp_path) as server:
        assert ask(server, "/healthz")[0].status == 200
        answer, data = ask(server, "/readyz")
        assert answer.status == 503
        assert json.loads(data) == {"data": False, "cache": True}
        assert ask(server, "/download/videos/performance/hour.csv")[0].status == 503


def test_headers_bind_the_browser(running: RunningDashboard) -> None:
    answer, _ = ask(running, "/videos/performance")
    policy = answer.headers["Content-Security-Policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    assert "'sha256-" in scripts
    assert "object-src 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert re.fullmatch("[0-9a-f]{16}", answer.headers["X-Request-Id"])


def test_what_no_page_sends_is_refused(running: RunningDashboard) -> None:
    bodies: list[Any] = [
        {"output": "nothing.children", "inputs": [], "changedPropIds": []},
        {"output": "chips.children", "inputs": [], "changedPropIds": []},
        {"output": "chips.children", "inputs": ["x"], "changedPropIds": []},
        {"output": ["chips"], "inputs": [], "changedPropIds": []},
        {"output": "chips.children"},
        [],
        "text",
        None,
        {},
    ]
    for body in bodies:
        answer, data = post(running, body)
        assert answer.status == 400, body
        assert data.decode() == "Yêu cầu không đúng dạng."
    assert post(running, {"output": "x" * 600_000})[0].status == 413
    text = ask(running, _CALLBACK, "POST", "{}", {"Content-Type": "text/plain"})[0]
    assert text.status == 415
    broken = ask(running, _CALLBACK, "POST", "{", {"Content-Type": "application/json"})[0]
    assert broken.status == 400
    deep = ask(running, _CALLBACK, "POST", "[" * 100_000, {"Content-Type": "application/json"})[0]
    assert deep.status == 400
    assert "Traceback" not in running.log.read_text(encoding="utf-8")


def test_a_table_opens_in_a_spreadsheet(running: RunningDashboard) -> None:
    answer, data = ask(running, "/download/videos/performance/duration.csv?tier=high")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0][0] == "Thời lượng"
    assert len(rows) == 10
    for path in ("videos/performance/nothing.csv", "nowhere/hour.csv", "videos/performance/hour"):
        assert ask(running, f"/download/{path}")[0].status == 404


def test_answers_are_compressed_as_the_client_can(running: RunningDashboard) -> None:
    page = ask(running, "/")[1].decode()
    path = next(src for src in re.findall(r'src="([^"]+)"', page) if "plotly-custom" in src)
    plain = ask(running, path)[1]
    packed, data = ask(running, path, headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "br"
    assert "immutable" in packed.headers["Cache-Control"]
    assert brotli.decompress(data) == plain
    assert len(data) < len(plain) / 2
    packed, data = ask(running, path, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(data) == plain
    assert "Content-Encoding" not in ask(running, path)[0].headers


def test_the_log_is_json_without_query_strings(running: RunningDashboard) -> None:
    answer, _ = ask(running, "/download/videos/performance/hour.csv?creator=somebody.secret")
    wanted = answer.headers["X-Request-Id"]
    lines = [json.loads(line) for line in running.log.read_text(encoding="utf-8").splitlines()]
    line = next(each for each in lines if each.get("request_id") == wanted)
    assert line["path"] == "/download/videos/performance/hour.csv"
    assert line["status"] == 200
    assert "somebody.secret" not in json.dumps(line)


def test_a_killed_worker_is_replaced(sample_home: Home, tmp_path: Path) -> None:
    with dashboard(sample_home.root, tmp_path, {"WEB_CONCURRENCY": "3"}) as server:
        before = wait_for_workers(server, 3)
        killed = min(before)
        os.kill(killed, signal.SIGKILL)
        after = wait_for_workers(server, 3, without=killed)
        assert killed not in after
        assert {ask(server, "/readyz")[0].status for _ in range(10)} == {200}
        lines = server.log.read_text(encoding="utf-8").splitlines()
    assert [line for line in map(json.loads, lines) if str(killed) in line["message"]]


def wait_for_workers(server: RunningDashboard, count: int, without: int = 0) -> set[int]:
    """Returns the workers once there are as many, the dead one gone; fails after ten seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        found = {each.pid for each in psutil.Process(server.process.pid).children()}
        if len(found) == count and without not in found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"not {count} workers: {found}")


def test_a_new_version_is_served_without_a_restart(two_versions_home: Home, tmp_path: Path) -> None:
    home = copied(two_versions_home, tmp_path / "home")
    older, newer = names(home)
    announce(home.datasets, older)
    make_announced_current(home.datasets)
    path = "/download/videos/performance/counts.csv"
    with dashboard(home.root, tmp_path) as server:
        before = ask(server, path)[1]
        announce(home.datasets, newer)
        make_announced_current(home.datasets)
        assert json.loads(ask(server, "/version")[1])["version"] == newer
        after = ask(server, path)[1]
    total = [sum(int(r["Số video"]) for r in csv_rows(each)) for each in (before, after)]
    assert total == [3, 4]


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_redis_keeps_results_for_all_workers(sample_home: Home, tmp_path: Path) -> None:
    import redis

    with (
        redis_server() as cache,
        dashboard(sample_home.root, tmp_path, {"REDIS_URL": cache.url}) as server,
    ):
        assert json.loads(ask(server, "/readyz")[1]) == {"data": True, "cache": True}
        known = json.loads(ask(server, "/_dash-dependencies")[1])
        output = next(
            each["output"] for each in known if each["output"].startswith("..trends-weeks-figures")
        )
        outputs = [
            dict(zip(("id", "property"), part.rsplit(".", 1), strict=True))
            for part in output.strip(".").split("...")
        ]
        body = {
            "output": output,
            "outputs": outputs,
            "inputs": [{"id": "url", "property": "search", "value": ""}],
            "state": [{"id": "url", "property": "pathname", "value": "/trends/weeks"}],
            "changedPropIds": ["url.search"],
        }
        assert len({post(server, body)[1] for _ in range(6)}) == 1
        kept = redis.Redis.from_url(cache.url).keys("tiktok:*")
        assert [key for key in kept if b"lock" not in key and b"probe" not in key]


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eighty"), ("WEB_CONCURRENCY", "0"), ("REDIS_URL", "http://x")],
)
def test_a_setting_that_cannot_be_used_is_explained(name: str, value: str) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), name: value}
    result = subprocess.run(
        [sys.executable, "-m", "dash_app"], env=env, capture_output=True, text=True, cwd=ROOT
    )
    assert result.returncode == 2
    assert result.stderr.startswith(f"Lỗi: {name}")
    assert "Traceback" not in result.stderr


def test_gunicorn_alone_explains_a_setting_too() -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PORT": "eighty"}
    words = [sys.executable, "-m", "gunicorn", "dash_app.wsgi:server"]
    result = subprocess.run(words, env=env, capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 1
    assert result.stderr.startswith("Lỗi: PORT='eighty'")
    assert "Traceback" not in result.stderr


def test_a_port_that_is_taken_is_explained(running: RunningDashboard) -> None:
    port = str(urlsplit(running.url).port)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PORT": port, "HOST": "127.0.0.1"}
    result = subprocess.run(
        [sys.executable, "-m", "dash_app"], env=env, capture_output=True, text=True, cwd=ROOT
    )
    assert result.returncode == 2
    assert port in result.stderr
    assert free_port() != int(port)
