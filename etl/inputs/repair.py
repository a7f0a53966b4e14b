"""Repairs a model's answer where what it means is certain.

Models were asked for a JSON object and gave fenced code, Python literals, raw line breaks inside
strings, unescaped quotes, a list of one object, or an apology. What cannot be an object of the
expected fields is rejected, never guessed.
"""

from __future__ import annotations

import json
import re
from typing import Any

import json_repair
import msgspec

from etl.inputs.json_items import JSON_ERRORS
from etl.inputs.rejections import Reason, Rejected

# An answer is flat; more brackets are nonsense, over which json_repair would sit for minutes.
_MOST_BRACKETS = 1_000
_LENIENT = json.JSONDecoder(strict=False)


def answer_object(text: str, expected: frozenset[str]) -> tuple[dict[str, Any], bool]:
    """Returns the answered object and whether it had to be repaired.

    Args:
        text: The file's or line's text.
        expected: The field names, all of which an answer has.

    Raises:
        Rejected: With `NO_ANSWER` where there is no object (a refusal), with `TRUNCATED_JSON` where
            it breaks off, with `MALFORMED_JSON` where other fields come out than were asked for.
    """
    try:
        decoded = msgspec.json.decode(text)
        repaired = False
    except JSON_ERRORS:
        decoded = _repaired(text, expected)
        repaired = True
    if isinstance(decoded, list) and len(decoded) == 1:
        decoded, repaired = decoded[0], True
    if not isinstance(decoded, dict):
        raise Rejected(Reason.NO_ANSWER, "câu trả lời không phải là một đối tượng JSON")
    missing = expected - decoded.keys()
    if missing and repaired:
        raise Rejected(
            Reason.MALFORMED_JSON, f"sửa xong vẫn thiếu trường: {', '.join(sorted(missing))}"
        )
    return decoded, repaired


def _repaired(text: str, expected: frozenset[str]) -> Any:
    opening, closing = text.find("{"), text.rfind("}")
    if opening < 0:
        raise Rejected(
            Reason.NO_ANSWER,
            "không có đối tượng JSON nào: mô hình từ chối hoặc chỉ trả lời bằng lời",
        )
    if closing < opening:
        raise Rejected(Reason.TRUNCATED_JSON, "đối tượng JSON bị đứt giữa chừng")
    if any(len(re.findall(rf"""["']{name}["']\s*:""", text)) > 1 for name in expected):
        raise Rejected(Reason.MALFORMED_JSON, "nhiều câu trả lời trong một: không rõ câu nào đúng")
    region = text[opening : closing + 1]
    if region.count("{") + region.count("[") > _MOST_BRACKETS:
        raise Rejected(Reason.MALFORMED_JSON, "quá nhiều dấu ngoặc cho một câu trả lời")
    return _loosely(region)


def _loosely(region: str) -> Any:
    try:
        return _LENIENT.raw_decode(region)[0]
    except json.JSONDecodeError:
        pass
    except RecursionError as error:
        raise Rejected(Reason.MALFORMED_JSON, str(error)) from error
    try:
        return json_repair.loads(region, skip_json_loads=True)
    except (ValueError, RecursionError) as error:
        raise Rejected(Reason.MALFORMED_JSON, str(error)) from error
