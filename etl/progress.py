"""Progress on the screen, for steps that may take more than a second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)

Advance = Callable[[int], None]


@dataclass(frozen=True)
class Steps:
    """Shows steps one below the other."""

    bars: Progress

    def start(self, words: str, total: int | None = None) -> Advance:
        """Shows a new step and returns what moves it on.

        Args:
            words: What is being done, in Vietnamese.
            total: The whole of it; None where that is not known.
        """
        task = self.bars.add_task(words, total=total)

        def advance(amount: int) -> None:
            self.bars.advance(task, amount)

        return advance

    @contextmanager
    def during(self, words: str, total: int | None = None) -> Iterator[Advance]:
        """Shows a step that is gone once the block ends: one of many."""
        task = self.bars.add_task(words, total=total)
        try:
            yield lambda amount: self.bars.advance(task, amount)
        finally:
            self.bars.remove_task(task)


@contextmanager
def shown_steps(console: Console) -> Iterator[Steps]:
    """Shows progress on a console while the block runs; nothing where it is no terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        yield Steps(bars)
