"""Who is ranked for a brief at all, and what keeps the others out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dash_app.findings.kol_brief import Brief, audience_words
from dash_app.findings.kol_content import Content
from dash_app.findings.kol_score import Flags, Floats


@dataclass(frozen=True)
class Exclusion:
    """One reason that keeps creators out.

    Attributes:
        reason: In Vietnamese.
        remedy: What the brand can do to have them ranked, an imperative; empty where nothing helps.
        count: Creators for whom it is the first reason; the counts add up to all that are out.
        alone: Creators for whom it is the only reason, hence whom the remedy brings back.
    """

    reason: str
    remedy: str
    count: int
    alone: int


@dataclass(frozen=True)
class Fit:
    """Who is ranked.

    Attributes:
        inside: Whether each creator is.
        exclusions: The reasons that keep anybody out, in the order in which they are looked at.
        first: The number of the first reason of each creator, counted over all reasons that the
            brief gives rise to; -1 for none.
        reasons: Those reasons.
    """

    inside: Flags
    exclusions: tuple[Exclusion, ...]
    first: Sequence[int]
    reasons: tuple[str, ...]

    def why_out(self, row: int) -> str:
        """Returns the first reason that keeps a creator out; empty where it is ranked."""
        return self.reasons[self.first[row]] if self.first[row] >= 0 else ""


def find_fit(
    brief: Brief, channels: pd.DataFrame, contents: Sequence[Content], lowest_fees: Floats | None
) -> Fit:
    """Returns who is ranked for a brief.

    Args:
        brief: The brief.
        channels: Columns of `queries.kol.kol_channels`.
        contents: Of the brief.
        lowest_fees: The least fee in VND that the brief's CPM gives each creator; None without one.
    """
    rules = list(_rules(brief, channels, contents, lowest_fees))
    out = np.vstack([mask for _, _, mask in rules])
    total = out.sum(axis=0)
    first = np.where(total > 0, out.argmax(axis=0), -1)
    exclusions = tuple(
        Exclusion(reason, remedy, int((first == place).sum()), int((mask & (total == 1)).sum()))
        for place, (reason, remedy, mask) in enumerate(rules)
    )
    return Fit(
        total == 0,
        tuple(each for each in exclusions if each.count),
        first.tolist(),
        tuple(reason for reason, _, _ in rules),
    )


def _rules(
    brief: Brief, channels: pd.DataFrame, contents: Sequence[Content], lowest_fees: Floats | None
) -> Iterator[tuple[str, str, Flags]]:
    yield "chưa thu thập được video nào", "", channels["videos"].to_numpy() == 0
    if not brief.keeps_refusing:
        refuses = (channels["booking_note"] == "refuses").to_numpy()
        yield "giới thiệu ghi không nhận booking", "Giữ lại người ghi không nhận booking", refuses
    if size := audience_words(brief):
        followers = channels["followers"].to_numpy(np.float64, na_value=np.nan)
        yield "không rõ số người theo dõi", "Bỏ trống số người theo dõi", np.isnan(followers)
        yield (
            f"ngoài khoảng {size} người theo dõi",
            "Nới khoảng người theo dõi",
            (followers < (brief.least or 0)) | (followers > (brief.most or np.inf)),
        )
    for each in contents:
        missing = each.videos == 0
        # Without a video at all everything is unknown: one reason is enough.
        missing &= channels["videos"].to_numpy() > 0
        if not brief.keeps_unknown:
            yield (
                f"không có video {each.known} để xét {each.label.lower()}",
                "Giữ lại người chưa rõ nội dung",
                missing,
            )
        yield (
            f"chưa có video nào {each.name}",
            each.loosen,
            (each.hits == 0) & (each.videos > 0),
        )
    if lowest_fees is not None and brief.budget is not None:
        yield (
            "phí thấp nhất theo khung CPM đã vượt ngân sách",
            "Tăng ngân sách, bớt video hoặc hạ khung CPM",
            np.nan_to_num(lowest_fees) > brief.budget,
        )
