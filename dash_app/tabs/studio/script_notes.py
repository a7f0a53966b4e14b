"""What one must know of the exemplars before learning from them, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from dash_app.words import LABEL_FIELDS, day, percent, whole

_WITHOUT: Final = "không tính video ghim và bài không có thời lượng như bài ảnh"
_FEW: Final = 20


def score_formula(until: date | None) -> str:
    """Returns how the exemplar score is made."""
    return (
        "điểm = lượt xem / (số ngày từ khi đăng + 1)^0,7, đếm đến ngày thu thập mới nhất "
        f"({day(until)}); {_WITHOUT}"
    )


def of_pool(
    way: str,
    categories: tuple[str, ...],
    dishes: tuple[str, ...],
    unknown: tuple[str, ...],
    counts: tuple[int, int, int, int],
) -> Iterator[str]:
    """Yields what is to be said of the videos that the exemplars were chosen from.

    Args:
        way: As `Selection.way`.
        categories: Asked for.
        dishes: That the description names.
        unknown: Fields that no video has a label of.
        counts: Videos; those with labels; those of the category; those chosen from.
    """
    videos, labelled, in_category, matched = counts
    named = " hoặc ".join(f"“{each}”" for each in categories) or "này"
    if way == "labels":
        yield (
            f"{whole(labelled)} trong {whole(videos)} video có nhãn nội dung "
            f"({percent(labelled / videos)}; {_WITHOUT}); "
            f"{whole(in_category)} thuộc thể loại {named}."
        )
        if in_category < _FEW:
            yield (
                f"Thể loại {named} chỉ có {whole(in_category)} video có nhãn, chưa đủ {_FEW}: "
                "đã dùng tất cả, hãy coi kết quả là gợi ý."
            )
    else:
        none = (
            "Dữ liệu chưa có nhãn nội dung"
            if not labelled
            else (f"Trong {whole(labelled)} video có nhãn không video nào thuộc thể loại {named}")
        )
        if way == "words":
            what = f" (món: {', '.join(dishes)})" if dishes else ""
            yield (
                f"{none}: đã chọn trong {whole(matched)} video có món hoặc hashtag của mô tả{what}."
            )
        else:
            yield (
                f"{none}, và không video nào có món hay hashtag của mô tả: đã chọn trong tất cả "
                f"{whole(matched)} video, nên video mẫu có thể khác chủ đề."
            )
    if unknown:
        titles = ", ".join(LABEL_FIELDS[name].lower() for name in unknown)
        yield f"Không video nào có nhãn {titles}, nên không lọc theo nhãn đó."


def of_exemplars(n: int, creators: int, with_ad_signs: int) -> Iterator[str]:
    """Yields what is to be said of the exemplars themselves."""
    if n and creators <= n / 4:
        yield (
            f"{whole(n)} video mẫu là của {whole(creators)} TikToker: chúng nói nhiều về cách làm "
            "của riêng họ."
        )
    if with_ad_signs:
        yield (
            f"{whole(with_ad_signs)} trong {whole(n)} video mẫu có dấu hiệu quảng cáo (đã ghi ở "
            "từng video): lượt xem của chúng có thể do chạy quảng cáo."
        )
