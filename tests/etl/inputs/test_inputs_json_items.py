"""Arrays are cut into items without decoding them, wherever the file breaks off."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.inputs.json_items import RawItem, array_items, line_items

SPECIAL = st.text(alphabet='{}[]"\\, :\n\té😀\ud83d', max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | SPECIAL,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SPECIAL, inner, max_size=3),
    max_leaves=6,
)
OBJECTS = st.lists(st.dictionaries(SPECIAL, VALUES, max_size=3), max_size=4)


def complete(data: bytes) -> list[bytes]:
    return [item.data for item in array_items(data) if item.complete]


@settings(max_examples=150, deadline=None)
@given(OBJECTS, st.sampled_from([None, 1]), st.booleans())
def test_a_cut_anywhere_loses_and_invents_nothing(
    objects: list[dict[str, object]], indent: int | None, ascii_only: bool
) -> None:
    separators = (",", ":") if indent is None else None
    data = json.dumps(objects, indent=indent, ensure_ascii=ascii_only, separators=separators)
    array = data.encode("utf-8", errors="surrogatepass")
    whole = list(array_items(array))
    assert [json.loads(item.data) for item in whole] == objects
    assert all(item.complete for item in whole)
    for cut in range(1, len(array)):
        items = list(array_items(array[:cut]))
        before = [item for item in whole if item.start + len(item.data) <= cut]
        assert items[:-1] == before, cut
        assert_tail(items[-1], array[:cut], before)


def assert_tail(tail: RawItem, data: bytes, before: list[RawItem]) -> None:
    """The tail is the rest of the file, less the separators around it."""
    assert not tail.complete
    end = before[-1].start + len(before[-1].data) if before else data.index(b"[") + 1
    assert tail.data == data[end:].strip(b" \t\r\n,")
    assert data[tail.start : tail.start + len(tail.data)] == tail.data


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (b"[]", []),
        (b" [ \n ] ", []),
        (b'[{"a":{"b":[{}]}},{}]', [b'{"a":{"b":[{}]}}', b"{}"]),
        (b'[{"a":"}]{["},{"a":1}]', [b'{"a":"}]{["}', b'{"a":1}']),
        (rb'[{"a":"\"}"},{"a":"\\"}]', [rb'{"a":"\"}"}', rb'{"a":"\\"}']),
        (b'[null,{"a":1},2,3]', [b"null", b'{"a":1}', b"2,3"]),
        (b'[{"a":1} x {"b":2}]', [b'{"a":1}', b"x", b'{"b":2}']),
        (b'[{"a":1}][{"b":2}]', [b'{"a":1}', b'[{"b":2}]']),
        (b'[{"a":1}]\x00\x00', [b'{"a":1}', b"\x00\x00"]),
    ],
)
def test_items_and_strays(array: bytes, expected: list[bytes]) -> None:
    assert complete(array) == expected
    assert all(item.complete for item in array_items(array))


def test_what_follows_a_list_within_an_object_is_the_objects_own() -> None:
    page = b'{"itemList":[{"a":1}],"hasMore":false}'
    assert list(array_items(page, alone=False)) == [RawItem(13, b'{"a":1}')]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b"\n\n \n"])
def test_lines(end: bytes) -> None:
    data = end.join([b'{"a":1}', b"xin", "{chào}".encode()])
    items = list(line_items(data))
    assert [item.data for item in items] == [b'{"a":1}', b"xin", "{chào}".encode()]
    assert all(data[item.start :].startswith(item.data) for item in items)


def test_no_lines() -> None:
    assert list(line_items(b"\n \n")) == []
