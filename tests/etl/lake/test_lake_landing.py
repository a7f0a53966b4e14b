"""Each row lands once, whatever is given again, and every row is accounted for."""

from __future__ import annotations

import os
import unicodedata
from datetime import datetime
from pathlib import Path

import pytest
from landings import Lake, quarantined
from raw_shapes import (
    COLLECTED,
    Item,
    add_local_labels,
    full_video,
    profile,
    video,
    video_id,
    write,
)

from etl.errors import EtlError
from etl.home import Home
from etl.inputs.rows import Table
from etl.lake.ledger import accounts, landings, landings_in_use, quarantined_by_reason

MENTION: Item = {"foods": [], "city": None, "district": None}
WEEK = 7 * 86_400


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(Home(tmp_path / "nhà"))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "thô"
    folder.mkdir()
    return folder


def crawl(*numbers: int, at: int = COLLECTED, **fields: object) -> list[Item]:
    """Returns videos that were collected at one time."""
    return [video(number, collectTime=at, **fields) for number in numbers]


def touch(path: Path, seconds: int = 1_800_000_000) -> None:
    os.utime(path, (seconds, seconds))


def test_everything_of_a_creator(lake: Lake, raw: Path) -> None:
    write(raw / "a" / "videos_info.json", [full_video(1), full_video(2)])
    write(raw / "a" / "user_info.json", {"userInfo": profile("a")})
    write(raw / "t" / f"{video_id(1)}.json", {"transcript": "xin chào", "takeaways": []})
    write(raw / "m" / f"{video_id(1)}.json", MENTION)
    write(raw / "labels.csv", f"video_id,hook_type\n{video_id(1)},Câu hỏi\n")
    add_local_labels(raw)
    landing = lake.land(raw)
    assert {t: len(lake.rows(t)) for t in Table} == {
        **dict.fromkeys(Table, 1),
        Table.VIDEOS: 2,
        Table.LOCAL_LABELS: 2,
    }
    assert landing.quarantine is None
    assert list(accounts(landing.files)) == sorted(table.value for table in Table)
    assert lake.rows()[0]["posted_hour"] == 23
    assert lake.rows()[0]["landing"] == landing.folder.name if landing.folder else False


def test_the_same_again_does_no_work(lake: Lake, raw: Path) -> None:
    path = write(raw / "videos_info.json", crawl(1, 2))
    write(raw / "readme.txt", "ghi chú")
    first = lake.land(raw)
    again = lake.land(raw)
    assert (again.folder, again.files, again.quarantine) == (None, [], None)
    assert again.unchanged == first.files
    touch(path)
    assert lake.land(raw).folder is None
    path.rename(raw / "videos_info.bak")
    (raw / "b").mkdir()
    (raw / "videos_info.bak").rename(raw / "b" / "videos_info.json")
    assert lake.land(raw).folder is None
    assert lake.ids() == [video_id(1), video_id(2)]


def test_a_grown_file_lands_what_is_new(lake: Lake, raw: Path) -> None:
    path = write(raw / "videos_info.json", crawl(1, 2))
    lake.land(raw)
    write(path, crawl(1, 2, 3))
    (file,) = lake.land(raw).files
    assert (file.rows_landed, file.rows_duplicate) == (1, 2)
    assert lake.ids() == [video_id(1), video_id(2), video_id(3)]


def test_a_file_of_known_rows_lands_none(lake: Lake, raw: Path) -> None:
    path = write(raw / "videos_info.json", crawl(1, 2))
    lake.land(raw)
    write(path, crawl(2, 1))
    (file,) = lake.land(raw).files
    assert (file.rows_landed, file.rows_duplicate) == (0, 2)
    assert lake.land(raw).folder is None


def test_duplicates_within_and_across_files(lake: Lake, raw: Path) -> None:
    write(raw / "a" / "videos_info.json", [*crawl(1, 2, 1), {"id": "x"}])
    write(raw / "b" / "videos_info.json", crawl(2, 3, 1))
    write(raw / "c" / "copy.json", crawl(2, 3, 1))
    counts = [
        (file.rows_read, file.rows_landed, file.rows_duplicate, file.rows_quarantined)
        for file in lake.land(raw).files
    ]
    assert counts == [(4, 2, 1, 1), (3, 1, 2, 0), (3, 0, 3, 0)]
    assert sorted(lake.ids()) == [video_id(1), video_id(2), video_id(3)]


def test_two_crawls_are_both_kept(lake: Lake, raw: Path) -> None:
    for week in range(2):
        at = COLLECTED + week * WEEK
        items = crawl(1, at=at, stats={"playCount": 100 + week})
        write(raw / f"tuần {week}" / "videos_info.json", items)
        write(raw / f"tuần {week}" / "user_info.json", profile(collectTime=at))
        lake.land(raw)
    assert [row["plays"] for row in lake.rows()] == [100, 101]
    assert len(lake.rows(Table.PROFILES)) == 2
    together = Lake(Home(raw.parent / "một lần"))
    together.land(raw)
    assert [row["plays"] for row in together.rows()] == [100, 101]


