"""Single videos of two ranges: how the metric spreads, and which tends to be higher."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dash_app.figures.box import boxes
from dash_app.findings.bins import number_words
from dash_app.findings.period_pair import video_findings
from dash_app.pages import Reader, Shown
from dash_app.queries import compare_periods
from dash_app.sampling import sample_words
from dash_app.statistics import MIN_SAMPLE, Interval, Superiority, superiority_from_wins
from dash_app.tabs.trends.period_rows import compared_every, read_effects, read_totals
from dash_app.tabs.trends.quartiles import median_of
from dash_app.tabs.trends.two_ranges import chosen_pair, without_days

_QUANTILES: Final = {
    "p5": "Phân vị 5 %",
    "p25": "Phân vị 25 %",
    "p50": "Trung vị",
    "p75": "Phân vị 75 %",
    "p95": "Phân vị 95 %",
}


def show_values(reader: Reader) -> Shown:
    """How the metric spreads in both ranges, with tests."""
    view, rows = reader.view, read_totals(reader)
    metric = view.metric
    names = ["Giai đoạn 1", "Giai đoạn 2"]
    frame = pd.DataFrame(
        [
            {"name": name, "n": int(rows[number]["measured"])}
            | {key: rows[number][key] for key in _QUANTILES}
            for number, name in enumerate(names, 1)
            if number in rows and rows[number]["measured"]
        ],
        columns=["name", "n", *_QUANTILES],
    )
    return Shown(
        f"{metric.label} của từng video",
        boxes(
            frame,
            name="name",
            names=names,
            count="n",
            title=metric.label,
            rate=metric.is_rate,
            faint_below=MIN_SAMPLE,
        ),
        f"{metric.formula}; hộp: từ 25 % đến 75 %, vạch giữa: trung vị, râu: từ 5 % đến 95 %"
        + ("" if metric.is_rate else "; trục theo bậc mười")
        + "; khoảng tin cậy của trung vị ước từ tứ phân vị; kiểm định hạng Mann–Whitney với khoảng "
        "tin cậy của Newcombe (2006), coi các video là độc lập; so trong cùng một TikToker theo "
        f"cụm TikToker{sample_words(compared_every(reader))}; không tính video ghim; trên "
        f"{view.scope_words}",
        int(frame["n"].sum()),
        findings=video_findings(
            (_median(reader, 1), _median(reader, 2)),
            _chance(reader),
            read_effects(reader),
            metric,
            lambda value: number_words(value, metric),
        ),
        table=lambda: frame.rename(columns={"name": "Giai đoạn", "n": "Số video", **_QUANTILES}),
    )


def _median(reader: Reader, number: int) -> Interval:
    rows = read_totals(reader)
    if number not in rows:
        return Interval(None, None, None, 0, False)
    row = rows[number]
    return median_of({**row, "n": row["measured"]}, reader.view.metric)


def _chance(reader: Reader) -> Superiority:
    """Returns how often a video of the second range has more than one of the first."""
    pair, metric = chosen_pair(reader), reader.view.metric
    if pair is None:
        return superiority_from_wins(None, 0, 0)
    filters = without_days(reader.view)
    row = reader.frame(compare_periods.wins, pair.texts, filters, metric=metric.key).iloc[0]
    wins = None if pd.isna(row["wins"]) else float(row["wins"])
    return superiority_from_wins(wins, int(row["n"]), int(row["other_n"]))
