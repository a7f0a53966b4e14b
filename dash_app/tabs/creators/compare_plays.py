"""So sánh: how the videos of each are spread, who is above whom, and how that went over time."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.figures.box import QUANTILES
from dash_app.figures.chances import chances
from dash_app.figures.panels import Months, month_panels
from dash_app.figures.series_boxes import series_boxes
from dash_app.findings.compare import Duel, duel_findings, month_findings, spread_findings
from dash_app.metrics import Metric
from dash_app.pages import Reader, Shown
from dash_app.statistics import MIN_SAMPLE, holm, kruskal_by_group, superiority_interval
from dash_app.statistics.sample import floats, present
from dash_app.tabs.creators.compare_choice import LEAST_DRAWN, Comparison, Contender, comparison
from dash_app.words import percent, whole

_SHARES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
_LEAST_IN_MONTH: Final = 5
_MOST_MONTHS: Final = 36


def show_spread(reader: Reader) -> Shown:
    """Where the videos of each lie: a box a creator."""
    found, metric = comparison(reader), reader.view.metric
    frame = pd.DataFrame(
        [_box(each, metric) for each in found.drawn],
        index=[each.name for each in found.drawn],
        columns=["label", "n", *QUANTILES],
    )
    return Shown(
        f"{metric.label} mỗi video trải ra sao?",
        series_boxes(
            frame,
            colours=colours(found),
            title=metric.label,
            rate=metric.is_rate,
            faint_below=MIN_SAMPLE,
        ),
        "hộp: nửa giữa số video (bách phân vị 25 đến 75), vạch giữa: trung vị, râu: bách phân vị 5 "
        f"đến 95; không tính video ghim{'' if metric.is_rate else '; thang log'}; hộp nhạt: dưới "
        f"{MIN_SAMPLE} video",
        int(frame["n"].sum()),
        findings=(*spread_findings(frame, metric), *found.left_out),
        table=lambda: (
            frame.drop(columns="label")
            .rename(columns={"n": "Số video", **_quantile_names()})
            .rename_axis("TikToker")
            .reset_index()
        ),
    )


def _box(contender: Contender, metric: Metric) -> list[object]:
    values = present(contender.lasting[metric.key])
    quantiles = np.quantile(values, _SHARES).tolist() if len(values) else [None] * len(_SHARES)
    return [f"{contender.name}<br>n = {whole(len(values))}", len(values), *quantiles]


def _quantile_names() -> dict[str, str]:
    return {
        name: f"Bách phân vị {share * 100:.0f}"
        for name, share in zip(QUANTILES, _SHARES, strict=True)
    }


def duels(reader: Reader) -> tuple[Duel, ...]:
    """Returns every pair of those with videos, on the page's metric, the higher one first."""
    metric = reader.view.metric.key
    values = {
        each.name: numbers
        for each in comparison(reader).drawn
        if len(numbers := present(each.lasting[metric]))
    }
    found = []
    for first, second in combinations(values, 2):
        result = superiority_interval(values[first], values[second])
        if (result.estimate or 0) < 0.5:
            first, second = second, first
            result = superiority_interval(values[first], values[second])
        found.append((first, second, result))
    adjusted = holm([result.p if result.enough else None for _, _, result in found])
    return tuple(
        Duel(
            first=first,
            second=second,
            chance=result.estimate or 0.0,
            low=result.low or 0.0,
            high=result.high or 0.0,
            p_adjusted=float(p) if result.enough else None,
            n=result.n,
            other_n=result.other_n,
            enough=result.enough,
        )
        for (first, second, result), p in zip(found, adjusted, strict=True)
    )


