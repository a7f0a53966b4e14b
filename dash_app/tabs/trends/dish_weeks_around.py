"""Món nổi bật theo tuần: the weeks around the chosen one, and which list they bear out."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import html

from dash_app.components.week_columns import WeekColumn, build_week_columns
from dash_app.figures.heatmap import heatmap
from dash_app.figures.interval_rows import interval_rows
from dash_app.figures.theme import empty_figure
from dash_app.findings.dish_next_week import (
    ANY,
    BEFORE,
    LISTS,
    MOST_LISTED,
    Track,
    followed_weeks,
    tracks,
)
from dash_app.findings.dishes_of_week import LIST_NAMES, difference_findings
from dash_app.findings.finding import Finding
from dash_app.findings.week_names import short_week_name, week_name
from dash_app.links import page
from dash_app.pages import Reader, Shown
from dash_app.statistics import MIN_PERIODS
from dash_app.tabs.trends.dish_board import NEIGHBOURS, TESTED, Board, read_board
from dash_app.tabs.trends.dish_lists import MOST_SHOWN, NO_DISHES
from dash_app.words import decimal, percent, whole

_STRIP_WEEKS: Final = 12
_STRIP_DISHES: Final = 16
_NEIGHBOUR_DISHES: Final = 5
_PLACES: Final = {
    -2: "hai tuần trước",
    -1: "tuần trước",
    0: "tuần đang xem",
    1: "tuần sau",
    2: "hai tuần sau",
}


def show_strip(reader: Reader) -> Shown:
    """The last twelve weeks of the dishes on both lists."""
    board = read_board(reader)
    if board is None:
        return _without_dishes("Mười hai tuần gần nhất", empty_figure(f"{NO_DISHES}"))
    counts = board.found.mentions.loc[: board.week].tail(_STRIP_WEEKS)
    names = _listed(board)
    shown = counts[names]
    rows = shown.rename_axis("week").reset_index().melt("week", var_name="dish", value_name="n")
    weeks = list(shown.index)
    return Shown(
        f"{len(weeks)} tuần gần nhất của các món ấy, đến {_inside(board.name)}",
        heatmap(
            rows,
            x="week",
            y="dish",
            value="n",
            xs=weeks,
            ys=names,
            x_names=[short_week_name(week) for week in weeks],
            y_names=names,
            title="Lượt nhắc",
        ),
        "lượt nhắc (số video nhắc tới món) mỗi tuần ISO của các món trong hai danh sách, món đủ "
        "chắc và món của quy tắc trước; tuần không ai nhắc là 0; trên "
        f"{reader.view.scope_words}",
        int(shown.to_numpy().sum()),
        unit="lượt nhắc",
        findings=_strip_findings(shown),
        table=lambda: (
            shown.set_axis([week_name(week) for week in weeks]).T.rename_axis("Món").reset_index()
        ),
    )


def show_neighbours(reader: Reader) -> Shown:
    """The lists of the weeks before and after."""
    board = read_board(reader)
    if board is None:
        return _without_dishes("Các tuần bên cạnh", html.P(f"{NO_DISHES}.", className="muted"))
    weeks = [
        (steps, week)
        for steps in range(-NEIGHBOURS, NEIGHBOURS + 1)
        if board.has(week := board.week + pd.Timedelta(weeks=steps))
    ]
    return Shown(
        "Các tuần bên cạnh",
        build_week_columns(
            [_column(reader, board, steps, week) for steps, week in weeks], "không có"
        ),
        f"{_NEIGHBOUR_DISHES} món đầu danh sách của quy tắc (lượt nhắc) và các món đang lên đủ "
        "chắc (TikToker) của từng tuần, tính như hai bảng ở trên; bấm tên tuần để xem tuần ấy; "
        f"trên {reader.view.scope_words}",
        sum(board.facts(week).videos for _, week in weeks),
        table=lambda: _neighbours_table(board, [week for _, week in weeks]),
    )


def show_tracks(reader: Reader) -> Shown:
    """How often the dishes of each kind of list were named above usual in the week after."""
    board = read_board(reader)
    if board is None:
        return _without_dishes("Danh sách nào đoán đúng?", empty_figure(f"{NO_DISHES}"))
    found = read_tracks(reader)
    chance = found[ANY].hits.estimate
    frame = pd.DataFrame(
        {
            "name": [LIST_NAMES[kind] for kind in LISTS],
            "estimate": [found[kind].hits.estimate for kind in LISTS],
            "low": [found[kind].hits.low for kind in LISTS],
            "high": [found[kind].hits.high for kind in LISTS],
            "clear": [_is_above(found[kind], chance) for kind in LISTS],
            "hover": [_track_hover(LIST_NAMES[kind], found[kind]) for kind in LISTS],
        }
    ).astype({"estimate": "float64", "low": "float64", "high": "float64"})
    weeks = max(track.weeks for track in found.values())
    return Shown(
        f"Danh sách nào đoán đúng tuần kế tiếp? {whole(weeks)} tuần trước tuần này",
        interval_rows(
            frame if weeks >= MIN_PERIODS else frame.iloc[:0],
            x_title="Tỷ lệ món vượt mức thường",
            empty=f"Cần ít nhất {MIN_PERIODS} tuần có đủ {BEFORE} tuần trước và một tuần sau",
        ),
        f"với mỗi tuần trong tối đa {TESTED} tuần trước tuần đang xem: tỷ lệ món trong danh sách "
        f"mà tuần kế tiếp có nhiều lượt nhắc hơn trung bình {BEFORE} tuần trước của chính nó; các "
        f"danh sách dài bằng nhau (bằng danh sách của quy tắc, nhiều nhất {MOST_LISTED} món); đang "
        "lên: lấy theo thứ tự chắc nhất, kể cả món chưa đủ chắc; rút ngẫu nhiên: trong các món "
        "được nhắc tuần ấy, tính kỳ vọng; khoảng tin cậy 95 % theo tuần (ước lượng tỷ số, Cochran "
        f"1977); chấm đậm: rời hẳn mức ngẫu nhiên; trên {reader.view.scope_words}",
        round(sum(track.listed for kind, track in found.items() if kind != ANY)),
        unit="món trong các danh sách",
        findings=difference_findings(found),
        table=lambda: _tracks_table(found),
    )


def read_tracks(reader: Reader) -> dict[str, Track]:
    """Returns how each kind of list did over the weeks before the chosen one."""
    return reader.kept(_tracks)


def _tracks(reader: Reader) -> dict[str, Track]:
    board = read_board(reader)
    if board is None:
        return {}
    weeks = followed_weeks(board.found, board.week, TESTED)
    return dict(tracks(board.found, board.kept, weeks, board.look_back))


def _listed(board: Board) -> list[str]:
    rising = board.rising()[:MOST_SHOWN]
    names = [
        *(dish.name for dish in rising if dish.sure),
        *(dish.name for dish in board.by_rule()[:MOST_SHOWN]),
        *(dish.name for dish in rising),
    ]
    return list(dict.fromkeys(names))[:_STRIP_DISHES]


def _strip_findings(counts: pd.DataFrame) -> tuple[Finding, ...]:
    """Says which dishes are new and which have lasted."""
    if len(counts) < _STRIP_WEEKS or counts.empty:
        return (Finding(f"Chưa đủ {_STRIP_WEEKS} tuần để thấy món nào mới.", "few"),)
    before = counts.iloc[:-1]
    present = (before.to_numpy() > 0).sum(axis=0)
    most = int(present.argmax())
    new = [str(name) for name, weeks in zip(counts, present, strict=True) if not weeks]
    found = [
        Finding(
            f"{len(new)} trong {len(counts.columns)} món không ai nhắc trong {len(before)} tuần "
            f"trước: {', '.join(new)}."
            if new
            else f"Món nào ở đây cũng đã được nhắc trong {len(before)} tuần trước."
        )
    ]
    if present[most]:
        found.append(
            Finding(
                f"Quen mặt nhất: {counts.columns[most]}, được nhắc trong {whole(present[most])} "
                f"của {len(before)} tuần trước."
            )
        )
    return tuple(found)


def _column(reader: Reader, board: Board, steps: int, week: pd.Timestamp) -> WeekColumn:
    facts = board.facts(week)
    partial = ", chưa trọn" if board.is_partial(week) else ""
    named = f"{whole(facts.named)}/{whole(facts.videos)} video có nhắc món"
    rule = tuple((dish.name, whole(dish.n)) for dish in board.by_rule(week)[:_NEIGHBOUR_DISHES])
    sure = tuple(
        (dish.name, f"{whole(dish.creators)} TikToker") for dish in board.rising(week) if dish.sure
    )
    return WeekColumn(
        week_name(week),
        f"{_PLACES[steps]}{partial}; {named}",
        _week_link(reader, week) if steps else "",
        (("Theo quy tắc", rule), ("Đang lên, đủ chắc", sure[:_NEIGHBOUR_DISHES])),
    )


def _week_link(reader: Reader, week: pd.Timestamp) -> str:
    """Returns the address of this page with another week; filters are taken along by the link."""
    own = {name: reader.view.choice(name) for name in ("scope", "back", "level")}
    return page("/trends/dish-weeks", week=f"{week:%Y-%m-%d}", **own)


def _neighbours_table(board: Board, weeks: list[pd.Timestamp]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for week in weeks:
        rows += [
            {"Tuần": week_name(week), "Danh sách": "quy tắc", "Món": dish.name, "Số": dish.n}
            for dish in board.by_rule(week)[:MOST_SHOWN]
        ]
        rows += [
            {
                "Tuần": week_name(week),
                "Danh sách": "đang lên, đủ chắc",
                "Món": dish.name,
                "Số": dish.creators,
            }
            for dish in board.rising(week)
            if dish.sure
        ]
    return pd.DataFrame(rows, columns=["Tuần", "Danh sách", "Món", "Số"])


def _is_above(track: Track, chance: float | None) -> bool:
    low = track.hits.low
    return low is not None and chance is not None and low > chance


def _track_hover(name: str, track: Track) -> str:
    hits, growth = track.hits, track.growth
    return (
        f"<b>{name}: {percent(hits.estimate)}</b> ({percent(hits.low)} đến {percent(hits.high)})"
        f"<br>Lượt nhắc tuần kế tiếp: {decimal(growth.estimate, 2)} lần mức thường "
        f"({decimal(growth.low, 2)} đến {decimal(growth.high, 2)})"
        f"<br>Trung bình {decimal(track.next, 1)} video mỗi món"
        f"<br>{whole(track.listed)} món của {whole(track.weeks)} tuần"
    )


def _tracks_table(found: dict[str, Track]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Danh sách": LIST_NAMES[kind],
                "Số tuần": track.weeks,
                "Số món": round(track.listed),
                "Tỷ lệ trên mức thường": track.hits.estimate,
                "Cận dưới 95 %": track.hits.low,
                "Cận trên 95 %": track.hits.high,
                "Lượt nhắc so với mức thường": track.growth.estimate,
                "Cận dưới 95 % (lượt nhắc)": track.growth.low,
                "Cận trên 95 % (lượt nhắc)": track.growth.high,
                "Video mỗi món, tuần kế tiếp": track.next,
            }
            for kind, track in found.items()
        ]
    )


def _inside(name: str) -> str:
    return f"{name[0].lower()}{name[1:]}"


def _without_dishes(title: str, content: Any) -> Shown:
    return Shown(title, content, NO_DISHES.lower(), 0, findings=(Finding(f"{NO_DISHES}.", "few"),))
