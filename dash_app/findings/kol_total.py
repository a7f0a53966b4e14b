"""What a shortlist reaches and costs together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dash_app.findings.finding import Finding
from dash_app.findings.kol_brief import Brief, MoneyRange, money, money_range
from dash_app.statistics import Total, independent_total
from dash_app.words import chance_percent, short, whole


@dataclass(frozen=True)
class Together:
    """A shortlist as one.

    Attributes:
        people: How many.
        plays: Of all booked videos of all of them; None where none of them can be forecast.
        fees: At the brief's CPM; None without one.
    """

    people: int
    plays: Total | None
    fees: MoneyRange | None


def add_up(brief: Brief, quartiles: Sequence[tuple[float, float, float]]) -> Together:
    """Returns what a shortlist reaches and costs together.

    Args:
        brief: The brief.
        quartiles: p25, p50, p75 of the plays of all booked videos of each.
    """
    known = [each for each in quartiles if each[0] > 0]
    plays = independent_total(known, brief.wanted)
    fees = None
    if brief.cpm and known:
        each = [brief.cpm.of_plays(middle) for _, middle, _ in known]
        fees = MoneyRange(sum(fee.low for fee in each), sum(fee.high for fee in each))
    return Together(len(quartiles), plays, fees)


def together_words(brief: Brief, together: Together) -> str:
    """Returns what a shortlist reaches and costs in one sentence; empty without a forecast."""
    plays, fees = together.plays, together.fees
    if plays is None:
        return ""
    text = (
        f"Cả danh sách ({whole(together.people)} người × {whole(brief.videos)} video): dự báo "
        f"{short(plays.p50)} lượt xem (P25–P75: {short(plays.p25)}–{short(plays.p75)})"
    )
    if brief.wanted is not None and plays.chance is not None:
        text += f", {chance_percent(plays.chance)} khả năng vượt {short(brief.wanted)} lượt xem"
    if fees:
        text += f"; tổng phí theo khung CPM {money_range(fees)}"
    if brief.budget is not None:
        text += f", ngân sách {money(brief.budget)}"
    return f"{text}."


def together_findings(brief: Brief, together: Together) -> Iterator[Finding]:
    """Says whether the shortlist reaches what is wanted, for what, and what was assumed."""
    plays, fees = together.plays, together.fees
    if plays is None:
        return
    if brief.wanted is not None and plays.chance is not None:
        yield Finding(
            f"Cả danh sách có {chance_percent(plays.chance)} khả năng vượt {whole(brief.wanted)} "
            f"lượt xem với {whole(brief.videos)} video mỗi người."
        )
    if fees and brief.budget is not None:
        if fees.high <= brief.budget:
            words = "nằm trong ngân sách"
        elif fees.low > brief.budget:
            words = "vượt ngân sách"
        else:
            words = "có thể vượt ngân sách, tuỳ giá thương lượng"
        yield Finding(
            f"Tổng phí theo khung CPM {money_range(fees)} {words} ({money(brief.budget)})."
        )
    if together.people > 1:
        yield Finding(
            "Cộng dự báo của từng người như thể họ độc lập với nhau. Khi nhiều người cùng hợp hoặc "
            f"cùng kém một chủ đề, kết quả thật có thể lệch xa hơn khoảng {short(plays.p25)} – "
            f"{short(plays.p75)}."
        )
