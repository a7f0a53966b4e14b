"""What a sound is called and whose it is."""

from __future__ import annotations

_NAMELESS = "Âm thanh không tên"


def sound_title(title: str | None) -> str:
    """Returns a sound's title as TikTok has it."""
    return (title or "").strip() or _NAMELESS


def origin_words(original: bool, creators: int, main_creator: str) -> str:
    """Returns what kind of sound it is, inside a sentence.

    Args:
        original: Whether it is a recording.
        creators: Who use it.
        main_creator: Who uses it most.
    """
    if not original:
        return "nhạc có sẵn"
    return f"âm thanh riêng của @{main_creator}" if creators == 1 else "âm thanh gốc"
