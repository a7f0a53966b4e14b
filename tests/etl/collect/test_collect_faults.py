"""The unmodified TikTokApi and a real Chromium against every fault that is known of TikTok.

One run for all faults, a creator each: a browser costs seconds.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from crawling import as_served, collected, creators, landed, snapshots
from servers import tiktok_faults as faults
from servers.tiktok import HOME, POSTS, PROFILE, TAGGED, Asked, TikTok, tiktok
from servers.tiktok_channels import Channel, invented_channels, tag_id

from etl.collect.checkpoint import Start, begin, unfinished
from etl.collect.collecting import Collected
from etl.collect.hashtags import hashtag
from etl.collect.listing import Limits, StoredPage
from etl.collect.outcomes import REFUSALS, Outcome, Refusal
from etl.collect.records import Crawl, read_crawls
from etl.home import Home

pytestmark = pytest.mark.slow

TOKENS = ("khoa-bi-mat-1", "khoa-bi-mat-2")
HANG = 60.0
TIMEOUT = "6"
# Of each creator: the endpoint, and what happens there before the right answers.
PASSING: dict[str, tuple[str, Sequence[faults.Fault | None]]] = {
    "trang.rong": (POSTS, [None, faults.EMPTY]),
    "loi.429": (POSTS, [None, faults.html(429)]),
    "loi.500": (POSTS, [faults.html(500)]),
    "loi.429.ba.lan": (POSTS, [None, *[faults.html(429)] * 3]),
    "captcha": (POSTS, [None, None, faults.CAPTCHA]),
    "ma.10201": (POSTS, [None, faults.REFUSED]),
    "rong.429": (POSTS, [None, faults.TOO_MANY]),
    "danh.sach": (POSTS, [None, faults.LIST]),
    "null": (POSTS, [None, faults.NULL]),
    "khong.di.tiep": (POSTS, [None, faults.EMPTY_WITH_MORE]),
    "con.tro.ket": (POSTS, [faults.stuck("0")]),
    "het.som": (POSTS, [None, faults.CUT_SHORT]),
    "khong.co.gi": (POSTS, [faults.NOTHING]),
    "treo": (POSTS, [None, faults.hang(HANG)]),
    "dut.ket.noi": (POSTS, [None, faults.RESET, faults.RESET]),
    "cut.giua.chung": (POSTS, [None, faults.TRUNCATED]),
    "captcha.ho.so": (PROFILE, [faults.CAPTCHA]),
    "null.ho.so": (PROFILE, [faults.NULL]),
}
# What lasts: blocked, for a reason, with as many pages kept as came before.
LASTING: dict[str, tuple[str, Sequence[None], faults.Fault, Refusal, int]] = {
    "chan.rong": (POSTS, [None, None], faults.EMPTY, Refusal.EMPTY_ANSWER, 2),
    "chan.con.tro": (POSTS, [None], faults.endless(), Refusal.STUCK, 6),
}
DAMAGED = {
    "thieu.id": ["id"],
    "thieu.createtime": ["createTime"],
    "thieu.secuid": ["secUid"],
}
KILLED = "trinh.duyet.chet"
SHORT, EMPTY, PRIVATE, GONE = "thieu.video", "chua.dang", "rieng.tu", "khong.con"
STALE = "de.do.lau"
TAG, NO_TAG = "monchung", "khongcotag"


@dataclass(frozen=True)
class Run:
    """What a run left behind."""

    home: Home
    server: TikTok
    result: Collected

    def crawl(self, handle: str) -> Crawl:
        return next(crawl for crawl in self.result.crawls if crawl.name == handle)

    def items(self, handle: str) -> list[faults.Json]:
        return self.server.channels[handle].items


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Returns a run over a creator for each fault, all with 150 videos or more."""
    if shutil.which("chromium") is None and shutil.which("chromium-browser") is None:
        pytest.skip("không có chromium: apt-get install chromium")
    home = Home(tmp_path_factory.mktemp("faults") / "home")
    handles = [*PASSING, *LASTING, *DAMAGED, KILLED, SHORT, EMPTY, PRIVATE, STALE]
    with tiktok(channels_named(handles)) as server:
        script(server)
        # A blocked one comes between others, as it does.
        order = sorted([*handles, GONE], key=lambda handle: handle[::-1])
        env = {"MS_TOKENS": ",".join(TOKENS), "COLLECT_TRIES": "4", "COLLECT_TIMEOUT": TIMEOUT}
        env |= {"COLLECT_BLOCKED_IN_A_ROW": "0"}
        limits = Limits(most=50)
        subjects = [
            *creators(home, order),
            *(hashtag(home, tag, limits, resume_hours=24) for tag in (TAG, NO_TAG)),
        ]
        left_unfinished(home, server.channels[STALE])
        yield Run(home, server, collected(home, server, subjects, env))


