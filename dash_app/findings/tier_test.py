"""Whether the follower tiers differ in a measure, by how much, and which: tests said in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from dash_app.findings.bins import not_enough
from dash_app.findings.finding import Finding
from dash_app.statistics import (
    MIN_GROUP,
    GroupDifference,
    PairDifference,
    Superiority,
    dunn_by_group,
    kruskal_by_group,
    superiority_interval,
)
from dash_app.statistics.sample import Numbers, present
from dash_app.words import TIERS, decimal, percent, whole

CLEAR: Final = 0.05
# From this share of the variance of ranks on: Cohen's bounds for η² (1988), here on ranks.
_SIZES: Final = ((0.14, "nhiều"), (0.06, "vừa"), (0.01, "ít"))
_VERDICTS: Final = {
    "nhiều": "Khác nhau rõ, và khác nhiều",
    "vừa": "Khác nhau rõ, ở mức vừa",
    "ít": "Khác nhau rõ, nhưng ít",
    "rất ít": "Khác nhau rõ, nhưng rất ít",
}
# From this distance of the chance to 1/2 on: the bounds of Vargha & Delaney (2000).
_CHANCES: Final = ((0.21, "cao hơn hẳn"), (0.14, "thường cao hơn"), (0.06, "nhỉnh hơn"))


@dataclass(frozen=True)
class TierPair:
    """Two tiers against each other.

    Attributes:
        lower: The code of the tier with fewer followers.
        higher: The code of the other.
        dunn: Dunn's test; positive where the higher tier tends to higher values.
        chance: That a creator of the higher tier is above one of the lower.
    """

    lower: str
    higher: str
    dunn: PairDifference
    chance: Superiority

    @property
    def is_clear(self) -> bool:
        """Whether the two differ after the correction for all pairs."""
        return self.dunn.enough and self.dunn.p_adjusted < CLEAR


@dataclass(frozen=True)
class TierTest:
    """One measure compared between the tiers; a creator counts once.

    Attributes:
        medians: By tier code; None where no creator has a number.
        sizes: Creators with a number, by tier code.
        difference: Of all tiers with at least five creators.
        pairs: Of these tiers, from the lowest up.
    """

    medians: Mapping[str, float | None]
    sizes: Mapping[str, int]
    difference: GroupDifference
    pairs: tuple[TierPair, ...]

    @property
    def n(self) -> int:
        """Creators with a number and a tier."""
        return sum(self.sizes.values())

    @property
    def is_clear(self) -> bool:
        """Whether the tiers differ beyond chance."""
        p = self.difference.p
        return self.difference.enough and p is not None and p < CLEAR

    def pair(self, one: str, other: str) -> TierPair | None:
        """Returns the comparison of two tiers, in any order; None where there is none."""
        return next(
            (each for each in self.pairs if {each.lower, each.higher} == {one, other}), None
        )


def compare_tiers(groups: Mapping[str, Numbers]) -> TierTest:
    """Returns the comparison.

    Args:
        groups: One number a creator, by tier code, in rising order of the tiers.
    """
    values = {code: present(numbers) for code, numbers in groups.items()}
    return TierTest(
        medians={
            code: float(np.median(numbers)) if numbers.size else None
            for code, numbers in values.items()
        },
        sizes={code: int(numbers.size) for code, numbers in values.items()},
        difference=kruskal_by_group(values),
        pairs=tuple(
            TierPair(
                each.first,
                each.second,
                each,
                superiority_interval(values[each.second], values[each.first]),
            )
            for each in dunn_by_group(values)
        ),
    )


def tier_inside(code: str) -> str:
    """Returns `nhóm cao`: a tier's name inside a sentence."""
    return TIERS[code][:1].lower() + TIERS[code][1:]


def p_words(p: float | None) -> str:
    """Returns `p = 0,003`, or `p < 0,001`."""
    if p is not None and p < 0.001:
        return "p < 0,001"
    return f"p = {decimal(p, 3 if p is not None and p < 0.1 else 2)}"


def size_words(epsilon_squared: float | None) -> str:
    """Returns how much tiers differ: `nhiều`, `vừa`, `ít` or `rất ít`."""
    share = epsilon_squared or 0.0
    return next((words for least, words in _SIZES if share >= least), "rất ít")


def chance_words(chance: float | None) -> str:
    """Returns how far the side that is more often above stands above the other."""
    distance = abs((0.5 if chance is None else chance) - 0.5) + 1e-9
    return next((words for least, words in _CHANCES if distance >= least), "gần như ngang nhau")


def verdict(test: TierTest) -> str:
    """Returns the result of the test in a few words."""
    if test.difference.h is None or not test.difference.enough:
        return "Chưa đủ dữ liệu"
    if not test.is_clear:
        return "Chưa thấy khác biệt rõ"
    return _VERDICTS[size_words(test.difference.epsilon_squared)]


