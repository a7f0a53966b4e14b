"""Formulas of creators: how they are spread, compared, set against their tier, and forecast."""

from __future__ import annotations

from dash_app.findings.own_level import LEAST as LEAST_OWN
from dash_app.findings.posting import LEAST_DAYS, LEAST_VIDEOS
from dash_app.formulas.formula import OWN, Formula, FormulaGroup
from dash_app.queries.forecast import HALF_LIFE, RECENT_DAYS, SETTLED_DAYS
from dash_app.statistics import MIN_GROUP, MIN_SAMPLE


def creator_formulas() -> tuple[FormulaGroup, ...]:
    """Returns the formulas of the pages of creators."""
    return (
        FormulaGroup("creator-spread", "TikToker: phân bố và tương quan", _spread()),
        FormulaGroup("creator-tiers", "TikToker: so các nhóm", _tiers()),
        FormulaGroup("creator-one", "Một TikToker và so sánh", _one()),
        FormulaGroup("forecast", "Dự báo lượt xem", _forecast()),
    )


def _spread() -> tuple[Formula, ...]:
    return (
        Formula(
            "Hệ số lệch",
            "G1 = √(n(n − 1)) / (n − 2) × m3 / m2^1,5",
            "Joanes & Gill 1998; mốc 0,5 và 1: Bulmer 1979",
            "dương: đuôi dài về phía lớn, khi ấy trung bình cao hơn trung vị",
        ),
        Formula(
            "Số cột tự chọn của biểu đồ phân bố",
            "bề rộng cột = 2 (tứ phân vị trên − tứ phân vị dưới) / ∛n trên thang đang vẽ",
            "Freedman & Diaconis 1981",
            "từ 8 đến 30 cột",
        ),
        Formula(
            "Tương quan từng cặp",
            "Spearman trên thứ hạng; hoặc Pearson trên ln(1 + số), tỷ lệ để nguyên",
            "Fisher 1921; Bonett & Wright 2000",
            "mỗi cặp dùng những TikToker có cả hai số; in đậm: còn rõ sau hiệu chỉnh Holm",
        ),
        Formula(
            "Mức tương quan bằng lời",
            "dưới 0,1 không đáng kể; dưới 0,3 yếu; dưới 0,5 vừa; từ 0,5 mạnh",
            "Cohen 1988",
        ),
        Formula(
            "Đường Lorenz",
            "phần của tổng mà p % TikToker nhỏ nhất giữ, với mọi p",
            "Lorenz 1905",
            "số 0 được tính, số không biết thì không",
        ),
        Formula(
            "Hệ số Gini",
            "Σ (2i − n − 1) x_i / (n Σ x), xếp từ nhỏ đến lớn",
            "Sen 1973",
            "0: ai cũng như nhau; tối đa (n − 1) / n",
        ),
        Formula(
            "Tỷ lệ tương tác gộp của một TikToker",
            "tổng (thích + bình luận + chia sẻ + lưu) / tổng lượt xem của các video trong góc nhìn",
            OWN,
            "chỉ xếp hạng TikToker có đủ số video đã chọn",
        ),
    )


def _tiers() -> tuple[Formula, ...]:
    return (
        Formula(
            "TikToker đứng giữa",
            "trung vị qua các TikToker, mỗi người một con số",
            "khoảng theo thứ hạng: Conover 1999",
            "đơn vị là TikToker, không phải video",
        ),
        Formula(
            "Khác nhau giữa từng cặp nhóm (Dunn)",
            "z = (r̄_b − r̄_a) / √(s² (1/n_a + 1/n_b)), s² = N(N + 1)/12 − Σ(t³ − t)/(12(N − 1))",
            "Dunn 1964; Holm 1979",
            f"t: số giá trị trùng nhau; nhóm dưới {MIN_GROUP} TikToker không vào",
        ),
        Formula(
            "Cỡ khác biệt ε²",
            "H / (n − 1), H của Kruskal–Wallis",
            "Tomczak & Tomczak 2014",
            "từ 0,01 ít; từ 0,06 vừa; từ 0,14 nhiều",
        ),
        Formula(
            "Khả năng một bên cao hơn",
            "U / (n₁ n₂), bằng nhau tính một nửa",
            "Mann & Whitney 1947; Vargha & Delaney 2000; khoảng: Newcombe 2006, cách 5",
            "từ 0,56 nhỉnh hơn; từ 0,64 thường cao hơn; từ 0,71 cao hơn hẳn",
        ),
        Formula(
            "Đường trên thang log",
            "ln y = a + b ln x; x gấp đôi đi cùng 2^b − 1 của y",
            "Draper & Smith 1998, 1.4",
            "dải 95 % của đường; bỏ giá trị 0; Holm qua các nhóm",
        ),
    )


