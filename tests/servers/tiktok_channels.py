"""Invented creators as TikTok would serve them: profile and posts, in the sample's shapes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from etl.sample.dice import Dice
from etl.sample.item_shape import ItemMaker
from etl.sample.links import Links
from etl.sample.people import invent_creator
from etl.sample.posts import make_posts
from etl.sample.profile_shape import user_info
from etl.sample.spec import SampleSpec
from etl.sample.world import make_world

Json = dict[str, Any]
_PINNED = 2


@dataclass
class Channel:
    """A creator on the server; what a test changes in it is served from then on.

    Attributes:
        profile: `{user, stats}`, as inside of `userInfo`.
        items: Posts as in `itemList`, newest first but pinned ones before all others.
    """

    profile: Json
    items: list[Json]

    @property
    def handle(self) -> str:
        """What stands after the @."""
        return str(self.profile["user"]["uniqueId"])

    @property
    def sec_uid(self) -> str:
        """The id by which the list of posts is asked for."""
        return str(self.profile["user"]["secUid"])


def invented_channels(
    count: int, videos: int, *, until: date = date(2025, 3, 19), seed: int = 7
) -> list[Channel]:
    """Returns creators with equally many posts, two old ones of each pinned.

    Args:
        count: How many creators.
        videos: How many posts each.
        until: The day after the last post.
        seed: Where all chance comes from.
    """
    spec = SampleSpec(count, count * videos, seed, until)
    world = make_world(spec)
    links = Links(seed, full_size=False)
    channels = []
    for index in range(count):
        creator = invent_creator(seed, index, 1, videos, spec.crawled_at)
        creator = replace(creator, index=index, videos_ever=videos)
        posts = make_posts(spec, world, creator, index * videos, videos)
        maker = ItemMaker(Dice(seed, 6, index), links, creator)
        oldest = {post.video_id for post in posts[-_PINNED:]} if videos > _PINNED else set()
        pinned = [replace(post, pinned=post.video_id in oldest) for post in posts]
        items = [
            {**maker.item(post, post.counts, 0), "challenges": _served_tags(post.caption.tags)}
            for post in sorted(pinned, key=lambda post: (not post.pinned, -post.created))
        ]
        for item in items:
            del item["collectTime"]  # the collector's own
        info = user_info(creator, links, spec.crawled_at)
        channels.append(Channel(info.get("userInfo", info), items))
    return channels


def _served_tags(tags: Any) -> list[Json]:
    names = dict.fromkeys(tag.name.lower() for tag in tags)
    return [{"id": tag_id(name), "title": name, "desc": ""} for name in names]


def tag_id(name: str) -> str:
    """Returns the number of a hashtag."""
    return str(10**10 + int.from_bytes(name.encode()[:6].ljust(6, b"0")))
