"""Reports on shortlists for tests: a plain one, one of whom nothing is known, an unruly one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dash_app.documents.kol_report import Candidate, Flag, KolReport, PlaysRange, ScorePart

NAN = float("nan")
PARTS = (("Độ liên quan", 0.5), ("Lượt xem trung vị", 0.3), ("Tăng trưởng", 0.2))


def candidate(number: int, **changes: Any) -> Candidate:
    """A candidate whose last part has no score: 90 − 10 × number points in all."""
    score = 90.0 - 10 * number
    parts = (
        ScorePart(*PARTS[0], score=score + 3, reason="12 trên 40 video nói về bún"),
        ScorePart(*PARTS[1], score=score - 5, reason="trung vị 120.000 lượt xem, 40 video"),
        ScorePart(*PARTS[2], score=None, reason="chỉ có một lần thu thập"),
    )
    known = Candidate(
        account=f"bep.{number}",
        nickname=f"Bếp số {number}",
        url=f"https://www.tiktok.com/@bep.{number}",
        tier="Nhóm giữa",
        followers=120_000.0 + number,
        videos=40,
        median_plays=120_000.0,
        engagement_rate=0.0613,
        engagement_percentile=72.0,
        score=score,
        parts=parts,
        flags=(
            Flag("Lượt thích bất thường ở 3 trên 40 video", "cao"),
            Flag("Không đăng video nào trong 41 ngày", "thấp"),
        ),
        booking="Nhận booking qua quản lý",
        one=PlaysRange(80_000.0, 120_000.0, 200_000.0),
        total=PlaysRange(300_000.0, 1_234_567.0, 2_000_000.0),
        chance=0.8 - 0.1 * number,
        fair_fee=(20_000_000.0, 35_500_000.0),
        recent_plays=(100_000.0, 120_000.0, 400_000.0),
    )
    return replace(known, **changes)


def unknown(number: int) -> Candidate:
    """A candidate of whom nothing is known but the account."""
    nothing = PlaysRange(NAN, NAN, NAN)
    return candidate(
        number,
        nickname="",
        url="",
        tier="",
        followers=None,
        videos=0,
        median_plays=None,
        engagement_rate=None,
        engagement_percentile=None,
        score=None,
        parts=(ScorePart("Độ liên quan", 1.0, None, "không có video"),),
        flags=(),
        booking="",
        one=nothing,
        total=nothing,
        chance=None,
        fair_fee=None,
        recent_plays=(),
    )


def unruly(number: int) -> Candidate:
    """A candidate whose texts are long, hostile or broken, and whose numbers are huge."""
    long = "Tên rất dài 🍜👩‍🍳🇻🇳 ẤẦẨẪẬ " * 12
    return candidate(
        number,
        account="@" + "w" * 150,
        nickname=('=HYPERLINK("http://x")', long, "W" * 300, "a\x00b\x0bc\ud800 \u202ed")[
            number % 4
        ],
        url=("javascript:alert(1)", "https://x/" + "y" * 3000, "=1", "https://a b")[number % 4],
        tier="+nhóm",
        followers=9.9e15,
        parts=tuple(
            ScorePart(f"=phần {each} " + "dài " * 20, 0.1, 50.0, "@SUM(1) " * 40)
            for each in range(8)
        ),
        score=50.0,
        flags=tuple(Flag(f"-{each} " + "cờ rất dài " * 30, "vừa") for each in range(40)),
        booking="+84 " + "liên hệ quản lý để biết thêm " * 100,
        total=PlaysRange(1e12, 2e12, 4e12),
        fair_fee=(1e14, 9e14),
        recent_plays=tuple(10.0**each for each in range(60)),
    )


def report(*candidates: Candidate, **changes: Any) -> KolReport:
    known = KolReport(
        title="Chọn KOL cho món bún mùa thu",
        brief=(("Ngân sách", "150.000.000 đ"), ("Ngách", "món bún")),
        planned_videos=3,
        wanted_plays=1_000_000.0,
        candidates=candidates,
        together="",
        method=("Điểm là trung bình có trọng số của các phần.", "Cờ là điều cần hỏi lại."),
        data=(("Phiên bản dữ liệu", "20/05/2025 09:30"), ("Phạm vi", "71.000 video")),
        synthetic=True,
        made_on=date(2025, 5, 21),
    )
    return replace(known, **changes)


def reports() -> list[Any]:
    """Reports that every document has to stand: parameters of a test."""
    ten = [candidate(number) for number in range(8)] + [unknown(8), unknown(9)]
    wild = report(
        *(unruly(number) for number in range(12)),
        title="Tiêu đề rất dài " * 30,
        together="Cả danh sách: dự báo rất dài " * 30,
        brief=tuple((f"Điều kiện {each}", "giá trị dài " * 30) for each in range(30)),
        method=tuple("Một câu dài về cách tính và giới hạn của nó. " * 6 for _ in range(40)),
        data=tuple((f"Phạm vi {each}", "giá trị dài " * 30) for each in range(30)),
    )
    return [
        pytest.param(report(), id="nobody"),
        pytest.param(report(candidate(0)), id="one"),
        pytest.param(report(*ten), id="ten"),
        pytest.param(
            report(*map(unknown, range(3)), wanted_plays=None, brief=(), data=(), method=()),
            id="nothing known",
        ),
        pytest.param(wild, id="unruly"),
    ]
