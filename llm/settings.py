"""How language models are reached, read once from an environment that is passed in."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from llm.errors import BadModelSetting

KEY_NAMES: Final = {
    "gemini": "GEMINI_API_KEY",
    "gemini-legacy": "GEMINI_API_KEY",
    "openai": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
}
# The quick and cheap model of each provider first, what `genai_prices` lists as its next one after.
_MODELS: Final = {
    "gemini": ("gemini-3.8-flash", "gemini-3.5-flash-lite"),
    "gemini-legacy": ("gemini-3.8-flash", "gemini-3.5-flash-lite"),
    "openai": ("gpt-6-luna", "gpt-6.1-terra"),
    "anthropic": ("claude-haiku-5-5", "claude-sonnet-5-5"),
}
_MODEL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@-]{0,99}", re.ASCII)
# A key put in the place of a name would be shown to users.
_LIKE_A_KEY: Final = re.compile(r"AIza|AQ\.|sk-|sk_", re.ASCII)
_KEY: Final = re.compile(r"[!-~]{1,512}", re.ASCII)


@dataclass(frozen=True)
class ModelSettings:
    """The configuration.

    Attributes:
        provider: `MODEL_PROVIDER`: gemini, gemini-legacy, openai (any compatible endpoint) or
            anthropic.
        models: `MODEL`: names to choose from, the default first.
        base_url: `MODEL_BASE_URL`: of a compatible or local endpoint; the provider's own without.
        keys: `GEMINI_API_KEYS`, `OPENAI_API_KEYS` or `ANTHROPIC_API_KEYS`.
        folder: `MODEL_FOLDER`: kept answers, counts and rates, shared by this machine's processes.
        requests_per_minute: `MODEL_REQUESTS_PER_MINUTE`: of each key; 0 leaves it to the provider.
        timeout: `MODEL_TIMEOUT`: seconds until a whole answer, or until a stream's first words.
        pause: `MODEL_PAUSE`: seconds between the words of a stream.
        patience: `MODEL_PATIENCE`: seconds to wait for a free key and to try again.
        answers_per_day: `MODEL_ANSWERS_PER_DAY`: of each client; 0 for no limit.
        answers_per_day_total: `MODEL_ANSWERS_PER_DAY_TOTAL`: of all; 0 for no limit.
        usd_per_day: `MODEL_USD_PER_DAY`: nothing is asked once it is spent; 0 for no limit.
        kept_days: `MODEL_KEPT_DAYS`: how long an answer is kept; 0 keeps none.
        kept_megabytes: `MODEL_KEPT_MEGABYTES`: how much is kept.
    """

    provider: str = "gemini"
    models: tuple[str, ...] = _MODELS["gemini"]
    base_url: str | None = None
    keys: tuple[str, ...] = field(default=(), repr=False)
    folder: Path = Path("data/cache/llm")
    requests_per_minute: int = 0
    timeout: float = 60.0
    pause: float = 20.0
    patience: float = 20.0
    answers_per_day: int = 200
    answers_per_day_total: int = 2_000
    usd_per_day: float = 0.0
    kept_days: int = 7
    kept_megabytes: int = 100

    @property
    def has_model(self) -> bool:
        """Whether there is something to ask: a key, or an own endpoint that may need none."""
        return bool(self.models) and bool(self.keys or self.base_url)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> ModelSettings:
        """Reads the settings; an unset or empty variable leaves its default.

        Raises:
            BadModelSetting: Where a value cannot be used.
        """
        provider = _provider(env)
        base_url = _base_url(env)
        folder = env.get("MODEL_FOLDER") or Path(env.get("DATA_HOME") or "data") / "cache" / "llm"
        return cls(
            provider=provider,
            models=_models(env, provider, base_url),
            base_url=base_url,
            keys=_keys(env, KEY_NAMES[provider]),
            folder=Path(folder),
            requests_per_minute=_whole(env, "MODEL_REQUESTS_PER_MINUTE", 0, 100_000),
            timeout=_seconds(env, "MODEL_TIMEOUT", 60.0),
            pause=_seconds(env, "MODEL_PAUSE", 20.0),
            patience=_seconds(env, "MODEL_PATIENCE", 20.0),
            answers_per_day=_whole(env, "MODEL_ANSWERS_PER_DAY", 200, 10_000_000),
            answers_per_day_total=_whole(env, "MODEL_ANSWERS_PER_DAY_TOTAL", 2_000, 10_000_000),
            usd_per_day=_number(env, "MODEL_USD_PER_DAY", 0.0, 0.0, 1_000_000.0),
            kept_days=_whole(env, "MODEL_KEPT_DAYS", 7, 365),
            kept_megabytes=_whole(env, "MODEL_KEPT_MEGABYTES", 100, 100_000),
        )


def _provider(env: Mapping[str, str]) -> str:
    name = env.get("MODEL_PROVIDER") or "gemini"
    if name not in KEY_NAMES:
        raise BadModelSetting(
            f"MODEL_PROVIDER={_shown(name)} không dùng được: cần một trong {', '.join(KEY_NAMES)}."
        )
    if name == "gemini-legacy" and find_spec("google.generativeai") is None:
        raise BadModelSetting(
            "MODEL_PROVIDER=gemini-legacy chưa dùng được: thiếu thư viện; "
            "hãy chạy pip install -r requirements-legacy.txt."
        )
    return name


def _models(env: Mapping[str, str], provider: str, base_url: str | None) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(_listed(env.get("MODEL") or "")))
    for name in names:
        if not _MODEL.fullmatch(name) or _LIKE_A_KEY.match(name):
            raise BadModelSetting(
                f"MODEL={_shown(name)} không dùng được: cần tên mô hình, cách nhau bằng dấu phẩy."
            )
    if not names and provider == "openai" and base_url:
        raise BadModelSetting(
            "MODEL còn trống: với MODEL_BASE_URL cần tên mô hình mà máy chủ đó phục vụ."
        )
    return names or _MODELS[provider]


def _keys(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    keys = (*_listed(env.get(f"{name}S") or ""), *_listed(env.get(name) or ""))
    for number, key in enumerate(keys, 1):
        if not _KEY.fullmatch(key):
            raise BadModelSetting(
                f"{name}S không dùng được: khóa thứ {number} có ký tự lạ hoặc quá dài; "
                "cần các khóa cách nhau bằng dấu phẩy."
            )
    return tuple(dict.fromkeys(keys))


def _base_url(env: Mapping[str, str]) -> str | None:
    url = (env.get("MODEL_BASE_URL") or "").strip()
    if url and not _is_address(url):
        # The value may hold a password or a key, so it is not repeated.
        raise BadModelSetting(
            "MODEL_BASE_URL không dùng được: cần dạng http://máy:cổng/đường-dẫn, không kèm mật "
            "khẩu hay tham số; khóa đặt ở biến riêng."
        )
    return url or None


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    extra = parts.username or parts.password or parts.query or parts.fragment
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not extra


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def _whole(env: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = env.get(name) or str(default)
    # Nine digits at most: Python refuses to read thousands of them.
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) > most:
        raise BadModelSetting(
            f"{name}={_shown(text)} không dùng được: cần một số nguyên từ 0 đến {most}."
        )
    return int(text)


def _seconds(env: Mapping[str, str], name: str, default: float) -> float:
    return _number(env, name, default, 0.1, 3_600.0)


def _number(env: Mapping[str, str], name: str, default: float, least: float, most: float) -> float:
    text = env.get(name) or str(default)
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not least <= value <= most:
        raise BadModelSetting(
            f"{name}={_shown(text)} không dùng được: cần một số từ {least:g} đến {most:g}."
        )
    return value


def _shown(value: str) -> str:
    """Writes a value into a message, unless it may be a key that was put in the wrong place."""
    return repr(value) if len(value) <= 16 and not _LIKE_A_KEY.match(value) else "(không hiện)"
