"""The numbers on a topic as tables of texts: for the page, the files and a model alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dash_app.findings.topic_study import Group, Share, Study
from dash_app.findings.topic_words import (
    lift_words,
    plays_words,
    rate_words,
    share_words,
    source_words,
)
from dash_app.words import LABEL_FIELDS, MISSING, day, decimal, percent, short, whole

PLAYS = "Lượt xem trung vị (95 %)"
RATE = "Tỷ lệ tương tác trung vị (95 %)"
_MOST_LABELS = 3


@dataclass(frozen=True)
class TopicTable:
    """A table.

    Attributes:
        key: Unique.
        title: In Vietnamese.
        titles: Of its columns; the first one names the rows.
        rows: Written out.
    """

    key: str
    title: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def topic_tables(study: Study) -> tuple[TopicTable, ...]:
    """Returns the tables that have rows."""
    return tuple(table for table in _tables(study) if table.rows)


def _tables(study: Study) -> Iterator[TopicTable]:
    yield TopicTable(
        "level",
        "So với phần còn lại của góc nhìn",
        ("Nhóm", "Video", "TikToker", PLAYS, RATE),
        tuple(
            (
                name,
                whole(each.n),
                whole(each.creators),
                plays_words(each.plays),
                rate_words(each.rate),
            )
            for name, each in (("Chủ đề", study.on), ("Video khác", study.others))
            if each.n
        ),
    )
    unit = study.timeline.unit.capitalize()
    yield TopicTable(
        "timeline",
        f"Số video theo {study.timeline.unit}",
        (unit, "Video về chủ đề", "Mọi video", "Tỷ trọng"),
        tuple(
            (each.name, whole(each.n), whole(each.total), percent(each.share, 2))
            for each in study.timeline.periods
        ),
    )
    yield TopicTable(
        "tags",
        "Hashtag đi với chủ đề",
        ("Hashtag", "Video", "TikToker", "Gấp mấy lần mọi video (95 %)"),
        tuple(
            (each.name, whole(each.n), whole(each.creators), lift_words(each))
            for each in study.tags
        ),
    )
    yield _groups("durations", "Thời lượng", study.durations)
    yield _groups("hours", "Buổi đăng", study.hours)
    yield _groups("hooks", "Kiểu mở đầu", study.hooks)
    yield _shares("dishes", "Món đi với chủ đề", "Món", study.dishes)
    yield _shares("places", "Nơi của video", "Nơi", study.places)
    yield TopicTable(
        "labels",
        "Nội dung thường thấy",
        ("Mục", "Nhãn", "Video", "Tỷ lệ (95 %)"),
        tuple(
            (LABEL_FIELDS[field], each.name, whole(each.n), share_words(each))
            for field, shares in study.labels.items()
            for each in shares[:_MOST_LABELS]
        ),
    )
    yield TopicTable(
        "creators",
        "TikToker nổi bật",
        ("TikToker", "Video", "Tổng lượt xem", PLAYS, RATE),
        tuple(
            (
                f"@{each.account}",
                whole(each.n),
                short(each.total),
                plays_words(each.plays),
                rate_words(each.rate),
            )
            for each in study.creators
        ),
    )
    yield TopicTable(
        "videos",
        "Video nhiều lượt xem nhất",
        (
            "Video",
            "TikToker",
            "Lượt xem",
            "Tương tác",
            "So với kênh",
            "Ngày",
            "Khớp ở",
        ),
        tuple(
            (
                each.label,
                f"@{each.creator}",
                short(each.plays),
                percent(each.rate, 2),
                MISSING if each.outlier_ratio is None else f"{decimal(each.outlier_ratio)} lần",
                day(each.posted_date),
                source_words(each),
            )
            for each in study.videos
        ),
    )


def _groups(key: str, title: str, groups: tuple[Group, ...]) -> TopicTable:
    rows = tuple((each.name, whole(each.n), plays_words(each.plays)) for each in groups)
    return TopicTable(key, title, (title, "Video", PLAYS), rows)


def _shares(key: str, title: str, name: str, shares: tuple[Share, ...]) -> TopicTable:
    rows = tuple((each.name, whole(each.n), share_words(each)) for each in shares)
    return TopicTable(key, title, (name, "Video", "Tỷ lệ (95 %)"), rows)
