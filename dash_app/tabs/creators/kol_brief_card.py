"""What the brief asks for, how many creators fit it, and what keeps the others out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from dash import html

from dash_app.components.icons import build_icon
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.findings.finding import Finding
from dash_app.findings.freshness import freshness_findings
from dash_app.findings.kol_brief import MoneyRange, brief_lines, money, money_range
from dash_app.findings.kol_content import Content
from dash_app.findings.kol_fit import Exclusion
from dash_app.findings.kol_quote import affordable_cpm
from dash_app.findings.kol_score import PARTS
from dash_app.pages import Reader, Shown
from dash_app.tabs.creators.kol_quote import quote_of
from dash_app.tabs.creators.kol_ranking import TOP, Ranking, forecasts, ranking
from dash_app.words import MISSING, local_day, percent, short, whole

_THIN_COVERAGE = 0.5


def show_brief(reader: Reader) -> Shown:
    """How many creators fit, and what keeps the others out."""
    ranked = ranking(reader)
    total, fitting = len(ranked.channels), len(ranked.order)
    return Shown(
        f"{whole(fitting)} trong {whole(total)} TikToker khớp đề bài",
        html.Div(
            [
                build_key_figures(_key_figures(reader, ranked)),
                _build_lines(ranked),
                build_exclusions(ranked.fit.exclusions),
            ]
        ),
        "mỗi TikToker bị loại được đếm ở lý do đầu tiên; “thêm được” là số người chỉ vướng đúng "
        "một lý do ấy",
        total,
        "TikToker",
        findings=(*_findings(reader, ranked), *_age(reader)),
        table=_table(ranked.fit.exclusions, fitting),
    )


def _age(reader: Reader) -> Iterator[Finding]:
    """Yields that the data are old, where they are: a fee is agreed on for what comes."""
    collected = local_day(reader.snapshot.manifest.newest_collected_at)
    found = freshness_findings(reader.snapshot.newest, collected, reader.today)
    yield from (each for each in found if each.kind == "few")


def _key_figures(reader: Reader, ranked: Ranking) -> list[KeyFigure]:
    top = ranked.order[:TOP]
    best = int(top[0]) if top.size else None
    forecast = forecasts(reader)
    videos = ranked.brief.videos
    plays = [forecast[row].p50 or 0 for row in top.tolist()]
    return [
        KeyFigure(
            "Điểm cao nhất",
            MISSING if best is None else whole(ranked.scores[best]),
            "" if best is None else f"@{ranked.account(best)}",
        ),
        KeyFigure(
            f"Lượt xem dự báo, {whole(videos)} video một người",
            f"{short(min(plays))} – {short(max(plays))}" if plays else MISSING,
            f"P50 thấp nhất đến cao nhất của {whole(len(plays))} người đầu bảng" if plays else "",
        ),
        KeyFigure(
            "Có điều cần hỏi lại",
            f"{whole((ranked.flags.counts[top] > 0).sum())} người" if plays else MISSING,
            f"trong {whole(len(plays))} người đầu bảng" if plays else "",
        ),
        _budget_figure(reader, ranked),
    ]


def _budget_figure(reader: Reader, ranked: Ranking) -> KeyFigure:
    brief, price = ranked.brief, _price(reader, ranked)
    if brief.budget is None:
        return KeyFigure("Ngân sách", MISSING, "chưa nhập")
    if price is None:
        cpm = affordable_cpm(brief.budget, brief.wanted)
        note = f"tương đương CPM {money(cpm)}" if cpm else "chưa dùng để xếp hạng: nhập khung CPM"
        return KeyFigure("Ngân sách", money(brief.budget), note)
    least, most = affordable(ranked, price)
    basis = "khung CPM" if brief.cpm else "CPM của báo giá"
    many = whole(least) if least == most else f"{whole(least)}–{whole(most)}"
    return KeyFigure(
        "Ngân sách đủ cho",
        f"{many} người",
        f"đứng đầu bảng, phí theo {basis}, tổng {money(brief.budget)}",
    )


def _price(reader: Reader, ranked: Ranking) -> MoneyRange | None:
    """Returns the CPM that fees are reckoned at: the brand's band, else that of the quote."""
    quote = quote_of(reader)
    if ranked.brief.cpm or quote is None:
        return ranked.brief.cpm
    return MoneyRange(quote.cpm, quote.cpm)


def affordable(ranked: Ranking, price: MoneyRange) -> tuple[int, int]:
    """Returns for how many of the best the budget lasts at the highest and the lowest CPM.

    Nobody is passed over: counting ends at the first whose fee no longer fits.
    """
    budget = ranked.brief.budget or 0
    plays = ranked.channels["p50"].to_numpy()[ranked.order].cumsum() * ranked.brief.videos
    a_play = price.of_plays(1)
    dear, cheap = (int((fee * plays <= budget).sum()) for fee in (a_play.high, a_play.low))
    return dear, cheap


