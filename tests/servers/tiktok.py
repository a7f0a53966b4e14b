"""www.tiktok.com on loopback, over TLS: what TikTokApi asks for, and faults on request.

    with tiktok(invented_channels(3, 160)) as server:
        server.queue(POSTS, "handle", CAPTCHA, None, html(500))
        etl("collect", "users", "handle", env=server.env())
        server.asked(POSTS, "handle")

`server.env()` are the variables by which `etl collect` reaches it, and nothing but it. By hand:

    PYTHONPATH=.:tests python -m servers.tiktok 3 160
"""

from __future__ import annotations

import asyncio
import copy
import shlex
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from aiohttp import web

from servers.self_signed import self_signed
from servers.tiktok_answers import (
    HOME_PAGE,
    challenge_detail,
    challenge_list,
    post_list,
    user_detail,
)
from servers.tiktok_channels import Channel, Json, invented_channels, tag_id
from servers.tiktok_faults import Fault

HOST = "www.tiktok.com"
HOME = "/"
PROFILE = "/api/user/detail/"
POSTS = "/api/post/item_list/"
TAG = "/api/challenge/detail/"
TAGGED = "/api/challenge/item_list/"
_BEACON = "/_beacon"


@dataclass(frozen=True)
class Asked:
    """One request.

    Attributes:
        path: One of the endpoints.
        subject: The handle or hashtag that it is about; empty for the home page.
        cursor: Where in a list; empty elsewhere.
        token: The msToken that was sent.
        at: When it came (monotonic seconds).
    """

    path: str
    subject: str
    cursor: str
    token: str
    at: float


class TikTok:
    """A running server; safe to be scripted while clients ask."""

    def __init__(self, channels: Iterable[Channel], port: int, fingerprint: str) -> None:
        self.channels = {channel.handle: channel for channel in channels}
        self.port = port
        self.before: Callable[[Asked], None] | None = None
        """Called in the server's thread before an answer; to stop a client at a given point."""
        self._fingerprint = fingerprint
        self._lock = threading.Lock()
        self._asked: list[Asked] = []
        self._queues: dict[tuple[str, str], deque[Fault | None]] = {}
        self._standing: dict[tuple[str, str], Fault] = {}

    @property
    def browser_arguments(self) -> list[str]:
        """Arguments by which Chromium finds this server, trusts it, and finds no other host."""
        rules = f"MAP {HOST} 127.0.0.1:{self.port},MAP * ~NOTFOUND,EXCLUDE 127.0.0.1"
        return [
            f"--host-resolver-rules={rules}",
            f"--ignore-certificate-errors-spki-list={self._fingerprint}",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-quic",
        ]

    def env(self, **others: str) -> dict[str, str]:
        """Returns the variables of a quick collector that can only reach this server."""
        return {
            "COLLECT_BROWSER_ARGS": shlex.join(self.browser_arguments),
            "COLLECT_REQUESTS_PER_MINUTE": "6000",
            "COLLECT_FIRST_WAIT": "0.01",
            "COLLECT_LONGEST_WAIT": "0.05",
            **others,
        }

    def queue(self, path: str, subject: str, *faults: Fault | None) -> None:
        """Appends faults for the next requests about a handle or hashtag; None is a right answer.

        Those of the home page have the empty subject.
        """
        with self._lock:
            self._queues.setdefault((path, subject), deque()).extend(faults)

    def always(self, path: str, subject: str, fault: Fault | None) -> None:
        """Gives the same fault to every request that the queue says nothing about."""
        with self._lock:
            if fault is None:
                self._standing.pop((path, subject), None)
            else:
                self._standing[path, subject] = fault

    def asked(self, path: str | None = None, subject: str | None = None) -> list[Asked]:
        """Returns the requests until now, in the order of arrival."""
        with self._lock:
            return [
                one
                for one in self._asked
                if path in (None, one.path) and subject in (None, one.subject)
            ]

    def forget(self) -> None:
        """Forgets faults and requests."""
        with self._lock:
            self._asked.clear()
            self._queues.clear()
            self._standing.clear()

    def tagged(self, tag: str) -> list[Json]:
        """Returns the posts with a hashtag, newest first."""
        found = (
            item
            for channel in self.channels.values()
            for item in channel.items
            if any(one["title"] == tag.lower() for one in item.get("challenges", ()))
        )
        return sorted(found, key=lambda item: (-item["createTime"], item["id"]))

    def application(self) -> web.Application:
        """Returns what aiohttp serves."""
        app = web.Application()
        app.router.add_get(_BEACON, _beacon)
        app.router.add_get("/favicon.ico", _beacon)
        app.router.add_get("/{path:.*}", self._answer)
        return app

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        asked = Asked(
            request.path if request.path.startswith("/api/") else HOME,
            self._subject(request.path, request.query),
            request.query.get("cursor", ""),
            request.query.get("msToken") or request.cookies.get("msToken", ""),
            time.monotonic(),
        )
        with self._lock:
            self._asked.append(asked)
            key = asked.path, asked.subject
            queue = self._queues.get(key)
            fault = queue.popleft() if queue else self._standing.get(key)
        if self.before is not None:
            await asyncio.to_thread(self.before, asked)
        if fault is not None and fault.kind != "changed":
            instead = await _instead(request, fault)
            if instead is not None:
                return instead
        if asked.path == HOME:
            return self._home()
        if not request.query.get("X-Bogus"):
            return web.Response()  # as TikTok answers what is not signed
        value = self._value(asked.path, request.query)
        if value is None:
            return web.Response(status=404)
        if fault is not None and fault.change is not None:
            value = fault.change(copy.deepcopy(value))
        return web.json_response(value)

    def _home(self) -> web.Response:
        page = web.Response(text=HOME_PAGE, content_type="text/html")
        token = f"token-of-the-server-{len(self.asked(HOME))}"
        page.set_cookie("msToken", token, domain=".tiktok.com", secure=True, samesite="None")
        return page

    def _subject(self, path: str, query: Mapping[str, str]) -> str:
        if path == PROFILE:
            return query.get("uniqueId", "")
        if path == POSTS:
            channel = self._by_sec_uid(query)
            return channel.handle if channel else ""
        if path == TAG:
            return query.get("challengeName", "").lower()
        return self._tag_of(query.get("challengeID", "")) if path == TAGGED else ""

    def _by_sec_uid(self, query: Mapping[str, str]) -> Channel | None:
        wanted = query.get("secUid")
        return next((one for one in self.channels.values() if one.sec_uid == wanted), None)

    def _tag_of(self, number: str) -> str:
        names = (
            tag["title"]
            for channel in self.channels.values()
            for item in channel.items
            for tag in item.get("challenges", ())
        )
        return next((name for name in names if tag_id(name) == number), "")

    def _value(self, path: str, query: Mapping[str, str]) -> Json | None:
        subject = self._subject(path, query)
        if path == PROFILE:
            return user_detail(self.channels.get(subject))
        if path == POSTS:
            return post_list(self._by_sec_uid(query), query)
        if path == TAG:
            return challenge_detail(subject, self.tagged(subject))
        return challenge_list(self.tagged(subject), query) if path == TAGGED else None


