"""Dishes named in a caption or a transcript, found with a lexicon and no model.

Text is compared with its diacritics, because folding makes too many words alike ("bò", "bơ", "bộ").
Only hashtags, and texts in which nobody typed a diacritic, are compared folded, and there a dish
needs two syllables or a foreign name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from etl.enrich.dish_lexicon import TAG_KEY, Lexicon, Spellings, load_lexicon, old_tone, words_of
from etl.text import fold, hashtags_in, to_nfc

__all__ = ["FoundDish", "Lexicon", "canonical_dish", "clean_dish", "find_dishes", "load_lexicon"]

CAPTION: Final = "caption"
HASHTAG: Final = "hashtag"
TRANSCRIPT: Final = "transcript"

_MARKED_LETTER: Final = re.compile(r"[^\W\d_a-zA-Z]")
_TAG_OR_MENTION: Final = re.compile(r"[#@]\S+")
_NOT_IN_A_NAME: Final = re.compile(r"[^\w\s,&+%'’./]|_")
_AT_THE_ENDS: Final = " ,&+%'’./"
_NEXT_SYLLABLE: Final = re.compile(r"$|\d|[^\W\d_aeiouy]{1,3}[aeiouy]|a[nm]")

_VOWELS: Final = "aeiouy"
_EATING: Final = ("", "an", "mon", "quan", "review")
_LONGEST_NAME: Final = 60
_BEFORE_A_DISH: Final = frozenset(
    {
        *("ăn", "uống", "nấu", "làm", "bán", "mua", "thèm", "thử", "nhậu", "review"),
        *("món", "phần", "suất", "set", "quán", "tiệm", "tô", "bát", "đĩa", "dĩa", "chén", "thố"),
        *("ly", "cốc", "nồi", "chảo", "que", "cây", "hộp", "mẹt", "khay", "gói", "bịch"),
    }
)
_BEFORE_A_FOLDED_DISH: Final = frozenset(map(fold, _BEFORE_A_DISH))
_NO_DISH: Final = frozenset(
    {
        *("không", "không có", "không rõ", "không biết", "không xác định", "không có thông tin"),
        *("không đề cập", "không có món ăn", "chưa rõ", "chưa xác định", "không có món"),
        *("none", "null", "nan", "n/a", "na", "unknown", "undefined", "food", "foods", "nil"),
        *("món", "món ăn", "đồ ăn", "thức ăn", "đồ uống", "thức uống", "nước uống", "ẩm thực"),
        *("các món", "các món ăn", "nhiều món", "nhiều món ăn", "món ngon", "món khác", "đồ"),
        *("đặc sản", "thực phẩm", "bữa ăn", "ăn", "ăn vặt", "đồ ăn vặt", "đồ ăn khác"),
        *("ăn uống", "topping", "combo"),
    }
)


@dataclass(frozen=True)
class FoundDish:
    """One dish of a video: its canonical name, where it stands and as what."""

    dish: str
    field: str
    evidence: str


def find_dishes(lexicon: Lexicon, caption: str, transcript: str | None) -> list[FoundDish]:
    """Finds the dishes of a video, each once, in the order of first mention.

    The caption comes first, then its hashtags, then the transcript. The longest match wins: "bún bò
    huế" does not also yield "bún bò", though a second, separate "bún bò" does. A bare "bún" that
    needs context is taken to speak of the "bún bò" in the same video.

    Args:
        lexicon: What `load_lexicon` returned.
        caption: The caption with its hashtags.
        transcript: What is said in the video, if known.

    Returns:
        The dishes with the field and the words that name them.
    """
    found: dict[str, FoundDish] = {}
    fields = (
        (CAPTION, _in_text(lexicon, _TAG_OR_MENTION.sub(" . ", caption))),
        (HASHTAG, _in_hashtags(lexicon, caption)),
        (TRANSCRIPT, _in_text(lexicon, transcript or "")),
    )
    for name, matches in fields:
        for dish, evidence in matches:
            if dish not in found:
                found[dish] = FoundDish(dish, name, evidence)
    heads = {dish.split(" ", 1)[0] for dish in found if " " in dish}
    return [f for f in found.values() if f.dish not in lexicon.needs_context or f.dish not in heads]


def clean_dish(name: object) -> str | None:
    """Brings a dish as a model wrote it to one spelling, or to None where it names no dish.

    >>> clean_dish(' "Bún  Bò Huế". ')
    'bún bò huế'
    """
    if not isinstance(name, str):
        return None
    plain = _NOT_IN_A_NAME.sub(" ", old_tone(to_nfc(name).lower()))
    plain = " ".join(plain.split()).strip(_AT_THE_ENDS)
    has_letter = any(char.isalpha() for char in plain)
    if not has_letter or len(plain) > _LONGEST_NAME or plain in _NO_DISH:
        return None
    return plain


def canonical_dish(lexicon: Lexicon, name: str) -> str:
    """Returns the one spelling of a dish name, as far as the lexicon knows it.

    A name that the lexicon lacks keeps its words, but a dish at its start and the variants of
    single words take their one spelling: "tteokbokki bò cay" and "tokbokki bò cay" are one dish.
    """
    cleaned = clean_dish(name) or " ".join(to_nfc(name).lower().split())
    known = lexicon.marked.dishes
    if cleaned in known:
        return known[cleaned] or cleaned
    if cleaned.isascii() and lexicon.folded.dishes.get(cleaned):
        return lexicon.folded.dishes[cleaned]
    rewritten = _rewritten(lexicon.variants, cleaned.split(" "))
    head = next(lexicon.marked.scan(rewritten), None)
    if head and head[0] == 0 and head[2]:
        rewritten[: head[1]] = [head[2]]
    return " ".join(rewritten)


def _rewritten(variants: Spellings, words: list[str]) -> list[str]:
    parts, position = [], 0
    for start, end, word in variants.scan(words):
        parts += [*words[position:start], *word.split(" ")]
        position = end
    return parts + words[position:]


def _in_text(lexicon: Lexicon, text: str) -> Iterator[tuple[str, str]]:
    plain = unicodedata.normalize("NFKC", text).lower()
    words = words_of(plain)
    is_marked = bool(_MARKED_LETTER.search(plain))
    spellings = lexicon.marked if is_marked else lexicon.folded
    lead_ins = _BEFORE_A_DISH if is_marked else _BEFORE_A_FOLDED_DISH
    for start, end, dish in spellings.scan(words):
        if dish and (dish not in lexicon.needs_context or words[max(0, start - 1)] in lead_ins):
            yield dish, " ".join(words[start:end])


def _in_hashtags(lexicon: Lexicon, caption: str) -> Iterator[tuple[str, str]]:
    for tag in hashtags_in(caption):
        whole = lexicon.marked.dishes.get(tag)
        if whole:
            yield whole, f"#{tag}"
            continue
        bare = tag if tag.isascii() else fold(tag)
        for dish in _in_joined(lexicon, bare.replace("_", "")):
            yield dish, f"#{tag}"


def _in_joined(lexicon: Lexicon, tag: str) -> Iterator[str]:
    """Yields dishes inside a hashtag without spaces, such as "anchanga" or "trasuathaixanh".

    A match must end where a syllable can end ("phoga" is not in "phogan"), and one that begins with
    a vowel stands first, for there a syllable may begin earlier ("ochut" is not in "cochutranh").
    """
    start = 0
    while start + TAG_KEY <= len(tag):
        for joined, dish in lexicon.joined.get(tag[start : start + TAG_KEY], ()):
            end = start + len(joined)
            if (
                tag.startswith(joined, start)
                and _NEXT_SYLLABLE.match(tag, end)
                and (joined[0] not in _VOWELS or tag[:start] in _EATING)
            ):
                if dish:
                    yield dish
                start = end - 1
                break
        start += 1
