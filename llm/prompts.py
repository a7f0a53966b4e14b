"""Reads the instructions in `llm/prompts/*.md`, and quotes what is only data."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "prompts"
_RULES: Final = "rules"
# Control characters, and the invisible letters that hide words from a reader but not from a model.
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\U000e0000-\U000e007f]")
# Halves of characters, as a cut text may end with: they cannot be sent.
_HALVES: Final = re.compile("[\ud800-\udfff]")


def read_prompt(name: str) -> str:
    """Returns the instructions of that name, followed by the rules that hold for all."""
    return with_rules(prompt_words(name))


def prompt_words(name: str) -> str:
    """Returns the instructions of that name alone, for a user to read and change."""
    return (_FOLDER / f"{name}.md").read_text(encoding="utf-8").strip()


def with_rules(*instructions: str) -> str:
    """Returns instructions, also a user's own, followed by the rules that hold for all."""
    return "\n\n".join((*instructions, prompt_words(_RULES))) + "\n"


def quoted(kind: str, text: str) -> str:
    """Returns data between marks that the text cannot close; the rules say what the marks mean.

    The mark follows from the text, so that the same question is the same again, and is not in it.

    Args:
        kind: What the data are, as `caption`; a word of ours, not of the data.
        text: Whatever somebody wrote.
    """
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    text = _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)
    seed = text.encode()
    code = _code(seed)
    while code in text:
        code = _code(seed := seed + b"'")
    return f'<<< dữ liệu "{kind}" {code}\n{text}\n>>> hết {code}'


def _code(seed: bytes) -> str:
    return hashlib.blake2b(seed, digest_size=6).hexdigest()
