"""What a page is asked to show: the filters and its controls, read from the URL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal
from urllib.parse import urlencode

from dash_app.filters import MOST_CHARACTERS, MOST_VALUES, Filters, from_url, pairs, to_url
from dash_app.metrics import AGGREGATES, METRICS, Aggregate, Metric, aggregate, metric

_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2100


@dataclass(frozen=True)
class Control:
    """A choice on a page, besides the filters.

    Attributes:
        name: The word in the URL.
        label: In Vietnamese.
        options: Pairs of value and label; empty where the choice is searched for in the data.
        default: The value that the URL leaves out.
        search: Names the list in the data that is searched; empty for fixed options.
        many: Whether several values may be chosen, joined by commas in the URL.
        most: So many of several at most.
        kind: Whether it is chosen from a list, or typed as a number or a day.
        least: Of a number.
        greatest: Of a number.
        unit: Of a number, in Vietnamese.
        group: The heading that it stands under with its neighbours; empty for none.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    default: str = ""
    search: str = ""
    many: bool = False
    most: int = MOST_VALUES
    kind: Literal["choice", "number", "date"] = "choice"
    least: float = 0
    greatest: float = 1e12
    unit: str = ""
    group: str = ""


@dataclass(frozen=True)
class View:
    """One state of one page; equal views show the same.

    Attributes:
        filters: What the datasets are narrowed to.
        choices: Control name and value, in the page's order.
    """

    filters: Filters = field(default_factory=Filters)
    choices: tuple[tuple[str, str], ...] = ()

    def choice(self, name: str) -> str:
        """Returns the value of a control.

        Raises:
            KeyError: Where the page has no such control.
        """
        return dict(self.choices)[name]

    def number(self, name: str) -> float | None:
        """Returns the value of a control that is a number; None where nothing was typed."""
        text = self.choice(name)
        return float(text) if text else None

    def day(self, name: str) -> date | None:
        """Returns the value of a control that is a day; None where nothing was typed."""
        text = self.choice(name)
        return date.fromisoformat(text) if text else None

    def choice_list(self, name: str) -> tuple[str, ...]:
        """Returns the values of a control with several."""
        return tuple(value for value in self.choice(name).split(",") if value)

    @property
    def metric(self) -> Metric:
        """The metric that the page shows."""
        return metric(self.choice("metric"))

    @property
    def aggregate(self) -> Aggregate:
        """How videos are put together; the mean for a rate that was to be summed."""
        return aggregate(self.choice("aggregate"), self.metric)

    @property
    def scope_words(self) -> str:
        """Which videos are read, as it stands behind "trên"."""
        top = "video thuộc nhóm đầu tuần (20 % điểm tuần cao nhất, ít nhất 100 video mỗi tuần)"
        return "mọi video" if self.choice("scope") == "all" else top

    @property
    def measure(self) -> str:
        """What numbers are of: `Lượt xem (trung vị)`."""
        return f"{self.metric.label} ({self.aggregate.label.lower()})"

    @property
    def formula(self) -> str:
        """How such a number is made of videos."""
        pinned = "; không tính video ghim" if self.aggregate.key == "median" else ""
        return f"{self.aggregate.label.lower()} của {self.metric.formula}{pinned}"

    def to_url(self) -> str:
        """Returns the query string of this state; equal for equal views."""
        parts = (to_url(self.filters), urlencode([pair for pair in self.choices if pair[1]]))
        return "&".join(part for part in parts if part)


METRIC = Control(
    "metric", "Chỉ số", tuple((each.key, each.label) for each in METRICS), METRICS[0].key
)
AGGREGATE = Control(
    "aggregate", "Cách gộp", tuple((each.key, each.label) for each in AGGREGATES), AGGREGATES[0].key
)

SCOPE = Control("scope", "Video được tính", (("top", "Nhóm đầu tuần"), ("all", "Mọi video")), "top")
"""Which videos the pages of trends read; a page that has it is narrowed by it."""


def read_view(controls: Sequence[Control], search: str | None) -> View:
    """Returns the view in a URL's query string; what is unknown there becomes the default."""
    found = dict(pairs(search))
    return View(
        from_url(search),
        tuple((control.name, _value(control, found.get(control.name))) for control in controls),
    )


def _value(control: Control, text: str | None) -> str:
    if text is None:
        return control.default
    if control.kind == "number":
        return _number(control, text)
    if control.kind == "date":
        return _day(control, text)
    parts = text.split(",") if control.many else [text]
    allowed = {value for value, _ in control.options}
    chosen = (part[:MOST_CHARACTERS] for part in parts if not allowed or part in allowed)
    kept = [part for part in dict.fromkeys(chosen) if part]
    return ",".join(kept[: control.most]) or control.default


def _number(control: Control, text: str) -> str:
    """Returns a number as it is written shortest, so that equal numbers are one view."""
    try:
        number = float(text[:MOST_CHARACTERS])
    except ValueError:
        return control.default
    if not control.least <= number <= control.greatest:  # nor is a NaN
        return control.default
    return f"{number:.10g}"


def _day(control: Control, text: str) -> str:
    try:
        day = date.fromisoformat(text[:MOST_CHARACTERS])
    except ValueError:
        return control.default
    # A year that is still being typed is a year of the first centuries.
    return day.isoformat() if _FIRST_YEAR <= day.year <= _LAST_YEAR else control.default
