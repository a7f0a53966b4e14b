"""The posts of one creator, before they take TikTok's shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from etl.sample import dishes, seasons
from etl.sample.captions import Caption, CaptionWriter, Subject
from etl.sample.counts import Counts, count, duration_effect, hour_effect
from etl.sample.dice import Dice, running_weights
from etl.sample.labels import Labels, label
from etl.sample.people import Creator
from etl.sample.places import CITIES, City
from etl.sample.spec import SampleSpec, local_midnight
from etl.sample.styles import COOKING, MUKBANG, PRODUCTS, RESTAURANTS, Style
from etl.sample.world import Sound, World

_MENUS: Final = {
    COOKING.category: dishes.HOME_DISHES,
    RESTAURANTS.category: dishes.STREET_DISHES,
    PRODUCTS.category: dishes.PRODUCTS,
    MUKBANG.category: dishes.FEAST_DISHES,
}
_ODD_FACTOR: Final = 2_654_435_761
"""An odd number: multiplying by it modulo 2^32 never gives the same result twice."""


@dataclass(frozen=True)
class Payment:
    """Signs that a post is paid for; a paid post may carry none of them.

    Attributes:
        is_ad: TikTok's own mark.
        sells: Whether a shop's product hangs below the caption.
        disclosed: Whether the caption says so.
    """

    is_ad: bool = False
    sells: bool = False
    disclosed: bool = False


@dataclass(frozen=True)
class Post:
    """A post.

    Attributes:
        video_id: TikTok's number, the time of posting in its high bits.
        created: When it was posted (Unix seconds).
        subject: What it is about.
        caption: What it says below.
        labels: What a careful viewer would note.
        seconds: Duration; 0 for photos.
        photos: How many pictures; 0 for a video.
        sound: A shared sound, or None for the creator's own.
        payment: Signs that it is paid for.
        counts: Counts on the day of the last crawl.
        pinned: Whether it stands first in the profile.
    """

    video_id: str
    created: int
    subject: Subject
    caption: Caption
    labels: Labels
    seconds: int
    photos: int
    sound: Sound | None
    payment: Payment
    counts: Counts
    pinned: bool = False


def make_posts(spec: SampleSpec, world: World, creator: Creator, first: int, n: int) -> list[Post]:
    """Makes the posts of a creator, newest first.

    Args:
        spec: The sample.
        world: What all creators share.
        creator: Whose posts.
        first: How many posts other creators made before: ids are unique across the sample.
        n: How many.
    """
    dice = Dice(spec.seed, 2, creator.index)
    writer = CaptionWriter(dice, creator)
    moments = _moments(dice, world, creator, n)
    posts = [
        _post(spec, world, creator, dice, writer, day, second, first + number)
        for number, (day, second) in enumerate(moments)
    ]
    _pin(dice, posts)
    posts.reverse()
    return posts


def _moments(dice: Dice, world: World, creator: Creator, n: int) -> list[tuple[int, int]]:
    """Draws n days and seconds of the day, oldest first."""
    opening = int(creator.joined * len(world.days))
    weights = [
        weight * creator.weekdays[day.weekday()] if number >= opening else 0.0
        for number, (day, weight) in enumerate(zip(world.days, world.posting, strict=True))
    ]
    days = running_weights(weights)
    hours = running_weights(creator.hours)
    return sorted(
        (dice.place(days), dice.place(hours) * 3600 + dice.whole(0, 3599)) for _ in range(n)
    )


def _post(
    spec: SampleSpec,
    world: World,
    creator: Creator,
    dice: Dice,
    writer: CaptionWriter,
    day_number: int,
    second: int,
    number: int,
) -> Post:
    day = world.days[day_number]
    created = local_midnight(day) + second
    labels = label(dice, creator.style)
    trend = world.trend_on(day_number, dice)
    dish = trend.dish if trend else _dish(dice, creator.style, day)
    subject = _subject(dice, creator, dish, about_food=bool(labels.hook_type))
    payment, paid_effect = _payment(dice, creator)
    photos = dice.whole(2, 10) if dice.chance(0.015) else 0
    seconds = 0 if photos else int(min(max(dice.lognormal(creator.style.seconds, 0.5), 7), 600))
    effect = (
        hour_effect(second // 3600)
        * duration_effect(seconds)
        * labels.effect
        * paid_effect
        * (1.1 if day.weekday() >= 5 else 1.0)
        * (1 + 0.8 * trend.heat(day_number) if trend else 1.0)
    )
    shared = dice.chance(0.4)
    sounds = world.sounds_by_week[day_number // 7]
    return Post(
        video_id=str(created << 32 | (number * _ODD_FACTOR + spec.seed) % 2**32),
        created=created,
        subject=subject,
        caption=writer.write(subject, payment.disclosed),
        labels=labels,
        seconds=seconds,
        photos=photos,
        sound=world.sounds[dice.place(sounds)] if shared else None,
        payment=payment,
        counts=count(dice, creator, effect, (spec.crawled_at - created) / 86_400),
    )


def _dish(dice: Dice, style: Style, day: date) -> str:
    if (seasons.is_before_tet(day) or seasons.is_tet(day)) and dice.chance(0.35):
        return dice.pick(dishes.TET_DISHES)
    if seasons.is_before_mid_autumn(day) and dice.chance(0.3):
        return dice.pick(dishes.MID_AUTUMN_DISHES)
    return _favourite(dice, _MENUS[style.category])


def _favourite(dice: Dice, menu: Sequence[str]) -> str:
    """Returns a dish, the first of the menu most often."""
    return menu[int(len(menu) * dice.uniform() ** 1.7)]


def _subject(dice: Dice, creator: Creator, dish: str, about_food: bool) -> Subject:
    style = creator.style
    menu = _MENUS[style.category]
    others = {_favourite(dice, menu): None for _ in range(dice.pick((0, 0, 0, 1, 1, 2, 3)))}
    city: City | None = None
    district: str | None = None
    if about_food and dice.chance(style.names_a_place):
        city = creator.home if dice.chance(0.8) else dice.pick(CITIES)
        if city.districts and dice.chance(0.7):
            district = city.districts[int(len(city.districts) * dice.uniform() ** 1.4)]
    return Subject(
        dish=dish,
        others=tuple(other for other in others if other != dish),
        city=city,
        district=district,
        brand=dice.pick(dishes.BRANDS),
        about_food=about_food,
    )


def _payment(dice: Dice, creator: Creator) -> tuple[Payment, float]:
    """Decides whether a post is paid for, and what that does to its plays."""
    if not dice.chance(creator.ads):
        return Payment(), 1.0
    sells = dice.chance(0.6 if creator.seller else 0.25)
    return Payment(dice.chance(0.6), sells, dice.chance(0.4)), 0.72


def _pin(dice: Dice, posts: list[Post]) -> None:
    """Pins the most played of the older half of the posts (oldest first) in some profiles."""
    if len(posts) < 6 or not dice.chance(0.4):
        return
    older = sorted(range(len(posts) // 2), key=lambda at: (-posts[at].counts.plays, at))
    for at in older[: dice.whole(1, 3)]:
        posts[at] = replace(posts[at], pinned=True)
