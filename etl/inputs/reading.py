"""What reading one file gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from etl.inputs.rejections import Rejected, Rejection, excerpt
from etl.inputs.rows import Table


@dataclass
class Reading:
    """Rows and rejections of one file.

    Every row of the file is in exactly one of `rows` and the rejections with `is_row`.

    Attributes:
        table: The table its rows belong to; None where the content was not recognised.
        rows: Rows in the order of `rows.ROWS[table]`.
        positions: Where each row stands in the file.
        rejections: What was set aside.
        repaired: Rows that landed only after a repair.
        ignored: True for a file that is no data at all, such as a picture or a readme.
        content_hash: Of the bytes that were read; empty where the file could not be read.
    """

    table: Table | None = None
    rows: list[tuple[object, ...]] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    repaired: int = 0
    ignored: bool = False
    content_hash: str = ""

    @property
    def rows_rejected(self) -> int:
        """Rows set aside (a field left out of a landed row is not counted)."""
        return sum(rejection.is_row for rejection in self.rejections)

    @property
    def rows_read(self) -> int:
        """All rows of the file."""
        return len(self.rows) + self.rows_rejected

    def add(self, position: int, row: tuple[object, ...]) -> None:
        """Takes a row."""
        self.rows.append(row)
        self.positions.append(position)

    def reject(self, position: str, error: Rejected, text: bytes | str) -> None:
        """Sets a row aside."""
        self.rejections.append(Rejection(position, error.reason, error.detail, excerpt(text)))

    def note_dropped(self, position: str, dropped: Iterable[Rejection]) -> None:
        """Reports fields that were left out of a landed row."""
        for part in dropped:
            self.rejections.append(_at(part, position))


def _at(part: Rejection, position: str) -> Rejection:
    place = f"{position}, {part.position}"
    return Rejection(place, part.reason, part.detail, part.text, is_row=False)
