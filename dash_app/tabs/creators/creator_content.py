"""Một TikToker: hashtags, music, and what its videos are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

import numpy as np
import pandas as pd
from dash import html

from dash_app.components.chosen_creator import chosen, own_videos, texts, usual
from dash_app.components.hashtag_names import hashtag_names
from dash_app.components.share_bars import Shares, build_shares
from dash_app.figures.ranked_bars import ranked_bars
from dash_app.figures.theme import empty_figure
from dash_app.figures.treemap import treemap
from dash_app.findings.bins import highest_row, value_words
from dash_app.findings.finding import Finding
from dash_app.pages import Reader, Shown
from dash_app.queries import creator
from dash_app.tabs.creators.own_content import LabelShare, own_content
from dash_app.words import LABEL_FIELDS, decimal, percent, whole

LEAST_COLOURED: Final = 5
_MOST_TAGS: Final = 30
# Times the usual from which on a difference is worth a sentence.
_HIGHER: Final = 1.1
_MOST_TRACKS: Final = 8
_LONGEST_TRACK: Final = 40
_FIELDS: Final = (
    "categories",
    "main_content_focus",
    "hook_type",
    "tone_of_voice",
    "pacing",
    "structure_style",
    "cta_type",
    "content_style",
    "audience_target",
)
_TITLES: Final = {key: LABEL_FIELDS[key] for key in _FIELDS} | {
    "dish": "Món ăn",
    "province": "Tỉnh thành",
}
_SOUNDS: Final = ("Âm thanh tự thu", "Nhạc hoặc âm thanh có sẵn", "Không rõ âm thanh")


def show_hashtags(reader: Reader) -> Shown:
    """The hashtags that it uses most, coloured by what videos with them reach."""
    found, metric = reader.kept(chosen), reader.view.metric
    videos = own_videos(reader)
    names = hashtag_names(reader.snapshot)
    own = reader.kept(usual)
    rows = reader.frame(
        creator.own_hashtags,
        {**texts(reader), "repeats": names.repeats},
        metric=metric.key,
        most=_MOST_TAGS,
    )
    ratio = rows["value"].where(rows["judged"] >= LEAST_COLOURED) / (own or np.nan)
    frame = rows.assign(name=[names.name(key) for key in rows["hashtag_key"]], ratio=ratio)
    hover = [
        f"<b>{name}</b>: {whole(n)} video ({percent(n / len(videos), 0)})<br>"
        + (
            f"{metric.label}, trung vị: {value_words(value, metric)}<br>"
            f"<b>{decimal(times, 2)} lần</b> trung vị của kênh"
            if pd.notna(times)
            else f"dưới {LEAST_COLOURED} video không ghim: không so"
        )
        for name, n, value, times in frame[["name", "n", "value", "ratio"]].itertuples(
            index=False, name=None
        )
    ]
    return Shown(
        f"{found.name}: hashtag hay dùng",
        treemap(
            frame.assign(hover=hover),
            name="name",
            count="n",
            ratio="ratio",
            hover="hover",
            empty="Không video nào có hashtag" if len(videos) else found.nothing(),
        ),
        f"ô lớn: nhiều video hơn; màu: trung vị {metric.inside} của video có hashtag / trung vị "
        "của mọi video của kênh (xanh: cao hơn, cam: thấp hơn, xám: ngang hoặc dưới "
        f"{LEAST_COLOURED} video); không tính video ghim vào trung vị; tối đa {_MOST_TAGS} hashtag",
        len(videos),
        findings=_hashtag_findings(frame, len(videos)),
        table=lambda: frame[["name", "n", "value", "ratio"]].rename(
            columns={
                "name": "Hashtag",
                "n": "Số video",
                "value": f"{metric.label} (trung vị)",
                "ratio": "So với trung vị của kênh (lần)",
            }
        ),
    )


def _hashtag_findings(frame: pd.DataFrame, videos: int) -> tuple[Finding, ...]:
    if frame.empty:
        return ()
    always = frame[frame["n"] >= 0.9 * videos]["name"].tolist()
    first = frame.iloc[0]
    said = [
        Finding(f"Gắn gần như mọi video: {', '.join(always[:5])}.")
        if always
        else Finding(f"Hay dùng nhất: {first['name']}, {whole(first['n'])} video.")
    ]
    apart = frame[frame["ratio"].notna() & (frame["n"] < 0.9 * videos)]
    if len(apart) and (best := highest_row(apart, "ratio"))["ratio"] >= _HIGHER:
        said.append(
            Finding(
                f"Trung vị cao nhất so với mức của kênh: {best['name']}, "
                f"{decimal(best['ratio'], 2)} lần (n = {whole(best['judged'])}). Hashtag đi cùng "
                "chủ đề của video, chưa phải nguyên nhân."
            )
        )
    return tuple(said)


def show_music(reader: Reader) -> Shown:
    """Its own sound or others', and the tracks that it uses most."""
    found, metric = reader.kept(chosen), reader.view.metric
    videos = own_videos(reader)
    own = reader.kept(usual)
    sounds = _sounds(videos, found.value("nickname"))
    frame = _tracks(videos, sounds, metric.key, own)
    hover = [
        f"<b>{name}</b><br>{whole(n)} video ({percent(n / len(videos), 0)})"
        + (f"<br>trung vị gấp {decimal(times, 2)} lần của kênh" if pd.notna(times) else "")
        for name, n, times in frame[["name", "n", "ratio"]].itertuples(index=False, name=None)
    ]
    return Shown(
        f"{found.name}: âm thanh dùng trong video",
        ranked_bars(
            frame.assign(hover=hover),
            name="name",
            value="n",
            hover="hover",
            title="Số video",
            texts=[whole(n) for n in frame["n"]],
        )
        if len(frame)
        else empty_figure(found.nothing()),
        "âm thanh tự thu: TikTok ghi là âm thanh gốc, hoặc tác giả mang tên hiển thị của kênh; khi "
        f"rê chuột: trung vị {metric.inside} / trung vị của kênh, từ {LEAST_COLOURED} video không "
        f"ghim; tối đa {_MOST_TRACKS} bản nhạc",
        len(videos),
        findings=_music_findings(sounds),
        table=lambda: frame[["name", "n", "ratio"]].rename(
            columns={
                "name": "Âm thanh",
                "n": "Số video",
                "ratio": "So với trung vị của kênh (lần)",
            }
        ),
    )


