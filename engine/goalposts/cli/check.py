"""`goalposts check`: lints the goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goalposts.cli import verdicts
from goalposts.cli.findings import has_errors, show_findings
from goalposts.cli.fixing import fix, show_fixes
from goalposts.cli.options import cache_option, format_option, project_argument
from goalposts.cli.progress import reading
from goalposts.cli.sealed import tell_what_moved
from goalposts.cli.session import Session
from goalposts.cli.so_far import say_what_plans_show
from goalposts.errors import AbsentSourceError, ProjectFileError, SourceError
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from goalposts.api import Store
    from goalposts.model import Project
    from goalposts.scoring import Cube

_SKIPPED = Text(
    en="The data were not read (--no-data), so the rules that judge by the baseline did not run.",
    ru="Данные не читались (--no-data), поэтому правила, которым нужен базовый период, не работали.",
)
_ABSENT = Text(
    en="The data are not there, so the rules that judge by the baseline did not run. {why}",
    ru="Данных нет, поэтому правила, которым нужен базовый период, не работали. {why}",
)
_SILENCED = Text(
    en="{place}: {rules} is silenced on line {line}: {reason}",
    ru="{place}: {rules} не проверяется в строке {line}: {reason}",
)


@click.command("check")
@project_argument
@format_option("text", "json", "github")
@click.option("--no-data", is_flag=True, help="Do not read the data; rules that judge by the baseline do not run.")
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules: codes, beginnings of codes, names.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules.")
@click.option("--fix", "mend", is_flag=True, help="First make the safe fixes in the file; comments stay.")
@click.option("--diff", "preview", is_flag=True, help="Only show what --fix would change; nothing is written.")
@cache_option
@click.pass_obj
def command(
    session: Session,
    project: Path,
    form: str,
    *,
    no_data: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    mend: bool,
    preview: bool,
    no_cache: bool,
) -> int:
    """Lint the goals of PROJECT: are they specific, measurable, achievable, relevant, time-bound, and not too many?

    The data are read where they are there, to judge by the baseline. Exits 1 if there is any error, 2 if the project
    file cannot be understood or the data cannot be read. With --fix, what can be mended without changing what was
    promised is mended first, and what remains is told; sealed goals are not touched. With --diff, that is only shown,
    as a unified diff, and the exit code is 1 if anything would change.
    """
    from goalposts.api import check
    from goalposts.sealing import lock_path

    if preview:
        return show_fixes(session, project, _words(select), _words(ignore))
    if mend:
        fix(session, project, form, _words(select), _words(ignore))
    try:
        written = session.written_project(project)
    except ProjectFileError as error:
        show_findings(session, error.problems, form)
        return error.exit_code
    if no_data:
        session.warn(_SKIPPED)
    store = verdicts.store_of(project, unused=no_cache)
    cube, unreadable = (None, None) if no_data else baseline(session, written, store)
    findings = check(written, cube, as_of=session.as_of, select=_words(select), ignore=_words(ignore))
    if cube is not None and form == "text":
        say_what_plans_show(session, written, cube)
    absent = not no_data and cube is None
    show_findings(session, findings, form, written.goals, partly=unreadable is not None, absent=absent)
    lock = lock_path(project)
    if lock.exists():
        tell_what_moved(session, session.project(project), lock, cube, store)
    _tell_silenced(session, written)
    if unreadable is not None:
        raise unreadable
    return 1 if has_errors(findings) else 0


def _tell_silenced(session: Session, project: Project) -> None:
    """Say which rules comments of the file silence, and why."""
    for known in project.rules.suppressions:
        if known.rules and known.reason:
            session.note(
                _SILENCED.fill(
                    place=str(known.place), rules=", ".join(known.rules), reason=known.reason, line=known.line
                )
            )


def baseline(
    session: Session, project: Project, store: Store | None, tell: Callable[[Text], None] | None = None
) -> tuple[Cube | None, SourceError | None]:
    """Read what the rules need; data that are not there yet are only told, data that cannot be read are an error."""
    from goalposts.api import baseline_cube

    try:
        with reading(session) as progress:
            return baseline_cube(project, as_of=session.as_of, progress=progress, store=store), None
    except AbsentSourceError as error:
        (tell or session.warn)(_ABSENT.fill(why=Text(en=error.sentence("en"), ru=error.sentence("ru"))))
        return None, None
    except SourceError as error:
        return None, error


def _words(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for words in given for word in words.split(",") if word.strip())
