"""Long names on several lines, where a chart has little room beside or below."""

from __future__ import annotations

from textwrap import wrap


def broken(name: str, width: int) -> str:
    """Returns a name with line breaks: before what stands in brackets, and at about a width.

    Args:
        name: In words.
        width: Of a line, in characters.
    """
    head, bracket, rest = name.partition(" (")
    parts = [head, f"({rest}"] if bracket else [head]
    return "<br>".join(line for part in parts for line in wrap(part, width))
