"""What content takes a larger or a smaller part in one range of days than in another."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from dash_app.findings.finding import Finding
from dash_app.statistics import MIN_CREATORS, MIN_SAMPLE, holm, risk_ratio
from dash_app.words import decimal, percent, whole

KINDS: Final = {"category": "Thể loại", "dish": "Nhóm món"}
_MOST_NAMED: Final = 3


def compare_shares(frame: pd.DataFrame) -> pd.DataFrame:
    """Adds the ratio of shares of the second range to the first, with intervals and a verdict.

    Columns added: first_share, second_share, estimate, low, high, p, clear. All questions are
    corrected together; things that too few creators made, or with too few videos, are not asked.

    Args:
        frame: Of `queries.compare_periods.content`.
    """
    ratio = risk_ratio(frame["second_n"], frame["second_of"], frame["first_n"], frame["first_of"])
    asked = ratio.enough & (frame["creators"].to_numpy() >= MIN_CREATORS)
    p = holm(np.where(asked, ratio.p, np.nan))
    return frame.assign(
        first_share=frame["first_n"] / frame["first_of"].where(frame["first_of"] > 0),
        second_share=frame["second_n"] / frame["second_of"].where(frame["second_of"] > 0),
        estimate=ratio.estimate,
        low=ratio.low,
        high=ratio.high,
        p=p,
        asked=asked,
        clear=asked & (p < 0.05),
    )


def content_findings(frame: pd.DataFrame) -> tuple[Finding, ...]:
    """Says what became more and what became less, beyond chance.

    Args:
        frame: Of `compare_shares`.
    """
    asked = frame[frame["asked"]] if len(frame) else frame
    if asked.empty:
        return (
            Finding(
                "Chưa đủ video có nhãn ở cả hai giai đoạn để so nội dung (cần ít nhất "
                f"{MIN_SAMPLE} mỗi bên).",
                "few",
            ),
        )
    clear = clear_changes(frame)
    if clear.empty:
        return (
            Finding(
                f"Không thể loại hay nhóm món nào đổi tỷ trọng rõ hơn ngẫu nhiên (đã hiệu chỉnh "
                f"Holm vì so {len(asked)} mục)."
            ),
        )
    up = clear[clear["estimate"] > 1].head(_MOST_NAMED)
    down = clear[clear["estimate"] < 1].head(_MOST_NAMED)
    return tuple(_sentence(row) for _, row in pd.concat([up, down]).iterrows())


def clear_changes(frame: pd.DataFrame) -> pd.DataFrame:
    """Returns what changed beyond chance, the largest change first."""
    clear = frame[frame["clear"]] if len(frame) else frame
    if clear.empty:
        return clear
    return clear.iloc[np.argsort(-np.abs(np.log(clear["estimate"].to_numpy())), kind="stable")]


def _sentence(row: pd.Series) -> Finding:
    way = "nhiều lên" if row["estimate"] > 1 else "ít đi"
    bound = row["low"] if row["estimate"] > 1 else row["high"]
    return Finding(
        f"{KINDS[row['kind']]} “{row['name']}” {way}: {percent(row['first_share'])} ở giai đoạn 1, "
        f"{percent(row['second_share'])} ở giai đoạn 2, gấp {decimal(row['estimate'], 2)} lần "
        f"(khoảng tin cậy 95 %: {decimal(row['low'], 2)} đến {decimal(row['high'], 2)}; n = "
        f"{whole(row['first_n'])} và {whole(row['second_n'])} video của "
        f"{whole(row['creators'])} TikToker).",
        "effect",
        abs(float(np.log(bound))),
    )
