"""The pages of data and method: all from the manifest, the contract and the code's constants."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import msgspec
import pandas as pd
import pytest
from plotly.io.json import to_json_plotly

from dash_app.bands import AGE_BANDS
from dash_app.durations import DURATION_BINS
from dash_app.findings.freshness import STALE_DAYS, age_words, freshness_findings
from dash_app.formulas import CAVEATS, Formula, formula_groups
from dash_app.metrics import AGGREGATES, METRICS
from dash_app.pages import Page, Reader, Shown
from dash_app.statistics import MIN_CREATORS, MIN_GROUP, MIN_HITS, MIN_PERIODS, MIN_TOGETHER
from dash_app.store import Store
from dash_app.tabs.about import data, method
from dash_app.tabs.about.manifest_words import DATASETS, ENGINES, STEPS, check_name
from dash_app.view import View
from dash_app.words import whole
from etl.home import Home
from etl.inputs.rejections import Reason
from etl.publish.checks import check_version
from etl.publish.manifest import Check, Manifest, Quarantined
from etl.publish.versions import current_version
from etl.schema import datasets
from etl.words import reason

TODAY = date(2025, 3, 20)


@pytest.fixture(scope="module")
def reader(sample_home: Home) -> Reader:
    return Reader(Store(sample_home.datasets).snapshot(), View(), TODAY)


@pytest.fixture(scope="module")
def manifest(reader: Reader) -> Manifest:
    return reader.snapshot.manifest


def _with(reader: Reader, **changes: Any) -> Reader:
    """Returns a reader of a version that says something else of itself."""
    changed = msgspec.structs.replace(reader.snapshot.manifest, **changes)
    version = replace(reader.snapshot.version, manifest=changed)
    return Reader(replace(reader.snapshot, version=version), View(), TODAY)


def _shown(page: Page, reader: Reader) -> dict[str, Shown]:
    return {card.key: card.show(reader) for card in page.cards}


def _table(shown: Shown) -> pd.DataFrame:
    return shown.table if isinstance(shown.table, pd.DataFrame) else shown.table()


def _words(content: Any) -> list[str]:
    """Returns the texts of a tree of components, in reading order."""
    if content is None or isinstance(content, str):
        return [content] if content else []
    if isinstance(content, list | tuple):
        return [text for each in content for text in _words(each)]
    return _words(getattr(content, "children", None))


# Data.


def test_every_dataset_stands_with_its_rows_and_meaning(reader: Reader, manifest: Manifest) -> None:
    shown = _shown(data.PAGE, reader)["rows"]
    words = _words(shown.content)
    for each in datasets():
        assert DATASETS[each.name] in words
        assert each.meaning in words
        assert whole(manifest.rows[each.name]) in words
    assert shown.n == sum(manifest.rows.values())
    assert manifest.version in shown.findings[0].text


def test_made_up_data_is_called_so(reader: Reader) -> None:
    for synthetic, said in ((True, "Dữ liệu mẫu"), (False, "Dữ liệu thật")):
        figures = _shown(data.PAGE, _with(reader, synthetic=synthetic))["figures"]
        assert said in _words(figures.content)


def test_inputs_add_up(reader: Reader, manifest: Manifest) -> None:
    shown = _shown(data.PAGE, reader)["inputs"]
    frame = _table(shown)
    assert len(frame) == len(manifest.inputs)
    parts = frame[["Đã ghi", "Trùng", "Cách ly"]].sum(axis=1)
    assert (parts == frame["Dòng đọc"]).all()
    assert frame["MB"].sum() == pytest.approx(
        sum(each.bytes for each in manifest.inputs.values()) / 1e6
    )
    assert shown.n == frame["Dòng đọc"].sum()


def test_quarantined_rows_stand_with_their_reason_in_words(reader: Reader) -> None:
    by_kind = {"videos": {"bad_id": 2}, "transcripts": {"no_answer": 7, "tự đặt": 1}}
    quarantined = Quarantined(10, {"bad_id": 2, "no_answer": 7, "tự đặt": 1}, by_kind)
    shown = _shown(data.PAGE, _with(reader, quarantined=quarantined))["quarantine"]
    assert shown.n == 10
    assert _table(shown).to_numpy().tolist() == [
        ["Lời thoại", "mô hình không trả lời", 7],
        ["Video", "mã không hợp lệ", 2],
        ["Lời thoại", "tự đặt", 1],
    ]
    assert "mô hình không trả lời, 7 trong 10 dòng" in shown.findings[0].text


def test_every_reason_has_words() -> None:
    assert all(reason(each) != each.value for each in Reason)


def test_nothing_quarantined_and_nothing_unpublished_is_said(reader: Reader) -> None:
    clean = _with(reader, quarantined=Quarantined(0, {}, {}), unpublished={"labels": 0})
    shown = _shown(data.PAGE, clean)
    assert _words(shown["quarantine"].content) == ["Không có dòng nào bị cách ly."]
    assert "đều gắn với video có thật" in shown["unpublished"].findings[0].text
    left = _shown(data.PAGE, _with(reader, unpublished={"labels": 409, "mentions": 0}))
    assert left["unpublished"].findings[0].text.startswith("409 câu trả lời hoặc nhãn")


def test_every_check_that_is_made_has_words(sample_home: Home, manifest: Manifest) -> None:
    made = [*manifest.checks, *check_version(current_version(sample_home.datasets))]
    for check in made:
        words = check_name(check.name)
        assert words[0].isupper(), check.name
        assert check.name.split(".")[0] not in words
    assert check_name("reference.videos.creator") == (
        "Tham chiếu tới dòng có thật: Video · creator"
    )
    assert check_name("lake_complete.mentions").endswith(": Món ăn và địa điểm")
    assert check_name("một.kiểm.tra.mới") == "một.kiểm.tra.mới"


def test_a_failed_check_stands_first(reader: Reader) -> None:
    checks = [Check("not_empty", True, "3 video"), Check("unique.videos", False, "1 khoá bị lặp")]
    shown = _shown(data.PAGE, _with(reader, checks=checks))["checks"]
    assert _table(shown)["Kết quả"].tolist() == ["không đạt", "đạt"]
    assert shown.findings[0].text == "1 trong 2 kiểm tra không đạt."
    assert shown.findings[0].kind == "few"


def test_every_step_and_engine_has_words(manifest: Manifest, reader: Reader) -> None:
    assert set(manifest.seconds) <= set(STEPS)
    assert manifest.engine in ENGINES
    shown = _shown(data.PAGE, reader)["seconds"]
    assert _table(shown)["Giây"].sum() == pytest.approx(sum(manifest.seconds.values()))


def test_an_empty_version_leaves_no_card_broken(reader: Reader) -> None:
    empty = _with(
        reader,
        inputs={},
        rows={},
        checks=[],
        seconds={},
        unpublished={},
        newest_posted_at=None,
        newest_collected_at=None,
        tier_thresholds=[],
    )
    for shown in (*_shown(data.PAGE, empty).values(), *_shown(method.PAGE, empty).values()):
        assert to_json_plotly(shown.content)
        _table(shown)
    assert "chưa có" in _words(_shown(data.PAGE, empty)["figures"].content)


# Freshness.


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "hôm nay"),
        (0, "hôm nay"),
        (1, "1 ngày trước"),
        (59, "59 ngày trước"),
        (90, "90 ngày trước (khoảng 3 tháng)"),
        (365, "365 ngày trước (khoảng 1 năm)"),
        (615, "615 ngày trước (khoảng 1,7 năm)"),
    ],
)
def test_an_age_is_said_in_the_unit_that_one_thinks_in(days: int, words: str) -> None:
    assert age_words(TODAY - timedelta(days=days), TODAY) == words


def test_old_data_and_gaps_are_warned_of() -> None:
    old = TODAY - timedelta(days=STALE_DAYS + 1)
    assert [each.kind for each in freshness_findings(TODAY, TODAY, TODAY)] == ["fact"]
    (stale,) = freshness_findings(old, old, TODAY)
    assert (stale.kind, "Nên thu thập lại" in stale.text) == ("few", True)
    assert "có thể thu thập bị thiếu" in freshness_findings(old, TODAY, TODAY)[-1].text
    assert [each.kind for each in freshness_findings(None, None, TODAY)] == ["few"]


# Method.


def _formulas(thresholds: tuple[float, ...] = (1000.0, 2500.0)) -> Iterator[Formula]:
    for group in formula_groups(thresholds):
        yield from group.formulas


def test_every_metric_and_aggregate_has_its_formula_and_source() -> None:
    by_name = {each.name: each for each in _formulas()}
    for metric in METRICS:
        assert by_name[metric.label].formula == metric.formula
        assert by_name[metric.label].source
    for aggregate in AGGREGATES:
        assert by_name[aggregate.label].formula


def test_tiers_have_the_thresholds_of_the_version(reader: Reader) -> None:
    shown = _shown(method.PAGE, _with(reader, tier_thresholds=[144326.0, 607956.0]))["tiers"]
    words = " ".join(_words(shown.content))
    assert "dưới 144.326 người theo dõi" in words
    assert "từ 144.326 người theo dõi đến dưới 607.956" in words
    assert "từ 607.956 người theo dõi trở lên" in words
    unknown = _shown(method.PAGE, _with(reader, tier_thresholds=[]))["tiers"]
    assert "chưa biết người theo dõi" in _words(unknown.content)


def test_no_name_of_a_column_is_left_in_a_formula() -> None:
    columns = {column.name for each in datasets() for column in each.columns}
    # Words of their own in both languages.
    columns -= {"hashtag", "hashtags", "n"}
    for each in _formulas():
        left = columns & set(re.findall(r"[a-z_]+", f"{each.formula} {each.note}"))
        assert not left, each.name


def test_least_samples_and_bands_are_those_of_the_code() -> None:
    by_name = {each.name: each.formula for each in _formulas()}
    text = " ".join(by_name.values())
    for number in (MIN_CREATORS, MIN_GROUP, MIN_HITS, MIN_PERIODS, MIN_TOGETHER):
        assert f" {number} " in text
    assert by_name["Thời lượng"] == " · ".join(each.label for each in DURATION_BINS)
    assert by_name["Tuổi video"] == " · ".join(each.label for each in AGE_BANDS)


def test_names_are_unique_in_a_group_and_keys_among_groups() -> None:
    groups = formula_groups((1000.0, 2500.0))
    assert len({group.key for group in groups}) == len(groups)
    for group in groups:
        assert len({each.name for each in group.formulas}) == len(group.formulas)


def test_the_contents_lead_to_every_card(reader: Reader) -> None:
    nav = _shown(method.PAGE, reader)["contents"].content
    links = re.findall(r'"href":"#([^"]+)"', to_json_plotly(nav))
    assert links == [f"{method.PAGE.key}-{card.key}" for card in method.PAGE.cards[1:]]


def test_the_method_shows_every_formula_and_caveat(reader: Reader) -> None:
    shown = _shown(method.PAGE, reader)
    words = {text for each in shown.values() for text in _words(each.content)}
    thresholds = reader.snapshot.manifest.tier_thresholds
    assert len(thresholds) == 2
    assert set(CAVEATS) <= words
    assert {each.formula for each in _formulas(tuple(thresholds))} <= words


@pytest.mark.parametrize("page", [data.PAGE, method.PAGE])
def test_the_pages_take_no_filters_and_are_small(page: Page, reader: Reader) -> None:
    assert not page.has_filters
    parts = [shown.content for shown in _shown(page, reader).values()]
    assert len(to_json_plotly(parts)) < 110_000
