"""Who is compared: those that were asked for, filled up to two or three of the view."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.figures.theme import colour
from dash_app.filters import Filters, narrows_videos
from dash_app.findings.finding import Finding
from dash_app.pages import Reader
from dash_app.queries import compare as queries
from dash_app.view import Control, View
from dash_app.words import MISSING, TIERS, whole

MOST: Final = 5
LEAST_DRAWN: Final = 5
"""Fewer videos in view are counted and listed, but neither drawn nor placed in a tier."""
ACCOUNTS: Final = Control(
    "accounts", "So sánh những ai (2 đến 5 TikToker)", search="creator", many=True, most=MOST
)

# The account in a name with @, or in the address of a profile or a video.
_NAME: Final = re.compile(r"@([\w.]+)")
_UNASKED: Final = 3
_ASKED: Final = 2
# No account is called so: a lens over nobody, where an empty one would be over all.
_NOBODY: Final = ("",)


Columns = Mapping[str, npt.NDArray[Any]]
"""Columns of a table by their names; a few rows, which numpy narrows faster than pandas."""


@dataclass(frozen=True)
class Contender:
    """One of the creators that are compared.

    Attributes:
        account: Its name.
        colour: Its own on all charts of the page.
        channel: Its row of `queries.compare.channels`; what is missing is None.
        n: Its videos in view.
        videos: What is known of each, see `queries.compare.compared_videos`.
        lasting: The same of those that are not pinned.
    """

    account: str
    colour: str
    channel: Mapping[str, Any]
    n: int
    videos: Columns
    lasting: Columns

    @property
    def name(self) -> str:
        """As it stands on charts and in sentences."""
        return f"@{self.account}"

    @property
    def nickname(self) -> str:
        """As shown on TikTok; the account where that is not known."""
        return str(self.channel["nickname"] or self.account)

    @property
    def tier(self) -> str | None:
        """Code of its follower tier."""
        code: str | None = self.channel["tier"]
        return code

    @property
    def tier_name(self) -> str:
        """Its follower tier in Vietnamese."""
        return TIERS.get(self.tier or "", MISSING)

    @property
    def is_drawn(self) -> bool:
        """Whether it has videos enough for a chart to say something."""
        return self.n >= LEAST_DRAWN


@dataclass(frozen=True)
class Comparison:
    """The creators that are compared, in the order in which they were asked for.

    Attributes:
        contenders: Each once.
        notes: What one must know about the choice; sentences.
        reader: Narrowed to their videos.
    """

    contenders: tuple[Contender, ...]
    notes: tuple[str, ...]
    reader: Reader

    @property
    def drawn(self) -> tuple[Contender, ...]:
        """Those with videos enough for a chart to say something."""
        return tuple(each for each in self.contenders if each.is_drawn)

    @property
    def left_out(self) -> tuple[Finding, ...]:
        """Says who is not drawn."""
        few = [
            f"{each.name} ({whole(each.n)} video)" for each in self.contenders if not each.is_drawn
        ]
        words = f"Không vẽ vì dưới {LEAST_DRAWN} video trong phần đang xem: {', '.join(few)}."
        return (Finding(words, "few"),) * bool(few)

    @property
    def videos(self) -> int:
        """How many of all of them are in view."""
        return sum(each.n for each in self.contenders)

    @property
    def accounts(self) -> tuple[str, ...]:
        """Of all of them."""
        return tuple(each.account for each in self.contenders)


def comparison(reader: Reader) -> Comparison:
    """Returns who is compared in a view, with their videos; made once for all cards."""
    return reader.kept(_compare)


def _compare(reader: Reader) -> Comparison:
    asked = _asked(reader.view)
    both = dict.fromkeys(form for account in asked for form in (account, account.lower()))
    there = _channels(reader, both) if both else {}
    known = list(
        dict.fromkeys(form for account in asked if (form := _form(account, there)) is not None)
    )
    unknown = [account for account in asked if _form(account, there) is None]
    added = _added(reader, known, there) if len(known) < _ASKED else []
    accounts = [*known, *added][:MOST]
    channels = there if set(accounts) <= set(there) else _channels(reader, accounts)
    own = _narrowed(reader, accounts)
    videos = _by_creator(own.frame(queries.compared_videos))
    contenders = tuple(
        _contender(colour(place), channels[account], videos.get(account, videos[""]))
        for place, account in enumerate(accounts)
    )
    return Comparison(contenders, _notes(reader, contenders, known, added, unknown), own)


def _by_creator(frame: pd.DataFrame) -> dict[str, Columns]:
    """Returns the columns of each creator, and under an empty name those of nobody."""
    columns = {str(name): column.to_numpy() for name, column in frame.items()}
    creators = columns.pop("creator")
    n = len(creators)
    # The rows of a creator stand beside each other.
    starts = [0, *(np.flatnonzero(creators[1:] != creators[:-1]) + 1).tolist(), n] if n else [0, 0]
    found: dict[str, Columns] = {"": {name: column[:0] for name, column in columns.items()}}
    for start, end in pairwise(starts):
        if end > start:
            own = {name: column[start:end] for name, column in columns.items()}
            found[str(creators[start])] = own
    return found


def _contender(own: str, channel: Mapping[str, Any], videos: Columns) -> Contender:
    lasting = ~videos["is_pinned"].astype(bool)
    kept = {name: column[lasting] for name, column in videos.items()}
    return Contender(channel["creator"], own, channel, len(lasting), videos, kept)


def _asked(view: View) -> list[str]:
    """Returns the accounts in the URL; also of a name with @ or the address of a profile."""
    typed = view.choice_list(ACCOUNTS.name)
    names = (found[1] if (found := _NAME.search(text)) else text.strip() for text in typed)
    return [account for account in dict.fromkeys(names) if account]


def _form(account: str, there: Mapping[str, Any]) -> str | None:
    """Returns an account as the data write it; None where they do not have it."""
    return next((form for form in (account, account.lower()) if form in there), None)


def _channels(reader: Reader, accounts: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    wanted = Filters(creator=tuple(sorted(accounts)) or _NOBODY)
    frame = reader.frame(queries.channels, filters=wanted)
    names = frame.columns.to_list()
    columns = [[None if pd.isna(v) else v for v in frame[name].to_list()] for name in names]
    return {str(row[0]): dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)}


def _added(
    reader: Reader, known: Sequence[str], there: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """Returns those with most videos in view; beside one that was asked for, of its tier first."""
    view = reader.view.filters
    everyone = replace(view, creator=(), tier=())
    tier = there[known[0]]["tier"] if known else None
    like = [replace(everyone, tier=(str(tier),))] if tier else []
    wanted = _ASKED - len(known) if known else _UNASKED
    found: list[str] = []
    for filters in [*like, *([] if known else [view]), everyone]:
        if len(found) + len(known) >= _ASKED:
            break
        frame = reader.frame(queries.most_collected, filters=filters, most=MOST)
        found += [each for each in frame["creator"] if each not in {*known, *found}]
        found = found[:wanted]
    return found


def _narrowed(reader: Reader, accounts: Sequence[str]) -> Reader:
    """Returns a reader of their videos; what was chosen stands over the bar's creators and tier."""
    creator = tuple(sorted(accounts)) or _NOBODY
    filters = replace(reader.view.filters, creator=creator, tier=())
    return replace(reader, view=View(filters, reader.view.choices))


