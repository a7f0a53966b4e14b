"""Length, hashtags and pace of speech: how they are distributed, and what goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from dash_app.durations import DURATION_BINS
from dash_app.figures.box import boxes
from dash_app.figures.histogram import histogram
from dash_app.figures.interval_points import interval_points
from dash_app.findings.content import (
    duration_findings,
    hashtag_findings,
    pace_findings,
    speech_findings,
    spread_findings,
)
from dash_app.pages import Reader, Shown
from dash_app.queries import content
from dash_app.statistics import (
    MIN_SAMPLE,
    median_interval_from_quartiles,
    within_creator_effect,
)
from dash_app.words import decimal, whole

_LEAST_DRAWN: Final = 5
_HARDLY_SPOKEN: Final = 1.0


def show_durations(reader: Reader) -> Shown:
    """How long videos are."""
    bins = reader.frame(content.distributions)
    step, last = content.DURATION_STEP, content.LONGEST
    frame = _histogram(bins, "duration", step, last)
    frame["name"] = [
        f"{whole(start)}–{whole(start + step)} giây" if start < last else f"từ {last} giây trở lên"
        for start in frame["start"]
    ]
    return Shown(
        "Video dài bao nhiêu?",
        histogram(
            frame,
            start="start",
            count="n",
            name="name",
            width=step,
            ticks={
                **{minute * 60: f"{minute} phút" for minute in range(1, last // 60)},
                0: "0",
                last + step / 2: f"≥{last // 60} phút",
            },
            x_title="Thời lượng",
            open_end=True,
        ),
        f"số video trong mỗi {step} giây; cột nhạt cuối gộp mọi video từ {last} giây",
        int(frame["n"].sum()),
        findings=duration_findings(frame, without(bins, "duration")),
        table=lambda: frame[["name", "n"]].rename(columns={"name": "Thời lượng", "n": "Số video"}),
    )


def show_spread(reader: Reader) -> Shown:
    """How the metric spreads within each duration bin."""
    view = reader.view
    frame = reader.frame(content.spread_by_duration, metric=view.metric.key)
    frame = frame.assign(name=[DURATION_BINS[number].label for number in frame["bin"]])
    quantiles = {
        "p5": "Phân vị 5 %",
        "p25": "Phân vị 25 %",
        "p50": "Trung vị",
        "p75": "Phân vị 75 %",
        "p95": "Phân vị 95 %",
    }
    return Shown(
        f"{view.metric.label} trải rộng thế nào ở mỗi thời lượng?",
        boxes(
            frame,
            name="name",
            names=[each.label for each in DURATION_BINS],
            count="n",
            title=view.metric.label,
            rate=view.metric.is_rate,
            faint_below=MIN_SAMPLE,
        ),
        f"{view.metric.formula}; hộp: từ 25 % đến 75 %, vạch giữa: trung vị, râu: từ 5 % đến 95 %"
        + ("" if view.metric.is_rate else "; trục theo bậc mười")
        + f"; hộp nhạt: dưới {MIN_SAMPLE} video; không tính video ghim",
        int(frame["n"].sum()),
        findings=spread_findings(
            frame, name=lambda row: f"video {row['name']}", metric=view.metric
        ),
        table=lambda: frame[["name", "n", *quantiles]].rename(
            columns={"name": "Thời lượng", "n": "Số video", **quantiles}
        ),
    )


def show_hashtags(reader: Reader) -> Shown:
    """How many hashtags videos have."""
    last = content.MOST_HASHTAGS
    frame = _histogram(reader.frame(content.distributions), "hashtags", 1, last)
    frame["name"] = [
        f"{whole(start)} hashtag" if start < last else f"từ {last} hashtag trở lên"
        for start in frame["start"]
    ]
    return Shown(
        "Mỗi video có bao nhiêu hashtag?",
        histogram(
            frame,
            start="start",
            count="n",
            name="name",
            width=1,
            ticks={
                number: f"≥{number}" if number == last else str(number)
                for number in range(0, last + 1, 2)
            },
            x_title="Số hashtag",
            centred=True,
            open_end=True,
        ),
        f"số hashtag trong mô tả của mỗi video; cột nhạt cuối gộp mọi video từ {last} hashtag",
        int(frame["n"].sum()),
        findings=hashtag_findings(frame),
        table=lambda: frame[["name", "n"]].rename(columns={"name": "Số hashtag", "n": "Số video"}),
    )


def show_speech(reader: Reader) -> Shown:
    """How fast people speak."""
    bins = reader.frame(content.distributions)
    step, last = content.SPEECH_STEP, content.FASTEST
    frame = _histogram(bins, "speech", step, last)
    fastest = f"từ {_plain(last)} từ/giây trở lên"
    frame["name"] = [
        f"{_plain(start)}–{_plain(start + step)} từ/giây" if start < last else fastest
        for start in frame["start"]
    ]
    return Shown(
        "Tốc độ nói trong video",
        histogram(
            frame,
            start="start",
            count="n",
            name="name",
            width=step,
            ticks=_word_ticks() | {last + step / 2: f"≥{_plain(last)}"},
            x_title="Từ mỗi giây",
            open_end=True,
            empty="Chưa có video nào có bản chép lời",
        ),
        f"số từ của bản chép lời / thời lượng (giây), mỗi cột {_plain(step)} từ/giây; chỉ video có "
        "bản chép lời và thời lượng",
        int(frame["n"].sum()),
        findings=speech_findings(
            frame, silent=without(bins, "speech"), slow=_HARDLY_SPOKEN, fastest=fastest
        ),
        table=lambda: frame[["name", "n"]].rename(columns={"name": "Tốc độ nói", "n": "Số video"}),
    )


def show_pace(reader: Reader) -> Shown:
    """The metric by words a second, and within creators for one word a second more."""
    view = reader.view
    step = content.PACE_STEP
    frame = _pace(reader)
    slopes = within_creator_effect(
        reader.frame(content.pace_slope, metric=view.metric.key), view.metric.scale
    )
    return Shown(
        f"Nói nhanh hơn có đi cùng {view.metric.inside} cao hơn?",
        interval_points(
            frame[frame["n"] >= _LEAST_DRAWN],
            x="middle",
            name="name",
            ticks=_word_ticks() | {content.FASTEST: _plain(content.FASTEST)},
            x_title="Từ mỗi giây",
            y_title=f"{view.metric.label} (trung vị)",
            rate=view.metric.is_rate,
            faint_below=MIN_SAMPLE,
            empty="Chưa có đủ video có bản chép lời",
        ),
        f"trung vị của {view.metric.formula} trong mỗi {_plain(step)} từ/giây, khoảng tin cậy 95 % "
        f"ước từ tứ phân vị; chấm xám: dưới {MIN_SAMPLE} video; bỏ bản chép lời từ "
        f"{_plain(content.FASTEST)} từ/giây trở lên và video ghim; không theo ô Cách gộp",
        int(frame["n"].sum()),
        findings=pace_findings(frame, slopes[0] if slopes else None, view.metric),
        table=lambda: frame[["name", "n", "estimate", "low", "high"]].rename(
            columns={
                "name": "Tốc độ nói",
                "n": "Số video",
                "estimate": f"{view.metric.label} (trung vị)",
                "low": "Cận dưới 95 %",
                "high": "Cận trên 95 %",
            }
        ),
    )


def _pace(reader: Reader) -> pd.DataFrame:
    """Returns bin, n, name, middle, estimate, low, high by bin of words a second."""
    metric_shown = reader.view.metric
    frame = reader.frame(content.spread_by_pace, metric=metric_shown.key)
    step = content.PACE_STEP
    quartiles = zip(frame["p25"], frame["p50"], frame["p75"], frame["n"], strict=True)
    intervals = [
        median_interval_from_quartiles(p25, p50, p75, n, log=not metric_shown.is_rate)
        for p25, p50, p75, n in quartiles
    ]
    starts = frame["bin"] * step
    return pd.DataFrame(
        {
            "n": frame["n"],
            "name": [f"{_plain(start)}–{_plain(start + step)} từ/giây" for start in starts],
            "middle": starts + step / 2,
            "estimate": [each.estimate for each in intervals],
            "low": pd.Series([each.low for each in intervals], dtype="float64"),
            "high": pd.Series([each.high for each in intervals], dtype="float64"),
        }
    )


def measured(bins: pd.DataFrame, measure: str) -> int:
    """Returns how many videos have a measure of `queries.content.distributions`."""
    return int(bins.loc[(bins["measure"] == measure) & (bins["bin"] != content.NONE), "n"].sum())


def without(bins: pd.DataFrame, measure: str) -> int:
    """Returns how many videos lack a measure of `queries.content.distributions`."""
    return int(bins.loc[(bins["measure"] == measure) & (bins["bin"] == content.NONE), "n"].sum())


def _histogram(bins: pd.DataFrame, measure: str, step: float, last: float) -> pd.DataFrame:
    """Returns bin, start, end (None for the open one), n, a row for each bin also where n is 0."""
    counts = bins[bins["measure"] == measure].set_index("bin")["n"]
    numbers = range(round(last / step) + 1)
    starts = [number * step for number in numbers]
    ends: Sequence[float | None] = [*starts[1:], None]
    counted = counts.reindex(numbers).fillna(0).astype("int64").tolist()
    return pd.DataFrame({"bin": list(numbers), "start": starts, "end": ends, "n": counted})


def _word_ticks() -> dict[float, str]:
    return {float(number): str(number) for number in range(round(content.FASTEST))}


def _plain(value: float) -> str:
    return decimal(value, 2).rstrip("0").rstrip(",")
