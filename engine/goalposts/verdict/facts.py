"""What the baseline says about a goal, for the rules that ask."""

from __future__ import annotations

from datetime import date

from goalposts.locale import Text
from goalposts.model import BaselineFacts, DeclaredBaseline, Project, ResolvedGoal
from goalposts.scoring import Cube
from goalposts.verdict import reasons
from goalposts.verdict.gather import measure
from goalposts.verdict.promise import promise_of


def facts_of(project: Project, goal: ResolvedGoal, cube: Cube, as_of: date) -> BaselineFacts:
    """Measure the baseline of one goal."""
    if isinstance(goal.baseline, DeclaredBaseline):
        line = promise_of(goal, goal.baseline.value).line
        return BaselineFacts(goal.id, computable=True, value=goal.baseline.value, line=line)
    measured = measure(project, goal, cube, goal.sample, as_of)
    seen, value = measured.observed, measured.value
    if seen is None:
        return BaselineFacts(goal.id, computable=False, why_not=_NOT_YET)
    if value is None:
        why = _why(seen.missing, seen.instruments, seen.reason)
        return BaselineFacts(goal.id, computable=False, why_not=why, n=seen.n, days=seen.days)
    line = promise_of(goal, value).line
    return BaselineFacts(goal.id, computable=True, value=value, line=line, n=seen.n, days=seen.days)


def _why(missing: tuple[str, ...], instruments: tuple[str, ...], code: str) -> Text:
    if missing:
        return reasons.missing_fields(missing, instruments, "baseline").text
    return _EMPTY if code == "no_events" else _NOTHING_COUNTS


_NOT_YET = Text(en="there is no baseline window with data yet", ru="базового периода с данными пока нет")
_EMPTY = Text(en="the data have no rows in the baseline window", ru="в базовом периоде нет данных")
_NOTHING_COUNTS = Text(
    en="no event of the baseline window counts in this KPI",
    ru="ни одно событие базового периода не входит в показатель",
)
