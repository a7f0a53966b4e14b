"""Turns loose objects into typed structs, giving up single fields before whole rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from etl.inputs.rejections import Reason, Rejected, Rejection, excerpt

T = TypeVar("T")
Row = tuple[object, ...]

_PATH = re.compile(r" - at `\$\.?(?P<path>.*)`$")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_MOST_FIELDS = 12


def validated(obj: object, kind: type[T], essential: frozenset[str]) -> tuple[T, list[Rejection]]:
    """Returns the object as a struct and the fields that had to be left out.

    A field of the wrong type that the row can do without becomes null and is reported, so that a
    change in one corner of TikTok's answers does not cost the video.

    Args:
        obj: A decoded JSON value; it is not modified.
        kind: The struct to make.
        essential: Paths (`id`, `author.uniqueId`) without which the row is of no use.

    Raises:
        Rejected: Where an essential field is missing or of the wrong type.
    """
    dropped: list[Rejection] = []
    current: Any = obj
    for _ in range(_MOST_FIELDS):
        try:
            return msgspec.convert(current, kind, strict=False), dropped
        except msgspec.ValidationError as error:
            path = _path_of(error)
            reason = _reason_of(error)
            if not path or path in essential:
                raise Rejected(reason, str(error)) from error
            current, value = _without(current, path)
            dropped.append(Rejection(path, reason, str(error), _shown(value), is_row=False))
    raise Rejected(Reason.WRONG_TYPE, f"hơn {_MOST_FIELDS} trường sai kiểu")


def checked_row(
    obj: object, kind: type[T], essential: frozenset[str], to_row: Callable[[T], Row]
) -> tuple[Row, list[Rejection]]:
    """Returns the object's row and the fields that had to be left out.

    Raises:
        Rejected: As `validated` and `to_row` do. A field that the row misses because it was left
            out is told with the reason for that.
    """
    value, dropped = validated(obj, kind, essential)
    try:
        return to_row(value), dropped
    except Rejected as error:
        if not dropped or error.reason is not Reason.MISSING_FIELD:
            raise
        left_out = "; ".join(part.detail for part in dropped)
        raise Rejected(dropped[0].reason, f"{error.detail}; {left_out}") from error


def _shown(value: object) -> str:
    """Returns the offending value as text, even where no JSON can hold it."""
    try:
        return excerpt(msgspec.json.encode(value))
    except (TypeError, ValueError, RecursionError):
        return excerpt(repr(value))


def _path_of(error: msgspec.ValidationError) -> str:
    match = _PATH.search(str(error))
    return match["path"] if match else ""


def _reason_of(error: msgspec.ValidationError) -> Reason:
    text = str(error)
    if "missing required field" in text:
        return Reason.MISSING_FIELD
    return Reason.NEGATIVE_NUMBER if ">= 0" in text else Reason.WRONG_TYPE


def _without(obj: Any, path: str) -> tuple[Any, object]:
    """Returns a copy without the field that a path names, and the value that stood there.

    A path through a list (`anchors[...].type`) takes the whole list away.
    """
    steps = [name for name, index in _STEP.findall(path.split("[")[0]) if name and not index]
    copy = dict(obj)
    holder = copy
    for step in steps[:-1]:
        holder[step] = dict(holder[step])
        holder = holder[step]
    return copy, holder.pop(steps[-1], None)
