"""Reads what a model wrote of a video: transcripts, dishes with their place, labels.

Labels that were learned on this machine are read here as well.
"""

from __future__ import annotations

from typing import Any

from etl.inputs.flat_tables import label_row
from etl.inputs.json_items import RawItem
from etl.inputs.reading import Reading
from etl.inputs.rejections import Reason, Rejected
from etl.inputs.repair import answer_object
from etl.inputs.rows import Table, checked_id, clean_text
from etl.text import to_nfc

_EXPECTED = {
    Table.TRANSCRIPTS: frozenset({"transcript", "takeaways"}),
    Table.MENTIONS: frozenset({"foods", "city", "district"}),
    Table.LABELS: frozenset(),
    Table.LOCAL_LABELS: frozenset({"learned_at", "local_labels"}),
}
_NOTHING = frozenset({"", "none", "null", "nan"})


def read_answers(table: Table, items: list[RawItem], name: str) -> Reading:
    """Reads answers, one an item.

    Args:
        table: `TRANSCRIPTS`, `MENTIONS`, `LABELS` or `LOCAL_LABELS`.
        items: The texts of the answers.
        name: The file's name without its ending: the video id where the one answer has none.
    """
    reading = Reading(table)
    named = name if len(items) == 1 else None
    for number, item in enumerate(items):
        try:
            if not item.complete:
                raise Rejected(Reason.TRUNCATED_JSON, f"tệp bị đứt ở byte {item.start}")
            answer, repaired = answer_object(item.data.decode(), _EXPECTED[table])
            row = _row(table, answer, answer.get("video_id") or named)
        except UnicodeDecodeError as error:
            rejected = Rejected(Reason.BAD_ENCODING, str(error))
            reading.reject(f"mục {number}, byte {item.start}", rejected, item.data)
        except Rejected as error:
            reading.reject(f"mục {number}, byte {item.start}", error, item.data)
        else:
            reading.add(number, row)
            reading.repaired += repaired
    return reading


def _row(table: Table, answer: dict[str, Any], video_id: object) -> tuple[object, ...]:
    if table is Table.LABELS:
        return label_row({"video_id": video_id, **answer})
    if table is Table.LOCAL_LABELS:
        return (checked_id(video_id), _text(answer, "learned_at"), _local_labels(answer))
    checked = checked_id(video_id)
    if table is Table.TRANSCRIPTS:
        return (
            checked,
            _text(answer, "transcript"),
            _texts(answer, "takeaways"),
            _flag(answer, "has_call_to_action"),
            _flag(answer, "has_curiosity_gap"),
        )
    return (checked, _texts(answer, "foods"), _text(answer, "city"), _text(answer, "district"))


def _local_labels(answer: dict[str, Any]) -> list[dict[str, object]]:
    value = answer.get("local_labels")
    return [_local_label(each) for each in (value if isinstance(value, list) else [value])]


def _local_label(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise Rejected(Reason.WRONG_TYPE, "local_labels phải là danh sách nhãn")
    confidence = value.get("confidence")
    if not isinstance(confidence, float | int) or not 0 <= confidence <= 1:
        raise Rejected(Reason.WRONG_TYPE, "confidence phải là số từ 0 đến 1")
    return {
        "field": _text(value, "field"),
        "label": _text(value, "label"),
        "confidence": float(confidence),
    }


def _text(answer: dict[str, Any], name: str) -> str | None:
    value = answer.get(name)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = ", ".join(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Rejected(Reason.WRONG_TYPE, f"{name} phải là chữ, không phải {type(value).__name__}")
    text = to_nfc(clean_text(value)).strip()
    return None if text.lower() in _NOTHING else text


def _texts(answer: dict[str, Any], name: str) -> list[str]:
    value = answer.get(name)
    if isinstance(value, str):
        value = [value]
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(p, str | None) for p in value):
        raise Rejected(Reason.WRONG_TYPE, f"{name} phải là danh sách chữ")
    texts = (to_nfc(clean_text(part)).strip() for part in value if part)
    return [text for text in texts if text.lower() not in _NOTHING]


def _flag(answer: dict[str, Any], name: str) -> bool | None:
    value = answer.get(name)
    if isinstance(value, str):
        value = {"true": True, "false": False, "none": None, "null": None}.get(value.lower(), value)
    if value is None or isinstance(value, bool):
        return value
    raise Rejected(Reason.WRONG_TYPE, f"{name} phải là true hoặc false")