def _build_lines(ranked: Ranking) -> html.Dl:
    return html.Dl(
        [html.Div([html.Dt(label), html.Dd(value)]) for label, value in brief_lines(ranked.brief)],
        className="brief-lines",
    )


def build_exclusions(exclusions: tuple[Exclusion, ...]) -> html.Div:
    """Returns the reasons that keep creators out, with what brings them back."""
    if not exclusions:
        return html.Div("Không ai bị loại.", className="muted")
    return html.Div(
        [
            html.H4("Bị loại"),
            html.Ul(
                [
                    html.Li(
                        [
                            html.Strong(whole(each.count)),
                            html.Span(each.reason),
                            *_remedy(each),
                        ]
                    )
                    for each in exclusions
                ],
                className="exclusions",
            ),
        ]
    )


def _remedy(exclusion: Exclusion) -> list[html.Em]:
    if not exclusion.alone or not exclusion.remedy:
        return []
    return [html.Em(f"{exclusion.remedy}: thêm được {whole(exclusion.alone)} người")]


def build_nobody(ranked: Ranking) -> html.Div:
    """Returns what stands where nobody fits: what to loosen first."""
    helpful = sorted(
        (each for each in ranked.fit.exclusions if each.remedy),
        key=lambda each: (-each.alone, -each.count),
    )[:3]
    steps = [
        html.Li(
            f"{each.remedy} ("
            + (
                f"thêm được {whole(each.alone)} người"
                if each.alone
                else f"{whole(each.count)} người vướng điều này, cùng với điều khác"
            )
            + ")"
        )
        for each in helpful
    ]
    return html.Div(
        [
            build_icon("search"),
            html.Strong("Không có TikToker nào khớp đề bài"),
            html.P("Thử nới theo thứ tự này:")
            if steps
            else html.P("Dữ liệu chưa có TikToker nào."),
            html.Ol(steps),
        ],
        className="blank kol-nobody",
    )


def _findings(reader: Reader, ranked: Ranking) -> Iterator[Finding]:
    brief = ranked.brief
    if not ranked.is_scored:
        yield Finding(
            "Mọi trọng số đều là “Bỏ qua”: không có điểm, danh sách xếp theo lượt xem trung vị.",
            "few",
        )
    elif not brief.asks_content and brief.weights[0]:
        rest = ", ".join(
            part.name.lower()
            for part, weight in zip(PARTS[1:], brief.weights[1:], strict=True)
            if weight
        )
        yield Finding(
            "Đề bài chưa hỏi nội dung (ngành, món, miền, định dạng) nên độ phù hợp không được chấm"
            + (f"; trọng số của nó chia cho {rest}." if rest else "."),
            "few",
        )
    if brief.asks_content and brief.keeps_unknown:
        unknown = int(np.isnan(ranked.parts[ranked.order, 0]).sum())
        yield Finding(
            f"{whole(unknown)} người chưa rõ nội dung đứng sau tất cả người đã rõ, dù điểm cao hơn."
        )
    for each in ranked.contents:
        if each.known:
            yield _coverage_finding(each, brief.keeps_unknown)
    if brief.food and ranked.basis.videos:
        share = ranked.basis.with_dish / ranked.basis.videos
        yield Finding(
            f"Món ăn được tìm thấy trong {percent(share, 0)} video; video không thấy món nào được "
            "tính là không nói về món đã chọn."
        )
    yield from _money_findings(reader, ranked)


def _coverage_finding(content: Content, keeps_unknown: bool) -> Finding:
    words = (
        f"{content.label} xét được ở {percent(content.coverage)} TikToker (có video "
        f"{content.known})."
    )
    if content.coverage >= _THIN_COVERAGE or keeps_unknown:
        return Finding(words)
    return Finding(
        f"{words} Muốn xếp cả người chưa xét được, chọn “Chưa rõ nội dung: Vẫn xếp hạng”.", "few"
    )


def _money_findings(reader: Reader, ranked: Ranking) -> Iterator[Finding]:
    brief = ranked.brief
    if brief.budget is not None and _price(reader, ranked) is None:
        yield Finding(
            "Ngân sách chưa được dùng: dữ liệu không có giá booking. Nhập khung CPM (giá cho 1.000 "
            "lượt xem mà bạn coi là thường) hoặc một báo giá ở nhóm Báo giá để biết đủ cho mấy "
            "người.",
            "few",
        )
    cpm = affordable_cpm(brief.budget, brief.wanted)
    if cpm is not None:
        against = f", khung của bạn là {money_range(brief.cpm)}" if brief.cpm else ""
        yield Finding(
            f"Muốn đạt {whole(brief.wanted)} lượt xem trong ngân sách, CPM trung bình không được "
            f"quá {money(cpm)}{against}."
        )


def _table(exclusions: tuple[Exclusion, ...], fitting: int) -> pd.DataFrame:
    rows = [("khớp đề bài", fitting, 0, "")]
    rows += [(each.reason, each.count, each.alone, each.remedy) for each in exclusions]
    return pd.DataFrame(rows, columns=["Lý do", "Số TikToker", "Chỉ vướng lý do này", "Cách nới"])
