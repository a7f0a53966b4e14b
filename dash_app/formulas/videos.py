"""Formulas of single videos and of what many of them say.

Texts of columns come from the contract of the datasets, thresholds from the version, least samples
and bands from the constants that the pages use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from dash_app.bands import AGE_BANDS, DAY_PARTS, HASHTAG_BANDS, YOUNG
from dash_app.components.hashtag_names import OWN_RULE
from dash_app.durations import DURATION_BINS
from dash_app.filters import PERIODS
from dash_app.formulas.formula import OWN, STUDY, Formula, FormulaGroup
from dash_app.metrics import AGGREGATES, METRICS, Metric
from dash_app.statistics import (
    MIN_CREATORS,
    MIN_GROUP,
    MIN_HITS,
    MIN_PERIODS,
    MIN_SAMPLE,
    MIN_TOGETHER,
)
from dash_app.words import TIERS, ZONE, whole
from etl.schema import Column, dataset

_RATE_SOURCES: Final = {
    "engagement_rate": STUDY,
    "engagement_rate_public": "TikTok Creator Marketplace, HypeAuditor",
    "engagement_rate_by_followers": "Rival IQ, Sprout",
}
_AGGREGATE_FORMULAS: Final = {
    "median": (
        "giá trị đứng giữa khi xếp từ thấp đến cao",
        "không tính video ghim; ít bị vài video rất lớn kéo lệch",
    ),
    "mean": ("tổng / số video", "bị video rất lớn kéo lên"),
    "sum": (
        "cộng mọi video",
        "tỷ lệ không được cộng: chọn tổng cho một tỷ lệ thì trang dùng trung bình",
    ),
}


def video_formulas(tier_thresholds: Sequence[float]) -> tuple[FormulaGroup, ...]:
    """Returns the formulas.

    Args:
        tier_thresholds: Followers from which a creator is middle, and high, in the open version;
            empty where no creator's followers are known.
    """
    return (
        FormulaGroup("metrics", "Chỉ số của một video", tuple(map(_of_metric, METRICS))),
        FormulaGroup("aggregates", "Gộp nhiều video", _aggregates()),
        FormulaGroup("columns", "Tính sẵn khi tạo dữ liệu", _columns()),
        FormulaGroup("tiers", "Nhóm người theo dõi của phiên bản này", _tiers(tier_thresholds)),
        FormulaGroup("comparisons", "So sánh", _comparisons()),
        FormulaGroup("intervals", "Khoảng tin cậy và kiểm định", _intervals()),
        FormulaGroup("samples", "Cỡ mẫu tối thiểu", _samples()),
        FormulaGroup("bands", "Cách chia khoảng", _bands()),
        FormulaGroup("time-place", "Thời gian và địa điểm", _time_and_place()),
    )


def _of_metric(metric: Metric) -> Formula:
    column = _column("videos", metric.key)
    if metric.is_rate:
        note = "trống, không phải 0, khi mẫu số bằng 0 hoặc không biết"
        return Formula(metric.label, metric.formula, _RATE_SOURCES[metric.key], note)
    return Formula(metric.label, metric.formula, f"trường {column.source} của TikTok")


def _aggregates() -> tuple[Formula, ...]:
    return tuple(
        Formula(each.label, formula, note=note)
        for each in AGGREGATES
        for formula, note in (_AGGREGATE_FORMULAS[each.key],)
    )


def _columns() -> tuple[Formula, ...]:
    top, rule = _column("videos", "is_weekly_top").meaning.split(": ", 1)
    marked, sells = _name("videos", "is_ad"), _lower(_name("videos", "is_shop"))
    return (
        _of_column("videos", "weekly_score", STUDY, "phần bằng nhau ở cả tuần thì tính 0"),
        Formula(top, f"theo điểm tuần: {rule}", STUDY, "điểm bằng nhau thì xếp theo mã video"),
        _of_column(
            "videos",
            "outlier_ratio",
            "outlier.so, KOLens",
            "trống khi kênh không có video nào khác",
        ),
        _of_column("videos", "words_per_second", STUDY, "trống với bài ảnh"),
        _of_column("creators", "videos_per_week", OWN, "không tính video ghim"),
        Formula(
            _name("videos", "has_ad_signs"),
            f"{marked}, {sells}, hoặc chữ công bố trong mô tả",
            OWN,
            "TikTok bỏ sót nhiều bài trả tiền nên gộp nhiều dấu hiệu; không phải bằng chứng",
        ),
        Formula("Hashtag riêng của kênh", OWN_RULE, OWN),
    )


def _tiers(thresholds: Sequence[float]) -> tuple[Formula, ...]:
    rule = _in_words(_column("creators", "tier").source)
    if len(thresholds) < 2:
        return (Formula(_name("creators", "tier"), rule, STUDY, "chưa biết người theo dõi"),)
    middle, high = (f"{whole(number)} người theo dõi" for number in thresholds)
    ranges = {
        "low": f"dưới {middle}",
        "middle": f"từ {middle} đến dưới {high}",
        "high": f"từ {high} trở lên",
    }
    note = "ngưỡng đổi theo từng phiên bản dữ liệu; bách phân vị nội suy tuyến tính"
    return (
        *(Formula(name, ranges[code]) for code, name in TIERS.items()),
        Formula("Cách đặt ngưỡng", rule, STUDY, note),
    )


def _comparisons() -> tuple[Formula, ...]:
    young = AGE_BANDS[YOUNG].label
    return (
        Formula(
            "Chênh lệch trong cùng một TikToker",
            "Σ (tổng chỉ số trong nhóm − n nhóm × trung bình của TikToker) / Σ n nhóm × "
            "(1 − n nhóm / n của TikToker), cộng qua các TikToker có video cả trong và ngoài nhóm; "
            "lượt đếm lấy ln(1 + số) rồi đổi ra phần trăm, tỷ lệ tính bằng điểm phần trăm",
            "ước lượng hiệu ứng cố định (Wooldridge 2010, 10.5); sai số theo cụm TikToker "
            "(Cameron & Miller 2015), bậc tự do theo số TikToker hữu hiệu (Carter và cộng sự 2017)",
            "kênh lớn khác kênh nhỏ ở mọi thứ, kể cả giờ đăng, nên chỉ so trong cùng kênh; không "
            "tính video ghim",
        ),
        Formula(
            "Độ dốc trong cùng một TikToker",
            "Σ (x − x̄ của TikToker)(y − ȳ của TikToker) / Σ (x − x̄ của TikToker)²",
            "như trên",
            "mức đổi của chỉ số khi x tăng một đơn vị",
        ),
        Formula(
            "Video nổi bật so với kênh",
            "lượt xem / trung vị lượt xem các video khác của cùng TikToker, từ ngưỡng đã chọn",
            "outlier.so, KOLens",
            f"bỏ video ghim; video {young} không tính vào tỷ lệ nổi bật",
        ),
        Formula(
            "So với ngách, cùng tuổi",
            "lượt xem / trung vị lượt xem của video cùng nhóm tuổi trong góc nhìn",
            OWN,
            "tuổi là số ngày trọn từ lúc đăng đến lúc thu thập; nhóm tuổi dưới "
            f"{MIN_SAMPLE} video thì để trống",
        ),
        Formula(
            "Gấp mấy lần video còn lại",
            "(tỷ lệ nổi bật của video có đặc điểm) / (tỷ lệ nổi bật của video còn lại)",
            "tỷ số nguy cơ; khoảng của Katz và cộng sự 1978",
            "coi các video là độc lập: ít TikToker thì khoảng hẹp hơn thật",
        ),
        Formula(
            "Số lần so với ngẫu nhiên (hashtag đi cùng)",
            "(video có cả hai × mọi video) / (video có hashtag này × video có hashtag kia)",
            "độ nâng; khoảng bằng phương pháp delta (Agresti 2013)",
            "1 là ngẫu nhiên, 2 là nhiều gấp đôi",
        ),
        Formula(
            "Nhãn mạnh ở chỉ số nào",
            "trung vị của video có nhãn / trung vị của mọi video có nhãn cùng trường",
            OWN,
            "mỗi trục so với trung vị chung của chính nó",
        ),
        Formula(
            "Xu hướng theo tuần",
            "độ dốc đường thẳng bình phương bé nhất qua các tuần",
            "Draper & Smith 1998, 1.4",
            "coi các tuần là độc lập; tuần cuối thường thấp vì video mới chưa tích đủ lượt xem",
        ),
    )


def _intervals() -> tuple[Formula, ...]:
    return (
        Formula(
            "Tỷ lệ (Wilson)",
            "(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n), z = 1,96",
            "Wilson 1927",
            "dùng được cả khi tỷ lệ là 0 hay 1",
        ),
        Formula(
            "Trung vị",
            "giữa hai giá trị có thứ hạng chặn 95 % của phân phối nhị thức (n, 1/2)",
            "Conover 1999, 3.2",
            "không giả định dạng phân phối",
        ),
        Formula(
            "Trung vị, ước từ tứ phân vị",
            "trung vị ± 1,96 × 0,929 × (tứ phân vị trên − tứ phân vị dưới) / √n",
            "McGill, Tukey & Larsen 1978",
            "lượt đếm tính trên ln(1 + số)",
        ),
        Formula("Trung bình", "trung bình ± t(n − 1) × độ lệch chuẩn / √n", "Student 1908"),
        Formula(
            "Tỷ số nguy cơ (Katz)",
            "exp(ln tỷ số ± 1,96 √(1/a − 1/m + 1/b − 1/k)), a trong m video có và b trong k video "
            "không có đặc điểm",
            "Katz, Baptista, Azen & Pike 1978",
        ),
        Formula(
            "Khác nhau giữa nhiều nhóm",
            "H = (n − 1) Σ n_g (hạng trung bình nhóm − hạng trung bình)² / Σ (hạng − hạng trung "
            "bình)²",
            "Kruskal & Wallis 1952",
            "so thứ hạng nên không bị vài video rất lớn chi phối",
        ),
        Formula(
            "Hiệu chỉnh Holm",
            "giá trị p nhỏ thứ k trong m câu hỏi nhân với m − k + 1",
            "Holm 1979",
            "để xác suất nêu nhầm dù chỉ một khác biệt vẫn là 5 %",
        ),
    )


def _samples() -> tuple[Formula, ...]:
    return (
        Formula("Kết luận về video", f"ít nhất {MIN_SAMPLE} video", note="ít hơn thì trang nói rõ"),
        Formula(
            "Chênh lệch trong cùng TikToker",
            f"ít nhất {MIN_SAMPLE} video của {MIN_CREATORS} TikToker",
            note="kể cả khi quy về TikToker có trọng số bằng nhau",
        ),
        Formula("Gấp mấy lần video còn lại", f"mỗi bên ít nhất {MIN_HITS} video nổi bật"),
        Formula(
            "Hashtag đi cùng",
            f"ít nhất {MIN_TOGETHER} video chung, mỗi hashtag {MIN_SAMPLE} video",
        ),
        Formula("Xu hướng", f"ít nhất {MIN_PERIODS} kỳ"),
        Formula("Khác nhau giữa nhiều nhóm", f"mỗi nhóm ít nhất {MIN_GROUP} video"),
    )


def _bands() -> tuple[Formula, ...]:
    named = {
        "Thời lượng": [each.label for each in DURATION_BINS],
        "Tuổi video": [each.label for each in AGE_BANDS],
        "Số hashtag": [each.label for each in HASHTAG_BANDS],
        "Buổi đăng": [each.label for each in DAY_PARTS],
    }
    note = {"Thời lượng": "mốc đầu thuộc khoảng, mốc cuối thì không; bài ảnh không có thời lượng"}
    return tuple(
        Formula(name, " · ".join(labels), note=note.get(name, "")) for name, labels in named.items()
    )


def _time_and_place() -> tuple[Formula, ...]:
    return (
        Formula(
            "Giờ, ngày, thứ, tháng, năm",
            f"thời điểm đăng theo giờ Việt Nam ({ZONE.key})",
            f"trường {_column('videos', 'posted_hour').source} của TikTok",
        ),
        Formula("Tuần", "tuần ISO: từ thứ Hai, thuộc về năm có thứ Năm của tuần", "ISO 8601"),
        Formula(
            "Khoảng thời gian",
            ", ".join(PERIODS.values()).lower() + ": đếm lùi từ ngày của video mới nhất",
            note="không đếm từ hôm nay, để dữ liệu cũ vẫn xem được",
        ),
        Formula(
            _name("video_places", "province"),
            "bộ lọc và biểu đồ dùng tên cũ, như người trong video vẫn gọi",
            "địa giới 63 tỉnh và cấp huyện trước 1/7/2025",
            "chỉ nơi chính của mỗi video được dùng",
        ),
        Formula(
            _name("video_places", "province_now"),
            "mỗi tỉnh cũ thuộc trọn một tỉnh mới",
            "sắp xếp đơn vị hành chính từ 1/7/2025",
        ),
    )


def _of_column(table: str, name: str, source: str, note: str = "") -> Formula:
    column = _column(table, name)
    return Formula(_name(table, name), _in_words(column.source), source, note)


def _name(table: str, name: str) -> str:
    """Returns what a column is, without the remarks behind it."""
    return re.split(r"[;,(]", _column(table, name).meaning)[0].strip()


def _column(table: str, name: str) -> Column:
    return {column.name: column for column in dataset(table).columns}[name]


def _in_words(formula: str) -> str:
    """Returns a formula of the contract with the names of its columns in Vietnamese."""
    words = _column_words()
    return re.sub(r"[a-z][a-z_]+(?:\.[a-z_]+)?", _worded(words), formula)


def _worded(words: dict[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda found: words.get(found[0].rpartition(".")[2], found[0])


@cache
def _column_words() -> dict[str, str]:
    columns = {
        column.name: _lower(_name(table, column.name))
        for table in ("creators", "videos")
        for column in dataset(table).columns
    }
    return columns | {each.key: _lower(each.label) for each in METRICS}


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
