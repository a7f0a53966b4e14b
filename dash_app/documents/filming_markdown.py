"""Advice on filming as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from dash_app.documents.advice_markdown import escaped, table_lines
from dash_app.documents.filming_report import FilmingReport, ReportTable
from dash_app.documents.kol_words import SAMPLE_BANNER


def write_markdown(report: FilmingReport) -> bytes:
    """Returns the text; what others wrote cannot change its form."""
    return ("\n".join(_lines(report)) + "\n").encode()


def _lines(report: FilmingReport) -> Iterator[str]:
    yield from (f"# {escaped(report.title)}", "")
    if report.synthetic:
        yield from (f"**{SAMPLE_BANNER}**", "")
    yield from (f"- Lập ngày: {escaped(report.made_on)}", f"- Mô tả: {escaped(report.description)}")
    if report.advice:
        yield from ("", "## Gợi ý quay", "")
        yield from (f"{escaped(line)}\n" for line in report.advice.splitlines())
        yield f"*{escaped(report.note)}*"
    yield from ("", "## Kinh nghiệm quay", "", f"*{escaped(report.craft_note)}*", "")
    if not report.advice and report.note:
        yield from (escaped(report.note), "")
    yield from _table(report.craft)
    yield from ("", "## Video nổi bật nói gì", "")
    yield from (f"- {escaped(each)}" for each in (*report.facts, *report.findings))
    for title, table in (
        ("Hay gặp nhất ở video nổi bật", report.usual),
        ("Trung vị", report.middles),
    ):
        if table.rows:
            yield from ("", f"### {title}", "")
            yield from _table(table)
    if report.best:
        yield from ("", "### Video nổi bật nhất", "")
        for number, video in enumerate(report.best, start=1):
            link = f" [Xem trên TikTok]({video.url})" if video.url else ""
            yield f"{number}. {escaped(video.words)}{link}"
    yield from ("", "## Cách tính", "")
    yield from (f"- {escaped(each)}" for each in report.method)


def _table(table: ReportTable) -> Iterator[str]:
    if table.rows:
        yield from table_lines(table.titles, table.rows)
