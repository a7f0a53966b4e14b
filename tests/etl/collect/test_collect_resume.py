"""The command as a process: stopped at any page, resumed, and what it collected published.

One story for all of it: a browser costs seconds.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from crawling import as_served, landed, snapshots
from homes import COMMAND, ROOT, answer, contents, environment, publish
from servers.tiktok import POSTS, PROFILE, Asked, TikTok, tiktok
from servers.tiktok_channels import invented_channels
from servers.tiktok_faults import html

from etl.collect.checkpoint import unfinished
from etl.collect.outcomes import Outcome
from etl.collect.records import read_crawls
from etl.home import Home
from etl.publish.versions import current_version
from etl.text import to_nfc

pytestmark = pytest.mark.slow

VIDEOS = 155
PAGES = 5
TOKEN = "khoa-bi-mat"


@dataclass
class Story:
    """What happened, in order.

    Attributes:
        home: Where it was collected.
        server: The TikTok that was asked.
        runs: What each process printed and ended with.
        addresses: Where the processes had connections to, whenever they were looked at.
        orphans: Processes that outlived a killed collector for seconds.
        net_log: What the browser of the last run wrote about its network.
    """

    home: Home
    server: TikTok
    net_log: Path
    runs: dict[str, subprocess.CompletedProcess[str]] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    orphans: list[psutil.Process] = field(default_factory=list)

    @property
    def handles(self) -> list[str]:
        """Returns the creators."""
        return list(self.server.channels)

    def run(
        self,
        name: str,
        *words: str,
        stop: tuple[str, int, Callable[[subprocess.Popen[str]], None]] | None = None,
        **variables: str,
    ) -> None:
        """Runs `collect` to its end.

        Args:
            name: Of the run.
            words: Of the command.
            stop: A handle, how many of its pages come in this run, and what is done to the
                process when it asks for the next one.
            variables: Of the environment.
        """
        process = subprocess.Popen(
            [*COMMAND, "collect", *words, "--home", str(self.home.root), "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env=environment(self.server.env(MS_TOKENS=TOKEN, **variables)),
            start_new_session=True,
        )
        tree: list[psutil.Process] = []
        came: list[Asked] = []

        def before(asked: Asked) -> None:
            tree[:] = [psutil.Process(process.pid)]
            tree.extend(tree[0].children(recursive=True))
            self.addresses |= {each for one in tree for each in remote_addresses(one)}
            if stop and (asked.path, asked.subject) == (POSTS, stop[0]):
                came.append(asked)
                if len(came) == stop[1] + 1:
                    stop[2](process)

        self.server.before = before
        out, err = process.communicate(timeout=120)
        self.server.before = None
        self.runs[name] = subprocess.CompletedProcess(words, process.returncode, out, err)
        _, alive = psutil.wait_procs(tree, timeout=20)
        self.orphans.extend(alive)


def remote_addresses(process: psutil.Process) -> list[str]:
    try:
        return [one.raddr.ip for one in process.net_connections("inet") if one.raddr]
    except psutil.Error:
        return []


def killed(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()  # so that nothing of it goes on while the answer is given


def terminated(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)


def interrupted(process: subprocess.Popen[str]) -> None:
    """As by Ctrl-C, which goes to the browser as well."""
    os.killpg(process.pid, signal.SIGINT)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Collects three creators; the process is stopped after each number of pages."""
    if shutil.which("chromium") is None and shutil.which("chromium-browser") is None:
        pytest.skip("không có chromium: apt-get install chromium")
    folder = tmp_path_factory.mktemp("story")
    with tiktok(invented_channels(3, VIDEOS)) as server:
        a, b, c = server.channels
        story = Story(Home(folder / "home"), server, folder / "net.json")
        story.run("killed 1", "users", a, stop=(a, 1, killed))
        story.run("killed 2", "users", a, b, stop=(b, 2, killed))
        story.run("killed 3", "users", b, f"@{c}", stop=(c, 3, killed))
        story.run("terminated", "users", c, stop=(c, 1, terminated))
        story.run("interrupted", "users", c, stop=(c, 0, interrupted))
        server.queue(POSTS, c, html(429))
        log = f" --log-net-log={story.net_log}"
        arguments = server.env()["COLLECT_BROWSER_ARGS"] + log
        story.run("whole", "users", f"https://www.tiktok.com/@{c}", COLLECT_BROWSER_ARGS=arguments)
        yield story


def test_a_killed_process_left_its_pages_and_no_other_process(story: Story) -> None:
    for name in ("killed 1", "killed 2", "killed 3"):
        assert story.runs[name].returncode == -signal.SIGKILL, story.runs[name].stderr
    assert story.orphans == []


def test_every_resume_ends_equal_to_what_was_served(story: Story) -> None:
    for handle in story.handles:
        (snapshot,) = snapshots(story.home, handle)
        items = json.loads((snapshot / "videos_info.json").read_bytes())
        assert as_served(items) == story.server.channels[handle].items
        assert len({item["id"] for item in items}) == VIDEOS
        assert unfinished(story.home.raw / handle) is None
        assert sorted(path.name for path in (story.home.raw / handle).iterdir()) == [snapshot.name]


