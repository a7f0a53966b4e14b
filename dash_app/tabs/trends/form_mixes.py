"""What posts are made of over time: sounds, durations, formats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from dash_app.durations import DURATION_BINS
from dash_app.figures.axes import number_axis
from dash_app.figures.quartile_band import quartile_band
from dash_app.figures.share_columns import share_columns
from dash_app.figures.theme import ACCENT, SECOND
from dash_app.findings.forms import duration_findings, share_findings
from dash_app.pages import Reader, Shown
from dash_app.queries.formats import DURATION_COLUMNS
from dash_app.statistics import MIN_SAMPLE
from dash_app.tabs.trends.form_periods import newest_words, shown_periods, step_words
from dash_app.tabs.trends.form_words import FORMAT_COLOURS, FORMAT_NAMES, FORMAT_RULE, ORIGIN_RULE
from dash_app.words import seconds

# Neighbouring bins are drawn as one: nine colours cannot be told apart.
_LENGTHS: Final[Mapping[str, list[int]]] = {
    "dưới 30 giây": [0, 1],
    "30–60 giây": [2],
    "60–90 giây": [3],
    "1,5–3 phút": [4, 5],
    "3–5 phút": [6],
    "trên 5 phút": [7, 8],
}
_LONG: Final = [number for number, each in enumerate(DURATION_BINS) if each.start >= 90]
# From short to long, told apart in both themes.
_LENGTH_COLOURS: Final = ("#c2410c", "#ee8b50", "#f3c999", "#9ed2ca", "#3f9f95", "#0b5e57")
_FAINT: Final = f"cột nhạt: dưới {MIN_SAMPLE} video"


def show_origins(reader: Reader) -> Shown:
    """Recordings against music from the library, over time."""
    frame = shown_periods(reader)
    frame = frame.assign(music=frame["with_sound"] - frame["original"])
    return Shown(
        f"Âm thanh gốc hay nhạc có sẵn?{_newest(reader, frame)}",
        share_columns(
            frame,
            name="name",
            whole_of="with_sound",
            parts={"original": "Âm thanh gốc", "music": "Nhạc có sẵn"},
            colours=(ACCENT, SECOND),
            y_title="Tỷ trọng video",
            faint_below=MIN_SAMPLE,
        ),
        f"số video có âm thanh mỗi loại / số video biết âm thanh, theo {step_words(reader)}; "
        f"{ORIGIN_RULE}; {_FAINT}; trên {reader.view.scope_words}",
        int(frame["with_sound"].sum()),
        findings=share_findings(
            frame,
            part="original",
            whole_of="with_sound",
            what="Tỷ trọng âm thanh gốc",
            unit=step_words(reader),
        ),
        table=lambda: _table(
            frame,
            reader,
            {"with_sound": "Video biết âm thanh", "original": "Âm thanh gốc", "music": "Nhạc"},
        ),
    )


def show_durations(reader: Reader) -> Shown:
    """The median duration over time."""
    frame = shown_periods(reader)
    return Shown(
        f"Video đang dài ra hay ngắn lại?{_newest(reader, frame)}",
        quartile_band(
            frame,
            name="name",
            count="timed",
            title="Thời lượng trung vị",
            write=seconds,
            y_axis=number_axis("Giây", frame["p75"].tolist() if len(frame) else []),
            faint_below=MIN_SAMPLE,
        ),
        f"trung vị thời lượng của video đăng trong {step_words(reader)}; dải: từ 25 % đến 75 %; "
        f"bài ảnh không có thời lượng; chấm rỗng: dưới {MIN_SAMPLE} video; trên "
        f"{reader.view.scope_words}",
        int(frame["timed"].sum()) if len(frame) else 0,
        findings=duration_findings(frame, step_words(reader)),
        table=lambda: _table(
            frame,
            reader,
            {
                "timed": "Số video",
                "p25": "Phân vị 25 % (giây)",
                "p50": "Trung vị (giây)",
                "p75": "Phân vị 75 % (giây)",
            },
        ),
    )


def show_lengths(reader: Reader) -> Shown:
    """How many videos are of which length, over time."""
    frame = shown_periods(reader)
    counts = frame[list(DURATION_COLUMNS)].to_numpy()
    parts = {f"length_{number}": name for number, name in enumerate(_LENGTHS)}
    frame = frame.assign(
        **{
            part: counts[:, bins].sum(axis=1)
            for part, bins in zip(parts, _LENGTHS.values(), strict=True)
        },
        long=counts[:, _LONG].sum(axis=1),
    )
    return Shown(
        f"Cơ cấu thời lượng{_newest(reader, frame)}",
        share_columns(
            frame,
            name="name",
            whole_of="timed",
            parts=parts,
            colours=_LENGTH_COLOURS,
            y_title="Tỷ trọng video",
            faint_below=MIN_SAMPLE,
        ),
        f"số video của mỗi khoảng / số video có thời lượng, theo {step_words(reader)}; mốc đầu "
        f"thuộc khoảng, mốc cuối thì không; {_FAINT}; trên {reader.view.scope_words}",
        int(frame["timed"].sum()) if len(frame) else 0,
        findings=share_findings(
            frame,
            part="long",
            whole_of="timed",
            what="Tỷ trọng video từ 1,5 phút trở lên",
            unit=step_words(reader),
        ),
        table=lambda: _table(frame, reader, {"timed": "Số video", **parts}),
    )


def show_formats(reader: Reader) -> Shown:
    """Photo posts, shop and signs of advertising, over time."""
    frame = shown_periods(reader)
    special = {name: FORMAT_NAMES[name] for name in ("photo", "shop", "ad")}
    findings = [
        share_findings(
            frame,
            part=name,
            whole_of="n",
            what=f"Tỷ trọng {title[0].lower()}{title[1:]}",
            unit=step_words(reader),
        )
        for name, title in special.items()
    ]
    return Shown(
        f"Bài ảnh, giỏ hàng và quảng cáo chiếm bao nhiêu?{_newest(reader, frame)}",
        share_columns(
            frame,
            name="name",
            whole_of="n",
            parts=special,
            colours=[FORMAT_COLOURS[name] for name in special],
            y_title="Tỷ trọng bài đăng",
            all_of_it=False,
            faint_below=MIN_SAMPLE,
        ),
        f"số bài mỗi dạng / số bài đăng, theo {step_words(reader)}; phần còn lại của cột là video "
        f"thường; {FORMAT_RULE}; {_FAINT}; trên {reader.view.scope_words}",
        int(frame["n"].sum()) if len(frame) else 0,
        unit="bài đăng",
        # Where there is too little for one of them, there is for all: it is said once.
        findings=tuple(dict.fromkeys(finding for each in findings for finding in each)),
        table=lambda: _table(frame, reader, {"n": "Số bài đăng", **FORMAT_NAMES}),
    )


def _newest(reader: Reader, frame: pd.DataFrame) -> str:
    return newest_words(reader, frame)


def _table(frame: pd.DataFrame, reader: Reader, columns: Mapping[str, str]) -> pd.DataFrame:
    named = {"name": step_words(reader).capitalize(), **columns}
    return frame[list(named)].rename(columns=named)
