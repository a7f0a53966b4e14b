"""How much of a model's cost labels save that are learned on this machine, at equal agreement.

A labelled video holds one answer of the model, and nobody's judgement beside it. So it is not known
how often the model is right, nor how often it would say the same if it were asked again; both need
new answers, of people or of the model. What is measured is how often a learned label is among those
that the model gave to the video ("nothing to say" counts as one), on creators that nothing was
learned from: each creator in turn is left out, the bar for accepting a label is chosen by the
others alone, in a cross-validation among them, and creators count equally.

Equal agreement at a level r means: a learned label takes the place of an answer only above a bar
over which, among the other creators, at least r of the learned labels agree with the model. A model
that agrees with itself in a share r of its answers would agree as often if it were asked again, so
nothing is lost by not asking. Which r holds is not known here; savings are told for several, beside
the agreement that was really reached on the creators left out. Where that stays below the level,
the level was not kept, and what is saved there is not saved at equal agreement.

The rules among the features were written looking at the errors of half of the creators
(`labels.py`), so agreement on these is a little too good; the report has each creator by itself.

One question asks for all fields, so it is saved only where every field that is wanted is accepted.
A question's cost is that of its expected tokens (`etl.enrich.asked.cost`), at the price of the
default model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

from etl.enrich.asked.cost import expected_tokens
from etl.enrich.asked.kinds import Kind
from etl.enrich.asked.videos import Video
from etl.enrich.dish_lexicon import load_lexicon
from etl.enrich.learned.agreement import Bar, judge_field, set_bar
from etl.enrich.learned.classifier import Guesses, is_agreed, learn_field
from etl.enrich.learned.examples import Example, fields_of, words_of
from etl.enrich.learned.features import describe_examples
from llm.prices import price_of
from llm.settings import ModelSettings

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEVELS: Final = (0.80, 0.85, 0.90, 0.95)
ALL_FIELDS: Final = "all fields"


class LabelledCase(Protocol):
    """What is known of a labelled video; a `bench.labels.Case` is one."""

    @property
    def creator(self) -> str:
        """Its handle."""

    @property
    def caption(self) -> str:
        """With hashtags."""

    @property
    def transcript(self) -> str | None:
        """What is said."""

    @property
    def labels(self) -> Mapping[str, tuple[str, ...]]:
        """By field."""


@dataclass(frozen=True)
class _Outcomes:
    """What became of one field on creators left out: rows are levels, columns are videos."""

    accepted: NDArray[np.bool_]
    agreed: NDArray[np.bool_]


def savings_report(cases: Sequence[LabelledCase], reference: Path) -> dict[str, Any]:
    """Measures coverage, agreement and saving at each of `LEVELS`, by field and for all of them.

    Args:
        cases: Labelled videos.
        reference: The folder of reference tables.
    """
    examples = [_example(case) for case in cases]
    lexicon = load_lexicon(reference)
    dishes = frozenset(filter(None, lexicon.marked.dishes.values()))
    _, described = describe_examples([each.words for each in examples], dishes)
    creators = np.array([each.words.creator for each in examples], dtype=object)
    fields = {
        field: _outcomes(described, examples, creators, field) for field in fields_of(examples)
    }
    every = _Outcomes(
        np.logical_and.reduce([each.accepted for each in fields.values()]),
        np.logical_and.reduce([each.agreed for each in fields.values()]),
    )
    weights = _weights(creators)
    costs = np.array([_cost(case) for case in cases])
    return {
        "videos": len(cases),
        "creators": len(set(creators)),
        "model": ModelSettings().models[0],
        "usd_a_video": float(costs.mean()),
        "fields": {
            name: [_at(each, row, weights, costs, creators) for row in range(len(LEVELS))]
            for name, each in {**fields, ALL_FIELDS: every}.items()
        },
    }


def print_savings(report: Mapping[str, Any]) -> None:
    """Prints the report."""
    print(
        f"\nlearned labels against the model's one answer, {report['videos']} videos of "
        f"{report['creators']} creators, each creator left out in turn"
    )
    print(
        f"{'wanted field':22}{'level':>7}{'accepted':>10}{'agreement':>11}{'cost saved':>12}"
        f"{'kept':>6}"
    )
    for name, rows in report["fields"].items():
        for row in rows:
            reached = f"{row['agreement']:.3f}" if row["agreement"] is not None else "-"
            print(
                f"{name:22}{row['level']:>7.2f}{row['accepted']:>10.3f}{reached:>11}"
                f"{row['cost_saved']:>12.3f}{'yes' if row['is_kept'] else 'no':>6}"
            )
    everything = [row for row in report["fields"][ALL_FIELDS] if row["is_kept"]]
    best = max(everything, key=lambda row: float(row["cost_saved"]), default=None)
    saved = f"{100 * best['cost_saved']:.1f} % at {best['level']:.2f}" if best else "nothing"
    print(f"saved at equal agreement where all fields are wanted: {saved}")
    print(
        f"a question costs {report['usd_a_video']:.5f} USD with {report['model']}, as expected "
        "before asking\nnot measured: whether the model is right, and how often it agrees with "
        "itself (needs new answers)"
    )


def _example(case: LabelledCase) -> Example:
    labels = {field: frozenset(given) for field, given in case.labels.items() if given}
    return Example(words_of(case.creator, case.caption, case.transcript), labels)


def _outcomes(
    described: Any, examples: Sequence[Example], creators: NDArray[np.object_], field: str
) -> _Outcomes:
    accepted = np.zeros((len(LEVELS), len(examples)), dtype=bool)
    agreed = np.zeros((1, len(examples)), dtype=bool)
    for creator in sorted(set(creators)):
        inside, outside = np.flatnonzero(creators != creator), np.flatnonzero(creators == creator)
        known = [examples[i] for i in inside.tolist()]
        learned_from = described.rows(inside)
        labels = [each.labels.get(field, frozenset()) for each in known]
        classifier = learn_field(learned_from, labels)
        if classifier is None:
            continue
        judged = judge_field(learned_from, known, field)
        bars: list[Bar] = [set_bar(judged, level) for level in LEVELS]
        guesses: Guesses = classifier.guess(described.rows(outside))
        accepted[:, outside] = [bar.accepts(guesses) for bar in bars]
        agreed[0, outside] = [
            is_agreed(examples[i].labels, field, label)
            for i, label in zip(outside.tolist(), guesses.labels, strict=True)
        ]
    return _Outcomes(accepted, np.repeat(agreed, len(LEVELS), axis=0))


def _at(
    outcomes: _Outcomes,
    row: int,
    weights: NDArray[np.float64],
    costs: NDArray[np.float64],
    creators: NDArray[np.object_],
) -> dict[str, Any]:
    accepted, agreed = outcomes.accepted[row], outcomes.agreed[row]
    share = float(weights[accepted].sum())
    agreement = float(weights[accepted & agreed].sum()) / share if share else None
    return {
        "level": LEVELS[row],
        "accepted": share,
        "agreement": agreement,
        "is_kept": agreement is not None and agreement >= LEVELS[row],
        "by_creator": {
            creator: [int((here & accepted).sum()), int((here & accepted & agreed).sum())]
            for creator in sorted(set(creators))
            for here in (creators == creator,)
        },
        "cost_saved": float((weights * costs)[accepted].sum() / (weights * costs).sum()),
    }


def _weights(creators: NDArray[np.object_]) -> NDArray[np.float64]:
    names, counts = np.unique(creators.astype(str), return_counts=True)
    counted = dict(zip(names, counts, strict=True))
    return np.array([1.0 / (len(names) * counted[each]) for each in creators])


def _cost(case: LabelledCase) -> float:
    settings = ModelSettings()
    price = price_of(settings.provider, settings.models[0])
    video = Video("", case.creator, case.caption, case.transcript, None, False, False)
    tokens = expected_tokens(Kind.LABELS, video)
    return price.cost(tokens.read, tokens.written) if price else 0.0
