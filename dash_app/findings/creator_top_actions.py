"""What to do about a ranking of creators: computed from the numbers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import pandas as pd

from dash_app import links
from dash_app.findings.bins import number_words, value_words
from dash_app.findings.creator_overview_actions import ENOUGH_VIDEOS
from dash_app.findings.suggestion import Suggestion
from dash_app.metrics import Metric
from dash_app.statistics import MIN_SAMPLE
from dash_app.words import TIERS, day, percent, whole

_MOST_COMPARED: Final = 5
_MOST_NAMED: Final = 5
_EACH_END: Final = 2
_LEAST_FOR_TIERS: Final = 5
_MOST: Final = 5
_RESTING_DAYS: Final = 60
_LARGE_SHARE: Final = 0.2


def top_suggestions(
    rows: pd.DataFrame,
    chosen: pd.DataFrame,
    measure: Metric,
    *,
    is_total: bool,
    from_below: bool,
    newest: date | None,
) -> tuple[Suggestion, ...]:
    """Returns up to five things to do, the most useful first.

    Args:
        rows: All who are ranked, the highest first; columns of
            `creator_measures`, value, share.
        chosen: Those at the chosen end, the outermost first.
        measure: Of `value`.
        is_total: Whether the values make a total.
        from_below: Whether the lowest are chosen.
        newest: Day of the newest video in view, from which a rest is counted.
    """
    if chosen.empty:
        return ()
    found = (
        (
            _without_videos(chosen),
            _resting(chosen, newest),
            None if is_total else _few_videos(chosen, measure),
            _compare_ends(rows, chosen, measure),
            _within_tiers(chosen, rows),
        )
        if from_below
        else (
            _size_is_not_engagement(rows, chosen, measure),
            _refuse_booking(chosen),
            _resting(chosen, newest),
            None if is_total else _few_videos(chosen, measure),
            _usual_without_them(rows, chosen, measure, is_total),
            _compare(chosen, measure),
            _within_tiers(chosen, rows),
        )
    )
    return tuple(each for each in found if each is not None)[:_MOST]


def _compare(chosen: pd.DataFrame, measure: Metric) -> Suggestion | None:
    some = chosen.head(_MOST_COMPARED)
    if len(some) < 2:
        return None
    rates = some["engagement_rate"].dropna()
    followers = some["followers"].dropna()
    if measure.key != "engagement_rate" and len(rates) > 1:
        between = (
            f"tỷ lệ tương tác của họ từ {percent(rates.min(), 2)} đến {percent(rates.max(), 2)}"
        )
    elif measure.key != "followers" and len(followers) > 1:
        between = f"họ có từ {whole(followers.min())} đến {whole(followers.max())} người theo dõi"
    else:
        between = "những con số khác của họ có thể rất khác nhau"
    return Suggestion(
        f"Đặt {whole(len(some))} người đầu danh sách cạnh nhau trước khi chọn.",
        f"Họ giống nhau ở chỗ đứng đầu về {measure.inside}; {between}.",
        links.compare_page(some["creator"].tolist()),
        "So sánh họ",
    )


def _within_tiers(chosen: pd.DataFrame, rows: pd.DataFrame) -> Suggestion | None:
    """Says which follower tiers those who are chosen belong to."""
    if rows["tier"].nunique() < 2 or len(chosen) < _LEAST_FOR_TIERS:
        return None
    counts = chosen["tier"].value_counts()
    parts = ", ".join(
        f"{whole(counts[tier])} thuộc {name.lower()}"
        for tier, name in TIERS.items()
        if tier in counts
    )
    return Suggestion(
        "So trong cùng nhóm người theo dõi rồi mới kết luận ai hơn ai.",
        f"Trong {whole(len(chosen))} người này, {parts}.",
        links.TIERS_PAGE,
        "Xem các nhóm theo người theo dõi",
    )


def _compare_ends(rows: pd.DataFrame, chosen: pd.DataFrame, measure: Metric) -> Suggestion | None:
    """Sets the first ones beside the last ones."""
    first = rows.head(_EACH_END)
    last = chosen[~chosen["creator"].isin(first["creator"])].head(_EACH_END)
    if last.empty:
        return None
    return Suggestion(
        "Đặt người đứng cuối cạnh người đứng đầu để xem họ khác nhau ở đâu.",
        f"{measure.label}: @{first.iloc[0]['creator']} có "
        f"{value_words(first.iloc[0]['value'], measure)}, @{last.iloc[0]['creator']} có "
        f"{value_words(last.iloc[0]['value'], measure)} (n = {whole(len(rows))} TikToker).",
        links.compare_page([*first["creator"], *last["creator"]]),
        "So sánh họ",
    )


def _without_videos(chosen: pd.DataFrame) -> Suggestion | None:
    accounts = chosen.loc[chosen["videos"] == 0, "creator"].tolist()
    if not accounts:
        return None
    return Suggestion(
        "Thu thập video của những người chưa có video nào trước khi bỏ qua họ.",
        f"{whole(len(accounts))} trong {whole(len(chosen))} người này chưa có video trong dữ liệu: "
        f"{_named(accounts)}.",
        sure=False,
    )


def _size_is_not_engagement(
    rows: pd.DataFrame, chosen: pd.DataFrame, measure: Metric
) -> Suggestion | None:
    """Counts those at the top whose engagement is below the usual."""
    fit = rows.loc[rows["videos"] >= ENOUGH_VIDEOS, "engagement_rate"].dropna()
    if measure.key == "engagement_rate" or len(fit) < MIN_SAMPLE:
        return None
    usual = fit.median()
    judged = chosen[(chosen["videos"] >= ENOUGH_VIDEOS) & chosen["engagement_rate"].notna()]
    below = int((judged["engagement_rate"] < usual).sum())
    if not below:
        return None
    return Suggestion(
        f"Đừng chọn chỉ vì đứng đầu về {measure.inside}.",
        f"{whole(below)} trong {whole(len(judged))} người đầu danh sách có từ {ENOUGH_VIDEOS} "
        f"video có tỷ lệ tương tác dưới mức trung vị {percent(usual, 2)} của {whole(len(fit))} "
        "TikToker.",
        links.page(links.TOP_PAGE, rank_by="engagement_rate", least_videos=str(ENOUGH_VIDEOS)),
        "Xếp theo tỷ lệ tương tác",
    )


def _refuse_booking(chosen: pd.DataFrame) -> Suggestion | None:
    accounts = chosen.loc[chosen["booking_note"] == "refuses", "creator"].tolist()
    if not accounts:
        return None
    return Suggestion(
        "Loại trước những ai ghi trong hồ sơ là không nhận booking.",
        f"Trong {whole(len(chosen))} người này có {whole(len(accounts))}: {_named(accounts)}.",
        links.KOL_PAGE,
        "Chọn KOL",
    )


def _resting(chosen: pd.DataFrame, newest: date | None) -> Suggestion | None:
    """Names those who have not posted for long, counted from the newest video."""
    if newest is None:
        return None
    since = pd.Timestamp(newest - timedelta(days=_RESTING_DAYS))
    accounts = chosen.loc[chosen["last_posted_date"] < since, "creator"].tolist()
    if not accounts:
        return None
    return Suggestion(
        "Hỏi xem họ còn hoạt động không trước khi đưa vào danh sách.",
        f"{whole(len(accounts))} trong {whole(len(chosen))} người không có video nào trong "
        f"{_RESTING_DAYS} ngày tính đến {day(newest)} (ngày của video mới nhất): "
        f"{_named(accounts)}.",
        sure=False,
    )


def _few_videos(chosen: pd.DataFrame, measure: Metric) -> Suggestion | None:
    few = int((chosen["videos"] < MIN_SAMPLE).sum())
    if not few:
        return None
    return Suggestion(
        "Nâng số video tối thiểu rồi xem ai còn trụ lại.",
        f"{whole(few)} trong {whole(len(chosen))} người có dưới {MIN_SAMPLE} video, nên thứ hạng "
        "của họ dao động nhiều.",
        links.page(
            links.TOP_PAGE,
            rank_by="metric" if measure.key == "value" else measure.key,
            least_videos=str(MIN_SAMPLE),
        ),
        f"Chỉ xét ai có từ {MIN_SAMPLE} video",
        sure=False,
    )


def _usual_without_them(
    rows: pd.DataFrame, chosen: pd.DataFrame, measure: Metric, is_total: bool
) -> Suggestion | None:
    """Says how much the mean depends on those at the top."""
    rest = rows[~rows["creator"].isin(chosen["creator"])]
    if not is_total or len(rest) < MIN_SAMPLE or chosen["share"].sum() < _LARGE_SHARE:
        return None
    return Suggestion(
        f"Khi lấy mặt bằng chung, tách riêng {whole(len(chosen))} người đầu danh sách.",
        f"Họ giữ {percent(chosen['share'].sum(), 0)} tổng; có họ thì trung bình là "
        f"{number_words(rows['value'].mean(), measure)}, không có họ là "
        f"{number_words(rest['value'].mean(), measure)} (trung vị "
        f"{number_words(rows['value'].median(), measure)}).",
        links.CREATORS_PAGE,
        "Xem phân bố",
    )


def _named(accounts: list[str]) -> str:
    shown = ", ".join(f"@{account}" for account in accounts[:_MOST_NAMED])
    more = len(accounts) - _MOST_NAMED
    return f"{shown} và {whole(more)} người nữa" if more > 0 else shown
