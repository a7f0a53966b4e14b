"""A script that a browser sends back: whatever it says is checked and bounded."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from dash_app import words
from dash_app.documents.plain_text import safe_link
from dash_app.documents.script_timing import SILENT_S
from dash_app.documents.shooting_script import ShootingScript, Source, TimedPart, timed
from dash_app.typed_text import read_text

T = TypeVar("T")

MOST_PARTS: Final = 40
MOST_HASHTAGS: Final = 30
MOST_LETTERS: Final = 4_000
"""Of one text."""
LONGEST_S: Final = 3_600
SLOWEST, FASTEST = 0.5, 8.0
"""Words a second."""

_MOST_ENTRIES: Final = 40
_SHORT: Final = 200


def read_script(fields: Mapping[str, Any]) -> ShootingScript:
    """Returns the script that `shooting_script.script_json` wrote, as it was edited since.

    Its times are made anew of its words.

    Raises:
        ValueError: Where it is no script; a Vietnamese sentence says what is wrong with it.
    """
    made_with = fields.get("made_with", "offline")
    if made_with not in ("model", "offline"):
        raise ValueError(_bad("Cách viết", "cần là model hoặc offline"))
    parts = _several(fields, "parts", "Các phần", MOST_PARTS, _part)
    if not parts:
        raise ValueError("Kịch bản chưa có phần nào: hãy thêm ít nhất một phần.")
    return timed(
        ShootingScript(
            id=_text(fields, "id", "Mã kịch bản", _SHORT),
            made_at=_text(fields, "made_at", "Thời điểm viết", _SHORT),
            made_with=made_with,
            model=_text(fields, "model", "Mô hình", _SHORT),
            description=_text(fields, "description", "Mô tả"),
            hashtags=_hashtags(fields),
            duration_s=_number(fields, "duration_s", "Thời lượng", 1, LONGEST_S),
            words_per_second=_number(fields, "words_per_second", "Tốc độ nói", SLOWEST, FASTEST),
            setting=_text(fields, "setting", "Bối cảnh"),
            characters=_texts(fields, "characters", "Nhân vật"),
            parts=parts,
            sources=_several(fields, "sources", "Nguồn", _MOST_ENTRIES, _source),
            labels=_labels(fields),
            notes=_texts(fields, "notes", "Ghi chú"),
        )
    )


def _part(value: Any, number: int) -> TimedPart:
    where = f"Phần {number}"
    fields = _mapping(value, where)
    return TimedPart(
        title=_text(fields, "title", f"{where}, tiêu đề", _SHORT),
        visuals=_text(fields, "visuals", f"{where}, hình ảnh"),
        dialogue=_text(fields, "dialogue", f"{where}, lời thoại"),
        silent_s=_number(
            {"silent_s": SILENT_S, **fields},
            "silent_s",
            f"{where}, thời gian không lời",
            0.5,
            LONGEST_S,
        ),
    )


def _source(value: Any, number: int) -> Source:
    where = f"Nguồn {number}"
    fields = _mapping(value, where)
    return Source(
        video_id=_text(fields, "video_id", f"{where}, mã video", _SHORT),
        creator=_text(fields, "creator", f"{where}, TikToker", _SHORT),
        url=safe_link(_text(fields, "url", f"{where}, liên kết")),
        why=_text(fields, "why", f"{where}, lý do"),
    )


def _labels(fields: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    found = _mapping(fields.get("labels") or {}, "Nhãn")
    known = {name: title for name, title in words.LABEL_FIELDS.items() if found.get(name)}
    return {name: _texts(found, name, title) for name, title in known.items()}


def _hashtags(fields: Mapping[str, Any]) -> tuple[str, ...]:
    def bare(value: Any, number: int) -> str:
        return read_text(value, f"Hashtag {number}", _SHORT).lstrip("#").replace(" ", "")

    tags = _several(fields, "hashtags", "Hashtag", MOST_HASHTAGS, bare)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _texts(fields: Mapping[str, Any], key: str, name: str) -> tuple[str, ...]:
    def one(value: Any, number: int) -> str:
        return read_text(value, f"{name} {number}", MOST_LETTERS)

    return tuple(text for text in _several(fields, key, name, _MOST_ENTRIES, one) if text)


def _several(
    fields: Mapping[str, Any], key: str, name: str, most: int, read: Callable[[Any, int], T]
) -> tuple[T, ...]:
    found = fields.get(key) or []
    if not isinstance(found, list | tuple):
        raise ValueError(_bad(name, "cần là một danh sách"))
    if len(found) > most:
        raise ValueError(f"{name}: có {words.whole(len(found))} mục, nhiều nhất {most}.")
    return tuple(read(value, number) for number, value in enumerate(found, 1))


def _mapping(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(_bad(name, "không đọc được"))
    return value


def _text(fields: Mapping[str, Any], key: str, name: str, most: int = MOST_LETTERS) -> str:
    return read_text(fields.get(key), name, most)


def _number(fields: Mapping[str, Any], key: str, name: str, least: float, most: float) -> float:
    value = fields.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(_bad(name, "cần là một con số"))
    if not least <= value <= most:
        low, high = (words.decimal(end, 0 if end == int(end) else 1) for end in (least, most))
        raise ValueError(_bad(name, f"cần từ {low} đến {high}"))
    return float(value)


def _bad(name: str, why: str) -> str:
    return f"{name}: {why}."
