"""Vietnamese words for the codes of a manifest."""

from __future__ import annotations

from typing import Final

from etl.words import KINDS

DATASETS: Final = {
    "videos": "Video",
    "creators": "TikToker",
    "video_hashtags": "Hashtag của video",
    "video_dishes": "Món ăn của video",
    "video_places": "Địa điểm của video",
    "transcripts": "Lời thoại",
    "video_labels": "Nhãn nội dung",
    "video_local_labels": "Nhãn tự học tại máy",
    "video_history": "Lịch sử video",
    "creator_history": "Lịch sử TikToker",
    "alerts": "Cảnh báo",
}
ENGINES: Final = {"duckdb": "DuckDB", "pyspark": "Apache Spark"}
STEPS: Final = {
    "land": "Đọc tệp và ghi vào kho",
    "enrich": "Tìm món ăn, địa điểm, hashtag",
    "transform": "Tính các bộ dữ liệu",
    "alerts": "Tìm cảnh báo",
    "publish": "Kiểm tra và công bố",
}
_CHECKS: Final = {
    "rows_accounted": "Mọi dòng đọc vào đều rõ đi đâu",
    "lake_complete": "Kho giữ đủ những gì đã ghi",
    "schema": "Đúng cột đã hẹn, đọc được đến cuối",
    "not_empty": "Có video",
    "unique": "Không dòng nào trùng khoá",
    "required": "Đủ giá trị bắt buộc",
    "no_negative": "Không có số âm hay số hỏng",
    "reference": "Tham chiếu tới dòng có thật",
    "range": "Giá trị trong khoảng cho phép",
    "posted_at_in_range": "Ngày đăng hợp lý",
    "freshness": "Độ mới của dữ liệu",
    "rows": "Số dòng khớp giữa các tệp",
}


def check_name(name: str) -> str:
    """Returns what a check of `etl.publish.checks` looks at; the name itself where it is new.

    Args:
        name: The kind of check, and after dots what it is of: a kind of input, or a dataset and
            its column.
    """
    kind, *of = name.split(".")
    if kind not in _CHECKS:
        return name
    first = (KINDS if kind == "lake_complete" else DATASETS).get(of[0], of[0]) if of else ""
    parts = [part for part in (first, *of[1:]) if part]
    return f"{_CHECKS[kind]}: {' · '.join(parts)}" if parts else _CHECKS[kind]
