"""`goalposts power`: what the planned windows can show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goalposts.cli import verdicts
from goalposts.cli.layout import as_json, bullet
from goalposts.cli.options import cache_option, format_option, project_argument
from goalposts.cli.progress import reading
from goalposts.cli.session import Session
from goalposts.locale import Text, day, join

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from goalposts.model.power import GoalPower

SCHEMA = "goalposts/power/1"
HEADING = Text(en="What the planned windows can show", ru="Что покажут запланированные периоды")
_AS_OF = Text(en="{heading}, by the baseline up to {day}:", ru="{heading} (по базовому периоду до {day}):")
_NO_GOALS = Text(
    en="The project has no goals or guardrails to plan.", ru="В проекте нет целей и ограничителей, планировать нечего."
)
_STYLES = {"enough": "bold green", "longer": "bold yellow", "over_a_year": "bold red", "never": "bold red"}
_HELPS = Text(en="What would help: {wanted}.", ru="Что поможет: {wanted}.")


@click.command("power")
@project_argument
@format_option("text", "json")
@cache_option
@click.pass_obj
def command(session: Session, project: Path, form: str, *, no_cache: bool) -> int:
    """Say of every goal of PROJECT the smallest change that its planned windows show, and how long to watch.

    Judged by the ups and downs of the baseline, as far as there is one. Exits 0 whatever the answer.
    """
    from goalposts.api import power
    from goalposts.api.clock import clock

    loaded = session.project(project)
    kept = verdicts.store_of(project, unused=no_cache)
    with reading(session) as progress:
        found = power(loaded, as_of=session.as_of, progress=progress, store=kept)
    today = clock(loaded, session.as_of)
    if form == "json":
        goals = [plain(goal, session.language) for goal in found]
        session.say(as_json({"schema": SCHEMA, "as_of": today.isoformat(), "goals": goals}))
        return 0
    session.say(loaded.name, "bold")
    session.say(_AS_OF.fill(heading=HEADING, day=day(today)) if found else _NO_GOALS)
    say_plans(session, found)
    return 0


def say_plans(session: Session, found: Iterable[GoalPower]) -> None:
    """Say in a paragraph each what the plan of a goal can show."""
    import textwrap

    for goal in found:
        said = goal.text.get(session.language)
        session.say_parts(bullet(said, session.width, name=goal.id, style=_STYLES.get(goal.answer, "bold")))
        if goal.helps:
            wanted = join((reason.text for reason in goal.helps), "; ")
            help_ = _HELPS.fill(wanted=wanted).get(session.language)
            session.say(textwrap.fill(help_, session.width, initial_indent="  ", subsequent_indent="  "))


def plain(goal: GoalPower, language: str) -> dict[str, Any]:
    """Return the JSON form of one goal's plan; shares are fractions, changes are in KPI units."""
    weeks = goal.weeks_needed
    return {
        "id": goal.id,
        "role": goal.role,
        "kpi": goal.kpi,
        "unit": goal.unit,
        "answer": goal.answer,
        "baseline": goal.baseline,
        "promised": goal.promised,
        "smallest": goal.smallest,
        "smallest_likely": goal.smallest_likely,
        "relative": goal.relative,
        "floor": goal.floor,
        "weeks_planned": goal.weeks_planned,
        "weeks_needed": None if weeks is None else {"low": weeks.low, "high": weeks.high},
        "goals_counted": goal.goals_counted,
        "method": goal.method,
        "text": goal.text.get(language),
        "helps": [{"code": reason.code, "text": reason.text.get(language)} for reason in goal.helps],
    }
