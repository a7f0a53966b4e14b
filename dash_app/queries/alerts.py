"""Questions to `alerts`."""

from __future__ import annotations

import ibis

from dash_app.queries.tables import Tables

ALERT_COLUMNS = (
    "kind",
    "subject",
    "name",
    "creator",
    "severity",
    "rank",
    "size",
    "n",
    "q_value",
    "since",
    "until",
    "is_new",
    "evidence",
)


def ranked_alerts(t: Tables) -> ibis.Table:
    """Returns all alerts, some hundreds at most, the most important first."""
    return t.alerts.order_by("rank").select(*ALERT_COLUMNS)
