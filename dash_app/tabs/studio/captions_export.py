"""Caption, hashtag & nhạc: what it saves."""

from __future__ import annotations

from typing import Final

from dash_app.documents.caption_sheet import write_caption_markdown, write_tag_csv
from dash_app.pages import Export

MARKDOWN_NAME: Final = "caption-hashtag.md"
CSV_NAME: Final = "hashtag.csv"
EXPORTS: Final = (
    Export(MARKDOWN_NAME, "text/markdown", write_caption_markdown),
    Export(CSV_NAME, "text/csv", write_tag_csv),
)
