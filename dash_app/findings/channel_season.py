"""What to do about the season that comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from dash_app.findings.channel_evidence import Evidence
from dash_app.findings.suggestion import Suggestion
from dash_app.holidays import SEASONS, Holiday, holidays
from dash_app.words import day, whole

_SOON: Final = 120
"""Days from which on a season is too far to prepare for."""


def next_season(today: date) -> Holiday | None:
    """Returns the season that comes next, or that is on."""
    return next(
        (each for each in holidays() if each.name in SEASONS and each.ends_on >= today), None
    )


def season_suggestion(
    found: Sequence[Evidence], link: str, today: date
) -> tuple[Suggestion | None, Evidence | None]:
    """Returns what to do about it, and what that rests on; nothing where it is far away.

    Args:
        found: What the data say on each season.
        link: Of the page that shows seasons.
        today: In Viet Nam.
    """
    season = next_season(today)
    if season is None or (season.starts_on - today).days > _SOON:
        return None, None
    evidence = next((each for each in found if each.key == season.name), None)
    days = (season.starts_on - today).days
    when = f"còn {whole(days)} ngày" if days > 0 else "đang trong dịp"
    dates = (
        f"Bài đăng quanh {season.name} thường từ {day(season.starts_on)} đến {day(season.ends_on)} "
        f"({when})."
    )
    if evidence is None:
        told = "Dữ liệu đang xem chưa đủ video của dịp này để biết nó ra sao."
    elif not evidence.tells:
        told = f"{evidence.words}: không khác rõ."
    else:
        told = f"{evidence.words}."
    return (
        Suggestion(
            f"Đừng trông vào {season.name}: đặt video quan trọng trước hoặc sau dịp này."
            if evidence is not None and evidence.tells and not evidence.better
            else f"Chuẩn bị nội dung {season.name} trước {day(season.starts_on)}."
            if days > 0
            else f"Đăng nội dung {season.name} trước {day(season.ends_on)}.",
            f"{dates} {told}",
            link,
            "Xem theo tuần",
            sure=evidence is not None and evidence.sure,
            topic="Mùa",
        ),
        evidence,
    )
