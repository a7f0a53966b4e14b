"""The forecast of plays of a version, whatever is filtered, and its words."""

from __future__ import annotations

from typing import Final

from dash_app.filters import Filters
from dash_app.queries.forecast import HALF_LIFE, RECENT_DAYS, SETTLED_DAYS, histories
from dash_app.sampling import every_nth
from dash_app.statistics.forecast import Basis, PlaysModel, Sample, fit_plays_model
from dash_app.store import Snapshot
from dash_app.words import whole

_BASES: Final[dict[Basis, str]] = {
    "own": "Dự báo từ các video của chính kênh, kéo về mức chung của nhóm người theo dõi",
    "own_all": "Dự báo từ các video của chính kênh, kéo về mức chung của mọi kênh",
    "tier": "Dự báo theo mức chung của nhóm người theo dõi",
    "all": "Dự báo theo mức chung của mọi kênh",
}
_SAMPLES: Final[dict[Sample, str]] = {
    "few": "còn quá ít, dự báo dễ đổi khi có video mới",
    "fair": "tạm đủ",
    "good": "đủ nhiều",
}


def plays_model(snapshot: Snapshot) -> PlaysModel:
    """Returns the model of a version, fitted to all of its videos; it is made once."""
    return snapshot.kept(_fit)


def basis_words(basis: Basis) -> str:
    """Returns in Vietnamese what a forecast rests on, as the beginning of a sentence."""
    return _BASES[basis]


def sample_words(sample: Sample, n: int) -> str:
    """Returns in Vietnamese how much history is behind a forecast, to go on with a sentence."""
    if sample == "none":
        return f"kênh chưa có video nào dùng được (không ghim, đã đăng đủ {SETTLED_DAYS} ngày)"
    return f"{whole(n)} video của kênh: {_SAMPLES[sample]}"


def _fit(snapshot: Snapshot) -> PlaysModel:
    every = every_nth(snapshot.manifest.rows.get("videos", 0))
    return fit_plays_model(
        snapshot.frame(
            histories, Filters(), half_life=HALF_LIFE, recent_days=RECENT_DAYS, every=every
        )
    )