def test_the_same_answer_of_another_video(lake: Lake, raw: Path) -> None:
    """Model answers without dishes are equal to the byte; only the names of the files differ."""
    write(raw / f"{video_id(1)}.json", MENTION)
    write(raw / f"{video_id(2)}.json", MENTION)
    lake.land(raw)
    write(raw / f"{video_id(3)}.json", MENTION)
    lake.land(raw)
    found = [row["video_id"] for row in lake.rows(Table.MENTIONS)]
    assert found == [video_id(1), video_id(2), video_id(3)]
    assert lake.land(raw).folder is None


def test_answers_are_the_same_when_they_say_the_same(lake: Lake, raw: Path) -> None:
    said = {"transcript": "chào", "takeaways": ["a"], "has_call_to_action": None}
    write(raw / "1.json", said | {"video_id": video_id(1)})
    write(raw / "2.json", said | {"video_id": video_id(1)})
    write(raw / "3.json", said | {"video_id": video_id(1), "takeaways": ["b"]})
    lake.land(raw)
    assert len(lake.rows(Table.TRANSCRIPTS)) == 2


def test_captions_are_stored_composed(lake: Lake, raw: Path) -> None:
    write(raw / "v.json", crawl(1, desc=unicodedata.normalize("NFD", "Bún bò Huế ở Đà Nẵng")))
    lake.land(raw)
    assert lake.rows()[0]["caption"] == unicodedata.normalize("NFC", "Bún bò Huế ở Đà Nẵng")


def test_what_cannot_be_used_is_set_aside(lake: Lake, raw: Path) -> None:
    write(raw / "a" / "videos_info.json", '[{"id": "1", "createTime"')
    write(raw / "b" / "videos_info.json", [*crawl(1), video(2, isAd="có", collectTime=COLLECTED)])
    write(raw / "c" / "x.json", {"name": "app"})
    landing = lake.land(raw)
    lines = quarantined(landing)
    assert [(line["reason"], line["is_row"]) for line in lines] == [
        ("truncated_json", True),
        ("wrong_type", False),
        ("unrecognised", True),
    ]
    for line, name in zip(lines, ["a/videos_info", "b/videos_info", "c/x"], strict=True):
        assert line["file"] == str(raw / f"{name}.json")
        assert line["position"] and line["detail"] and line["text"]
    assert lines[1]["position"].endswith("isAd") and lines[1]["text"] == '"có"'
    assert quarantined_by_reason(landing.files) == {
        "unknown": {"unrecognised": 1},
        "videos": {"truncated_json": 1},
    }
    assert lake.land(raw).folder is None


def test_a_refusal_counts_to_the_answers_around_it(lake: Lake, raw: Path) -> None:
    write(raw / f"{video_id(1)}.json", MENTION)
    write(raw / f"{video_id(2)}.json", "Xin lỗi, tôi không thể.")
    assert quarantined_by_reason(lake.land(raw).files) == {"mentions": {"no_answer": 1}}


def test_strict_lands_nothing(lake: Lake, raw: Path) -> None:
    write(raw / "videos_info.json", [*crawl(1), {"id": "x"}])
    landing = lake.land(raw, strict=True)
    assert (landing.folder, len(quarantined(landing))) == (None, 1)
    assert list(lake.home.lake.iterdir()) == []
    write(raw / "videos_info.json", crawl(1))
    assert lake.land(raw, strict=True).folder
    assert lake.ids() == [video_id(1)]


def test_files_that_cannot_be_read(lake: Lake, raw: Path) -> None:
    """They are told, once, and land as soon as they can be read, whatever their time."""
    write(raw / "videos_info.json", crawl(1))
    (raw / "more.json").symlink_to(raw.parent / "sau.json")
    landing = lake.land(raw)
    assert [line["reason"] for line in quarantined(landing)] == ["unreadable"]
    assert lake.land(raw).folder is None
    write(raw.parent / "sau.json", crawl(2))
    lake.land(raw)
    assert lake.ids() == [video_id(1), video_id(2)]


def test_a_file_that_becomes_readable_without_a_new_time(lake: Lake, raw: Path) -> None:
    path = write(raw / "videos_info.json", crawl(1))
    path.chmod(0)
    try:
        if os.access(path, os.R_OK):
            pytest.skip("chạy bằng root: chmod 000 không cấm được gì")
        lake.land(raw)
    finally:
        path.chmod(0o644)
    lake.land(raw)
    assert lake.ids() == [video_id(1)]


def test_no_files(lake: Lake, raw: Path) -> None:
    landing = lake.land(raw)
    assert (landing.folder, landing.files, landing.unchanged) == (None, [], [])


