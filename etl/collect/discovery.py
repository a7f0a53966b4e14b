"""Who belongs to a niche: the source project's decisions, as pure functions of posts.

Stage one: creators with at least two posts under the starting hashtags; the most used hashtags of
the niche among their posts, to search once more; of all that are found, those who reach enough.
Stage two drops who is silent this year, or mostly about something else, or not in Vietnamese.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from etl.collect.language import is_vietnamese
from etl.inputs.local_time import ZONE
from etl.text import fold, hashtags_in

_LEAST_CREATORS = 2
_LEAST_TOGETHER = 0.5


@dataclass(frozen=True)
class Thresholds:
    """From where on a creator is kept; the defaults are the source project's.

    Attributes:
        videos_found: At least so many posts under the hashtags.
        more_hashtags: So many hashtags are added to those that the search began with.
        total_plays: More than this, over the posts since the date.
        mean_plays: More than this.
        engagement_rate: More than this; (likes + comments + shares + saves) / plays of all posts
            together.
        niche_share: At least this share of the posts is of the niche.
        vietnamese_share: At least this share of the posts whose language can be told.
    """

    videos_found: int = 2
    more_hashtags: int = 50
    total_plays: int = 100_000
    mean_plays: float = 40_000
    engagement_rate: float = 0.03
    niche_share: float = 0.75
    vietnamese_share: float = 0.90


@dataclass(frozen=True)
class Niche:
    """What a post is told by to be of the niche.

    Attributes:
        hashtags: Folded, without #.
        words: Words and phrases of captions, folded.
    """

    hashtags: frozenset[str]
    words: frozenset[str] = frozenset()

    def has(self, post: Post) -> bool:
        """Returns whether a post carries one of the hashtags or says one of the words."""
        if not self.hashtags.isdisjoint(post.hashtags):
            return True
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", post.text) for word in self.words)


@dataclass(frozen=True)
class Post:
    """A post, as far as decisions need it.

    Attributes:
        video_id: TikTok's number.
        creator: The handle, lower-cased.
        posted_at: Unix seconds.
        caption: As written.
        hashtags: Of the caption, folded.
        text: The caption, folded.
        plays: How often it was played.
        engagements: Likes, comments, shares and saves together.
        language: As TikTok guessed it; empty where it did not.
    """

    video_id: str
    creator: str
    posted_at: int
    caption: str
    hashtags: frozenset[str]
    text: str
    plays: int
    engagements: int
    language: str = ""


@dataclass(frozen=True)
class Kept:
    """How many creators a step kept.

    Attributes:
        step: What it looked at, in Vietnamese.
        before: How many there were.
        after: How many are left.
    """

    step: str
    before: int
    after: int


def post_of(item: Any) -> Post | None:
    """Returns a post from an item of TikTok's JSON; None where it lacks an id or a creator."""
    if not isinstance(item, dict):
        return None
    author = item.get("author")
    handle = author.get("uniqueId") if isinstance(author, dict) else author
    if not (item.get("id") and isinstance(handle, str) and handle):
        return None
    caption = str(item.get("desc") or "")
    names = ("diggCount", "commentCount", "shareCount", "collectCount")
    return Post(
        video_id=str(item["id"]),
        creator=handle.lower(),
        posted_at=_whole(item.get("createTime")),
        caption=caption,
        hashtags=frozenset(map(fold, hashtags_in(caption))),
        text=fold(caption),
        plays=_count(item, "playCount"),
        engagements=sum(_count(item, name) for name in names),
        language=str(item.get("textLanguage") or ""),
    )


def found_creators(posts: Iterable[Post], least: int) -> list[str]:
    """Returns the creators of at least so many different posts, those of the most first."""
    by_creator = defaultdict(set)
    for post in posts:
        by_creator[post.creator].add(post.video_id)
    found = [creator for creator, ids in by_creator.items() if len(ids) >= least]
    return sorted(found, key=lambda creator: (-len(by_creator[creator]), creator))


