"""A dashboard that asks a local model, shared by the tests of the pages that ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from servers.dashboard import RunningDashboard, asking, dashboard
from servers.gemini_api import gemini_api
from servers.model_server import ModelServer

from etl.home import Home

KEY = "khoa-thu-5d1e"


@pytest.fixture(scope="session")
def shared_provider() -> Iterator[ModelServer]:
    """Returns the server of the model; tests ask for `provider`, which knows nothing of others."""
    with gemini_api() as server:
        yield server


@pytest.fixture
def provider(shared_provider: ModelServer) -> ModelServer:
    """Returns the server of the model with nothing scripted and nothing asked yet."""
    shared_provider.clear()
    return shared_provider


@pytest.fixture(scope="session")
def modelled(
    big_sample_home: Home, shared_provider: ModelServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningDashboard]:
    """Returns a dashboard that keeps no answers and soon gives up."""
    folder = tmp_path_factory.mktemp("modelled")
    env = asking(
        shared_provider,
        folder,
        GEMINI_API_KEYS=KEY,
        MODEL_PATIENCE="0.2",
        MODEL_PAUSE="1",
        MODEL_KEPT_DAYS="0",
    )
    with dashboard(big_sample_home.root, folder, env) as running:
        yield running
