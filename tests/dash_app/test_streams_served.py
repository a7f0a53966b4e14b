"""Streams over real sockets: gunicorn, the real library of the provider, a local provider."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from servers.dashboard import RunningDashboard, asking, dashboard
from servers.gemini_api import gemini_api
from servers.model_script import PROVIDER_TEXT, Answer, fails, hangs, refuses_key, streams
from servers.model_server import ModelServer
from streaming import CARD, heard, listening, text_of

from etl.home import Home
from llm.errors import BadKey, ProviderFailed, QuotaUsed, TooBusy, TooSlow

KEY = "khoa-thu-7a1c"
WORDS = "videos-performance-weekday-comment"
SENTENCES = streams("Cuối ", "tuần ", "cao ", "hơn. ", "Nên ", "xem ", "thêm ", "giờ.")


@pytest.fixture(scope="module")
def provider() -> Iterator[ModelServer]:
    with gemini_api() as server:
        yield server


@pytest.fixture(autouse=True)
def nothing_scripted(provider: ModelServer) -> None:
    provider.clear()


@pytest.fixture(scope="module")
def patient(
    sample_home: Home, provider: ModelServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningDashboard]:
    """A dashboard of one worker that waits long for its provider."""
    folder = tmp_path_factory.mktemp("patient")
    env = asking(provider, folder, GEMINI_API_KEYS=KEY, MODEL_PAUSE="60", MODEL_TIMEOUT="60")
    with dashboard(sample_home.root, folder, env) as running:
        yield running


@pytest.fixture(scope="module")
def hasty(
    sample_home: Home, provider: ModelServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningDashboard]:
    """A dashboard behind one proxy that soon gives up, with two answers a day for each client."""
    folder = tmp_path_factory.mktemp("hasty")
    env = asking(
        provider,
        folder,
        GEMINI_API_KEYS=KEY,
        MODEL_PAUSE="0.5",
        MODEL_PATIENCE="0.2",
        MODEL_ANSWERS_PER_DAY="2",
        PROXY_HOPS="1",
    )
    with dashboard(sample_home.root, folder, env) as running:
        yield running


def test_words_arrive_before_the_provider_has_finished(
    patient: RunningDashboard,
    provider: ModelServer,
    record_property: Callable[[str, object], None],
) -> None:
    delays = []
    for number in range(3):
        provider.queue(hangs(after=3))
        with listening(patient, headers={"Accept-Encoding": "br, gzip"}) as listener:
            assert listener.answer.headers["Content-Type"].startswith("text/event-stream")
            assert listener.answer.headers["Cache-Control"] == "no-store"
            assert listener.answer.headers["X-Accel-Buffering"] == "no"
            assert "Content-Encoding" not in listener.answer.headers
            assert "default-src 'self'" in listener.answer.headers["Content-Security-Policy"]
            assert listener.until("text")["value"].startswith("Phở")
            request = provider.wait_for_requests(number + 1)[number]
            assert request.ended_at is None
            assert not request.done.is_set()
            assert request.first_word_at is not None
            delays.append(1_000 * (time.time() - request.first_word_at))
        assert request.done.wait(30)
    record_property("milliseconds from the provider's first word to ours", delays)


def test_a_whole_answer_ends_with_done(patient: RunningDashboard, provider: ModelServer) -> None:
    provider.queue(SENTENCES)
    events = heard(patient)
    assert events[-1]["kind"] == "done"
    assert text_of(events, WORDS) == "Cuối tuần cao hơn. Nên xem thêm giờ."


@pytest.mark.parametrize("answer", [hangs(after=3), hangs()], ids=["in the middle", "before"])
def test_who_leaves_ends_the_request_to_the_provider(
    patient: RunningDashboard, provider: ModelServer, answer: Answer
) -> None:
    provider.queue(answer)
    with listening(patient) as listener:
        listener.until("text" if answer.fault and answer.fault.after else "replace")
        (request,) = provider.wait_for_requests(1)
        assert not request.done.is_set()
    # Otherwise only its time-out of a minute would end it.
    assert request.done.wait(30)
    assert request.left_at is not None
    wait_for_log(patient, '"outcome": "left"')


def wait_for_log(server: RunningDashboard, text: str) -> None:
    end = time.monotonic() + 30
    while text not in server.log.read_text(encoding="utf-8"):
        assert time.monotonic() < end, f"{text} is not in the log"
        time.sleep(0.05)


def test_the_third_stream_waits_its_turn_and_pages_are_answered(
    patient: RunningDashboard, provider: ModelServer
) -> None:
    provider.always(hangs(after=3))
    with listening(patient) as first, listening(patient) as second:
        first.until("text")
        second.until("text")
        (third,) = heard(patient)
        (fourth,) = heard(patient)
        assert [third["kind"], fourth["kind"]] == ["queued", "queued"]
        assert third["value"] == "Đang xếp hàng chờ mô hình: bạn ở vị trí 1."
        assert fourth["value"] == "Đang xếp hàng chờ mô hình: bạn ở vị trí 2."
        with urllib.request.urlopen(f"{patient.url}/download/videos/performance/hour.csv") as page:
            assert page.status == 200
        assert len(provider.requests) == 2
        provider.always(SENTENCES)
        second.leave()
        tickets = {"third": third["target"], "fourth": fourth["target"]}
        finished = []
        while tickets:
            # The later one asks first, and still waits.
            for name in sorted(tickets):
                events = heard(patient, Stream_Ticket=tickets[name])
                if events[-1]["kind"] == "done":
                    finished.append(name)
                    del tickets[name]
                else:
                    tickets[name] = events[-1]["target"]
            time.sleep(0.1)
    assert finished == ["third", "fourth"]


def ends_with(events: list[dict[str, Any]], sentence: str) -> None:
    assert (events[-1]["kind"], events[-1]["value"]) == ("failed", sentence)


def test_a_time_out_in_the_middle_keeps_the_words(
    hasty: RunningDashboard, provider: ModelServer
) -> None:
    provider.queue(hangs(after=4))
    events = heard(hasty, X_Forwarded_For="198.51.100.1")
    ends_with(events, f"{TooSlow.sentence} Phần đã viết được giữ lại.")
    assert text_of(events, WORDS) == "Phở bò tái lăn "


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [(refuses_key(), BadKey.sentence), (fails(429), TooBusy.sentence)],
    ids=["refused key", "too busy"],
)
def test_a_provider_that_refuses_is_explained(
    sample_home: Home, provider: ModelServer, tmp_path: Path, answer: Answer, sentence: str
) -> None:
    provider.always(answer)
    # One of its own: it remembers keys that are refused.
    env = asking(provider, tmp_path, GEMINI_API_KEYS=KEY, MODEL_PATIENCE="0.2")
    with dashboard(sample_home.root, tmp_path, env) as server:
        ends_with(heard(server), sentence)
        assert_tells_nothing(server)


def test_each_client_has_its_own_quota(hasty: RunningDashboard, provider: ModelServer) -> None:
    provider.always(SENTENCES)
    for _ in range(2):
        assert heard(hasty, X_Forwarded_For="198.51.100.4")[-1]["kind"] == "done"
    ends_with(heard(hasty, X_Forwarded_For="198.51.100.4"), QuotaUsed.sentence)
    # What a client claims itself stands before what the proxy adds.
    ends_with(heard(hasty, X_Forwarded_For="198.51.100.5, 198.51.100.4"), QuotaUsed.sentence)
    assert heard(hasty, X_Forwarded_For="198.51.100.6")[-1]["kind"] == "done"


def test_another_site_spends_nothing(hasty: RunningDashboard, provider: ModelServer) -> None:
    with listening(hasty, headers={"Origin": "https://elsewhere.example"}) as listener:
        assert listener.answer.status == 403
        assert listener.answer.read().decode() == "Yêu cầu từ trang khác bị từ chối."
    ours = {"Origin": hasty.url, "X-Forwarded-For": "198.51.100.7"}
    with listening(hasty, headers=ours) as listener:
        assert listener.answer.status == 200
        list(listener.events())
    assert len(provider.requests) == 1


def test_a_body_over_the_limit_is_refused(hasty: RunningDashboard) -> None:
    with listening(hasty, CARD, {"idea": "x" * 600_000}) as listener:
        assert listener.answer.status == 413


def test_the_log_holds_neither_key_nor_prompt_nor_what_was_said(
    patient: RunningDashboard, hasty: RunningDashboard, provider: ModelServer
) -> None:
    provider.always(fails(500))
    ends_with(heard(hasty, X_Forwarded_For="198.51.100.8"), ProviderFailed.sentence)
    for server in (patient, hasty):
        assert_tells_nothing(server)


def assert_tells_nothing(server: RunningDashboard) -> None:
    log = server.log.read_text(encoding="utf-8")
    assert '"message": "stream"' in log
    for secret in (KEY, PROVIDER_TEXT, "Nhận xét biểu đồ", "198.51.100", "Phở", "Cuối tuần"):
        assert secret not in log
    assert "Traceback" not in log
