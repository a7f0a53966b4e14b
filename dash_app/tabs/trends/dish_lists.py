"""Món nổi bật theo tuần: the two lists of a week, and what stands aside."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import html

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.findings.dishes_of_week import (
    RISING_WORDS,
    RULE_WORDS,
    rising_dish_findings,
    rule_findings,
    step_words,
    window_findings,
)
from dash_app.findings.finding import Finding
from dash_app.findings.rising_dishes import RisingDish
from dash_app.findings.weekly_dishes import COMMON, WeeklyDish
from dash_app.pages import Reader, Shown
from dash_app.tabs.trends.dish_board import Board, dish_links, read_board
from dash_app.words import decimal, percent, q_percent, whole
from etl.alerts.kinds import LEAST_WEEKS, WEEKS_BEFORE

MOST_SHOWN: Final = 10
_MOST_COMMON_SHOWN: Final = 30
NO_DISHES: Final = "Không video nào trong góc nhìn này nhắc tới món"

_SURE_MARK: Final = [html.Span("đủ chắc", className="sure-mark")]
_RISING_COLUMNS: Final = (
    FactColumn("Món"),
    FactColumn("TikToker", number=True),
    FactColumn("Dự kiến", number=True),
    FactColumn("Gấp", number=True),
    FactColumn("q", number=True),
)


def show_rule(reader: Reader) -> Shown:
    """The list of the rule."""
    board = read_board(reader)
    listed = board.by_rule() if board else ()
    shown = listed[:MOST_SHOWN]
    rows = [
        (
            _dish(reader, dish.name),
            whole(dish.n),
            whole(dish.before),
            percent(dish.share, 0),
            step_words(dish.step),
        )
        for dish in shown
    ]
    back = reader.view.choice("back")
    columns = (
        FactColumn("Món"),
        FactColumn("Lượt nhắc", number=True),
        FactColumn(f"{back} tuần trước", number=True),
        FactColumn("Tỷ lệ", number=True),
        FactColumn("Qua bậc", number=True),
    )
    content: Any = html.P(_nothing(board), className="muted")
    if rows:
        content = build_facts_table("Món nổi bật theo quy tắc", columns, rows)
    return Shown(
        f"Nổi bật theo quy tắc{_of(board)}",
        content,
        f"{RULE_WORDS}; tỷ lệ: phần lượt nhắc của món trong cửa sổ rơi vào tuần này; cửa sổ: tuần "
        f"này và {back} tuần lịch ngay trước (tuần không có video tính là 0); lượt nhắc là số "
        "video nhắc tới món; số tuần: các tuần có nhắc món bất kỳ trong góc nhìn này; bằng nhau "
        f"thì xếp theo tỷ lệ rồi theo tên; {_basis(reader)}",
        sum(dish.n for dish in listed),
        unit="lượt nhắc",
        findings=(
            *rule_findings(
                listed,
                len(shown),
                board is not None and board.week == board.first,
                len(board.common) if board else 0,
            ),
            *_window(board, int(back)),
        )
        if board
        else (Finding(NO_DISHES + ".", "few"),),
        table=lambda: _rule_table(listed),
    )


def show_rising(reader: Reader) -> Shown:
    """The dishes whose rise is surest."""
    board = read_board(reader)
    listed = board.rising() if board else ()
    shown = listed[:MOST_SHOWN]
    rows = [
        (
            [_dish(reader, dish.name), *_SURE_MARK * dish.sure],
            whole(dish.creators),
            decimal(dish.expected),
            f"{decimal(dish.times)}×" if dish.before else "mới",
            q_percent(dish.q),
        )
        for dish in shown
    ]
    content: Any = html.P("Không có món nào để liệt kê.", className="muted")
    if rows:
        content = build_facts_table("Món đang lên", _RISING_COLUMNS, rows)
    return Shown(
        f"Đang lên theo bằng chứng{_of(board)}",
        content,
        f"{RISING_WORDS}; cùng kiểm định với Cảnh báo; {_basis(reader)}",
        int(board.found.active[board.week]) if board else 0,
        unit="TikToker có nhắc món",
        findings=(
            *rising_dish_findings(
                listed, int(board.found.active[board.week]), _is_comparable(board)
            ),
            *_window(board, WEEKS_BEFORE),
        )
        if board
        else (Finding(NO_DISHES + ".", "few"),),
        table=lambda: _rising_table(listed),
    )


def show_common(reader: Reader) -> Shown:
    """The dishes that the rule sets aside."""
    board = read_board(reader)
    common = board.common if board else pd.DataFrame(columns=["name", "weeks", "n"])
    weeks = board.named_weeks if board else 0
    columns = (
        FactColumn("Món"),
        FactColumn("Có mặt trong", number=True),
        FactColumn("Tỷ lệ tuần", number=True),
        FactColumn("Số video", number=True),
    )
    rows = [
        (name, f"{whole(present)} tuần", percent(present / weeks, 0), whole(n))
        for name, present, n in common[["name", "weeks", "n"]]
        .head(_MOST_COMMON_SHOWN)
        .itertuples(index=False)
    ]
    content: Any = html.P("Không có món nào.", className="muted")
    if rows:
        content = build_facts_table("Món thường trực", columns, rows, tall=True)
    return Shown(
        f"{whole(len(common))} món thường trực, quy tắc để riêng"
        + (f" ({_MOST_COMMON_SHOWN} món đầu)" if len(common) > _MOST_COMMON_SHOWN else ""),
        content,
        f"món có mặt trong hơn {COMMON} % của {whole(weeks)} tuần có nhắc món trong góc nhìn này; "
        f"{_basis(reader)}",
        weeks,
        unit="tuần",
        table=lambda: common.assign(share=common["weeks"] / max(weeks, 1)).rename(
            columns={
                "name": "Món",
                "weeks": "Số tuần có mặt",
                "n": "Số video",
                "share": "Tỷ lệ tuần",
            }
        ),
    )


def shown_links(reader: Reader) -> dict[str, str]:
    """Returns by name the addresses of the dishes that the two lists show."""
    return reader.kept(_links)


def _links(reader: Reader) -> dict[str, str]:
    board = read_board(reader)
    if board is None:
        return {}
    names = [
        *(dish.name for dish in board.by_rule()[:MOST_SHOWN]),
        *(dish.name for dish in board.rising()[:MOST_SHOWN]),
    ]
    return dish_links(reader, list(dict.fromkeys(names)), board.week)


def _dish(reader: Reader, name: str) -> html.A:
    address = shown_links(reader)[name]
    return html.A(name, href=address, **{"data-nav": address})


def _of(board: Board | None) -> str:
    return f": {board.name[0].lower()}{board.name[1:]}" if board else ""


def _nothing(board: Board | None) -> str:
    if board is None:
        return f"{NO_DISHES}."
    return "Tuần này không có món nào ngoài các món thường trực."


def _basis(reader: Reader) -> str:
    return f"trên {reader.view.scope_words}"


def _is_comparable(board: Board) -> bool:
    before = board.found.active.loc[: board.week].iloc[:-1].tail(WEEKS_BEFORE)
    return int((before > 0).sum()) >= LEAST_WEEKS


def _window(board: Board, back: int) -> tuple[Finding, ...]:
    place = board.weeks["week_start"].searchsorted(board.week)
    return window_findings(board.weeks.iloc[max(place - back, 0) : place + 1])


def _rule_table(listed: tuple[WeeklyDish, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [(dish.name, dish.n, dish.before, dish.share, step_words(dish.step)) for dish in listed],
        columns=["Món", "Lượt nhắc", "Lượt nhắc các tuần trước", "Tuần này chiếm", "Qua bậc"],
    )


def _rising_table(listed: tuple[RisingDish, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (
                dish.name,
                dish.creators,
                dish.before,
                dish.mentions,
                dish.expected,
                dish.times,
                dish.q,
                "đủ chắc" if dish.sure else "chưa chắc",
            )
            for dish in listed
        ],
        columns=[
            "Món",
            "TikToker",
            "Lượt TikToker × tuần trước đó",
            "Số video",
            "Dự kiến",
            "Gấp",
            "q",
            "Kết luận",
        ],
    )
