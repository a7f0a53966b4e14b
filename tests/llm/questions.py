"""A question about a dish, and ways to ask it; shared by the tests of assistants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field
from servers.model_script import json_answer
from servers.model_server import ModelServer

from llm.assistant import Assistant
from llm.opening import open_assistant
from llm.prompt import Prompt
from llm.settings import ModelSettings

KEY = "khoa-rieng-9c2f"
SECRET = "bí mật 4b1d"
MODEL, OTHER = "gemini-3.8-flash", "gemini-3.5-flash-lite"
PROMPT = Prompt(f"Chỉ nói về món ăn ({SECRET}).", f"Phở ở đâu ngon ({SECRET})?")
PHO = json_answer({"name": "Phở", "price": 45_000})


class Dish(BaseModel):
    """A dish and its price."""

    name: str
    price: int = Field(ge=0)


def ask(assistant: Assistant, client: str = "một", **others: Any) -> Dish:
    return assistant.ask(PROMPT, Dish, client=client, **others).value


def listen(assistant: Assistant, client: str = "một", **others: Any) -> str:
    return "".join(assistant.stream(PROMPT, client=client, **others))


@contextmanager
def assistants_of(server: ModelServer, folder: Path) -> Iterator[Callable[..., Assistant]]:
    """Gives what opens assistants that ask a Gemini server; closes them at the end."""
    opened: list[Assistant] = []

    def open_one(**others: Any) -> Assistant:
        base = {"keys": (KEY,), "models": (MODEL, OTHER), "base_url": server.url}
        opened.append(open_assistant(ModelSettings(**(base | {"folder": folder} | others))))
        return opened[-1]

    try:
        yield open_one
    finally:
        for each in opened:
            each.close()
