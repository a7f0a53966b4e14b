"""The slide about one candidate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dash_app import words
from dash_app.documents import palette
from dash_app.documents.kol_numbers import known, own_median, significant, whole_range
from dash_app.documents.kol_report import Candidate, KolReport, PlaysRange
from dash_app.documents.kol_sentences import candidate_title, questions
from dash_app.documents.kol_words import (
    engagement_words,
    fee_span,
    flag_words,
    handle_of,
    plays_span,
    score_words,
    spoken,
    videos_words,
)
from dash_app.documents.plain_text import plain, safe_link
from dash_app.documents.pptx_charts import part_bars, recent_columns
from dash_app.documents.pptx_formulas import FORECAST, MIDDLE, fee_formula, reasons, score_formula
from dash_app.documents.pptx_frame import BOTTOM, INNER, TOP, start_slide
from dash_app.documents.pptx_shapes import (
    Box,
    Cell,
    Grid,
    Paragraph,
    Run,
    add_grid,
    add_text,
)
from dash_app.documents.pptx_theme import MARGIN
from dash_app.documents.text_fit import fit, fit_list, text_height, text_width, wrap

_GAP: Final = 0.3
_COLUMN: Final = (INNER - 2 * _GAP) / 3
_TILES_TOP: Final = TOP + 0.32
_TILE: Final = 0.94
_BODY: Final = _TILES_TOP + _TILE + 0.18
_HEAD: Final = 0.26
_SMALL: Final = 10.0
_SHOWN_VIDEOS: Final = 30


def add_candidate(deck: Any, report: KolReport, rank: int, candidate: Candidate) -> None:
    """Adds the slide: who it is, score, forecast, flags, fee, and what to ask."""
    notes = [
        score_formula(candidate),
        *reasons(candidate),
        FORECAST,
        MIDDLE,
        *fee_formula([candidate]),
        *(flag_words(flag) for flag in candidate.flags),
        f"Booking: {plain(candidate.booking) or words.MISSING}",
        *(f"Câu hỏi: {text}" for text in questions(candidate, report)),
    ]
    slide = start_slide(deck, report, candidate_title(candidate, report), notes)
    _add_identity(slide, rank, candidate)
    _add_tiles(slide, report, candidate)
    left = MARGIN
    _add_score(slide, left, candidate)
    left += _COLUMN + _GAP
    _add_plays(slide, left, report, candidate)
    left += _COLUMN + _GAP
    _add_talk(slide, left, report, candidate)


def _add_identity(slide: Any, rank: int, candidate: Candidate) -> None:
    rest = [
        plain(candidate.tier, 60),
        f"{spoken(candidate.followers)} người theo dõi"
        if known(candidate.followers) is not None
        else "chưa rõ số người theo dõi",
        f"{words.whole(candidate.videos)} video đã thu thập",
    ]
    tail = " · ".join(["", *(text for text in rest if text)])
    start = f"Hạng {words.whole(rank)} · "
    account = fit(handle_of(candidate), 6.0, 12)
    runs = (
        Run(start, 12, colour=palette.SOFT),
        Run(account, 12, True, palette.ACCENT, safe_link(candidate.url)),
        Run(fit(tail, 6.0, 12), 12, colour=palette.SOFT),
    )
    add_text(slide, Box(MARGIN, TOP - 0.06, INNER, 0.28), [Paragraph(runs)], "Tài khoản")


def _add_tiles(slide: Any, report: KolReport, candidate: Candidate) -> None:
    total = whole_range(candidate.total)
    percentile = engagement_words(candidate)
    wanted = known(report.wanted_plays)
    tiles = (
        ("Điểm", score_words(candidate.score), "trên thang 0–100"),
        (
            f"Dự báo {videos_words(report)}",
            spoken(total[1]) if total else words.MISSING,
            f"khoảng {plays_span(candidate.total)}" if total else "chưa đủ dữ liệu",
        ),
        (
            "Cơ hội đạt mong muốn",
            words.chance_percent(candidate.chance),
            f"{spoken(wanted)} lượt xem" if wanted is not None else "đề bài không nêu lượt xem",
        ),
        (
            "Phí theo khung CPM",
            fee_span(candidate).removesuffix(" đồng"),
            f"đồng, cho {videos_words(report)}",
        ),
        (
            "Lượt xem trung vị",
            spoken(candidate.median_plays),
            "mỗi video, bỏ video ghim",
        ),
        (
            "Tỷ lệ tương tác",
            words.percent(known(candidate.engagement_rate)),
            percentile or "chưa so được với nhóm",
        ),
    )
    gap = 0.12
    width = (INNER - gap * (len(tiles) - 1)) / len(tiles)
    room = width - 0.24
    # One size for all, so that the tiles read as a row.
    size = next(
        (
            each
            for each in (20, 18, 16, 14)
            if all(text_width(value, each, True) <= room for _, value, _ in tiles)
        ),
        12,
    )
    for number, (label, value, below) in enumerate(tiles):
        lines = (
            Run(fit(label, room, _SMALL), _SMALL, colour=palette.SOFT),
            Run(fit(value, room, size, bold=True), size, True, palette.ACCENT),
            Run(fit(below, room, 9, 2), 9, colour=palette.SOFT),
        )
        box = Box(MARGIN + number * (width + gap), _TILES_TOP, width, _TILE)
        paragraphs = [Paragraph((run,)) for run in lines]
        add_text(slide, box, paragraphs, label, palette.PANEL, inset=0.1)


def _add_score(slide: Any, left: float, candidate: Candidate) -> None:
    _add_head(slide, left, _BODY, "Điểm theo từng phần")
    top, height = _BODY + _HEAD, 1.7
    parts = candidate.parts[:8]
    if not parts:
        _add_lines(slide, Box(left, top, _COLUMN, 0.3), ["Chưa có phần điểm nào."], "Điểm")
        return
    names = [
        f"{fit(plain(part.name), 1.75, 10)} · "
        + (words.MISSING if known(part.score) is None else words.percent(part.weight, 0))
        for part in parts
    ]
    scores = [None if known(p.score) is None else round(p.score or 0, 1) for p in parts]
    about = f"Điểm theo từng phần của {handle_of(candidate)}"
    if any(score is not None for score in scores):
        part_bars(slide, Box(left - 0.05, top, _COLUMN + 0.05, height), names, scores, about)
        top += height + 0.05
    else:
        box = Box(left, top, _COLUMN, 0.3)
        top += _add_lines(slide, box, ["Chưa đủ dữ liệu để chấm điểm."], "Điểm") + 0.1
    texts = [f"{plain(part.name, 60)}: {plain(part.reason, 300)}" for part in parts]
    _add_head(slide, left, top, "Vì sao")
    top += _HEAD
    _add_lines(slide, Box(left, top, _COLUMN, BOTTOM - top), texts, "Vì sao", size=9)


def _add_plays(slide: Any, left: float, report: KolReport, candidate: Candidate) -> None:
    plays = [
        None if known(number) is None else number
        for number in candidate.recent_plays[-_SHOWN_VIDEOS:]
    ]
    shown = words.whole(len(plays))
    table = 1.3
    height = BOTTOM - _BODY - _HEAD - table - _HEAD
    top = _BODY + _HEAD
    if any(number is not None for number in plays):
        _add_head(slide, left, _BODY, f"Lượt xem {shown} video gần nhất, cũ đến mới")
        middle = own_median(candidate)
        line = (f"Trung vị: {spoken(middle)}", middle) if middle is not None else None
        about = f"Lượt xem {shown} video gần nhất của {handle_of(candidate)}"
        recent_columns(slide, Box(left - 0.05, top, _COLUMN + 0.1, height), plays, line, about)
    else:
        _add_head(slide, left, _BODY, "Lượt xem các video gần nhất")
        _add_lines(
            slide, Box(left, top, _COLUMN, 0.3), ["Chưa thu thập được video nào."], "Lượt xem"
        )
    top += height + 0.05
    _add_head(slide, left, top, "Dự báo lượt xem")
    rows = [("1 video", candidate.one)]
    if report.planned_videos != 1:
        rows.append((f"Tổng {videos_words(report)}", candidate.total))
    add_grid(slide, left, top + _HEAD + 0.04, _forecast_grid(rows))


def _add_talk(slide: Any, left: float, report: KolReport, candidate: Candidate) -> None:
    """Adds flags, what the bio says of booking, and what to ask."""
    asked = questions(candidate, report)
    room = BOTTOM - _BODY
    booking = fit(plain(candidate.booking) or words.MISSING, _COLUMN - 0.1, _SMALL, 3)
    booking_height = text_height(len(wrap(booking, _COLUMN - 0.1, _SMALL)), _SMALL) + 0.12
    lists = room - 3 * _HEAD - booking_height - 0.1
    top = _add_flags(slide, Box(left, _BODY, _COLUMN, _HEAD + lists * 0.52), candidate) + 0.1
    _add_head(slide, left, top, "Booking")
    top += _HEAD
    paragraph = [Paragraph((Run(booking, _SMALL),))]
    add_text(slide, Box(left, top, _COLUMN, booking_height), paragraph, "Booking")
    top += booking_height
    _add_head(slide, left, top, "Câu hỏi trước khi đặt")
    top += _HEAD
    _add_lines(slide, Box(left, top, _COLUMN, BOTTOM - top), asked, "Câu hỏi", lines=2)


def _add_flags(slide: Any, box: Box, candidate: Candidate) -> float:
    """Adds what to ask about, and returns where it ends."""
    count = len(candidate.flags)
    title = "Điều cần hỏi lại"
    _add_head(slide, box.left, box.top, f"{title} ({words.whole(count)})" if count else title)
    none_found = "Không thấy con số bất thường trong dữ liệu đã thu thập."
    texts = [flag_words(flag) for flag in candidate.flags] or [
        none_found if candidate.videos else "Chưa có video nào để xét."
    ]
    place = Box(box.left, box.top + _HEAD, box.width, box.height - _HEAD)
    height = _add_lines(slide, place, texts, title, bold_to=":" if count else "", lines=3)
    return place.top + height


def _add_head(slide: Any, left: float, top: float, text: str) -> None:
    run = Run(fit(text, _COLUMN, 12, bold=True), 12, True, palette.ACCENT)
    add_text(slide, Box(left, top, _COLUMN, _HEAD), [Paragraph((run,))], text[:60])


def _add_lines(
    slide: Any,
    box: Box,
    texts: Sequence[str],
    name: str,
    size: float = _SMALL,
    bold_to: str = "",
    lines: int = 2,
) -> float:
    """Adds a list, cut to its box and saying how much was left out; returns its height."""
    gap, room = 2 / 72, box.width - 0.2
    shown, rest = fit_list(texts, room, box.height, size, lines, gap)
    paragraphs = []
    for text in shown:
        head, mark, tail = text.partition(bold_to) if bold_to else ("", "", text)
        runs = (Run(f"{head}{mark}", size, True, palette.SECOND), Run(tail, size))
        paragraphs.append(Paragraph(runs if head else runs[1:], bullet=True, before=2))
    if rest:
        more = Run(
            f"và {words.whole(rest)} mục nữa, xem ghi chú của trang", size, colour=palette.SOFT
        )
        paragraphs.append(Paragraph((more,), before=2))
    taken = sum(len(wrap(text, room, size)) for text in shown) + bool(rest)
    height = min(text_height(taken, size) + len(paragraphs) * gap + 0.04, box.height + 0.04)
    add_text(slide, Box(box.left, box.top, box.width, height), paragraphs, name)
    return height


def _forecast_grid(rows: Sequence[tuple[str, PlaysRange]]) -> Grid:
    heads = ("", "P25", "P50 (giữa)", "P75")
    header = tuple(
        Cell(
            ((Run(text, _SMALL, True, "FFFFFF"),),), "left" if not text else "right", palette.ACCENT
        )
        for text in heads
    )
    body = []
    for label, plays in rows:
        numbers = whole_range(plays) or (None, None, None)
        texts = [words.short(None if each is None else significant(each)) for each in numbers]
        cells = [Cell(((Run(label, _SMALL),),))]
        cells += [
            Cell(((Run(text, 11, number == 1),),), "right") for number, text in enumerate(texts)
        ]
        body.append(tuple(cells))
    width = (_COLUMN - 1.2) / 3
    heights = (0.3,) * (len(rows) + 1)
    return Grid((1.2, width, width, width), heights, (header, *body), "Dự báo lượt xem")
