"""Checkpoints and records survive a crash at any point."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from etl.collect.checkpoint import Checkpoint, Start, begin, free_stamp, unfinished, waiting_pages
from etl.collect.ending import conclude
from etl.collect.listing import Limits, StoredPage
from etl.collect.outcomes import Outcome
from etl.collect.records import Crawl, Kind, append_crawl, read_crawls
from etl.collect.status import known
from etl.collect.subject import Subject
from etl.collect.users import creator
from etl.home import Home
from etl.inputs.files import find_input_files

NOW = datetime(2026, 5, 1, 8, 30, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def subject(home: Home) -> Subject:
    return creator(home, "quan.an", Limits(), 24.0)


def start(subject: Subject, at: datetime = NOW) -> Checkpoint:
    profile = {"userInfo": {"user": {"uniqueId": "quan.an"}, "collectTime": 1_770_000_000}}
    return begin(
        subject.folder,
        Start(free_stamp(subject.folder, at), {"secUid": "MS4x"}, expected=3, profile=profile),
    )


def page(*numbers: int, more: bool = True) -> StoredPage:
    items = [{"id": str(number), "createTime": 1_770_000_000 + number} for number in numbers]
    return StoredPage(str(numbers[-1]), more, items)


def record(name: str = "quan.an", **fields: Any) -> Crawl:
    crawl = Crawl(
        kind=Kind.USER,
        name=name,
        started="2026-05-01T08:30:00+00:00",
        ended="2026-05-01T08:31:00+00:00",
        outcome=Outcome.COMPLETE,
        videos=3,
        snapshot=f"raw/{name}/20260501T083000Z",
    )
    return msgspec.structs.replace(crawl, **fields)


def test_a_checkpoint_is_read_back(subject: Subject) -> None:
    assert unfinished(subject.folder) is None
    assert waiting_pages(subject.folder) is None
    work = start(subject)
    assert waiting_pages(subject.folder) == 0
    work.keep(page(1, 2))
    work.keep(page(3, more=False))
    assert unfinished(subject.folder) == work
    assert waiting_pages(subject.folder) == 2
    assert work.has_ended
    assert work.started == NOW


def test_captions_that_no_utf8_can_hold_are_kept(tmp_path: Path) -> None:
    work = begin(tmp_path, Start("20260501T083000Z", {"secUid": "MS4x"}, expected=None))
    for text in ("Bún bò 😂", "cắt giữa biểu tượng \ud83d"):
        work.keep(StoredPage("1", True, [{"desc": text, "lớn": 10**30, "lẻ": 0.1}]))
    assert unfinished(tmp_path) == work
    names = sorted(path.name for path in (tmp_path / ".crawl").iterdir())
    assert names == ["page-00001.json", "page-00002.json", "start.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b'{"cursor": 7}'])
def test_a_damaged_page_costs_itself_and_those_after_it(subject: Subject, content: bytes) -> None:
    work = start(subject)
    for number in (1, 2, 3):
        work.keep(page(number))
    (subject.folder / ".crawl" / "page-00002.json").write_bytes(content)
    again = unfinished(subject.folder)
    assert again is not None
    assert again.pages == work.pages[:1]
    again.keep(page(7))
    assert [page.cursor for page in again.pages] == ["1", "7"]
    (subject.folder / ".crawl" / "start.json").write_bytes(content)
    assert unfinished(subject.folder) is None


def test_an_unfinished_crawl_is_no_input(home: Home, subject: Subject) -> None:
    work = start(subject)
    work.keep(page(1, more=False))
    assert find_input_files([home.raw], lambda path: False) == []
    conclude(home, subject, work, Outcome.COMPLETE, "")
    found = [file.path.name for file in find_input_files([home.raw], lambda path: False)]
    assert found == ["user_info.json", "videos_info.json"]


class PowerCut(Exception):
    """The machine stopped."""


@pytest.mark.parametrize(
    "step",
    [
        "pathlib.Path.rename",
        "etl.collect.ending.append_crawl",
        "etl.collect.checkpoint.Checkpoint.close",
    ],
)
def test_a_crash_while_a_crawl_is_concluded(
    home: Home, subject: Subject, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    work = start(subject)
    work.keep(page(1, 2, 3, more=False))

    def stop(*words: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(step, stop)
        with pytest.raises(PowerCut):
            conclude(home, subject, work, Outcome.COMPLETE, "")
    again = unfinished(subject.folder)
    assert again is not None
    assert again.has_ended
    crawl = conclude(home, subject, again, Outcome.COMPLETE, "", 1)
    assert [path.name for path in subject.folder.iterdir()] == ["20260501T083000Z"]
    assert read_crawls(home) == [crawl]
    items = json.loads((subject.folder / "20260501T083000Z" / "videos_info.json").read_bytes())
    assert [item["id"] for item in items] == ["1", "2", "3"]


def test_a_snapshot_takes_the_first_second_that_is_free(home: Home, subject: Subject) -> None:
    for _ in range(2):
        work = start(subject)
        work.keep(page(1, more=False))
        conclude(home, subject, work, Outcome.COMPLETE, "")
    names = sorted(path.name for path in subject.folder.iterdir())
    assert names == ["20260501T083000Z", "20260501T083001Z"]


def test_a_torn_line_costs_itself_only(home: Home) -> None:
    assert read_crawls(home) == []
    append_crawl(home, record("mot"))
    path = home.collect / "crawls.jsonl"
    path.write_bytes(path.read_bytes() + b'{"kind":"user","name":"ha')
    append_crawl(home, record("ba"))
    with path.open("ab") as file:
        file.write(b'\xff\xfe\n{"kind":"planet"}\n')
    assert [crawl.name for crawl in read_crawls(home)] == ["mot", "ba"]


def test_what_is_known_and_how_old_it_is(home: Home, subject: Subject) -> None:
    append_crawl(home, record("cu", ended="2026-04-01T00:00:00+00:00"))
    append_crawl(home, record("moi"))
    append_crawl(
        home, record("moi", outcome=Outcome.BLOCKED, reason="TikTok đòi captcha", snapshot=None)
    )
    append_crawl(home, record("pho", kind=Kind.HASHTAG))
    append_crawl(home, record("mat", outcome=Outcome.GONE, snapshot=None))
    start(subject).keep(page(1))
    found = known(home, NOW + timedelta(days=2))
    assert [one.name for one in found] == ["mat", "quan.an", "cu", "moi", "pho"]
    by_name = {one.name: one for one in found}
    assert by_name["quan.an"].last is None
    assert by_name["quan.an"].waiting_pages == 1
    new = by_name["moi"]
    assert new.last is not None
    assert new.last.outcome is Outcome.BLOCKED
    assert new.success == record("moi")
    assert new.age_days == pytest.approx(2 - 60 / 86_400)
    assert by_name["mat"].age_days is None


@pytest.mark.parametrize("outcome", Outcome)
def test_which_outcomes_someone_should_look_at(outcome: Outcome) -> None:
    failed = {Outcome.BLOCKED, Outcome.INTERRUPTED}
    assert record(outcome=outcome).failed is (outcome in failed | {Outcome.SHORT})
    assert record(kind=Kind.HASHTAG, outcome=outcome).failed is (outcome in failed)
