"""Which creator the page is about, and its videos: what all cards of the page begin with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from dash_app.components.tier_bands import tier_bands
from dash_app.filters import Filters
from dash_app.pages import Reader
from dash_app.queries import creator
from dash_app.statistics import Spread
from dash_app.view import Control
from dash_app.words import MISSING, TIERS, ZONE

ACCOUNT: Final = Control("account", "TikToker", search="creator")

# The account in a name with @, or in the address of a profile or a video.
_NAME: Final = re.compile(r"@([\w.]+)")


@dataclass(frozen=True)
class Chosen:
    """A creator as far as it is known.

    Attributes:
        account: Its account name; what was asked for where the data do not have it; empty where
            nothing was asked for and there is no video.
        asked: Whether it was chosen, not taken for having most videos.
        profile: Columns of `queries.creator.PROFILE_COLUMNS`; None where the data do not have it.
    """

    account: str
    asked: bool
    profile: Mapping[str, Any] | None

    @property
    def name(self) -> str:
        """Its account name with @, for titles."""
        return f"@{self.account}" if self.account else "TikToker"

    @property
    def tier(self) -> str | None:
        """The code of its tier; None where unknown."""
        found = self.value("tier")
        return None if found is None else str(found)

    @property
    def tier_name(self) -> str:
        """Its tier inside a sentence."""
        return _inside(TIERS[self.tier]) if self.tier in TIERS else "nhóm chưa rõ"

    @property
    def collected_on(self) -> date | None:
        """The Vietnamese day of its newest collection."""
        found = self.value("collected_at")
        return found.astimezone(ZONE).date() if found is not None else None

    def value(self, column: str) -> Any:
        """Returns a column of its profile; None where it is missing."""
        found = self.profile[column] if self.profile else None
        return None if found is None or pd.isna(found) else found

    def nothing(self) -> str:
        """Returns why no video of it is shown, where none is."""
        if not self.account:
            return "Không có video nào khớp với bộ lọc"
        if self.profile is None:
            return f"Không có {self.name} trong dữ liệu"
        if not self.value("videos_collected"):
            return f"Chưa thu thập video nào của {self.name}"
        return f"Bộ lọc không để lại video nào của {self.name}"


def chosen(reader: Reader) -> Chosen:
    """Returns the creator that the page is asked for, or the one with most videos in view."""
    asked = _account(reader.view.choice("account"))
    if asked:
        name = asked
    else:
        most = reader.frame(creator.most_collected)
        name = str(most["creator"].iloc[0]) if len(most) else ""
    # Who it is does not depend on the filters.
    rows = reader.frame(creator.profile, {"account": name.lower()}, Filters())
    if rows.empty:
        return Chosen(name, bool(asked), None)
    profile = {str(column): value for column, value in rows.iloc[0].to_dict().items()}
    return Chosen(str(profile["creator"]), bool(asked), profile)


def texts(reader: Reader) -> dict[str, str]:
    """Returns the argument of the queries on it."""
    return {"account": reader.kept(chosen).account}


def own_videos(reader: Reader) -> pd.DataFrame:
    """Returns its videos in view, the oldest first; do not change the frame."""
    return reader.frame(creator.own_videos, texts(reader))


def regular(reader: Reader) -> pd.DataFrame:
    """Returns its videos that are not pinned: those are old and chosen, no sign of its rhythm."""
    videos = own_videos(reader)
    return videos[~videos["is_pinned"]]


def settled(reader: Reader) -> pd.DataFrame:
    """Returns the videos that can be called high or low: not pinned and old enough."""
    videos = reader.kept(regular)
    return videos[~videos["is_young"]]


def usual(reader: Reader) -> float | None:
    """Returns its own median of the page's metric; None where that is missing or nothing."""
    return median_of(reader.kept(regular)[reader.view.metric.key]) or None


def band(reader: Reader, measure: str) -> Spread:
    """Returns how the creators of its tier are spread over a measure, of all their videos."""
    return tier_bands(reader.snapshot).of(reader.kept(chosen).tier, measure)


def median_of(values: pd.Series) -> float | None:
    """Returns the median of a column; None without a value."""
    found = values.median()
    return None if pd.isna(found) else float(found)


def per(amount: float | None, base: float | None) -> float | None:
    """Returns a ratio; None where a part is missing or nothing is divided by."""
    return None if amount is None or not base else amount / base


def known_text(value: Any) -> str:
    """Returns a text as it is; a dash for what is missing or blank."""
    return MISSING if value is None or pd.isna(value) or not str(value).strip() else str(value)


def _account(text: str) -> str:
    found = _NAME.search(text)
    return (found[1] if found else text.strip()).lower()


def _inside(label: str) -> str:
    return label[0].lower() + label[1:]
