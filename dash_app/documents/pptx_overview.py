"""The slides about the whole shortlist in words: cover, ranking, method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from dash_app import words
from dash_app.documents import palette
from dash_app.documents.kol_numbers import known, whole_range
from dash_app.documents.kol_report import Candidate, KolReport
from dash_app.documents.kol_sentences import NOBODY, conclusion, method_title, next_steps
from dash_app.documents.kol_words import (
    UNITS_NOTE,
    certain_flags,
    flags_count,
    handle_of,
    has_fee,
    name_of,
    score_words,
    short_span,
    videos_words,
)
from dash_app.documents.plain_text import plain, safe_link
from dash_app.documents.pptx_formulas import FORECAST, RANKING, fee_formula
from dash_app.documents.pptx_frame import BOTTOM, INNER, TOP, start_slide
from dash_app.documents.pptx_shapes import (
    Align,
    Box,
    Cell,
    Grid,
    Paragraph,
    Run,
    add_grid,
    add_text,
    write_paragraphs,
)
from dash_app.documents.pptx_theme import COVER, HEIGHT, MARGIN, WIDTH
from dash_app.documents.text_fit import fit, fit_list, text_height, wrap

_COVER_PANEL: Final = 5.6
_COLUMNS: Final[tuple[tuple[str, float, Align], ...]] = (
    ("Hạng", 0.6, "center"),
    ("TikToker", 2.9, "left"),
    ("Nhóm", 1.15, "left"),
    ("Người theo dõi", 1.2, "right"),
    ("Điểm", 0.75, "right"),
    ("Dự báo", 1.85, "right"),
    ("Cơ hội", 1.0, "right"),
    ("Phí theo khung (đ)", 1.55, "right"),
    ("Cần hỏi lại", 1.333, "right"),
)
_ROW: Final = 0.365
_ROOMY_ROW: Final = 0.5
_TEXT: Final = 12
_COVER_TEXT: Final = 13


def add_cover(deck: Any, report: KolReport) -> None:
    """Adds the cover: title, brief, what the numbers rest on."""
    slide = start_slide(deck, report, "", [*_facts(report.brief), *_facts(report.data)], COVER)
    panel = add_text(slide, Box(0, 0, _COVER_PANEL, HEIGHT), [], "Nền", fill=palette.ACCENT)
    # Behind the title, which the layout brought.
    slide.shapes._spTree.insert(2, panel._element)
    title, subtitle = slide.shapes.title, slide.placeholders[1]
    title.name, subtitle.name = "Tiêu đề", "Phụ đề"
    subtitle.text_frame.margin_left = 0
    width = 4.6
    size = 34 if len(wrap(plain(report.title), width, 34, bold=True)) <= 4 else 26
    name = fit(plain(report.title), width, size, 5 if size == 26 else 4, bold=True)
    write_paragraphs(title.text_frame, [Paragraph((Run(name, size, True, "FFFFFF"),))])
    count = len(report.candidates)
    lines = [f"{words.whole(count)} ứng viên" if count else NOBODY, words.day(report.made_on)]
    write_paragraphs(
        subtitle.text_frame,
        [Paragraph((Run(line, 16, False, "FFFFFF"),), before=4) for line in lines],
    )
    left, width = _COVER_PANEL + 0.5, WIDTH - _COVER_PANEL - 1.0
    bottom = _add_facts(slide, Box(left, 0.9, width, 3.9), "Đề bài", report.brief, _COVER_TEXT)
    _add_facts(
        slide,
        Box(left, bottom + 0.3, width, HEIGHT - bottom - 0.8),
        "Dữ liệu",
        report.data,
        _COVER_TEXT,
    )


def add_ranking(deck: Any, report: KolReport, first: int, candidates: Sequence[Candidate]) -> None:
    """Adds the ranking, what it comes to as its title, and below the last of it what to do next."""
    last = first + len(candidates) > len(report.candidates)
    notes = [RANKING, FORECAST, *fee_formula(candidates), *report.method]
    slide = start_slide(deck, report, conclusion(report) + ("" if first == 1 else " (tiếp)"), notes)
    bottom = TOP
    if candidates:
        heads = [
            f"Dự báo {videos_words(report)}" if title == "Dự báo" else title
            for title, _, _ in _COLUMNS
        ]
        rows = [
            _candidate_row(rank, candidate)
            for rank, candidate in enumerate(candidates, start=first)
        ]
        grid = Grid(
            tuple(width for _, width, _ in _COLUMNS),
            (0.34, *([_row_height(len(rows))] * len(rows))),
            (_head(heads), *rows),
            "Bảng xếp hạng ứng viên",
        )
        add_grid(slide, MARGIN, TOP, grid)
        bottom += sum(grid.heights)
        legend = (
            "Dự báo: khoảng P25–P75 của tổng lượt xem. Cơ hội: xác suất đạt lượt xem mong muốn. "
            "Cần hỏi lại: số điều, trong ngoặc là số điều có độ chắc cao. "
            f"{UNITS_NOTE}."
        )
        add_text(
            slide,
            Box(MARGIN, bottom + 0.05, INNER, 0.22),
            [Paragraph((Run(fit(legend, INNER, 9), 9, colour=palette.SOFT),))],
            "Chú giải",
        )
        bottom += 0.27
    if last:
        _add_steps(slide, report, bottom)


def add_method(deck: Any, report: KolReport) -> None:
    """Adds how the numbers are made and what they do not say, on as many slides as it takes."""
    notes = [RANKING, FORECAST, *fee_formula(report.candidates)]
    texts = [plain(text, 600) for text in report.method]
    width = INNER if len(texts) > 9 else 7.6
    pages = list(_pages(texts, width)) or [[]]
    for number, page in enumerate(pages, start=1):
        title = method_title(report) + (f" ({number}/{len(pages)})" if len(pages) > 1 else "")
        slide = start_slide(deck, report, title, notes)
        lines = [Paragraph((Run(text, _TEXT),), bullet=True, before=6) for text in page]
        head = Paragraph((Run("Cách tính và giới hạn", 14, True, palette.ACCENT),))
        wide = INNER if len(pages) > 1 else 7.6
        box = Box(MARGIN, TOP, wide, BOTTOM - TOP)
        if lines:
            add_text(slide, box, [head, *lines], "Cách tính và giới hạn")
        if wide < INNER:
            left = MARGIN + wide + 0.4
            place = Box(left, TOP, WIDTH - MARGIN - left, BOTTOM - TOP)
            _add_facts(slide, place, "Dữ liệu", report.data)


def _pages(texts: Sequence[str], width: float) -> Iterator[list[str]]:
    """Returns the texts that share a slide."""
    page: list[str] = []
    used = text_height(1, 14)
    for text in texts:
        height = text_height(len(wrap(text, width - 0.2, _TEXT)), _TEXT) + 6 / 72
        if page and used + height > BOTTOM - TOP:
            yield page
            page, used = [], text_height(1, 14)
        page.append(text)
        used += height
    if page:
        yield page


def _add_facts(
    slide: Any, box: Box, title: str, facts: Sequence[tuple[str, str]], size: float = _TEXT
) -> float:
    """Adds labels and values, and returns where they end."""
    if not facts:
        return box.top
    paragraphs = [Paragraph((Run(title, 14, True, palette.ACCENT),))]
    used = text_height(1, 14)
    for number, (name, value) in enumerate(facts):
        label = f"{plain(name, 60)}: "
        text = fit(f"{label}{plain(value, 400)}", box.width - 0.1, size, 3)
        height = text_height(len(wrap(text, box.width - 0.1, size)), size) + 4 / 72
        reserve = text_height(1, size) if number < len(facts) - 1 else 0
        if used + height + reserve > box.height:
            rest = f"và {words.whole(len(facts) - number)} mục nữa"
            paragraphs.append(Paragraph((Run(rest, size, colour=palette.SOFT),), before=4))
            used += text_height(1, size) + 4 / 72
            break
        runs = (Run(label, size, colour=palette.SOFT), Run(text[len(label) :], size))
        paragraphs.append(Paragraph(runs, before=4))
        used += height
    place = Box(box.left, box.top, box.width, used + 0.1)
    add_text(slide, place, paragraphs, title)
    return box.top + used


def _add_steps(slide: Any, report: KolReport, top: float) -> None:
    steps, width = next_steps(report), INNER - 0.4
    title = text_height(1, 12)
    room = BOTTOM + 0.1 - top - title - 0.24
    texts, rest = fit_list(steps, width - 0.2, room, 11, 2, gap=2 / 72)
    while rest:  # the last ones matter least
        steps = steps[:-1]
        texts, rest = fit_list(steps, width - 0.2, room, 11, 2, gap=2 / 72)
    if not texts:
        return
    lines = [Paragraph((Run(text, 11),), bullet=True, before=2) for text in texts]
    head = Paragraph((Run("Bước tiếp theo", 12, True, palette.ACCENT),))
    taken = sum(len(wrap(text, width - 0.2, 11)) for text in texts)
    height = title + text_height(taken, 11) + len(texts) * 2 / 72 + 0.16
    add_text(
        slide,
        Box(MARGIN, top + 0.08, INNER, height),
        [head, *lines],
        "Bước tiếp theo",
        fill=palette.PANEL,
        inset=0.14,
    )


def _row_height(rows: int) -> float:
    return max(_ROW, min(_ROOMY_ROW, 10 * _ROW / rows))


def _head(titles: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            ((Run(fit(title, width - 0.12, 10.5, 2, bold=True), 10.5, True, "FFFFFF"),),),
            align,
            palette.ACCENT,
        )
        for title, (_, width, align) in zip(titles, _COLUMNS, strict=True)
    )


def _candidate_row(rank: int, candidate: Candidate) -> tuple[Cell, ...]:
    total = whole_range(candidate.total)
    fee = candidate.fair_fee if has_fee(candidate) else None
    texts = (
        words.whole(rank),
        "",
        plain(candidate.tier, 60) or words.MISSING,
        words.short(known(candidate.followers)),
        score_words(candidate.score),
        short_span(total[0], total[2]) if total else words.MISSING,
        words.chance_percent(candidate.chance),
        short_span(*fee) if fee else words.MISSING,
        flags_count(candidate),
    )
    cells = []
    for text, (title, width, align) in zip(texts, _COLUMNS, strict=True):
        runs: tuple[tuple[Run, ...], ...] = ((Run(fit(text, width - 0.14, 11), 11),),)
        if title == "TikToker":
            runs = _identity(candidate, width - 0.14)
        elif title == "Điểm":
            runs = ((Run(text, 12, True, palette.ACCENT),),)
        elif title == "Cần hỏi lại" and certain_flags(candidate):
            runs = ((Run(text, 11, True, palette.SECOND),),)
        cells.append(Cell(runs, align, palette.PANEL if rank % 2 == 0 else ""))
    return tuple(cells)


def _identity(candidate: Candidate, width: float) -> tuple[tuple[Run, ...], ...]:
    name = fit(name_of(candidate), width, 11, bold=True)
    account = fit(handle_of(candidate), width, 8.5)
    return (
        (Run(name, 11, True),),
        (Run(account, 8.5, False, palette.SOFT, safe_link(candidate.url)),),
    )


def _facts(facts: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{plain(label, 60)}: {plain(value, 400)}" for label, value in facts]