def channels_named(handles: list[str]) -> list[Channel]:
    """Returns a channel for each handle; they share the posts of one invented creator."""
    (model,) = invented_channels(1, 152)
    channels = []
    for number, handle in enumerate(handles):
        channel = copy.deepcopy(model)
        channel.profile["user"] |= {"uniqueId": handle, "secUid": f"MS4w{number:04d}"}
        for item in channel.items:
            item["id"] = str(int(item["id"]) + number)
            item["challenges"] = [{"id": tag_id(TAG), "title": TAG, "desc": ""}]
        channels.append(channel)
    return channels


def left_unfinished(home: Home, channel: Channel) -> None:
    """Leaves a crawl behind that was cut off after a page, days ago."""
    params = {"secUid": channel.sec_uid}
    profile = {"userInfo": {**channel.profile, "collectTime": 1_770_000_000}}
    start = Start("20260501T083000Z", params, expected=152, profile=profile)
    items = [{**item, "collectTime": 1_770_000_000} for item in channel.items[:35]]
    begin(home.raw / channel.handle, start).keep(StoredPage("1", True, items))


def script(server: TikTok) -> None:
    server.queue(HOME, "", faults.FORBIDDEN)
    for handle, (path, queue) in PASSING.items():
        server.queue(path, handle, *queue)
    for handle, (path, queue, fault, _, _) in LASTING.items():
        server.queue(path, handle, *queue)
        server.always(path, handle, fault)
    server.queue(TAGGED, TAG, None, faults.CAPTCHA, faults.EMPTY)
    for handle, names in DAMAGED.items():
        server.queue(POSTS, handle, None, faults.without(*names))
    server.channels[SHORT].profile["stats"]["videoCount"] = 400
    server.channels[EMPTY].profile["stats"]["videoCount"] = 0
    server.channels[EMPTY].items.clear()
    server.channels[PRIVATE].profile["user"]["privateAccount"] = True
    server.before = kills_the_browser_once(server)


def kills_the_browser_once(server: TikTok) -> Callable[[Asked], None]:
    killed: list[Asked] = []

    def before(asked: Asked) -> None:
        if asked.path == POSTS and asked.subject == KILLED and asked.cursor != "0" and not killed:
            killed.append(asked)
            for process in browsers(server):
                process.kill()

    return before


def browsers(server: TikTok) -> list[psutil.Process]:
    """Returns the browsers that were started by this process and know the server's port."""
    mine = psutil.Process().children(recursive=True)
    mark = f"127.0.0.1:{server.port},"
    return [each for each in mine if any(mark in word for word in words_of(each))]


