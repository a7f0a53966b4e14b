"""The rules of the content labels: `rules/<field>.csv`, one file a field, read once.

A row says which cues tell a label, how much (`weight`), and `where` they count:

* `text`: in the description or caption;
* `speech`: in what is said;
* `any`: in both;
* `opening`, `ending`: in the first or last words of what is said.

Cues are separated by `|`; one label may have many rows. A row without a label has words to read
over: they hold a cue but mean something else, as "kem chống nắng" does. `topic.csv` tells what is
about food from what is not.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from llm.offline.cues import Cue, CueIndex, cue, index_cues

PARTS: Final = ("text", "speech", "opening", "ending")
TOPIC: Final = "topic"
_FOLDER: Final = Path(__file__).with_name("rules")
_ANY: Final = ("text", "speech")


@cache
def label_rules(field: str) -> Mapping[str, CueIndex]:
    """Returns the cues of a field of the content labels, or of `TOPIC`, by part."""
    cues: dict[str, list[Cue]] = {part: [] for part in PARTS}
    for part, each in read_rules(field):
        cues[part].append(each)
    return {part: index_cues(found) for part, found in cues.items()}


def read_rules(field: str) -> Iterator[tuple[str, Cue]]:
    """Yields part and cue as the field's file lists them."""
    with (_FOLDER / f"{field}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for part in _ANY if row["where"] == "any" else (row["where"],):
                for words in row["cues"].split("|"):
                    yield part, cue(words, row["label"], float(row["weight"] or 0))
