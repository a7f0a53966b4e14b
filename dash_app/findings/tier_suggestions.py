"""What to do about the comparison of follower tiers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final
from urllib.parse import urlencode

from dash_app.filters import Filters, to_url
from dash_app.findings.suggestion import Suggestion
from dash_app.findings.tier_test import TierTest, p_words, size_words, tier_inside
from dash_app.findings.tiers import doubling
from dash_app.links import KOL_PAGE, TIERS_PAGE, compare_page, creator_page
from dash_app.statistics import MIN_GROUP, LogLine
from dash_app.view import View
from dash_app.words import TIERS, decimal, percent, signed_percent, whole

LIST_PAGE: Final = "/creators/list"
# From this share of the variance of ranks on, tiers differ enough to choose by them.
_WORTH: Final = 0.01

Writer = Callable[[float | None], str]


@dataclass(frozen=True)
class Habit:
    """Something that creators do, which may differ between the tiers.

    Attributes:
        inside: What it is, inside a sentence.
        test: Across the tiers.
        write: How its values are written.
        path: Of the page that says what it goes with.
        page: The title of that page.
    """

    inside: str
    test: TierTest
    write: Writer
    path: str
    page: str


@dataclass(frozen=True)
class Stars:
    """Creators of the lowest tier above the middle of the highest.

    Attributes:
        accounts: The best of them, the first first.
        above: How many there are.
        n: Creators of the lowest tier.
        low: Its code.
        high: The code of the highest tier.
        middle: The value of the middle creator of the highest tier, written out.
        enough: Whether both tiers have enough creators to conclude from.
    """

    accounts: tuple[str, ...]
    above: int
    n: int
    low: str
    high: str
    middle: str
    enough: bool


def suggest_by_metric(
    test: TierTest,
    *,
    goal: str,
    inside: str,
    write: Writer,
    filters: Filters,
    thresholds: Sequence[float],
) -> list[Suggestion]:
    """Suggests the tier that is highest in what the page shows, or not to choose by tier.

    Args:
        test: Of the chosen metric.
        goal: What one wants who looks at the metric.
        inside: What the number of a creator is, inside a sentence.
        write: How it is written.
        filters: Of the view, which links keep.
        thresholds: Followers from which a creator is in the second tier, and in the third.
    """
    if not test.difference.enough:
        return []
    n = f"n = {whole(test.difference.n)} TikToker"
    share = test.difference.epsilon_squared or 0.0
    leader = _leader(test)
    if leader is None or share < _WORTH:
        if share < _WORTH and test.is_clear:
            why = f"Nhóm chỉ đi cùng {percent(share, 1)} chênh lệch về thứ hạng của {inside} ({n})"
        elif test.is_clear:
            why = (
                f"Có khác nhau về {inside} ({p_words(test.difference.p)}, {n}), nhưng so từng cặp "
                "thì nhóm cao nhất chưa vượt rõ nhóm thấp nhất"
            )
        else:
            why = f"Các nhóm chưa khác nhau rõ về {inside} ({p_words(test.difference.p)}, {n})"
        return [
            Suggestion(
                f"Khi cần {goal}, đừng chọn theo cỡ kênh.",
                f"{why}: khác nhau giữa từng người lớn hơn nhiều.",
                _within(KOL_PAGE, filters),
                "Chọn KOL theo từng người",
                # So small a share is known to be small; a larger one may only lack creators.
                sure=share < _WORTH,
            )
        ]
    return [
        Suggestion(
            f"Khi cần {goal}, xem {_before(test, leader)}.",
            f"TikToker đứng giữa: {_medians(test, write)}; khác {size_words(share)} (ε² = "
            f"{decimal(share, 2)}, {p_words(test.difference.p)}, {n}).{_equals(test, leader)}",
            _kols(filters, leader, thresholds),
            f"Chọn KOL trong {tier_inside(leader)}",
        )
    ]


def suggest_fair(*, circular: bool, filters: Filters) -> Suggestion:
    """Suggests to look at the page by a number that does not follow from the way it is made.

    Args:
        circular: Whether the number is divided by followers; else it is a total.
        filters: Of the view, which the link keeps.
    """
    if circular:
        return Suggestion(
            "So các nhóm bằng tỷ lệ tương tác trên lượt xem.",
            "Tỷ lệ trên người theo dõi tự giảm ở kênh lớn vì chia cho chính số dùng để chia nhóm.",
            f"{TIERS_PAGE}?{View(filters, (('metric', 'engagement_rate'),)).to_url()}",
            "Mở trang này với chỉ số ấy",
        )
    return Suggestion(
        "So các nhóm bằng trung vị mỗi video thay vì tổng.",
        "Tổng của một TikToker lớn lên theo số video được thu thập, không chỉ theo kết quả.",
        _within(TIERS_PAGE, filters),
        "Mở trang này với trung vị",
    )


def suggest_by_size(
    test: TierTest, write: Writer, filters: Filters, thresholds: Sequence[float]
) -> list[Suggestion]:
    """Suggests the tier with most plays for its size.

    Args:
        test: Of the plays per follower.
        write: How they are written.
        filters: Of the view, which links keep.
        thresholds: Followers from which a creator is in the second tier, and in the third.
    """
    leader = _leader(test)
    if leader is None:
        return []
    return [
        Suggestion(
            f"Khi phí tính theo người theo dõi, hỏi giá {tier_inside(leader)} trước.",
            f"Trung vị lượt xem trên một người theo dõi: {_medians(test, write)} (n = "
            f"{whole(test.difference.n)} TikToker). Tỷ lệ này tự giảm ở kênh lớn vì chia cho người "
            "theo dõi: hãy so giá trên lượt xem trước khi quyết.",
            _kols(filters, leader, thresholds),
            f"Chọn KOL trong {tier_inside(leader)}",
        )
    ]


def suggest_by_engagement(test: TierTest, write: Writer, filters: Filters) -> list[Suggestion]:
    """Suggests the tier with the highest engagement rate.

    Args:
        test: Of the engagement rate on plays.
        write: How it is written.
        filters: Of the view, which links keep.
    """
    leader = _leader(test)
    if leader is None:
        return []
    return [
        Suggestion(
            f"Khi cần người xem tương tác, xem {_before(test, leader)}.",
            f"Tỷ lệ tương tác của TikToker đứng giữa: {_medians(test, write)}; khác "
            f"{size_words(test.difference.epsilon_squared)} ({p_words(test.difference.p)}, n = "
            f"{whole(test.difference.n)} TikToker).{_equals(test, leader)}",
            _within(LIST_PAGE, filters, leader),
            f"Danh sách TikToker {tier_inside(leader)}",
        )
    ]


def suggest_stars(stars: Stars | None, inside: str) -> list[Suggestion]:
    """Suggests small creators that do as well as big ones."""
    if stars is None or not stars.accounts:
        return []
    several = len(stars.accounts) > 1
    names = ", ".join(f"@{account}" for account in stars.accounts)
    return [
        Suggestion(
            f"Xem kỹ {'các ' * several}kênh nhỏ đang vượt kênh lớn: {names}.",
            f"{whole(stars.above)} trong {whole(stars.n)} TikToker {tier_inside(stars.low)} "
            f"({percent(stars.above / stars.n, 0)}) có {inside} cao hơn người đứng giữa "
            f"{tier_inside(stars.high)} ({stars.middle}). Nêu những kênh cao nhất có từ "
            f"{MIN_GROUP} video.",
            compare_page(stars.accounts) if several else creator_page(stars.accounts[0]),
            "So sánh các kênh này" if several else "Mở trang của kênh này",
            sure=stars.enough,
        )
    ]


def suggest_by_lines(
    lines: Mapping[str, LogLine],
    p_adjusted: Mapping[str, float],
    *,
    count: str,
    inside: str,
    filters: Filters,
) -> list[Suggestion]:
    """Suggests how to read the number of videos in the tier where it goes with most.

    Args:
        lines: By tier code.
        p_adjusted: Of their exponents, by Holm over the tiers.
        count: What is counted, inside a sentence.
        inside: What the number of a creator is, inside a sentence.
        filters: Of the view, which links keep.
    """
    clear = [
        code for code, line in lines.items() if line.enough and p_adjusted.get(code, 1.0) < 0.05
    ]
    if not clear:
        return []
    code = max(clear, key=lambda each: abs(lines[each].correlation.estimate or 0))
    line = lines[code]
    change, low, high = (
        signed_percent(doubling(each)) for each in (line.exponent, line.low, line.high)
    )
    falls = (line.exponent or 0) < 0
    action = (
        f"Trong {tier_inside(code)}, đừng lấy nhiều video làm dấu hiệu của kênh tốt."
        if falls
        else f"Trong {tier_inside(code)}, xem cả số video khi so các kênh."
    )
    return [
        Suggestion(
            action,
            f"Gấp đôi {count} đi cùng {inside} {change} (khoảng tin cậy 95 %: {low} đến {high}, r "
            f"= {decimal(line.correlation.estimate, 2)}, n = {whole(line.n)} TikToker).",
            _within(LIST_PAGE, filters, code),
            f"Danh sách TikToker {tier_inside(code)}",
        )
    ]


def suggest_habit(habit: Habit) -> list[Suggestion]:
    """Suggests to try what the highest tier does otherwise: it goes along, no more is known."""
    ends = _ends(habit.test)
    if ends is None:
        return []
    low, high = ends
    return [
        Suggestion(
            f"Kênh nhỏ có thể thử {habit.inside} như {tier_inside(high)} trên vài video.",
            f"TikToker đứng giữa {tier_inside(high)}: {habit.write(habit.test.medians[high])}; "
            f"{tier_inside(low)}: {habit.write(habit.test.medians[low])} (khác "
            f"{size_words(habit.test.difference.epsilon_squared)}, n = "
            f"{whole(habit.test.difference.n)} TikToker). Đi cùng nhau chưa phải nguyên nhân: hãy "
            "so với chính video cũ của mình.",
            habit.path,
            habit.page,
            sure=False,
        )
    ]


def _leader(test: TierTest) -> str | None:
    """Returns the tier with the highest middle, where it is clearly above that with the lowest."""
    known = {
        code: value
        for code, value in test.medians.items()
        if value is not None and test.sizes[code] >= MIN_GROUP
    }
    if len(known) < 2 or not test.is_clear:
        return None
    best, worst = max(known, key=lambda code: known[code]), min(known, key=lambda code: known[code])
    pair = test.pair(best, worst)
    return best if pair is not None and pair.is_clear else None


def _before(test: TierTest, leader: str) -> str:
    """Returns `nhóm cao trước nhóm giữa`: the leader, and the tiers that it is clearly above."""
    below = [
        tier_inside(code)
        for code in test.medians
        if (pair := test.pair(leader, code)) is not None and pair.is_clear
    ]
    return f"{tier_inside(leader)} trước {' và '.join(below)}"


def _equals(test: TierTest, leader: str) -> str:
    """Returns the sentence on the tiers that cannot be told from the leader; empty for none."""
    equal = [
        tier_inside(code)
        for code in test.medians
        if (pair := test.pair(leader, code)) is not None and not pair.is_clear
    ]
    return f" Chưa phân biệt được với {' và '.join(equal)}." if equal else ""


def _ends(test: TierTest) -> tuple[str, str] | None:
    """Returns the lowest and the highest tier that are compared, where these two differ."""
    known = [code for code, size in test.sizes.items() if size >= MIN_GROUP]
    if len(known) < 2:
        return None
    pair = test.pair(known[0], known[-1])
    return (known[0], known[-1]) if pair is not None and pair.is_clear else None


def _medians(test: TierTest, write: Writer) -> str:
    return ", ".join(
        f"{tier_inside(code)} {write(value)}"
        for code, value in test.medians.items()
        if value is not None and test.sizes[code] >= MIN_GROUP
    )


def _within(path: str, filters: Filters, tier: str = "") -> str:
    """Returns a page's address with the view's filters, narrowed to a tier."""
    asked = to_url(replace(filters, tier=(tier,)) if tier else filters)
    return f"{path}?{asked}" if asked else path


def _kols(filters: Filters, tier: str, thresholds: Sequence[float]) -> str:
    """Returns the address of the choice of KOLs among a tier, which has no filters: by followers.

    A creator at a threshold is in the tier above it.
    """
    place = list(TIERS).index(tier)
    ends = [ceil(each) for each in thresholds]
    asked = {}
    if place > 0:
        asked["audience_least"] = ends[place - 1]
    if place < len(ends):
        asked["audience_most"] = ends[place] - 1
    return f"{_within(KOL_PAGE, filters, tier)}&{urlencode(asked)}"
