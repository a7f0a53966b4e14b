"""Captions, hashtags, sounds and times to post as files, of what a browser sends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from dash_app.documents.advice_markdown import escaped, table_lines
from dash_app.documents.csv_table import to_csv
from dash_app.documents.plain_text import plain

_MOST_TEXTS: Final = 20
_MOST_ROWS: Final = 200
_MOST_COLUMNS: Final = 12
_MOST_CHARACTERS: Final = 4_000
_EMPTY: Final = "Chưa có gì để tải: hãy viết mô tả trước."


@dataclass(frozen=True)
class Sheet:
    """A table of texts."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class CaptionSheet:
    """What is saved.

    Attributes:
        idea: What it was made for.
        niche: Which videos were learned from.
        note: Who wrote the captions.
        captions: As they stand on the page, also where they were changed there.
        chosen: The ticked hashtags.
        tags: All hashtags with their numbers.
        sounds: Sounds in use.
        slots: Times to post.
    """

    idea: str
    niche: str
    note: str
    captions: tuple[str, ...]
    chosen: tuple[str, ...]
    tags: Sheet
    sounds: Sheet
    slots: Sheet


def read_sheet(fields: Mapping[str, Any]) -> CaptionSheet:
    """Returns what a browser sends.

    Raises:
        ValueError: Where there is nothing to save.
    """
    sheet = CaptionSheet(
        idea=_text(fields.get("idea")),
        niche=_text(fields.get("niche")),
        note=_text(fields.get("note")),
        captions=_texts(fields.get("captions"), _MOST_TEXTS),
        chosen=_texts(fields.get("chosen"), _MOST_TEXTS * 2),
        tags=_sheet(fields, "tag_titles", "tags"),
        sounds=_sheet(fields, "sound_titles", "sounds"),
        slots=_sheet(fields, "slot_titles", "slots"),
    )
    if not sheet.captions and not sheet.tags.rows:
        raise ValueError(_EMPTY)
    return sheet


def write_caption_markdown(fields: Mapping[str, Any]) -> bytes:
    """Returns all of it as Markdown."""
    return ("\n".join(_lines(read_sheet(fields))) + "\n").encode()


def write_tag_csv(fields: Mapping[str, Any]) -> bytes:
    """Returns the hashtags as a table, with a column that says which are chosen."""
    sheet = read_sheet(fields)
    if not sheet.tags.rows:
        raise ValueError(_EMPTY)
    table = pd.DataFrame(list(sheet.tags.rows), columns=list(sheet.tags.titles))
    table.insert(0, "Chọn", ["có" if row[0] in sheet.chosen else "" for row in sheet.tags.rows])
    return to_csv(table)


def _lines(sheet: CaptionSheet) -> Iterator[str]:
    yield from ("# Caption, hashtag và nhạc", "")
    if sheet.idea:
        yield from (f"**Ý tưởng:** {escaped(sheet.idea)}", "")
    yield from (escaped(part) + "  " for part in (sheet.niche, sheet.note) if part)
    yield from ("", "## Mô tả đăng kèm", "")
    yield from (f"{number}. {escaped(text)}" for number, text in enumerate(sheet.captions, start=1))
    yield from ("", "## Hashtag đã chọn", "", escaped(" ".join(sheet.chosen)) or "(chưa chọn)")
    for title, each in (
        ("Mọi hashtag", sheet.tags),
        ("Âm thanh đang được dùng", sheet.sounds),
        ("Khung giờ nên đăng", sheet.slots),
    ):
        if each.rows:
            yield from ("", f"## {title}", "")
            yield from table_lines(each.titles, each.rows)


def _sheet(fields: Mapping[str, Any], titles: str, rows: str) -> Sheet:
    named = _texts(fields.get(titles), _MOST_COLUMNS)
    listed = fields.get(rows)
    found = [_texts(each, _MOST_COLUMNS, empty=True) for each in _list(listed)[:_MOST_ROWS]]
    return Sheet(named, tuple(each for each in found if named and len(each) == len(named)))


def _texts(value: Any, most: int, *, empty: bool = False) -> tuple[str, ...]:
    texts = (_text(each) for each in _list(value)[:most])
    return tuple(each for each in texts if each or empty)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return plain(value, _MOST_CHARACTERS) if isinstance(value, str) else ""
