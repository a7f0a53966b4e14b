"""The kinds of alerts: their words, from which size on there is one, and how serious it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from etl.numbers import decimal

# Periods, in days.
LATELY: Final = 28
"""What is older than this before the newest collection is not news."""
NOT_COLLECTED: Final = 14
GROWN: Final = 14
"""From this age on plays have grown enough to be compared."""
SILENT: Final = 21
LATEST_WITHIN: Final = 90
SNAPSHOTS_WITHIN: Final = 60

# Samples.
WEEKS_BEFORE: Final = 8
LEAST_WEEKS: Final = 4
LEAST_USERS: Final = 3
LEAST_OTHERS: Final = 10
LATEST: Final = 10
EARLIER: Final = 40
LEAST_EARLIER: Final = 20

FALSE_SHARE: Final = 0.10
"""Bound on the share of false ones among the alerts of a kind that is tested."""
MOST_OF_A_KIND: Final = 50


class AlertKind(StrEnum):
    """The kinds, in the order in which they are shown."""

    BREAKOUT_VIDEO = "breakout_video"
    GROWING_VIDEO = "growing_video"
    RISING_DISH = "rising_dish"
    RISING_HASHTAG = "rising_hashtag"
    RISING_SOUND = "rising_sound"
    CREATOR_RISE = "creator_rise"
    CREATOR_FALL = "creator_fall"
    FOLLOWERS_RISE = "followers_rise"
    FOLLOWERS_FALL = "followers_fall"
    SILENT_CREATOR = "silent_creator"
    STALE_VIDEOS = "stale_videos"
    STALE_CREATORS = "stale_creators"
    EMPTY_CREATORS = "empty_creators"
    EMPTY_LANDING = "empty_landing"
    QUARANTINE = "quarantine"
    FEWER_ROWS = "fewer_rows"


class Topic(StrEnum):
    """What an alert is about."""

    VIDEO = "video"
    DISH = "dish"
    HASHTAG = "hashtag"
    SOUND = "sound"
    CREATOR = "creator"
    SOURCE = "source"


class Severity(StrEnum):
    """How serious an alert is, the least first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True)
class Trait:
    """What is common to the alerts of a kind.

    Attributes:
        topic: What they are about.
        label: Heading, in Vietnamese.
        unit: Of the size: `lần` (times), `ngày` (days) or `tỷ lệ` (a share).
        levels: The sizes from which on an alert is of low, medium and high severity; below the
            first there is none.
        rule: What makes one, in Vietnamese; `{least}` stands for the first level.
    """

    topic: Topic
    label: str
    unit: str
    levels: tuple[float, float, float]
    rule: str


_FALSE: Final = f"giữ tỷ lệ báo nhầm không quá {decimal(100 * FALSE_SHARE, 0)} %"
_RISING: Final = (
    f"số TikToker {{does}} trong tuần trọn mới nhất so với {WEEKS_BEFORE} tuần trước, gấp từ "
    f"{{least}} lần trở lên và có từ {LEAST_USERS} TikToker; kiểm định nhị thức có điều kiện, hiệu "
    f"chỉnh Döhler–Durand–Roquain {_FALSE}; chỉ tính TikToker đã được thu thập sau tuần ấy, mỗi "
    "người một lần mỗi tuần"
)
_RANKED: Final = (
    f"trung vị lượt xem của {LATEST} video mới nhất so với {LEAST_EARLIER}–{EARLIER} video ngay "
    f"trước đó, {{way}} từ {{least}} trở lên; kiểm định hạng Mann–Whitney, Benjamini–Hochberg "
    f"{_FALSE}; bỏ video ghim và video chưa đủ {GROWN} ngày"
)
_FOLLOWERS: Final = (
    f"người theo dõi {{way}} từ {{least}} trở lên giữa hai lần thu thập liền nhau, cách nhau không "
    f"quá {SNAPSHOTS_WITHIN} ngày, sau khi trừ sai số làm tròn của TikTok"
)

