"""Eight creators whose evening, or whose morning, videos do better: advice that can be foreseen."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any, Final

from homes import publish
from raw_shapes import Item, profile, video, video_id, write

from etl.home import Home

CREATORS: Final = 8
VIDEOS: Final = 60
EVENING, MORNING = 19, 8

_DAY: Final = 86_400
_FIRST_DAY: Final = 1_704_042_000
"""01/01/2024 at 0:00 in Viet Nam."""
_COLLECTED: Final = _FIRST_DAY + (2 * VIDEOS + 10) * _DAY


def publish_channels(home: Home, folder: Path, better: int, look: int = 0) -> None:
    """Publishes what was seen of them; a second look is of the same videos, later.

    Each creator posts every second day, by turns in the morning and in the evening; those of the
    better hour have three times as many plays. What else may differ does not: hashtags, lengths and
    weekdays follow the day, not the plays.

    Args:
        home: Where.
        folder: For the raw files.
        better: The hour that does better.
        look: Which time they are looked at.
    """
    for number in range(CREATORS):
        name = account(number)
        items = [_video(number, place, better, look) for place in range(VIDEOS)]
        write(folder / name / "videos_info.json", items)
        seen = {"collectTime": _COLLECTED + look * _DAY}
        write(folder / name / "user_info.json", profile(name, **seen))
    publish(home, folder)


def account(number: int) -> str:
    """Returns the name of the n-th creator."""
    return f"kenh{number}"


def _video(creator: int, place: int, better: int, look: int) -> Item:
    hour = EVENING if place % 2 else MORNING
    number = 1000 * creator + place
    # What one video gets more than another has to do with nothing else.
    luck = Random(number).lognormvariate(0, 0.3)
    plays = round(10_000 * luck * (creator + 1) * (3 if hour == better else 1))
    tags = "#monngon #anvat" if place % 3 else "#monngon"
    fields: dict[str, Any] = {
        "author": {"uniqueId": account(creator), "nickname": f"Kênh số {creator}"},
        "createTime": _FIRST_DAY + 2 * place * _DAY + hour * 3600,
        "collectTime": _COLLECTED + look * _DAY,
        "stats": {"playCount": plays, "diggCount": plays // 10, "commentCount": plays // 100},
        "video": {"id": video_id(number), "duration": 20 + 50 * (place % 5 > 2)},
        "desc": f"Bún bò Huế {tags}",
    }
    return video(number, **fields)
