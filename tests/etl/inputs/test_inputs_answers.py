"""Answers of a model are repaired where their meaning is certain, and set aside elsewhere."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from raw_shapes import Item, only_row, read, reasons, rows, video_id

from etl.inputs.rows import Table

ID = video_id(1)
MENTION = {"foods": ["bún bò", "chả"], "city": "Huế", "district": None}
MENTION_ROW = {"video_id": ID, "foods": ["bún bò", "chả"], "city": "Huế", "district": None}
TRANSCRIPT = {
    "transcript": "Xin chào, hôm nay ăn {bún} [Music]",
    "takeaways": ["ngon", "rẻ"],
    "has_call_to_action": True,
    "has_curiosity_gap": False,
}
PLAIN = json.dumps(MENTION, ensure_ascii=False)
SPOKEN = json.dumps(TRANSCRIPT, ensure_ascii=False)
PRINTED = json.dumps(MENTION, ensure_ascii=False, indent=2)

CERTAIN = {
    "plain": PLAIN,
    "printed": PRINTED,
    "byte order mark": "\ufeff" + PLAIN,
    "fenced": f"```json\n{PRINTED}\n```",
    "fenced without language": f"```\n{PLAIN}\n```\n",
    "fence never closed": f"```json\n{PRINTED}",
    "prose around": f"Đây là kết quả:\n\n{PRINTED}\n\nHy vọng hữu ích!",
    "prose behind on its own line": f"{PLAIN}\nHy vọng hữu ích!",
    "prose behind with braces": f"{PLAIN}\nLưu ý: {{không rõ quận}}",
    "None": PLAIN.replace("null", "None"),
    "None in a list": PLAIN.replace('"chả"', '"chả", None'),
    "null in a list": PLAIN.replace('"chả"', '"chả", null, ""'),
    "null as text": PLAIN.replace("null", '"null"'),
    "nothing as text": PLAIN.replace("null", '" None "'),
    "python literals": "{'foods': ['bún bò', 'chả'], 'city': 'Huế', 'district': None}",
    "trailing commas": PLAIN.replace('"chả"]', '"chả",]').replace("null}", "null,}"),
    "list of one object": f"[{PLAIN}]",
    "printed list of one object": f"[\n  {PLAIN}\n]",
    "fenced list of one object": f"```json\n[{PLAIN}]\n```",
    "raw tab in a string": PLAIN.replace("bún bò", "\tbún bò"),
    "dishes as one text": PLAIN.replace('["bún bò", "chả"]', '"bún bò"'),
    "fields that nobody asked for": PLAIN[:-1] + ', "note": {"a": [1]}}',
    "city as a list": PLAIN.replace('"Huế"', '["Huế"]'),
}

UNCERTAIN = {
    "refusal": ("Xin lỗi, tôi không thể xử lý tệp âm thanh này.", "no_answer"),
    "refusal in a fence": ("```\nKhông có.\n```", "no_answer"),
    "cut in a string": (PLAIN[:15], "truncated_json"),
    "cut in a fence": ("```json\n" + PRINTED[:20], "truncated_json"),
    "cut behind a brace": ('{"foods": ["bún {bò} x"], "city": "H', "malformed_json"),
    "cut list": (f'[{PLAIN}, {{"foods": ["ch', "missing_field"),
    "two objects": (f"{PLAIN}\n{PLAIN}", "missing_field"),
    "two objects in prose": (f"Hoặc {PLAIN} hoặc {PLAIN}", "malformed_json"),
    "a template first": (f"Mẫu:\n{PLAIN.replace('bún', '…')}\n\n```{PLAIN}```", "malformed_json"),
    "dishes as a number": (PLAIN.replace('["bún bò", "chả"]', "5"), "wrong_type"),
    "dishes as an object": (PLAIN.replace('["bún bò", "chả"]', '{"a": 1}'), "wrong_type"),
    "a number among dishes": (PLAIN.replace('"chả"', "5"), "wrong_type"),
    "a list among dishes": (PLAIN.replace('"chả"', '["chả"]'), "wrong_type"),
    "city as a number": (PLAIN.replace('"Huế"', "7"), "wrong_type"),
    "city as an object": (PLAIN.replace('"Huế"', '{"name": "Huế"}'), "wrong_type"),
    "city as NaN": (PLAIN.replace('"Huế"', "NaN"), "wrong_type"),
    "braces without end": ('{"foods":' + "{" * 100_000 + "}", "malformed_json"),
    "brackets without end": ('{"foods":' + "[" * 100_000 + "}", "malformed_json"),
    "some thousand brackets": ('{"foods":' + "[" * 990 + "}", "malformed_json"),
    "colon missing": ('{"foods" ["a"], "city" "b"}', "unrecognised"),
}


@pytest.mark.parametrize("mess", CERTAIN)
def test_repaired(tmp_path: Path, mess: str) -> None:
    row = only_row(read(tmp_path, CERTAIN[mess], f"{ID}.json"), Table.MENTIONS)
    foods = ["bún bò"] if mess == "dishes as one text" else MENTION["foods"]
    assert row == MENTION_ROW | {"foods": foods}


@pytest.mark.parametrize("mess", UNCERTAIN)
def test_set_aside(tmp_path: Path, mess: str) -> None:
    content, reason = UNCERTAIN[mess]
    reading = read(tmp_path, content, f"{ID}.json")
    assert reading.rows == []
    assert reasons(reading)[0] == reason


def test_only_what_was_repaired_is_counted(tmp_path: Path) -> None:
    counts = {mess: read(tmp_path, text, f"{ID}.json").repaired for mess, text in CERTAIN.items()}
    assert counts["plain"] == counts["printed"] == counts["null as text"] == 0
    assert counts["fenced"] == counts["None"] == counts["trailing commas"] == 1


def test_invalid_bytes(tmp_path: Path) -> None:
    reading = read(tmp_path, PLAIN.encode().replace("ế".encode(), b"\xea"), f"{ID}.json")
    assert (reading.rows, reasons(reading)) == ([], ["bad_encoding"])


def test_a_transcript(tmp_path: Path) -> None:
    row = only_row(read(tmp_path, SPOKEN, f"{ID}.json"), Table.TRANSCRIPTS)
    assert row == TRANSCRIPT | {"video_id": ID}


@pytest.mark.parametrize(
    ("text", "transcript"),
    [
        (SPOKEN.replace("chào, ", "chào,\n\n"), "Xin chào,\n\nhôm nay ăn {bún} [Music]"),
        (SPOKEN.replace("Xin chào", 'Anh nói "xin chào" rồi'), None),
        (SPOKEN.replace("Xin chào", "Xin\\ud83d chào"), "Xin\N{REPLACEMENT CHARACTER} chào, "),
        (SPOKEN.replace("true", "True").replace("false", "False"), "Xin chào, hôm nay"),
        (SPOKEN.replace("true", '"True"').replace("false", '"false"'), "Xin chào, hôm nay"),
        (f"```json\n{SPOKEN}\n```", "Xin chào, hôm nay"),
        (SPOKEN.replace("Xin chào", "ngon " * 200_000), "ngon ngon"),
    ],
)
def test_messy_transcripts(tmp_path: Path, text: str, transcript: str | None) -> None:
    row = only_row(read(tmp_path, text, f"{ID}.json"), Table.TRANSCRIPTS)
    assert row["transcript"].startswith(transcript or "Anh nói ")
    assert row["transcript"].endswith("hôm nay ăn {bún} [Music]")
    assert row["takeaways"] == ["ngon", "rẻ"]
    assert (row["has_call_to_action"], row["has_curiosity_gap"]) == (True, False)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("transcript", 5),
        ("transcript", {"a": "b"}),
        ("transcript", ["a", 5]),
        ("takeaways", {"1": "a"}),
        ("takeaways", 5),
        ("takeaways", True),
        ("has_call_to_action", "có"),
        ("has_call_to_action", 1),
        ("has_call_to_action", "yes"),
        ("has_curiosity_gap", [True]),
        ("video_id", ["7"]),
        ("video_id", 7.3e18),
        ("video_id", True),
        ("video_id", "tập 1"),
    ],
)
def test_wrong_types(tmp_path: Path, field: str, value: object) -> None:
    bad = TRANSCRIPT | {"video_id": video_id(2)} | {field: value}
    reading = read(tmp_path, [answer(1), bad, answer(3)])
    assert [row["video_id"] for row in rows(reading)] == [video_id(1), video_id(3)]
    assert len(reasons(reading)) == 1
    assert reading.rejections[0].position.startswith("mục 1, byte ")


@pytest.mark.parametrize("field", TRANSCRIPT)
def test_null_where_null_may_be(tmp_path: Path, field: str) -> None:
    row = only_row(read(tmp_path, answer(1) | {field: None}), Table.TRANSCRIPTS)
    assert not row[field]


def answer(number: int, **fields: object) -> Item:
    return TRANSCRIPT | {"video_id": video_id(number)} | fields


def test_lines_with_every_kind_of_mess(tmp_path: Path) -> None:
    good = json.dumps(answer(1))
    lines = [
        good,
        good.replace(ID, video_id(2)).replace("true", "None"),
        good.replace(ID, video_id(3))[:-1] + ",}",
        f"[{good.replace(ID, video_id(4))}]",
        good[:60],
        "xin lỗi, tôi không thể",
        json.dumps(TRANSCRIPT),
        '{"video_id": "' + video_id(8),
        "null",
        "[]",
        "5",
        good.replace(ID, video_id(11)),
    ]
    reading = read(tmp_path, "\n".join(lines), "transcripts.jsonl")
    assert [row["video_id"] for row in rows(reading)] == [video_id(n) for n in (1, 2, 3, 4, 11)]
    assert len(reasons(reading)) == 7
    assert rows(reading)[1]["has_call_to_action"] is None
    assert reading.repaired == 3


@pytest.mark.parametrize(
    ("name", "inside", "expected"),
    [
        (ID, None, ID),
        (ID, video_id(2), video_id(2)),
        (ID, int(video_id(2)), video_id(2)),
        (ID, "", ID),
        ("bài 1", video_id(2), video_id(2)),
    ],
)
def test_the_video_is_in_the_answer_or_in_the_name(
    tmp_path: Path, name: str, inside: object, expected: str
) -> None:
    row = only_row(read(tmp_path, MENTION | {"video_id": inside}, f"{name}.json"), Table.MENTIONS)
    assert row["video_id"] == expected


@pytest.mark.parametrize("name", ["bài 1", "٧٣", "-5", "7.5"])
def test_a_name_that_is_no_id(tmp_path: Path, name: str) -> None:
    assert reasons(read(tmp_path, MENTION, f"{name}.json")) == ["bad_id"]


@pytest.mark.parametrize("content", [[MENTION, MENTION], f"{PLAIN}\n{PLAIN}\n"])
def test_a_name_is_not_given_to_two_answers(tmp_path: Path, content: object) -> None:
    reading = read(tmp_path, content, f"{ID}.json")
    assert (reading.rows, reasons(reading)) == ([], ["missing_field"] * 2)


def test_answers_are_stored_composed(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", PLAIN)
    assert only_row(read(tmp_path, text, f"{ID}.json"), Table.MENTIONS) == MENTION_ROW


def test_a_cut_list_of_answers(tmp_path: Path) -> None:
    whole = json.dumps([answer(1), answer(2)])
    reading = read(tmp_path, whole[:-20])
    assert [row["video_id"] for row in rows(reading)] == [video_id(1)]
    assert reasons(reading) == ["truncated_json"]


def test_labels_of_a_model_are_read_from_json(tmp_path: Path) -> None:
    answer = {"video_id": ID, "categories": ["Nấu ăn", "Mukbang"], "has_cta": False, "pacing": []}
    row = only_row(read(tmp_path, answer, f"{ID}.json"), Table.LABELS)
    assert row["video_id"] == ID
    assert [(each["field"], each["label"]) for each in row["labels"]] == [
        ("categories", "Nấu ăn"),
        ("categories", "Mukbang"),
        ("has_cta", "Không"),
    ]


@pytest.mark.parametrize("confidence", [1.5, -0.1, "0.9", None, float("nan")])
def test_learned_labels_need_a_confidence(tmp_path: Path, confidence: object) -> None:
    def line(value: object) -> Item:
        label = {"field": "pacing", "label": "Nhanh", "confidence": value}
        return {"video_id": ID, "learned_at": "2025-01-01T00:00:00", "local_labels": [label]}

    good = only_row(read(tmp_path, line(0.9), "local_labels.jsonl"), Table.LOCAL_LABELS)
    assert good["labels"] == [{"field": "pacing", "label": "Nhanh", "confidence": 0.9}]
    assert reasons(read(tmp_path, line(confidence), "local_labels.jsonl"))
