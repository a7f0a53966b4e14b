"""Video nổi bật: videos far above what their creator and videos of their age usually reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pandas as pd
from dash import Dash, html

from dash_app.bands import AGE_BANDS, YOUNG
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.page import page_layout, register_page
from dash_app.components.video_cards import VideoCard, build_video_cards, video_card
from dash_app.figures.bars_with_line import bars_with_line
from dash_app.figures.ratio_histogram import ratio_histogram
from dash_app.figures.ratio_intervals import ratio_intervals
from dash_app.findings.outliers import (
    age_findings,
    outlier_findings,
    shortlist_findings,
    trait_findings,
)
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.queries import outliers, videos
from dash_app.sampling import every_nth, sample_words
from dash_app.services import Services
from dash_app.statistics import MIN_SAMPLE, share_interval
from dash_app.tabs.videos.outlier_traits import compare_traits
from dash_app.view import Control, View
from dash_app.words import MISSING, decimal, percent, whole

LEAST: Final = Control(
    "least",
    "Nổi bật là từ",
    tuple((times, f"{times} lần mức thường của kênh") for times in ("2", "3", "5", "10")),
    "3",
)
ORDER: Final = Control(
    "order",
    "Xếp danh sách theo",
    (("channel", "Gấp mức thường của kênh"), ("niche", "Gấp video cùng tuổi trong ngách")),
    "channel",
)
SHOW: Final = Control(
    "show", "Danh sách", tuple((n, f"{n} video") for n in ("12", "24", "48")), "24"
)

_RATIOS: Final = {"channel": "outlier_ratio", "niche": "niche_ratio"}
_MOST_DOWNLOADED: Final = 500
# Few videos make a median that the next one may double.
_FEW_VIDEOS: Final = 10
_CHANNEL_FORMULA: Final = (
    "lượt xem / trung vị lượt xem các video khác của cùng TikToker; không tính video ghim"
)


def show_key_figures(reader: Reader) -> Shown:
    """How many outliers there are, what they are worth and whose they are."""
    row = _summary(reader)
    share = share_interval(row["hits"], row["n"])
    figures = [
        KeyFigure("Video nổi bật", whole(row["outliers"]), _threshold(reader.view)),
        KeyFigure(
            "Tỷ lệ nổi bật",
            percent(share.estimate),
            f"khoảng tin cậy 95 %: {percent(share.low)}–{percent(share.high)}; "
            f"n = {whole(row['n'])}"
            if share.n
            else "chưa có video nào đủ tuổi để xét",
        ),
        KeyFigure(
            "Mức gấp trung vị", _times(row["median_ratio"]), "một nửa video nổi bật còn cao hơn"
        ),
        KeyFigure("Phần lượt xem", percent(row["plays_share"], 0), "do video nổi bật mang về"),
        KeyFigure(
            "TikToker có video nổi bật",
            whole(row["outlier_creators"]),
            f"trong {whole(row['creators'])} TikToker",
        ),
    ]
    table = pd.DataFrame(
        {"Con số": [f.label for f in figures], "Giá trị": [f.value for f in figures]}
    )
    return Shown(
        "Video nổi bật: các con số chính",
        build_key_figures(figures),
        _CHANNEL_FORMULA,
        int(row["n"]),
        table=table,
    )


def show_distribution(reader: Reader) -> Shown:
    """How the ratio to the creator's median is spread."""
    frame = reader.frame(outliers.ratio_distribution, _least(reader), every=_every(reader))
    return Shown(
        "Video cao thấp ra sao so với mức thường của kênh?",
        ratio_histogram(
            frame,
            bins_a_decade=outliers.BINS_A_DECADE,
            names=("dưới ngưỡng", "nổi bật"),
            x_title="Lần so với mức thường của kênh",
        ),
        f"{_CHANNEL_FORMULA}; thang log, 1 = đúng mức thường; bỏ video {AGE_BANDS[YOUNG].label}"
        f"{sample_words(_every(reader))}",
        int(frame["n"].sum()),
        findings=outlier_findings(_summary(reader)),
        table=lambda: pd.DataFrame(
            {
                "Từ (lần)": 10 ** (frame["bin"] / outliers.BINS_A_DECADE),
                "Đến dưới (lần)": 10 ** ((frame["bin"] + 1) / outliers.BINS_A_DECADE),
                "Nổi bật": frame["is_outlier"].map({True: "có", False: "không"}),
                "Số video": frame["n"],
            }
        ),
    )


