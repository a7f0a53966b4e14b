"""Địa lý: Hà Nội and Hồ Chí Minh against the rest of the places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from dash_app.figures.interval_rows import interval_rows
from dash_app.findings.place_cities import (
    CITIES,
    chance_finding,
    city_effects,
    p_words,
    share_findings,
)
from dash_app.pages import Reader, Shown
from dash_app.provinces import HANOI, HCMC
from dash_app.queries import places
from dash_app.statistics import MIN_SAMPLE, Superiority, share_interval, superiority_from_wins
from dash_app.statistics.sample import floats
from dash_app.tabs.trends.place_values import (
    basis_words,
    place_column,
    read_effects,
    read_places,
    records,
    sampled,
)
from dash_app.words import percent, whole

REST: Final = "nơi khác"
# Columns of `queries.places.city_wins`: the first, the second, the pairs that the first wins.
_PAIRS: Final = (
    (HANOI, REST, "hanoi", "rest", "hanoi_rest"),
    (HCMC, REST, "hcmc", "rest", "hcmc_rest"),
    (HANOI, HCMC, "hanoi", "hcmc", "hanoi_hcmc"),
)


def show_shares(reader: Reader) -> Shown:
    """What each of the two cities and all other places hold of the videos."""
    counts = _counts(reader)
    total = sum(counts.values())
    shares = [share_interval(n, total) for n in counts.values()]
    frame = pd.DataFrame(
        {
            "name": [*CITIES, REST.capitalize()],
            "n": list(counts.values()),
            "estimate": floats(each.estimate for each in shares),
            "low": floats(each.low for each in shares),
            "high": floats(each.high for each in shares),
            "clear": [each.enough for each in shares],
            "hover": [
                f"<b>{percent(each.estimate)}</b> ({percent(each.low)} đến {percent(each.high)})"
                f"<br>Số video: {whole(n)}"
                for n, each in zip(counts.values(), shares, strict=True)
            ],
        }
    )
    return Shown(
        "Hà Nội, Hồ Chí Minh và phần còn lại: ai có nhiều video?",
        interval_rows(
            frame,
            x_title="Phần trong số video biết nơi",
            empty="Không có video nào biết nơi trong bộ lọc này",
        ),
        "số video ở nơi đó / số video biết nơi, khoảng tin cậy 95 % của Wilson; số lần gấp: tỷ số "
        "của hai số video, khoảng tin cậy suy từ phần của chúng trong tổng hai bên (Wilson); coi "
        f"các video là độc lập nên khoảng hơi hẹp; {basis_words(reader)}",
        total,
        findings=share_findings(*counts.values()),
        table=lambda: frame[["name", "n", "estimate", "low", "high"]].rename(
            columns={
                "name": "Nơi",
                "n": "Số video",
                "estimate": "Phần số video",
                "low": "Cận dưới 95 %",
                "high": "Cận trên 95 %",
            }
        ),
    )


def show_chances(reader: Reader) -> Shown:
    """Whether videos of a city do better than others, over all and within creators."""
    view = reader.view
    (wins,) = records(
        reader.frame(places.city_wins, place=place_column(view), metric=view.metric.key)
    )
    found = [(first, second, _superiority(wins, *keys)) for first, second, *keys in _PAIRS]
    frame = pd.DataFrame([_row(*each) for each in found]).astype(
        dict.fromkeys(("estimate", "low", "high", "p"), "float64")
    )
    return Shown(
        f"Video ở hai thành phố có {view.metric.inside} cao hơn không?",
        interval_rows(
            frame[frame["enough"]],
            x_title="Số cặp video mà nơi đầu cao hơn",
            around=0.5,
            empty=f"Chưa đủ {MIN_SAMPLE} video ở mỗi bên để so",
        ),
        f"U của Mann–Whitney / (n × m): phần các cặp video mà nơi đầu có {view.metric.inside} cao "
        "hơn, bằng nhau tính nửa; khoảng tin cậy 95 % của Newcombe (2006), mức theo Vargha & "
        "Delaney (2000); 50 % là không khác; không tính video ghim; “nơi khác” là mọi nơi ngoài "
        "hai thành phố; so trong cùng một TikToker: với video họ quay ở nơi khác, hiệu chỉnh "
        f"Holm{sampled(reader)}; {basis_words(reader)}",
        sum(_counted(wins[key]) for key in ("hanoi", "hcmc", "rest")),
        findings=(
            *(
                sentence
                for first, second, each in found
                for sentence in chance_finding(each, here=first, there=second, metric=view.metric)
            ),
            *city_effects(read_effects(reader), view.metric),
        ),
        table=lambda: frame[
            ["first", "second", "n", "other_n", "estimate", "low", "high", "p"]
        ].rename(
            columns={
                "first": "Nơi đầu",
                "second": "So với",
                "n": "Số video nơi đầu",
                "other_n": "Số video bên kia",
                "estimate": "Xác suất cao hơn",
                "low": "Cận dưới 95 %",
                "high": "Cận trên 95 %",
                "p": "p Mann–Whitney",
            }
        ),
    )


def _counts(reader: Reader) -> dict[str, int]:
    """Returns the videos in each city and elsewhere."""
    frame = read_places(reader)
    of = dict(zip(frame["place"].tolist(), frame["n"].tolist(), strict=True))
    found = {city: int(of.get(city, 0)) for city in CITIES}
    return found | {REST: sum(of.values()) - sum(found.values())}


def _superiority(wins: Mapping[str, Any], first: str, second: str, pairs: str) -> Superiority:
    n, m = _counted(wins[first]), _counted(wins[second])
    # Without any video the sums are missing.
    return superiority_from_wins(wins[pairs] if n and m else None, n, m)


def _counted(n: float) -> int:
    return 0 if pd.isna(n) else int(n)


def _row(first: str, second: str, found: Superiority) -> dict[str, Any]:
    return {
        "name": f"{first}<br>so với {second}",
        "first": first,
        "second": second,
        "n": found.n,
        "other_n": found.other_n,
        "estimate": found.estimate,
        "low": found.low,
        "high": found.high,
        "p": found.p,
        "enough": found.enough,
        "clear": found.p is not None and found.p < 0.05,
        "hover": f"<b>{first} so với {second}: {percent(found.estimate)}</b><br>"
        f"{percent(found.low)} đến {percent(found.high)}, {p_words(found.p)}<br>"
        f"n = {whole(found.n)} và {whole(found.other_n)}",
    }
