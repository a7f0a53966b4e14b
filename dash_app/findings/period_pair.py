"""What two ranges of days say against each other: weeks, videos, and what keeps one careful."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from dash_app.findings.bins import effect_strength, effect_words
from dash_app.findings.finding import Finding
from dash_app.metrics import Metric
from dash_app.statistics import (
    MIN_CREATORS,
    MIN_EACH,
    MIN_SAMPLE,
    BinEffect,
    Interval,
    MeanDifference,
    Superiority,
)
from dash_app.words import MISSING, decimal, percent, signed_percent, whole

_G_SIZES: Final = ((0.2, "không đáng kể"), (0.5, "nhỏ"), (0.8, "vừa"))
"""Cohen (1988), "Statistical Power Analysis for the Behavioral Sciences", 2.2."""

_CHANCE_SIZES: Final = ((0.06, "không đáng kể"), (0.14, "nhỏ"), (0.21, "vừa"))
"""Vargha & Delaney (2000), distances of the chance from one half."""


def weekly_findings(
    test: MeanDifference,
    means: tuple[float, float],
    what: str,
    write: Callable[[float], str],
    write_change: Callable[[float], str],
) -> tuple[Finding, ...]:
    """Says how the weeks of the second range differ from those of the first.

    Args:
        test: Of the weekly values, the second range less the first.
        means: Of the whole weeks of the first and of the second range.
        what: The measure, at the beginning of a sentence.
        write: Writes a value of it.
        write_change: Writes a difference of two values, without its sign.
    """
    before, after = means
    numbers = (
        f"{what}, trung bình các tuần trọn: {write(before)} ở giai đoạn 1 và {write(after)} ở "
    )
    change = f", tức {change_words(before, after)}" if before > 0 else ""
    opening = f"{numbers}giai đoạn 2{change}."
    if not test.enough or test.low is None or test.high is None or test.g is None:
        return (
            Finding(
                f"{opening if test.difference is not None else ''}{_untested(test)}".strip(), "few"
            ),
        )
    sure = not test.low <= 0 <= test.high
    interval = (
        f"Chênh lệch {_signed(test.difference or 0, write_change)} (khoảng tin cậy 95 %: "
        f"{_signed(test.low, write_change)} đến {_signed(test.high, write_change)}; Welch t = "
        f"{decimal(test.t, 2)}, bậc tự do {decimal(test.freedom, 1)}, {p_words(test.p)})"
    )
    verdict = (
        "vượt ngoài dao động thường thấy giữa các tuần"
        if sure
        else "chưa vượt ngoài dao động giữa các tuần, chưa thể nói hai giai đoạn khác nhau"
    )
    unsure = "" if sure else ", nhưng chưa chắc"
    size = (
        f"Cỡ ảnh hưởng {_size(abs(test.g), _G_SIZES)}{unsure} (Hedges g = {decimal(test.g, 2)}): "
        f"khoảng cách giữa hai trung bình bằng {decimal(abs(test.g), 1)} lần độ lệch giữa các tuần "
        "trong cùng một giai đoạn."
    )
    return (
        Finding(opening),
        Finding(f"{interval}: {verdict}.", "effect" if sure else "fact"),
        Finding(size),
    )


def video_findings(
    medians: tuple[Interval, Interval],
    chance: Superiority,
    effects: Sequence[BinEffect],
    metric: Metric,
    write: Callable[[float], str],
) -> tuple[Finding, ...]:
    """Says how single videos of the two ranges compare, also within the same creators.

    Args:
        medians: Of the first and of the second range.
        chance: That a video of the second range is the higher one.
        effects: Of the second range within creators; none where no creator has videos in both.
        metric: Of the videos.
        write: Writes a value of it.
    """
    found = [
        Finding(
            f"Giai đoạn {number}: trung vị {write(each.estimate)}"
            + (
                f" (khoảng tin cậy 95 %: {write(each.low)} đến {write(each.high)}; n = "
                f"{whole(each.n)})."
                if each.low is not None and each.high is not None
                else f" (n = {whole(each.n)})."
            )
        )
        for number, each in enumerate(medians, 1)
        if each.estimate is not None
    ]
    return (*found, _chance_finding(chance, metric), _creator_finding(effects, metric))


def _untested(test: MeanDifference) -> str:
    if min(test.n, test.other_n) < MIN_EACH:
        return (
            f" Chưa đủ tuần trọn có số liệu để kiểm định: cần {MIN_EACH} mỗi giai đoạn, đang có "
            f"{test.other_n} và {test.n}."
        )
    return " Mọi tuần trong cùng một giai đoạn bằng nhau, nên không có dao động để kiểm định."


def _chance_finding(chance: Superiority, metric: Metric) -> Finding:
    low, high = chance.low, chance.high
    if not chance.enough or chance.estimate is None or low is None or high is None:
        return Finding(
            f"Chưa đủ dữ liệu để so từng video: cần ít nhất {MIN_SAMPLE} video mỗi giai đoạn, đang "
            f"có {whole(chance.other_n)} và {whole(chance.n)}.",
            "few",
        )
    sure = not low <= 0.5 <= high
    verdict = (
        f"cỡ ảnh hưởng {_size(abs(chance.estimate - 0.5), _CHANCE_SIZES)}"
        if sure
        else "không khác rõ mức may rủi 50 %"
    )
    return Finding(
        f"Lấy ngẫu nhiên mỗi giai đoạn một video, video của giai đoạn 2 có {metric.inside} cao hơn "
        f"trong {percent(chance.estimate)} số lần (khoảng tin cậy 95 %: {percent(low)} đến "
        f"{percent(high)}; Mann–Whitney, {p_words(chance.p)}): {verdict}.",
        "effect" if sure else "fact",
    )


def _creator_finding(effects: Sequence[BinEffect], metric: Metric) -> Finding:
    known = [each for each in effects if each.enough]
    if not known:
        return Finding(
            f"Chưa đủ TikToker đăng ở cả hai giai đoạn để so trong cùng một người (cần ít nhất "
            f"{MIN_CREATORS} người và {MIN_SAMPLE} video).",
            "few",
        )
    (effect,) = known
    words = (
        f"So trong cùng một TikToker có video ở cả hai giai đoạn: {metric.inside} ở giai đoạn 2 "
        f"{effect_words(effect, metric)} so với giai đoạn 1 (n = {whole(effect.n)} video, "
        f"{whole(effect.creators)} TikToker)"
    )
    if not effect.clear:
        return Finding(f"{words}: không khác rõ.")
    return Finding(f"{words}.", "effect", effect_strength(effect, metric))


def change_words(before: float, after: float) -> str:
    """Returns the relative change; a dash where there was nothing before or nothing is known."""
    known = before > 0 and after == after
    return signed_percent(after / before - 1) if known else MISSING


def points_words(before: float, after: float) -> str:
    """Returns the change of a share in points; a dash where one is not known."""
    points = 100 * (after - before)
    if points != points:
        return MISSING
    return f"{'+' if points >= 0 else '−'}{decimal(abs(points), 2)} điểm %"


def p_words(p: float | None) -> str:
    """Returns a p-value as `p = 0,032`; small ones as `p < 0,001`."""
    if p is None:
        return "p chưa biết"
    return "p < 0,001" if p < 0.001 else f"p = {decimal(p, 3)}"


def _size(distance: float, sizes: Sequence[tuple[float, str]]) -> str:
    return next((word for below, word in sizes if distance < below), "lớn")


def _signed(value: float, write: Callable[[float], str]) -> str:
    return f"{'+' if value >= 0 else '−'}{write(abs(value))}"
