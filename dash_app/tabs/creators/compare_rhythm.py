"""So sánh: how often, on which days and hours, and how long each posts."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.durations import DURATION_BINS
from dash_app.figures.grouped_bars import grouped_bars
from dash_app.figures.panels import slot_panels, week_panels
from dash_app.findings.compare_rhythm import Slot, duration_findings, slot_findings, week_findings
from dash_app.findings.posting import frequency_words
from dash_app.pages import Reader, Shown
from dash_app.statistics.sample import present
from dash_app.tabs.creators.compare_choice import Columns, Contender, comparison
from dash_app.tabs.creators.compare_plays import colours
from dash_app.tabs.creators.compare_values import contender_rhythm, videos_by_week
from dash_app.words import WEEKDAYS, percent, whole

_HOURS: Final = tuple(f"{hour}h" for hour in range(24))
_DAYS: Final = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_PHOTO: Final = "Bài ảnh"
_DURATIONS: Final = (*(each.label for each in DURATION_BINS), _PHOTO)


def show_weeks(reader: Reader) -> Shown:
    """Videos a week, a panel a creator over one axis."""
    found = comparison(reader)
    weeks = {each.name: videos_by_week(each.lasting) for each in found.drawn}
    rhythms = [(each.name, contender_rhythm(each, reader)) for each in found.drawn]
    return Shown(
        "Đăng bao nhiêu video mỗi tuần?",
        week_panels(
            {
                name: (days[0].astype(object) if len(days) else None, counts.tolist())
                for name, (days, counts) in weeks.items()
            },
            colours=colours(found),
            names={
                name: f"<b>{name}</b> · {frequency_words(each) if each.enough else 'ít video'}"
                for name, each in rhythms
            },
        ),
        "số video đăng trong mỗi tuần (thứ Hai đến Chủ nhật), không tính video ghim; cùng một "
        "thang cho mọi người; chỉ có video đã thu thập; ±: độ lệch chuẩn giữa các tuần",
        sum(int(counts.sum()) for _, counts in weeks.values()),
        findings=(
            *week_findings([(name, each, weeks[name][1]) for name, each in rhythms]),
            *found.left_out,
        ),
        table=lambda: pd.DataFrame(
            [
                {"TikToker": name, "Tuần bắt đầu": day.astype(object), "Số video": int(n)}
                for name, (days, counts) in weeks.items()
                for day, n in zip(days, counts, strict=True)
            ],
            columns=["TikToker", "Tuần bắt đầu", "Số video"],
        ),
    )


def show_slots(reader: Reader) -> Shown:
    """When each posts: weekday by hour."""
    found = comparison(reader)
    counts = {each.name: _slot_counts(each.videos) for each in found.drawn}
    return Shown(
        "Đăng thứ mấy, giờ nào?",
        slot_panels(
            {name: each.tolist() for name, each in counts.items()},
            colours=colours(found),
            names={name: f"<b>{name}</b>" for name in counts},
            xs=_HOURS,
            ys=_DAYS,
            x_title="Giờ đăng (giờ Việt Nam)",
        ),
        "số video của mỗi người được đăng trong ô; ô đậm như nhau là cùng tỷ lệ trong số video của "
        "chính người đó; theo giờ Việt Nam",
        found.videos,
        findings=(
            *slot_findings([_slot(name, each) for name, each in counts.items()]),
            *found.left_out,
        ),
        table=lambda: pd.DataFrame(
            [
                {"TikToker": name, "Thứ": WEEKDAYS[weekday], "Giờ": hour, "Số video": int(n)}
                for name, each in counts.items()
                for (weekday, hour), n in np.ndenumerate(each)
                if n
            ],
            columns=["TikToker", "Thứ", "Giờ", "Số video"],
        ),
    )


def _slot_counts(videos: Columns) -> npt.NDArray[np.int64]:
    """Returns videos by weekday (7 rows, Monday first) and hour (24 columns)."""
    places = (videos["posted_weekday"].astype(np.int64) - 1) * 24 + videos["posted_hour"]
    return np.bincount(places, minlength=7 * 24).reshape(7, 24)


def _slot(name: str, counts: npt.NDArray[np.int64]) -> Slot:
    by_hour, by_day = counts.sum(axis=0), counts.sum(axis=1)
    hour, weekday = int(by_hour.argmax()), int(by_day.argmax())
    return Slot(
        name=name,
        n=int(counts.sum()),
        hour=f"{hour}h",
        hour_n=int(by_hour[hour]),
        weekday=WEEKDAYS[weekday],
        weekday_n=int(by_day[weekday]),
    )


def show_durations(reader: Reader) -> Shown:
    """How long the videos of each are."""
    found = comparison(reader)
    frame = pd.DataFrame(
        [row for each in found.drawn for row in _durations(each)],
        columns=["series", "x", "y", "n", "hover"],
    )
    used = set(frame[frame["n"] > 0]["x"])
    return Shown(
        "Video dài bao nhiêu?",
        grouped_bars(
            frame,
            xs=[name for name in _DURATIONS if name in used],
            colours=colours(found),
            y_title="Tỷ lệ số video của chính người đó",
            rate=True,
        ),
        "số video trong khoảng thời lượng / mọi video của chính người đó; bài ảnh không có thời "
        "lượng",
        found.videos,
        findings=(
            *duration_findings(
                [(each.name, present(each.videos["duration_s"]), each.n) for each in found.drawn]
            ),
            *found.left_out,
        ),
        table=lambda: frame[["series", "x", "n", "y"]].rename(
            columns={"series": "TikToker", "x": "Thời lượng", "n": "Số video", "y": "Tỷ lệ"}
        ),
    )


def _durations(contender: Contender) -> list[tuple[str, str, float | None, int, str]]:
    ends = [each.end for each in DURATION_BINS if each.end is not None]
    known = present(contender.videos["duration_s"])
    counts = [
        *np.bincount(np.digitize(known, ends), minlength=len(DURATION_BINS)).tolist(),
        contender.n - len(known),
    ]
    return [
        (
            contender.name,
            name,
            n / contender.n if contender.n else None,
            n,
            f"<b>{percent(n / max(contender.n, 1))}</b><br>{whole(n)} video",
        )
        for name, n in zip(_DURATIONS, counts, strict=True)
    ]
