"""What the comparison of follower tiers says besides its test."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dash_app.findings.bins import not_enough
from dash_app.findings.finding import Finding
from dash_app.findings.tier_test import CLEAR, p_words, size_words, tier_inside
from dash_app.statistics import (
    MIN_GROUP,
    MIN_SAMPLE,
    GroupDifference,
    Interval,
    LogLine,
)
from dash_app.statistics.sample import Floats
from dash_app.words import decimal, percent, signed_percent, whole

CIRCULAR: Final = Finding(
    "Cẩn thận khi đọc: chỉ số này chia cho người theo dõi, mà nhóm cũng chia theo người theo dõi, "
    "nên kênh càng lớn thì nó càng thấp ngay từ cách tính. Muốn so công bằng, hãy chọn tỷ lệ tương "
    "tác trên lượt xem.",
    "few",
)
TOTALS: Final = Finding(
    "Cẩn thận khi đọc: tổng lớn trước hết vì thu thập được nhiều video. Muốn so kết quả mỗi video, "
    "hãy chọn trung vị hoặc trung bình.",
    "few",
)
_WORTH_SAYING: Final = 1.15
# Cohen's bounds for correlations (1988).
_STRENGTHS: Final = ((0.5, "mạnh"), (0.3, "vừa"), (0.1, "yếu"))


@dataclass(frozen=True)
class MeasureDifference:
    """One measure of the comparison table.

    Attributes:
        inside: Its name inside a sentence.
        medians: Written out, by tier code.
        difference: Its test across the tiers.
        p_adjusted: By Holm over the measures of the table; None where there is no test.
    """

    inside: str
    medians: Mapping[str, str]
    difference: GroupDifference
    p_adjusted: float | None

    @property
    def is_clear(self) -> bool:
        """Whether the tiers differ in it after the correction."""
        p = self.p_adjusted
        return self.difference.enough and p is not None and p < CLEAR


def comparison_findings(
    measures: Sequence[MeasureDifference], *, n: int, no_tier: int, without: int, least: int
) -> tuple[Finding, ...]:
    """Says in what the tiers differ most, in what they do not, and who is not in the table.

    Args:
        measures: Those that are tested.
        n: Creators with a tier.
        no_tier: Creators whose followers are not known.
        without: Creators with a tier and fewer videos in view than asked for.
        least: So many are asked for.
    """
    found: list[Finding] = []
    if not any(each.difference.enough for each in measures):
        found.append(
            not_enough(n, "TikToker")
            if n < MIN_SAMPLE
            else Finding("Chưa đủ dữ liệu: dưới hai nhóm có đủ TikToker để so.", "few")
        )
    else:
        found += _differences(measures)
    if without:
        videos = "không có video nào" if least == 1 else f"có dưới {least} video"
        found.append(
            Finding(
                f"{whole(without)} TikToker {videos} trong góc nhìn này: chỉ tính vào số TikToker "
                "và người theo dõi."
            )
        )
    if no_tier:
        found.append(
            Finding(
                f"{whole(no_tier)} TikToker không rõ số người theo dõi nên không thuộc nhóm nào và "
                "không nằm trong bảng.",
                "few",
            )
        )
    return tuple(found)


def _differences(measures: Sequence[MeasureDifference]) -> list[Finding]:
    clear = sorted(
        (each for each in measures if each.is_clear),
        key=lambda each: each.difference.epsilon_squared or 0,
        reverse=True,
    )
    unclear = [each.inside for each in measures if each.difference.enough and not each.is_clear]
    found = [
        Finding(
            f"Khác nhau {'rõ nhất' if not rank else 'rõ tiếp theo'}: {each.inside} (khác "
            f"{size_words(each.difference.epsilon_squared)}, ε² = "
            f"{decimal(each.difference.epsilon_squared, 2)}, n = {whole(each.difference.n)}). "
            "TikToker đứng giữa mỗi nhóm: "
            + ", ".join(f"{tier_inside(code)} {text}" for code, text in each.medians.items())
            + ".",
            "effect",
        )
        for rank, each in enumerate(clear[:2])
    ]
    if unclear:
        words = f"Chưa thấy khác rõ: {', '.join(unclear)}."
        found.append(Finding(words if found else "Chưa thấy khác rõ ở chỉ số nào trong bảng."))
    return found


def overlap_findings(
    groups: Mapping[str, Floats], inside: str, write: Callable[[float | None], str]
) -> tuple[Finding, ...]:
    """Says how many creators of the lowest tier are above the middle of the highest.

    Args:
        groups: One number a creator, by tier code in rising order.
        inside: What the number is, inside a sentence.
        write: How it is written.
    """
    n = sum(values.size for values in groups.values())
    if n < MIN_SAMPLE:
        return (not_enough(n, "TikToker"),)
    known = [code for code, values in groups.items() if values.size >= MIN_GROUP]
    if len(known) < 2:
        return (Finding("Chỉ một nhóm có đủ TikToker: không có gì để so.", "few"),)
    low, high = known[0], known[-1]
    middle = float(np.median(groups[high]))
    above = int((groups[low] > middle).sum())
    size = groups[low].size
    widest = max(known, key=lambda code: _spread(groups[code]))
    quarter, rest = np.quantile(groups[widest], (0.25, 0.75))
    return (
        Finding(
            f"Các nhóm chồng lên nhau: {whole(above)} trong {whole(size)} TikToker "
            f"{tier_inside(low)} ({percent(above / size, 0)}) có {inside} cao hơn người đứng giữa "
            f"{tier_inside(high)} ({write(middle)})."
        ),
        Finding(
            f"Chênh lệch lớn nhất trong nội bộ là ở {tier_inside(widest)}: nửa giữa trải từ "
            f"{write(quarter)} đến {write(rest)}."
        ),
    )


def _spread(values: Floats) -> float:
    """Returns how many times the first quartile the third is."""
    low, high = np.quantile(values, (0.25, 0.75))
    return float(high / low) if low > 0 else 0.0


def interval_findings(
    intervals: Mapping[str, Interval], inside: str, write: Callable[[float | None], str]
) -> tuple[Finding, ...]:
    """Says where the middle creator is highest and lowest, with the intervals.

    Args:
        intervals: Of the medians, by tier code.
        inside: What the number of a creator is, inside a sentence.
        write: How it is written.
    """
    n = sum(each.n for each in intervals.values())
    if n < MIN_SAMPLE:
        return (not_enough(n, "TikToker"),)
    fit = {
        code: each.estimate
        for code, each in intervals.items()
        if each.n >= MIN_GROUP and each.estimate is not None
    }
    if not fit:
        return (not_enough(max(each.n for each in intervals.values()), "TikToker trong một nhóm"),)
    best, worst = max(fit, key=lambda code: fit[code]), min(fit, key=lambda code: fit[code])
    words = "Cao nhất" if len(fit) > 1 else "Nhóm duy nhất có đủ TikToker"
    found = [_interval_finding(words, best, intervals[best], inside, write)]
    if worst != best:
        found.append(_interval_finding("Thấp nhất", worst, intervals[worst], inside, write))
        times = fit[best] / fit[worst] if fit[worst] > 0 else 0.0
        if times >= _WORTH_SAYING:
            found[-1] = Finding(f"{found[-1].text[:-1]}: kém {decimal(times, 1)} lần.")
    few = [tier_inside(code) for code, each in intervals.items() if each.n < MIN_GROUP]
    if few:
        words = f"Có dưới {MIN_GROUP} TikToker nên chưa so được: {', '.join(few)}."
        found.append(Finding(words, "few"))
    return tuple(found)


def _interval_finding(
    words: str,
    code: str,
    interval: Interval,
    inside: str,
    write: Callable[[float | None], str],
) -> Finding:
    known = interval.low is not None
    bounds = f"khoảng tin cậy 95 %: {write(interval.low)} đến {write(interval.high)}, " * known
    return Finding(
        f"{words}: {tier_inside(code)}, TikToker đứng giữa có {inside} {write(interval.estimate)} "
        f"({bounds}n = {whole(interval.n)})."
    )


def line_findings(
    line: LogLine, p_adjusted: float | None, *, tier: str, count: str, inside: str, left: int
) -> tuple[Finding, ...]:
    """Says how the metric goes with the number of videos within a tier.

    Args:
        line: Through the logarithms of both.
        p_adjusted: Of its exponent, by Holm over the tiers.
        tier: Its code.
        count: What is counted, inside a sentence.
        inside: What the number of a creator is, inside a sentence.
        left: Creators whose numbers have no logarithm.
    """
    found: list[Finding] = []
    if not line.n and not left:
        found.append(Finding(f"Không có TikToker {tier_inside(tier)} nào có số để so.", "few"))
    elif line.n < MIN_SAMPLE:
        found.append(not_enough(line.n, f"TikToker {tier_inside(tier)}"))
    elif line.exponent is None or p_adjusted is None:
        found.append(Finding("Mọi TikToker có cùng một giá trị: không có đường nào để vẽ.", "few"))
    else:
        found.append(_line_finding(line, p_adjusted, count, inside))
    if left:
        found.append(
            Finding(f"{whole(left)} TikToker có số 0 hoặc thiếu số, không vẽ được trên thang log.")
        )
    return tuple(found)


def _line_finding(line: LogLine, p_adjusted: float, count: str, inside: str) -> Finding:
    r = line.correlation
    numbers = (
        f"r = {decimal(r.estimate, 2)} (khoảng tin cậy 95 %: {decimal(r.low, 2)} đến "
        f"{decimal(r.high, 2)}), {p_words(p_adjusted)} sau hiệu chỉnh Holm, n = {whole(line.n)}"
    )
    if p_adjusted >= CLEAR:
        return Finding(f"Chưa thấy liên hệ rõ giữa {count} và {inside}: {numbers}.")
    change, low, high = (
        signed_percent(doubling(each)) for each in (line.exponent, line.low, line.high)
    )
    return Finding(
        f"Gấp đôi {count} đi cùng {inside} {change} (khoảng tin cậy 95 %: {low} đến {high}). Liên "
        f"hệ {correlation_words(r.estimate)}: {numbers}.",
        "effect",
        min(abs(each or 0) for each in (line.low, line.high)) * math.log(2),
    )


def doubling(exponent: float | None) -> float:
    """Returns the change of y, as a share, that goes with twice as much of x."""
    return float(2 ** (exponent or 0.0)) - 1


def correlation_words(r: float | None) -> str:
    """Returns how strong a correlation is: `mạnh`, `vừa`, `yếu` or `rất yếu`."""
    return next((words for least, words in _STRENGTHS if abs(r or 0) >= least), "rất yếu")
