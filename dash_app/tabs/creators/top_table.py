"""The rows of a ranking: as a table that is read page by page, as a file, and on hover."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from dash_app.findings.bins import number_words, value_words
from dash_app.pages import Grid, GridColumn, Reader
from dash_app.tabs.creators.channel_measures import ENGAGEMENT
from dash_app.tabs.creators.ranking import Ranking, ordered_rows, rank_creators
from dash_app.words import MISSING, TIERS, day, percent, whole


def known_words(value: Any, write: Callable[[Any], str] = str) -> str:
    """Returns a value written out; a dash for what is missing."""
    return MISSING if pd.isna(value) else write(value)


_COLUMNS: Final = (
    GridColumn("rank", "Hạng", whole, 84, number=True),
    GridColumn("creator", "TikToker", width=180, creator=True),
    GridColumn("nickname", "Tên hiển thị", known_words, 170, flex=1),
    GridColumn("tier", "Nhóm", lambda v: TIERS.get(v, MISSING), 115, sortable=False),
    GridColumn("value", "Số xếp hạng", width=140, number=True),
    GridColumn("share", "Phần của tổng", lambda v: percent(v, 2), 130, number=True),
    GridColumn("followers", "Người theo dõi", whole, 140, number=True),
    GridColumn("hearts", "Lượt thích của kênh", whole, 165, number=True),
    GridColumn("video_count", "Video của kênh", whole, 140, number=True),
    GridColumn("videos", "Video trong góc nhìn", whole, 170, number=True),
    GridColumn("total_plays", "Tổng lượt xem", whole, 140, number=True),
    GridColumn("engagement_rate", "Tương tác (gộp)", lambda v: percent(v, 2), 145, number=True),
    GridColumn("last_posted_date", "Đăng lần cuối", lambda v: known_words(v, day), 130),
)


def _rows(
    reader: Reader, order: str, descending: bool, offset: int, limit: int
) -> Sequence[Mapping[str, Any]]:
    ranking = rank_creators(reader)
    rows = ordered_rows(ranking.rows, order, descending, offset, limit)
    return [row | {"value": number_words(row["value"], ranking.measure)} for row in rows]


GRID: Final = Grid(
    "creators-top-grid",
    _COLUMNS,
    _rows,
    lambda reader: len(rank_creators(reader).rows),
    # Descending: the highest value, or the last rank.
    lambda reader: "rank" if reader.view.choice("rank_side") == "bottom" else "value",
)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Returns the rows of a frame by column."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def hover_words(row: Mapping[str, Any], ranking: Ranking) -> str:
    """Returns what is said of a creator where it is pointed at."""
    measure = ranking.measure
    share = f" ({percent(row['share'])} của tổng)" if ranking.is_total else ""
    tier = TIERS.get(row["tier"], "Chưa rõ nhóm").lower()
    lines = [
        f"<b>Hạng {whole(row['rank'])}: @{row['creator']}</b>",
        f"{known_words(row['nickname'])}, {tier}",
        f"{measure.label}: <b>{value_words(row['value'], measure)}</b>{share}",
        f"Người theo dõi: {whole(row['followers'])}",
        f"Video trong góc nhìn: {whole(row['videos'])}",
    ]
    if measure.key != ENGAGEMENT.key:
        lines.append(f"{ENGAGEMENT.label}: {percent(row['engagement_rate'], 2)}")
    return "<br>".join(lines)


def ranking_table(ranking: Ranking, rows: pd.DataFrame) -> pd.DataFrame:
    """Returns rows of a ranking with Vietnamese column names."""
    names = {each.field: each.title for each in _COLUMNS} | {"value": ranking.measure.label}
    # What is ranked by is `value`, and would stand there twice.
    return (
        rows.drop(columns=ranking.measure.key if ranking.measure.key != "value" else [])
        .filter(list(names))
        .rename(columns=names)
    )


def shares_table(ranking: Ranking) -> pd.DataFrame:
    """Returns the chosen creators and, in one row, the rest."""
    chosen = ranking.chosen
    rest = ranking.rows[~ranking.rows["creator"].isin(chosen["creator"])]
    parts = pd.DataFrame(
        {
            "Tên": [*chosen["creator"], f"Phần còn lại ({whole(len(rest))} TikToker)"],
            ranking.measure.label: [*chosen["value"], rest["value"].sum()],
            "Phần của tổng": [*chosen["share"], rest["share"].sum()],
        }
    )
    return parts
