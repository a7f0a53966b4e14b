"""Cảnh báo: what changed lately that someone should look at."""

from __future__ import annotations

from typing import Final

import pandas as pd
from dash import Dash, html

from dash_app.components.alert_list import alert_link, build_alert_groups
from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.page import page_layout, register_page
from dash_app.components.suggestions import show_suggestions
from dash_app.filters import Filters
from dash_app.findings.alerts import alert_findings, alert_suggestions, at_least
from dash_app.findings.freshness import age_words, freshness_findings
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.queries import alerts
from dash_app.services import Services
from dash_app.view import Control
from dash_app.words import MISSING, day, local_day, percent, whole
from etl.alerts.kinds import (
    FALSE_SHARE,
    MOST_OF_A_KIND,
    SEVERITIES,
    TOPICS,
    TRAITS,
    AlertKind,
    Severity,
    rule,
    written_size,
)

TOPIC: Final = Control("topic", "Chủ đề", (("all", "Mọi chủ đề"), *TOPICS.items()), "all")
SEVERITY: Final = Control(
    "severity",
    "Mức",
    (("low", "Mọi mức"), ("medium", "Từ đáng chú ý trở lên"), ("high", "Chỉ quan trọng")),
    "low",
)
NEWS: Final = Control("news", "Mới hay cũ", (("all", "Mọi cảnh báo"), ("new", "Chỉ mới")), "all")

_MOST_SUGGESTED: Final = 4
_UNIT: Final = "cảnh báo"
_FORMULA: Final = (
    "tính một lần lúc công bố dữ liệu, trên mọi video, theo thời gian của chính dữ liệu; điều kiện "
    f"từng loại ở bảng dưới; mỗi loại nhiều nhất {MOST_OF_A_KIND} cảnh báo mạnh nhất. Ở trang này "
    "chỉ bộ lọc TikToker và nhóm người theo dõi có tác dụng: khi đặt, chỉ còn cảnh báo của riêng "
    "những người ấy"
)

_LEVEL_NOTES: Final = {
    Severity.HIGH: "nên xem ngay",
    Severity.MEDIUM: "nên xem trong tuần",
    Severity.LOW: "biết để theo dõi",
}


def show_key_figures(reader: Reader) -> Shown:
    """How many alerts there are, how serious, and of when."""
    found = _chosen(reader)
    counts = found["severity"].value_counts()
    collected = local_day(reader.snapshot.manifest.newest_collected_at)
    figures = [
        KeyFigure(
            "Cảnh báo",
            whole(len(found)),
            f"{whole(found['is_new'].sum())} chưa có ở phiên bản trước",
        ),
        *(
            KeyFigure(words.capitalize(), whole(counts.get(severity, 0)), _LEVEL_NOTES[severity])
            for severity, words in SEVERITIES.items()
        ),
        KeyFigure("Thu thập lần cuối", day(collected), age_words(collected, reader.today)),
    ]
    return Shown(
        "Các con số chính",
        build_key_figures(figures),
        _FORMULA,
        len(found),
        _UNIT,
        table=pd.DataFrame(
            {"Con số": [f.label for f in figures], "Giá trị": [f.value for f in figures]}
        ),
    )


def show_alerts(reader: Reader) -> Shown:
    """The alerts, by topic."""
    found = _chosen(reader)
    body = (
        build_alert_groups(found, *_shown_of_a_topic(reader))
        if len(found)
        else html.P(_nothing(reader), className="muted")
    )
    collected = local_day(reader.snapshot.manifest.newest_collected_at)
    return Shown(
        "Điều gì vừa thay đổi?",
        body,
        _FORMULA,
        len(found),
        _UNIT,
        findings=(
            *alert_findings(found),
            *freshness_findings(reader.snapshot.newest, collected, reader.today),
        ),
        table=_table(found),
    )


