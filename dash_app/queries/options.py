"""What can be chosen in filters and searches: the most used first, found by a part of the name.

Each returns value, label, n; the text that is searched for is the argument `text`, lower-cased.
Many write Vietnamese without its diacritics: `pho` finds `phở`, while `phở` does not find `phố`.
"""

from __future__ import annotations

from typing import Final

import ibis
from ibis import _

from dash_app.queries.hashtags import tagged
from dash_app.queries.tables import Tables, argument

# Names are in NFC, each letter one character.
_LETTERS: Final = (
    "àáảãạăằắẳẵặâầấẩẫậ",
    "èéẻẽẹêềếểễệ",
    "ìíỉĩị",
    "òóỏõọôồốổỗộơờớởỡợ",
    "ùúủũụưừứửữự",
    "ỳýỷỹỵ",
    "đ",
)
_BARE: Final = "".join(
    bare * len(letters) for bare, letters in zip("aeiouyd", _LETTERS, strict=True)
)


def creator_options(t: Tables, most: int) -> ibis.Table:
    """Returns creators by account name or display name."""
    creators = t.creators.filter(
        _.creator.lower().contains(argument("text")) | _is_named(_.nickname.fill_null(""))
    )
    return _most(
        creators.select(value=_.creator, label=_.nickname.fill_null(""), n=_.videos_collected), most
    )


def hashtag_options(t: Tables, most: int) -> ibis.Table:
    """Returns hashtags by key; n counts videos."""
    found = tagged(t).filter(_.hashtag_key.contains(argument("text")))
    counted = found.group_by(value=_.hashtag_key).aggregate(n=_.count())
    return _most(counted.mutate(label=_.value), most)


def province_options(t: Tables, most: int) -> ibis.Table:
    """Returns the provinces of videos' main places."""
    return _counted(t.videos.filter(_.province.notnull()), "province", most)


def dish_options(t: Tables, most: int) -> ibis.Table:
    """Returns dish groups."""
    return _counted(t.video_dishes, "dish_group", most)


def category_options(t: Tables, most: int) -> ibis.Table:
    """Returns content categories."""
    return _counted(t.video_labels.filter(_.field == "categories"), "label", most)


def _counted(found: ibis.Table, column: str, most: int) -> ibis.Table:
    counted = found.group_by(value=_[column]).aggregate(n=_.count())
    # Each name is looked at once, not once a video.
    return _most(counted.filter(_is_named(_.value)).mutate(label=_.value), most)


def _is_named(name: ibis.Deferred) -> ibis.Deferred:
    """Returns whether a name has the searched text in it, as it is written or without marks."""
    lower = name.lower()
    bare = lower.translate("".join(_LETTERS), _BARE)
    return lower.contains(argument("text")) | bare.contains(argument("text"))


def _most(found: ibis.Table, most: int) -> ibis.Table:
    return found.order_by(ibis.desc(_.n), _.value).limit(most).select("value", "label", "n")
