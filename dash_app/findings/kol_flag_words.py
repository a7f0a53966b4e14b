"""The flags of one creator in words, each with its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from dash_app.findings.kol_flags import (
    CONFIDENCES,
    LEAST_VIDEOS,
    LEAST_WEEKS,
    Confidence,
    FlagTable,
)
from dash_app.findings.kol_score import FEW
from dash_app.queries.kol import HEARD_PLAYS
from dash_app.words import decimal, percent, signed_percent, whole

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class RedFlag:
    """A flag of one creator.

    Attributes:
        text: In Vietnamese, with its numbers.
        confidence: How sure the data make the number, not what is behind it.
    """

    text: str
    confidence: Confidence


def flags_of(facts: Facts, flags: FlagTable, row: int) -> tuple[RedFlag, ...]:
    """Returns the flags of one creator, the most certain first.

    Args:
        facts: Of the creator: columns of `queries.kol`; peers (in words), usual_likes_per_play and
            usual_comments_per_play (their medians).
        flags: Of all creators.
        row: Of the creator.
    """
    found = [(int(level[row]), key) for key, level in flags.levels.items() if level[row]]
    return tuple(
        RedFlag(_WORDS[key](facts), CONFIDENCES[level - 1])
        for level, key in sorted(found, key=lambda each: -each[0])
    )


def unchecked_of(facts: Facts, flags: FlagTable, row: int) -> Iterator[str]:
    """Yields what could not be looked at for one creator, and why."""
    if not facts["snapshots"] >= 2:
        yield "biến động người theo dõi (mới thu thập một lần)"
    if np.isnan(flags.likes_z[row]) or np.isnan(flags.comments_z[row]):
        yield f"tỷ lệ thích, bình luận (cần {LEAST_VIDEOS} video và đủ người cùng cỡ để so)"
    if facts["weeks_seen"] < LEAST_WEEKS:
        yield f"nhịp đăng (cần {LEAST_WEEKS} tuần)"
    if facts["videos"] < FEW:
        yield f"mức quảng cáo (cần {FEW} video)"


def _refuses(_: Facts) -> str:
    return "Giới thiệu của kênh ghi không nhận booking"


def _rate(facts: Facts, name: str, title: str) -> str:
    own, usual = 1000 * facts[name], 1000 * facts[f"usual_{name}"]
    side = "cao" if own > usual else "thấp"
    return (
        f"{title} {side} bất thường: {_short(own)} trên 1.000 lượt xem, trung vị {_short(usual)} "
        f"của {facts['peers']} (n = {whole(facts['lasting'])} video)"
    )


def _silent(facts: Facts) -> str:
    return (
        f"{whole(facts['silent'])} trong {whole(facts['heard'])} video từ {whole(HEARD_PLAYS)} "
        "lượt xem không có bình luận nào: có thể đã tắt bình luận"
    )


def _cliff(facts: Facts) -> str:
    return (
        f"Người theo dõi {signed_percent(facts['worst_change'], 1)} giữa hai lần thu thập liền "
        f"nhau ({whole(facts['snapshots'])} lần trong {whole(facts['days'])} ngày)"
    )


def _idle(facts: Facts) -> str:
    return (
        f"Chưa thấy video mới trong {whole(facts['newest_age'])} ngày trước lần thu thập "
        "(video có thể chưa được thu thập)"
    )


def _irregular(facts: Facts) -> str:
    return (
        f"Đăng không đều: chỉ {whole(facts['weeks_active'])} trong {whole(facts['weeks_seen'])} "
        "tuần gần nhất có video"
    )


def _carried(facts: Facts) -> str:
    share = facts["best_plays"] / facts["total_plays"]
    return f"Một video chiếm {percent(share, 0)} tổng lượt xem của {whole(facts['lasting'])} video"


def _ads(facts: Facts) -> str:
    return (
        f"{percent(facts['ads'] / facts['videos'], 0)} video có dấu hiệu quảng cáo "
        f"({whole(facts['ads'])} trong {whole(facts['videos'])}); dấu hiệu suy từ chữ và liên kết, "
        "có thể nhầm"
    )


_WORDS: Final[Mapping[str, Callable[[Facts], str]]] = {
    "refuses": _refuses,
    "likes": lambda facts: _rate(facts, "likes_per_play", "Lượt thích"),
    "comments": lambda facts: _rate(facts, "comments_per_play", "Bình luận"),
    "silent": _silent,
    "cliff": _cliff,
    "idle": _idle,
    "irregular": _irregular,
    "carried": _carried,
    "ads": _ads,
}


def _short(per_thousand: float) -> str:
    return decimal(per_thousand, 1 if per_thousand >= 1 else 2)
