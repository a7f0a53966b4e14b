"""What counts as a number, and how many of them allow a conclusion."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

MIN_SAMPLE = 30
"""Below this many observations no conclusion is drawn."""

Numbers = Iterable[Any]
"""A list, array or column of numbers; None, NaN and infinities are missing values."""
Floats = npt.NDArray[np.float64]


def floats(values: Numbers) -> Floats:
    """Returns the values as floats of the same length; what is no finite number becomes NaN."""
    column = pd.Series(values if isinstance(values, np.ndarray | pd.Series) else list(values))
    numbers = pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where(np.isfinite(numbers), numbers, np.nan)


def present(values: Numbers) -> Floats:
    """Returns the finite numbers among the values."""
    numbers = floats(values)
    return numbers[~np.isnan(numbers)]


def is_constant(numbers: Floats) -> bool:
    """Returns whether the numbers show no difference at all (also of none or one)."""
    return bool(numbers.size < 2 or (numbers == numbers[0]).all())


def known(number: float | np.floating[Any] | Floats) -> float | None:
    """Returns a plain float, or None for NaN and infinities."""
    return float(number) if np.isfinite(number) else None
