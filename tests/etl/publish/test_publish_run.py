"""A run publishes what is new, once, and nothing that is not fit to be published."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from homes import contents, copied, leftovers, names, publish, raw_videos
from raw_shapes import COLLECTED, video, write

from etl.errors import (
    AnotherRunIsActive,
    ChecksFailed,
    NothingToRead,
    PublishFailed,
    QuarantineNotEmpty,
)
from etl.guards import only_run
from etl.home import Home
from etl.inputs.rows import Table
from etl.lake.ledger import LEDGER, landings, read_ledger, write_ledger
from etl.publish.versions import current_version
from etl.run import reference_folder, roll_back


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Returns every path below a folder with its size and time of change."""
    paths = sorted(folder.rglob("*"))
    return {
        str(path.relative_to(folder)): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in paths
        if path.is_symlink() or path.is_file()
    }


def garbage(folder: Path) -> Path:
    """Writes files that look like TikTok's and hold nothing usable."""
    write(folder / "a" / "videos_info.json", b'[{"id": "7300000000000000001", "createT')
    write(folder / "b" / "videos_info.json", b"")
    write(folder / "c" / "user_info.json", b"\xff\xfe not json")
    return folder


def test_a_second_run_does_no_work(sample_home: Home, sample: Path, tmp_path: Path) -> None:
    home = copied(sample_home, tmp_path / "home")
    before, inputs = state(home.root), state(sample)
    outcome = publish(home, sample)
    assert outcome.version is None
    assert outcome.landing.files == []
    assert outcome.landing.folder is None
    assert set(outcome.seconds) == {"land"}
    after = state(home.root)
    after.pop(".etl.lock"), before.pop(".etl.lock", None)
    assert after == before
    assert state(sample) == inputs


def test_the_same_files_elsewhere_are_nothing_new(
    sample_home: Home, sample: Path, tmp_path: Path
) -> None:
    home = copied(sample_home, tmp_path / "home")
    shutil.copytree(sample, tmp_path / "again")
    assert publish(home, tmp_path / "again").version is None


def test_new_input_gives_a_new_version_beside_the_old(home: Home, tmp_path: Path) -> None:
    old = current_version(home.datasets)
    outcome = publish(home, raw_videos(tmp_path / "new", 5, 6))
    assert outcome.version is not None
    assert outcome.version.name == outcome.current.name == names(home)[-1]
    assert outcome.current.manifest.rows["videos"] == old.manifest.rows["videos"] + 2
    assert contents(old.folder)["videos"].num_rows == old.manifest.rows["videos"]
    assert leftovers(home) == []
    assert not (outcome.version.folder / "work").exists()


@pytest.mark.slow
def test_new_input_after_a_rollback_is_published(home: Home, tmp_path: Path) -> None:
    roll_back(home, names(home)[0])
    outcome = publish(home, raw_videos(tmp_path / "new", 5))
    assert outcome.current.manifest.rows["videos"] == 5


@pytest.mark.slow
def test_a_reference_table_changed_and_changed_back_is_published_each_time(
    home: Home, tmp_path: Path
) -> None:
    reference = shutil.copytree(reference_folder(), tmp_path / "reference")
    write(reference / "zz.csv", "a,b\n")
    raw = raw_videos(tmp_path / "new", 4)
    original = current_version(home.datasets)
    changed = publish(home, raw, reference=reference).current
    back = publish(home, raw).current
    assert len({original.name, changed.name, back.name}) == 3
    assert back.manifest.fingerprint == original.manifest.fingerprint
    assert publish(home, raw).version is None


def test_creators_without_known_followers_can_be_published(tmp_path: Path) -> None:
    """Old crawls have the author as a string: there is nothing to compute tiers from."""
    home = Home(tmp_path / "home")
    outcome = publish(home, raw_videos(tmp_path / "raw", 1, 2, author="quan.an.ngon"))
    assert outcome.current.manifest.tier_thresholds == []
    assert set(contents(outcome.current.folder)["creators"]["tier"].to_pylist()) == {None}


@pytest.mark.parametrize("tail", ["lake", "datasets", "quarantine", "lake/sub"])
def test_own_folders_are_no_input(home: Home, tail: str) -> None:
    write(home.root / tail / "x" / "videos_info.json", [video(9)])
    with pytest.raises(NothingToRead, match="Không có tệp nào trong"):
        publish(home, home.root / tail)


