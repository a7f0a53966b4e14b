"""Writes a sample, one creator at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import msgspec

from etl.sample.counts import Counts
from etl.sample.dice import Dice
from etl.sample.enrichment import EnrichmentWriter
from etl.sample.folder import SampleFolder
from etl.sample.item_shape import ItemMaker
from etl.sample.links import Links
from etl.sample.people import Creator, invent_creator, traps_of
from etl.sample.posts import Post, make_posts
from etl.sample.profile_shape import Json, user_info
from etl.sample.spec import SampleSpec, SampleSummary
from etl.sample.world import make_world

_BETWEEN_CRAWLS: Final = 23 * 86_400
_BEFORE_ANY_CHANGE: Final = 500 * 86_400


def write_sample(
    out: Path, spec: SampleSpec, on_progress: Callable[[int, int], None] | None = None
) -> SampleSummary:
    """Writes synthetic files in the raw shape.

    Args:
        out: A folder that is empty, does not exist yet, or holds the sample of the same spec.
        spec: What to generate.
        on_progress: Called after each creator with the creators done and their total.

    Returns:
        What was written.

    Raises:
        SampleFolderTaken: Where the folder holds anything else.
    """
    folder = SampleFolder(out)
    folder.claim(spec)
    world = make_world(spec)
    links = Links(spec.seed, spec.full_size)
    before = 0
    with ExitStack() as stack:
        enrichment = EnrichmentWriter(folder, spec.seed, stack)
        for index, n in enumerate(videos_by_creator(spec)):
            renamed_before = spec.crawled_at - _BEFORE_ANY_CHANGE
            creator = invent_creator(spec.seed, index, spec.creators, n, renamed_before)
            posts = make_posts(spec, world, creator, before, n)
            _write_creator(folder, spec, links, creator, posts)
            enrichment.add(creator, posts)
            before += n
            if on_progress:
                on_progress(index + 1, spec.creators)
        enrichment.finish()
    return SampleSummary(spec.creators, spec.videos, folder.files, folder.bytes)


def videos_by_creator(spec: SampleSpec) -> list[int]:
    """Returns how many of the videos each creator made; some post far more than others.

    A creator who is known from videos only is served first, and one without a list of videos never.
    """
    dice = Dice(spec.seed, 5)
    weights = [dice.lognormal(1, 0.55) for _ in range(spec.creators)]
    traps = [traps_of(index, spec.creators) for index in range(spec.creators)]
    order = [index for index in range(spec.creators) if not traps[index].without_videos]
    order.sort(key=lambda index: not traps[index].without_profile)
    shares = [0] * spec.creators
    for index in order[: spec.videos]:
        shares[index] = 1
    left = spec.videos - sum(shares)
    total = sum(weights[index] for index in order)
    for index in order:
        shares[index] += int(left * weights[index] / total)
    for index in order[: spec.videos - sum(shares)]:
        shares[index] += 1
    return shares


def _write_creator(
    folder: SampleFolder, spec: SampleSpec, links: Links, creator: Creator, posts: list[Post]
) -> None:
    traps = creator.traps
    crawled_at = spec.crawled_at + creator.index * 37 % 2_400
    if not (traps.without_profile and posts):
        profile = user_info(creator, links, crawled_at)
        folder.put(f"{creator.handle}/user_info.json", msgspec.json.encode(profile))
    if traps.without_videos:
        return
    dice = Dice(spec.seed, 6, creator.index)
    maker = ItemMaker(dice, links, creator)
    listed = sorted(posts, key=lambda post: not post.pinned)
    earlier = crawled_at - _BETWEEN_CRAWLS
    old = [post for post in listed if post.created < earlier]
    path = f"{creator.handle}/videos_info.json"
    if not (traps.crawled_twice and old):
        items = (maker.item(post, post.counts, crawled_at + dice.whole(0, 3)) for post in listed)
        _write_items(folder, path, items)
        return
    _write_items(folder, path, (maker.item(post, _before(dice, post), earlier + 1) for post in old))
    seen_again = set(old[: max(1, len(old) * 3 // 5)])
    again = [post for post in listed if post.created >= earlier or post in seen_again]
    _write_items(
        folder,
        f"{creator.handle}/recrawl/videos_info.json",
        (maker.item(post, post.counts, crawled_at + dice.whole(0, 3)) for post in again),
    )


def _before(dice: Dice, post: Post) -> Counts:
    """Returns the counts of a post at the crawl before."""
    return post.counts.earlier(dice.between(0.7, 0.92))


def _write_items(folder: SampleFolder, path: str, items: Iterable[Json]) -> None:
    encode = msgspec.json.Encoder().encode
    with folder.stream(path) as stream:
        separator = b"["
        for item in items:
            stream.write(separator + encode(item))
            separator = b","
        stream.write(b"[]" if separator == b"[" else b"]")
