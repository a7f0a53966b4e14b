"""Alerts as a part of a run: written once, told against the version before, the same again."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from alert_worlds import WEEK, alerts_of, daily, tags, video, write_version
from homes import ROOT, copied, environment, publish, raw_videos
from raw_shapes import COLLECTED, write
from raw_shapes import video as raw_video

from etl import schema
from etl.alerts.build import build_alerts
from etl.alerts.kinds import AlertKind
from etl.home import Home
from etl.publish.alerts import read_alerts
from etl.publish.versions import current_version, list_versions
from etl.run import roll_back
from etl.sample import SampleSpec, write_sample
from etl.transform.engines import EngineName, open_engine

TODAY = date(2025, 3, 19)


def written(folder: Path, previous: Path | None = None) -> list[dict[str, Any]]:
    """Writes the alerts of a version and returns them."""
    with open_engine(EngineName.DUCKDB, folder / "spill") as engine:
        build_alerts(engine, folder, [], previous)
    table = pq.read_table(folder / "alerts.parquet")
    assert table.schema.equals(schema.dataset("alerts").arrow)
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def hits(folder: Path, *plays: int) -> Path:
    """Writes a version in which some videos of a creator break out."""
    usual = [video(f"u{n:02}", "an", date(2024, 6, 1 + n)) for n in range(20)]
    found = [video(f"hit{n}", "an", TODAY, count) for n, count in enumerate(plays)]
    return write_version(folder, [*usual, *found])


def test_what_the_version_before_did_not_have_is_new(tmp_path: Path) -> None:
    before, now = hits(tmp_path / "before", 6000), hits(tmp_path / "now", 7000, 9000)
    assert [row["is_new"] for row in written(before)] == [True]
    rows = written(now, before)
    assert [(row["subject"], row["is_new"]) for row in rows] == [("hit0", False), ("hit1", True)]
    assert [row["rank"] for row in rows] == [2, 1]


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"")])
def test_a_version_before_without_readable_alerts_is_none(tmp_path: Path, damage: Any) -> None:
    before, now = hits(tmp_path / "before", 6000), hits(tmp_path / "now", 6000)
    written(before)
    damage(before / "alerts.parquet")
    assert [row["is_new"] for row in written(now, before)] == [True]


def test_rows_are_in_the_order_of_the_key_and_the_same_again(tmp_path: Path) -> None:
    folder = hits(tmp_path, 9000, 6000, 7000)
    rows = written(folder)
    data = (folder / "alerts.parquet").read_bytes()
    assert rows == sorted(rows, key=lambda row: (row["kind"], row["subject"]))
    assert written(folder) == rows
    assert (folder / "alerts.parquet").read_bytes() == data


def test_without_alerts_the_file_is_empty(tmp_path: Path) -> None:
    assert written(write_version(tmp_path, daily("an", TODAY - timedelta(days=90), TODAY))) == []


def test_a_run_tells_what_is_new_and_does_nothing_again(tmp_path: Path) -> None:
    """The videos are older than their collection by months, so their source is stale."""
    home = Home(tmp_path / "home")
    times = {"collectTime": COLLECTED}
    first = publish(home, raw_videos(tmp_path / "one", 1, **times))
    assert first.version is not None
    assert [(one.kind, one.is_new) for one in read_alerts(first.version)] == [
        (AlertKind.STALE_VIDEOS, True)
    ]
    second = publish(home, raw_videos(tmp_path / "two", 2, **times))
    assert second.version is not None
    assert [one.is_new for one in read_alerts(second.version)] == [False]
    assert publish(home, tmp_path / "two").version is None


def test_a_landing_that_brings_nothing_is_told(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    item = raw_video(1, collectTime=COLLECTED)
    publish(home, write(tmp_path / "one" / "ngon" / "videos_info.json", [item]).parent)
    again = publish(
        home, write(tmp_path / "two" / "ngon" / "videos_info.json", [item, item]).parent
    )
    assert again.version is not None
    kinds = {alert.kind: alert for alert in read_alerts(again.version)}
    assert kinds[AlertKind.EMPTY_LANDING].value == 0
    assert kinds[AlertKind.EMPTY_LANDING].baseline == 2


def test_the_version_that_readers_have_is_compared_with(tmp_path: Path) -> None:
    """After a rollback that is not the newest one, whose alerts nobody sees."""
    home = Home(tmp_path / "home")
    for number, name in enumerate(("one", "two"), 1):
        publish(home, raw_videos(tmp_path / name, number, collectTime=COLLECTED))
    first = list_versions(home.datasets)[0]
    none = schema.dataset("alerts").arrow.empty_table()
    pq.write_table(none, first.parquet("alerts"))
    roll_back(home, first.name)
    outcome = publish(home, raw_videos(tmp_path / "three", 3, collectTime=COLLECTED))
    assert outcome.version is not None
    assert [one.is_new for one in read_alerts(outcome.version)] == [True]


def test_fewer_videos_than_before_are_told(home: Home) -> None:
    """The first landing is lost, and with it three of four videos."""
    shutil.rmtree(sorted(home.lake.glob("[0-9]*"))[0])
    outcome = publish(home, raw_videos(home.root / "raw", 5))
    assert outcome.version is not None
    (alert,) = read_alerts(outcome.version, [AlertKind.FEWER_ROWS])
    assert (alert.subject, alert.value, alert.baseline, alert.severity) == ("videos", 2, 4, "high")


def test_real_data_is_not_compared_with_made_up_data(sample_home: Home, tmp_path: Path) -> None:
    home = copied(sample_home, tmp_path / "home")
    outcome = publish(home, raw_videos(tmp_path / "raw", 1, 2))
    assert outcome.version is not None
    alerts = read_alerts(outcome.version)
    assert AlertKind.FEWER_ROWS not in {alert.kind for alert in alerts}
    assert all(alert.is_new for alert in alerts)
    assert len(list_versions(home.datasets)) == 2


@pytest.mark.slow
def test_the_sample_has_alerts_on_videos_and_on_what_rises(tmp_path: Path) -> None:
    write_sample(tmp_path / "in", SampleSpec(creators=60, videos=6000, until=date(2025, 3, 20)))
    home = Home(tmp_path / "home")
    publish(home, tmp_path / "in")
    kinds = {alert.kind for alert in read_alerts(current_version(home.datasets))}
    assert AlertKind.BREAKOUT_VIDEO in kinds
    assert AlertKind.GROWING_VIDEO in kinds


def everything(folder: Path) -> Path:
    """Writes a version that has alerts of most kinds."""
    names = [f"an{n}" for n in range(10)]
    weeks = [
        [video(f"{name}-{n}", name, WEEK - timedelta(days=7 * n), 900 + 7 * n) for name in names]
        for n in range(40)
    ]
    rows = [row for week in weeks for row in week]
    rows += [video("hit", "an0", TODAY, 50_000, caption="Bún đậu")]
    rows += daily("lang", date(2024, 12, 1), TODAY - timedelta(days=30))
    rows += [
        video(f"len{n:02}", "len", TODAY - timedelta(days=14 + n), 9000 if n < 10 else 1000 + n)
        for n in range(40)
    ]
    before = TODAY - timedelta(days=10)
    history = [
        {"creator": "an1", "collected_at": at, "followers": count}
        for at, count in ((date_time(before), 1000), (date_time(TODAY), 1500))
    ]
    return write_version(
        folder,
        rows,
        video_hashtags=[*tags(weeks[0][:6], "phởcuốn", "phocuon"), *tags(rows[50:60], "khac")],
        creator_history=history,
    )


def date_time(day: date) -> Any:
    return video("x", "x", day)["posted_at"]


def test_a_world_with_alerts_of_many_kinds(tmp_path: Path) -> None:
    kinds = {alert.kind for alert in alerts_of(everything(tmp_path))}
    assert kinds == {
        AlertKind.BREAKOUT_VIDEO,
        AlertKind.RISING_HASHTAG,
        AlertKind.CREATOR_RISE,
        AlertKind.FOLLOWERS_RISE,
        AlertKind.SILENT_CREATOR,
    }


_TELL = """
import json, sys
from pathlib import Path
from alert_worlds import alerts_of
from etl.transform.engines import EngineName
found = alerts_of(Path(sys.argv[1]), engine=EngineName(sys.argv[2]))
print("alerts:" + json.dumps([str(alert) for alert in found], ensure_ascii=False))
"""


@pytest.mark.slow
def test_engines_find_the_same_alerts(tmp_path: Path) -> None:
    """In a process of its own: a Spark session does not end cleanly in ours."""
    pytest.importorskip("pyspark", reason="chưa cài pyspark (requirements-spark.txt)")
    if shutil.which("java") is None:
        pytest.skip("không có Java trên máy này: không chạy được Spark")
    folder = everything(tmp_path)
    found = []
    for engine in EngineName:
        done = subprocess.run(
            [sys.executable, "-c", _TELL, str(folder), engine.value],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment({"PYTHONPATH": f"{ROOT}:{Path(__file__).parent}:{_path()}"}),
            cwd=ROOT,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        (line,) = [line for line in done.stdout.splitlines() if line.startswith("alerts:")]
        found.append(json.loads(line.removeprefix("alerts:")))
    assert found[0]
    assert found[0] == found[1]


def _path() -> str:
    return ":".join(path for path in sys.path if path)
