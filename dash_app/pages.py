"""What a page is made of, as data: routes, navigation, layout and callbacks follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from threading import Lock
from typing import Any, Literal, TypeVar

import pandas as pd

from dash_app.filters import Filters
from dash_app.findings.finding import Finding
from dash_app.store import Query, Snapshot
from dash_app.view import SCOPE, Control, View
from dash_app.words import ZONE
from llm.assistant import Assistant

T = TypeVar("T")


@dataclass
class _Slot:
    """What is made by the first who asks for it, while others wait."""

    lock: Lock = field(default_factory=Lock)
    made: Any = None


@dataclass(frozen=True)
class Reader:
    """Reads the frames of one view; what several cards need is read once, also by two threads.

    Attributes:
        snapshot: The open data.
        view: What the page is asked to show.
        today: In Viet Nam.
    """

    snapshot: Snapshot
    view: View
    today: date = field(default_factory=lambda: datetime.now(ZONE).date())
    _slots: dict[object, _Slot] = field(default_factory=dict, repr=False, compare=False)

    def frame(
        self,
        query: Query,
        texts: Mapping[str, str] | None = None,
        filters: Filters | None = None,
        **arguments: str | int | None,
    ) -> pd.DataFrame:
        """Runs a query with the view's filters, or with others; do not change the frame."""
        asked = self.view.filters if filters is None else filters
        key = (query, asked, tuple((texts or {}).items()), tuple(arguments.items()))
        return self._once(key, lambda: self.snapshot.frame(query, asked, texts, **arguments))

    def kept(self, make: Callable[[Reader], T]) -> T:
        """Returns what `make` makes of this view: once, for all cards; do not change it."""
        return self._once((make, self.view), lambda: make(self))

    def _once(self, key: object, make: Callable[[], T]) -> T:
        slot = self._slots.setdefault(key, _Slot())
        with slot.lock:
            if slot.made is None:
                slot.made = make()
            made: T = slot.made
            return made


def open_reader(snapshot: Snapshot, view: View) -> Reader:
    """Returns the reader of a view, with its period as days and its scope as a filter.

    A period ends at the newest video, so the same days by another name are the same view.
    """
    top = dict(view.choices).get(SCOPE.name) == SCOPE.default
    filters = replace(snapshot.resolved(view.filters), weekly_top=top)
    return Reader(snapshot, View(filters, view.choices))


@dataclass(frozen=True)
class Shown:
    """What a card shows.

    Attributes:
        title: States the question or the metric.
        content: A figure for a chart card, Dash components for a body card.
        formula: How the numbers are made; shown on hover together with `n`.
        n: Videos (or what `unit` says) behind it.
        unit: What `n` counts.
        findings: Sentences computed from the numbers.
        table: The numbers themselves with Vietnamese column names, for the CSV; or what reads
            them, where that takes time.
    """

    title: str
    content: Any
    formula: str
    n: int
    unit: str = "video"
    findings: tuple[Finding, ...] = ()
    table: pd.DataFrame | Callable[[], pd.DataFrame] = field(
        default_factory=pd.DataFrame, compare=False
    )


@dataclass(frozen=True)
class GridColumn:
    """One column of a grid.

    Attributes:
        field: Column of the query, and key of the row.
        title: In Vietnamese.
        write: Turns a value into what is shown.
        width: In pixels.
        number: Whether it stands at the right.
        link: Whether the value is an address on TikTok.
        creator: Whether the value is an account name, which leads to its page here.
        sortable: Whether the server can order by it.
        flex: Share of the spare width.
    """

    field: str
    title: str
    write: Callable[[Any], str] = str
    width: int = 110
    number: bool = False
    link: bool = False
    creator: bool = False
    sortable: bool = True
    flex: int = 0


Rows = Callable[[Reader, str, bool, int, int], Sequence[Mapping[str, Any]]]
"""Reader, column to order by, descending, offset, limit -> rows."""


@dataclass(frozen=True)
class Grid:
    """A grid of a page.

    Attributes:
        key: Its element id.
        columns: From left to right.
        rows: Reads some rows.
        count: How many there are.
        order: The column that it is ordered by, descending, until the user clicks another.
    """

    key: str
    columns: tuple[GridColumn, ...]
    rows: Rows
    count: Callable[[Reader], int]
    order: Callable[[Reader], str]


