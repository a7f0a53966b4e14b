"""`python -m etl media`: sound or frames of the weekly top."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from etl.console import (
    DEFAULT_HOME,
    FAILED,
    HomeOption,
    JsonOption,
    fields,
    output,
    print_json,
    told,
)
from etl.home import Home
from etl.media.failures import FINAL, WORDS, Kind
from etl.media.fetch import REFUSED_IN_A_ROW, Fetched
from etl.media.settings import MediaSettings
from etl.media.wanted import Plan
from etl.numbers import decimal, whole
from etl.progress import shown_steps

_THINGS = {Kind.AUDIO: "âm thanh", Kind.FRAMES: "khung hình"}


def media(
    kind: Annotated[
        Kind, typer.Option("--kind", help="Âm thanh (audio) hay khung hình (frames).")
    ] = Kind.AUDIO,
    home: HomeOption = DEFAULT_HOME,
    every: Annotated[
        float,
        typer.Option(
            min=0.1,
            metavar="<giây>",
            help="Cách bao nhiêu giây một khung hình; video đã có khung hình thì giữ nguyên.",
        ),
    ] = 2.0,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="<số>", help="Tải nhiều nhất bao nhiêu video.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", metavar="", help="Chỉ nêu sẽ tải gì, không tải.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Tải âm thanh hoặc khung hình của nhóm video đầu tuần, tuần mới trước."""
    from etl.media.convert import find_ffmpeg
    from etl.media.download import check_downloader
    from etl.media.fetch import fetch
    from etl.media.wanted import plan, weekly_top
    from etl.publish.versions import current_version

    with told(home) as console:
        settings = MediaSettings.from_env(os.environ)
        place = Home(home)
        planned = plan(place, kind, weekly_top(current_version(place.datasets)), limit)
        if dry_run:
            _show_plan(planned, kind, settings, as_json)
            return
        ffmpeg = find_ffmpeg()
        check_downloader()
        with shown_steps(console) as steps:
            advance = steps.start(f"Tải {_THINGS[kind]}", len(planned.to_fetch))
            done = fetch(place, kind, planned.to_fetch, every, settings, ffmpeg, advance)
    if as_json:
        print_json({**_planned(planned), **fields(done), "folder": str(place.media / kind)})
    else:
        _show_fetched(output(), planned, done, kind, place.media / kind)
    if done.failed:
        raise typer.Exit(FAILED)


def _planned(planned: Plan) -> dict[str, object]:
    return {**fields(planned), "to_fetch": len(planned.to_fetch)}


def _show_plan(planned: Plan, kind: Kind, settings: MediaSettings, as_json: bool) -> None:
    minutes = len(planned.to_fetch) / settings.requests_per_minute
    if as_json:
        print_json({**_planned(planned), "least_minutes": round(minutes, 1)})
        return
    output().print(
        f"Nhóm đầu tuần có {whole(planned.videos)} video: {whole(planned.kept)} đã có "
        f"{_THINGS[kind]}, {whole(planned.hopeless)} không lấy được nữa. Sẽ tải "
        f"{whole(len(planned.to_fetch))} video, mất ít nhất {decimal(minutes)} phút ở nhịp "
        f"{decimal(settings.requests_per_minute, 0)} video mỗi phút.",
        markup=False,
    )


def _show_fetched(console: Console, planned: Plan, done: Fetched, kind: Kind, folder: Path) -> None:
    console.print(
        f"Đã tải {_THINGS[kind]} của {whole(done.made)} video vào {folder}; "
        f"{whole(planned.kept)} video đã có từ trước.",
        markup=False,
    )
    if done.failures:
        table = Table(box=None, header_style="bold", pad_edge=False)
        table.add_column("Không tải được vì")
        table.add_column("Video", justify="right")
        table.add_column("Lần sau", overflow="fold")
        for why, count in Counter(one.why for one in done.failures).most_common():
            again = "không thử lại" if why in FINAL else "thử lại"
            table.add_row(WORDS[why], whole(count), again)
        console.print(table)
    if done.stopped:
        console.print(
            f"Dừng sớm: máy chủ từ chối {REFUSED_IN_A_ROW} lần liền. Đợi vài giờ rồi chạy lại, "
            "hoặc giảm MEDIA_REQUESTS_PER_MINUTE.",
            markup=False,
        )
