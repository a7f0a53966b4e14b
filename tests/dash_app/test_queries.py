"""Every query compiles for two engines, runs for every metric, and is known by its SQL.

After a change that is meant, write the known SQL anew with `UPDATE_GOLDEN=1` and read the diff.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import os
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import ibis
import pytest
from ibis.common.exceptions import IbisTypeError
from ibis.config import Config

from dash_app import queries
from dash_app.filters import Filters
from dash_app.metrics import AGGREGATES, METRICS
from dash_app.queries.tables import tables
from dash_app.store import Query, Snapshot, Store, compile_query
from etl.home import Home

_GOLDEN = Path(__file__).parent / "golden"
_UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))

# By the name of a parameter: what it is tried with, the usual value first.
_ARGUMENTS: Mapping[str, tuple[Any, ...]] = {
    "metric": tuple(each.key for each in METRICS),
    "aggregate": tuple(each.key for each in AGGREGATES),
    "order": ("plays", "outlier_ratio", "followers", "median_plays", "creator"),
    "descending": (1, 0),
    "offset": (0, 5),
    "period": ("week", "day", "month"),
    "limit": (5,),
    "most": (5,),
    "least": (2,),
    "together": (2,),
    "by_total": (5,),
    "by_count": (5,),
    "one_in": (1, 3),
    "every": (1, 10),
    "keep_empty": (1, 0),
    "place": ("province", "province_now"),
    "ranked": ("creators", "videos"),
    "grown": (14,),
    "level": ("dish_group", "dish"),
    "half_life": (15, 3),
    "recent_days": (90,),
    "slots": (2, 0),
}
# By the name of a text that is bound when the query runs; any other is tried with "1".
_TEXTS: Mapping[str, str] = {
    "text": "a",
    "tag": "anngon",
    "field": "categories",
    "since": "2024-01-01",
    "until": "2025-12-31",
    "week": "2025-03-03",
    "first_from": "2024-12-02",
    "first_until": "2025-01-26",
    "second_from": "2025-01-20",
    "second_until": "2025-03-16",
    "keys": "1 2",
    "pattern": "(?i)(?:^|[^\\p{L}])(?:b[uú]n)(?:$|[^\\p{L}])",
    "place": "(?i)^(?:h[aà] n[oộ]i)$",
}
# As many columns as only a whole table has: Ibis writes them out wherever one is added.
_WHOLE_TABLE = re.compile(r'("t\d+")\."\w+"(,\s+\1\."\w+"){19,}')


def _modules() -> Iterator[ModuleType]:
    for info in pkgutil.iter_modules(queries.__path__):
        yield importlib.import_module(f"{queries.__name__}.{info.name}")


def _queries(module: ModuleType) -> dict[str, Query]:
    """Returns the public questions of a module, in the order of the file."""
    return {
        name: function
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and [each.annotation for each in inspect.signature(function).parameters.values()][:1]
        == ["Tables"]
    }


_ALL = {
    f"{module.__name__.rpartition('.')[2]}.{name}": query
    for module in _modules()
    for name, query in _queries(module).items()
}


def _stem(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def _choices(query: Query) -> Iterator[dict[str, Any]]:
    """Yields the arguments that a query is tried with, the usual ones first.

    Every metric meets every aggregate; of the other arguments one at a time is another.
    """
    names = list(inspect.signature(query).parameters)[1:]
    unknown = [name for name in names if name not in _ARGUMENTS]
    assert not unknown, f"say in _ARGUMENTS what {query.__name__} takes as {unknown}"
    usual = {name: _ARGUMENTS[name][0] for name in names}
    measures = [name for name in names if name in ("metric", "aggregate")]
    for values in itertools.product(*(_ARGUMENTS[name] for name in measures)):
        yield usual | dict(zip(measures, values, strict=True))
    for name in set(names) - set(measures):
        yield from (usual | {name: value} for value in _ARGUMENTS[name][1:])


def _texts(sql: str) -> dict[str, str]:
    return {name: _TEXTS.get(name, "1") for name in re.findall(r"\$([a-z]\w*)", sql)}


def _fits(query: Query, arguments: Mapping[str, Any]) -> bool:
    """Whether a query can be built: only some tables have a column to order by."""
    try:
        query(tables(), **arguments)
    except IbisTypeError:
        return "order" not in arguments
    return True


class _SparkOptions(Config):  # type: ignore[misc]
    """What Ibis asks for when it writes Spark's SQL, and knows only where Spark is installed."""

    treat_nan_as_null: bool = False


@pytest.fixture
def spark_sql(monkeypatch: pytest.MonkeyPatch) -> Callable[[ibis.Table], str]:
    """Returns a function that compiles for Spark, without Spark."""
    monkeypatch.setattr(ibis.options, "pyspark", _SparkOptions())
    return lambda expression: str(ibis.to_sql(expression, dialect="pyspark"))


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.mark.parametrize("name", _ALL)
def test_a_query_runs_for_every_argument(name: str, snapshot: Snapshot) -> None:
    query = _ALL[name]
    columns = None
    ran = 0
    for arguments in filter(lambda each: _fits(query, each), _choices(query)):
        texts = _texts(snapshot._compile(query, **arguments).sql)
        frame = snapshot.frame(query, Filters(), texts, **arguments)
        narrowed = snapshot.frame(
            query, Filters(tier=("high",), region=("Bắc",)), texts, **arguments
        )
        assert list(frame.columns) == list(narrowed.columns)
        assert columns in (None, list(frame.columns)), "the columns depend on the arguments"
        columns = list(frame.columns)
        ran += 1
    assert ran, "no order of _ARGUMENTS fits"


@pytest.mark.parametrize("name", _ALL)
def test_a_query_needs_nothing_of_one_engine(
    name: str, spark_sql: Callable[[ibis.Table], str]
) -> None:
    query = _ALL[name]
    usual, *others = filter(lambda each: _fits(query, each), _choices(query))
    # A rate takes another way than a count.
    rate = [each for each in others if each == usual | {"metric": "engagement_rate"}]
    for arguments in (usual, *rate):
        assert "SELECT" in spark_sql(query(tables(), **arguments))


@pytest.mark.parametrize("module", [each for each in _modules() if _queries(each)], ids=_stem)
def test_the_sql_is_the_known_one(module: ModuleType) -> None:
    written = "\n\n".join(_described(query) for query in _queries(module).values()) + "\n"
    path = _GOLDEN / f"{_stem(module)}.sql"
    if _UPDATE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(written, encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing: run once with UPDATE_GOLDEN=1"
    assert written == path.read_text(encoding="utf-8")


def _described(query: Query) -> str:
    arguments = next(each for each in _choices(query) if _fits(query, each))
    given = ", ".join(f"{name}={value!r}" for name, value in arguments.items())
    sql = _WHOLE_TABLE.sub(r"\1.…", compile_query(query, **arguments).sql)
    return f"-- {query.__name__}({given})\n{sql};"


def test_every_known_sql_belongs_to_a_module() -> None:
    modules = {_stem(module) for module in _modules() if _queries(module)}
    assert {path.stem for path in _GOLDEN.glob("*.sql")} == modules


@pytest.mark.parametrize("name", _ALL)
def test_a_query_says_what_it_returns(name: str) -> None:
    assert (inspect.getdoc(_ALL[name]) or "").startswith("Returns ")
