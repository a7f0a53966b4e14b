from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_app.filters import MOST_CHARACTERS, MOST_VALUES, Filters
from dash_app.metrics import AGGREGATES, METRICS, Aggregate, Metric
from dash_app.pages import open_reader
from dash_app.store import Store
from dash_app.view import AGGREGATE, METRIC, SCOPE, Control, View, read_view
from etl.home import Home

_TAG = Control("tag", "Hashtag", search="hashtag")
_LABELS = Control("labels", "Nhãn", (("a", "A"), ("b", "B"), ("c", "C")), default="a,b", many=True)
_FOUND = Control("found", "Tìm", search="hashtag", many=True)
_FEE = Control("fee", "Báo giá", kind="number", least=0, greatest=1000, unit="triệu đồng")
_FEW = Control("few", "Vài", search="creator", many=True, most=2)
_CONTROLS = (METRIC, AGGREGATE, _TAG, _LABELS, _FOUND, _FEE, _FEW)


def _choice(search: str, name: str) -> str:
    return read_view(_CONTROLS, search).choice(name)


def test_a_page_that_is_opened_plainly_shows_its_defaults() -> None:
    view = read_view(_CONTROLS, None)
    assert view.filters == Filters()
    assert dict(view.choices) == {
        "metric": "plays",
        "aggregate": "median",
        "tag": "",
        "labels": "a,b",
        "found": "",
        "fee": "",
        "few": "",
    }
    assert view.choice_list("labels") == ("a", "b")
    assert view.choice_list("found") == ()


def test_choices_come_from_the_url_beside_the_filters() -> None:
    view = read_view(_CONTROLS, "?metric=likes&aggregate=sum&tag=pho&labels=c,a&creator=x")
    assert (view.metric.key, view.aggregate.key) == ("likes", "sum")
    assert view.choice("tag") == "pho"
    assert view.choice_list("labels") == ("c", "a")
    assert view.filters == Filters(creator=("x",))


@pytest.mark.parametrize(
    ("search", "name", "value"),
    [
        ("metric=profit", "metric", "plays"),
        ("metric=", "metric", "plays"),
        ("aggregate=max", "aggregate", "median"),
        ("labels=z", "labels", "a,b"),
        ("labels=c,z,c,", "labels", "c"),
        ("found=,,", "found", ""),
        ("metric=plays&metric=likes", "metric", "likes"),
        ("fee=ba+muoi", "fee", ""),
        ("fee=-1", "fee", ""),
        ("fee=1001", "fee", ""),
        ("fee=nan", "fee", ""),
        ("fee=inf", "fee", ""),
        ("few=a,b,c", "few", "a,b"),
    ],
)
def test_what_is_unknown_becomes_the_default(search: str, name: str, value: str) -> None:
    assert _choice(search, name) == value


def test_each_of_several_values_is_bounded_not_all_together() -> None:
    long = ["x" * 60 + str(number) for number in range(4)]
    assert _choice("found=" + ",".join(long), "found") == ",".join(long)
    assert _choice("found=" + "y" * 5000, "found") == "y" * MOST_CHARACTERS
    many = ",".join(map(str, range(1000)))
    assert len(read_view(_CONTROLS, f"found={many}").choice_list("found")) == MOST_VALUES
    assert _choice("tag=" + "y" * 5000, "tag") == "y" * MOST_CHARACTERS


def test_a_control_that_a_page_lacks_is_an_error() -> None:
    with pytest.raises(KeyError, match="tag"):
        read_view((METRIC,), "tag=pho").choice("tag")


@pytest.mark.parametrize("metric", METRICS, ids=lambda each: each.key)
@pytest.mark.parametrize("aggregate", AGGREGATES, ids=lambda each: each.key)
def test_a_rate_is_never_summed(metric: Metric, aggregate: Aggregate) -> None:
    view = read_view(_CONTROLS, f"metric={metric.key}&aggregate={aggregate.key}")
    assert view.metric == metric
    assert metric.is_rate == metric.key.startswith("engagement_rate")
    if metric.is_rate and aggregate.key == "sum":
        assert view.aggregate.key == "mean"
    else:
        assert view.aggregate == aggregate


@given(st.lists(st.tuples(st.sampled_from([c.name for c in _CONTROLS]), st.text()), max_size=5))
def test_a_view_is_its_url(pairs: list[tuple[str, str]]) -> None:
    view = read_view(_CONTROLS, urlencode(pairs, errors="replace"))
    assert read_view(_CONTROLS, view.to_url()) == view


def test_equal_views_have_one_url() -> None:
    one = read_view(_CONTROLS, "creator=b&creator=a&metric=likes")
    two = read_view(_CONTROLS, "metric=likes&aggregate=median&creator=a&creator=b&x=1")
    assert one == two
    assert one.to_url() == two.to_url()


def test_different_views_have_different_urls() -> None:
    searches = [
        "",
        "creator=a",
        "tag=a",
        "found=a",
        "metric=likes",
        "labels=b,a",
        "tag=a%26found=b",
    ]
    assert len({read_view(_CONTROLS, each).to_url() for each in searches}) == len(searches)


def test_a_view_of_no_page_is_empty() -> None:
    assert View().to_url() == ""


def test_equal_numbers_are_one_view() -> None:
    views = {read_view(_CONTROLS, f"?fee={text}").to_url() for text in ("30", "30.0", "3e1", "+30")}
    assert len(views) == 1
    assert read_view(_CONTROLS, "?fee=12.5").number("fee") == 12.5
    assert read_view(_CONTROLS, "").number("fee") is None


def test_a_page_with_a_scope_reads_the_weekly_top_until_all_videos_are_asked_for(
    sample_home: Home,
) -> None:
    snapshot = Store(sample_home.datasets).snapshot()

    def is_narrowed(controls: tuple[Control, ...], search: str) -> bool:
        return open_reader(snapshot, read_view(controls, search)).view.filters.weekly_top

    assert is_narrowed((SCOPE,), "")
    assert is_narrowed((SCOPE,), "?weekly_top=0&scope=nothing")
    assert not is_narrowed((SCOPE,), "?scope=all")
    assert not is_narrowed((METRIC,), "?weekly_top=1")
