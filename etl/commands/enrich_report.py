"""What `etl enrich` shows: the plan before, the tally after."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from shlex import quote
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from etl.console import fields
from etl.enrich.asked.batch import Tally
from etl.enrich.asked.kinds import KINDS, Kind
from etl.enrich.asked.plan import Plan
from etl.enrich.asked.running import Batch, Wishes
from etl.enrich.learned.agreement import LEAST_CREATORS
from etl.enrich.learned.labelling import LEAST_EXAMPLES
from etl.enrich.learned.local import LocalLabels
from etl.home import Home
from etl.numbers import decimal, percent, whole

_LEFT_OUT: Final[Mapping[str, str]] = {
    "photo": "bài ảnh, không có lời thoại",
    "no_sound": "chưa có tệp âm thanh",
    "no_words": "không có chữ nào để đọc",
    "local": "nhãn tự học đã đủ chắc",
    "limit": "vượt --limit",
}


def doing(kind: Kind) -> str:
    """Returns the words of the progress."""
    return f"Hỏi mô hình về {KINDS[kind].words}"


def show_plan(console: Console, plan: Plan, home: Home, wishes: Wishes) -> None:
    """Shows what will be asked, what it is expected to cost, and what is left out."""
    chosen = plan.chosen
    scope = "video thuộc nhóm đầu tuần" if wishes.only_weekly_top else "video"
    table = Table("Việc", "Số video", box=None, pad_edge=False, header_style="bold")
    table.columns[1].justify = "right"
    table.add_row(f"Xét ({scope})", whole(chosen.considered))
    table.add_row("Đã có câu trả lời, không hỏi lại", whole(chosen.answered))
    for reason, count in chosen.left_out.items():
        table.add_row(f"Không hỏi: {_LEFT_OUT[reason]}", whole(count))
    table.add_row("Sẽ hỏi", whole(len(chosen.videos)))
    console.print(table)
    if missing := chosen.left_out.get("no_sound"):
        top = " --only weekly-top" if wishes.only_weekly_top else ""
        console.print(
            f"{whole(missing)} video chưa có âm thanh. Lấy bằng: "
            f"python -m etl media --kind audio --home {quote(str(home.root))}, rồi chạy lại "
            f"etl enrich transcripts{top}.",
            markup=False,
        )
    if chosen.videos:
        console.print(
            f"Ước tính với {plan.model}: {whole(round(plan.tokens.read))} token đọc, "
            f"{whole(round(plan.tokens.written))} token viết, {_expected_cost(plan)}.",
            markup=False,
        )


def show_tally(console: Console, batch: Batch, home: Home) -> None:
    """Shows what came of a batch."""
    tally = batch.tally or Tally()
    table = Table("Kết quả", "Số video", box=None, pad_edge=False, header_style="bold")
    table.columns[1].justify = "right"
    kept = f" (trong đó {whole(tally.kept)} lấy từ câu trả lời đã giữ)" if tally.kept else ""
    table.add_row(f"Có câu trả lời mới{kept}", whole(tally.answered))
    for code, count in tally.failed.most_common():
        table.add_row(f"Hỏng: {tally.sentences[code]}", whole(count))
    if tally.not_asked:
        table.add_row("Chưa hỏi", whole(tally.not_asked))
    console.print(table)
    console.print(
        f"Đã dùng {whole(tally.input_tokens)} token đọc, {whole(tally.output_tokens)} token viết, "
        f"{_real_cost(tally)}.",
        markup=False,
    )
    for line in _advice(batch, tally, home):
        console.print(line, markup=False)


def show_local(console: Console, local: LocalLabels, target: float, file: Path | None) -> None:
    """Shows how far labels could be learned, measured on creators that were not learned from."""
    console.print(_examples_words(local), markup=False)
    if local.learned is None:
        return
    table = Table(
        "Trường", "Trùng mô hình", "Đủ chắc", "Trùng khi đủ chắc", box=None, header_style="bold"
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for each in local.learned.reports:
        sure = percent(each.accepted_agreement) if each.accepted else "—"
        table.add_row(each.field, percent(each.agreement), percent(each.accepted), sure)
    console.print(table)
    console.print(
        "Đo trên TikToker không dùng để học, mỗi TikToker tính ngang nhau; “đủ chắc” là phần mà "
        f"nhãn tự học trùng mô hình ít nhất {percent(target)}.",
        markup=False,
    )
    labelled = sum(bool(each.labels) for each in local.labellings.values())
    written = f", ghi ở {file}" if file else ""
    console.print(
        f"{whole(labelled)} trong {whole(len(local.labellings))} video chưa có nhãn của mô hình có "
        f"nhãn tự học{written}.",
        markup=False,
    )


def local_as_json(local: LocalLabels, known: Collection[str], file: Path | None) -> dict[str, Any]:
    """Returns the same for a machine."""
    return {
        "examples": local.examples,
        "creators": local.creators,
        "fields": [fields(each) for each in local.learned.reports] if local.learned else [],
        "videos": len(local.labellings),
        "labelled": sum(bool(each.labels) for each in local.labellings.values()),
        "not_to_be_asked": len(known),
        "file": str(file) if file else None,
    }


def _examples_words(local: LocalLabels) -> str:
    have = f"{whole(local.examples)} video có nhãn của {whole(local.creators)} TikToker"
    if local.learned is None:
        return (
            f"Chưa tự học được nhãn: có {have}, cần ít nhất {LEAST_EXAMPLES} video của "
            f"{LEAST_CREATORS} TikToker. Hỏi mô hình thêm rồi chạy etl run và lệnh này lần nữa."
        )
    return f"Tự học nhãn từ {have}."


def as_json(batch: Batch) -> dict[str, Any]:
    """Returns the same for a machine."""
    plan, tally = batch.plan, batch.tally
    return {
        "kind": plan.kind,
        "model": plan.model,
        "considered": plan.chosen.considered,
        "already_answered": plan.chosen.answered,
        "left_out": dict(plan.chosen.left_out),
        "to_ask": len(plan.chosen.videos),
        "expected": {
            "input_tokens": round(plan.tokens.read),
            "output_tokens": round(plan.tokens.written),
            "usd": plan.usd,
            "price_source": plan.price.source if plan.price else None,
        },
        "asked": None
        if tally is None
        else {
            "answered": tally.answered,
            "kept": tally.kept,
            "failed": dict(tally.failed),
            "not_asked": tally.not_asked,
            "input_tokens": tally.input_tokens,
            "output_tokens": tally.output_tokens,
            "usd": tally.usd,
            "stopped": "interrupted" if batch.interrupted else tally.stopped,
        },
    }


def _expected_cost(plan: Plan) -> str:
    if plan.usd is None or plan.price is None:
        return "không biết giá của mô hình này"
    checked = plan.price.checked_on
    when = f" xem ngày {checked:%d/%m/%Y}" if checked else ""
    return (
        f"khoảng {_dollars(plan.usd)} USD (giá theo {plan.price.source}{when}; nhà cung cấp có "
        "thể đổi giá)"
    )


def _real_cost(tally: Tally) -> str:
    if tally.usd is not None:
        return f"khoảng {_dollars(tally.usd)} USD"
    return "không biết giá của mô hình này" if tally.output_tokens else "không tốn gì"


def _dollars(usd: float) -> str:
    """Returns an amount with as many places as tell something of it."""
    return decimal(usd, 2 if usd >= 1 else 4)


def _advice(batch: Batch, tally: Tally, home: Home) -> list[str]:
    lines = []
    if tally.stopped == "budget":
        lines.append("Dừng vì câu hỏi sau có thể vượt --budget; phần còn lại chờ lần chạy sau.")
    elif tally.stopped is not None:
        lines.append(f"Dừng sớm: {tally.sentences[tally.stopped]}")
    if tally.failed:
        lines.append(
            f"Lý do từng video ở {home.collect / 'enrichment.jsonl'}; chạy lại cùng lệnh thì chỉ "
            "hỏi lại video hỏng và video chưa hỏi."
        )
    if tally.answered:
        lines.append(
            f"Đưa câu trả lời vào các bộ dữ liệu: python -m etl run --home {quote(str(home.root))}"
        )
    return lines
