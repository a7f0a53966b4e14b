"""What the cards on dish groups share: the page's choices, their frames, how they were made."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dash_app.pages import Reader
from dash_app.queries import dishes
from dash_app.sampling import every_nth, sample_words
from dash_app.statistics import (
    MIN_SAMPLE,
    MIN_TOGETHER,
    BinEffect,
    lift,
    median_interval_from_quartiles,
    within_creator_effect,
)
from dash_app.view import Control, View

GROUP: Final = Control("group", "Nhóm món", search="dish")
TOP: Final = Control(
    "top_dishes",
    "Số nhóm trên biểu đồ",
    tuple((n, f"{n} nhóm") for n in ("10", "15", "20", "30")),
    "15",
)
EVERY: Final = Control("every", "Theo", (("week", "Tuần"), ("month", "Tháng")), "week")

MOST_GROUPS: Final = 50
_MOST_VARIANTS: Final = 60
_MOST_TOGETHER: Final = 20


def basis_words(view: View) -> str:
    """Returns which videos and which dishes the numbers of a card are about."""
    return (
        f"trên {view.scope_words}; món do mô hình đọc từ lời thoại và mô tả, hoặc do từ điển món "
        "tìm, nên có thể sót hay sai; video nhắc nhiều nhóm được tính cho từng nhóm, nhắc một nhóm "
        "nhiều lần chỉ tính một"
    )


def read_coverage(reader: Reader) -> pd.Series:
    """Returns n (videos), named (those that name a dish), groups, dishes, creators."""
    return reader.frame(dishes.coverage).iloc[0]


def read_groups(reader: Reader) -> pd.DataFrame:
    """Returns the most named groups with their medians: dish_group, n, creators, value and others.

    Those others are valued, p25, p75, estimate (the median), low, high, enough.
    """
    return reader.kept(_groups)


def read_overall(reader: Reader) -> float | None:
    """Returns the median of all videos that name a dish; None where there is none."""
    row = reader.frame(dishes.spread_of_named, metric=reader.view.metric.key).iloc[0]
    return float(row["p50"]) if pd.notna(row["p50"]) else None


def top_groups(reader: Reader) -> pd.DataFrame:
    """Returns as many of the most named groups as the page is asked to show."""
    return read_groups(reader).head(int(reader.view.choice("top_dishes")))


def chosen_group(reader: Reader) -> str:
    """Returns the group that is looked at: the chosen one, or the most named of this view."""
    chosen = reader.view.choice("group").strip().lower()
    if chosen:
        return chosen
    groups = read_groups(reader)
    return str(groups["dish_group"].iloc[0]) if len(groups) else ""


def read_effects(reader: Reader) -> tuple[BinEffect, ...]:
    """Returns how videos of the groups on show differ from their creator's other ones."""
    return reader.kept(_effects)


def sampled(reader: Reader) -> str:
    """Returns what the formula of `read_effects` adds where not all videos are compared."""
    return sample_words(_every(reader))


def read_variants(reader: Reader) -> pd.DataFrame:
    """Returns the frame of `queries.dishes.variants` of the chosen group."""
    return reader.frame(
        dishes.variants, _texts(reader), metric=reader.view.metric.key, most=_MOST_VARIANTS
    )


def read_together(reader: Reader) -> pd.DataFrame:
    """Returns the groups beside the chosen one with their lift, highest first.

    Columns: those of `queries.dishes.named_together`; estimate, low, high, enough, clear (whether
    it differs from chance beyond doubt).
    """
    frame = reader.frame(
        dishes.named_together,
        _texts(reader),
        together=MIN_TOGETHER,
        least=MIN_SAMPLE,
        most=_MOST_TOGETHER,
    )
    total = float(frame["total"].iloc[0]) if len(frame) else None
    found = lift(frame["together"], frame["n"], frame["group_n"], total)
    surely = (found.low > 1) | (found.high < 1)
    return frame.assign(
        estimate=found.estimate,
        low=found.low,
        high=found.high,
        enough=found.enough,
        clear=found.enough & surely,
    )


def _groups(reader: Reader) -> pd.DataFrame:
    view = reader.view
    frame = reader.frame(
        dishes.metric_by_group,
        metric=view.metric.key,
        aggregate=view.aggregate.key,
        most=MOST_GROUPS,
    )
    medians = [
        median_interval_from_quartiles(p25, p50, p75, int(n), log=not view.metric.is_rate)
        for p25, p50, p75, n in frame[["p25", "p50", "p75", "valued"]].itertuples(index=False)
    ]
    enough = [each.enough for each in medians]
    return frame.assign(
        estimate=pd.Series([each.estimate for each in medians], dtype="float64"),
        low=pd.Series([each.low if each.enough else None for each in medians], dtype="float64"),
        high=pd.Series([each.high if each.enough else None for each in medians], dtype="float64"),
        enough=pd.Series(enough, dtype="bool"),
    )


def _effects(reader: Reader) -> tuple[BinEffect, ...]:
    groups, metric = top_groups(reader), reader.view.metric
    frame = reader.frame(
        dishes.within_creator_by_group,
        {"groups": "\n".join(groups["dish_group"])},
        metric=metric.key,
        every=_every(reader),
    )
    return within_creator_effect(frame, metric.scale)


def _every(reader: Reader) -> int:
    return every_nth(int(read_coverage(reader)["named"]))


def _texts(reader: Reader) -> dict[str, str]:
    return {"group": chosen_group(reader)}
