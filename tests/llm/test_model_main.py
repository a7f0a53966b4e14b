"""Model servers can be run by hand, to look at pages with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel
from servers.dashboard import ROOT, free_port

from llm.opening import open_assistant
from llm.prompt import Prompt
from llm.settings import ModelSettings


class Dish(BaseModel):
    """A dish, with facts that need not be told."""

    name: str
    note: str | None = None
    places: list[str] = []


@pytest.mark.parametrize(
    ("module", "env"),
    [
        ("gemini_api", {"GEMINI_API_KEYS": "khoa-thu"}),
        ("openai_api", {"MODEL_PROVIDER": "openai", "MODEL": "mau-1"}),
        ("anthropic_api", {"MODEL_PROVIDER": "anthropic", "ANTHROPIC_API_KEYS": "khoa-thu"}),
    ],
)
def test_answers_with_words_about_food(module: str, env: dict[str, str], tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", f"servers.{module}", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--pause", "0", "--wait", "0"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stderr is not None
            url = process.stderr.readline().strip()
            assert url == f"http://127.0.0.1:{port}"
            address = {"MODEL_BASE_URL": url, "MODEL_FOLDER": str(tmp_path)}
            assistant = open_assistant(ModelSettings.from_env({**env, **address}))
            prompt = Prompt("Chỉ nói về món ăn.", "Phở ở đâu ngon?")
            assert len("".join(assistant.stream(prompt, client="một")).split()) > 100
            dish = assistant.ask(prompt, Dish, client="một").value
            assert dish.name and dish.note and len(dish.places) > 1
            assistant.close()
        finally:
            process.terminate()