def words_of(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


@pytest.mark.parametrize("handle", [*PASSING, KILLED])
def test_what_passes_costs_no_video(run: Run, handle: str) -> None:
    crawl = run.crawl(handle)
    assert (crawl.outcome, crawl.reason) == (Outcome.COMPLETE, "")
    assert as_served(landed(run.home, crawl)) == run.items(handle)
    assert (crawl.videos, crawl.expected, crawl.pages) == (152, 152, 5)
    profile = landed(run.home, crawl, "user_info.json")["userInfo"]
    assert profile.pop("collectTime") > 1_700_000_000
    assert profile == run.server.channels[handle].profile


@pytest.mark.parametrize("handle", LASTING)
def test_what_lasts_is_told_as_blocked_and_keeps_what_came(run: Run, handle: str) -> None:
    *_, refusal, pages = LASTING[handle]
    crawl = run.crawl(handle)
    assert (crawl.outcome, crawl.reason) == (Outcome.BLOCKED, REFUSALS[refusal])
    assert crawl.failed
    assert (crawl.pages, crawl.snapshot) == (pages, None)
    assert snapshots(run.home, handle) == []
    work = unfinished(run.home.raw / handle)
    assert (len(work.pages) if work else 0) == pages


@pytest.mark.parametrize("handle", DAMAGED)
def test_an_item_without_something_costs_at_most_itself(run: Run, handle: str) -> None:
    crawl = run.crawl(handle)
    assert crawl.outcome is Outcome.COMPLETE
    got, served = as_served(landed(run.home, crawl)), run.items(handle)
    differing = [place for place in range(152) if got[place] != served[place]]
    assert len(got) == len(served)
    assert len(differing) == 1
    assert crawl.unusable == (1 if handle == "thieu.id" else 0)


def test_the_four_that_have_no_videos_are_told_apart(run: Run) -> None:
    outcomes = {name: run.crawl(name).outcome for name in (EMPTY, PRIVATE, GONE, "chan.rong")}
    assert outcomes == {
        EMPTY: Outcome.EMPTY,
        PRIVATE: Outcome.PRIVATE,
        GONE: Outcome.GONE,
        "chan.rong": Outcome.BLOCKED,
    }
    assert landed(run.home, run.crawl(EMPTY)) == []
    private = snapshots(run.home, PRIVATE)[0]
    assert [path.name for path in private.iterdir()] == ["user_info.json"]
    assert run.server.asked(POSTS, PRIVATE) == []
    assert snapshots(run.home, GONE) == []


def test_a_list_that_ends_before_the_count_is_not_complete(run: Run) -> None:
    crawl = run.crawl(SHORT)
    assert (crawl.outcome, crawl.expected, crawl.videos) == (Outcome.SHORT, 400, 152)
    assert crawl.reason == "TikTok ghi 400 video nhưng chỉ đưa ra 152"
    assert crawl.failed
    last = run.server.asked(POSTS, SHORT)[-1].cursor
    assert [one.cursor for one in run.server.asked(POSTS, SHORT)].count(last) == 2


def test_each_page_is_asked_for_once_more_for_each_fault(run: Run) -> None:
    for handle, (path, queue) in PASSING.items():
        wrong = len([fault for fault in queue if fault is not None])
        pages = 5 if path == POSTS else 1
        assert len(run.server.asked(path, handle)) == pages + wrong, handle
    assert len(run.server.asked(POSTS, KILLED)) == 6


def test_every_crawl_is_on_record_and_no_token_is(run: Run) -> None:
    records = [crawl for crawl in read_crawls(run.home) if crawl != stale_record(run)]
    assert records == list(run.result.crawls)
    written = [path for path in run.home.root.rglob("*") if path.is_file()]
    assert len(written) > 50
    for path in written:
        content = path.read_bytes()
        assert not any(token.encode() in content for token in TOKENS), path


def stale_record(run: Run) -> Crawl:
    return next(crawl for crawl in read_crawls(run.home) if crawl.name == STALE)


def test_a_crawl_that_lay_too_long_is_closed_and_begun_anew(run: Run) -> None:
    old, new = snapshots(run.home, STALE)
    record = stale_record(run)
    assert (record.outcome, record.pages, record.videos) == (Outcome.INTERRUPTED, 1, 35)
    assert record.snapshot == f"raw/{STALE}/{old.name}" == f"raw/{STALE}/20260501T083000Z"
    assert as_served(landed(run.home, record)) == run.items(STALE)[:35]
    crawl = run.crawl(STALE)
    assert (crawl.outcome, crawl.resumed_pages) == (Outcome.COMPLETE, 0)
    assert crawl.snapshot == f"raw/{STALE}/{new.name}"
    assert as_served(landed(run.home, crawl)) == run.items(STALE)


def test_a_hashtag(run: Run) -> None:
    crawl = run.crawl(TAG)
    assert (crawl.outcome, crawl.videos, crawl.pages) == (Outcome.LIMITED, 50, 2)
    assert crawl.snapshot is not None
    assert crawl.snapshot.startswith(f"raw/_hashtags/{TAG}/20")
    assert as_served(landed(run.home, crawl)) == run.server.tagged(TAG)[:50]
    assert len(run.server.asked(TAGGED, TAG)) == 4
    assert run.crawl(NO_TAG).outcome is Outcome.GONE


def test_tokens_take_turns_and_a_refused_home_page_is_left(run: Run) -> None:
    used = {one.token for one in run.server.asked() if one.path != HOME}
    assert used == set(TOKENS)
    assert run.result.crawls[0].outcome is not Outcome.BLOCKED


def test_no_browser_is_left(run: Run) -> None:
    _, alive = psutil.wait_procs(browsers(run.server), timeout=20)
    assert alive == []


def test_a_run_ends_where_tiktok_refuses_again_and_again(run: Run, tmp_path: Path) -> None:
    """What is refused today is refused for the next ones as well, and asking makes it worse."""
    run.server.always(PROFILE, "captcha", faults.CAPTCHA)
    run.server.always(POSTS, "trang.rong", faults.NOTHING)
    home = Home(tmp_path)
    handles = ["loi.429", "captcha", "trang.rong", "null", "treo"]
    env = {"MS_TOKENS": "khoa", "COLLECT_TRIES": "1", "COLLECT_BLOCKED_IN_A_ROW": "2"}
    result = collected(home, run.server, creators(home, handles), env)
    assert [(crawl.outcome, crawl.reason) for crawl in result.crawls] == [
        (Outcome.COMPLETE, ""),
        (Outcome.BLOCKED, REFUSALS[Refusal.CAPTCHA]),
        (Outcome.BLOCKED, REFUSALS[Refusal.NOTHING_LISTED]),
    ]
    assert result.untried == ("null", "treo")
