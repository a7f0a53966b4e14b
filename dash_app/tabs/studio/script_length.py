"""How long a script is to be: seconds, and the words that fit into them."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Any, Final

import pandas as pd

from dash_app.pages import Reader
from dash_app.queries import exemplars
from dash_app.tabs.studio.script_exemplars import Selection
from dash_app.tabs.studio.script_labels import FoundLabels
from dash_app.words import decimal, seconds, whole

ASSUMED_RATE: Final = 3.5
"""Words a second where no video of the data says how fast people speak."""

ASSUMED_S: Final = 60.0
_FEW: Final = 5


@dataclass(frozen=True)
class Length:
    """The target length.

    Attributes:
        duration_s: Wanted, else the exemplars' median.
        words_per_second: Median of those of the exemplars that speak, else of the niche.
        words: What fits.
        n: Videos behind the speaking rate; 0 where it is only assumed.
        sentence: Says where the numbers come from, with n.
    """

    duration_s: float
    words_per_second: float
    words: int
    n: int
    sentence: str


@dataclass(frozen=True)
class _Measured:
    """A number, how many videos it is of, and where it comes from."""

    value: float
    n: int
    source: str


def target_length(reader: Reader, found: FoundLabels, selection: Selection) -> Length:
    """Returns the target length: words = speaking rate × duration."""
    rate = _rate(reader, found, selection)
    duration = _duration(found, selection)
    words = round(rate.value * duration.value)
    sentence = (
        f"{whole(words)} từ = {decimal(rate.value, 2)} từ/giây × {seconds(duration.value)}. "
        f"Tốc độ nói: {rate.source}; thời lượng: {duration.source}."
    )
    return Length(duration.value, rate.value, words, rate.n, sentence)


def _duration(found: FoundLabels, selection: Selection) -> _Measured:
    if found.duration_s:
        return _Measured(found.duration_s, 0, "theo yêu cầu")
    lasting = [each.duration_s for each in selection.exemplars]
    if not lasting:
        return _Measured(ASSUMED_S, 0, "mức giả định, vì không có video mẫu")
    n = len(lasting)
    return _Measured(float(round(median(lasting))), n, f"trung vị của {whole(n)} video mẫu")


def _rate(reader: Reader, found: FoundLabels, selection: Selection) -> _Measured:
    spoken = [each.words_per_second for each in selection.exemplars if each.words_per_second]
    if spoken:
        n, of = len(spoken), len(selection.exemplars)
        few = ", ít nên chỉ để tham khảo" if n < _FEW else ""
        return _Measured(
            median(spoken), n, f"trung vị của {whole(n)} trong {whole(of)} video mẫu có lời{few}"
        )
    texts = {"categories": "\n".join(found.labels.get("categories", ()))}
    for row in reader.frame(exemplars.usual_length, texts).to_dict("records"):
        if (rate := _known(row["words_per_second"])) is not None:
            where = "cùng thể loại" if row["of_category"] else "của cả dữ liệu"
            return _Measured(
                rate,
                int(row["spoken"]),
                f"không video mẫu nào có lời thoại, nên lấy trung vị của {whole(row['spoken'])} "
                f"video {where} có lời",
            )
    return _Measured(
        ASSUMED_RATE, 0, "mức giả định, vì dữ liệu không có lời thoại nào; hãy đọc thử rồi sửa"
    )


def _known(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
