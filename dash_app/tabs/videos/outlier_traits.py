"""What outliers have in common: the share of outliers with a trait against that without it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from dash_app.bands import DAY_PARTS, HASHTAG_BANDS
from dash_app.durations import DURATION_BINS
from dash_app.statistics import holm, risk_ratio
from dash_app.words import decimal, percent, whole


@dataclass(frozen=True)
class Trait:
    """A trait that divides videos.

    Attributes:
        column: Of `queries.outliers.outlier_traits`; its values are numbers of `names`.
        title: In Vietnamese.
        names: How its values are written.
        sentence: How a video with one of them is called.
    """

    column: str
    title: str
    names: tuple[str, ...]
    sentence: Callable[[str], str]


TRAITS = (
    Trait(
        "duration",
        "Thời lượng",
        (*(each.label for each in DURATION_BINS), "bài ảnh"),
        lambda name: name if name == "bài ảnh" else f"video {name}",
    ),
    Trait("part", "Giờ đăng", tuple(each.label for each in DAY_PARTS), lambda name: f"đăng {name}"),
    Trait(
        "hashtags",
        "Số hashtag",
        tuple(each.label for each in HASHTAG_BANDS),
        lambda name: f"video {name}",
    ),
    Trait("has_dish", "Món ăn", ("", "nhắc tới món ăn"), lambda name: f"video {name}"),
    Trait("has_place", "Địa điểm", ("", "nhắc tới địa điểm"), lambda name: f"video {name}"),
)
_HOOK_TITLE: Final = "Kiểu mở đầu"
_CLEAR: Final = 0.05


def compare_traits(traits: pd.DataFrame, hooks: pd.DataFrame | None, *columns: str) -> pd.DataFrame:
    """Returns one row a value of a trait that enough videos have and lack.

    The columns are group, name, sentence, n, hits, other_n, other_hits, share, other_share,
    estimate, low, high, clear (whether it differs from 1 after Holm's correction for all rows) and
    hover.

    Args:
        traits: Of `queries.outliers.outlier_traits`.
        hooks: Of `queries.outliers.outlier_hooks`, or None to leave them out.
        columns: The traits that are compared.
    """
    counts = [*_of_traits(traits, columns), *_of_hooks(hooks)]
    n, hits, other_n, other_hits = (
        np.array([each[3:] for each in counts], dtype=np.int64).reshape(-1, 4).T
    )
    ratio = risk_ratio(hits, n, other_hits, other_n)
    kept = np.flatnonzero(ratio.enough)
    frame = pd.DataFrame(
        {
            "group": [counts[row][0] for row in kept],
            "name": [counts[row][1] for row in kept],
            "sentence": [counts[row][2] for row in kept],
            "n": n[kept],
            "hits": hits[kept],
            "other_n": other_n[kept],
            "other_hits": other_hits[kept],
            "share": hits[kept] / n[kept],
            "other_share": other_hits[kept] / other_n[kept],
            "estimate": ratio.estimate[kept],
            "low": ratio.low[kept],
            "high": ratio.high[kept],
            "clear": holm(ratio.p[kept]) < _CLEAR,
        }
    )
    return frame.assign(hover=[_hover(row) for row in frame.to_dict("records")])


_Counts = tuple[str, str, str, float, float, float, float]


def _of_traits(frame: pd.DataFrame, columns: tuple[str, ...]) -> Iterator[_Counts]:
    for trait in (each for each in TRAITS if each.column in columns):
        known = frame[trait.column].notna().to_numpy()
        values = frame[trait.column].to_numpy()[known].astype(int)
        n, hits = (
            np.bincount(values, frame[name].to_numpy()[known], len(trait.names))
            for name in ("n", "hits")
        )
        for value, name in enumerate(trait.names):
            if name:
                counts = (n[value], hits[value], n.sum() - n[value], hits.sum() - hits[value])
                yield trait.title, name, trait.sentence(name), *counts


def _of_hooks(frame: pd.DataFrame | None) -> Iterator[_Counts]:
    kinds = [] if frame is None else frame[["label", "n", "hits"]].to_numpy().tolist()
    total_n, total_hits = next(((n, hits) for label, n, hits in kinds if pd.isna(label)), (0, 0))
    for label, n, hits in kinds:
        if not pd.isna(label):
            sentence = f"mở đầu kiểu {label[:1].lower()}{label[1:]}"
            yield _HOOK_TITLE, label, sentence, n, hits, total_n - n, total_hits - hits


def _hover(row: dict[Hashable, Any]) -> str:
    return (
        f"<b>{decimal(row['estimate'], 2)} lần</b> "
        f"({decimal(row['low'], 2)} đến {decimal(row['high'], 2)})"
        f"<br>nổi bật: {percent(row['share'])} trong {whole(row['n'])} video"
        f"<br>còn lại: {percent(row['other_share'])} trong {whole(row['other_n'])} video"
    )
