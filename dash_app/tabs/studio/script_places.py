"""Where things stand on the page "Viết kịch bản": what its views, its streams and its script name.

The script of the page is `assets/js/script_*.js`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from dash_app.pages import Event

NAME: Final = "studio/script"
"""Of the page, in the addresses of its streams."""

WRITE: Final = "write"
PART: Final = "part"
DRAFT: Final = "studio-script-draft"

State = Literal["running", "done", "stopped"]


def body_id(step: str) -> str:
    """Returns where the result of a step stands."""
    return f"studio-script-step-{step}"


def show(step: str, content: Any) -> Event:
    """Returns the event that shows the result of a step."""
    return Event("set", body_id(step), content)


def mark(step: str, state: State) -> Event:
    """Returns the event that says how far a step is."""
    return Event("data", "step", {"step": step, "state": state})


def tell(name: str, value: Mapping[str, Any]) -> Event:
    """Returns plain data for the script of the page."""
    return Event("data", name, value)
