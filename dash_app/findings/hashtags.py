"""What hashtags say: which bring most, how many to set, which rise, which go together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from dash_app.findings.bins import (
    effect_strength,
    effect_words,
    highest_row,
    not_enough,
    value_words,
)
from dash_app.findings.finding import Finding
from dash_app.metrics import Aggregate, Metric
from dash_app.statistics import (
    MIN_CREATORS,
    MIN_PERIODS,
    MIN_SAMPLE,
    BinEffect,
    holm,
    linear_trend,
    within_creator_slope,
)
from dash_app.words import decimal, percent, whole


def total_findings(frame: pd.DataFrame, videos: int, metric: Metric) -> tuple[Finding, ...]:
    """Says which hashtag brings most in all, and that this follows from how many videos have it.

    Args:
        frame: Columns name, n, total; the first row has most.
        videos: All videos.
        metric: Of the totals; of a rate there is none, then the rows are the most used.
    """
    if frame.empty or videos < MIN_SAMPLE:
        return (not_enough(videos),)
    first = frame.iloc[0]
    used = f"{whole(first['n'])} video ({percent(first['n'] / videos, 0)} số video)"
    if metric.is_rate:
        return (Finding(f"Dùng nhiều nhất: {first['name']}, {used}."),)
    return (
        Finding(f"Nhiều nhất: {first['name']}, {value_words(first['total'], metric)} từ {used}."),
        Finding(
            "Tổng lớn trước hết vì nhiều video dùng; muốn biết hashtag nào đi cùng video tốt, xem "
            "kết quả mỗi video."
        ),
    )


def per_video_findings(
    frame: pd.DataFrame, metric: Metric, aggregate: Aggregate
) -> tuple[Finding, ...]:
    """Says which hashtag has the best videos, and how many of the best belong to one creator.

    Args:
        frame: Columns name, n, value, creators, own; the best first, none under 30 videos.
        metric: Of the values.
        aggregate: Of the values.
    """
    if frame.empty:
        return (Finding(f"Không hashtag nào có đủ {MIN_SAMPLE} video.", "few"),)
    best = frame.iloc[0]
    found = [
        Finding(
            f"Cao nhất: {best['name']}, {aggregate.label.lower()} "
            f"{value_words(best['value'], metric)} mỗi video (n = {whole(best['n'])}, "
            f"{whole(best['creators'])} TikToker)."
        )
    ]
    own = int(frame["own"].sum())
    if own:
        found.append(
            Finding(
                f"{own} trong {len(frame)} hashtag ở đây là của riêng một kênh: con số nói về "
                "kênh ấy, không phải về hashtag."
            )
        )
    return tuple(found)


def count_trend(frame: pd.DataFrame, metric: Metric, aggregate: Aggregate) -> tuple[Finding, ...]:
    """Says whether the metric rises or falls with the number of hashtags, over all creators.

    Args:
        frame: Columns n and value, one row a number of hashtags in order, none left out.
        metric: Of the values.
        aggregate: Of the values.
    """
    trend = linear_trend(frame["value"].where(frame["n"] >= MIN_SAMPLE))
    if not trend.enough or trend.slope is None or trend.low is None or trend.high is None:
        return (
            Finding(
                f"Chưa đủ {MIN_PERIODS} mức hashtag có từ {MIN_SAMPLE} video để nói về xu hướng.",
                "few",
            ),
        )
    step = _change(trend.slope, metric)
    interval = (
        f"khoảng tin cậy 95 %: {_change(trend.low, metric)} đến {_change(trend.high, metric)}"
    )
    measure = f"{aggregate.label.lower()} {metric.inside}"
    if trend.low <= 0 <= trend.high:
        return (
            Finding(
                f"Không thấy xu hướng thẳng qua {trend.n} mức đủ video: {measure} đổi {step} mỗi "
                f"hashtag ({interval})."
            ),
        )
    way = "tăng" if trend.slope > 0 else "giảm"
    return (
        Finding(
            f"Xu hướng {way} qua {trend.n} mức đủ video: {measure} đổi {step} mỗi hashtag "
            f"({interval}). Con số này gồm cả khác biệt giữa các TikToker."
        ),
    )


def slope_findings(sums: pd.DataFrame, metric: Metric) -> tuple[Finding, ...]:
    """Says what goes with one hashtag more among the videos of one creator.

    Args:
        sums: What `statistics.within_creator_slope` needs, x being the number of hashtags.
        metric: Of the outcome.
    """
    slope = within_creator_slope(sums, "linear" if metric.is_rate else "log")
    if not slope.enough or slope.low is None or slope.high is None:
        return (Finding("Trong cùng một TikToker, thêm một hashtag: chưa đủ dữ liệu.", "few"),)
    n = f"n = {whole(slope.n)}, {whole(slope.creators)} TikToker"
    effect = effect_words(slope, metric)
    if slope.low <= 0 <= slope.high:
        return (
            Finding(
                f"Trong cùng một TikToker, thêm một hashtag không đi cùng khác biệt rõ: "
                f"{metric.inside} {effect} ({n})."
            ),
        )
    return (
        Finding(
            f"Trong cùng một TikToker, mỗi hashtag thêm vào đi cùng {metric.inside} "
            f"{effect} ({n}).",
            "effect",
            effect_strength(slope, metric),
        ),
    )


def share_findings(frame: pd.DataFrame, unit: str) -> tuple[Finding, ...]:
    """Says which hashtags rise or fall, as a share of the videos of each period.

    The first and the last period may be cut off and do not count. The p-values are corrected for
    looking at all hashtags; one of fewer than 30 videos is not looked at.

    Args:
        frame: Columns name, n and share; the periods of a hashtag in order, without gaps.
        unit: A period in Vietnamese, inside a sentence.
    """
    trends = {
        str(name): linear_trend(rows["share"].iloc[1:-1])
        for name, rows in frame.groupby("name", sort=False)
        if rows["n"].iloc[1:-1].sum() >= MIN_SAMPLE
    }
    if not trends:
        return (Finding(f"Không hashtag nào có đủ {MIN_SAMPLE} video để nói về xu hướng.", "few"),)
    if not any(trend.enough for trend in trends.values()):
        return (Finding(f"Chưa đủ {MIN_PERIODS} {unit} trọn để nói về xu hướng.", "few"),)
    adjusted = holm([trend.p if trend.enough else None for trend in trends.values()])
    clear = [
        (name, trend)
        for (name, trend), p in zip(trends.items(), adjusted, strict=True)
        if p < 0.05 and trend.slope is not None
    ]
    if not clear:
        return (
            Finding(
                f"Không hashtag nào tăng hay giảm rõ (đã hiệu chỉnh vì so {len(trends)} hashtag)."
            ),
        )
    ranked = sorted(clear, key=lambda each: each[1].slope or 0)
    chosen = [
        ("Tăng", ranked[-1]) if (ranked[-1][1].slope or 0) > 0 else None,
        ("Giảm", ranked[0]) if (ranked[0][1].slope or 0) < 0 else None,
    ]
    return tuple(
        Finding(
            f"{way} rõ nhất: {name}, {_points(trend.slope)} mỗi {unit} (khoảng tin cậy 95 %: "
            f"{_points(trend.low)} đến {_points(trend.high)}; {trend.n} {unit} trọn)."
        )
        for way, (name, trend) in filter(None, chosen)
    )


def word_findings(frame: pd.DataFrame, videos: int) -> tuple[Finding, ...]:
    """Says how common the first hashtags are, and how many belong to one creator.

    Args:
        frame: Columns name, n, own; the most used first.
        videos: All videos.
    """
    if frame.empty or videos < MIN_SAMPLE:
        return (not_enough(videos),)
    first = ", ".join(
        f"{name} ({percent(n / videos, 0)})"
        for name, n in zip(frame["name"].head(3), frame["n"].head(3), strict=True)
    )
    own = int(frame["own"].sum())
    owned = f" {own} trong {len(frame)} hashtag là của riêng một kênh." if own else ""
    return (Finding(f"Có trong nhiều video nhất: {first}.{owned}"),)


def period_findings(
    frame: pd.DataFrame,
    *,
    unit: str,
    name: Callable[[pd.Series], str],
    metric: Metric,
    aggregate: Aggregate,
) -> tuple[Finding, ...]:
    """Says in which period a hashtag's videos did best; periods under 30 videos do not compete.

    Args:
        frame: Columns n and value, one row a period.
        unit: A period in Vietnamese, inside a sentence.
        name: How a row's period is called.
        metric: Of the values.
        aggregate: Of the values.
    """
    if frame.empty:
        return (Finding("Không video nào trong góc nhìn này có hashtag ấy.", "few"),)
    most = highest_row(frame, "n")
    found = [
        Finding(
            f"Dùng nhiều nhất: {name(most)}, {whole(most['n'])} trong {whole(frame['n'].sum())} "
            "video ở biểu đồ này."
        )
    ]
    fit = frame[(frame["n"] >= MIN_SAMPLE) & frame["value"].notna()]
    if fit.empty:
        return (*found, not_enough(int(most["n"]), f"video trong một {unit}"))
    best = highest_row(fit, "value")
    opening = (
        f"Cao nhất trong các {unit} có ít nhất {MIN_SAMPLE} video: {name(best)}"
        if len(fit) > 1
        else f"Chỉ {name(best)} có ít nhất {MIN_SAMPLE} video"
    )
    measure = f"{aggregate.label.lower()} {value_words(best['value'], metric)}"
    found.append(Finding(f"{opening}, {measure} (n = {whole(best['n'])})."))
    return tuple(found)


def together_findings(frame: pd.DataFrame, tag: str, n: int) -> tuple[Finding, ...]:
    """Says which hashtag goes with another one far more often than by chance.

    Args:
        frame: Columns name, owner, together, n, estimate, low, high, enough; highest lift first.
        tag: The chosen hashtag.
        n: Its videos.
    """
    if n < MIN_SAMPLE:
        return (not_enough(n, f"video có {tag}"),)
    fit = frame[frame["enough"]] if len(frame) else frame
    if fit.empty:
        return (Finding("Không hashtag nào đi cùng đủ nhiều để so với ngẫu nhiên.", "few"),)
    best, most = fit.iloc[0], highest_row(fit, "together")
    found = [_together_words("Gắn bó nhất", best, n)]
    if most["name"] != best["name"]:
        found.append(_together_words("Chung nhiều video nhất trong số này", most, n))
    return tuple(found)


def creator_findings(frame: pd.DataFrame, tag: str, least: int) -> tuple[Finding, ...]:
    """Says who does best with a hashtag, and for how many creators its videos do better.

    Args:
        frame: Columns creator, n_with, ratio, creators, higher; highest ratio first.
        tag: The hashtag.
        least: Videos that a creator must have with and without it.
    """
    if frame.empty:
        return (
            Finding(
                f"Không TikToker nào có ít nhất {least} video có {tag} và {least} video không có.",
                "few",
            ),
        )
    best = frame.iloc[0]
    return (
        Finding(
            f"Cao nhất: @{best['creator']}, video có {tag} đạt {decimal(best['ratio'])} lần video "
            f"khác của chính họ (n = {whole(best['n_with'])} và {whole(best['n_without'])})."
        ),
        Finding(
            f"{whole(best['higher'])} trong {whole(best['creators'])} TikToker so được có trung vị "
            f"cao hơn khi dùng {tag}."
        ),
    )


def tag_effect(effects: Sequence[BinEffect], tag: str, metric: Metric) -> tuple[Finding, ...]:
    """Says how a creator's videos with a hashtag differ from the same creator's others.

    Args:
        effects: The one of having it, of `statistics.within_creator_effect`.
        tag: The hashtag.
        metric: Of the outcome.
    """
    known = [each for each in effects if each.enough and each.p is not None]
    if not known:
        return (
            Finding(
                f"So video có {tag} với video khác của cùng TikToker: chưa đủ dữ liệu (cần ít nhất "
                f"{MIN_SAMPLE} video của {MIN_CREATORS} TikToker).",
                "few",
            ),
        )
    effect = known[0]
    words = (
        f"So trong cùng một TikToker, video có {tag}: {metric.inside} "
        f"{effect_words(effect, metric)} so với video khác của họ (n = {whole(effect.n)}, "
        f"{whole(effect.creators)} TikToker)"
    )
    if (effect.p or 0) >= 0.05:
        return (Finding(f"{words}: không khác rõ."),)
    return (Finding(f"{words}.", "effect", effect_strength(effect, metric)),)


def _together_words(opening: str, row: pd.Series, n: int) -> Finding:
    owner = f" (riêng của @{row['owner']})" if row["owner"] else ""
    return Finding(
        f"{opening}: {row['name']}{owner}, {whole(row['together'])} video chung "
        f"({percent(row['together'] / n)} số video), {decimal(row['estimate'], 2)} lần so với "
        f"ngẫu nhiên (khoảng tin cậy 95 %: {decimal(row['low'], 2)} đến {decimal(row['high'], 2)})."
    )


def _change(value: float, metric: Metric, unit: str | None = None) -> str:
    """Returns a change with its unit, or with another one."""
    sign = "+" if value >= 0 else "−"
    if metric.is_rate:
        return f"{sign}{decimal(100 * abs(value), 2)} điểm %"
    return f"{sign}{whole(abs(value))} {metric.unit if unit is None else unit}".rstrip()


def _points(share: float | None) -> str:
    number = 100 * (share or 0)
    return f"{'+' if number >= 0 else '−'}{decimal(abs(number), 2)} điểm %"
