"""The enrichment of part of the videos, written beside the creators' folders."""

from __future__ import annotations

import io
from contextlib import ExitStack
from typing import Any, Final

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from etl.sample.dice import Dice
from etl.sample.folder import CountedStream, SampleFolder
from etl.sample.mentions import foods_and_places, python_like
from etl.sample.people import Creator
from etl.sample.posts import Post
from etl.sample.transcripts import model_answer, transcript

_TRANSCRIBED: Final = 0.7
_SEARCHED_FOR_DISHES: Final = 0.75
_LABELLED: Final = 0.3
_IN_A_FILE_OF_ITS_OWN: Final = 0.03

_LISTS: Final = (
    "categories",
    "main_content_focus",
    "structure_style",
    "hook_type",
    "tone_of_voice",
    "pacing",
)
_SCHEMA: Final = pa.schema(
    [
        ("author.uniqueId", pa.large_string()),
        ("video.id", pa.large_string()),
        *((name, pa.list_(pa.string())) for name in _LISTS),
        ("has_cta", pa.bool_()),
        ("cta_type", pa.list_(pa.string())),
    ]
)


class EnrichmentWriter:
    """Writes transcripts, dishes and places, and labels, for part of the videos."""

    def __init__(self, folder: SampleFolder, seed: int, stack: ExitStack) -> None:
        """Takes the folder, and the stack that closes the files growing creator by creator."""
        self._folder = folder
        self._seed = seed
        self._stack = stack
        self._open: dict[str, CountedStream] = {}
        self._encode = msgspec.json.Encoder().encode
        self._labels: list[dict[str, Any]] = []

    def add(self, creator: Creator, posts: list[Post]) -> None:
        """Writes what is known of a creator's posts."""
        dice = Dice(self._seed, 4, creator.index)
        for post in posts:
            if not post.photos and dice.chance(_TRANSCRIBED):
                self._add_transcript(dice, creator, post)
            if dice.chance(_SEARCHED_FOR_DISHES):
                self._add_mentions(dice, post)
            if dice.chance(_LABELLED):
                self._labels.append(_label_row(creator, post))

    def finish(self) -> None:
        """Writes the labels, where there are any."""
        if not self._labels:
            return
        target = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(self._labels, schema=_SCHEMA), target)
        self._folder.put("enrichment/labels.parquet", target.getvalue())

    def _add_transcript(self, dice: Dice, creator: Creator, post: Post) -> None:
        values = transcript(dice, creator, post)
        if dice.chance(_IN_A_FILE_OF_ITS_OWN):
            answer = model_answer(dice, values).encode()
            self._folder.put(f"enrichment/transcripts/{post.video_id}.json", answer)
        else:
            self._add_line("transcripts", {"video_id": post.video_id, **values})

    def _add_mentions(self, dice: Dice, post: Post) -> None:
        values = foods_and_places(dice, post)
        if dice.chance(_IN_A_FILE_OF_ITS_OWN):
            answer = python_like(values).encode()
            self._folder.put(f"enrichment/foods-and-locations/{post.video_id}.json", answer)
        else:
            self._add_line("foods-and-locations", {"video_id": post.video_id, **values})

    def _add_line(self, name: str, values: dict[str, Any]) -> None:
        """Adds a line to a file that is opened with its first line, so that none is empty."""
        if name not in self._open:
            stream = self._folder.stream(f"enrichment/{name}.jsonl")
            self._open[name] = self._stack.enter_context(stream)
        self._open[name].write(self._encode(values) + b"\n")


def _label_row(creator: Creator, post: Post) -> dict[str, Any]:
    labels = post.labels
    return {
        "author.uniqueId": creator.handle,
        "video.id": post.video_id,
        **{name: list(getattr(labels, name)) for name in _LISTS},
        "has_cta": labels.has_cta,
        "cta_type": list(labels.cta_type),
    }
