"""`python -m etl collect …`: from handles and hashtags to raw files."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from etl.collect.listing import Limits
from etl.collect.subject import Subject
from etl.console import (
    DEFAULT_HOME,
    INTERRUPTED,
    HomeOption,
    JsonOption,
    output,
    print_json,
    today,
    told,
)
from etl.errors import BadName, NotCollected
from etl.forgotten import read_forgotten
from etl.home import Home
from etl.inputs.local_time import ZONE
from etl.progress import shown_steps
from etl.usage import VietnameseCommand, VietnameseGroup

collect = typer.Typer(
    cls=VietnameseGroup,
    help="Thu thập dữ liệu công khai từ TikTok thành tệp mà `run` đọc.",
    no_args_is_help=True,
)

SinceOption = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], metavar="<ngày>", help="Chỉ video đăng từ ngày này (giờ Việt Nam)."
    ),
]
DaysOption = Annotated[
    int | None, typer.Option(min=1, metavar="<số>", help="Chỉ video của số ngày gần đây.")
]


@collect.command(cls=VietnameseCommand)
def users(
    handles: Annotated[
        list[str] | None,
        typer.Argument(metavar="TÊN", help="Tên TikToker, có @ hay không, hoặc địa chỉ trang."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            metavar="<tệp>",
            help="Danh sách tên, mỗi dòng một.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    since: SinceOption = None,
    days: DaysOption = None,
    most: Annotated[
        int | None,
        typer.Option("--max", min=1, metavar="<số>", help="Chỉ số video mới nhất này mỗi người."),
    ] = None,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Thu thập hồ sơ và video của các TikToker."""
    from etl.collect.names import handle_of, listed
    from etl.collect.users import creator

    if since and days:
        raise typer.BadParameter("--since và --days không dùng cùng nhau.")

    def subjects(place: Home, resume_hours: float) -> list[Subject]:
        written = [*(handles or ()), *(listed(file) if file else ())]
        if not written:
            raise BadName("Chưa có TikToker nào: thêm tên hoặc --file <tệp> có ít nhất một tên.")
        names = list(dict.fromkeys(map(handle_of, written)))
        _refuse_forgotten(place, names)
        limits = Limits(_instant(since.date() if since else None, days), most)
        return [creator(place, name, limits, resume_hours) for name in names]

    _run(home, subjects, as_json=as_json)


@collect.command(cls=VietnameseCommand)
def hashtag(
    tags: Annotated[list[str], typer.Argument(metavar="HASHTAG", help="Hashtag, có # hay không.")],
    most: Annotated[
        int, typer.Option("--max", min=1, metavar="<số>", help="Nhiều nhất số video mỗi hashtag.")
    ] = 500,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Thu thập video dưới các hashtag, đến chừng TikTok chịu liệt kê."""
    from etl.collect.hashtags import hashtag as tagged
    from etl.collect.names import tag_of

    def subjects(place: Home, resume_hours: float) -> list[Subject]:
        names = dict.fromkeys(map(tag_of, tags))
        return [tagged(place, name, Limits(most=most), resume_hours) for name in names]

    _run(home, subjects, as_json=as_json)


@collect.command(cls=VietnameseCommand)
def status(home: HomeOption = DEFAULT_HOME, as_json: JsonOption = False) -> None:
    """Cho xem đã thu thập ai, hashtag nào, và đã bao lâu."""
    from etl.collect.report import show_status
    from etl.collect.status import known

    with told(home):
        found = known(Home(home), datetime.now(UTC))
    if as_json:
        print_json(found)
    else:
        show_status(output(), found)


def _run(
    home: Path, subjects: Callable[[Home, float], Sequence[Subject]], *, as_json: bool
) -> None:
    from etl.collect.collecting import collect as collect_all
    from etl.collect.report import one_line, show_collected
    from etl.collect.settings import CollectSettings

    with told(home) as console, shown_steps(console) as steps:
        settings = CollectSettings.from_env(os.environ)
        chosen = subjects(Home(home), settings.resume_hours)
        collected = collect_all(
            Home(home), settings, chosen, steps, lambda crawl: console.print(one_line(crawl))
        )
    if as_json:
        print_json(collected)
    else:
        show_collected(output(), collected)
    if collected.interrupted:
        raise typer.Exit(INTERRUPTED)
    if collected.untried or any(crawl.failed for crawl in collected.crawls):
        raise typer.Exit(NotCollected.exit_code)


def _refuse_forgotten(home: Home, handles: Sequence[str]) -> None:
    forgotten = read_forgotten(home.forgotten)
    names = [handle for handle in handles if forgotten.has(handle)]
    if names:
        raise BadName(
            f"{', '.join(f'@{name}' for name in names)}: đã được xoá theo yêu cầu nên không thu "
            "thập lại. Bỏ tên này khỏi danh sách."
        )


def _instant(since: date | None, days: int | None) -> int | None:
    """Returns when a day begins in Viet Nam (Unix seconds)."""
    first = today() - timedelta(days=days) if days else since
    if first is None:
        return None
    return int(datetime.combine(first, time(), ZoneInfo(ZONE)).timestamp())