def show_ages(reader: Reader) -> Shown:
    """The niche's usual level by age of the video: what same-age comparison is made with."""
    frame = _levels(reader)
    named = frame.assign(
        name=[AGE_BANDS[int(age)].label.removesuffix(" ngày") for age in frame["age"]]
    )
    return Shown(
        "Mức thường của ngách theo tuổi video",
        bars_with_line(
            named,
            x="name",
            bars="level",
            line="n",
            bar_title="Lượt xem (trung vị)",
            x_title="Tuổi video lúc thu thập (ngày)",
            faint_below=MIN_SAMPLE,
        ),
        "trung vị lượt xem của video trong góc nhìn này, theo số ngày trọn từ lúc đăng đến lúc thu "
        f"thập; không tính video ghim; cột nhạt: dưới {MIN_SAMPLE} video"
        f"{sample_words(_every(reader))}",
        int(frame["n"].sum()),
        findings=age_findings(frame),
        table=lambda: named[["name", "n", "level"]].rename(
            columns={"name": "Tuổi video (ngày)", "n": "Số video", "level": "Lượt xem (trung vị)"}
        ),
    )


def show_timing(reader: Reader) -> Shown:
    """Lengths and posting times that outliers have more often."""
    frame = compare_traits(_traits(reader), None, "duration", "part")
    return _show_traits(reader, "Video nổi bật dài bao nhiêu, đăng lúc nào?", frame)


def show_content(reader: Reader) -> Shown:
    """Hashtags, subjects and openings that outliers have more often."""
    hooks = reader.frame(outliers.outlier_hooks, _least(reader))
    frame = compare_traits(_traits(reader), hooks, "hashtags", "has_dish", "has_place")
    return _show_traits(reader, "Video nổi bật gắn gì, nói gì, mở đầu ra sao?", frame)


def _show_traits(reader: Reader, title: str, frame: pd.DataFrame) -> Shown:
    names = {
        "group": "Nhóm",
        "name": "Đặc điểm",
        "n": "Số video có",
        "share": "Tỷ lệ nổi bật",
        "other_n": "Số video còn lại",
        "other_share": "Tỷ lệ nổi bật còn lại",
        "estimate": "Gấp (lần)",
        "low": "Cận dưới 95 %",
        "high": "Cận trên 95 %",
    }
    return Shown(
        title,
        ratio_intervals(
            frame,
            x_title="Gấp mấy lần video còn lại",
            empty=f"Chưa đặc điểm nào có đủ {MIN_SAMPLE} video",
        ),
        "tỷ lệ nổi bật của video có đặc điểm / của video còn lại, thang log, khoảng tin cậy 95 % "
        f"của Katz; chỉ khi mỗi bên có ít nhất {MIN_SAMPLE} video; kiểu mở đầu: chỉ trên video có "
        "nhãn; chấm màu: khác 1 sau hiệu chỉnh Holm; đi cùng nhau chưa phải nguyên nhân; coi các "
        "video là độc lập; bỏ video ghim và video "
        f"{AGE_BANDS[YOUNG].label}{sample_words(_every(reader))}",
        int(_traits(reader)["n"].sum()),
        findings=trait_findings(frame),
        table=lambda: frame[list(names)].rename(columns=names),
    )


def show_shortlist(reader: Reader) -> Shown:
    """The outliers furthest above the usual, as cards to learn from."""
    view = reader.view
    frame = _shortlist(reader, int(view.choice("show")))
    total = int(_summary(reader)["outliers"])
    body = (
        build_video_cards([_card(row, view.choice("order")) for row in _rows(frame)])
        if len(frame)
        else html.P(f"Không có video nào {_threshold(view)} trong góc nhìn này.", className="muted")
    )
    return Shown(
        "Danh sách nên học",
        body,
        f"kênh: {_CHANNEL_FORMULA}; ngách: lượt xem / trung vị lượt xem của video cùng nhóm tuổi "
        f"trong góc nhìn này (từ {MIN_SAMPLE} video); tệp CSV có tối đa {_MOST_DOWNLOADED} video",
        total,
        unit="video nổi bật",
        findings=shortlist_findings(frame, total),
        table=lambda: _download(reader),
    )