TRAITS: Final = {
    AlertKind.BREAKOUT_VIDEO: Trait(
        Topic.VIDEO,
        "Video bùng nổ",
        "lần",
        (5, 10, 20),
        f"đăng trong {LATELY} ngày trước lần thu thập mới nhất, lượt xem gấp từ {{least}} lần "
        f"trung vị của ít nhất {LEAST_OTHERS} video khác cùng kênh, và trên trung vị của mọi "
        "video; không tính video ghim",
    ),
    AlertKind.GROWING_VIDEO: Trait(
        Topic.VIDEO,
        "Video cũ tăng mạnh",
        "lần",
        (2, 5, 10),
        f"đăng trước {LATELY} ngày ấy, lượt xem thêm giữa hai lần thu thập cuối (cách nhau không "
        f"quá {SNAPSHOTS_WITHIN} ngày) gấp từ {{least}} lần trung vị của ít nhất {LEAST_OTHERS} "
        "video khác cùng kênh, và trên trung vị của mọi video",
    ),
    AlertKind.RISING_DISH: Trait(
        Topic.DISH,
        "Món đang lên",
        "lần",
        (2, 4, 8),
        _RISING.replace("{does}", "nhắc tới nhóm món") + "; so trên những TikToker có nhắc món",
    ),
    AlertKind.RISING_HASHTAG: Trait(
        Topic.HASHTAG, "Hashtag đang lên", "lần", (2, 4, 8), _RISING.replace("{does}", "dùng")
    ),
    AlertKind.RISING_SOUND: Trait(
        Topic.SOUND, "Âm thanh đang lên", "lần", (2, 4, 8), _RISING.replace("{does}", "dùng")
    ),
    AlertKind.CREATOR_RISE: Trait(
        Topic.CREATOR,
        "TikToker tăng lượt xem",
        "lần",
        (1.5, 2.5, 5),
        _RANKED.replace("{way}", "gấp").replace("{least}", "{least} lần"),
    ),
    AlertKind.CREATOR_FALL: Trait(
        Topic.CREATOR,
        "TikToker giảm lượt xem",
        "tỷ lệ",
        (1 / 3, 0.6, 0.8),
        _RANKED.replace("{way}", "giảm"),
    ),
    AlertKind.FOLLOWERS_RISE: Trait(
        Topic.CREATOR,
        "TikToker tăng người theo dõi",
        "tỷ lệ",
        (0.1, 0.2, 0.5),
        _FOLLOWERS.replace("{way}", "tăng"),
    ),
    AlertKind.FOLLOWERS_FALL: Trait(
        Topic.CREATOR,
        "TikToker mất người theo dõi",
        "tỷ lệ",
        (0.02, 0.05, 0.1),
        _FOLLOWERS.replace("{way}", "giảm"),
    ),
    AlertKind.SILENT_CREATOR: Trait(
        Topic.CREATOR,
        "TikToker im lặng",
        "ngày",
        (SILENT, 2 * SILENT, 3 * SILENT),
        f"không có video mới từ {{least}} đến {LATEST_WITHIN} ngày tính đến lần thu thập cuối của "
        "người ấy, dài hơn mọi khoảng nghỉ trước đó; xác suất theo nhịp đăng của chính người ấy "
        f"(quá trình Poisson), Benjamini–Hochberg {_FALSE}",
    ),
    AlertKind.STALE_VIDEOS: Trait(
        Topic.SOURCE,
        "Video mới nhất đã cũ",
        "ngày",
        (7, 14, 28),
        "video mới nhất cũ hơn lần thu thập mới nhất từ {least} ngày trở lên",
    ),
    AlertKind.STALE_CREATORS: Trait(
        Topic.SOURCE,
        "TikToker không được thu thập lại",
        "tỷ lệ",
        (0.1, 0.25, 0.5),
        f"từ {{least}} TikToker trở lên không được thu thập lại trong {NOT_COLLECTED} ngày trước "
        "lần thu thập mới nhất",
    ),
    AlertKind.EMPTY_CREATORS: Trait(
        Topic.SOURCE,
        "TikToker không có video",
        "tỷ lệ",
        (0.02, 0.1, 0.25),
        "từ {least} TikToker trở lên có hồ sơ mà không có video nào được thu thập",
    ),
    AlertKind.EMPTY_LANDING: Trait(
        Topic.SOURCE,
        "Lần nạp không có gì mới",
        "tỷ lệ",
        (1, 1, 1),
        "một loại tệp của lần nạp mới nhất không cho dòng mới nào",
    ),
    AlertKind.QUARANTINE: Trait(
        Topic.SOURCE,
        "Nhiều dòng bị cách ly",
        "tỷ lệ",
        (0.01, 0.05, 0.2),
        "từ {least} số dòng của một loại tệp trong lần nạp mới nhất không dùng được",
    ),
    AlertKind.FEWER_ROWS: Trait(
        Topic.SOURCE,
        "Ít dữ liệu hơn phiên bản trước",
        "tỷ lệ",
        (0, 0.01, 0.05),
        "số video hoặc số TikToker ít hơn phiên bản trước",
    ),
}

SEVERITIES: Final = {
    Severity.HIGH: "quan trọng",
    Severity.MEDIUM: "đáng chú ý",
    Severity.LOW: "để biết",
}
TOPICS: Final = {
    Topic.VIDEO: "Video",
    Topic.DISH: "Món ăn",
    Topic.HASHTAG: "Hashtag",
    Topic.SOUND: "Âm thanh",
    Topic.CREATOR: "TikToker",
    Topic.SOURCE: "Nguồn dữ liệu",
}


def severity(kind: AlertKind, size: float) -> Severity:
    """Returns how serious an alert of that size is."""
    _, medium, high = TRAITS[kind].levels
    return Severity.HIGH if size >= high else Severity.MEDIUM if size >= medium else Severity.LOW


def written_size(kind: AlertKind, size: float) -> str:
    """Returns a size with its unit: `12,4 lần`, `21 ngày`, `35 %`."""
    unit = TRAITS[kind].unit
    if unit == "tỷ lệ":
        return f"{_short(100 * size)} %"
    return f"{decimal(size, 0) if unit == 'ngày' else _short(size)} {unit}"


def rule(kind: AlertKind) -> str:
    """Returns what makes an alert of a kind, in Vietnamese."""
    trait = TRAITS[kind]
    least = trait.levels[0]
    words = f"{_short(100 * least)} %" if trait.unit == "tỷ lệ" else _short(least)
    return trait.rule.replace("{least}", words)


def _short(number: float) -> str:
    """Returns up to one decimal place, none from 100 on."""
    return decimal(number, 0 if number >= 100 else 1).removesuffix(",0")
