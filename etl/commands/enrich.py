"""`python -m etl enrich`: asks a model about videos, and learns labels on this machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from etl.console import (
    DEFAULT_HOME,
    FAILED,
    INTERRUPTED,
    HomeOption,
    JsonOption,
    output,
    print_json,
    told,
)
from etl.enrich.asked.kinds import Kind
from etl.enrich.learned.fields import LabelField
from etl.errors import ModelUnavailable
from etl.home import Home
from etl.progress import Steps, shown_steps
from etl.usage import VietnameseCommand, VietnameseGroup

if TYPE_CHECKING:  # other commands do not load what this one needs
    from etl.enrich.asked.plan import Plan
    from etl.enrich.asked.running import Batch, Wishes
    from etl.enrich.asked.source import Source

NOTHING_ASKED = "Chỉ tính (--dry-run): chưa hỏi gì."

app = typer.Typer(
    cls=VietnameseGroup,
    help="Bổ sung lời thoại, món ăn và địa điểm, nhãn nội dung bằng mô hình ngôn ngữ.",
    no_args_is_help=True,
)


class Only(StrEnum):
    """Which videos are looked at."""

    WEEKLY_TOP = "weekly-top"


OnlyOption = Annotated[
    Only | None, typer.Option("--only", help="Chỉ video thuộc nhóm đầu tuần; mặc định mọi video.")
]
LimitOption = Annotated[
    int | None, typer.Option("--limit", min=1, metavar="<số>", help="Hỏi nhiều nhất bấy nhiêu.")
]
BudgetOption = Annotated[
    float | None,
    typer.Option(
        "--budget", min=0.0, metavar="<USD>", help="Dừng trước khi chi phí ước tính vượt số này."
    ),
]
DryRunOption = Annotated[
    bool,
    typer.Option("--dry-run", metavar="", help="Chỉ tính sẽ hỏi gì và tốn bao nhiêu; không hỏi."),
]
AtOnceOption = Annotated[
    int, typer.Option("--at-once", min=1, max=32, metavar="<số>", help="Số câu hỏi cùng lúc.")
]


@app.command(cls=VietnameseCommand)
def transcripts(
    home: HomeOption = DEFAULT_HOME,
    only: OnlyOption = None,
    limit: LimitOption = None,
    budget: BudgetOption = None,
    dry_run: DryRunOption = False,
    at_once: AtOnceOption = 4,
    as_json: JsonOption = False,
) -> None:
    """Ghi lời thoại, ba ý chính, lời kêu gọi và chỗ gợi tò mò từ âm thanh của video."""
    from etl.enrich.asked.running import Wishes

    wishes = Wishes(only is not None, limit, budget, dry_run, at_once)
    _ask(Kind.TRANSCRIPTS, Home(home), wishes, as_json)


@app.command(cls=VietnameseCommand)
def places(
    home: HomeOption = DEFAULT_HOME,
    only: OnlyOption = None,
    limit: LimitOption = None,
    budget: BudgetOption = None,
    dry_run: DryRunOption = False,
    at_once: AtOnceOption = 4,
    as_json: JsonOption = False,
) -> None:
    """Tìm món ăn, tỉnh thành, quận huyện trong mô tả và lời thoại."""
    from etl.enrich.asked.running import Wishes

    wishes = Wishes(only is not None, limit, budget, dry_run, at_once)
    _ask(Kind.PLACES, Home(home), wishes, as_json)


@app.command(cls=VietnameseCommand)
def labels(
    home: HomeOption = DEFAULT_HOME,
    only: OnlyOption = None,
    limit: LimitOption = None,
    budget: BudgetOption = None,
    wanted: Annotated[
        list[LabelField] | None,
        typer.Option(
            "--field",
            metavar="<trường>",
            help="Trường cần biết, ví dụ categories; lặp lại được. Video đã biết chắc mọi trường "
            "ấy thì không hỏi mô hình. Mặc định mọi trường đã học.",
        ),
    ] = None,
    target: Annotated[
        float,
        typer.Option(
            "--agreement",
            min=0.5,
            max=1.0,
            metavar="<0,5–1>",
            help="Nhãn tự học phải trùng câu trả lời của mô hình ở ít nhất tỷ lệ này.",
        ),
    ] = 0.9,
    dry_run: DryRunOption = False,
    at_once: AtOnceOption = 4,
    as_json: JsonOption = False,
) -> None:
    """Gắn nhãn nội dung: tự học từ nhãn đã có, chỉ hỏi mô hình những video chưa chắc."""
    from etl.commands import enrich_report as report
    from etl.enrich.asked.assistant import no_model_words
    from etl.enrich.asked.choosing import answered_ids
    from etl.enrich.asked.running import Wishes
    from etl.enrich.dish_lexicon import load_lexicon
    from etl.enrich.learned.label_file import write_labels
    from etl.enrich.learned.local import label_locally
    from etl.run import reference_folder

    wishes = Wishes(only is not None, limit, budget, dry_run, at_once)
    house = Home(home)
    with told(home) as console, shown_steps(console) as steps:
        source = _source(house)
        local = label_locally(
            source.version,
            source.videos,
            answered_ids(house, Kind.LABELS, source.answers),
            load_lexicon(reference_folder()),
            target,
            partial(steps.start, "Gắn nhãn tự học"),
        )
        file = None
        if local.learned and not dry_run:
            file = write_labels(source.answers, local.labellings)
        if not as_json:
            report.show_local(output(), local, target, file)
        fields = tuple(map(str, wanted or ()))
        known = local.known(fields)
        # What is learned needs no model; without one, that is all that is done.
        wishes = replace(wishes, dry_run=dry_run or not source.settings.has_model)
        batch = _run(source, Kind.LABELS, wishes, steps, as_json, known)
    if wishes.dry_run and not as_json:
        output().print(
            NOTHING_ASKED if dry_run else f"Chưa hỏi mô hình. {no_model_words(source.settings)}.",
            markup=False,
        )
    _tell(batch, house, as_json, {"local": report.local_as_json(local, known, file)})
    if wishes.dry_run and not dry_run and not local.learned:
        # Neither a model nor labels to learn from: nothing was done.
        raise typer.Exit(ModelUnavailable.exit_code)


def _source(home: Home) -> Source:
    from etl.enrich.asked.source import open_source
    from etl.publish.versions import current_version

    version = current_version(home.datasets)
    return open_source(home, os.environ, version.folder, synthetic=version.manifest.synthetic)


def _ask(kind: Kind, home: Home, wishes: Wishes, as_json: bool) -> None:
    """Asks about a kind and tells what came of it."""
    with told(home.root) as console, shown_steps(console) as steps:
        batch = _run(_source(home), kind, wishes, steps, as_json)
    if wishes.dry_run and not as_json:
        output().print(NOTHING_ASKED)
    _tell(batch, home, as_json)


def _run(
    source: Source,
    kind: Kind,
    wishes: Wishes,
    steps: Steps,
    as_json: bool,
    known_locally: Collection[str] = frozenset(),
) -> Batch:
    from etl.commands import enrich_report as report
    from etl.enrich.asked.running import run_batch

    def on_plan(plan: Plan) -> Callable[[int], None]:
        if not as_json:
            report.show_plan(output(), plan, source.home, wishes)
        return steps.start(report.doing(kind), len(plan.chosen.videos))

    return run_batch(source, kind, wishes, on_plan, known_locally)


def _tell(
    batch: Batch, home: Home, as_json: bool, more: Mapping[str, object] | None = None
) -> None:
    """Shows what came of a batch and ends with the code for it."""
    from etl.commands import enrich_report as report

    if as_json:
        print_json(report.as_json(batch) | dict(more or {}))
    elif batch.tally:
        report.show_tally(output(), batch, home)
    if batch.interrupted:
        raise typer.Exit(INTERRUPTED)
    if batch.tally and (batch.tally.failed or batch.tally.stopped not in (None, "budget")):
        raise typer.Exit(FAILED)
