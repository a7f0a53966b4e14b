"""Gợi ý quay: everything by which videos far above the usual are compared with the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.bands import DAY_PARTS, HASHTAG_BANDS, Band
from dash_app.durations import DURATION_BINS
from dash_app.queries.content import FASTEST
from dash_app.queries.exemplars import SLOWEST
from dash_app.queries.filming import CAPTION_BANDS, DETAIL_FIELDS
from dash_app.words import LABEL_FIELDS, WEEKDAYS

Rows = npt.NDArray[np.int64]

SPEECH_BANDS: Final = (
    Band("dưới 2 từ/giây", 2),
    Band("2–3 từ/giây", 3),
    Band("3–4 từ/giây", 4),
    Band("từ 4 từ/giây", None),
)
ADS: Final = "Quảng cáo"
_MOST_NAMES: Final = 8
"""Dishes and provinces are far too many: only the most frequent of the kind are compared."""
_NO: Final = "Không"
"""The label that says the same as its opposite, the other way round."""


@dataclass(frozen=True)
class Trait:
    """One way to divide videos.

    Attributes:
        title: In Vietnamese.
        names: Of its values.
        known: Rows of the videos whose value is known.
        rows: Rows of the videos that have a value; one of several values stands there as often.
        values: The number of the value of each.
    """

    title: str
    names: tuple[str, ...]
    known: Rows
    rows: Rows
    values: Rows


def traits(videos: pd.DataFrame, details: pd.DataFrame) -> Iterator[Trait]:
    """Yields the traits.

    Args:
        videos: Of `queries.filming.kind_videos`.
        details: Of `queries.filming.video_details`.
    """
    photo = len(DURATION_BINS)
    lengths = videos["duration"].astype("float64").to_numpy(copy=True)
    lengths[videos["is_photo"].to_numpy(bool)] = photo
    yield _banded("Thời lượng", (*(e.label for e in DURATION_BINS), "bài ảnh"), lengths)
    yield _banded("Giờ đăng", [each.label for each in DAY_PARTS], videos["part"])
    yield _banded("Thứ đăng", WEEKDAYS, videos["weekday"] - 1)
    yield _banded("Số hashtag", [each.label for each in HASHTAG_BANDS], videos["hashtags"])
    yield _banded("Độ dài mô tả", [each.label for each in CAPTION_BANDS], videos["caption"])
    yield _banded("Tốc độ nói", [each.label for each in SPEECH_BANDS], _speech(videos))
    yield _has("Âm thanh", "bản thu riêng, không phải nhạc thư viện", videos["is_original"])
    yield _has(ADS, "có dấu hiệu quảng cáo", videos["has_ad_signs"])
    yield _has("Món ăn", "nhắc tới tên món", videos["has_dish"])
    yield _has("Địa điểm", "nhắc tới nơi chốn", videos["has_place"])
    everything = np.arange(len(videos), dtype=np.int64)
    rows_of = _rows_by_key(videos["video_key"].to_numpy(np.int64), details["videos"])
    for field in DETAIL_FIELDS:
        pairs = _pairs(details, field, rows_of)
        known = np.unique(pairs.rows)
        yield _named(LABEL_FIELDS[field], pairs.without(_NO), known)
    for field, title in (("dish", "Nhóm món"), ("province", "Tỉnh thành")):
        yield _named(title, _pairs(details, field, rows_of).most_frequent(), everything)


def speaking(videos: pd.DataFrame) -> pd.Series:
    """Returns words a second where there is speech that can be one."""
    rate = videos["words_per_second"]
    return rate.where((rate >= SLOWEST) & (rate < FASTEST))


def _speech(videos: pd.DataFrame) -> npt.NDArray[np.float64]:
    rate = speaking(videos).to_numpy("float64")
    ends = [each.end for each in SPEECH_BANDS if each.end is not None]
    return np.where(np.isnan(rate), np.nan, np.searchsorted(ends, rate, side="right"))


def _banded(title: str, names: Sequence[str], values: npt.ArrayLike) -> Trait:
    numbers = np.asarray(values, dtype="float64")
    rows = np.flatnonzero(~np.isnan(numbers))
    return Trait(title, tuple(names), rows, rows, numbers[rows].astype(np.int64))


def _has(title: str, name: str, values: pd.Series) -> Trait:
    """Returns a trait of one value: its opposite would say the same the other way round."""
    numbers = values.astype("float64").to_numpy()
    known = np.flatnonzero(~np.isnan(numbers))
    rows = np.flatnonzero(numbers == 1)
    return Trait(title, (name,), known, rows, np.zeros(rows.size, np.int64))


def _named(title: str, pairs: _Pairs, known: Rows) -> Trait:
    return Trait(title, pairs.names, known, pairs.rows, pairs.values)


@dataclass(frozen=True)
class _Pairs:
    """Rows of videos and the number of a name that each has."""

    names: tuple[str, ...]
    rows: Rows
    values: Rows

    def without(self, name: str) -> _Pairs:
        return self._only([place for place, each in enumerate(self.names) if each != name])

    def most_frequent(self) -> _Pairs:
        """Returns the most frequent names, in the order of the alphabet."""
        n = np.bincount(self.values, minlength=len(self.names))
        best = np.argsort(-n, kind="stable")[:_MOST_NAMES]
        return self._only(sorted(int(each) for each in best))

    def _only(self, places: Sequence[int]) -> _Pairs:
        new = np.full(len(self.names), -1, np.int64)
        new[list(places)] = np.arange(len(places))
        kept = new[self.values] >= 0
        names = tuple(self.names[place] for place in places)
        return _Pairs(names, self.rows[kept], new[self.values[kept]])


def _rows_by_key(keys: Rows, listed: pd.Series) -> Rows:
    """Returns the row of each `video_key`, -1 for videos of another kind."""
    most = max((int(each.max()) for each in listed), default=-1)
    rows = np.full(max(most, int(keys.max(initial=-1))) + 1, -1, np.int64)
    rows[keys] = np.arange(keys.size)
    return rows


def _pairs(details: pd.DataFrame, field: str, rows_of: Rows) -> _Pairs:
    own = details[details["field"] == field]
    names = tuple(map(str, own["label"]))
    if not names:
        return _Pairs((), np.empty(0, np.int64), np.empty(0, np.int64))
    rows = rows_of[np.concatenate(own["videos"].tolist())]
    values = np.repeat(np.arange(len(names), dtype=np.int64), [len(e) for e in own["videos"]])
    return _Pairs(names, rows[rows >= 0], values[rows >= 0])
