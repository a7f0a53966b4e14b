"""Whether the tiers differ in the chosen metric, and which from which."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import html

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.findings.tier_test import (
    TierPair,
    TierTest,
    compare_tiers,
    difference_findings,
    p_words,
    reading,
    tier_inside,
    verdict,
    winner_of,
    winning_chance,
)
from dash_app.pages import Reader, Shown
from dash_app.tabs.creators.tier_values import (
    TIER_COLOURS,
    cautions,
    tier_values,
    value_formula,
    value_name,
)
from dash_app.words import TIERS, decimal, percent, whole

_COLUMNS: Final = (
    FactColumn("Hai nhóm"),
    FactColumn("Lấy ngẫu nhiên mỗi nhóm một người, ai cao hơn?", wide=True),
    FactColumn("Đọc là"),
    FactColumn("z (Dunn)", number=True),
    FactColumn("p sau Holm", number=True),
)


def show_difference(reader: Reader) -> Shown:
    """The test of all tiers, and every pair with the chance that one is above the other."""
    view = reader.view
    test = reader.kept(metric_test)
    return Shown(
        f"Các nhóm có khác nhau về {value_name(view)} không?",
        html.Div([_summary(test), *_pairs(test)], className="tier-difference"),
        f"{value_formula(view)}. Đơn vị là TikToker, không phải video: video của một người giống "
        "nhau, đếm từng video sẽ làm mọi khác biệt có vẻ chắc chắn. Kruskal–Wallis so thứ hạng; ε² "
        "= H / (n − 1); từng cặp: Dunn 1964 có sửa giá trị trùng, hiệu chỉnh Holm; khả năng cao "
        "hơn = U / (n₁ n₂), giá trị bằng nhau tính một nửa; nhóm dưới 5 TikToker không vào so sánh",
        test.n,
        "TikToker",
        findings=(
            *cautions(view),
            *difference_findings(test, value_name(view)),
        ),
        table=lambda: _table(test),
    )


def metric_test(reader: Reader) -> TierTest:
    """Returns the comparison of the tiers in the chosen metric."""
    return compare_tiers(reader.kept(tier_values).values)


def _summary(test: TierTest) -> html.Div:
    difference = test.difference
    tested = [
        ("Kruskal–Wallis", f"H = {decimal(difference.h, 2)}"),
        ("Giá trị p", p_words(difference.p)),
        ("Cỡ khác biệt", f"ε² = {decimal(difference.epsilon_squared, 3)}"),
    ]
    known = tested if difference.h is not None else []
    facts = [*known, ("Cỡ mẫu", f"{whole(difference.n)} TikToker")]
    return html.Div(
        [
            html.P(
                verdict(test), className="tier-answer clear" if test.is_clear else "tier-answer"
            ),
            html.Dl([html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts]),
        ],
        className="tier-summary",
    )


def _pairs(test: TierTest) -> list[Any]:
    if not test.pairs:
        return []
    rows = [
        [
            f"{TIERS[pair.higher]} và {tier_inside(pair.lower)}",
            _chance(pair),
            html.Strong(reading(pair)) if pair.is_clear else reading(pair),
            decimal(pair.dunn.z, 2),
            p_words(pair.dunn.p_adjusted).removeprefix("p = ").removeprefix("p "),
        ]
        for pair in test.pairs
    ]
    return [build_facts_table("Từng cặp nhóm", _COLUMNS, rows)]


def _chance(pair: TierPair) -> html.Div:
    """Returns a bar that the two tiers share by how often each is above."""
    winner = winner_of(pair)
    loser = pair.lower if winner == pair.higher else pair.higher
    chance, low, high = winning_chance(pair)
    share = 100 * (chance or 0)
    return html.Div(
        [
            html.Div(
                [
                    html.Span(style={"width": f"{share:.1f}%", "background": TIER_COLOURS[winner]}),
                    html.Span(
                        style={"width": f"{100 - share:.1f}%", "background": TIER_COLOURS[loser]}
                    ),
                ],
                className="tier-bar" if pair.is_clear else "tier-bar unclear",
                role="img",
                **{"aria-label": f"{TIERS[winner]} cao hơn trong {percent(chance, 0)} số lần"},
            ),
            html.Small(
                f"{TIERS[winner]} cao hơn: {percent(chance, 0)} ({percent(low, 0)} đến "
                f"{percent(high, 0)})"
            ),
        ],
        className="tier-chance",
    )


def _table(test: TierTest) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Nhóm thứ nhất": TIERS[pair.higher],
                "Nhóm thứ hai": TIERS[pair.lower],
                "Số TikToker thứ nhất": test.sizes[pair.higher],
                "Số TikToker thứ hai": test.sizes[pair.lower],
                "Trung vị thứ nhất": test.medians[pair.higher],
                "Trung vị thứ hai": test.medians[pair.lower],
                "Khả năng nhóm thứ nhất cao hơn": pair.chance.estimate,
                "Cận dưới 95 %": pair.chance.low,
                "Cận trên 95 %": pair.chance.high,
                "z Dunn": pair.dunn.z,
                "p": pair.dunn.p,
                "p sau Holm": pair.dunn.p_adjusted,
                "H Kruskal–Wallis": test.difference.h,
                "p Kruskal–Wallis": test.difference.p,
                "Epsilon bình phương": test.difference.epsilon_squared,
            }
            for pair in test.pairs
        ]
    )
