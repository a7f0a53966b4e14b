"""The app over the sample, asked without a socket."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import flask
import pytest
from dash import Dash
from flask.testing import FlaskClient

from dash_app.app import create_app
from dash_app.cache import LOG
from dash_app.settings import Settings
from etl.home import Home


@pytest.fixture(scope="module")
def app(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Dash:
    folder = tmp_path_factory.mktemp("http")
    return create_app(Settings(data_home=sample_home.root, cache_folder=folder))


@pytest.fixture
def log() -> Iterator[list[logging.LogRecord]]:
    """Collects what the log is told, in place of writing it."""
    found: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = found.append  # type: ignore[assignment]
    logger = logging.getLogger(LOG)
    before, logger.handlers = logger.handlers, [handler]
    yield found
    logger.handlers = before


@pytest.fixture
def client(app: Dash, log: list[logging.LogRecord]) -> FlaskClient:
    server: flask.Flask = app.server
    return server.test_client()
