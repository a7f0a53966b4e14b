"""Everything of one creator of the shortlist: score, forecast, what to ask, recent plays."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dash_app.components.drawn_numbers import build_range, build_spark, build_stack
from dash_app.components.icons import build_icon
from dash_app.components.plays_forecast import basis_words, sample_words
from dash_app.documents.kol_report import Candidate, PlaysRange
from dash_app.findings.kol_brief import MoneyRange, money_range
from dash_app.findings.kol_score import PARTS
from dash_app.links import creator_page
from dash_app.pages import Reader
from dash_app.tabs.creators.kol_explained import flag_list, unchecked
from dash_app.tabs.creators.kol_ranking import Ranking, forecasts
from dash_app.tabs.creators.kol_ranking_cards import build_toggle
from dash_app.words import MISSING, chance_percent, day, kept_together, short, whole


def plays_scale(candidates: tuple[Candidate, ...]) -> tuple[float, float]:
    """Returns the lowest and highest forecast: all ranges are drawn on one scale."""
    known = [each for each in candidates if each.one.p25 > 0]
    lowest = min((each.one.p25 for each in known), default=1.0)
    return lowest, max((each.total.p75 for each in known), default=lowest)


def build_candidate(
    reader: Reader,
    ranked: Ranking,
    row: int,
    candidate: Candidate,
    recent: pd.DataFrame | None,
    ends: tuple[float, float],
) -> html.Li:
    """Returns everything of one creator of the shortlist.

    Args:
        reader: Of the view.
        ranked: Its ranking.
        row: Of the creator there.
        candidate: The creator in the report.
        recent: Columns posted_date and plays, the oldest first; None without a video.
        ends: Of the scale on which all forecasts are drawn.
    """
    return html.Li(
        [
            _build_head(ranked, row, candidate),
            html.Div(
                [
                    html.Div([_build_parts(ranked, row, candidate), _build_flags(ranked, row)]),
                    html.Div(
                        [
                            _build_forecast(reader, ranked, row, candidate, ends),
                            _build_recent(candidate, recent),
                        ]
                    ),
                ],
                className="kol-columns",
            ),
        ]
    )


def _build_head(ranked: Ranking, row: int, candidate: Candidate) -> html.Header:
    place = ranked.place(row)
    where = (
        f"hạng {whole(place)} trong {whole(len(ranked.order))}"
        if place
        else f"ngoài đề bài: {ranked.fit.why_out(row)}"
    )
    page = creator_page(candidate.account)
    return html.Header(
        [
            html.Strong(whole(candidate.score), className="kol-total"),
            html.Div(
                [
                    html.H4(candidate.nickname),
                    html.Small(
                        f"@{candidate.account} · {short(candidate.followers)} người theo dõi · "
                        f"{candidate.tier.lower()} · {where}"
                    ),
                    html.Small(
                        f"{candidate.booking} · {whole(candidate.videos)} video đã thu thập"
                    ),
                ]
            ),
            html.Nav(
                [
                    html.A("Trang phân tích", href=page, **{"data-nav": page}),
                    html.A(
                        ["TikTok", build_icon("box-arrow-up-right")],
                        href=candidate.url,
                        target="_blank",
                        rel="noopener noreferrer",
                        **{"aria-label": f"Xem @{candidate.account} trên TikTok"},
                    ),
                    build_toggle(ranked, candidate.account),
                ]
            ),
        ]
    )


def _build_parts(ranked: Ranking, row: int, candidate: Candidate) -> html.Section:
    earned = ranked.points[row]
    lines = [
        html.Li(
            [
                html.I(style={"background": f"var(--part-{part.key})"}),
                html.Strong(part.name),
                html.B(MISSING if own.score is None else whole(own.score)),
                html.Small(kept_together(own.reason)),
            ],
            className=None if own.weight and own.score is not None else "unused",
        )
        for part, own in zip(PARTS, candidate.parts, strict=True)
    ]
    return html.Section(
        [
            html.H5("Điểm từng phần"),
            build_stack(
                [(part.key, float(earned[number])) for number, part in enumerate(PARTS)],
                f"Điểm {whole(candidate.score)} trên 100",
            ),
            html.Ul(lines, className="kol-parts"),
        ]
    )


def _build_forecast(
    reader: Reader, ranked: Ranking, row: int, candidate: Candidate, ends: tuple[float, float]
) -> html.Section:
    brief, forecast = ranked.brief, forecasts(reader)[row]
    lines: list[Any] = [*_range_lines("1 video", candidate.one, ends)]
    if brief.videos > 1:
        lines += _range_lines(f"{whole(brief.videos)} video", candidate.total, ends)
    facts = [f"{basis_words(forecast.basis)}; {sample_words(forecast.sample, forecast.n)}."]
    if candidate.chance is not None and brief.wanted is not None:
        facts.append(
            f"Khả năng riêng người này vượt {whole(brief.wanted)} lượt xem: "
            f"{chance_percent(candidate.chance)}."
        )
    if candidate.fair_fee:
        fee = MoneyRange(*candidate.fair_fee)
        facts.append(f"Phí theo khung CPM cho {whole(brief.videos)} video: {money_range(fee)}.")
    return html.Section(
        [html.H5("Dự báo lượt xem"), *lines, *[html.P(fact) for fact in facts]],
        className="kol-forecast",
    )


def _range_lines(name: str, plays: PlaysRange, ends: tuple[float, float]) -> list[Any]:
    if not plays.p25 > 0:
        return [html.P(f"{name}: chưa dự báo được")]
    return [
        html.Div(
            [
                html.Span(name),
                html.Strong(short(plays.p50)),
                html.Span(f"P25–P75: {short(plays.p25)} – {short(plays.p75)}"),
            ],
            className="kol-plays",
        ),
        build_range(plays.p25, plays.p75, ends, plays.p50),
    ]


def _build_flags(ranked: Ranking, row: int) -> html.Section:
    found = flag_list(ranked, row)
    rest = unchecked(ranked, row)
    return html.Section(
        [
            html.H5("Điều cần hỏi lại"),
            *(found or [html.P("Không thấy điều gì bất thường trong những mục kiểm được.")]),
            *([html.P(rest, className="muted")] * bool(rest)),
        ]
    )


def _build_recent(candidate: Candidate, recent: pd.DataFrame | None) -> html.Section:
    plays = candidate.recent_plays
    if recent is None or len(plays) < 2:
        words = "Chưa đủ video để vẽ."
    else:
        first, last = recent["posted_date"].iloc[0], recent["posted_date"].iloc[-1]
        words = (
            f"{whole(len(plays))} video gần nhất, {day(first)} đến {day(last)}; cao nhất "
            f"{short(max(plays))}, thấp nhất {short(min(plays))}"
        )
    return html.Section(
        [
            html.H5("Lượt xem gần đây"),
            build_spark(plays, words),
            *([html.Small(kept_together(words))] * (len(plays) >= 2)),
        ]
    )
