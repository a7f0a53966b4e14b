"""The page of content: its cards on real tables, and what their sentences say."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from plotly.io.json import to_json_plotly

from dash_app.components.controls import build_controls
from dash_app.findings.content import (
    difference_finding,
    duration_findings,
    hashtag_findings,
    label_findings,
    pace_findings,
    profile_findings,
    speech_findings,
    spread_findings,
)
from dash_app.metrics import METRICS, Metric, aggregate, metric
from dash_app.pages import Reader, Shown
from dash_app.queries import content as queries
from dash_app.statistics import BinEffect, GroupDifference
from dash_app.store import Store
from dash_app.tabs.videos import content, content_labels
from dash_app.view import read_view
from dash_app.words import LABEL_FIELDS
from etl.home import Home

PLAYS, RATE = metric("plays"), metric("engagement_rate")


@pytest.fixture(scope="module")
def store(sample_home: Home) -> Store:
    return Store(sample_home.datasets)


def _reader(store: Store, search: str = "") -> Reader:
    return Reader(store.snapshot(), read_view(content.PAGE.controls, search))


def _shown(store: Store, search: str = "") -> dict[str, Shown]:
    reader = _reader(store, search)
    return {card.key: card.show(reader) for card in content.PAGE.cards}


def _table(shown: Shown) -> pd.DataFrame:
    return shown.table if isinstance(shown.table, pd.DataFrame) else shown.table()


def _text(shown: Shown) -> str:
    return " ".join(each.text for each in shown.findings)


def _says(shown: Shown) -> str:
    return " ".join(each["text"] for each in shown.content["layout"].get("annotations", []))


def _words(shown: Shown) -> str:
    return json.dumps(json.loads(to_json_plotly(shown.content)), ensure_ascii=False)


def _legend(shown: Shown) -> list[str]:
    return [trace["name"] for trace in shown.content["data"]]


@pytest.mark.parametrize("field", LABEL_FIELDS)
def test_every_field_fills_every_card(store: Store, field: str) -> None:
    for key, shown in _shown(store, f"field={field}").items():
        assert to_json_plotly(shown.content), key
        assert shown.title and shown.formula
        assert all(str(name)[0].isupper() for name in _table(shown).columns), key
        assert shown.findings or key == "coverage"


@pytest.mark.parametrize("each", METRICS, ids=lambda each: each.key)
@pytest.mark.parametrize("how", ["median", "mean", "sum"])
def test_every_metric_fills_every_card(store: Store, each: Metric, how: str) -> None:
    shown = _shown(store, f"metric={each.key}&aggregate={how}")
    assert each.label in shown["labels"].title
    assert each.label in shown["spread"].title
    unit = "điểm %" if each.is_rate else "(%)"
    assert unit in _words(shown["effects"]) or not shown["effects"].content["data"]


def test_coverage_says_how_many_videos_carry_labels(
    store: Store, counted: tuple[int, int, int]
) -> None:
    labelled, of_field, videos = counted
    shown = _shown(store, "field=hook_type")["coverage"]
    words = _words(shown)
    assert shown.n == videos
    assert 0 < of_field < videos
    assert f"{labelled} trong {videos} video" in words
    assert f"{of_field} trong {videos} video" in words
    assert f"{of_field} video có nhãn kiểu mở đầu" in words


@pytest.fixture(scope="module")
def counted(sample_home: Home) -> tuple[int, int, int]:
    """Returns the videos with a label, those with one of `hook_type`, and all."""
    folder = sample_home.datasets / "current"
    labels = pd.read_parquet(folder / "video_labels.parquet")
    return (
        labels["video_id"].nunique(),
        labels.loc[labels["field"] == "hook_type", "video_id"].nunique(),
        len(pd.read_parquet(folder / "videos.parquet", columns=["video_id"])),
    )


def test_a_field_without_labels_says_so_and_names_the_fields_that_have_some(store: Store) -> None:
    shown = _shown(store, "field=audience_target")
    words = _words(shown["coverage"])
    assert "Chưa có video nào có nhãn khán giả" in words
    assert "thể loại (" in words and "nhịp độ (" in words
    for key in ("labels", "radar"):
        assert "“Khán giả”" in _says(shown[key])
        assert shown[key].findings[0].kind == "few"
    # What needs no label goes on.
    assert shown["duration"].content["data"] and shown["hashtags"].content["data"]


def test_nothing_that_fits_the_filters_leaves_no_card_broken(store: Store) -> None:
    for key, shown in _shown(store, "creator=khong.co.ai").items():
        assert shown.n == 0, key
        if key == "coverage":
            assert "Không có video nào khớp với bộ lọc" in _words(shown)
        else:
            assert shown.content["data"] == [] and _says(shown), key
            assert {each.kind for each in shown.findings} == {"few"}, key


def test_the_radar_shows_the_most_used_labels_until_others_are_chosen(store: Store) -> None:
    labels = [option["value"] for option in _options(store, "hook_type")]
    by_default = _legend(_shown(store, "field=hook_type")["radar"])
    assert [name.split(" (n")[0] for name in by_default[1:]] == labels[:3]
    asked = f"field=hook_type&labels={labels[1]},không có,{labels[0]}"
    chosen = _legend(_shown(store, asked)["radar"])
    assert [name.split(" (n")[0] for name in chosen[1:]] == [labels[1], labels[0]]


def test_labels_of_another_field_are_passed_over(store: Store) -> None:
    foreign = _options(store, "pacing")[0]["value"]
    default = _legend(_shown(store, "field=hook_type")["radar"])
    assert _legend(_shown(store, f"field=hook_type&labels={foreign}")["radar"]) == default


def test_a_radar_of_many_labels_says_that_it_shows_some(store: Store) -> None:
    every = [option["value"] for option in _options(store, "structure_style")]
    assert len(every) > 5
    shown = _shown(store, f"field=structure_style&labels={','.join(every)}")["radar"]
    assert len(_legend(shown)) == 1 + 5
    assert "chỉ vẽ 5 nhãn đầu" in shown.formula


def test_a_radar_is_relative_to_the_median_of_all_labelled_videos(store: Store) -> None:
    reader = _reader(store, "field=pacing")
    shown = content_labels.show_radar(reader)
    frame = _table(shown)
    texts = {"field": "pacing"}
    common = reader.frame(queries.profile_of_labelled, texts).iloc[0]
    labels = reader.frame(queries.profile_by_label, texts, metric="plays", aggregate="median")
    expected = (labels["plays"] / common["plays"]).head(3)
    assert frame["Lượt xem (lần trung vị chung)"].tolist() == pytest.approx(expected.tolist())


def _options(store: Store, field: str) -> list[dict[str, str]]:
    return content.label_options(store, field)[0]


def test_the_options_are_the_labels_of_the_field_with_their_counts(store: Store) -> None:
    options, hint = content.label_options(store, "has_cta")
    assert {option["value"] for option in options} == {"Có", "Không"}
    assert options[0]["label"].startswith(f"{options[0]['value']} · ")
    assert hint == "3 nhãn nhiều video nhất"
    assert content.label_options(store, "content_style") == ([], "Chưa có nhãn nào")
    assert content.label_options(store, None) == content.label_options(store, "categories")


def test_a_dropdown_knows_what_is_chosen_before_its_options_are_read() -> None:
    """Dash drops values that are not among the options, and the URL would lose them."""
    view = read_view(content.PAGE.controls, "labels=Mukbang,N%E1%BA%A5u%20%C4%83n")
    controls = build_controls(content.PAGE.controls, view)
    dropdown = controls.children[-1].children[-1].children[1]
    assert dropdown.value == ["Mukbang", "Nấu ăn"]
    assert [option["value"] for option in dropdown.options] == ["Mukbang", "Nấu ăn"]


def test_the_page_is_small(store: Store) -> None:
    parts = [shown.content for shown in _shown(store).values()]
    assert len(to_json_plotly(parts)) < 60_000


# What the sentences say.


def _labels(*rows: tuple[str, int, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["label", "n", "value"])


def test_the_highest_label_has_enough_videos() -> None:
    frame = _labels(("Nấu ăn", 300, 900.0), ("Mukbang", 40, 1500.0), ("Khác", 3, 99_000.0))
    found = label_findings(
        frame, field="Thể loại", labelled=320, metric=PLAYS, aggregate=aggregate("median", PLAYS)
    )
    assert [each.text for each in found] == [
        "Cao nhất: thể loại “Mukbang”, trung vị 1.500 lượt xem (n = 40).",
        # Of the videos, not of the labels: some have two.
        "Nhiều video nhất: “Nấu ăn”, 94 % số video có nhãn.",
    ]
    few = label_findings(
        frame.iloc[2:],
        field="Thể loại",
        labelled=3,
        metric=PLAYS,
        aggregate=aggregate("median", PLAYS),
    )
    assert few[0].kind == "few" and "3 video có nhãn này" in few[0].text


@pytest.mark.parametrize(
    ("share", "word"), [(0.004, "rất nhỏ"), (0.03, "nhỏ"), (0.1, "vừa"), (0.2, "lớn")]
)
def test_what_labels_explain_has_a_size(share: float, word: str) -> None:
    difference = GroupDifference(share * 999, 0.001, share, 1000, 4, True)
    (found,) = difference_finding(difference, metric=PLAYS, several=True)
    assert f"mức {word} (" in found.text
    assert "n = 1.000" in found.text and "nhiều nhãn" in found.text
    assert found.kind == "fact" and found.strength == 0


def test_labels_that_may_be_equal_are_not_said_to_differ() -> None:
    difference = GroupDifference(3.0, 0.4, 0.003, 1000, 4, True)
    (found,) = difference_finding(difference, metric=PLAYS, several=False)
    assert "không khác nhau rõ" in found.text
    nothing = GroupDifference(None, None, None, 20, 1, False)
    assert difference_finding(nothing, metric=PLAYS, several=False) == ()


def test_a_profile_names_the_highest_and_the_lowest_measure() -> None:
    frame = pd.DataFrame(
        {
            "label": ["Mukbang", "Nấu ăn", "Khác"],
            "n": [50, 60, 4],
            "plays": [1.5, 1.02, 9.0],
            "saves": [0.4, 0.95, 9.0],
        }
    )
    found = profile_findings(frame, name="label", axes={"plays": "Lượt xem", "saves": "Lượt lưu"})
    assert found[0].text == (
        "“Mukbang” (n = 50): cao nhất ở lượt xem, 1,50 lần trung vị chung; "
        "thấp nhất ở lượt lưu, 0,40 lần."
    )
    assert "gần trung vị chung ở mọi chỉ số" in found[1].text
    assert found[2].kind == "few" and "“Khác” (n = 4)" in found[2].text


def _bins(*counts: int, step: float = 10) -> pd.DataFrame:
    starts = [number * step for number in range(len(counts))]
    return pd.DataFrame(
        {
            "start": starts,
            "end": [*starts[1:], None],
            "n": counts,
            "name": [f"ô {number}" for number in range(len(counts))],
        }
    )


def test_durations_name_the_fullest_bin_and_an_edge_near_the_middle() -> None:
    found = duration_findings(_bins(10, 50, 30, 10), photos=25)
    assert found[0].text == "Nhiều video nhất: ô 1, 50,0 % (n = 100). 60 % ngắn hơn 20 giây."
    assert found[1].text.startswith("25 bài ảnh (20,0 % số bài)")
    assert len(duration_findings(_bins(10, 50, 30, 10), photos=0)) == 1
    assert duration_findings(_bins(1, 2), photos=0)[0].kind == "few"


def test_hashtags_have_a_median_and_a_share_without() -> None:
    found = hashtag_findings(_bins(20, 10, 30, 40, step=1))
    assert "Trung vị: ô 2 mỗi video (n = 100)" in found[0].text
    assert "Thường gặp nhất: ô 3, 40,0 %" in found[0].text
    assert found[1].text == "20,0 % số video không có hashtag nào."


def test_speech_says_how_many_transcripts_there_are_and_which_are_doubtful() -> None:
    frame = _bins(20, 30, 48, 2, step=1)
    found = speech_findings(frame, silent=300, slow=1, fastest="từ 3 từ/giây trở lên")
    texts = [each.text for each in found]
    assert texts[0] == "100 trong 400 video (25,0 %) có bản chép lời."
    assert "50 % nói chậm hơn 2 từ/giây" in texts[1]
    assert texts[2].startswith("20,0 % dưới 1 từ/giây")
    assert texts[3].startswith("2 video từ 3 từ/giây trở lên")
    few = speech_findings(_bins(3, 4, 0), silent=9, slow=1, fastest="")
    assert [each.kind for each in few] == ["fact", "few"]
    (none,) = speech_findings(_bins(0, 0), silent=9, slow=1, fastest="")
    assert none.kind == "few"


def _spread(*rows: tuple[int, float, float, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["n", "p25", "p50", "p75"])
    return frame.assign(name=[f"nhóm {number}" for number in range(len(frame))])


def test_a_spread_is_compared_with_the_difference_between_bins() -> None:
    found = spread_findings(
        _spread((100, 50, 100, 300), (100, 50, 120, 300), (5, 1, 9000, 9001)),
        name=lambda row: str(row["name"]),
        metric=PLAYS,
    )
    assert found[0].text == "Trung vị cao nhất: nhóm 1, 120 lượt xem (n = 100)."
    assert "chênh nhau nhiều nhất 1,20 lần" in found[1].text
    assert "gấp 6,00 lần" in found[1].text
    assert "chỉ đi cùng một phần nhỏ" in found[1].text
    apart = spread_findings(
        _spread((100, 9, 10, 11), (100, 90, 100, 110)), name=lambda row: "x", metric=PLAYS
    )
    assert "phần nhỏ" not in apart[1].text
    few = spread_findings(_spread((5, 1, 2, 3)), name=lambda row: "x", metric=PLAYS)
    assert few[0].kind == "few"


def _slope(estimate: float, low: float, high: float, enough: bool = True) -> BinEffect:
    return BinEffect("pace", 500, 20, estimate, low, high, 0.01, 0.01, enough)


PACE = pd.DataFrame({"name": ["2–2,5 từ/giây"], "n": [100], "estimate": [5000.0]})


def test_an_effect_of_pace_has_an_interval_and_a_strength() -> None:
    effect = pace_findings(PACE, _slope(7, 2, 12), PLAYS)[1]
    assert effect.kind == "effect" and effect.strength == pytest.approx(0.0198, abs=1e-4)
    assert "+7 % (khoảng tin cậy 95 %: +2 % đến +12 %), n = 500, 20 TikToker" in effect.text
    assert "chưa phải nguyên nhân" in effect.text


def test_an_interval_over_nothing_is_no_effect() -> None:
    unclear = pace_findings(PACE, _slope(-2, -5, 1), PLAYS)[1]
    assert unclear.kind == "fact" and "không thấy liên hệ rõ" in unclear.text
    rate = pace_findings(PACE.assign(estimate=0.05), _slope(0.2, -0.1, 0.5), RATE)
    assert "5,00 %" in rate[0].text and "+0,20 điểm %" in rate[1].text


@pytest.mark.parametrize("slope", [None, _slope(7, 2, 12, enough=False)])
def test_pace_without_enough_creators_draws_no_conclusion(slope: BinEffect | None) -> None:
    assert pace_findings(PACE, slope, PLAYS)[1].kind == "few"
    assert pace_findings(PACE.iloc[:0], slope, PLAYS)[0].kind == "few"


def test_two_labels_that_exclude_each_other_are_said_once(store: Store) -> None:
    shown = _shown(store, "field=has_cta")["effects"]
    assert len(shown.findings) == 1
