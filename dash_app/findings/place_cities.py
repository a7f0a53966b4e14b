"""How Hà Nội and Hồ Chí Minh stand against the rest of the places."""

from __future__ import annotations

from collections.abc import Sequence

from dash_app.findings.bins import not_enough, within_effect
from dash_app.findings.finding import Finding
from dash_app.findings.places import share_words
from dash_app.metrics import Metric
from dash_app.provinces import HANOI, HCMC
from dash_app.statistics import MIN_SAMPLE, BinEffect, Interval, Superiority, share_interval
from dash_app.words import decimal, percent, whole

CITIES = (HANOI, HCMC)

# Vargha & Delaney (2000): from here on a chance is small, medium, large; mirrored below one half.
_SIZES = ((0.71, "lớn"), (0.64, "vừa"), (0.56, "nhỏ"))


def ratio_of_parts(first: int, second: int) -> Interval:
    """Returns how many times the second number the first one is, with its 95 % interval.

    Both are parts of one sample: the ratio is the odds of the first one's share of the two, and
    its interval that of the share (Wilson).
    """
    share = share_interval(first, first + second)
    estimate, low, high = (_odds(each) for each in (share.estimate, share.low, share.high))
    return Interval(estimate, low, high, first + second, share.enough and high is not None)


def share_findings(hanoi: int, hcmc: int, rest: int) -> tuple[Finding, ...]:
    """Says what the two cities hold of all videos with a place, and which of them more."""
    total = hanoi + hcmc + rest
    if total < MIN_SAMPLE:
        return (not_enough(total, "video biết nơi"),)
    both = share_interval(hanoi + hcmc, total)
    against = ratio_of_parts(hanoi + hcmc, rest)
    times = (
        f": gấp {_ratio_words(against)} mọi nơi khác cộng lại"
        if against.enough and (against.estimate or 0) > 1
        else ""
    )
    found = [Finding(f"{HANOI} và {HCMC} giữ {share_words(both)} số video biết nơi{times}.")]
    first, second, more, less = (
        (HCMC, HANOI, hcmc, hanoi) if hcmc >= hanoi else (HANOI, HCMC, hanoi, hcmc)
    )
    ratio = ratio_of_parts(more, less)
    if ratio.enough and ratio.low is not None:
        verdict = (
            f"{first} có nhiều video hơn {second}, gấp {_ratio_words(ratio)}."
            if ratio.low > 1
            else f"Số video ở {first} và {second} chưa khác hẳn nhau: gấp {_ratio_words(ratio)}."
        )
        found.append(Finding(verdict))
    return tuple(found)


def chance_finding(
    found: Superiority, *, here: str, there: str, metric: Metric
) -> tuple[Finding, ...]:
    """Says how often a video of one place is above one of the other, and how large that is."""
    if not found.enough or found.estimate is None or found.low is None or found.high is None:
        few = min(found.n, found.other_n)
        return (not_enough(few, f"video ở {here if found.n == few else there}"),)
    numbers = (
        f"khoảng tin cậy 95 %: {percent(found.low, 0)} đến {percent(found.high, 0)}; "
        f"Mann–Whitney, {p_words(found.p)}; n = {whole(found.n)} và {whole(found.other_n)}"
    )
    opening = (
        f"Video {here} có {metric.inside} cao hơn video {there} trong {percent(found.estimate, 0)} "
        f"số cặp ({numbers})"
    )
    if found.low <= 0.5 <= found.high:
        return (Finding(f"{opening}: chưa khác hẳn một nửa."),)
    return (Finding(f"{opening}: khác biệt {chance_size(found.estimate)}."),)


def city_effects(effects: Sequence[BinEffect], metric: Metric) -> tuple[Finding, ...]:
    """Says whether creators do better in a city than at other places.

    Args:
        effects: Of all places, corrected together.
        metric: Of the outcome.
    """
    cities = [each for each in effects if each.bin in CITIES and each.enough]
    if not cities or any(each.clear for each in cities):
        return within_effect(cities, name=lambda place: f"quay ở {place}", metric=metric)
    compared = sum(each.enough for each in effects)
    names = " và ".join(str(each.bin) for each in cities)
    return (
        Finding(
            f"So trong cùng một TikToker: video quay ở {names} không khác hẳn video họ quay ở nơi "
            f"khác về {metric.inside} (đã hiệu chỉnh vì so {whole(compared)} nơi)."
        ),
    )


def chance_size(chance: float) -> str:
    """Returns how large a difference a chance speaks of."""
    away = 0.5 + abs(chance - 0.5)
    return next((name for bound, name in _SIZES if away >= bound), "rất nhỏ")


def p_words(p: float | None) -> str:
    """Returns `p = 0,012` or `p < 0,001`."""
    if p is None:
        return "p không tính được"
    return "p < 0,001" if p < 0.001 else f"p = {decimal(p, 3)}"


def _ratio_words(ratio: Interval) -> str:
    return (
        f"{decimal(ratio.estimate, 2)} lần (khoảng tin cậy 95 %: {decimal(ratio.low, 2)} đến "
        f"{decimal(ratio.high, 2)})"
    )


def _odds(share: float | None) -> float | None:
    return None if share is None or share >= 1 else share / (1 - share)
