"""Icons of the stylesheet, and buttons that plain JavaScript answers."""

from __future__ import annotations

from typing import Any

from dash import html


def build_icon(name: str, label: str | None = None) -> html.I:
    """Returns an icon; with a label it speaks to a screen reader, without one it is silent."""
    spoken: dict[str, Any] = (
        {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    )
    return html.I(className=f"icon icon-{name}", **spoken)


def build_action(action: str, icon: str, label: str, text: str = "", **data: str) -> html.Button:
    """Returns a button whose click `assets/js` answers by its `data-action`.

    Args:
        action: The word that the script listens for.
        icon: Name of its icon.
        label: What it does, for hover and screen reader.
        text: Visible words beside the icon.
        data: Further `data-…` attributes.
    """
    attributes = {f"data-{name.replace('_', '-')}": value for name, value in data.items()}
    return html.Button(
        [build_icon(icon), html.Span(text)] if text else build_icon(icon),
        type="button",
        className="action",
        title=label,
        **{"aria-label": label, "data-action": action, **attributes},
    )
