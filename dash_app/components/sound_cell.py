"""A sound in a line of a table: its title, which leads to its details, and whose it is."""

from __future__ import annotations

from dash import html

from dash_app.findings.sound_names import sound_title


def build_sound_cell(title: str | None, notes: list[str], link: str) -> html.Div:
    """Returns the cell.

    Args:
        title: As TikTok has it.
        notes: Author and kind; empty ones are left out.
        link: Address of its details.
    """
    return html.Div(
        [
            html.A(sound_title(title), href=link, **{"data-nav": link}),
            html.Small(" · ".join(each for each in notes if each)),
        ],
        className="sound-cell",
    )
