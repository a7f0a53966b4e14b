"""What outliers have in common: the share of outliers with a trait against that without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

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
_HOOK_TITLE = "Kiểu mở đầu"


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
    rows = pd.DataFrame([*_of_traits(traits, columns), *_of_hooks(hooks)], columns=_COLUMNS)
    rows["other_n"] = rows["total_n"] - rows["n"]
    rows["other_hits"] = rows["total_hits"] - rows["hits"]
    ratio = risk_ratio(rows["hits"], rows["n"], rows["other_hits"], rows["other_n"])
    rows = rows.assign(estimate=ratio.estimate, low=ratio.low, high=ratio.high, p=ratio.p)
    rows = rows[ratio.enough].copy()
    rows["clear"] = holm(rows["p"]) < 0.05
    rows["share"] = rows["hits"] / rows["n"]
    rows["other_share"] = rows["other_hits"] / rows["other_n"]
    rows["hover"] = [
        f"<b>{decimal(row.estimate, 2)} lần</b> ({decimal(row.low, 2)} đến {decimal(row.high, 2)})"
        f"<br>nổi bật: {percent(row.share)} trong {whole(row.n)} video"
        f"<br>còn lại: {percent(row.other_share)} trong {whole(row.other_n)} video"
        for row in rows.itertuples()
    ]
    return rows


_COLUMNS = ("group", "name", "sentence", "n", "hits", "total_n", "total_hits")
_Row = tuple[str, str, str, int, int, int, int]


def _of_traits(frame: pd.DataFrame, columns: tuple[str, ...]) -> Iterator[_Row]:
    for trait in (each for each in TRAITS if each.column in columns):
        known = frame[frame[trait.column].notna()]
        total_n, total_hits = int(known["n"].sum()), int(known["hits"].sum())
        sums = known.groupby(trait.column)[["n", "hits"]].sum()
        for value, n, hits in sums.itertuples(name=None):
            if name := trait.names[int(value)]:
                yield trait.title, name, trait.sentence(name), n, hits, total_n, total_hits


def _of_hooks(frame: pd.DataFrame | None) -> Iterator[_Row]:
    if frame is None:
        return
    named = frame["label"].notna()
    totals = frame.loc[~named, ["n", "hits"]].sum()
    for label, n, hits in frame.loc[named, ["label", "n", "hits"]].itertuples(
        index=False, name=None
    ):
        sentence = f"mở đầu kiểu {label[:1].lower()}{label[1:]}"
        yield _HOOK_TITLE, label, sentence, n, hits, int(totals["n"]), int(totals["hits"])
