"""How well dishes are found without a model, measured against a model's answers.

The answers are no truth: they name ingredients, leave dishes out, and were written from sound and
picture. The numbers compare versions of the lexicon; they are no accuracy.
"""

from __future__ import annotations

import argparse
import json
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import json_repair
import pyarrow.parquet as pq

from etl.enrich.dish_groups import learn_groups
from etl.enrich.dishes import Lexicon, canonical_dish, clean_dish, find_dishes, load_lexicon

REPOSITORY = Path(__file__).resolve().parents[1]
DishesByVideo = dict[str, frozenset[str]]


@dataclass
class Score:
    """Counts of (video, dish) pairs."""

    hits: int = 0
    false_finds: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)

    def add(self, found: frozenset[str], expected: frozenset[str]) -> None:
        """Counts one video."""
        self.hits += len(found & expected)
        self.false_finds.update(found - expected)
        self.misses.update(expected - found)

    def summary(self) -> dict[str, float]:
        """Returns micro precision, recall and their harmonic mean."""
        precision = self.hits / max(1, self.hits + self.false_finds.total())
        recall = self.hits / max(1, self.hits + self.misses.total())
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


@dataclass(frozen=True)
class Video:
    """What is known of a video before a model sees it; `half` splits the creators in two."""

    half: int
    caption: str
    transcript: str | None


def main(argv: list[str]) -> int:
    """Prints and writes the comparison; without input it says so."""
    parser = argparse.ArgumentParser(prog="python -m bench dishes", description=__doc__)
    parser.add_argument("--input", type=Path, default=REPOSITORY.parent / "shared" / "data")
    parser.add_argument("--output", type=Path, default=REPOSITORY / "bench" / "out")
    options = parser.parse_args(argv)
    flat = options.input / "flat" / "videos.parquet"
    enrichment = options.input / "enrichment"
    if not flat.exists() or not enrichment.exists():
        print(f"dishes: no flat/videos.parquet and enrichment/ in {options.input}, nothing to do")
        return 0
    lexicon = load_lexicon(REPOSITORY / "data" / "reference")
    videos = read_videos(flat, enrichment)
    answers = read_answers(lexicon, enrichment)
    report = compare(lexicon, videos, answers)
    options.output.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report, ensure_ascii=False, indent=2)
    (options.output / "dishes.json").write_text(text + "\n", encoding="utf-8")
    print(_table(report))
    return 0


def _table(report: Mapping[str, Any]) -> str:
    lines = [f"{key}: {value}" for key, value in report.items() if key != "scores"]
    for name, row in report["scores"].items():
        shares = "  ".join(f"{key} {row[key]:.3f}" for key in ("precision", "recall", "f1"))
        lines.append(f"{name:32}  {row['videos']:6} videos  {shares}")
        lines += [f"    {kind}: {row[kind]}" for kind in ("misses", "false_finds")]
    return "\n".join(lines)


def compare(
    lexicon: Lexicon, videos: Mapping[str, Video], answers: DishesByVideo
) -> dict[str, Any]:
    """Scores the finds on dishes and on groups, for each half of the creators."""
    start = time.perf_counter()
    found: DishesByVideo = {
        video_id: frozenset(d.dish for d in find_dishes(lexicon, v.caption, v.transcript))
        for video_id, v in videos.items()
    }
    microseconds = (time.perf_counter() - start) / max(1, len(videos)) * 1e6
    compared = sorted(answers.keys() & videos.keys())
    mentions = Counter(d for v in compared for d in found[v] | answers[v])
    start = time.perf_counter()
    groups = learn_groups(mentions)
    seconds = time.perf_counter() - start
    transcripts = sum(1 for v in videos.values() if v.transcript)
    return {
        "videos": len(videos),
        "videos_with_transcript": transcripts,
        "videos_compared": len(compared),
        "microseconds_per_video": round(microseconds, 1),
        "names": len(mentions),
        "groups": len(set(groups.values())),
        "seconds_to_learn_groups": round(seconds, 3),
        "scores": _scores(videos, compared, found, answers, groups),
    }


def _scores(
    videos: Mapping[str, Video],
    compared: list[str],
    found: DishesByVideo,
    answers: DishesByVideo,
    groups: Mapping[str, str],
) -> dict[str, Any]:
    levels: dict[str, Callable[[str], str]] = {"dish": str, "group": groups.__getitem__}
    subsets: dict[str, list[str]] = {
        "half 0 (tuned on)": [v for v in compared if videos[v].half == 0],
        "half 1": [v for v in compared if videos[v].half == 1],
        "half 1, with transcript": [
            v for v in compared if videos[v].half == 1 and videos[v].transcript
        ],
    }
    report: dict[str, Any] = {}
    for subset, video_ids in subsets.items():
        for level, name_of in levels.items():
            score = Score()
            for v in video_ids:
                score.add(frozenset(map(name_of, found[v])), frozenset(map(name_of, answers[v])))
            report[f"{subset}, {level}"] = {
                "videos": len(video_ids),
                **score.summary(),
                "misses": dict(score.misses.most_common(10)),
                "false_finds": dict(score.false_finds.most_common(10)),
            }
    return report


def read_videos(flat: Path, enrichment: Path) -> dict[str, Video]:
    """Reads captions and creators, and transcripts where there are some."""
    transcripts: dict[str, str] = {}
    for video_id, record in _records(enrichment, "transcripts"):
        if isinstance(record, dict) and isinstance(record.get("transcript"), str):
            transcripts.setdefault(video_id, record["transcript"])
    table = pq.read_table(flat, columns=["video.id", "author.uniqueId", "desc"])
    ids, handles, captions = (column.to_pylist() for column in table.itercolumns())
    return {
        str(i): Video(zlib.crc32(str(h).encode()) % 2, c or "", transcripts.get(str(i)))
        for i, h, c in zip(ids, handles, captions, strict=True)
    }


def read_answers(lexicon: Lexicon, enrichment: Path) -> DishesByVideo:
    """Reads the dishes that the model named, in canonical spelling."""
    answers: DishesByVideo = {}
    for video_id, record in _records(enrichment, "foods-and-locations"):
        foods = record.get("foods") if isinstance(record, dict) else record
        if isinstance(foods, list):
            names = [cleaned for food in foods if (cleaned := clean_dish(food))]
            answers.setdefault(video_id, frozenset(canonical_dish(lexicon, n) for n in names))
    return answers


def _records(folder: Path, name: str) -> Iterator[tuple[str, Any]]:
    """Yields (video id, record) of `<name>*.jsonl` and of `<name>/<video id>.json`."""
    for path in sorted(folder.glob(f"{name}*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                record = json.loads(line)
                yield str(record["video_id"]), record
    for path in sorted((folder / name).glob("*.json")):
        yield path.stem, json_repair.loads(path.read_text(encoding="utf-8"))