def show_rules(reader: Reader) -> Shown:
    """What makes an alert of each kind, and from which size on it is serious."""
    counts = reader.frame(alerts.ranked_alerts, filters=Filters())["kind"].value_counts()
    frame = pd.DataFrame(
        [
            (
                TOPICS[trait.topic],
                trait.label,
                int(counts.get(kind, 0)),
                rule(kind),
                " · ".join(written_size(kind, level) for level in trait.levels),
            )
            for kind, trait in TRAITS.items()
        ],
        columns=[
            "Chủ đề",
            "Loại",
            "Cảnh báo",
            "Có cảnh báo khi",
            "Để biết · đáng chú ý · quan trọng",
        ],
    )
    columns = (
        FactColumn("Loại"),
        FactColumn("Cảnh báo", number=True),
        FactColumn("Có cảnh báo khi", wide=True),
        FactColumn("Để biết · đáng chú ý · quan trọng"),
    )
    rows = frame[[column.title for column in columns]].itertuples(index=False, name=None)
    return Shown(
        "Khi nào thì có cảnh báo?",
        build_facts_table(
            "Điều kiện của từng loại cảnh báo",
            columns,
            [(kind, whole(n), words, levels) for kind, n, words, levels in rows],
            tall=True,
        ),
        f"tỷ lệ báo nhầm (q) không quá {percent(FALSE_SHARE, 0)} ở những loại có kiểm định",
        int(counts.sum()),
        _UNIT,
        table=frame,
    )


def show_actions(reader: Reader) -> Shown:
    """What to do about the most important ones."""
    found = _chosen(reader)
    suggestions = alert_suggestions(found, alert_link, _MOST_SUGGESTED)
    return show_suggestions(suggestions, len(found), _UNIT)


PAGE = Page(
    tab="trends",
    path="/trends/alerts",
    title="Cảnh báo",
    icon="lightning",
    order=9,
    lead="Điều gì vừa thay đổi: video bùng nổ, món, hashtag và âm thanh đang lên, TikToker lên "
    "xuống, nguồn dữ liệu có vấn đề.",
    controls=(TOPIC, SEVERITY, NEWS),
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("alerts", show_alerts, "body", wide=True),
        Card("rules", show_rules, "body", wide=True),
        Card("actions", show_actions, "body", wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _chosen(reader: Reader) -> pd.DataFrame:
    """Returns the alerts that the page's choices leave."""
    view, found = reader.view, reader.frame(alerts.ranked_alerts)
    found = at_least(found, Severity(view.choice(SEVERITY.name)))
    topic = view.choice(TOPIC.name)
    if topic != "all":
        found = found[[TRAITS[AlertKind(kind)].topic == topic for kind in found["kind"]]]
    return found[found["is_new"]] if view.choice(NEWS.name) == "new" else found


def _shown_of_a_topic(reader: Reader) -> tuple[int, str]:
    """Returns how many alerts of a topic are shown, and where the others are."""
    if reader.view.choice(TOPIC.name) == "all":
        return 6, "chọn riêng chủ đề này ở trên, hoặc tải CSV"
    return 24, "tải CSV để xem hết"


def _nothing(reader: Reader) -> str:
    every = len(reader.frame(alerts.ranked_alerts, filters=Filters()))
    if not every:
        return (
            "Không có cảnh báo nào: không điều gì vượt ngưỡng trong bảng dưới. Với dữ liệu ít tuần "
            "hoặc ít TikToker, các kiểm định không thể kết luận."
        )
    return (
        f"Không có cảnh báo nào khớp với lựa chọn và bộ lọc; phiên bản này có {whole(every)} cảnh "
        "báo."
    )


def _table(found: pd.DataFrame) -> pd.DataFrame:
    kinds = [AlertKind(kind) for kind in found["kind"]]
    return pd.DataFrame(
        {
            "Hạng": found["rank"],
            "Mức": [SEVERITIES[Severity(severity)] for severity in found["severity"]],
            "Mới": ["mới" if new else "đã báo" for new in found["is_new"]],
            "Chủ đề": [TOPICS[TRAITS[kind].topic] for kind in kinds],
            "Loại": [TRAITS[kind].label for kind in kinds],
            "Về": found["name"],
            "TikToker": found["creator"].fillna(MISSING),
            "Cỡ": [written_size(k, size) for k, size in zip(kinds, found["size"], strict=True)],
            "n": found["n"],
            "Tỷ lệ báo nhầm q": [percent(q) for q in found["q_value"]],
            "Từ ngày": [day(value) for value in found["since"]],
            "Đến ngày": [day(value) for value in found["until"]],
            "Bằng chứng": found["evidence"],
            "Mã": found["subject"],
        }
    )
