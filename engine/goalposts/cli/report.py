"""`goalposts report`: the verdict as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalposts.cli import verdicts
from goalposts.cli.options import AS_OF, cache_option, format_option, project_argument
from goalposts.cli.progress import reading
from goalposts.cli.session import Session
from goalposts.errors import InputError
from goalposts.locale import Text

if TYPE_CHECKING:
    from goalposts.api import Scorecard

STDOUT = "-"
OWN_DAY = Text(en="a stored verdict has its day in it", ru="в сохранённом вердикте дата уже есть")
OF_PROJECT = Text(
    en="leave the option out, or name the project file", ru="уберите этот параметр или укажите файл проекта"
)


_STORED_LANGUAGE = Text(
    en="Names and reasons stay in the language that the verdict was stored in; score with --language to change it.",
    ru="Названия и причины остаются на языке, на котором сохранён вердикт; чтобы сменить его: score --language.",
)


@click.command("report")
@project_argument
@format_option("html")
@click.option("--output", metavar="FILE", help="Where to write; `-` for stdout. By default <name>.html beside PROJECT.")
@click.option("--goals", is_flag=True, help="The goals sheet instead: one page to sign before the start.")
@cache_option
@click.pass_obj
def command(
    session: Session,
    project: Path,
    form: str,  # noqa: ARG001 - one form so far
    output: str | None,
    *,
    goals: bool,
    no_cache: bool,
) -> int:
    """Write the verdict as one HTML page that is read, printed and forwarded.

    PROJECT is a project file, which is scored, or a stored verdict (a .json file). Prints where the page is.
    """
    from goalposts.formats import write_atomically

    page = _sheet(session, project, no_cache=no_cache) if goals else _page(session, project, no_cache=no_cache)
    if output == STDOUT:
        click.echo(page, nl=False)
        return 0
    path = Path(output) if output else page_path(project, ".goals.html" if goals else ".html")
    write_atomically(path, page)
    session.say(str(path))
    return 0


def page_path(file: Path, suffix: str = ".html") -> Path:
    """Return where the page of a project or verdict file lies."""
    return file.with_name(file.name.removesuffix(verdicts.SUFFIX).removesuffix(file.suffix) + suffix)


def _page(session: Session, file: Path, *, no_cache: bool) -> str:
    card = _stored(session, file)
    if card is None:
        store = verdicts.store_of(file, unused=no_cache)
        card = verdicts.compute(session, session.project(file), session.as_of, store=store)
    return verdicts.page(card, session.language)


def _sheet(session: Session, file: Path, *, no_cache: bool) -> str:
    """Make the goals sheet; of a project with what its planned windows can show, for which its data are read."""
    from goalposts.reporting import goals_sheet

    card = _stored(session, file)
    if card is not None:
        return goals_sheet(card, session.language)
    from goalposts.api import power, score, tally
    from goalposts.api.clock import clock

    project = session.project(file)
    today = clock(project, session.as_of)
    with reading(session) as progress:
        cube = tally(project, as_of=today, progress=progress, store=verdicts.store_of(file, unused=no_cache))
    plans = power(project, cube, as_of=today)
    return goals_sheet(score(project, cube, as_of=today), session.language, plans)


def _stored(session: Session, file: Path) -> Scorecard | None:
    """Read a stored verdict; None where the file is a project.

    Raises:
        InputError: it is no verdict, or a day is asked of it.
    """
    if file.suffix != ".json":
        return None
    if session.as_of is not None:
        raise InputError(OWN_DAY, AS_OF, OF_PROJECT)
    card = verdicts.read(file)
    session.file_language = card.language
    if session.language != card.language:
        session.warn(_STORED_LANGUAGE)
    return card
