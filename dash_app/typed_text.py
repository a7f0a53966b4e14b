"""What a user typed, as a browser sends it."""

from __future__ import annotations

from typing import Any

from dash_app.words import whole
from etl.text import to_nfc


def read_text(value: Any, name: str, most: int) -> str:
    """Returns a typed text without blanks around it; empty for none.

    Args:
        value: As sent.
        name: Of the field, as the user knows it.
        most: Characters.

    Raises:
        ValueError: Where it is no text, or too long; a Vietnamese sentence.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name}: cần là chữ.")
    text = to_nfc(value).strip()
    if len(text) > most:
        raise ValueError(
            f"{name} dài {whole(len(text))} ký tự, nhiều nhất {whole(most)}: hãy rút ngắn."
        )
    return text
