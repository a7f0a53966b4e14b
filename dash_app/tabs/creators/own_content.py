"""What the videos of the chosen creator are about, by field of the labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dash_app.components.chosen_creator import texts
from dash_app.pages import Reader
from dash_app.queries import creator

_MOST_LABELS: Final = 5


@dataclass(frozen=True)
class LabelShare:
    """A label and how much it is used.

    Attributes:
        label: The label.
        n: Videos with it.
        of_field: Videos with any label of its field.
    """

    label: str
    n: int
    of_field: int

    @property
    def share(self) -> float:
        """Of the videos with any label of the field."""
        return self.n / self.of_field


def own_content(reader: Reader) -> Mapping[str, Sequence[LabelShare]]:
    """Returns the commonest labels of each field that has any, see `queries.creator.content`."""
    rows = reader.frame(creator.content, texts(reader), most=_MOST_LABELS)
    found: dict[str, list[LabelShare]] = {}
    for field, label, n, of_field in rows.itertuples(index=False, name=None):
        found.setdefault(field, []).append(LabelShare(label, n, of_field))
    return found
