"""Answers go to the output stream, for a person or as JSON; everything else to the error stream."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from homes import COMMAND, ROOT, answer, call, copied, environment, etl, names, raw_videos, told
from raw_shapes import video, write
from test_cli_words import english

from etl import schema
from etl.errors import ChecksFailed
from etl.home import Home
from etl.publish.manifest import MANIFEST
from etl.publish.versions import current_version


@pytest.fixture(scope="module")
def sample_home(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Returns a copy: apps of other tests may hold the served file of the shared one open."""
    return copied(sample_home, tmp_path_factory.mktemp("own") / "sample")


ANSI = "\x1b"
DATE = re.compile(r"\b\d\d/\d\d/\d{4} \d\d:\d\d\b")
ISO = re.compile(r"\d{4}-\d\d-\d\d|\d\dT\d\d")


def test_show_json_is_the_manifest(
    capsys: pytest.CaptureFixture[str], two_versions_home: Home
) -> None:
    manifest = answer(call(capsys, "show", "--json", "--home", two_versions_home.root))
    version = current_version(two_versions_home.datasets)
    assert manifest == json.loads((version.folder / MANIFEST).read_bytes())
    assert manifest["rows"]["videos"] == 4
    assert set(manifest["rows"]) == {dataset.name for dataset in schema.datasets()}
    assert manifest["synthetic"] is False
    assert manifest["quarantined"] == {"total": 0, "by_reason": {}, "by_kind": {}}


def test_show_json_of_a_sample_says_that_it_is_made_up(
    capsys: pytest.CaptureFixture[str], sample_home: Home
) -> None:
    assert answer(call(capsys, "show", "--json", "--home", sample_home.root))["synthetic"] is True
    result = call(capsys, "show", "--home", sample_home.root)
    assert "Dữ liệu mẫu: mọi tài khoản và con số đều là bịa." in result.stdout


def test_versions_json(capsys: pytest.CaptureFixture[str], two_versions_home: Home) -> None:
    versions = answer(call(capsys, "versions", "--json", "--home", two_versions_home.root))
    assert [version["version"] for version in versions] == names(two_versions_home)
    assert [version["current"] for version in versions] == [False, True]
    assert [version["rows"]["videos"] for version in versions] == [3, 4]


def test_check_json_and_code(
    capsys: pytest.CaptureFixture[str], sample_home: Home, tmp_path: Path
) -> None:
    home = copied(sample_home, tmp_path / "home")
    good = answer(call(capsys, "check", "--json", "--home", home.root))
    assert good["version"] == names(home)[0]
    assert all(check["passed"] for check in good["checks"])
    (current_version(home.datasets).folder / "creators.parquet").unlink()
    bad = answer(call(capsys, "check", "--json", "--home", home.root), ChecksFailed.exit_code)
    assert [check["name"] for check in bad["checks"] if not check["passed"]] == ["schema.creators"]
    shown = call(capsys, "check", "--home", home.root)
    assert shown.returncode == ChecksFailed.exit_code == 4
    assert shown.stdout.splitlines()[1].split()[:3] == ["schema.creators", "không", "đạt"]
    assert "1 kiểm tra không đạt" in shown.stdout


def test_check_of_one_version_and_of_its_age(
    capsys: pytest.CaptureFixture[str], sample_home: Home
) -> None:
    name = names(sample_home)[0]
    assert call(capsys, "check", name, "--home", sample_home.root).returncode == 0
    stale = call(capsys, "check", name, "--max-age-days", 1, "--home", sample_home.root)
    assert stale.returncode == 4
    assert "quá 1 ngày, hãy thu thập lại" in stale.stdout


