"""What the baseline says about a goal, for the rules that ask."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from attrs import asdict, evolve

from goalposts.expressions import Quantile
from goalposts.inference.period_readings import LEAST_PERIODS, Period
from goalposts.locale import Text
from goalposts.model import BaselineFacts, DeclaredBaseline, Project, ResolvedGoal
from goalposts.model.doubt_words import cure_of, doubt_of
from goalposts.model.effects import GateFailure
from goalposts.model.looking_back import looks_back
from goalposts.scoring import Cube
from goalposts.verdict import reasons
from goalposts.verdict.bridge_ahead import short_bridge
from goalposts.verdict.gather import quarantined_share
from goalposts.verdict.measured import Measured, coverage_of, end_of, measure
from goalposts.verdict.monthly import Months, months_of
from goalposts.verdict.power import goal_power
from goalposts.verdict.promise import promise_of
from goalposts.verdict.unreadable import unreadable


def facts_of(project: Project, goal: ResolvedGoal, cube: Cube, as_of: date) -> BaselineFacts:
    """Measure the baseline of one goal, tell which rows could not be read, and whether they begin early enough."""
    facts = evolve(_measured(project, goal, cube, as_of), **_beginning(goal, cube), **_doubt(goal, cube))
    refused = [stream for stream in cube.streams if stream.event_type in goal.event_types and stream.quarantined]
    if not refused:
        return facts
    worst = max(refused, key=quarantined_share)
    said, cure, place = unreadable(project, worst)
    share = quarantined_share(worst)
    return evolve(facts, unreadable=said, unreadable_share=share, unreadable_cure=cure, unreadable_at=place)


def _doubt(goal: ResolvedGoal, cube: Cube) -> dict[str, Any]:
    """The first doubt about files of its sources, which concerns most rows."""
    doubts = (doubt for stream in cube.streams if stream.event_type in goal.event_types for doubt in stream.doubts)
    worst = max(doubts, key=lambda doubt: doubt.rows, default=None)
    return {} if worst is None else {"doubt": doubt_of(worst), "doubt_cure": cure_of(worst)}


def _beginning(goal: ResolvedGoal, cube: Cube) -> dict[str, Any]:
    """How far the KPI looks back, and if its events begin too late for that, when they do and when they should."""
    days = looks_back(goal)
    kinds = [kind for kind in goal.kpi.reads(goal.variant) if kind.history is not None]
    sources = {origin.id for kind in kinds for origin in kind.origins}
    firsts = [stream.first[:10] for stream in cube.streams if stream.event_type in sources and stream.first]
    if not days or goal.sample is None or not firsts:
        return {"looks_back": days}
    since, wanted = date.fromisoformat(min(firsts)), goal.sample.start - timedelta(days=days)
    return {"looks_back": days} | ({"events_since": since, "events_wanted": wanted} if since > wanted else {})


def declared_facts(goal: ResolvedGoal) -> BaselineFacts | None:
    """What a declared baseline says, for which nothing is measured; None of any other."""
    if not isinstance(goal.baseline, DeclaredBaseline):
        return None
    line = promise_of(goal, goal.baseline.value).line
    return BaselineFacts(goal.id, computable=True, value=goal.baseline.value, line=line)


def _measured(project: Project, goal: ResolvedGoal, cube: Cube, as_of: date) -> BaselineFacts:
    if (declared := declared_facts(goal)) is not None:
        return declared
    measured = measure(project, goal, cube, goal.sample, as_of)
    seen, value = measured.observed, measured.value
    if seen is None:
        return BaselineFacts(goal.id, computable=False, why_not=_NOT_YET)
    if value is None and seen.immature and not seen.missing:
        return BaselineFacts(goal.id, computable=True, in_periods=True, too_few_periods=_too_few_periods(measured))
    if value is None:
        why = _why(seen.missing, seen.instruments, seen.reason)
        return BaselineFacts(goal.id, computable=False, why_not=why, n=seen.n, days=seen.days)
    line = promise_of(goal, value).line
    plan = goal_power(project, goal, cube, measured, as_of)
    by_day = measured.periods is None and measured.weeks is None and not isinstance(goal.formula, Quantile)
    months = months_of(seen.day, seen.numerator, seen.denominator) if by_day else None
    return BaselineFacts(
        goal.id,
        computable=True,
        value=value,
        line=line,
        n=seen.n,
        days=seen.days,
        in_periods=measured.periods is not None or measured.weeks is not None,
        too_few_periods=_too_few_periods(measured),
        smallest_change=plan.smallest,
        weeks_needed=plan.weeks_needed.high if plan.weeks_needed else None,
        untried=plan.answer == "untried",
        weeks_planned=plan.weeks_planned,
        gaps=_gaps(goal, measured, as_of),
        bridge_short=short_bridge(project, goal, cube, measured, as_of),
        **_monthly(months),
    )


def _gaps(goal: ResolvedGoal, measured: Measured, as_of: date) -> Text | None:
    """Why a baseline that is over is no ground for a verdict; of one that still runs, days may come."""
    if goal.sample is None or goal.sample.end > as_of:
        return None
    failures = (*coverage_of("baseline", measured), *end_of("baseline", measured))
    return next((reasons.gate(failure).text for failure in failures), None)


def _monthly(months: Months | None) -> dict[str, Any]:
    return {} if months is None else {f"month_{name}": value for name, value in asdict(months).items()}


def _too_few_periods(measured: Measured) -> Text | None:
    """Say how many periods a baseline has, if too few; weeks of entry that are young today will be followed."""
    weeks, periods = measured.weeks, measured.periods
    period: Period
    if weeks is not None:
        period, count, code = "week", weeks.planned, "too_few_entry_weeks"
    elif periods is not None:
        period, count, code = periods.period, periods.count, "too_few_periods"
    else:
        return None
    needed = LEAST_PERIODS[period]["baseline"]
    fact = ((f"{period}s", count), ("needed", needed))
    return reasons.gate(GateFailure(code, "baseline", fact)).text if count < needed else None


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