def further_hashtags(
    posts: Iterable[Post], known: Collection[str], general: Collection[str], most: int
) -> list[str]:
    """Returns the most used hashtags of the niche that are not yet known.

    A hashtag is of the niche where two creators use it, and at least half of its posts carry a
    known one besides. Those that stand under posts of all kinds are never of a niche.

    Args:
        posts: Each video counts once.
        known: The hashtags that the search began with, folded.
        general: Hashtags that say nothing of a post, folded.
        most: How many.
    """
    uses: Counter[str] = Counter()
    together: Counter[str] = Counter()
    creators = defaultdict(set)
    for post in {post.video_id: post for post in posts}.values():
        beside = not post.hashtags.isdisjoint(known)
        for tag in post.hashtags - set(known) - set(general):
            uses[tag] += 1
            together[tag] += beside
            creators[tag].add(post.creator)
    fitting = [
        tag
        for tag in uses
        if len(creators[tag]) >= _LEAST_CREATORS and together[tag] >= _LEAST_TOGETHER * uses[tag]
    ]
    return sorted(fitting, key=lambda tag: (-uses[tag], tag))[:most]


def reaches_enough(posts: Sequence[Post], thresholds: Thresholds) -> bool:
    """Returns whether a creator's posts are played and answered enough."""
    plays = sum(post.plays for post in posts)
    if not plays:
        return False
    return (
        plays > thresholds.total_plays
        and plays / len(posts) > thresholds.mean_plays
        and sum(post.engagements for post in posts) / plays > thresholds.engagement_rate
    )


def share_of_niche(posts: Sequence[Post], niche: Niche) -> float:
    """Returns which share of posts is of the niche; 0 where there are none."""
    return sum(map(niche.has, posts)) / len(posts) if posts else 0.0


def share_of_vietnamese(posts: Sequence[Post]) -> float:
    """Returns which share of posts is in Vietnamese, of those whose language can be told.

    0 where it can be told of none.
    """
    told = [is_vietnamese(post.caption, post.language) for post in posts]
    known = [one for one in told if one is not None]
    return sum(known) / len(known) if known else 0.0


def chosen(
    by_creator: Mapping[str, Sequence[Post]], niche: Niche, year: int, thresholds: Thresholds
) -> tuple[list[str], list[Kept]]:
    """Returns who is kept of all that were found, and how many each step kept.

    Args:
        by_creator: The posts since the date, by handle.
        niche: What the niche is told by.
        year: A creator must have a post in it (Vietnamese time).
        thresholds: From where on a creator is kept.
    """
    fits: tuple[tuple[str, Callable[[Sequence[Post]], bool]], ...] = (
        ("đủ lượt xem và tương tác", partial(reaches_enough, thresholds=thresholds)),
        (f"có video trong năm {year}", partial(_is_active, year=year)),
        ("đủ tỷ lệ video đúng ngành", partial(_is_of_niche, niche=niche, thresholds=thresholds)),
        ("đủ tỷ lệ video tiếng Việt", partial(_speaks_vietnamese, thresholds=thresholds)),
    )
    left, kept = sorted(by_creator), []
    for words, holds in fits:
        before = len(left)
        left = [creator for creator in left if holds(by_creator[creator])]
        kept.append(Kept(words, before, len(left)))
    order = {creator: sum(post.plays for post in by_creator[creator]) for creator in left}
    return sorted(left, key=lambda creator: (-order[creator], creator)), kept


def _is_active(posts: Sequence[Post], year: int) -> bool:
    zone = ZoneInfo(ZONE)
    return any(datetime.fromtimestamp(post.posted_at, zone).year == year for post in posts)


def _is_of_niche(posts: Sequence[Post], niche: Niche, thresholds: Thresholds) -> bool:
    return share_of_niche(posts, niche) >= thresholds.niche_share


def _speaks_vietnamese(posts: Sequence[Post], thresholds: Thresholds) -> bool:
    return share_of_vietnamese(posts) >= thresholds.vietnamese_share


def _count(item: Mapping[str, Any], name: str) -> int:
    for stats in (item.get("statsV2"), item.get("stats")):
        if isinstance(stats, dict) and stats.get(name) is not None:
            return _whole(stats[name])
    return 0


def _whole(value: object) -> int:
    try:
        return max(0, int(str(value)))
    except ValueError:
        return 0
