"""What the weeks so far suggest for the next ones."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dash_app.findings.bins import number_words
from dash_app.findings.growth import growth
from dash_app.findings.suggestion import Suggestion
from dash_app.holidays import SEASONS, Holiday, holidays
from dash_app.metrics import Metric
from dash_app.statistics import MIN_EACH, MIN_SAMPLE
from dash_app.words import day, decimal, signed_percent, whole

_LEAST_CHANGE = 0.1


def week_suggestions(frame: pd.DataFrame, metric: Metric, newest: date) -> tuple[Suggestion, ...]:
    """Returns what to do in the coming weeks.

    Args:
        frame: Columns week_start, n, value, one row a week without gaps.
        metric: Of the values.
        newest: Day of the newest video: seasons after it are still to come.
    """
    if frame.empty or frame["n"].sum() < MIN_SAMPLE:
        return ()
    found = (_next_season(frame, metric, newest), _competition(frame, metric), _steady(frame))
    return tuple(each for each in found if each)


def _next_season(frame: pd.DataFrame, metric: Metric, newest: date) -> Suggestion | None:
    coming = [each for each in holidays() if each.name in SEASONS and each.starts_on > newest]
    if not coming:
        return None
    season = coming[0]
    inside = frame[[_touches(week, season.name) for week in frame["week_start"]]]
    outside = frame.drop(inside.index)
    start = (
        f"Mùa kế tiếp là {season.name}, bài đăng quanh dịp này bắt đầu từ {day(season.starts_on)}"
    )
    if inside.empty or not inside["n"].sum():
        return Suggestion(
            f"Chuẩn bị nội dung {season.name} trước {day(season.starts_on)}.",
            f"{start}; dữ liệu đang xem chưa có tuần nào của dịp này để biết nó ra sao.",
            sure=False,
        )
    usual = outside["value"].median()
    change = inside["value"].median() / usual - 1 if usual else float("nan")
    return Suggestion(
        f"Chuẩn bị nội dung {season.name} trước {day(season.starts_on)}.",
        f"{start}. {whole(len(inside))} tuần trước đây của dịp này: trung vị mỗi tuần "
        f"{decimal(inside['n'].median())} video (tuần khác {decimal(outside['n'].median())}), "
        f"{metric.inside} {number_words(inside['value'].median(), metric)} "
        f"({signed_percent(change)} so với tuần khác).",
        sure=len(inside) >= MIN_EACH,
    )


def _competition(frame: pd.DataFrame, metric: Metric) -> Suggestion | None:
    """Weighs a growing number of videos against what each of them gets."""
    volume, value = growth(frame, "n"), growth(frame, "value")
    if not volume or not value or volume.change is None or value.change is None:
        return None
    numbers = (
        f"Bốn tuần trọn cuối so với bốn tuần đầu: số video {signed_percent(volume.change)}, "
        f"{metric.inside} {signed_percent(value.change)}; video mới chưa tích đủ lượt."
    )
    if volume.change > _LEAST_CHANGE and value.change < -_LEAST_CHANGE:
        return Suggestion(
            "Chọn góc quay khác số đông trước khi tăng số video.",
            f"Nhiều video hơn nhưng mỗi video đạt ít hơn. {numbers}",
            "/videos/outliers",
            "Xem video nổi bật",
            sure=False,
        )
    if volume.change < -_LEAST_CHANGE and value.change > _LEAST_CHANGE:
        return Suggestion(
            "Tận dụng lúc ít người đăng: giữ hoặc tăng nhịp.",
            f"Ít video hơn và mỗi video đạt nhiều hơn. {numbers}",
            "/videos/performance",
            "Xem giờ và thứ đăng",
            sure=False,
        )
    return None


def _steady(frame: pd.DataFrame) -> Suggestion | None:
    silent = frame[frame["n"] == 0]
    if silent.empty:
        return None
    return Suggestion(
        "Xem lại nguồn thu thập trước khi kết luận từ những tuần trống.",
        f"{whole(len(silent))} tuần không có video nào, gần nhất là tuần từ "
        f"{day(silent['week_start'].iloc[-1])}: có thể không ai đăng, cũng có thể chưa thu thập.",
        "/about/data",
        "Xem dữ liệu",
        sure=False,
    )


def _touches(week: pd.Timestamp, name: str) -> bool:
    return any(
        _overlaps(each, week.date(), (week + pd.Timedelta(days=6)).date())
        for each in holidays()
        if each.name == name
    )


def _overlaps(season: Holiday, first: date, last: date) -> bool:
    return season.starts_on <= last and season.ends_on >= first
