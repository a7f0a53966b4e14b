"""Top TikToker: who leads or trails by a measure, and how the total is divided."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd
from dash import Dash, html

from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.page import page_layout, register_page
from dash_app.components.suggestions import show_suggestions
from dash_app.figures.ranked_bars import ranked_bars
from dash_app.findings.bins import number_words
from dash_app.findings.creator_top import (
    left_out_findings,
    ranking_findings,
)
from dash_app.findings.creator_top_actions import top_suggestions
from dash_app.links import tiktok_profile
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.services import Services
from dash_app.statistics import MIN_SAMPLE, gini
from dash_app.tabs.creators.ranking import (
    LEAST_VIDEOS,
    RANK_BY,
    SIDE,
    SIZE,
    Ranking,
    nobody_words,
    rank_creators,
)
from dash_app.tabs.creators.top_shares import show_lorenz, show_share
from dash_app.tabs.creators.top_table import (
    GRID,
    hover_words,
    known_words,
    ranking_table,
    records,
)
from dash_app.view import AGGREGATE, METRIC
from dash_app.words import decimal, percent, whole

_CHOSEN_GROUP: Final = "Chỉ số, khi xếp theo chỉ số"
_MOST_DOWNLOADED: Final = 50_000


def show_key_figures(reader: Reader) -> Shown:
    """How many are ranked, who is first, and how unevenly the total is divided."""
    ranking = rank_creators(reader)
    measure, rows, chosen = ranking.measure, ranking.rows, ranking.chosen
    left = ranking.too_few + ranking.unknown
    figures = [
        KeyFigure(
            "Được xếp hạng",
            whole(len(rows)),
            f"TikToker; {whole(left)} không xếp được" if left else "TikToker trong góc nhìn",
        )
    ]
    if len(chosen):
        first = chosen.iloc[0]
        figures.append(
            KeyFigure(
                "Thấp nhất" if ranking.from_below else "Đứng đầu",
                number_words(first["value"], measure),
                f"@{first['creator']}: {known_words(first['nickname'])}",
                tiktok_profile(first["creator"]),
            )
        )
        figures.append(
            KeyFigure(
                "Trung vị",
                number_words(rows["value"].median(), measure),
                "một nửa TikToker cao hơn",
            )
        )
    if ranking.is_total and rows["value"].sum() > 0:
        end = "thấp nhất" if ranking.from_below else "cao nhất"
        figures += [
            KeyFigure("Tổng", number_words(rows["value"].sum(), measure), measure.unit),
            KeyFigure(
                f"{whole(len(chosen))} người {end} giữ",
                percent(chosen["share"].sum()),
                f"là {percent(len(chosen) / len(rows))} số người",
            ),
            KeyFigure(
                "Hệ số Gini",
                decimal(gini(rows["value"]).estimate, 2),
                "0 là chia đều, 1 là dồn hết",
            ),
        ]
    return Shown(
        f"{measure.label}: các con số chính",
        build_key_figures(figures),
        measure.formula,
        len(rows),
        "TikToker",
        table=pd.DataFrame(
            [{"Con số": f.label, "Giá trị": f.value, "Ghi chú": f.note} for f in figures]
        ),
    )


def show_ranking(reader: Reader) -> Shown:
    """The creators at the chosen end."""
    ranking = rank_creators(reader)
    measure, chosen = ranking.measure, ranking.chosen
    few = chosen["videos"] < MIN_SAMPLE
    marked = not ranking.is_total
    end = "thấp nhất" if ranking.from_below else "cao nhất"
    return Shown(
        f"{whole(len(chosen))} TikToker {end}: {measure.inside}"
        if len(chosen)
        else f"Xếp hạng theo {measure.inside}",
        ranked_bars(
            chosen.assign(
                name="@" + chosen["creator"].astype(str),
                hover=[hover_words(row, ranking) for row in records(chosen)],
                few=few,
            ),
            name="name",
            value="value",
            hover="hover",
            title=measure.label,
            marked="few" if marked else None,
            names=(f"từ {MIN_SAMPLE} video", f"dưới {MIN_SAMPLE} video"),
            rate=measure.is_rate,
            empty=nobody_words(ranking),
        ),
        _formula(ranking),
        len(ranking.rows),
        "TikToker",
        findings=(
            *ranking_findings(
                ranking.rows,
                chosen,
                measure,
                is_total=ranking.is_total,
                from_below=ranking.from_below,
            ),
            *left_out_findings(ranking.too_few, ranking.least, ranking.unknown),
        ),
        table=lambda: ranking_table(ranking, chosen),
    )


def show_table(reader: Reader) -> Shown:
    """All who are ranked."""
    ranking = rank_creators(reader)
    return Shown(
        f"Mọi TikToker được xếp hạng theo {ranking.measure.inside}",
        None,
        f"{_formula(ranking)}; bấm tên cột để sắp xếp, bấm tên để mở trang của TikToker",
        len(ranking.rows),
        "TikToker",
        table=lambda: ranking_table(ranking, ranking.rows.head(_MOST_DOWNLOADED)),
    )


def show_actions(reader: Reader) -> Shown:
    """What to do about the ranking."""
    ranking = rank_creators(reader)
    last = ranking.rows["last_posted_date"].max()
    suggestions = top_suggestions(
        ranking.rows,
        ranking.chosen,
        ranking.measure,
        is_total=ranking.is_total,
        from_below=ranking.from_below,
        newest=None if pd.isna(last) else last.date(),
    )
    return show_suggestions(suggestions, len(ranking.rows), "TikToker")


PAGE = Page(
    tab="creators",
    path="/creators/top",
    title="Top TikToker",
    icon="trophy",
    order=3,
    lead="Ai đứng đầu, ai đứng cuối theo con số bạn chọn, và vài người ấy giữ bao nhiêu phần.",
    controls=(
        RANK_BY,
        SIDE,
        SIZE,
        LEAST_VIDEOS,
        *(replace(each, group=_CHOSEN_GROUP) for each in (METRIC, AGGREGATE)),
    ),
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("ranking", show_ranking, height=780),
        Card("share", show_share, height=360),
        Card("lorenz", show_lorenz, height=320),
        Card(
            "table",
            show_table,
            "grid",
            wide=True,
            grid=GRID,
        ),
        Card("actions", show_actions, "body", wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _formula(ranking: Ranking) -> str:
    least = f"; chỉ xếp ai có từ {ranking.least} video trong góc nhìn" * (ranking.least > 1)
    return f"{ranking.measure.formula}{least}; lọc theo video thì chỉ xét ai có video khớp"