def test_run_sample_rollback_and_export_json(
    capsys: pytest.CaptureFixture[str], home: Home, tmp_path: Path
) -> None:
    raw = tmp_path / "raw"
    write(raw / "ngon" / "videos_info.json", [video(5), video(6, createTime=None)])
    ran = answer(call(capsys, "run", "--json", "--input", raw, "--home", home.root))
    assert ran["published"] is True
    assert (ran["files_read"], ran["files_unchanged"], ran["rows_quarantined"]) == (1, 0, 1)
    assert ran["rows"]["videos"] == 5
    assert Path(ran["quarantine"]).is_file()
    again = answer(call(capsys, "run", "--json", "--input", raw, "--home", home.root))
    assert (again["published"], again["files_unchanged"]) == (False, 1)
    assert again["version"] == ran["version"]
    assert again["quarantine"] is None

    back = answer(call(capsys, "rollback", names(home)[0], "--json", "--home", home.root))
    assert back == {"version": names(home)[0]}

    out = tmp_path / "videos.csv"
    words = ("export", "--dataset", "videos", "--out", out, "--json", "--home", home.root)
    assert answer(call(capsys, *words)) == {
        "dataset": "videos",
        "rows": 3,
        "out": str(out),
        "version": names(home)[0],
    }

    made = ("sample", "--creators", 2, "--videos", 9, "--json", "--home", tmp_path / "other")
    summary = answer(call(capsys, *made))
    assert (summary["creators"], summary["videos"]) == (2, 9)
    assert Path(summary["folder"]) == tmp_path / "other" / "raw" / "sample"


def test_the_words_of_a_run(capsys: pytest.CaptureFixture[str], home: Home, tmp_path: Path) -> None:
    raw = tmp_path / "[đỏ] raw :smile:"
    write(raw / "ngon" / "videos_info.json", [video(5), video(6, createTime=None)])
    moved = Home(home.root.rename(tmp_path / "[home] của [b]tôi"))
    result = call(capsys, "run", "--input", raw, "--home", moved.root)
    assert result.returncode == 0
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[0] == "Đọc 1 tệp mới, bỏ qua 0 tệp đã đọc trước đây."
    assert lines[1].startswith("1 dòng không dùng được và 0 trường lẻ bị bỏ, ghi ở ")
    assert f"{moved.quarantine}/" in lines[1]
    assert re.fullmatch(r"Đã công bố phiên bản \S+ sau \d+,\d giây\.", lines[2])
    assert "Cách ly 1 dòng: " in result.stdout
    assert english(result.stdout.replace(str(moved.root), "")) == []
    again = call(capsys, "run", "--input", raw, "--home", moved.root)
    assert again.stdout.splitlines() == [
        "Đọc 0 tệp mới, bỏ qua 1 tệp đã đọc trước đây.",
        f"Không có gì mới: phiên bản hiện tại vẫn là {names(moved)[-1]}.",
    ]


def test_the_words_of_the_other_writing_commands(
    capsys: pytest.CaptureFixture[str], home: Home, tmp_path: Path
) -> None:
    back = call(capsys, "rollback", names(home)[0], "--home", home.root)
    assert back.stdout == f"Phiên bản hiện tại bây giờ là {names(home)[0]}.\n"
    folder = tmp_path / "mẫu [đỏ]"
    made = call(capsys, "sample", "--creators", 2, "--videos", 1234, "--out", folder)
    assert made.returncode == 0
    assert made.stdout.startswith("Đã ghi 1.234 video của 2 TikToker bịa (")
    assert f"--input '{folder}'" in made.stdout
    assert english(made.stdout) == []


def test_a_sample_beside_real_data_is_not_published_in_silence(
    capsys: pytest.CaptureFixture[str], home: Home, sample: Path
) -> None:
    result = call(capsys, "run", "--input", sample, "--home", home.root)
    assert "không được công bố: kho đang có dữ liệu thật" in result.stdout
    assert "Không có gì mới" in result.stdout


