"""How TikTok is reached, read once from an environment that is passed in."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from etl.environment import read_number
from etl.errors import BadCollectSetting

_TOKEN: Final = re.compile(r"[\w%+/=.~-]{1,512}", re.ASCII)


@dataclass(frozen=True)
class CollectSettings:
    """The configuration; what may be secret is in no representation of it.

    Attributes:
        tokens: `MS_TOKENS`: values of the cookie msToken, used in turn; without any, TikTok's home
            page gives one.
        proxies: `COLLECT_PROXIES`: `http://name:password@host:port` or `socks5://…`, used in turn.
        requests_per_minute: `COLLECT_REQUESTS_PER_MINUTE`: the most that are sent.
        timeout: `COLLECT_TIMEOUT`: seconds until an answer.
        session_timeout: `COLLECT_SESSION_TIMEOUT`: seconds until the browser stands at TikTok.
        tries: `COLLECT_TRIES`: how often one thing is asked for until it counts as blocked.
        first_wait: `COLLECT_FIRST_WAIT`: seconds before the second try; doubles with each.
        longest_wait: `COLLECT_LONGEST_WAIT`: seconds between two tries at most.
        blocked_in_a_row: `COLLECT_BLOCKED_IN_A_ROW`: after so many the run ends; 0 for never.
        resume_hours: `COLLECT_RESUME_HOURS`: an older unfinished crawl is closed and a new one
            begun.
        browser: `COLLECT_BROWSER`: path of Chromium or Chrome; looked for without it.
        headless: `COLLECT_HEADLESS`: 0 shows the browser's window.
        browser_arguments: `COLLECT_BROWSER_ARGS`: further arguments, quoted as for a shell.
    """

    tokens: tuple[str, ...] = field(default=(), repr=False)
    proxies: tuple[str, ...] = field(default=(), repr=False)
    requests_per_minute: float = 20.0
    timeout: float = 30.0
    session_timeout: float = 90.0
    tries: int = 5
    first_wait: float = 4.0
    longest_wait: float = 120.0
    blocked_in_a_row: int = 3
    resume_hours: float = 24.0
    browser: str | None = None
    headless: bool = True
    browser_arguments: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> CollectSettings:
        """Reads the settings; an unset or empty variable leaves its default.

        Raises:
            BadCollectSetting: Where a value cannot be used.
        """
        first_wait = _number(env, "COLLECT_FIRST_WAIT", cls.first_wait, 0, 3_600)
        longest = max(cls.longest_wait, first_wait)
        return cls(
            tokens=_tokens(env),
            proxies=_proxies(env),
            requests_per_minute=_number(
                env, "COLLECT_REQUESTS_PER_MINUTE", cls.requests_per_minute, 0.1, 60_000
            ),
            timeout=_number(env, "COLLECT_TIMEOUT", cls.timeout, 0.1, 3_600),
            session_timeout=_number(env, "COLLECT_SESSION_TIMEOUT", cls.session_timeout, 1, 3_600),
            tries=_whole(env, "COLLECT_TRIES", cls.tries, 1, 100),
            first_wait=first_wait,
            longest_wait=_number(env, "COLLECT_LONGEST_WAIT", longest, 0, 86_400),
            blocked_in_a_row=_whole(
                env, "COLLECT_BLOCKED_IN_A_ROW", cls.blocked_in_a_row, 0, 1_000_000
            ),
            resume_hours=_number(env, "COLLECT_RESUME_HOURS", cls.resume_hours, 0, 8_760),
            browser=env.get("COLLECT_BROWSER") or None,
            headless=bool(_whole(env, "COLLECT_HEADLESS", int(cls.headless), 0, 1)),
            browser_arguments=_arguments(env),
        )


def _tokens(env: Mapping[str, str]) -> tuple[str, ...]:
    tokens = _comma_separated(env.get("MS_TOKENS", ""))
    for number, token in enumerate(tokens, 1):
        if not _TOKEN.fullmatch(token):
            raise BadCollectSetting(
                f"MS_TOKENS không dùng được: giá trị thứ {number} có ký tự lạ hoặc quá dài; cần "
                "các giá trị của cookie msToken, cách nhau bằng dấu phẩy."
            )
    return tokens


def _proxies(env: Mapping[str, str]) -> tuple[str, ...]:
    proxies = _comma_separated(env.get("COLLECT_PROXIES", ""))
    for number, proxy in enumerate(proxies, 1):
        if not _is_proxy(proxy):
            # The value may hold a password, so it is not repeated.
            raise BadCollectSetting(
                f"COLLECT_PROXIES không dùng được: proxy thứ {number} cần dạng "
                "http://tên:mật-khẩu@máy:cổng hoặc socks5://máy:cổng, cách nhau bằng dấu phẩy."
            )
    return proxies


def _is_proxy(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port  # raises where it is no number
    except ValueError:
        return False
    return parts.scheme in {"http", "https", "socks5"} and bool(parts.hostname and port)


def _arguments(env: Mapping[str, str]) -> tuple[str, ...]:
    try:
        arguments = tuple(shlex.split(env.get("COLLECT_BROWSER_ARGS", "")))
    except ValueError:
        arguments = ("",)
    if not all(argument.startswith("--") for argument in arguments):
        raise BadCollectSetting(
            "COLLECT_BROWSER_ARGS không dùng được: cần các tham số của Chromium bắt đầu bằng --, "
            "có dấu nháy như trong dòng lệnh."
        )
    return arguments


def _comma_separated(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))


def _whole(env: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = env.get(name) or str(default)
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise BadCollectSetting(
            f"{name}={text[:20]!r} không dùng được: cần một số nguyên từ {least} đến {most}."
        )
    return int(text)


def _number(env: Mapping[str, str], name: str, default: float, least: float, most: float) -> float:
    return read_number(env, name, default, least, most, BadCollectSetting)
