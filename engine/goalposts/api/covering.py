"""Whether a cube that is given answers what is asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from goalposts.api.cuts import cuts_of
from goalposts.api.given import WRONG_KIND
from goalposts.api.tallying import span, with_controls
from goalposts.errors import InputError
from goalposts.locale import Text, day
from goalposts.model import Project, ResolvedGoal

if TYPE_CHECKING:
    from goalposts.scoring import Cube


def demand_cover(project: Project, goals: tuple[ResolvedGoal, ...], cube: Cube, as_of: date) -> None:
    """Check that a cube answers these goals as of a day.

    Raises:
        InputError: it is no cube, or was made for other goals, windows, dimensions, or as of another day.
    """
    from goalposts.scoring import Cube

    if not isinstance(cube, Cube):
        raise InputError(WRONG_KIND.fill(wanted=_DATA, found=type(cube).__name__), hint=_NAME)
    if cube.as_of not in (None, as_of):
        raise InputError(_OTHER_DAY.fill(cube=day(cube.as_of), asked=day(as_of)), hint=_SAME_DAY)
    first, end = span(project, goals, as_of)
    fits = cube.plan.timezone == project.timezone and cube.plan.first_day <= first and cube.plan.end_day >= end
    cuts = cuts_of(project, goals)
    fits &= all(set(cuts.get(stream.event_type, ())) <= set(stream.segments) for stream in cube.plan.streams)
    fits &= all(stream.apart for stream in cube.plan.streams if stream.event_type in project.bridge)
    try:
        for goal in with_controls(goals):
            cube.plan.locate(goal)
    except ValueError:
        fits = False
    if not fits:
        problem = Text(
            en="the cube was made for other goals, days or dimensions",
            ru="куб построен для других целей, дней или измерений",
        )
        raise InputError(problem, hint=Text(en="tally the project again", ru="постройте его заново: tally"))


_DATA: Final = Text(en="a cube, or tables by their names", ru="куб или таблицы по именам")
_NAME: Final = Text(
    en="say which source a table stands for: a mapping of its name or event type to the table",
    ru="укажите, какой источник заменяет таблица: словарь из имени или события и таблицы",
)
_OTHER_DAY: Final = Text(
    en="the cube was made as of {cube}, and the answer is asked for as of {asked}",
    ru="куб построен по состоянию на {cube}, а ответ нужен на {asked}",
)
_SAME_DAY: Final = Text(en="give both the same `as_of`", ru="укажите в обоих вызовах один `as_of`")
