"""Alerts as a list: what happened, how sure it is, and where it can be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from dash import html

from dash_app import links
from dash_app.components.icons import build_icon
from dash_app.words import whole
from etl.alerts.kinds import SEVERITIES, TOPICS, TRAITS, AlertKind, Severity, Topic, written_size

_ICONS: Final = {
    Topic.VIDEO: "film",
    Topic.DISH: "egg-fried",
    Topic.HASHTAG: "hash",
    Topic.SOUND: "music-note-beamed",
    Topic.CREATOR: "person",
    Topic.SOURCE: "database",
}


def alert_link(alert: Mapping[Any, Any]) -> tuple[str, str]:
    """Returns the address of the page that shows what an alert is about, and what it is called."""
    subject, creator = alert["subject"], alert["creator"]
    topic = TRAITS[AlertKind(alert["kind"])].topic
    match topic:
        case Topic.VIDEO:
            return links.page(links.OUTLIERS_PAGE, creator=creator), f"Video nổi bật của @{creator}"
        case Topic.DISH:
            address = links.page(links.DISHES_PAGE, group=subject, scope="all")
            return address, f"Nhóm món {subject}"
        case Topic.HASHTAG:
            return links.page(links.HASHTAG_PAGE, tag=subject), f"Hashtag #{alert['name']}"
        case Topic.SOUND:
            address = links.page(links.SOUNDS_PAGE, sound=subject, scope="all")
            return address, "Âm nhạc & định dạng"
        case Topic.CREATOR:
            return links.creator_page(creator), f"TikToker @{creator}"
    return links.DATA_PAGE, "Dữ liệu"


def build_alert_groups(alerts: pd.DataFrame, most: int, rest: str) -> html.Div:
    """Returns the alerts under the headings of their topics, the most important topic first.

    Args:
        alerts: As from `ranked_alerts`, in order of importance.
        most: So many of a topic are shown; the heading says how many there are.
        rest: Where the others are.
    """
    topics = [TRAITS[AlertKind(kind)].topic for kind in alerts["kind"]]
    groups = [
        _build_group(topic, alerts[[each is topic for each in topics]], most, rest)
        for topic in dict.fromkeys(topics)
    ]
    return html.Div(groups, className="alert-groups")


def build_alert_list(alerts: pd.DataFrame) -> html.Ol:
    """Returns the alerts in the order of the frame."""
    return html.Ol([_build(row) for row in alerts.to_dict("records")], className="alerts")


def _build_group(topic: Topic, alerts: pd.DataFrame, most: int, rest: str) -> html.Section:
    more = len(alerts) - most
    heading = [
        build_icon(_ICONS[topic]),
        html.Span(TOPICS[topic]),
        html.Span(whole(len(alerts)), className="count"),
    ]
    others = html.P(f"Còn {whole(more)} cảnh báo nhẹ hơn: {rest}.", className="muted")
    return html.Section(
        [html.H4(heading), build_alert_list(alerts.head(most)), *[others] * (more > 0)]
    )


def _build(alert: Mapping[Any, Any]) -> html.Li:
    severity, kind = Severity(alert["severity"]), AlertKind(alert["kind"])
    address, words = alert_link(alert)
    places = [
        html.A([words, build_icon("arrow-right")], href=address, **{"data-nav": address}),
    ]
    if TRAITS[kind].topic is Topic.VIDEO:
        places.append(
            html.A(
                ["Xem trên TikTok", build_icon("box-arrow-up-right")],
                href=links.tiktok_video(alert["creator"], alert["subject"]),
                target="_blank",
                rel="noopener noreferrer",
            )
        )
    marks = [html.Span(SEVERITIES[severity], className=f"severity {severity}")]
    if alert["is_new"]:
        marks.append(html.Span("mới", className="fresh"))
    return html.Li(
        [
            html.P(
                [
                    html.Strong(written_size(kind, alert["size"]), className="size"),
                    html.Span(TRAITS[kind].label),
                    *marks,
                ],
                className="marks",
            ),
            html.P(alert["evidence"]),
            html.P(places, className="places"),
        ],
        className=str(severity),
    )
