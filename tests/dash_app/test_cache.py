from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import flask
import pytest
from homes import ROOT, environment
from servers.redis_server import RunningRedis, redis_server

from dash_app.cache import ResultCache
from dash_app.settings import Settings

_THREADS = 8
# Long enough for others to ask meanwhile.
_WORK_SECONDS = 0.2
# No assertion on speed: what takes longer than this hangs.
_HANGS_SECONDS = 30


@pytest.fixture(scope="module")
def shared_redis() -> Iterator[RunningRedis]:
    with redis_server() as running:
        yield running


@pytest.fixture
def redis() -> Iterator[RunningRedis]:
    """A Redis that the test may stop."""
    with redis_server() as running:
        yield running


@pytest.fixture(params=["files", "redis"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings with each kind of cache."""
    if request.param == "files":
        return Settings(cache_folder=tmp_path / "cache")
    running: RunningRedis = request.getfixturevalue("shared_redis")
    return Settings(cache_folder=tmp_path / "cache", redis_url=running.url)


def _cache(settings: Settings, lock_seconds: float = 10) -> ResultCache:
    return ResultCache(flask.Flask("test"), settings, lock_seconds)


def _never() -> bytes:
    raise AssertionError("it is kept already")


def _work(seen: Path) -> Callable[[], bytes]:
    """Returns a computation that leaves a line each time it is done."""

    def compute() -> bytes:
        time.sleep(_WORK_SECONDS)
        with seen.open("a") as stream:
            stream.write("computed\n")
        return b"answer"

    return compute


def _key(tmp_path: Path, name: str = "key") -> str:
    """Returns a key that no other test has: Redis is shared."""
    return f"{tmp_path}/{name}"


def test_what_is_computed_is_kept(settings: Settings, tmp_path: Path) -> None:
    cache, key = _cache(settings), _key(tmp_path)
    assert cache.get(key, lambda: b"one") == b"one"
    assert cache.get(key, _never) == b"one"
    assert _cache(settings).get(key, _never) == b"one"


@pytest.mark.parametrize("value", [b"", b"\0\xff" * 1000, "nước mắm".encode(), b"x" * 2_000_000])
def test_any_bytes_are_kept(settings: Settings, tmp_path: Path, value: bytes) -> None:
    cache, key = _cache(settings), _key(tmp_path)
    assert cache.get(key, lambda: value) == value
    assert cache.get(key, _never) == value


def test_another_version_is_another_key(settings: Settings, tmp_path: Path) -> None:
    cache = _cache(settings)
    for version in ("20250319", "20250320"):
        key = _key(tmp_path, f"{version}\n/videos\nmetric=plays")
        assert cache.get(key, version.encode) == version.encode()
        assert cache.get(key, _never) == version.encode()


def test_keys_may_be_long_and_vietnamese(settings: Settings, tmp_path: Path) -> None:
    cache = _cache(settings)
    keys = [_key(tmp_path, "phở" * 5000 + end) for end in "ab"]
    assert [cache.get(key, key[-1].encode) for key in keys] == [b"a", b"b"]


def test_what_fails_is_not_kept_and_leaves_no_lock(settings: Settings, tmp_path: Path) -> None:
    cache, key = _cache(settings), _key(tmp_path)
    with pytest.raises(ZeroDivisionError):
        cache.get(key, lambda: bytes(1 // 0))
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(cache.get, key, lambda: b"two").result(_HANGS_SECONDS) == b"two"


def test_threads_that_ask_at_once_compute_once(settings: Settings, tmp_path: Path) -> None:
    cache, key, seen = _cache(settings), _key(tmp_path), tmp_path / "seen"
    started = threading.Barrier(_THREADS)

    def ask(_: int) -> bytes:
        started.wait()
        return cache.get(key, _work(seen))

    with ThreadPoolExecutor(_THREADS) as pool:
        assert list(pool.map(ask, range(_THREADS))) == [b"answer"] * _THREADS
    assert seen.read_text() == "computed\n"


_CHILD = """
import json, sys, time
from pathlib import Path
import flask
from dash_app.cache import ResultCache
from dash_app.settings import Settings

folder, redis_url, key, seen, seconds = json.loads(sys.argv[1])
cache = ResultCache(flask.Flask("test"), Settings(cache_folder=Path(folder), redis_url=redis_url))

def compute():
    with open(seen, "a") as stream:
        stream.write("computed\\n")
    print("computing", flush=True)
    time.sleep(seconds)
    return b"answer"

print("ready", flush=True)
sys.stdin.readline()
print(cache.get(key, compute).decode(), flush=True)
"""


def _child(settings: Settings, key: str, seen: Path, seconds: float) -> subprocess.Popen[str]:
    asked = json.dumps([str(settings.cache_folder), settings.redis_url, key, str(seen), seconds])
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, asked],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def test_processes_that_ask_at_once_compute_once(settings: Settings, tmp_path: Path) -> None:
    key, seen = _key(tmp_path), tmp_path / "seen"
    children = [_child(settings, key, seen, _WORK_SECONDS) for _ in range(2)]
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    answers = [child.communicate(timeout=_HANGS_SECONDS)[0].split()[-1] for child in children]
    assert answers == ["answer", "answer"]
    assert seen.read_text() == "computed\n"


def test_a_process_that_dies_while_it_computes_does_not_hold_up_others_for_ever(
    settings: Settings, tmp_path: Path
) -> None:
    key, seen = _key(tmp_path), tmp_path / "seen"
    child = _child(settings, key, seen, 600)
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write("go\n")
    child.stdin.flush()
    assert child.stdout.readline() == "computing\n"
    child.kill()
    child.communicate()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(_cache(settings, 0.5).get, key, lambda: b"mine")
        assert asked.result(_HANGS_SECONDS) == b"mine"


def test_who_has_waited_long_enough_computes_itself(settings: Settings, tmp_path: Path) -> None:
    key = _key(tmp_path)
    computing, done = threading.Event(), threading.Event()

    def slow() -> bytes:
        computing.set()
        done.wait(_HANGS_SECONDS)
        return b"slow"

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(_cache(settings).get, key, slow)
        assert computing.wait(_HANGS_SECONDS)
        assert _cache(settings, 0.1).get(key, lambda: b"quick") == b"quick"
        done.set()
        assert first.result() == b"slow"


def test_a_cache_that_works_answers(settings: Settings) -> None:
    assert _cache(settings).answers()


def test_results_that_are_old_are_computed_anew(settings: Settings, tmp_path: Path) -> None:
    short = Settings(
        cache_folder=settings.cache_folder, redis_url=settings.redis_url, cache_seconds=1
    )
    cache, key = _cache(short), _key(tmp_path)
    assert cache.get(key, lambda: b"old") == b"old"
    end = time.monotonic() + _HANGS_SECONDS
    while cache.get(key, lambda: b"new") == b"old":
        assert time.monotonic() < end
        time.sleep(0.1)
    assert cache.get(key, _never) == b"new"


def test_a_damaged_file_is_computed_anew(tmp_path: Path) -> None:
    cache = _cache(Settings(cache_folder=tmp_path))
    assert cache.get("key", lambda: b"one") == b"one"
    for path in (tmp_path / "results").iterdir():
        path.write_bytes(path.read_bytes()[:6] + b"?")
    assert cache.get("key", lambda: b"two") == b"two"
    assert cache.get("key", _never) == b"two"


def test_a_folder_that_is_gone_costs_speed_and_not_the_answer(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    cache = _cache(Settings(cache_folder=folder))
    folder.rename(tmp_path / "elsewhere")
    assert cache.get("key", lambda: b"one") == b"one"
    assert not cache.answers()


def test_what_somebody_else_left_under_a_key_is_not_taken(tmp_path: Path) -> None:
    cache = _cache(Settings(cache_folder=tmp_path))
    assert cache.get("key", lambda: b"one") == b"one"
    for path in (tmp_path / "results").iterdir():
        path.write_bytes(path.read_bytes()[:4] + b"a text, no result")
    assert cache.get("key", lambda: b"two") == b"two"


def test_a_redis_that_dies_between_two_calls_costs_only_speed(
    redis: RunningRedis, tmp_path: Path
) -> None:
    cache = _cache(Settings(cache_folder=tmp_path, redis_url=redis.url))
    assert cache.get("key", lambda: b"one") == b"one"
    assert cache.answers()
    redis.process.kill()
    redis.process.wait()
    assert cache.get("key", lambda: b"two") == b"two"
    assert cache.get("key", lambda: b"three") == b"three"
    assert not cache.answers()


def test_a_redis_that_dies_while_a_result_is_computed_costs_only_speed(
    redis: RunningRedis, tmp_path: Path
) -> None:
    cache = _cache(Settings(cache_folder=tmp_path, redis_url=redis.url))

    def compute() -> bytes:
        redis.process.kill()
        redis.process.wait()
        return b"one"

    assert cache.get("key", compute) == b"one"


def test_a_redis_that_comes_back_is_used_again(redis: RunningRedis, tmp_path: Path) -> None:
    cache = _cache(Settings(cache_folder=tmp_path, redis_url=redis.url))
    redis.process.kill()
    redis.process.wait()
    assert cache.get("key", lambda: b"one") == b"one"
    assert not cache.answers()
    with redis_server(redis.port):
        assert cache.answers()
        assert cache.get("key", lambda: b"two") == b"two"
        assert cache.get("key", _never) == b"two"


def test_a_redis_that_hangs_is_waited_for_once(
    redis: RunningRedis, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache = _cache(Settings(cache_folder=tmp_path, redis_url=redis.url))
    assert cache.answers()
    os.kill(redis.process.pid, signal.SIGSTOP)
    try:
        for number in range(20):
            assert cache.get(f"key {number}", lambda: b"one") == b"one"
    finally:
        os.kill(redis.process.pid, signal.SIGCONT)
    assert [each.message for each in caplog.records] == ["cache fails and is left alone"]


def test_no_redis_at_the_start_costs_only_speed(tmp_path: Path) -> None:
    cache = _cache(Settings(cache_folder=tmp_path, redis_url="redis://127.0.0.1:1/0"))
    assert cache.get("key", lambda: b"one") == b"one"
    assert not cache.answers()


def test_results_in_redis_expire_and_are_named(redis: RunningRedis, tmp_path: Path) -> None:
    import redis as client

    cache = _cache(Settings(cache_folder=tmp_path, redis_url=redis.url, cache_seconds=60))
    cache.get("key", lambda: b"one")
    with client.Redis(port=redis.port) as connection:
        keys = connection.keys("*")
        assert isinstance(keys, list)
        assert len(keys) == 1
        assert keys[0].startswith(b"tiktok:")
        assert 0 < connection.ttl(keys[0]) <= 60


def test_what_is_read_while_a_result_is_computed_waits_for_no_lock(
    settings: Settings, tmp_path: Path
) -> None:
    """Among 600 keys some share the lock of the key that is being computed."""
    cache = _cache(settings, lock_seconds=600)
    parts = [_key(tmp_path, f"part {number}") for number in range(600)]

    def compute() -> bytes:
        return b"".join(cache.get_unlocked(part, lambda: b".") for part in parts)

    done: list[bytes] = []
    thread = threading.Thread(target=lambda: done.append(cache.get(_key(tmp_path), compute)))
    thread.daemon = True
    thread.start()
    thread.join(_HANGS_SECONDS)
    assert done == [b"." * 600]
    assert cache.get_unlocked(parts[0], _never) == b"."