def test_no_page_that_was_kept_is_asked_for_again(story: Story) -> None:
    for handle, stops in zip(story.handles, ([1], [2], [3, 4, 4, 4]), strict=True):
        cursors = [one.cursor for one in story.server.asked(POSTS, handle)]
        pages = list(dict.fromkeys(cursors))
        assert len(pages) == PAGES
        # What was asked for when the process was stopped had not been answered; once TikTok
        # refused.
        again = [stops.count(number) for number in range(PAGES)]
        assert [cursors.count(page) - 1 for page in pages] == again
        assert len(story.server.asked(PROFILE, handle)) == 1


def test_resumed_work_is_told(story: Story) -> None:
    c = story.handles[2]
    (crawl,) = answer(story.runs["whole"])["crawls"]
    assert (crawl["name"], crawl["resumed_pages"], crawl["pages"]) == (c, 4, PAGES)
    assert f"@{c}: {VIDEOS} video, đầy đủ, tiếp tục từ trang 5" in story.runs["whole"].stderr
    assert f"@{story.handles[0]}: {VIDEOS} video, đầy đủ, tiếp tục từ trang 2" in (
        story.runs["killed 2"].stderr
    )


@pytest.mark.parametrize("name", ["terminated", "interrupted"])
def test_a_signal_ends_the_run_in_order(story: Story, name: str) -> None:
    run = story.runs[name]
    told = answer(run, 130)
    assert told["interrupted"] is True
    assert told["crawls"][0]["outcome"] == "interrupted"
    assert told["crawls"][0]["pages"] == 4
    lines = run.stderr.splitlines()
    c = story.handles[2]
    assert lines[0].startswith(f"@{c}: {told['crawls'][0]['videos']} video, bị dừng giữa chừng")
    assert lines[1:] == ["Đã dừng; phiên bản hiện tại không đổi."]


def test_every_end_but_a_kill_is_on_record(story: Story) -> None:
    records = [(crawl.name, crawl.outcome) for crawl in read_crawls(story.home)]
    a, b, c = story.handles
    assert records == [
        (a, Outcome.COMPLETE),
        (b, Outcome.COMPLETE),
        (c, Outcome.INTERRUPTED),
        (c, Outcome.INTERRUPTED),
        (c, Outcome.COMPLETE),
    ]


def test_no_token_is_left_anywhere(story: Story) -> None:
    assert {one.token for one in story.server.asked(POSTS)} == {TOKEN}
    texts = [run.stdout + run.stderr for run in story.runs.values()]
    paths = [path for path in story.home.root.rglob("*") if path.is_file()]
    assert any(path.name == "etl.log" for path in paths)
    texts += [path.read_bytes().decode(errors="replace") for path in paths]
    assert not any(TOKEN in text for text in texts)


def test_nothing_leaves_loopback(story: Story) -> None:
    assert story.addresses == {"127.0.0.1"}
    log: dict[str, Any] = json.loads(story.net_log.read_bytes())
    kinds = {number: name for name, number in log["constants"]["logEventTypes"].items()}
    connected = [
        event["params"]["address"]
        for event in log["events"]
        if kinds[event["type"]] == "TCP_CONNECT_ATTEMPT" and "address" in event.get("params", {})
    ]
    assert set(connected) == {f"127.0.0.1:{story.server.port}"}
    # Chromium binds a UDP socket to learn whether there is IPv6, and sends nothing through it.
    assert "UDP_BYTES_SENT" not in {kinds[event["type"]] for event in log["events"]}


def test_what_was_collected_is_published_with_all_rows(story: Story) -> None:
    publish(story.home, story.home.raw, strict=True)
    version = current_version(story.home.datasets)
    tables = contents(version.folder)
    served = {
        item["id"]: (channel.handle, int(item["statsV2"]["playCount"]), to_nfc(item["desc"]))
        for channel in story.server.channels.values()
        for item in channel.items
    }
    videos = tables["videos"].select(["video_id", "creator", "plays", "caption"]).to_pylist()
    assert len(videos) == len(served) == 3 * VIDEOS
    got = {row["video_id"]: (row["creator"], row["plays"], row["caption"]) for row in videos}
    assert got == served
    assert sorted(tables["creators"]["creator"].to_pylist()) == sorted(story.handles)


def test_a_crawl_again_adds_a_snapshot_and_leaves_the_old(story: Story) -> None:
    handle = story.handles[0]
    (old,) = snapshots(story.home, handle)
    before = {path.name: path.read_bytes() for path in old.iterdir()}
    story.run("again", "users", handle, "--max", "3")
    (crawl,) = answer(story.runs["again"])["crawls"]
    assert (crawl["outcome"], crawl["videos"], crawl["pages"]) == ("limited", 3, 1)
    same, new = snapshots(story.home, handle)
    assert {path.name: path.read_bytes() for path in same.iterdir()} == before
    assert crawl["snapshot"] == new.relative_to(story.home.root).as_posix()
    items = landed(story.home, read_crawls(story.home)[-1])
    pinned = 2  # first in the list, but old
    assert as_served(items) == story.server.channels[handle].items[pinned : pinned + 3]
