"""Requests as a browser sends them when a filter changes, one by one and from many clients."""

from __future__ import annotations

import http.client
import json
import statistics
import threading
import time
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from dash_app.tabs import page_modules

_PATH = "/_dash-update-component"
_SECONDS = 8
_CLIENTS = 50


@dataclass(frozen=True)
class Timing:
    """Milliseconds from request to whole answer, on loopback."""

    uncached_p50: float
    uncached_p95: float
    cached_p50: float
    cached_p95: float


@dataclass(frozen=True)
class Load:
    """Many clients at once, half of what they ask for being kept already."""

    clients: int
    requests: int
    errors: int
    per_second: float
    p95: float


def measure_pages(url: str) -> tuple[dict[str, Timing], Timing]:
    """Changes filters on every page; each state is asked for twice, so once it is kept."""
    callbacks = page_callbacks(url)
    client = _client(url)
    firsts: dict[str, list[float]] = {}
    seconds: dict[str, list[float]] = {}
    for path in callbacks:
        # What is compiled and opened once a process is not part of a filter change.
        for _ in range(8):
            _ask(client, callbacks[path], path, f"?warm={time.perf_counter_ns()}&tier=low")
    for search in filter_changes(url):
        for path, callback in callbacks.items():
            for times in (firsts, seconds):
                times.setdefault(path, []).append(_ask(client, callback, path, search))
    pages = {path: _timing(firsts[path], seconds[path]) for path in callbacks}
    overall = _timing(sum(firsts.values(), []), sum(seconds.values(), []))
    return pages, overall


def filter_changes(url: str) -> list[str]:
    """Returns states that people come to, from no filter to several at once."""
    creators = _options(url, "creator")
    hashtags = _options(url, "hashtag")
    dishes = _options(url, "dish")
    changes: list[dict[str, Any]] = [
        {},
        {"metric": "likes"},
        {"metric": "engagement_rate"},
        {"aggregate": "mean"},
        {"period": "4w"},
        {"period": "12w"},
        {"period": "year"},
        {"start": "2024-01-01", "end": "2024-06-30"},
        {"tier": "high"},
        {"tier": ["low", "middle"], "period": "12w"},
        {"duration": ["30-60", "60-90"]},
        {"region": "Nam"},
        {"category": "Mukbang"},
        {"creator": creators[0]},
        {"creator": creators[1:4]},
        {"hashtag": hashtags[0]},
        {"hashtag": hashtags[5], "period": "12w"},
        {"dish": dishes[0]},
        {"dish": dishes[2], "tier": "middle", "metric": "shares"},
        {"region": ["Bắc", "Trung"], "period": "year", "aggregate": "mean"},
    ]
    return [f"?{urlencode(change, doseq=True)}" if change else "" for change in changes]


def measure_load(url: str) -> Load:
    """Lets many clients change filters for some seconds."""
    callbacks = list(page_callbacks(url).items())
    searches = filter_changes(url)
    times: list[float] = []
    errors = [0]
    end = time.monotonic() + _SECONDS

    def work(number: int) -> None:
        client = _client(url)
        step = number
        while time.monotonic() < end:
            path, callback = callbacks[step % len(callbacks)]
            search = searches[step % len(searches)]
            if step % 2:
                search += ("&" if search else "?") + f"start=2023-{1 + step % 12:02d}-01"
            try:
                times.append(_ask(client, callback, path, search))
            except (OSError, RuntimeError, http.client.HTTPException):
                errors[0] += 1
                client = _client(url)
            step += 7

    started = time.monotonic()
    threads = [threading.Thread(target=work, args=(n,)) for n in range(_CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.monotonic() - started
    return Load(
        _CLIENTS,
        len(times) + errors[0],
        errors[0],
        len(times) / elapsed,
        _quantile(times, 0.95),
    )


def page_callbacks(url: str) -> dict[str, dict[str, Any]]:
    """Returns the callback that fills the cards of each page that has some, by the page's path."""
    with urllib.request.urlopen(f"{url}/_dash-dependencies") as answer:
        known = json.load(answer)
    found = {}
    for module in page_modules():
        page = module.PAGE
        if not page.cards:
            continue
        prefix = f"..{page.key}-{page.cards[0].key}-"
        found[page.path] = next(each for each in known if each["output"].startswith(prefix))
    return found


def _options(url: str, name: str) -> list[str]:
    """Returns what a searched filter offers first."""
    output = json.dumps({"name": name, "type": "state"}, separators=(",", ":")) + ".options"
    with urllib.request.urlopen(f"{url}/_dash-dependencies") as answer:
        known = json.load(answer)
    callback = next(
        each
        for each in known
        if output.replace(".options", "\\.options") in each["output"] or output in each["output"]
    )
    body = {
        "output": callback["output"],
        "outputs": _outputs(callback["output"]),
        "inputs": [{"id": "notices", "property": "id", "value": "notices"}],
        "state": [{"id": "url", "property": "search", "value": ""}],
        "changedPropIds": [],
    }
    request = urllib.request.Request(
        url + _PATH, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        found = json.load(answer)["response"]
    key = json.dumps({"name": name, "type": "state"}, separators=(",", ":"))
    return [option["value"] for option in found[key]["options"]]


def _ask(
    client: http.client.HTTPConnection, callback: dict[str, Any], path: str, search: str
) -> float:
    body = {
        "output": callback["output"],
        "outputs": _outputs(callback["output"]),
        "inputs": [{"id": "url", "property": "search", "value": search}],
        "state": [{"id": "url", "property": "pathname", "value": path}],
        "changedPropIds": ["url.search"],
    }
    data = json.dumps(body)
    headers = {"Content-Type": "application/json", "Accept-Encoding": "br"}
    started = time.perf_counter()
    client.request("POST", _PATH, data, headers)
    answer = client.getresponse()
    answer.read()
    elapsed = 1000 * (time.perf_counter() - started)
    if answer.status != 200:
        raise RuntimeError(f"{path}{search}: {answer.status}")
    return elapsed


def _outputs(text: str) -> list[dict[str, Any]]:
    """Returns the outputs that a callback's name lists."""
    found = []
    for part in text.strip(".").split("..."):
        name, _, prop = part.rpartition(".")
        found.append({"id": json.loads(name) if name.startswith("{") else name, "property": prop})
    return found


def _client(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)


def _timing(first: list[float], second: list[float]) -> Timing:
    return Timing(
        statistics.median(first),
        _quantile(first, 0.95),
        statistics.median(second),
        _quantile(second, 0.95),
    )


def _quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0
