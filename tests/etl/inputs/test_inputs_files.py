"""The walk over the input finds every file once and is trapped by nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from raw_shapes import write

from etl.home import Home
from etl.inputs.files import find_input_files, hash_or_nothing, shown


def found(*inputs: Path) -> list[str]:
    """Returns the paths found, relative to the first input."""
    files = find_input_files(list(inputs), lambda path: False)
    return [os.path.relpath(file.path, inputs[0]) for file in files]


def test_every_folder_in_a_stable_order(tmp_path: Path) -> None:
    names = ["b/2.json", "b/10.json", "a/sâu/đáy.json", "z.json"]
    for name in names:
        write(tmp_path / name, "{}")
    assert found(tmp_path) == sorted(names)


def test_hidden_files_are_no_input(tmp_path: Path) -> None:
    for name in (".DS_Store", ".git/config.json", "a/.hidden.json", "a/seen.json"):
        write(tmp_path / name, "{}")
    assert found(tmp_path) == ["a/seen.json"]


def test_a_hidden_input_that_was_named(tmp_path: Path) -> None:
    write(tmp_path / ".kho" / "a.json", "{}")
    assert found(tmp_path / ".kho") == ["a.json"]


def test_the_same_file_by_several_ways(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    path = write(folder / "x.json", "{}")
    (folder / "link.json").symlink_to(path)
    (tmp_path / "other").symlink_to(folder)
    ways = (folder, folder, folder / ".." / "a", tmp_path / "other", path, tmp_path)
    assert len(found(*ways)) == 1


def test_loops_of_links(tmp_path: Path) -> None:
    write(tmp_path / "a" / "x.json", "{}")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "here").symlink_to(".")
    (tmp_path / "b").symlink_to("c")
    (tmp_path / "c").symlink_to("b")
    assert found(tmp_path) == ["a/x.json", "b", "c"]


def test_links_to_nothing_are_told(tmp_path: Path) -> None:
    (tmp_path / "videos_info.json").symlink_to("nowhere.json")
    assert found(tmp_path) == ["videos_info.json"]


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path) -> None:
    locked = tmp_path / "khoá"
    write(locked / "x.json", "{}")
    write(tmp_path / "y.json", "{}")
    locked.chmod(0)
    try:
        if os.access(locked, os.R_OK):
            pytest.skip("chạy bằng root: chmod 000 không cấm được gì")
        assert found(tmp_path) == ["khoá", "y.json"]
    finally:
        locked.chmod(0o755)


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ống.json")
    assert found(tmp_path) == []


def test_an_empty_folder(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_the_home_is_no_input(tmp_path: Path) -> None:
    home = Home(tmp_path / "nhà")
    for folder in (home.lake, home.datasets, home.quarantine, home.root / "raw"):
        write(folder / "x.json", "{}")
    files = find_input_files([tmp_path], home.holds)
    assert [file.path for file in files] == [home.root / "raw" / "x.json"]


@pytest.mark.parametrize(
    "name", ["a b.json", 'quán\'s "ngon".json', "dòng\nmới.json", "[1]*?.json"]
)
def test_strange_names(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, "{}")
    assert found(tmp_path) == [name]


def test_names_in_an_old_encoding(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/qu\xe1n.json"))
    write(path, "{}")
    (file,) = find_input_files([tmp_path], lambda path: False)
    assert file.path == path
    assert shown(file.path).endswith("/qu\\xe1n.json")


def test_size_time_and_hash(tmp_path: Path) -> None:
    path = write(tmp_path / "x.json", b"1" * 3_000_000)
    os.utime(path, ns=(5, 1_700_000_000_123_456_789))
    (file,) = find_input_files([path], lambda path: False)
    assert (file.size, file.modified_ns) == (3_000_000, 1_700_000_000_123_456_789)
    assert hash_or_nothing(path) == hash_or_nothing(write(tmp_path / "y", b"1" * 3_000_000))
    assert hash_or_nothing(path) != hash_or_nothing(write(tmp_path / "y", b"1" * 3_000_001))
