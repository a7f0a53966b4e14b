"""What is used more than in the periods before, where many things are asked for and most are rare.

The test and its correction are those of the alerts that are computed at publication.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dash_app.statistics.sample import Floats
from etl.alerts.significance import rise_p_values, rise_q_values

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Rises:
    """Uses in a period against the periods before it, a number a thing.

    Attributes:
        expected: Uses that the periods before let expect; NaN where nothing can be expected.
        times: (uses + ½) / (earlier uses + ½) over the same of everyone: the ratio to what is
            expected, drawn to 1 where there are few uses, and known where there were none before.
        p: How likely so many uses or more are if nothing has changed.
        q: The share of false ones among all that are at least as sure.
    """

    expected: Floats
    times: Floats
    p: Floats
    q: Floats


def rises(recent: Counts, earlier: Counts, active: int, active_before: int, level: float) -> Rises:
    """Returns how far and how surely uses have risen.

    It holds for uses that do not hang together: count a user once a period, not each of his videos.

    Args:
        recent: Uses in the period.
        earlier: Uses in the periods before it, in the order of `recent`.
        active: All who could have used something in the period.
        active_before: Likewise in the periods before, summed over them.
        level: The share of false findings that will be borne.
    """
    if active <= 0 or active_before <= 0 or not recent.size:
        unknown = np.full(recent.size, np.nan)
        return Rises(unknown, unknown, unknown, unknown)
    share = active / (active + active_before)
    return Rises(
        earlier * active / active_before,
        (recent + 0.5) / (earlier + 0.5) * active_before / active,
        rise_p_values(recent, earlier, share),
        rise_q_values(recent, earlier, share, level),
    )
