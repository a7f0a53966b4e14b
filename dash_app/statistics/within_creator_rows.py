"""The sums that within-creator effects are made of, from the videos themselves.

Where a page compares the same videos by many things, reading them once and adding up here is
several times as fast as a scan of the database for each thing. The sums are those of
`dash_app.queries.videos.within_creator`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.statistics.sample import Floats

Codes = npt.NDArray[np.int64]


def sums_by_bin(
    creators: Codes, outcomes: Floats, rows: Codes, bins: Codes, count: int
) -> pd.DataFrame:
    """Returns what `within_creator_effect` needs, one row a bin that has something to compare.

    A video is compared with the creator's other videos that stand in any pair.

    Args:
        creators: Number of the creator of each video.
        outcomes: Of each video.
        rows: Places of videos in the two above; a video of several bins has several pairs, each
            of them once.
        bins: The bin of each pair, from 0.
        count: How many bins there are.
    """
    some = np.zeros(creators.size, dtype=bool)
    some[rows] = True
    people = int(creators.max()) + 1 if creators.size else 0
    all_n = np.bincount(creators[some], minlength=people).astype("float64")
    all_total = np.bincount(creators[some], weights=outcomes[some], minlength=people)
    cells = creators[rows] * count + bins
    n = np.bincount(cells, minlength=people * count)
    # Nearly all pairs of creator and bin are empty where there are many of both.
    used = np.flatnonzero(n)
    total = np.bincount(cells, weights=outcomes[rows], minlength=people * count)[used]
    compared = n[used] < all_n[used // max(count, 1)]
    used, total = used[compared], total[compared]
    of_cell, own, group = n[used].astype("float64"), used // max(count, 1), used % max(count, 1)
    d = total - of_cell * all_total[own] / all_n[own]
    w = of_cell * (1 - of_cell / all_n[own])
    found = pd.DataFrame(
        {
            "bin": np.arange(count),
            "n": _summed(group, of_cell, count),
            "creators": np.bincount(group, minlength=count),
            "sum_d": _summed(group, d, count),
            "sum_w": _summed(group, w, count),
            "sum_dd": _summed(group, d * d, count),
            "sum_dw": _summed(group, d * w, count),
            "sum_ww": _summed(group, w * w, count),
        }
    )
    return found[found["creators"] > 0].reset_index(drop=True)


def sums_by_creator(creators: Codes, outcomes: Floats, x: Floats) -> pd.DataFrame:
    """Returns what `within_creator_slope` needs, one row a creator.

    Args:
        creators: Number of the creator of each video.
        outcomes: Of each video.
        x: Likewise.
    """
    people = int(creators.max()) + 1 if creators.size else 0
    n = np.bincount(creators, minlength=people)
    sums = {"sum_x": x, "sum_y": outcomes, "sum_xx": x * x, "sum_xy": x * outcomes}
    columns = {name: _summed(creators, each, people) for name, each in sums.items()}
    found = pd.DataFrame({"n": n, **columns})
    return found[found["n"] > 0].reset_index(drop=True)


def _summed(groups: Codes, values: Floats, count: int) -> Floats:
    sums: Floats = np.bincount(groups, weights=values, minlength=count).astype("float64")
    return sums
