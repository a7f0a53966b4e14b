"""Handles and hashtags as users type them: with @ or #, or as the address of a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from etl.errors import BadName
from etl.text import to_nfc

HASHTAGS: Final = "_hashtags"
"""The folder of raw files that hold a hashtag's videos."""
_TAKEN: Final = frozenset({HASHTAGS, "_enrichment"})
_HANDLE: Final = re.compile(r"[a-z0-9_](?:[a-z0-9._]{0,22}[a-z0-9_])?", re.ASCII)
_TAG: Final = re.compile(r"\w{1,100}")
_LONGEST_SHOWN: Final = 60


def handle_of(text: str) -> str:
    """Returns the handle in `@quan.an`, `quan.an` or `https://www.tiktok.com/@quan.an?lang=vi`.

    Raises:
        BadName: Where there is none.
    """
    handle = (_in_address(text, "@") or text.strip()).removeprefix("@").lower()
    if not _HANDLE.fullmatch(handle) or handle in _TAKEN:
        raise BadName(
            f"{_shown(text)} không phải tên TikToker: cần dạng @ten.tai.khoan (chữ không dấu, số, "
            "dấu chấm, gạch dưới; tối đa 24 ký tự) hoặc địa chỉ trang cá nhân."
        )
    return handle


def tag_of(text: str) -> str:
    """Returns the hashtag in `#ancunghanoi`, `ancunghanoi` or `https://www.tiktok.com/tag/…`.

    Raises:
        BadName: Where there is none.
    """
    tag = to_nfc((_in_address(text, "tag/") or text.strip()).removeprefix("#")).lower()
    if not _TAG.fullmatch(tag):
        raise BadName(
            f"{_shown(text)} không phải hashtag: cần dạng #ancunghanoi, không có dấu cách, "
            "hoặc địa chỉ trang của hashtag."
        )
    return tag


def listed(path: Path) -> list[str]:
    """Returns the lines of a list; empty ones and what stands behind `# ` are passed over.

    Of a line with commas, as in a CSV, only the first cell counts.

    Raises:
        BadName: Where the file is no text in UTF-8.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise BadName(f"{path} không đọc được: cần tệp văn bản mã UTF-8.") from error
    cells = (re.split(r"(?:^|\s)# |,", line)[0].strip().strip('"') for line in lines)
    return [cell for cell in cells if cell and cell != "#"]


def _in_address(text: str, mark: str) -> str:
    address = text.strip()
    if "://" not in address and not re.match(r"(?:\w+\.)?tiktok\.com/", address):
        return ""
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        return ""
    host = parts.hostname or ""
    path = unquote(parts.path).lstrip("/")
    if not (host == "tiktok.com" or host.endswith(".tiktok.com")) or not path.startswith(mark):
        return ""
    return path.removeprefix(mark).split("/")[0]


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…")