async def _beacon(request: web.Request) -> web.Response:
    return web.json_response({})


async def _instead(request: web.Request, fault: Fault) -> web.StreamResponse | None:
    """Gives the answer of a fault; None where the right one is to follow."""
    if fault.kind == "hang":
        await asyncio.sleep(fault.seconds)
        return None
    if fault.kind == "answer":
        return web.Response(status=fault.status, body=fault.body, content_type=fault.content_type)
    transport = request.transport
    if fault.kind == "reset":
        if transport is not None:
            transport.abort()
        return web.Response()
    response = web.StreamResponse(
        headers={"Content-Length": "5000", "Content-Type": "application/json"}
    )
    await response.prepare(request)
    await response.write(b'{"itemList":[')
    if transport is not None:
        transport.close()
    return response


@contextmanager
def tiktok(channels: Iterable[Channel], *, port: int = 0) -> Iterator[TikTok]:
    """Runs a server in a thread of its own until the block ends.

    Args:
        channels: Whom it serves.
        port: Of loopback; a free one without it.
    """
    certificate = self_signed(HOST)
    loop = asyncio.new_event_loop()
    server = TikTok(channels, port, certificate.fingerprint)
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=0.5)

    async def start() -> None:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port, ssl_context=certificate.context)
        await site.start()
        server.port = runner.addresses[0][1]

    thread = threading.Thread(target=loop.run_forever, name="tiktok")
    thread.start()
    try:
        # Not here: a browser of another test may keep a loop running in this thread.
        asyncio.run_coroutine_threadsafe(start(), loop).result()
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def main(arguments: list[str]) -> None:
    """Serves until it is stopped, and prints how a collector is pointed at it."""
    count, videos = (int(each) for each in arguments[1:3] or ("3", "160"))
    with tiktok(invented_channels(count, videos)) as server:
        lines = [f"export {name}={shlex.quote(value)}" for name, value in server.env().items()]
        sys.stdout.write("\n".join([*lines, "# " + " ".join(server.channels), ""]))
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv)
