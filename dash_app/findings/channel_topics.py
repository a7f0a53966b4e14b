"""What the advice for a channel looks at: how each thing is called and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dash_app.bands import HASHTAG_BANDS
from dash_app.durations import DURATION_BINS
from dash_app.links import CREATORS_PAGE, DISHES_PAGE, HASHTAG_PAGE
from dash_app.words import COMPARED_LABELS, LABEL_FIELDS, WEEKDAYS

PERFORMANCE_PAGE: Final = "/videos/performance"
HASHTAGS_PAGE: Final = "/videos/hashtags"
CONTENT_PAGE: Final = "/videos/content"
PLACES_PAGE: Final = "/trends/places"
WEEKS_PAGE: Final = "/trends/weeks"


@dataclass(frozen=True)
class Topic:
    """One thing that videos are compared by.

    Attributes:
        key: Of what is compared.
        title: In the table of what was looked at.
        group: The heading that a recommendation on it has.
        unit: What is compared, behind its number.
        more: What to do about one that does better; `{name}` is how it is called.
        less: What to do about one that does worse.
        against: What it is compared with.
        path: The page that shows it.
        link_words: What that link is called.
        choice: That page's choice that is set to the thing; empty for none.
        choices: What else is chosen there.
    """

    key: str
    title: str
    group: str
    unit: str
    more: str
    less: str
    path: str
    link_words: str
    against: str = "video khác của họ"
    choice: str = ""
    choices: tuple[tuple[str, str], ...] = ()


_ALL_VIDEOS: Final = (("scope", "all"),)


def _label_topic(field: str) -> Topic:
    inside = LABEL_FIELDS[field].lower()
    return Topic(
        field,
        LABEL_FIELDS[field],
        "Nội dung",
        "nhãn",
        f"Thử thêm {inside} {{name}}.",
        f"Bớt {inside} {{name}}, hoặc làm khác đi.",
        CONTENT_PAGE,
        "Xem ở trang Nội dung",
        "các video có nhãn còn lại của họ",
        choices=(("field", field),),
    )


TOPICS: Final = (
    Topic(
        "frequency",
        "Nhịp đăng",
        "Nhịp đăng",
        "nhịp đăng",
        "Đăng thêm một video mỗi tuần so với hiện nay.",
        "Đừng chỉ đăng dày hơn: giữ hoặc giảm số video mỗi tuần.",
        CREATORS_PAGE,
        "Xem nhịp đăng ở Tổng quan TikToker",
    ),
    Topic(
        "hours",
        "Giờ đăng",
        "Giờ đăng",
        "giờ",
        "Ưu tiên đăng lúc {name}.",
        "Tránh đăng lúc {name} khi chọn được giờ.",
        PERFORMANCE_PAGE,
        "Xem giờ vàng ở trang Hiệu suất",
    ),
    Topic(
        "days",
        "Thứ đăng",
        "Thứ đăng",
        "thứ",
        "Ưu tiên đăng {name}.",
        "Bớt dồn video vào {name}.",
        PERFORMANCE_PAGE,
        "Xem theo thứ ở trang Hiệu suất",
    ),
    Topic(
        "duration",
        "Thời lượng",
        "Thời lượng",
        "khoảng thời lượng",
        "Làm thêm {name}.",
        "Bớt {name}, hoặc làm khác đi.",
        PERFORMANCE_PAGE,
        "Xem thời lượng ở trang Hiệu suất",
    ),
    Topic(
        "hashtag_count",
        "Số hashtag",
        "Hashtag",
        "mức hashtag",
        "Thử mức {name} mỗi video.",
        "Tránh mức {name} mỗi video.",
        HASHTAGS_PAGE,
        "Xem ở trang Hashtag nâng cao",
    ),
    Topic(
        "hashtags",
        "Hashtag nào",
        "Hashtag",
        "hashtag",
        "Gắn {name} khi hợp nội dung.",
        "Đừng trông vào {name}.",
        HASHTAG_PAGE,
        "Xem hashtag này",
        choice="tag",
    ),
    Topic(
        "dish",
        "Món ăn",
        "Nội dung",
        "nhóm món",
        "Quay thêm {name}.",
        "Đổi cách làm trước khi quay thêm {name}.",
        DISHES_PAGE,
        "Xem nhóm món này",
        "video có món khác của họ",
        choice="group",
        choices=(*_ALL_VIDEOS, ("top_dishes", "30")),
    ),
    *(_label_topic(field) for field in COMPARED_LABELS),
    Topic(
        "province",
        "Nơi quay",
        "Nơi quay",
        "tỉnh thành",
        "Quay thêm ở {name} nếu đi được.",
        "Xem lại cách làm video ở {name}.",
        PLACES_PAGE,
        "Xem ở trang Địa lý",
        "video họ quay ở nơi khác",
        choices=_ALL_VIDEOS,
    ),
    Topic(
        "season",
        "Mùa",
        "Mùa",
        "dịp",
        "Chuẩn bị nội dung {name} từ sớm.",
        "Đừng trông vào {name}: đăng trước hoặc sau dịp này.",
        WEEKS_PAGE,
        "Xem theo tuần",
        choices=_ALL_VIDEOS,
    ),
)
"""In the order in which they are looked at."""


def topics() -> Mapping[str, Topic]:
    """Returns the topics by key."""
    return {each.key: each for each in TOPICS}


def thing_name(topic: str, key: str) -> str:
    """Returns how a thing is called in advice: `19h`, `video 60–90s`, `“Gây tò mò”`.

    Args:
        topic: Key of its topic.
        key: Of the thing: an hour, a weekday from 1, the place of a bin; else its own name.
    """
    if topic == "hours":
        return f"{key}h"
    if topic == "days":
        name = WEEKDAYS[int(key) - 1]
        return f"{name[0].lower()}{name[1:]}"
    if topic == "duration":
        return f"video {DURATION_BINS[int(key)].label}"
    if topic == "hashtag_count":
        return HASHTAG_BANDS[int(key)].label
    return f"“{key}”" if topic in COMPARED_LABELS else key


def video_words(topic: str, name: str) -> str:
    """Returns how the videos with a thing are called inside a sentence.

    Args:
        topic: Key of its topic.
        name: Of the thing, as in advice.
    """
    if topic in COMPARED_LABELS:
        return f"video có {LABEL_FIELDS[topic].lower()} {name}"
    return {
        "hours": f"video đăng lúc {name}",
        "days": f"video đăng {name}",
        "duration": name,
        "hashtag_count": f"video {name}",
        "hashtags": f"video có {name}",
        "dish": f"video nhắc tới {name}",
        "province": f"video ở {name}",
        "season": f"video đăng dịp {name}",
    }[topic]
