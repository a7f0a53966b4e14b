"""What the benchmark of the dashboard needs: a home of its own, and the callbacks of all pages."""

from __future__ import annotations

from pathlib import Path

from servers.dashboard import RunningDashboard

from bench._app_data import make_home
from bench._app_load import page_callbacks
from dash_app.tabs import page_modules
from etl.publish.versions import current_version
from etl.schema import datasets


def test_a_made_home_has_rows_of_every_dataset(tmp_path: Path) -> None:
    version = current_version(make_home(tmp_path, 400, 12).datasets)
    rows = version.manifest.rows
    assert set(rows) == {dataset.name for dataset in datasets()}
    assert all(rows[name] for name in rows if name != "alerts")


def test_every_page_with_cards_is_measured(served: RunningDashboard) -> None:
    found = page_callbacks(served.url)
    assert set(found) == {each.PAGE.path for each in page_modules() if each.PAGE.cards}
