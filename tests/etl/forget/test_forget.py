"""After a creator is forgotten no file below the home holds them, and others are as they were."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from forget_world import GOES, GOES_ID, GOES_VIDEOS, STAYS, copied_home, holders, make_home, post
from homes import ROOT, answer, call, contents, environment, etl, names, publish, told
from raw_shapes import video_id, write

from dash_app.store import Store
from etl.errors import ForgetUnfinished
from etl.forgotten import read_forgotten
from etl.home import Home
from etl.lake.ledger import landings, read_ledger
from etl.lake.snapshots import open_lake
from etl.publish.checks import check_accounts, check_version
from etl.publish.versions import current_version

NEEDLES = (GOES, GOES_ID, *GOES_VIDEOS)
# (event of Python's audit hooks, which of its arguments, its pattern): just before that call.
CALLS = {
    "before a mixed file": ("os.rename", 1, r"/_hashtags/ancung/\d[^/]*/videos_info\.json$"),
    "before the ledger": ("os.rename", 1, r"/lake/[^/]*/files\.parquet$"),
    "before it is published": ("os.rename", 1, r"/datasets/\d[^/]*$"),
    "before an old version goes": ("os.rename", 1, r"/datasets/\.staging-2[^/]*$"),
    "before the note goes": ("os.remove", 0, r"\.forgetting\.json$"),
}
SUICIDE = """
import os, re, runpy, signal, sys
event, place, pattern = sys.argv[1], int(sys.argv[2]), re.compile(sys.argv[3])
def die(happening, arguments):
    if happening == event and pattern.search(str(arguments[place])):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(die)
sys.argv = ["etl", *sys.argv[4:]]
runpy.run_module("etl", run_name="__main__")
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Returns the home with both; tests only read it."""
    home = Home(tmp_path_factory.mktemp("forget") / "world")
    make_home(home)
    return home


@pytest.fixture
def own(world: Home, tmp_path: Path) -> Home:
    return copied_home(world, tmp_path / "home")


@pytest.fixture(scope="module")
def without(world: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Returns a copy that one of the two was removed from; tests only read it."""
    home = copied_home(world, tmp_path_factory.mktemp("forgotten") / "home")
    result = etl("forget", f"@{GOES.upper()}", "--home", home.root, "--yes", "--json")
    told_of = answer(result)
    assert told_of["handles"] == [GOES]
    assert told_of["videos"] == len(GOES_VIDEOS)
    assert told_of["left"] == []
    assert told_of["version"] == current_version(home.datasets).name
    return home


def test_nothing_holds_who_was_forgotten(world: Home, without: Home) -> None:
    held = holders(world.root, NEEDLES)
    assert {Path(name).suffix for name in held} >= {
        ".json", ".jsonl", ".csv", ".parquet", ".xlsx", ".duckdb", ".log", ".m4a", ".jpg"
    }  # fmt: skip
    assert holders(without.root, NEEDLES) == []


