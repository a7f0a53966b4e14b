"""Where things stand on the page "Nghiên cứu chủ đề": what its form, stream and script name."""

from __future__ import annotations

from typing import Final

PATH: Final = "/studio/research"
STREAM_NAME: Final = "study"
FOUND: Final = "studio-research-found"
TITLE: Final = "studio-research-title"
NOTE: Final = "studio-research-note"
TEXTS: Final = "studio-research-texts"
SOURCES: Final = "studio-research-sources"
MARKDOWN_NAME: Final = "nghien-cuu-chu-de.md"
DOCX_NAME: Final = "nghien-cuu-chu-de.docx"


def section_id(key: str) -> str:
    """Returns where the text of a section stands."""
    return f"studio-research-section-{key}"
