"""What the command line says of its own use, in Vietnamese.

Typer says it in English and has no setting for that: its titles are replaced, its commands
subclassed, and the texts of its errors translated here. A test that shows every one of them fails
where a new release of Typer words them differently.
"""

from __future__ import annotations

import re
from typing import Any, Final

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup, TyperOption

_USAGE: Final = (
    ("Usage:", "Cách dùng:"),
    ("[OPTIONS]", "[TUỲ CHỌN]"),
    ("COMMAND [ARGS]...", "LỆNH [THAM SỐ]…"),
)

_MISTAKES: Final = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"^Missing command\.$", "Thiếu lệnh."),
        (r"^Missing option '([^']+)'\..*", r"Thiếu tuỳ chọn \1."),
        (r"^Missing argument '([^']+)'\..*", r"Thiếu tham số \1."),
        (r"^No such command '(.*?)'\.", r"Không có lệnh '\1'."),
        (r"^No such option: (\S+)", r"Không có tuỳ chọn \1."),
        (r"^Got unexpected extra argument\(s\) \((.*)\)$", r"Thừa tham số: \1."),
        (r"^Option '([^']+)' requires an argument\.", r"Tuỳ chọn \1 cần một giá trị."),
        (r"^Option '([^']+)' does not take a value\.", r"Tuỳ chọn \1 không nhận giá trị."),
        (r"^Invalid value: ", "Giá trị không dùng được: "),
        (r"^Invalid value for '?([^':]+)'?: ", r"Giá trị của \1 không dùng được: "),
        (r"Value error, ", ""),
        (r"Input should be greater than or equal to (\S+)", r"cần ít nhất \1."),
        (r"Input should be less than or equal to (\S+)", r"nhiều nhất \1."),
        (r"Input should be a valid integer.*", "cần một số nguyên."),
        (r"Input should be a valid number.*", "cần một số."),
        (r"(?:file|dir|path) ('.*') does not exist\.", r"không có \1."),
        (r"('.*') does not match the formats '%Y-%m-%d'\.", r"\1 không phải ngày dạng 2025-12-31."),
        (r"('.*') is not one of (.*)\.$", r"\1 không nằm trong: \2."),
        (r"(?:file|dir) ('.*') is a directory\.", r"\1 là một thư mục, cần một tệp."),
        (r"(?:file|dir) ('.*') is a file\.", r"\1 là một tệp, cần một thư mục."),
        (r"(?:file|dir) ('.*') is not readable\.", r"không có quyền đọc \1."),
        (r" Did you mean (.*)\?$", r" Ý bạn là \1?"),
        (r" \(Possible options: (.*)\)$", r" Ý bạn là \1?"),
    )
)


class VietnameseCommand(TyperCommand):
    """A command whose usage and help option are told in Vietnamese."""

    def get_usage(self, ctx: Any) -> str:
        """Returns the usage line."""
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        """Returns `--help`."""
        return _told_option(super().get_help_option(ctx))


class VietnameseGroup(TyperGroup):
    """The same for the group of all commands."""

    def get_usage(self, ctx: Any) -> str:
        """Returns the usage line."""
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        """Returns `--help`."""
        return _told_option(super().get_help_option(ctx))


def name_the_parts_of_help() -> None:
    """Replaces the titles and marks that Typer's help is laid out with."""
    rich_utils.ARGUMENTS_PANEL_TITLE = "Tham số"
    rich_utils.OPTIONS_PANEL_TITLE = "Tuỳ chọn"
    rich_utils.COMMANDS_PANEL_TITLE = "Lệnh"
    rich_utils.DEFAULT_STRING = "[mặc định: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[bắt buộc]"


def mistake(error: typer.TyperException) -> str:
    """Returns what was wrong with the words of a command, and where its help is."""
    text = error.format_message()
    for pattern, words in _MISTAKES:
        text = pattern.sub(words, text)
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "python -m etl"
    return f"{text}\nXem cách dùng: {command} --help"


def _usage(text: str) -> str:
    for english, vietnamese in _USAGE:
        text = text.replace(english, vietnamese, 1)
    return text


def _told_option(option: TyperOption | None) -> TyperOption | None:
    if option:
        option.help, option.metavar = "Cho xem hướng dẫn này.", ""
    return option
