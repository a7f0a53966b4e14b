"""What content differs between two ranges."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from dash_app.figures.ratio_intervals import ratio_intervals
from dash_app.findings.period_content import KINDS, compare_shares, content_findings
from dash_app.pages import Reader, Shown
from dash_app.queries import compare_periods
from dash_app.statistics import MIN_CREATORS, MIN_HITS, MIN_SAMPLE
from dash_app.tabs.trends.two_ranges import chosen_pair, without_days
from dash_app.words import decimal, percent, whole

_MOST_READ: Final = 40
_MOST_DRAWN: Final = 12


def read_content(reader: Reader) -> pd.DataFrame:
    """Returns the frame of `findings.period_content.compare_shares`."""
    return reader.kept(_read)


def show_content(reader: Reader) -> Shown:
    """Categories and dishes that take a larger or a smaller part than before."""
    frame = read_content(reader)
    asked = frame[frame["asked"]]
    drawn = pd.concat([_drawn(asked[asked["kind"] == kind]) for kind in KINDS])
    of_all = frame.drop_duplicates("kind")[["first_of", "second_of"]].to_numpy().sum()
    return Shown(
        "Nội dung nào nhiều lên, nội dung nào ít đi?",
        ratio_intervals(
            drawn,
            x_title="Tỷ trọng giai đoạn 2 / giai đoạn 1 (thang log)",
            empty="Chưa đủ video có nhãn ở cả hai giai đoạn để so",
        ),
        "(video có mục ấy / video có nhãn cùng loại) ở giai đoạn 2, chia cho số ấy ở giai đoạn 1; "
        "1 là không đổi; khoảng tin cậy 95 % (Katz và cộng sự 1978), coi các video là độc lập nên "
        f"hẹp hơn thật khi ít TikToker; chấm đậm: khác 1 sau hiệu chỉnh Holm cho {len(asked)} mục; "
        f"chỉ so mục có từ {MIN_HITS} video và {MIN_SAMPLE} video có nhãn mỗi giai đoạn, của từ "
        f"{MIN_CREATORS} TikToker; vẽ nhiều nhất {_MOST_DRAWN} mục mỗi loại, mục đổi rõ trước; "
        f"nhãn do mô hình hoặc từ điển tìm; trên {reader.view.scope_words}",
        int(of_all),
        unit="video có nhãn hoặc món, tính theo từng loại",
        findings=content_findings(frame),
        table=lambda: _table(asked),
    )


def _read(reader: Reader) -> pd.DataFrame:
    pair = chosen_pair(reader)
    if pair is None:
        nothing = {name: pd.Series(dtype="float64") for name in _COUNTS}
        return compare_shares(pd.DataFrame({"kind": [], "name": [], **nothing}))
    frame = reader.frame(
        compare_periods.content,
        pair.texts,
        without_days(reader.view),
        least=MIN_SAMPLE,
        most=_MOST_READ,
    )
    return compare_shares(frame)


_COUNTS: Final = ("first_n", "second_n", "first_of", "second_of", "creators")


def _drawn(rows: pd.DataFrame) -> pd.DataFrame:
    """Returns the rows that are drawn, the largest ratio first: those beyond doubt, then others."""
    if rows.empty:
        return rows.assign(group=[], hover=[])
    size = np.abs(np.log(rows["estimate"]))
    first = rows.assign(size=size).sort_values(["clear", "size"], ascending=False)
    kept = first.head(_MOST_DRAWN).sort_values("estimate", ascending=False)
    return kept.assign(
        group=[KINDS[kind] for kind in kept["kind"]],
        hover=[
            f"<b>{decimal(row['estimate'], 2)} lần</b> ({decimal(row['low'], 2)} đến "
            f"{decimal(row['high'], 2)})<br>Giai đoạn 1: {percent(row['first_share'])} "
            f"({whole(row['first_n'])} video)<br>Giai đoạn 2: {percent(row['second_share'])} "
            f"({whole(row['second_n'])} video)<br>của {whole(row['creators'])} TikToker"
            for row in kept.to_dict("records")
        ],
    )


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    columns = {
        "kind": "Loại",
        "name": "Mục",
        "first_n": "Video giai đoạn 1",
        "second_n": "Video giai đoạn 2",
        "first_share": "Tỷ trọng giai đoạn 1",
        "second_share": "Tỷ trọng giai đoạn 2",
        "estimate": "Gấp mấy lần",
        "low": "Cận dưới 95 %",
        "high": "Cận trên 95 %",
        "p": "p sau hiệu chỉnh Holm",
        "creators": "Số TikToker",
    }
    named = rows.assign(kind=[KINDS[kind] for kind in rows["kind"]])
    return named[list(columns)].rename(columns=columns)
