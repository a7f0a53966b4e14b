"""Which alerts are kept, in which order, and how they are told."""

from __future__ import annotations

from datetime import date

import pytest

from etl import schema
from etl.alerts.alert import Alert, alert_rows, q_words
from etl.alerts.kinds import (
    MOST_OF_A_KIND,
    SEVERITIES,
    TOPICS,
    TRAITS,
    AlertKind,
    Severity,
    Topic,
    rule,
    severity,
    written_size,
)


def alert(kind: AlertKind, size: float, subject: str = "a") -> Alert:
    day = date(2025, 3, 19)
    return Alert(kind, subject, subject, None, size, 1, 1, 30, None, day, day, "Có chuyện.")


def test_the_serious_come_first_then_the_new_then_the_strong() -> None:
    hit, sound = AlertKind.BREAKOUT_VIDEO, AlertKind.RISING_SOUND
    alerts = [
        alert(hit, 5, "low"),
        alert(hit, 20, "high and known"),
        alert(hit, 10, "medium"),
        alert(sound, 8, "high"),
        alert(sound, 16, "high and strong"),
    ]
    rows = alert_rows(alerts, {("breakout_video", "high and known"), ("rising_sound", "low")})
    assert [row["subject"] for row in rows] == [
        "high and strong",
        "high",
        "high and known",
        "medium",
        "low",
    ]
    assert [row["rank"] for row in rows] == [1, 2, 3, 4, 5]
    assert [row["is_new"] for row in rows] == [True, True, False, True, True]
    assert alert_rows(reversed(alerts), {("breakout_video", "high and known")}) == rows


def test_the_strongest_of_a_kind_are_kept() -> None:
    many = [alert(AlertKind.BREAKOUT_VIDEO, 5 + n, f"v{n:03}") for n in range(MOST_OF_A_KIND + 9)]
    rows = alert_rows([*many, alert(AlertKind.STALE_VIDEOS, 7)], set())
    assert len(rows) == MOST_OF_A_KIND + 1
    kept = {row["subject"] for row in rows}
    assert "v000" not in kept
    assert f"v{MOST_OF_A_KIND + 8:03}" in kept


def test_rows_have_the_columns_of_the_contract() -> None:
    (row,) = alert_rows([alert(AlertKind.QUARANTINE, 0.05)], set())
    assert set(row) == {column.name for column in schema.dataset("alerts").columns}
    assert (row["severity"], row["unit"]) == ("medium", "tỷ lệ")


def test_the_contract_names_every_kind_and_severity() -> None:
    columns = {column.name: column.meaning for column in schema.dataset("alerts").columns}
    assert all(kind in columns["kind"] for kind in AlertKind)
    assert all(f"{level} ({SEVERITIES[level]})" in columns["severity"] for level in Severity)
    assert all(trait.unit in columns["unit"] for trait in TRAITS.values())


@pytest.mark.parametrize("kind", AlertKind)
def test_a_kind_has_words_and_rising_levels(kind: AlertKind) -> None:
    trait = TRAITS[kind]
    assert list(trait.levels) == sorted(trait.levels)
    assert trait.topic in TOPICS
    assert "{" not in rule(kind)
    least = written_size(kind, trait.levels[0]).rsplit(" ", 1)[0]
    if "{least}" in trait.rule:
        assert least in rule(kind)
    assert severity(kind, trait.levels[2]) is Severity.HIGH


def test_topics_and_severities_have_words() -> None:
    assert set(TOPICS) == set(Topic)
    assert set(SEVERITIES) == set(Severity)


@pytest.mark.parametrize(
    ("kind", "size", "words"),
    [
        (AlertKind.BREAKOUT_VIDEO, 12.44, "12,4 lần"),
        (AlertKind.BREAKOUT_VIDEO, 1234.5, "1.234 lần"),
        (AlertKind.RISING_DISH, 2, "2 lần"),
        (AlertKind.SILENT_CREATOR, 25, "25 ngày"),
        (AlertKind.CREATOR_FALL, 0.897, "89,7 %"),
        (AlertKind.FOLLOWERS_RISE, 0.1, "10 %"),
    ],
)
def test_a_size_has_its_unit(kind: AlertKind, size: float, words: str) -> None:
    assert written_size(kind, size) == words


@pytest.mark.parametrize(("q_value", "words"), [(0.0486, "q = 4,9 %"), (0.0004, "q < 0,1 %")])
def test_how_sure_it_is(q_value: float, words: str) -> None:
    assert q_words(q_value) == f"tỷ lệ báo nhầm ước tính {words}"
