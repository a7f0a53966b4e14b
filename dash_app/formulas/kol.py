"""Formulas of the choice of KOLs: score, flags and fee."""

from __future__ import annotations

from dash_app.findings import kol_flags as flags
from dash_app.findings.kol_brief import WEIGHT_WORDS
from dash_app.findings.kol_score import (
    LEAST_FOR_SPREAD,
    LEAST_IN_HALF,
    LEAST_WITH_HISTORY,
    PRIOR_VIDEOS,
)
from dash_app.formulas.formula import OWN, Formula, FormulaGroup
from dash_app.queries.kol import COMPARED, HEARD_PLAYS, MATURE_DAYS, WEEKS
from dash_app.words import decimal, percent, whole


def kol_formulas() -> tuple[FormulaGroup, ...]:
    """Returns the formulas of the page Chọn KOL."""
    return (
        FormulaGroup("kol-score", "Chọn KOL: điểm", _score()),
        FormulaGroup("kol-flags", "Chọn KOL: điều cần hỏi lại", _flags()),
        FormulaGroup("kol-fee", "Chọn KOL: báo giá và danh sách", _fee()),
    )


def _score() -> tuple[Formula, ...]:
    most = len(WEIGHT_WORDS) - 1
    return (
        Formula(
            "Điểm KOL",
            "Σ trọng số × phần / Σ trọng số của các phần có số liệu",
            OWN,
            f"mỗi phần từ 0 đến 100, trọng số từ 0 đến {most}; phần không có số liệu thì không "
            "được chấm, thẻ nói rõ",
        ),
        Formula(
            "Kéo về giữa khi ít video",
            f"50 + (p − 50) × n / (n + {PRIOR_VIDEOS})",
            "Efron & Morris 1977",
            "n: số video mà phần ấy dựa vào",
        ),
        Formula(
            "Phần độ phù hợp",
            f"(số video đúng + {PRIOR_VIDEOS} p) / (số video biết được + {PRIOR_VIDEOS}), p là tỷ "
            "lệ chung; rồi bách phân vị trong những người có ít nhất một video đúng",
            OWN,
            "thể loại: trên video có nhãn; miền: trên video có địa điểm; món và định dạng: trên "
            "mọi video; trung bình các điều đề bài hỏi",
        ),
        Formula(
            "Phần lượt xem",
            "bách phân vị của lượt xem trung vị trong mọi TikToker",
            OWN,
            "không tính video ghim",
        ),
        Formula(
            "Phần độ đều",
            "trung bình của (100 − bách phân vị độ rộng) và 100 × phần tuần có video",
            OWN,
            f"độ rộng: khoảng tứ phân vị của ln(1 + lượt xem) / 1,349, cần {LEAST_FOR_SPREAD} "
            f"video đăng từ {MATURE_DAYS} ngày; tối đa {WEEKS} tuần gần nhất",
        ),
        Formula(
            "Phần tương tác",
            "bách phân vị của tỷ lệ tương tác trung vị trong nhóm so sánh",
            OWN,
            "nhóm so sánh: cùng ngách và cùng nhóm người theo dõi; quá ít người thì cả nhóm, rồi "
            "mọi người",
        ),
        Formula(
            "Phần tăng trưởng",
            f"bách phân vị của ln(trung vị nửa mới / trung vị nửa cũ) trong tối đa {COMPARED} "
            f"video mới nhất đã đủ {MATURE_DAYS} ngày",
            "khoảng của hiệu hai trung vị: McGill, Tukey & Larsen 1978",
            f"mỗi nửa từ {LEAST_IN_HALF} video; có từ {LEAST_WITH_HISTORY} người được thu thập "
            "nhiều lần thì lấy trung bình với bách phân vị mức đổi người theo dõi trong 30 ngày",
        ),
        Formula(
            "Phần an toàn",
            f"100 − ({' / '.join(str(each) for each in flags.DEDUCTIONS[1:])} cho mỗi điều cần hỏi "
            "lại có độ chắc thấp / vừa / cao), không dưới 0",
            OWN,
        ),
    )


def _flags() -> tuple[Formula, ...]:
    drops = " và ".join(percent(each, 0) for each in flags.DROPS)
    days = " / ".join(str(each) for each in flags.IDLE_DAYS)
    return (
        Formula(
            "Lượt thích, bình luận bất thường",
            f"|0,6745 (ln x − trung vị) / MAD| > {decimal(flags.FAR)} trong nhóm so sánh",
            "Iglewicz & Hoaglin 1993",
            f"cần {flags.LEAST_VIDEOS} video; khác thường không phải là gian dối",
        ),
        Formula(
            "Mất người theo dõi",
            f"giảm từ {drops} giữa hai lần thu thập: độ chắc vừa và cao",
            OWN,
            "chỉ biết khi được thu thập nhiều lần",
        ),
        Formula(
            "Im lặng, đăng thất thường",
            f"{days} ngày không có video mới; hoặc chỉ có video trong dưới "
            f"{percent(flags.RARE, 0)} số tuần",
            OWN,
            f"cần {flags.LEAST_WEEKS} tuần; có thể do chưa thu thập",
        ),
        Formula(
            "Dựa vào một video",
            f"một video chiếm từ {percent(flags.CARRIED, 0)} tổng lượt xem",
            OWN,
        ),
        Formula(
            "Không có bình luận",
            f"từ {percent(flags.SILENT, 0)} số video có ít nhất {whole(HEARD_PLAYS)} lượt xem mà "
            "không có bình luận nào",
            OWN,
        ),
        Formula(
            "Nhiều dấu hiệu quảng cáo",
            f"từ {percent(flags.AD_SHARE, 0)} số video có dấu hiệu quảng cáo",
            OWN,
            "luôn ở độ chắc thấp: dấu hiệu không phải bằng chứng",
        ),
        Formula("Không nhận booking", "giới thiệu của kênh ghi như vậy", OWN, "độ chắc cao"),
    )


def _fee() -> tuple[Formula, ...]:
    return (
        Formula(
            "CPM của một báo giá",
            "phí / lượt xem dự báo × 1.000",
            "HypeAuditor, KOLens",
            "khoảng: với P75 (rẻ nhất) đến P25 (đắt nhất); khung CPM do người dùng nhập",
        ),
        Formula("Phí theo khung CPM", "khung × P50 / 1.000", OWN),
        Formula(
            "Ngân sách đủ cho bao nhiêu người",
            "cộng dồn phí từ đầu bảng cho đến khi hết ngân sách",
            OWN,
            "phí theo khung CPM, không có khung thì theo CPM của báo giá",
        ),
        Formula(
            "Tổng lượt xem của danh sách",
            "cộng các phân phối dự báo, coi các kênh là độc lập",
            OWN,
            "10.000 lần rút cố định; các kênh cùng lên xuống theo mùa thì khoảng thật rộng hơn",
        ),
    )
