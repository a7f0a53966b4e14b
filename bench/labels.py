"""How well the content labels found by rules agree with those of labelled videos.

A labelled video has several categories, the most important one first. `first` counts a category
that is equal to that one, `any` one that is among them. A video about which the rules say nothing
counts as wrong.

Creators are split in two halves in the order of a hash of their handle: rules were written looking
at the errors of the tuned half only, so the other half tells how well they carry over.

Labels that are learned from the labelled videos follow: how much of a model's cost they save at
equal agreement, which `bench/_label_savings.py` defines.
"""

from __future__ import annotations

import argparse
import json
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from bench._label_savings import print_savings, savings_report
from bench.dishes import read_videos
from etl.enrich.dishes import load_lexicon
from llm.offline.labels import FIELDS, labels_by_rules
from llm.vocabulary import LABELS

_REPOSITORY = Path(__file__).resolve().parents[1]
_CATEGORY = "categories"
_OTHER_FIELDS = ("structure_style", "hook_type", "tone_of_voice", "pacing", "cta_type")
_HAS_CTA = "has_cta"
_SPOKEN_WORDS = 30
# As the ETL publishes what a model answered in English.
_IN_VIETNAMESE = {
    "Comment": "Bình luận",
    "Follow": "Theo dõi",
    "Like": "Thích",
    "Share": "Chia sẻ",
}


@dataclass(frozen=True)
class Case:
    """What is known of a labelled video, and its labels by field, the most important one first."""

    creator: str
    caption: str
    transcript: str | None
    labels: Mapping[str, tuple[str, ...]]

    @property
    def is_spoken(self) -> bool:
        """Whether more than a greeting is said; labels were made of what is said."""
        return len((self.transcript or "").split()) >= _SPOKEN_WORDS


@dataclass(frozen=True)
class Outcome:
    """A case, and the label found of each field."""

    case: Case
    found: Mapping[str, str | None]


Finder = Callable[[Case], Mapping[str, str | None]]
"""Finds the label of each field, None where there is nothing to tell it."""


def main(argv: list[str]) -> int:
    """Runs the benchmark; without its input it says so and succeeds."""
    parser = argparse.ArgumentParser(prog="python -m bench labels", description=__doc__)
    parser.add_argument("--input", type=Path, default=_REPOSITORY.parent / "shared" / "data")
    parser.add_argument(
        "--output", type=Path, default=_REPOSITORY / "bench" / "out" / "labels.json"
    )
    options = parser.parse_args(argv)
    if not (options.input / "enrichment" / "labels.parquet").exists():
        print(f"no labelled videos in {options.input}: nothing to measure")
        return 0
    cases = read_cases(options.input)
    report = {"rules": rules_report(cases)}
    _print(report["rules"])
    if find_spec("sklearn"):
        reference = _REPOSITORY / "data" / "reference"
        report["learned"] = savings_report(cases, reference)
        print_savings(report["learned"])
    else:
        print("learned labels: not measured, scikit-learn is missing (requirements-collect.txt)")
    options.output.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report, ensure_ascii=False, indent=2)
    options.output.write_text(text + "\n", encoding="utf-8")
    return 0


def read_cases(folder: Path) -> list[Case]:
    """Reads every labelled video whose caption is known."""
    videos = read_videos(folder / "flat" / "videos.parquet", folder / "enrichment")
    rows = pq.read_table(folder / "enrichment" / "labels.parquet").to_pylist()
    return [
        Case(row["author.uniqueId"], video.caption, video.transcript, _labels(row))
        for row in rows
        if (video := videos.get(str(row["video.id"])))
    ]


