from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_app.errors import BadSetting
from dash_app.settings import Settings
from llm.settings import ModelSettings


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Settings.from_env({}) == Settings()


def test_a_variable_that_is_set_to_nothing_is_unset() -> None:
    names = (
        "DATA_HOME",
        "HOST",
        "PORT",
        "REDIS_URL",
        "CACHE_DIR",
        "CACHE_SECONDS",
        "QUERY_THREADS",
        "QUERY_MEMORY",
        "WEB_CONCURRENCY",
    )
    assert Settings.from_env(dict.fromkeys(names, "")) == Settings()


def test_every_variable_is_read() -> None:
    settings = Settings.from_env(
        {
            "DATA_HOME": "/srv/data",
            "HOST": "10.0.0.1",
            "PORT": "80",
            "REDIS_URL": "rediss://:secret@cache:6380/2",
            "CACHE_DIR": "/var/cache/x",
            "CACHE_SECONDS": "60",
            "QUERY_THREADS": "4",
            "QUERY_MEMORY": "512MB",
            "WEB_CONCURRENCY": "3",
            "PROXY_HOPS": "1",
            "GEMINI_API_KEYS": "one,two",
        }
    )
    assert settings == Settings(
        data_home=Path("/srv/data"),
        host="10.0.0.1",
        port=80,
        redis_url="rediss://:secret@cache:6380/2",
        cache_folder=Path("/var/cache/x"),
        cache_seconds=60,
        query_threads=4,
        query_memory="512MB",
        workers=3,
        proxy_hops=1,
        models=ModelSettings(keys=("one", "two"), folder=Path("/srv/data/cache/llm")),
    )
    assert settings.datasets == Path("/srv/data/datasets")


def test_the_cache_lies_in_the_home_unless_it_is_put_elsewhere() -> None:
    assert Settings.from_env({"DATA_HOME": "/srv"}).cache_folder == Path("/srv/cache")


def test_a_platform_that_names_the_port_expects_every_address() -> None:
    assert Settings.from_env({}).host == "127.0.0.1"
    assert Settings.from_env({"PORT": "5000"}).host == "0.0.0.0"
    assert Settings.from_env({"PORT": "5000", "HOST": "127.0.0.1"}).host == "127.0.0.1"


@pytest.mark.parametrize(
    "text", ["abc", "0", "65536", "-1", "80.5", "８０x", "0x50", "1e3", "9" * 5000, "1 000"]
)
def test_a_bad_port_is_told_with_its_value_and_the_remedy(text: str) -> None:
    with pytest.raises(BadSetting) as caught:
        Settings.from_env({"PORT": text})
    told = str(caught.value)
    assert told.startswith("PORT='")
    assert "cần một số nguyên từ 1 đến 65535" in told
    assert len(told) < 200


@pytest.mark.parametrize("name", ["CACHE_SECONDS", "QUERY_THREADS", "WEB_CONCURRENCY"])
def test_other_numbers_are_checked_too(name: str) -> None:
    with pytest.raises(BadSetting, match=f"^{name}='many' không dùng được"):
        Settings.from_env({name: "many"})


@pytest.mark.parametrize("text", ["0", "1", "8"])
def test_proxies_may_be_none(text: str) -> None:
    assert Settings.from_env({"PROXY_HOPS": text}).proxy_hops == int(text)


@pytest.mark.parametrize("text", ["-1", "9", "all"])
def test_a_bad_number_of_proxies_is_told(text: str) -> None:
    with pytest.raises(BadSetting, match="^PROXY_HOPS=.*từ 0 đến 8"):
        Settings.from_env({"PROXY_HOPS": text})


def test_a_bad_setting_of_models_is_told_like_the_others() -> None:
    with pytest.raises(BadSetting, match="^MODEL_PROVIDER='gemin' không dùng được"):
        Settings.from_env({"MODEL_PROVIDER": "gemin"})


def test_keys_are_in_no_text_of_the_settings() -> None:
    assert "secret" not in repr(Settings.from_env({"GEMINI_API_KEYS": "secret"}))


@pytest.mark.parametrize("text", ["1GB", "512MB", "1.5 GiB", "800kb", "2TB", "300 mib"])
def test_a_memory_limit_that_duckdb_knows_is_taken(text: str) -> None:
    assert Settings.from_env({"QUERY_MEMORY": text}).query_memory == text


@pytest.mark.parametrize("text", ["lots", "1", "GB", "-1GB", "1GB; DROP TABLE videos", "80%"])
def test_a_bad_memory_limit_is_told_before_any_data_is_opened(text: str) -> None:
    with pytest.raises(BadSetting, match="^QUERY_MEMORY=.*512MB"):
        Settings.from_env({"QUERY_MEMORY": text})


@pytest.mark.parametrize(
    "url",
    [
        "http://cache:6379",
        "cache:6379",
        "redis://:secret@[::1",
        "redis://:secret@cache:port/0",
        "redis://:secret@cache:99999/0",
        "redis://:secret@cache:6379/first",
    ],
)
def test_a_bad_redis_address_is_told_without_its_password(url: str) -> None:
    with pytest.raises(BadSetting, match="^REDIS_URL không dùng được") as caught:
        Settings.from_env({"REDIS_URL": url})
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__cause__ is None


@pytest.mark.parametrize(
    "url", ["redis://cache", "redis://cache:6379/0", "rediss://:p@cache:6380", "unix:///run/r.sock"]
)
def test_a_redis_address_is_taken(url: str) -> None:
    assert Settings.from_env({"REDIS_URL": url}).redis_url == url


@given(
    st.dictionaries(
        st.sampled_from(["HOST", "PORT", "REDIS_URL", "CACHE_SECONDS", "QUERY_MEMORY"]), st.text()
    )
)
def test_whatever_is_set_there_are_settings_or_a_sentence(env: dict[str, str]) -> None:
    try:
        settings = Settings.from_env(env)
    except BadSetting as error:
        assert "không dùng được" in str(error)
    else:
        assert 1 <= settings.port <= 65_535
