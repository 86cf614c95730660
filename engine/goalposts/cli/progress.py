"""A progress bar for reading, on a terminal only."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from goalposts.cli.session import Session

_ROWS = Text(en="rows", ru="строк")


@contextmanager
def reading(session: Session) -> Iterator[Callable[[str, int], None] | None]:
    """Show how many rows of which source are read; yields what the API calls, or None when nothing is shown."""
    if session.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    rows = TextColumn("{task.completed:,.0f} " + _ROWS.get(session.language))
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), rows, TimeElapsedColumn())
    with Progress(*columns, console=session.console(stderr=True), transient=True) as bars:
        tasks: dict[str, int] = {}

        def show(source: str, count: int) -> None:
            if source not in tasks:
                tasks[source] = bars.add_task(source, total=None)
            bars.update(tasks[source], completed=count)  # type: ignore[arg-type]  # rich's own id type is an int

        yield show
