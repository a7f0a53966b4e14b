"""The slides of a shortlist in their order, and the file they make."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from dash_app.documents.kol_report import Candidate, KolReport
from dash_app.documents.pptx_candidate import add_candidate
from dash_app.documents.pptx_comparison import add_forecasts, add_scores
from dash_app.documents.pptx_overview import add_cover, add_method, add_ranking
from dash_app.documents.pptx_theme import open_deck
from dash_app.documents.zip_bytes import repacked

_ON_A_SLIDE = 10


def build_deck(report: KolReport) -> bytes:
    """Returns the file of the slides.

    A comparison holds ten candidates; more of them take another slide. A single one is not
    compared.
    """
    deck = open_deck(report)
    add_cover(deck, report)
    for group in _groups(report.candidates) or [(1, ())]:
        add_ranking(deck, report, *group)
    if len(report.candidates) > 1:
        for group in _groups(report.candidates):
            add_scores(deck, report, *group)
        for group in _groups(report.candidates):
            add_forecasts(deck, report, *group)
    for rank, candidate in enumerate(report.candidates, start=1):
        add_candidate(deck, report, rank, candidate)
    add_method(deck, report)
    content = BytesIO()
    deck.save(content)
    return repacked(content.getvalue())


def _groups(candidates: tuple[Candidate, ...]) -> list[tuple[int, tuple[Candidate, ...]]]:
    """Returns the candidates that share a slide, each group with the rank of its first."""
    return list(_slices(candidates))


def _slices(candidates: tuple[Candidate, ...]) -> Iterator[tuple[int, tuple[Candidate, ...]]]:
    for start in range(0, len(candidates), _ON_A_SLIDE):
        yield start + 1, candidates[start : start + _ON_A_SLIDE]
