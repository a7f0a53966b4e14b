"""What posts of each form reach, and what the same creator's other posts reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from dash_app.figures.bars_with_error import bars_with_error
from dash_app.figures.effects import effect_intervals
from dash_app.findings.bins import number_words, within_effect
from dash_app.findings.finding import Finding
from dash_app.findings.forms import median_findings, one_effect
from dash_app.metrics import Metric
from dash_app.pages import Reader, Shown
from dash_app.queries import formats
from dash_app.sampling import sample_words
from dash_app.statistics import MIN_SAMPLE, BinEffect, Interval, effect_frame, within_creator_effect
from dash_app.tabs.trends.creator_sums import every, read_creator_sums
from dash_app.tabs.trends.form_words import (
    FORMAT_COLOURS,
    FORMAT_NAMES,
    FORMAT_RULE,
    ORIGIN_COLOURS,
    ORIGIN_NAMES,
    ORIGIN_RULE,
)
from dash_app.tabs.trends.quartiles import median_of
from dash_app.words import MISSING, whole

NAMES: Final[Mapping[str, str]] = {**FORMAT_NAMES, **ORIGIN_NAMES}


def show_origin_values(reader: Reader) -> Shown:
    """Recordings and music against each other."""
    metric = reader.view.metric
    effects = [each for each in read_effects(reader) if each.bin in ORIGIN_NAMES]
    return _medians(
        reader,
        ORIGIN_COLOURS,
        f"Âm thanh gốc và nhạc: {metric.inside}",
        ORIGIN_RULE,
        one_effect(effects, "video dùng âm thanh gốc", metric),
    )


def show_format_values(reader: Reader) -> Shown:
    """The formats against each other."""
    title = f"Dạng bài nào đạt {reader.view.metric.inside} cao?"
    return _medians(reader, FORMAT_COLOURS, title, FORMAT_RULE)


def show_effects(reader: Reader) -> Shown:
    """Each form against the other posts of the same creator."""
    metric = reader.view.metric
    effects = read_effects(reader)
    order = [name for name in NAMES if name in {each.bin for each in effects}]
    ranked = sorted(effects, key=lambda each: order.index(str(each.bin)))
    frame = effect_frame(ranked, lambda name: _broken(NAMES[name]))
    return Shown(
        f"So trong cùng một TikToker: {metric.inside} của từng dạng",
        effect_intervals(frame, unit="điểm %" if metric.is_rate else "%"),
        "chênh lệch trong cùng một TikToker giữa bài dạng đó và bài khác của họ, âm thanh gốc so "
        "với nhạc "
        + ("(điểm phần trăm)" if metric.is_rate else f"(của 1 + {metric.inside}, trung bình nhân)")
        + ", khoảng tin cậy 95 % theo cụm TikToker; chấm đậm: khác hẳn 0 sau hiệu chỉnh Holm; "
        f"không tính video ghim{sample_words(every(reader))}; trên {reader.view.scope_words}",
        int(frame["n"].max()) if len(frame) else 0,
        findings=within_effect(ranked, name=_inside, metric=metric),
        table=lambda: (
            frame.drop(columns="clear")
            .assign(name=[NAMES[str(each.bin)] for each in ranked])
            .rename(
                columns={
                    "name": "Dạng bài",
                    "estimate": "Chênh lệch (" + ("điểm %" if metric.is_rate else "%") + ")",
                    "low": "Cận dưới 95 %",
                    "high": "Cận trên 95 %",
                    "n": "Số video",
                    "creators": "Số TikToker",
                }
            )
        ),
    )


def read_effects(reader: Reader) -> tuple[BinEffect, ...]:
    """Returns the within-creator effects of all forms, corrected together."""
    return reader.kept(_read_effects)


def _read_effects(reader: Reader) -> tuple[BinEffect, ...]:
    frame = read_creator_sums(reader)
    forms = frame[frame["bin"] != formats.CHOSEN]
    return within_creator_effect(forms, reader.view.metric.scale)


def _inside(name: object) -> str:
    title = NAMES[str(name)]
    return f"{title[0].lower()}{title[1:]}"


def _medians(
    reader: Reader,
    colours: Mapping[str, str],
    title: str,
    rule: str,
    besides: tuple[Finding, ...] = (),
) -> Shown:
    """Returns the medians of some forms beside each other."""
    metric = reader.view.metric
    found = reader.frame(formats.spread_by_form, metric=metric.key)
    rows = {row["bin"]: row for row in found.to_dict("records")}
    medians = [
        (name, rows[name], median_of(rows[name], metric)) for name in colours if name in rows
    ]
    drawn = pd.DataFrame(
        [
            {
                "name": f"{_broken(NAMES[name])}<br>n = {whole(row['n'])}",
                "estimate": median.estimate,
                "low": median.low,
                "high": median.high,
                "colour": colours[name],
                "few": not median.enough,
                "hover": _hover(NAMES[name], median, metric),
            }
            for name, row, median in medians
        ],
        columns=["name", "estimate", "low", "high", "colour", "few", "hover"],
    ).astype({"estimate": "float64", "low": "float64", "high": "float64"})
    return Shown(
        title,
        bars_with_error(
            drawn,
            title=f"{metric.label} (trung vị)",
            rate=metric.is_rate,
            empty="Không có video nào khớp với bộ lọc",
        ),
        f"trung vị của {metric.formula}, không tính video ghim; khoảng tin cậy 95 % ước từ tứ phân "
        f"vị; cột nhạt: dưới {MIN_SAMPLE} video; {rule}; trên {reader.view.scope_words}",
        sum(median.n for _, _, median in medians),
        findings=(
            *median_findings({NAMES[name]: median for name, _, median in medians}, metric),
            *besides,
        ),
        table=lambda: pd.DataFrame(
            [
                {
                    "Dạng": NAMES[name],
                    "Số video": median.n,
                    f"{metric.label}, trung vị": median.estimate,
                    "Cận dưới 95 %": median.low,
                    "Cận trên 95 %": median.high,
                    "Phân vị 25 %": row["p25"],
                    "Phân vị 75 %": row["p75"],
                }
                for name, row, median in medians
            ]
        ),
    )


def _hover(name: str, median: Interval, metric: Metric) -> str:
    middle = MISSING if median.estimate is None else number_words(median.estimate, metric)
    bounds = (
        f"<br>khoảng tin cậy 95 %: {number_words(median.low, metric)} đến "
        f"{number_words(median.high, metric)}"
        if median.low is not None and median.high is not None
        else ""
    )
    return f"<b>{name}</b><br>trung vị {middle}{bounds}<br>n = {whole(median.n)}"


def _broken(name: str) -> str:
    """Returns a name in two lines where it is long."""
    return name.replace(" gắn ", "<br>gắn ").replace(" có dấu hiệu ", "<br>có dấu hiệu<br>")
