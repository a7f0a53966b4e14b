"""The weeks of two ranges, aligned by their number within the range."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pandas as pd

from dash_app.figures.mirrored_bars import Side, mirrored_bars
from dash_app.findings.bins import number_words
from dash_app.findings.finding import Finding
from dash_app.findings.period_pair import weekly_findings
from dash_app.findings.week_span import Span, week_words
from dash_app.pages import Reader, Shown
from dash_app.queries import compare_periods
from dash_app.statistics import MIN_EACH, MeanDifference, welch
from dash_app.tabs.trends.two_ranges import Pair, chosen_pair, without_days
from dash_app.words import MISSING, decimal, short, whole

_WELCH = (
    "mỗi tuần là một số; kiểm định t của Welch trên các tuần trọn, giai đoạn 2 trừ giai đoạn 1; "
    "Hedges g là chênh lệch chia cho độ lệch chuẩn chung giữa các tuần (dưới 0,2 không đáng kể, "
    "0,5 vừa, từ 0,8 lớn); coi các tuần là độc lập, nên khoảng tin cậy hẹp hơn thật khi tuần sau "
    f"giống tuần trước; cần ít nhất {MIN_EACH} tuần trọn mỗi giai đoạn"
)
_ALIGNED = (
    "tuần ISO, xếp theo thứ tự trong giai đoạn; nét chấm: trung bình các tuần trọn; thanh nhạt: "
    "tuần không trọn, không tính"
)


def read_weeks(reader: Reader) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Returns the weeks of both ranges: number, week_start, n, value, whole.

    A week without videos has n 0, and as a sum 0 too; one outside the data has neither.
    """
    return reader.kept(_read)


def volume_test(reader: Reader) -> MeanDifference:
    """Returns the test of videos a week."""
    first, second = (_whole_values(each, "n") for each in read_weeks(reader))
    return welch(second, first)


def show_volume(reader: Reader) -> Shown:
    """Videos a week, one range to the left and the other to the right."""
    return _mirrored(
        reader,
        "n",
        title="Số video mỗi tuần",
        axis_title="Số video",
        formula=f"số video đăng trong tuần; tuần không có video là 0; {_ALIGNED}; {_WELCH}",
        write=lambda value: decimal(value).removesuffix(",0"),
        besides=_rule_of_top(reader),
    )


def show_metric(reader: Reader) -> Shown:
    """The metric a week, likewise."""
    view = reader.view
    return _mirrored(
        reader,
        "value",
        title=f"{view.measure} mỗi tuần",
        axis_title=view.measure,
        formula=f"{view.formula}; {_ALIGNED}; {_WELCH}",
        write=lambda value: number_words(value, view.metric),
        write_change=(lambda value: f"{decimal(100 * value, 2)} điểm %")
        if view.metric.is_rate
        else None,
        rate=view.metric.is_rate,
    )


def _read(reader: Reader) -> tuple[pd.DataFrame, pd.DataFrame]:
    pair, view = chosen_pair(reader), reader.view
    if pair is None:
        nothing = pd.DataFrame(columns=["number", "week_start", "n", "value", "whole"])
        return nothing, nothing
    frame = reader.frame(
        compare_periods.metric_by_week,
        pair.texts,
        without_days(view),
        metric=view.metric.key,
        aggregate=view.aggregate.key,
    )
    summed = view.aggregate.key == "sum"
    first, second = (
        aligned_weeks(frame[frame["period"] == number], span, pair, summed)
        for number, span in enumerate(pair.spans, 1)
    )
    return first, second


def aligned_weeks(frame: pd.DataFrame, span: Span, pair: Pair, summed: bool) -> pd.DataFrame:
    """Returns one row a week of a range, in order, also for weeks without videos.

    Args:
        frame: Columns week_start, n, value, of the weeks that have videos.
        span: The range.
        pair: It and the other one, with the days that the data covers.
        summed: Whether the value is a sum, which is 0 where there is nothing.
    """
    mondays = pd.DatetimeIndex(span.mondays).as_unit("us")
    full = frame.set_index("week_start").reindex(mondays)
    known = pd.Series(
        [pair.known.touches(Span(day, day + timedelta(days=6))) for day in span.mondays], mondays
    )
    n = full["n"].fillna(0).astype("float64").where(known)
    value = full["value"].astype("float64")
    return pd.DataFrame(
        {
            "number": np.arange(1, len(mondays) + 1),
            "week_start": mondays,
            "n": n.to_numpy(),
            "value": (value.fillna(0).where(known) if summed else value).to_numpy(),
            "whole": [pair.is_whole(span, day) for day in span.mondays],
        }
    )


