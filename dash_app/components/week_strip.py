"""A few weeks as tiny columns inside a line of a table."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dash_app.words import whole


def build_week_strip(counts: Sequence[int], latest: int, unit: str) -> html.Span:
    """Returns the columns, the latest ones in the strong colour.

    Args:
        counts: One number a week, the oldest first.
        latest: So many weeks at the end are the ones that are spoken of.
        unit: What is counted, for hover and screen reader.
    """
    top = max([*counts, 1])
    first = len(counts) - latest
    words = ", ".join(whole(n) for n in counts)
    return html.Span(
        [
            html.I(
                className="latest" if place >= first else None,
                style={"--height": f"{100 * n / top:.0f}%"},
            )
            for place, n in enumerate(counts)
        ],
        className="week-strip",
        role="img",
        title=f"{unit} mỗi tuần, từ cũ đến mới: {words}",
        **{"aria-label": f"{unit} mỗi tuần, từ cũ đến mới: {words}"},
    )
