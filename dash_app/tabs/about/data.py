"""Dữ liệu: what the open version holds, where it comes from and what was set aside."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

import pandas as pd
from dash import Dash, html

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.page import page_layout, register_page
from dash_app.findings.finding import Finding
from dash_app.findings.freshness import age_words, freshness_findings
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.services import Services
from dash_app.tabs.about.manifest_words import DATASETS, ENGINES, STEPS, check_name
from dash_app.words import ZONE, day, decimal, local_instant, percent, whole
from etl.schema import datasets
from etl.words import KINDS, reason

_FROM_MANIFEST: Final = "do lần tạo dữ liệu ghi lại trong manifest của phiên bản"
_BYTES_A_MEGABYTE: Final = 1_000_000


def show_key_figures(reader: Reader) -> Shown:
    """Which version is open, how it was made and how fresh it is."""
    manifest, newest = reader.snapshot.manifest, reader.snapshot.newest
    collected = _day(manifest.newest_collected_at)
    engine = ENGINES.get(manifest.engine, manifest.engine)
    figures = [
        KeyFigure(
            "Loại dữ liệu",
            "Dữ liệu mẫu" if manifest.synthetic else "Dữ liệu thật",
            "mọi tài khoản và con số đều là bịa"
            if manifest.synthetic
            else "thu thập từ TikTok, không trộn với dữ liệu mẫu",
        ),
        KeyFigure("Video mới nhất", day(newest), age_words(newest, reader.today)),
        KeyFigure("Thu thập lần cuối", day(collected), age_words(collected, reader.today)),
        KeyFigure(
            "Tạo phiên bản",
            day(_day(manifest.created_at)),
            f"lúc {local_instant(manifest.created_at).rpartition(' ')[2]} giờ Việt Nam, "
            f"bằng {engine}",
        ),
        KeyFigure(
            "Phiên bản",
            manifest.version.partition("-")[2] or manifest.version,
            f"hợp đồng dữ liệu số {manifest.schema_version}",
        ),
    ]
    return Shown(
        "Phiên bản đang mở",
        build_key_figures(figures),
        _FROM_MANIFEST,
        sum(manifest.rows.values()),
        unit="dòng",
        table=pd.DataFrame(
            {"Mục": [f.label for f in figures], "Giá trị": [f.value for f in figures]}
        ),
    )


def show_rows(reader: Reader) -> Shown:
    """How many rows each dataset has, and what one row is."""
    manifest = reader.snapshot.manifest
    frame = pd.DataFrame(
        [
            (
                DATASETS.get(each.name, each.name),
                each.name,
                manifest.rows.get(each.name, 0),
                len(each.columns),
                each.meaning,
            )
            for each in datasets()
        ],
        columns=["Bộ dữ liệu", "Tên tệp", "Số dòng", "Số cột", "Một dòng là gì"],
    )
    body = build_facts_table(
        "Các bộ dữ liệu",
        (
            FactColumn("Bộ dữ liệu"),
            FactColumn("Số dòng", number=True),
            FactColumn("Số cột", number=True),
            FactColumn("Một dòng là gì", wide=True),
        ),
        [
            ([label, html.Code(name)], whole(rows), whole(columns), meaning)
            for label, name, rows, columns, meaning in frame.itertuples(index=False, name=None)
        ],
    )
    return Shown(
        "Có những bộ dữ liệu nào?",
        body,
        f"số dòng {_FROM_MANIFEST}, nghĩa và số cột theo hợp đồng dữ liệu",
        int(frame["Số dòng"].sum()),
        unit="dòng",
        findings=(
            Finding(
                f"Phiên bản {manifest.version}: {whole(len(frame))} bộ dữ liệu, "
                f"{whole(frame['Số dòng'].sum())} dòng."
            ),
            *freshness_findings(
                reader.snapshot.newest, _day(manifest.newest_collected_at), reader.today
            ),
        ),
        table=frame,
    )


def show_inputs(reader: Reader) -> Shown:
    """What was read, by kind of input, and what became of it."""
    inputs = reader.snapshot.manifest.inputs
    frame = pd.DataFrame(
        [
            (
                KINDS.get(kind, kind),
                each.files,
                each.bytes / _BYTES_A_MEGABYTE,
                each.rows_read,
                each.rows_landed,
                each.rows_duplicate,
                each.rows_quarantined,
                each.fields_dropped,
                each.repaired,
            )
            for kind, each in inputs.items()
        ],
        columns=[
            "Nguồn",
            "Tệp",
            "MB",
            "Dòng đọc",
            "Đã ghi",
            "Trùng",
            "Cách ly",
            "Trường bị bỏ",
            "Đã sửa",
        ],
    )
    body = build_facts_table(
        "Nguồn đã đọc",
        [FactColumn(title, number=title != "Nguồn") for title in frame.columns],
        [
            (kind, whole(files), decimal(megabytes, 2), *map(whole, counts))
            for kind, files, megabytes, *counts in frame.itertuples(index=False, name=None)
        ],
    )
    read, landed = int(frame["Dòng đọc"].sum()), int(frame["Đã ghi"].sum())
    findings = (
        (
            Finding(
                f"{percent(landed / read, 2)} dòng đọc được đã vào kho ({whole(landed)} trong "
                f"{whole(read)}); {whole(frame['Đã sửa'].sum())} dòng được sửa trước khi ghi."
            ),
        )
        if read
        else ()
    )
    return Shown(
        "Dữ liệu đến từ đâu?",
        body,
        "dòng đọc = đã ghi + trùng + cách ly; trường bị bỏ là giá trị lẻ không dùng được của một "
        f"dòng vẫn được ghi; {_FROM_MANIFEST}",
        read,
        unit="dòng",
        findings=findings,
        table=frame,
    )


def show_quarantine(reader: Reader) -> Shown:
    """Which rows could not be used, and why."""
    quarantined = reader.snapshot.manifest.quarantined
    frame = pd.DataFrame(
        [
            (KINDS.get(kind, kind), reason(code), rows)
            for kind, reasons in quarantined.by_kind.items()
            for code, rows in reasons.items()
        ],
        columns=["Nguồn", "Lý do", "Số dòng"],
    ).sort_values("Số dòng", ascending=False, kind="stable")
    body = (
        _table("Dòng bị cách ly", frame)
        if len(frame)
        else html.P("Không có dòng nào bị cách ly.", className="muted")
    )
    found: tuple[Finding, ...] = ()
    if quarantined.by_reason:
        code, rows = max(quarantined.by_reason.items(), key=lambda each: each[1])
        found = (
            Finding(
                f"Lý do hay gặp nhất: {reason(code)}, {whole(rows)} trong "
                f"{whole(quarantined.total)} dòng."
            ),
        )
    return Shown(
        "Dòng nào bị để riêng, vì sao?",
        body,
        "dòng không dùng được ghi riêng kèm tệp, vị trí và lý do, không bị xoá",
        quarantined.total,
        unit="dòng",
        findings=found,
        table=frame,
    )


def show_unpublished(reader: Reader) -> Shown:
    """Answers and labels that belong to no known video."""
    unpublished = reader.snapshot.manifest.unpublished
    frame = pd.DataFrame(
        [(KINDS.get(kind, kind), videos) for kind, videos in unpublished.items()],
        columns=["Nguồn", "Số video không tìm thấy"],
    )
    total = sum(unpublished.values())
    findings = (
        (
            Finding(
                f"{whole(total)} câu trả lời hoặc nhãn nói về video không có trong dữ liệu: thu "
                "thập thêm các video ấy thì chúng sẽ hiện ra."
            ),
        )
        if total
        else (Finding("Mọi lời thoại, món ăn, địa điểm và nhãn đều gắn với video có thật."),)
    )
    return Shown(
        "Đã đọc nhưng chưa dùng được",
        _table("Đã đọc nhưng chưa dùng được", frame),
        "số mã video có lời thoại, món ăn, địa điểm hoặc nhãn mà không có video tương ứng",
        total,
        findings=findings,
        table=frame,
    )


def show_checks(reader: Reader) -> Shown:
    """What was checked before the version was published."""
    checks = sorted(reader.snapshot.manifest.checks, key=lambda check: check.passed)
    frame = pd.DataFrame(
        [
            (check_name(check.name), "đạt" if check.passed else "không đạt", check.detail)
            for check in checks
        ],
        columns=["Kiểm tra", "Kết quả", "Chi tiết"],
    )
    failed = sum(not check.passed for check in checks)
    body = build_facts_table(
        "Kết quả kiểm tra",
        (FactColumn("Kiểm tra"), FactColumn("Kết quả"), FactColumn("Chi tiết", wide=True)),
        [
            (name, html.Span(result, className="passed" if result == "đạt" else "failed"), detail)
            for name, result, detail in frame.itertuples(index=False, name=None)
        ],
        tall=True,
    )
    sentence = (
        f"{whole(failed)} trong {whole(len(checks))} kiểm tra không đạt."
        if failed
        else f"Cả {whole(len(checks))} kiểm tra đều đạt; không đạt thì không được công bố."
    )
    return Shown(
        "Đã kiểm tra những gì trước khi công bố?",
        body,
        f"kết quả lúc tạo phiên bản, {_FROM_MANIFEST}",
        len(checks),
        unit="kiểm tra",
        findings=(Finding(sentence, "few" if failed else "fact"),),
        table=frame,
    )


def show_seconds(reader: Reader) -> Shown:
    """How long each step of making the version took."""
    seconds = reader.snapshot.manifest.seconds
    frame = pd.DataFrame(
        [(STEPS.get(step, step), taken) for step, taken in seconds.items()],
        columns=["Bước", "Giây"],
    )
    total = sum(seconds.values())
    body = build_facts_table(
        "Thời gian từng bước",
        (
            FactColumn("Bước"),
            FactColumn("Giây", number=True),
            FactColumn("Phần thời gian", number=True),
        ),
        [
            (step, decimal(taken, 2), percent(taken / total, 0) if total else percent(None))
            for step, taken in frame.itertuples(index=False, name=None)
        ],
    )
    return Shown(
        "Tạo phiên bản này mất bao lâu?",
        body,
        f"đồng hồ từng bước, {_FROM_MANIFEST}",
        len(seconds),
        unit="bước",
        findings=(Finding(f"Tổng cộng {decimal(total)} giây."),) if seconds else (),
        table=frame,
    )


PAGE = Page(
    tab="about",
    path="/about/data",
    title="Dữ liệu",
    icon="database",
    order=1,
    lead="Phiên bản đang mở có gì, đến từ đâu, cái gì bị để riêng và đã kiểm tra những gì.",
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("rows", show_rows, "body", wide=True),
        Card("inputs", show_inputs, "body", wide=True),
        Card("quarantine", show_quarantine, "body"),
        Card("unpublished", show_unpublished, "body"),
        Card("checks", show_checks, "body", wide=True),
        Card("seconds", show_seconds, "body", wide=True),
    ),
    has_filters=False,
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _day(instant: str | None) -> date | None:
    return datetime.fromisoformat(instant).astimezone(ZONE).date() if instant else None


def _table(name: str, frame: pd.DataFrame) -> html.Div:
    """Returns a table whose last column is a count."""
    *_, count = frame.columns
    return build_facts_table(
        name,
        [FactColumn(title, number=title == count) for title in frame.columns],
        [(*texts, whole(rows)) for *texts, rows in frame.itertuples(index=False, name=None)],
    )
