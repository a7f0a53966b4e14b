"""Nghiên cứu chủ đề: its files, made of what the browser holds."""

from __future__ import annotations

from typing import Final

from dash_app.documents.research_docx import write_docx
from dash_app.documents.research_markdown import write_markdown
from dash_app.documents.research_report import read_report
from dash_app.pages import Export
from dash_app.tabs.studio.research_places import DOCX_NAME, MARKDOWN_NAME

EXPORTS: Final = (
    Export(MARKDOWN_NAME, "text/markdown", lambda fields: write_markdown(read_report(fields))),
    Export(
        DOCX_NAME,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda fields: write_docx(read_report(fields)),
    ),
)
