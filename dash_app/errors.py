"""The errors of the dashboard, one small tree; each message names value, remedy and cause.

DashboardError
├── BadSetting    an environment variable cannot be used
├── NoData        nothing has been published, or the version cannot be opened
└── DuplicatePage two pages claim one path
"""

from __future__ import annotations


class DashboardError(Exception):
    """The root: its text is a Vietnamese sentence that a user may read."""


class BadSetting(DashboardError):
    """An environment variable holds something that cannot be used."""


class NoData(DashboardError):
    """Nothing has been published yet, or the current version cannot be opened."""


class DuplicatePage(DashboardError):
    """Two pages claim one path."""
