"""The creators that fit a brief best: a list that explains each score, and the same as a chart."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from dash import html

from dash_app.components.drawn_numbers import build_stack
from dash_app.components.icons import build_action
from dash_app.figures.stacked_bars import stacked_bars
from dash_app.figures.theme import SERIES
from dash_app.findings.finding import Finding
from dash_app.findings.kol_brief import MOST_SHORTLISTED, WEIGHT_WORDS, money_range
from dash_app.findings.kol_reasons import newest_plays, sample_mark
from dash_app.findings.kol_score import PARTS, PRIOR_VIDEOS
from dash_app.links import creator_page, tiktok_profile
from dash_app.pages import Reader, Shown
from dash_app.tabs.creators.kol_brief_card import build_nobody
from dash_app.tabs.creators.kol_controls import SHORTLIST
from dash_app.tabs.creators.kol_explained import (
    flag_list,
    part_reasons,
    score_words,
)
from dash_app.tabs.creators.kol_ranking import TOP, Ranking, forecasts, ranking
from dash_app.words import MISSING, TIERS, decimal, short, whole

CLOSE: Final = 3
"""Points of the score that are no difference."""
_FORMULA: Final = (
    "điểm = trung bình có trọng số của các phần có số liệu, mỗi phần 0–100; phần không có số liệu "
    "không có trọng số và trọng số của nó chia cho phần còn lại; phần dựa trên ít video được kéo "
    f"về 50 (một người n video giữ n / (n + {PRIOR_VIDEOS}) độ lệch của mình)"
)


def show_ranking(reader: Reader) -> Shown:
    """The best creators, each with its score by parts and a button for the shortlist."""
    ranked = ranking(reader)
    top = ranked.order[:TOP].tolist()
    return Shown(
        f"{whole(len(top))} TikToker hợp đề bài nhất" if top else "Không có ai khớp đề bài",
        html.Div([_build_legend(ranked), html.Ol(_rows(reader, ranked), className="kol-rows")])
        if top
        else build_nobody(ranked),
        _FORMULA,
        len(ranked.order),
        "TikToker khớp đề bài",
        findings=_findings(ranked),
        table=lambda: ranking_table(ranked),
    )


def show_scores(reader: Reader) -> Shown:
    """The scores of the best as bars that are made of parts."""
    ranked = ranking(reader)
    rows = ranked.order[:TOP].tolist() if ranked.is_scored else []
    earned = ranked.points
    names = [f"{place}. {ranked.account(row)}" for place, row in _numbered(rows)]
    parts = [
        (
            part.name,
            SERIES[number],
            [round(float(earned[row, number]), 2) for row in rows],
            [_hover(ranked, row, number) for row in rows],
        )
        for number, part in enumerate(PARTS)
        if ranked.brief.weights[number]
    ]
    return Shown(
        "Điểm được góp từ những phần nào",
        stacked_bars(
            names,
            parts,
            title="Điểm (0–100)",
            empty="Không có điểm để vẽ: không ai khớp đề bài, hoặc mọi trọng số là “Bỏ qua”",
        ),
        _FORMULA + "; độ dài mỗi khúc = điểm của phần × tỷ trọng của phần",
        len(ranked.order),
        "TikToker khớp đề bài",
        table=lambda: ranking_table(ranked),
    )


def _numbered(rows: list[int]) -> list[tuple[int, int]]:
    return list(enumerate(rows, start=1))


def _hover(ranked: Ranking, row: int, number: int) -> str:
    part, score = PARTS[number], ranked.parts[row, number]
    said = "không có số liệu" if np.isnan(score) else f"{decimal(score, 0)} điểm"
    share = decimal(100 * ranked.shares[row, number], 0)
    return f"<b>{part.name}: {said}</b><br>tỷ trọng {share} %"


def _build_legend(ranked: Ranking) -> html.Ul:
    return html.Ul(
        [
            html.Li(
                [
                    html.I(style={"background": f"var(--part-{part.key})"}),
                    html.Span(part.name),
                    html.Small(WEIGHT_WORDS[weight].lower()),
                ],
                title=part.meaning,
                className=None if weight else "unused",
            )
            for part, weight in zip(PARTS, ranked.brief.weights, strict=True)
        ],
        className="kol-legend",
    )


def _rows(reader: Reader, ranked: Ranking) -> list[html.Li]:
    return [_build_row(reader, ranked, place, row) for place, row in _numbered(_top(ranked))]


def _top(ranked: Ranking) -> list[int]:
    return [int(row) for row in ranked.order[:TOP]]


def _build_row(reader: Reader, ranked: Ranking, place: int, row: int) -> html.Li:
    facts = ranked.facts(row)
    account = str(facts["creator"])
    return html.Li(
        [
            html.Span(whole(place), className="kol-place"),
            _build_who(account, facts, _marks(ranked, row)),
            _build_score(ranked, row),
            html.Dl(
                [
                    html.Dt("Lượt xem trung vị"),
                    html.Dd(short(facts["median_plays"])),
                    *_newest_words(facts),
                    *_forecast_words(reader, ranked, row),
                    *_fee(reader, ranked, row),
                ],
                className="kol-numbers",
            ),
            build_toggle(ranked, account),
            _build_why(ranked, row),
        ]
    )


def _marks(ranked: Ranking, row: int) -> list[str]:
    """Returns what one must know before trusting a place in the list."""
    unknown = ranked.contents and np.isnan(ranked.parts[row, 0])
    marks = [
        sample_mark(ranked.basis.columns["lasting"][row]),
        "chưa rõ độ phù hợp" if unknown else "",
    ]
    return [mark for mark in marks if mark]


def _build_who(account: str, facts: dict[str, Any], marks: list[str]) -> html.Div:
    page = creator_page(account)
    tier = TIERS.get(facts["tier"], "Chưa rõ nhóm")
    return html.Div(
        [
            html.A(facts["nickname"] or account, href=page, **{"data-nav": page}),
            html.Small(
                [
                    html.A(
                        f"@{account}",
                        href=tiktok_profile(account),
                        target="_blank",
                        rel="noopener noreferrer",
                        title="Mở trên TikTok",
                    ),
                    f" · {short(facts['followers'])} người theo dõi",
                ]
            ),
            html.Small(
                [
                    f"{tier} · {whole(facts['videos'])} video đã thu thập ",
                    *(html.Mark(mark) for mark in marks),
                ]
            ),
        ],
        className="kol-who",
    )


def _build_score(ranked: Ranking, row: int) -> html.Div:
    earned = ranked.points[row]
    words = score_words(ranked, row)
    return html.Div(
        [
            html.Strong(whole(ranked.scores[row])),
            build_stack(
                [(part.key, float(earned[number])) for number, part in enumerate(PARTS)], words
            ),
        ],
        className="kol-score",
    )


def _newest_words(facts: dict[str, Any]) -> tuple[html.Dt | html.Dd, ...]:
    """Without them a forecast that follows the latest videos seems to contradict the median."""
    plays = newest_plays(facts)
    if plays is None:
        return ()
    return html.Dt(f"{whole(facts['newer'])} video mới nhất"), html.Dd(short(plays))


def _forecast_words(reader: Reader, ranked: Ranking, row: int) -> tuple[html.Dt, html.Dd]:
    forecast = forecasts(reader)[row]
    known = forecast.p25 is not None and forecast.p75 is not None
    plays = f"{short(forecast.p25)} – {short(forecast.p75)}" if known else MISSING
    return html.Dt(f"Dự báo {whole(ranked.brief.videos)} video"), html.Dd(plays)


def _fee(reader: Reader, ranked: Ranking, row: int) -> tuple[html.Dt | html.Dd, ...]:
    plays = forecasts(reader)[row].p50
    if ranked.brief.cpm is None or plays is None:
        return ()
    fee = money_range(ranked.brief.cpm.of_plays(plays))
    return html.Dt("Phí theo khung"), html.Dd(fee)


def build_toggle(ranked: Ranking, account: str) -> html.Button:
    """Returns the button that puts an account on the shortlist or takes it off."""
    chosen = account in ranked.brief.shortlist
    button = build_action(
        "toggle-choice",
        "x-lg" if chosen else "bookmark-plus",
        f"{'Bỏ' if chosen else 'Thêm'} @{account} {'khỏi' if chosen else 'vào'} danh sách",
        "Bỏ" if chosen else "Thêm vào danh sách",
        name=SHORTLIST,
        value=account,
    )
    button.className = f"action kol-toggle{' chosen' if chosen else ''}"
    if not chosen and len(ranked.brief.shortlist) >= MOST_SHORTLISTED:
        button.disabled = True
        button.title = f"Danh sách đã đủ {MOST_SHORTLISTED} người"
    return button


def _build_why(ranked: Ranking, row: int) -> html.Details:
    count = int(ranked.flags.counts[row])
    asked = f"{whole(count)} điều cần hỏi lại" if count else "không có điều cần hỏi lại"
    return html.Details(
        [
            html.Summary(
                ["Vì sao điểm này · ", html.Span(asked, className="flagged" if count else "clean")]
            ),
            # One text with a line a part: a list of twenty creators would weigh twice as much.
            html.P("\n".join(part_reasons(ranked, row)), className="kol-reasons"),
            *flag_list(ranked, row),
        ],
        className="kol-why",
    )


def _findings(ranked: Ranking) -> tuple[Finding, ...]:
    if len(ranked.order) < 2 or not ranked.is_scored:
        return ()
    scores = ranked.scores[ranked.order]
    last = min(TOP, len(scores)) - 1
    close = int((scores >= scores[0] - CLOSE).sum())
    found = [
        Finding(
            f"Điểm của {whole(last + 1)} người đầu: {decimal(scores[0], 0)} đến "
            f"{decimal(scores[last], 0)}."
            + (
                f" {whole(close)} người đầu cách nhau không quá {CLOSE} điểm: coi như ngang nhau, "
                "chọn theo điều cần hỏi lại."
            )
            * (close > 1)
        )
    ]
    few = int((ranked.channels["lasting"].to_numpy()[ranked.order[: last + 1]] < 10).sum())
    if few:
        found.append(
            Finding(
                f"{whole(few)} trong {whole(last + 1)} người đầu có dưới 10 video: điểm của họ đã "
                "được kéo về 50 nhưng vẫn dễ đổi khi thu thập thêm.",
                "few",
            )
        )
    return tuple(found)


def ranking_table(ranked: Ranking) -> pd.DataFrame:
    """Returns everyone who fits, the best first, with the parts of the scores."""
    rows = ranked.order
    chosen = ranked.channels.iloc[rows]
    table = pd.DataFrame(
        {
            "Hạng": np.arange(1, len(rows) + 1),
            "TikToker": chosen["creator"].to_numpy(),
            "Tên hiển thị": chosen["nickname"].to_numpy(),
            "Nhóm": chosen["tier"].map(TIERS).fillna("").to_numpy(),
            "Người theo dõi": chosen["followers"].to_numpy(),
            "Điểm": np.round(ranked.scores[rows], 1),
        }
    )
    for number, part in enumerate(PARTS):
        table[f"{part.name} (0–100)"] = np.round(ranked.parts[rows, number], 1)
    table["Lượt xem trung vị"] = chosen["median_plays"].to_numpy()
    table["Dự báo 1 video (P50)"] = np.round(chosen["p50"].to_numpy())
    table["Video đã thu thập"] = chosen["videos"].to_numpy()
    table["Điều cần hỏi lại"] = ranked.flags.counts[rows]
    return table
