"""The end: the file is agreed upon, written in one go, checked, and what comes next is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from goalposts.cli.findings import called_place, has_errors, summary
from goalposts.errors import InputError
from goalposts.formats import project_from_text, write_atomically
from goalposts.locale import Text, join

if TYPE_CHECKING:
    from pathlib import Path

    from goalposts.cli.wizard.dialogue import Dialogue
    from goalposts.cli.wizard.work import Work
    from goalposts.model import Finding, Project

_EXISTS = Text(en="this file is here already and is not overwritten", ru="такой файл уже есть, он не перезаписан")
_ELSEWHERE = Text(
    en="remove it, name another folder, or say --overwrite", ru="удалите его, укажите другую папку или --overwrite"
)
_SEALED = Text(
    en="its goals are locked, so the file is not overwritten", ru="его цели зафиксированы, поэтому файл не перезаписан"
)
_OTHER_FOLDER = Text(en="name another folder", ru="укажите другую папку")
_OVERWRITE = Text(
    en="{file} is here already. Write another one in its place?", ru="{file} уже есть. Заменить его новым?"
)
_WRITE = Text(en="Write {file}?", ru="Записать {file}?")
_WRITTEN = Text(en="Written: {file}", ru="Создано: {file}")
_FINDING = Text(en="- {place}: {message} ({code})", ru="- {place}: {message} ({code})")
_NEXT = Text(en="Next:", ru="Дальше:")
_MEND = Text(en="once the points above are mended in the file", ru="когда замечания выше исправлены в файле")
_DATA = Text(en="once the data are in their places", ru="когда данные лягут на свои места")
_AGAIN = Text(en="after every change of the file or the data", ru="после каждого изменения файла или данных")
_POWER = Text(en="can these windows show what is promised?", ru="покажут ли эти сроки то, что обещано?")
_LOCK = Text(en="seals the goals before the start", ru="фиксирует цели до начала")
_COMMAND: Final = "goalposts {name}{folder}"


def refuse_existing(file: Path, ask: Dialogue, *, overwrite: bool) -> bool:
    """Refuse a file that is there, unless somebody agrees to lose it; whether it may be lost.

    Raises:
        InputError: it is there and stays.
    """
    from goalposts.sealing import lock_path

    if not file.exists():
        return overwrite
    if lock_path(file).exists():
        raise InputError(_SEALED, str(file), _OTHER_FOLDER)
    if overwrite or (ask.asking and ask.confirm(_OVERWRITE.fill(file=str(file)), proposed=False)):
        return True
    raise InputError(_EXISTS, str(file), _ELSEWHERE)


def agreed(work: Work, ask: Dialogue) -> Work:
    """Read the file as it would be written, and ask whether it is to be written.

    Raises:
        ProjectFileError: an answer made it unreadable.
        click.Abort: it is not to be written.
    """
    project_from_text(work.text, work.catalogue, str(work.file), work.file.parent)
    if not ask.confirm(_WRITE.fill(file=str(work.file))):
        raise click.Abort
    return work


def finish(work: Work, ask: Dialogue, *, overwrite: bool) -> int:
    """Write the file, check it, and say what comes next; returns what `check` would.

    Raises:
        InputError: a file has come into its place meanwhile, or it cannot be written.
    """
    from goalposts.api import check
    from goalposts.cli.check import baseline

    session = ask.session
    if work.file.exists() and not overwrite:
        raise InputError(_EXISTS, str(work.file), _ELSEWHERE)
    write_atomically(work.file, work.text)
    session.say(_WRITTEN.fill(file=str(work.file)))
    project = session.written_project(work.file)
    cube, unreadable = baseline(session, project, None, ask.warn)
    findings = check(project, cube, as_of=session.as_of)
    for finding in findings:
        ask.show(_told(finding, project))
    if unreadable is not None:
        if findings:
            session.say(summary(findings))
        raise unreadable  # that there are no findings is no news where the data were not looked at
    session.say(summary(findings, absent=cube is None))
    _say_next(work, ask, findings, has_data=cube is not None)
    return 1 if has_errors(findings) else 0


def _told(finding: Finding, project: Project) -> Text:
    """A finding as a sentence about a goal or the project, instead of about a line of a file."""
    where = called_place(finding, project.goals) if finding.place.path else Text.of(project.name)
    message = finding.message if finding.hint is None else join([finding.message, finding.hint], "; ")
    return _FINDING.fill(place=where, message=message, code=finding.code)


def _say_next(work: Work, ask: Dialogue, findings: tuple[Finding, ...], *, has_data: bool) -> None:
    from goalposts.cli.layout import aligned

    folder = "" if work.file.parent.name == "" else f" {work.file.parent}"
    when = _MEND if has_errors(findings) else _AGAIN if has_data else _DATA
    steps = [("check", when), ("power", _POWER), ("lock", _LOCK)]
    language = ask.session.language
    rows = [(_COMMAND.format(name=name, folder=folder), told.get(language)) for name, told in steps]
    ask.tell("")
    ask.tell(_NEXT)
    for line in aligned(rows):
        ask.tell(line, "  ")