def test_the_home_as_input_means_what_is_not_the_etls_own(home: Home) -> None:
    raw_videos(home.root / "raw", 5)
    outcome = publish(home, home.root)
    assert outcome.current.manifest.rows["videos"] == 5
    assert [Path(file.path).name for file in outcome.landing.files if not file.ignored] == [
        "videos_info.json"
    ]
    assert publish(home, home.root).version is None


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: folder, "Không có tệp nào trong"),
        (lambda folder: folder / "nowhere", "Không có thư mục hay tệp"),
        (garbage, r"Không có video nào dùng được trong 3 tệp đã đọc\. Lý do: .*tệp rỗng"),
        (
            lambda folder: write(folder / "note.txt", "xin chào").parent,
            "Không có video nào dùng được trong 1 tệp đã đọc",
        ),
    ],
    ids=["empty folder", "no folder", "only garbage", "no data"],
)
def test_nothing_usable_publishes_nothing(tmp_path: Path, make: Any, words: str) -> None:
    home = Home(tmp_path / "home")
    (tmp_path / "in").mkdir()
    with pytest.raises(NothingToRead, match=words):
        publish(home, make(tmp_path / "in"))
    assert names(home) == []
    assert leftovers(home) == []


@pytest.mark.slow
def test_garbage_beside_what_is_known_changes_accounts_and_alerts_alone(home: Home) -> None:
    old = current_version(home.datasets)
    outcome = publish(home, garbage(home.root / "raw"))
    manifest = outcome.current.manifest
    assert manifest.rows | {"alerts": 0} == old.manifest.rows | {"alerts": 0}
    assert manifest.quarantined.total == 3
    assert sum(manifest.quarantined.by_reason.values()) == 3
    assert outcome.landing.quarantine is not None
    lines = outcome.landing.quarantine.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("items", "words"),
    [
        pytest.param(
            [video(5), video(6, createTime=None)],
            "1 dòng và 0 trường lẻ",
            marks=pytest.mark.slow,
        ),
        ([video(5, music="không phải đối tượng")], "0 dòng và 1 trường lẻ"),
    ],
    ids=["a row", "a field"],
)
def test_strict_lands_and_publishes_nothing(home: Home, items: list[Any], words: str) -> None:
    before = (names(home), landings(home.lake))
    raw = home.root / "raw"
    write(raw / "ngon" / "videos_info.json", items)
    with pytest.raises(QuarantineNotEmpty, match=words) as caught:
        publish(home, raw, strict=True)
    assert caught.value.exit_code == 3
    assert (names(home), landings(home.lake)) == before
    assert leftovers(home) == []
    assert publish(home, raw).current.manifest.rows["videos"] == 5
    with pytest.raises(QuarantineNotEmpty, match=words):
        publish(home, raw, strict=True)


@pytest.mark.slow
def test_strict_is_content_with_clean_files(home: Home) -> None:
    assert publish(home, raw_videos(home.root / "raw", 5), strict=True).version is not None


def rewrite(path: Path, change: Any) -> None:
    """Writes a parquet file again with some change to its rows."""
    pq.write_table(change(pq.read_table(path)), path)


def lose_a_row(lake: Path) -> None:
    rewrite(landings(lake)[0] / f"{Table.VIDEOS}.parquet", lambda table: table.slice(1))


def lose_a_file(lake: Path) -> None:
    (landings(lake)[0] / f"{Table.VIDEOS}.parquet").unlink()


def miscount(lake: Path) -> None:
    folder = landings(lake)[0]
    files = [{**vars(file), "rows_read": file.rows_read + 1} for file in read_ledger([folder])]
    write_ledger(folder, [type(read_ledger([folder])[0])(**file) for file in files])


def turn_negative(lake: Path) -> None:
    def negative(table: pa.Table) -> pa.Table:
        place = table.schema.get_field_index("plays")
        return table.set_column(place, "plays", pa.array([-1] * table.num_rows, pa.int64()))

    rewrite(landings(lake)[0] / f"{Table.VIDEOS}.parquet", negative)


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        (lose_a_row, "lake_complete.videos: 6 dòng đã ghi nhận, 5 dòng có trong kho"),
        pytest.param(lose_a_file, "lake_complete.videos", marks=pytest.mark.slow),
        (miscount, "rows_accounted: 1 tệp có dòng không rõ đi đâu"),
        (turn_negative, "no_negative.video_history: 3 dòng có số âm hoặc không phải số"),
    ],
)
def test_a_lake_that_fails_a_check_is_not_published(home: Home, damage: Any, check: str) -> None:
    before = current_version(home.datasets)
    damage(home.lake)
    with pytest.raises(ChecksFailed) as caught:
        publish(home, raw_videos(home.root / "raw", 4, 5))
    assert caught.value.exit_code == 4
    assert check in str(caught.value)
    assert "chưa công bố gì" in str(caught.value)
    assert current_version(home.datasets) == before
    assert leftovers(home) == []


