"""Labels learned on this machine: what they learn, how they are measured, where they end up."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pytest
from enriching import answers, environment_of, set_environment, times_asked
from homes import answer, call, publish
from raw_shapes import video, video_id, write
from servers.gemini_api import gemini_api

from bench.labels import read_cases
from etl.enrich.learned.agreement import agreement, coverage, judge_field, set_bar
from etl.enrich.learned.classifier import NOTHING, learn_field
from etl.enrich.learned.examples import Example, words_of
from etl.enrich.learned.features import describe_examples
from etl.enrich.learned.labelling import LEAST_EXAMPLES, learn
from etl.home import Home
from etl.publish.versions import current_version

COOKING, EATING = "Nấu ăn", "Review quán ăn"
FIELD = "categories"
TEXTS = ("ướp thịt rồi kho nhỏ lửa", "tới quán gọi một tô")


def told_by_words(creators: int, videos: int) -> list[Example]:
    """Returns videos whose words tell the label, whoever made them."""
    return [
        _example(f"bep{c}", TEXTS[1 - n % 2], n % 2) for c in range(creators) for n in range(videos)
    ]


def told_by_creator(creators: int, videos: int) -> list[Example]:
    """Returns videos of which only the creator's own word tells the label."""
    return [
        _example(f"bep{c}", f"xin chào tubep{c}x đây", c % 2)
        for c in range(creators)
        for _ in range(videos)
    ]


def _example(creator: str, text: str, cooking: int) -> Example:
    label = COOKING if cooking else EATING
    return Example(words_of(creator, text, text), {FIELD: frozenset({label})})


def test_no_creator_is_on_both_sides_of_a_measurement() -> None:
    """Known creators are recognised by their words alone; unknown ones cannot be."""
    examples = told_by_creator(12, 15)
    _, described = describe_examples([each.words for each in examples], ())
    labels = [each.labels[FIELD] for each in examples]
    classifier = learn_field(described, labels)
    assert classifier is not None
    same = classifier.guess(described).labels
    assert all(guess in known for guess, known in zip(same, labels, strict=True))
    judged = judge_field(described, examples, FIELD)
    assert judged.judged.all()
    assert agreement(judged, judged.judged) < 0.6
    assert not set_bar(judged, 0.9).accepts(judged.guesses).any()


def test_what_words_tell_is_learned_and_carries_over() -> None:
    learned = learn(told_by_words(6, 20), (), 0.9)
    assert learned is not None
    (report,) = learned.reports
    assert (report.videos, report.creators) == (120, 6)
    measured = (report.agreement, report.accepted, report.accepted_agreement)
    assert measured == pytest.approx((1.0, 1.0, 1.0))
    new = [words_of("ai.do", text, text) for text in TEXTS]
    first, second = learned.label(new)
    assert [each.label for each in first.labels] == [COOKING]
    assert [each.label for each in second.labels] == [EATING]
    assert 0.9 < first.labels[0].confidence <= 1
    assert first.knows([FIELD]) and not first.knows([FIELD, "pacing"])
    assert not learned.is_like_examples(words_of("ai.do", "kho nhỏ lửa", None))


def test_learning_twice_gives_the_same() -> None:
    new = [words_of("ai.do", "tới quán kho thịt", "gọi một tô")]
    once, twice = (learn(told_by_words(5, 20), (), 0.9) for _ in range(2))
    assert once is not None and twice is not None
    assert once.reports == twice.reports
    assert once.label(new) == twice.label(new)


def test_too_little_is_not_learned_from() -> None:
    assert learn(told_by_words(1, LEAST_EXAMPLES), (), 0.9) is None
    assert learn(told_by_words(5, 2), (), 0.9) is None


def test_creators_count_equally() -> None:
    """One who has most of the videos does not decide for the others."""
    many = [_example("nhieu", "tới quán gọi một tô", 0) for _ in range(90)]
    few = [_example(f"it{n}", "tới quán gọi một tô", 1) for n in range(9)]
    _, described = describe_examples([each.words for each in many + few], ())
    judged = judge_field(described, many + few, FIELD)
    assert judged.weights.sum() == pytest.approx(1)
    assert coverage(judged, judged.creators == "nhieu") == pytest.approx(0.1)


