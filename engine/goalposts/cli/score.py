"""`goalposts score`: the scorecard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from goalposts.cli import verdicts
from goalposts.cli.options import cache_option, format_option, project_argument
from goalposts.cli.session import WIDTH, Session
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from goalposts.api import Scorecard

_GATE: Final[Mapping[str | None, int]] = {"success": 0, "partial": 1, "failure": 1, "inconclusive": 3, None: 3}
_STORED = Text(en="The verdict is stored in {file}.", ru="Вердикт сохранён: {file}.")


@click.command("score")
@project_argument
@format_option("text", "json")
@click.option("--gate", is_flag=True, help="Exit 0 only on success, 1 on partial success or failure, 3 if undecided.")
@click.option("--no-quarantine-text", is_flag=True, help="Keep of rows that cannot be read only where they stand.")
@cache_option
@click.pass_obj
def command(session: Session, project: Path, form: str, *, gate: bool, no_quarantine_text: bool, no_cache: bool) -> int:
    """Judge PROJECT by its data: every KPI before and after, what really changed, and whether that was promised.

    Locked goals are scored as they were sealed. The verdict is stored beside the project as <name>.verdict.json.
    """
    loaded = session.project(project)
    rows_in = verdicts.quarantine(project, values=not no_quarantine_text)
    kept = verdicts.store_of(project, unused=no_cache)
    card = verdicts.compute(session, loaded, session.as_of, rows_in=rows_in, store=kept)
    card = verdicts.without_row_values(card) if no_quarantine_text else card
    path = verdicts.store(card, project, session.language)
    if form == "json":
        click.echo(verdicts.written(card, session.language), nl=False)
    else:
        show(session, card)
    session.note(_STORED.fill(file=str(path)))
    return _GATE[card.project.verdict] if gate else 0


def show(session: Session, card: Scorecard) -> None:
    """Print the compact scorecard."""
    from goalposts.reporting.terminal import terminal

    console = session.console()
    console.print(terminal(card, session.language, min(WIDTH, console.width)))
