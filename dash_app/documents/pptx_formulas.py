"""How the numbers are made, in words, for the notes below the slides."""

from __future__ import annotations

from collections.abc import Sequence

from dash_app import words
from dash_app.documents.kol_numbers import known
from dash_app.documents.kol_report import Candidate
from dash_app.documents.kol_words import has_fee, score_words
from dash_app.documents.plain_text import plain

RANKING = (
    "Điểm = tổng (trọng số × điểm phần) ÷ tổng trọng số của các phần có dữ liệu; "
    "mỗi phần từ 0 đến 100."
)
FORECAST = (
    "Dự báo: P50 là mức mà một nửa khả năng nằm dưới; một nửa khả năng nằm trong khoảng P25–P75."
)
MIDDLE = "Trung vị: một nửa số video có lượt xem thấp hơn mức này. Không tính video ghim."
FEE = "Phí theo khung = CPM trong khung đã nhập × dự báo lượt xem (P50) ÷ 1.000."


def fee_formula(candidates: Sequence[Candidate]) -> list[str]:
    """Returns the formula of the fee, where anyone has one."""
    return [FEE] if any(map(has_fee, candidates)) else []


def score_formula(candidate: Candidate) -> str:
    """Returns the score of a candidate with its own numbers."""
    parts = [part for part in candidate.parts if known(part.score) is not None]
    if known(candidate.score) is None or not parts:
        return "Điểm: chưa đủ dữ liệu để tính."
    terms = " + ".join(
        f"{words.percent(part.weight, 0)} × {words.decimal(part.score)}" for part in parts
    )
    weights = words.percent(sum(part.weight for part in parts), 0)
    return f"Điểm {score_words(candidate.score)} = ({terms}) ÷ {weights}."


def reasons(candidate: Candidate) -> list[str]:
    """Returns what stands behind each part of the score."""
    return [
        f"{plain(part.name, 60)} (trọng số {words.percent(part.weight, 0)}): "
        f"{score_words(part.score)}; {plain(part.reason, 300)}"
        for part in candidate.parts
    ]
