"""What the page sends with a description: labels as its chips show them, a known duration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash_app.tabs.studio.script_brief import FIELDS, LONGEST_S, SHORTEST_S, Brief, read_brief
from dash_app.tabs.studio.script_labels import NO_CATEGORY, FoundLabels
from dash_app.tabs.studio.script_labels_view import BETWEEN, NO_LABEL

_NOTE = "Nhãn do bạn chọn. Sửa rồi làm lại từ bước này bao nhiêu lần cũng được."


def read_asked(fields: Mapping[str, Any]) -> Brief:
    """Returns what the user asks; several labels of one chip stand in one text.

    Raises:
        ValueError: Where it cannot be used; a Vietnamese sentence says what to do.
    """
    labels = {
        name: value.split(BETWEEN)
        for name in FIELDS
        if isinstance(value := fields.get(name), str) and value not in ("", NO_LABEL)
    }
    others = {name: value for name, value in fields.items() if name not in FIELDS}
    return read_brief({**others, **labels})


def is_given(fields: Mapping[str, Any]) -> bool:
    """Returns whether the labels are those of the chips, none besides."""
    return fields.get("given") == "1"


def given_labels(brief: Brief, fields: Mapping[str, Any]) -> FoundLabels:
    """Returns the labels as the user chose them; a field without any stays without."""
    return FoundLabels(
        labels={name: brief.chosen[name] for name in FIELDS if name in brief.chosen},
        duration_s=brief.duration_s or _found_duration(fields.get("found_duration")),
        chosen=tuple(name for name in FIELDS if name in brief.chosen),
        refusal="" if brief.chosen.get("categories") else NO_CATEGORY,
        notes=(_NOTE,),
    )


def _found_duration(value: Any) -> float | None:
    try:
        duration = float(value or 0)
    except (TypeError, ValueError):
        return None
    return duration if SHORTEST_S <= duration <= LONGEST_S else None
