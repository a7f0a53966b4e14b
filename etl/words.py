"""Vietnamese words for codes that are shown to a user."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from typing import Final

from etl.inputs.rejections import Reason

KINDS: Final = {
    "videos": "Video",
    "profiles": "Hồ sơ TikToker",
    "transcripts": "Lời thoại",
    "mentions": "Món ăn và địa điểm",
    "labels": "Nhãn nội dung",
    "local_labels": "Nhãn tự học tại máy",
    "unknown": "Không nhận ra",
    "ignored": "Không phải dữ liệu",
}

REASONS: Final[Mapping[str, str]] = {
    Reason.EMPTY_FILE: "tệp rỗng",
    Reason.UNREADABLE: "không đọc được tệp",
    Reason.BAD_ENCODING: "sai bảng mã chữ",
    Reason.UNRECOGNISED: "không nhận ra nội dung",
    Reason.MALFORMED_JSON: "JSON sai cú pháp",
    Reason.TRUNCATED_JSON: "JSON bị cắt giữa chừng",
    Reason.MALFORMED_TABLE: "bảng hỏng",
    Reason.MISSING_FIELD: "thiếu trường bắt buộc",
    Reason.WRONG_TYPE: "sai kiểu giá trị",
    Reason.NEGATIVE_NUMBER: "số âm",
    Reason.BAD_ID: "mã không hợp lệ",
    Reason.TIME_OUT_OF_RANGE: "thời điểm ngoài khoảng cho phép",
    Reason.NO_ANSWER: "mô hình không trả lời",
}

_CAUSES: Final = {
    errno.ENOSPC: "hết chỗ trống trên đĩa",
    errno.EDQUOT: "hết hạn mức đĩa",
    errno.EFBIG: "tệp vượt cỡ lớn nhất được phép ghi",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOENT: "không có tệp hay thư mục này",
    errno.ENOTDIR: "một phần của đường dẫn không phải thư mục",
    errno.EISDIR: "đây là một thư mục",
    errno.EEXIST: "đã có một tệp cùng tên",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EIO: "ổ đĩa báo lỗi",
    errno.EMFILE: "mở quá nhiều tệp cùng lúc",
}


def reason(code: str) -> str:
    """Returns why rows were set aside; the code itself where another release wrote it."""
    return REASONS.get(code, code)


def cause(error: BaseException) -> str:
    """Returns the cause of a disk error; its own text where the system gave no known one.

    DuckDB, Arrow and XlsxWriter pass the system's sentence on inside theirs.
    """
    number = getattr(error, "errno", None)
    for code, words in _CAUSES.items():
        if code == number or os.strerror(code) in str(error):
            return words
    return str(error).splitlines()[0] if str(error) else type(error).__name__
