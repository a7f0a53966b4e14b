"""What can be chosen in filters and searches: the most used first, found by a part of the name.

Each returns value, label, n; the text that is searched for is the argument `text`, lower-cased.
Many write Vietnamese without its diacritics: `pho` finds `phở`, while `phở` does not find `phố`.
Weeks are few, and are searched by their names, which are made elsewhere.
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
    """Returns dish groups; n counts videos, which may name several dishes of a group."""
    counted = t.video_dishes.group_by(value=_.dish_group).aggregate(n=_.video_key.nunique())
    return _most(counted.filter(_is_named(_.value)).mutate(label=_.value), most)


def category_options(t: Tables, most: int) -> ibis.Table:
    """Returns content categories."""
    return _counted(t.video_labels.filter(_.field == "categories"), "label", most)


def week_options(t: Tables) -> ibis.Table:
    """Returns all weeks with videos, the newest first; the value is the Monday as ISO text."""
    counted = t.videos.group_by("week_start").aggregate(n=_.count())
    return counted.order_by(ibis.desc("week_start")).select(
        value=_.week_start.cast("string"), label=_.week_start.cast("string"), n=_.n
    )


def sound_options(t: Tables, most: int) -> ibis.Table:
    """Returns sounds by title or author, first those that the argument `chosen` lists.

    The value is the `music_id`, since titles repeat; n counts videos.
    """
    chosen = argument("chosen").split(" ").contains(t.videos.music_id)
    names = (t.videos.music_title, t.videos.music_author)
    titles, authors = (each.fill_null("").lower().contains(argument("text")) for each in names)
    found = t.videos.mutate(is_chosen=chosen).filter(
        _.music_id.notnull(), titles | authors | chosen
    )
    sounds = found.group_by(value=_.music_id).aggregate(
        label=_.music_title.argmax(_.video_key)
        .fill_null("")
        .concat(" · ", _.music_author.argmax(_.video_key).fill_null("")),
        n=_.count(),
        is_chosen=_.is_chosen.any(),
    )
    order = (ibis.desc("is_chosen"), ibis.desc("n"), "value")
    return sounds.order_by(*order).limit(most).select("value", "label", "n")


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
