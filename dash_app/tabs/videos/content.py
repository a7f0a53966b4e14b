"""Nội dung: how results go with content labels, length, hashtags and the pace of speech."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any, Final

import pandas as pd
from dash import Dash, Input, Output, State, html
from dash.exceptions import PreventUpdate

from dash_app.components.controls import state_id
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.page import page_layout, register_page
from dash_app.durations import DURATION_BINS
from dash_app.errors import NoData
from dash_app.figures.box import boxes
from dash_app.figures.effects import effect_intervals
from dash_app.figures.histogram import histogram
from dash_app.figures.horizontal_bars import horizontal_bars
from dash_app.figures.interval_points import interval_points
from dash_app.figures.radar import radar
from dash_app.filters import Filters
from dash_app.findings.bins import not_enough, within_effect
from dash_app.findings.content import (
    difference_finding,
    duration_findings,
    hashtag_findings,
    label_findings,
    pace_findings,
    profile_findings,
    quoted,
    speech_findings,
    spread_findings,
)
from dash_app.metrics import metric
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.queries import content
from dash_app.services import Services
from dash_app.statistics import (
    MIN_SAMPLE,
    BinEffect,
    Scale,
    kruskal_from_ranks,
    median_interval_from_quartiles,
    within_creator_effect,
)
from dash_app.store import Store
from dash_app.view import AGGREGATE, METRIC, Control, View
from dash_app.words import LABEL_FIELDS, decimal, percent, whole

FIELD: Final = Control("field", "Nhãn nội dung", tuple(LABEL_FIELDS.items()), "categories")
LABELS: Final = Control("labels", "Nhãn để so", many=True)

_RADAR_LABELS: Final = 3
_MOST_RADAR_LABELS: Final = 5
# A bar on fewer videos is chance, and would set the scale for all others.
_LEAST_DRAWN: Final = 5
_HARDLY_SPOKEN: Final = 1.0
_NAME_WIDTH: Final = 14


def show_coverage(reader: Reader) -> Shown:
    """How many videos carry labels and speech: what the cards below can speak of."""
    bins = reader.frame(content.distributions)
    n = _measured(bins, "hashtags")
    photos = _without(bins, "duration")
    spoken = _measured(bins, "speech")
    any_label = int(reader.frame(content.labelled).iloc[0]["n"])
    field, in_field = _field_name(reader.view), _in_field(reader)
    figures = [
        KeyFigure("Video có nhãn nội dung", _share(any_label, n), _of(any_label, n)),
        KeyFigure(f"Có nhãn {field.lower()}", _share(in_field, n), _of(in_field, n)),
        KeyFigure("Có bản chép lời", _share(spoken, n), _of(spoken, n)),
        KeyFigure("Bài ảnh", _share(photos, n), f"{_of(photos, n)}; không có thời lượng"),
    ]
    return Shown(
        "Bao nhiêu video có nhãn?",
        html.Div(
            [
                build_key_figures(figures),
                html.P(
                    _coverage_words(reader, n, any_label, in_field),
                    className="coverage-note" + ("" if in_field else " coverage-none"),
                ),
            ]
        ),
        "video có ít nhất một nhãn / mọi video khớp với bộ lọc",
        n,
        table=lambda: pd.DataFrame(
            {
                "Nhóm": [figure.label for figure in figures],
                "Số video": [any_label, in_field, spoken, photos],
            }
        ),
    )


def _coverage_words(reader: Reader, n: int, any_label: int, in_field: int) -> str:
    field = _field_name(reader.view).lower()
    below = "Các biểu đồ về thời lượng, hashtag và tốc độ nói vẫn dùng mọi video."
    if not n:
        return "Không có video nào khớp với bộ lọc."
    if not any_label:
        return f"Chưa có video nào trong góc nhìn này được gắn nhãn nội dung. {below}"
    if not in_field:
        used = reader.frame(content.fields_used)
        others = ", ".join(
            f"{LABEL_FIELDS[name].lower()} ({whole(count)})"
            for name, count in zip(used["field"], used["n"], strict=True)
            if name in LABEL_FIELDS
        )
        return f"Chưa có video nào có nhãn {field}. Nhãn có video: {others}. {below}"
    if in_field == n:
        return f"Mọi video trong góc nhìn này đều có nhãn {field}."
    return (
        f"Ba biểu đồ theo nhãn chỉ nói về {whole(in_field)} video có nhãn {field}; chúng có thể "
        f"không giống phần còn lại. {below}"
    )


def show_labels(reader: Reader) -> Shown:
    """The metric by label of the chosen field."""
    view = reader.view
    frame, labelled, field = _labels(reader), _in_field(reader), _field_name(view)
    drawn = frame[frame["n"] >= _LEAST_DRAWN].assign(few=frame["n"] < MIN_SAMPLE)
    several = int(frame["n"].sum()) > labelled
    findings = label_findings(
        frame, field=field, labelled=labelled, metric=view.metric, aggregate=view.aggregate
    )
    if labelled >= MIN_SAMPLE:
        findings += difference_finding(
            kruskal_from_ranks(
                reader.frame(
                    content.ranks_by_label,
                    _field(reader),
                    metric=view.metric.key,
                    least=MIN_SAMPLE,
                )
            ),
            metric=view.metric,
            several=several,
        )
    return Shown(
        f"{_measure(view)} theo nhãn {field.lower()}",
        horizontal_bars(
            drawn.sort_values(["few", "value"], ascending=[True, False]),
            name="label",
            value="value",
            count="n",
            title=_measure(view),
            rate=view.metric.is_rate,
            faint_below=MIN_SAMPLE,
            empty=_no_labels(view),
        ),
        f"{_formula(view)}, trên video có nhãn; cột nhạt: dưới {MIN_SAMPLE} video; nhãn dưới "
        f"{_LEAST_DRAWN} video không vẽ" + ("; video có nhiều nhãn tính ở từng nhãn" * several),
        labelled,
        findings=findings,
        table=lambda: frame[["label", "n", "value"]].rename(
            columns={"label": field, "n": "Số video", "value": _measure(view)}
        ),
    )


def show_effects(reader: Reader) -> Shown:
    """Each label against the other labelled videos of the same creator."""
    view, field = reader.view, _field_name(reader.view)
    effects = _effects(reader)
    frame = pd.DataFrame(
        {
            "label": [str(each.bin) for each in effects],
            "name": ["<br>".join(wrap(str(each.bin), _NAME_WIDTH)) for each in effects],
            "estimate": [each.estimate for each in effects],
            "low": [each.low for each in effects],
            "high": [each.high for each in effects],
            "n": [each.n for each in effects],
            "creators": [each.creators for each in effects],
            "clear": [each.enough and (each.p_adjusted or 0) < 0.05 for each in effects],
        }
    ).sort_values("estimate", ascending=False)
    labelled = _in_field(reader)
    findings = within_effect(
        effects, name=lambda label: quoted(field, str(label)), metric=view.metric
    )
    # Of two labels that exclude each other one says all: the other is its mirror image.
    if len(effects) == 2:
        findings = findings[:1]
    return Shown(
        f"{field}: {view.metric.inside} so với các video có nhãn còn lại của cùng TikToker",
        effect_intervals(frame, unit="điểm %" if view.metric.is_rate else "%"),
        "chênh lệch trong cùng một TikToker giữa video có nhãn này và các video có "
        "nhãn còn lại của họ "
        + (
            "(điểm phần trăm)"
            if view.metric.is_rate
            else f"(của 1 + {view.metric.inside}, trung bình nhân)"
        )
        + ", khoảng tin cậy 95 % theo cụm TikToker; chấm đậm: khác hẳn 0 sau hiệu chỉnh Holm; "
        f"cần ít nhất {MIN_SAMPLE} video của 5 TikToker; không tính video ghim",
        labelled,
        findings=findings if labelled else (not_enough(0, "video có nhãn này"),),
        table=lambda: frame[["label", "n", "creators", "estimate", "low", "high"]].rename(
            columns={
                "label": field,
                "n": "Số video",
                "creators": "Số TikToker",
                "estimate": "Chênh lệch",
                "low": "Cận dưới 95 %",
                "high": "Cận trên 95 %",
            }
        ),
    )


def show_radar(reader: Reader) -> Shown:
    """The chosen labels over all measures, relative to all labelled videos."""
    view, field = reader.view, _field_name(reader.view)
    frame = _labels(reader)
    asked = [label for label in view.choice_list("labels") if label in set(frame["label"])]
    chosen = asked or frame["label"].head(_RADAR_LABELS).tolist()
    shown = chosen[:_MOST_RADAR_LABELS]
    rows = frame.set_index("label").loc[shown].reset_index()
    common = reader.frame(content.profile_of_labelled, _field(reader)).iloc[0]
    axes = {name: metric(name).label for name in content.PROFILE if (common[name] or 0) > 0}
    ratios = rows[["label", "n"]].join(rows[list(axes)] / common[list(axes)])
    findings = profile_findings(ratios, name="label", axes=axes)
    return Shown(
        f"{field}: mỗi nhãn mạnh ở chỉ số nào?",
        radar(
            ratios.assign(
                title=[
                    f"{label} (n = {whole(n)})"
                    for label, n in zip(ratios["label"], ratios["n"], strict=True)
                ]
            ),
            name="title",
            axes=axes,
            level_name="Trung vị chung",
            empty=_no_labels(view),
        ),
        "trung vị của video có nhãn / trung vị của mọi video có nhãn "
        f"{field.lower()}; mỗi trục so với trung vị chung của chính nó nên các trục so được với "
        "nhau; vòng nét đứt là 1 lần; không tính video ghim; không theo ô Chỉ số và Cách gộp"
        + (f"; chỉ vẽ {_MOST_RADAR_LABELS} nhãn đầu" * (len(chosen) > len(shown))),
        int(common["n"]),
        findings=findings or (not_enough(0, "video có nhãn này"),),
        table=lambda: ratios[["label", "n", *axes]].rename(
            columns={
                "label": field,
                "n": "Số video",
                **{name: f"{title} (lần trung vị chung)" for name, title in axes.items()},
            }
        ),
    )


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
        findings=duration_findings(frame, _without(bins, "duration")),
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
            frame, silent=_without(bins, "speech"), slow=_HARDLY_SPOKEN, fastest=fastest
        ),
        table=lambda: frame[["name", "n"]].rename(columns={"name": "Tốc độ nói", "n": "Số video"}),
    )


def show_pace(reader: Reader) -> Shown:
    """The metric by words a second, and within creators for one word a second more."""
    view = reader.view
    step = content.PACE_STEP
    frame = _pace(reader)
    slopes = _within(reader.frame(content.pace_slope, metric=view.metric.key), view)
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


PAGE = Page(
    tab="videos",
    path="/videos/content",
    title="Nội dung",
    icon="grid-3x3",
    order=4,
    lead="Thể loại, cách mở đầu, độ dài và tốc độ nói nào đi cùng kết quả tốt hơn.",
    controls=(METRIC, AGGREGATE, FIELD, LABELS),
    cards=(
        Card("coverage", show_coverage, "bare"),
        Card("labels", show_labels, height=420),
        Card("radar", show_radar, height=420),
        Card("effects", show_effects, wide=True),
        Card("duration", show_durations),
        Card("spread", show_spread),
        Card("hashtags", show_hashtags),
        Card("speech", show_speech),
        Card("pace", show_pace, wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)

    @app.callback(
        Output(state_id(LABELS.name), "options"),
        Output(state_id(LABELS.name), "placeholder"),
        Input(state_id(FIELD.name), "value"),
        State("url", "pathname"),
    )
    def update_labels(field: str | None, pathname: str | None) -> tuple[list[Any], str]:
        if pathname != PAGE.path:
            raise PreventUpdate
        return label_options(services.store, field)


def label_options(store: Store, field: str | None) -> tuple[list[dict[str, str]], str]:
    """Returns the labels of a field that the data have, most used first, and what none means."""
    try:
        snapshot = store.snapshot()
    except NoData as error:
        raise PreventUpdate from error
    asked = {"field": field or FIELD.default}
    frame = snapshot.frame(content.label_options, Filters(), asked)
    options = [
        {"value": label, "label": f"{label} · {whole(n)}", "search": label}
        for label, n in zip(frame["label"], frame["n"], strict=True)
    ]
    if not options:
        return [], "Chưa có nhãn nào"
    return options, f"{_RADAR_LABELS} nhãn nhiều video nhất"


def _field(reader: Reader) -> dict[str, str]:
    return {"field": reader.view.choice("field")}


def _field_name(view: View) -> str:
    return LABEL_FIELDS[view.choice("field")]


def _no_labels(view: View) -> str:
    return f"Chưa có video nào có nhãn<br>“{_field_name(view)}” trong góc nhìn này"


def _measure(view: View) -> str:
    return f"{view.metric.label} ({view.aggregate.label.lower()})"


def _formula(view: View) -> str:
    pinned = "; không tính video ghim" if view.aggregate.key == "median" else ""
    return f"{view.aggregate.label.lower()} của {view.metric.formula}{pinned}"


def _labels(reader: Reader) -> pd.DataFrame:
    view = reader.view
    return reader.frame(
        content.profile_by_label,
        _field(reader),
        metric=view.metric.key,
        aggregate=view.aggregate.key,
    )


def _in_field(reader: Reader) -> int:
    """Returns how many videos carry a label of the chosen field."""
    return int(reader.frame(content.profile_of_labelled, _field(reader)).iloc[0]["n"])


def _effects(reader: Reader) -> tuple[BinEffect, ...]:
    view = reader.view
    query = content.within_creator_by_label
    return _within(reader.frame(query, _field(reader), metric=view.metric.key), view)


def _within(sums: pd.DataFrame, view: View) -> tuple[BinEffect, ...]:
    scale: Scale = "linear" if view.metric.is_rate else "log"
    return within_creator_effect(sums, scale)


def _histogram(bins: pd.DataFrame, measure: str, step: float, last: float) -> pd.DataFrame:
    """Returns bin, start, end (None for the open one), n, a row for each bin also where n is 0."""
    counts = bins[bins["measure"] == measure].set_index("bin")["n"]
    numbers = range(round(last / step) + 1)
    starts = [number * step for number in numbers]
    ends: Sequence[float | None] = [*starts[1:], None]
    counted = counts.reindex(numbers).fillna(0).astype("int64").tolist()
    return pd.DataFrame({"bin": list(numbers), "start": starts, "end": ends, "n": counted})


def _measured(bins: pd.DataFrame, measure: str) -> int:
    return int(bins.loc[(bins["measure"] == measure) & (bins["bin"] != content.NONE), "n"].sum())


def _without(bins: pd.DataFrame, measure: str) -> int:
    return int(bins.loc[(bins["measure"] == measure) & (bins["bin"] == content.NONE), "n"].sum())


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


def _word_ticks() -> dict[float, str]:
    return {float(number): str(number) for number in range(round(content.FASTEST))}


def _share(part: int, of: int) -> str:
    return percent(part / of) if of else "0 %"


def _of(part: int, of: int) -> str:
    return f"{whole(part)} trong {whole(of)} video"


def _plain(value: float) -> str:
    return decimal(value, 2).rstrip("0").rstrip(",")
