"""What the documents reckon from a report, apart from words and layout."""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import median

from dash_app.documents.kol_report import Candidate, PlaysRange


def known(value: float | None) -> float | None:
    """Returns a number, or None where there is none or it is not finite."""
    return value if value is not None and math.isfinite(value) else None


def shares_of_score(candidate: Candidate) -> dict[str, float | None]:
    """Returns how many points of the score each part brings; they add up to the score.

    Points are weight × score ÷ the weights of the parts that have a score; None for the others.
    """
    scores = {part.name: known(part.score) for part in candidate.parts}
    weights = sum(part.weight for part in candidate.parts if scores[part.name] is not None)
    return {
        part.name: None if score is None or not weights else part.weight * score / weights
        for part in candidate.parts
        for score in [scores[part.name]]
    }


def part_names(candidates: Iterable[Candidate]) -> list[str]:
    """Returns the names of all parts, in order of first mention."""
    return list(dict.fromkeys(part.name for each in candidates for part in each.parts))


def whole_range(plays: PlaysRange) -> tuple[float, float, float] | None:
    """Returns P25, P50 and P75 where all are known."""
    numbers = [
        number for number in map(known, (plays.p25, plays.p50, plays.p75)) if number is not None
    ]
    return (numbers[0], numbers[1], numbers[2]) if len(numbers) == 3 else None


def own_median(candidate: Candidate) -> float | None:
    """Returns the median of the recent plays."""
    plays = [number for number in candidate.recent_plays if known(number) is not None]
    return median(plays) if plays else None


def significant(value: float, digits: int = 3) -> float:
    """Returns a number rounded to some digits: a forecast says no more."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))
