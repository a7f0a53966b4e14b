"""The tiers side by side: how big, and what their creators reach and do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from dash import html

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.findings.tier_test import p_words, size_words
from dash_app.findings.tiers import MeasureDifference, comparison_findings
from dash_app.pages import Reader, Shown
from dash_app.statistics import holm, kruskal_by_group
from dash_app.statistics.sample import Floats, known
from dash_app.tabs.creators.tier_values import MEASURES, Measure, TierValues, tier_values
from dash_app.words import MISSING, TIERS, percent, whole

_LEGEND: Final = (
    "Số đậm: TikToker đứng giữa nhóm. Dòng dưới: nửa giữa của nhóm, rồi trung bình (TB) ± độ lệch "
    "chuẩn."
)
_COLUMNS: Final = (
    FactColumn("Mỗi TikToker một con số"),
    *(FactColumn(name, number=True) for name in TIERS.values()),
    FactColumn("Các nhóm khác nhau?"),
)


@dataclass(frozen=True)
class Summary:
    """How the creators of a tier are spread over a measure.

    Attributes:
        n: Creators with a number; at least one.
        quartiles: The 25th, 50th and 75th percentile.
        mean: Over the creators.
        deviation: The standard deviation; None of one creator.
    """

    n: int
    quartiles: tuple[float, float, float]
    mean: float
    deviation: float | None

    @property
    def median(self) -> float:
        """The number of the middle creator."""
        return self.quartiles[1]


Summaries = Mapping[str, Mapping[str, Summary]]
"""By the column of the measure and the code of the tier; tiers without a number are left out."""


def show_comparison(reader: Reader) -> Shown:
    """One row a measure: the middle creator of each tier, its middle half, mean ± deviation."""
    values = reader.kept(tier_values)
    frame, n = values.frame, values.in_tiers
    summaries, tested = reader.kept(tier_summaries), reader.kept(measure_differences)
    least = int(reader.view.choice("tier_least"))
    rows = [
        _sizes_row(values),
        *(_row(each, summaries[each.column], tested.get(each.column)) for each in MEASURES),
    ]
    return Shown(
        "So sánh các nhóm",
        html.Div(
            [
                html.P(_LEGEND, className="muted"),
                build_facts_table("So sánh các nhóm", _COLUMNS, rows),
            ],
            className="tier-table",
        ),
        "mỗi TikToker tính một lần; lượt mỗi video là trung bình các video của người đó trong góc "
        "nhìn; trung vị, tứ phân vị, trung bình và độ lệch chuẩn qua các TikToker. Cột cuối: "
        "Kruskal–Wallis, hiệu chỉnh Holm cho cả bảng. Người theo dõi là số ở lần thu thập mới nhất",
        n,
        "TikToker",
        findings=comparison_findings(
            list(tested.values()),
            n=n,
            no_tier=len(frame) - n,
            without=int((frame["tier"].notna() & (frame["videos"] < least)).sum()),
            least=least,
        ),
        table=lambda: _table(summaries, tested),
    )


def tier_summaries(reader: Reader) -> Summaries:
    """Returns how each tier is spread over each measure."""
    groups = reader.kept(tier_values).groups
    return {
        measure.column: {
            code: _summary(values) for code, values in groups[measure.column].items() if values.size
        }
        for measure in MEASURES
    }


def _summary(values: Floats) -> Summary:
    low, middle, high = np.quantile(values, (0.25, 0.5, 0.75)).tolist()
    deviation = float(values.std(ddof=1)) if values.size > 1 else None
    return Summary(values.size, (low, middle, high), float(values.mean()), deviation)


def measure_differences(reader: Reader) -> dict[str, MeasureDifference]:
    """Returns the tests of the measures that do not split the tiers, by their columns."""
    groups, summaries = reader.kept(tier_values).groups, reader.kept(tier_summaries)
    measures = [each for each in MEASURES if not each.untested]
    differences = [kruskal_by_group(groups[each.column]) for each in measures]
    adjusted = holm([each.p if each.enough else None for each in differences])
    return {
        measure.column: MeasureDifference(
            measure.inside,
            {code: measure.write(each.median) for code, each in summaries[measure.column].items()},
            difference,
            known(p),
        )
        for measure, difference, p in zip(measures, differences, adjusted, strict=True)
    }


def _sizes_row(values: TierValues) -> list[Any]:
    """Returns how many creators and videos each tier has."""
    cells = []
    for code in TIERS:
        rows = values.frame[values.frame["tier"] == code]
        share = f"{percent(len(rows) / values.in_tiers, 0)} · " if values.in_tiers else ""
        cells.append(_cell(whole(len(rows)), f"{share}{whole(rows['videos'].sum())} video"))
    return ["Số TikToker", *cells, ""]


def _row(
    measure: Measure, tiers: Mapping[str, Summary], tested: MeasureDifference | None
) -> list[Any]:
    note = [html.Small(measure.note)] if measure.note else []
    return [
        [measure.title, *note],
        *(_measure_cell(measure, tiers.get(code)) for code in TIERS),
        _difference_cell(tested) if tested else _verdict("", measure.untested),
    ]


def _measure_cell(measure: Measure, summary: Summary | None) -> list[Any]:
    if summary is None:
        return _cell(MISSING, "")
    write, (low, middle, high) = measure.write_short, summary.quartiles
    if summary.deviation is None:
        return _cell(measure.write(middle), "chỉ một TikToker")
    return _cell(
        measure.write(middle),
        f"{_unbroken(write(low))} – {_unbroken(write(high))}",
        f"TB\N{NO-BREAK SPACE}{_unbroken(write(summary.mean))} ± "
        f"{_unbroken(write(summary.deviation))}",
    )


def _unbroken(text: str) -> str:
    """Returns a number that is not parted from its unit where a line ends."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _cell(main: str, *lines: str) -> list[Any]:
    return [html.Strong(main), html.Small("\n".join(lines))]


def _difference_cell(tested: MeasureDifference) -> list[Any]:
    if not tested.difference.enough:
        return _verdict("", "chưa đủ dữ liệu")
    if not tested.is_clear:
        return _verdict("chưa rõ", p_words(tested.p_adjusted))
    epsilon = tested.difference.epsilon_squared
    return _verdict(f"khác {size_words(epsilon)}", p_words(tested.p_adjusted), clear=True)


def _verdict(words: str, note: str, clear: bool = False) -> list[Any]:
    strong = [html.Strong(words, className="clear" if clear else None)] * bool(words)
    return [*strong, html.Small(note)]


def _table(summaries: Summaries, tested: Mapping[str, MeasureDifference]) -> pd.DataFrame:
    rows = []
    for measure in MEASURES:
        test = tested.get(measure.column)
        for code, each in summaries[measure.column].items():
            rows.append(
                {
                    "Chỉ số": measure.title,
                    "Nhóm": TIERS[code],
                    "Số TikToker": each.n,
                    "Trung vị": each.median,
                    "Tứ phân vị 25": each.quartiles[0],
                    "Tứ phân vị 75": each.quartiles[2],
                    "Trung bình": each.mean,
                    "Độ lệch chuẩn": each.deviation,
                    "H Kruskal–Wallis": test.difference.h if test else None,
                    "p sau Holm": test.p_adjusted if test else None,
                    "Epsilon bình phương": test.difference.epsilon_squared if test else None,
                }
            )
    return pd.DataFrame(rows)
