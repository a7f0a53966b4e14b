"""Một TikToker: who it is, and its key figures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

import pandas as pd
from dash import html

from dash_app.components.chosen_creator import (
    Chosen,
    chosen,
    known_text,
    median_of,
    own_videos,
    regular,
)
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.own_rhythm import own_rhythm
from dash_app.components.profile_card import (
    Mark,
    ProfileCard,
    build_no_profile,
    build_profile,
)
from dash_app.findings.bins import number_words
from dash_app.findings.posting import frequency_words
from dash_app.links import tiktok_profile
from dash_app.metrics import metric
from dash_app.pages import Reader, Shown
from dash_app.tabs.creators.own_content import own_content
from dash_app.words import TIERS, day, decimal, percent, short, whole

COLLECT: Final = "python -m etl run --input THƯ_MỤC"
_BOOKING: Final = {
    "refuses": Mark("Giới thiệu nói không nhận booking", "x-circle", "warn"),
    "offers": Mark("Giới thiệu có liên hệ công việc", "check-circle", "good"),
}


def show_profile(reader: Reader) -> Shown:
    """Who the creator is, as TikTok and its own words say, and what is not known."""
    found = reader.kept(chosen)
    if found.profile is None:
        return Shown(
            f"{found.name}: hồ sơ" if found.account else "Hồ sơ",
            _not_found(found),
            "hồ sơ ở lần thu thập mới nhất",
            0,
        )
    card = _card(reader, found)
    rows = [("Tên hiển thị", card.nickname), ("Tài khoản", card.account), *card.counts, *card.facts]
    return Shown(
        f"{found.name}: hồ sơ",
        build_profile(card),
        "số liệu TikTok công bố ở lần thu thập mới nhất, không phụ thuộc bộ lọc; số điện thoại "
        "trong phần giới thiệu đã che; booking: đọc từ chữ trong phần giới thiệu; thể loại: nhãn "
        "có nhiều video nhất",
        int(found.value("videos_collected") or 0),
        "video đã thu thập",
        table=pd.DataFrame(rows, columns=["Mục", "Giá trị"]),
    )


def _not_found(found: Chosen) -> html.Div:
    if not found.account:
        return build_no_profile(
            "Không có TikToker nào khớp với bộ lọc.",
            ("Bỏ bớt bộ lọc, hoặc gõ tên một TikToker vào ô ở trên.",),
            "",
        )
    return build_no_profile(
        f"Không có {found.name} trong dữ liệu.",
        (
            "Kiểm tra lại: cần tên tài khoản (sau dấu @), không phải tên hiển thị. Gõ vài chữ vào "
            "ô TikToker ở trên để tìm theo cả hai.",
            "Nếu kênh chưa được thu thập: đưa hồ sơ và video của kênh vào thư mục dữ liệu rồi "
            "chạy lệnh dưới đây; trang này tự có dữ liệu sau đó.",
        ),
        COLLECT,
    )


def _card(reader: Reader, found: Chosen) -> ProfileCard:
    bio = found.value("bio")
    has_bio = bio is not None and bool(str(bio).strip())
    in_view, collected = len(own_videos(reader)), int(found.value("videos_collected") or 0)
    seen = (
        f"{whole(collected)} video"
        if in_view == collected
        else f"{whole(collected)} video, đang xem {whole(in_view)} theo bộ lọc"
    )
    return ProfileCard(
        nickname=known_text(found.value("nickname") or found.account),
        account=found.name,
        url=tiktok_profile(found.account),
        marks=tuple(_marks(found)),
        bio=str(bio).strip() if has_bio else "",
        no_bio="Kênh để trống phần giới thiệu."
        if found.value("has_profile")
        else "Chưa có phần giới thiệu.",
        counts=[
            (label, whole(found.value(column)))
            for label, column in (
                ("Người theo dõi", "followers"),
                ("Đang theo dõi", "following"),
                ("Tổng lượt thích", "hearts"),
                ("Video theo TikTok", "video_count"),
            )
        ],
        facts=[
            ("Thể loại", _category(reader)),
            ("Booking", _booking(found)),
            ("Đã thu thập", seen),
            ("Thu thập gần nhất", day(found.collected_on)),
        ],
        unknown=tuple(_unknown(found)),
        note=""
        if found.asked
        else "Chưa chọn TikToker nào: đang xem người có nhiều video nhất trong góc nhìn này. Gõ "
        "tên vào ô TikToker ở trên để xem người khác.",
        no_videos=""
        if in_view
        else f"{found.nothing()}: các phần về video của trang này được ẩn đi.",
    )


def _marks(found: Chosen) -> Iterator[Mark]:
    if found.value("verified"):
        yield Mark("Có tích xanh", "check-circle", "good")
    if found.tier in TIERS:
        yield Mark(f"{TIERS[found.tier]} theo người theo dõi", "people")
    if found.value("is_seller"):
        yield Mark("Có TikTok Shop", "tag")
    if found.value("is_business"):
        yield Mark("Tài khoản doanh nghiệp", "bar-chart")
    note = found.value("booking_note")
    if note in _BOOKING:
        yield _BOOKING[note]


def _booking(found: Chosen) -> str:
    return {
        "refuses": "phần giới thiệu nói không nhận booking",
        "offers": "phần giới thiệu có cách liên hệ công việc",
    }.get(found.value("booking_note") or "", "không rõ: phần giới thiệu không nói gì")


def _category(reader: Reader) -> str:
    first = next(iter(reader.kept(own_content).get("categories", ())), None)
    if first is None:
        return "chưa có nhãn"
    return f"{first.label} ({percent(first.share, 0)} trong {whole(first.of_field)} video có nhãn)"


def _unknown(found: Chosen) -> Iterator[str]:
    if not found.value("has_profile"):
        yield "kênh chưa có tệp hồ sơ riêng, các mục trên lấy từ thông tin kèm video."
    if found.value("followers") is None:
        yield "số người theo dõi, nên không xếp được nhóm và không so được với nhóm."
    missing = [
        words
        for column, words in (
            ("verified", "tích xanh"),
            ("is_seller", "TikTok Shop"),
            ("is_business", "tài khoản doanh nghiệp"),
        )
        if found.value(column) is None
    ]
    if missing:
        yield f"{', '.join(missing)}."
    total, collected = found.value("video_count"), int(found.value("videos_collected") or 0)
    if total and 0 < collected < total:
        yield (
            f"{whole(total - collected)} trong {whole(total)} video của kênh không có trong dữ "
            "liệu; mọi con số dưới đây chỉ nói về video đã thu thập."
        )


def show_key_figures(reader: Reader) -> Shown:
    """What its videos in view reach, how steadily, and how often there is a new one."""
    found, measure = reader.kept(chosen), reader.view.metric
    videos = own_videos(reader)
    own = reader.kept(regular)
    values = own[measure.key].dropna()
    rate = metric("engagement_rate")
    # A note has room for two short numbers on a phone.
    write = partial(percent, places=2) if measure.is_rate else short
    pinned = len(videos) - len(own)
    dates = (
        f"{day(videos['posted_date'].min())} đến {day(videos['posted_date'].max())}"
        if len(videos)
        else found.nothing()
    )
    spread = (
        f"một nửa video từ {write(float(values.quantile(0.25)))} đến "
        f"{write(float(values.quantile(0.75)))}"
        if len(values) >= 4
        else f"chỉ có {whole(len(values))} video không ghim"
    )
    ads = int(videos["has_ad_signs"].sum())
    rhythm = reader.kept(own_rhythm)
    figures = [
        KeyFigure(
            "Video đang xem",
            whole(len(videos)),
            f"{dates}; {whole(pinned)} video ghim" if pinned else dates,
        ),
        KeyFigure(f"{measure.label}, trung vị", number_words(median_of(values), measure), spread),
        KeyFigure("Tổng lượt xem", short(videos["plays"].sum()), "của mọi video đang xem")
        if measure.key == rate.key
        else KeyFigure(
            "Tỷ lệ tương tác, trung vị",
            percent(median_of(own[rate.key]), 2),
            rate.formula,
        ),
        KeyFigure(
            "Video mỗi tuần",
            decimal(rhythm.per_week if rhythm.enough else None),
            frequency_words(rhythm),
        ),
        KeyFigure(
            "Có dấu hiệu quảng cáo",
            percent(ads / len(videos) if len(videos) else None, 0),
            f"{whole(ads)} video; dấu hiệu, không phải bằng chứng",
        ),
    ]
    return Shown(
        f"{found.name}: các con số chính",
        build_key_figures(figures),
        f"{measure.formula}; trung vị không tính video ghim",
        len(videos),
        table=pd.DataFrame([{each.label: each.value for each in figures}]),
    )
