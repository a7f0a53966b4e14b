"""What the cards on dish groups say."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from dash_app.findings.bins import highest_row, not_enough, number_words, value_words
from dash_app.findings.finding import Finding
from dash_app.metrics import Aggregate, Metric
from dash_app.statistics import MIN_PERIODS, MIN_SAMPLE, linear_trend
from dash_app.words import decimal, percent, whole

_UNEVEN = 0.25
"""Where the share of videos that name a dish moves by more, shares of all videos mislead."""


def group_findings(
    frame: pd.DataFrame, named: int, metric: Metric, aggregate: Aggregate
) -> tuple[Finding, ...]:
    """Says which group is named most, and which has the highest metric.

    Args:
        frame: Columns dish_group, n, creators, value; the most named first.
        named: Videos that name any dish.
        metric: Of the values.
        aggregate: Of the values.
    """
    if frame.empty or named < MIN_SAMPLE:
        return (not_enough(named, "video có nhắc món"),)
    first = frame.iloc[0]
    found = [
        Finding(
            f"Nhắc nhiều nhất: {first['dish_group']}, {whole(first['n'])} video "
            f"({percent(first['n'] / named)} video có nhắc món) của {whole(first['creators'])} "
            "TikToker."
        )
    ]
    fit = frame[(frame["n"] >= MIN_SAMPLE) & frame["value"].notna()]
    if len(fit) < 2:
        return (*found, Finding(f"Chưa có hai nhóm đủ {MIN_SAMPLE} video để so kết quả.", "few"))
    best = highest_row(fit, "value")
    found.append(
        Finding(
            f"{metric.label} cao nhất trong {len(fit)} nhóm đủ {MIN_SAMPLE} video: "
            f"{best['dish_group']}, {aggregate.label.lower()} {value_words(best['value'], metric)} "
            f"(n = {whole(best['n'])}). Kênh khác nhau quay món khác nhau: xem so sánh trong cùng "
            "TikToker trước khi kết luận."
        )
    )
    return tuple(found)


def median_findings(
    frame: pd.DataFrame, overall: float | None, metric: Metric
) -> tuple[Finding, ...]:
    """Says which groups' medians lie off the median of all videos that name a dish.

    Args:
        frame: Columns dish_group, valued, estimate, low, high, enough.
        overall: The median of all.
        metric: Of the medians.
    """
    fit = frame[frame["enough"]] if len(frame) else frame
    if fit.empty or overall is None:
        return (Finding(f"Không nhóm món nào đủ {MIN_SAMPLE} video để có khoảng tin cậy.", "few"),)
    usual = f"trung vị của mọi video có nhắc món ({value_words(overall, metric)})"
    above, below = fit[fit["low"] > overall], fit[fit["high"] < overall]
    if above.empty and below.empty:
        return (
            Finding(f"Không nhóm nào trong {len(fit)} nhóm có khoảng tin cậy rời hẳn {usual}."),
        )
    found = []
    if len(above):
        found.append(_off("cao hơn", above, highest_row(above, "estimate"), usual, metric))
    if len(below):
        lowest = below.iloc[int(below["estimate"].to_numpy().argmin())]
        found.append(_off("thấp hơn", below, lowest, usual, metric))
    found.append(
        Finding(
            f"Nhìn {len(fit)} nhóm cùng lúc, khoảng {decimal(0.05 * len(fit), 1)} nhóm rời đường "
            "chung do ngẫu nhiên."
        )
    )
    return tuple(found)


def _off(way: str, frame: pd.DataFrame, row: pd.Series, usual: str, metric: Metric) -> Finding:
    numbers = (number_words(row[column], metric) for column in ("estimate", "low", "high"))
    middle, low, high = numbers
    which = (
        f"{whole(len(frame))} nhóm {way} {usual}, rõ nhất là {row['dish_group']}"
        if len(frame) > 1
        else f"Chỉ {row['dish_group']} {way} {usual}"
    )
    return Finding(
        f"{which}: {middle} (khoảng tin cậy 95 %: {low} đến {high}; n = {whole(row['valued'])})."
    )


def variant_findings(frame: pd.DataFrame, group: str, metric: Metric) -> tuple[Finding, ...]:
    """Says which variant of a group is named most, and which does best.

    Args:
        frame: Columns dish, n, valued, p50, all_n, all_variants; the most named first.
        group: The group.
        metric: Of the medians.
    """
    if frame.empty:
        return (Finding(f"Không video nào trong góc nhìn này nhắc tới {group}.", "few"),)
    first = frame.iloc[0]
    found = [
        Finding(
            f"Gọi nhiều nhất: {first['dish']}, {whole(first['n'])} video "
            f"({percent(first['n'] / first['all_n'], 0)} video của nhóm), trong "
            f"{whole(first['all_variants'])} tên gọi."
        )
    ]
    fit = frame[frame["valued"] >= MIN_SAMPLE]
    if len(fit) < 2:
        found.append(
            Finding(f"Chưa có hai tên gọi đủ {MIN_SAMPLE} video để so kết quả với nhau.", "few")
        )
        return tuple(found)
    best = highest_row(fit, "p50")
    found.append(
        Finding(
            f"Trung vị {metric.inside} cao nhất trong {len(fit)} tên gọi đủ {MIN_SAMPLE} video: "
            f"{best['dish']}, {value_words(best['p50'], metric)} (n = {whole(best['valued'])})."
        )
    )
    return tuple(found)


def over_time_findings(
    frame: pd.DataFrame, group: str, unit: str, said: Callable[[pd.Timestamp], str]
) -> tuple[Finding, ...]:
    """Says when a group was named most, whether its share moves, and whether that can be trusted.

    The first and the last period may be cut off and do not count for the trend, nor do those with
    fewer than 30 videos that name a dish.

    Args:
        frame: Columns period, n, videos, named, share (of the videos that name a dish); one row a
            period without gaps.
        group: The group.
        unit: A period in Vietnamese, inside a sentence.
        said: Writes a period inside a sentence.
    """
    total = int(frame["n"].sum()) if len(frame) else 0
    if total < MIN_SAMPLE:
        return (not_enough(total, f"video nhắc tới {group}"),)
    most = highest_row(frame, "n")
    found = [
        Finding(
            f"Nhiều nhất: {said(most['period'])}, {whole(most['n'])} video "
            f"({percent(most['share'])} video có nhắc món)."
        )
    ]
    inner = frame.iloc[1:-1]
    trend = linear_trend(inner["share"].where(inner["named"] >= MIN_SAMPLE))
    if not trend.enough or trend.slope is None:
        found.append(Finding(f"Chưa đủ {MIN_PERIODS} {unit} trọn để nói về xu hướng.", "few"))
    else:
        interval = f"khoảng tin cậy 95 %: {_points(trend.low)} đến {_points(trend.high)}"
        moves = (trend.low or 0) > 0 or (trend.high or 0) < 0
        way = "tăng" if trend.slope > 0 else "giảm"
        found.append(
            Finding(
                (f"Tỷ lệ có xu hướng {way}" if moves else "Tỷ lệ không có xu hướng rõ")
                + f": {_points(trend.slope)} mỗi {unit} ({interval}; {trend.n} {unit} trọn)."
            )
        )
    return (*found, *coverage_findings(inner, unit, said))


def coverage_findings(
    frame: pd.DataFrame, unit: str, said: Callable[[pd.Timestamp], str]
) -> tuple[Finding, ...]:
    """Warns where videos were understood unevenly over time.

    Args:
        frame: Columns period, videos, named.
        unit: A period in Vietnamese, inside a sentence.
        said: Writes a period inside a sentence.
    """
    seen = frame[frame["videos"] >= MIN_SAMPLE]
    if len(seen) < 2:
        return ()
    shares = (seen["named"] / seen["videos"]).to_numpy()
    if shares.max() - shares.min() < _UNEVEN:
        return ()
    lowest, highest = (
        seen["period"].iloc[int(each)] for each in (shares.argmin(), shares.argmax())
    )
    return (
        Finding(
            f"Không phải {unit} nào cũng đọc được món như nhau: từ {percent(shares.min(), 0)} "
            f"video ({said(lowest)}) đến {percent(shares.max(), 0)} ({said(highest)}). Vì thế tỷ "
            "lệ ở đây tính trên video có nhắc món, không phải trên mọi video.",
            "few",
        ),
    )


def dishes_together_findings(frame: pd.DataFrame, group: str, n: int) -> tuple[Finding, ...]:
    """Says which group is named beside another one far more often than by chance.

    Args:
        frame: Columns dish_group, together, estimate, low, high, enough, clear; highest first.
        group: The chosen group.
        n: Its videos.
    """
    if n < MIN_SAMPLE:
        return (not_enough(n, f"video nhắc tới {group}"),)
    fit = frame[frame["clear"] & (frame["estimate"] > 1)] if len(frame) else frame
    if fit.empty:
        return (Finding("Không nhóm món nào đi cùng rõ hơn ngẫu nhiên.", "few"),)
    best, most = fit.iloc[0], highest_row(fit, "together")
    found = [_together("Gắn bó nhất", best, n)]
    if most["dish_group"] != best["dish_group"]:
        found.append(_together("Chung nhiều video nhất trong số này", most, n))
    return tuple(found)


def _together(opening: str, row: pd.Series, n: int) -> Finding:
    return Finding(
        f"{opening}: {row['dish_group']}, {whole(row['together'])} video chung "
        f"({percent(row['together'] / n)} số video), {decimal(row['estimate'], 2)} lần so với ngẫu "
        f"nhiên (khoảng tin cậy 95 %: {decimal(row['low'], 2)} đến {decimal(row['high'], 2)})."
    )


def _points(share: float | None) -> str:
    number = 100 * (share or 0)
    return f"{'+' if number >= 0 else '−'}{decimal(abs(number), 2)} điểm %"
