"""Caption, hashtag & nhạc: when to post, for the chosen creator or for the niche."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from dash import html

from dash_app.bands import DAY_PARTS
from dash_app.components.chosen_creator import chosen, settled
from dash_app.components.creator_traits import bands
from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.figures.heatmap import heatmap
from dash_app.findings.bins import effect_words
from dash_app.findings.finding import Finding
from dash_app.findings.own_level import LEAST, OwnLevel, Trait, level_words, own_levels
from dash_app.pages import Reader, Shown
from dash_app.queries import captions as queries
from dash_app.queries import videos
from dash_app.queries.captions import SLOTS_A_DAY
from dash_app.sampling import every_nth, sample_words
from dash_app.statistics import MIN_SAMPLE, BinEffect, within_creator_effect
from dash_app.tabs.studio.captions_hashtags import PLAYS
from dash_app.words import WEEKDAYS, whole

COLUMNS: Final = ("Khung giờ", "Của ai", "Kết quả", "Số video", "Kết luận")
_MOST: Final = 8
_HOURS: Final = list(range(24))
_EFFECT_RULE: Final = (
    "chênh lệch lượt xem trong cùng một TikToker (của 1 + lượt xem, trung bình nhân) giữa video "
    "đăng khung ấy và video khác của họ, khoảng tin cậy 95 % theo cụm TikToker, hiệu chỉnh Holm "
    "cho mọi khung đủ dữ liệu; không tính video ghim; giờ Việt Nam"
)


@dataclass(frozen=True)
class Slot:
    """A time to post.

    Attributes:
        name: Weekday with hour or part of the day, or an hour of any day.
        whose: In whose videos.
        words: What its videos reach, with the interval.
        n: Videos.
        sure: Whether it surely differs for the better.
        strength: For ranking.
    """

    name: str
    whose: str
    words: str
    n: int
    sure: bool
    strength: float


def show_slots(reader: Reader) -> Shown:
    """The best times, sure ones first, small samples told."""
    found = reader.kept(read_slots)
    columns = [FactColumn(title, number=title == "Số video") for title in COLUMNS]
    rows = [
        (
            *written(each)[:4],
            html.Span(written(each)[4], className="passed" if each.sure else "unsure"),
        )
        for each in found
    ]
    name = reader.kept(chosen).name if _has_account(reader) else "cả ngách"
    return Shown(
        f"Nên đăng lúc nào? {name}",
        build_facts_table("Khung giờ nên đăng", columns, rows)
        if rows
        else html.P("Chưa khung giờ nào đủ video để so.", className="muted"),
        _EFFECT_RULE
        + "; của một kênh: tỷ lệ video vượt trung vị của chính kênh, khoảng tin cậy Wilson, kiểm "
        f"định dấu, khung có từ {LEAST} video",
        sum(each.n for each in found),
        unit="video ở các khung này",
        findings=_findings(reader, found),
        table=lambda: pd.DataFrame([written(each) for each in found], columns=list(COLUMNS)),
    )


def show_slot_grid(reader: Reader) -> Shown:
    """Every weekday and hour that has enough videos."""
    effects = reader.kept(_slot_effects)
    frame = pd.DataFrame(
        [
            (int(str(each.bin)) // SLOTS_A_DAY, int(str(each.bin)) % SLOTS_A_DAY)
            + (each.estimate, each.n)
            for each in effects
            if each.enough
        ],
        columns=["weekday", "hour", "estimate", "n"],
    )
    return Shown(
        "Cả ngách: thứ và giờ nào chênh bao nhiêu?",
        heatmap(
            frame,
            x="hour",
            y="weekday",
            value="estimate",
            xs=_HOURS,
            ys=list(range(1, 8)),
            x_names=[str(hour) for hour in _HOURS],
            y_names=list(WEEKDAYS),
            title="Chênh lệch (%)",
            count="n",
        ),
        f"{_EFFECT_RULE}; ô trống: dưới {MIN_SAMPLE} video hoặc 5 TikToker"
        + sample_words(_every(reader)),
        int(frame["n"].sum()) if len(frame) else 0,
        findings=_grid_findings(effects),
        table=lambda: frame.assign(weekday=[WEEKDAYS[day - 1] for day in frame["weekday"]]).rename(
            columns={
                "weekday": "Thứ",
                "hour": "Giờ",
                "estimate": "Chênh lệch (%)",
                "n": "Số video",
            }
        ),
    )


def written(slot: Slot) -> tuple[str, ...]:
    """Returns the parts of a slot in the order of `COLUMNS`."""
    verdict = (
        "chắc" if slot.sure else "chưa chắc" if slot.n >= MIN_SAMPLE else "chưa chắc, ít video"
    )
    return (slot.name, slot.whose, slot.words, whole(slot.n), verdict)


def read_slots(reader: Reader) -> tuple[Slot, ...]:
    """Returns the best times: of the chosen creator's own videos first, then of the niche."""
    own = _best(_own_slots(reader)) if _has_account(reader) else []
    return (*own, *_best(_niche_slots(reader)))


def _best(found: Iterable[Slot]) -> list[Slot]:
    return sorted(found, key=lambda each: (not each.sure, -each.strength))[:_MOST]


def _niche_slots(reader: Reader) -> Iterator[Slot]:
    """Yields hours of weekdays that do better; parts of the day where they surely do."""
    for each in reader.kept(_slot_effects):
        day, hour = divmod(int(str(each.bin)), SLOTS_A_DAY)
        if each.enough and (each.estimate or 0) > 0:
            yield _of_effect(each, f"{_weekday(day)} {hour}h")
    for each in reader.kept(_part_effects):
        day, part = divmod(int(str(each.bin)), SLOTS_A_DAY)
        if each.clear and (each.estimate or 0) > 0:
            yield _of_effect(each, f"{_weekday(day)}, {DAY_PARTS[part].label}")


def _of_effect(effect: BinEffect, name: str) -> Slot:
    words = f"lượt xem {effect_words(effect, PLAYS)}, {whole(effect.creators)} TikToker"
    return Slot(name, "cả ngách", words, effect.n, effect.clear, effect.low or 0.0)


def _own_slots(reader: Reader) -> Iterator[Slot]:
    videos_of = reader.kept(settled)
    if videos_of.empty:
        return
    hours = videos_of["posted_hour"].to_numpy("int64")
    days = videos_of["posted_weekday"].to_numpy("int64")
    parts = bands(hours, DAY_PARTS)
    names = [f"{_weekday(day)}, {part.label}" for day in range(1, 8) for part in DAY_PARTS]
    traits = (
        Trait("slot", (days - 1) * len(DAY_PARTS) + parts, names),
        Trait("hour", hours, [f"{hour}h, mọi ngày" for hour in _HOURS]),
    )
    values = videos_of[PLAYS.key].to_numpy("float64", na_value=np.nan)
    for level in own_levels(values, traits):
        if level.above > 0.5:
            yield _of_level(level, reader.kept(chosen).name)


def _of_level(level: OwnLevel, whose: str) -> Slot:
    return Slot(level.name, whose, level_words(level, PLAYS), level.n, level.clear, level.low)


def _slot_effects(reader: Reader) -> tuple[BinEffect, ...]:
    frame = reader.frame(queries.within_creator_by_slot, metric=PLAYS.key, every=_every(reader))
    return within_creator_effect(frame, PLAYS.scale)


def _part_effects(reader: Reader) -> tuple[BinEffect, ...]:
    query = queries.within_creator_by_day_part
    frame = reader.frame(query, metric=PLAYS.key, every=_every(reader))
    return within_creator_effect(frame, PLAYS.scale)


def _every(reader: Reader) -> int:
    return every_nth(int(reader.frame(videos.video_count).iloc[0]["n"]))


def _has_account(reader: Reader) -> bool:
    return bool(reader.view.choice("account"))


def _weekday(number: int) -> str:
    name = WEEKDAYS[number - 1]
    return f"{name[0].lower()}{name[1:]}"


def _findings(reader: Reader, found: Sequence[Slot]) -> tuple[Finding, ...]:
    sure = [each.name for each in found if each.sure]
    compared = sum(each.enough for each in reader.kept(_slot_effects))
    said = [
        Finding(f"Chắc hơn cả: {', '.join(sure[:3])}.", "effect")
        if sure
        else Finding(
            f"Chưa khung nào chắc tốt hơn ({whole(compared)} khung thứ × giờ của ngách đủ dữ liệu, "
            "đã hiệu chỉnh): các dòng trên chỉ để thử.",
            "few",
        )
    ]
    if _has_account(reader) and len(reader.kept(settled)) < MIN_SAMPLE:
        n = len(reader.kept(settled))
        said.append(
            Finding(
                f"{reader.kept(chosen).name} chỉ có {whole(n)} video đủ tuổi để so, dưới "
                f"{MIN_SAMPLE}: xem số của cả ngách.",
                "few",
            )
        )
    return tuple(said)


def _grid_findings(effects: Sequence[BinEffect]) -> tuple[Finding, ...]:
    known = [each for each in effects if each.enough]
    if not known:
        return (Finding(f"Chưa ô nào đủ {MIN_SAMPLE} video của 5 TikToker.", "few"),)
    clear = [each for each in known if each.clear]
    return (
        Finding(
            f"{whole(len(clear))} trong {whole(len(known))} ô đủ dữ liệu khác hẳn phần còn lại "
            f"(đã hiệu chỉnh); {whole(len(effects) - len(known))} ô khác có ít video nên để trống."
        ),
    )
