"""Whether this process lives, whether it can answer, and which data it answers with."""

from __future__ import annotations

import flask

from dash_app.errors import NoData
from dash_app.services import Services


def register_health(server: flask.Flask, services: Services) -> None:
    """Adds `/healthz`, `/readyz` and `/version`."""

    def alive() -> flask.Response:
        return flask.jsonify({"status": "ok"})

    def ready() -> tuple[flask.Response, int]:
        parts = {"data": _version(services) is not None, "cache": services.cache.answers()}
        return flask.jsonify(parts), 200 if all(parts.values()) else 503

    def version() -> flask.Response:
        answer = flask.jsonify({"version": _version(services)})
        answer.headers["Cache-Control"] = "no-store"
        return answer

    server.add_url_rule("/healthz", "healthz", alive)
    server.add_url_rule("/readyz", "readyz", ready)
    server.add_url_rule("/version", "version", version)


def _version(services: Services) -> str | None:
    try:
        return services.store.snapshot().name
    except NoData:
        return None