def _notes(
    reader: Reader,
    contenders: Sequence[Contender],
    known: Sequence[str],
    added: Sequence[str],
    unknown: Sequence[str],
) -> tuple[str, ...]:
    filters = reader.view.filters
    notes = []
    if unknown:
        names = ", ".join(f"@{account}" for account in unknown)
        notes.append(f"Không có trong dữ liệu: {names}. Hãy kiểm tra tên tài khoản.")
    if added and not known:
        notes.append(
            f"Chưa chọn ai, nên đang so {whole(len(added))} TikToker có nhiều video nhất trong "
            "phần đang xem. Hãy chọn 2 đến 5 người ở ô phía trên."
        )
    elif added:
        names = ", ".join(f"@{account}" for account in added)
        same = contenders[0].tier is not None and all(
            each.tier == contenders[0].tier for each in contenders
        )
        why = "nhiều video nhất trong cùng nhóm người theo dõi" if same else "nhiều video nhất"
        notes.append(f"Mới chọn một người, nên thêm {names} ({why}) để có người so cùng.")
    if len(contenders) < _ASKED:
        notes.append(
            "Cần ít nhất hai TikToker để so sánh, mà phần đang xem chỉ có một người. Hãy nới bộ "
            "lọc hoặc chọn thêm tên ở ô phía trên."
            if contenders
            else "Không có TikToker nào có video khớp với bộ lọc. Hãy nới bộ lọc hoặc chọn tên ở ô "
            "phía trên."
        )
    if known and (filters.creator or filters.tier):
        notes.append("Bộ lọc TikToker và nhóm không áp dụng cho những người đã chọn.")
    if narrows_videos(filters):
        notes.append(
            "Bộ lọc đang thu hẹp số video: bách phân vị so phần đang xem với mọi video đã thu thập "
            "của cả nhóm."
        )
    return tuple(notes)