def _sounds(videos: pd.DataFrame, nickname: str | None) -> list[str]:
    """Returns which of `_SOUNDS` each video has."""
    own = videos["music_is_original"].fillna(False).to_numpy(bool)
    if nickname:
        own = own | videos["music_author"].eq(nickname).to_numpy(bool, na_value=False)
    unknown = (videos["music_id"].isna() & videos["music_title"].isna()).to_numpy(bool)
    return [_SOUNDS[number] for number in np.where(own, 0, np.where(unknown, 2, 1))]


def _tracks(
    videos: pd.DataFrame, sounds: Sequence[str], metric: str, own: float | None
) -> pd.DataFrame:
    """Returns name, n, ratio: own sound as one bar, then the tracks that are used most."""
    values = videos[metric].where(~videos["is_pinned"]).to_numpy("float64", na_value=np.nan)
    found: dict[str, list[float]] = {}
    for sound, title, value in zip(sounds, videos["music_title"].tolist(), values, strict=True):
        name = sound if sound != _SOUNDS[1] else _track(title)
        found.setdefault(name, []).append(value)
    others = [name for name in found if name not in _SOUNDS]
    commonest = sorted(others, key=lambda name: -len(found[name]))[:_MOST_TRACKS]
    shown = [name for name in (_SOUNDS[0], *commonest) if name in found]
    rows = [(name, len(found[name]), _times_usual(found[name], own)) for name in shown]
    return pd.DataFrame(rows, columns=["name", "n", "ratio"]).astype({"ratio": "float64"})


def _times_usual(values: Sequence[float], own: float | None) -> float | None:
    known = [value for value in values if np.isfinite(value)]
    return float(np.median(known)) / own if own and len(known) >= LEAST_COLOURED else None


def _track(title: str | None) -> str:
    if title is None or pd.isna(title):
        return "♪ không có tên"
    shown = title if len(title) <= _LONGEST_TRACK else f"{title[: _LONGEST_TRACK - 1]}…"
    return f"♪ {escape(shown, quote=False)}"


def _music_findings(sounds: Sequence[str]) -> tuple[Finding, ...]:
    if not sounds:
        return ()
    counts = Counter(sounds)
    said = ", ".join(
        f"{name[0].lower()}{name[1:]} {percent(counts[name] / len(sounds), 0)}"
        for name in _SOUNDS
        if counts[name]
    )
    return (Finding(f"{said[0].upper()}{said[1:]} trong {whole(len(sounds))} video."),)


def show_content(reader: Reader) -> Shown:
    """What its videos are about: labels where there are any, dishes and provinces."""
    found = reader.kept(chosen)
    n = len(own_videos(reader))
    fields = reader.kept(own_content)
    groups = [
        Shares(
            title,
            f"{whole(fields[key][0].of_field)} trong {whole(n)} video",
            tuple(
                (each.label, each.share, f"{whole(each.n)} video · {percent(each.share, 0)}")
                for each in fields[key]
            ),
        )
        for key, title in _TITLES.items()
        if key in fields
    ]
    return Shown(
        f"{found.name}: làm nội dung gì?",
        build_shares(groups)
        if groups
        else html.P(_no_content(n, found.nothing()), className="muted"),
        "tỷ lệ trong các video có nhãn của mục đó; một video có thể có nhiều nhãn. Món ăn và tỉnh "
        "thành: tìm trong mô tả, hashtag, lời thoại bằng từ điển; các mục khác: nhãn nội dung, chỉ "
        "một phần video có",
        n,
        findings=_label_findings(fields, n),
        table=lambda: _content_table(fields),
    )


def _no_content(n: int, nothing: str) -> str:
    if not n:
        return f"{nothing}."
    return "Chưa video nào có nhãn nội dung, món ăn hay tỉnh thành."


def _label_findings(fields: Mapping[str, Sequence[LabelShare]], n: int) -> tuple[Finding, ...]:
    if not n or any(key in fields for key in _FIELDS):
        return ()
    return (
        Finding(
            "Chưa video nào của kênh có nhãn nội dung (thể loại, kiểu mở đầu, giọng điệu…): chỉ "
            "biết món ăn và tỉnh thành.",
            "few",
        ),
    )


def _content_table(fields: Mapping[str, Sequence[LabelShare]]) -> pd.DataFrame:
    rows = [
        (title, each.label, each.n, each.of_field)
        for key, title in _TITLES.items()
        for each in fields.get(key, ())
    ]
    return pd.DataFrame(rows, columns=["Mục", "Nhãn", "Số video", "Video có nhãn của mục"])
