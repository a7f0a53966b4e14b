"""What the command line shows of versions, runs and checks."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table as RichTable

from etl.alerts.kinds import SEVERITIES, TRAITS, AlertKind
from etl.lake.landing import Landing
from etl.numbers import decimal, local_instant, whole
from etl.publish.alerts import PublishedAlert
from etl.publish.manifest import Check, Manifest
from etl.publish.versions import Version
from etl.run import Outcome
from etl.schema import datasets
from etl.words import KINDS, reason


def show_outcome(console: Console, outcome: Outcome) -> None:
    """Shows what a run did."""
    landing = outcome.landing
    _show_landing(console, landing, outcome.ignored)
    if not outcome.current.manifest.synthetic and any(file.synthetic for file in landing.files):
        console.print(
            "Dữ liệu mẫu đã vào kho nhưng không được công bố: kho đang có dữ liệu thật.",
            style="yellow",
        )
    if outcome.version is None:
        console.print(
            f"Không có gì mới: phiên bản hiện tại vẫn là [bold]{outcome.current.name}[/bold]."
        )
        return
    total = decimal(sum(outcome.seconds.values()))
    console.print(f"Đã công bố phiên bản [bold]{outcome.version.name}[/bold] sau {total} giây.")
    show_manifest(console, outcome.version.manifest)


def _show_landing(console: Console, landing: Landing, ignored: int) -> None:
    skipped = f", {whole(ignored)} tệp không phải dữ liệu" if ignored else ""
    console.print(
        f"Đọc {whole(len(landing.files))} tệp mới, bỏ qua {whole(len(landing.unchanged))} tệp "
        f"đã đọc trước đây{skipped}."
    )
    if landing.quarantine:
        rejected = sum(file.rows_quarantined for file in landing.files)
        fields = sum(file.fields_dropped for file in landing.files)
        console.print(
            f"{whole(rejected)} dòng không dùng được và {whole(fields)} trường lẻ bị bỏ, "
            f"ghi ở {landing.quarantine}",
            style="yellow",
            markup=False,
        )


def show_manifest(console: Console, manifest: Manifest) -> None:
    """Shows a version: what it holds, what it was made from, what was set aside."""
    if manifest.synthetic:
        console.print("[bold yellow]Dữ liệu mẫu: mọi tài khoản và con số đều là bịa.[/bold yellow]")
    console.print(
        f"Phiên bản {manifest.version}, tạo {local_instant(manifest.created_at)}, "
        f"video mới nhất {local_instant(manifest.newest_posted_at)}, "
        f"thu thập mới nhất {local_instant(manifest.newest_collected_at)} (giờ Việt Nam)."
    )
    rows = _table("Bộ dữ liệu", "Số dòng", "Một dòng là")
    meanings = {dataset.name: dataset.meaning for dataset in datasets()}
    for name, count in manifest.rows.items():
        rows.add_row(name, whole(count), meanings.get(name, ""))
    console.print(rows)
    inputs = _table("Đầu vào", "Tệp", "Dòng đọc", "Đã ghi", "Trùng", "Cách ly", "Đã sửa")
    for kind, account in manifest.inputs.items():
        numbers = (
            account.files,
            account.rows_read,
            account.rows_landed,
            account.rows_duplicate,
            account.rows_quarantined,
            account.repaired,
        )
        inputs.add_row(KINDS.get(kind, kind), *map(whole, numbers))
    console.print(inputs)
    if manifest.quarantined.total:
        reasons = ", ".join(
            f"{reason(code)} {whole(count)}"
            for code, count in manifest.quarantined.by_reason.items()
        )
        console.print(f"Cách ly {whole(manifest.quarantined.total)} dòng: {reasons}.")
    console.print(f"{len(manifest.checks)} kiểm tra chất lượng đều đạt.")


def show_checks(console: Console, name: str, checks: list[Check]) -> None:
    """Shows the result of each check, the failed ones first."""
    table = _table("Kiểm tra", "Kết quả", "Chi tiết")
    for check in sorted(checks, key=lambda check: check.passed):
        result = "[green]đạt[/green]" if check.passed else "[bold red]không đạt[/bold red]"
        table.add_row(check.name, result, escape(check.detail))
    console.print(table)
    failed = sum(not check.passed for check in checks)
    console.print(
        f"Phiên bản {name}: "
        + (f"{failed} kiểm tra không đạt." if failed else f"{len(checks)} kiểm tra đều đạt.")
    )


def show_alerts(console: Console, manifest: Manifest, alerts: list[PublishedAlert]) -> None:
    """Shows alerts under their topics as plain lines, so that they can be sent as a mail."""
    if manifest.synthetic:
        console.print("Dữ liệu mẫu: mọi tài khoản và con số đều là bịa.", markup=False)
    collected = local_instant(manifest.newest_collected_at)
    about = f"phiên bản {manifest.version}, thu thập mới nhất {collected} (giờ Việt Nam)"
    if not alerts:
        console.print(f"Không có cảnh báo nào: {about}.", markup=False)
        return
    new = sum(alert.is_new for alert in alerts)
    console.print(f"{whole(len(alerts))} cảnh báo, {whole(new)} mới: {about}.", markup=False)
    for kind in AlertKind:
        of_a_kind = [alert for alert in alerts if alert.kind is kind]
        if of_a_kind:
            heading = f"{TRAITS[kind].label} ({whole(len(of_a_kind))})"
            console.print(f"\n{heading}", markup=False)
        for alert in of_a_kind:
            mark = f"{SEVERITIES[alert.severity]}, {'mới' if alert.is_new else 'đã báo'}"
            console.print(f"- [{mark}] {alert.evidence}", markup=False)


def show_versions(console: Console, versions: list[Version], current: str | None) -> None:
    """Shows the kept versions, newest last."""
    table = _table("", "Phiên bản", "Tạo lúc", "Video", "TikToker", "Nguồn")
    for version in versions:
        manifest = version.manifest
        table.add_row(
            "▶" if version.name == current else "",
            version.name,
            local_instant(manifest.created_at),
            whole(manifest.rows.get("videos", 0)),
            whole(manifest.rows.get("creators", 0)),
            "mẫu" if manifest.synthetic else "thật",
        )
    console.print(table)


def _table(*columns: str) -> RichTable:
    table = RichTable(box=None, header_style="bold", pad_edge=False)
    words = {
        "Bộ dữ liệu",
        "Một dòng là",
        "Đầu vào",
        "Kiểm tra",
        "Kết quả",
        "Chi tiết",
        "",
        "Phiên bản",
        "Tạo lúc",
        "Nguồn",
    }
    for column in columns:
        table.add_column(
            column,
            justify="left" if column in words else "right",
            # Nothing is cut off where it is narrow, and a name that is typed again stays whole.
            overflow="fold",
            no_wrap=column == "Phiên bản",
        )
    return table