def test_numbers_and_times_are_written_as_in_viet_nam(
    capsys: pytest.CaptureFixture[str], sample_home: Home, tmp_path: Path
) -> None:
    home = copied(sample_home, tmp_path / "home")
    path = current_version(home.datasets).folder / MANIFEST
    content = json.loads(path.read_bytes())
    content["rows"]["videos"] = 1_234_567
    content["newest_posted_at"] = "2025-03-19T09:59:00Z"
    content["newest_collected_at"] = "2025-03-19T17:30:00Z"
    path.write_text(json.dumps(content))
    shown = call(capsys, "show", "--home", home.root).stdout
    assert "1.234.567" in shown
    assert "video mới nhất 19/03/2025 16:59" in shown
    assert "thu thập mới nhất 20/03/2025 00:30" in shown
    assert "1.234.567" in call(capsys, "versions", "--home", home.root).stdout
    for command in ("show", "versions", "check"):
        text = call(capsys, command, "--home", home.root).stdout
        assert DATE.search(text)
        assert not ISO.search(text.replace(names(home)[0], ""))


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_narrow_terminals_lose_nothing(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    sample_home: Home,
    columns: int,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for command in ("versions", "show", "check"):
        text = call(capsys, command, "--home", sample_home.root).stdout
        assert "…" not in text
        if columns >= 60:
            assert max(map(len, text.splitlines()[-3:])) <= columns
    assert names(sample_home)[0] in call(capsys, "versions", "--home", sample_home.root).stdout


def test_output_to_a_pipe_is_plain_and_utf_8(sample_home: Home) -> None:
    """Even where the environment asks for a code page without Vietnamese."""
    for words in (["check"], ["show", "--json"]):
        result = etl(
            *words, "--home", sample_home.root, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
        )
        assert result.returncode == 0, result.stderr
        assert ANSI not in result.stdout
        assert result.stderr == ""


def test_a_reader_that_stops_early_is_no_error(sample_home: Home) -> None:
    command = f"{' '.join(COMMAND)} check --home '{sample_home.root}' | head -1"
    result = subprocess.run(
        ["sh", "-c", command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(),
        timeout=60,
        check=False,
    )
    assert result.stdout.startswith("Kiểm tra")
    assert result.stderr == ""


def on_a_terminal(*words: object) -> tuple[int, str]:
    """Runs a command on a pseudo terminal; returns its exit code and what it drew."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=ROOT,
        env=environment({"TERM": "xterm", "COLUMNS": "100"}),
    ) as process:
        os.close(slave)
        drawn = b"".join(chunks(master))
        os.close(master)
    return process.returncode, drawn.decode()


def chunks(terminal: int) -> Iterator[bytes]:
    """Reads a terminal until its other end is closed, which Linux tells by an error."""
    while True:
        try:
            yield os.read(terminal, 65_536)
        except OSError:
            return


def test_a_terminal_gets_colour_and_progress(tmp_path: Path) -> None:
    code, drawn = on_a_terminal(
        "sample", "--creators", 3, "--videos", 30, "--home", tmp_path / "home"
    )
    assert code == 0
    assert "Tạo dữ liệu mẫu" in drawn
    assert ANSI in drawn
    assert "100%" in drawn


EXTRA: dict[str, list[str]] = {
    "export": ["--dataset", "videos", "--out", "x.csv"],
    "rollback": ["20250101T000000Z-00000000"],
}


@pytest.mark.parametrize("command", ["show", "check", "export", "versions", "rollback"])
def test_a_home_that_is_not_there_is_not_made(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    home = tmp_path / "không có" / "home"
    result = call(capsys, command, *EXTRA.get(command, []), "--home", home)
    text = told(result, 1)
    assert "chưa có" in text.lower()
    assert english(text) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("as_json", [[], ["--json"]])
@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["run", "--input", "không có"], 1, "Không có thư mục hay tệp 'không có'."),
        (["run"], 1, "Không có thư mục hay tệp"),
        (["rollback", "x"], 1, "Không có phiên bản 'x'. Hiện có: "),
        (["check", "[/đỏ]x"], 1, "Không có phiên bản '[/đỏ]x'. Hiện có: "),
        (["export", "--dataset", "vidoes", "--out", "x"], 1, "Ý bạn là 'videos'?"),
        (["export", "--dataset", "videos", "--out", "/không/x"], 1, "Không ghi được /không/x: "),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_errors_are_sentences_on_the_error_stream(
    capsys: pytest.CaptureFixture[str],
    home: Home,
    words: list[str],
    code: int,
    sentence: str,
    as_json: list[str],
) -> None:
    text = told(call(capsys, *words, *as_json, "--home", home.root), code)
    assert sentence in text
    assert english(text) == []
    assert "Traceback" in home.log.read_text(encoding="utf-8")


def test_strict_ends_with_3(capsys: pytest.CaptureFixture[str], home: Home) -> None:
    write(home.root / "raw" / "ngon" / "videos_info.json", [video(5), video(6, id=None)])
    text = told(call(capsys, "run", "--strict", "--home", home.root), 3)
    assert text.startswith("1 dòng và 0 trường lẻ không dùng được, và có --strict: dừng lại")
    assert Path(text.rsplit("Xem ", 1)[1].removesuffix(".")).is_file()


def test_versions_lists_what_one_can_return_to_when_the_current_one_is_damaged(
    capsys: pytest.CaptureFixture[str], home: Home
) -> None:
    (current_version(home.datasets).folder / MANIFEST).write_text("{}")
    assert "Không đọc được manifest" in told(call(capsys, "show", "--home", home.root), 1)
    listed = call(capsys, "versions", "--home", home.root)
    assert listed.returncode == 0
    assert names(home)[0] in listed.stdout
    assert call(capsys, "rollback", names(home)[0], "--home", home.root).returncode == 0
    assert call(capsys, "show", "--home", home.root).returncode == 0


def test_a_manifest_with_a_dataset_of_another_release_is_shown(
    capsys: pytest.CaptureFixture[str], home: Home
) -> None:
    path = current_version(home.datasets).folder / MANIFEST
    content: Any = json.loads(path.read_bytes())
    content["rows"] = {"video_sounds": 12}
    content["quarantined"] = {"total": 3, "by_reason": {"new_reason": 3}, "by_kind": {}}
    path.write_text(json.dumps(content))
    shown = call(capsys, "show", "--home", home.root)
    assert shown.returncode == 0
    assert "video_sounds" in shown.stdout
    assert "new_reason 3" in shown.stdout
    assert call(capsys, "versions", "--home", home.root).returncode == 0
    assert call(capsys, "check", "--home", home.root).returncode == 4


def test_an_unexpected_error_is_told_and_logged(
    capsys: pytest.CaptureFixture[str], home: Home, tmp_path: Path
) -> None:
    """A damaged file is none that an export expects."""
    path = current_version(home.datasets).folder / "videos.parquet"
    path.write_bytes(b"PAR1" + b"x" * 100)
    words = ("export", "--dataset", "videos", "--out", tmp_path / "x.csv", "--home", home.root)
    result = call(capsys, *words)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert str(home.log) in result.stderr
    assert "Traceback" in home.log.read_text(encoding="utf-8")
    assert not (tmp_path / "x.csv").exists()


def test_export_by_the_command_line(
    capsys: pytest.CaptureFixture[str], sample_home: Home, tmp_path: Path
) -> None:
    out = tmp_path / "videos.csv"
    words = ("export", "--dataset", "videos", "--out", out, "--home", sample_home.root)
    result = call(capsys, *words)
    assert result.stdout.startswith(f"Đã ghi 200 dòng của videos vào {out}.\n")
    assert "--format xlsx" in result.stdout
    rows = list(csv.reader(io.StringIO(out.read_bytes().decode("utf-8-sig"), newline="")))
    assert len(rows) == 201


def test_the_sample_folder_is_not_mixed_with_other_files(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    raw_videos(tmp_path, 1)
    text = told(call(capsys, "sample", "--creators", 2, "--videos", 4, "--out", tmp_path), 1)
    assert "đã có dữ liệu khác" in text


@pytest.mark.parametrize("place", ["tệp", "tệp/sâu"])
def test_a_sample_that_cannot_be_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, place: str
) -> None:
    (tmp_path / "tệp").write_text("của tôi")
    made = ("sample", "--creators", 2, "--videos", 4, "--out", tmp_path / place)
    text = told(call(capsys, *made, "--home", tmp_path / "home"), 1)
    assert text.startswith(f"Không đọc hay ghi được {tmp_path}/tệp")
    assert english(text) == []
    assert not (tmp_path / "home").exists()
