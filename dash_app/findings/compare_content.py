"""What a comparison of content says: subjects, hashtags, sound and signs of advertising."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from dash_app.findings.bins import highest_row
from dash_app.findings.finding import Finding
from dash_app.words import percent, whole

LEAST_LABELLED: Final = 10
"""Below so many videos with any label of a group no share of its labels is shown."""
_LEAST_TAGS: Final = 10
_ALIKE: Final = 0.3
_APART: Final = 0.1


@dataclass(frozen=True)
class Overlap:
    """The hashtags of two creators.

    Attributes:
        first: With @.
        second: With @.
        both: Tags that both use.
        first_n: Tags of the first.
        second_n: Tags of the second.
    """

    first: str
    second: str
    both: int
    first_n: int
    second_n: int

    @property
    def share(self) -> float | None:
        """Tags of both / tags of any of the two (Jaccard 1901); None where one uses too few."""
        if min(self.first_n, self.second_n) < _LEAST_TAGS:
            return None
        return self.both / (self.first_n + self.second_n - self.both)


@dataclass(frozen=True)
class Mix:
    """How many videos of each creator have a label.

    Attributes:
        group: Of labels, in Vietnamese.
        name: The label.
        n: Videos with it, one number a creator.
        of_field: Videos with any label of the group, likewise.
    """

    group: str
    name: str
    n: tuple[int, ...]
    of_field: tuple[int, ...]

    @property
    def shares(self) -> tuple[float | None, ...]:
        """Of each creator n / of_field; None where too few videos have any label of the group."""
        return tuple(
            n / total if total >= LEAST_LABELLED else None
            for n, total in zip(self.n, self.of_field, strict=True)
        )

    @property
    def words(self) -> tuple[str, ...]:
        """What stands behind each share."""
        return tuple(
            f"{whole(n)} trong {whole(total)} video có nhãn" if total else "không video nào có nhãn"
            for n, total in zip(self.n, self.of_field, strict=True)
        )


def mix_findings(
    mixes: Sequence[Mix], names: Sequence[str], *, labelled: bool
) -> tuple[Finding, ...]:
    """Says what each talks of most, and whether content labels are known.

    Args:
        mixes: Labels by groups.
        names: The creators, in the order of the numbers.
        labelled: Whether any video has content labels.
    """
    if not mixes:
        return (Finding("Chưa video nào có món ăn, tỉnh thành hay nhãn nội dung.", "few"),)
    found = []
    for place, name in enumerate(names):
        # Of each group the commonest label.
        tops: dict[str, tuple[float, str]] = {}
        for each in mixes:
            share, total = each.shares[place], each.of_field[place]
            if share is not None and share > tops.get(each.group, (0.0, ""))[0]:
                part = f"{percent(share, 0)} của {whole(total)} video"
                tops[each.group] = (share, f"{each.group.lower()} {each.name} ({part})")
        said = "; ".join(words for _, words in list(tops.values())[:3])
        found.append(
            Finding(f"{name}: nhiều nhất là {said}.")
            if said
            else Finding(f"{name}: chưa đủ video có món ăn, tỉnh thành hay nhãn.", "few")
        )
    if not labelled:
        found.append(Finding("Không ai có nhãn nội dung: chỉ so được món ăn và tỉnh thành.", "few"))
    return tuple(found)


def tag_findings(overlaps: Sequence[Overlap]) -> tuple[Finding, ...]:
    """Says whose hashtags are most and least alike."""
    known = [(each.share, each) for each in overlaps if each.share is not None]
    if not known:
        return (
            Finding(
                f"Chưa đủ hashtag để đo độ trùng: cần hai người có {_LEAST_TAGS} hashtag dùng từ "
                "hai video.",
                "few",
            ),
        )
    known.sort(key=lambda pair: -pair[0])
    said = [_overlap_words(share, each) for share, each in known]
    shown = said if len(said) <= 3 else [said[0], said[-1]]
    return (
        *(Finding(words) for words in shown),
        Finding("Hashtag trùng chưa nói khán giả có trùng không: dữ liệu không có khán giả."),
    )


def _overlap_words(share: float, each: Overlap) -> str:
    how = (
        "gần giống nhau" if share >= _ALIKE else "ít trùng" if share < _APART else "trùng một phần"
    )
    return (
        f"{each.first} và {each.second}: bộ hashtag {how}, cả hai dùng {whole(each.both)} trong "
        f"{whole(each.first_n + each.second_n - each.both)} hashtag ({percent(share, 0)})."
    )


def format_findings(frame: pd.DataFrame, least: int) -> tuple[Finding, ...]:
    """Says in which trait two creators surely differ most.

    Args:
        frame: Columns x (trait), series, n, y, low, high.
        least: Creators with fewer videos do not take part.
    """
    found = []
    for trait, rows in frame[frame["n"] >= least].groupby("x", sort=False):
        if len(rows) < 2:
            continue
        top, low = highest_row(rows, "y"), rows.iloc[int(rows["y"].to_numpy().argmin())]
        if top["low"] > low["high"]:
            found.append(
                Finding(
                    f"{trait}: {top['series']} {percent(top['y'], 0)} số video, {low['series']} "
                    f"{percent(low['y'], 0)}."
                )
            )
    if not found:
        return (
            Finding("Chưa thấy khác biệt rõ (khoảng tin cậy chồng lên nhau hoặc còn ít video)."),
        )
    return tuple(found)
