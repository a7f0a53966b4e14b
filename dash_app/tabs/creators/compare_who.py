"""So sánh: who they are, with what one asks first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from dash_app.components.contenders import ContenderCard, build_contenders
from dash_app.links import creator_page, tiktok_profile
from dash_app.pages import Reader, Shown
from dash_app.statistics import Interval
from dash_app.tabs.creators.compare_choice import Contender, comparison
from dash_app.tabs.creators.compare_values import measured
from dash_app.words import day, decimal, percent, short, whole

STALE_DAYS: Final = 30
"""Days without a video, up to the newest video of the data, from which on it is said."""


def show_who(reader: Reader) -> Shown:
    """Each creator in its colour, with what one asks first."""
    found = comparison(reader)
    cards = [
        _card(contender, values, reader.snapshot.newest)
        for contender, values in zip(found.contenders, measured(reader), strict=True)
    ]
    return Shown(
        "Ai với ai",
        build_contenders(cards, found.notes, len(found.drawn)),
        "hồ sơ ở lần thu thập mới nhất; trung vị không tính video ghim",
        len(cards),
        "TikToker",
        table=pd.DataFrame(
            [
                {"TikToker": card.account, "Tên hiển thị": card.nickname, **dict(card.counts)}
                for card in cards
            ]
        ),
    )


def _card(
    contender: Contender, values: Mapping[str, Interval], newest: date | None
) -> ContenderCard:
    channel = contender.channel
    marks = [
        contender.tier_name if contender.tier else "Chưa rõ nhóm người theo dõi",
        *(["Tích xanh"] * bool(channel["verified"])),
        *(["Có TikTok Shop"] * bool(channel["is_seller"])),
        *(["Tài khoản doanh nghiệp"] * bool(channel["is_business"])),
        *(["Có liên hệ booking"] * (channel["booking_note"] == "offers")),
    ]
    last = last_day(channel["last_posted_date"])
    warnings = [
        *(["Ghi không nhận booking"] * (channel["booking_note"] == "refuses")),
        *(["Chưa có tệp hồ sơ riêng"] * (not channel["has_profile"])),
        *(
            [f"Không có video mới từ {day(last)}"]
            * bool(last and newest and (newest - last).days > STALE_DAYS)
        ),
    ]
    counts = (
        ("Người theo dõi", short(values["followers"].estimate)),
        ("Lượt xem / video", short(values["median_plays"].estimate)),
        ("Tỷ lệ tương tác", percent(values["median_engagement_rate"].estimate, 2)),
        ("Video / tuần", decimal(values["videos_per_week"].estimate)),
    )
    return ContenderCard(
        colour=contender.colour,
        nickname=contender.nickname,
        account=contender.name,
        marks=marks,
        warnings=warnings,
        counts=counts,
        note=_sample_words(contender, last),
        page=creator_page(contender.account),
        url=tiktok_profile(contender.account),
    )


def _sample_words(contender: Contender, last: date | None) -> str:
    collected, shown = contender.channel["videos_collected"], contender.n
    if not collected:
        return "Chưa thu thập video nào."
    if not shown:
        return f"Không video nào trong {whole(collected)} video khớp với bộ lọc."
    some = "" if shown == collected else f" trong {whole(collected)} đã thu thập"
    return f"{whole(shown)} video{some}; đăng lần cuối {day(last)}."


def last_day(value: Any) -> date | None:
    """Returns a day of the datasets as a date; None where it is missing."""
    return None if value is None else pd.Timestamp(value).date()
