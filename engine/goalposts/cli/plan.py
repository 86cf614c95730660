"""`goalposts plan`: which goals first, in which phases, and when each can honestly be judged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import asdict, evolve

from goalposts.cli import verdicts
from goalposts.cli.layout import as_json
from goalposts.cli.options import cache_option, format_option, project_argument
from goalposts.cli.progress import reading
from goalposts.cli.session import Session
from goalposts.errors import AbsentSourceError, LockError
from goalposts.locale import Text

if TYPE_CHECKING:
    from goalposts.api import Store
    from goalposts.model import Project, Ranking
    from goalposts.model.kpi_tree import Leverage
    from goalposts.model.roadmap import Phase, PlannedGoal, Roadmap
    from goalposts.scoring import Cube

SCHEMA = "goalposts/plan/1"
_ABSENT = Text(
    en="The data are not there, so each goal is watched for as long as its evaluation says. {why}",
    ru="Данных нет, поэтому наблюдение длится столько, сколько указано в evaluation. {why}",
)


_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_SEALED = Text(en="the goals are locked, and their phases with them", ru="цели зафиксированы, и их фазы тоже")
_BEFORE = Text(en="write the phases before `goalposts lock`", ru="записывайте фазы до `goalposts lock`")


@click.command("plan")
@project_argument
@format_option("text", "json")
@click.option("--by", metavar="ID", default="", help="The heuristic whose order to follow.")
@click.option("--every", type=click.IntRange(1, 520), metavar="WEEKS", help="Working weeks of a phase.")
@click.option("--regroup", is_flag=True, help="Make phases anew, whatever phases the file has.")
@click.option("--gantt", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Draw it as SVG.")
@click.option("--write", is_flag=True, help="Write the phases, their days and goals, into PROJECT.")
@click.option("--no-data", is_flag=True, help="Do not read the data.")
@cache_option
@click.pass_obj
def command(
    session: Session,
    project: Path,
    form: str,
    by: str,
    every: int | None,
    gantt: Path | None,
    *,
    regroup: bool,
    write: bool,
    no_data: bool,
    no_cache: bool,
) -> int:
    """Rank the goals of PROJECT, cut them into phases, and say when each can honestly be judged.

    Goals that name a phase stay in it, and phases in their order, unless --regroup makes them anew.
    Work begins on the day of --as-of; the first phase goes live on the project's go_live, where that is still to
    come. Exits 1 if there is no plan, or if a promised deadline cannot be kept.
    """
    from goalposts.api import plan
    from goalposts.priorities import all_heuristics
    from goalposts.reporting.roadmap_text import roadmap_lines

    loaded = session.project(project)
    cube = None if no_data else _baseline(session, loaded, verdicts.store_of(project, unused=no_cache))
    found = plan(loaded, cube, as_of=session.as_of, by=by, weeks=every, regroup=regroup)
    if gantt is not None:
        _draw(found, gantt, session.language)
    if write and found.infeasible is None:
        _write(loaded, found, project)
    if form == "json":
        session.say(as_json(plain(found, session.language)))
    else:
        heuristic = all_heuristics(loaded.catalogue).get(found.ranked_by)
        for line, style in roadmap_lines(found, heuristic, loaded.currency, session.language):
            session.say(line, style)
    return 1 if found.infeasible is not None or found.late else 0


def _write(project: Project, found: Roadmap, file: Path) -> None:
    from goalposts.formats import read_bytes, write_atomically
    from goalposts.formats.phase_writing import with_phases

    if project.seal is not None:
        raise LockError(_SEALED, str(file), _BEFORE)
    written = read_bytes(file).decode()  # as bytes, so that ends of lines and a byte order mark stay
    text = written.removeprefix(_MARK)
    known = {phase.name: phase.baseline for phase in project.phases}
    dated = tuple(evolve(phase, baseline=known.get(phase.name)) for phase in found.dates)
    found_text = with_phases(text, {goal.id: goal.phase for goal in found.goals}, dated)
    write_atomically(file, written[: len(written) - len(text)] + found_text)


def _draw(found: Roadmap, file: Path, language: str) -> None:
    from goalposts.formats import write_atomically
    from goalposts.reporting.gantt import gantt

    write_atomically(file, gantt(found, language))


def _baseline(session: Session, project: Project, store: Store | None) -> Cube | None:
    """Read what the goals need; data that are not there yet are only told."""
    from goalposts.api import baseline_cube

    try:
        with reading(session) as progress:
            return baseline_cube(project, as_of=session.as_of, progress=progress, store=store)
    except AbsentSourceError as error:
        session.warn(_ABSENT.fill(why=Text(en=error.sentence("en"), ru=error.sentence("ru"))))
        return None


def plain(found: Roadmap, language: str) -> dict[str, Any]:
    """Return the JSON form of a roadmap."""
    return {
        "schema": SCHEMA,
        "project": found.project,
        "as_of": found.as_of.isoformat(),
        "infeasible": found.infeasible.get(language) if found.infeasible else None,
        "gap": found.gap,
        "ranked_by": found.ranked_by or None,
        "phases": [_phase(phase) for phase in found.phases],
        "goals": [_goal(goal, language) for goal in found.goals],
        "tree": _tree(found.leverage),
        "rankings": [_ranking(ranking, language) for ranking in found.rankings],
        "remarks": [remark.get(language) for remark in found.remarks],
        "unused": list(found.unused),
    }


def _tree(found: Leverage | None) -> dict[str, Any] | None:
    if found is None:
        return None
    levers = [
        {
            "id": lever.goal,
            **asdict(lever, filter=lambda key, _: key.name not in ("goal", "drawn")),
            **_ends("elasticity_", lever.drawn),
        }
        for lever in found.levers
    ]
    known = {"top": found.top, "value": found.value, **_ends("", found.drawn)}
    return {**known, "missing": list(found.missing), "goals": levers}


def _ends(name: str, drawn: tuple[float, ...]) -> dict[str, float | None]:
    """Between which two numbers nine of ten draws lie; nothing where nothing is in doubt."""
    from goalposts.priorities import span_of

    low, high = span_of(drawn) if drawn else (None, None)
    return {f"{name}low": low, f"{name}high": high}


def _phase(phase: Phase) -> dict[str, Any]:
    gate = phase.gate
    return {
        "name": phase.name,
        "start": phase.start.isoformat(),
        "go_live": phase.go_live.isoformat(),
        "goals": list(phase.goals),
        "loads": dict(phase.loads),
        "measured_again": [day.isoformat() for day in phase.again],
        "gate": gate
        and {"earliest": gate.earliest.isoformat(), "goals": list(gate.goals), "guardrails": list(gate.guardrails)},
    }


def _goal(goal: PlannedGoal, language: str) -> dict[str, Any]:
    return {
        "id": goal.id,
        "phase": goal.phase,
        "go_live": goal.go_live.isoformat(),
        "judged": {"from": goal.judged.start.isoformat(), "to": goal.judged.end.isoformat()},
        "honest_deadline": goal.honest.isoformat(),
        "deadline": goal.deadline.isoformat() if goal.deadline else None,
        "late": goal.is_late,
        "waits_for": list(goal.waits_for),
        "why": [why.get(language) for why in goal.why],
    }


def _ranking(ranking: Ranking, language: str) -> dict[str, Any]:
    return {
        "heuristic": ranking.heuristic,
        "determined": ranking.is_determined,
        "first_change": ranking.first_change,
        "remarks": [remark.get(language) for remark in ranking.remarks],
        "goals": [
            {
                "id": rank.goal,
                "place": rank.place,
                "score": rank.score,
                "low": rank.low,
                "high": rank.high,
                "often_first": rank.often_first,
                "group": rank.group.get(language) if rank.group else None,
                "missing": list(rank.missing),
                "not_for": rank.not_for,
            }
            for rank in ranking.ranks
        ],
    }
