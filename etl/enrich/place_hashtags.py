"""Place names inside joined hashtags such as `#anvatsaigon`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.enrich.gazetteer import JOINED_PREFIX, SHORT_PREFIX, Gazetteer
from etl.enrich.place_mentions import Mention, Role
from etl.enrich.place_names import spellings_of
from etl.enrich.place_types import Level, Name, Trust
from etl.text import fold, hashtags_in

_LONG_IN_TAG = 5
_SHORTEST_IN_TAG = {Level.LANDMARK: 7, Level.COUNTRYSIDE: 6}

_AFFIX = re.compile(
    r"(?:an|anvat|ansap|anuong|ancung|angi|andi|annhau|gi|di|dau|o|oi|tai|food|foods|foodie|foodies"
    r"|foodtour|foodreview|foodtiktok|tour|tours|review|reviews|riviu|reviewer|rv|city|vn|viet|nam"
    r"|vietnam|dulich|travel|trip|check|checkin|in|monngon|mon|ngon|ngonnhat|quan|quanngon|quanan"
    r"|amthuc|dacsan|feed|tiktok|life|street|streetfood|cafe|cf|coffee|caphe|nhau|sap|re|bui|pho"
    r"|duongpho|ve|que|toi|minh|yeu|love|ilove|hot|new|news|thanh|tinh|tp|huyen|town|old|the|le|via|he"
    r"|and|me|community|local|buffet|lau|nuong|haisan|toplist|top|cung|kham|pha|khampha|choi|dichoi"
    r"|anchoi|angido|danh|cho|nguoi|dan|con|gai|trai|girl|boy|eat|eats|eating|eatery|in|at|to|go"
    r"|now|today|everyday|dem|night|sang|trua|chieu|toida|24h|247|\d+)*"
)
_TAG_DISH = re.compile(
    r"(?:bun\w{0,8}|pho|mi|my|nem\w{0,5}|banh\w{1,9}|com\w{0,4}|hutieu|che|keo\w{0,3}|lau\w{0,4}|chao\w{0,5}"
    r"|oc|ca\w{0,3}|tra|mam\w{0,4}|bia|kem|goi\w{0,4}|xoi|cha\w{0,3}|ga|vit|nhan|buoi|muoi\w{0,4})$"
)

_SYLLABLE = (
    r"(?:ngh|ng|nh|th|tr|ch|kh|ph|gh|gi|qu|[bcdghklmnprstvx])?"
    r"(?:uye|uya|uyu|ieu|yeu|uoi|uou|oai|oay|oeo|uay|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo"
    r"|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    r"(?:ng|nh|ch|[cmnpt])?"
)
_SYLLABLES = re.compile(f"(?:{_SYLLABLE})+")


def mentions_in_hashtags(gazetteer: Gazetteer, caption: str) -> list[Mention]:
    """Finds the place names inside joined hashtags such as `#anvatsaigon`."""
    found = (_mention_in_tag(gazetteer, tag) for tag in hashtags_in(caption))
    return [mention for mention in found if mention is not None]


def _mention_in_tag(gazetteer: Gazetteer, tag: str) -> Mention | None:
    marked = tag if tag.isalnum() else "".join(char for char in tag if char.isalnum())
    text = marked if marked.isascii() else fold(marked)
    best: tuple[tuple[int, int], Name, Role] | None = None
    for start, letters, name in _names_in_tag(gazetteer, text):
        before, after = text[:start], text[start + len(letters) :]
        rank = (_fit_in_tag(letters, name, before, after), len(letters))
        if rank[0] and (best is None or rank > best[0]) and _has_its_marks(name, marked):
            is_dish = name.level <= Level.TOWN and _TAG_DISH.search(before) is not None
            best = (rank, name, Role.DISH if is_dish else Role.PLACE)
    if best is None:
        return None
    return Mention(name=best[1], field="hashtag", evidence=f"#{tag}", role=best[2])


def _names_in_tag(gazetteer: Gazetteer, text: str) -> Iterator[tuple[int, str, Name]]:
    index = gazetteer.by_first_letters
    for start in range(len(text) - 1):
        for size in (JOINED_PREFIX, SHORT_PREFIX):
            for letters, name in index.get(text[start : start + size], ()):
                if text.startswith(letters, start):
                    yield start, letters, name


def _fit_in_tag(letters: str, name: Name, before: str, after: str) -> int:
    """Returns how surely letters in a hashtag are that name and no piece of other words."""
    if len(letters) < _SHORTEST_IN_TAG.get(name.level, 2):
        return 0
    if _AFFIX.fullmatch(before) and _AFFIX.fullmatch(after):
        return 3
    if name.trust is not Trust.SURE or len(letters) < _LONG_IN_TAG:
        return 0
    if _cuts_a_syllable(before, letters + after):
        return 0
    return 2 if not after else 1 if not before else 0


def _cuts_a_syllable(before: str, rest: str) -> bool:
    """Tells whether a tag reads as Vietnamese, but not with a syllable that begins where it is cut.

    "#bepnhagiang" is the kitchen of "nhà Giang": "Hà Giang" would leave "bepn".
    """
    if not before or _SYLLABLES.fullmatch(before):
        return False
    return _SYLLABLES.fullmatch(before + rest) is not None


def _has_its_marks(name: Name, marked: str) -> bool:
    """Tells whether a hashtag with diacritics has those of the name: "#đanăng" is no city."""
    if marked.isascii():
        return True
    return any("".join(words) in marked for words in spellings_of(name.official))
