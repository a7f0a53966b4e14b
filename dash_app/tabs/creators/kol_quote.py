"""The quote checker: what a fee means for the plays that are expected."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dash_app.components.drawn_numbers import build_range
from dash_app.components.icons import build_icon
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.findings.finding import Finding
from dash_app.findings.kol_brief import Brief, MoneyRange, money, money_range
from dash_app.findings.kol_quote import Quote, check_quote
from dash_app.pages import Reader, Shown
from dash_app.statistics.forecast import PlaysForecast
from dash_app.tabs.creators.kol_ranking import Ranking, forecasts, ranking
from dash_app.words import MISSING, short, whole

_FORMULA = (
    "CPM = phí / dự báo lượt xem của mọi video × 1.000; khoảng CPM đi từ lượt xem P75 (rẻ nhất) "
    "đến P25 (đắt nhất); khung là của bạn, trang này không có sẵn giá thị trường"
)
_SIDES = {
    "dưới khung": "rẻ hơn mức bạn coi là thường.",
    "trong khung": "nằm trong mức bạn coi là thường.",
    "trên khung": "đắt hơn mức bạn coi là thường.",
    "chưa có khung": "chưa có khung để so, hãy nhập khung CPM của bạn ở nhóm Báo giá.",
}


def show_quote(reader: Reader) -> Shown:
    """What the quoted fee means."""
    ranked = ranking(reader)
    forecast = _quoted_forecast(reader)
    plays, quote = _plays(forecast), quote_of(reader)
    if plays is None or quote is None:
        return _shown(_build_waiting(ranked, plays), forecast)
    findings = tuple(_findings(ranked.brief, quote))
    return _shown(_build(ranked.brief, quote, plays), forecast, findings, quote)


def quote_of(reader: Reader) -> Quote | None:
    """Returns the quote of a view; None until a fee and somebody with a forecast are chosen."""
    brief, plays = ranking(reader).brief, _plays(_quoted_forecast(reader))
    return check_quote(brief.fee, plays, brief.cpm) if brief.fee is not None and plays else None


def _quoted_forecast(reader: Reader) -> PlaysForecast | None:
    ranked = ranking(reader)
    row = ranked.basis.rows.get(ranked.brief.quoted)
    return None if row is None else forecasts(reader)[row]


def _shown(
    content: Any,
    forecast: PlaysForecast | None,
    findings: tuple[Finding, ...] = (),
    quote: Quote | None = None,
) -> Shown:
    title = "Kiểm tra báo giá"
    if forecast and quote:
        title = f"Báo giá của @{forecast.creator}: {quote.verdict}"
    return Shown(
        title,
        content,
        _FORMULA,
        forecast.n if forecast else 0,
        "video của TikToker này",
        findings,
        _table(forecast, quote),
    )


def _plays(forecast: PlaysForecast | None) -> tuple[float, float, float] | None:
    """Returns the quartiles of a forecast that can be divided by."""
    if forecast is None or not (forecast.p25 and forecast.p50 and forecast.p75):
        return None
    return forecast.p25, forecast.p50, forecast.p75


def _build_waiting(ranked: Ranking, plays: tuple[float, float, float] | None) -> html.Div:
    """Returns what stands there until both a fee and somebody to compare it with are known."""
    brief = ranked.brief
    lines: list[Any] = [build_icon("clipboard")]
    if brief.quoted and brief.quoted not in ranked.basis.rows:
        lines.append(html.Strong(f"Không có @{brief.quoted} trong dữ liệu"))
        lines.append(html.P("Không có lịch sử lượt xem nên không kiểm được báo giá của người này."))
    elif plays is None:
        lines.append(html.Strong("Kiểm tra một báo giá"))
        lines.append(
            html.P(
                "Ở nhóm Báo giá, chọn TikToker và nhập phí cho mọi video. Trang sẽ đổi phí thành "
                "giá cho 1.000 lượt xem dự báo và so với khung CPM của bạn."
            )
        )
    else:
        lines.append(html.Strong(f"@{brief.quoted} chưa có phí"))
        lines.append(
            html.P(
                f"Dự báo {whole(brief.videos)} video: {short(plays[0])} – {short(plays[2])} lượt "
                f"xem, mức giữa {short(plays[1])}."
            )
        )
        if brief.cpm:
            fair = money_range(brief.cpm.of_plays(plays[1]))
            lines.append(html.P(f"Theo khung CPM của bạn, phí hợp lý là {fair}."))
    return html.Div(lines, className="blank")


def _build(brief: Brief, quote: Quote, plays: tuple[float, float, float]) -> html.Div:
    band = quote.band
    ends = _ends(quote)
    return html.Div(
        [
            build_key_figures(
                [
                    KeyFigure("Phí", money(quote.fee), f"cho {whole(brief.videos)} video"),
                    KeyFigure(
                        "Lượt xem dự báo",
                        short(plays[1]),
                        f"P25–P75: {short(plays[0])} – {short(plays[2])}",
                    ),
                    KeyFigure("CPM", money(quote.cpm), f"khoảng {money_range(quote.range)}"),
                    KeyFigure(
                        "Phí nằm trong khung",
                        money_range(quote.fair) if quote.fair else MISSING,
                        f"khung CPM {money_range(band)}" if band else "chưa nhập khung CPM",
                    ),
                ]
            ),
            html.Dl(
                [
                    html.Dt(f"CPM của báo giá: {money_range(quote.range)}"),
                    html.Dd(build_range(quote.range.low, quote.range.high, ends, quote.cpm)),
                    *_build_band(band, ends),
                ],
                className="kol-scale",
            ),
        ]
    )


def _build_band(band: MoneyRange | None, ends: tuple[float, float]) -> list[Any]:
    if band is None:
        return []
    return [
        html.Dt(f"Khung của bạn: {money_range(band)}"),
        html.Dd(build_range(band.low, band.high, ends)),
    ]


def _ends(quote: Quote) -> tuple[float, float]:
    known = [quote.range.low, quote.range.high]
    if quote.band:
        known += [quote.band.low, quote.band.high]
    return min(known) / 1.5, max(known) * 1.5


def _findings(brief: Brief, quote: Quote) -> list[Finding]:
    found = [
        Finding(
            f"CPM {money(quote.cpm)} ({money_range(quote.range)}): {_SIDES[quote.verdict]}",
            "fact" if quote.band else "few",
        )
    ]
    if quote.band and not quote.is_clear:
        found.append(
            Finding(
                "Khoảng P25–P75 vắt qua mép khung, nên kết luận có thể đổi theo lượt xem thật.",
                "few",
            )
        )
    if quote.fair and quote.verdict == "trên khung":
        found.append(
            Finding(
                f"Để về trong khung, phí cần tối đa {money(quote.fair.high)} "
                f"(bớt {money(quote.fee - quote.fair.high)})."
            )
        )
    if brief.budget is not None and quote.fee > brief.budget:
        found.append(Finding(f"Riêng phí này đã vượt tổng ngân sách {money(brief.budget)}."))
    return found


def _table(forecast: PlaysForecast | None, quote: Quote | None) -> pd.DataFrame:
    if forecast is None or quote is None:
        return pd.DataFrame({"Mục": ["Kết luận"], "Giá trị": ["chưa có báo giá để kiểm"]})
    rows: list[tuple[str, Any]] = [
        ("TikToker", forecast.creator),
        ("Số video", forecast.videos),
        ("Phí (đồng)", round(quote.fee)),
        ("Dự báo lượt xem P25", round(forecast.p25 or 0)),
        ("Dự báo lượt xem P50", round(forecast.p50 or 0)),
        ("Dự báo lượt xem P75", round(forecast.p75 or 0)),
        ("CPM ở P50 (đồng)", round(quote.cpm)),
        ("CPM ở P75 (đồng)", round(quote.range.low)),
        ("CPM ở P25 (đồng)", round(quote.range.high)),
        ("Kết luận", quote.verdict),
    ]
    return pd.DataFrame(rows, columns=["Mục", "Giá trị"])