def _one() -> tuple[Formula, ...]:
    return (
        Formula(
            "Dải của nhóm, và vị trí trong nhóm",
            "từ phân vị 25 % đến 75 % của các TikToker cùng nhóm theo dõi; vị trí: phần thấp hơn, "
            "bằng nhau tính một nửa",
            "Hyndman & Fan 1996",
            "trên mọi video đã thu thập, không theo bộ lọc; tính lại cho mỗi phiên bản dữ liệu",
        ),
        Formula(
            "Lượt xem / người theo dõi",
            "trung vị lượt xem / người theo dõi hiện nay",
            OWN,
            "không tính video ghim; tự giảm ở kênh lớn nên chỉ so trong nhóm",
        ),
        Formula(
            "Thích, bình luận, chia sẻ, lưu trên lượt xem",
            "tổng / tổng lượt xem",
            OWN,
            "gồm cả video ghim",
        ),
        Formula(
            "So với trung vị của chính kênh",
            "phần video của nhóm nằm trên trung vị của kênh; kiểm định dấu chính xác, Holm trong "
            "mỗi đặc điểm",
            "Conover 1999, 3.4; Wilson 1927",
            f"từ {LEAST_OWN} video mới so, từ {MIN_SAMPLE} mới kết luận; không tính video ghim và "
            "video dưới ba ngày",
        ),
        Formula(
            "Nhịp đăng",
            "số video không ghim / max(1, số ngày / 7)",
            OWN,
            f"cần ít nhất {LEAST_VIDEOS} video trong {LEAST_DAYS} ngày; so với dải của nhóm",
        ),
        Formula(
            "Khoảng nghỉ, im lặng",
            "khoảng dài nhất giữa hai ngày đăng liền nhau; từ video cuối đến lần thu thập cuối",
            OWN,
        ),
        Formula(
            "Tăng trưởng",
            "lần thu thập cuối − lần đầu, chia cho số ngày",
            OWN,
            "chỉ có khi được thu thập nhiều lần; TikTok làm tròn số lớn",
        ),
        Formula(
            "Một tỷ lệ trên lượt xem, và khoảng của nó",
            "Σx/Σy ± t √(n/(n − 1) × Σ(x − r y)²) / Σy, r = Σx/Σy",
            "Cochran 1977, 6.4",
        ),
        Formula(
            "Độ đều của lượt xem",
            "phân vị 75 % / phân vị 25 %",
            "khoảng: David & Nagaraja 2003",
            "gần 1 là đều; khoảng coi logarit gần chuẩn",
        ),
        Formula(
            "Dẫn đầu, ngang nhau",
            "dẫn đầu khi khoảng tin cậy 95 % không chạm khoảng của người khác; chạm thì ngang nhau",
            OWN,
            f"chỉ xét từ {MIN_SAMPLE} video; cẩn trọng hơn so từng cặp",
        ),
        Formula(
            "Video nổi bật của một TikToker",
            "phần video có lượt xem từ 3 lần trung vị của kênh",
            "outlier.so; Wilson 1927",
            "không tính video ghim và video dưới ba ngày",
        ),
        Formula(
            "Hashtag trùng nhau",
            "số hashtag cả hai cùng dùng / số hashtag ít nhất một bên dùng",
            "Jaccard 1901",
            "không nói gì về khán giả trùng nhau",
        ),
    )


def _forecast() -> tuple[Formula, ...]:
    return (
        Formula(
            "Video dùng để dự báo",
            f"không ghim, đã đăng ít nhất {SETTLED_DAYS} ngày khi thu thập; y = ln(1 + lượt xem)",
            OWN,
            "video trẻ hơn còn tăng nên kéo mức của kênh xuống",
        ),
        Formula(
            "Trọng số theo độ mới",
            f"w = 2^(−số video đăng sau nó / {HALF_LIFE}); số video hiệu dụng n = (Σw)² / Σw²",
            OWN,
            "chọn bằng thử lại trên quá khứ; gần như không đổi từ 10 đến 30",
        ),
        Formula(
            "Mức của kênh",
            "b × trung bình có trọng số của kênh + (1 − b) × mức của nhóm, b = n τ² / (n τ² + σ²)",
            "Efron & Morris 1975; τ²: Paule & Mandel 1982",
            "b là phần tin vào lịch sử riêng: càng ít video, dự báo càng gần mức của nhóm",
        ),
        Formula(
            "Dao động của kênh",
            "(d σ² + (n − 1) s²) / (d + n − 1), cộng (1 − b) τ² vì chưa biết chắc mức",
            "Smyth 2004",
        ),
        Formula(
            "P25, P50, P75",
            "exp(mức + độ lệch chuẩn × z) − 1",
            OWN,
            "z là phân vị của sai số thật trên các video "
            f"{RECENT_DAYS} ngày gần nhất, mỗi video dự báo chỉ từ những video trước nó; một nửa "
            "số video nằm giữa P25 và P75",
        ),
        Formula(
            "Khả năng vượt X",
            "phần của phân phối dự báo nằm trên X",
            OWN,
            "python -m bench forecast in ra mức đúng sai trên dữ liệu đang có",
        ),
        Formula(
            "Tổng k video",
            "cộng k lần rút từ phân phối, cùng chịu chung phần chưa biết về mức của kênh",
            "copula Gauss",
            "1.500 lần rút cố định: cùng câu hỏi luôn cùng đáp số",
        ),
        Formula(
            "Kênh chưa có video",
            "dùng mức của nhóm người theo dõi; không rõ nhóm, hoặc nhóm dưới 10 kênh có video: "
            "mức của mọi kênh",
            OWN,
        ),
    )
