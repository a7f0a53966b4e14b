"""`python -m etl alerts`: text that can be mailed, and JSON."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from homes import answer, call, copied, told
from test_cli_words import english

from etl import schema
from etl.home import Home
from etl.publish.manifest import MANIFEST
from etl.publish.versions import current_version

ROWS = (
    ("rising_sound", "7", "high", 1, False, "Âm thanh “Bắc [b]Bling[/b]”: gấp 12 lần."),
    ("breakout_video", "1", "medium", 2, True, "Video của @an: gấp 11 lần."),
    ("breakout_video", "2", "low", 3, True, "Video của @binh: gấp 5 lần."),
    ("quarantine", "videos", "low", 4, False, "Video: 1 trong 50 dòng không dùng được."),
)


@pytest.fixture
def alerted(two_versions_home: Home, tmp_path: Path) -> Home:
    """Returns a home whose current version has four alerts."""
    home = copied(two_versions_home, tmp_path / "home")
    write_alerts(home, [row(*values) for values in ROWS])
    return home


def row(
    kind: str, subject: str, severity: str, rank: int, is_new: bool, evidence: str
) -> dict[str, Any]:

    return {
        "kind": kind,
        "subject": subject,
        "name": subject,
        "creator": None,
        "severity": severity,
        "rank": rank,
        "size": 5.0,
        "unit": "lần",
        "value": 1.0,
        "baseline": 1.0,
        "n": 30,
        "q_value": None,
        "since": date(2025, 3, 10),
        "until": date(2025, 3, 16),
        "is_new": is_new,
        "evidence": evidence,
    }


def write_alerts(home: Home, rows: list[dict[str, Any]]) -> None:
    path = current_version(home.datasets).folder / "alerts.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema.dataset("alerts").arrow), path)


def run(
    capsys: pytest.CaptureFixture[str], home: Home, *words: object
) -> subprocess.CompletedProcess[str]:
    return call(capsys, "alerts", *words, "--home", home.root)


def test_alerts_as_text(capsys: pytest.CaptureFixture[str], alerted: Home) -> None:
    result = run(capsys, alerted)
    assert result.returncode == 0
    assert result.stderr == ""
    name = current_version(alerted.datasets).name
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"4 cảnh báo, 2 mới: phiên bản {name}, thu thập mới nhất ")
    assert lines[1:] == [
        "",
        "Video bùng nổ (2)",
        "- [đáng chú ý, mới] Video của @an: gấp 11 lần.",
        "- [để biết, mới] Video của @binh: gấp 5 lần.",
        "",
        "Âm thanh đang lên (1)",
        "- [quan trọng, đã báo] Âm thanh “Bắc [b]Bling[/b]”: gấp 12 lần.",
        "",
        "Nhiều dòng bị cách ly (1)",
        "- [để biết, đã báo] Video: 1 trong 50 dòng không dùng được.",
    ]


def test_alerts_as_json(capsys: pytest.CaptureFixture[str], alerted: Home) -> None:
    told = answer(run(capsys, alerted, "--json"))
    assert told["version"] == current_version(alerted.datasets).name
    assert [alert["rank"] for alert in told["alerts"]] == [1, 2, 3, 4]
    first = told["alerts"][0]
    assert set(first) == {column.name for column in schema.dataset("alerts").columns}
    assert (first["since"], first["until"], first["q_value"]) == ("2025-03-10", "2025-03-16", None)


@pytest.mark.parametrize(
    ("words", "ranks"),
    [
        (("--kind", "breakout_video"), [2, 3]),
        (("--kind", "breakout_video", "--kind", "quarantine"), [2, 3, 4]),
        (("--least-severity", "medium"), [1, 2]),
        (("--least-severity", "high"), [1]),
        (("--new",), [2, 3]),
        (("--new", "--least-severity", "medium", "--kind", "breakout_video"), [2]),
        (("--kind", "rising_dish"), []),
    ],
)
def test_only_some_alerts(
    capsys: pytest.CaptureFixture[str], alerted: Home, words: tuple[str, ...], ranks: list[int]
) -> None:
    told = answer(run(capsys, alerted, "--json", *words))
    assert [alert["rank"] for alert in told["alerts"]] == ranks


def test_that_there_are_none_is_said(capsys: pytest.CaptureFixture[str], alerted: Home) -> None:
    write_alerts(alerted, [])
    result = run(capsys, alerted)
    assert result.returncode == 0
    assert result.stdout.startswith("Không có cảnh báo nào: phiên bản ")
    assert answer(run(capsys, alerted, "--json"))["alerts"] == []


def test_alerts_of_a_sample_say_that_it_is_made_up(
    capsys: pytest.CaptureFixture[str], sample_home: Home
) -> None:
    result = run(capsys, sample_home)
    assert result.stdout.startswith("Dữ liệu mẫu: mọi tài khoản và con số đều là bịa.\n")
    assert english(result.stdout) == []


def test_nothing_published(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "Chưa có phiên bản dữ liệu nào" in told(run(capsys, Home(tmp_path / "none")), 1)


def test_a_version_of_an_older_release(capsys: pytest.CaptureFixture[str], alerted: Home) -> None:
    path = current_version(alerted.datasets).folder / MANIFEST
    manifest = json.loads(path.read_bytes())
    del manifest["rows"]["alerts"]
    path.write_text(json.dumps(manifest))
    text = told(run(capsys, alerted), 1)
    assert "chưa có cảnh báo. Hãy chạy lại: python -m etl run" in text
