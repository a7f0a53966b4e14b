"""What the spread of a measure over creators says: which way it leans, and what to go by."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dash_app.findings.bins import not_enough, number_words, value_words
from dash_app.findings.finding import Finding
from dash_app.metrics import Metric
from dash_app.statistics import Distribution, held_by_largest
from dash_app.words import decimal, percent, whole

# Bulmer 1979, "Principles of Statistics": up to one half nearly symmetric, above one highly skewed.
EVEN: Final = 0.5
STRONG: Final = 1.0
_NEAR: Final = 0.1
_FEW_LARGEST: Final = 20


def spread_findings(
    spread: Distribution, values: pd.Series, measure: Metric
) -> tuple[Finding, ...]:
    """Says how a measure leans, why, what number to go by, and where the middle half lies.

    Args:
        spread: Of `values`.
        values: One number a creator; some may be missing.
        measure: What they are.
    """
    found: list[Finding] = []
    if not spread.enough:
        found.append(not_enough(spread.n, "TikToker"))
    elif spread.skewness.estimate is None:
        found.append(
            Finding(f"Cả {whole(spread.n)} TikToker cùng có {value_words(spread.mean, measure)}.")
        )
    else:
        lower, upper = spread.quantiles[1], spread.quantiles[3]
        found += [
            Finding(f"{_shape(spread, values, measure)} {_advice(spread, measure)}"),
            Finding(
                f"Một nửa TikToker có từ {number_words(lower, measure)} đến "
                f"{value_words(upper, measure)} (n = {whole(spread.n)})."
            ),
        ]
    missing = int(values.isna().sum())
    if missing:
        found.append(
            Finding(f"{whole(missing)} TikToker không có số này nên không được tính.", "few")
        )
    if spread.undrawn:
        found.append(
            Finding(
                f"{whole(spread.undrawn)} TikToker có số bằng 0: được tính nhưng không vẽ được "
                "trên thang log.",
                "few",
            )
        )
    return tuple(found)


def skew_words(estimate: float) -> str:
    """Returns `lệch phải mạnh`, for a skewness."""
    size = abs(estimate)
    if size < EVEN:
        return "gần cân đối"
    side = "phải" if estimate > 0 else "trái"
    return f"lệch {side} {'mạnh' if size > STRONG else 'vừa'}"


def times_words(mean: float, median: float, measure: Metric) -> str:
    """Returns how the mean of a measure lies to its median."""
    high, low = number_words(mean, measure), number_words(median, measure)
    if not median > 0:
        return f"trung bình {high}, trung vị {low}"
    ratio = mean / median
    if abs(ratio - 1) < _NEAR:
        return f"trung bình {high} gần bằng trung vị {low}"
    verb = "gấp" if ratio > 1 else "chỉ bằng"
    return f"trung bình {high} {verb} {decimal(ratio, 1 if ratio > 1 else 2)} lần trung vị {low}"


def _shape(spread: Distribution, values: pd.Series, measure: Metric) -> str:
    estimate = spread.skewness.estimate or 0.0
    words = skew_words(estimate)
    between = times_words(spread.mean, spread.median, measure)
    reason = "" if abs(estimate) <= EVEN else f", {_reason(spread, values, measure)}"
    return f"{words[:1].upper()}{words[1:]} (hệ số lệch {decimal(estimate)}): {between}{reason}."


def _reason(spread: Distribution, values: pd.Series, measure: Metric) -> str:
    """Says which creators make it lean, and that they move the mean where they do."""
    to_right = (spread.skewness.estimate or 0.0) > 0
    joined = "vì" if _moved(spread, to_right) else "dù"
    if not to_right:
        return f"{joined} một số TikToker rất thấp"
    if measure.is_rate:
        return f"{joined} một số TikToker rất cao"
    # A twentieth, and at least one.
    most = max(1, spread.n // _FEW_LARGEST)
    held = percent(held_by_largest(values, most), 0)
    return f"{joined} vài TikToker rất lớn ({whole(most)} người lớn nhất chiếm {held} tổng)"


def _moved(spread: Distribution, to_right: bool) -> bool:
    if not spread.median > 0:
        return True
    ratio = spread.mean / spread.median
    return ratio >= 1 + _NEAR if to_right else ratio <= 1 - _NEAR


def _advice(spread: Distribution, measure: Metric) -> str:
    estimate, logs = spread.skewness.estimate or 0.0, spread.log_skewness
    if abs(estimate) <= EVEN:
        return "Trung bình và trung vị đều dùng được."
    advice = "Nói về một TikToker điển hình thì dùng trung vị"
    if measure.is_rate or logs.estimate is None or abs(logs.estimate) > EVEN:
        return f"{advice}."
    return (
        f"{advice}; so hai người thì so theo số lần, vì trên thang log phân bố này gần cân đối "
        f"(hệ số lệch {decimal(logs.estimate)})."
    )
