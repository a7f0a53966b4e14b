"""A search from a hashtag to a list, against the local TikTok with a real browser."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from homes import answer, call, etl, told
from raw_shapes import write
from servers.tiktok import POSTS, PROFILE, TAGGED, tiktok
from servers.tiktok_channels import Channel, invented_channels, tag_id
from servers.tiktok_faults import CAPTCHA

from etl.collect.names import listed
from etl.forgotten import remember
from etl.home import Home

NOW = int(time.time()) - 3_600
LAST_YEAR = NOW - 400 * 86_400
FOOD = "Quán này ngon nè cả nhà"


def fill(channel: Channel, *posts: tuple[str, int], plays: int = 90_000, at: int = NOW) -> str:
    """Gives a channel posts of some captions, each so many times; returns its handle."""
    captions = [caption for caption, times in posts for _ in range(times)]
    items = channel.items[: len(captions)]
    for number, (item, caption) in enumerate(zip(items, captions, strict=True)):
        tags = [word[1:] for word in caption.split() if word.startswith("#")]
        stats = {"playCount": plays, "diggCount": plays // 10, "commentCount": 0}
        item |= {
            "desc": caption,
            "challenges": [{"id": tag_id(tag), "title": tag, "desc": ""} for tag in tags],
            "stats": {**item["stats"], **stats},
            "statsV2": {name: str(value) for name, value in stats.items()},
            "createTime": at - number * 60,
            "isPinnedItem": False,
            "textLanguage": "un",
        }
    channel.items[:] = items
    channel.profile["stats"]["videoCount"] = len(items)
    if "statsV2" in channel.profile:
        channel.profile["statsV2"]["videoCount"] = str(len(items))
    return channel.handle


def scene(channels: Sequence[Channel]) -> dict[str, str]:
    """Returns handles by what becomes of them."""
    both = f"{FOOD} #anngon #bunbo"
    kept, later, small, old, foreign, single, gone = channels
    return {
        "kept": fill(kept, (both, 3)),
        # One post under the first hashtag: found only by the one that the others use beside it.
        "later": fill(later, (f"{FOOD} #anngon", 1), (f"{FOOD} #bunbo", 3), plays=50_000),
        "small": fill(small, (both, 3), plays=900),
        "old": fill(old, (both, 3), at=LAST_YEAR),
        "foreign": fill(foreign, ("so good so good so good #anngon", 3)),
        "single": fill(single, (f"{FOOD} #anngon", 1)),
        "gone": fill(gone, (both, 3)),
    }


@pytest.mark.slow
def test_a_search_keeps_who_fits_and_goes_on_after_a_refusal(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    channels = invented_channels(7, 4)
    handles = scene(channels)
    remember(home.forgotten, [handles["gone"]])
    tags = write(tmp_path / "tags.txt", "#AnNgon\n# chú thích\n")
    since = time.strftime("%Y-%m-%d", time.gmtime(LAST_YEAR - 10 * 86_400))
    words = ("discover", "--hashtags", tags, "--since", since, "--home", home.root)
    with tiktok(channels) as server:
        server.always(POSTS, handles["kept"], CAPTCHA)
        env = server.env(COLLECT_TRIES="2")
        first = answer(etl(*words, "--json", env=env, timeout=500), 6)
        assert first["failed"] == [f"@{handles['kept']}"]
        assert first["creators"] == [handles["later"]]
        assert handles["gone"] not in {one.subject for one in server.asked(PROFILE)}
        server.forget()
        second = etl(*words, env=env, timeout=500)
        assert second.returncode == 0, second.stderr
        # Only what had failed was asked for again.
        assert {one.subject for one in server.asked(POSTS)} == {handles["kept"]}
        assert server.asked(TAGGED) == []
        server.forget()
        third = answer(etl(*words, "--json", env=env, timeout=500))
        assert server.asked() == []
    assert listed(home.collect / "discovered.txt") == [handles["kept"], handles["later"]]
    assert third["creators"] == [handles["kept"], handles["later"]]
    assert third["more_hashtags"] == ["bunbo"]
    steps = [(step["before"], step["after"]) for step in third["steps"]]
    # Of 6 who were not forgotten 5 had two posts; then reach, year, niche, Vietnamese.
    assert steps == [(6, 5), (5, 5), (5, 4), (4, 3), (3, 3), (3, 2)]
    assert "2 TikToker" in second.stdout


def test_a_search_needs_hashtags(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sentence = told(call(capsys, "discover", "--home", tmp_path), 2)
    assert "--hashtags" in sentence
    sentence = told(call(capsys, "discover", "--industry", "foood", "--home", tmp_path), 2)
    assert "'food'" in sentence
