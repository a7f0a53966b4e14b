"""Whom to choose for what, from the comparison of a few creators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dash_app.findings.suggestion import Suggestion
from dash_app.links import KOL_PAGE, creator_page, page
from dash_app.statistics import MIN_SAMPLE, Lead
from dash_app.words import whole

_MOST: Final = 6


@dataclass(frozen=True)
class Candidate:
    """One creator as far as the choice depends on it.

    Attributes:
        account: Its name.
        name: With @.
        videos: In view.
        refuses: Whether its channel says that it takes no booking.
        silent_days: Days from its last video to the newest of the data; None where unknown.
    """

    account: str
    name: str
    videos: int
    refuses: bool
    silent_days: int | None


@dataclass(frozen=True)
class Goal:
    """Something that one chooses a creator for.

    Attributes:
        aim: As in "Chọn @a nếu cần …".
        measure: What is compared, inside a sentence.
        values: Of each candidate, written out.
        lead: Who is ahead.
    """

    aim: str
    measure: str
    values: Sequence[str]
    lead: Lead


def choose(
    candidates: Sequence[Candidate], goals: Sequence[Goal], stale_days: int
) -> tuple[Suggestion, ...]:
    """Returns whom to choose for what, what to ask first, and where to go on.

    Args:
        candidates: Those compared.
        goals: The most important first.
        stale_days: Days without a video from which on it is said.
    """
    if len(candidates) < 2:
        return ()
    found = [*_by_goal(candidates, goals), *_to_ask(candidates, stale_days)]
    return (*found[:_MOST], _unknown(), _go_on(candidates))


def _by_goal(candidates: Sequence[Candidate], goals: Sequence[Goal]) -> Iterator[Suggestion]:
    for place, best in enumerate(candidates):
        won = [each for each in goals if each.lead.is_clear and each.lead.first == place]
        if won:
            numbers = "; ".join(_numbers(candidates, place, goal) for goal in won)
            yield Suggestion(
                f"Chọn {best.name} nếu cần {_either([goal.aim for goal in won])}.",
                f"{numbers[:1].upper()}{numbers[1:]} (n = {whole(best.videos)} video). Khoảng tin "
                "cậy 95 % không chạm của ai khác.",
                creator_page(best.account),
                f"Xem trang của {best.name}",
            )
    level = [each for each in goals if each.lead.first is not None and not each.lead.is_clear]
    if level:
        measures = ", ".join(goal.measure for goal in level)
        yield Suggestion(
            f"Đừng chỉ dựa vào {measures}: không ai hơn hẳn.",
            "Người đứng đầu và ít nhất một người khác có khoảng tin cậy 95 % chồng lên nhau. Hãy "
            "cân thêm giá, lịch và nội dung.",
            sure=False,
        )


def _numbers(candidates: Sequence[Candidate], place: int, goal: Goal) -> str:
    said = f"{goal.measure} {goal.values[place]}"
    second = goal.lead.second
    if second is None:
        return said
    return f"{said}, kế đó {candidates[second].name} {goal.values[second]}"


def _either(aims: Sequence[str]) -> str:
    return aims[0] if len(aims) == 1 else f"{', '.join(aims[:-1])} hoặc {aims[-1]}"


def _to_ask(candidates: Sequence[Candidate], stale_days: int) -> Iterator[Suggestion]:
    refusing = [each.name for each in candidates if each.refuses]
    if refusing:
        yield Suggestion(
            f"Hỏi {', '.join(refusing)} có nhận booking không trước khi tính tiếp.",
            "Phần giới thiệu của kênh ghi không nhận booking ở lần thu thập mới nhất.",
        )
    silent = [
        f"{each.name} ({whole(each.silent_days)} ngày)"
        for each in candidates
        if each.silent_days is not None and each.silent_days > stale_days
    ]
    if silent:
        yield Suggestion(
            f"Kiểm tra kênh còn hoạt động không: {', '.join(silent)}.",
            f"Không có video mới trong hơn {stale_days} ngày, tính đến video mới nhất của dữ liệu.",
            sure=False,
        )
    few = [f"{each.name} ({whole(each.videos)})" for each in candidates if each.videos < MIN_SAMPLE]
    if few:
        yield Suggestion(
            f"Thu thập thêm hoặc nới bộ lọc cho {', '.join(few)} trước khi kết luận.",
            f"Dưới {MIN_SAMPLE} video trong phần đang xem, nên không được xếp hạng.",
            sure=False,
        )


def _unknown() -> Suggestion:
    return Suggestion(
        "Hỏi thêm điều dữ liệu không có: giá, khán giả và kết quả video trả tiền.",
        "Trang này không biết tuổi, giới, nơi ở của người xem, khán giả trùng nhau bao nhiêu, và "
        "video đặt hàng có đạt như video thường không. Các con số là của quá khứ, không phải cam "
        "kết.",
        sure=False,
    )


def _go_on(candidates: Sequence[Candidate]) -> Suggestion:
    names = ", ".join(each.name for each in candidates)
    return Suggestion(
        "Đưa những người này vào danh sách chọn KOL.",
        f"{names}: dự báo lượt xem, điểm theo đề bài của nhãn hàng, kiểm tra báo giá và xuất báo "
        "cáo cho khách.",
        page(KOL_PAGE, shortlist=",".join(each.account for each in candidates)),
        "Mở Chọn KOL với danh sách này",
    )