@pytest.mark.parametrize("file", [f"{Table.VIDEOS}.parquet", LEDGER])
def test_a_damaged_file_of_the_lake_is_told_as_such(home: Home, file: str) -> None:
    before = current_version(home.datasets)
    path = landings(home.lake)[0] / file
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(PublishFailed, match=r"Kho dữ liệu .* có tệp hỏng.*không đổi"):
        publish(home, raw_videos(home.root / "raw", 5))
    assert current_version(home.datasets) == before
    assert leftovers(home) == []


@pytest.mark.slow
def test_a_failed_run_leaves_no_trace_and_the_next_succeeds(home: Home) -> None:
    """What blocks the name of a staging folder is a file in the way of the datasets folder."""
    hidden = home.datasets.rename(home.root / "hidden")
    home.datasets.write_text("in the way")
    raw = raw_videos(home.root / "raw", 5)
    with pytest.raises(PublishFailed, match="không phải thư mục|đã có một tệp cùng tên"):
        publish(home, raw)
    home.datasets.unlink()
    hidden.rename(home.datasets)
    assert publish(home, raw).current.manifest.rows["videos"] == 5


def test_two_writers_exclude_each_other(home: Home) -> None:
    before = names(home)
    with only_run(home), pytest.raises(AnotherRunIsActive, match="Đợi nó xong"):
        publish(home, raw_videos(home.root / "raw", 5))
    with only_run(home), pytest.raises(AnotherRunIsActive):
        roll_back(home, before[0])
    assert names(home) == before
    assert AnotherRunIsActive.exit_code == 5


def test_the_loser_leaves_the_winners_unfinished_folders_alone(home: Home) -> None:
    with only_run(home):
        staging = home.datasets / ".staging-winner"
        staging.mkdir()
        with pytest.raises(AnotherRunIsActive):
            publish(home, raw_videos(home.root / "raw", 5))
        assert staging.exists()


def test_real_and_made_up_data_are_not_mixed(sample_home: Home, tmp_path: Path) -> None:
    home = copied(sample_home, tmp_path / "home")
    assert current_version(home.datasets).manifest.synthetic
    outcome = publish(home, raw_videos(tmp_path / "raw", 1, 2))
    assert not outcome.current.manifest.synthetic
    assert outcome.current.manifest.rows["videos"] == 2


def test_a_sample_beside_real_inputs_is_set_aside(sample: Path, tmp_path: Path) -> None:
    outcome = publish(Home(tmp_path / "home"), sample, raw_videos(tmp_path / "raw", 1))
    assert outcome.current.manifest.rows["videos"] == 1
    assert not outcome.current.manifest.synthetic


@pytest.mark.slow
def test_the_datasets_do_not_depend_on_when_files_came(tmp_path: Path) -> None:
    times = {"collectTime": COLLECTED}
    one, two = (raw_videos(tmp_path / f"in{n}", n, **times) for n in (1, 2))
    apart, together = Home(tmp_path / "apart"), Home(tmp_path / "together")
    publish(apart, two)
    left = contents(publish(apart, one).current.folder)
    right = contents(publish(together, one, two).current.folder)
    # Alerts tell of the newest landing, and which of them the version before did not have.
    assert left.pop("alerts").num_rows
    assert right.pop("alerts").num_rows
    assert left == right


def test_the_manifest_is_json_for_machines(home: Home) -> None:
    manifest = json.loads((current_version(home.datasets).folder / "manifest.json").read_bytes())
    assert manifest["version"] == names(home)[-1]


@pytest.mark.parametrize("year", [1980, 2090])
def test_a_file_with_a_wrong_time_can_be_published(tmp_path: Path, year: int) -> None:
    folder = raw_videos(tmp_path / "raw", 1, collectTime=None)
    stamp = (year - 1970) * 31_557_600
    for path in folder.rglob("*.json"):
        os.utime(path, (stamp, stamp))
    outcome = publish(Home(tmp_path / "home"), folder)
    assert outcome.current.manifest.rows["videos"] == 1
