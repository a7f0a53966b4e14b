"""The slides that compare candidates in charts: points by part, forecasts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash_app.documents import palette
from dash_app.documents.kol_numbers import (
    known,
    part_names,
    shares_of_score,
    significant,
    whole_range,
)
from dash_app.documents.kol_report import Candidate, KolReport
from dash_app.documents.kol_sentences import forecast_title, score_title
from dash_app.documents.kol_words import (
    goal_words,
    name_of,
    score_words,
    spoken,
    videos_words,
)
from dash_app.documents.plain_text import plain
from dash_app.documents.pptx_charts import plays_ranges, stacked_points
from dash_app.documents.pptx_formulas import FORECAST, RANKING
from dash_app.documents.pptx_frame import BOTTOM, INNER, TOP, start_slide
from dash_app.documents.pptx_shapes import Box, Paragraph, Run, add_text
from dash_app.documents.pptx_theme import MARGIN
from dash_app.documents.text_fit import fit
from dash_app.words import chance_percent

_LINE = 0.3


def add_scores(deck: Any, report: KolReport, first: int, candidates: Sequence[Candidate]) -> None:
    """Adds the points that each part brings to each candidate, stacked; nothing without any."""
    parts = part_names(candidates)
    points = [shares_of_score(candidate) for candidate in candidates]
    if all(value is None for each in points for value in each.values()):
        return
    title = score_title(candidates)
    slide = start_slide(deck, report, title, [RANKING, *report.method])
    names = [
        f"{rank}. {fit(name_of(each), 2.3, 11)} · {score_words(each.score)}"
        for rank, each in enumerate(candidates, start=first)
    ]
    height = min(BOTTOM - TOP - _LINE, 1.6 + 0.75 * len(candidates))
    values = {plain(part, 60): [_rounded(each.get(part)) for each in points] for part in parts}
    stacked_points(slide, Box(MARGIN, TOP, INNER, height), names, values, f"{title}.")
    _explain(
        slide,
        TOP + height,
        "Số sau tên là điểm (0–100); mỗi đoạn là số điểm mà một phần góp vào: "
        "trọng số × điểm phần. Phần không có dữ liệu không tính vào điểm.",
    )


def add_forecasts(
    deck: Any, report: KolReport, first: int, candidates: Sequence[Candidate]
) -> None:
    """Adds the forecasts of all planned videos beside the wish; nothing without any."""
    ranges = [_rounded_range(candidate) for candidate in candidates]
    if not any(ranges):
        return
    title = forecast_title(report)
    slide = start_slide(deck, report, title, [FORECAST, *report.method])
    wanted = known(report.wanted_plays)
    chances = wanted is not None and any(known(each.chance) is not None for each in candidates)
    room = (INNER - 1.2) / len(candidates) * 0.9
    names = [
        f"{rank}. {fit(name_of(each), min(room, 2.2), 10, 2)}"
        + (f" ({chance_percent(each.chance)})" if chances else "")
        for rank, each in enumerate(candidates, start=first)
    ]
    line = (f"Mong muốn: {spoken(wanted)} lượt xem", wanted) if wanted is not None else None
    height = BOTTOM - TOP - _LINE
    plays_ranges(slide, Box(MARGIN, TOP, INNER, height), names, ranges, line, f"{title}.")
    meaning = (
        f"Tổng lượt xem dự báo của {videos_words(report)}: cột là khoảng P25–P75, vạch là P50."
    )
    if chances:
        meaning += f" Trong ngoặc: cơ hội {goal_words(report)}."
    _explain(slide, TOP + height, meaning)


def _rounded(points: float | None) -> float | None:
    return None if points is None else round(points, 1)


def _rounded_range(candidate: Candidate) -> tuple[float, float, float] | None:
    numbers = whole_range(candidate.total)
    if numbers is None:
        return None
    low, middle, high = map(significant, numbers)
    return low, middle, high


def _explain(slide: Any, top: float, text: str) -> None:
    words = Run(fit(text, INNER, 10.5), 10.5, colour=palette.SOFT)
    add_text(slide, Box(MARGIN, top + 0.05, INNER, _LINE - 0.05), [Paragraph((words,))], "Cách đọc")
