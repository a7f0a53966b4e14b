"""Hashtag nâng cao: which hashtags bring most, how many to set, which ones rise."""

from __future__ import annotations

from typing import Final

import pandas as pd
from dash import Dash, html

from dash_app.bands import HASHTAG_BANDS
from dash_app.components.hashtag_names import OWN_RULE, HashtagNames, hashtag_names
from dash_app.components.page import page_layout, register_page
from dash_app.figures.bars_with_line import bars_with_line
from dash_app.figures.effects import effect_intervals
from dash_app.figures.lines import lines
from dash_app.figures.ranked_bars import ranked_bars
from dash_app.figures.words import words
from dash_app.findings.bins import best_bin, number_words, within_effect
from dash_app.findings.hashtags import (
    count_trend,
    per_video_findings,
    share_findings,
    slope_findings,
    total_findings,
    word_findings,
)
from dash_app.metrics import METRICS, Aggregate, aggregate
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.queries import hashtags
from dash_app.sampling import every_nth, sample_words
from dash_app.services import Services
from dash_app.statistics import MIN_SAMPLE, effect_frame, within_creator_effect
from dash_app.tabs.videos.periods import EVERY, Period, period, without_gaps
from dash_app.view import AGGREGATE, METRIC, Control, View
from dash_app.words import percent, whole

TOP: Final = Control(
    "top", "Xếp hạng", tuple((n, f"{n} hashtag") for n in ("10", "20", "30", "50")), "20"
)
OWN: Final = Control(
    "own",
    "Hashtag riêng của một kênh",
    (("keep", "Giữ, có đánh dấu"), ("drop", "Bỏ ra")),
    "keep",
)

_LEGEND: Final = ("Nhiều kênh dùng", "·1 kênh: riêng của một kênh")
_MOST_RANKED: Final = 50
_WORDS: Final = 50
_LINES: Final = 8


def show_totals(reader: Reader) -> Shown:
    """The hashtags with the largest total; of a rate, which has none, the most used."""
    metric = reader.view.metric
    column, title = ("n", "Số video") if metric.is_rate else ("total", f"Tổng {metric.inside}")
    frame = (
        _most_used(reader).sort_values(column, ascending=False, kind="stable").head(_top(reader))
    )
    n = _videos(reader)
    hover = [
        _hover(name, owner, f"{title}: <b>{whole(value)}</b>", f"{whole(count)} video", count / n)
        for name, owner, value, count in frame[["name", "owner", column, "n"]].itertuples(
            index=False, name=None
        )
    ]
    shown = "được dùng nhiều nhất" if metric.is_rate else f"có tổng {metric.inside} lớn nhất"
    return Shown(
        f"{len(frame)} hashtag {shown}",
        ranked_bars(
            frame.assign(hover=hover),
            name="name",
            value=column,
            hover="hover",
            title=title,
            marked="own",
            names=_LEGEND,
        ),
        (
            "số video mang hashtag; tỷ lệ không cộng được nên xếp theo số video"
            if metric.is_rate
            else f"tổng của {metric.formula} trên mọi video mang hashtag; video mang nhiều hashtag "
            "được tính cho từng hashtag"
        )
        + f"; cách viết có dấu và không dấu là một; cột rỗng: {OWN_RULE}",
        n,
        findings=total_findings(frame, n, metric),
        table=lambda: _table(
            frame, {"n": "Số video"} if metric.is_rate else {"n": "Số video", column: title}
        ),
    )


def show_per_video(reader: Reader) -> Shown:
    """The hashtags whose videos have the highest mean or median."""
    view, names = reader.view, hashtag_names(reader.snapshot)
    metric, chosen = view.metric, _per_video(view)
    frame = _named(
        reader.frame(
            hashtags.best_per_video,
            _counting(reader, names),
            metric=metric.key,
            aggregate=chosen.key,
            least=MIN_SAMPLE,
            most=_MOST_RANKED,
        ),
        names,
    ).head(_top(reader))
    title = f"{metric.label} ({chosen.label.lower()})"
    hover = [
        _hover(
            name,
            owner,
            f"{title}: <b>{number_words(value, metric)}</b>",
            f"{whole(n)} video của {whole(creators)} TikToker",
        )
        for name, owner, value, n, creators in frame[
            ["name", "owner", "value", "n", "creators"]
        ].itertuples(index=False, name=None)
    ]
    pinned = "; không tính video ghim" if chosen.key == "median" else ""
    return Shown(
        f"{len(frame)} hashtag có {metric.inside} mỗi video cao nhất ({chosen.label.lower()})",
        ranked_bars(
            frame.assign(hover=hover),
            name="name",
            value="value",
            hover="hover",
            title=title,
            marked="own",
            names=_LEGEND,
            rate=metric.is_rate,
            empty=f"Không hashtag nào có đủ {MIN_SAMPLE} video",
        ),
        f"{chosen.label.lower()} của {metric.formula} trên các video mang hashtag{pinned}; chỉ "
        f"hashtag có ít nhất {MIN_SAMPLE} video, để vài video may mắn không đứng đầu; cột rỗng: "
        f"{OWN_RULE}",
        _videos(reader),
        findings=per_video_findings(frame, metric, chosen),
        table=lambda: _table(frame, {"n": "Số video", "creators": "Số TikToker", "value": title}),
    )


