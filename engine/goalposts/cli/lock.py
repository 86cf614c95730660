"""`goalposts lock`: seals the goals before there are results."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

import click

from goalposts.cli import verdicts
from goalposts.cli.findings import has_errors, named, show_findings
from goalposts.cli.layout import aligned
from goalposts.cli.options import cache_option, project_argument
from goalposts.cli.progress import reading
from goalposts.cli.session import Session
from goalposts.locale import Text, counted, percent, quantity
from goalposts.model import Window

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from goalposts.api import Store
    from goalposts.model import Finding, Goal, Kpi, Project, Seal
    from goalposts.scoring import Cube

WIDTH: Final = 80
_LEAST: Final = 30
"""Columns that words get beside even the longest id."""
_GAP: Final = 2
_REFUSED = Text(
    en="Not locked: mend the errors above first.", ru="Не зафиксировано: сначала исправьте ошибки, указанные выше."
)
_ALREADY = Text(en="Already locked: {file}. Nothing to do.", ru="Уже зафиксировано: {file}. Делать нечего.")
_NOT_RECORDED = Text(
    en="'{name}' was not recorded: a lock names who approves when it is made. Delete {file} and lock anew, which then "
    "counts as locked today; or change the file and name who does: `goalposts amend --by`.",
    ru="Имя «{name}» не записано: кто утверждает, указывают при фиксации. Удалите {file} и зафиксируйте заново — днём "
    "фиксации станет сегодняшний; или измените файл и назовите, кто это делает: `goalposts amend --by`.",
)
_DIFFERS = Text(
    en="Not locked: {file} seals other goals, and sealed goals are not sealed over. Restore the project file, or put "
    "the change and its reason on record with `goalposts amend`. It differs so:",
    ru="Не зафиксировано: в {file} закреплены другие цели, и поверх них не фиксируют. Верните файл проекта к прежнему "
    "виду или запишите изменение с обоснованием командой `goalposts amend`. Отличия:",
)
_LOCKED = Text(en="Locked {goals} in {file}.", ru="Зафиксировано: {goals}, файл {file}.")
_APPROVED = Text(en="Approved by {name}.", ru="Утверждает: {name}.")
_LATE = Text(
    en="Late: results were already in when the goals were locked, and every report will say so.",
    ru="Поздно: когда цели фиксировали, результаты уже были; каждый отчёт об этом скажет.",
)
_KEEP = Text(
    en="Commit the project file and the lock file together.", ru="Сохраните файл проекта и файл фиксации вместе."
)
_NO_BASELINE = Text(en="no baseline", ru="базы нет")
_BASELINE = Text(en="baseline {value}", ru="база {value}")
_SO_FAR = Text(en="baseline so far {value}", ru="база пока {value}")
"""Of a baseline that is not over: its last days move it, and the verdict takes all of them."""
_COUNTED = Text(en="{baseline} ({kpi})", ru="{baseline} ({kpi})")
"""Of a plain number: only the name of its KPI says what it counts."""
_BOUNDED = Text(en="{baseline}; {allowed}", ru="{baseline}; {allowed}")
_RELATIVE = Text(en="{baseline}; {allowed}, {part} of the baseline", ru="{baseline}; {allowed}, то есть {part} базы")
_UNMEASURED = Text(en="{baseline}; allowed is {part} of it", ru="{baseline}; допуск — {part} от неё")
_GOALS = (("goal", "goals"), ("цель", "цели", "целей"))


@click.command("lock")
@project_argument
@click.option("--approved-by", "--by", "approved_by", default="", metavar="NAME", help="Who approves the goals.")
@cache_option
@click.pass_obj
def command(session: Session, project: Path, approved_by: str, *, no_cache: bool) -> int:
    """Seal the goals of PROJECT with their measured baseline, so that nobody can move them unnoticed.

    The goals are checked first, with the data; any error refuses. Exits 1 when refused.
    """
    from goalposts.api import lock as seal_goals
    from goalposts.sealing import lock_path, read_seal

    written = session.written_project(project)
    sealed = read_seal(lock_path(project))
    if sealed is not None:
        return _already(session, written, sealed, lock_path(project), approved_by)
    store = verdicts.store_of(project, unused=no_cache)
    findings, cube = checked(session, written, session.as_of, store)
    if cube is None or has_errors(findings):
        show_findings(session, findings, "text", written.goals)
        session.warn(_REFUSED)
        return 1
    write(session, written, seal_goals(written, cube, as_of=session.as_of, approved_by=approved_by), project)
    session.note(named(findings, written.goals))
    session.note(_KEEP)
    return 0


def checked(
    session: Session, project: Project, as_of: date | None, store: Store | None = None
) -> tuple[tuple[Finding, ...], Cube | None]:
    """Check the goals with their data; without a cube when they are too wrong for the data to be read."""
    from goalposts.api import check, tally

    # First without data: a goal that does not resolve is shown with all other findings and stops no reading.
    findings = check(project, as_of=as_of)
    if has_errors(findings):
        return findings, None
    with reading(session) as progress:
        cube = tally(project, as_of=as_of, progress=progress, store=store)
    return check(project, cube, as_of=as_of), cube


def write(session: Session, project: Project, seal: Seal, file: Path) -> None:
    """Write the lock file and say what it seals."""
    from goalposts.api import write_lock

    path = write_lock(file, seal, replaces="")
    session.say(_LOCKED.fill(goals=counted(len(project.goals), *_GOALS), file=str(path)))
    _say_goals(session, project, seal)
    if seal.approved_by:
        session.say(_APPROVED.fill(name=seal.approved_by))
    if seal.results_seen:
        session.say(_LATE)


def _already(session: Session, project: Project, seal: Seal, path: Path, approved_by: str) -> int:
    from goalposts.formats import document
    from goalposts.sealing import differences

    changes = tuple(differences(seal.project, document(project)))
    if not changes:
        session.say(_ALREADY.fill(file=str(path)))
        if approved_by not in ("", seal.approved_by):
            session.warn(_NOT_RECORDED.fill(name=approved_by, file=str(path)))
        return 0
    session.warn(_DIFFERS.fill(file=str(path)))
    for change in changes:
        session.warn(Text(en=f"- {change.en}", ru=f"- {change.ru}"))
    return 1


def _say_goals(session: Session, project: Project, seal: Seal) -> None:
    """Say in columns what is sealed of every goal; a long last one goes on below itself."""
    from goalposts.reporting import role_word

    language = session.language
    promises = [Text.of(goal.target.text) if goal.target else role_word(goal.role.value).text for goal in project.goals]
    named = [(f"  {goal.id}", words.get(language), "") for goal, words in zip(project.goals, promises, strict=True)]
    begins = sum(max(map(len, column)) + _GAP for column in zip(*named, strict=True)) - _GAP
    for goal, line in zip(project.goals, aligned(named, _GAP), strict=True):
        kpi = project.catalogue.kpis[goal.kpi]
        said = _sealed(goal, _baseline(project, goal, seal), seal.baselines[goal.id].value, kpi, project.currency)
        width = max(WIDTH, begins + _LEAST)
        session.say(
            textwrap.fill(said.get(language), width, initial_indent=line.ljust(begins), subsequent_indent=" " * begins)
        )


def _baseline(project: Project, goal: Goal, seal: Seal) -> Text:
    """How the measured baseline is called: one that is not over yet is what it is so far."""
    window = project.baseline_of(goal)
    return _SO_FAR if isinstance(window, Window) and window.end.isoformat() > seal.locked_as_of else _BASELINE


def _sealed(goal: Goal, called: Text, measured: float | None, kpi: Kpi, currency: str) -> Text:
    """Say from where a goal counts, and how far a guardrail may get worse, which is sealed as well."""
    from goalposts.reporting import allowed

    unit = kpi.unit
    baseline = _NO_BASELINE
    if measured is not None:
        baseline = called.fill(value=quantity(measured, unit, currency))
        baseline = baseline if unit else _COUNTED.fill(baseline=baseline, kpi=kpi.title)
    if goal.margin is None or goal.target is not None:
        return baseline
    if goal.margin.unit != "%":
        return _BOUNDED.fill(
            baseline=baseline, allowed=allowed(goal.role.value, goal.margin.in_base_unit, unit, currency)
        )
    part = percent(goal.margin.in_base_unit)
    if measured is None:
        return _UNMEASURED.fill(baseline=baseline, part=part)
    margin = goal.margin.in_base_unit * measured
    bound = allowed(goal.role.value, margin, unit, currency, beside=abs(measured))
    return _RELATIVE.fill(baseline=baseline, allowed=bound, part=part)