@pytest.fixture(scope="module")
def labelled_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Returns a home with 120 labelled videos of six creators, and four others."""
    home = Home(tmp_path_factory.mktemp("learned") / "home")
    lines = []
    for n in range(1, 125):
        cooking = n % 2
        text = f"{'ướp thịt rồi kho nhỏ lửa' if cooking else 'tới quán gọi một tô'} số {n}"
        author = {"uniqueId": f"bep{n % 6}"}
        write(home.raw / f"v{n}" / "videos_info.json", [video(n, desc=text, author=author)])
        said = {"transcript": text, "takeaways": []}
        # Of two of the four others nothing is known but a caption.
        if n <= 122:
            write(home.raw / "t" / f"{video_id(n)}.json", said)
        if n <= 120:
            lines.append(f"{video_id(n)},{COOKING if cooking else EATING}")
    write(home.raw / "labels.csv", "video_id,categories\n" + "\n".join(lines) + "\n")
    publish(home, home.raw)
    return home


def test_only_the_uncertain_are_asked_about_and_the_rest_is_no_models_answer(
    labelled_home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = labelled_home
    with gemini_api(answers) as server:
        set_environment(monkeypatch, environment_of(server, home))
        command = ("enrich", "labels", "--home", home.root, "--json")
        planned = answer(call(capsys, *command, "--dry-run"))
        assert (planned["to_ask"], planned["left_out"]) == (2, {"local": 2})
        assert planned["local"]["file"] is None and server.requests == []
        done = answer(call(capsys, *command))
        assert times_asked(server) == {123: 1, 124: 1}
    assert done["local"]["labelled"] == done["local"]["not_to_be_asked"] == 2
    assert done["asked"]["answered"] == 2
    file = Path(done["local"]["file"])
    before = file.stat().st_mtime_ns
    publish(home, home.raw)
    folder = current_version(home.datasets).folder
    with duckdb.connect() as con:
        learned = con.execute(
            "SELECT video_id, field, label, confidence > 0.9 FROM read_parquet(?) ORDER BY ALL",
            [str(folder / "video_local_labels.parquet")],
        ).fetchall()
        asked = con.execute(
            "SELECT DISTINCT video_id FROM read_parquet(?) WHERE video_id > ? ORDER BY ALL",
            [str(folder / "video_labels.parquet"), video_id(120)],
        ).fetchall()
    assert learned == [
        (video_id(121), FIELD, COOKING, True),
        (video_id(122), FIELD, EATING, True),
    ]
    assert asked == [(video_id(123),), (video_id(124),)]
    again = answer(call(capsys, *command))
    assert again["to_ask"] == 0
    # What was learned is never learned from.
    assert again["local"]["examples"] == 122
    assert file.stat().st_mtime_ns >= before


@pytest.mark.real
@pytest.mark.slow
def test_real_labels_are_learned_as_far_as_that_goes(real_data: Path) -> None:
    cases = read_cases(real_data)[::2]
    examples = [
        Example(
            words_of(case.creator, case.caption, case.transcript),
            {field: frozenset(labels) for field, labels in case.labels.items() if labels},
        )
        for case in cases
    ]
    _, described = describe_examples([each.words for each in examples], ())
    judged = judge_field(described, examples, FIELD)
    everyone = np.ones(len(examples), dtype=bool)
    common = max(
        float(judged.weights[[label in e.labels.get(FIELD, ()) for e in examples]].sum())
        for label in (COOKING, EATING, "Review sản phẩm ăn uống")
    )
    assert agreement(judged, everyone) > common + 0.2
    accepted = set_bar(judged, 0.8).accepts(judged.guesses)
    assert accepted.sum() >= 20 and agreement(judged, accepted) >= 0.8
    assert NOTHING not in set(judged.guesses.labels[accepted])
