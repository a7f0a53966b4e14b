"""The score and the flags of one creator in words, for the list, the details and the report."""

from __future__ import annotations

from dash import html

from dash_app.findings.kol_flag_words import RedFlag, flags_of, unchecked_of
from dash_app.findings.kol_reasons import (
    content_reason,
    engagement_reason,
    growth_reason,
    plays_reason,
    safety_reason,
    steadiness_reason,
)
from dash_app.findings.kol_score import PARTS
from dash_app.tabs.creators.kol_ranking import Ranking
from dash_app.words import decimal, percent


def reasons(ranked: Ranking, row: int) -> tuple[str, ...]:
    """Returns the number behind each of `PARTS`."""
    facts = ranked.facts(row)
    return (
        content_reason(ranked.contents, row),
        plays_reason(facts),
        steadiness_reason(facts),
        engagement_reason(facts),
        growth_reason(facts),
        safety_reason(facts, int(ranked.flags.counts[row]), float(ranked.flags.deducted[row])),
    )


def part_reasons(ranked: Ranking, row: int) -> list[str]:
    """Returns one sentence for each part that has a weight: its score and why."""
    scores = ranked.parts[row]
    return [
        f"• {part.name} {decimal(score, 0)}: {reason}"
        for part, score, weight, reason in zip(
            PARTS, scores, ranked.brief.weights, reasons(ranked, row), strict=True
        )
        if weight
    ]


def score_words(ranked: Ranking, row: int) -> str:
    """Returns the parts of a score as one sentence."""
    said = [
        f"{part.name.lower()} {decimal(score, 0)} × {percent(share, 0)}"
        for part, score, share in zip(PARTS, ranked.parts[row], ranked.shares[row], strict=True)
        if share
    ]
    return f"Điểm {decimal(ranked.scores[row], 0)}: {', '.join(said)}" if said else "Không có điểm"


def red_flags(ranked: Ranking, row: int) -> tuple[RedFlag, ...]:
    """Returns what to ask a creator about."""
    return flags_of(ranked.facts(row), ranked.flags, row)


def flag_list(ranked: Ranking, row: int) -> list[html.Ul]:
    """Returns the flags with their confidence; nothing where there are none."""
    found = red_flags(ranked, row)
    if not found:
        return []
    return [html.Ul([_build_flag(flag) for flag in found], className="kol-flags")]


def _build_flag(flag: RedFlag) -> html.Li:
    mark = html.Mark(f"độ chắc {flag.confidence}", className=_CLASSES[flag.confidence])
    return html.Li([mark, f" {flag.text}"])


def unchecked(ranked: Ranking, row: int) -> str:
    """Returns what could not be looked at; empty for nothing."""
    found = tuple(unchecked_of(ranked.facts(row), ranked.flags, row))
    return f"Chưa kiểm được: {'; '.join(found)}." if found else ""


_CLASSES = {"thấp": "low", "vừa": "fair", "cao": "high"}
