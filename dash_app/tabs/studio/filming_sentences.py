"""Gợi ý quay: what the numbers say, in sentences; the same on the page, in files and to a model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from dash_app.bands import AGE_BANDS, YOUNG
from dash_app.documents.plain_text import plain
from dash_app.findings.finding import Finding
from dash_app.queries.filming import LEAST
from dash_app.sampling import sample_words
from dash_app.statistics import MIN_CREATORS, MIN_HITS, MIN_SAMPLE, Interval, share_interval
from dash_app.tabs.studio.filming_contrasts import Contrast
from dash_app.tabs.studio.filming_data import Found, Middle
from dash_app.tabs.studio.filming_traits import ADS
from dash_app.words import MISSING, day, decimal, percent, seconds, short, whole

VERDICTS: Final = {"clear": "khác rõ", "unclear": "chưa rõ", "few": "quá ít"}
RULE: Final = (
    f"Video nổi bật: lượt xem từ {LEAST} lần trung vị lượt xem các video khác của cùng TikToker; "
    f"không tính video ghim và video mới đăng ({AGE_BANDS[YOUNG].label})"
)
CLEAR_RULE: Final = (
    "“Khác rõ” khi hai phép thử cùng cho thấy: tỷ lệ trong video nổi bật chia tỷ lệ trong video "
    "còn lại khác 1 (khoảng tin cậy Katz 95 %), và trong các video của cùng một TikToker, video có "
    "đặc điểm ấy nổi bật nhiều hoặc ít hơn hẳn (sai số theo cụm TikToker); lấy giá trị p lớn hơn, "
    "hiệu chỉnh Holm cho mọi phép so của trang"
)
UNCLEAR_RULE: Final = (
    "“Chưa rõ” cả khi khoảng tin cậy của số lần không chứa 1, nếu trong các video của cùng một "
    "TikToker không thấy như vậy, hoặc nếu so nhiều điều thì vẫn có thể là ngẫu nhiên"
)
ENOUGH_RULE: Final = (
    f"Một phép so cần {MIN_SAMPLE} video mỗi bên, {MIN_HITS} video có đặc điểm mỗi bên và "
    f"{MIN_CREATORS} TikToker có cả video có lẫn không có đặc điểm; thiếu thì ghi “quá ít”"
)
JUDGING: Final = (CLEAR_RULE, UNCLEAR_RULE, ENOUGH_RULE)
KIND_RULE: Final = (
    "Loại của video: nhãn thể loại do mô hình đặt, nếu có; không thì theo từ ngữ trong mô tả đăng "
    "kèm (bộ từ của quy tắc gắn nhãn), không đọc hashtag vì một TikToker thường gắn cùng một bộ; "
    "không có từ nào, hoặc từ của hai loại ngang nhau, thì không tính"
)
CAUSE: Final = "Đi cùng nhau chưa phải nguyên nhân: hãy thử rồi đo lại."
CRAFT_NOTE: Final = (
    "Kinh nghiệm chung của nghề, chọn theo loại video và theo từ ngữ trong mô tả của bạn: không "
    "tính từ dữ liệu."
)
_DOUBTFUL: Final = 0.5
_MOST_LEANING: Final = 3
_LONGEST: Final = 160


def formula(found: Found) -> str:
    """Returns how the comparison is made, for the card's hover."""
    return f"{RULE}. {CLEAR_RULE}. {ENOUGH_RULE}{sample_words(found.every)}"


def kind_sentence(found: Found) -> str:
    """Returns how the kind of the videos was found, and how far that can be relied on."""
    said, agreed = found.agreement
    text = (
        f"Loại của video: {whole(found.by_label)} video theo nhãn của mô hình, "
        f"{whole(found.n - found.by_label)} video chưa có nhãn nên theo từ ngữ trong mô tả."
    )
    if not said:
        return f"{text} Chưa có video nào có cả hai để kiểm tra cách đọc mô tả."
    share = share_interval(agreed, said)
    checked = (
        f"{text} Kiểm tra: trong {whole(said)} video có nhãn mà mô tả cũng nói là loại này, "
        f"{whole(agreed)} video có nhãn đúng loại ({percent(share.estimate, 0)}; khoảng tin cậy "
        f"95 %: {percent(share.low, 0)} đến {percent(share.high, 0)})."
    )
    if (share.estimate or 0) < _DOUBTFUL:
        return f"{checked} Vậy nhiều video ở đây chỉ nhắc tới tên loại mà không hẳn thuộc loại."
    return checked


def finding_lines(found: Found) -> tuple[Finding, ...]:
    """Returns what is different beyond doubt, and that the rest is not."""
    if not found.n:
        return (
            Finding(
                f"Không có {found.kind.videos} nào khớp với bộ lọc: hãy nới bộ lọc, hoặc chọn loại "
                "khác.",
                "few",
            ),
        )
    if not found.enough:
        return (
            Finding(
                f"Chỉ có {whole(found.outliers)} video nổi bật và "
                f"{whole(found.n - found.outliers)} video còn lại; cần {MIN_SAMPLE} video mỗi bên "
                "để kết luận. Các tỷ lệ bên dưới chỉ để tham khảo.",
                "few",
            ),
        )
    lines = [Finding(contrast_sentence(each), "effect", each.strength) for each in found.clear]
    rest = found.compared - len(found.clear)
    few = len(found.contrasts) - found.compared
    if not lines:
        lines.append(
            Finding(
                f"Chưa có đặc điểm nào khác rõ: cả {whole(rest)} phép so đủ dữ liệu đều chưa phân "
                "biệt được video nổi bật với video còn lại."
            )
        )
    elif rest:
        lines.append(Finding(f"{whole(rest)} phép so còn lại đủ dữ liệu nhưng chưa rõ."))
    if found.leaning:
        names = "; ".join(_leaning(each) for each in found.leaning[:_MOST_LEANING])
        lines.append(Finding(f"Gần tới mức rõ nhất, cần đo thêm mới kết luận được: {names}."))
    if any(each.group == ADS for each in (*found.clear, *found.leaning)):
        lines.append(
            Finding("Lượt xem của video có dấu hiệu quảng cáo có thể do trả tiền mà có.", "few")
        )
    if few:
        lines.append(Finding(f"{whole(few)} đặc điểm có quá ít video để so.", "few"))
    return tuple(lines)


