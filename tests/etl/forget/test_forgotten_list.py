"""The list of who was removed: it answers questions and names nobody."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import duckdb

from etl.forgotten import Forgotten, hash_of, read_forgotten, remember


def test_it_answers_in_any_case_and_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / "collect" / "forgotten"
    assert read_forgotten(path) == Forgotten()
    assert not read_forgotten(path).has("")
    first = remember(path, ["An.Bay", "68001"])
    assert first == read_forgotten(path)
    assert first.has("AN.bay")
    assert not first.has("an.bay2")
    assert b"an.bay" not in path.read_bytes().lower()
    second = remember(path, ["quan"])
    assert second.salt == first.salt
    assert second.hashes > first.hashes
    assert remember(path, ["quan"]) == second


def test_two_homes_give_a_handle_two_hashes(tmp_path: Path) -> None:
    one, other = (remember(tmp_path / name, ["an.bay"]) for name in "ab")
    assert one.hashes.isdisjoint(other.hashes)


def test_duckdb_gives_the_same_hash() -> None:
    with duckdb.connect() as con:
        row = con.execute("SELECT sha256(concat('muối', lower('An.Bay')))").fetchall()
    assert row == [(hash_of("muối", "An.Bay"),)]
    assert hash_of("muối", "An.Bay") == sha256("muốian.bay".encode()).hexdigest()


def test_a_text_is_searched_word_by_word() -> None:
    forgotten = Forgotten("x", frozenset({hash_of("x", "an.bay"), hash_of("x", "73001")}))
    assert forgotten.has_any_in('{"uniqueId": "an.bay"}')
    assert forgotten.has_any_in("gặp @An.Bay.")
    assert forgotten.has_any_in("video/73001?lang=vi")
    assert not forgotten.has_any_in("an bay 730011 xan.bay an.bay.vn")
