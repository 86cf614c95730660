"""What `status` and `check` tell of goals that are not due: what their plan can show, and how they do so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from goalposts.cli.concerns import bridges_too_short, data_that_stand_still, never_measured
from goalposts.cli.layout import bullet
from goalposts.cli.power import HEADING, plain, say_plans
from goalposts.cli.progress import reading
from goalposts.cli.sealed import data_that_changed
from goalposts.errors import SourceError
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from goalposts.api import Store
    from goalposts.cli.session import Session
    from goalposts.model import Project
    from goalposts.model.interim import Interim
    from goalposts.model.power import GoalPower
    from goalposts.model.scorecard import GoalScore
    from goalposts.reporting.chart_data import Measured
    from goalposts.scoring import Cube

_SO_FAR = Text(en="So far", ru="На сегодня")
_STYLES = {"on_track": "bold green", "off_track": "bold red"}


@frozen
class Seen:
    """What the data show of goals that are not due.

    Attributes:
        planned: of goals without a look yet.
        looks: of goals whose evaluation has begun, by goal.
        unlooked: why others have none though it has begun.
        goals: all that were scored to see it.
        concerns: what somebody should look after.
    """

    planned: tuple[GoalPower, ...] = ()
    looks: tuple[tuple[GoalScore, Interim], ...] = ()
    unlooked: tuple[tuple[GoalScore, Text], ...] = ()
    goals: tuple[GoalScore, ...] = ()
    concerns: tuple[Text, ...] = ()


def seen_so_far(session: Session, project: Project, today: date, store: Store | None) -> Seen:
    """Read the data for goals that are not due; nothing is read when all are."""
    from goalposts.api import power, score, tally

    if all(project.window_of(goal).end <= today for goal in project.goals):
        return Seen()
    try:
        with reading(session) as progress:
            cube = tally(project, as_of=today, progress=progress, store=store)
    except SourceError as error:
        session.warn(error.sentence(session.language))
        return Seen()
    card = score(project, cube, as_of=today)
    looks = tuple((goal, goal.interim) for goal in card.goals if goal.interim is not None)
    looked_at = {goal.id for goal, _ in looks}
    waiting = {goal.id for goal in card.goals if goal.state == "not_due" and goal.id not in looked_at}
    concerns = (
        *data_that_changed(project, cube, today),
        *bridges_too_short(project, cube, today),
        *data_that_stand_still(project, cube.streams, today),
        *never_measured(card.goals),
    )
    planned = tuple(plan for plan in power(project, cube, as_of=today) if plan.id in waiting)
    return Seen(planned, looks, tuple(_unlooked(card.goals)), card.goals, concerns)


def _unlooked(goals: Iterable[GoalScore]) -> Iterator[tuple[GoalScore, Text]]:
    from goalposts.verdict.interim_reasons import NO_LOOKS

    for goal in goals:
        why = next((reason for reason in goal.reasons if reason.code in NO_LOOKS), None)
        if goal.state == "not_due" and goal.interim is None and why is not None:
            yield goal, why.text


def add_to(goal: Mapping[str, Any], seen: Seen, language: str) -> dict[str, Any]:
    """Add to the JSON form of a goal's status what is seen of it; null where nothing is."""
    planned = {plan.id: plain(plan, language) for plan in seen.planned}
    looks = {one.id: _plain(look, language) for one, look in seen.looks}
    why = {one.id: text.get(language) for one, text in seen.unlooked}
    known = goal["id"]
    return {**goal, "power": planned.get(known), "interim": looks.get(known), "no_look": why.get(known)}


def say_seen(session: Session, seen: Seen) -> None:
    """Say what is seen, each kind below an empty line and its heading."""
    if seen.looks or seen.unlooked:
        session.say("")
        session.say(_heading(_SO_FAR), "bold")
    for goal, look in seen.looks:
        said = look.text.get(session.language)
        session.say_parts(bullet(said, session.width, name=goal.id, style=_STYLES.get(look.answer, "bold")))
    for goal, why in seen.unlooked:
        session.say_parts(bullet(why.get(session.language), session.width, name=goal.id, style="bold"))
    if told := _plans(seen.planned):
        session.say("")
        _say_plans(session, told)
    if drawn := _courses((goal.id, goal) for goal in seen.goals if goal.role != "shadow"):
        session.say("")
        _say_courses(session, drawn)


def _heading(words: Text) -> Text:
    return Text(en="{words}:", ru="{words}:").fill(words=words)


def _courses(goals: Iterable[tuple[str, Measured]]) -> tuple[Text, ...]:
    from goalposts.reporting import courses

    return tuple(courses((Text.of(name), goal) for name, goal in goals))


def _say_courses(session: Session, drawn: Iterable[Text]) -> None:
    from goalposts.reporting import COURSES

    session.say(_heading(COURSES), "bold")
    for line in drawn:
        session.say(line)


def _plans(planned: Iterable[GoalPower]) -> list[GoalPower]:
    """Of a goal without a measured baseline nothing is to be said."""
    return [plan for plan in planned if plan.smallest is not None]


def _say_plans(session: Session, told: Iterable[GoalPower]) -> None:
    session.say(_heading(HEADING), "bold")
    say_plans(session, told)


def say_what_plans_show(session: Session, project: Project, cube: Cube) -> None:
    """Say what the plans of goals that are not due can show, and leave a line to what follows."""
    from goalposts.api.clock import clock
    from goalposts.catalogue import resolvable
    from goalposts.model import Role
    from goalposts.verdict.baseline_course import baseline_course
    from goalposts.verdict.power import power_of

    today = clock(project, session.as_of)
    waiting = tuple(goal for goal in resolvable(project) if goal.evaluation.end > today)
    if told := _plans(power_of(project, waiting, cube, today)):
        _say_plans(session, told)
        session.say("")
    known = (baseline_course(project, goal, cube, today) for goal in waiting if goal.role != Role.SHADOW)
    if drawn := _courses((course.id, course) for course in known if course is not None):
        _say_courses(session, drawn)
        session.say("")


def _plain(look: Interim, language: str) -> dict[str, Any]:
    return {
        "answer": look.answer,
        "estimate": look.estimate,
        "low": look.low,
        "high": look.high,
        "looked_at": look.looked_at.isoformat(),
        "days": look.days,
        "alarm": look.alarm,
        "text": look.text.get(language),
    }