def show_duels(reader: Reader) -> Shown:
    """How often a video of the one is above a video of the other."""
    found, metric, pairs = comparison(reader), reader.view.metric, duels(reader)
    own = colours(found)
    frame = pd.DataFrame(
        [
            {
                "name": f"{each.first}<br>vượt {each.second}",
                "estimate": each.chance,
                "low": each.low,
                "high": each.high,
                "colour": own[each.first],
                "clear": each.is_clear,
                "hover": f"Video của <b>{each.first}</b> vượt video của <b>{each.second}</b>:<br>"
                f"<b>{percent(each.chance, 0)}</b> số cặp ({percent(each.low, 0)} đến "
                f"{percent(each.high, 0)})<br>n = {whole(each.n)} và {whole(each.other_n)}",
            }
            for each in pairs
        ]
    )
    groups = {each.name: each.lasting[metric.key] for each in found.drawn}
    return Shown(
        f"Video của ai vượt video của ai? {metric.label}",
        chances(
            frame,
            x_title="Khả năng video vượt",
            empty=f"Cần ít nhất hai người có {LEAST_DRAWN} video",
        ),
        "số cặp video mà người thứ nhất cao hơn / mọi cặp video của hai người, bằng nhau tính một "
        "nửa (Mann–Whitney U / (n·m), chỉ số A của Vargha–Delaney); vạch: khoảng tin cậy 95 % của "
        "Newcombe; 50 % là ngang nhau; chấm màu: khác 50 % sau hiệu chỉnh Holm; "
        "không tính video ghim. So mọi cặp video nên nhạy hơn so hai trung vị ở bảng trên. Các "
        "video của một người được coi là độc lập; video đăng gần nhau thường giống nhau, nên "
        "khoảng này còn hơi hẹp",
        sum(len(each.lasting["plays"]) for each in found.drawn),
        findings=(
            *duel_findings(pairs, kruskal_by_group(groups), metric.inside),
            *found.left_out,
        ),
        table=lambda: pd.DataFrame(
            [
                {
                    "Người thứ nhất": each.first,
                    "Người thứ hai": each.second,
                    "Khả năng vượt": each.chance,
                    "Cận dưới 95 %": each.low,
                    "Cận trên 95 %": each.high,
                    "p (Holm)": each.p_adjusted,
                    "Số video thứ nhất": each.n,
                    "Số video thứ hai": each.other_n,
                }
                for each in pairs
            ]
        ),
    )


def show_months(reader: Reader) -> Shown:
    """The median of each month, a panel a creator over one axis."""
    found, metric = comparison(reader), reader.view.metric
    months = _newest({each.name: _months(each, metric) for each in found.drawn})
    return Shown(
        f"{metric.label} theo tháng (trung vị mỗi video)",
        month_panels(
            months,
            colours=colours(found),
            y_title=metric.label if metric.is_rate else f"{metric.label}, thang log",
            rate=metric.is_rate,
            faint_below=_LEAST_IN_MONTH,
        ),
        f"trung vị {metric.inside} của video đăng trong tháng, không tính video ghim; cùng một "
        "thang cho mọi người; đường xám: những người còn lại; chấm rỗng: dưới "
        f"{_LEAST_IN_MONTH} video; tối đa {_MOST_MONTHS} tháng gần nhất; video mới còn tăng lượt "
        "xem, nên tháng cuối thường thấp",
        sum(int(each.counts.sum()) for each in months.values()),
        findings=(
            *month_findings(
                {name: _fit(each) for name, each in months.items()}, metric, _LEAST_IN_MONTH
            ),
            *found.left_out,
        ),
        table=lambda: pd.DataFrame(
            [
                {
                    "TikToker": name,
                    "Tháng": month.astype("datetime64[D]").astype(object),
                    "Số video": int(n),
                    f"{metric.label} (trung vị)": float(value),
                }
                for name, each in months.items()
                for month, n, value in zip(each.months, each.counts, each.values, strict=True)
            ],
            columns=["TikToker", "Tháng", "Số video", f"{metric.label} (trung vị)"],
        ),
    )


def _months(contender: Contender, metric: Metric) -> Months:
    values = floats(contender.lasting[metric.key])
    known = ~np.isnan(values)
    months = contender.lasting["posted_date"].astype("datetime64[M]")[known]
    if not known.any():
        return Months(months, values[known], np.empty(0, dtype=np.int64))
    every, counts = np.unique(months, return_counts=True)
    # Days ascend, so that the videos of a month stand beside each other.
    parts = np.split(values[known], np.cumsum(counts)[:-1])
    return Months(every, np.array([np.median(part) for part in parts]), counts)


def _newest(months: Mapping[str, Months]) -> dict[str, Months]:
    """Returns the months that are not too long ago, counted from the newest of all."""
    ends = [each.months[-1] for each in months.values() if len(each.months)]
    if not ends:
        return dict(months)
    first = max(ends) - (_MOST_MONTHS - 1)
    kept = {name: each.months >= first for name, each in months.items()}
    return {
        name: Months(*(part[kept[name]] for part in (each.months, each.values, each.counts)))
        for name, each in months.items()
    }


def _fit(of: Months) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Returns the months (counted) and values that rest on enough videos."""
    enough = of.counts >= _LEAST_IN_MONTH
    return of.months[enough].astype(np.int64), of.values[enough]


def colours(found: Comparison) -> dict[str, str]:
    """Returns the name and colour of each who is drawn, in order."""
    return {each.name: each.colour for each in found.drawn}
