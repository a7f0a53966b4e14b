"""Settings of language models: what can be set, and that no message holds a key."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from llm.errors import BadModelSetting
from llm.opening import open_assistant
from llm.settings import KEY_NAMES, ModelSettings
from llm.silent import SilentAssistant

KEY = "AIza" + "SyD-khoa-rieng" + 4 * "-9c2f"  # a made-up one in the shape of Google's


def test_without_anything_there_is_no_model() -> None:
    settings = ModelSettings.from_env({})
    assert not settings.has_model
    assert isinstance(open_assistant(settings), SilentAssistant)


def test_reads_everything() -> None:
    env = {
        "MODEL_PROVIDER": "openai",
        "MODEL": "qwen3:8b, llama3.3 ,qwen3:8b",
        "MODEL_BASE_URL": "http://localhost:11434/v1",
        "MODEL_FOLDER": "/srv/models",
        "MODEL_REQUESTS_PER_MINUTE": "15",
        "MODEL_TIMEOUT": "90",
        "MODEL_PAUSE": "7.5",
        "MODEL_PATIENCE": "30",
        "MODEL_ANSWERS_PER_DAY": "20",
        "MODEL_ANSWERS_PER_DAY_TOTAL": "0",
        "MODEL_USD_PER_DAY": "1.5",
        "MODEL_KEPT_DAYS": "0",
        "MODEL_KEPT_MEGABYTES": "10",
    }
    assert ModelSettings.from_env(env) == ModelSettings(
        provider="openai",
        models=("qwen3:8b", "llama3.3"),
        base_url="http://localhost:11434/v1",
        folder=Path("/srv/models"),
        requests_per_minute=15,
        timeout=90.0,
        pause=7.5,
        patience=30.0,
        answers_per_day=20,
        answers_per_day_total=0,
        usd_per_day=1.5,
        kept_days=0,
        kept_megabytes=10,
    )
    assert ModelSettings.from_env(env).has_model


@pytest.mark.parametrize("provider", KEY_NAMES)
def test_each_provider_has_its_keys_and_a_model(provider: str) -> None:
    name = KEY_NAMES[provider]
    env = {"MODEL_PROVIDER": provider, f"{name}S": " một-2,ba ,", name: "ba"}
    with pytest.raises(BadModelSetting):
        ModelSettings.from_env(env)
    settings = ModelSettings.from_env(env | {f"{name}S": " k1, k2 ,", name: "k2"})
    assert settings.keys == ("k1", "k2")
    assert settings.has_model and settings.models


def test_files_lie_in_the_home() -> None:
    assert ModelSettings.from_env({}).folder == Path("data/cache/llm")
    assert ModelSettings.from_env({"DATA_HOME": "/srv"}).folder == Path("/srv/cache/llm")


def test_keys_are_not_shown() -> None:
    settings = ModelSettings.from_env({"GEMINI_API_KEYS": f"{KEY},{KEY}2"})
    assert settings.keys == (KEY, f"{KEY}2")
    assert KEY not in repr(settings) and KEY not in str(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODEL_PROVIDER", "bard"),
        ("MODEL", "tên có dấu cách"),
        ("MODEL", "a" * 200),
        ("MODEL_BASE_URL", "localhost:11434"),
        ("MODEL_BASE_URL", "http://"),
        ("MODEL_BASE_URL", "http://máy:cổng"),
        ("MODEL_BASE_URL", "ftp://host/v1"),
        ("MODEL_TIMEOUT", "nhanh"),
        ("MODEL_TIMEOUT", "0"),
        ("MODEL_TIMEOUT", "nan"),
        ("MODEL_PAUSE", "-1"),
        ("MODEL_PATIENCE", "1e9"),
        ("MODEL_REQUESTS_PER_MINUTE", "1.5"),
        ("MODEL_REQUESTS_PER_MINUTE", "9" * 5000),
        ("MODEL_ANSWERS_PER_DAY", "-1"),
        ("MODEL_USD_PER_DAY", "miễn phí"),
        ("MODEL_KEPT_DAYS", "366"),
    ],
)
def test_a_bad_value_is_named_with_its_remedy(name: str, value: str) -> None:
    with pytest.raises(BadModelSetting, match=f"^{name}.* cần "):
        ModelSettings.from_env({name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GEMINI_API_KEYS", f"{KEY} {KEY}"),
        ("GEMINI_API_KEYS", f"{KEY},{KEY}é"),
        ("GEMINI_API_KEYS", f"{KEY}\n"),
        ("GEMINI_API_KEY", KEY * 20),
        ("MODEL", KEY),
        ("MODEL", f"gemini,{KEY}"),
        ("MODEL_PROVIDER", KEY),
        ("MODEL_PROVIDER", "sk-abc"),
        ("MODEL_BASE_URL", f"https://example.com/?key={KEY}"),
        ("MODEL_BASE_URL", f"https://user:{KEY}@example.com/"),
        ("MODEL_TIMEOUT", KEY),
        ("MODEL_ANSWERS_PER_DAY", KEY),
    ],
)
def test_no_message_holds_a_key(name: str, value: str) -> None:
    try:
        settings = ModelSettings.from_env({name: value})
    except BadModelSetting as error:
        assert name.removesuffix("S") in str(error)
        assert KEY not in f"{error}{error.args}{error!r}" and "sk-abc" not in str(error)
    else:
        assert value.strip() == KEY and KEY not in repr(settings)


def test_an_own_endpoint_needs_a_name_and_no_key() -> None:
    env = {"MODEL_PROVIDER": "openai", "MODEL_BASE_URL": "http://localhost:11434/v1"}
    with pytest.raises(BadModelSetting, match="^MODEL còn trống"):
        ModelSettings.from_env(env)
    assert ModelSettings.from_env(env | {"MODEL": "llama3.3"}).has_model


def test_opening_loads_and_writes_nothing(tmp_path: Path) -> None:
    program = """
import sys
from llm.opening import open_assistant
from llm.settings import ModelSettings
folder, *keys = sys.argv[1:]
env = {"MODEL_FOLDER": folder} | ({"GEMINI_API_KEYS": keys[0]} if keys else {})
assert bool(open_assistant(ModelSettings.from_env(env)).models) == bool(keys)
heavy = {"pydantic", "pydantic_ai", "google.genai", "openai", "anthropic", "httpx2", "tenacity"}
sys.exit(", ".join(sorted(heavy & set(sys.modules))) or None)
"""
    for keys in ([], ["k1"]):
        command = [sys.executable, "-c", program, str(tmp_path / "models"), *keys]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []
