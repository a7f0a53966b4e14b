"""How commands speak: options that all have, what they print, and how errors are told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
import typer
from rich.console import Console
from rich.markup import escape

from etl.errors import EtlError
from etl.home import Home
from etl.inputs.local_time import ZONE
from etl.logs import open_log
from etl.words import cause

HomeOption = Annotated[
    Path,
    typer.Option("--home", help="Thư mục làm việc.", file_okay=False, metavar="<thư mục>"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="In JSON cho máy đọc.", metavar="")]
DEFAULT_HOME = Path("data")
INTERRUPTED = 130
# Something was refused or failed, and is tried again by the same command.
FAILED = 6
"""What a command ends with that was stopped by a signal."""


@contextmanager
def told(home: Path) -> Iterator[Console]:
    """Turns every error into a Vietnamese sentence and an exit code; the detail goes to the log.

    Yields:
        The console for progress, on the error stream.
    """
    console = messages()
    log = open_log(Home(home).log)
    try:
        yield console
    except EtlError as error:
        log.exception("%s", type(error).__name__)
        console.print(f"[bold red]Lỗi:[/bold red] {escape(str(error))}")
        raise typer.Exit(error.exit_code) from None
    except BrokenPipeError:
        raise  # the reader of our output has gone, which is no error of ours
    except OSError as error:
        log.exception("disk")
        where = error.filename if error.filename is not None else home
        console.print(
            f"[bold red]Lỗi:[/bold red] Không đọc hay ghi được {escape(str(where))}: "
            f"{cause(error)}. Kiểm tra đường dẫn, quyền và chỗ trống rồi chạy lại."
        )
        raise typer.Exit(1) from None
    except Exception as error:
        log.exception("unexpected")
        detail = f" Chi tiết ở {Home(home).log}." if Home(home).log.exists() else ""
        console.print(
            f"[bold red]Lỗi ngoài dự kiến:[/bold red] {type(error).__name__}; "
            f"phiên bản hiện tại không đổi.{escape(detail)}"
        )
        raise typer.Exit(1) from None


def output() -> Console:
    """Returns the console of results, the output stream."""
    return Console(file=sys.stdout, highlight=False, emoji=False, soft_wrap=not sys.stdout.isatty())


def messages() -> Console:
    """Returns the console of progress and errors, the error stream."""
    return Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)


def print_json(value: object) -> None:
    """Prints a value as indented JSON on the output stream."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def fields(value: object) -> dict[str, object]:
    """Returns the fields of a dataclass by name."""
    return dict(vars(value))


def today() -> date:
    """Returns the day in Viet Nam."""
    return datetime.now(ZoneInfo(ZONE)).date()
