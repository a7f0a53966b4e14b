"""Asks a model about many videos, several at once; each answer is a file before the next is taken.

Threads ask; everything else, from the budget to the files, happens in one thread, in the order in
which answers come. A process that is killed loses the questions that were under way, nothing else:
the next run asks about them again.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final

from etl.enrich.asked.answer_files import AnswerFiles
from etl.enrich.asked.journal import ANSWERED, FAILED, Entry, Journal
from etl.enrich.asked.kinds import Kind
from etl.enrich.asked.questions import CannotAsk, Question, file_of
from etl.enrich.asked.videos import Video
from llm.assistant import Assistant, Usage
from llm.departure import Departure, Left, noticing
from llm.errors import (
    AllUsed,
    BadKey,
    ModelError,
    NoModel,
    ProviderFailed,
    TooBusy,
    TooSlow,
    UnknownModel,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

# Whatever the video, the next question would fail as well.
_HOPELESS: Final = (AllUsed, BadKey, NoModel, UnknownModel)
# These may be the provider's trouble with all questions; so many in a row are.
_WEARY: Final = (ProviderFailed, TooBusy, TooSlow)
_TOO_MANY: Final = 5


@dataclass(frozen=True)
class Budget:
    """What a batch may cost.

    Attributes:
        usd: All of it.
        most: What a question about a video may cost at worst.
    """

    usd: float
    most: Callable[[Video], float]


@dataclass
class Tally:
    """What a batch came to.

    Attributes:
        answered: Videos with a new answer.
        kept: Of these, those whose answer the cache had.
        failed: Videos without one, by reason.
        sentences: A Vietnamese sentence for each reason.
        not_asked: Videos that were not asked about, because the batch ended before.
        input_tokens: Read by the model, also for answers that failed.
        output_tokens: Written by it.
        usd: Estimated cost; None where no price is known.
        stopped: Why it ended early: `budget`, or the code of a failure; None where it did not.
    """

    answered: int = 0
    kept: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    sentences: dict[str, str] = field(default_factory=dict)
    not_asked: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    usd: float | None = None
    stopped: str | None = None


@dataclass(frozen=True)
class _Reply:
    video: Video
    value: BaseModel | None = None
    usage: Usage | None = None
    error: ModelError | CannotAsk | None = None
    crash: Exception | None = None


def ask_all(
    assistant: Assistant,
    kind: Kind,
    videos: Iterable[Video],
    question: Callable[[Video], Question],
    answers: AnswerFiles,
    journal: Journal,
    *,
    at_once: int,
    budget: Budget | None = None,
    failed_before: Collection[str] = frozenset(),
    on_reply: Callable[[int], None] = lambda _: None,
    tally: Tally | None = None,
) -> Tally:
    """Asks about videos and writes each answer at once.

    A failure is written to the journal, never as an answer. Where it is the provider's or the
    configuration's, the batch ends: the next question would fail as well.

    Args:
        assistant: Is asked.
        kind: What is asked.
        videos: About which videos, in this order.
        question: Makes the question about a video; is called by the asking threads.
        answers: Where answers are written.
        journal: Where everything is noted.
        at_once: How many questions may be under way.
        budget: Nothing is asked that might exceed it.
        failed_before: Videos whose last question failed; the cache is passed over for them.
        on_reply: Called with 1 for each video that is done.
        tally: Is kept up to date; what it says when an interruption ends this is what was done.

    Returns:
        The tally.
    """
    tally = tally if tally is not None else Tally()
    waiting = deque(videos)
    reserved: dict[str, float] = {}
    dearest = 0.0
    in_a_row = 0
    departure = Departure()
    jobs: SimpleQueue[Video | None] = SimpleQueue()
    replies: SimpleQueue[_Reply] = SimpleQueue()
    ask = partial(_reply, assistant, question, departure, failed_before)
    for _ in range(at_once):
        # Daemons: a process may end while a provider still keeps one waiting.
        Thread(target=_work, args=(ask, jobs, replies), name="enrich", daemon=True).start()
    try:
        while True:
            while waiting and tally.stopped is None and len(reserved) < at_once:
                most = max(budget.most(waiting[0]), dearest) if budget else 0.0
                if budget and (tally.usd or 0.0) + sum(reserved.values()) + most > budget.usd:
                    if not reserved:
                        tally.stopped = "budget"
                    break  # else what is under way may cost less than is set aside for it
                reserved[waiting[0].video_id] = most
                jobs.put(waiting.popleft())
            if not reserved:
                break
            reply = replies.get()
            if reply.crash:
                raise reply.crash
            del reserved[reply.video.video_id]
            _account(tally, kind, reply, answers, journal)
            dearest = max(dearest, (reply.usage and reply.usage.usd) or 0.0)
            in_a_row = in_a_row + 1 if isinstance(reply.error, _WEARY) else 0
            if isinstance(reply.error, _HOPELESS) or in_a_row >= _TOO_MANY:
                tally.stopped = tally.stopped or _code(reply.error)
            on_reply(1)
    finally:
        tally.not_asked = len(waiting) + len(reserved)
        departure.leave()
        for _ in range(at_once):
            jobs.put(None)
        while not replies.empty():  # came while an interruption was on its way
            if not (late := replies.get()).crash:
                _account(tally, kind, late, answers, journal)
    return tally


def _work(
    ask: Callable[[Video], _Reply], jobs: SimpleQueue[Video | None], replies: SimpleQueue[_Reply]
) -> None:
    while (video := jobs.get()) is not None:
        try:
            replies.put(ask(video))
        except Left:
            return
        except Exception as error:  # else the batch would wait for ever
            replies.put(_Reply(video, crash=error))


def _reply(
    assistant: Assistant,
    question: Callable[[Video], Question],
    departure: Departure,
    failed_before: Collection[str],
    video: Video,
) -> _Reply:
    try:
        asked = question(video)
        with noticing(departure):
            answer = assistant.ask(
                asked.prompt, asked.form, client="", fresh=video.video_id in failed_before
            )
    except ModelError as error:
        return _Reply(video, usage=error.usage, error=error)
    except CannotAsk as error:
        return _Reply(video, error=error)
    return _Reply(video, answer.value, answer.usage)


def _account(
    tally: Tally, kind: Kind, reply: _Reply, answers: AnswerFiles, journal: Journal
) -> None:
    """Writes the answer, then what became of the question."""
    if reply.value is not None:
        answers.put(kind, reply.video.video_id, file_of(reply.value))
        tally.answered += 1
        tally.kept += bool(reply.usage and reply.usage.kept)
    elif reply.error is not None:
        tally.failed[_code(reply.error)] += 1
        tally.sentences[_code(reply.error)] = str(reply.error)
    used = reply.usage or Usage("")
    tally.input_tokens += used.input_tokens
    tally.output_tokens += used.output_tokens
    if used.usd is not None:
        tally.usd = (tally.usd or 0.0) + used.usd
    journal.add(
        Entry(
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            kind=kind,
            video_id=reply.video.video_id,
            outcome=ANSWERED if reply.value is not None else FAILED,
            reason=_code(reply.error),
            detail=str(reply.error or ""),
            model=used.model,
            input_tokens=used.input_tokens,
            output_tokens=used.output_tokens,
            usd=used.usd,
            kept=used.kept,
        )
    )


def _code(error: ModelError | CannotAsk | None) -> str:
    return "" if error is None else error.code
