"""Which of a creator's own videos go beyond its own usual level, by length, time and the like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from dash_app.findings.bins import not_enough
from dash_app.findings.finding import Finding
from dash_app.metrics import Metric
from dash_app.statistics import MIN_SAMPLE, holm, sign_test
from dash_app.words import decimal, percent, whole

LEAST: Final = 10
"""So few videos with a trait are not compared at all."""

# A trait of nearly all videos has nothing to be compared with.
_MOST_SHARE: Final = 0.9
_CLEAR: Final = 0.05
_HINT: Final = 0.65


@dataclass(frozen=True)
class OwnLevel:
    """Videos with a trait against the median of all of their creator's videos.

    Attributes:
        trait: The kind of trait.
        name: How videos with it are called, inside a sentence.
        n: Videos with it that are compared.
        equal: Of these, those at the creator's median exactly: neither above nor below.
        part: Their share of all that are compared.
        above: Share of the others above the creator's median.
        low: Lower end of its 95 % interval.
        high: Upper end.
        times: Their median over the creator's.
        p: Of the sign test, before any correction.
        clear: Whether the share differs from one half after Holm's correction for all groups of
            its kind of trait, with enough videos.
        compared: Groups of its kind of trait.
        hint: Whether it might: too few videos or no clear answer, but most lie on one side.
    """

    trait: str
    name: str
    n: int
    equal: int
    part: float
    above: float
    low: float
    high: float
    times: float
    p: float
    compared: int
    clear: bool
    hint: bool


@dataclass(frozen=True, eq=False)
class Trait:
    """What videos are told apart by.

    Attributes:
        key: Names the kind of trait.
        numbers: Of each video, the number of its name; -1 where it has none.
        names: How videos with it are called, inside a sentence.
    """

    key: str
    numbers: npt.NDArray[np.int64]
    names: Sequence[str]


def own_levels(values: npt.NDArray[np.float64], traits: Sequence[Trait]) -> tuple[OwnLevel, ...]:
    """Returns the traits that enough videos have and enough lack, in the order given.

    Args:
        values: The metric of each video; missing ones are left out.
        traits: Of the same videos.
    """
    known = np.isfinite(values)
    numbers = values[known]
    middle = float(np.median(numbers)) if numbers.size else 0.0
    if middle <= 0:
        return ()
    groups = [
        (trait, number, numbers[codes == number])
        for trait in traits
        for codes in (trait.numbers[known],)
        for number, n in enumerate(np.bincount(codes[codes >= 0], minlength=len(trait.names)))
        if LEAST <= n <= _MOST_SHARE * numbers.size
    ]
    test = sign_test(
        [(own > middle).sum() for *_, own in groups], [(own < middle).sum() for *_, own in groups]
    )
    keys = np.array([trait.key for trait, *_ in groups], dtype=object)
    adjusted, compared = np.ones(len(groups)), np.zeros(len(groups), dtype=np.int64)
    for key in dict.fromkeys(keys):
        adjusted[keys == key] = holm(test.p[keys == key])
        compared[keys == key] = (keys == key).sum()
    clear = (adjusted < _CLEAR) & test.enough
    one_sided = np.abs(test.share - 0.5) >= _HINT - 0.5
    hint = ~clear & (test.p < _CLEAR) & one_sided
    return tuple(
        OwnLevel(
            trait.key,
            trait.names[number],
            own.size,
            int((own == middle).sum()),
            own.size / numbers.size,
            float(test.share[place]),
            float(test.low[place]),
            float(test.high[place]),
            float(np.median(own)) / middle,
            float(test.p[place]),
            int(compared[place]),
            bool(clear[place]),
            bool(hint[place]),
        )
        for place, (trait, number, own) in enumerate(groups)
        # All equal to the median: neither above nor below.
        if np.isfinite(test.share[place])
    )


def level_words(level: OwnLevel, metric: Metric) -> str:
    """Returns how a trait's videos do, with the interval and n."""
    equal = f"; không kể {whole(level.equal)} video bằng đúng trung vị" if level.equal else ""
    return (
        f"{percent(level.above, 0)} trong {whole(level.n - level.equal)} video có {metric.inside} "
        f"vượt trung vị của chính kênh (khoảng tin cậy 95 %: {percent(level.low, 0)}–"
        f"{percent(level.high, 0)}{equal}); trung vị gấp {decimal(level.times, 2)} lần"
    )


def level_findings(
    levels: Sequence[OwnLevel], trait: str, metric: Metric, n: int
) -> tuple[Finding, ...]:
    """Says which videos of a kind of trait lie above or below the creator's own median.

    Args:
        levels: Of all kinds of traits that were compared.
        trait: The kind that is spoken of.
        metric: Of the values.
        n: Videos that could be compared.
    """
    if n < MIN_SAMPLE:
        return (not_enough(n, "video để so với mức thường của chính kênh"),)
    own = [each for each in levels if each.trait == trait]
    if not own:
        return (
            Finding(
                f"Không so được: chưa nhóm nào có từ {LEAST} video, hoặc gần như mọi video cùng "
                "một nhóm.",
                "few",
            ),
        )
    clear = sorted((each for each in own if each.clear), key=lambda each: -each.above)
    if not clear:
        hints = sorted((each for each in own if each.hint), key=lambda each: -abs(each.above - 0.5))
        return (
            Finding(
                "So với trung vị của chính kênh: không nhóm nào khác hẳn một nửa trên, một nửa "
                f"dưới (đã hiệu chỉnh vì so {own[0].compared} nhóm)."
                if own[0].compared > 1
                else f"So với trung vị của chính kênh: chỉ so được {own[0].name}, và không khác "
                "hẳn một nửa trên, một nửa dưới."
            ),
            *(
                Finding(f"Chưa chắc: {each.name}, {level_words(each, metric)}.", "few")
                for each in hints[:1]
            ),
        )
    shown = clear if len(clear) <= 2 else [clear[0], clear[-1]]
    return tuple(
        Finding(
            f"{each.name[:1].upper()}{each.name[1:]}: {level_words(each, metric)}. Đi cùng nhau, "
            "chưa phải nguyên nhân.",
            "effect",
        )
        for each in shown
    )
