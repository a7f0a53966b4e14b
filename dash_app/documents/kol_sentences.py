"""Sentences about a shortlist, computed from its numbers: titles of slides and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from dash_app import words
from dash_app.documents.kol_numbers import known, part_names, shares_of_score, whole_range
from dash_app.documents.kol_report import Candidate, KolReport
from dash_app.documents.kol_words import (
    certain_flags,
    declines,
    fee_span,
    goal_words,
    has_fee,
    plays_span,
    score_words,
    short_name,
    spoken,
    videos_words,
)
from dash_app.documents.plain_text import plain

NOBODY = "Chưa có ứng viên nào trong danh sách"
_LIKELY = 0.5
_FEW_VIDEOS = 30


def conclusion(report: KolReport) -> str:
    """Returns what the ranking comes to."""
    candidates = report.candidates
    if not candidates:
        return NOBODY
    if len(candidates) == 1:
        return candidate_title(candidates[0], report)
    return f"{_leaders(candidates)}{_how_many_are_likely(report)}"


def candidate_title(candidate: Candidate, report: KolReport) -> str:
    """Returns the score of a candidate and what may be expected."""
    name = short_name(candidate)
    scored = known(candidate.score) is not None
    score = f"{score_words(candidate.score)}/100 điểm" if scored else "chưa đủ dữ liệu để chấm điểm"
    if goal_words(report) and known(candidate.chance) is not None:
        return (
            f"{name}: {score}, cơ hội {words.chance_percent(candidate.chance)} {goal_words(report)}"
        )
    if whole_range(candidate.total):
        plays = plays_span(candidate.total)
        return f"{name}: {score}, dự báo {plays} lượt xem với {videos_words(report)}"
    return f"{name}: {score}"


def score_title(candidates: Sequence[Candidate]) -> str:
    """Returns what sets the first two apart, in points and by the part that differs most."""
    scored = [each for each in candidates if known(each.score) is not None]
    if len(scored) < 2:
        return "Chưa đủ dữ liệu để so sánh điểm của các ứng viên"
    first, second = scored[:2]
    gap = (first.score or 0) - (second.score or 0)
    pair = f"{short_name(first)} và {short_name(second)}"
    if round(gap) == 0:
        return f"{pair} gần bằng điểm nhau; khác nhau ở cách điểm được tạo thành"
    text = f"{short_name(first)} hơn {words.whole(gap)} điểm so với {short_name(second)}"
    part = _widest_part(first, second)
    return f"{text}, nhiều nhất ở phần “{part}”" if part else text


def forecast_title(report: KolReport) -> str:
    """Returns who is most likely to reach the wish, or has the highest forecast."""
    hopeful = [each for each in report.candidates if known(each.chance) is not None]
    goal = goal_words(report)
    if goal and hopeful:
        best = max(hopeful, key=lambda each: each.chance or 0)
        chance = words.chance_percent(best.chance)
        if (best.chance or 0) < _LIKELY:
            highest = f"cao nhất: {short_name(best)}, {chance}"
            return f"Không ứng viên nào có cơ hội từ 50 % {goal}; {highest}"
        tied = sum(words.chance_percent(each.chance) == chance for each in hopeful)
        who = f"{words.whole(tied)} ứng viên" if tied > 1 else short_name(best)
        return f"{who} có cơ hội cao nhất {goal}: {chance}"
    forecast = {
        each: numbers[1] for each in report.candidates if (numbers := whole_range(each.total))
    }
    if not forecast:
        return "Chưa đủ dữ liệu để dự báo lượt xem"
    best = max(forecast, key=lambda each: forecast[each])
    plays = spoken(forecast[best])
    return (
        f"{short_name(best)} có dự báo giữa cao nhất: {plays} lượt xem với {videos_words(report)}"
    )


def method_title(report: KolReport) -> str:
    """Returns what everything rests on, and how far it goes."""
    videos = sum(candidate.videos for candidate in report.candidates)
    if not videos:
        return "Điểm và dự báo là căn cứ để trao đổi, không phải kết luận về một người"
    count = words.whole(len(report.candidates))
    return (
        f"Số liệu của {count} ứng viên dựa trên {words.whole(videos)} video đã thu thập của họ; "
        "điểm số là căn cứ để trao đổi, không phải kết luận"
    )


def next_steps(report: KolReport) -> list[str]:
    """Returns what to do next, each with the number that supports it."""
    if not report.candidates:
        return [
            "Nới điều kiện (ngách, quy mô khán giả, ngân sách) hoặc thêm ứng viên vào danh sách."
        ]
    steps = [plain(report.together, 240)] * bool(report.together)
    open_ones = [each for each in report.candidates if not declines(each)]
    first = (open_ones or report.candidates)[0]
    if has_fee(first):
        steps.append(
            f"Hỏi giá {short_name(first)} trước: phí theo khung CPM {fee_span(first)} "
            f"cho {videos_words(report)}."
        )
    elif whole_range(first.total):
        steps.append(
            f"Hỏi giá {short_name(first)} trước: dự báo {plays_span(first.total)} lượt xem "
            f"với {videos_words(report)}."
        )
    if len(open_ones) > 1 and known(open_ones[1].score) is not None:
        steps.append(f"Phương án dự phòng: {candidate_title(open_ones[1], report)}.")
    closed = [each for each in report.candidates if declines(each)]
    if closed:
        steps.append(f"Xác nhận trước với người ghi không nhận booking: {_names(closed)}.")
    certain = [each for each in report.candidates if certain_flags(each)]
    if certain:
        steps.append(f"Trước khi đặt, hỏi lại những điều có độ chắc cao của: {_names(certain)}.")
    few = sum(each.videos < _FEW_VIDEOS for each in report.candidates)
    if few:
        steps.append(
            f"Xin thêm số liệu của {few} ứng viên có dưới {_FEW_VIDEOS} video đã thu thập: "
            "dự báo của họ kém chắc hơn."
        )
    return steps


def questions(candidate: Candidate, report: KolReport) -> list[str]:
    """Returns what to ask a candidate before booking."""
    asked = ["Có nhận hợp tác không: bio ghi không nhận booking."] * declines(candidate)
    asked.append(f"Báo giá cho {videos_words(report)}{_fair(candidate)}.")
    if candidate.flags:
        asked.append(f"Giải thích cho: {plain(candidate.flags[0].text, 160).rstrip('.')}.")
    if candidate.videos < _FEW_VIDEOS:
        count = f"mới thu thập được {words.whole(candidate.videos)} video"
        seen = count if candidate.videos else "chưa thu thập được video nào"
        asked.append(f"Lượt xem của các video gần đây: {seen}.")
    asked.append("Ảnh chụp thống kê 28 ngày: nơi ở, độ tuổi, giới tính của người xem.")
    asked.append("Kết quả của hai, ba bài quảng cáo gần nhất.")
    return asked


def _names(candidates: Sequence[Candidate]) -> str:
    """Returns the names of some candidates, the first three written out."""
    names = ", ".join(map(short_name, candidates[:3]))
    return names + (f" và {len(candidates) - 3} ứng viên nữa" if len(candidates) > 3 else "")


def _fair(candidate: Candidate) -> str:
    return f" (phí theo khung CPM: {fee_span(candidate)})" if has_fee(candidate) else ""


def _leaders(candidates: Sequence[Candidate]) -> str:
    first = candidates[0]
    if known(first.score) is None:
        return f"Chưa đủ dữ liệu để xếp hạng {words.whole(len(candidates))} ứng viên"
    score = score_words(first.score)
    tied = [each for each in candidates if score_words(each.score) == score]
    if len(tied) == 1:
        return f"{short_name(first)} đứng đầu với {score}/100 điểm"
    if len(tied) == 2:
        return f"{short_name(tied[0])} và {short_name(tied[1])} cùng đứng đầu với {score}/100 điểm"
    return f"{words.whole(len(tied))} ứng viên cùng đứng đầu với {score}/100 điểm"


def _how_many_are_likely(report: KolReport) -> str:
    candidates = report.candidates
    goal = goal_words(report)
    if goal and any(known(each.chance) is not None for each in candidates):
        likely = sum((known(each.chance) or 0) >= _LIKELY for each in candidates)
        return f"; {_share(likely, len(candidates))} có cơ hội từ 50 % {goal}"
    if whole_range(candidates[0].total):
        plays = plays_span(candidates[0].total)
        return f"; dự báo {plays} lượt xem với {videos_words(report)}"
    return ""


def _share(some: int, all_of_them: int) -> str:
    if not some:
        return "không ứng viên nào"
    count = words.whole(all_of_them)
    return (
        f"cả {count} ứng viên" if some == all_of_them else f"{words.whole(some)}/{count} ứng viên"
    )


def _widest_part(first: Candidate, second: Candidate) -> str:
    """Returns the part in which the first gains the most on the second; empty where in none."""
    ours, theirs = shares_of_score(first), shares_of_score(second)
    gains = {
        name: (ours.get(name) or 0) - (theirs.get(name) or 0)
        for name in part_names([first, second])
    }
    best = max(gains, key=lambda name: gains[name], default="")
    return plain(best, 40) if best and gains[best] > 0 else ""
