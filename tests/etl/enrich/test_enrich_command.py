"""`python -m etl enrich` against a local Gemini: what is asked, what is written, what it costs."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from enriching import (
    INJECTED,
    KEYS,
    MODEL,
    ORDER,
    add_sound,
    answer_of,
    answers,
    entries,
    environment_of,
    number_in,
    published_home,
    set_environment,
    times_asked,
)
from filelock import FileLock
from homes import COMMAND, ROOT, answer, call, copied, environment, publish, told
from raw_shapes import video_id
from servers.gemini_api import gemini_api
from servers.model_requests import ModelRequest
from servers.model_script import Answer, broken_text, fails, refuses_key
from servers.model_server import ModelServer

from etl.home import Home
from etl.publish.versions import current_version

COUNT = 6
LATE = 0.25


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return published_home(tmp_path_factory.mktemp("enrich") / "home", COUNT)


@pytest.fixture
def home(base: Home, tmp_path: Path) -> Home:
    return copied(base, tmp_path / "home")


@pytest.fixture(scope="module")
def running() -> Iterator[ModelServer]:
    with gemini_api(answers) as server:
        yield server


@pytest.fixture
def server(running: ModelServer, home: Home, monkeypatch: pytest.MonkeyPatch) -> ModelServer:
    running.clear()
    set_environment(monkeypatch, environment_of(running, home, keys=2))
    return running


def test_answers_become_rows_of_the_datasets(
    server: ModelServer, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    sounds = {n: add_sound(home, n) for n in (1, 2)}
    shown = call(capsys, "enrich", "transcripts", "--home", home.root)
    assert shown.returncode == 0, shown.stderr
    assert "4 video chưa có âm thanh" in shown.stdout
    assert "python -m etl media --kind audio" in shown.stdout
    sent = {number_in(each): each.question.inline for each in server.requests}
    assert {n: (part.data, part.mimetype) for n, (part,) in sent.items()} == {
        n: (data, "audio/wav") for n, data in sounds.items()
    }
    assert answer_of(home, "transcripts", 1) == {
        "video_id": video_id(1),
        "transcript": "Quán số 1 có phở 1.",
        "takeaways": ["Ngon", "Rẻ", "Gần"],
        "has_call_to_action": True,
        "has_curiosity_gap": False,
    }
    for kind in ("places", "labels"):
        server.clear()
        done = answer(call(capsys, "enrich", kind, "--home", home.root, "--json"))
        assert done["asked"]["answered"] == COUNT
        assert set(times_asked(server).values()) == {1}
        # A transcript that was just answered is read with the caption.
        first = next(each for each in server.requests if number_in(each) == 1)
        assert "Quán số 1 có phở 1." in first.question.text
        again = answer(call(capsys, "enrich", kind, "--home", home.root, "--json"))
        assert (again["already_answered"], again["asked"]) == (COUNT, None)
        assert len(server.requests) == COUNT
    publish(home, home.raw)
    folder = current_version(home.datasets).folder
    dishes = _rows(folder, "video_dishes", "video_id, dish, source")
    assert dishes == [(video_id(n), f"phở {n}", "model") for n in range(1, COUNT + 1)]
    places = _rows(folder, "video_places", "province, district, source")
    assert set(places) == {("Hồ Chí Minh", "Quận 3", "model")}
    labels = _rows(folder, "video_labels", "field, label")
    assert set(labels) == {
        ("categories", "Review quán ăn"),
        ("cta_type", "Bình luận"),
        ("has_cta", "Có"),  # whoever is called upon is called upon
    }
    assert len(_rows(folder, "transcripts", "video_id")) == 2


def test_an_order_in_a_caption_is_data(
    server: ModelServer, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(call(capsys, "enrich", "places", "--home", home.root, "--json"))
    asked = {number_in(each): each.question for each in server.requests}
    assert ORDER in asked[3].text and ORDER in INJECTED
    assert {each.instructions for each in asked.values()} == {asked[1].instructions}
    assert (answer_of(home, "places", 3) or {})["foods"] == ["phở 3"]


def test_a_key_that_has_to_rest_is_followed_by_the_next(
    server: ModelServer, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    server.always(fails(429, retry_after=60), key=KEYS[0])
    done = answer(call(capsys, "enrich", "places", "--home", home.root, "--json"))
    assert (done["asked"]["answered"], done["asked"]["failed"]) == (COUNT, {})
    served = [number_in(each) for each in server.requests if each.key == KEYS[1]]
    assert sorted(served) == list(range(1, COUNT + 1))


def test_a_broken_answer_is_asked_for_once_more_then_a_failure_then_tried_again(
    server: ModelServer, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("enrich", "places", "--home", home.root, "--at-once", 1, "--json")
    server.queue(broken_text(), broken_text())
    done = answer(call(capsys, *command), 6)
    assert done["asked"]["failed"] == {"broken_answer": 1}
    assert done["asked"]["answered"] == COUNT - 1
    ((number, times),) = ((n, t) for n, t in times_asked(server).items() if t != 1)
    assert times == 2
    assert answer_of(home, "places", number) is None
    (failure,) = (each for each in entries(home) if each["outcome"] == "failed")
    assert (failure["video_id"], failure["reason"]) == (video_id(number), "broken_answer")
    assert failure["output_tokens"] > 0  # a failure is paid for as well
    assert "sai định dạng" in failure["detail"]
    server.clear()
    assert answer(call(capsys, *command))["asked"]["answered"] == 1
    assert times_asked(server) == {number: 1}


def test_a_refused_key_ends_the_batch_at_once(
    server: ModelServer, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    server.always(refuses_key())
    shown = call(capsys, "enrich", "places", "--home", home.root, "--at-once", 1)
    assert shown.returncode == 6
    assert len(server.requests) == len(KEYS)
    assert "Khóa API bị từ chối" in shown.stdout
    assert not any(key in shown.stdout + shown.stderr for key in KEYS)
    assert not list(home.raw.glob("_enrichment/places/*.json"))


def test_a_dry_run_asks_nothing_and_says_what_it_would_cost(
    server: ModelServer,
    home: Home,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    command = ("enrich", "places", "--home", home.root, "--dry-run", "--limit", 2)
    planned = answer(call(capsys, *command, "--json"))
    assert (planned["to_ask"], planned["left_out"]) == (2, {"limit": COUNT - 2})
    assert planned["expected"]["usd"] > 0
    monkeypatch.setenv("MODEL", "mo-hinh-rieng")
    assert "không biết giá" in call(capsys, *command).stdout
    assert "--budget" in told_last(call(capsys, *command, "--budget", 1))
    assert server.requests == []
    assert not (home.raw / "_enrichment").exists()


def test_a_budget_is_not_exceeded(
    server: ModelServer, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("enrich", "places", "--home", home.root, "--json", "--budget")
    done = answer(call(capsys, *command, 0.0))
    assert (done["asked"]["stopped"], len(server.requests)) == ("budget", 0)
    done = answer(call(capsys, *command, 0.0048))
    assert done["asked"]["stopped"] == "budget", done
    assert 0 < done["asked"]["answered"] < COUNT
    assert done["asked"]["not_asked"] == COUNT - done["asked"]["answered"]
    assert 0 < done["asked"]["usd"] <= 0.0048
    assert sum(each["usd"] for each in entries(home)) == pytest.approx(done["asked"]["usd"])


def test_the_dashboards_quota_does_not_stop_a_batch(
    server: ModelServer,
    home: Home,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MODEL_ANSWERS_PER_DAY", "1")
    monkeypatch.setenv("MODEL_ANSWERS_PER_DAY_TOTAL", "1")
    done = answer(call(capsys, "enrich", "places", "--home", home.root, "--json"))
    assert done["asked"]["answered"] == COUNT


def test_without_a_key_the_remedy_is_named(
    home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GEMINI_API_KEYS", "GEMINI_API_KEY", "MODEL_BASE_URL", "MODEL_PROVIDER"):
        monkeypatch.delenv(name, raising=False)
    assert "GEMINI_API_KEYS" in told_last(call(capsys, "enrich", "places", "--home", home.root))
    labels = call(capsys, "enrich", "labels", "--home", home.root)
    # Neither a model nor labels to learn from: nothing was done.
    assert labels.returncode == 1
    assert "GEMINI_API_KEYS" in labels.stdout and "Chưa tự học được nhãn" in labels.stdout


def test_two_batches_of_a_kind_do_not_run_at_once(
    server: ModelServer, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    home.collect.mkdir()
    with FileLock(home.collect / ".enrich-places.lock"):
        assert "đang hỏi mô hình" in told(call(capsys, "enrich", "places", "--home", home.root), 5)
    assert server.requests == []


@pytest.mark.slow
def test_a_killed_or_interrupted_batch_goes_on_where_it_was(home: Home) -> None:
    """A video whose answer is written is never asked about again; none is lost."""

    def late(request: ModelRequest) -> Answer:
        time.sleep(LATE)
        return answers(request)

    with gemini_api(late) as server:
        variables = environment_of(server, home)
        for number, end in enumerate((signal.SIGKILL, signal.SIGINT), 1):
            process = _started(home, variables)
            server.wait_for_requests(2 * number + 1, 120.0)
            os.kill(process.pid, end)
            _, messages = process.communicate(timeout=60)
            assert process.returncode == (-end if end is signal.SIGKILL else 130), messages
            assert "Traceback" not in messages
            done = {n for n in range(1, COUNT + 1) if answer_of(home, "places", n)}
            asked = times_asked(server)
            assert done and done < set(range(1, COUNT + 1))
        last = _started(home, variables)
        assert last.wait(timeout=120) == 0
        for n in range(1, COUNT + 1):
            assert (answer_of(home, "places", n) or {})["foods"] == [f"phở {n}"]
            if n in done:
                assert times_asked(server)[n] == asked[n]
        # Each end may have cut off the one question that was under way.
        assert sum(times_asked(server).values()) <= COUNT + 2


def _started(home: Home, variables: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, "enrich", "places", "--home", str(home.root), "--at-once", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(variables),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,
    )


def told_last(result: subprocess.CompletedProcess[str]) -> str:
    """Returns the sentence of a command that failed after it had shown its plan."""
    assert result.returncode == 1, result.stdout
    assert "Traceback" not in result.stderr
    return result.stderr


def _rows(folder: Path, dataset: str, columns: str) -> list[tuple[object, ...]]:
    path = folder / f"{dataset}.parquet"
    with duckdb.connect() as con:
        query = f"SELECT {columns} FROM read_parquet(?) ORDER BY ALL"
        return con.execute(query, [str(path)]).fetchall()


def test_the_model_has_a_price_for_these_tests() -> None:
    from llm.prices import price_of

    assert price_of("gemini", MODEL) is not None
