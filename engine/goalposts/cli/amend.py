"""`goalposts amend`: changes sealed goals, and keeps the first ones and the reason on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goalposts.cli import verdicts
from goalposts.cli.findings import has_errors, named, show_findings
from goalposts.cli.lock import checked
from goalposts.cli.options import cache_option, project_argument
from goalposts.cli.session import Session
from goalposts.errors import InputError
from goalposts.locale import Text

if TYPE_CHECKING:
    from pathlib import Path

_REFUSED = Text(
    en="Not amended: mend the errors above first.", ru="Не изменено: сначала исправьте ошибки, указанные выше."
)
_UNLOCKED = Text(
    en="Nothing is locked, so there is nothing to amend. Lock the goals with `goalposts lock`.",
    ru="Ничего не зафиксировано, менять нечего. Зафиксируйте цели командой `goalposts lock`.",
)
_ALIKE = Text(
    en="The project file says what {file} seals. Nothing to do.",
    ru="В файле проекта то же, что зафиксировано в {file}. Делать нечего.",
)
_AMENDED = Text(
    en="Amended in {file}. Reports judge both the goals as first locked and as they are now.",
    ru="Изменено, файл {file}. Отчёты оценивают и первоначальные цели, и нынешние.",
)
_MISSING = Text(en="the option is missing", ru="параметр не указан")
_SAY_WHY = Text(
    en="say why the goals are changed, as every report will tell it",
    ru="напишите, почему цели меняются: это покажет каждый отчёт",
)
_SAY_WHO = Text(en="name who changes the goals", ru="назовите, кто меняет цели")
_SEEN = Text(
    en="Results were already in when the goals were changed, and every report will say so.",
    ru="Когда цели меняли, результаты уже были; каждый отчёт об этом скажет.",
)


@click.command("amend")
@project_argument
@click.option("--reason", metavar="TEXT", help="Why the goals are changed; required.")
@click.option("--by", "--approved-by", "by", metavar="NAME", help="Who changes them; required.")
@cache_option
@click.pass_obj
def command(session: Session, project: Path, reason: str | None, by: str | None, *, no_cache: bool) -> int:
    """Seal the goals of PROJECT as its file states them now, in the place of those that are locked.

    The goals are checked first, with the data; any error refuses. Exits 1 when refused, and when nothing is locked.
    """
    from goalposts.api import amend, write_lock
    from goalposts.sealing import lock_path, read_seal

    written, path = session.written_project(project), lock_path(project)
    if reason is None or by is None:
        option, hint = ("--reason", _SAY_WHY) if reason is None else ("--by", _SAY_WHO)
        raise InputError(_MISSING, option, hint)
    sealed = read_seal(path)
    if sealed is None:
        session.warn(_UNLOCKED)
        return 1
    changes = session.project(project).changes
    if not changes:
        session.say(_ALIKE.fill(file=str(path)))
        return 0
    findings, cube = checked(session, written, session.as_of, verdicts.store_of(project, unused=no_cache))
    if cube is None or has_errors(findings):
        show_findings(session, findings, "text", written.goals)
        session.warn(_REFUSED)
        return 1
    seal = amend(written, sealed, cube, reason=reason, by=by, as_of=session.as_of)
    write_lock(project, seal, replaces=sealed.digest)
    session.say(_AMENDED.fill(file=str(path)))
    for change in changes:
        session.say(Text(en=f"- {change.en}", ru=f"- {change.ru}"))
    if seal.results_seen:
        session.say(_SEEN)
    session.note(named(findings, written.goals))
    return 0
