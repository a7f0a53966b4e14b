"""What a comparison of creators says: who is ahead, who cannot be told apart, where each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.findings.bins import not_enough, number_words, value_words
from dash_app.findings.finding import Finding
from dash_app.metrics import Metric
from dash_app.statistics import MIN_SAMPLE, GroupDifference, Lead
from dash_app.words import decimal, percent, signed_percent, whole

_MOST_NAMED: Final = 5
_CLEAR: Final = 0.05
_HIGHEST: Final = 99.5
"""Percentile from which on one stands above all, in whole per cent."""
_HALF_YEAR: Final = 6
_LEAST_MONTHS: Final = 3


@dataclass(frozen=True)
class Standing:
    """Where one creator stands in its tier.

    Attributes:
        name: With @.
        tier: Its name; empty where it is not known.
        n: Its videos in view.
        of_tier: Creators of the tier behind the percentiles.
        ranks: Percentile (0 to 100) by measure, named as inside a sentence; None where unknown.
    """

    name: str
    tier: str
    n: int
    of_tier: int
    ranks: Mapping[str, float | None]


@dataclass(frozen=True)
class Duel:
    """One creator against another that is not higher, on all pairs of their videos.

    Attributes:
        first: Name of the one, with @.
        second: Name of the other.
        chance: That a video of the first is above one of the second, 0 to 1.
        low: Of its interval.
        high: Of its interval.
        p_adjusted: Corrected for looking at all pairs; None where it is not compared.
        n: Videos of the first.
        other_n: Videos of the second.
        enough: Whether a conclusion may be drawn.
    """

    first: str
    second: str
    chance: float
    low: float
    high: float
    p_adjusted: float | None
    n: int
    other_n: int
    enough: bool

    @property
    def is_clear(self) -> bool:
        """Whether one is above the other beyond doubt."""
        return self.enough and self.p_adjusted is not None and self.p_adjusted < _CLEAR


def lead_findings(leads: Sequence[tuple[str, Lead]], names: Sequence[str]) -> tuple[Finding, ...]:
    """Says who leads in what, and in what nobody does.

    Args:
        leads: Measures, named as inside a sentence, and who leads in each.
        names: The creators, in the order of the leads' places.
    """
    compared = [(measure, found) for measure, found in leads if found.first is not None]
    if not compared:
        return (
            Finding(
                f"Chưa đủ dữ liệu để xếp ai hơn ai: cần ít nhất hai người có {MIN_SAMPLE} video.",
                "few",
            ),
        )
    found = []
    for place, name in enumerate(names):
        won = [measure for measure, lead in compared if lead.is_clear and lead.first == place]
        if won:
            found.append(Finding(f"{name} dẫn đầu rõ ở {_listed(won)}."))
    level = [measure for measure, lead in compared if not lead.is_clear]
    if level:
        found.append(
            Finding(f"Không ai hơn hẳn ở {_listed(level)}: khoảng tin cậy chồng lên nhau.")
        )
    return tuple(found)


def place_findings(standings: Sequence[Standing]) -> tuple[Finding, ...]:
    """Says what each is best and worst at among creators of its size."""
    found = []
    for each in standings:
        ranks = {measure: rank for measure, rank in each.ranks.items() if rank is not None}
        if not each.tier:
            found.append(
                Finding(f"{each.name}: chưa rõ người theo dõi nên không có nhóm để so.", "few")
            )
        elif not ranks:
            few = f"chỉ có {whole(each.n)} video, quá ít" if each.n else "không có video nào"
            found.append(Finding(f"{each.name}: {few} để so với nhóm.", "few"))
        else:
            best, worst = max(ranks, key=lambda m: ranks[m]), min(ranks, key=lambda m: ranks[m])
            weakest = (
                f"; yếu nhất ở {worst} ({place_words(ranks[worst], each.tier)})"
                if best != worst
                else ""
            )
            found.append(
                Finding(
                    f"{each.name}: mạnh nhất ở {best} ({place_words(ranks[best], each.tier)})"
                    f"{weakest}."
                )
            )
    small = {
        each.tier: each.of_tier for each in standings if each.tier and 0 < each.of_tier < MIN_SAMPLE
    }
    if small:
        sizes = _listed([f"{_inside(tier)} có {whole(n)} TikToker" for tier, n in small.items()])
        found.append(Finding(f"Nhóm còn nhỏ, bách phân vị chỉ để tham khảo: {sizes}.", "few"))
    return tuple(found)


def engagement_findings(
    leads: Sequence[tuple[str, Lead]], names: Sequence[str]
) -> tuple[Finding, ...]:
    """Says whose viewers like, comment, share or save more; see `lead_findings`."""
    if all(found.first is None for _, found in leads):
        return (Finding("Chưa đủ video để so từng phần của tương tác.", "few"),)
    return lead_findings(leads, names)


def duel_findings(
    duels: Sequence[Duel], difference: GroupDifference, measure: str
) -> tuple[Finding, ...]:
    """Says whether the creators' videos differ at all, and who is above whom.

    Args:
        duels: Every pair, both with videos; the higher one is the first.
        difference: Of all of them together.
        measure: Named as inside a sentence.
    """
    fit = [each for each in duels if each.enough]
    if not fit:
        least = min((min(each.n, each.other_n) for each in duels), default=0)
        return (not_enough(least, "video của một người"),)
    found = []
    if difference.p is not None and difference.enough:
        p = "p < 0,001" if difference.p < 0.001 else f"p = {decimal(difference.p, 3)}"
        differs = "khác nhau rõ" if difference.p < _CLEAR else "chưa khác nhau rõ"
        found.append(
            Finding(
                f"{measure[:1].upper()}{measure[1:]} của những người này {differs} "
                f"(Kruskal–Wallis, {p}; ai là người đăng đi cùng "
                f"{percent(difference.epsilon_squared, 0)} chênh lệch thứ hạng, "
                f"n = {whole(difference.n)} video)."
            )
        )
    clear = sorted((each for each in fit if each.is_clear), key=lambda each: -each.chance)
    found += [
        Finding(
            f"Lấy ngẫu nhiên mỗi người một video, video của {each.first} vượt video của "
            f"{each.second} trong {percent(each.chance, 0)} số lần (khoảng tin cậy 95 %: "
            f"{percent(each.low, 0)} đến {percent(each.high, 0)}; n = {whole(each.n)} và "
            f"{whole(each.other_n)})."
        )
        for each in clear[:2]
    ]
    unclear = [f"{each.first} với {each.second}" for each in fit if not each.is_clear]
    if unclear:
        found.append(Finding(f"Chưa phân được hơn kém: {_listed(unclear)}."))
    if len(fit) < len(duels):
        found.append(Finding(f"Cặp có người dưới {MIN_SAMPLE} video không được kết luận.", "few"))
    return tuple(found)


def spread_findings(frame: pd.DataFrame, metric: Metric) -> tuple[Finding, ...]:
    """Says where the middle half of each creator's videos lies, and whose middle is highest.

    Args:
        frame: Columns n, p25, p50, p75; the index names the creators.
        metric: Of the values.
    """
    fit = [
        Finding(
            f"{name}: một nửa số video đạt từ {number_words(p25, metric)} đến "
            f"{number_words(p75, metric)}, trung vị {value_words(p50, metric)} (n = {whole(n)})."
        )
        for name, n, p25, p50, p75 in frame[["n", "p25", "p50", "p75"]].itertuples(name=None)
        if n >= MIN_SAMPLE
    ]
    return tuple(fit) or (
        not_enough(int(frame["n"].max()) if len(frame) else 0, "video của một người"),
    )


def month_findings(
    months: Mapping[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]],
    metric: Metric,
    least: int,
) -> tuple[Finding, ...]:
    """Says how the newest half year of each compares with the half year before it.

    Args:
        months: Of each creator the months, as running numbers, and their medians; only those on
            `least` videos or more.
        metric: Of the values.
        least: As above.
    """
    found = []
    for name, (numbers, values) in months.items():
        ages = numbers.max(initial=0) - numbers
        later = values[ages < _HALF_YEAR]
        before = values[(ages >= _HALF_YEAR) & (ages < 2 * _HALF_YEAR)]
        if min(len(later), len(before)) < _LEAST_MONTHS:
            continue
        middle, earlier = float(np.median(later)), float(np.median(before))
        change = f" ({signed_percent(middle / earlier - 1)})" if earlier > 0 else ""
        found.append(
            Finding(
                f"{name}: tháng điển hình trong {_HALF_YEAR} tháng gần nhất đạt "
                f"{value_words(middle, metric)}, trong {_HALF_YEAR} tháng trước đó "
                f"{number_words(earlier, metric)}{change}."
            )
        )
    if not found:
        return (
            Finding(
                f"Chưa đủ tháng để nói xu hướng: cần ít nhất {_LEAST_MONTHS} tháng có {least} "
                "video trong mỗi nửa năm.",
                "few",
            ),
        )
    return tuple(found)


def place_words(rank: float, tier: str) -> str:
    """Returns a percentile (0 to 100) within a tier in words."""
    if rank >= _HIGHEST:
        return f"cao nhất {_inside(tier)}"
    if rank <= 100 - _HIGHEST:
        return f"thấp nhất {_inside(tier)}"
    return f"hơn {percent(rank / 100, 0)} {_inside(tier)}"


def _listed(names: Sequence[str]) -> str:
    """Returns some names with commas; what is more than a sentence holds is counted."""
    if len(names) <= _MOST_NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:_MOST_NAMED])} và {whole(len(names) - _MOST_NAMED)} mục khác"


def _inside(tier: str) -> str:
    return tier[:1].lower() + tier[1:]
