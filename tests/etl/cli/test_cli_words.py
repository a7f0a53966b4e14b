"""Everything that the command line says is Vietnamese, its usage and its mistakes included."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from homes import ROOT, call, copied, etl, told

from etl.home import Home


@pytest.fixture(scope="module")
def sample_home(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Returns a copy: apps of other tests may hold the served file of the shared one open."""
    return copied(sample_home, tmp_path_factory.mktemp("own") / "sample")


COMMANDS = ("sample", "run", "show", "check", "export", "versions", "rollback", "alerts", "collect")
COMMANDS_OF_GROUPS = ("collect users", "collect hashtag", "collect status")
ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|error|show this|missing|invalid|try|default|required"
    r"|no such|did you mean|unexpected|input should|value|for help|aborted|not a valid|text|path"
    r"|integer|bool|str|directory|file|the|is|of|and|with|not|could|failed|found|cannot|unable"
    r"|permission|space|denied|traceback|exception|rows?|columns?)\b",
    re.IGNORECASE,
)
# Words of the product that are the same in every language.
NAMES = re.compile(
    r"--[a-z-]+|HOME\S*|JSON|CSV|Excel|parquet|TikTok\w*|KB|MB|video\w*|Python|manifest(\.json)?"
    r"|serving\.duckdb|python -m etl|[\w./-]*/[\w./-]*|<[^>]*>|\[x[^\]]*\]|'[^']*'|\w+_\w+|\w+\.\w+"
)


def english(text: str) -> list[str]:
    """Returns the English words of a text, names and values apart."""
    return ENGLISH.findall(NAMES.sub(" ", text))


def test_without_a_command_the_help_is_shown() -> None:
    result = etl()
    assert result.returncode == 2
    assert result.stderr.strip() == ""
    assert all(f"│ {command} " in result.stdout for command in COMMANDS)
    assert english(result.stdout) == []


@pytest.mark.parametrize("command", ["", *COMMANDS, *COMMANDS_OF_GROUPS])
@pytest.mark.parametrize("columns", [60, 200])
def test_help_is_vietnamese(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    result = call(capsys, *command.split(), "--help")
    assert result.returncode == 0
    assert result.stderr == ""
    assert f"Cách dùng: python -m etl {command}".strip() in result.stdout
    assert "Cho xem" in result.stdout
    assert english(result.stdout) == []
    assert max(map(len, result.stdout.splitlines())) <= columns


MISTAKES = (
    ("nope", "Không có lệnh 'nope'."),
    ("vrsions", "Không có lệnh 'vrsions'. Ý bạn là 'versions'?"),
    ("run --nope", "Không có tuỳ chọn --nope."),
    ("run --inpt x", "Không có tuỳ chọn --inpt. Ý bạn là --input?"),
    ("run --input", "Tuỳ chọn --input cần một giá trị."),
    ("run thừa", "Thừa tham số: thừa."),
    ("run thừa nữa", "Thừa tham số: thừa nữa."),
    ("run --strict=1", "Tuỳ chọn --strict không nhận giá trị."),
    ("run --engine pandas", "Giá trị của --engine không dùng được: 'pandas' không nằm trong: "),
    ("export --dataset videos", "Thiếu tuỳ chọn --out."),
    ("export --out x", "Thiếu tuỳ chọn --dataset."),
    ("export --dataset v --out x --format xls", "'xls' không nằm trong: 'csv', 'xlsx', 'parquet'."),
    ("export --dataset v --out .", "Giá trị của --out không dùng được: '.' là một thư mục, cần"),
    ("alerts --kind star", "Giá trị của --kind không dùng được: 'star' không nằm trong: "),
    ("alerts --least-severity 1", "'1' không nằm trong: 'low', 'medium', 'high'."),
    ("rollback", "Thiếu tham số PHIÊN_BẢN."),
    ("check --max-age-days -1", "Giá trị của --max-age-days không dùng được: cần ít nhất 0."),
    ("check --max-age-days x", "Giá trị của --max-age-days không dùng được: cần một số nguyên."),
    ("sample --creators 0", "Giá trị của --creators không dùng được: cần ít nhất 1."),
    ("sample --creators 1.5", "Giá trị của --creators không dùng được: cần một số nguyên."),
    ("sample --videos -1", "Giá trị của --videos không dùng được: cần ít nhất 0."),
    ("sample --seed -1", "Giá trị không dùng được: seed = -1: hạt giống không được âm"),
    ("sample --until 2017-12-31", "until = 2017-12-31: chỉ nhận ngày từ 2018 đến 2037"),
    ("sample --until 2025-13-45", "Giá trị của --until không dùng được: '2025-13-45' không phải"),
    ("enrich labels --agreement 2", "Giá trị của --agreement không dùng được: nhiều nhất 1."),
    ("enrich labels --agreement x", "Giá trị của --agreement không dùng được: cần một số."),
    ("discover --hashtags /khong/co", "không có '/khong/co'."),
    ("sample --until mai", "'mai' không phải ngày dạng 2025-12-31."),
    (f"show --home {Path(__file__).name}", "là một tệp, cần một thư mục."),
)


@pytest.mark.parametrize(("words", "sentence"), MISTAKES, ids=[words for words, _ in MISTAKES])
def test_a_mistake_is_told_in_vietnamese(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: str, sentence: str
) -> None:
    monkeypatch.chdir(Path(__file__).parent)
    text = told(call(capsys, *words.split()), 2)
    assert sentence in text
    assert english(text) == []
    assert text.splitlines()[1].startswith("Xem cách dùng: ")
    assert text.endswith("--help")


def test_a_mistake_of_a_process_ends_with_2() -> None:
    """The same by way of a real process, whose name is part of the advice."""
    text = told(etl("export", "--dataset", "videos"), 2)
    assert text == "Thiếu tuỳ chọn --out.\nXem cách dùng: python -m etl export --help"


@pytest.mark.parametrize(
    "command", ["show", "check", "versions", "alerts", "rollback", "export", "run"]
)
def test_a_home_that_is_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    (tmp_path / "tệp").write_text("của tôi")
    extra = {"rollback": ["x"], "export": ["--dataset", "videos", "--out", "x"]}.get(command, [])
    text = told(call(capsys, command, *extra, "--home", tmp_path / "tệp"), 2)
    assert "là một tệp, cần một thư mục" in text
    assert (tmp_path / "tệp").read_text() == "của tôi"


def test_what_is_shown_of_a_home_is_vietnamese(
    capsys: pytest.CaptureFixture[str], sample_home: Home, tmp_path: Path
) -> None:
    out = tmp_path / "videos.csv"
    for words in (
        ["show"],
        ["check"],
        ["versions"],
        ["alerts"],
        ["export", "--dataset", "videos", "--out", out],
    ):
        result = call(capsys, *words, "--home", sample_home.root)
        assert result.returncode == 0
        assert english(result.stdout) == []
        assert result.stderr == ""


def test_the_translations_belong_to_the_release_of_typer_that_is_asked_for() -> None:
    """Typer's texts change between releases: these tests hold for the installed one."""
    asked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert re.search(r"^typer>=", asked, re.MULTILINE)
