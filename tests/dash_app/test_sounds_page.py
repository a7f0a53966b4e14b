"""The page of sounds and forms: what its cards show and say, also of little and of nothing."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from few_sounds import RISING, STEADY, few_sounds

from dash_app.components.week_strip import build_week_strip
from dash_app.figures.quartile_band import quartile_band
from dash_app.figures.share_columns import share_columns
from dash_app.findings.forms import duration_findings, median_findings, one_effect, share_findings
from dash_app.findings.rising_sounds import RisingSound, RisingSounds, rising_findings
from dash_app.findings.sound_names import origin_words, sound_title
from dash_app.findings.sound_suggestions import sound_suggestions
from dash_app.findings.sounds import sound_findings, used_findings
from dash_app.metrics import metric
from dash_app.pages import Reader, open_reader
from dash_app.statistics import BinEffect, Interval
from dash_app.store import Snapshot, Store
from dash_app.tabs.trends import sounds
from dash_app.tabs.trends.form_mixes import show_formats, show_lengths
from dash_app.tabs.trends.form_periods import without_gaps
from dash_app.tabs.trends.sound_choice import chosen_sound, sound_link
from dash_app.tabs.trends.sound_detail import show_sound, show_sound_weeks
from dash_app.tabs.trends.sounds_rising import read_rising, show_rising
from dash_app.view import read_view
from etl.home import Home

PLAYS = metric("plays")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return few_sounds(tmp_path_factory.mktemp("sounds"))


def read(snapshot: Snapshot, search: str) -> Reader:
    return open_reader(snapshot, read_view(sounds.PAGE.controls, search))


@pytest.mark.parametrize(
    "search",
    [
        "",
        "scope=all",
        "scope=all&metric=engagement_rate&step=week&window=4&ranked=videos",
        "sound=1",
        "creator=x",
    ],
)
def test_every_card_is_shown(sample_home: Home, search: str) -> None:
    reader = read(Store(sample_home.datasets).snapshot(), search)
    for card in sounds.PAGE.cards:
        shown = card.show(reader)
        assert shown.title and shown.formula
        table = shown.table() if callable(shown.table) else shown.table
        assert all("_" not in str(name) for name in table.columns), card.key


def test_a_sound_that_more_creators_use_is_said_to_rise(few: Snapshot) -> None:
    found = read_rising(read(few, "scope=all"))
    assert found is not None and found.comparable
    (sound,) = [each for each in found.sounds if each.key == RISING]
    assert (sound.recent, sound.earlier, sound.creators, sound.videos) == (4, 1, 4, 4)
    assert sound.expected == pytest.approx(6 / 48)
    assert sound.times == pytest.approx(24)
    assert sound.weeks == (0, 0, 0, 0, 0, 0, 0, 1, 4)
    assert sound.sure and STEADY not in [each.key for each in found.sounds]
    shown = show_rising(read(few, "scope=all"))
    assert "4 trong 6 TikToker đăng video đã dùng (4 video)" in shown.findings[0].text
    assert shown.title.endswith("Từ 26/02/2024 đến 03/03/2024, so với 8 tuần trước đó")


def test_the_window_may_be_longer(few: Snapshot) -> None:
    found = read_rising(read(few, "scope=all&window=4"))
    assert found is not None
    assert (found.first, found.last) == (date(2024, 2, 5), date(2024, 2, 26))
    assert (found.active, found.active_before, found.weeks_before) == (24, 30, 5)
    (sound,) = [each for each in found.sounds if each.key == RISING]
    assert (sound.recent, sound.earlier, len(sound.weeks)) == (5, 0, 12)


def test_under_the_weekly_top_the_page_says_that_little_is_seen(few: Snapshot) -> None:
    texts = [each.text for each in show_rising(read(few, "")).findings]
    assert "Mọi video" in texts[-1]
    assert all(
        "Mọi video" not in each.text for each in show_rising(read(few, "scope=all")).findings
    )


def test_the_sound_that_is_looked_at(few: Snapshot) -> None:
    assert chosen_sound(read(few, "scope=all")) == RISING
    assert chosen_sound(read(few, "scope=all&ranked=videos")) == STEADY
    assert chosen_sound(read(few, f"scope=all&sound={STEADY}")) == STEADY
    shown = show_sound(read(few, f"scope=all&sound={STEADY}"))
    assert shown.title == "“Vẫn vậy”" and shown.n == 9
    assert "chỉ @c5 dùng âm thanh này" in shown.findings[0].text
    weeks = show_sound_weeks(read(few, "scope=all"))
    bars, line = weeks.content["data"]
    assert bars["y"] == [1, 5] and line["y"] == [1, 5]


def test_a_link_to_a_sound_keeps_what_was_chosen(few: Snapshot) -> None:
    link = sound_link(read(few, "scope=all&window=2").view, "9")
    assert link == "/trends/sounds?scope=all&window=2&sound=9#trends-sounds-sound"


def test_months_and_weeks_without_posts_are_zero() -> None:
    frame = pd.DataFrame({"period": pd.to_datetime(["2024-01-01", "2024-04-01"]), "n": [3, 4]})
    frame = frame.assign(p25=1.0, p50=2.0, p75=3.0)
    months = without_gaps(frame, "month")
    assert months["n"].tolist() == [3, 0, 0, 4]
    assert months["name"].tolist() == ["01/2024", "02/2024", "03/2024", "04/2024"]
    assert months["p50"].isna().tolist() == [False, True, True, False]
    weeks = without_gaps(frame, "week")
    assert len(weeks) == 14 and weeks["n"].sum() == 7
    assert without_gaps(frame.head(0), "week").empty


def test_shares_of_forms_stand_on_each_other(few: Snapshot) -> None:
    shown = show_formats(read(few, "scope=all&step=week"))
    photo, shop, ad = shown.content["data"]
    assert photo["y"][0] == shop["y"][0] == ad["y"][0] == pytest.approx(1 / 6, abs=1e-4)
    assert photo["y"][1:] == [0] * 8
    assert shown.content["layout"]["barmode"] == "stack"
    lengths = show_lengths(read(few, "scope=all"))
    assert sum(each["y"][0] for each in lengths.content["data"]) == pytest.approx(1, abs=1e-3)


def a_mix(counts: list[int], wholes: list[int]) -> pd.DataFrame:
    return pd.DataFrame({"part": counts, "all": wholes})


def test_a_share_is_said_to_grow_only_where_its_slope_leaves_zero_out() -> None:
    growing = a_mix([0, *[10 + 4 * n for n in range(10)], 0], [10, *[100] * 10, 10])
    (finding,) = share_findings(growing, part="part", whole_of="all", what="Phần", unit="tháng")
    assert "có xu hướng tăng qua 10 tháng trọn, +4,00 điểm % mỗi tháng" in finding.text
    steady = a_mix([0, *[20, 22] * 5, 0], [10, *[100] * 10, 10])
    (finding,) = share_findings(steady, part="part", whole_of="all", what="Phần", unit="tháng")
    assert "không thấy xu hướng rõ" in finding.text
    few_months = a_mix([5, 6, 7], [50, 50, 50])
    (finding,) = share_findings(few_months, part="part", whole_of="all", what="Phần", unit="tháng")
    assert "chưa đủ 8 tháng trọn" in finding.text
    (finding,) = share_findings(a_mix([1], [5]), part="part", whole_of="all", what="P", unit="tuần")
    assert finding.kind == "few"


def test_durations_name_the_longest_and_the_shortest_month() -> None:
    frame = pd.DataFrame(
        {"name": ["a", "b", "c"], "timed": [40, 50, 5], "p50": [60.0, 30.0, 900.0]}
    )
    found = duration_findings(frame, "tháng")
    assert "cao nhất ở tháng a: 1 phút (n = 40); thấp nhất ở tháng b: 30 giây" in found[0].text
    assert duration_findings(frame.head(0), "tháng")[0].kind == "few"


def test_medians_are_apart_only_where_their_intervals_are() -> None:
    high = Interval(200, 180, 220, 40, True)
    low = Interval(100, 90, 110, 50, True)
    near = Interval(190, 170, 210, 50, True)
    small = Interval(900, None, None, 3, False)
    (finding,) = median_findings({"Bài ảnh": low, "Video": high, "Khác": small}, PLAYS)
    assert "cao nhất: video, 200 lượt xem (n = 40); kế đó bài ảnh" in finding.text
    assert "tách hẳn" in finding.text
    (finding,) = median_findings({"A": high, "B": near}, PLAYS)
    assert "chồng lên nhau" in finding.text
    assert median_findings({"A": high, "B": small}, PLAYS)[0].kind == "few"


def an_effect(name: str, estimate: float, p: float = 0.001, enough: bool = True) -> BinEffect:
    low, high = estimate - 5, estimate + 5
    return BinEffect(name, 300, 20, estimate, low, high, p, p, enough)


def test_one_effect_is_told_with_its_interval() -> None:
    (clear,) = one_effect([an_effect("sound", 20)], "video này", PLAYS)
    assert clear.kind == "effect" and "+20 % (khoảng tin cậy 95 %: +15 % đến +25 %)" in clear.text
    (unclear,) = one_effect([an_effect("sound", 2, 0.4)], "video này", PLAYS)
    assert unclear.text.endswith("không khác rõ.")
    assert one_effect([], "video này", PLAYS)[0].kind == "few"
    assert one_effect([an_effect("sound", 2, enough=False)], "x", PLAYS)[0].kind == "few"


def a_rise(times: float, q: float, recent: int = 4) -> RisingSound:
    weeks = (0, 0, 1, recent)
    return RisingSound("1", "Bài hát", "", False, recent, 1, recent, 5, 900.0, 0.3, times, q, weeks)


def rises_of(*sounds_found: RisingSound, before: int = 8) -> RisingSounds:
    monday = date(2025, 3, 10)
    return RisingSounds(monday, monday, 85, 574, before, 30, sounds_found)


def test_a_rise_is_sure_as_an_alert_would_be() -> None:
    assert a_rise(12, 0.05).sure
    assert not a_rise(12, 0.11).sure
    assert not a_rise(1.9, 0.01).sure
    assert not a_rise(12, 0.01, recent=2).sure


def test_without_a_sure_rise_none_is_claimed() -> None:
    (finding,) = rising_findings(rises_of(a_rise(3, 0.6)))
    assert "Không âm thanh nào trong 30 âm thanh" in finding.text and finding.kind == "fact"
    assert "để theo dõi" in finding.text
    (finding,) = rising_findings(rises_of())
    assert finding.text.endswith("tăng so với trước.")
    assert rising_findings(None)[0].kind == "few"
    assert rising_findings(rises_of(a_rise(9, 0.01), before=3))[0].kind == "few"


def test_what_is_suggested_follows_from_what_is_sure() -> None:
    def suggested(found: RisingSounds | None, *effects: BinEffect) -> list[str]:
        names = {name: name for name in ("shop", "ad", "original")}
        said = sound_suggestions(found, effects, names, metric=PLAYS, link=lambda key: f"/{key}")
        return [each.action for each in said]

    assert suggested(rises_of(a_rise(12, 0.05)))[0].startswith("Thử âm thanh “Bài hát”")
    assert suggested(rises_of(a_rise(12, 0.5)))[0] == "Theo dõi âm thanh “Bài hát”."
    assert suggested(None) == []
    sold, paid = suggested(None, an_effect("shop", -40), an_effect("ad", 27))
    assert sold.startswith("Tính trước phần hụt") and "mốc" in paid
    assert suggested(None, an_effect("original", 3, 0.5)) == []


def test_a_recording_of_one_creator_is_called_its_own() -> None:
    assert origin_words(True, 1, "a") == "âm thanh riêng của @a"
    assert origin_words(True, 3, "a") == "âm thanh gốc"
    assert origin_words(False, 1, "a") == "nhạc có sẵn"
    assert sound_title("") == sound_title(None) == "Âm thanh không tên"


def test_sounds_that_rest_on_one_creator_are_named_as_such() -> None:
    frame = pd.DataFrame(
        {
            "title": ["a", "b"],
            "videos": [60, 40],
            "creators": [6, 3],
            "main_videos": [50, 10],
            "n": [60, 40],
            "p50": [100.0, 300.0],
            "all_videos": [200, 200],
        }
    )
    most, best, owned = (each.text for each in used_findings(frame, PLAYS))
    assert "“a”, 60 video của 6 TikToker, 30,0 %" in most
    assert "“b”, 300 lượt xem (n = 40)" in best
    assert owned.startswith("1 trong 2 âm thanh")
    assert used_findings(frame.head(0), PLAYS)[0].kind == "few"
    row = {"videos": 60, "creators": 6, "main_creator": "x", "main_videos": 50, "original": False}
    first, *_ = sound_findings(row, Interval(1, None, None, 3, False), (), PLAYS)
    assert "83 % số video là của @x" in first.text


def test_shares_of_nothing_and_the_band_of_nothing_say_so() -> None:
    frame = pd.DataFrame({"name": ["a", "b"], "n": [0, 0], "part": [0, 0]})
    empty = share_columns(
        frame, name="name", whole_of="n", parts={"part": "P"}, colours=["#000"], y_title="T"
    )
    assert empty["data"] == []
    gap = share_columns(
        frame.assign(n=[0, 40], part=[0, 10]),
        name="name",
        whole_of="n",
        parts={"part": "P"},
        colours=["#000"],
        y_title="T",
        faint_below=30,
    )
    assert gap["data"][0]["y"] == [None, 0.25]
    assert gap["data"][0]["marker"]["opacity"] == [0.35, 1]
    band = frame.assign(n=[0, 9], p25=[np.nan, 1.0], p50=[np.nan, 2.0], p75=[np.nan, 3.0])
    figure = quartile_band(
        band, name="name", count="n", title="T", write=str, y_axis={}, faint_below=30
    )
    assert figure["data"][-1]["y"] == [None, 2.0]
    assert figure["data"][-1]["marker"]["symbol"] == ["circle-open", "circle-open"]


def test_the_strip_is_read_out() -> None:
    strip = build_week_strip([0, 2, 4], 1, "TikToker dùng")
    assert [each.className for each in strip.children] == [None, None, "latest"]
    assert [each.style["--height"] for each in strip.children] == ["0%", "50%", "100%"]
    assert "từ cũ đến mới: 0, 2, 4" in strip.title
