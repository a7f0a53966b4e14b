"""What `etl collect` shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from etl.collect.collecting import Collected
from etl.collect.outcomes import OUTCOMES, Outcome
from etl.collect.records import Crawl
from etl.collect.status import Known
from etl.inputs.local_time import ZONE
from etl.numbers import day, local_instant, whole

_STYLES = {
    Outcome.COMPLETE: "green",
    Outcome.LIMITED: "green",
    Outcome.SHORT: "yellow",
    Outcome.BLOCKED: "bold red",
    Outcome.INTERRUPTED: "yellow",
}


def one_line(crawl: Crawl) -> str:
    """Returns a record in a line, as it is told while others are still under way."""
    resumed = f", tiếp tục từ trang {crawl.resumed_pages + 1}" if crawl.resumed_pages else ""
    reason = f": {crawl.reason}" if crawl.reason else ""
    name = escape(_named(crawl))
    return f"{name}: {whole(crawl.videos)} video, {_styled(crawl.outcome)}{resumed}{escape(reason)}"


def show_collected(console: Console, collected: Collected) -> None:
    """Shows what a run did, and what to do about what failed."""
    table = _table("Tên", "Kết quả", "Video", "Đăng từ", "Đến")
    for crawl in collected.crawls:
        table.add_row(
            escape(_named(crawl)),
            _styled(crawl.outcome),
            _of_all(crawl),
            _day(crawl.oldest),
            _day(crawl.newest),
        )
    console.print(table)
    for crawl in collected.crawls:
        if notes := _notes(crawl):
            console.print(f"{_named(crawl)}: {'; '.join(notes)}.", markup=False)
    counts = Counter(crawl.outcome for crawl in collected.crawls)
    parts = [f"{whole(counts[each])} {OUTCOMES[each]}" for each in Outcome if counts[each]]
    videos = whole(sum(crawl.videos for crawl in collected.crawls))
    console.print(f"{', '.join(parts)}. Tất cả {videos} video.", markup=False)
    if any(crawl.outcome in (Outcome.BLOCKED, Outcome.INTERRUPTED) for crawl in collected.crawls):
        console.print(
            "Những trang đã lấy vẫn còn: chạy lại cùng lệnh để đi tiếp. Nếu vẫn bị chặn, xem lại "
            "mạng, giảm COLLECT_REQUESTS_PER_MINUTE, thêm MS_TOKENS hoặc COLLECT_PROXIES; xem "
            "docs/collecting.md.",
            markup=False,
        )
    if collected.untried:
        why = "đã dừng" if collected.interrupted else "liên tiếp bị chặn"
        console.print(
            f"Chưa thử {whole(len(collected.untried))} vì {why}: {', '.join(collected.untried)}.",
            markup=False,
            style="yellow",
        )


def show_status(console: Console, found: Sequence[Known]) -> None:
    """Shows what is known and how old it is, the oldest first."""
    if not found:
        console.print("Chưa thu thập gì: bắt đầu bằng python -m etl collect users @ten.tai.khoan")
        return
    table = _table("Tên", "Lần tốt cuối", "Cách đây", "Video", "Lần gần nhất", "Ghi chú")
    for one in found:
        success, last = one.success, one.last
        notes = _notes(last) if last and last is not success else []
        if one.waiting_pages:
            notes.append(f"còn dở, đã có {whole(one.waiting_pages)} trang")
        table.add_row(
            escape(one.kind.mark + one.name),
            local_instant(success.ended) if success else "chưa lần nào",
            "—" if one.age_days is None else age_words(one.age_days),
            whole(success.videos) if success else "—",
            _styled(last.outcome) if last else "đang dở",
            escape("; ".join(notes)),
        )
    console.print(table)


def age_words(days: float) -> str:
    """Returns how long ago something was, in the largest unit that it fills."""
    minutes = int(days * 24 * 60)
    if minutes < 60:
        return f"{minutes} phút"
    return f"{minutes // 60} giờ" if days < 1 else f"{int(days)} ngày"


def _named(crawl: Crawl) -> str:
    return crawl.kind.mark + crawl.name


def _of_all(crawl: Crawl) -> str:
    """Returns how many videos were kept, and how many TikTok counts."""
    if crawl.expected is None:
        return whole(crawl.videos)
    return f"{whole(crawl.videos)}/{whole(crawl.expected)}"


def _notes(crawl: Crawl) -> list[str]:
    notes = [crawl.reason] if crawl.reason else []
    if crawl.resumed_pages:
        notes.append(f"tiếp tục từ trang {whole(crawl.resumed_pages + 1)}")
    if crawl.unusable:
        notes.append(f"{whole(crawl.unusable)} mục không có mã")
    return notes


def _styled(outcome: Outcome) -> str:
    style = _STYLES.get(outcome)
    return f"[{style}]{OUTCOMES[outcome]}[/{style}]" if style else OUTCOMES[outcome]


def _day(seconds: int | None) -> str:
    if seconds is None:
        return "—"
    return day(datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(ZONE)).date())


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    numbers = {"Video", "Cách đây"}
    folding = {"Ghi chú", "Lần gần nhất"}
    for column in columns:
        table.add_column(
            column,
            justify="right" if column in numbers else "left",
            overflow="fold",
            no_wrap=column not in folding,
        )
    return table
