"""Components, figures and plain data as the JSON that a browser is sent."""

from __future__ import annotations

from typing import Any, Final

import orjson
from dash.development.base_component import Component

_OPTIONS: Final = orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY


def encode(value: Any) -> bytes:
    """Returns a value as JSON.

    Raises:
        TypeError: Where it, or a part of it, has no JSON form.
    """
    return orjson.dumps(value, default=_component, option=_OPTIONS)


def _component(value: Any) -> Any:
    """Returns a Dash component as plain data; figures are plain already."""
    if isinstance(value, Component):
        return value.to_plotly_json()
    raise TypeError(f"{type(value).__name__} has no JSON form")
