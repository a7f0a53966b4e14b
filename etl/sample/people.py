"""Invented creators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from etl.sample import names
from etl.sample.dice import Dice
from etl.sample.places import CITIES, City
from etl.sample.styles import STYLES, Style
from etl.text import fold

_TRAPS_FROM: Final = 6
"""With fewer creators every folder is complete, so that tiny samples stay whole."""

_HOURS: Final = (
    *(0.25, 0.1, 0.05, 0.05, 0.05, 0.15, 0.5, 0.8, 0.9, 1.1, 1.8, 3.4),
    *(2.2, 1.2, 1.0, 1.1, 1.6, 3.0, 3.6, 3.4, 2.6, 1.8, 1.1, 0.6),
)
_WEEKDAYS: Final = (1.0, 0.95, 0.95, 1.0, 1.15, 1.2, 1.15)


@dataclass(frozen=True)
class Traps:
    """What is odd about a creator's folder.

    Attributes:
        without_videos: No `videos_info.json`.
        without_profile: No `user_info.json`: known from the videos only.
        author_as_text: An old crawl, where `author` is the handle and not an object.
        crawled_twice: Crawled a first time weeks before.
    """

    without_videos: bool = False
    without_profile: bool = False
    author_as_text: bool = False
    crawled_twice: bool = False


@dataclass(frozen=True)
class Creator:
    """An invented creator.

    Attributes:
        index: Their number in the sample, from 0.
        handle: What stands after the @.
        nickname: The displayed name.
        user_id: TikTok's number.
        sec_uid: TikTok's other, longer name for the same.
        bio: The profile's text.
        own_tag: The hashtag of their own name.
        home: Where they live.
        style: What kind of videos they make.
        followers: How many follow them, as displayed.
        following: How many they follow.
        hearts: All likes ever, as displayed.
        videos_ever: All videos ever, those of before the crawl included.
        verified: Whether there is a blue tick.
        seller: Whether they have a shop.
        renamed_at: When the nickname was last changed (Unix seconds).
        quality: Factor on plays.
        likeability: Factor on likes.
        hours: How gladly they post at each hour.
        weekdays: How gladly they post on each weekday, Monday first.
        joined: The part of the window that passed before their first post.
        ads: How many of their posts are paid.
        traps: What is odd about their folder.
    """

    index: int
    handle: str
    nickname: str
    user_id: str
    sec_uid: str
    bio: str
    own_tag: str
    home: City
    style: Style
    followers: int
    following: int
    hearts: int
    videos_ever: int
    verified: bool
    seller: bool
    renamed_at: int
    quality: float
    likeability: float
    hours: tuple[float, ...]
    weekdays: tuple[float, ...]
    joined: float
    ads: float
    traps: Traps


def displayed(count: int) -> int:
    """Returns a count as TikTok gives it: 43 251 is 43 300, and 1 234 567 is 1 200 000."""
    if count < 10_000:
        return count
    step = 100 if count < 1_000_000 else 100_000
    return (count + step // 2) // step * step


def traps_of(index: int, creators: int) -> Traps:
    """Returns what is odd about the folder of one of so many creators."""
    if creators < _TRAPS_FROM:
        return Traps()
    return Traps(
        without_videos=index == 1,
        without_profile=index == 2,
        author_as_text=index == 3,
        crawled_twice=index % 10 == 4,
    )


def invent_creator(seed: int, index: int, creators: int, videos: int, before: int) -> Creator:
    """Invents a creator.

    Args:
        seed: The seed of the sample.
        index: Which one.
        creators: Out of how many.
        videos: How many videos of theirs are in the sample.
        before: A time that lies before their last change of name (Unix seconds).
    """
    dice = Dice(seed, 1, index)
    style = dice.weighted([(style, style.frequency) for style in STYLES])
    home = dice.weighted([(city, city.frequency) for city in CITIES])
    given = dice.pick(names.GIVEN_NAMES)
    pattern = dice.pick(names.NICKNAMES[style.category])
    own_tag = fold(pattern.format(given)).replace(" ", "")
    handle = f"{own_tag}.mau{index:02d}"
    followers = displayed(int(min(max(dice.lognormal(155_000, 1.35), 3_000), 9_000_000)))
    return Creator(
        index=index,
        handle=handle,
        nickname=pattern.format(given) + dice.pick(names.NICKNAME_EMOJI),
        user_id=str(dice.long_id()),
        sec_uid=f"MS4wLjABAAAA{dice.token(64)}",
        bio=_bio(dice, style, home, handle, index),
        own_tag=own_tag,
        home=home,
        style=style,
        followers=followers,
        following=dice.whole(1, 900),
        hearts=displayed(int(followers * dice.between(6, 40))),
        videos_ever=videos + dice.whole(0, 400),
        verified=dice.chance(0.12),
        seller=dice.chance(0.15),
        renamed_at=before - dice.whole(0, 900 * 86_400),
        quality=dice.lognormal(1, 0.5),
        likeability=dice.lognormal(1, 0.18),
        hours=_hours(dice),
        weekdays=tuple(weight * dice.between(0.7, 1.3) for weight in _WEEKDAYS),
        joined=dice.between(0.1, 0.6) if dice.chance(0.25) else 0.0,
        ads=dice.between(0.02, 0.16),
        traps=traps_of(index, creators),
    )


def _bio(dice: Dice, style: Style, home: City, handle: str, index: int) -> str:
    text = dice.pick(names.BIOS[style.category]).format(city=home.name)
    contact = dice.pick(names.BOOKING).format(mail=f"{handle}@example.invalid")
    if index == 0:
        return text + names.NO_BOOKING
    return text + (names.PHONE if index == 5 else contact)


def _hours(dice: Dice) -> tuple[float, ...]:
    favourite = dice.pick((11, 17, 18, 19, 20))
    weights = [weight * dice.between(0.6, 1.4) for weight in _HOURS]
    weights[favourite] *= 2.5
    return tuple(weights)
