"""The shortlist as slides, to be shown to a client unchanged."""

from __future__ import annotations

from dash_app.documents.kol_report import KolReport


def write_pptx(report: KolReport) -> bytes:
    """Returns the slides: cover, ranking, comparisons, one slide a candidate, method.

    Charts are native and editable, with their numbers in a sheet behind each. The same report
    gives the same bytes.
    """
    # Loaded here: it takes longer than all else that a server imports for this feature.
    from dash_app.documents.pptx_deck import build_deck

    return build_deck(report)
