"""Made-up files are known by a marker above them and give way to real ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_shapes import write

from etl.inputs.files import find_input_files
from etl.inputs.synthetic import MARKER, real_where_any, synthetic_paths


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    folder = tmp_path / "raw" / "sample"
    write(folder / MARKER, {"synthetic": True})
    write(folder / "an.mau01" / "videos_info.json", [])
    return folder


def _kept(folder: Path) -> list[str]:
    files = real_where_any(find_input_files([folder], lambda path: False))
    return [str(file.path.relative_to(folder)) for file in files]


def test_a_file_far_below_the_marker_is_synthetic(sample: Path) -> None:
    inside, outside = sample / "an.mau01" / "videos_info.json", write(sample.parent / "x.json", {})
    assert synthetic_paths([inside, outside]) == {inside}


def test_the_sample_alone_is_kept(sample: Path) -> None:
    kept = [f"sample/{MARKER}", "sample/an.mau01/videos_info.json"]
    assert _kept(sample.parent) == kept
    write(sample.parent / "README.txt", "ghi chú")
    assert _kept(sample.parent) == kept


def test_real_files_beside_the_sample_set_it_aside(sample: Path) -> None:
    write(sample.parent / "quan.an.ngon" / "videos_info.json", [])
    write(sample.parent / "ghi chú.txt", "ghi chú")
    assert _kept(sample.parent) == ["ghi chú.txt", "quan.an.ngon/videos_info.json"]


def test_a_folder_of_the_sample_given_by_itself_is_still_synthetic(sample: Path) -> None:
    (file,) = find_input_files([sample / "an.mau01"], lambda path: False)
    assert synthetic_paths([file.path]) == {file.path}
