"""How well the offline place finder agrees with the places a model named.

Precision is correct / predicted, recall is correct / answers with a province, on the primary place.
Creators are split in two halves by a hash of their handle: rules were written looking at the
errors of one half only, so the other half tells how well they carry over.
"""

from __future__ import annotations

import argparse
import json
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import json_repair
import pyarrow.parquet as pq

from etl.enrich.gazetteer import Gazetteer, Place, load_gazetteer
from etl.enrich.place_answers import is_abroad, resolve_answer
from etl.enrich.places import FoundPlace, find_places

_REPOSITORY = Path(__file__).parents[1]
_COMMON_ERRORS = 10


@dataclass(frozen=True)
class Case:
    """A video's words and the place a model named for it."""

    video_id: str
    creator: str
    caption: str
    transcript: str | None
    poi: str | None
    city: str | None
    district: str | None

    @property
    def is_tuned(self) -> bool:
        """Whether the creator belongs to the half whose errors were looked at."""
        return zlib.crc32(self.creator.encode()) % 2 == 0


@dataclass(frozen=True)
class Agreement:
    """Counts of one comparison, and what they come to."""

    videos: int
    answered: int
    predicted: int
    correct: int

    @property
    def precision(self) -> float:
        """Correct among predicted."""
        return self.correct / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Correct among answered."""
        return self.correct / self.answered if self.answered else 0.0


@dataclass(frozen=True)
class Result:
    """A case with both places: the model's, and the one found offline."""

    case: Case
    answer: Place | None
    found: FoundPlace | None


def _enrichment(folder: Path) -> dict[str, dict[str, Any]]:
    """Reads one kind of model answer: a JSON lines file, then single files, each video once."""
    answers: dict[str, dict[str, Any]] = {}
    lines = folder.with_suffix(".jsonl")
    if lines.exists():
        for line in lines.read_text(encoding="utf-8").splitlines():
            answer = json.loads(line)
            answers.setdefault(answer["video_id"], answer)
    for path in sorted(folder.glob("*.json")):
        answer = json_repair.loads(path.read_text(encoding="utf-8"))
        if isinstance(answer, dict):
            answers.setdefault(path.stem, answer)
    return answers


