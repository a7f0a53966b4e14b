"""The files have the shapes of real ones, the counts that were asked for, and the traps."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest

from etl.sample import SampleSpec, write_sample

SPEC = SampleSpec(creators=12, videos=1_500, seed=7)

Item = dict[str, Any]


@dataclass(frozen=True)
class Written:
    """A sample read back."""

    root: Path

    def lists(self) -> list[list[Item]]:
        """The first crawls."""
        return [read(path) for path in sorted(self.root.glob("*/videos_info.json"))]

    def again(self) -> list[Item]:
        """The second crawls."""
        paths = sorted(self.root.glob("*/recrawl/videos_info.json"))
        return [item for path in paths for item in read(path)]

    def items(self) -> list[Item]:
        """Everything that was crawled."""
        return [item for items in self.lists() for item in items] + self.again()

    def profiles(self) -> list[Item]:
        """The profiles, unwrapped."""
        answers = [read(path) for path in sorted(self.root.glob("*/user_info.json"))]
        return [answer.get("userInfo", answer) for answer in answers]

    def handles(self) -> set[str]:
        """Everybody who is in a profile or a video."""
        return {profile["user"]["uniqueId"] for profile in self.profiles()} | {
            handle_of(item) for item in self.items()
        }


def read(path: Path) -> Any:
    return msgspec.json.decode(path.read_bytes())


def handle_of(item: Item) -> str:
    author: str | Item = item["author"]
    return author if isinstance(author, str) else str(author["uniqueId"])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    root = tmp_path_factory.mktemp("sample")
    write_sample(root, SPEC)
    return Written(root)


@pytest.mark.parametrize(
    ("creators", "videos"), [(1, 0), (1, 1), (5, 2), (6, 0), (6, 1), (40, 3), (9, 250)]
)
def test_exactly_as_many_as_asked_for(tmp_path: Path, creators: int, videos: int) -> None:
    write_sample(tmp_path, SampleSpec(creators=creators, videos=videos))
    sample = Written(tmp_path)
    assert len(sample.handles()) == creators
    assert len({item["id"] for item in sample.items()}) == videos


def test_no_file_is_empty(tmp_path: Path) -> None:
    write_sample(tmp_path, SampleSpec(creators=3, videos=0))
    assert all(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert not (tmp_path / "enrichment").exists()


def test_no_video_is_lost_or_shared(written: Written) -> None:
    ids = {item["id"] for item in written.items()}
    assert len(ids) == SPEC.videos
    assert len(written.handles()) == SPEC.creators
    for items in written.lists():
        assert len({item["id"] for item in items}) == len(items)
        assert len({handle_of(item) for item in items}) <= 1


def test_folders_are_named_after_their_creators(written: Written) -> None:
    for path in written.root.glob("*/videos_info.json"):
        assert {handle_of(item) for item in read(path)} <= {path.parent.name}


def test_ids_carry_the_time(written: Written) -> None:
    for item in written.items():
        assert len(item["id"]) == 19
        assert int(item["id"]) >> 32 == item["createTime"]


def test_nothing_lies_outside_the_window(written: Written) -> None:
    for item in written.items():
        assert item["createTime"] < item["collectTime"] < SPEC.crawled_at + 86_400
        assert SPEC.crawled_at - item["createTime"] < 491 * 86_400


def test_stats_agree_with_each_other(written: Written) -> None:
    for item in written.items():
        stats, texts = item["stats"], item["statsV2"]
        assert texts["repostCount"] == "0"
        for name in ("playCount", "diggCount", "commentCount", "shareCount"):
            assert texts[name] == str(stats[name])
        assert abs(int(texts["collectCount"]) - stats["collectCount"]) <= 50_000
        assert stats["playCount"] < 10_000 or stats["playCount"] % 100 == 0
        assert stats["playCount"] < 1_000_000 or stats["playCount"] % 100_000 == 0
        assert all(0 <= stats[name] <= stats["playCount"] for name in stats)


def test_items_have_the_fields_of_real_ones(written: Written) -> None:
    expected = {"id", "createTime", "collectTime", "desc", "contents", "author", "authorStats"}
    expected |= {"stats", "statsV2", "music", "video", "textLanguage", "CategoryType"}
    sometimes = {"challenges", "textExtra", "imagePost", "isAd", "isECVideo", "isPinnedItem"}
    sometimes |= {"anchors", "poi", "diversificationId", "duetEnabled", "adAuthorization"}
    items = written.items()
    assert all(expected <= set(item) for item in items)
    assert sometimes <= {name for item in items for name in item}
    assert all(list(item)[-1] == "collectTime" for item in items)


def test_hashtags_stand_where_text_extra_says(written: Written) -> None:
    for item in written.items():
        units = item["desc"].encode("utf-16-le")
        for tag in item.get("textExtra", []):
            word = units[2 * tag["start"] : 2 * tag["end"]].decode("utf-16-le")
            assert word == f"#{tag['hashtagName']}"
        assert len(item.get("challenges", [])) == len(item.get("textExtra", [])) <= 15


def test_profiles_come_in_both_shapes(written: Written) -> None:
    shapes = {tuple(read(path)) for path in written.root.glob("*/user_info.json")}
    assert shapes == {
        ("stats", "user"),
        ("extra", "log_pb", "shareMeta", "statusCode", "status_code", "status_msg", "userInfo"),
    }


def test_some_folders_are_incomplete(written: Written) -> None:
    folders = [path for path in written.root.iterdir() if path.is_dir()]
    names = [
        {path.name for path in folder.iterdir()} & {"user_info.json", "videos_info.json"}
        for folder in folders
        if folder.name != "enrichment"
    ]
    assert names.count({"user_info.json"}) == 1
    assert names.count({"videos_info.json"}) == 1


def test_one_old_crawl_has_the_author_as_text(written: Written) -> None:
    texts = [items for items in written.lists() if items and isinstance(items[0]["author"], str)]
    assert len(texts) == 1
    assert all(isinstance(item["author"], str) for item in texts[0])


def test_a_second_crawl_shows_higher_counts(written: Written) -> None:
    first = {item["id"]: item for items in written.lists() for item in items}
    again = written.again()
    both = [(first[item["id"]], item) for item in again if item["id"] in first]
    assert both
    for before, after in both:
        assert after["collectTime"] - before["collectTime"] > 21 * 86_400
        assert after["stats"]["playCount"] > before["stats"]["playCount"]
        assert all(after["stats"][name] >= count for name, count in before["stats"].items())


def test_pinned_videos_are_old_and_first(written: Written) -> None:
    profiles = [items for items in written.lists() if items and items[0].get("isPinnedItem")]
    assert profiles
    for items in profiles:
        pinned = [item.get("isPinnedItem", False) for item in items]
        times = [item["createTime"] for item in items]
        assert pinned == sorted(pinned, reverse=True)
        assert times[0] <= median(times)


def test_unpinned_videos_are_newest_first(written: Written) -> None:
    for items in written.lists():
        times = [item["createTime"] for item in items if not item.get("isPinnedItem")]
        assert times == sorted(times, reverse=True)


def test_photo_posts_have_no_duration(written: Written) -> None:
    items = written.items()
    photos = [item for item in items if "imagePost" in item]
    assert photos
    assert all(item["imagePost"]["images"] for item in photos)
    assert all((item["video"]["duration"] == 0) == ("imagePost" in item) for item in items)


def test_captions_are_odd_in_all_known_ways(written: Written) -> None:
    captions = [item["desc"] for item in written.items()]
    assert any(caption != unicodedata.normalize("NFC", caption) for caption in captions)
    assert any("ＮＧＯＮ" in caption or "ＲＥＶＩＥＷ" in caption for caption in captions)
    assert any(caption.startswith("=ngon quá") for caption in captions)
    assert any("😋" in caption for caption in captions)
    assert any("#anvatsaigon" in caption for caption in captions)
    assert any("#" not in caption for caption in captions)


def test_paid_posts_show_different_signs(written: Written) -> None:
    items = written.items()
    ads = [item for item in items if item.get("isAd")]
    shops = [item for item in items if item.get("isECVideo") == 1]
    assert ads
    assert shops
    assert all(item["anchors"][0]["type"] == 35 for item in shops)
    assert all(json.loads(item["anchors"][0]["extra"]) for item in shops)
    assert not all(item.get("isAd") for item in shops)


def test_sounds_are_shared(written: Written) -> None:
    creators_by_sound: dict[str, set[str]] = {}
    for item in written.items():
        creators_by_sound.setdefault(item["music"]["id"], set()).add(handle_of(item))
    assert max(len(handles) for handles in creators_by_sound.values()) >= 5


def test_enrichment_covers_part_of_the_videos(written: Written) -> None:
    ids = {item["id"] for item in written.items()}
    folder = written.root / "enrichment"
    for name in ("transcripts", "foods-and-locations"):
        lines = (folder / f"{name}.jsonl").read_bytes().splitlines()
        in_lines = [msgspec.json.decode(line)["video_id"] for line in lines]
        in_files = [path.stem for path in (folder / name).glob("*.json")]
        assert in_files
        assert len({*in_lines, *in_files}) == len(in_lines) + len(in_files)
        assert {*in_lines, *in_files} <= ids
        assert 0.5 < (len(in_lines) + len(in_files)) / len(ids) < 0.9


def test_enrichment_lines_have_the_fields_of_real_ones(written: Written) -> None:
    folder = written.root / "enrichment"
    speech = (folder / "transcripts.jsonl").read_bytes().splitlines()
    fields = ["video_id", "transcript", "takeaways", "has_call_to_action", "has_curiosity_gap"]
    assert all(list(msgspec.json.decode(line)) == fields for line in speech)
    found = (folder / "foods-and-locations.jsonl").read_bytes().splitlines()
    fields = ["video_id", "foods", "city", "district"]
    assert all(list(msgspec.json.decode(line)) == fields for line in found)
    cities = {msgspec.json.decode(line)["city"] for line in found}
    assert {None, "Hồ Chí Minh", "Sài Gòn", "TP.HCM", "Hà Nội"} <= cities


def test_some_answers_of_models_are_messy(written: Written) -> None:
    folder = written.root / "enrichment"
    answers = [path.read_text() for path in (folder / "transcripts").glob("*.json")]
    broken = [answer for answer in answers if not is_json(answer)]
    assert any(answer.startswith("```json") for answer in broken)
    assert any(".\n" in answer and answer.startswith("{") for answer in broken)
    assert any(is_json(answer) for answer in answers)
    foods = [path.read_text() for path in (folder / "foods-and-locations").glob("*.json")]
    assert any('"city": None' in answer for answer in foods)


def is_json(text: str) -> bool:
    try:
        msgspec.json.decode(text)
    except msgspec.DecodeError:
        return False
    return True


def test_labels_have_the_columns_of_real_ones(written: Written) -> None:
    table = pq.read_table(written.root / "enrichment" / "labels.parquet")
    assert table.column_names == [
        "author.uniqueId",
        "video.id",
        "categories",
        "main_content_focus",
        "structure_style",
        "hook_type",
        "tone_of_voice",
        "pacing",
        "has_cta",
        "cta_type",
    ]
    rows = table.to_pylist()
    assert {row["video.id"] for row in rows} < {item["id"] for item in written.items()}
    assert 0.2 < len(rows) / SPEC.videos < 0.4
    off_topic = [row for row in rows if row["categories"] == ["Không liên quan ẩm thực"]]
    assert off_topic
    assert all(row["has_cta"] is None and row["hook_type"] == [] for row in off_topic)
    assert all(bool(row["cta_type"]) == bool(row["has_cta"]) for row in rows)


def test_full_size_is_as_heavy_as_tiktok(tmp_path: Path) -> None:
    write_sample(tmp_path, SampleSpec(creators=6, videos=120, full_size=True))
    paths = [*tmp_path.glob("*/videos_info.json"), *tmp_path.glob("*/recrawl/*.json")]
    items = [item for path in paths for item in read(path)]
    assert 22_000 < sum(path.stat().st_size for path in paths) / len(items) < 28_000
    assert all(".invalid/" in item["music"]["playUrl"] for item in items)
