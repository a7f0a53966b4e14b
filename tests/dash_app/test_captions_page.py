"""Caption, hashtag & nhạc over data: which niche, which numbers, when to post, what is saved."""

from __future__ import annotations

import csv
import io
from typing import Any

import numpy as np
import orjson
import pandas as pd
import pytest
from few_channels import EVENING, account, publish_channels
from few_sounds import RISING, few_sounds

from dash_app.documents.caption_sheet import write_caption_markdown, write_tag_csv
from dash_app.filters import Filters
from dash_app.pages import Reader, Shown, open_reader
from dash_app.queries import captions as queries
from dash_app.queries import hashtags, options
from dash_app.statistics import within_creator_effect
from dash_app.store import Snapshot, Store
from dash_app.tabs.studio import captions
from dash_app.tabs.studio.captions_brief import Idea, Niche, find_niche, niche_words, read_idea
from dash_app.tabs.studio.captions_hashtags import COLUMNS, find_tags, written
from dash_app.tabs.studio.captions_slots import read_slots, show_slot_grid, show_slots
from dash_app.tabs.studio.captions_sounds import read_sounds
from dash_app.view import read_view
from etl.home import Home


@pytest.fixture(scope="module")
def snapshot(big_sample_home: Home) -> Snapshot:
    return Store(big_sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def evenings(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("channels")
    home = Home(folder / "home")
    publish_channels(home, folder / "raw", EVENING)
    return Store(home.datasets).snapshot()


@pytest.fixture(scope="module")
def dish(snapshot: Snapshot) -> str:
    """Returns the dish group that most videos name."""
    found = snapshot.frame(options.dish_options, Filters(), {"text": ""}, most=1)
    return str(found["value"].iloc[0])


def reader_of(snapshot: Snapshot, search: str = "") -> Reader:
    return open_reader(snapshot, read_view(captions.PAGE.controls, search))


def idea_of(snapshot: Snapshot, text: str, facts: str = "") -> Idea:
    return read_idea({"idea": text, "facts": facts}, snapshot)


def niche_of(snapshot: Snapshot, text: str, search: str = "") -> tuple[Reader, Idea, Niche]:
    reader, idea = reader_of(snapshot, search), idea_of(snapshot, text)
    return reader, idea, find_niche(reader, idea)


def table_of(shown: Shown) -> pd.DataFrame:
    return shown.table if isinstance(shown.table, pd.DataFrame) else shown.table()


def test_an_idea_names_its_dish_in_its_first_clause(snapshot: Snapshot, dish: str) -> None:
    idea = idea_of(snapshot, f"Đi ăn {dish} ở Đà Nẵng, có cả chè và phở")
    assert idea.groups == (dish,)
    assert idea.place == "Đà Nẵng"
    assert "danang" in idea.own_tags
    assert "saigon" in idea.other_places
    assert "danang" not in idea.other_places


def test_what_was_not_typed_is_said(snapshot: Snapshot) -> None:
    for fields in ({}, {"idea": "  "}, {"idea": "!?"}, {"idea": None}):
        with pytest.raises(ValueError, match="Hãy nhập ý tưởng"):
            read_idea(fields, snapshot)
    with pytest.raises(ValueError, match="cần là chữ"):
        read_idea({"idea": ["a"]}, snapshot)
    with pytest.raises(ValueError, match="hãy rút ngắn"):
        read_idea({"idea": "a " * 7000}, snapshot)


def test_the_narrowest_niche_with_enough_videos_is_taken(snapshot: Snapshot, dish: str) -> None:
    reader, _, niche = niche_of(snapshot, f"Ăn {dish} ở Cà Mau")
    assert niche.filters.dish == (dish,)
    assert niche.filters.province == ()
    assert niche.n == int(
        reader.frame(queries.niche_size, filters=Filters(dish=(dish,))).iloc[0]["n"]
    )
    assert "Cà Mau chỉ có" in niche_words(niche)
    nothing = niche_of(snapshot, "Lập trình Python")[2]
    assert nothing.whole_view
    assert "mọi video trong góc nhìn" in niche_words(nothing)


def test_filters_of_the_page_stay(snapshot: Snapshot, dish: str) -> None:
    niche = niche_of(snapshot, f"Ăn {dish}", "tier=high")[2]
    assert niche.filters.tier == ("high",)
    empty = niche_of(snapshot, f"Ăn {dish}", "creator=khong.co")[2]
    assert (empty.n, empty.whole_view) == (0, True)


def test_the_numbers_of_a_hashtag_are_counted_from_the_videos(
    snapshot: Snapshot, dish: str
) -> None:
    reader, idea, niche = niche_of(snapshot, f"Ăn {dish}")
    choices = find_tags(reader, idea, niche, 5)
    assert choices
    everything = reader.snapshot._connection.cursor()
    total = everything.execute("SELECT count(*) FROM videos").fetchone()
    assert total is not None
    for choice in choices[:6]:
        each = choice.numbers
        row = everything.execute(
            """
            WITH niche AS (SELECT DISTINCT video_key FROM video_dishes WHERE dish_group = ?),
                tagged AS (
                    SELECT DISTINCT video_key, creator, plays, is_pinned FROM video_hashtags
                    WHERE hashtag_key = ?
                )
            SELECT count(*) FILTER (video_key IN (FROM niche)),
                count(DISTINCT creator) FILTER (video_key IN (FROM niche)), count(*),
                median(plays) FILTER (video_key IN (FROM niche) AND NOT is_pinned)
            FROM tagged
            """,
            [dish, each.key],
        ).fetchone()
        assert row is not None
        assert (each.n, each.creators, each.total) == row[:3]
        assert each.plays.estimate == pytest.approx(row[3])
        assert each.lift == pytest.approx(each.n / niche.n / (each.total / total[0]))
        assert (each.low or 0) <= (each.lift or 0) <= (each.high or 0)


def test_the_effect_of_a_hashtag_is_that_of_its_own_page(snapshot: Snapshot, dish: str) -> None:
    reader, idea, niche = niche_of(snapshot, f"Ăn {dish}")
    for choice in find_tags(reader, idea, niche, 5)[:5]:
        sums = reader.frame(
            hashtags.within_creator_by_tag, {"tag": choice.numbers.key}, metric="plays"
        )
        own = [each for each in within_creator_effect(sums, "log") if each.bin]
        effect = choice.numbers.effect
        assert effect is not None
        assert (effect.n, effect.creators) == (own[0].n, own[0].creators)
        assert effect.estimate == pytest.approx(own[0].estimate)


def test_slots_are_those_of_the_videos(evenings: Snapshot) -> None:
    effects = within_creator_effect(
        evenings.frame(queries.within_creator_by_day_part, Filters(), metric="plays"), "log"
    )
    assert {int(str(each.bin)) % 100 for each in effects} == {1, 4}  # 8:00 and 19:00
    slots = read_slots(reader_of(evenings))
    assert slots[0].sure
    assert "tối (18–23h)" in slots[0].name
    assert all(each.whose == "cả ngách" for each in slots)


def test_a_creator_has_slots_of_its_own_and_small_samples_are_told(evenings: Snapshot) -> None:
    found = read_slots(reader_of(evenings, f"account={account(2)}"))
    own = [each for each in found if each.whose == f"@{account(2)}"]
    assert own[0].name == "19h, mọi ngày"
    assert own[0].n == 30
    assert "vượt trung vị của chính kênh" in own[0].words
    few = show_slots(reader_of(evenings, f"account={account(2)}&start=2024-04-10"))
    assert any("dưới 30" in each.text for each in few.findings)


def test_sounds_in_use_are_those_of_the_last_weeks(tmp_path: Any) -> None:
    found = read_sounds(reader_of(few_sounds(tmp_path)))
    assert found[0].key == RISING
    assert found[0].creators == 4
    assert found[0].rising == ("đang lên" in found[0].state)


@pytest.mark.parametrize(
    "search", ["", "account=khong.co", "creator=khong.co", "period=4w", "start=2031-01-01"]
)
def test_any_view_can_be_shown(snapshot: Snapshot, search: str) -> None:
    reader = reader_of(snapshot, search)
    for card in captions.PAGE.cards:
        shown = card.show(reader)
        words = orjson.dumps(
            shown.content,
            default=lambda each: each.to_plotly_json(),
            option=orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY,
        ).decode()
        for wrong in (" nan ", "NaN", " None ", "NaT"):
            assert wrong not in words, (card.key, wrong)
        table_of(shown)


def test_files_hold_what_is_on_the_page(snapshot: Snapshot, dish: str) -> None:
    reader, idea, niche = niche_of(snapshot, f"Ăn {dish}")
    tags = [list(written(each)) for each in find_tags(reader, idea, niche, 5)]
    fields = {
        "idea": "Ăn *bánh*",
        "niche": niche_words(niche),
        "captions": ["Câu một | hai", "=HYPERLINK(1)"],
        "chosen": [tags[0][0]],
        "tag_titles": list(COLUMNS),
        "tags": tags,
        "slots": [["thiếu cột"]],
        "slot_titles": ["a", "b"],
    }
    text = write_caption_markdown(fields).decode()
    assert "1. Câu một \\| hai" in text
    assert "Ăn \\*bánh\\*" in text
    assert f"\\{tags[0][0]}" in text
    assert "thiếu cột" not in text
    rows = list(csv.reader(io.StringIO(write_tag_csv(fields).decode("utf-8-sig"))))
    assert rows[0] == ["Chọn", *COLUMNS]
    assert rows[1][0] == "có"
    assert len(rows) == len(tags) + 1


@pytest.mark.parametrize(
    "fields", [{}, {"captions": "x"}, {"tags": [1, None]}, {"captions": [{}], "tags": {"a": 1}}]
)
def test_nothing_makes_no_file(fields: dict[str, Any]) -> None:
    for write in (write_caption_markdown, write_tag_csv):
        with pytest.raises(ValueError, match="Chưa có gì để tải"):
            write(fields)


def test_a_cell_of_the_grid_has_enough_videos(snapshot: Snapshot) -> None:
    table = table_of(show_slot_grid(reader_of(snapshot)))
    assert (table["Số video"] >= 30).all()
    assert np.isfinite(table["Chênh lệch (%)"]).all()
