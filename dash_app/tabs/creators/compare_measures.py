"""So sánh: everything that creators are compared by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from dash_app.words import MISSING, decimal, percent, seconds, short, whole

OUTLIER: Final = 3.0
"""Times the creator's usual plays from which on a video stands out."""


@dataclass(frozen=True)
class Measure:
    """One line of the comparison.

    Attributes:
        key: Unique.
        group: What it belongs to.
        label: In Vietnamese.
        inside: The label inside a sentence.
        formula: How it is made.
        write: A value, written out.
        band: The measure of `queries.tier_bands` that it is ranked by; empty where there is none.
        ahead: Which end is worth marking; empty where neither is better.
    """

    key: str
    group: str
    label: str
    inside: str
    formula: str
    write: Callable[[float | None], str]
    band: str = ""
    ahead: Literal["", "highest", "lowest"] = ""


def _rate(value: float | None) -> str:
    return percent(value, 2)


def _times(value: float | None) -> str:
    return MISSING if value is None else f"{decimal(value, 2)} lần"


def _per_thousand(value: float | None) -> str:
    if value is None:
        return MISSING
    return decimal(1000 * value, 1 if value >= 0.001 else 2)


def _share(value: float | None) -> str:
    return percent(value, 0)


def _days(value: float | None) -> str:
    return MISSING if value is None else f"{whole(value)} ngày"


def _signed(value: float | None) -> str:
    text = short(value)
    return f"+{text}" if value is not None and value > 0 else text


_SIZE, _REACH, _ENGAGEMENT, _EVEN, _RHYTHM, _CONTENT = (
    "Kênh",
    "Kết quả mỗi video",
    "Tương tác",
    "Độ đều",
    "Nhịp đăng",
    "Cách làm video",
)
_MEDIAN: Final = "trung vị, không tính video ghim"
_PER_PLAY: Final = "tổng / tổng lượt xem × 1.000"

