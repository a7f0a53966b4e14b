"""The same spec gives the same bytes, and a sample never mixes with other files."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest

from etl.sample import SampleFolderTaken, SampleSpec, SampleSummary, write_sample
from etl.sample.dice import Dice, running_weights

SMALL = SampleSpec(creators=7, videos=120, seed=3)
WRITE_IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from etl.sample import SampleSpec, write_sample
write_sample(Path(sys.argv[1]), SampleSpec(creators=7, videos=120, seed=3))
"""


def hashes(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_same_spec_same_bytes(tmp_path: Path) -> None:
    write_sample(tmp_path / "a", SMALL)
    write_sample(tmp_path / "b", SMALL)
    assert hashes(tmp_path / "a") == hashes(tmp_path / "b")


def test_order_of_sets_plays_no_part(tmp_path: Path) -> None:
    write_sample(tmp_path / "here", SMALL)
    for seed in ("1", "2"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        command = [sys.executable, "-c", WRITE_IN_ANOTHER_PROCESS, str(tmp_path / seed)]
        subprocess.run(command, check=True, env=environment)
        assert hashes(tmp_path / seed) == hashes(tmp_path / "here")


@pytest.mark.parametrize(
    "other",
    [
        SampleSpec(creators=7, videos=120, seed=4),
        SampleSpec(creators=7, videos=121, seed=3),
        SampleSpec(creators=7, videos=120, seed=3, until=date(2025, 3, 1)),
    ],
)
def test_another_spec_gives_other_files(tmp_path: Path, other: SampleSpec) -> None:
    write_sample(tmp_path / "a", SMALL)
    write_sample(tmp_path / "b", other)
    ours, theirs = hashes(tmp_path / "a"), hashes(tmp_path / "b")
    assert ours["enrichment/transcripts.jsonl"] != theirs["enrichment/transcripts.jsonl"]
    assert ours["SYNTHETIC.json"] != theirs["SYNTHETIC.json"]


def test_marker_names_the_spec(tmp_path: Path) -> None:
    write_sample(tmp_path, SMALL)
    assert msgspec.json.decode((tmp_path / "SYNTHETIC.json").read_bytes()) == {
        "synthetic": True,
        "seed": 3,
        "creators": 7,
        "videos": 120,
        "until": SMALL.until.isoformat(),
    }


def test_summary_counts_what_is_on_disk(tmp_path: Path) -> None:
    summary = write_sample(tmp_path, SMALL)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    assert summary == SampleSummary(creators=7, videos=120, files=len(files), bytes=size)


def test_the_same_sample_may_be_written_over(tmp_path: Path) -> None:
    write_sample(tmp_path, SMALL)
    before = hashes(tmp_path)
    write_sample(tmp_path, SMALL)
    assert hashes(tmp_path) == before


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "user_info.json").write_text("{}")
    with pytest.raises(SampleFolderTaken, match="thư mục trống"):
        write_sample(tmp_path, SMALL)
    assert [path.name for path in tmp_path.iterdir()] == ["user_info.json"]


def test_a_folder_with_another_sample_is_refused(tmp_path: Path) -> None:
    write_sample(tmp_path, SMALL)
    with pytest.raises(SampleFolderTaken):
        write_sample(tmp_path, SampleSpec(creators=7, videos=120, seed=4))


def test_progress_counts_creators(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    write_sample(tmp_path, SMALL, lambda done, total: seen.append((done, total)))
    assert seen == [(done, 7) for done in range(1, 8)]


@pytest.mark.parametrize(
    ("spec", "name"),
    [
        ({"creators": 0}, "creators = 0"),
        ({"videos": -1}, "videos = -1"),
        ({"seed": -1}, "seed = -1"),
        ({"until": date(1990, 1, 1)}, "until = 1990-01-01"),
    ],
)
def test_a_spec_out_of_range_is_named(spec: dict[str, int], name: str) -> None:
    with pytest.raises(ValueError, match=name):
        SampleSpec(**spec)  # type: ignore[arg-type]


def test_dice_of_another_key_roll_otherwise() -> None:
    assert [Dice(7, 1).uniform() for _ in range(2)] == [Dice(7, 1).uniform()] * 2
    assert Dice(7, 1).uniform() != Dice(7, 2).uniform()


def test_dice_never_leave_their_range() -> None:
    dice = Dice(1)
    assert {dice.whole(2, 4) for _ in range(200)} == {2, 3, 4}
    assert {dice.place(running_weights((1, 0, 2))) for _ in range(200)} == {0, 2}
    assert {dice.weighted((("a", 1), ("b", 0))) for _ in range(50)} == {"a"}
    assert sorted(dice.shuffled((1, 2, 3))) == [1, 2, 3]