def show_counts(reader: Reader) -> Shown:
    """The metric and the number of videos by number of hashtags."""
    view = reader.view
    metric, chosen = view.metric, view.aggregate
    frame = _by_count(reader)
    title = f"{metric.label} ({chosen.label.lower()})"
    # A total follows the number of videos and has no trend of its own.
    trend = () if chosen.key == "sum" else count_trend(frame, metric, chosen)
    pinned = "; không tính video ghim" if chosen.key == "median" else ""
    return Shown(
        f"Bao nhiêu hashtag là vừa? {title}",
        bars_with_line(
            frame,
            x="name",
            bars="value",
            line="n",
            bar_title=title,
            x_title="Số hashtag trong mô tả",
            rate=metric.is_rate,
            faint_below=MIN_SAMPLE,
        ),
        f"{chosen.label.lower()} của {metric.formula} theo số hashtag{pinned}; cột nhạt: dưới "
        f"{MIN_SAMPLE} video; xu hướng là đường thẳng qua các mức có từ {MIN_SAMPLE} video",
        int(frame["n"].sum()),
        findings=(
            *best_bin(
                frame, name=lambda row: f"{row['name']} hashtag", metric=metric, aggregate=chosen
            ),
            *trend,
        ),
        table=lambda: frame[["name", "n", "value"]].rename(
            columns={"name": "Số hashtag", "n": "Số video", "value": title}
        ),
    )


def show_count_effects(reader: Reader) -> Shown:
    """Bands of hashtag counts against the other videos of the same creator."""
    metric = reader.view.metric
    every = every_nth(_videos(reader))
    effects = within_creator_effect(
        reader.frame(hashtags.within_creator_by_hashtag_count, metric=metric.key, every=every),
        metric.scale,
    )
    frame = effect_frame(effects, lambda band: HASHTAG_BANDS[band].label)
    sums = reader.frame(hashtags.creator_sums_by_hashtag_count, metric=metric.key, every=every)
    unit = "điểm %" if metric.is_rate else "%"
    of = "" if metric.is_rate else f" của 1 + {metric.inside}, trung bình nhân"
    return Shown(
        f"Số hashtag trong cùng một TikToker: {metric.inside} chênh bao nhiêu?",
        effect_intervals(frame, unit=unit),
        f"chênh lệch ({unit}{of}) giữa video có số hashtag ấy và video khác của cùng TikToker, "
        "khoảng tin cậy 95 % theo cụm TikToker; chấm đậm: khác hẳn 0 sau hiệu chỉnh Holm; không "
        f"tính video ghim{sample_words(every)}",
        int(frame["n"].sum()),
        findings=(
            *slope_findings(sums, metric),
            *within_effect(
                effects,
                name=lambda band: f"video {HASHTAG_BANDS[band].label}",
                metric=metric,
                most=1,
            ),
        ),
        table=lambda: frame.drop(columns="clear").rename(
            columns={
                "name": "Số hashtag",
                "n": "Số video",
                "estimate": f"Chênh lệch ({unit})",
                "low": "Cận dưới 95 %",
                "high": "Cận trên 95 %",
            }
        ),
    )


def show_words(reader: Reader) -> Shown:
    """The most used hashtags as a cloud."""
    frame, n = _most_used(reader).head(_WORDS), _videos(reader)
    hover = [
        _hover(name, owner, f"Số video: <b>{whole(count)}</b>", percent(count / n))
        for name, owner, count in frame[["name", "owner", "n"]].itertuples(index=False, name=None)
    ]
    return Shown(
        f"Đám mây {len(frame)} hashtag dùng nhiều nhất",
        words(
            frame.assign(hover=hover),
            name="name",
            count="n",
            hover="hover",
            marked="own",
            names=_LEGEND,
        ),
        "cỡ chữ theo căn bậc hai của số video mang hashtag, không nhỏ hơn cỡ đọc được; chữ màu "
        f"cam: {OWN_RULE}",
        n,
        findings=word_findings(frame, n),
        table=lambda: _table(frame, {"n": "Số video"}),
    )


def show_over_time(reader: Reader) -> Shown:
    """The share of videos that carry each of the most used hashtags, by period."""
    unit = period(reader.view)
    frame, is_cut = _shares(reader, unit)
    tags = frame["name"].nunique() if len(frame) else 0
    newest = f", {unit.most} {unit.label} gần nhất" if is_cut else ""
    return Shown(
        f"{tags} hashtag dùng nhiều nhất: có trong bao nhiêu phần video mỗi {unit.label}{newest}",
        lines(frame, x="period", y="share", series="name", y_title="Tỷ lệ video", rate=True),
        f"số video mang hashtag / mọi video đăng trong {unit.label} ấy, nên đăng nhiều hay ít "
        f"không làm đổi đường; {unit.label} không ai dùng là 0; xu hướng bỏ {unit.label} đầu và "
        f"cuối, hiệu chỉnh Holm; ·1 kênh: {OWN_RULE}",
        int(frame.drop_duplicates("period")["videos"].sum()) if len(frame) else 0,
        findings=share_findings(frame, unit.label) if len(frame) else (),
        table=lambda: frame.rename(
            columns={
                "period": f"{unit.label.capitalize()} (từ ngày)",
                "name": "Hashtag",
                "n": "Số video có hashtag",
                "videos": "Số video",
                "share": "Tỷ lệ",
            }
        ),
    )


