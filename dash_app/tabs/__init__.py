"""All tabs and pages: routes and navigation follow from `TABS` and `pages()`."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from dash_app.errors import DuplicatePage
from dash_app.pages import Tab
from dash_app.tabs.about import collecting, data, method
from dash_app.tabs.creators import compare, creator, kol, listing, tiers, top
from dash_app.tabs.creators import overview as creators_overview
from dash_app.tabs.home import overview
from dash_app.tabs.studio import captions, channel, filming, hooks, research, script
from dash_app.tabs.trends import alerts, compare_periods, dish_weeks, dishes, places, sounds, weeks
from dash_app.tabs.videos import content, hashtag, hashtags, outliers, performance

TABS: Final = (
    Tab("creators", "TikToker", "people"),
    Tab("videos", "Video", "film"),
    Tab("trends", "Xu hướng", "graph-up"),
    Tab("studio", "Kịch bản", "pencil-square"),
    Tab("about", "Dữ liệu & phương pháp", "database"),
)

_MODULES: Final = (
    overview,
    creators_overview,
    tiers,
    top,
    creator,
    compare,
    kol,
    listing,
    performance,
    hashtags,
    hashtag,
    content,
    outliers,
    weeks,
    compare_periods,
    places,
    dishes,
    dish_weeks,
    sounds,
    alerts,
    script,
    research,
    filming,
    captions,
    channel,
    hooks,
    data,
    method,
    collecting,
)


def page_modules() -> tuple[ModuleType, ...]:
    """Returns the modules of all pages; each has `PAGE`, `layout` and `register`.

    Raises:
        DuplicatePage: Where two pages claim one path.
    """
    seen: dict[str, str] = {}
    for module in _MODULES:
        path = module.PAGE.path
        if path in seen:
            raise DuplicatePage(f"{path!r} là của cả {seen[path]} và {module.__name__}.")
        seen[path] = module.__name__
    return _MODULES