def test_what_is_others_stays_as_it_was(world: Home, without: Home) -> None:
    before, after = (contents(current_version(home.datasets).folder) for home in (world, without))
    for name, column in (("videos", "creator"), ("creators", "creator")):
        kept = [row for row in before[name].to_pylist() if row[column] == STAYS]
        assert [_plain(row) for row in after[name].to_pylist()] == [_plain(row) for row in kept]
    for name in ("transcripts", "video_labels", "video_dishes", "video_history"):
        kept = [row for row in before[name].to_pylist() if row["video_id"] not in GOES_VIDEOS]
        assert kept
        assert after[name].to_pylist() == kept
    mine = Path(STAYS) / "20260101T000000Z" / "user_info.json"
    assert (without.raw / mine).read_bytes() == (world.raw / mine).read_bytes()
    assert (without.media / "audio" / f"{video_id(11)}.m4a").read_bytes() == b"sound"
    assert STAYS in (without.collect / "crawls.jsonl").read_text()
    assert (without.root / "etl.log").read_text() == f"ERROR {STAYS} failed\n"


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Returns a row without what depends on who else is there, and a caption as it is masked."""
    relative = {"creator_tier", "tier", "weekly_score", "weekly_rank", "is_weekly_top"}
    caption = str(row.get("caption", "")).replace(f"@{GOES}", "@[đã xoá]")
    return {k: v for k, v in row.items() if k not in relative} | {"caption": caption}


def test_mixed_files_keep_the_rows_of_others(without: Home) -> None:
    tagged = without.raw / "_hashtags" / "ancung"
    (item,) = json.loads((tagged / "20260101T000000Z" / "videos_info.json").read_bytes())
    assert item["id"] == video_id(14)
    assert item["duetInfo"] == {"duetFromId": ""}
    page = json.loads((tagged / ".crawl" / "page-00001.json").read_bytes())
    assert [one["id"] for one in page["items"]] == [video_id(15)]
    assert page["cursor"] == "1"
    lines = (without.raw / "labels.csv").read_text().splitlines()
    assert [line.split(",")[0] for line in lines] == ["video.id", video_id(11), video_id(12)]
    assert pq.read_table(without.raw / "labels.parquet").num_rows == 1
    assert len((without.raw / "foods.jsonl").read_text().splitlines()) == 1


def test_the_ledger_agrees_with_the_lake_and_the_dashboard_opens(without: Home) -> None:
    folders = landings(without.lake)
    checks = check_accounts(read_ledger(folders), open_lake(without.lake, without.root))
    version = current_version(without.datasets)
    assert [check for check in (*checks, *check_version(version)) if not check.passed] == []
    assert names(without) == [version.name]
    alerts = contents(version.folder)["alerts"]["kind"].to_pylist()
    assert "fewer_rows" not in alerts
    assert Store(without.datasets).snapshot().manifest.rows["creators"] == 1


def test_they_do_not_come_back(without: Home, tmp_path: Path) -> None:
    home = copied_home(without, tmp_path / "home")
    assert publish(home, home.raw).version is None
    # The same and new files of theirs from elsewhere, alone and mixed with those of another.
    source = tmp_path / "source"
    write(source / GOES / "videos_info.json", [post(1, GOES), post(6, GOES)])
    write(source / GOES / "broken.json", '[{"id": ')
    write(source / "renamed" / "videos_info.json", [post(7, "ten.moi") | {"author": _renamed()}])
    write(source / "mixed.json", [post(8, GOES), post(16, STAYS), {"id": "x", "author": GOES}])
    write(source / "said" / f"{video_id(1)}.json", {"transcript": "của tôi"})
    write(source / "said.jsonl", f'{{"video_id": "{video_id(8)}", "transcript": "của tôi"}}\n' * 2)
    outcome = publish(home, source)
    found = contents(outcome.current.folder)["videos"]["video_id"].to_pylist()
    assert sorted(found) == [video_id(n) for n in (11, 12, 13, 14, 16)]
    needles = (*NEEDLES, *(video_id(n) for n in (6, 7, 8)))
    assert holders(home.root, needles) == []
    assert all(check.passed for check in check_version(outcome.current))
    assert publish(home, source).version is None


def _renamed() -> dict[str, str]:
    return {"uniqueId": "ten.moi", "id": GOES_ID}


def test_collecting_them_is_refused(without: Home, capsys: pytest.CaptureFixture[str]) -> None:
    sentence = told(call(capsys, "collect", "users", GOES, "--home", without.root), 2)
    assert GOES in sentence


def test_the_list_names_nobody(without: Home) -> None:
    text = without.forgotten.read_text()
    assert holders(without.collect, NEEDLES) == []
    forgotten = read_forgotten(without.forgotten)
    assert len(text.split()) == 1 + len(forgotten.hashes) == 1 + 2 + len(GOES_VIDEOS)
    assert forgotten.has(GOES.upper())
    assert not forgotten.has(STAYS)


def test_forgetting_again_says_that_it_is_done(
    without: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    before = names(without)
    result = call(capsys, "forget", GOES, "--home", without.root, "--yes")
    assert result.returncode == 0
    assert "đã được xoá từ trước" in result.stdout
    assert names(without) == before


def test_an_unknown_handle_is_a_sentence_with_those_alike(
    world: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = told(call(capsys, "forget", "an.bay.bay", "--home", world.root, "--yes"), 1)
    assert f"Ý bạn là {GOES}?" in sentence
    assert holders(world.root, [GOES])


@pytest.mark.parametrize(("typed", "done"), [("", False), ("nham\n", False), (f"@{GOES}\n", True)])
def test_it_is_asked_first(
    own: Home,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    done: bool,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    result = call(capsys, "forget", GOES, "--home", own.root)
    assert "Gõ lại tên tài khoản" in result.stderr
    assert result.returncode == (0 if done else 2)
    assert (holders(own.root, NEEDLES) == []) is done


def test_the_last_creator_leaves_no_version(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path / "home")
    write(home.raw / GOES / "videos_info.json", [post(1, GOES)])
    publish(home, home.raw)
    result = call(capsys, "forget", GOES, "--home", home.root, "--yes", "--json")
    assert answer(result)["version"] is None
    assert names(home) == []
    assert holders(home.root, NEEDLES) == []


def test_a_source_outside_of_the_home_is_named_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path / "home")
    source = tmp_path / "source"
    path = write(source / "all.json", [post(1, GOES), post(11, STAYS)])
    before = path.read_bytes()
    publish(home, source)
    done = answer(call(capsys, "forget", GOES, "--home", home.root, "--yes", "--json"))
    assert done["outside"] == [str(path)]
    assert path.read_bytes() == before
    assert holders(home.root, NEEDLES) == []
    assert publish(home, source).version is None


@pytest.mark.slow
@pytest.mark.parametrize("when", CALLS)
def test_a_removal_that_is_killed_is_repeated(
    own: Home, capsys: pytest.CaptureFixture[str], when: str
) -> None:
    event, place, pattern = CALLS[when]
    words = [event, str(place), pattern, "forget", GOES, "--home", str(own.root), "--yes"]
    killed = subprocess.run(
        [sys.executable, "-c", SUICIDE, *words],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with pytest.raises(ForgetUnfinished, match=f"etl forget {GOES}"):
        publish(own, own.raw)
    assert call(capsys, "forget", GOES, "--home", own.root, "--yes").returncode == 0
    assert holders(own.root, NEEDLES) == []
    assert all(check.passed for check in check_version(current_version(own.datasets)))
    assert publish(own, own.raw).version is None
    assert contents(current_version(own.datasets).folder)["videos"].num_rows == 4


@pytest.mark.slow
@pytest.mark.real
def test_nothing_real_is_left(real_data: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    before = contents(publish(home, real_data).current.folder)["videos"].to_pylist()
    counts: dict[str, int] = {}
    for row in before:
        counts[row["creator"]] = counts.get(row["creator"], 0) + 1
    creator = max(counts, key=lambda name: counts[name])
    mine = [row["video_id"] for row in before if row["creator"] == creator]
    assert etl("forget", creator, "--home", home.root, "--yes", timeout=600).returncode == 0
    outcome = publish(home, real_data)
    after = contents(outcome.current.folder)["videos"].to_pylist()
    assert [row["video_id"] for row in after] == [
        row["video_id"] for row in before if row["creator"] != creator
    ]
    assert holders(home.root, [creator, *mine]) == []
