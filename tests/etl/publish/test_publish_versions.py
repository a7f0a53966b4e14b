"""Versions are complete or absent, one is current, and the link to it moves by one rename."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from homes import leftovers, names, publish, raw_videos

from etl.errors import PublishFailed, UnknownDataset, UnknownVersion
from etl.home import Home
from etl.publish.manifest import MANIFEST
from etl.publish.versions import (
    CURRENT,
    KEPT_VERSIONS,
    announce,
    current_name,
    current_version,
    list_versions,
    make_announced_current,
    open_version,
    remove_old_versions,
)
from etl.run import roll_back


def nothing_new(home: Home) -> list[str]:
    """Runs over an input that has landed; returns the versions afterwards."""
    publish(home, raw_videos(home.root / "raw", 4))
    return names(home)


def add_versions(home: Home, count: int) -> None:
    """Publishes copies of the first version under later names, by hand."""
    manifest = json.loads((list_versions(home.datasets)[0].folder / MANIFEST).read_bytes())
    for number in range(count):
        folder = home.datasets / f"2090010{number}T000000Z-00000000"
        folder.mkdir()
        (folder / MANIFEST).write_text(json.dumps(manifest | {"fingerprint": str(number)}))
        announce(home.datasets, folder.name)
        make_announced_current(home.datasets)


def test_current_is_a_relative_link_that_moves_with_the_home(home: Home) -> None:
    link = home.datasets / CURRENT
    assert link.is_symlink()
    assert str(link.readlink()) == names(home)[-1]
    moved = home.root.rename(home.root.with_name("elsewhere"))
    version = current_version(Home(moved).datasets)
    assert version.folder.is_relative_to(moved)
    assert version.manifest.rows["videos"] == 4


def test_a_version_opened_by_a_relative_path_is_found_after_a_change_of_folder(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home.root)
    version = current_version(Path("datasets"))
    monkeypatch.chdir("/")
    assert version.serving.exists()


def test_a_reader_keeps_the_version_it_opened(home: Home) -> None:
    old = current_version(home.datasets)
    with duckdb.connect(str(old.serving), read_only=True) as reader:
        add_versions(home, KEPT_VERSIONS)
        remove_old_versions(home.datasets)
        assert not old.folder.exists()
        assert current_version(home.datasets).folder != old.folder
        assert reader.execute("SELECT count(*), max(caption) FROM videos").fetchone() == (
            4,
            "Bún bò Huế #ancunghanoi",
        )


def test_the_last_five_are_kept(home: Home) -> None:
    add_versions(home, 4)
    before = names(home)
    remove_old_versions(home.datasets)
    assert names(home) == before[1:]
    assert len(before) == KEPT_VERSIONS + 1
    assert leftovers(home) == []


def test_the_current_one_is_kept_after_a_rollback(home: Home) -> None:
    oldest = names(home)[0]
    roll_back(home, oldest)
    add_versions(home, 5)
    roll_back(home, oldest)
    remove_old_versions(home.datasets)
    assert current_version(home.datasets).name == oldest
    assert len(names(home)) == KEPT_VERSIONS + 1


def test_old_versions_that_cannot_be_read_do_not_pile_up(home: Home) -> None:
    damaged = list_versions(home.datasets)[0].folder
    (damaged / MANIFEST).write_text("{}")
    add_versions(home, 4)
    remove_old_versions(home.datasets)
    assert not damaged.exists()
    assert len(names(home)) == KEPT_VERSIONS


def test_rollback_and_forward(home: Home) -> None:
    first, second = names(home)
    assert roll_back(home, first).name == first
    assert current_version(home.datasets).manifest.rows["videos"] == 3
    roll_back(home, second)
    assert current_version(home.datasets).manifest.rows["videos"] == 4
    assert leftovers(home) == []


@pytest.mark.parametrize("name", ["", ".", "..", CURRENT, "20250101T000000Z-00000000", "../lake"])
def test_rollback_to_an_unknown_version_names_the_known(home: Home, name: str) -> None:
    current = current_name(home.datasets)
    with pytest.raises(UnknownVersion) as caught:
        roll_back(home, name)
    assert repr(name) in str(caught.value)
    assert all(known in str(caught.value) for known in names(home))
    assert current_name(home.datasets) == current


def test_rollback_makes_no_home(tmp_path: Path) -> None:
    with pytest.raises(UnknownVersion, match="chưa có bản nào"):
        roll_back(Home(tmp_path / "typo"), "20250101T000000Z-00000000")
    assert not (tmp_path / "typo").exists()


def test_a_run_with_nothing_new_does_not_undo_a_rollback(home: Home) -> None:
    both = names(home)
    roll_back(home, both[0])
    assert nothing_new(home) == both
    assert current_name(home.datasets) == both[0]


@pytest.mark.parametrize("had_current", [True, False])
def test_a_publication_cut_off_before_its_last_step_is_finished(
    home: Home, had_current: bool
) -> None:
    first, second = names(home)
    if had_current:
        roll_back(home, first)
    else:
        (home.datasets / CURRENT).unlink()
    announce(home.datasets, second)
    assert nothing_new(home) == [first, second]
    assert current_name(home.datasets) == second
    assert leftovers(home) == []


def test_an_announced_version_that_never_came_is_forgotten(home: Home) -> None:
    both = names(home)
    announce(home.datasets, "20900101T000000Z-00000000")
    assert current_name(home.datasets) == both[1]
    assert nothing_new(home) == both
    assert current_name(home.datasets) == both[1]
    assert leftovers(home) == []


def test_a_link_that_cannot_be_replaced_is_replaced_by_the_next_run(home: Home) -> None:
    """The renames are two: here the second fails, as it would on a disk that breaks."""
    link = home.datasets / CURRENT
    link.unlink()
    (link / "in the way").mkdir(parents=True)
    new = raw_videos(home.root / "raw", 5)
    with pytest.raises(PublishFailed, match="Nguyên nhân: "):
        publish(home, new)
    (link / "in the way").rmdir()
    link.rmdir()
    publish(home, new)
    assert current_version(home.datasets).manifest.rows["videos"] == 5
    assert leftovers(home) == []


@pytest.mark.parametrize("damage", ["manifest", "folder"])
def test_a_current_version_that_cannot_be_read_is_mended_by_a_run(home: Home, damage: str) -> None:
    folder = current_version(home.datasets).folder
    if damage == "manifest":
        (folder / MANIFEST).write_text('{"version": 1}')
    else:
        folder.rename(home.root / "lost")
    with pytest.raises(UnknownVersion, match=folder.name):
        current_version(home.datasets)
    nothing_new(home)
    mended = current_version(home.datasets)
    assert mended.folder != folder
    assert mended.manifest.rows["videos"] == 4


def test_a_folder_without_manifest_is_no_version(home: Home) -> None:
    both = names(home)
    (home.datasets / "20900101T000000Z-00000000").mkdir()
    assert names(home) == both
    with pytest.raises(UnknownVersion):
        open_version(home.datasets, "20900101T000000Z-00000000")


def test_an_unknown_dataset_is_met_with_a_suggestion(home: Home) -> None:
    with pytest.raises(UnknownDataset, match=r"Ý bạn là 'videos'\? Hiện có: videos, creators"):
        current_version(home.datasets).parquet("vidoes")