def reading(pair: TierPair) -> str:
    """Returns what a pair says: who is above whom, or that it cannot be told."""
    if not pair.is_clear:
        return "chưa phân biệt được"
    words, winner = chance_words(pair.chance.estimate), winner_of(pair)
    return words if words == "gần như ngang nhau" else f"{tier_inside(winner)} {words}"


def winner_of(pair: TierPair) -> str:
    """Returns the code of the tier whose creators are more often above."""
    return pair.higher if (pair.chance.estimate or 0) >= 0.5 else pair.lower


def winning_chance(pair: TierPair) -> tuple[float | None, float | None, float | None]:
    """Returns the chance of the tier that is more often above, and its 95 % interval."""
    chance = pair.chance
    if winner_of(pair) == pair.higher or chance.estimate is None:
        return chance.estimate, chance.low, chance.high
    if chance.low is None or chance.high is None:
        return 1 - chance.estimate, None, None
    return 1 - chance.estimate, 1 - chance.high, 1 - chance.low


def difference_findings(test: TierTest, measure: str) -> tuple[Finding, ...]:
    """Says whether the tiers differ, by how much and which, without claiming a cause.

    Args:
        test: The comparison.
        measure: What is compared, inside a sentence.
    """
    few = _too_few(test)
    if few:
        return (few,)
    difference = test.difference
    n = f"n = {whole(difference.n)} TikToker trong {difference.groups} nhóm"
    if not test.is_clear:
        return (
            Finding(
                f"Chưa thấy khác biệt rõ về {measure} ({p_words(difference.p)}, {n}). "
                f"Nếu các nhóm vốn như nhau, {_as_often(difference.p)} vẫn gặp chênh lệch cỡ này; "
                "nhưng chưa thấy khác không có nghĩa là giống nhau."
            ),
        )
    share = difference.epsilon_squared or 0.0
    return (
        Finding(
            f"Khó là ngẫu nhiên ({p_words(difference.p)}, {n}): nếu các nhóm vốn như nhau về "
            f"{measure}, {_as_often(difference.p)} mới gặp chênh lệch cỡ này.",
            "effect",
        ),
        Finding(
            f"Khác {size_words(share)}: nhóm người theo dõi đi cùng {percent(share, 0)} chênh lệch "
            f"về thứ hạng (ε² = {decimal(share, 2)}); phần còn lại là khác nhau giữa các TikToker "
            "trong cùng một nhóm.",
            "effect",
        ),
        *_pair_findings(test, measure),
        Finding(
            "Đi cùng nhau, chưa phải nguyên nhân: kênh lớn còn khác kênh nhỏ ở tuổi kênh, chủ đề "
            "và cách đăng."
        ),
    )


def _too_few(test: TierTest) -> Finding | None:
    difference = test.difference
    if difference.groups < 2:
        return Finding(
            f"Không có gì để so: cần ít nhất hai nhóm có từ {MIN_GROUP} TikToker, góc nhìn này có "
            f"{difference.groups}.",
            "few",
        )
    if difference.h is None:
        return Finding("Mọi TikToker có cùng một giá trị: không có gì khác nhau để so.", "few")
    return None if difference.enough else not_enough(difference.n, "TikToker")


def _pair_findings(test: TierTest, measure: str) -> list[Finding]:
    clear = [each for each in test.pairs if each.is_clear]
    unclear = [
        f"{tier_inside(each.higher)} và {tier_inside(each.lower)}"
        for each in test.pairs
        if not each.is_clear
    ]
    found = [_pair_finding(each, measure) for each in sorted(clear, key=_distance, reverse=True)]
    if unclear:
        found.append(Finding(f"Chưa phân biệt được: {'; '.join(unclear)}."))
    return found


def _pair_finding(pair: TierPair, measure: str) -> Finding:
    winner = winner_of(pair)
    loser = pair.lower if winner == pair.higher else pair.higher
    chance, low, high = winning_chance(pair)
    return Finding(
        f"Lấy ngẫu nhiên một TikToker {tier_inside(winner)} và một TikToker {tier_inside(loser)}: "
        f"{percent(chance, 0)} khả năng người {tier_inside(winner)} có {measure} cao hơn (khoảng "
        f"tin cậy 95 %: {percent(low, 0)} đến {percent(high, 0)}; {p_words(pair.dunn.p_adjusted)} "
        f"sau hiệu chỉnh Holm): {chance_words(chance)}.",
        "effect",
        _strength(low),
    )


def _strength(low: float | None) -> float:
    """Returns the log odds of the nearer bound; the chance of the winner is at least 1/2."""
    if low is None or not 0.5 < low < 1:
        return 0.0
    return math.log(low / (1 - low))


def _distance(pair: TierPair) -> float:
    return abs((pair.chance.estimate or 0.5) - 0.5)


def _as_often(p: float | None) -> str:
    """Returns how often chance alone does it, as a number of times that one can picture."""
    share = p or 0.0
    if share < 0.001:
        return "chưa tới 1 trong 1.000 lần"
    if share < 0.1:
        return f"khoảng {whole(share * 1000)} trong 1.000 lần"
    return f"khoảng {whole(share * 100)} trong 100 lần"
