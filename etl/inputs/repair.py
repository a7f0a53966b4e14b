"""Repairs a model's answer where what it means is certain.

Models were asked for a JSON object and gave fenced code, Python literals, raw line breaks inside
strings, unescaped quotes, a list of one object, or an apology. What cannot be an object of the
expected fields is rejected, never guessed.
"""

from __future__ import annotations

import json
from typing import Any

import json_repair
import msgspec

from etl.inputs.rejections import Reason, Rejected


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
    except msgspec.DecodeError:
        decoded = _repaired(text)
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


def _repaired(text: str) -> Any:
    opening, closing = text.find("{"), text.rfind("}")
    if opening < 0:
        raise Rejected(
            Reason.NO_ANSWER,
            "không có đối tượng JSON nào: mô hình từ chối hoặc chỉ trả lời bằng lời",
        )
    if closing < opening:
        raise Rejected(Reason.TRUNCATED_JSON, "đối tượng JSON bị đứt giữa chừng")
    region = text[opening : closing + 1]
    try:
        return json.loads(region, strict=False)
    except json.JSONDecodeError:
        return json_repair.loads(region, skip_json_loads=True)