def _labels(row: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    labels = {
        field: tuple(_IN_VIETNAMESE.get(label, label) for label in row.get(field) or ())
        for field in (_CATEGORY, *_OTHER_FIELDS)
    }
    has_cta = row.get(_HAS_CTA)
    return labels | {_HAS_CTA: () if has_cta is None else ("Có" if has_cta else "Không",)}


def tuned_creators(cases: Iterable[Case]) -> frozenset[str]:
    """Returns every second creator in the order of a hash of the handle."""
    creators = {case.creator for case in cases}
    return frozenset(sorted(creators, key=lambda creator: zlib.crc32(creator.encode()))[::2])


def rules_finder() -> Finder:
    """Returns what finds labels by rules."""
    lexicon = load_lexicon(_REPOSITORY / "data" / "reference")
    dishes = frozenset(filter(None, lexicon.marked.dishes.values()))

    def find(case: Case) -> dict[str, str | None]:
        labels = labels_by_rules(case.caption, transcript=case.transcript, dishes=dishes)
        found: dict[str, str | None] = {
            field: getattr(labels, name) for name, field in FIELDS.items()
        }
        return found | {_HAS_CTA: "Có" if labels.cta else "Không"}

    return find


def find_all(find: Finder, cases: Sequence[Case]) -> tuple[list[Outcome], float]:
    """Returns the outcome of each case, and the microseconds of processor time one took."""
    started = time.process_time()
    outcomes = [Outcome(case, find(case)) for case in cases]
    return outcomes, 1e6 * (time.process_time() - started) / max(len(cases), 1)


def rules_report(cases: Sequence[Case]) -> dict[str, Any]:
    """Measures the rules on all cases and on parts of them."""
    outcomes, microseconds = find_all(rules_finder(), cases)
    tuned = tuned_creators(cases)
    held_out = [each for each in outcomes if each.case.creator not in tuned]
    parts = {
        "all": outcomes,
        "tuned half": [each for each in outcomes if each.case.creator in tuned],
        "held-out half": held_out,
        "held-out half, spoken": [each for each in held_out if each.case.is_spoken],
    }
    return {
        "category": {name: category_agreement(part) for name, part in parts.items()},
        "by_category": category_details(outcomes),
        "fields": {
            f"{field}, {name}": field_agreement(parts[name], field)
            for field in (*_OTHER_FIELDS, _HAS_CTA)
            for name in ("all", "held-out half")
        },
        "microseconds_a_video": microseconds,
    }


def category_agreement(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Compares categories, and says what always naming the most common one would come to."""
    pairs = _pairs(outcomes, _CATEGORY)
    majority, _ = _most_common(labels[0] for labels, _ in pairs)
    return {
        "videos": len(pairs),
        "first": _share(found == labels[0] for labels, found in pairs),
        "any": _share(found in labels for labels, found in pairs),
        "majority": majority,
        "majority_first": _share(majority == labels[0] for labels, _ in pairs),
        "majority_any": _share(majority in labels for labels, _ in pairs),
        "nothing_found": sum(found is None for _, found in pairs),
    }


def category_details(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Any]]:
    """Returns recall and precision of each category, which is a video's first one."""
    pairs = _pairs(outcomes, _CATEGORY)
    return {
        category: {
            "videos": sum(labels[0] == category for labels, _ in pairs),
            "found": sum(found == category for _, found in pairs),
            "recall": _share(found == category for labels, found in pairs if labels[0] == category),
            "precision": _share(
                labels[0] == category for labels, found in pairs if found == category
            ),
        }
        for category in LABELS[_CATEGORY]
    }


def field_agreement(outcomes: Sequence[Outcome], field: str) -> dict[str, Any]:
    """Compares another field, in which a label counts that is among the video's."""
    pairs = _pairs(outcomes, field)
    majority, _ = _most_common(label for labels, _ in pairs for label in labels)
    return {
        "videos": len(pairs),
        "coverage": _share(found is not None for _, found in pairs),
        "accuracy_where_found": _share(found in labels for labels, found in pairs if found),
        "majority": majority,
        "majority_accuracy": _share(majority in labels for labels, _ in pairs),
    }


def _pairs(outcomes: Iterable[Outcome], field: str) -> list[tuple[tuple[str, ...], str | None]]:
    """Returns labels and found label of those that have labels of the field."""
    return [
        (each.case.labels[field], each.found.get(field))
        for each in outcomes
        if each.case.labels[field]
    ]


def _share(truths: Iterable[bool]) -> float:
    listed = list(truths)
    return round(sum(listed) / max(len(listed), 1), 4)


def _most_common(labels: Iterable[str]) -> tuple[str, int]:
    return next(iter(Counter(labels).most_common(1)), ("", 0))


def _print(report: Mapping[str, Any]) -> None:
    print(f"{'category':24}{'videos':>8}{'first':>8}{'any':>8}   the most common one always")
    for name, row in report["category"].items():
        print(
            f"{name:24}{row['videos']:>8}{row['first']:>8.3f}{row['any']:>8.3f}   "
            f"{row['majority_first']:.3f} {row['majority_any']:.3f} ({row['majority']})"
        )
    print(f"\n{'all, first category':26}{'videos':>8}{'found':>8}{'recall':>8}{'precision':>11}")
    for name, row in report["by_category"].items():
        print(
            f"{name:26}{row['videos']:>8}{row['found']:>8}"
            f"{row['recall']:>8.3f}{row['precision']:>11.3f}"
        )
    print(f"\n{'other fields':32}{'videos':>8}{'coverage':>10}{'accuracy':>10}   majority")
    for name, row in report["fields"].items():
        print(
            f"{name:32}{row['videos']:>8}{row['coverage']:>10.3f}"
            f"{row['accuracy_where_found']:>10.3f}   "
            f"{row['majority_accuracy']:.3f} ({row['majority']})"
        )
    print(f"\n{report['microseconds_a_video']:.0f} µs a video")
