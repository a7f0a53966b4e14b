"""A study of a topic as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from dash_app.documents.advice_markdown import escaped, table_lines
from dash_app.documents.kol_words import SAMPLE_BANNER
from dash_app.documents.research_report import ResearchReport


def write_markdown(report: ResearchReport) -> bytes:
    """Returns the text; words of other people cannot change its form."""
    return ("\n".join(_lines(report)) + "\n").encode()


def _lines(report: ResearchReport) -> Iterator[str]:
    yield from (f"# Nghiên cứu chủ đề: {escaped(report.topic)}", "")
    if report.synthetic:
        yield from (f"**{SAMPLE_BANNER}**", "")
    yield from (f"- {escaped(name)}: {escaped(value)}" for name, value in report.facts)
    if report.note:
        yield from ("", f"*{escaped(report.note)}*")
    for title, text in report.sections:
        yield from ("", f"## {escaped(title)}", "")
        yield from (f"- {escaped(line)}" for line in text.splitlines())
    yield from ("", "## Video được dẫn", "")
    for source in report.sources:
        yield (
            f"- [{escaped(source.text)}](<{source.url}>)"
            if source.url
            else (f"- {escaped(source.text)}")
        )
    for table in report.tables:
        yield from ("", f"## {escaped(table.title)}", "")
        yield from table_lines(table.titles, table.rows)
    yield from ("", "## Cách tính", "")
    yield from (f"- {escaped(each)}" for each in report.method)
