"""The configuration, and the pace that it asks for."""

from __future__ import annotations

import pytest

from etl.collect.pace import Pace
from etl.collect.settings import CollectSettings
from etl.errors import BadCollectSetting


def test_an_empty_environment_leaves_the_defaults() -> None:
    assert CollectSettings.from_env({}) == CollectSettings()
    assert CollectSettings.from_env({"MS_TOKENS": "", "COLLECT_TRIES": ""}) == CollectSettings()


def test_what_is_set() -> None:
    settings = CollectSettings.from_env(
        {
            "MS_TOKENS": "mot-_=, hai,,mot-_=",
            "COLLECT_PROXIES": "http://ten:mat%20khau@10.0.0.1:8080,socks5://p.example:1080",
            "COLLECT_REQUESTS_PER_MINUTE": "7.5",
            "COLLECT_BROWSER_ARGS": "--lang=vi '--host-resolver-rules=MAP * ~NOTFOUND'",
            "COLLECT_HEADLESS": "0",
            "COLLECT_FIRST_WAIT": "300",
        }
    )
    assert settings.tokens == ("mot-_=", "hai")
    assert settings.proxies[1] == "socks5://p.example:1080"
    assert settings.requests_per_minute == 7.5
    assert settings.browser_arguments == ("--lang=vi", "--host-resolver-rules=MAP * ~NOTFOUND")
    assert not settings.headless
    assert settings.longest_wait == 300
    for secret in ("mot-_=", "hai", "khau", "8080"):
        assert secret not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MS_TOKENS", "khoa bi mat"),
        ("MS_TOKENS", "bi-mat;x\n"),
        ("COLLECT_PROXIES", "bi-mat@may"),
        ("COLLECT_PROXIES", "ftp://bi-mat@may:21"),
        ("COLLECT_PROXIES", "http://bi-mat@may"),
        ("COLLECT_PROXIES", "http://bi-mat@may:cong"),
        ("COLLECT_BROWSER_ARGS", "bi-mat"),
        ("COLLECT_BROWSER_ARGS", "--x 'bi-mat"),
        ("COLLECT_REQUESTS_PER_MINUTE", "0"),
        ("COLLECT_REQUESTS_PER_MINUTE", "nan"),
        ("COLLECT_TIMEOUT", "-1"),
        ("COLLECT_TRIES", "0"),
        ("COLLECT_TRIES", "1.5"),
        ("COLLECT_TRIES", "9" * 5000),
        ("COLLECT_HEADLESS", "yes"),
        ("COLLECT_RESUME_HOURS", "inf"),
    ],
)
def test_what_cannot_be_used_is_named_and_no_secret_told(name: str, value: str) -> None:
    with pytest.raises(BadCollectSetting) as raised:
        CollectSettings.from_env({name: value})
    text = str(raised.value)
    assert name in text
    assert "mat" not in text.replace("mật", "")
    assert len(text) < 250


def test_requests_are_never_closer_than_allowed() -> None:
    now = 100.0
    pace = Pace(30, clock=lambda: now)
    sent = []
    for number in range(200):
        delay = pace.delay()
        assert (delay == 0) is (number == 0)
        now += delay
        sent.append(now)
        now += 0.5  # an answer takes its time
    apart = [later - earlier for earlier, later in zip(sent, sent[1:], strict=False)]
    assert min(apart) >= 2.0
    assert max(apart) <= 2.6 + 1e-9
    assert len({round(each, 6) for each in apart}) > 100
    now += 60
    assert pace.delay() == 0
    assert pace.delay() >= 2.0
