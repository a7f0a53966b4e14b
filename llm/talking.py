"""What is said between us and a provider: one structured answer, or the words of a stream."""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from llm.assistant import T
from llm.background import Background
from llm.bill import Bill
from llm.errors import BrokenAnswer, ModelError, ProviderFailed, RefusedAnswer
from llm.failures import SchemaRefused, judge
from llm.forms import first_message, in_form, read_form, text_of, with_complaint
from llm.keys import KeyRing
from llm.prompt import Prompt
from llm.providers import Models
from llm.requesting import Heard, listen, request
from llm.retrying import ask_with_a_key
from llm.settings import ModelSettings

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_ai.exceptions import ModelRequestRejectedError
    from pydantic_ai.messages import ModelMessage, ModelResponse


@dataclass(frozen=True)
class Talker:
    """Talks with the configured provider.

    Attributes:
        settings: How.
        ring: Hands out keys.
        models: Are asked.
        background: Runs the requests.
    """

    settings: ModelSettings
    ring: KeyRing
    models: Models
    background: Background

    def answer(self, bill: Bill, prompt: Prompt, form: type[T]) -> T:
        """Returns an answer in a form; asks once more, with the error, where it has another.

        Raises:
            ModelError: One of its kinds.
        """
        from pydantic import ValidationError

        messages = first_message(prompt)
        for _ in range(2):
            ask = partial(self._request, bill, messages, form)
            response = ask_with_a_key(self.ring, self.settings.patience, ask, bill.note)
            bill.add(response.usage)
            if response.finish_reason == "content_filter":
                raise RefusedAnswer
            try:
                return read_form(text_of(response), form)
            except ValidationError as wrong:
                bill.causes.append("ValidationError")
                messages = with_complaint(messages, response, wrong)
        raise BrokenAnswer

    def words(self, bill: Bill, prompt: Prompt) -> Generator[str, None, str | None]:
        """Yields the words of an answer; returns all of them where it is whole.

        It is not begun again once words have come: they may have been shown.

        Raises:
            ModelError: One of its kinds.
        """
        heard = Heard()
        ask = partial(self._open, bill, first_message(prompt), heard)
        first, more = ask_with_a_key(self.ring, self.settings.patience, ask, bill.note)
        said, failure = [first], None
        bill.has_words = True
        try:
            yield first
            for each in more:
                said.append(each)
                yield each
        except Exception as error:
            failure = judge(error)
        finally:
            more.close()
            bill.add(heard.usage)
        if failure:
            bill.note(failure)
            raise failure.error()
        if heard.finish not in {"stop", "length"}:
            raise _unfinished(bill, heard)
        return "".join(said) if heard.finish == "stop" else None

    def _request(
        self, bill: Bill, messages: list[ModelMessage], form: type[BaseModel], key: str
    ) -> ModelResponse:
        from pydantic_ai.exceptions import ModelRequestRejectedError

        model = self.models.get(bill.model, key)
        is_native = self.models.takes_schema(model)
        bill.requests += 1
        started = time.monotonic()
        left = self.settings.timeout - bill.seconds
        try:
            return self.background.run(
                request(model, messages, in_form(form, is_native), self.settings, left)
            )
        except ModelRequestRejectedError as error:
            if is_native and _is_about_the_request(error) and self.models.learn_refusal(model):
                raise SchemaRefused from None
            raise
        finally:
            bill.seconds += time.monotonic() - started

    def _open(
        self, bill: Bill, messages: list[ModelMessage], heard: Heard, key: str
    ) -> tuple[str, Generator[str, None, None]]:
        """Returns the first words of a stream, and the others."""
        from pydantic_ai.exceptions import UnexpectedModelBehavior

        model = self.models.get(bill.model, key)
        bill.requests += 1
        heard.response = None
        listening = partial(
            listen, model=model, messages=messages, heard=heard, settings=self.settings
        )
        words: Generator[str, None, None] = self.background.iterate(listening)
        started = time.monotonic()
        try:
            first = next(words, None)
        finally:
            bill.seconds += time.monotonic() - started
        if first is not None:
            return first, words
        bill.add(heard.usage)
        if heard.finish is None:  # cut; no words were shown, so it may begin again
            raise UnexpectedModelBehavior("the stream ended before its first word")
        raise _unfinished(bill, heard)


def _is_about_the_request(error: ModelRequestRejectedError) -> bool:
    """Whether a provider refuses a request itself, not a key, a model or a length."""
    from pydantic_ai import exceptions as they

    return not isinstance(
        error,
        they.ModelAuthenticationError
        | they.ModelNotFoundError
        | they.ModelContextWindowExceededError,
    )


def _unfinished(bill: Bill, heard: Heard) -> ModelError:
    bill.causes.append(f"ended by {heard.finish}")
    return RefusedAnswer() if heard.finish == "content_filter" else ProviderFailed()
