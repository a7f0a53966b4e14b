"""The assistant that asks real models: what is kept, quota and the log around each question."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from weakref import finalize

from llm import kept, keys, ledger, marks
from llm.assistant import Answer, Assistant, T
from llm.background import Background
from llm.bill import Bill
from llm.database import Database
from llm.errors import ModelError, UnknownModel
from llm.prompt import Prompt
from llm.providers import NO_KEY, Models
from llm.settings import ModelSettings
from llm.talking import Talker


class AskingAssistant(Assistant):
    """Asks the configured models; loads and opens what it needs with the first question."""

    def __init__(self, settings: ModelSettings) -> None:
        """Opens nothing yet."""
        self._settings = settings
        tables = ";".join((marks.TABLE, keys.TABLES, ledger.TABLES))
        self._state = Database(settings.folder / "state-1.sqlite", tables)
        self._answers = Database(settings.folder / "answers-1.sqlite", kept.TABLES)
        self._kept = kept.KeptAnswers(self._answers, settings.kept_days, settings.kept_megabytes)
        self._ledger = ledger.Ledger(
            self._state,
            settings.answers_per_day,
            settings.answers_per_day_total,
            settings.usd_per_day,
        )
        ring = keys.KeyRing(settings.keys or (NO_KEY,), settings.requests_per_minute, self._state)
        self._talker = Talker(settings, ring, Models(settings), Background())
        # Also where a program ends without closing it.
        finalize(self, self._talker.background.close, self._talker.models.close)
        log = logging.getLogger("llm")
        if log.level == logging.NOTSET:  # else the root's, which hides costs
            log.setLevel(logging.INFO)

    @property
    def models(self) -> tuple[str, ...]:
        """As configured."""
        return self._settings.models

    def ask(
        self,
        prompt: Prompt,
        form: type[T],
        *,
        client: str,
        model: str | None = None,
        fresh: bool = False,
    ) -> Answer[T]:
        """Returns an answer in a form; re-asked once where it does not have it."""
        bill = self._open_bill("ask", model)
        question = self._question(bill, prompt, form)
        known = None if fresh else self._recall(question, form)
        if known is not None:
            return Answer(known, bill.keep())
        with self._counted(bill, client):
            value = self._talker.answer(bill, prompt, form)
        self._kept.put(question, value.model_dump_json(by_alias=True))
        return Answer(value, bill.usage)

    def stream(
        self, prompt: Prompt, *, client: str, model: str | None = None, fresh: bool = False
    ) -> Generator[str, None, None]:
        """Yields the words of an answer as they come; closing the iterator ends the request."""
        bill = self._open_bill("stream", model)
        question = self._question(bill, prompt)
        known = None if fresh else self._kept.get(question)
        if known is not None:
            bill.keep()
            yield known
            return
        with self._counted(bill, client):
            whole = yield from self._talker.words(bill, prompt)
        if whole is not None:
            self._kept.put(question, whole)

    def close(self) -> None:
        """Ends connections and threads; another question opens them again."""
        self._talker.background.close(self._talker.models.close)
        self._state.close()
        self._answers.close()

    def _open_bill(self, kind: str, model: str | None) -> Bill:
        name = model or self.models[0]
        if name not in self.models:  # a browser may send anything
            raise UnknownModel
        return Bill(kind, self._settings.provider, name, self._settings.base_url)

    def _question(self, bill: Bill, prompt: Prompt, form: type[T] | None = None) -> str:
        schema = form.model_json_schema() if form else None
        return kept.question_of(bill.provider, bill.base_url, bill.model, prompt, schema)

    def _recall(self, question: str, form: type[T]) -> T | None:
        from pydantic import ValidationError

        text = self._kept.get(question)
        try:
            return None if text is None else form.model_validate_json(text)
        except ValidationError:  # its checks have changed since
            return None

    @contextmanager
    def _counted(self, bill: Bill, client: str) -> Iterator[None]:
        """Counts an answer for the client; not one that failed and cost nothing."""
        code, day = "stopped", None
        try:
            day = self._ledger.take(client)
            yield
            code = "ok"
        except ModelError as error:
            code, error.usage = error.code, bill.usage
            if day and bill.is_free:
                self._ledger.give_back(client, day)
            raise
        finally:
            if bill.usage.usd:
                self._ledger.spend(bill.usage.usd)
            bill.log(code)
