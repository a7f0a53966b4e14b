"""Một TikToker: when and how often there is a new video."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from dash_app.bands import DAY_PARTS
from dash_app.components.chosen_creator import Chosen, band, chosen, own_videos, regular, settled
from dash_app.components.creator_traits import compared_levels
from dash_app.components.own_rhythm import own_rhythm
from dash_app.figures.calendar import calendar
from dash_app.figures.heatmap import heatmap
from dash_app.figures.posting_history import posting_history
from dash_app.figures.theme import empty_figure
from dash_app.findings.bins import highest_row
from dash_app.findings.finding import Finding
from dash_app.findings.own_level import level_findings
from dash_app.findings.posting import LEAST_DAYS, rhythm_findings
from dash_app.pages import Reader, Shown
from dash_app.words import WEEKDAYS, day, percent, whole

WEEKS: Final = 26
_MOST_DAYS: Final = 150
# Weekdays that differ by less are much the same.
_EVEN: Final = 1.5
_MOST_WEEKS: Final = 170
_HOURS: Final = list(range(24))
_NO_PINNED: Final = "không tính video ghim (được chọn lên đầu kênh, có thể rất cũ)"


def show_history(reader: Reader) -> Shown:
    """How many videos each day, week or month, the peak, and how often that is."""
    found = reader.kept(chosen)
    videos = own_videos(reader)
    unit, frame = _counts(reader.kept(regular)["posted_date"])
    findings = (
        rhythm_findings(reader.kept(own_rhythm), band(reader, "videos_per_week"), found.tier_name)
        if len(videos)
        else ()
    )
    return Shown(
        f"{found.name}: số video đăng mỗi {unit}",
        posting_history(
            frame,
            x="period",
            count="n",
            name="name",
            tick_format="%m/%Y" if unit == "tháng" else "%d/%m/%Y",
            empty=_empty(videos, found),
        ),
        f"số video đăng trong {unit}, giờ Việt Nam; {_NO_PINNED}; tới {_MOST_DAYS} ngày: mỗi ngày "
        "một cột, dài hơn: mỗi tuần hoặc mỗi tháng. Nhóm: video/tuần của mọi TikToker cùng nhóm "
        "người theo dõi, trên mọi video đã thu thập",
        int(frame["n"].sum()),
        findings=(*_peak(frame, unit), *findings),
        table=lambda: frame[["name", "n"]].rename(
            columns={"name": unit.capitalize(), "n": "Số video"}
        ),
    )


def _peak(frame: pd.DataFrame, unit: str) -> tuple[Finding, ...]:
    if not frame["n"].sum():
        return ()
    top = highest_row(frame, "n")
    others = int((frame["n"] == top["n"]).sum()) - 1
    more = f" (và {whole(others)} {unit} khác bằng vậy)" if others else ""
    return (Finding(f"Cao điểm: {top['name']}, {whole(top['n'])} video{more}."),)


def _counts(days: pd.Series) -> tuple[str, pd.DataFrame]:
    """Returns the unit of time that suits the range, and period, n, name without gaps."""
    if days.empty:
        empty = pd.DataFrame({"period": days, "n": np.array([], "int64"), "name": []})
        return "ngày", empty
    span = (days.max() - days.min()).days + 1
    if span <= _MOST_DAYS:
        unit, first, frequency = "ngày", days, "D"
    elif span <= 7 * _MOST_WEEKS:
        unit, first, frequency = "tuần", days - pd.to_timedelta(days.dt.day_of_week, "D"), "W-MON"
    else:
        unit, first, frequency = "tháng", days - pd.to_timedelta(days.dt.day - 1, "D"), "MS"
    counts = first.value_counts()
    every = pd.date_range(first.min(), first.max(), freq=frequency, unit="us")
    frame = counts.reindex(every, fill_value=0).rename_axis("period").reset_index(name="n")
    return unit, frame.assign(name=[_name(unit, each) for each in frame["period"]])


def _name(unit: str, first: date) -> str:
    if unit == "tháng":
        return f"tháng {first.month:02}/{first.year}"
    return f"tuần từ {day(first)}" if unit == "tuần" else f"ngày {day(first)}"


def show_calendar(reader: Reader) -> Shown:
    """The latest months day by day."""
    found = reader.kept(chosen)
    videos = own_videos(reader)
    days = reader.kept(regular)["posted_date"]
    last = days.max().date() if len(days) else None
    since = pd.Timestamp(last) - pd.Timedelta(weeks=WEEKS) if last else None
    shown = days[days > since] if since is not None else days
    counted = shown.value_counts().sort_index()
    return Shown(
        f"{found.name}: lịch đăng {WEEKS} tuần gần nhất",
        calendar(days, last=last, weeks=WEEKS, empty=_empty(videos, found)),
        "tới ngày của video mới nhất đang xem; mỗi ô là một ngày, đậm hơn là nhiều video hơn, ô "
        "nhạt là không có video; giờ Việt Nam; "
        f"{_NO_PINNED}",
        len(shown),
        findings=_weekday_findings(shown),
        table=lambda: pd.DataFrame(
            {"Ngày": [day(each) for each in counted.index], "Số video": counted.to_numpy()}
        ),
    )


def _weekday_findings(days: pd.Series) -> tuple[Finding, ...]:
    if days.empty:
        return ()
    active = days.nunique()
    counts = np.bincount(days.dt.day_of_week, minlength=7)
    most, least = int(counts.argmax()), int(counts.argmin())
    text = f"{whole(len(days))} video trong {whole(active)} ngày có đăng"
    if len(days) >= 2 * LEAST_DAYS and counts[most] < _EVEN * counts[least]:
        text += "; các thứ gần đều nhau"
    elif len(days) >= LEAST_DAYS:
        text += (
            f"; nhiều nhất: {_weekday(most)} ({whole(counts[most])}), ít nhất: {_weekday(least)} "
            f"({whole(counts[least])})"
        )
    return (Finding(f"{text}."),)


def _weekday(number: int) -> str:
    name = WEEKDAYS[number]
    return name[0].lower() + name[1:]


def show_hours(reader: Reader) -> Shown:
    """At which weekday and hour it posts, and which part of the day goes beyond its median."""
    found, metric = reader.kept(chosen), reader.view.metric
    videos = own_videos(reader)
    own = reader.kept(regular)
    frame = (
        own.groupby(["posted_weekday", "posted_hour"]).size().rename("n").reset_index()
        if len(own)
        else pd.DataFrame(columns=["posted_weekday", "posted_hour", "n"])
    )
    n = len(reader.kept(settled))
    levels = level_findings(reader.kept(compared_levels), "part", metric, n) if n else ()
    figure = (
        heatmap(
            frame,
            x="posted_hour",
            y="posted_weekday",
            value="n",
            xs=_HOURS,
            ys=list(range(1, 8)),
            x_names=[str(hour) for hour in _HOURS],
            y_names=list(WEEKDAYS),
            title="Số video",
        )
        if len(frame)
        else empty_figure(_empty(videos, found))
    )
    return Shown(
        f"{found.name}: đăng thứ mấy, giờ nào?",
        figure,
        f"số video đăng trong ô, giờ Việt Nam; {_NO_PINNED}. Buổi trong ngày: "
        f"{'; '.join(each.label for each in DAY_PARTS)}",
        len(own),
        findings=(*_hour_findings(frame), *levels),
        table=lambda: frame.assign(
            posted_weekday=[WEEKDAYS[int(each) - 1] for each in frame["posted_weekday"]]
        ).rename(columns={"posted_weekday": "Thứ", "posted_hour": "Giờ", "n": "Số video"}),
    )


def _hour_findings(frame: pd.DataFrame) -> tuple[Finding, ...]:
    if frame.empty:
        return ()
    by_hour = frame.groupby("posted_hour")["n"].sum().reset_index()
    top, total = highest_row(by_hour, "n"), int(by_hour["n"].sum())
    return (
        Finding(
            f"Giờ hay đăng nhất: {whole(top['posted_hour'])}h, {whole(top['n'])} trong "
            f"{whole(total)} video ({percent(top['n'] / total, 0)})."
        ),
    )


def _empty(videos: pd.DataFrame, found: Chosen) -> str:
    return "Chỉ có video ghim: không nói được về nhịp đăng" if len(videos) else found.nothing()
