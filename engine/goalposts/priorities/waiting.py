"""What a goal waits for: other goals, and a baseline without which nobody will know whether it helped."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from goalposts.expressions import Share
from goalposts.expressions.nodes import Expression, IsNull, Name, children, names
from goalposts.locale import Text, day
from goalposts.model import DeclaredBaseline, UnknownBaseline, Window

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goalposts.model import BaselineFacts, Project, ResolvedGoal, Source

BASELINE_WEEKS: Final = 8
"""A baseline has at least eight weekly points."""

_BASELINE: Final = Text(
    en="goes live on {day} at the earliest, when eight weeks of baseline are there",
    ru="не раньше {day}: к этому дню наберётся восемь недель базового периода",
)
_MEASURED_FROM: Final = Text(
    en="its baseline begins when {goal} is live", ru="базовый период начнётся, когда заработает {goal}"
)
_RECORDED: Final = Text(
    en="is computed from what {goal} has recorded, so that comes first",
    ru="считается по тому, что записывается в рамках цели {goal}, поэтому та идёт раньше",
)


@frozen
class Waiting:
    """What one goal waits for.

    Attributes:
        after: goals that go live in an earlier phase.
        ready: the first day on which it may go live for the sake of its baseline; None where that is no question.
        why: the reasons that do not stand in the project file.
    """

    after: tuple[str, ...] = ()
    ready: date | None = None
    why: tuple[Text, ...] = field(default=())


def waiting(
    project: Project, goals: Sequence[ResolvedGoal], facts: Mapping[str, BaselineFacts], today: date
) -> dict[str, Waiting]:
    """Say of every goal what it waits for; a goal that is not planned is waited for by none."""
    planned = {goal.id for goal in goals}
    stated = {goal.id: tuple(name for name in goal.goal.after if name in planned) for goal in goals}
    found = {}
    for goal in goals:
        recorders = tuple(
            other.id
            for other in goals
            if other.id not in stated[goal.id] and _records_for(other, goal) and not _waits(stated, other.id, goal.id)
        )
        stated[goal.id] = (*stated[goal.id], *recorders)
        ready, reason = _ready(project, goal, facts.get(goal.id), today, stated[goal.id])
        why = (*(_RECORDED.fill(goal=name) for name in recorders), *((reason,) if reason else ()))
        found[goal.id] = Waiting(stated[goal.id], ready, why)
    return found


def _ready(
    project: Project, goal: ResolvedGoal, facts: BaselineFacts | None, today: date, after: Sequence[str]
) -> tuple[date | None, Text | None]:
    weeks = timedelta(weeks=BASELINE_WEEKS)
    if isinstance(goal.baseline, DeclaredBaseline):
        return None, None
    begin = _first_day(project, goal)
    empty = facts is not None and not facts.computable and facts.days == 0
    if isinstance(goal.baseline, Window) and not empty:
        begin = max(goal.baseline.start, begin or goal.baseline.start)
    elif isinstance(goal.baseline, UnknownBaseline) and after:
        # the next phase is at least eight weeks behind the one before, so that the order alone makes the baseline
        return None, _MEASURED_FROM.fill(goal=after[-1])
    else:
        begin = max(today, begin or today)
    return begin + weeks, _BASELINE.fill(day=day(begin + weeks))


def _first_day(project: Project, goal: ResolvedGoal) -> date | None:
    """The day on which the last of its event types gets a source; None where one was there all the time."""
    firsts = [_start(project.sources_of(kind)) for kind in goal.event_types]
    return max((start for start in firsts if start is not None), default=None)


def _start(sources: Sequence[Source]) -> date | None:
    starts = [source.start for source in sources if source.start is not None]
    return min(starts) if starts and len(starts) == len(sources) else None


def _records_for(recorder: ResolvedGoal, goal: ResolvedGoal) -> bool:
    """Whether a goal is about recording a field that the KPI of another one cannot do without."""
    if recorder.id == goal.id or recorder.kpi.over.id != goal.kpi.over.id:
        return False
    recorded = _recorded(recorder)
    if not recorded or recorded & _recorded(goal):
        return False
    needed = goal.kpi.needs(goal.variant) | (names(goal.where) if goal.where is not None else frozenset())
    return bool(recorded & needed)


def _recorded(goal: ResolvedGoal) -> frozenset[str]:
    """The fields that a KPI asks to be filled in: it is the share of events in which they are not null."""
    return _filled(goal.formula.of) if isinstance(goal.formula, Share) else frozenset()


def _filled(expression: Expression) -> frozenset[str]:
    if isinstance(expression, IsNull):
        filled = expression.negated and isinstance(expression.item, Name)
        return names(expression) if filled else frozenset()
    return frozenset().union(*(_filled(child) for child in children(expression)))


def _waits(after: Mapping[str, Sequence[str]], name: str, other: str) -> bool:
    """Whether a goal waits for another one, also over others."""
    open_names, seen = [name], set()
    while open_names:
        known = open_names.pop()
        if known == other:
            return True
        if known not in seen:
            seen.add(known)
            open_names.extend(after.get(known, ()))
    return False
