"""The contract, and the document that is generated from it."""

from __future__ import annotations

import re

from etl.dictionary import dictionary_path, render_dictionary
from etl.schema import datasets


def test_the_dictionary_in_docs_is_the_one_that_the_contract_gives() -> None:
    assert dictionary_path().read_text(encoding="utf-8") == render_dictionary(), "chạy: make docs"


def test_every_column_is_in_the_dictionary_with_a_meaning() -> None:
    text = render_dictionary()
    for dataset in datasets():
        section = text.split(f"## {dataset.name}\n")[1].split("\n## ")[0]
        for column in dataset.columns:
            assert column.meaning.strip()
            assert f"| `{column.name}` |" in section


def test_names_are_plain_english_and_unique() -> None:
    names = [dataset.name for dataset in datasets()]
    assert len(set(names)) == len(names)
    for dataset in datasets():
        columns = [column.name for column in dataset.columns]
        assert len(set(columns)) == len(columns)
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in (*columns, dataset.name))


def test_keys_and_references_name_columns_that_exist() -> None:
    columns = {d.name: {c.name: c for c in d.columns} for d in datasets()}
    for dataset in datasets():
        for name in dataset.key:
            assert not columns[dataset.name][name].nullable
        for reference in dataset.references:
            ours = columns[dataset.name][reference.column]
            theirs = columns[reference.dataset][reference.target]
            assert ours.type == theirs.type


def test_ids_are_text() -> None:
    for dataset in datasets():
        for column in dataset.columns:
            if column.name.endswith("_id"):
                assert str(column.type) == "string"
