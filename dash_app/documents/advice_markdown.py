"""Advice for a channel as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dash_app import words
from dash_app.documents.advice_report import AdviceReport
from dash_app.documents.kol_words import SAMPLE_BANNER
from dash_app.documents.plain_text import plain

# What Markdown takes for its own signs.
_SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write_markdown(report: AdviceReport) -> bytes:
    """Returns the text; names of other people cannot change its form."""
    return ("\n".join(_lines(report)) + "\n").encode()


def escaped(text: str) -> str:
    """Returns a text on one line that Markdown shows as it is."""
    return _SIGNS.sub(r"\\\1", plain(text))


def table_lines(titles: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """Yields the lines of a table."""
    yield f"| {' | '.join(map(escaped, titles))} |"
    yield f"|{' --- |' * len(titles)}"
    for row in rows:
        yield f"| {' | '.join(map(escaped, row))} |"


def _lines(report: AdviceReport) -> Iterator[str]:
    yield from (f"# {escaped(report.title)}", "")
    if report.synthetic:
        yield from (f"**{SAMPLE_BANNER}**", "")
    yield f"- Lập ngày: {words.day(report.made_on)}"
    yield from (f"- {escaped(name)}: {escaped(value)}" for name, value in report.facts)
    yield from ("", "## Nên làm gì", "")
    if not report.items:
        yield f"{escaped(report.nothing)}"
    for number, item in enumerate(report.items, start=1):
        mark = "" if item.sure else " *(cần xem thêm)*"
        yield f"{number}. **{escaped(item.topic)}: {escaped(item.action)}**{mark}"
        yield f"   {escaped(item.reason)}"
    if report.weeks:
        yield from ("", "## Kế hoạch 4 tuần", "")
        yield from table_lines(report.week_titles, report.weeks)
    if report.looked:
        yield from ("", "## Đã xem những gì", "")
        yield from table_lines(report.looked_titles, report.looked)
    yield from ("", "## Cách tính", "")
    yield from (f"- {escaped(each)}" for each in report.method)
