"""Gợi ý quay: where on the page the parts of an answer stand, and its files."""

from __future__ import annotations

from typing import Final

PATH: Final = "/studio/filming"
STREAM_NAME: Final = "advise"
FOUND: Final = "studio-filming-found"
ALL: Final = "studio-filming-all"
WORDS: Final = "studio-filming-words"
NOTE: Final = "studio-filming-note"
CRAFT: Final = "studio-filming-craft"
CRAFT_TEXT: Final = "studio-filming-craft-text"
MARKDOWN_NAME: Final = "goi-y-quay.md"
DOCX_NAME: Final = "goi-y-quay.docx"
