"""What the lists of a week say, and how far they can be believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from dash_app.findings.dish_next_week import ANY, BEFORE, MOST, RISING, RULE, Track, hit_difference
from dash_app.findings.finding import Finding
from dash_app.findings.rising_dishes import LEAST_TIMES, RisingDish
from dash_app.findings.week_names import week_name
from dash_app.findings.weekly_dishes import COMMON, ENOUGH, FIRST, STEPS, Step, WeeklyDish
from dash_app.statistics import MIN_PERIODS, MIN_SAMPLE
from dash_app.words import decimal, percent, q_words, whole
from etl.alerts.kinds import FALSE_SHARE, LEAST_USERS, LEAST_WEEKS, WEEKS_BEFORE

LIST_NAMES: Final = {
    RULE: "Theo quy tắc",
    RISING: "Đang lên theo bằng chứng",
    MOST: "Nhắc nhiều nhất tuần ấy",
    ANY: "Rút ngẫu nhiên trong tuần",
}

RULE_WORDS: Final = (
    f"để riêng món có mặt trong hơn {COMMON} % số tuần; rồi lấy món có "
    + "; thiếu năm món thì thêm món có ".join(
        f"≥ {step.least} lượt nhắc và ≥ {step.percent} % lượt nhắc của nó trong cửa sổ"
        for step in STEPS
    )
    + f"; không có món nào thì lấy {ENOUGH} món nhắc nhiều nhất, tuần đầu tiên lấy {FIRST}"
)
RISING_WORDS: Final = (
    f"số TikToker nhắc món trong tuần (mỗi người một lần) so với {WEEKS_BEFORE} tuần ngay trước, "
    "theo tỷ lệ TikToker có nhắc món bất kỳ; dự kiến: số TikToker nếu không có gì đổi; gấp: (tuần "
    "này + ½) / (trước đó + ½) chia cho tỷ số ấy của mọi TikToker; kiểm định nhị thức có điều kiện "
    "một phía (Przyborowski & Wilenski 1940); q: tỷ lệ báo nhầm ước tính (Döhler, Durand & Roquain "
    f"2018); đủ chắc khi q ≤ {100 * FALSE_SHARE:.0f} % và gấp từ {decimal(LEAST_TIMES, 0)} lần; "
    f"liệt kê món có từ {LEAST_USERS} TikToker"
)

_UNEVEN = 0.25


def step_words(step: Step | None) -> str:
    """Returns how a dish came onto the list of the rule."""
    if step is None:
        return "nhắc nhiều nhất"
    return f"{step.least} lượt · {step.percent} %"


def times_words(dish: RisingDish) -> str:
    """Returns how many times as many creators name a dish; of one that was not named before: new.

    There is a number for it too, but it says more of the half that is added to both sides.
    """
    return f"{decimal(dish.times)} lần" if dish.before else "mới"


def rule_findings(
    listed: Sequence[WeeklyDish], shown: int, is_first: bool, common: int
) -> tuple[Finding, ...]:
    """Says how the list of the rule came about.

    Args:
        listed: All of it.
        shown: How many of it are to be seen.
        is_first: Whether it is of the first week.
        common: Dishes that were set aside.
    """
    if not listed:
        return (Finding("Tuần này không có món nào ngoài các món thường trực.", "few"),)
    aside = f"{whole(common)} món thường trực để riêng."
    if is_first:
        return (Finding(f"Tuần đầu tiên chưa có gì để so: {FIRST} món nhắc nhiều nhất. {aside}"),)
    if listed[0].step is None:
        return (
            Finding(f"Không món nào qua được các ngưỡng: {ENOUGH} món nhắc nhiều nhất. {aside}"),
        )
    counts = {step: sum(dish.step == step for dish in listed) for step in STEPS}
    parts = [
        f"{whole(n)} món từ {step.least} lượt và {step.percent} %"
        for step, n in counts.items()
        if n
    ]
    how = ", ".join(parts) if len(parts) > 1 else f"đều {parts[0].partition(' món ')[2]} trở lên"
    more = f"; hiện {whole(shown)} món nhắc nhiều nhất" if len(listed) > shown else ""
    found = [Finding(f"{whole(len(listed))} món: {how}{more}. {aside}")]
    single = sum(dish.n == 1 for dish in listed)
    few = sum(dish.n < LEAST_USERS for dish in listed)
    if few:
        once = f", {whole(single)} món chỉ một lần" if single else ""
        found.append(
            Finding(
                f"{whole(few)} trong {whole(len(listed))} món được nhắc dưới {LEAST_USERS} lần"
                f"{once}: quá ít để nói là xu hướng.",
                "few",
            )
        )
    return tuple(found)


def rising_dish_findings(
    listed: Sequence[RisingDish], active: int, comparable: bool
) -> tuple[Finding, ...]:
    """Says which dishes rise beyond chance.

    Args:
        listed: The surest first.
        active: Creators who named any dish in the week.
        comparable: Whether there are enough weeks before it.
    """
    if not comparable:
        return (
            Finding(
                f"Chưa đủ dữ liệu: cần ít nhất {LEAST_WEEKS} tuần có nhắc món trong {WEEKS_BEFORE} "
                "tuần ngay trước.",
                "few",
            ),
        )
    sure = [dish for dish in listed if dish.sure]
    if not sure:
        return (
            Finding(
                f"Không món nào tăng rõ hơn mức ngẫu nhiên (q ≤ {percent(FALSE_SHARE, 0)})."
                + (" Các món dưới đây chỉ để theo dõi." if listed else "")
            ),
        )
    return tuple(
        Finding(
            f"{dish.name}: {whole(dish.creators)} trong {whole(active)} TikToker có nhắc món, "
            f"{_before_words(dish)} (n = {whole(dish.creators + dish.before)} lượt TikToker × "
            f"tuần; tỷ lệ báo nhầm ước tính {q_words(dish.q)}).",
            "effect",
        )
        for dish in sure[:3]
    )


def window_findings(weeks: pd.DataFrame) -> tuple[Finding, ...]:
    """Warns where the videos of the weeks that are compared were understood unevenly.

    Args:
        weeks: Columns week_start, n, named; the chosen week last.
    """
    seen = weeks[weeks["n"] >= MIN_SAMPLE]
    if len(seen) < 2:
        return ()
    shares = (seen["named"] / seen["n"]).to_numpy()
    if shares.max() - shares.min() < _UNEVEN:
        return ()
    low, high = (seen["week_start"].iloc[int(each)] for each in (shares.argmin(), shares.argmax()))
    return (
        Finding(
            f"Tỷ lệ video đọc được món đi từ {percent(shares.min(), 0)} ({week_name(low)}) đến "
            f"{percent(shares.max(), 0)} ({week_name(high)}) trong các tuần được so: sau tuần đọc "
            "được ít, món nào cũng trông như mới. Danh sách “đang lên” so theo TikToker có nhắc "
            "món nên bớt bị lệch.",
            "few",
        ),
    )


def difference_findings(tracks: Mapping[str, Track]) -> tuple[Finding, ...]:
    """Says in what the two lists differ, and which of them the following weeks bear out.

    Args:
        tracks: Of `dish_next_week.tracks`.
    """
    differ = Finding(
        "Hai danh sách hỏi hai điều khác nhau. Quy tắc hỏi lượt nhắc của một món dồn vào tuần này "
        "bao nhiêu, nên hay nêu món hiếm, kể cả món chỉ được nhắc một lần. “Đang lên” hỏi số "
        "TikToker nhắc món có vượt điều các tuần trước cho phép sau khi trừ phần ngẫu nhiên không, "
        "nên bỏ qua món hiếm và nhiều tuần không có món nào đủ chắc."
    )
    rule, rising, most, chance = (tracks[kind] for kind in (RULE, RISING, MOST, ANY))
    if min(rule.weeks, rising.weeks) < MIN_PERIODS:
        return (
            differ,
            Finding(
                f"Chưa đủ {MIN_PERIODS} tuần trước tuần này để xem danh sách nào đoán đúng hơn.",
                "few",
            ),
        )
    return (
        differ,
        Finding(
            f"Tuần kế tiếp, món được nhắc trên mức {BEFORE} tuần trước của chính nó: quy tắc "
            f"{_share_words(rule)}; đang lên {_share_words(rising)}; chỉ chép các món nhắc nhiều "
            f"nhất {percent(most.hits.estimate, 0)}; rút ngẫu nhiên "
            f"{percent(chance.hits.estimate, 0)}."
        ),
        _verdict(rising, rule, "quy tắc"),
        _verdict(rising, most, "việc chép các món nhắc nhiều nhất"),
        Finding(
            f"Tính theo lượt nhắc, tuần kế tiếp món của quy tắc được nhắc "
            f"{decimal(rule.growth.estimate, 1)} lần mức thường nhưng mức ấy rất nhỏ (trung bình "
            f"{decimal(rule.next, 1)} video mỗi món); món đang lên "
            f"{decimal(rising.growth.estimate, 1)} lần, trung bình {decimal(rising.next, 1)} video."
        ),
    )


def _before_words(dish: RisingDish) -> str:
    if not dish.before:
        return f"{WEEKS_BEFORE} tuần trước không ai nhắc"
    return (
        f"theo {WEEKS_BEFORE} tuần trước thì chỉ khoảng {decimal(dish.expected)}: gấp "
        f"{decimal(dish.times)} lần"
    )


def _verdict(rising: Track, other: Track, name: str) -> Finding:
    gap = hit_difference(rising, other)
    if gap.estimate is None or gap.low is None or gap.high is None:
        return Finding(f"Chưa đủ tuần để so “đang lên” với {name}.", "few")
    interval = (
        f"{_points(gap.estimate)}, khoảng tin cậy 95 %: {_points(gap.low)} đến "
        f"{_points(gap.high)}, {gap.n} tuần"
    )
    if gap.low > 0:
        return Finding(f"“Đang lên” đoán tuần kế tiếp đúng hơn {name} ({interval}).", "effect")
    if gap.high < 0:
        return Finding(f"“Đang lên” đoán tuần kế tiếp kém hơn {name} ({interval}).", "effect")
    return Finding(f"“Đang lên” chưa đoán đúng hơn rõ so với {name} ({interval}).")


def _share_words(of: Track) -> str:
    hits = of.hits
    return (
        f"{percent(hits.estimate, 0)} (khoảng tin cậy 95 %: {percent(hits.low, 0)} đến "
        f"{percent(hits.high, 0)}; {whole(of.listed)} món của {whole(of.weeks)} tuần)"
    )


def _points(share: float) -> str:
    return f"{'+' if share >= 0 else '−'}{decimal(abs(100 * share), 0)} điểm %"
