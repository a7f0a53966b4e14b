"""A home with a few creators of every awkward kind, small enough to count by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from homes import publish
from raw_shapes import POSTED, profile, video, video_id, write

from etl.home import Home

_DAY = 86_400
COLLECTED = POSTED + 200 * _DAY

STEADY = "deu.dan"
"""40 videos, one every second day at 23:00; the last one two days before collection; recollected
ten days later with more followers."""

STRANGE = {
    "khong.video": "a profile and no video",
    "mot.video": "one video, and nothing known of the channel but its name",
    "khong.xem": "videos that nobody has played, and no followers",
    "toan.anh": "photo posts alone",
    "toan.ghim": "pinned videos alone",
    "moi.dang": "videos of the last two days alone",
}


def write_few_creators(folder: Path) -> None:
    """Writes the raw files of `STEADY` and of all `STRANGE` ones, and of nine usual creators."""
    _steady(folder / STEADY)
    write(folder / "khong.video" / "user_info.json", _profile("khong.video"))
    one = _video(100, "mot.video", 30) | {"author": "mot.video"}
    one.pop("authorStats")
    write(folder / "mot.video" / "videos_info.json", [one])
    nobody = {"playCount": 0, "diggCount": 0}
    _folder(
        folder,
        "khong.xem",
        [_video(110 + n, "khong.xem", 30 + n, stats=nobody) for n in range(6)],
        followerCount=0,
    )
    photo = {"imagePost": {"images": [{"imageURL": {}}]}, "video": {"duration": 0}}
    _folder(folder, "toan.anh", [_video(120 + n, "toan.anh", 30 + n, **photo) for n in range(6)])
    _folder(
        folder,
        "toan.ghim",
        [_video(130 + n, "toan.ghim", 30 + n, isPinnedItem=True) for n in range(3)],
    )
    _folder(folder, "moi.dang", [_video(140 + n, "moi.dang", n / 4) for n in range(6)])
    for number in range(9):
        name = f"binh.thuong{number}"
        videos = [_video(200 + 10 * number + n, name, 10 + 7 * n) for n in range(5)]
        _folder(folder, name, videos, followerCount=1000 * (number + 1))


def publish_few_creators(root: Path) -> Home:
    """Returns a home with all of them published."""
    write_few_creators(root / "raw")
    home = Home(root / "home")
    publish(home, root / "raw")
    return home


def _steady(folder: Path) -> None:
    items = [
        _video(
            n,
            STEADY,
            2 + 2 * (39 - n),
            # Long videos do twice as well as short ones.
            video={"duration": 70 if n % 2 else 20},
            stats={
                "playCount": (20_000 if n % 2 else 10_000) + n,
                "diggCount": 1000,
                "commentCount": 100,
                "shareCount": 50,
                "collectCount": 200,
            },
            desc=f"Bún bò Huế #ngon{' #dai' * (n % 2)}",
            music={
                "id": str(n % 4),
                "title": "nhạc nền" if n % 4 else "Bài hát <b>hay</b>",
                "authorName": STEADY,
                "original": bool(n % 4),
            },
            isAd=n < 4,
        )
        for n in range(40)
    ]
    write(folder / "videos_info.json", items)
    write(folder / "user_info.json", _profile(STEADY, followerCount=4000))
    later = COLLECTED + 10 * _DAY
    again = [item | {"collectTime": later} for item in items]
    again[0] = again[0] | {"stats": again[0]["stats"] | {"playCount": 15_000}}
    write(folder / "again" / "videos_info.json", again)
    write(
        folder / "again" / "user_info.json",
        _profile(STEADY, followerCount=5000) | {"collectTime": later},
    )


def _folder(folder: Path, name: str, videos: list[dict[str, Any]], **stats: int) -> None:
    write(folder / name / "videos_info.json", videos)
    write(folder / name / "user_info.json", _profile(name, **stats))


def _profile(name: str, **stats: int) -> dict[str, Any]:
    item = profile(name, collectTime=COLLECTED)
    user = item["user"] | {"nickname": f"Kênh {name}", "signature": "Liên hệ công việc: 0901234567"}
    changed: dict[str, Any] = {"user": user, "stats": item["stats"] | stats}
    return item | changed


def _video(number: int, name: str, days_ago: float, **fields: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "author": {"uniqueId": name},
        "authorStats": {},
        "createTime": int(COLLECTED - days_ago * _DAY),
        "collectTime": COLLECTED,
        "video": {"id": video_id(number), "duration": 30},
    }
    item: dict[str, Any] = video(number, **(usual | fields))
    return item
