"""`goalposts amend`: changes sealed goals in the open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goalposts.cli import verdicts
from goalposts.cli.findings import has_errors, show_findings, summary
from goalposts.cli.lock import checked, write
from goalposts.cli.options import cache_option, project_argument
from goalposts.cli.session import Session
from goalposts.locale import Text

if TYPE_CHECKING:
    from pathlib import Path

    from goalposts.model import Finding

_REFUSED = Text(
    en="Not amended: mend the errors above first.", ru="Не изменено: сначала исправьте ошибки, указанные выше."
)
_NOTHING = Text(
    en="The project file says what {file} seals. Nothing to amend.",
    ru="Файл проекта совпадает с тем, что закреплено в {file}. Менять нечего.",
)
_AMENDED = Text(en="Amended, {day}, by {name}: {reason}", ru="Изменено {day}, утверждает {name}: {reason}")
_SEEN = Text(
    en="Results were already in when the goals were changed, and every report will say so.",
    ru="Когда цели меняли, результаты уже были; каждый отчёт об этом скажет.",
)
_BOTH = Text(
    en="What was sealed first is kept: `goalposts score --original` judges by it.",
    ru="То, что было зафиксировано сначала, сохранено: `goalposts score --original` судит по нему.",
)


@click.command("amend")
@project_argument
@click.option("--reason", required=True, metavar="TEXT", help="Why the sealed goals change.")
@click.option("--by", required=True, metavar="NAME", help="Who approves the change.")
@cache_option
@click.pass_obj
def command(session: Session, project: Path, reason: str, by: str, *, no_cache: bool) -> int:
    """Seal the goals of PROJECT anew, as its file states them now, and record what changed, why, and by whom.

    Every earlier seal is kept in the lock file. The goals are checked first, with the data; any error refuses. Exits
    1 when refused.
    """
    from goalposts.api import amend
    from goalposts.sealing import file_differences, lock_path, read_seal

    written = session.written_project(project)
    before = read_seal(lock_path(project))
    changes = file_differences(before, written) if before else ()
    if before is not None and not changes:
        session.say(_NOTHING.fill(file=str(lock_path(project))))
        return 0
    findings: tuple[Finding, ...] = ()
    cube = None
    if before is not None:
        findings, cube = checked(session, written, session.as_of, verdicts.store_of(project, unused=no_cache))
        if cube is None or has_errors(findings):
            show_findings(session, findings, "text")
            session.warn(_REFUSED)
            return 1
    seal = amend(project, written.catalogue, cube, reason=reason, by=by, as_of=session.as_of)
    write(session, written, seal, project, before.digest if before else "")
    last = seal.amendments[-1]
    session.say(_AMENDED.fill(day=last.at, name=last.by, reason=last.reason))
    for change in last.differences:
        session.say(Text(en=f"- {change.en}", ru=f"- {change.ru}"))
    if last.results_seen:
        session.say(_SEEN)
    session.note(_BOTH)
    session.note(summary(findings))
    return 0
