"""Formulas of weeks, places, dishes, sounds and formats."""

from __future__ import annotations

from dash_app.findings.dish_next_week import BEFORE
from dash_app.findings.growth import WEEKS
from dash_app.findings.weekly_dishes import COMMON, ENOUGH, FIRST, STEPS
from dash_app.formulas.formula import OWN, STUDY, Formula, FormulaGroup
from dash_app.statistics import MIN_EACH, MIN_SAMPLE
from dash_app.words import percent
from etl.alerts.kinds import FALSE_SHARE, LEAST_USERS, WEEKS_BEFORE


def trend_formulas() -> tuple[FormulaGroup, ...]:
    """Returns the formulas of the pages of trends; those of alerts stand on their own page."""
    return (
        FormulaGroup("trend-weeks", "Xu hướng: tuần và giai đoạn", _weeks()),
        FormulaGroup("trend-places", "Xu hướng: địa lý", _places()),
        FormulaGroup("trend-dishes", "Xu hướng: món ăn, âm thanh", _dishes()),
    )


def _weeks() -> tuple[Formula, ...]:
    return (
        Formula(
            "Khoảng của đường xu hướng",
            "ŷ ± t(n − 2) s √(1/n + (x − x̄)² / Σ(x − x̄)²)",
            "Draper & Smith 1998, 3.1",
            "tuần đầu và tuần cuối có thể bị cắt nên không tính",
        ),
        Formula(
            "Đỉnh, đáy",
            "cao (thấp) nhất trong năm tuần quanh nó, và cách đường xu hướng hơn 1,5 × 1,4826 × "
            "trung vị của độ lệch",
            OWN,
            "nêu nhiều nhất năm đỉnh và năm đáy",
        ),
        Formula(
            "Cuối so với đầu",
            f"trung bình {WEEKS} tuần trọn cuối / trung bình {WEEKS} tuần trọn đầu − 1",
            OWN,
            "chỉ gọi là khác khi khoảng tin cậy của hiệu không chứa 0",
        ),
        Formula(
            "Hai giai đoạn khác nhau (Welch)",
            "t = (x̄ − ȳ) / √(s²/n + u²/m) trên các tuần",
            "Welch 1947",
            f"không giả định hai bên dao động như nhau; cần {MIN_EACH} tuần mỗi bên",
        ),
        Formula(
            "Cỡ khác biệt g",
            "(x̄ − ȳ) / √((s² + u²)/2) × (1 − 3/(4(n + m) − 9))",
            "Hedges 1981; Delacre và cộng sự 2021",
            "từ 0,2 nhỏ; từ 0,5 vừa; từ 0,8 lớn (Cohen 1988)",
        ),
        Formula(
            "Hiệu chỉnh Benjamini–Hochberg",
            "giá trị p nhỏ thứ k trong m câu hỏi nhân với m / k",
            "Benjamini & Hochberg 1995",
            "trong những điều được nêu, phần nêu nhầm không quá mức đã định",
        ),
    )


def _places() -> tuple[Formula, ...]:
    return (
        Formula(
            "Phần số video của một nơi",
            "video có nơi ấy là nơi chính / video biết được nơi chính",
            "khoảng: Wilson 1927",
            "trong nhóm đầu tuần, đây không phải lượng đăng",
        ),
        Formula(
            "Nơi này gấp mấy lần nơi kia",
            "n₁ / n₂, khoảng p / (1 − p) với p = n₁ / (n₁ + n₂)",
            "Wilson 1927",
        ),
        Formula(
            "Ba miền so với chia đều",
            "χ² = Σ (n − n̄)² / n̄; w = √(χ² / tổng)",
            "Pearson 1900; Cohen 1988",
            "w từ 0,1 nhỏ; từ 0,3 vừa; từ 0,5 lớn; miền đông dân hơn vốn có nhiều video hơn",
        ),
        Formula(
            "Món × nơi",
            "(số video có cả hai × tổng) / (số video ở nơi ấy × số video có món ấy), trong các "
            "video biết cả hai",
            "Agresti 2013; p từ khoảng: Altman & Bland 2011",
            "1 là mức chung; nêu tên khi còn rõ sau Benjamini–Hochberg và có từ 3 TikToker",
        ),
    )


def _dishes() -> tuple[Formula, ...]:
    steps = "; rồi ".join(f"từ {each.least} lượt nhắc và {each.percent} %" for each in STEPS)
    return (
        Formula(
            "Món nổi bật theo quy tắc",
            f"{steps} lượt nhắc của món trong cửa sổ rơi vào tuần ấy, nới dần đến khi đủ {ENOUGH} "
            "món",
            STUDY,
            f"cửa sổ: tuần ấy và các tuần lịch trước nó; bỏ món có mặt ở hơn {COMMON} % số tuần; "
            f"tuần đầu tiên lấy {FIRST} món được nhắc nhiều nhất; không món nào đạt thì lấy "
            f"{ENOUGH} món được nhắc nhiều nhất",
        ),
        Formula(
            "Món, âm thanh đang lên",
            f"(tuần này + ½) / ({WEEKS_BEFORE} tuần trước + ½), chia cho tỷ số ấy của mọi TikToker",
            "nhị thức có điều kiện: Przyborowski & Wilenski 1940; hiệu chỉnh: Döhler, Durand & "
            "Roquain 2018",
            f"đếm TikToker, mỗi người một lần mỗi tuần, từ {LEAST_USERS} người; phần nêu nhầm "
            f"không quá {percent(FALSE_SHARE, 0)}",
        ),
        Formula(
            "Tuần sau có vượt mức thường không",
            f"số món có lượt nhắc tuần sau trên trung bình {BEFORE} tuần trước / số món trong danh "
            "sách",
            "khoảng theo tuần: Cochran 1977",
            "python -m bench dish_trends so quy tắc, món đang lên, món nhắc nhiều nhất và chọn "
            "ngẫu nhiên",
        ),
        Formula(
            "Tỷ lệ nhóm món theo thời gian",
            "video nhắc nhóm món / video có nhắc món",
            OWN,
            f"kỳ dưới {MIN_SAMPLE} video không vào xu hướng",
        ),
        Formula(
            "Món đi cùng",
            "(video có cả hai × video có nhắc món) / (video có món này × video có món kia)",
            "Agresti 2013",
            "video kể nhiều món làm mọi cặp cao hơn 1",
        ),
    )
