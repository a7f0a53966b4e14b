"""What a version says of its hashtags, whatever is filtered: their spelling and their owners.

A hashtag belongs to one creator where nearly all of its videos are that creator's, or where it is
the creator's own name and at least half of its videos are. A name alone does not do: many use
#homnayangi, and an account is called so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dash_app.filters import Filters
from dash_app.queries import hashtags
from dash_app.store import Snapshot
from etl.text import fold

OWN_RULE = (
    "hashtag riêng của một kênh: từ 5 video trở lên và ít nhất 90 % là của một kênh, hoặc mang "
    "tên kênh và ít nhất một nửa là của kênh đó (xét trên toàn bộ dữ liệu)"
)
OWN_MARK = " ·1 kênh"


@dataclass(frozen=True)
class HashtagNames:
    """The hashtags of a version.

    Attributes:
        written: Key and most common spelling, where that is not the key itself.
        owners: Key of a hashtag that belongs to one creator, and that creator.
        repeats: The argument of this name of `dash_app.queries.hashtags`.
    """

    written: Mapping[str, str]
    owners: Mapping[str, str]
    repeats: str

    def name(self, key: str) -> str:
        """Returns a hashtag as it is mostly written, with #."""
        return f"#{self.written.get(key, key)}"

    def marked(self, key: str) -> str:
        """Returns a hashtag's name with a mark behind it where it belongs to one creator."""
        return self.name(key) + OWN_MARK * (key in self.owners)


def hashtag_names(snapshot: Snapshot) -> HashtagNames:
    """Returns the names of a version; they are made once."""
    return snapshot.kept(_read)


def _read(snapshot: Snapshot) -> HashtagNames:
    whole = Filters()
    repeats = " ".join(map(str, snapshot.frame(hashtags.repeats, whole)["row"]))
    spellings = snapshot.frame(hashtags.spellings, whole)
    accounts = snapshot.frame(hashtags.account_names, whole)
    named = _creators_by_name(accounts.itertuples(index=False, name=None))
    users = snapshot.frame(
        hashtags.heaviest_users, whole, {"names": " ".join(named), "repeats": repeats}
    )
    return HashtagNames(
        dict(spellings.itertuples(index=False, name=None)),
        {
            key: creator
            for key, creator, n, total in users.itertuples(index=False, name=None)
            if (total >= 5 and n * 10 >= total * 9) or creator in named.get(key, ())
        },
        repeats,
    )


def _creators_by_name(accounts: Iterable[tuple[str, str | None]]) -> Mapping[str, set[str]]:
    """Returns the hashtag keys that are names of creators, and whose."""
    found: dict[str, set[str]] = defaultdict(set)
    for creator, nickname in accounts:
        # A missing text is a NaN, which is not false.
        for name in (creator, nickname if isinstance(nickname, str) else ""):
            if key := re.sub(r"\W|_", "", fold(name)):
                found[key].add(creator)
        found[fold(creator)].add(creator)
    return found