PAGE = Page(
    tab="videos",
    path="/videos/outliers",
    title="Video nổi bật",
    icon="stars",
    order=5,
    lead="Video vượt xa mức thường của chính kênh và của video cùng tuổi: chúng giống nhau ở đâu, "
    "nên học video nào.",
    controls=(LEAST, ORDER, SHOW),
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("distribution", show_distribution),
        Card("ages", show_ages),
        Card("timing", show_timing, height=520),
        Card("content", show_content, height=520),
        Card("shortlist", show_shortlist, "body", wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _every(reader: Reader) -> int:
    """Returns each how many-th video of the view stands for all where not all must be read."""
    if every_nth(reader.snapshot.manifest.rows.get("videos", 0)) == 1:
        return 1
    return every_nth(int(reader.frame(videos.video_count).iloc[0]["n"]))


def _threshold(view: View) -> str:
    return f"gấp từ {view.choice('least')} lần mức thường của kênh"


def _least(reader: Reader) -> dict[str, str]:
    return {"least": reader.view.choice("least")}


def _levels(reader: Reader) -> pd.DataFrame:
    return reader.frame(outliers.niche_levels, every=_every(reader))


def _traits(reader: Reader) -> pd.DataFrame:
    return reader.frame(outliers.outlier_traits, _least(reader), every=_every(reader))


def _yardsticks(reader: Reader) -> dict[str, str]:
    """Returns the threshold and the niche's levels; 0 where too few videos make one."""
    levels = dict.fromkeys(range(len(AGE_BANDS)), "0")
    frame = _levels(reader)
    for age, level in frame.loc[frame["n"] >= MIN_SAMPLE, ["age", "level"]].itertuples(
        index=False, name=None
    ):
        levels[int(age)] = str(level)
    return _least(reader) | {f"level_{age}": level for age, level in levels.items()}


def _summary(reader: Reader) -> pd.Series:
    row = reader.frame(outliers.outlier_summary, _yardsticks(reader)).iloc[0]
    return row.fillna(dict.fromkeys(outliers.COUNTED, 0))


def _shortlist(reader: Reader, most: int) -> pd.DataFrame:
    order = _RATIOS[reader.view.choice("order")]
    return reader.frame(outliers.shortlist, _yardsticks(reader), order=order, most=most)


def _rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    names = [str(name) for name in frame.columns]
    for values in frame.itertuples(index=False, name=None):
        yield dict(zip(names, values, strict=True))


def _times(ratio: float | None) -> str:
    return MISSING if ratio is None or pd.isna(ratio) else f"{decimal(ratio)} lần"


def _card(row: dict[str, Any], order: str) -> VideoCard:
    channel = (_times(row["outlier_ratio"]), "mức thường của kênh")
    known = pd.notna(row["niche_ratio"])
    niche = (
        (_times(row["niche_ratio"]), "video cùng tuổi trong ngách")
        if known
        else (MISSING, "chưa đủ video cùng tuổi để so với ngách")
    )
    first, second = (channel, niche) if order == "channel" else (niche, channel)
    return video_card(
        row,
        score=first[0],
        measure=first[1],
        second=" ".join(second) if second[0] != MISSING else second[1],
        marks=_marks(row),
    )


def _marks(row: dict[str, Any]) -> tuple[str, ...]:
    marks = {
        "có dấu hiệu quảng cáo": bool(row["has_ad_signs"]),
        "mới đăng, còn đang tăng": row["age"] == YOUNG,
        f"mức thường của kênh chỉ tính từ {whole(row['videos_collected'] - 1)} video": (
            row["videos_collected"] < _FEW_VIDEOS
        ),
    }
    return tuple(mark for mark, holds in marks.items() if holds)


def _download(reader: Reader) -> pd.DataFrame:
    frame = _shortlist(reader, _MOST_DOWNLOADED)
    frame = frame.assign(
        hashtags=frame["hashtags"].map(" ".join),
        has_ad_signs=frame["has_ad_signs"].map({True: "có", False: "không"}),
        age=[AGE_BANDS[int(age)].label for age in frame["age"]],
    )
    names = {
        "video_id": "Mã video",
        "creator": "TikToker",
        "caption": "Mô tả",
        "hook": "Câu mở đầu",
        "hashtags": "Hashtag",
        "posted_date": "Ngày đăng",
        "age": "Tuổi lúc thu thập",
        "duration_s": "Giây",
        "plays": "Lượt xem",
        "outlier_ratio": "So với kênh (lần)",
        "niche_ratio": "So với ngách (lần)",
        "has_ad_signs": "Dấu hiệu quảng cáo",
        "url": "Liên kết",
    }
    return frame[list(names)].rename(columns=names)
