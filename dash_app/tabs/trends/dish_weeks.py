"""Món nổi bật theo tuần: which dishes a week is about, by rule and by evidence."""

from __future__ import annotations

import pandas as pd
from dash import Dash, html

from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.page import page_layout, register_page
from dash_app.components.suggestions import show_suggestions
from dash_app.findings.dish_week_suggestions import dish_week_suggestions
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.services import Services
from dash_app.tabs.trends.dish_board import (
    LEVEL,
    LOOK_BACK,
    WEEK,
    Board,
    chosen_outside,
    read_board,
)
from dash_app.tabs.trends.dish_lists import show_common, show_rising, show_rule, shown_links
from dash_app.tabs.trends.dish_weeks_around import (
    read_tracks,
    show_neighbours,
    show_strip,
    show_tracks,
)
from dash_app.view import SCOPE
from dash_app.words import day, percent, q_words, whole


def show_key_figures(reader: Reader) -> Shown:
    """Which week it is, what is known of it, and what comes first on both lists."""
    board = read_board(reader)
    figures = _key_figures(reader, board) if board else [KeyFigure("Tuần đang xem", "—")]
    return Shown(
        "Các con số chính",
        build_key_figures(figures),
        f"trên {reader.view.scope_words}",
        board.facts(board.week).videos if board else 0,
        table=pd.DataFrame([{"Chỉ số": each.label, "Giá trị": each.value} for each in figures]),
    )


def show_actions(reader: Reader) -> Shown:
    """What to do about it."""
    board = read_board(reader)
    if board is None:
        return show_suggestions((), 0)
    rule, rising = board.by_rule(), board.rising()
    facts = board.facts(board.week)
    return show_suggestions(
        dish_week_suggestions(
            rule,
            rising,
            read_tracks(reader),
            board.common,
            board.named_weeks,
            shown_links(reader),
            facts.videos,
            facts.named,
        ),
        facts.videos,
    )


PAGE = Page(
    tab="trends",
    path="/trends/dish-weeks",
    title="Món nổi bật theo tuần",
    icon="stars",
    order=5,
    lead="Một tuần nói về món gì: theo quy tắc quen thuộc, và theo bằng chứng có kiểm định.",
    controls=(WEEK, LOOK_BACK, LEVEL, SCOPE),
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("rule", show_rule, "body"),
        Card("rising", show_rising, "body"),
        Card("strip", show_strip, wide=True, height=440),
        Card("neighbours", show_neighbours, "body", wide=True),
        Card("tracks", show_tracks, height=360),
        Card("common", show_common, "body"),
        Card("actions", show_actions, "body", wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _key_figures(reader: Reader, board: Board) -> list[KeyFigure]:
    facts, rule, rising = board.facts(board.week), board.by_rule(), board.rising()
    sure = [dish for dish in rising if dish.sure]
    mentions = board.found.mentions.loc[board.week].to_numpy()
    sunday = board.week + pd.Timedelta(days=6)
    span = f"{day(board.week)} đến {day(sunday)}"
    if board.is_partial(board.week):
        span += ", chưa trọn"
    if chosen_outside(reader):
        span += "; tuần đã chọn nằm ngoài khoảng thời gian lọc"
    what = "nhóm món" if reader.view.choice("level") == "dish_group" else "tên món"
    first = rising[0] if rising else None
    return [
        KeyFigure("Tuần đang xem", board.name.partition(" (")[0], span),
        KeyFigure(
            "Video trong tuần",
            whole(facts.videos),
            f"{percent(facts.named / facts.videos, 0)} có nhắc món"
            if facts.videos
            else "không có video",
        ),
        KeyFigure(
            "Lượt nhắc món",
            whole(mentions.sum()),
            f"{whole((mentions > 0).sum())} {what} của {whole(facts.creators)} TikToker",
        ),
        KeyFigure(
            "Đầu danh sách quy tắc",
            rule[0].name if rule else "—",
            f"{whole(rule[0].n)} lượt nhắc; {whole(len(rule))} món trong danh sách"
            if rule
            else "không có món nào ngoài món thường trực",
        ),
        KeyFigure(
            "Đang lên, đủ chắc",
            f"{whole(len(sure))} món",
            f"chắc nhất: {first.name} ({q_words(first.q)})"
            if first
            else "không món nào có từ ba TikToker",
        ),
    ]
