"""`goalposts score`: the scorecard."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from goalposts.cli import verdicts
from goalposts.cli.options import cache_option, format_option, project_argument
from goalposts.cli.session import WIDTH, Session, no_such
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.api import Scorecard
    from goalposts.model.scorecard import GoalScore

_GATE: Final[Mapping[str | None, int]] = {"success": 0, "partial": 1, "failure": 1, "inconclusive": 3, None: 3}
_GOAL = Text(en="goal", ru="цель")
_STORED = Text(en="The verdict is stored in {file}.", ru="Вердикт сохранён: {file}.")


@click.command("score")
@project_argument
@format_option("text", "json")
@click.option(
    "--explain", metavar="GOAL", help="Print how the result of one goal came about, and what would change it."
)
@click.option(
    "--cube",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also write the daily sums behind the verdict, for analysts; Python reads them with `load_cube`.",
)
@click.option("--gate", is_flag=True, help="Exit 0 only on success, 1 on partial success or failure, 3 if undecided.")
@click.option("--no-quarantine-text", is_flag=True, help="Keep of rows that cannot be read only where they stand.")
@cache_option
@click.pass_obj
def command(
    session: Session,
    project: Path,
    form: str,
    explain: str | None,
    cube: Path | None,
    *,
    gate: bool,
    no_quarantine_text: bool,
    no_cache: bool,
) -> int:
    """Judge PROJECT by its data: every KPI before and after, what really changed, and whether that was promised.

    Locked goals are scored as they were sealed. The verdict is stored beside the project as <name>.verdict.json.
    """
    loaded = session.project(project)
    rows_in = verdicts.quarantine(project, values=not no_quarantine_text)
    kept = verdicts.store_of(project, unused=no_cache)
    card = verdicts.compute(session, loaded, session.as_of, rows_in=rows_in, store=kept, cube_file=cube)
    card = verdicts.without_row_values(card) if no_quarantine_text else card
    asked = None if explain is None else _goal(card, explain)
    path = verdicts.store(card, project, session.language)
    if form == "json":
        click.echo(verdicts.written(card, session.language), nl=False)
    elif asked is not None:
        _explain(session, asked)
    else:
        show(session, card)
    session.note(_STORED.fill(file=str(path)))
    return _GATE[card.project.verdict] if gate else 0


def _goal(card: Scorecard, name: str) -> GoalScore:
    """Find the goal that is to be explained.

    Raises:
        InputError: there is none of that id.
    """
    known = {goal.id: goal for goal in card.goals}
    if name not in known:
        raise no_such(_GOAL, name, list(known))
    return known[name]


def _explain(session: Session, goal: GoalScore) -> None:
    from goalposts.reporting import explained

    before = ""
    for line in explained(goal):
        said = line.get(session.language)
        indent = " " * (len(said) - len(said.lstrip(" -0123456789.")))
        filled = textwrap.fill(said, session.width, subsequent_indent=indent, break_long_words=False)
        session.say(filled, "" if before or indent else "bold")  # a heading stands behind an empty line
        before = said


def show(session: Session, card: Scorecard, width: int = WIDTH) -> None:
    """Print the compact scorecard, at most some columns wide."""
    from goalposts.reporting.terminal import terminal

    console = session.console()
    console.print(terminal(card, session.language, min(width, console.width)))
