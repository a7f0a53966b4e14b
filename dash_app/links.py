"""Addresses of pages that other pages lead to."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

CREATOR_PAGE = "/creators/creator"
COMPARE_PAGE = "/creators/compare"
KOL_PAGE = "/creators/kol"
TIERS_PAGE = "/creators/tiers"
TOP_PAGE = "/creators/top"
CREATORS_PAGE = "/creators/overview"
HASHTAG_PAGE = "/videos/hashtag"
OUTLIERS_PAGE = "/videos/outliers"
DISHES_PAGE = "/trends/dishes"
SOUNDS_PAGE = "/trends/sounds"
ALERTS_PAGE = "/trends/alerts"
DATA_PAGE = "/about/data"


def creator_page(account: str) -> str:
    """Returns the address of a creator's page."""
    return f"{CREATOR_PAGE}?{urlencode({'account': account})}"


def compare_page(accounts: Iterable[str]) -> str:
    """Returns the address of the comparison of some creators."""
    return f"{COMPARE_PAGE}?{urlencode({'accounts': ','.join(accounts)})}"


def page(path: str, **choices: str) -> str:
    """Returns the address of a page with some of its choices set."""
    return f"{path}?{urlencode(choices)}" if choices else path


def tiktok_profile(account: str) -> str:
    """Returns the address of a creator on TikTok."""
    return f"https://www.tiktok.com/@{account}"


def tiktok_video(account: str, video_id: str) -> str:
    """Returns the address of a video on TikTok, which leads on to photos where it is one."""
    return f"{tiktok_profile(account)}/video/{video_id}"


def tiktok_sound(key: str) -> str:
    """Returns the address of a sound on TikTok; before its number any name will do."""
    return f"https://www.tiktok.com/music/am-thanh-{key}"
