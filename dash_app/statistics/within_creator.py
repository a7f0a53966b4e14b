"""What goes with a choice (an hour, a length) among the videos of one and the same creator.

Big creators differ from small ones in everything, their posting hours too. So each video is
compared with the other videos of its creator: the fixed-effects or "within" estimator (Wooldridge
2010, "Econometric Analysis of Cross Section and Panel Data", 10.5).

Both functions work on sums, so that the database scans the videos. Their estimate is
β = Σ d_c / Σ w_c over creators c, the same as least squares with a dummy a creator. The videos of
one creator resemble each other, hence the cluster-robust variance (Cameron & Miller 2015, "A
Practitioner's Guide to Cluster-Robust Inference", II.B, VI)

    G/(G − 1) · Σ (d_c − β w_c)² / (Σ w_c)²

over the G creators that contribute (w_c > 0). The dummies are nested in the clusters and therefore
cost no degree of freedom. Student's t has G* − 1 degrees of freedom: G* = (Σ w_c)² / Σ w_c² says
how many creators of equal weight they amount to. Where few carry the weight, G − 1 would make the
intervals too narrow (Carter, Schnepel & Steigerwald 2017, "Asymptotic Behavior of a t-Test Robust
to Cluster Heterogeneity").
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.statistics.multiple import holm
from dash_app.statistics.sample import MIN_SAMPLE, Floats, floats, known
from dash_app.statistics.student import student_test

Scale = Literal["log", "linear"]
"""log: y is ln(1 + count), effects are per cent of 1 + count. linear: y is a rate between 0 and 1,
effects are percentage points."""

MIN_CREATORS = 5
"""Below this many creators, or where so few carry the weight that they count as fewer, there is no
estimate: the variance between creators cannot be known."""

_ROUNDING = 1e-9
"""An effect and an error below it are what rounding leaves of constant data."""


@dataclass(frozen=True)
class BinEffect:
    """The effect of being in a bin against the creator's videos outside of it.

    Attributes:
        bin: The bin, as in the frame.
        n: Videos in the bin, of creators with videos both in and out of it.
        creators: Those creators.
        estimate: Per cent (log) or percentage points (linear); None with few data.
        low: Lower end of the 95 % interval, in the same unit.
        high: Upper end of the 95 % interval, in the same unit.
        p: Two-sided, against no effect.
        p_adjusted: By Holm over the bins that have enough data.
        enough: False says "few data": below 30 videos or (effectively) five creators, or constant.
    """

    bin: Hashable
    n: int
    creators: int
    estimate: float | None
    low: float | None
    high: float | None
    p: float | None
    p_adjusted: float | None
    enough: bool

    @property
    def clear(self) -> bool:
        """Whether it differs from no effect, also after the correction."""
        return self.enough and self.p_adjusted is not None and self.p_adjusted < 0.05


@dataclass(frozen=True)
class Slope:
    """The change that goes with one unit more of x among the videos of a creator.

    Attributes:
        estimate: Per cent (log) or percentage points (linear) a unit of x; None with few data.
        low: Lower end of the 95 % interval, in the same unit.
        high: Upper end of the 95 % interval, in the same unit.
        p: Two-sided, against no effect.
        n: Videos of creators whose x varies.
        creators: Those creators.
        enough: False says "few data": below 30 videos or (effectively) five creators, or constant.
    """

    estimate: float | None
    low: float | None
    high: float | None
    p: float | None
    n: int
    creators: int
    enough: bool


class _Effects(NamedTuple):
    """An element a coefficient; NaN where `enough` is false."""

    estimate: Floats
    low: Floats
    high: Floats
    p: Floats
    enough: npt.NDArray[np.bool_]


def within_creator_effect(frame: pd.DataFrame, scale: Scale) -> tuple[BinEffect, ...]:
    """Returns the within-creator effect of each bin, in the order of the frame.

    For creator c and bin b, with n_cb videos in the bin out of n_c, S_cb the sum of y in the bin
    and ȳ_c the mean of y over all of the creator's videos:
    d = S_cb − n_cb ȳ_c and w = n_cb (1 − n_cb / n_c).

    Args:
        frame: One row a bin with `bin`; `n`, the videos in the bin of creators with w > 0;
            `creators`, how many those are; and over all creators `sum_d`, `sum_w`, `sum_dd`,
            `sum_dw`, `sum_ww`, the sums of d, w, d², dw, w².
        scale: What y is, see `Scale`.
    """
    if frame.empty:
        return ()
    n, creators = (np.nan_to_num(floats(frame[name])) for name in ("n", "creators"))
    sums = (floats(frame[f"sum_{name}"]) for name in ("d", "w", "dd", "dw", "ww"))
    effects = _effects(n, creators, *sums, scale=scale)
    adjusted = holm(effects.p)
    return tuple(
        BinEffect(
            bin=label,
            n=int(n[row]),
            creators=int(creators[row]),
            estimate=known(effects.estimate[row]),
            low=known(effects.low[row]),
            high=known(effects.high[row]),
            p=known(effects.p[row]),
            p_adjusted=known(adjusted[row]),
            enough=bool(effects.enough[row]),
        )
        for row, label in enumerate(frame["bin"].tolist())
    )


def effect_frame(effects: Sequence[BinEffect], name: Callable[[Any], str]) -> pd.DataFrame:
    """Returns one row an effect: name, estimate, low, high, n, creators, clear.

    Args:
        effects: In the order of the rows.
        name: How a bin is called.
    """
    columns = ("estimate", "low", "high", "n", "creators", "clear")
    values = {column: [getattr(each, column) for each in effects] for column in columns}
    return pd.DataFrame({"name": [name(each.bin) for each in effects], **values})


@np.errstate(all="ignore")
def within_creator_slope(frame: pd.DataFrame, scale: Scale) -> Slope:
    """Returns the within-creator slope of y on a continuous x.

    With the sums of squares and products centred by creator, Sxx = Σx² − (Σx)²/n and
    Sxy = Σxy − Σx Σy / n, it is β = Σ Sxy / Σ Sxx: the estimator above with d = Sxy, w = Sxx.

    Args:
        frame: One row a creator with `n` videos where x and y are known, and their `sum_x`,
            `sum_y`, `sum_xx`, `sum_xy`.
        scale: What y is, see `Scale`.
    """
    if frame.empty:
        return Slope(None, None, None, None, 0, 0, False)
    n, x, y, xx, xy = (floats(frame[name]) for name in ("n", "sum_x", "sum_y", "sum_xx", "sum_xy"))
    w, d = xx - x * x / n, xy - x * y / n
    # A constant x leaves a rounding error of the order of its square.
    varies = (n >= 2) & (w > 1e-12 * xx) & np.isfinite(d)
    n, w, d = n[varies], w[varies], d[varies]
    videos, creators = n.sum(), float(n.size)
    sums = (np.array([part.sum()]) for part in (d, w, d * d, d * w, w * w))
    effect = _effects(np.array([videos]), np.array([creators]), *sums, scale=scale)
    return Slope(
        estimate=known(effect.estimate[0]),
        low=known(effect.low[0]),
        high=known(effect.high[0]),
        p=known(effect.p[0]),
        n=int(videos),
        creators=int(creators),
        enough=bool(effect.enough[0]),
    )


@np.errstate(all="ignore")
def _effects(
    n: Floats,
    creators: Floats,
    d: Floats,
    w: Floats,
    dd: Floats,
    dw: Floats,
    ww: Floats,
    *,
    scale: Scale,
) -> _Effects:
    beta = d / w
    squares = np.maximum(dd - 2 * beta * dw + beta * beta * ww, 0)
    error = np.sqrt(creators / (creators - 1) * squares) / w
    # Equal weights give w²/ww = G. Where one creator outweighs the others, the line runs through
    # that creator, the residuals vanish and the variance above pretends to a false certainty.
    effective = np.minimum(creators, w * w / ww * (1 + _ROUNDING))
    test = student_test(beta, error, effective - 1)
    estimate, low, high = (_in_unit(value, scale) for value in (beta, test.low, test.high))
    enough = (
        (n >= MIN_SAMPLE)
        & (effective >= MIN_CREATORS)
        & (np.maximum(np.abs(beta), error) > _ROUNDING)
        & np.isfinite(estimate + low + high + test.p)
    )
    estimate, low, high, p = (
        np.where(enough, value, np.nan) for value in (estimate, low, high, test.p)
    )
    return _Effects(estimate, low, high, p, enough)


def _in_unit(beta: Floats, scale: Scale) -> Floats:
    return 100 * (np.expm1(beta) if scale == "log" else beta)
