"""Endpoints that need no key, that take no schema, and what a model of today is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from questions import PHO, PROMPT, Dish, ask, listen
from servers.anthropic_api import anthropic_api
from servers.model_script import Answer, fails
from servers.openai_api import openai_api

from llm.opening import open_assistant
from llm.settings import ModelSettings


def test_an_endpoint_may_need_no_key(tmp_path: Path) -> None:
    with openai_api() as server:
        env = {
            "MODEL_PROVIDER": "openai",
            "MODEL": "qwen3:8b",
            "MODEL_BASE_URL": f"{server.url}/v1",
            "MODEL_FOLDER": str(tmp_path),
        }
        assistant = open_assistant(ModelSettings.from_env(env))
        answer = assistant.ask(PROMPT, Dish, client="một")
        assert listen(assistant)
        assistant.close()
    assert answer.usage.usd is None
    assert server.requests[0].question.schema is not None
    assert server.requests[0].question.tools == {}


def test_an_endpoint_that_takes_no_schema_is_told_it_in_words(tmp_path: Path) -> None:
    def answer(request: Any) -> Answer:
        wanted = request.body["response_format"]["type"]
        return fails(400) if wanted == "json_schema" else PHO

    with openai_api(answer) as server:
        settings = ModelSettings(
            "openai", ("deepseek-chat",), f"{server.url}/v1", ("k",), tmp_path, patience=5.0
        )
        assistant = open_assistant(settings)
        assert ask(assistant).name == "Phở"
        assert ask(assistant, fresh=True).name == "Phở"
        assistant.close()
    refused, *others = [request.question for request in server.requests]
    assert '"price"' not in refused.instructions
    assert len(others) == 2
    for question in others:
        assert '"price"' in question.instructions


def test_claude_is_told_the_schema(tmp_path: Path) -> None:
    with anthropic_api() as server:
        settings = ModelSettings(
            "anthropic", ("claude-haiku-5-5",), server.url, ("k",), tmp_path, patience=0.1
        )
        assistant = open_assistant(settings)
        assert ask(assistant)
        assistant.close()
    (request,) = server.requests
    assert request.question.schema is not None
    assert request.body["max_tokens"] >= 4_096
