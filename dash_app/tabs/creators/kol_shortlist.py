"""The shortlist: what it reaches together, everything of each one, and its files."""

from __future__ import annotations

from typing import Final

import pandas as pd
from dash import html

from dash_app.components.icons import build_action, build_icon
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.documents.kol_report import Candidate
from dash_app.findings.kol_brief import MOST_SHORTLISTED, money, money_range
from dash_app.findings.kol_total import Together, together_findings
from dash_app.links import KOL_PAGE, compare_page
from dash_app.pages import Reader, Shown
from dash_app.tabs.creators.kol_candidate import build_candidate, plays_scale
from dash_app.tabs.creators.kol_controls import SHORTLIST
from dash_app.tabs.creators.kol_ranking import Ranking, ranking
from dash_app.tabs.creators.kol_shortlist_report import (
    best_first,
    kol_report,
    recent_plays,
    taken_together,
)
from dash_app.words import MISSING, chance_percent, short, whole

_FILES: Final = (
    ("kol.pptx", "easel", "Tải bản trình bày (PPTX)"),
    ("kol.xlsx", "table", "Tải bảng tính (XLSX)"),
)


def show_shortlist(reader: Reader) -> Shown:
    """The shortlist with its sum, its files and everything of each one."""
    ranked = ranking(reader)
    report = kol_report(reader)
    people = len(report.candidates)
    together = taken_together(reader)
    return Shown(
        f"Danh sách chọn: {whole(people)} TikToker" if people else "Danh sách chọn còn trống",
        _build(reader, ranked, report.candidates, together) if people else _build_empty(ranked),
        "dự báo của từng người là lượt xem khi video đã đủ thời gian; P25–P75: một nửa số lần kết "
        "quả nằm trong khoảng; tổng của danh sách cộng các dự báo như thể độc lập",
        people,
        "TikToker đã chọn",
        findings=tuple(together_findings(ranked.brief, together)),
        table=lambda: _table(ranked, report.candidates),
    )


def _build_empty(ranked: Ranking) -> html.Div:
    return html.Div(
        [
            *_build_strangers(ranked),
            html.Div(
                [
                    build_icon("bookmark-plus"),
                    html.Strong("Chưa chọn ai"),
                    html.P(
                        "Bấm “Thêm vào danh sách” ở bảng xếp hạng, hoặc tìm tên ở ô TikToker đã "
                        f"chọn. Tối đa {MOST_SHORTLISTED} người; danh sách nằm trong địa chỉ trang "
                        "nên gửi liên kết là gửi cả danh sách."
                    ),
                ],
                className="blank",
            ),
        ]
    )


def _build(
    reader: Reader, ranked: Ranking, candidates: tuple[Candidate, ...], together: Together
) -> html.Div:
    recent = dict(list(recent_plays(reader).groupby("creator")))
    ends = plays_scale(candidates)
    cards = [
        build_candidate(reader, ranked, row, each, recent.get(each.account), ends)
        for row, each in zip(best_first(ranked), candidates, strict=True)
    ]
    return html.Div(
        [
            build_key_figures(_key_figures(ranked, together)),
            _build_files(reader, [each.account for each in candidates]),
            *_build_strangers(ranked),
            html.Ol(cards, className="kol-cards"),
        ]
    )


def _build_strangers(ranked: Ranking) -> list[html.Ul]:
    if not ranked.strangers:
        return []
    return [
        html.Ul(
            [
                html.Li(
                    [
                        build_icon("question-circle"),
                        html.Span(f"Không có @{account} trong dữ liệu"),
                        build_action(
                            "toggle-choice",
                            "x-lg",
                            f"Bỏ @{account} khỏi danh sách",
                            "Bỏ",
                            name=SHORTLIST,
                            value=account,
                        ),
                    ]
                )
                for account in ranked.strangers
            ],
            className="kol-strangers",
        )
    ]


def _build_files(reader: Reader, accounts: list[str]) -> html.Div:
    key, query = KOL_PAGE.strip("/"), reader.view.to_url()
    compare = compare_page(accounts[:5])
    links = [
        html.A(
            [build_icon(icon), html.Span(words)],
            href=f"/download/{key}/{name}?{query}",
            download=name,
            className="button",
        )
        for name, icon, words in _FILES
    ]
    if len(accounts) > 1:
        links.append(
            html.A(
                [build_icon("people"), html.Span("So sánh cạnh nhau")],
                href=compare,
                className="action",
                **{"data-nav": compare},
            )
        )
    return html.Div(links, className="kol-files")


def _key_figures(ranked: Ranking, together: Together) -> list[KeyFigure]:
    brief, plays, fees = ranked.brief, together.plays, together.fees
    videos = brief.videos * together.people
    figures = [
        KeyFigure(
            "Video sẽ đặt", whole(videos), f"{whole(together.people)} người × {whole(brief.videos)}"
        ),
        KeyFigure(
            "Lượt xem dự báo",
            short(plays.p50) if plays else MISSING,
            f"P25–P75: {short(plays.p25)} – {short(plays.p75)}" if plays else "",
        ),
    ]
    if brief.wanted is not None and plays and plays.chance is not None:
        figures.append(
            KeyFigure(
                f"Vượt {short(brief.wanted)} lượt xem",
                chance_percent(plays.chance),
                "khả năng của cả danh sách",
            )
        )
    budget = f"ngân sách {money(brief.budget)}" if brief.budget is not None else "chưa có ngân sách"
    figures.append(
        KeyFigure(
            "Tổng phí theo khung",
            money_range(fees) if fees else MISSING,
            budget if fees else "nhập khung CPM ở nhóm Báo giá",
        )
    )
    return figures


def _table(ranked: Ranking, candidates: tuple[Candidate, ...]) -> pd.DataFrame:
    rows = [
        {
            "TikToker": each.account,
            "Tên hiển thị": each.nickname,
            "Liên kết": each.url,
            "Nhóm": each.tier,
            "Người theo dõi": each.followers,
            "Video đã thu thập": each.videos,
            "Điểm": _places(each.score, 1),
            **{part.name: _places(part.score, 1) for part in each.parts},
            "Dự báo 1 video (P25)": _rounded(each.one.p25),
            "Dự báo 1 video (P50)": _rounded(each.one.p50),
            "Dự báo 1 video (P75)": _rounded(each.one.p75),
            "Dự báo mọi video (P25)": _rounded(each.total.p25),
            "Dự báo mọi video (P50)": _rounded(each.total.p50),
            "Dự báo mọi video (P75)": _rounded(each.total.p75),
            "Khả năng đạt lượt xem mong muốn": _places(each.chance, 3),
            "Phí theo khung từ (đồng)": round(each.fair_fee[0]) if each.fair_fee else None,
            "Phí theo khung đến (đồng)": round(each.fair_fee[1]) if each.fair_fee else None,
            "Điều cần hỏi lại": "; ".join(
                f"{flag.text} ({flag.confidence})" for flag in each.flags
            ),
        }
        for each in candidates
    ]
    return pd.DataFrame(rows) if rows else pd.DataFrame({"TikToker": ["chưa chọn ai"]})


def _rounded(plays: float) -> int | None:
    return round(plays) if plays > 0 else None


def _places(number: float | None, places: int) -> float | None:
    return None if number is None else round(number, places)
