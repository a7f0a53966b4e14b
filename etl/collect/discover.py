"""The search for the creators of a niche: crawls, and between them the decisions of `discovery`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from etl.collect.collecting import collect
from etl.collect.discovery import (
    Kept,
    Niche,
    Post,
    Thresholds,
    chosen,
    found_creators,
    further_hashtags,
    post_of,
)
from etl.collect.hashtags import hashtag
from etl.collect.industries import general_hashtags
from etl.collect.listing import Limits
from etl.collect.records import Crawl, Kind
from etl.collect.settings import CollectSettings
from etl.collect.status import known
from etl.collect.subject import Subject
from etl.collect.users import creator
from etl.forgotten import read_forgotten
from etl.home import Home
from etl.progress import Steps
from etl.text import fold


@dataclass(frozen=True)
class Search:
    """What is searched for.

    Attributes:
        hashtags: To begin with, without #.
        words: Words of captions that tell the niche besides hashtags, folded.
        since: Only posts from this time on count (Unix seconds).
        year: Creators must have a post in it.
        most_tagged: How many posts of each hashtag are looked at.
        fresh_hours: What was crawled within them is not crawled again.
        thresholds: From where on a creator is kept.
    """

    hashtags: tuple[str, ...]
    words: frozenset[str]
    since: int
    year: int
    most_tagged: int = 500
    fresh_hours: float = 24.0
    thresholds: Thresholds = Thresholds()


@dataclass(frozen=True)
class Discovery:
    """What a search found.

    Attributes:
        creators: Who is kept, those with the most plays first.
        steps: How many each step kept.
        more_hashtags: Hashtags of the niche that the posts gave.
        failed: Crawls that TikTok refused: what they hold is missing.
        unfinished: Whether it ended before anybody could be chosen.
        interrupted: Whether the user has ended it, and not too many refusals.
    """

    creators: list[str]
    steps: list[Kept]
    more_hashtags: list[str]
    failed: list[str]
    unfinished: bool = False
    interrupted: bool = False


class _Stopped(Exception):
    """The collector was stopped, or has given up after too many refusals."""

    def __init__(self, *, interrupted: bool) -> None:
        super().__init__()
        self.interrupted = interrupted


def discover(
    home: Home,
    settings: CollectSettings,
    search: Search,
    steps: Steps,
    on_crawl: Callable[[Crawl], None],
) -> Discovery:
    """Searches in two stages; one that was cut off goes on with what it has crawled.

    Args:
        home: Where crawls are kept, as those of `etl collect`.
        settings: How TikTok is reached.
        search: What is searched for.
        steps: Shows how far it is.
        on_crawl: Is told each record.

    Raises:
        AnotherRunIsActive: Where another process collects into the same home.
        CollectorMissing: Where the library or the browser is not installed.
    """
    crawler = _Crawler(home, settings, search, steps, on_crawl)
    limits = search.thresholds
    try:
        crawler.crawl_tags(search.hashtags)
        first = found_creators(crawler.tagged(search.hashtags), limits.videos_found)
        crawler.crawl_creators(first)
        begun = {fold(tag) for tag in search.hashtags}
        posts = [post for name in first for post in crawler.posts_of(name)]
        more = further_hashtags(posts, begun, general_hashtags(), limits.more_hashtags)
        crawler.crawl_tags(more)
        tags = (*search.hashtags, *more)
        found = found_creators(crawler.tagged(tags), limits.videos_found)
        everybody = list(dict.fromkeys((*first, *found)))
        crawler.crawl_creators(everybody)
    except _Stopped as stopped:
        return Discovery([], [], [], crawler.failed, True, stopped.interrupted)
    named = {post.creator for post in crawler.tagged(tags)}
    by_creator = {name: crawler.posts_of(name) for name in everybody}
    crawled = {name: posts for name, posts in by_creator.items() if posts}
    names, kept = chosen(
        crawled, Niche(frozenset(begun | set(more)), search.words), search.year, limits
    )
    before = [
        Kept(f"ít nhất {limits.videos_found} video dưới hashtag", len(named), len(everybody)),
        Kept("có video công khai lấy được", len(everybody), len(crawled)),
    ]
    return Discovery(names, before + kept, more, crawler.failed)


@dataclass
class _Crawler:
    """Crawls what is not fresh, and reads what was crawled."""

    home: Home
    settings: CollectSettings
    search: Search
    steps: Steps
    on_crawl: Callable[[Crawl], None]

    def __post_init__(self) -> None:
        self.failed: list[str] = []
        self._tried: set[tuple[Kind, str]] = set()
        self._forgotten = read_forgotten(self.home.forgotten)
        self._newest = self._snapshots()

    def crawl_tags(self, tags: Iterable[str]) -> None:
        hours, limits = self.settings.resume_hours, Limits(most=self.search.most_tagged)
        wanted = self._not_fresh(Kind.HASHTAG, tags)
        self._crawl([hashtag(self.home, tag, limits, hours) for tag in wanted])

    def crawl_creators(self, handles: Iterable[str]) -> None:
        hours, limits = self.settings.resume_hours, Limits(since=self.search.since)
        wanted = self._not_fresh(Kind.USER, handles)
        self._crawl([creator(self.home, handle, limits, hours) for handle in wanted])

    def tagged(self, tags: Iterable[str]) -> list[Post]:
        """Returns the posts under hashtags; nothing of who was removed on request."""
        posts = (post for tag in tags for post in self._posts(Kind.HASHTAG, tag))
        return [post for post in posts if not self._forgotten.has(post.creator)]

    def posts_of(self, handle: str) -> list[Post]:
        """Returns a creator's posts since the date."""
        posts = self._posts(Kind.USER, handle)
        return [p for p in posts if p.posted_at >= self.search.since and p.creator == handle]

    def _crawl(self, subjects: Sequence[Subject]) -> None:
        if not subjects:
            return
        done = collect(self.home, self.settings, subjects, self.steps, self.on_crawl)
        self._newest = self._snapshots()
        self._tried |= {(crawl.kind, crawl.name) for crawl in done.crawls}
        self.failed += [crawl.kind.mark + crawl.name for crawl in done.crawls if crawl.failed]
        if done.interrupted or done.untried:
            raise _Stopped(interrupted=done.interrupted)

    def _not_fresh(self, kind: Kind, names: Iterable[str]) -> list[str]:
        days = self.search.fresh_hours / 24
        fresh = {
            one.name
            for one in known(self.home, datetime.now(UTC))
            if one.kind is kind and one.age_days is not None and one.age_days < days
        }
        fresh |= {name for tried, name in self._tried if tried is kind}
        return [name for name in dict.fromkeys(names) if name not in fresh]

    def _posts(self, kind: Kind, name: str) -> list[Post]:
        """Returns the posts of the newest snapshot."""
        folder = self._newest.get((kind, name))
        path = self.home.root / folder / "videos_info.json" if folder else None
        if path is None or not path.exists():
            return []
        items = json.loads(path.read_bytes())
        return [post for item in items if (post := post_of(item))]

    def _snapshots(self) -> dict[tuple[Kind, str], str]:
        return {
            (one.kind, one.name): one.success.snapshot
            for one in known(self.home, datetime.now(UTC))
            if one.success and one.success.snapshot
        }
