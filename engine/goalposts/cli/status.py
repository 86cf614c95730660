"""`goalposts status`: what is locked, what is due when, what can be read."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import click

from goalposts.cli import verdicts
from goalposts.cli.concerns import HEADING, baselines_to_come
from goalposts.cli.layout import as_json, bullet, show_table
from goalposts.cli.options import cache_option, format_option, project_argument
from goalposts.cli.session import Session
from goalposts.cli.so_far import Seen, add_to, say_seen, seen_so_far
from goalposts.errors import SourceError
from goalposts.locale import Text, counted, day

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from goalposts.model import Amendment, Project, ResolvedGoal, Source

_LABELS = {
    "as_of": Text(en="As of", ru="По состоянию на"),
    "goals": Text(en="Goals", ru="Цели"),
    "due_now": Text(en="can be judged since {day}", ru="можно судить с {day}"),
    "due_later": Text(en="judged from {day}, in {days}", ru="судить с {day}, через {days}"),
    "readable": Text(en="readable", ru="читается"),
    "no_goals": Text(en="The project has no goals.", ru="В проекте нет целей."),
    "data": Text(en="Data", ru="Данные"),
    "again": Text(en="Does it hold? Measure again: {days}", ru="Держится ли эффект? Измерить ещё раз: {days}"),
    "again_on": Text(en="{day} (+{months} months)", ru="{day} (+{months} мес.)"),
}
_AMENDED = Text(en="Amended on {at} by {by}: {reason}", ru="Изменено {at}, утверждает {by}: {reason}")
_DAYS = (("day", "days"), ("день", "дня", "дней"))


@click.command("status")
@project_argument
@format_option("text", "json")
@click.option("--no-data", is_flag=True, help="Do not read the data; what they show so far is not told.")
@cache_option
@click.pass_obj
def command(session: Session, project: Path, form: str, *, no_data: bool, no_cache: bool) -> int:
    """Say whether the goals of PROJECT are locked, when each is due, what to look after, and what its data show so far.

    Of goals that are not due: before go-live what their plan can show, after it whether they are on track. That is
    no verdict; `score` gives it when the time is over.
    """
    from goalposts.api.clock import clock

    loaded = session.project(project)
    today = clock(loaded, session.as_of)
    found = _status(loaded, today, session.language)
    readable = all(source["readable"] for source in found["sources"]) and not no_data
    kept = verdicts.store_of(project, unused=no_cache)
    seen = seen_so_far(session, loaded, today, kept) if readable else Seen()
    concerns = [text.get(session.language) for text in (*baselines_to_come(loaded, today), *seen.concerns)]
    if form == "json":
        goals = [add_to(goal, seen, session.language) for goal in found["goals"]]
        session.say(as_json({**found, "goals": goals, "concerns": concerns}))
        return 0
    _say(session, loaded, found, today)
    if concerns:
        session.say("")
        session.say(f"{HEADING.get(session.language)}:", "bold yellow")
    for concern in concerns:
        session.say_parts(bullet(concern, session.width))
    say_seen(session, seen)
    return 0


def _status(project: Project, today: date, language: str) -> dict[str, Any]:
    from datetime import date

    from goalposts.catalogue.resolve import resolve
    from goalposts.linting.later_checks import later_checks
    from goalposts.sealing import lock_state

    lock = lock_state(project)
    stated = [goal for goal in resolve(project) if goal.role.value != "shadow" or goal.goal in project.goals]
    judged = max((goal.evaluation.end for goal in stated), default=date.min)
    checks = [check for check in later_checks(project) if check.day > judged]
    return {
        "project": project.name,
        "as_of": today.isoformat(),
        "lock": {
            "status": lock.status,
            "digest": lock.digest,
            "locked_as_of": project.seal.locked_as_of if project.seal else None,
            "amendments": [_amendment(known) for known in lock.amendments],
            "differences": [difference.get(language) for difference in lock.differences],
        },
        "goals": [_goal(goal, today) for goal in stated],
        "later_checks": [{"months": check.months, "day": check.day.isoformat()} for check in checks],
        "sources": [_source(project, source, today, language) for source in project.sources],
    }


def _amendment(known: Amendment) -> dict[str, Any]:
    return {"at": known.at, "by": known.by, "reason": known.reason, "results_seen": known.results_seen}


def _goal(goal: ResolvedGoal, today: date) -> dict[str, Any]:
    from goalposts.model.maturity import due_day

    due = due_day(goal)
    return {
        "id": goal.id,
        "role": goal.role.value,
        "kpi": goal.kpi.id,
        "target": goal.goal.target.text if goal.goal.target else None,
        "deadline": goal.goal.deadline.isoformat() if goal.goal.deadline else None,
        "due": due.isoformat(),
        "days_to_go": max((due - today).days, 0),
    }


def _source(project: Project, source: Source, today: date, language: str) -> dict[str, Any]:
    why = _why_unreadable(project, source, today, language)
    return {"event_type": source.event_type, "instrument": source.name, "readable": why is None, "why": why}


def _why_unreadable(project: Project, source: Source, today: date, language: str) -> str | None:
    """Open a source without reading its rows."""
    from goalposts.api.reading import Reading

    try:
        Reading(project, {}, today).open(source)
    except SourceError as error:
        return error.sentence(language)
    return None


def _say(session: Session, project: Project, found: dict[str, Any], today: date) -> None:
    language = session.language
    session.say(found["project"], "bold")
    session.say(f"{_LABELS['as_of'].get(language)}: {day(today).get(language)}")
    _say_lock(session, found["lock"])
    session.say("")
    if found["goals"]:
        show_table(session, (_goal_row(goal, project, language) for goal in found["goals"]), ("bold",))
    else:
        session.say(_LABELS["no_goals"])
    if found["later_checks"]:
        days = [_later(check).get(language) for check in found["later_checks"]]
        session.say(textwrap.fill(_LABELS["again"].fill(days="; ".join(days)).get(language), session.width))
    session.say("")
    session.say(f"{_LABELS['data'].get(language)}:", "bold")
    readable = _LABELS["readable"].get(language)
    show_table(
        session,
        ((source["instrument"], source["event_type"], source["why"] or readable) for source in found["sources"]),
    )


def _say_lock(session: Session, lock: dict[str, Any]) -> None:
    from goalposts.reporting import lock_word
    from goalposts.reporting.terminal import TONES

    language, word = session.language, lock_word(lock["status"], amended=bool(lock["amendments"]))
    label = _LABELS["goals"].get(language)
    said = f"{label}: {word.text.get(language)}. {word.meaning.get(language)}"
    head = len(f"{label}: {word.text.get(language)}")
    lines = textwrap.fill(said, session.width)
    session.say_parts([(lines[:head], TONES[word.tone]), (lines[head:], "")])
    for difference in lock["differences"]:
        session.say(f"- {difference}")
    for amendment in lock["amendments"]:
        session.say(_AMENDED.fill(**{key: amendment[key] for key in ("at", "by", "reason")}))


def _later(check: dict[str, Any]) -> Text:
    from datetime import date

    return _LABELS["again_on"].fill(day=day(date.fromisoformat(check["day"])), months=check["months"])


def _goal_row(goal: dict[str, Any], project: Project, language: str) -> tuple[str, str, str, str]:
    from datetime import date

    from goalposts.reporting import role_word

    due, days = date.fromisoformat(goal["due"]), goal["days_to_go"]
    pattern = _LABELS["due_later" if days else "due_now"]
    when = pattern.fill(day=day(due), days=counted(days, *_DAYS))
    name = project.catalogue.kpis[goal["kpi"]].title
    return (
        goal["id"],
        name.get(language),
        goal["target"] or role_word(goal["role"]).text.get(language),
        when.get(language),
    )
