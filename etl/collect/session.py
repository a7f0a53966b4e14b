"""One browser that stands at TikTok, driven by the library TikTokApi.

The library is used through `create_sessions`, `make_request` and `close_sessions` alone: its
iterators take a refusal for the end of a list. What it raises is told apart here, and nothing of it
leaves: its texts hold addresses with tokens.
"""

from __future__ import annotations

import asyncio
import logging
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from etl.collect.outcomes import Refusal, Refused
from etl.collect.settings import CollectSettings
from etl.errors import CollectorMissing
from etl.logs import LOG

if TYPE_CHECKING:
    from TikTokApi import TikTokApi

_SITE: Final = "https://www.tiktok.com"
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_LIBRARY_LOG: Final = "TikTokApi"
_CLOSING_SECONDS: Final = 20.0
_NETWORK_ERROR: Final = re.compile(r"ERR_[A-Z_]+")
_SIGNER: Final = "window.byted_acrawler !== undefined"


class Session:
    """Opens a browser at TikTok's home page and asks through it; each opening takes the next token.

    The library keeps its newest object in its classes, so that a process can have one session.
    """

    def __init__(self, settings: CollectSettings) -> None:
        """Opens nothing yet."""
        self._settings = settings
        self._api: TikTokApi | None = None
        self._opened = 0
        self._has_launched = False

    @property
    def is_open(self) -> bool:
        """Whether something can be asked."""
        return self._api is not None

    async def open(self) -> None:
        """Opens the browser.

        Raises:
            CollectorMissing: Where the library or the browser is not installed.
            Refused: Where TikTok's home page does not open as usual.
        """
        asyncio.get_running_loop().set_exception_handler(_note_only_the_kind)
        self._api = api = _quiet_api()
        arguments = list(self._settings.browser_arguments)
        if self._settings.headless:
            arguments.insert(0, "--headless=new")
        turn, self._opened = self._opened, self._opened + 1
        try:
            async with asyncio.timeout(self._settings.session_timeout):
                await api.create_sessions(
                    num_sessions=1,
                    headless=False,  # the argument above is the newer way
                    executable_path=_browser_path(self._settings.browser),
                    override_browser_args=arguments,
                    ms_tokens=_in_turn(self._settings.tokens, turn),
                    proxies=_in_turn([_proxy(each) for each in self._settings.proxies], turn),
                    timeout=int(self._settings.session_timeout * 1000),
                )
                self._has_launched = True
                await self._check_home_page(api)
        except (Refused, CollectorMissing):
            await self.close()
            raise
        except TimeoutError:
            await self.close()
            raise Refused(Refusal.HOME_PAGE, "quá thời hạn") from None
        except Exception as error:
            self._has_launched = self._has_launched or api.browser is not None
            await self.close()
            if not self._has_launched:
                raise CollectorMissing(_why_no_browser(self._settings.browser)) from None
            raise Refused(Refusal.CONNECTION, _network_error(error)) from None

    async def _check_home_page(self, api: TikTokApi) -> None:
        """The library takes any page for TikTok's; without a signer each request would hang."""
        session = api.sessions[0]
        if session.headers is None:
            raise Refused(Refusal.HOME_PAGE, "không có yêu cầu nào từ trang")
        try:
            await session.page.wait_for_function(_SIGNER, timeout=self._settings.timeout * 1000)
        except Exception as error:
            raise Refused(Refusal.HOME_PAGE, _network_error(error)) from None

    async def close(self) -> None:
        """Closes the browser; one that is dead or hangs is let go."""
        api, self._api = self._api, None
        if api is not None:
            with suppress(Exception):
                await asyncio.wait_for(api.close_sessions(), _CLOSING_SECONDS)

    async def get(self, path: str, params: Mapping[str, Any]) -> object:
        """Returns what TikTok answers, whatever it is.

        Raises:
            Refused: Where there is no JSON; the session is closed where it is lost.
        """
        from TikTokApi.exceptions import EmptyResponseException, InvalidJSONException

        if self._api is None:
            raise Refused(Refusal.CONNECTION)
        request = self._api.make_request(url=_SITE + path, params=dict(params), retries=1)
        try:
            return await asyncio.wait_for(request, self._settings.timeout)
        except EmptyResponseException:
            raise Refused(Refusal.EMPTY_ANSWER) from None
        except (InvalidJSONException, TypeError):  # the library fails to make the former
            raise Refused(Refusal.NOT_JSON) from None
        except AttributeError:  # JSON that is no object
            raise Refused(Refusal.SHAPE) from None
        except TimeoutError:
            raise Refused(Refusal.NO_ANSWER) from None
        except Exception as error:
            detail = _network_error(error)
        await self.close()
        raise Refused(Refusal.CONNECTION, detail)


def _network_error(error: Exception) -> str:
    """Returns Chromium's name of what went wrong; of the rest of the text nothing is safe."""
    found = _NETWORK_ERROR.search(str(error))
    return found[0] if found else ""


def _quiet_api() -> TikTokApi:
    """Makes the library's object without its log, which would show tokens."""
    try:
        from TikTokApi import TikTokApi
    except ImportError as error:
        raise CollectorMissing(
            "Thiếu thư viện TikTokApi để thu thập: chạy pip install -r requirements-collect.txt "
            "rồi thử lại."
        ) from error
    api = TikTokApi(logging_level=logging.CRITICAL, logger_name=_LIBRARY_LOG)
    api.logger.handlers.clear()
    api.logger.propagate = False
    return api


def _browser_path(named: str | None) -> str | None:
    """Returns the browser to start; None leaves it to Playwright, which may have its own."""
    if named is None:
        return next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    path = shutil.which(named)
    if path is None:
        raise CollectorMissing(_why_no_browser(named))
    return path


def _why_no_browser(named: str | None) -> str:
    if named is None:
        return (
            "Không có trình duyệt Chromium để thu thập: chạy apt-get install chromium, hoặc "
            "python -m playwright install --with-deps chromium, hoặc đặt COLLECT_BROWSER."
        )
    state = "không mở được" if Path(named).exists() else "không có"
    return (
        f"COLLECT_BROWSER={named!r}: {state} trình duyệt này. Cần đường dẫn tới Chromium hoặc "
        "Chrome chạy được; bỏ trống để tự tìm."
    )


def _in_turn(choices: Any, turn: int) -> Any:
    return [choices[turn % len(choices)]] if choices else None


def _proxy(address: str) -> dict[str, str]:
    """Returns a proxy as Playwright takes it."""
    parts = urlsplit(address)
    proxy = {"server": f"{parts.scheme}://{parts.hostname}:{parts.port}"}
    if parts.username:
        proxy |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
    return proxy


def _note_only_the_kind(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Keeps off the screen what Playwright leaves behind where a browser dies."""
    error = context.get("exception")
    logging.getLogger(LOG).info("asyncio: %s", type(error).__name__ if error else "note")
