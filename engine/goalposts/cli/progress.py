"""A progress bar for reading, on a terminal only."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from goalposts.cli.kernel_notes import kernel_notes
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goalposts.cli.session import Session

_ROWS = Text(en="rows", ru="строк")


@contextmanager
def reading(session: Session) -> Iterator[Callable[[str, int, float | None], None] | None]:
    """Show how much of which source is read, and what the kernels have to say meanwhile.

    Yields what the API calls with rows and share, or None when they are not shown.
    """
    with kernel_notes(session), _bars(session) as show:
        yield show


@contextmanager
def _bars(session: Session) -> Iterator[Callable[[str, int, float | None], None] | None]:
    if session.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    rows = TextColumn("{task.fields[rows]:,} " + _ROWS.get(session.language))
    named = TextColumn("{task.description}", markup=False)
    columns = (named, BarColumn(), TaskProgressColumn(), rows, TimeElapsedColumn())
    with Progress(*columns, console=session.console(stderr=True), transient=True) as bars:
        tasks: dict[str, int] = {}

        def show(source: str, count: int, share: float | None) -> None:
            if source not in tasks:
                tasks[source] = bars.add_task(source, total=None, rows=0)
            total = None if share is None else 1.0
            bars.update(tasks[source], completed=share or 0, total=total, rows=count)  # type: ignore[arg-type]  # its own id type is an int

        yield show
