"""One batch from the videos of a version to answers: choose, plan, ask."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from etl.enrich.asked.assistant import asking
from etl.enrich.asked.batch import Tally, ask_all
from etl.enrich.asked.choosing import answered_ids, choose, sounds_of
from etl.enrich.asked.journal import journal_of
from etl.enrich.asked.kinds import Kind
from etl.enrich.asked.plan import Plan, only_batch, plan_for
from etl.enrich.asked.questions import Question, question_about
from etl.enrich.asked.source import Source
from etl.enrich.asked.videos import Video


@dataclass(frozen=True)
class Wishes:
    """What a user wants of a batch.

    Attributes:
        only_weekly_top: Only videos that were among the best of their week.
        limit: Asks about so many at most.
        usd: Ends before the estimated cost exceeds this.
        dry_run: Asks nothing.
        at_once: How many questions may be under way.
    """

    only_weekly_top: bool = False
    limit: int | None = None
    usd: float | None = None
    dry_run: bool = False
    at_once: int = 4


@dataclass(frozen=True)
class Batch:
    """A batch that is over.

    Attributes:
        plan: What was to be asked.
        tally: What came of it; None where nothing was asked.
        interrupted: Whether the user ended it.
    """

    plan: Plan
    tally: Tally | None = None
    interrupted: bool = False


def run_batch(
    source: Source,
    kind: Kind,
    wishes: Wishes,
    on_plan: Callable[[Plan], Callable[[int], None]],
    known_locally: Collection[str] = frozenset(),
) -> Batch:
    """Asks about the videos that have no answer yet.

    Args:
        source: The videos and the model.
        kind: What is asked.
        wishes: Of the user.
        on_plan: Is told the plan before anything is asked, and returns what moves progress on.
        known_locally: Ids whose labels are known well enough without a model.

    Raises:
        EtlError: Where nothing can be asked; nothing was lost.
    """
    home, answers = source.home, source.answers
    with only_batch(home, kind):
        sounds = sounds_of(home)
        chosen = choose(
            kind,
            source.videos,
            answered_ids(home, kind, answers),
            sounds,
            only_weekly_top=wishes.only_weekly_top,
            limit=wishes.limit,
            known_locally=known_locally,
        )
        plan = plan_for(kind, chosen, source.settings)
        budget = plan.budget(wishes.usd)
        advance = on_plan(plan)
        if wishes.dry_run or not chosen.videos:
            return Batch(plan)
        tally, journal = Tally(), journal_of(home)
        with asking(source.settings) as assistant:
            try:
                ask_all(
                    assistant,
                    kind,
                    chosen.videos,
                    partial(_question, kind, sounds),
                    answers,
                    journal,
                    at_once=wishes.at_once,
                    budget=budget,
                    failed_before=journal.failed(kind),
                    on_reply=advance,
                    tally=tally,
                )
            except KeyboardInterrupt:
                return Batch(plan, tally, interrupted=True)
        return Batch(plan, tally)


def _question(kind: Kind, sounds: dict[str, Path], video: Video) -> Question:
    return question_about(kind, video, sounds.get(video.video_id))
