"""`goalposts check`: lints the goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goalposts.cli.findings import has_errors, show_findings
from goalposts.cli.options import format_option, project_argument
from goalposts.cli.progress import reading
from goalposts.cli.session import Session
from goalposts.errors import ProjectFileError, SourceError
from goalposts.locale import Text

if TYPE_CHECKING:
    from pathlib import Path

    from goalposts.model import Project
    from goalposts.scoring import Cube

_SKIPPED = Text(
    en="The data were not read (--no-data), so the rules that judge by the baseline did not run.",
    ru="Данные не читались (--no-data), поэтому правила, которым нужен базовый период, не работали.",
)
_UNREADABLE = Text(
    en="The data could not be read, so the rules that judge by the baseline did not run. {why}",
    ru="Данные прочитать не удалось, поэтому правила, которым нужен базовый период, не работали. {why}",
)


@click.command("check")
@project_argument
@format_option("text", "json", "github")
@click.option("--no-data", is_flag=True, help="Do not read the data; rules that judge by the baseline do not run.")
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules: codes, beginnings of codes, names.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules.")
@click.pass_obj
def command(
    session: Session, project: Path, form: str, *, no_data: bool, select: tuple[str, ...], ignore: tuple[str, ...]
) -> int:
    """Lint the goals of PROJECT: are they specific, measurable, achievable, relevant, time-bound, and not too many?

    The data are read where they can be, to judge by the baseline. Exits 1 if there is any error, 2 if the project
    file cannot be understood.
    """
    from goalposts.api import check

    try:
        written = session.written_project(project)
    except ProjectFileError as error:
        show_findings(session, error.problems, form)
        return error.exit_code
    cube = None if no_data else baseline(session, written)
    if no_data:
        session.warn(_SKIPPED)
    findings = check(written, cube, as_of=session.as_of, select=_words(select), ignore=_words(ignore))
    show_findings(session, findings, form)
    return 1 if has_errors(findings) else 0


def baseline(session: Session, project: Project) -> Cube | None:
    """Read what the rules need, or say why it cannot be read."""
    from goalposts.api import baseline_cube

    try:
        with reading(session) as progress:
            return baseline_cube(project, as_of=session.as_of, progress=progress)
    except SourceError as error:
        session.warn(_UNREADABLE.fill(why=Text(en=error.sentence("en"), ru=error.sentence("ru"))))
        return None


def _words(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for words in given for word in words.split(",") if word.strip())
