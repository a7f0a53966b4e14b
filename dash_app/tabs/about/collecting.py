"""Thu thập: who is followed, when it last worked, what failed and why, and how to run it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd
from dash import Dash, html

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.page import page_layout, register_page
from dash_app.crawls import has_forgotten, read_known, records_stamp
from dash_app.filters import Filters
from dash_app.findings.collecting import Followed, collecting_findings, followed_creators
from dash_app.findings.finding import Finding
from dash_app.findings.freshness import STALE_DAYS, age_words
from dash_app.pages import Card, Grid, GridColumn, Page, Reader, Shown
from dash_app.queries.collecting import creator_collections
from dash_app.services import Services
from dash_app.store import Snapshot
from dash_app.tabs.about.collecting_words import ADVICE, RULES, STEPS
from dash_app.words import MISSING, day, whole
from etl.collect.outcomes import OUTCOMES, Outcome
from etl.collect.records import Kind
from etl.collect.status import Known

_NO_RECORD: Final = "chưa có ghi chép"
_UNDER_WAY: Final = "đang dở"
_FROM_DATA: Final = Finding(
    "Chưa có lần nào được ghi lại bằng lệnh thu thập: ngày ở đây suy ra từ dữ liệu đã công bố, nên "
    "không biết lần nào hỏng.",
    "few",
)


def show_key_figures(reader: Reader) -> Shown:
    """How many are followed, how fresh they are, and how many failed."""
    followed, known = reader.kept(_followed), reader.kept(_known)
    days = [one.succeeded for one in followed if one.succeeded]
    newest = max(days, default=None)
    stale = sum((reader.today - each).days > STALE_DAYS for each in days)
    failed = sum(one.failed for one in followed)
    hashtags = sum(one.kind is Kind.HASHTAG for one in known)
    recorded = any(one.kind is Kind.USER for one in known)
    figures = [
        KeyFigure(
            "TikToker đang theo dõi",
            whole(len(followed)),
            f"{whole(sum(one.videos > 0 for one in followed))} đã có video trong dữ liệu",
        ),
        KeyFigure("Thành công gần nhất", day(newest), age_words(newest, reader.today)),
        KeyFigure(
            f"Cũ hơn {STALE_DAYS} ngày",
            whole(stale),
            f"trong {whole(len(days))} đã từng có dữ liệu",
        ),
        KeyFigure(
            "Lần gần nhất hỏng",
            whole(failed) if recorded else MISSING,
            "bị chặn, dừng giữa chừng hoặc thiếu" if recorded else _NO_RECORD,
        ),
        KeyFigure("Hashtag đã thu thập", whole(hashtags), "để tìm TikToker mới"),
    ]
    return Shown(
        "Tình trạng thu thập",
        build_key_figures(figures),
        "từ ghi chép của mỗi lần thu thập và từ dữ liệu đã công bố",
        len(followed),
        unit="TikToker",
        table=pd.DataFrame(
            {"Mục": [f.label for f in figures], "Giá trị": [f.value for f in figures]}
        ),
    )


def show_creators(reader: Reader) -> Shown:
    """Each creator with the last success, its age, the last outcome and its reason."""
    followed = reader.kept(_followed)
    frame = pd.DataFrame([_row(one, reader.today) for one in followed], columns=list(_TITLES))
    has_records = any(one.known for one in followed)
    return Shown(
        "Ai đang được theo dõi, lần cuối là bao giờ?",
        None,
        "thành công: ngày gần nhất có dữ liệu về, theo ghi chép thu thập hoặc dữ liệu đã công bố, "
        "giờ Việt Nam; video: số video trong phiên bản đang mở; hỏng xếp trước, rồi từ cũ đến mới",
        len(followed),
        unit="TikToker",
        findings=(
            *collecting_findings(followed, reader.today),
            *(() if has_records else (_FROM_DATA,)),
        ),
        table=frame.rename(columns=_TITLES),
    )


def show_outcomes(reader: Reader) -> Shown:
    """How last crawls ended: what each outcome means, and what to do."""
    known = reader.kept(_known)
    counts = Counter((one.last.outcome, one.kind) for one in known if one.last)
    frame = pd.DataFrame(
        [
            (OUTCOMES[each], counts[each, Kind.USER], counts[each, Kind.HASHTAG], *ADVICE[each])
            for each in Outcome
        ],
        columns=["Kết thúc", "TikToker", "Hashtag", "Nghĩa là gì", "Nên làm gì"],
    )
    body = build_facts_table(
        "Các kiểu kết thúc",
        (
            FactColumn("Kết thúc"),
            FactColumn("TikToker", number=True),
            FactColumn("Hashtag", number=True),
            FactColumn("Nghĩa là gì", wide=True),
            FactColumn("Nên làm gì", wide=True),
        ),
        [
            (_capital(words), whole(users), whole(tags), meaning, advice)
            for words, users, tags, meaning, advice in frame.itertuples(index=False, name=None)
        ],
    )
    total = sum(counts.values())
    reasons = Counter(
        one.last.reason for one in known if one.last and one.last.failed and one.last.reason
    )
    found: tuple[Finding, ...] = ()
    if reasons:
        words, count = reasons.most_common(1)[0]
        found = (Finding(f"Lý do hỏng hay gặp nhất: {words} ({whole(count)} lần)."),)
    elif not total:
        found = (Finding("Chưa có lần thu thập nào được ghi lại.", "few"),)
    return Shown(
        "Lần thu thập gần nhất kết thúc thế nào?",
        body,
        "lần gần nhất của mỗi TikToker và mỗi hashtag, theo ghi chép thu thập; danh sách thiếu "
        "không bao giờ được tính là đầy đủ",
        total,
        unit="lần",
        findings=found,
        table=frame,
    )


def show_commands(_: Reader) -> Shown:
    """How to run it."""
    frame = pd.DataFrame(STEPS, columns=["Việc", "Lệnh", "Cần biết"])
    body = build_facts_table(
        "Các lệnh",
        (FactColumn("Việc"), FactColumn("Lệnh"), FactColumn("Cần biết", wide=True)),
        [(step, html.Code(command), note) for step, command, note in STEPS],
    )
    return Shown(
        "Chạy thu thập như thế nào?",
        body,
        "chạy ở máy chủ, trong thư mục của dự án; mỗi lệnh có --help và --json",
        len(frame),
        unit="lệnh",
        table=frame,
    )


def show_rules(reader: Reader) -> Shown:
    """What is allowed, and how a creator is removed."""
    frame = pd.DataFrame(RULES, columns=["Điều", "Nội dung"])
    removed = has_forgotten(reader.snapshot.version.folder)
    body = html.Ul(
        [html.Li([html.Strong(f"{title}. "), text]) for title, text in RULES], className="caveats"
    )
    return Shown(
        "Được phép thu thập những gì?",
        body,
        "không phải tư vấn pháp lý",
        len(frame),
        unit="điều",
        findings=(
            (Finding("Đã có TikToker được xoá theo yêu cầu: tên của họ chỉ còn dạng băm."),)
            if removed
            else ()
        ),
        table=frame,
    )


def _rows(
    reader: Reader, order: str, descending: bool, offset: int, limit: int
) -> Sequence[Mapping[str, Any]]:
    rows = [_row(one, reader.today) for one in reader.kept(_followed)]
    if order != _ATTENTION:
        known = [row for row in rows if row[order] is not None]
        unknown = [row for row in rows if row[order] is None]
        rows = [*sorted(known, key=lambda row: row[order], reverse=descending), *unknown]
    return rows[offset : offset + limit]


def _row(one: Followed, today: date) -> dict[str, Any]:
    return {
        "creator": one.creator,
        "outcome": _outcome(one),
        "succeeded": one.succeeded,
        "age": age_words(one.succeeded, today),
        "videos": one.videos,
        "newest": one.newest,
        "note": _note(one),
    }


# Failed ones first, then from the oldest success to the newest: what `followed_creators` gives.
_ATTENTION: Final = "attention"
_COLUMNS: Final = (
    GridColumn("creator", "TikToker", width=170, creator=True),
    GridColumn("outcome", "Lần gần nhất", width=150),
    GridColumn("succeeded", "Thành công", day, 120),
    GridColumn("age", "Cách đây", width=250, sortable=False),
    GridColumn("videos", "Video", whole, 85, number=True),
    GridColumn("newest", "Video mới nhất", day, 145),
    GridColumn("note", "Ghi chú", width=180, flex=1),
)
_TITLES: Final = {column.field: column.title for column in _COLUMNS}


def _stamp(snapshot: Snapshot) -> str:
    return records_stamp(snapshot.version.folder)


PAGE = Page(
    tab="about",
    path="/about/collecting",
    title="Thu thập",
    icon="download",
    order=3,
    lead="Ai đang được theo dõi, dữ liệu về lần cuối khi nào, cái gì hỏng, vì sao, chạy ra sao.",
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card(
            "creators",
            show_creators,
            "grid",
            wide=True,
            grid=Grid(
                "about-collecting-grid",
                _COLUMNS,
                _rows,
                lambda reader: len(reader.kept(_followed)),
                lambda _: _ATTENTION,
            ),
        ),
        Card("outcomes", show_outcomes, "body", wide=True),
        Card("commands", show_commands, "body", wide=True),
        Card("rules", show_rules, "body", wide=True),
    ),
    has_filters=False,
    stamp=_stamp,
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _known(reader: Reader) -> list[Known]:
    return read_known(reader.snapshot.version.folder)


def _followed(reader: Reader) -> list[Followed]:
    published = reader.frame(creator_collections, filters=Filters())
    return followed_creators(reader.kept(_known), published)


def _outcome(one: Followed) -> str:
    if one.outcome:
        return OUTCOMES[one.outcome]
    return _UNDER_WAY if one.known else _NO_RECORD


def _note(one: Followed) -> str:
    notes = [one.reason] if one.reason else []
    if one.known and one.known.waiting_pages:
        notes.append(f"còn dở, đã có {whole(one.known.waiting_pages)} trang")
    return "; ".join(notes)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
