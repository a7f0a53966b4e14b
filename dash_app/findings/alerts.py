"""What the alerts say together, and what to do about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pandas as pd

from dash_app.findings.finding import Finding
from dash_app.findings.suggestion import Suggestion
from dash_app.words import day, whole
from etl.alerts.kinds import TRAITS, AlertKind, Severity, Topic

_NOT_NEW: Final = "phiên bản trước đã có tất cả"
_TODO: Final = {
    AlertKind.BREAKOUT_VIDEO: "Xem video của {name} làm khác gì các video khác cùng kênh.",
    AlertKind.GROWING_VIDEO: "Làm phần tiếp theo khi video cũ của {name} đang được xem lại.",
    AlertKind.RISING_DISH: "Thử món “{name}” trong tuần tới, khi mới bắt đầu được nhắc nhiều.",
    AlertKind.RISING_HASHTAG: "Thử #{name} trong tuần tới nếu hợp với nội dung.",
    AlertKind.RISING_SOUND: "Nghe thử âm thanh “{name}” cho video tuần tới.",
    AlertKind.CREATOR_RISE: "Xem {name} vừa đổi điều gì: cân nhắc mời hợp tác sớm.",
    AlertKind.CREATOR_FALL: "Xem lại kế hoạch với {name} trước khi chốt giá.",
    AlertKind.FOLLOWERS_RISE: "Xem {name} đang tăng nhờ video nào.",
    AlertKind.FOLLOWERS_FALL: "Xem lại {name} trước khi chốt giá theo người theo dõi.",
    AlertKind.SILENT_CREATOR: "Hỏi {name} còn làm video không trước khi đặt lịch.",
    AlertKind.STALE_VIDEOS: "Kiểm tra công cụ thu thập: có thể nó không còn nhận video mới.",
    AlertKind.STALE_CREATORS: "Thu thập lại những TikToker bị bỏ quên.",
    AlertKind.EMPTY_CREATORS: "Thu thập video của những TikToker mới chỉ có hồ sơ.",
    AlertKind.EMPTY_LANDING: "Kiểm tra tệp nguồn “{name}”: nó không còn cho dòng mới.",
    AlertKind.QUARANTINE: "Sửa nguồn “{name}” để ít dòng bị cách ly hơn.",
    AlertKind.FEWER_ROWS: "Kiểm tra vì sao dữ liệu ít đi trước khi so với số cũ.",
}


def alert_findings(alerts: pd.DataFrame) -> tuple[Finding, ...]:
    """Says how many alerts there are and what they are about.

    Args:
        alerts: Columns kind, is_new, since, until.
    """
    if alerts.empty:
        return ()
    counts = alerts["kind"].map(lambda kind: TRAITS[AlertKind(kind)].label).value_counts()
    most = ", ".join(f"{label} {whole(n)}" for label, n in counts.items())
    new = int(alerts["is_new"].sum())
    told = f"{whole(new)} cảnh báo chưa có ở phiên bản trước" if new else _NOT_NEW
    found = [Finding(f"{whole(len(alerts))} cảnh báo ({most}); {told}.")]
    weeks = alerts[alerts["kind"].isin(_tested_by_week())]
    if len(weeks):
        first = weeks.iloc[0]
        found.append(
            Finding(
                f"Tuần được so với tám tuần trước: {day(first['since'])}–{day(first['until'])}."
            )
        )
    return tuple(found)


def _tested_by_week() -> list[str]:
    topics = (Topic.DISH, Topic.HASHTAG, Topic.SOUND)
    return [kind for kind, trait in TRAITS.items() if trait.topic in topics]


def most_important(alerts: pd.DataFrame, most: int) -> pd.DataFrame:
    """Returns the first alert of each kind, the most important first.

    Args:
        alerts: In order of importance, column kind.
        most: So many at most: they should not all say the same.
    """
    return alerts.drop_duplicates("kind").head(most)


def alert_suggestions(
    alerts: pd.DataFrame, link: Callable[[dict[Any, Any]], tuple[str, str]], most: int
) -> tuple[Suggestion, ...]:
    """Returns what to do about the most important alerts of different kinds.

    What was tested, or counted in the source itself, is sure; a video or a creator that stands out
    without a test is something to look into.

    Args:
        alerts: In order of importance: kind, name, creator, severity, q_value, evidence, and what
            `link` needs.
        link: Returns the address of the page of an alert, and what it is called.
        most: So many at most.
    """
    return tuple(
        _suggestion(row, *link(row)) for row in most_important(alerts, most).to_dict("records")
    )


def _suggestion(row: dict[Any, Any], address: str, words: str) -> Suggestion:
    kind = AlertKind(row["kind"])
    is_video = TRAITS[kind].topic is Topic.VIDEO
    name = f"@{row['creator']}" if is_video else row["name"]
    sure = pd.notna(row["q_value"]) or TRAITS[kind].topic is Topic.SOURCE
    return Suggestion(_TODO[kind].format(name=name), row["evidence"], address, words, sure=sure)


def at_least(alerts: pd.DataFrame, severity: Severity) -> pd.DataFrame:
    """Returns the alerts that are at least so serious.

    Args:
        alerts: Column severity.
        severity: The least.
    """
    order = tuple(Severity)
    return alerts[alerts["severity"].isin(order[order.index(severity) :])]
