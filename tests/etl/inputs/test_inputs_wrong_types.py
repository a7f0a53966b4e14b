"""A wrong type in any field costs that field, or with a clear reason the row; never another."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec.inspect as types
import pytest
from raw_shapes import Item, full_video, profile, read, reasons, rows, video_id

from etl.inputs.tiktok import Profile, Video

OBJECT = {"a": {"b": [1]}}
WRONG: dict[type, list[object]] = {
    types.IntType: ["nhiều", "", "1.5", 1.5, True, -1, "-1", 2**63, 10**40, [1], OBJECT],
    types.FloatType: ["lâu", "", True, -1, -0.5, "inf", 1e300, [1], OBJECT],
    types.StrType: [5, 1.5, True, ["a"], OBJECT],
    types.BoolType: ["có", "", 2, 1.5, [True], OBJECT],
    types.StructType: ["chữ", "", 5, 1.5, True, [1], []],
    types.ListType: ["chữ", 5, 1.5, True, OBJECT],
}
LAX = {"author": ["chữ", ""]}
"""What is no struct and yet has a meaning: an author may be a handle."""
INT_IS_NO_COUNT = {"createTime", "collectTime", "anchors.type"}
ID = [1.5, True, [1], OBJECT]
ESSENTIAL = {"createTime", "id", "author", "author.uniqueId", "user", "user.uniqueId"}


def fields_of(kind: types.StructType, above: str = "") -> Iterator[tuple[str, types.Type]]:
    """Yields the path and type of every field, nested ones too, as the structs declare them."""
    for field in kind.fields:
        path = f"{above}{field.encode_name}"
        for one in alternatives(field.type):
            yield path, one
            item = one.item_type if isinstance(one, types.ListType) else one
            if isinstance(item, types.StructType):
                yield from fields_of(item, f"{path}.")


def alternatives(kind: types.Type) -> list[types.Type]:
    """Returns what a field may be, null left out; struct or text counts as struct."""
    if not isinstance(kind, types.UnionType):
        return [kind]
    some = [one for one in kind.types if not isinstance(one, types.NoneType)]
    return [one for one in some if isinstance(one, types.StructType)] or some


def wrong_values(path: str, kinds: list[types.Type]) -> list[object]:
    if len(kinds) > 1:
        return ID
    values = WRONG[type(kinds[0])]
    if path in INT_IS_NO_COUNT:
        values = [value for value in values if value not in (-1, "-1", 2**63, 10**40)]
    return [value for value in values if value not in LAX.get(path, [])]


def paths_of(kind: type) -> dict[str, list[types.Type]]:
    paths: dict[str, list[types.Type]] = {}
    described = types.type_info(kind)
    assert isinstance(described, types.StructType)
    for path, field in fields_of(described):
        paths.setdefault(path, []).append(field)
    return paths


def cases(kind: type) -> list[tuple[str, object]]:
    return [(p, value) for p, kinds in paths_of(kind).items() for value in wrong_values(p, kinds)]


def replaced(item: Item, path: str, value: object) -> Item:
    """Returns a copy with another value at the path; in a list, in its first object."""
    changed = copy.deepcopy(item)
    holder: Any = changed
    *above, leaf = path.split(".")
    for name in above:
        holder = holder[name]
        holder = holder[0] if isinstance(holder, list) else holder
    assert leaf in holder, f"the full item lacks {path}"
    holder[leaf] = value
    return changed


named = partial(pytest.mark.parametrize, ids=lambda value: str(value)[:24])


@named(("path", "value"), cases(Video))
def test_in_a_video(tmp_path: Path, path: str, value: object) -> None:
    items = [full_video(1), replaced(full_video(2), path, value), full_video(3)]
    reading = read(tmp_path, items)
    landed = {row["video_id"]: row for row in rows(reading)}
    assert reading.rows_read == 3
    assert {video_id(1), video_id(3)} <= landed.keys()
    assert landed[video_id(1)] == landed[video_id(3)] | {"video_id": video_id(1)}
    (rejection,) = reading.rejections
    assert rejection.position.startswith("mục 1, byte ")
    assert rejection.is_row is (path in ESSENTIAL)
    assert (video_id(2) in landed) is not rejection.is_row
    if not rejection.is_row:
        assert rejection.position.endswith(f", {path.replace('anchors.', 'anchors[0].')}")
        sound = landed[video_id(1)] | {"video_id": video_id(2)}
        lost = [name for name, kept in landed[video_id(2)].items() if kept != sound[name]]
        assert all(is_left_out(landed[video_id(2)], name) for name in lost)


def is_left_out(row: Item, name: str) -> bool:
    """A column is empty, from the coarser source, or shorter by one part."""
    counts = ["plays", "likes", "comments", "shares", "saves", "reposts"]
    if name in counts:
        return bool(row[name] == 1000 + counts.index(name))
    return name == "poi" or not row[name]


@named(("path", "value"), cases(Profile))
@pytest.mark.parametrize("wrapped", [True, False], ids=["wrapped", "bare"])
def test_in_a_profile(tmp_path: Path, path: str, value: object, wrapped: bool) -> None:
    item = replaced(profile(), path, value)
    reading = read(tmp_path, {"userInfo": item} if wrapped else item)
    (rejection,) = reading.rejections
    assert reading.rows_read == 1
    assert rejection.is_row is (path in ESSENTIAL)
    if not rejection.is_row:
        assert rejection.position.endswith(f", {path}")
        assert rows(reading)[0]["creator"] == "quan.an.ngon"


@named(("kind", "path"), [(k, p) for k in (Video, Profile) for p in paths_of(k)])
def test_null(tmp_path: Path, kind: type, path: str) -> None:
    """Null means that TikTok does not tell: nothing to report, unless the row is of no use."""
    of_use = path not in {"createTime", "author", "author.uniqueId", "user", "user.uniqueId"}
    item = full_video() if kind is Video else profile()
    reading = read(tmp_path, [replaced(item, path, None)])
    assert len(reading.rows) == of_use
    assert len(reading.rejections) == (not of_use)


@named(("kind", "path"), [(k, p) for k in (Video, Profile) for p in paths_of(k)])
def test_missing(tmp_path: Path, kind: type, path: str) -> None:
    item = full_video() if kind is Video else {"userInfo": profile()}
    marked = replaced(item, path if kind is Video else f"userInfo.{path}", "@")
    remove_marked(marked)
    reading = read(tmp_path, marked, "một.json")
    assert reading.rows_read == 1
    assert len(reading.rejections) == (
        path in {"createTime", "author", "author.uniqueId", "user", "user.uniqueId"}
    )


def remove_marked(value: Any) -> None:
    """Removes the fields whose value is `@`."""
    inner = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict):
        for name in [name for name, held in value.items() if held == "@"]:
            del value[name]
    for held in inner:
        if isinstance(held, dict | list):
            remove_marked(held)


@pytest.mark.parametrize(
    ("stats", "reason"),
    [
        ({"playCount": "nhiều"}, "wrong_type"),
        ({"playCount": -5}, "negative_number"),
        ({"playCount": 10**30}, "wrong_type"),
        ("chữ", "wrong_type"),
        ({}, "missing_field"),
        (None, "missing_field"),
    ],
)
@pytest.mark.parametrize("source", ["stats", "statsV2"])
def test_no_plays_at_all(tmp_path: Path, stats: object, reason: str, source: str) -> None:
    item = full_video(2) | {"stats": None, "statsV2": None} | {source: stats}
    reading = read(tmp_path, [full_video(1), item])
    assert len(reading.rows) == 1
    assert reasons(reading) == [reason]
    assert len(reading.rejections) == 1


def test_every_field_is_covered() -> None:
    videos, profiles = paths_of(Video), paths_of(Profile)
    assert {"statsV2.repostCount", "author.ttSeller", "anchors.type", "poi.country"} <= set(videos)
    assert "user.commerceUserInfo.commerceUser" in profiles
    assert all(wrong_values(path, kinds) for path, kinds in (videos | profiles).items())
