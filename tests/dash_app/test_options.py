"""What searched dropdowns find: names as they are written, and as they are typed in a hurry."""

from __future__ import annotations

import re
import unicodedata

import pytest

from dash_app.components.options import find_options
from dash_app.store import Snapshot, Store
from etl.home import Home
from etl.text import fold


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


def _found(snapshot: Snapshot, name: str, typed: str) -> list[str]:
    return [each["value"] for each in find_options(snapshot, name, typed)]


def _marked(snapshot: Snapshot, name: str) -> tuple[str, str]:
    """Returns the value and the name of the first option whose name has diacritics."""
    return next(
        (each["value"], label)
        for each in find_options(snapshot, name, None)
        if fold(label := re.sub(r"( \(@.*)? · [\d.]+$", "", each["label"])) != label.lower()
    )


@pytest.mark.parametrize("name", ["creator", "dish", "province", "category"])
def test_a_name_is_found_with_and_without_its_diacritics(snapshot: Snapshot, name: str) -> None:
    value, label = _marked(snapshot, name)
    for typed in (label, label.upper(), fold(label), unicodedata.normalize("NFD", label)):
        assert value in _found(snapshot, name, typed), typed


def test_a_typed_mark_is_not_passed_over(snapshot: Snapshot) -> None:
    assert "phở bò" in _found(snapshot, "dish", "pho bo")
    assert _found(snapshot, "dish", "phố bò") == []


def test_what_nobody_is_called_is_not_found(snapshot: Snapshot) -> None:
    assert _found(snapshot, "creator", "không có ai tên thế này") == []
