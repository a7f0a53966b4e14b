"""What the dishes of a week suggest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dash_app.findings.dish_next_week import RULE, Track
from dash_app.findings.dishes_of_week import times_words
from dash_app.findings.rising_dishes import RisingDish
from dash_app.findings.suggestion import Suggestion
from dash_app.findings.weekly_dishes import STEPS, WeeklyDish
from dash_app.links import DATA_PAGE, DISHES_PAGE, page
from dash_app.statistics import MIN_PERIODS, MIN_SAMPLE
from dash_app.words import decimal, percent, q_words, whole
from etl.alerts.kinds import WEEKS_BEFORE

_UNREAD = 0.6
"""Below this share of videos with a dish a week is known too little."""


def dish_week_suggestions(
    rule: Sequence[WeeklyDish],
    rising: Sequence[RisingDish],
    tracks: Mapping[str, Track],
    common: pd.DataFrame,
    weeks: int,
    links: Mapping[str, str],
    videos: int,
    named: int,
) -> tuple[Suggestion, ...]:
    """Returns what to make next week.

    Args:
        rule: The list of the rule.
        rising: The surest rises first.
        tracks: Of `dish_next_week.tracks`.
        common: Dishes that are set aside: name, weeks; the most present first.
        weeks: Weeks in which any dish was named.
        links: Address of a dish's videos by its name.
        videos: Of the chosen week.
        named: Those of them that name a dish.
    """
    found = (
        _rising(rising, links),
        _by_rule(rule, rising, tracks[RULE], links),
        _lasting(common, weeks),
        _unread(videos, named),
    )
    return tuple(each for each in found if each)


def _rising(rising: Sequence[RisingDish], links: Mapping[str, str]) -> Suggestion | None:
    if not rising:
        return None
    first = rising[0]
    numbers = (
        f"{whole(first.creators)} TikToker nhắc tới, dự kiến {decimal(first.expected)} theo "
        f"{WEEKS_BEFORE} tuần trước ({_size(first)}, {q_words(first.q)})"
    )
    if first.sure:
        return Suggestion(
            f"Quay {first.name} ngay tuần tới.",
            f"Món lên rõ nhất: {numbers}.",
            links.get(first.name, ""),
            "Xem các video ấy",
        )
    return Suggestion(
        f"Theo dõi {first.name}, chưa vội quay.",
        f"Đứng đầu danh sách đang lên nhưng chưa đủ chắc: {numbers}.",
        links.get(first.name, ""),
        "Xem các video ấy",
        sure=False,
    )


def _size(dish: RisingDish) -> str:
    return f"gấp {times_words(dish)}" if dish.before else times_words(dish)


def _by_rule(
    rule: Sequence[WeeklyDish],
    rising: Sequence[RisingDish],
    track: Track,
    links: Mapping[str, str],
) -> Suggestion | None:
    taken = {dish.name for dish in rising[:1]}
    fit = [dish for dish in rule if dish.step == STEPS[0] and dish.name not in taken]
    if not fit:
        return None
    first = fit[0]
    borne_out = (
        f" Trong {whole(track.weeks)} tuần trước, {percent(track.hits.estimate, 0)} món của quy "
        "tắc được nhắc trên mức thường ở tuần kế tiếp."
        if track.weeks >= MIN_PERIODS
        else ""
    )
    return Suggestion(
        f"Thử {first.name} nếu hợp kênh.",
        f"{whole(first.n)} lượt nhắc tuần này, {percent(first.share, 0)} lượt nhắc của món trong "
        f"cửa sổ.{borne_out}",
        links.get(first.name, ""),
        "Xem các video ấy",
        sure=False,
    )


def _lasting(common: pd.DataFrame, weeks: int) -> Suggestion | None:
    if len(common) < 3 or weeks < MIN_SAMPLE:
        return None
    first = common.iloc[0]
    return Suggestion(
        f"Giữ {', '.join(common['name'].head(3))} làm nội dung quanh năm.",
        f"Món thường trực: {first['name']} có mặt trong {whole(first['weeks'])} trên "
        f"{whole(weeks)} tuần, không cần chờ đúng lúc.",
        page(DISHES_PAGE),
        "Xem món theo danh mục",
    )


def _unread(videos: int, named: int) -> Suggestion | None:
    if videos < MIN_SAMPLE or named / videos >= _UNREAD:
        return None
    return Suggestion(
        "Đọc nốt lời thoại của tuần này trước khi tin các danh sách.",
        f"Chỉ {percent(named / videos, 0)} trong {whole(videos)} video đọc được món.",
        DATA_PAGE,
        "Xem dữ liệu",
        sure=False,
    )
