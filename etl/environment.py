"""Values that are read from environment variables."""

from __future__ import annotations

import math
from collections.abc import Mapping

from etl.errors import EtlError


def read_number(
    env: Mapping[str, str],
    name: str,
    default: float,
    least: float,
    most: float,
    error: type[EtlError],
) -> float:
    """Returns a number between two bounds; an unset or empty variable gives the default.

    Args:
        env: Of the process.
        name: Of the variable.
        default: Where it is not set.
        least: That it may be.
        most: That it may be.
        error: Is raised with a Vietnamese sentence where the value cannot be used.
    """
    text = env.get(name) or str(default)
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not least <= value <= most:
        raise error(f"{name}={text[:20]!r} không dùng được: cần một số từ {least:g} đến {most:g}.")
    return value
