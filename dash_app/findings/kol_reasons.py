"""Why a creator has each part of its score: the number behind it, with its sample."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from dash_app.findings.kol_content import Content
from dash_app.findings.kol_score import (
    FEW,
    LEAST_DAYS,
    LEAST_FOR_SPREAD,
    LEAST_IN_HALF,
    SOME,
)
from dash_app.queries.kol import MATURE_DAYS
from dash_app.words import percent, short, signed_percent, whole

_MEDIAN_ERROR: Final = 1.2533
"""Standard error of a median as a multiple of that of a mean, for normal values."""


def content_reason(contents: Sequence[Content], row: int) -> str:
    """Says how many videos are about what the brief asks for."""
    if not contents:
        return "Đề bài không hỏi ngành, món, miền hay định dạng nên không chấm"
    return _sentence("; ".join(each.words(row) for each in contents))


def plays_reason(facts: Mapping[str, Any]) -> str:
    """Says the median plays, and what the newest videos reach where that is far from it."""
    if not facts["lasting"]:
        return "Chưa có video nào ngoài video ghim"
    return (
        f"Trung vị {whole(facts['median_plays'])} lượt xem một video "
        f"(n = {whole(facts['lasting'])}{_drawn(facts['lasting'])}){_lately(facts)}"
    )


def newest_plays(facts: Mapping[str, Any]) -> float | None:
    """Returns the median plays of the newest mature videos; None where they are too few."""
    return facts["newer_plays"] if facts["newer"] >= LEAST_IN_HALF else None


def _lately(facts: Mapping[str, Any]) -> str:
    """Says what the newest videos reach, where that is outside the middle half of all."""
    plays = newest_plays(facts)
    if plays is None or facts["p25_plays"] <= plays <= facts["p75_plays"]:
        return ""
    side = "thấp" if plays < facts["p25_plays"] else "cao"
    return (
        f"; {whole(facts['newer'])} video mới nhất đạt trung vị {short(plays)}, {side} hơn ba phần "
        "tư số video của kênh"
    )


def steadiness_reason(facts: Mapping[str, Any]) -> str:
    """Says how far the middle half of videos lies apart, and in how many weeks some were posted."""
    if facts["mature"] < LEAST_FOR_SPREAD:
        return (
            f"Cần {LEAST_FOR_SPREAD} video đăng từ {MATURE_DAYS} ngày trở lên, mới có "
            f"{whole(facts['mature'])}"
        )
    return (
        f"Một nửa số video đạt {short(facts['p25_plays'])} đến {short(facts['p75_plays'])} lượt "
        f"xem; có video trong {whole(facts['weeks_active'])} của {whole(facts['weeks_seen'])} tuần "
        f"gần nhất (n = {whole(facts['mature'])}{_drawn(facts['mature'])})"
    )


def engagement_reason(facts: Mapping[str, Any]) -> str:
    """Says the median engagement rate and the usual one of the peers."""
    usual = facts["usual_engagement_rate"]
    if math.isnan(facts["engagement_rate"]):
        return "Chưa có video nào để tính tỷ lệ tương tác"
    own = f"Tỷ lệ tương tác trung vị {percent(facts['engagement_rate'], 2)}"
    sample = f"(n = {whole(facts['lasting'])}{_drawn(facts['lasting'])})"
    if math.isnan(usual):
        return f"{own} {sample}; chưa đủ người để so"
    return f"{own}, trung vị {percent(usual, 2)} của {facts['peers']} {sample}"


def growth_reason(facts: Mapping[str, Any]) -> str:
    """Says what the newer and the older half of videos reach, and followers where known."""
    gained = _followers_words(facts)
    if facts["newer"] < LEAST_IN_HALF:
        return (
            f"Cần {2 * LEAST_IN_HALF} video đăng từ {MATURE_DAYS} ngày trở lên, mới có "
            f"{whole(facts['mature'])}{gained}"
        )
    newer, older = facts["newer_plays"], facts["older_plays"]
    change = math.log1p(newer) - math.log1p(older)
    clear = "vượt" if clear_change(facts) else "chưa vượt"
    return (
        f"{whole(facts['newer'])} video mới nhất đạt trung vị {short(newer)} lượt xem, "
        f"{whole(facts['older'])} video trước đó {short(older)} "
        f"({signed_percent(math.expm1(change))}, {clear} mức dao động thường của kênh){gained}"
    )


def clear_change(facts: Mapping[str, Any]) -> float:
    """Returns ln(newer / older plays); 0 where the channel's own spread explains it.

    Beyond 1.96 standard errors of the difference of two medians, each 1.2533 σ / √n with σ the
    robust standard deviation of ln plays (IQR / 1.349).
    """
    if facts["newer"] < LEAST_IN_HALF:
        return 0.0
    change = math.log1p(facts["newer_plays"]) - math.log1p(facts["older_plays"])
    spread = (math.log1p(facts["p75_plays"]) - math.log1p(facts["p25_plays"])) / 1.349
    error = _MEDIAN_ERROR * spread * math.sqrt(1 / facts["newer"] + 1 / facts["older"])
    return change if abs(change) > 1.96 * error else 0.0


def _followers_words(facts: Mapping[str, Any]) -> str:
    if not facts["days"] >= LEAST_DAYS:
        return ""
    change = facts["last_followers"] / facts["first_followers"] - 1
    return f"; người theo dõi {signed_percent(change, 1)} trong {whole(facts['days'])} ngày"


def safety_reason(facts: Mapping[str, Any], flags: int, deducted: float) -> str:
    """Says how many flags there are and what they cost."""
    if not facts["videos"]:
        return "Chưa có video nào để kiểm"
    sample = f"(n = {whole(facts['videos'])}{_drawn(facts['videos'])})"
    if not flags:
        return f"Không thấy điều gì cần hỏi lại trong những mục kiểm được {sample}"
    return f"{whole(flags)} điều cần hỏi lại, trừ {whole(min(deducted, 100))} điểm {sample}"


def sample_mark(videos: float) -> str:
    """Returns the mark of a creator with few videos; empty for enough."""
    if videos < FEW:
        return "rất ít dữ liệu"
    return "ít dữ liệu" if videos < SOME else ""


def _drawn(videos: float) -> str:
    """Says that few videos draw the score to the middle."""
    return ", ít video nên điểm được kéo về 50" if videos < FEW else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
