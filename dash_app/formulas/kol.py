"""Formulas of the choice of KOLs."""

from __future__ import annotations

from dash_app.formulas.formula import FormulaGroup


def kol_formulas() -> tuple[FormulaGroup, ...]:
    """Returns the formulas of the page Chọn KOL."""
    return ()