def contrast_name(contrast: Contrast) -> str:
    """Returns what is compared: `Giờ đăng: tối (18–23h)`."""
    return f"{contrast.group}: {contrast.name}"


def contrast_sentence(contrast: Contrast) -> str:
    """Returns a difference with its numbers."""
    return (
        f"{contrast_name(contrast)} {_more(contrast)} ở video nổi bật: "
        f"{percent(contrast.share.estimate)} (n = {whole(contrast.share.n)}), còn lại "
        f"{percent(contrast.other.estimate)} "
        f"(n = {whole(contrast.other.n)}), tức {ratio_words(contrast)} lần (khoảng tin cậy 95 %: "
        f"{decimal(contrast.low, 2)} đến {decimal(contrast.high, 2)}). Trong cùng một TikToker, "
        f"video như vậy nổi bật {_points(contrast)}."
    )


def _more(contrast: Contrast) -> str:
    return "hay gặp hơn" if (contrast.ratio or 0) > 1 else "ít gặp hơn"


def ratio_words(contrast: Contrast) -> str:
    """Returns the ratio of the shares."""
    return decimal(contrast.ratio, 2)


def share_words(share: Interval) -> str:
    """Returns a share with its interval: `34 % (28–41)`."""
    if share.estimate is None:
        return MISSING
    low, high = (decimal(100 * (end or 0), 0) for end in (share.low, share.high))
    return f"{percent(share.estimate, 0)} ({low}–{high})"


def middle_words(middle: Middle, interval: Interval) -> str:
    """Returns a median with its interval and how many videos it is of."""
    if interval.estimate is None:
        return MISSING
    ends = ""
    if interval.low is not None:
        low, high = (decimal(end, middle.places) for end in (interval.low, interval.high))
        ends = f" ({low}–{high})"
    return (
        f"{decimal(interval.estimate, middle.places)} {middle.unit}{ends}, n = {whole(interval.n)}"
    )


def evidence_text(found: Found) -> str:
    """Returns all that the data say, as a model is told it."""
    quoted = (f"- {place}. {_words(row)}" for place, row in enumerate(found.best, start=1))
    return "\n".join((*_evidence(found), "Lời của các video ấy, theo thứ tự:", *quoted))


def measured_text(found: Found) -> str:
    """Returns the same without the words of other people, whose numbers nobody has measured."""
    return "\n".join(_evidence(found))


def _evidence(found: Found) -> Iterator[str]:
    yield (
        f"{whole(found.n)} {found.kind.videos} của {whole(found.creators)} TikToker; "
        f"{whole(found.outliers)} video nổi bật của {whole(found.outlier_creators)} TikToker. "
        f"{RULE}."
    )
    yield kind_sentence(found)
    yield "Kết quả so sánh:"
    yield from (f"- {each.text}" for each in finding_lines(found))
    yield "Hay gặp nhất ở video nổi bật (tỷ lệ, khoảng tin cậy 95 %; video còn lại; kết luận):"
    for each in found.usual:
        yield (
            f"- {contrast_name(each)}: {share_words(each.share)}; còn lại "
            f"{share_words(each.other)}; {VERDICTS[each.verdict]}"
        )
    yield "Trung vị ở video nổi bật; ở video còn lại (khoảng tin cậy 95 %):"
    for middle in found.middles:
        outliers, others = (middle_words(middle, e) for e in (middle.outliers, middle.others))
        yield f"- {middle.name}: {outliers}; {others}"
    yield "Video nổi bật nhất:"
    yield from (f"- {_measures(row)}" for row in found.best)


def _measures(row: Mapping[str, Any]) -> str:
    length = "bài ảnh" if row["is_photo"] else seconds(row["duration_s"])
    return (
        f"gấp {decimal(row['outlier_ratio'])} lần mức thường của kênh; "
        f"{short(row['plays'])} lượt xem; {length}; {day(row['posted_date'])}"
    )


def _words(row: Mapping[str, Any]) -> str:
    said = row["hook"] if isinstance(row["hook"], str) else ""
    hook = f"; câu đầu: “{plain(said, _LONGEST)}”" if said else ""
    return f"mô tả: “{plain(row['caption'], _LONGEST)}”{hook}"


def _leaning(contrast: Contrast) -> str:
    return (
        f"{contrast_name(contrast)} {_more(contrast)} ở video nổi bật "
        f"({percent(contrast.share.estimate, 0)} và {percent(contrast.other.estimate, 0)}, "
        f"{ratio_words(contrast)} lần)"
    )


def _points(contrast: Contrast) -> str:
    more = "nhiều hơn" if (contrast.within or 0) > 0 else "ít hơn"
    ends = sorted(abs(each or 0) for each in (contrast.within_low, contrast.within_high))
    return (
        f"{more} {decimal(abs(contrast.within or 0))} điểm phần trăm "
        f"({decimal(ends[0])} đến {decimal(ends[1])})"
    )
