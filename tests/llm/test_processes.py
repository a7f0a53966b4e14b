"""Assistants in threads, in forked workers, and in programs that end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from questions import KEY, PHO, ask, assistants_of, listen
from servers.gemini_api import gemini_api
from servers.model_script import json_answer, streams
from servers.model_server import ModelServer

from llm.assistant import Assistant


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with gemini_api() as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "llm"


@pytest.fixture
def open_one(server: ModelServer, folder: Path) -> Iterator[Callable[..., Assistant]]:
    with assistants_of(server, folder) as open_one:
        yield open_one


PROGRAM = """
import logging, os, sys
from pydantic import BaseModel
from llm.opening import open_assistant
from llm.prompt import Prompt
from llm.settings import ModelSettings

class Dish(BaseModel):
    name: str

def use(name):
    prompt = Prompt("Chỉ dẫn", name)
    assert assistant.ask(prompt, Dish, client="").value.name
    assert "".join(assistant.stream(prompt, client=""))

logging.getLogger("llm").setLevel(logging.ERROR)
assistant = open_assistant(ModelSettings.from_env(os.environ))
"""


def test_many_threads_ask_at_once(server: ModelServer, open_one: Callable[..., Assistant]) -> None:
    server.always(json_answer({"name": "Phở", "price": 1}, wait=0.1))
    assistant = open_one(answers_per_day=0)
    with ThreadPoolExecutor(12) as threads:
        asked = [threads.submit(ask, assistant, fresh=True) for _ in range(24)]
        heard = [threads.submit(listen, assistant, fresh=True) for _ in range(12)]
        assert {each.result().name for each in asked} == {"Phở"}
        assert len({each.result() for each in heard}) == 1
    assert len(server.requests) == 36


def test_can_be_asked_after_it_was_closed(open_one: Callable[..., Assistant]) -> None:
    assistant = open_one()
    for _ in range(2):
        ask(assistant, fresh=True)
        listen(assistant, fresh=True)
        assistant.close()


def run(program: str, server: ModelServer, folder: Path, **env: str) -> None:
    command = [sys.executable, "-W", "error", "-c", PROGRAM + program]
    given = {"GEMINI_API_KEYS": KEY, "MODEL_BASE_URL": server.url, "MODEL_FOLDER": str(folder)}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=60, env=given | env
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_works_in_forked_workers(server: ModelServer, folder: Path) -> None:
    """As after `preload_app`, also where the parent has already asked."""
    fork = """
use("cha")
children = []
for name in ("một", "hai"):
    child = os.fork()
    if child == 0:
        use(name)
        os._exit(0)
    children.append(child)
use("cha sau")
sys.exit(any(os.waitpid(child, 0)[1] for child in children))
"""
    run(fork, server, folder)
    assert len(server.requests) == 8


@pytest.mark.parametrize("last", ["", "assistant.close()", "next(words)"])
def test_a_program_may_end_at_any_time(server: ModelServer, folder: Path, last: str) -> None:
    server.queue(PHO, streams("Bún"), streams(*["Chả "] * 1_000, pause=0.05))
    end = f"""
use("một")
words = assistant.stream(Prompt("Chỉ dẫn", "hai"), client="")
{last}
"""
    run(end, server, folder)


def test_variables_of_the_libraries_change_nothing(server: ModelServer, folder: Path) -> None:
    strange = {
        "GOOGLE_API_KEY": "khoa-khac",
        "GOOGLE_GEMINI_BASE_URL": "http://127.0.0.1:9",
        "GOOGLE_GENAI_USE_VERTEXAI": "true",
        "OPENAI_LOG": "debug",
    }
    run('use("một")', server, folder, **strange)
    assert {request.key for request in server.requests} == {KEY}
