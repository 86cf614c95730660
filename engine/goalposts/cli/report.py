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
    from collections.abc import Callable, Mapping

    from goalposts.api import Scorecard

STDOUT = "-"
OWN_DAY = Text(en="a stored verdict has its day in it", ru="в сохранённом вердикте дата уже есть")
OF_PROJECT = Text(
    en="leave the option out, or name the project file", ru="уберите этот параметр или укажите файл проекта"
)


_STORED_LANGUAGE = Text(
    en="An older version stored this verdict in one language only, in which names and reasons stay; score it anew.",
    ru="Этот вердикт сохранила прежняя версия на одном языке; названия и причины остаются на нём. Оцените заново.",
)


_ONLY_A_PAGE = Text(en="this report is a page only", ru="этот отчёт бывает только страницей")
_NO_VERDICTS = Text(en="no verdict is kept here yet", ru="здесь пока нет сохранённых выводов")
_SCORE_FIRST = Text(en="run `goalposts score`", ru="запустите `goalposts score`")
_LEAVE_FORMAT = Text(en="leave --format out", ru="уберите --format")
_MANY_FILES = Text(en="pictures are several files", ru="картинки — это несколько файлов")
_NAME_A_FOLDER = Text(en="name a folder", ru="укажите папку")


@click.command("report")
@project_argument
@format_option("html", "md", "xlsx", "json", "svg")
@click.option("--output", metavar="FILE", help="Where to write; `-` for stdout. By default beside PROJECT.")
@click.option("--goals", is_flag=True, help="The goals sheet instead: one page to sign before the start.")
@click.option(
    "--history", is_flag=True, help="All verdicts kept of PROJECT instead, with marks where they cannot be compared."
)
@click.option("--static", is_flag=True, help="A page without scripts: its charts are drawings only.")
@cache_option
@click.pass_obj
def command(
    session: Session,
    project: Path,
    form: str,
    output: str | None,
    *,
    goals: bool,
    history: bool,
    static: bool,
    no_cache: bool,
) -> int:
    """Write the verdict as one HTML page that is read, printed and forwarded, or in another form.

    PROJECT is a project file, which is scored, or a stored verdict (a .json file). `md` is Markdown, `xlsx` a workbook
    with numbers and charts, `json` the verdict itself, `svg` a folder with every picture. Prints where the report is.
    """
    if static and form != "html":
        raise InputError(_ONLY_A_PAGE, "--static", _LEAVE_FORMAT)
    if (goals or history) and form != "html":
        raise InputError(_ONLY_A_PAGE, "--goals" if goals else "--history", _LEAVE_FORMAT)
    if history:
        return _write(session, output, page_path(project, ".history.html"), _history(session, project))
    if goals:
        return _write(session, output, page_path(project, ".goals.html"), _sheet(session, project, no_cache=no_cache))
    card = _card(session, project, no_cache=no_cache)
    if form == "svg":
        return _pictures(session, card, output, page_path(project, "-pictures"))
    if form == "html":
        page = card.to_html(session.language, live=not static, catalogue=session.catalogue())
        return _write(session, output, page_path(project), page)
    if form == "md":
        return _write(session, output, page_path(project, ".md"), _markdown(session, card))
    return _write(session, output, page_path(project, _SUFFIXES[form]), _FORMS[form](card, session.language))


def page_path(file: Path, suffix: str = ".html") -> Path:
    """Return where the report of a project or verdict file lies."""
    return file.with_name(file.name.removesuffix(verdicts.SUFFIX).removesuffix(file.suffix) + suffix)


def _write(session: Session, output: str | None, usual: Path, content: str | bytes) -> int:
    from goalposts.formats import write_atomically

    if output == STDOUT:
        click.echo(content, nl=False)
        return 0
    path = Path(output) if output else usual
    write_atomically(path, content)
    session.say(str(path))
    return 0


def _pictures(session: Session, card: Scorecard, output: str | None, usual: Path) -> int:
    from goalposts.formats import write_atomically
    from goalposts.reporting import pictures

    if output == STDOUT:
        raise InputError(_MANY_FILES, "--output", _NAME_A_FOLDER)
    folder = Path(output) if output else usual
    for name, drawn in pictures(card, session.language):
        write_atomically(folder / name, drawn)
    session.say(str(folder))
    return 0


def _markdown(session: Session, card: Scorecard) -> str:
    from goalposts.reporting import markdown, told_sections

    return markdown(card, session.language, told_sections(card, session.catalogue()))


def _workbook(card: Scorecard, language: str) -> bytes:
    from goalposts.reporting import workbook

    return workbook(card, language)


_SUFFIXES = {"xlsx": ".xlsx", "json": ".report.json"}
_FORMS: Mapping[str, Callable[[Scorecard, str], str | bytes]] = {
    "xlsx": _workbook,
    "json": verdicts.written,
}


def _card(session: Session, file: Path, *, no_cache: bool) -> Scorecard:
    """Score a project, or read a verdict; both give exactly what a verdict file holds, so the same report."""
    card = _stored(session, file)
    if card is None:
        store = verdicts.store_of(file, unused=no_cache)
        card = verdicts.compute(session, session.project(file), session.as_of, store=store)
    return verdicts.as_stored(card, session.language)


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


def _history(session: Session, file: Path) -> str:
    """Make the page of every verdict that is kept beside the project.

    Raises:
        InputError: none is kept.
    """
    from goalposts.reporting import history

    folder = file.parent / verdicts.PRIVATE_FOLDER / "verdicts"
    cards = [verdicts.read(path) for path in sorted(folder.glob("*.json"))]
    if not cards:
        raise InputError(_NO_VERDICTS, str(folder), _SCORE_FIRST)
    session.file_language = max(cards, key=lambda card: card.as_of).language
    return history(cards, session.language)


def _is_in_both(card: Scorecard) -> bool:
    """Whether a stored verdict has its texts in both languages, which older versions did not write."""
    reasons = (reason for goal in card.goals for reason in goal.reasons)
    return any(reason.text.en != reason.text.ru for reason in reasons)


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
    if session.language != card.language and not _is_in_both(card):
        session.warn(_STORED_LANGUAGE)
    return card
