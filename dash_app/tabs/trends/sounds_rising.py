"""Sounds that more creators use than in the eight weeks before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
from dash import html

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.components.sound_cell import build_sound_cell
from dash_app.components.week_strip import build_week_strip
from dash_app.findings.finding import Finding
from dash_app.findings.rising_sounds import (
    RULE,
    RisingSound,
    RisingSounds,
    rising_findings,
)
from dash_app.findings.sound_names import sound_title
from dash_app.findings.week_span import Span
from dash_app.pages import Reader, Shown
from dash_app.queries import sounds
from dash_app.statistics import rises
from dash_app.tabs.trends.newest_week import newest_week
from dash_app.tabs.trends.sound_choice import sound_link
from dash_app.words import day, decimal, q_percent, short, whole
from etl.alerts.kinds import FALSE_SHARE, LEAST_USERS, WEEKS_BEFORE
from etl.alerts.period import week_end

_MOST: Final = 8
_COLUMNS: Final = (
    FactColumn("Âm thanh", wide=True),
    FactColumn("Từng tuần"),
    FactColumn("Kết luận"),
    FactColumn("Lượt dùng mới", number=True),
    FactColumn("Chờ đợi", number=True),
    FactColumn("Gấp", number=True),
    FactColumn("q", number=True),
    FactColumn("Video mới", number=True),
    FactColumn("Lượt xem trung vị", number=True),
)


def show_rising(reader: Reader) -> Shown:
    """The sounds whose rise is surest, and whether it is beyond chance."""
    found = reader.kept(read_rising)
    content = (
        _table(reader, found)
        if found and found.comparable and found.sounds
        else html.P("Không có âm thanh nào để liệt kê.", className="muted")
    )
    return Shown(
        f"Âm thanh nào đang lên? {_weeks_words(found)}",
        content,
        f"{RULE}; trên {reader.view.scope_words}. Cột nhỏ: số TikToker dùng mỗi tuần, đậm là tuần "
        "mới; lượt xem trung vị của các video mới dùng âm thanh, chúng còn non tuổi nên thường "
        "thấp",
        (found.active + found.active_before) if found else 0,
        unit="lượt TikToker × tuần có đăng video",
        findings=(*rising_findings(found), *_scope_finding(reader)),
        table=lambda: _download(found),
    )


def read_rising(reader: Reader) -> RisingSounds | None:
    """Returns the rises of the newest weeks that are known whole; None without any data."""
    last = newest_week(reader.snapshot)
    if last is None:
        return None
    texts = _period(last, int(reader.view.choice("window")))
    frame = reader.frame(sounds.uses, texts, least=LEAST_USERS)
    total, used = frame.iloc[0], frame[frame["music_id"].notna()]
    active, before = int(total["all_recent"]), int(total["all_earlier"])
    recent, earlier = (used[name].to_numpy(dtype="int64") for name in ("recent", "earlier"))
    found = RisingSounds(
        first=date.fromisoformat(texts["week"]),
        last=last,
        active=active,
        active_before=before,
        weeks_before=int(total["weeks"]),
        asked=len(used),
        sounds=(),
    )
    if not found.comparable:
        return found
    rise = rises(recent, earlier, active, before, FALSE_SHARE)
    judged = pd.DataFrame(
        {
            "music_id": used["music_id"].to_numpy(),
            "recent": recent,
            "earlier": earlier,
            **{name: getattr(rise, name) for name in ("expected", "times", "p", "q")},
        }
    )
    up = judged[(judged["recent"] >= 2) & (judged["times"] > 1)]
    surest = up.sort_values(["p", "times", "music_id"], ascending=[True, False, True])
    return replace(found, sounds=_described(reader, texts, surest.head(_MOST)))


def _described(
    reader: Reader, texts: dict[str, str], judged: pd.DataFrame
) -> tuple[RisingSound, ...]:
    if judged.empty:
        return ()
    texts = {**texts, "sounds": " ".join(judged["music_id"])}
    latest: dict[str, Mapping[Any, Any]] = {}
    uses: dict[tuple[str, str], int] = {}
    for row in reader.frame(sounds.weeks_of_sounds, texts).to_dict("records"):
        if pd.isna(row["week"]):
            latest[row["music_id"]] = row
        else:
            uses[row["music_id"], row["week"].date().isoformat()] = int(row["creators"])
    since, until = (date.fromisoformat(texts[name]) for name in ("since", "until"))
    weeks = [each.isoformat() for each in Span(since, until).mondays]
    return tuple(
        _sound(
            row, latest[row["music_id"]], tuple(uses.get((row["music_id"], w), 0) for w in weeks)
        )
        for row in judged.to_dict("records")
    )


def _sound(
    judged: Mapping[Any, Any], latest: Mapping[Any, Any], weeks: tuple[int, ...]
) -> RisingSound:
    return RisingSound(
        key=judged["music_id"],
        title=sound_title(latest["title"]),
        author=latest["author"] or "",
        original=bool(latest["original"]),
        recent=int(judged["recent"]),
        earlier=int(judged["earlier"]),
        creators=int(latest["creators"]),
        videos=int(latest["videos"]),
        plays=float(latest["plays"]),
        expected=float(judged["expected"]),
        times=float(judged["times"]),
        q=float(judged["q"]),
        weeks=weeks,
    )


def _period(last: date, window: int) -> dict[str, str]:
    first = last - timedelta(days=7 * (window - 1))
    return {
        "since": (first - timedelta(days=7 * WEEKS_BEFORE)).isoformat(),
        "week": first.isoformat(),
        "until": last.isoformat(),
        "end": str(week_end(last)),
    }


def _weeks_words(found: RisingSounds | None) -> str:
    if found is None:
        return ""
    last_day = found.last + timedelta(days=6)
    return f"Từ {day(found.first)} đến {day(last_day)}, so với {WEEKS_BEFORE} tuần trước đó"


def _table(reader: Reader, found: RisingSounds) -> html.Div:
    window = int(reader.view.choice("window"))
    rows = [
        (
            build_sound_cell(
                each.title,
                [each.author, "âm thanh gốc" if each.original else "nhạc có sẵn"],
                sound_link(reader.view, each.key),
            ),
            build_week_strip(each.weeks, window, "TikToker dùng"),
            html.Span("đang lên", className="passed")
            if each.sure
            else html.Span("chưa chắc", className="unsure"),
            whole(each.recent),
            decimal(each.expected),
            f"{decimal(each.times)} lần",
            q_percent(each.q),
            whole(each.videos),
            short(each.plays),
        )
        for each in found.sounds
    ]
    return build_facts_table("Âm thanh đang lên", _COLUMNS, rows)


def _scope_finding(reader: Reader) -> tuple[Finding, ...]:
    if reader.view.choice("scope") == "all":
        return ()
    return (
        Finding(
            "Đang chỉ tính video thuộc nhóm đầu tuần, nên ít lượt dùng và khó thấy điều mới. Chọn "
            "“Mọi video” để xét mọi lượt dùng, như trang Cảnh báo.",
            "few",
        ),
    )


def _download(found: RisingSounds | None) -> pd.DataFrame:
    listed = found.sounds if found else ()
    return pd.DataFrame(
        [
            {
                "Âm thanh": each.title,
                "Tác giả": each.author,
                "Mã âm thanh": each.key,
                "Lượt dùng mới": each.recent,
                "Lượt dùng trước": each.earlier,
                "Chờ đợi": each.expected,
                "Gấp mấy lần": each.times,
                "q": each.q,
                "Đang lên": "có" if each.sure else "chưa chắc",
                "TikToker": each.creators,
                "Video": each.videos,
                "Lượt xem trung vị": each.plays,
            }
            for each in listed
        ]
    )