def _mirrored(
    reader: Reader,
    column: str,
    *,
    title: str,
    axis_title: str,
    formula: str,
    write: Callable[[float], str],
    write_change: Callable[[float], str] | None = None,
    rate: bool = False,
    besides: tuple[Finding, ...] = (),
) -> Shown:
    pair, weeks = chosen_pair(reader), read_weeks(reader)
    whole_weeks = [_whole_values(each, column) for each in weeks]
    means = tuple(float(np.mean(each)) if len(each) else float("nan") for each in whole_weeks)
    test = welch(whole_weeks[1], whole_weeks[0])
    sides = [
        _side(number, each, column, mean, write)
        for number, each, mean in zip((1, 2), weeks, means, strict=True)
    ]
    n = int(sum(each["n"].sum() for each in weeks))
    return Shown(
        title,
        mirrored_bars(
            *sides,
            rows=_row_names(weeks),
            title=axis_title,
            write=(lambda value: write(value)) if rate else short,
            rate=rate,
            empty="Không có video nào trong cả hai giai đoạn",
        ),
        f"{formula}; trên {reader.view.scope_words}",
        n,
        findings=(
            *(
                weekly_findings(
                    test, (means[0], means[1]), axis_title, write, write_change or write
                )
                if pair
                else ()
            ),
            *besides,
        ),
        table=lambda: _table(weeks, column, axis_title),
    )


def _whole_values(weeks: pd.DataFrame, column: str) -> np.ndarray:
    values = weeks.loc[weeks["whole"].astype(bool), column].to_numpy("float64", na_value=np.nan)
    known: np.ndarray = values[np.isfinite(values)]
    return known


def _side(
    number: int, weeks: pd.DataFrame, column: str, mean: float, write: Callable[[float], str]
) -> Side:
    values = [None if pd.isna(each) else float(each) for each in weeks[column]]
    said = "" if np.isnan(mean) else f" (trung bình {write(mean)})"
    return Side(
        f"Giai đoạn {number}{said}",
        values,
        [
            f"<b>Giai đoạn {number}</b>, {week_words(start.date())}<br>"
            f"<b>{MISSING if value is None else write(value)}</b>"
            + (f"<br>n = {whole(n)} video" if column != "n" else "")
            + ("" if is_whole else "<br>tuần không trọn, không tính")
            for value, (start, n, is_whole) in zip(
                values,
                weeks[["week_start", "n", "whole"]].itertuples(index=False, name=None),
                strict=True,
            )
        ],
        [not each for each in weeks["whole"]],
        None if np.isnan(mean) else mean,
    )


def _row_names(weeks: tuple[pd.DataFrame, pd.DataFrame]) -> list[str]:
    """Returns the names of the rows: ISO weeks where both ranges have the same ones."""
    numbers = [[start.isocalendar().week for start in each["week_start"]] for each in weeks]
    if numbers[0] == numbers[1]:
        return [f"Tuần {week}" for week in numbers[0]]
    return [f"Tuần thứ {n}" for n in range(1, max(map(len, numbers)) + 1)]


def _rule_of_top(reader: Reader) -> tuple[Finding, ...]:
    if reader.view.choice("scope") == "all":
        return ()
    return (
        Finding(
            "Nhóm đầu tuần có số video do quy tắc định sẵn (20 %, ít nhất 100 mỗi tuần): muốn so "
            "lượng đăng thật, hãy chọn “Mọi video”.",
            "few",
        ),
    )


def _table(weeks: tuple[pd.DataFrame, pd.DataFrame], column: str, title: str) -> pd.DataFrame:
    parts = [
        pd.DataFrame(
            {
                "Giai đoạn": number,
                "Tuần thứ": each["number"],
                "Tuần bắt đầu": each["week_start"],
                "Số video": each["n"],
                **({} if column == "n" else {title: each[column]}),
                "Tuần trọn": ["có" if each_whole else "không" for each_whole in each["whole"]],
            }
        )
        for number, each in enumerate(weeks, 1)
    ]
    return pd.concat(parts, ignore_index=True)
