"""What all tests share."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from homes import copied, publish, raw_videos
from raw_shapes import add_local_labels

from etl.home import Home
from etl.sample import SampleSpec, write_sample

pytest_plugins = ["asking", "browsing", "modelled"]


@pytest.fixture(scope="module", autouse=True)
def nothing_left_open() -> Iterator[None]:
    """Lets go of the apps of a module: each keeps files open that others open differently."""
    yield
    gc.collect()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Returns the folder of real files; skips where it is absent."""
    folder = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("không có ../shared/data: các tệp thật không nằm trong kho mã")
    return folder


@pytest.fixture(scope="session")
def real_home(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Returns a home with the real files published; tests only read it."""
    home = Home(tmp_path_factory.mktemp("homes") / "real")
    publish(home, real_data)
    return home


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns an input folder of made-up data with some of everything."""
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, SampleSpec(creators=8, videos=200, until=date(2025, 3, 19)))
    add_local_labels(folder)
    return folder


@pytest.fixture(scope="session")
def sample_home(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Returns a home with the sample published; tests only read it."""
    home = Home(tmp_path_factory.mktemp("homes") / "sample")
    publish(home, sample)
    return home


@pytest.fixture(scope="session")
def two_versions_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Returns a home with two versions, of three videos and of four; tests only read it."""
    folder = tmp_path_factory.mktemp("homes")
    home = Home(folder / "two")
    publish(home, raw_videos(folder / "first", 1, 2, 3))
    publish(home, raw_videos(folder / "second", 4))
    return home


@pytest.fixture
def home(two_versions_home: Home, tmp_path: Path) -> Home:
    """Returns a copy of the home with two versions that the test may change."""
    return copied(two_versions_home, tmp_path / "home")
