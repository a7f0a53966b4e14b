"""The real files, where they are: every row is accounted for."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from landings import Lake, quarantined

from etl.home import Home
from etl.inputs.rows import Table
from etl.lake.landing import Landing
from etl.lake.ledger import accounts

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return Lake(Home(tmp_path_factory.mktemp("nhà")))


@pytest.fixture(scope="module")
def landing(lake: Lake, real_data: Path) -> Landing:
    return lake.land(*(real_data / name for name in ("raw", "flat", "enrichment")))


def is_object(path: Path) -> bool:
    try:
        return isinstance(json.loads(path.read_text("utf-8")), dict)
    except ValueError:
        return False


def messy(folder: Path) -> list[str]:
    """Returns the files that are no JSON object as they stand."""
    return sorted(str(path.resolve()) for path in folder.glob("*.json") if not is_object(path))


def test_every_video(lake: Lake, landing: Landing) -> None:
    assert len(set(lake.ids())) == 12_941
    assert len({row["creator"] for row in lake.rows()}) <= 298
    assert landing.unchanged == []


def test_every_row_of_every_file(landing: Landing) -> None:
    for kind, account in accounts(landing.files).items():
        parts = account.rows_landed + account.rows_duplicate + account.rows_quarantined
        assert account.rows_read == parts, kind
    assert {file.table for file in landing.files} == {
        table.value for table in Table if table is not Table.LOCAL_LABELS
    }


def test_dishes_are_repaired(landing: Landing, real_data: Path) -> None:
    files = {file.path: file for file in landing.files}
    broken = [files[path] for path in messy(real_data / "enrichment" / "foods-and-locations")]
    repaired = sum(file.rows_landed + file.rows_duplicate for file in broken)
    assert len(broken) == 115
    assert repaired >= 0.9 * len(broken)


def test_what_became_of_the_transcripts(landing: Landing, real_data: Path) -> None:
    files = {file.path: file for file in landing.files}
    broken = [files[path] for path in messy(real_data / "enrichment" / "transcripts")]
    became = Counter(next(iter(file.reasons), "repaired") for file in broken)
    assert len(broken) == became.total() == 749
    assert became["repaired"] >= 590
    assert set(became) <= {"repaired", "no_answer", "truncated_json", "malformed_json"}


def test_no_single_field_is_lost(landing: Landing) -> None:
    assert [line for line in quarantined(landing) if not line["is_row"]] == []


def test_nothing_to_do_the_second_time(lake: Lake, landing: Landing, real_data: Path) -> None:
    again = lake.land(*(real_data / name for name in ("raw", "flat", "enrichment")))
    assert (again.folder, len(again.unchanged)) == (None, len(landing.files))
