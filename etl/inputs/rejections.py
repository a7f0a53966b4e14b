"""Why something in the input cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TEXT_LIMIT = 2_000


class Reason(StrEnum):
    """The reasons, as they are counted in the manifest."""

    EMPTY_FILE = "empty_file"
    UNREADABLE = "unreadable"
    BAD_ENCODING = "bad_encoding"
    UNRECOGNISED = "unrecognised"
    MALFORMED_JSON = "malformed_json"
    TRUNCATED_JSON = "truncated_json"
    MALFORMED_TABLE = "malformed_table"
    MISSING_FIELD = "missing_field"
    WRONG_TYPE = "wrong_type"
    NEGATIVE_NUMBER = "negative_number"
    BAD_ID = "bad_id"
    TIME_OUT_OF_RANGE = "time_out_of_range"
    NO_ANSWER = "no_answer"


class Rejected(Exception):
    """One row cannot be used."""

    def __init__(self, reason: Reason, detail: str, text: str = "") -> None:
        """Takes the counted reason, the reason in words, and the offending text where known."""
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.text = text


@dataclass(frozen=True)
class Rejection:
    """One row, or one field of a row, that was set aside.

    Attributes:
        position: Where in the file: item, line, byte or field.
        reason: The counted reason.
        detail: The reason in words.
        text: The offending text, at most `TEXT_LIMIT` characters.
        is_row: False where the row landed without this one field.
    """

    position: str
    reason: Reason
    detail: str
    text: str
    is_row: bool = True


def excerpt(data: bytes | str) -> str:
    """Returns the start of the offending text, as it can be written to a JSON line."""
    if isinstance(data, bytes):
        data = data[: 4 * TEXT_LIMIT].decode("utf-8", errors="backslashreplace")
    return data.encode("utf-8", errors="backslashreplace").decode("utf-8")[:TEXT_LIMIT]