PAGE = Page(
    tab="videos",
    path="/videos/hashtags",
    title="Hashtag nâng cao",
    icon="hash",
    order=2,
    lead="Hashtag nào mang về nhiều nhất, nên gắn bao nhiêu, hashtag nào đang lên.",
    controls=(METRIC, AGGREGATE, TOP, EVERY, OWN),
    cards=(
        Card("totals", show_totals, height=640),
        Card("per-video", show_per_video, height=640),
        Card("counts", show_counts, wide=True, height=360),
        Card("count-effects", show_count_effects, height=440),
        Card("words", show_words, height=440),
        Card("over-time", show_over_time, wide=True, height=420),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _top(reader: Reader) -> int:
    return int(reader.view.choice("top"))


def _per_video(view: View) -> Aggregate:
    """Returns the aggregate, or the mean: a total is not of one video."""
    return aggregate("mean", view.metric) if view.aggregate.key == "sum" else view.aggregate


def _counting(reader: Reader, names: HashtagNames) -> dict[str, str]:
    left_out = " ".join(names.owners) if reader.view.choice("own") == "drop" else ""
    return {"left_out": left_out, "repeats": names.repeats}


def _most_used(reader: Reader) -> pd.DataFrame:
    """Returns the hashtags with the largest totals and the most used ones, most used first."""
    names, metric = hashtag_names(reader.snapshot), reader.view.metric
    frame = reader.frame(
        hashtags.most_used,
        _counting(reader, names),
        metric=METRICS[0].key if metric.is_rate else metric.key,
        by_total=_MOST_RANKED,
        by_count=max(_MOST_RANKED, _WORDS),
    )
    return _named(frame, names)


def _named(frame: pd.DataFrame, names: HashtagNames) -> pd.DataFrame:
    keys = frame["hashtag_key"].tolist()
    owners = [names.owners.get(key, "") for key in keys]
    return frame.assign(
        name=[names.name(key) for key in keys],
        owner=owners,
        own=[bool(owner) for owner in owners],
    )


def _by_count(reader: Reader) -> pd.DataFrame:
    """Returns bin, name, n, value; also of numbers of hashtags that no video has."""
    bins = range(hashtags.MOST_COUNTED + 1)
    full = _count_bins(reader).set_index("bin").reindex(bins).rename_axis("bin").reset_index()
    full["n"] = full["n"].fillna(0).astype("int64")
    full["name"] = [f"{each}+" if each == hashtags.MOST_COUNTED else str(each) for each in bins]
    return full


def _videos(reader: Reader) -> int:
    return int(_count_bins(reader)["n"].sum())


def _count_bins(reader: Reader) -> pd.DataFrame:
    view = reader.view
    return reader.frame(
        hashtags.metric_by_hashtag_count, metric=view.metric.key, aggregate=view.aggregate.key
    )


def _shares(reader: Reader, unit: Period) -> tuple[pd.DataFrame, bool]:
    """Returns period, name, n, videos, share, and whether older periods are left out."""
    names = hashtag_names(reader.snapshot)
    everyone = reader.frame(hashtags.videos_by_period, period=unit.key, most=unit.most)
    every = without_gaps(everyone, unit)
    tags = _most_used(reader)["hashtag_key"].head(_LINES).tolist()
    if every.empty or not tags:
        return pd.DataFrame(), False
    uses = reader.frame(
        hashtags.uses_by_period,
        {
            "tags": " ".join(tags),
            "since": f"{every['period'].iloc[0]:%Y-%m-%d}",
            "repeats": names.repeats,
        },
        period=unit.key,
    )
    counted = {
        (tag, day): n
        for day, tag, n in zip(
            pd.to_datetime(uses["period"]), uses["hashtag_key"], uses["n"], strict=True
        )
    }
    days, videos = every["period"].tolist(), every["n"].tolist()
    rows = [
        (day, names.marked(tag), counted.get((tag, day), 0), total)
        for tag in tags
        for day, total in zip(days, videos, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["period", "name", "n", "videos"])
    # Nothing was posted: no share, and a gap in the line.
    share = (frame["n"] / frame["videos"].where(frame["videos"] > 0)).round(4)
    return frame.assign(share=share), len(every) == unit.most


def _hover(name: str, owner: str, value: str, of: str, share: float | None = None) -> str:
    parts = [f"<b>{name}</b>", value, of + (f" ({percent(share)})" if share is not None else "")]
    return "<br>".join([*parts, *([f"Riêng của @{owner}"] if owner else [])])


def _table(frame: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    names = {"name": "Hashtag", **columns, "owner": "Riêng của kênh"}
    return frame[list(names)].rename(columns=names)
