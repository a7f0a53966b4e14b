"""`python -m etl discover`: from hashtags of a niche to a list of its creators."""

from __future__ import annotations

import os
from datetime import datetime, time
from pathlib import Path
from shlex import quote
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from etl.atomic import write_whole
from etl.collect.discover import Discovery, Search
from etl.collect.discover import discover as search_for
from etl.collect.discovery import Thresholds
from etl.console import (
    DEFAULT_HOME,
    INTERRUPTED,
    HomeOption,
    JsonOption,
    fields,
    output,
    print_json,
    today,
    told,
)
from etl.errors import BadName, NotCollected
from etl.home import Home
from etl.inputs.local_time import ZONE
from etl.numbers import whole
from etl.progress import shown_steps

_DEFAULTS = Thresholds()


def discover(
    hashtags: Annotated[
        Path | None,
        typer.Option(
            "--hashtags",
            metavar="<tệp>",
            help="Danh sách hashtag bắt đầu, mỗi dòng một.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    industry: Annotated[
        str | None,
        typer.Option(metavar="<ngành>", help="Hashtag của một ngành trong industries.csv: food…"),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="<ngày>",
            help="Chỉ xét video từ ngày này; mặc định đầu năm.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="<tệp>",
            help="Nơi ghi danh sách; mặc định HOME/collect/discovered.txt.",
            dir_okay=False,
        ),
    ] = None,
    most: Annotated[
        int, typer.Option("--max", min=1, metavar="<số>", help="Số video xét của mỗi hashtag.")
    ] = 500,
    least_videos: Annotated[
        int, typer.Option(min=1, metavar="<số>", help="Ít nhất số video dưới các hashtag.")
    ] = _DEFAULTS.videos_found,
    more_hashtags: Annotated[
        int, typer.Option(min=0, metavar="<số>", help="Số hashtag đúng ngành tìm thêm.")
    ] = _DEFAULTS.more_hashtags,
    total_plays: Annotated[
        int, typer.Option(min=0, metavar="<số>", help="Tổng lượt xem phải lớn hơn.")
    ] = _DEFAULTS.total_plays,
    mean_plays: Annotated[
        float, typer.Option(min=0, metavar="<số>", help="Lượt xem trung bình phải lớn hơn.")
    ] = _DEFAULTS.mean_plays,
    engagement_rate: Annotated[
        float, typer.Option(min=0, max=1, metavar="<số>", help="Tỷ lệ tương tác phải lớn hơn.")
    ] = _DEFAULTS.engagement_rate,
    niche_share: Annotated[
        float, typer.Option(min=0, max=1, metavar="<số>", help="Ít nhất tỷ lệ video đúng ngành.")
    ] = _DEFAULTS.niche_share,
    vietnamese_share: Annotated[
        float, typer.Option(min=0, max=1, metavar="<số>", help="Ít nhất tỷ lệ video tiếng Việt.")
    ] = _DEFAULTS.vietnamese_share,
    fresh_hours: Annotated[
        float,
        typer.Option(min=0, metavar="<giờ>", help="Không thu thập lại thứ mới hơn số giờ này."),
    ] = 24.0,
    home: HomeOption = DEFAULT_HOME,
    as_json: JsonOption = False,
) -> None:
    """Tìm TikToker của một ngành: từ hashtag đến danh sách cho `collect users --file`."""
    from etl.collect.industries import find_industry
    from etl.collect.names import listed, tag_of
    from etl.collect.report import one_line
    from etl.collect.settings import CollectSettings

    with told(home) as console, shown_steps(console) as steps:
        chosen = find_industry(industry) if industry else None
        written = [*(listed(hashtags) if hashtags else ()), *(chosen.hashtags if chosen else ())]
        if not written:
            raise BadName("Chưa có hashtag nào: thêm --hashtags <tệp> hoặc --industry <ngành>.")
        first = since.date() if since else today().replace(month=1, day=1)
        search = Search(
            hashtags=tuple(dict.fromkeys(map(tag_of, written))),
            words=chosen.words if chosen else frozenset(),
            since=int(datetime.combine(first, time(), ZoneInfo(ZONE)).timestamp()),
            year=today().year,
            most_tagged=most,
            fresh_hours=fresh_hours,
            thresholds=Thresholds(
                least_videos,
                more_hashtags,
                total_plays,
                mean_plays,
                engagement_rate,
                niche_share,
                vietnamese_share,
            ),
        )
        settings = CollectSettings.from_env(os.environ)
        found = search_for(
            Home(home), settings, search, steps, lambda crawl: console.print(one_line(crawl))
        )
        path = out or Home(home).collect / "discovered.txt"
        if not found.unfinished:
            write_whole(path, _list(found.creators, chosen.name if chosen else str(hashtags)))
    if as_json:
        print_json({**fields(found), "out": None if found.unfinished else str(path)})
    else:
        _show(output(), found, path)
    if found.interrupted:
        raise typer.Exit(INTERRUPTED)
    if found.unfinished or found.failed:
        raise typer.Exit(NotCollected.exit_code)


def _list(creators: list[str], niche: str) -> bytes:
    head = f"# {whole(len(creators))} TikToker của {niche}, {today():%d/%m/%Y}\n"
    return (head + "".join(f"{name}\n" for name in creators)).encode()


def _show(console: Console, found: Discovery, path: Path) -> None:
    if found.unfinished:
        why = "bị dừng" if found.interrupted else "TikTok chặn liên tiếp"
        console.print(
            f"Chưa xong vì {why}; những gì đã thu thập vẫn còn. Chạy lại cùng lệnh để đi tiếp.",
            style="yellow",
        )
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("Bước", overflow="fold")
    table.add_column("Trước", justify="right")
    table.add_column("Giữ lại", justify="right")
    for step in found.steps:
        table.add_row(step.step, whole(step.before), whole(step.after))
    console.print(table)
    console.print(f"Hashtag tìm thêm: {whole(len(found.more_hashtags))}.", markup=False)
    if found.failed:
        console.print(
            f"TikTok từ chối {whole(len(found.failed))} lần thu thập, kết quả có thể thiếu: "
            f"{', '.join(found.failed[:5])}{'…' if len(found.failed) > 5 else ''}. "
            "Chạy lại sau vài giờ.",
            style="yellow",
            markup=False,
        )
    console.print(
        f"Đã ghi {whole(len(found.creators))} TikToker vào {path}.\n"
        f"Tiếp theo: python -m etl collect users --file {quote(str(path))}",
        markup=False,
    )
