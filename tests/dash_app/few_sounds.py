"""Nine weeks of six creators and a seventh that was not collected again, to be counted by hand.

Week 8, from 26/02/2024, is the newest one that is known whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from homes import publish
from raw_shapes import Item, video, write

from dash_app.store import Snapshot, Store
from etl.home import Home

WEEKS: Final = 9
CREATORS: Final = 6
RISING, STEADY = "900", "800"

_DAY: Final = 86_400
_FIRST_MONDAY: Final = 1_704_042_000
"""01/01/2024 at 0:00 in Viet Nam."""
_COLLECTED: Final = _FIRST_MONDAY + 7 * WEEKS * _DAY + 2 * _DAY
_TOO_EARLY: Final = _FIRST_MONDAY + 7 * 8 * _DAY + 5 * _DAY
_MUSIC: Final = {
    RISING: {"id": RISING, "title": "Đang lên", "authorName": "Ca sĩ", "original": False},
    STEADY: {"id": STEADY, "title": "Vẫn vậy", "authorName": "Ban nhạc", "original": False},
}

_FIRST_FORMS: Final[dict[int, dict[str, Any]]] = {
    0: {"imagePost": {"images": [{"imageURL": {}}]}, "video": {"duration": 0}},
    1: {"isECVideo": True},
    2: {"isAd": True},
}


def few_sounds(folder: Path) -> Snapshot:
    """Returns them published.

    Each creator posts on each Tuesday. Four use `RISING` in week 8 and one of them in week 7; c5
    uses `STEADY` in every week; all else is a recording of its own that TikTok has not marked. c6
    posts one video with `RISING` in week 8 and is not collected after that week. In week 0 c0
    posts photos, c1 sells and c2 advertises; c3 is short, all others are not.
    """
    for number in range(CREATORS):
        items = [_video(number, week) for week in range(WEEKS)]
        write(folder / "in" / f"c{number}" / "videos_info.json", items)
    late = _video(6, 8) | {"collectTime": _TOO_EARLY, "music": _MUSIC[RISING]}
    write(folder / "in" / "c6" / "videos_info.json", [late])
    home = Home(folder / "home")
    publish(home, folder / "in")
    return Store(home.datasets).snapshot()


def _video(creator: int, week: int) -> Item:
    fields: dict[str, Any] = {
        "author": {"uniqueId": f"c{creator}", "nickname": f"Kênh {creator}"},
        "createTime": _FIRST_MONDAY + (7 * week + 1) * _DAY + 12 * 3600,
        "collectTime": _COLLECTED,
        "stats": {"playCount": 1000 * (creator + 1) + week, "diggCount": 10},
        "video": {"duration": 20 if creator == 3 else 100},
        "music": _music(creator, week),
    }
    first = _FIRST_FORMS.get(creator, {}) if week == 0 else {}
    return video(100 * creator + week, **{**fields, **first})


def _music(creator: int, week: int) -> dict[str, Any]:
    if creator == 5:
        return _MUSIC[STEADY]
    if (week == 8 and creator < 4) or (week == 7 and creator == 0):
        return _MUSIC[RISING]
    title = f"nhạc nền - Kênh {creator}"
    return {
        "id": f"{creator}{week:02}",
        "title": title,
        "authorName": f"Kênh {creator}",
        "original": False,
    }
