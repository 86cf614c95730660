"""`goalposts selftest`: the plan, tried on the project's own baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from goalposts.cli import verdicts
from goalposts.cli.layout import as_json, bullet
from goalposts.cli.options import cache_option, format_option, project_argument
from goalposts.cli.progress import reading
from goalposts.cli.session import Session
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from goalposts.model.power import GoalSelftest, Rate

SCHEMA = "goalposts/selftest/1"
SEEDS: Final = 200
LEAST_SEEDS: Final = 20
UNDECIDABLE: Final = 3
_HEADING = Text(en="The plan, tried on the baseline itself:", ru="План, испытанный на самом базовом периоде:")
_STYLES = {"passed": "bold green", "failed": "bold red"}
_NO_GOALS = Text(
    en="The project has no goals or guardrails to try.", ru="В проекте нет целей и ограничителей, испытывать нечего."
)


@click.command("selftest")
@project_argument
@format_option("text", "json")
@click.option(
    "--seeds",
    type=click.IntRange(LEAST_SEEDS),
    default=SEEDS,
    show_default=True,
    metavar="N",
    help="How many reshuffled baselines the promise is put into.",
)
@cache_option
@click.pass_obj
def command(session: Session, project: Path, form: str, *, seeds: int, no_cache: bool) -> int:
    """Try the plan of PROJECT on its own baseline: does it see changes where there are none, and does it see its own?

    Exits 1 if some goal's plan does not hold, 3 if the baseline is too short to try any.
    """
    from goalposts.api import selftest

    loaded = session.project(project)
    kept = verdicts.store_of(project, unused=no_cache)
    with reading(session) as progress:
        found = selftest(loaded, seeds=seeds, as_of=session.as_of, progress=progress, store=kept)
    if form == "json":
        goals = [_plain(goal, session.language) for goal in found]
        session.say(as_json({"schema": SCHEMA, "seeds": seeds, "goals": goals}))
        return _code(found)
    session.say(loaded.name, "bold")
    session.say(_HEADING if found else _NO_GOALS)
    for goal in found:
        said = goal.text.get(session.language)
        session.say_parts(bullet(said, session.width, name=goal.id, style=_STYLES.get(goal.answer, "bold")))
    return _code(found)


def _code(found: Sequence[GoalSelftest]) -> int:
    answers = {goal.answer for goal in found}
    if "failed" in answers:
        return 1
    return 0 if "passed" in answers else UNDECIDABLE


def _plain(goal: GoalSelftest, language: str) -> dict[str, Any]:
    return {
        "id": goal.id,
        "role": goal.role,
        "kpi": goal.kpi,
        "answer": goal.answer,
        "false_alarms": _rate(goal.false_alarms),
        "placebo_windows": goal.placebo_windows,
        "placebo_days": goal.placebo_days,
        "chance_alarms": _rate(goal.chance_alarms),
        "power": _rate(goal.power),
        "text": goal.text.get(language),
    }


def _rate(rate: Rate | None) -> dict[str, Any] | None:
    if rate is None:
        return None
    return {"found": rate.found, "low": rate.low, "high": rate.high, "trials": rate.trials}
