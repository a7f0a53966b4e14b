"""How the total of a ranking is divided: between its end and the rest, and among all."""

from __future__ import annotations

from math import ceil
from typing import Final

import pandas as pd

from dash_app.figures.lorenz_curve import lorenz_curve
from dash_app.figures.share_treemap import share_treemap
from dash_app.figures.theme import empty_figure
from dash_app.findings.creator_top import concentration_findings, share_findings
from dash_app.findings.finding import Finding
from dash_app.pages import Reader, Shown
from dash_app.statistics import lorenz
from dash_app.tabs.creators.ranking import Ranking, nobody_words, rank_creators
from dash_app.tabs.creators.top_table import hover_words, ranking_table, records, shares_table
from dash_app.words import whole

_TENTH: Final = 0.1
_NO_TOTAL: Final = (
    "Tỷ lệ, trung bình và trung vị không cộng được,<br>nên không có tổng để chia phần."
)


def show_share(reader: Reader) -> Shown:
    """What those at the chosen end hold of the total."""
    ranking = rank_creators(reader)
    measure, rows, chosen = ranking.measure, ranking.rows, ranking.chosen
    who = f"{whole(len(chosen))} người này" if len(chosen) else "Những người này"
    title = f"{who} giữ bao nhiêu phần của tổng?"
    if not ranking.is_total:
        return _without_total(ranking, title)
    return Shown(
        title,
        share_treemap(
            chosen.assign(
                name="@" + chosen["creator"].astype(str),
                hover=[hover_words(row, ranking) for row in records(chosen)],
            ),
            name="name",
            value="value",
            hover="hover",
            rest=max(float(rows["value"].sum() - chosen["value"].sum()), 0.0),
            rest_count=len(rows) - len(chosen),
            unit="TikToker",
            empty=nobody_words(ranking),
        ),
        f"{measure.formula}; phần = số của một người / tổng của mọi TikToker được xếp hạng",
        len(rows),
        "TikToker",
        findings=share_findings(rows, chosen, measure, from_below=ranking.from_below),
        table=lambda: shares_table(ranking),
    )


def show_lorenz(reader: Reader) -> Shown:
    """How unevenly the total is divided among all."""
    ranking = rank_creators(reader)
    measure, values = ranking.measure, ranking.rows["value"]
    title = "Tổng được chia đều hay dồn vào vài người?"
    if not ranking.is_total:
        return _without_total(ranking, title)
    curve = lorenz(values)
    return Shown(
        title,
        lorenz_curve(
            curve,
            unit="TikToker",
            total=f"tổng {measure.unit}",
            marked=ceil(_TENTH * len(values)),
            empty=nobody_words(ranking),
        ),
        f"{measure.formula}; đường Lorenz: phần của tổng mà các TikToker nhỏ nhất giữ; Gini = "
        "Σ (2i − n − 1) xᵢ / (n Σ xᵢ), xếp từ nhỏ đến lớn",
        len(values),
        "TikToker",
        findings=concentration_findings(values, measure),
        table=lambda: pd.DataFrame(
            {"Phần số TikToker (từ nhỏ nhất)": curve.members, "Phần của tổng": curve.held}
        ),
    )


def _without_total(ranking: Ranking, title: str) -> Shown:
    return Shown(
        title,
        empty_figure(_NO_TOTAL),
        f"không tính: {ranking.measure.inside} là số của từng người, không phải phần của một tổng",
        len(ranking.rows),
        "TikToker",
        findings=(
            Finding(
                "Muốn xem phần của tổng và mức tập trung, hãy xếp theo một tổng: lượt thích, lượt "
                "xem, người theo dõi hoặc số video.",
                "few",
            ),
        ),
        table=ranking_table(ranking, ranking.chosen),
    )
