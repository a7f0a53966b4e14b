"""What a topic is taken to name, which videos mention it, and the numbers of those."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import numpy as np
import pytest
from raw_shapes import video_id
from topic_videos import OTHERS, WAYS, publish_topic

from dash_app.filters import Filters
from dash_app.findings.topic_sections import SECTIONS, rule_sections
from dash_app.findings.topic_study import Study
from dash_app.findings.topic_tables import topic_tables
from dash_app.pages import Reader, open_reader
from dash_app.store import Store
from dash_app.tabs.studio.research_matches import find_matches
from dash_app.tabs.studio.research_nearby import nearby
from dash_app.tabs.studio.research_pattern import name_pattern, text_pattern
from dash_app.tabs.studio.research_study import read_study
from dash_app.tabs.studio.research_topic import Topic, read_topic
from dash_app.tabs.studio.script_words import known_dishes, prepared
from dash_app.view import View
from etl.home import Home

DISHES = prepared(
    [
        "phở",
        "bún bò huế",
        "ăn vặt",
        "cà phê",
        "giá",
        "bún bò",
        "món ăn vặt",
        "bun dau mam tôm",
        "trà sữa",
    ]
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    folder = tmp_path_factory.mktemp("topic")
    home = Home(folder / "home")
    publish_topic(home, folder / "raw")
    return open_reader(Store(home.datasets).snapshot(), View())


def asked(reader: Reader, text: str) -> Topic:
    return read_topic(text, reader.snapshot.kept(known_dishes))


def studied(reader: Reader, text: str) -> Study:
    topic = asked(reader, text)
    return read_study(reader, topic, find_matches(reader, topic))


def _words(*phrases: str) -> list[tuple[str, str]]:
    return [("từ", each) for each in phrases]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("bún bò Huế ở Sài Gòn", [("món", "bún bò Huế"), ("nơi", "Sài Gòn")]),
        ("bun bo hue o sai gon", [("món", "bún bò huế"), ("nơi", "sai gon")]),
        ("PHO", [("món", "phở")]),
        ("quán cà phê đẹp ở Đà Lạt", [("món", "cà phê"), ("nơi", "Đà Lạt")]),
        ("cách nấu phở", [("món", "phở")]),
        ("món ăn vặt cho sinh viên giá rẻ", [("món", "ăn vặt"), *_words("sinh viên", "giá rẻ")]),
        ("phở TP.HCM", [("món", "phở"), ("nơi", "TP HCM")]),
        ("cà phê q.7, TP. Đà Nẵng", [("món", "cà phê"), *_words("quận 7"), ("nơi", "Đà Nẵng")]),
        ("k-food", _words("k food")),
        ("best pho in Hanoi", [("món", "phở"), ("nơi", "Hanoi")]),
        ("bun dau mam tom", [("món", "bun dau mam tôm")]),
        ("bún đậu mắm tôm Cô Ba", [("món", "bún đậu mắm tôm"), *_words("Cô Ba")]),
        ("#bunbohue, #BúnBò", [("hashtag", "#bunbohue"), ("hashtag", "#BúnBò")]),
        ("#ăn vặt ngon", [("hashtag", "#ănvặt")]),
        ("bún đậu mắm tôm", [("món", "bún đậu mắm tôm")]),
        ("trà sửa", [("món", "trà sữa")]),
        ("ăn ngon", [("từ", "ăn ngon")]),
        ("(?i)[a-z]+'; DROP TABLE videos", None),
    ],
)
def test_a_topic_is_taken_apart(text: str, parts: list[tuple[str, str]] | None) -> None:
    found = [(part.kind, part.text) for part in read_topic(text, DISHES).parts]
    assert found == parts if parts is not None else found


@pytest.mark.parametrize(
    ("value", "sentence"),
    [("", "Hãy nhập chủ đề"), ("🍜 !!", "Hãy nhập chủ đề"), ("a" * 301, "rút ngắn"), (5, "là chữ")],
)
def test_what_is_no_topic_is_told(value: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_topic(value, DISHES)


def test_what_a_topic_is_least_about_is_left_out_first() -> None:
    narrowings = read_topic("ăn vặt sinh viên ở Sài Gòn", DISHES).narrowings
    assert [[part.text for part in parts] for parts in narrowings] == [
        ["ăn vặt", "sinh viên", "Sài Gòn"],
        ["ăn vặt", "Sài Gòn"],
        ["ăn vặt"],
    ]
    without_dish = read_topic("sinh viên ở Sài Gòn", DISHES).narrowings
    assert [part.text for part in without_dish[-1]] == ["sinh viên"]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("bún bò Huế", "Ăn BUN BO  HUE nhé", True),
        ("bun bo hue", "bún bò huế!", True),
        ("bún bò Huế", "#bún bò huế", True),
        ("bún bò Huế", "xbún bò huế", False),
        ("phở", "PHỞ bò", True),
        ("phở", "an pho ne", True),
        ("phở", "ra phố", False),
        ("phở", "#phở", False),
        ("đậu", "ĐẬU hũ", True),
        ("a+b", "a b", True),
        ("tp hcm", "ở TP.HCM nhé", True),
        ("bún bò", "tô bún. Bò thì không", False),
        (r"\d", "5", False),
    ],
)
def test_a_phrase_is_found_as_whole_words(phrase: str, text: str, found: bool) -> None:
    sql = "SELECT regexp_matches($text, $pattern, 's')"
    values = {"text": text, "pattern": text_pattern([phrase])}
    assert duckdb.execute(sql, values).fetchone() == (found,)


def test_a_place_is_a_whole_name() -> None:
    sql = "SELECT regexp_matches($text, $pattern, 's')"
    pattern = name_pattern(["Nam Định", "nam dinh"])
    for text, found in (("Nam Định", True), ("Chợ Nam Định", False)):
        assert duckdb.execute(sql, {"text": text, "pattern": pattern}).fetchone() == (found,)


@pytest.mark.parametrize("text", ["bún bò Huế", "BUN BO HUE", "  bun   bò huế "])
def test_every_way_to_mention_it_is_found_and_nothing_else(reader: Reader, text: str) -> None:
    matches = find_matches(reader, asked(reader, text))
    frame = reader.snapshot.frame(_ids, Filters())
    found = set(frame.loc[frame["video_key"].isin(matches.keys), "video_id"])
    assert len(found) == 40 + len(WAYS)
    assert found >= {video_id(number) for number in WAYS}
    assert not found & {video_id(number) for number in OTHERS}
    sizes = {source: keys.size for source, keys in matches.by_source.items()}
    assert (sizes["hashtag"], sizes["transcript"]) == (41, 1)
    assert sizes["caption"] == 42  # not the one that is only tagged, nor the one that only speaks


def _ids(t):  # type: ignore[no-untyped-def]
    return t.videos.select("video_key", "video_id", "plays", "creator")


def test_numbers_are_those_of_the_videos(reader: Reader) -> None:
    study = studied(reader, "bún bò Huế")
    frame = reader.snapshot.frame(_ids, Filters())
    keys = find_matches(reader, asked(reader, "bún bò Huế")).keys
    on, others = (frame[frame["video_key"].isin(keys) == mine] for mine in (True, False))
    assert (study.on.n, study.others.n, study.all_videos) == (len(on), len(others), len(frame))
    assert study.on.creators == on["creator"].nunique()
    assert study.on.plays.estimate == on["plays"].median()
    assert study.others.plays.estimate == others["plays"].median()
    assert study.on.rate.estimate == pytest.approx(0.1, abs=0.001)
    totals = on.groupby("creator")["plays"].sum().sort_values(ascending=False)
    assert study.creators[0].account == totals.index[0]
    assert study.top_share == pytest.approx(totals.iloc[0] / totals.sum())
    # Each creator's videos on it have a thousand plays more than its others.
    expected = np.expm1(np.log1p(on["plays"]).mean() - np.log1p(others["plays"]).mean())
    assert study.plays_effect is not None
    assert (study.plays_effect.low or 0) > 0
    assert study.plays_effect.estimate == pytest.approx(100 * expected, rel=0.35)
    tag = next(each for each in study.tags if each.key == "bunbohue")
    assert tag.n == 41
    assert tag.times == pytest.approx(len(frame) / len(on))
    # Only videos on the topic can have it, so that says nothing.
    assert tag.own
    assert [each.own for each in study.tags] == [False, True]
    assert "bunbohue" not in rule_sections(study)["points"]
    assert "#xuhuong" in {each.name for each in study.tags}
    assert sum(each.n for each in study.durations) == study.on.n
    assert sum(each.n for each in study.timeline.periods) == study.on.n
    assert study.videos[0].plays == on["plays"].max()


def test_filters_of_the_page_narrow_it(reader: Reader) -> None:
    narrowed = open_reader(reader.snapshot, View(Filters(creator=("kenh_1",))))
    study = studied(narrowed, "bún bò Huế")
    assert (study.on.n, study.on.creators, study.all_videos) == (5, 1, 10)


def test_too_narrow_a_topic_is_widened_and_says_so(reader: Reader) -> None:
    study = studied(reader, "bún bò Huế ở Cà Mau")
    assert study.counted == "bún bò Huế"
    assert study.left_out == (("bún bò Huế + Cà Mau", 0),)
    assert [(part.text, part.n, part.counted) for part in study.parts] == [
        ("bún bò Huế", 44, True),
        ("Cà Mau", 0, False),
    ]


def test_what_no_video_mentions_is_left_out_before_anything_else(reader: Reader) -> None:
    study = studied(reader, "món lạ lùng, cơm tấm sườn")
    assert study.counted == "cơm tấm sườn"
    # But who asks for a dish somewhere is not told of all that is eaten there.
    topic = asked(reader, "món lạ lùng ở Huế")
    assert [part.kind for part in topic.parts] == ["từ", "nơi"]
    assert not find_matches(reader, topic).keys.size


def test_a_hashtag_is_looked_for_among_hashtags_only(reader: Reader) -> None:
    matches = find_matches(reader, asked(reader, "#xuhuong"))
    sizes = {source: keys.size for source, keys in matches.by_source.items()}
    assert sizes.pop("hashtag") > 70
    assert set(sizes.values()) == {0}


def test_few_videos_are_called_few(reader: Reader) -> None:
    study = studied(reader, "phở bò")
    sections = rule_sections(study)
    assert study.on.n < 5
    assert "Chưa đủ dữ liệu để kết luận" in sections["overview"]
    assert "chưa đủ dữ liệu" in sections["practices"]
    assert "Chưa đủ dữ liệu để nói về xu hướng" in sections["trends"]


def test_all_sections_are_written_by_rules(reader: Reader) -> None:
    study = studied(reader, "bún bò Huế")
    sections = rule_sections(study)
    assert list(sections) == list(SECTIONS)
    assert all(sections.values())
    assert "44 video của 9 TikToker" in sections["overview"]
    assert study.announced == 43  # one only says it
    assert "thoáng qua" not in sections["challenges"]
    assert "thoáng qua" in rule_sections(replace(study, announced=20))["challenges"]
    assert f"Xem kỹ V1 @{study.videos[0].creator} trước" in sections["practices"]
    paid = replace(study.videos[0], has_ad_signs=True)
    later = replace(study, videos=(paid, *study.videos[1:]))
    assert "Xem kỹ V2 @" in rule_sections(later)["practices"]
    assert "không truy cập web" in sections["sources"]
    tables = topic_tables(study)
    assert all(len(row) == len(table.titles) for table in tables for row in table.rows)


def test_what_no_video_mentions_leads_to_what_some_do(reader: Reader) -> None:
    topic = asked(reader, "phở gà")
    matches = find_matches(reader, topic)
    assert not matches.keys.size
    others, alike = nearby(reader, topic, matches)
    assert alike
    assert others == ("phở bò tái",)
    strange = asked(reader, "xyzzy")
    others, alike = nearby(reader, strange, find_matches(reader, strange))
    assert not alike
    assert others
