"""The command line: `python -m etl …`."""

from __future__ import annotations

import logging
import sys
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer
from rich.markup import escape

from etl.alerts.kinds import AlertKind, Severity
from etl.commands import enrich
from etl.commands.collect import collect
from etl.commands.discover import discover
from etl.commands.forget import forget
from etl.commands.media import media
from etl.console import (
    DEFAULT_HOME,
    INTERRUPTED,
    HomeOption,
    JsonOption,
    fields,
    messages,
    output,
    print_json,
    today,
    told,
)
from etl.errors import ChecksFailed
from etl.home import Home
from etl.logs import LOG
from etl.numbers import decimal, whole
from etl.progress import shown_steps
from etl.publish.export import ExportFormat
from etl.transform.engines import EngineName
from etl.usage import VietnameseCommand, VietnameseGroup, mistake, name_the_parts_of_help

app = typer.Typer(
    cls=VietnameseGroup,
    help="Từ tệp TikTok đến các bộ dữ liệu có phiên bản.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command(cls=VietnameseCommand)
def sample(
    home: HomeOption = DEFAULT_HOME,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="<thư mục>", help="Nơi ghi; mặc định là HOME/raw/sample."),
    ] = None,
    creators: Annotated[int, typer.Option(min=1, metavar="<số>", help="Số TikToker.")] = 60,
    videos: Annotated[int, typer.Option(min=0, metavar="<số>", help="Số video.")] = 6000,
    seed: Annotated[
        int, typer.Option(metavar="<số>", help="Hạt giống: cùng số thì cùng dữ liệu.")
    ] = 7,
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="<ngày>", help="Ngày thu thập; mặc định hôm nay."
        ),
    ] = None,
    full_size: Annotated[
        bool, typer.Option(metavar="", help="Mỗi video nặng như thật (khoảng 25 KB).")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Ghi dữ liệu mẫu (bịa hoàn toàn) theo đúng dạng tệp của TikTokApi."""
    from etl.sample import SampleSpec, write_sample

    folder = out or home / "raw" / "sample"
    day = until.date() if until else today()
    try:
        spec = SampleSpec(creators, videos, seed, day, full_size)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    with told(home) as console, shown_steps(console) as steps:
        advance = steps.start("Tạo dữ liệu mẫu", creators)
        summary = write_sample(folder, spec, lambda done, total: advance(1))
    if as_json:
        print_json({"folder": str(folder), **fields(summary)})
        return
    output().print(
        f"Đã ghi {whole(summary.videos)} video của {whole(summary.creators)} TikToker bịa "
        f"({whole(summary.files)} tệp, {decimal(summary.bytes / 1e6)} MB) vào {folder}.\n"
        f"Tiếp theo: python -m etl run --home {quote(str(home))} --input {quote(str(folder))}",
        markup=False,
    )


@app.command(cls=VietnameseCommand)
def run(
    inputs: Annotated[
        list[Path] | None,
        typer.Option(
            "--input",
            metavar="<đường dẫn>",
            help="Thư mục hoặc tệp đầu vào, lặp lại được; mặc định HOME/raw.",
        ),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    engine: Annotated[EngineName, typer.Option(help="Máy tính toán.")] = EngineName.DUCKDB,
    strict: Annotated[
        bool,
        typer.Option("--strict", metavar="", help="Dừng với mã lỗi 3 nếu có gì không dùng được."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Đọc tệp mới, ghi vào kho, và công bố một phiên bản mới của các bộ dữ liệu."""
    from etl import report
    from etl.run import run as run_etl

    with told(home) as console, shown_steps(console) as steps:
        outcome = run_etl(Home(home), inputs or [home / "raw"], engine, steps, strict=strict)
    if as_json:
        print_json(
            {
                "published": outcome.version is not None,
                "version": outcome.current.name,
                "files_read": len(outcome.landing.files),
                "files_unchanged": len(outcome.landing.unchanged),
                "rows_quarantined": sum(f.rows_quarantined for f in outcome.landing.files),
                "quarantine": str(outcome.landing.quarantine)
                if outcome.landing.quarantine
                else None,
                "rows": outcome.current.manifest.rows,
                "seconds": outcome.seconds,
            }
        )
    else:
        report.show_outcome(output(), outcome)


@app.command(cls=VietnameseCommand)
def show(home: HomeOption = DEFAULT_HOME, as_json: JsonOption = False) -> None:
    """Cho xem phiên bản hiện tại."""
    from etl import report
    from etl.publish.versions import current_version

    with told(home):
        manifest = current_version(Home(home).datasets).manifest
    if as_json:
        print_json(manifest)
    else:
        report.show_manifest(output(), manifest)


@app.command(cls=VietnameseCommand)
def check(
    version: Annotated[
        str | None, typer.Argument(metavar="PHIÊN_BẢN", help="Mặc định là phiên bản hiện tại.")
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    max_age_days: Annotated[
        int | None,
        typer.Option(
            min=0, metavar="<số>", help="Lần thu thập mới nhất không được cũ hơn số ngày này."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Chạy các kiểm tra chất lượng; kết thúc với mã 4 nếu có kiểm tra không đạt."""
    from etl import report
    from etl.publish.checks import check_version
    from etl.publish.versions import current_version, open_version

    with told(home) as console:
        folder = Home(home).datasets
        chosen = open_version(folder, version) if version else current_version(folder)
        with console.status("Đang kiểm tra…"):
            checks = check_version(chosen, max_age_days)
    if as_json:
        print_json({"version": chosen.name, "checks": checks})
    else:
        report.show_checks(output(), chosen.name, checks)
    if not all(one.passed for one in checks):
        raise typer.Exit(ChecksFailed.exit_code)


@app.command(cls=VietnameseCommand)
def export(
    dataset: Annotated[str, typer.Option(metavar="<tên>", help="Tên bộ dữ liệu, ví dụ videos.")],
    out: Annotated[Path, typer.Option(metavar="<tệp>", help="Tệp sẽ ghi.", dir_okay=False)],
    form: Annotated[ExportFormat, typer.Option("--format", help="Định dạng.")] = ExportFormat.CSV,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Xuất một bộ dữ liệu ra CSV, Excel hoặc parquet."""
    from etl.publish.export import export_dataset
    from etl.publish.versions import current_version

    with told(home) as console:
        version = current_version(Home(home).datasets)
        source = version.parquet(dataset)
        with console.status(f"Đang ghi {out}…"):
            rows = export_dataset(dataset, source, form, out)
    if as_json:
        print_json({"dataset": dataset, "rows": rows, "out": str(out), "version": version.name})
        return
    output().print(f"Đã ghi {whole(rows)} dòng của {dataset} vào {out}.", markup=False)
    if form is ExportFormat.CSV:
        output().print(
            "Mở bằng Excel: chọn kiểu văn bản cho cột mã (video_id…) khi nhập, "
            "hoặc dùng --format xlsx."
        )


@app.command(cls=VietnameseCommand)
def alerts(
    home: HomeOption = DEFAULT_HOME,
    kinds: Annotated[
        list[AlertKind] | None,
        typer.Option(
            "--kind",
            metavar="<loại>",
            help="Chỉ loại này, ví dụ rising_dish; lặp lại được, mặc định mọi loại.",
        ),
    ] = None,
    least: Annotated[
        Severity, typer.Option("--least-severity", help="Chỉ từ mức này trở lên.")
    ] = Severity.LOW,
    only_new: Annotated[
        bool,
        typer.Option("--new", metavar="", help="Chỉ cảnh báo mà phiên bản trước chưa có."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Nêu những gì vừa thay đổi mà nên xem, gửi thư được."""
    from etl import report
    from etl.publish.alerts import read_alerts
    from etl.publish.versions import current_version

    with told(home):
        version = current_version(Home(home).datasets)
        found = read_alerts(version, kinds or (), least, only_new=only_new)
    if as_json:
        print_json({"version": version.name, "alerts": found})
    else:
        report.show_alerts(output(), version.manifest, found)


@app.command(cls=VietnameseCommand)
def versions(home: HomeOption = DEFAULT_HOME, as_json: JsonOption = False) -> None:
    """Liệt kê các phiên bản còn giữ."""
    from etl import report
    from etl.publish.versions import current_name, current_version, list_versions

    with told(home):
        folder = Home(home).datasets
        kept = list_versions(folder)
        # A current version that cannot be read must not hide those that one can return to.
        current = current_name(folder) if kept else current_version(folder).name
    if as_json:
        print_json(
            [
                {
                    "version": version.name,
                    "current": version.name == current,
                    "created_at": version.manifest.created_at,
                    "synthetic": version.manifest.synthetic,
                    "rows": version.manifest.rows,
                }
                for version in kept
            ]
        )
    else:
        report.show_versions(output(), kept, current)


@app.command(cls=VietnameseCommand)
def rollback(
    version: Annotated[
        str, typer.Argument(metavar="PHIÊN_BẢN", help="Tên phiên bản, xem `versions`.")
    ],
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Quay về một phiên bản trước."""
    from etl.run import roll_back

    with told(home):
        restored = roll_back(Home(home), version)
    if as_json:
        print_json({"version": restored.name})
    else:
        output().print(f"Phiên bản hiện tại bây giờ là [bold]{restored.name}[/bold].")


app.command(cls=VietnameseCommand)(discover)
app.command(cls=VietnameseCommand)(media)
app.command(cls=VietnameseCommand)(forget)
app.add_typer(collect, name="collect")
app.add_typer(enrich.app, name="enrich")


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a pipe may have a code page without Vietnamese
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    name_the_parts_of_help()
    sys.unraisablehook = _logged
    try:
        code = app(prog_name="python -m etl", standalone_mode=False)
    except typer.TyperException as error:
        if str(error):  # empty where the help has been shown instead
            messages().print(f"[bold red]Lỗi:[/bold red] {escape(mistake(error))}")
        code = error.exit_code
    finally:
        sys.unraisablehook = sys.__unraisablehook__
    if code == INTERRUPTED:
        messages().print("Đã dừng; phiên bản hiện tại không đổi.")
    sys.exit(code)


def _logged(failure: sys.UnraisableHookArgs) -> None:
    """Keeps off the screen what a library could not tidy up after an error that has been told."""
    logging.getLogger(LOG).error("%s", failure.object, exc_info=failure.exc_value)