def _points_of_interest(raw: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(raw.glob("*/videos_info.json")):
        for video in json.loads(path.read_text(encoding="utf-8")):
            poi = video.get("poi") if isinstance(video, dict) else None
            if poi:
                yield str(video["id"]), f"{poi.get('name') or ''}, {poi.get('address') or ''}"


def read_cases(folder: Path) -> list[Case]:
    """Reads every video that has a model's answer."""
    columns = ["video.id", "author.uniqueId", "desc"]
    videos = pq.read_table(folder / "flat" / "videos.parquet", columns=columns).to_pylist()
    answers = _enrichment(folder / "enrichment" / "foods-and-locations")
    transcripts = _enrichment(folder / "enrichment" / "transcripts")
    pois = dict(_points_of_interest(folder / "raw"))
    return [
        Case(
            video_id=video["video.id"],
            creator=video["author.uniqueId"],
            caption=video["desc"] or "",
            transcript=transcripts.get(video["video.id"], {}).get("transcript"),
            poi=pois.get(video["video.id"]),
            city=answers[video["video.id"]].get("city"),
            district=answers[video["video.id"]].get("district"),
        )
        for video in videos
        if video["video.id"] in answers
    ]


def compare(gazetteer: Gazetteer, cases: Iterable[Case]) -> tuple[list[Result], float]:
    """Finds the place of each case.

    Returns:
        The results, and the microseconds of processor time a video took.
    """
    cases = list(cases)
    started = time.process_time()
    found = [
        next(iter(find_places(gazetteer, case.caption, case.transcript, case.poi)), None)
        for case in cases
    ]
    elapsed = time.process_time() - started
    results = [
        Result(case, resolve_answer(gazetteer, case.city, case.district), place)
        for case, place in zip(cases, found, strict=True)
    ]
    return results, 1e6 * elapsed / max(len(cases), 1)


def province_agreement(results: Iterable[Result]) -> Agreement:
    """Compares provinces."""
    return _agreement(
        (r.answer.province if r.answer else None, r.found.province if r.found else None)
        for r in results
    )


def district_agreement(results: Iterable[Result]) -> Agreement:
    """Compares districts, in their provinces."""
    return _agreement(
        (
            (r.answer.province, r.answer.district) if r.answer and r.answer.district else None,
            (r.found.province, r.found.district) if r.found and r.found.district else None,
        )
        for r in results
    )


def _agreement(pairs: Iterable[tuple[object, object]]) -> Agreement:
    pairs = list(pairs)
    return Agreement(
        videos=len(pairs),
        answered=sum(answer is not None for answer, _ in pairs),
        predicted=sum(found is not None for _, found in pairs),
        correct=sum(found is not None and answer == found for answer, found in pairs),
    )


def common_errors(results: Iterable[Result]) -> list[dict[str, object]]:
    """Returns the most common (answer, offline) pairs that differ, with one video each."""
    counts: Counter[tuple[str | None, str | None]] = Counter()
    examples: dict[tuple[str | None, str | None], str] = {}
    for result in results:
        pair = (
            result.answer.province if result.answer else None,
            result.found.province if result.found else None,
        )
        if pair[0] != pair[1]:
            counts[pair] += 1
            examples.setdefault(pair, result.case.video_id)
    return [
        {"answer": pair[0], "offline": pair[1], "videos": count, "example": examples[pair]}
        for pair, count in counts.most_common(_COMMON_ERRORS)
    ]


def _report(gazetteer: Gazetteer, cases: list[Case]) -> dict[str, Any]:
    results, microseconds = compare(gazetteer, cases)
    parts = {
        "all": results,
        "tuned half": [result for result in results if result.case.is_tuned],
        "held-out half": [result for result in results if not result.case.is_tuned],
    }
    return {
        "agreement": {
            f"{what}, {part}": asdict(count)
            | {"precision": count.precision, "recall": count.recall}
            for part, of_it in parts.items()
            for what, count in (
                ("province", province_agreement(of_it)),
                ("district", district_agreement(of_it)),
            )
        },
        "microseconds_a_video": microseconds,
        "answers_abroad": sum(is_abroad(gazetteer, case.city, case.district) for case in cases),
        "common_errors": common_errors(results),
    }


def _print(report: dict[str, Any]) -> None:
    print(f"{'':26}{'videos':>8}{'answered':>10}{'predicted':>11}{'precision':>11}{'recall':>9}")
    for name, row in report["agreement"].items():
        print(
            f"{name:26}{row['videos']:>8}{row['answered']:>10}{row['predicted']:>11}"
            f"{row['precision']:>11.3f}{row['recall']:>9.3f}"
        )
    print(f"\n{report['microseconds_a_video']:.0f} µs a video")
    print(f"{report['answers_abroad']} answers abroad, counted as none")
    print("\nmost common errors (answer -> offline):")
    for error in report["common_errors"]:
        print(
            f"{error['videos']:>6}  {error['answer']} -> {error['offline']}  ({error['example']})"
        )


def main(argv: list[str]) -> int:
    """Runs the benchmark; without its input it says so and succeeds."""
    parser = argparse.ArgumentParser(prog="python -m bench places", description=__doc__)
    parser.add_argument("--input", type=Path, default=_REPOSITORY.parent / "shared" / "data")
    parser.add_argument(
        "--output", type=Path, default=_REPOSITORY / "bench" / "out" / "places.json"
    )
    options = parser.parse_args(argv)
    if not (options.input / "flat" / "videos.parquet").exists():
        print(f"no videos with model answers in {options.input}: nothing to measure")
        return 0
    gazetteer = load_gazetteer(_REPOSITORY / "data" / "reference")
    report = _report(gazetteer, read_cases(options.input))
    _print(report)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(report, ensure_ascii=False, indent=2), encoding="utf-8")
    return 0
