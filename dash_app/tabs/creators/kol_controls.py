"""What the brand states on the page Chọn KOL, and the brief that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dash_app.findings.kol_brief import (
    FORMS,
    MOST_SHORTLISTED,
    MOST_VIDEOS,
    WEIGHT_WORDS,
    Brief,
    MoneyRange,
)
from dash_app.findings.kol_score import PARTS
from dash_app.view import Control, View
from dash_app.words import REGIONS

SHORTLIST: Final = "shortlist"
_MILLION: Final = 1e6
_THOUSAND: Final = 1e3
_MOST_FOLLOWERS: Final = 1e9
_MOST_MILLIONS: Final = 1e6
_BRIEF: Final = "Đề bài"
_WEIGHTS: Final = "Trọng số"
_QUOTE: Final = "Báo giá"
_SHORTLIST: Final = "Danh sách chọn"


def weight_name(part: str) -> str:
    """Returns the word in the URL for the weight of a part of the score."""
    return f"weigh_{part}"


def _weights() -> Iterator[Control]:
    options = tuple((str(weight), words) for weight, words in enumerate(WEIGHT_WORDS))
    for part in PARTS:
        yield Control(weight_name(part.key), part.name, options, str(part.weight), group=_WEIGHTS)


CONTROLS: Final = (
    Control("niche", "Ngành nội dung", search="category", group=_BRIEF),
    Control("food", "Món", search="dish", group=_BRIEF),
    Control("area", "Miền", (("any", "Mọi miền"), *REGIONS.items()), "any", group=_BRIEF),
    Control(
        "form",
        "Định dạng",
        (("any", "Mọi định dạng"), *FORMS.items()),
        "any",
        group=_BRIEF,
    ),
    Control(
        "audience_least",
        "Người theo dõi từ",
        kind="number",
        greatest=_MOST_FOLLOWERS,
        group=_BRIEF,
    ),
    Control(
        "audience_most",
        "Người theo dõi đến",
        kind="number",
        greatest=_MOST_FOLLOWERS,
        group=_BRIEF,
    ),
    Control(
        "clips",
        "Số video mỗi KOL",
        default="1",
        kind="number",
        least=1,
        greatest=MOST_VIDEOS,
        group=_BRIEF,
    ),
    Control(
        "wanted",
        "Lượt xem mong muốn",
        kind="number",
        greatest=1e11,
        group=_BRIEF,
    ),
    Control(
        "budget",
        "Tổng ngân sách",
        kind="number",
        greatest=_MOST_MILLIONS,
        unit="triệu đồng",
        group=_BRIEF,
    ),
    Control(
        "refusing",
        "Ghi “không nhận booking”",
        (("out", "Loại ra"), ("in", "Vẫn xếp hạng")),
        "out",
        group=_BRIEF,
    ),
    Control(
        "unknown",
        "Chưa rõ nội dung",
        (("out", "Loại ra"), ("in", "Vẫn xếp hạng")),
        "out",
        group=_BRIEF,
    ),
    *_weights(),
    Control("quoted", "TikToker báo giá", search="creator", group=_QUOTE),
    Control(
        "fee",
        "Phí cho mọi video",
        kind="number",
        greatest=_MOST_MILLIONS,
        unit="triệu đồng",
        group=_QUOTE,
    ),
    Control(
        "cpm_low",
        "Khung CPM từ",
        kind="number",
        greatest=_MOST_MILLIONS,
        unit="nghìn đồng",
        group=_QUOTE,
    ),
    Control(
        "cpm_high",
        "Khung CPM đến",
        kind="number",
        greatest=_MOST_MILLIONS,
        unit="nghìn đồng",
        group=_QUOTE,
    ),
    Control(
        SHORTLIST,
        "TikToker đã chọn",
        search="creator",
        many=True,
        most=MOST_SHORTLISTED,
        group=_SHORTLIST,
    ),
)


def read_brief(view: View) -> Brief:
    """Returns the brief of a view; ends that are the wrong way round are turned."""
    least, most = _in_order(_amount(view, "audience_least", 1), _amount(view, "audience_most", 1))
    low, high = _in_order(_amount(view, "cpm_low", _THOUSAND), _amount(view, "cpm_high", _THOUSAND))
    # A band with one end is a single usual price.
    ends = [each for each in (low, high) if each]
    area, form = view.choice("area"), view.choice("form")
    return Brief(
        budget=_amount(view, "budget", _MILLION),
        niche=view.choice("niche"),
        food=view.choice("food"),
        area="" if area == "any" else area,
        form="" if form == "any" else form,
        least=least,
        most=most,
        videos=round(view.number("clips") or 1),
        wanted=_amount(view, "wanted", 1),
        keeps_refusing=view.choice("refusing") == "in",
        keeps_unknown=view.choice("unknown") == "in",
        weights=tuple(int(view.choice(weight_name(part.key))) for part in PARTS),
        cpm=MoneyRange(ends[0], ends[-1]) if ends else None,
        quoted=view.choice("quoted"),
        fee=_amount(view, "fee", _MILLION),
        shortlist=view.choice_list(SHORTLIST),
    )


def _amount(view: View, name: str, unit: float) -> float | None:
    """Returns a typed number in its unit; None where nothing was typed, or nothing but zero."""
    number = view.number(name)
    return number * unit if number else None


def _in_order(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    if low is not None and high is not None and low > high:
        return high, low
    return low, high
