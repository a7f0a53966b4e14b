from __future__ import annotations

import gc
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pandas as pd
import psutil
import pytest
from homes import copied, names, publish, raw_videos

from dash_app.errors import NoData
from dash_app.filters import Filters
from dash_app.queries import videos
from dash_app.queries.tables import Tables, argument
from dash_app.store import Query, Store, compile_query
from etl.home import Home
from etl.run import roll_back
from etl.schema import datasets

_THREADS = 8


def _count(store: Store) -> int:
    return int(store.snapshot().frame(videos.video_count, Filters()).iloc[0]["n"])


def _open_files(folder: Path) -> list[str]:
    return [
        each.path
        for each in psutil.Process().open_files()
        if Path(each.path).is_relative_to(folder)
    ]


def test_nothing_is_opened_before_the_first_use(home: Home) -> None:
    store = Store(home.datasets)
    assert _open_files(home.root) == []
    assert _count(store) == 4
    assert [Path(each).name for each in _open_files(home.root)] == ["serving.duckdb"]


def test_one_connection_serves_all_calls(home: Home) -> None:
    store = Store(home.datasets)
    assert store.snapshot() is store.snapshot()


def test_the_version_says_what_it_is(home: Home) -> None:
    snapshot = Store(home.datasets).snapshot()
    assert snapshot.name == names(home)[-1]
    assert snapshot.manifest.rows["videos"] == 4
    # 16:00 UTC is 23:00 of the same day in Viet Nam.
    assert snapshot.newest == date(2024, 3, 9)
    assert snapshot.resolved(Filters(period="year")) == Filters(
        start=date(2024, 1, 1), end=date(2024, 3, 9)
    )


def test_the_newest_day_is_that_of_viet_nam(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    late = 1_710_003_600  # 2024-03-09T17:00:00Z, midnight of the tenth in Viet Nam
    publish(home, raw_videos(tmp_path / "raw", 1, createTime=late))
    assert Store(home.datasets).snapshot().newest == date(2024, 3, 10)


def test_data_are_read_only_and_bounded(home: Home) -> None:
    connection = Store(home.datasets, threads=1, memory="300MB").snapshot()._connection
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        connection.execute("DELETE FROM videos")
    threads, memory, zone = (
        connection.cursor()
        .execute(
            "SELECT current_setting('threads'), current_setting('memory_limit'), "
            "current_setting('TimeZone')"
        )
        .fetchall()[0]
    )
    assert (threads, zone) == (1, "UTC")
    assert memory.startswith("286")  # mebibytes


def test_a_new_version_is_served_without_a_restart(home: Home, tmp_path: Path) -> None:
    store = Store(home.datasets)
    before = store.snapshot()
    publish(home, raw_videos(tmp_path / "third", 5, 6))
    assert _count(store) == 6
    assert store.snapshot().name != before.name
    # A page that is being computed goes on with what it began with.
    assert before.frame(videos.video_count, Filters()).iloc[0]["n"] == 4


def test_an_earlier_version_is_served_after_a_rollback(home: Home) -> None:
    store = Store(home.datasets)
    assert _count(store) == 4
    roll_back(home, names(home)[0])
    assert _count(store) == 3


def test_a_version_that_is_no_longer_used_is_closed(home: Home) -> None:
    store = Store(home.datasets)
    assert _count(store) == 4
    roll_back(home, names(home)[0])
    assert _count(store) == 3
    assert len(_open_files(home.root)) == 1


def test_the_first_data_are_served_without_a_restart(home: Home, tmp_path: Path) -> None:
    empty = Home(tmp_path / "empty")
    store = Store(empty.datasets)
    with pytest.raises(NoData):
        store.snapshot()
    shutil.copytree(home.root, empty.root, symlinks=True)
    assert _count(store) == 4


def test_threads_that_ask_at_once_agree(sample_home: Home) -> None:
    store = Store(sample_home.datasets)
    started = threading.Barrier(_THREADS)
    asked: list[tuple[Query, dict[str, Any]]] = [
        (videos.metric_by_hour, {"metric": "plays", "aggregate": "median"}),
        (videos.metric_by_duration, {"metric": "likes", "aggregate": "mean"}),
        (videos.within_creator_by_weekday, {"metric": "plays"}),
        (videos.summary, {"metric": "engagement_rate"}),
    ]
    filters = [Filters(), Filters(tier=("high",)), Filters(period="year")]

    def read(_: int) -> list[pd.DataFrame]:
        started.wait()
        return [
            store.snapshot().frame(query, each, **arguments)
            for query, arguments in asked
            for each in filters
        ]

    with ThreadPoolExecutor(_THREADS) as pool:
        results = list(pool.map(read, range(_THREADS)))
    alone = [
        Store(sample_home.datasets).snapshot().frame(query, each, **arguments)
        for query, arguments in asked
        for each in filters
    ]
    for result in results:
        for frame, expected in zip(result, alone, strict=True):
            pd.testing.assert_frame_equal(frame, expected)


def test_threads_that_come_first_open_one_connection(sample_home: Home) -> None:
    store = Store(sample_home.datasets)
    started = threading.Barrier(_THREADS)

    def first(_: int) -> object:
        started.wait()
        return store.snapshot()

    with ThreadPoolExecutor(_THREADS) as pool:
        assert len({id(each) for each in pool.map(first, range(_THREADS))}) == 1


def test_a_query_is_compiled_once_for_all_filters(sample_home: Home) -> None:
    built: list[str] = []

    def counted(t: Tables, metric: str) -> ibis.Table:
        built.append(metric)
        return t.videos.aggregate(n=t.videos[metric].count())

    snapshot = Store(sample_home.datasets).snapshot()
    for tier in ("low", "middle", "high"):
        snapshot.frame(counted, Filters(tier=(tier,)), metric="plays")
    snapshot.frame(counted, Filters(), metric="likes")
    assert built == ["plays", "likes"]


def test_a_compiled_query_names_its_tables_and_arguments() -> None:
    def tagged(t: Tables) -> ibis.Table:
        return t.video_hashtags.filter(t.video_hashtags.hashtag_key == argument("tag"))

    compiled = compile_query(tagged)
    assert compiled.tables == ("video_hashtags",)
    assert compiled.sql.count("$tag") == 1
    assert "{{" not in compiled.sql


def test_a_compiled_query_is_kept_for_the_next_worker(sample_home: Home) -> None:
    kept: dict[str, bytes] = {}

    def keep(key: str, compute: Callable[[], bytes]) -> bytes:
        return kept[key] if key in kept else kept.setdefault(key, compute())

    def ask() -> list[pd.DataFrame]:
        snapshot = Store(sample_home.datasets, keep=keep).snapshot()
        measures = ("plays", "likes")
        filters = Filters(tier=("high",))
        return [snapshot.frame(videos.summary, filters, metric=each) for each in measures]

    first = ask()
    assert len(kept) == 2
    plays = next(key for key in kept if "plays" in key)
    assert all(b"SELECT" in value for value in kept.values())
    for frame, expected in zip(ask(), first, strict=True):
        pd.testing.assert_frame_equal(frame, expected)
    # What is kept is what runs: with the one in the place of the other, both read the same.
    kept[plays] = kept[next(key for key in kept if "likes" in key)]
    wrong, likes = ask()
    pd.testing.assert_frame_equal(wrong, likes)


def test_a_home_without_data_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoData) as caught:
        Store(tmp_path / "datasets").snapshot()
    assert str(caught.value) == (
        f"Chưa có phiên bản dữ liệu nào trong {tmp_path / 'datasets'}. "
        "Chạy: python -m etl run --input THƯ_MỤC"
    )


_DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "zeros": lambda path: path.write_bytes(bytes(100_000)),
    "text": lambda path: path.write_text("đây không phải dữ liệu" * 1000, encoding="utf-8"),
    "empty": lambda path: path.write_bytes(b""),
    "gone": lambda path: path.unlink(),
    "wrong header": lambda path: path.write_bytes(
        path.read_bytes()[:4096] + bytes(8192) + path.read_bytes()[12_288:]
    ),
}


@pytest.mark.parametrize("damage", list(_DAMAGES))
def test_a_damaged_file_is_told_and_not_a_crash(home: Home, damage: str) -> None:
    _DAMAGES[damage](home.datasets / "current" / "serving.duckdb")
    with pytest.raises(NoData) as caught:
        Store(home.datasets).snapshot()
    told = str(caught.value)
    assert told.startswith(f"Không mở được phiên bản {names(home)[-1]} trong {home.datasets}")
    assert "python -m etl rollback" in told
    assert caught.value.__cause__ is not None


def test_a_damaged_manifest_is_told(home: Home) -> None:
    (home.datasets / "current" / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(NoData, match="Không đọc được manifest của phiên bản"):
        Store(home.datasets).snapshot()


@pytest.mark.parametrize("table", [each.name for each in datasets()])
def test_a_version_without_a_table_is_of_another_release(home: Home, table: str) -> None:
    with duckdb.connect(str(home.datasets / "current" / "serving.duckdb")) as con:
        con.execute(f"DROP TABLE {table}")
    with pytest.raises(NoData, match=table):
        Store(home.datasets).snapshot()


@pytest.mark.parametrize("column", ["videos.video_key", "video_labels.plays", "creators.tier"])
def test_a_version_of_an_older_release_says_to_run_the_etl_again(home: Home, column: str) -> None:
    table, name = column.split(".")
    with duckdb.connect(str(home.datasets / "current" / "serving.duckdb")) as con:
        con.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
    with pytest.raises(NoData) as caught:
        Store(home.datasets).snapshot()
    assert str(caught.value) == (
        f"Phiên bản {names(home)[-1]} do một bản phát hành khác tạo ra: thiếu {column}. "
        "Hãy chạy lại: python -m etl run --input THƯ_MỤC"
    )


def test_a_version_of_a_newer_release_may_have_more(home: Home) -> None:
    with duckdb.connect(str(home.datasets / "current" / "serving.duckdb")) as con:
        con.execute("ALTER TABLE videos ADD COLUMN mood TEXT")
        con.execute("CREATE TABLE moods AS SELECT 1 AS n")
    assert _count(Store(home.datasets)) == 4


def test_a_mended_version_is_served_without_a_restart(home: Home, tmp_path: Path) -> None:
    broken = copied(home, tmp_path / "broken")
    serving = broken.datasets / "current" / "serving.duckdb"
    whole = serving.read_bytes()
    serving.write_bytes(b"")
    store = Store(broken.datasets)
    with pytest.raises(NoData):
        store.snapshot()
    serving.write_bytes(whole)
    assert _count(store) == 4


def test_a_store_that_is_let_go_of_closes_its_file_at_once(home: Home) -> None:
    gc.disable()
    try:
        store = Store(home.datasets)
        snapshot = store.snapshot()
        snapshot.frame(videos.summary, Filters(), metric="plays")
        path = str(snapshot.version.serving)
        with pytest.raises(duckdb.ConnectionException):
            duckdb.connect(path, read_only=True)  # it is open with other settings
        del store, snapshot
        duckdb.connect(path, read_only=True).close()
    finally:
        gc.enable()
