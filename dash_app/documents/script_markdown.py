"""A script as Markdown: read as it is, and by any notes program."""

from __future__ import annotations

from collections.abc import Iterator

from dash_app.documents.plain_text import plain, plain_lines, safe_link
from dash_app.documents.script_facts import SILENT, TITLE, part_time, posted_words, script_facts
from dash_app.documents.shooting_script import ShootingScript


def write_markdown(script: ShootingScript) -> str:
    """Returns the script: facts, parts with their times, what to post, sources, notes."""
    return "\n\n".join(_blocks(script)) + "\n"


def _blocks(script: ShootingScript) -> Iterator[str]:
    yield f"# {TITLE}"
    yield "\n".join(f"- **{name}:** {_line(value)}" for name, value in script_facts(script))
    yield "## Các phần"
    for number, part in enumerate(script.parts, start=1):
        yield f"### {number}. {_line(part.title)} ({part_time(part)})"
        if part.visuals:
            yield f"**Hình ảnh:** {_lines(part.visuals)}"
        yield f"**Lời thoại:** {_lines(part.dialogue) or SILENT}"
    yield "## Mô tả đăng kèm"
    yield _lines(posted_words(script)) or "(chưa có)"
    if script.sources:
        yield "## Học từ các video"
        yield "\n".join(
            f"{number}. {_link(f'@{each.creator}', each.url)}: {_line(each.why)}"
            for number, each in enumerate(script.sources, start=1)
        )
    if script.notes:
        yield "## Ghi chú"
        yield "\n".join(f"- {_line(note)}" for note in script.notes)


def _link(text: str, url: str) -> str:
    link = safe_link(url).replace("(", "%28").replace(")", "%29")
    return f"[{_line(text)}]({link})" if link else _line(text)


def _line(text: str) -> str:
    return _kept(plain(text, 4000))


def _lines(text: str) -> str:
    # Two spaces at its end keep a line apart from the next one.
    return _kept(plain_lines(text)).replace("\n", "  \n")


def _kept(text: str) -> str:
    """Returns a text in which nothing becomes a tag; the rest stays as it was typed."""
    return text.replace("<", "&lt;")
