"""What a batch will ask, and what that is expected to cost: all that is known before asking."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from filelock import FileLock, Timeout

from etl.enrich.asked.batch import Budget
from etl.enrich.asked.choosing import Chosen
from etl.enrich.asked.cost import Tokens, most_usd, total_tokens
from etl.enrich.asked.kinds import KINDS, Kind
from etl.errors import AnotherRunIsActive, ModelUnavailable
from etl.home import Home
from llm.prices import Price, price_of
from llm.settings import ModelSettings


@dataclass(frozen=True)
class Plan:
    """A batch before it begins.

    Attributes:
        kind: What is asked.
        chosen: About which videos.
        model: Is asked.
        tokens: That it is expected to take.
        price: Of the model; None where it is not known.
    """

    kind: Kind
    chosen: Chosen
    model: str
    tokens: Tokens
    price: Price | None

    @property
    def usd(self) -> float | None:
        """The expected cost; None where no price is known."""
        return (
            None if self.price is None else self.price.cost(self.tokens.read, self.tokens.written)
        )

    def budget(self, usd: float | None) -> Budget | None:
        """Returns a budget that can be kept; None for no limit.

        Raises:
            ModelUnavailable: Where the price is not known.
        """
        if usd is None:
            return None
        price = self.price
        if price is None:
            raise ModelUnavailable(
                f"Không biết giá của mô hình {self.model} nên không giữ được --budget: bỏ "
                "--budget, hoặc thêm giá của nó vào llm/prices.csv."
            )
        return Budget(usd, lambda video: most_usd(price, self.kind, video))


def plan_for(kind: Kind, chosen: Chosen, settings: ModelSettings) -> Plan:
    """Returns the plan to ask the default model about the chosen videos."""
    model = settings.models[0]
    price = price_of(settings.provider, model, settings.base_url)
    return Plan(kind, chosen, model, total_tokens(kind, chosen.videos), price)


@contextmanager
def only_batch(home: Home, kind: Kind) -> Iterator[None]:
    """Holds a kind for one batch: two would ask twice.

    Raises:
        AnotherRunIsActive: Where another process holds it; the lock of a killed one is free.
    """
    home.collect.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home.collect / f".enrich-{kind}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise AnotherRunIsActive(
            f"Một lần chạy khác đang hỏi mô hình về {KINDS[kind].words} trong {home.root}. Đợi nó "
            "xong rồi chạy lại, hoặc dùng --home khác."
        ) from error
    try:
        yield
    finally:
        lock.release()
