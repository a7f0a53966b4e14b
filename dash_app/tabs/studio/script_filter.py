"""The soft filter: labelled videos that have all labels, then fewer, until there are enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from dash_app.pages import Reader
from dash_app.queries import exemplars
from dash_app.tabs.studio.script_labels import FoundLabels
from dash_app.words import LABEL_FIELDS, whole

ENOUGH: Final = 20

RELAXING: Final = (
    "pacing",
    "audience_target",
    "content_style",
    "tone_of_voice",
    "cta_type",
    "structure_style",
    "hook_type",
)
"""The order in which fields are dropped; the duration follows, the category never does."""

DURATION: Final = "duration"
_AROUND: Final = 0.25
"""A duration is met by videos that are shorter or longer by so much."""

_ANY: Final = ("0", "1e9")


@dataclass(frozen=True)
class Relaxed:
    """One step of the filter.

    Attributes:
        field: Of the label that was dropped, or `DURATION`; empty for the first step.
        label: That was dropped; empty for the first step.
        whole_field: Whether nothing of the field is asked for any more.
        n: Videos that remain after it.
        sentence: Says all this to the user.
    """

    field: str
    label: str
    whole_field: bool
    n: int
    sentence: str


@dataclass(frozen=True)
class Matching:
    """What the soft filter is asked and how far it is relaxed.

    Attributes:
        slots: Field and label, the first one dropped first.
        texts: The bound arguments of the queries, without `step`.
        steps: What was relaxed; the last one gives the videos.
        unknown: Fields that no video has a label of, so that none is asked for.
    """

    slots: tuple[tuple[str, str], ...]
    texts: Mapping[str, str]
    steps: tuple[Relaxed, ...]
    unknown: tuple[str, ...] = ()

    @property
    def dropped(self) -> int:
        """How many slots are dropped, the duration being the last."""
        return len(self.steps) - 1


def relax(reader: Reader, found: FoundLabels) -> Matching:
    """Returns how far labels are dropped, one at a time, until `ENOUGH` videos remain.

    A video fits where it has every label that is still asked for; of several categories any will
    do. What is dropped last is the last one even where too few remain.
    """
    known = set(reader.frame(exemplars.labels_used)["field"])
    slots = slots_of({name: labels for name, labels in found.labels.items() if name in known})
    texts = _texts(found, slots)
    frame = reader.frame(exemplars.matches_by_step, texts, slots=len(slots))
    by_step = dict(zip(frame["step"].tolist(), frame["n"].tolist(), strict=True))
    drops = [*slots, *([(DURATION, "")] if found.duration_s else [])]
    counts = list(accumulate(by_step.get(step, 0) for step in range(len(drops) + 1)))
    enough = next((step for step, n in enumerate(counts) if n >= ENOUGH), len(drops))
    steps = [_first(counts[0], bool(drops))]
    for step in range(1, enough + 1):
        steps.append(_drop(found, drops, step, counts[step - 1], counts[step]))
    unknown = tuple(name for name in found.labels if name not in known)
    return Matching(slots, texts, tuple(steps), unknown)


def slots_of(labels: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """Returns field and label in the order in which they are dropped.

    Of a field the last label goes first: the first one fits best.
    """
    return tuple((name, label) for name in RELAXING for label in reversed(labels.get(name, ())))


def duration_range(duration_s: float) -> tuple[float, float]:
    """Returns from and to how many seconds a video has about that duration."""
    return duration_s * (1 - _AROUND), duration_s * (1 + _AROUND)


def _texts(found: FoundLabels, slots: tuple[tuple[str, str], ...]) -> dict[str, str]:
    shortest, longest = map(str, duration_range(found.duration_s)) if found.duration_s else _ANY
    texts = {
        "categories": "\n".join(found.labels.get("categories", ())),
        "shortest": shortest,
        "longest": longest,
    }
    for number, (field, label) in enumerate(slots, start=1):
        texts |= {f"field_{number}": field, f"label_{number}": label}
    return texts


def _first(n: int, has_labels: bool) -> Relaxed:
    what = "Đủ mọi nhãn" if has_labels else "Đúng thể loại"
    return Relaxed("", "", False, n, f"{what}: {whole(n)} video.")


def _drop(
    found: FoundLabels, drops: list[tuple[str, str]], step: int, before: int, n: int
) -> Relaxed:
    field, label = drops[step - 1]
    counts = f"{whole(before)} → {whole(n)} video"
    if field == DURATION:
        low, high = duration_range(found.duration_s or 0.0)
        label = f"{whole(low)}–{whole(high)} giây"
        return Relaxed(field, label, True, n, f"Bỏ thời lượng {label}: {counts}.")
    left = [other for name, other in drops[step:] if name == field]
    title = LABEL_FIELDS[field].lower()
    kept = f", còn {', '.join(f'“{each}”' for each in reversed(left))}" if left else ""
    whole_field = not left and len(found.labels[field]) > 1
    gone = ", nay không còn điều kiện nào" if whole_field else ""
    sentence = f"Bỏ {title} “{label}”{kept}{gone}: {counts}."
    return Relaxed(field, label, not left, n, sentence)