def test_only_files_that_are_no_data(lake: Lake, raw: Path) -> None:
    write(raw / "a.txt", "ghi chú")
    (file,) = lake.land(raw).files
    assert (file.ignored, file.rows_read) == (True, 0)
    assert lake.land(raw).folder is None


def test_the_same_folder_twice(lake: Lake, raw: Path) -> None:
    write(raw / "a" / "videos_info.json", crawl(1))
    (raw.parent / "đường khác").symlink_to(raw)
    landing = lake.land(raw, raw, raw / "a", raw.parent / "đường khác")
    assert len(landing.files) == 1
    assert lake.ids() == [video_id(1)]


@pytest.mark.parametrize(
    "name", ["a b", 'quán\'s "ngon"', "dòng\nmới", "[1]*?", "Ăn ở Huế", "$x;--"]
)
def test_strange_names(tmp_path: Path, name: str) -> None:
    raw = tmp_path / name / "thô"
    lake = Lake(Home(tmp_path / name / "nhà"))
    for number in (1, 2):
        write(raw / name / f"{name}{number}.json", [*crawl(number), {"id": name}])
        lake.land(raw)
    assert lake.ids() == [video_id(1), video_id(2)]
    assert lake.land(raw).folder is None


def test_a_name_in_an_old_encoding(lake: Lake, raw: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(raw) + b"/qu\xe1n.json"))
    write(path, [*crawl(1), {"id": "x"}])
    landing = lake.land(raw)
    assert lake.ids() == [video_id(1)]
    assert quarantined(landing)[0]["file"].endswith("/qu\\xe1n.json")
    assert lake.land(raw).folder is None


def test_numbers_beyond_the_columns(lake: Lake, raw: Path) -> None:
    """What no column can hold must not end the run."""
    big = 10**30
    write(
        raw / "v.json",
        [
            *crawl(1, video={"width": 2**40, "duration": 1e300}, stats={"playCount": 2**63 - 1}),
            *crawl(2, statsV2={"playCount": "5", "diggCount": str(big)}),
            *crawl(3, authorStats={"followerCount": big}, music={"id": big}),
            *crawl(4, stats={"playCount": big}),
        ],
    )
    landing = lake.land(raw)
    assert lake.ids() == [video_id(1), video_id(2), video_id(3)]
    assert sum(file.fields_dropped for file in landing.files) == 4
    assert lake.rows()[0]["plays"] == 2**63 - 1


def test_leftovers_of_a_killed_run_are_removed(lake: Lake, raw: Path) -> None:
    write(raw / "v.json", crawl(1))
    write(lake.home.lake / ".staging-20250101T000000Z-x" / "videos.parquet", "nửa")
    write(lake.home.lake / "20250101T000000Z-x" / "videos.parquet", "không có sổ")
    lake.land(raw)
    assert lake.ids() == [video_id(1)]
    assert not list(lake.home.lake.glob(".staging-*"))


def test_made_up_and_real_are_not_mixed(lake: Lake, raw: Path) -> None:
    write(raw / "mẫu" / "SYNTHETIC.json", {"seed": 7})
    write(raw / "mẫu" / "a" / "videos_info.json", crawl(1))
    write(raw / "thật" / "videos_info.json", crawl(2))
    with pytest.raises(EtlError, match="trộn"):
        lake.land(raw)
    with pytest.raises(EtlError, match="trộn"):
        lake.land(raw / "mẫu", raw / "thật")
    assert lake.ids() == []
    lake.land(raw / "mẫu")
    assert [file.synthetic for file in lake.files()] == [True, True]
    assert len(landings_in_use(lake.home.lake)) == 1
    lake.land(raw / "thật")
    (used,) = landings_in_use(lake.home.lake)
    assert used == landings(lake.home.lake)[-1]
    assert lake.land(raw / "mẫu").folder is None


def test_a_part_of_a_sample_given_by_itself_is_still_made_up(lake: Lake, raw: Path) -> None:
    write(raw / "SYNTHETIC.json", {})
    write(raw / "a" / "v.json", crawl(1))
    lake.land(raw / "a")
    assert [file.synthetic for file in lake.files()] == [True]


def test_a_single_file_of_a_sample(lake: Lake, raw: Path) -> None:
    write(raw / "SYNTHETIC.json", {})
    path = write(raw / "v.json", crawl(1))
    lake.land(path)
    assert [file.synthetic for file in lake.files()] == [True]


def test_rows_keep_their_order_and_their_landing(lake: Lake, raw: Path) -> None:
    write(raw / "v.json", crawl(*range(50)))
    landing = lake.land(raw)
    assert lake.ids() == [video_id(number) for number in range(50)]
    assert landing.folder and {row["landing"] for row in lake.rows()} == {landing.folder.name}
    assert {row["collected_at"] for row in lake.rows()} == {datetime(2024, 7, 3, 9, 46, 40)}
