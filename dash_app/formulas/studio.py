"""Formulas of the pages that advise: what to change on a channel, which hashtags to set, when."""

from __future__ import annotations

from dash_app.bands import AGE_BANDS, YOUNG
from dash_app.findings.caption_hashtags import ENOUGH_CREATORS, ENOUGH_VIDEOS
from dash_app.findings.own_level import LEAST
from dash_app.findings.topic_study import LEAST as LEAST_ON_TOPIC
from dash_app.formulas.formula import OWN, Formula, FormulaGroup
from dash_app.queries.filming import LEAST as FAR_ABOVE
from dash_app.statistics import MIN_CREATORS, MIN_HITS, MIN_SAMPLE


def advice_formulas() -> FormulaGroup:
    """Returns the formulas of "Tối ưu kênh", "Caption, hashtag & nhạc", "Nghiên cứu chủ đề"."""
    return FormulaGroup(
        "studio-advice",
        "Kịch bản: tối ưu kênh, caption, hashtag và chủ đề",
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
            Formula(
                "Video nhắc tới chủ đề",
                "mô tả, hashtag, món ăn, lời thoại hoặc địa điểm có mọi phần của chủ đề",
                OWN,
                "nguyên từ, không phân biệt hoa thường và dấu; một tiếng có dấu chỉ khớp đúng dấu "
                f"ấy hoặc không dấu; dưới {LEAST_ON_TOPIC} video thì bỏ bớt một phần của chủ đề",
            ),
            Formula(
                "Tỷ trọng của chủ đề theo thời gian",
                "video về chủ đề / mọi video trong góc nhìn của tháng hoặc tuần; đường thẳng bình "
                "phương nhỏ nhất",
                "Draper & Smith 1998, 1.4",
                f"chỉ tính kỳ có từ {MIN_SAMPLE} video; chưa kết luận khi chủ đề có dưới "
                f"{MIN_SAMPLE} video",
            ),
            Formula(
                "Khác rõ ở video nổi bật cùng loại (gợi ý quay)",
                "p lớn hơn của hai phép thử dưới 5 % sau hiệu chỉnh Holm cho mọi phép so: tỷ lệ "
                "trong video nổi bật / tỷ lệ trong video còn lại; và chênh lệch tỷ lệ nổi bật "
                "trong cùng một TikToker, cùng chiều",
                "Katz và cộng sự 1978; Wooldridge 2010, 10.5; Holm 1979",
                f"nổi bật: từ {FAR_ABOVE} lần mức thường của kênh; mỗi bên {MIN_SAMPLE} video và "
                f"{MIN_HITS} video có đặc điểm, {MIN_CREATORS} TikToker; thiếu thì ghi “quá ít”",
            ),
            Formula(
                "Loại của video (gợi ý quay)",
                "nhãn thể loại nếu có; không thì từ ngữ trong mô tả, không kể hashtag, theo bộ từ "
                "của quy tắc gắn nhãn: từ mạnh trước từ yếu, hai loại ngang nhau thì bỏ",
                OWN,
                "trang ghi bao nhiêu video theo mỗi cách, và bao nhiêu video có nhãn được mô tả "
                "nói đúng",
            ),
        ),
    )
