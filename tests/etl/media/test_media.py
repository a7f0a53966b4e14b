"""Sound and frames of the weekly top, by the real yt-dlp and FFmpeg from a host on loopback."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from homes import answer, call, etl, publish, start_etl, told
from raw_shapes import video, video_id, write
from servers.media_host import FaultKind, MediaHost, make_film, media_host

from etl.errors import BadMediaSetting
from etl.home import Home
from etl.media.failures import WORDS, Kind, Why, append_failure, read_failures
from etl.media.settings import MediaSettings
from etl.media.wanted import Wanted, plan, weekly_top
from etl.publish.versions import current_version

WEEK = 7 * 86_400
POSTED = 1_710_000_000

pytestmark = pytest.mark.skipif(
    shutil.which("ffmpeg") is None, reason="cần FFmpeg để tạo và đọc video thử"
)


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("films")
    return {
        "sound": make_film(folder / "sound.mp4"),
        "silent": make_film(folder / "silent.mp4", sound=False),
    }


@pytest.fixture
def host(films: dict[str, bytes]) -> Iterator[MediaHost]:
    with media_host(films) as running:
        yield running


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Returns a home with eight videos of two weeks and a photo post; tests only read it."""
    home = Home(tmp_path_factory.mktemp("media") / "home")
    items = [
        video(n, createTime=POSTED + (n % 2) * WEEK, stats={"playCount": 100 * n}, video=_long())
        for n in range(1, 9)
    ]
    photo = video(9, createTime=POSTED, imagePost={"images": [{}]}, stats={"playCount": 9000})
    write(home.raw / "quan.an.ngon" / "videos_info.json", [*items, photo])
    publish(home, home.raw)
    return home


def _long() -> dict[str, float]:
    return {"duration": 4.0}


