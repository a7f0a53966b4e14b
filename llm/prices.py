"""What a model's tokens cost: the committed table first, else what `genai_prices` lists.

Prices change without notice; the table's rows say when they were looked up and where. A model that
neither knows has no price, and nobody is told one.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pydantic_ai.usage import RequestUsage

TABLE: Final = Path(__file__).parent / "prices.csv"
_MILLION: Final = 1_000_000
# As `genai_prices` calls them.
_SELLERS: Final = {
    "gemini": "google",
    "gemini-legacy": "google",
    "openai": "openai",
    "anthropic": "anthropic",
}


@dataclass(frozen=True)
class Price:
    """What a million tokens cost, in US dollars.

    Attributes:
        input_usd: Read by the model, whatever they are of: text or sound.
        output_usd: Written by it, its thoughts among them.
        source: Who said so.
        checked_on: When it was looked up; None where the library does not say.
        until: The last day it is known to hold; None where that is open.
    """

    input_usd: float
    output_usd: float
    source: str
    checked_on: date | None = None
    until: date | None = None

    def cost(self, input_tokens: float, output_tokens: float) -> float:
        """Returns dollars."""
        return (input_tokens * self.input_usd + output_tokens * self.output_usd) / _MILLION


def price_of(provider: str, model: str, base_url: str | None = None) -> Price | None:
    """Returns the price of a model of a provider, as the settings name them; None where unknown.

    An own endpoint of the dialect of OpenAI is looked up by its address alone: the name of a model
    says nothing about what a local one costs.
    """
    seller = _SELLERS[provider]
    if provider == "openai" and base_url:
        return _listed_price(seller, model, base_url)
    return _own_price(seller, model) or _listed_price(seller, model, None)


def cost_of(provider: str, base_url: str | None, model: str, used: RequestUsage) -> float | None:
    """Returns what a request cost, an estimate in dollars; None where no price is known."""
    from genai_prices import calc_price

    seller = _SELLERS[provider]
    own = None if provider == "openai" and base_url else _own_price(seller, model)
    if own:
        return own.cost(used.input_tokens, used.output_tokens)
    try:
        if provider == "openai" and base_url:
            return float(calc_price(used, model, provider_api_url=base_url).total_price)
        return float(calc_price(used, model, provider_id=seller).total_price)
    except (LookupError, ValueError):
        return None


@cache
def priced(table: Path) -> Mapping[tuple[str, str], Price]:
    """Returns the rows of a table of prices by (seller, model).

    Columns: seller, model, input_usd, output_usd (of a million tokens), checked_on, until (or
    nothing), source.
    """
    with table.open(encoding="utf-8", newline="") as file:
        return {
            (row["seller"], row["model"]): Price(
                float(row["input_usd"]),
                float(row["output_usd"]),
                row["source"],
                date.fromisoformat(row["checked_on"]),
                date.fromisoformat(row["until"]) if row["until"] else None,
            )
            for row in csv.DictReader(file)
        }


def _own_price(seller: str, model: str) -> Price | None:
    """Returns what the table says today."""
    price = priced(TABLE).get((seller, model))
    is_over = price is not None and price.until is not None and price.until < date.today()
    return None if is_over else price


def _listed_price(seller: str, model: str, base_url: str | None) -> Price | None:
    """Returns what the library lists, of as many tokens as it takes to be exact."""
    from importlib.metadata import version

    from genai_prices import Usage, calc_price

    usage = Usage(input_tokens=_MILLION, output_tokens=_MILLION)
    try:
        if base_url:
            listed = calc_price(usage, model, provider_api_url=base_url)
        else:
            listed = calc_price(usage, model, provider_id=seller)
    except (LookupError, ValueError):
        return None
    source = f"genai-prices {version('genai-prices')}"
    return Price(float(listed.input_price), float(listed.output_price), source)