MEASURES: Final = (
    Measure(
        "followers",
        _SIZE,
        "Người theo dõi",
        "người theo dõi",
        "TikTok công bố",
        short,
        ahead="highest",
    ),
    Measure(
        "growth",
        _SIZE,
        "Người theo dõi thêm mỗi 30 ngày",
        "người theo dõi thêm mỗi 30 ngày",
        "giữa lần thu thập đầu và cuối, quy về 30 ngày; cần hai lần cách nhau từ một ngày",
        _signed,
    ),
    Measure(
        "hearts",
        _SIZE,
        "Tổng lượt thích của kênh",
        "tổng lượt thích của kênh",
        "TikTok công bố",
        short,
        ahead="highest",
    ),
    Measure(
        "video_count", _SIZE, "Số video của kênh", "số video của kênh", "TikTok công bố", whole
    ),
    Measure(
        "median_plays",
        _REACH,
        "Lượt xem",
        "lượt xem mỗi video",
        _MEDIAN,
        short,
        "median_plays",
        "highest",
    ),
    Measure(
        "plays_per_follower",
        _REACH,
        "Lượt xem / người theo dõi",
        "lượt xem / người theo dõi",
        "trung vị lượt xem / người theo dõi hiện nay",
        _times,
        "plays_per_follower",
        "highest",
    ),
    Measure(
        "median_likes",
        _REACH,
        "Lượt thích",
        "lượt thích mỗi video",
        _MEDIAN,
        short,
        ahead="highest",
    ),
    Measure(
        "median_comments",
        _REACH,
        "Bình luận",
        "bình luận mỗi video",
        _MEDIAN,
        short,
        ahead="highest",
    ),
    Measure(
        "median_shares", _REACH, "Chia sẻ", "chia sẻ mỗi video", _MEDIAN, short, ahead="highest"
    ),
    Measure(
        "median_saves", _REACH, "Lượt lưu", "lượt lưu mỗi video", _MEDIAN, short, ahead="highest"
    ),
    Measure(
        "median_engagement_rate",
        _ENGAGEMENT,
        "Tỷ lệ tương tác",
        "tỷ lệ tương tác",
        "trung vị của (thích + bình luận + chia sẻ + lưu) / lượt xem, không tính video ghim",
        _rate,
        "median_engagement_rate",
        "highest",
    ),
    Measure(
        "likes_per_play",
        _ENGAGEMENT,
        "Thích / 1.000 lượt xem",
        "lượt thích / lượt xem",
        _PER_PLAY,
        _per_thousand,
        "likes_per_play",
        "highest",
    ),
    Measure(
        "comments_per_play",
        _ENGAGEMENT,
        "Bình luận / 1.000 lượt xem",
        "bình luận / lượt xem",
        _PER_PLAY,
        _per_thousand,
        "comments_per_play",
        "highest",
    ),
    Measure(
        "shares_per_play",
        _ENGAGEMENT,
        "Chia sẻ / 1.000 lượt xem",
        "chia sẻ / lượt xem",
        _PER_PLAY,
        _per_thousand,
        "shares_per_play",
        "highest",
    ),
    Measure(
        "saves_per_play",
        _ENGAGEMENT,
        "Lưu / 1.000 lượt xem",
        "lượt lưu / lượt xem",
        _PER_PLAY,
        _per_thousand,
        "saves_per_play",
        "highest",
    ),
    Measure(
        "evenness",
        _EVEN,
        "Lượt xem chênh giữa các video",
        "độ đều của lượt xem",
        "bách phân vị 75 / bách phân vị 25 của lượt xem; càng gần 1 càng đều",
        _times,
        ahead="lowest",
    ),
    Measure(
        "outlier_share",
        _EVEN,
        "Video nổi bật",
        "tỷ lệ video nổi bật",
        f"video có lượt xem từ {OUTLIER:.0f} lần mức thường của chính kênh; không tính video "
        "ghim và video quá mới",
        _share,
        ahead="highest",
    ),
    Measure(
        "videos_per_week",
        _RHYTHM,
        "Video mỗi tuần",
        "số video mỗi tuần",
        "số video / max(1, số ngày từ video đầu đến cuối / 7), không tính video ghim",
        decimal,
        "videos_per_week",
        "highest",
    ),
    Measure(
        "active_weeks",
        _RHYTHM,
        "Tuần có đăng",
        "tỷ lệ tuần có đăng",
        "tuần có video / số tuần từ video đầu đến cuối, không tính video ghim",
        _share,
    ),
    Measure(
        "pause",
        _RHYTHM,
        "Nghỉ lâu nhất",
        "lần nghỉ lâu nhất",
        "số ngày giữa hai ngày đăng liền nhau, không tính video ghim",
        _days,
    ),
    Measure(
        "mean_duration_s",
        _CONTENT,
        "Thời lượng",
        "thời lượng",
        "trung bình, không tính bài ảnh",
        seconds,
        "mean_duration_s",
    ),
    Measure(
        "mean_hashtags",
        _CONTENT,
        "Hashtag mỗi video",
        "hashtag mỗi video",
        "trung bình",
        decimal,
        "mean_hashtags",
    ),
    Measure(
        "own_sound_share",
        _CONTENT,
        "Âm thanh tự thu",
        "tỷ lệ âm thanh tự thu",
        "TikTok ghi là âm thanh gốc, hoặc tác giả mang tên hiển thị của kênh / video biết âm thanh",
        _share,
    ),
    Measure(
        "ad_share",
        _CONTENT,
        "Có dấu hiệu quảng cáo",
        "tỷ lệ video có dấu hiệu quảng cáo",
        "TikTok đánh dấu, gắn giỏ hàng, hoặc chữ công bố trong mô tả; không phải bằng chứng",
        _share,
    ),
)

RADAR: Final = (
    "median_plays",
    "plays_per_follower",
    "median_engagement_rate",
    "likes_per_play",
    "comments_per_play",
    "shares_per_play",
    "saves_per_play",
    "videos_per_week",
)
"""Measures of the radar: those with a band whose high end is worth having."""


def measure(key: str) -> Measure:
    """Returns a measure by its key.

    Raises:
        KeyError: Where there is none.
    """
    return {each.key: each for each in MEASURES}[key]
