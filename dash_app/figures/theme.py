"""What all figures share: colours, fonts, margins, the empty figure.

Colours are those of the light theme, which a downloaded picture keeps; the dark theme lays over
them in CSS, so switching needs no request.
"""

from __future__ import annotations

from typing import Any, Final

Figure = dict[str, Any]

ACCENT: Final = "#0f766e"
SECOND: Final = "#e8590c"
MUTED: Final = "#94a3b8"
TEXT: Final = "#334155"
GRID: Final = "rgba(148,163,184,0.28)"
# Okabe and Ito's palette, darkened where white paper asks for it: told apart by colour-blind eyes.
SERIES: Final = (
    ACCENT,
    SECOND,
    "#3b6fd4",
    "#b8860b",
    "#a43c8c",
    "#4a9bc7",
    "#6b7280",
    "#7fa31b",
    "#c2410c",
    "#5b4bb7",
)
# From transparent, so that it stands on white paper and on the dark page alike.
SEQUENTIAL: Final = (
    (0.0, "rgba(15,118,110,0.04)"),
    (0.25, "rgba(15,118,110,0.30)"),
    (0.5, "rgba(15,118,110,0.55)"),
    (0.75, "rgba(15,118,110,0.80)"),
    (1.0, "rgba(11,94,87,1)"),
)
FONT: Final = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif'
)


def layout(**parts: Any) -> dict[str, Any]:
    """Returns a layout with what all figures share, and the parts laid over it."""
    base: dict[str, Any] = {
        "autosize": True,
        "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
        "font": {"family": FONT, "size": 12.5, "color": TEXT},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",.",
        "colorway": list(SERIES),
        "hoverlabel": {"bgcolor": "#1e293b", "bordercolor": "#1e293b", "font": {"color": "#fff"}},
        "legend": {
            "orientation": "h",
            "y": 1.02,
            "yanchor": "bottom",
            "x": 0,
            "font": {"size": 12},
        },
        "bargap": 0.25,
        "dragmode": False,
    }
    return base | parts


def axis(title: str = "", **parts: Any) -> dict[str, Any]:
    """Returns an axis with a title; it makes room for its own labels."""
    base: dict[str, Any] = {
        "automargin": True,
        "gridcolor": GRID,
        "zeroline": False,
        "linecolor": GRID,
        "tickcolor": GRID,
        "fixedrange": True,
    }
    if title:
        base["title"] = {"text": title, "font": {"size": 12}, "standoff": 8}
    return base | parts


def empty_figure(text: str = "Không có video nào khớp với bộ lọc") -> Figure:
    """Returns a figure that says why there is nothing to see."""
    return {
        "data": [],
        "layout": layout(
            xaxis={"visible": False},
            yaxis={"visible": False},
            annotations=[
                {
                    "text": text,
                    "xref": "paper",
                    "yref": "paper",
                    "x": 0.5,
                    "y": 0.5,
                    "showarrow": False,
                    "font": {"size": 14, "color": MUTED},
                }
            ],
        ),
    }


def colour(number: int) -> str:
    """Returns the colour of the n-th series."""
    return SERIES[number % len(SERIES)]


def translucent(colour_name: str, opacity: float) -> str:
    """Returns a colour of six hexadecimal digits through which the page is seen."""
    red, green, blue = (int(colour_name[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"
