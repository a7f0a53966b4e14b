"""Caption, hashtag & nhạc: the sounds that creators use now, and those that rise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

import pandas as pd
from dash import html

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.components.icons import build_icon
from dash_app.components.rising_sounds import rising_sounds
from dash_app.components.sound_cell import build_sound_cell
from dash_app.filters import Filters
from dash_app.findings.rising_sounds import RULE, RisingSounds, rising_findings
from dash_app.findings.sound_names import origin_words, sound_title
from dash_app.links import SOUNDS_PAGE, page, tiktok_sound
from dash_app.pages import Reader, Shown
from dash_app.queries import sounds
from dash_app.statistics import median_interval_from_quartiles
from dash_app.words import day, decimal, q_words, short, whole

_WEEKS: Final = 12
_MOST_USED: Final = 8
_MOST_RISING: Final = 5
COLUMNS: Final = (
    "Âm thanh",
    "Tình trạng",
    "TikToker",
    "Video",
    "Lượt xem trung vị",
    "Mã âm thanh",
)


@dataclass(frozen=True)
class Sound:
    """A sound that could be used.

    Attributes:
        key: Its `music_id`.
        title: As TikTok has it.
        note: Whose it is, and of what kind.
        state: Whether it rises, and how sure that is.
        rising: Whether it surely does.
        creators: Who used it in the weeks that are looked at.
        videos: With it in these weeks.
        plays: Median of these, with its interval, written out.
    """

    key: str
    title: str
    note: str
    state: str
    rising: bool
    creators: int
    videos: int
    plays: str


def show_sounds(reader: Reader) -> Shown:
    """The sounds that rise, and those that most creators used in the last weeks."""
    found = reader.kept(read_sounds)
    rising = reader.kept(_rising)
    start, end = _period(reader)
    when = f"{day(start)}–{day(end)}" if start and end else ""
    return Shown(
        f"Âm thanh nào đang được dùng? {when}".strip(),
        _table(found)
        if found
        else html.P("Không có âm thanh nào trong khoảng này.", className="muted"),
        f"đang lên: {RULE}; dùng nhiều: số TikToker khác nhau dùng trong {_WEEKS} tuần cuối của "
        "góc nhìn, không kể âm thanh của một TikToker; lượt xem trung vị không tính video ghim, "
        "khoảng tin cậy 95 % ước từ tứ phân vị; bản quyền nhạc: kiểm tra trước khi dùng cho quảng "
        "cáo",
        sum(each.videos for each in found),
        unit="video dùng các âm thanh này",
        findings=rising_findings(rising),
        table=lambda: pd.DataFrame([written(each) for each in found], columns=list(COLUMNS)),
    )


def written(sound: Sound) -> tuple[str, ...]:
    """Returns the parts of a sound in the order of `COLUMNS`."""
    return (
        f"{sound.title} ({sound.note})",
        sound.state,
        whole(sound.creators),
        whole(sound.videos),
        sound.plays,
        sound.key,
    )


def read_sounds(reader: Reader) -> tuple[Sound, ...]:
    """Returns the sounds that rise, the surest first, then those that most creators use."""
    rising = reader.kept(_rising)
    up = rising.sounds[:_MOST_RISING] if rising and rising.comparable else ()
    listed = [
        Sound(
            key=each.key,
            title=each.title,
            note=" · ".join(
                part
                for part in (each.author, "âm thanh gốc" if each.original else "nhạc có sẵn")
                if part
            ),
            state=f"{'đang lên' if each.sure else 'chưa chắc'}: gấp {decimal(each.times)} "
            f"lần, {q_words(each.q)}",
            rising=each.sure,
            creators=each.creators,
            videos=each.videos,
            plays=f"{short(each.plays)} (video mới, còn non tuổi)",
        )
        for each in up
    ]
    keys = {each.key for each in listed}
    return (*listed, *(each for each in _used(reader) if each.key not in keys))


def _rising(reader: Reader) -> RisingSounds | None:
    return rising_sounds(reader, 1)


def _used(reader: Reader) -> list[Sound]:
    filters = _recent(reader)
    used = reader.frame(
        sounds.most_used, {"sound": ""}, filters, ranked="creators", most=_MOST_USED
    )
    used = used[used["creators"] > 1]
    if used.empty:
        return []
    facts = reader.frame(
        sounds.sound_facts, {"sounds": " ".join(used["music_id"])}, filters, metric="plays"
    )
    rows = used.merge(facts, on="music_id", sort=False)
    return [_sound(row) for row in rows.to_dict("records")]


def _sound(row: dict[Any, Any]) -> Sound:
    plays = median_interval_from_quartiles(
        row["p25"], row["p50"], row["p75"], int(row["n"]), log=True
    )
    known = plays.low is not None and plays.high is not None
    spread = f" ({short(plays.low)}–{short(plays.high)})" if known else ""
    few = "" if plays.enough else "; còn ít"
    author = row["author"] if isinstance(row["author"], str) else ""
    kind = origin_words(bool(row["original"]), int(row["creators"]), row["main_creator"])
    return Sound(
        key=row["music_id"],
        title=sound_title(row["title"] if isinstance(row["title"], str) else None),
        note=" · ".join(part for part in (author, kind) if part),
        state="dùng nhiều",
        rising=False,
        creators=int(row["creators"]),
        videos=int(row["videos"]),
        plays=f"{short(plays.estimate)}{spread}, n = {whole(plays.n)}{few}",
    )


def _recent(reader: Reader) -> Filters:
    """Returns the filters narrowed to the last weeks."""
    start, end = _period(reader)
    return replace(reader.view.filters, start=start, end=end)


def _period(reader: Reader) -> tuple[Any, Any]:
    filters = reader.view.filters
    end = filters.end or reader.snapshot.newest
    if end is None:
        return None, None
    start = end - timedelta(days=7 * _WEEKS - 1)
    return (max(start, filters.start) if filters.start else start), end


def _table(found: tuple[Sound, ...]) -> html.Div:
    columns = [
        FactColumn("Âm thanh", wide=True),
        FactColumn("Tình trạng"),
        FactColumn("TikToker", number=True),
        FactColumn("Video", number=True),
        FactColumn("Lượt xem trung vị"),
        FactColumn("Nghe"),
    ]
    rows = [
        (
            build_sound_cell(
                each.title, [each.note], page(SOUNDS_PAGE, scope="all", sound=each.key)
            ),
            html.Span(each.state, className="passed" if each.rising else None),
            whole(each.creators),
            whole(each.videos),
            each.plays,
            html.A(
                ["TikTok ", build_icon("box-arrow-up-right", "mở trên TikTok")],
                href=tiktok_sound(each.key),
                target="_blank",
                rel="noopener noreferrer",
                className="sound-link",
            ),
        )
        for each in found
    ]
    return build_facts_table("Âm thanh đang được dùng", columns, rows)