@dataclass(frozen=True)
class Card:
    """A part of a page that is computed by itself.

    Attributes:
        key: Unique in its page; in element ids and in the address of its CSV.
        show: Computes it; can be called without a browser.
        kind: A chart; or a body, which `show` builds of components; or bare: a body without a
            frame; or a grid, a table that is read page by page from the server.
        wide: Whether it takes the whole width.
        height: Of the chart, in pixels.
        grid: Of the kind `grid`.
    """

    key: str
    show: Callable[[Reader], Shown]
    kind: Literal["chart", "body", "bare", "grid"] = "chart"
    wide: bool = False
    height: int = 320
    grid: Grid | None = None


@dataclass(frozen=True)
class Document:
    """A file that a page gives, at `/download/<page>/<name>`; the query string is the page's.

    Attributes:
        name: Of the file, with its ending.
        mimetype: Of its content.
        write: Makes it.
    """

    name: str
    mimetype: str
    write: Callable[[Reader], bytes]


@dataclass(frozen=True)
class Event:
    """One thing that a stream tells the browser, as a line of JSON.

    Attributes:
        kind: What `assets/js/streams.js` does with it: `set` puts `value` (components) in the
            place of the children of the element `target`; `text` adds `value` to the text of
            `target`; `replace` puts `value` in place of its text; `data` hands `value` (plain
            data) to the page's own script under the name `target`; `failed` shows `value`, a
            sentence, and ends; `done` ends.
        target: An element id, or a name.
        value: Components, a text or plain data.
    """

    kind: Literal["set", "text", "replace", "data", "failed", "done"]
    target: str = ""
    value: Any = None


@dataclass(frozen=True)
class Ask:
    """What a browser sends to a stream.

    Attributes:
        fields: What the user typed and chose, by name; texts, numbers, lists, objects: check them.
        reader: Reads the data through the page's filters and choices.
        assistant: Asks a model; its `models` are empty where none is configured.
        client: Who asks, for the quota.
    """

    fields: Mapping[str, Any]
    reader: Reader
    assistant: Assistant
    client: str


@dataclass(frozen=True)
class Stream:
    """Answers that come in parts, at POST `/stream/<page>/<name>`; the query string is the page's.

    Attributes:
        name: In the address.
        run: Yields the events; may raise `llm.errors.ModelError`, which becomes `failed`.
    """

    name: str
    run: Callable[[Ask], Iterator[Event]]


@dataclass(frozen=True)
class Export:
    """A file made of what the browser holds, at POST `/export/<page>/<name>`, its body JSON.

    Attributes:
        name: Of the file, with its ending.
        mimetype: Of its content.
        write: Makes it of the fields; raises ValueError where they are not what it needs.
    """

    name: str
    mimetype: str
    write: Callable[[Mapping[str, Any]], bytes]


@dataclass(frozen=True)
class Page:
    """A page.

    Attributes:
        tab: The key of the tab that it stands under; empty for the home page.
        path: Of its address.
        title: In Vietnamese.
        icon: Name of an icon of `assets`.
        order: Among the pages of its tab.
        lead: One sentence: what the page answers.
        controls: Its choices besides the filters.
        cards: From top to bottom.
        has_filters: Whether the filters narrow it.
        documents: Files that it gives besides the tables of its cards.
        streams: Answers of it that come in parts.
        exports: Files that it makes of what the browser holds.
        stamp: Tells apart what the page reads besides the version; pages are kept under it.
    """

    tab: str
    path: str
    title: str
    icon: str
    order: int
    lead: str
    controls: tuple[Control, ...] = ()
    cards: tuple[Card, ...] = ()
    has_filters: bool = True
    documents: tuple[Document, ...] = ()
    streams: tuple[Stream, ...] = ()
    exports: tuple[Export, ...] = ()
    stamp: Callable[[Snapshot], str] | None = None

    @property
    def key(self) -> str:
        """Of its element ids: `/videos/performance` is `videos-performance`."""
        return self.path.strip("/").replace("/", "-") or "home"


@dataclass(frozen=True)
class Tab:
    """One of the top tabs.

    Attributes:
        key: What its pages name.
        title: In Vietnamese.
        icon: Name of an icon of `assets`.
    """

    key: str
    title: str
    icon: str
