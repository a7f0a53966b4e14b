"""What a brand asks for when it looks for KOLs, as one frozen value, and how it is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dash_app.durations import LONG_FROM_S
from dash_app.words import REGIONS, decimal, whole

MOST_VIDEOS: Final = 20
MOST_SHORTLISTED: Final = 10
FORMS: Final = {
    "short": f"Video ngắn (dưới {LONG_FROM_S} giây)",
    "long": f"Video dài (từ {LONG_FROM_S} giây)",
    "photo": "Bài ảnh",
}
WEIGHT_WORDS: Final = ("Bỏ qua", "Ít", "Vừa", "Nhiều", "Rất nhiều")


@dataclass(frozen=True)
class MoneyRange:
    """A range of money, in VND.

    Attributes:
        low: Its lower end.
        high: Its upper end, not below the lower one.
    """

    low: float
    high: float

    def of_plays(self, plays: float) -> MoneyRange:
        """Returns the fees at which so many plays cost as much a thousand as this band says."""
        return MoneyRange(self.low * plays / 1000, self.high * plays / 1000)


@dataclass(frozen=True)
class Brief:
    """The brief; an empty part asks for nothing.

    Attributes:
        budget: In VND, for all KOLs together.
        niche: A content category.
        food: A group of dishes.
        area: Code of a region.
        form: A key of `FORMS`.
        least: Followers at least.
        most: Followers at most, not below `least`.
        videos: To be booked of each KOL.
        wanted: Plays of all booked videos together.
        keeps_refusing: Whether those who say that they take no bookings are ranked.
        keeps_unknown: Whether those of whom it is not known what they post are ranked.
        weights: 0 to 4 for each of `kol_score.PARTS`.
        cpm: Fee a thousand plays that counts as usual.
        quoted: Account whose fee is checked.
        fee: Its fee in VND for all booked videos.
        shortlist: Accounts.
    """

    budget: float | None = None
    niche: str = ""
    food: str = ""
    area: str = ""
    form: str = ""
    least: float | None = None
    most: float | None = None
    videos: int = 1
    wanted: float | None = None
    keeps_refusing: bool = False
    keeps_unknown: bool = False
    weights: tuple[int, ...] = ()
    cpm: MoneyRange | None = None
    quoted: str = ""
    fee: float | None = None
    shortlist: tuple[str, ...] = ()

    @property
    def asks_content(self) -> bool:
        """Whether it asks what a channel is about."""
        return any((self.niche, self.food, self.area, self.form))


def brief_lines(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yields what the brief asks for: label and value; what it leaves open is left out."""
    if brief.niche:
        yield "Ngành nội dung", brief.niche
    if brief.food:
        yield "Món", brief.food
    if brief.area:
        yield "Miền", REGIONS[brief.area].removeprefix("Miền ")
    if brief.form:
        yield "Định dạng", FORMS[brief.form]
    if size := audience_words(brief):
        yield "Người theo dõi", size
    yield "Số video mỗi KOL", whole(brief.videos)
    if brief.wanted is not None:
        yield "Lượt xem mong muốn", whole(brief.wanted)
    if brief.budget is not None:
        yield "Ngân sách", money(brief.budget)
    if brief.cpm:
        yield "Khung CPM", f"{money_range(brief.cpm)} cho 1.000 lượt xem"


def audience_words(brief: Brief) -> str:
    """Returns the asked audience size in words; empty where none is asked."""
    if brief.least is not None and brief.most is not None:
        return f"{whole(brief.least)} đến {whole(brief.most)}"
    if brief.least is not None:
        return f"từ {whole(brief.least)}"
    return f"tối đa {whole(brief.most)}" if brief.most is not None else ""


def money(amount: float) -> str:
    """Returns VND as one reads them: `12,5 triệu đồng`, `49.300 đồng`, `1,2 tỷ đồng`.

    Three digits count: what is forecast is not known more closely.
    """
    for size, unit in ((1e9, "tỷ"), (1e6, "triệu")):
        if amount >= size * 0.9995:
            scaled = amount / size
            number = decimal(scaled, 0 if scaled >= 99.95 else 1).removesuffix(",0")
            return f"{number} {unit} đồng"
    digits = len(str(int(amount)))
    return f"{whole(round(amount, min(3 - digits, 0)))} đồng"


def money_range(band: MoneyRange) -> str:
    """Returns a range of money; one number where both ends are written alike."""
    low, high = money(band.low), money(band.high)
    if low == high:
        return low
    unit = high.partition(" ")[2]
    return f"{low.removesuffix(f' {unit}')}–{high}" if low.endswith(unit) else f"{low} – {high}"