@pytest.fixture
def home(published: Home, tmp_path: Path) -> Home:
    shutil.copytree(published.root, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


@pytest.fixture
def quick(host: MediaHost, monkeypatch: pytest.MonkeyPatch) -> MediaHost:
    """Points commands of this process at the host."""
    for name, value in _env(host).items():
        monkeypatch.setenv(name, value)
    return host


def _env(host: MediaHost, per_minute: int = 60_000) -> dict[str, str]:
    return {
        "MEDIA_URL_TEMPLATE": host.template,
        "MEDIA_REQUESTS_PER_MINUTE": str(per_minute),
        "MEDIA_TIMEOUT": "1",
        "no_proxy": "127.0.0.1",
    }


def probe(path: Path) -> dict[str, Any]:
    """Returns what FFmpeg says of a file: its streams and its length."""
    words = ["-v", "error", "-show_streams", "-show_format", "-of", "json"]
    done = subprocess.run(["ffprobe", *words, str(path)], capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


# Numbers of the videos: odd ones are of the newer week, later ones have more plays.
BEST_FIRST = [video_id(n) for n in (7, 5, 3, 1, 8, 6, 4, 2)]


def test_the_newest_week_comes_first_and_photos_not_at_all(published: Home) -> None:
    wanted = weekly_top(current_version(published.datasets))
    assert [one.video_id for one in wanted] == BEST_FIRST
    assert {one.creator for one in wanted} == {"quan.an.ngon"}


def test_sound_is_kept_once(
    home: Home, quick: MediaHost, capsys: pytest.CaptureFixture[str]
) -> None:
    done = answer(call(capsys, "media", "--limit", 2, "--home", home.root, "--json"))
    assert (done["made"], done["failures"]) == (2, [])
    files = sorted(path.name for path in (home.media / "audio").iterdir())
    assert files == sorted(f"{number}.m4a" for number in BEST_FIRST[:2])
    found = probe(home.media / "audio" / f"{BEST_FIRST[0]}.m4a")
    (stream,) = found["streams"]
    assert (stream["codec_name"], stream["channels"]) == ("aac", 1)
    assert float(found["format"]["duration"]) == pytest.approx(4, abs=0.3)
    quick.asked.clear()
    again = answer(call(capsys, "media", "--limit", 1, "--home", home.root, "--json"))
    assert (again["kept"], again["made"]) == (2, 1)
    assert set(quick.asked) == {BEST_FIRST[2]}


def test_frames_are_taken_every_so_often(
    home: Home, quick: MediaHost, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("media", "--kind", "frames", "--every", 1, "--limit", 1, "--home", home.root)
    assert call(capsys, *words).returncode == 0
    frames = sorted(path.name for path in (home.media / "frames" / BEST_FIRST[0]).iterdir())
    assert frames == ["0001.jpg", "0002.jpg", "0003.jpg", "0004.jpg"]
    (stream,) = probe(home.media / "frames" / BEST_FIRST[0] / "0001.jpg")["streams"]
    assert (stream["width"], stream["height"]) == (180, 320)


def test_every_fault_is_recorded_with_its_reason(
    home: Home, quick: MediaHost, capsys: pytest.CaptureFixture[str]
) -> None:
    faults: dict[FaultKind, Why] = {
        "404": Why.GONE,
        "403": Why.REFUSED,
        "cut": Why.CUT_SHORT,
        "hang": Why.NO_ANSWER,
        "damaged": Why.DAMAGED,
        "page": Why.NO_VIDEO,
    }
    quick.faults.update(zip(BEST_FIRST, faults, strict=False))
    quick.shown[BEST_FIRST[6]] = "silent"
    expected = [*faults.values(), Why.NO_SOUND]
    result = call(capsys, "media", "--home", home.root)
    assert result.returncode == 6
    assert [one.why for one in read_failures(home)] == expected
    assert all(WORDS[why] in result.stdout for why in expected)
    assert [path.name for path in (home.media / "audio").iterdir()] == [f"{BEST_FIRST[7]}.m4a"]
    # Another time what was gone or silent is left alone, and the others are tried again.
    quick.faults.clear()
    done = answer(call(capsys, "media", "--home", home.root, "--json"))
    assert (done["kept"], done["hopeless"], done["made"]) == (1, 2, 5)


def test_a_host_that_refuses_is_left_alone(
    home: Home, quick: MediaHost, capsys: pytest.CaptureFixture[str]
) -> None:
    quick.faults.update(dict.fromkeys(BEST_FIRST, "403"))
    result = call(capsys, "media", "--home", home.root)
    assert result.returncode == 6
    assert "Dừng sớm" in result.stdout
    assert list(dict.fromkeys(quick.asked)) == BEST_FIRST[:5]


def test_a_dry_run_asks_for_nothing(
    home: Home, quick: MediaHost, capsys: pytest.CaptureFixture[str]
) -> None:
    done = answer(call(capsys, "media", "--dry-run", "--limit", 3, "--home", home.root, "--json"))
    assert (done["videos"], done["kept"], done["to_fetch"]) == (8, 0, 3)
    assert quick.asked == []
    assert not home.media.exists()
    assert "8 video" in call(capsys, "media", "--dry-run", "--home", home.root).stdout


@pytest.mark.slow
def test_a_killed_run_is_taken_up_where_it_was(home: Home, host: MediaHost) -> None:
    held = BEST_FIRST[2]
    host.faults[held] = "hang"
    slow = _env(host) | {"MEDIA_TIMEOUT": "60"}
    with start_etl("media", "--home", home.root, env=slow) as process:
        until = time.monotonic() + 60
        while held not in host.asked and time.monotonic() < until:
            time.sleep(0.01)
        assert list((home.media / ".work").iterdir())
        busy = told(etl("media", "--home", home.root, env=_env(host)), 5)
        assert "Một lần tải khác" in busy
        process.send_signal(signal.SIGKILL)
    host.faults.clear()
    host.asked.clear()
    assert sorted(path.stem for path in (home.media / "audio").iterdir()) == sorted(BEST_FIRST[:2])
    done = answer(etl("media", "--home", home.root, "--json", env=_env(host)))
    assert (done["kept"], done["made"]) == (2, 6)
    assert set(host.asked) == set(BEST_FIRST[2:])
    assert not (home.media / ".work").exists()


def test_the_pace_is_kept(home: Home, host: MediaHost) -> None:
    started = time.monotonic()
    etl("media", "--limit", 3, "--home", home.root, env=_env(host, per_minute=60))
    assert time.monotonic() - started >= 2


def test_a_record_that_was_cut_off_is_passed_over(tmp_path: Path) -> None:
    home = Home(tmp_path)
    append_failure(home, Kind.AUDIO, "1", "a", Why.GONE)
    path = home.collect / "media.jsonl"
    path.write_bytes(path.read_bytes()[:-10])
    append_failure(home, Kind.AUDIO, "2", "a", Why.GONE)
    assert [one.video_id for one in read_failures(home)] == ["2"]
    wanted = [Wanted("2", "a", 1.0), Wanted("3", "a", 1.0)]
    assert plan(home, Kind.AUDIO, wanted, None).to_fetch == wanted[1:]
    assert plan(home, Kind.FRAMES, wanted, None).to_fetch == wanted


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MEDIA_URL_TEMPLATE", "ftp://a/{id}"),
        ("MEDIA_URL_TEMPLATE", "https://a/video"),
        ("MEDIA_REQUESTS_PER_MINUTE", "0"),
        ("MEDIA_TIMEOUT", "nan"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(BadMediaSetting, match=name):
        MediaSettings.from_env({name: value})
