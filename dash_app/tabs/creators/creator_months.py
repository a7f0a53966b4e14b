"""Một TikToker: whether its videos do better or worse than they used to."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dash_app.components.chosen_creator import chosen, regular, settled
from dash_app.figures.bars_with_line import bars_with_line
from dash_app.findings.bins import value_words
from dash_app.findings.finding import Finding
from dash_app.metrics import Metric
from dash_app.pages import Reader, Shown
from dash_app.statistics import superiority_interval
from dash_app.words import percent, signed_percent, whole

_LEAST_IN_MONTH: Final = 5
_COMPARED: Final = 20
_LEAST_COMPARED: Final = 10
_MOST_MONTHS: Final = 24
_CLEAR: Final = 0.05


def show_months(reader: Reader) -> Shown:
    """The median of each month, and the latest videos against those before."""
    found, metric = reader.kept(chosen), reader.view.metric
    frame = _months(reader.kept(regular), metric)
    title = f"{metric.label} (trung vị)"
    return Shown(
        f"{found.name}: {metric.inside} theo tháng",
        bars_with_line(
            frame,
            x="month",
            bars="value",
            line="n",
            bar_title=title,
            rate=metric.is_rate,
            faint_below=_LEAST_IN_MONTH,
            day_format="%m/%Y",
        ),
        f"trung vị của {metric.formula} trên video đăng trong tháng, không tính video ghim; cột "
        f"nhạt: dưới {_LEAST_IN_MONTH} video; tối đa {_MOST_MONTHS} tháng gần nhất; video mới còn "
        "tăng lượt xem nên tháng cuối thường thấp",
        int(frame["n"].sum()),
        findings=level_change(reader.kept(settled), metric),
        table=lambda: frame[["month", "n", "value"]].rename(
            columns={"month": "Tháng", "n": "Số video", "value": title}
        ),
    )


def level_change(videos: pd.DataFrame, metric: Metric) -> tuple[Finding, ...]:
    """Says how the latest videos do against as many before them, by the Mann–Whitney test.

    Args:
        videos: Columns posted_date and the metric; unpinned and no longer young.
        metric: What is compared.
    """
    values = videos.sort_values("posted_date", kind="stable")[metric.key].dropna()
    size = min(_COMPARED, len(values) // 2)
    if size < _LEAST_COMPARED:
        return (
            Finding(
                f"Chưa đủ video để so mới với cũ: cần {2 * _LEAST_COMPARED}, có "
                f"{whole(len(values))}.",
                "few",
            ),
        )
    latest, before = values.iloc[-size:], values.iloc[-2 * size : -size]
    test = superiority_interval(latest, before)
    new, old = latest.median(), before.median()
    change = f" ({signed_percent(new / old - 1)})" if old else ""
    clear = test.p is not None and test.p < _CLEAR
    verdict = (
        f"video mới cao hơn trong {percent(test.estimate, 0)} số cặp, khó là ngẫu nhiên"
        if clear
        else "chưa vượt ngoài dao động giữa các video"
    )
    return (
        Finding(
            f"{whole(size)} video mới nhất: trung vị {value_words(new, metric)}; {whole(size)} "
            f"video trước đó: {value_words(old, metric)}{change}; {verdict}."
        ),
    )


def _months(videos: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """Returns month (its first day), n, value; also the months without a video."""
    known = videos[videos[metric.key].notna()]
    if known.empty:
        return pd.DataFrame({"month": pd.to_datetime([]), "n": [], "value": []})
    months = pd.to_datetime(known["posted_date"]).dt.to_period("M")
    found = known[metric.key].groupby(months).agg(["size", "median"])
    every = pd.period_range(found.index.min(), found.index.max(), freq="M")[-_MOST_MONTHS:]
    found = found.reindex(every)
    return pd.DataFrame(
        {
            "month": every.to_timestamp(),
            "n": found["size"].fillna(0).astype("int64").to_numpy(),
            "value": found["median"].to_numpy(),
        }
    )
