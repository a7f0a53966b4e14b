"""Tối ưu kênh: the page as a file."""

from __future__ import annotations

from typing import Final

from dash_app.documents.advice_docx import write_docx
from dash_app.documents.advice_markdown import write_markdown
from dash_app.documents.advice_report import AdviceItem, AdviceReport
from dash_app.findings.bins import value_words
from dash_app.findings.channel_looked import VERDICTS, looked_lines
from dash_app.pages import Document, Reader
from dash_app.tabs.studio.channel_plan import TITLES, written
from dash_app.tabs.studio.channel_reading import advice, channel, looked, plan, whose
from dash_app.tabs.studio.channel_words import OWN_RULE, PLAN_RULE, RULE
from dash_app.words import MISSING, day, whole

LOOKED_TITLES: Final = ("Mục", "Trong video của", "Đã so", "Kết quả", "Điều rõ nhất")
DOCUMENTS: Final = (
    Document(
        "toi-uu-kenh.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda reader: write_docx(advice_report(reader)),
    ),
    Document(
        "toi-uu-kenh.md", "text/markdown", lambda reader: write_markdown(advice_report(reader))
    ),
)


def advice_report(reader: Reader) -> AdviceReport:
    """Returns what the page says."""
    about, metric = whose(reader), reader.view.metric
    given = [each.suggestion for each in advice(reader)]
    lines = looked_lines(looked(reader), channel(reader), reader.view)
    level = MISSING if about.median is None else value_words(about.median, metric)
    return AdviceReport(
        title=f"Tối ưu kênh: {about.name}",
        facts=(
            ("Video trong góc nhìn", whole(about.n)),
            (f"Mức quen (trung vị {metric.inside})", level),
            ("Dữ liệu tới", day(reader.snapshot.newest)),
        ),
        items=tuple(AdviceItem(each.topic, each.action, each.reason, each.sure) for each in given),
        nothing=about.nothing or "Không điều gì trong các phép so khác rõ",
        week_titles=TITLES,
        weeks=tuple(written(each) for each in plan(reader)),
        looked_titles=LOOKED_TITLES,
        looked=tuple(
            (each.title, each.whose, each.compared, VERDICTS[each.verdict], each.strongest)
            for each in lines
        ),
        method=(
            f"{RULE}.",
            f"{OWN_RULE}.",
            f"{PLAN_RULE}.",
            "Mọi điều là đi cùng nhau, chưa phải nguyên nhân: hãy thử rồi đo lại.",
        ),
        synthetic=bool(reader.snapshot.manifest.synthetic),
        made_on=reader.today,
    )
