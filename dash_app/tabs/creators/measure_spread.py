"""How one measure is spread over creators, with the choices of how that is drawn."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dash_app.figures.histogram_with_box import histogram_with_box
from dash_app.findings.creator_spread import spread_findings
from dash_app.metrics import Metric
from dash_app.pages import Reader, Shown
from dash_app.statistics import Distribution, distribution
from dash_app.tabs.creators.channel_measures import read_creators
from dash_app.view import Control, View

DRAWN: Final = "Cách tính và cách vẽ"
"""The heading of the choices that change no number of a creator."""

BINS: Final = Control(
    "bins",
    "Số cột",
    (("auto", "Theo số liệu"), *((n, f"{n} cột") for n in ("10", "20", "30", "50"))),
    "auto",
    group=DRAWN,
)
SCALE: Final = Control(
    "scale",
    "Thang đo",
    (("auto", "Số đếm: log, tỷ lệ: thường"), ("linear", "Thang thường"), ("log", "Thang log")),
    "auto",
    group=DRAWN,
)


def _spread_of(values: pd.Series, measure: Metric, view: View) -> Distribution:
    """Returns how a measure is spread, in the columns and on the scale of the view."""
    bins, scale = view.choice("bins"), view.choice("scale")
    return distribution(
        values,
        None if bins == "auto" else int(bins),
        log=scale == "log" or (scale == "auto" and not measure.is_rate),
    )


def show_spread(reader: Reader, measure: Metric) -> Shown:
    """Returns the card of one measure: columns, box, and which way it leans."""
    values = read_creators(reader)[measure.key]
    spread = _spread_of(values, measure, reader.view)
    edges = spread.edges.tolist()
    scale = "log" if spread.log else "thường"
    return Shown(
        f"{measure.label} phân bố ra sao?",
        histogram_with_box(
            spread,
            title=f"{measure.label} (thang {scale})",
            count_title="Số TikToker",
            unit="TikToker",
            rate=measure.is_rate,
            empty="Không TikToker nào có số này",
        ),
        f"{measure.formula}; mỗi cột có mốc đầu, không có mốc sau; hộp: tứ phân vị và trung vị, "
        "râu: bách phân vị 5 và 95; hệ số lệch G1 = √(n(n − 1))/(n − 2) · m3/m2^1,5",
        spread.n,
        "TikToker",
        findings=spread_findings(spread, values, measure),
        table=lambda: pd.DataFrame(
            {"Từ": edges[:-1], "Đến dưới": edges[1:], "Số TikToker": spread.counts}
        ),
    )
