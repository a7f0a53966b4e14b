"""Formulas of the pages that advise: what to change on a channel, which hashtags to set, when."""

from __future__ import annotations

from dash_app.bands import AGE_BANDS, YOUNG
from dash_app.findings.caption_hashtags import ENOUGH_CREATORS, ENOUGH_VIDEOS
from dash_app.findings.own_level import LEAST
from dash_app.formulas.formula import OWN, Formula, FormulaGroup
from dash_app.statistics import MIN_CREATORS, MIN_SAMPLE


def advice_formulas() -> FormulaGroup:
    """Returns the formulas of "Tối ưu kênh" and "Caption, hashtag & nhạc"."""
    return FormulaGroup(
        "studio-advice",
        "Kịch bản: tối ưu kênh, caption và hashtag",
        (
            Formula(
                "Khuyến nghị chắc",
                "chênh lệch trong cùng một TikToker còn khác 0 sau hiệu chỉnh Holm cho mọi phép so "
                "của trang",
                "Holm 1979",
                f"phép so cần {MIN_SAMPLE} video của {MIN_CREATORS} TikToker; “cần xem thêm” là "
                "chỉ qua được hiệu chỉnh trong cùng loại, như ở trang được dẫn tới",
            ),
            Formula(
                "Tổng của tuần khi đăng thêm một video",
                "(1 + s)(k + 1)/k − 1; s: độ đổi của mỗi video khi tuần có thêm một video, trong "
                "cùng một TikToker; k: số video mỗi tuần hiện nay",
                OWN,
                "không kể tuần đầu và tuần cuối của mỗi kênh; của tỷ lệ thì dùng chính s; giá trị "
                "p suy từ khoảng tin cậy trên thang log (Altman & Bland 2011)",
            ),
            Formula(
                "Điều hợp với riêng một kênh",
                "tỷ lệ video vượt trung vị của chính kênh, khoảng tin cậy Wilson, kiểm định dấu",
                "Conover 1999, 3.4",
                f"nhóm có từ {LEAST} video; bỏ video ghim và video {AGE_BANDS[YOUNG].label}",
            ),
            Formula(
                "Hashtag gấp mấy lần trong ngách",
                "(video của ngách có hashtag / video của ngách) / (video có hashtag / mọi video)",
                "Agresti 2013, 16.1",
                "khoảng tin cậy 95 % theo phương pháp delta; vài kênh cùng gắn một bộ hashtag làm "
                "khoảng hẹp hơn thật",
            ),
            Formula(
                "Hashtag rộng, hẹp",
                "rộng: từ 5 % mọi video có; hẹp: không rộng và cận dưới của số lần trên 1,5",
                OWN,
                f"chọn sẵn khi có từ {ENOUGH_VIDEOS} video của {ENOUGH_CREATORS} TikToker trong "
                "ngách; tên món đứng trước, một phần ba là rộng",
            ),
            Formula(
                "Khung giờ nên đăng",
                "chênh lệch lượt xem trong cùng một TikToker của video đăng ở thứ và giờ ấy",
                "Wooldridge 2010, 10.5",
                "hiệu chỉnh Holm cho mọi khung đủ dữ liệu; dòng “chưa chắc” chỉ để thử",
            ),
        ),
    )
