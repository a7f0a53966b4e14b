"""How one thing on screen is computed, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

OWN: Final = "định nghĩa riêng"
"""The source of what is defined here and nowhere else."""
STUDY: Final = "nghiên cứu gốc của sản phẩm này"
"""The source of the definitions that this product began with."""


@dataclass(frozen=True)
class Formula:
    """How one thing is computed.

    Attributes:
        name: In Vietnamese, as on screen.
        formula: In words and signs.
        source: Where the definition comes from.
        note: What one must know to read the number.
    """

    name: str
    formula: str
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class FormulaGroup:
    """Formulas of one kind.

    Attributes:
        key: Unique; in element ids.
        title: In Vietnamese.
        formulas: In reading order.
    """

    key: str
    title: str
    formulas: tuple[Formula, ...]
