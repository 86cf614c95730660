"""Finds everything in a project that does not resolve against the catalogue, each with its place and a suggestion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from goalposts.catalogue.business_hours import counts_by_business_hours
from goalposts.catalogue.kpi_titles import meant_kpi
from goalposts.catalogue.unit_problems import unit_remark, units_of
from goalposts.errors import ExpressionError, did_you_mean, listed
from goalposts.expressions import (
    SHADOW_ONLY,
    Distinct,
    Expression,
    Quantity,
    Survival,
    check_condition,
    render,
)
from goalposts.expressions.checking import TYPE_NAMES_RU
from goalposts.expressions.formula_text import WHOLE_DAYS, in_whole_days
from goalposts.expressions.nodes import Among, Name, Param, Words
from goalposts.locale import Text
from goalposts.model import READING, EventType, Goal, Kpi, Project, Remark, Role, Target, TargetKind, Window


@frozen
class Problem:
    """Something that does not resolve; `rule` is the name of the lint rule that shows it."""

    rule: str
    remark: Remark


def unknown_event_types(project: Project) -> tuple[Problem, ...]:
    """Find sources of event types that no plugin brings."""
    known = {name: kind for name, kind in project.catalogue.event_types.items() if not kind.is_derived}
    message = Text(en="unknown event type '{name}'", ru="неизвестный тип событий «{name}»")
    return tuple(
        Problem(
            "unknown-event-type",
            project.finding(
                message.fill(name=source.event_type),
                hint=did_you_mean(source.event_type, known) or known_names(known),
                at=f"data.{source.event_type}",
            ),
        )
        for source in project.sources
        if source.event_type not in known
    )


def problems_of(project: Project, goal: Goal) -> tuple[Problem, ...]:
    """Find everything in one goal that does not resolve against the catalogue."""
    if not goal.kpi:
        return (Problem("no-metric", goal.finding({"en": "no KPI is named", "ru": "показатель не назван"}, at="kpi")),)
    kpi = project.catalogue.kpis.get(goal.kpi)
    if kpi is None:
        return (_unknown_kpi(goal, project.catalogue.kpis),)
    return tuple(_problems_with(project, goal, kpi))


def _problems_with(project: Project, goal: Goal, kpi: Kpi) -> Iterator[Problem]:
    if goal.variant and goal.variant not in kpi.formulas:
        yield _of_readings(goal, kpi) if kpi.over is READING else _unknown_variant(goal, kpi)
    yield from _parameter_problems(goal, kpi)
    formula = kpi.formulas.get(goal.variant or kpi.default)
    if isinstance(formula, Survival) and isinstance(formula.by, Param):
        yield from _age_problems(goal, kpi, formula.by.name)
    if goal.role is not Role.SHADOW and isinstance(formula, SHADOW_ONLY):
        yield _shadow_only(goal, kpi, _WHY_NOT_JUDGED[type(formula)])
    if formula is not None and project.business_hours is None:
        yield from _without_business_hours(goal, kpi)
    for read in _read_by(goal, kpi):
        yield from (_no_source(goal, kpi, origin) for origin in read.origins if not project.sources_of(origin.id))
        if goal.where is not None:
            yield from condition_faults(project, goal, goal.where, read, "where")
        yield from _comparison_problems(project, goal, read)
    yield from _promise_problems(project, goal, kpi)
    if goal.margin is not None and goal.margin.unit not in ("%", *units_of(kpi, project)):
        yield _bad_unit(goal, "margin", kpi, project)
    if goal.role is not Role.SHADOW:
        yield from _missing_dates(project, goal)


def _unknown_kpi(goal: Goal, kpis: Mapping[str, Kpi]) -> Problem:
    message = Text(en="unknown KPI '{name}'", ru="неизвестный показатель «{name}»").fill(name=goal.kpi)
    return Problem("unknown-kpi", goal.finding(message, hint=meant_kpi(goal.kpi, kpis), at="kpi"))


def _unknown_variant(goal: Goal, kpi: Kpi) -> Problem:
    return _unknown("unknown-variant", goal, "variant", goal.variant, ("variant", "вариант"), kpi.formulas)


def _of_readings(goal: Goal, kpi: Kpi) -> Problem:
    """A table holds values that were counted already, by one formula or by nobody knows which."""
    told = Text(en="as variant '{told}'", ru="по варианту «{told}»").fill(told=kpi.default)
    message = Text(
        en="{kpi} is read from a table, and that tells it {told}, not as '{name}'",
        ru="{kpi} берётся из таблицы, а в ней он посчитан {told}, а не по варианту «{name}»",
    )
    filled = message.fill(kpi=kpi.id, told=told if kpi.default else _UNSTATED, name=goal.variant)
    return Problem("unknown-variant", goal.finding(filled, hint=_STATE_IT, at="variant"))


_UNSTATED = Text(en="without saying by which formula", ru="неизвестно по какой формуле")
_STATE_IT = Text(
    en="state at its column in `readings` the `variant` by which the system counts, or leave it out of the goal",
    ru="укажите у столбца в `readings` вариант (`variant`), по которому считает система, или уберите его из цели",
)


def _parameter_problems(goal: Goal, kpi: Kpi) -> Iterator[Problem]:
    for key, quantity in goal.params.items():
        if key not in kpi.params:
            yield _unknown("unknown-parameter", goal, "with", key, ("parameter", "параметр"), kpi.params)
        elif quantity.type is not kpi.params[key].type:
            yield _bad_parameter(goal, key, kpi.params[key])


def _age_problems(goal: Goal, kpi: Kpi, name: str) -> Iterator[Problem]:
    """Find an age that no time to event can be read at."""
    given = goal.params.get(name, kpi.params[name])
    if given.type is kpi.params[name].type and not in_whole_days(given):
        found = Text(en="parameter {name} is {given}: {why}", ru="параметр {name} — {given}: {why}")
        yield Problem(
            "unknown-parameter", goal.finding(found.fill(name=name, given=str(given), why=WHOLE_DAYS), at="with")
        )


def _missing_dates(project: Project, goal: Goal) -> Iterator[Problem]:
    if project.go_live_of(goal) is None:
        message = Text(
            en="a goal needs go_live, the day from which the rollout works", ru="цели нужен go_live, день запуска"
        )
        yield Problem("no-go-live", goal.finding(message, at="go_live"))
    if project.baseline_of(goal) is None:
        yield _no_baseline(goal)
    yield from _overlap(project, goal)


def _overlap(project: Project, goal: Goal) -> Iterator[Problem]:
    baseline, evaluation = project.baseline_of(goal), project.window_of(goal)
    if isinstance(baseline, Window) and baseline.end > evaluation.start:
        message = Text(
            en="the baseline must end before the evaluation starts",
            ru="базовый период должен кончиться до начала оценки",
        )
        hint = Text(en="end it on {day} or earlier", ru="закончите его не позже {day}").fill(day=str(evaluation.start))
        yield Problem("overlapping-windows", goal.finding(message, hint=hint, at="baseline"))


def _no_baseline(goal: Goal) -> Problem:
    message = Text(
        en="no baseline is given, so nothing can be called better", ru="нет базового периода, сравнить не с чем"
    )
    hint = Text(en="give baseline: {from, to}, or `unknown`", ru="укажите baseline: {from, to} или `unknown`")
    return Problem("no-baseline", goal.finding(message, hint=hint, at="baseline"))


def _read_by(goal: Goal, kpi: Kpi) -> tuple[EventType, ...]:
    return kpi.reads(goal.variant if goal.variant in kpi.formulas else kpi.default)


def _comparison_problems(project: Project, goal: Goal, read: EventType) -> Iterator[Problem]:
    if goal.control is not None:
        yield from condition_faults(project, goal, goal.control, read, "control")
    if goal.rollout is not None:
        waves = Among(Name(goal.rollout.by), tuple(map(Words, goal.rollout.dates)))
        yield from condition_faults(project, goal, waves, read, "rollout")


def condition_faults(project: Project, goal: Goal, where: Expression, read: EventType, key: str) -> Iterator[Problem]:
    """Find why a condition of a goal does not fit an event type; `key` is where it is written."""
    # a row of an attribution is made of two events: dimensions of neither are its own
    sources = () if read.attribution is not None else project.sources_of(read.origin.id)
    dimensions = {name for source in sources for name in source.dimensions}
    try:
        check_condition(where, read.scope({}, dimensions), render(where))
    except ExpressionError as error:
        said = Text(en=error.sentence("en").rstrip("."), ru=error.sentence("ru").rstrip("."))
        yield Problem("bad-where", goal.finding(said, at=key))


def _promise_problems(project: Project, goal: Goal, kpi: Kpi) -> Iterator[Problem]:
    """Find units that do not fit the KPI in the target and in the steps towards it."""
    if goal.target is not None:
        yield from _unit_problems(project, goal, kpi, goal.target, "target")
    for step in goal.path:
        yield from _unit_problems(project, goal, kpi, step.target, "path")
        if step.tolerance is not None and step.tolerance.unit not in ("%", *units_of(kpi, project)):
            yield _bad_unit(goal, "path", kpi, project)


def _unit_problems(project: Project, goal: Goal, kpi: Kpi, target: Target, key: str) -> Iterator[Problem]:
    units = units_of(kpi, project)
    written = {target.low.unit, *([target.high.unit] if target.high else [])}
    if target.kind in (TargetKind.ABSOLUTE, TargetKind.BAND):
        wanted = ("%",) if kpi.unit == "%" else units
    elif target.kind is TargetKind.POINTS:
        wanted = ("pp",) if kpi.unit == "%" else ()
    elif target.kind is TargetKind.DIFFERENCE:
        wanted = () if kpi.unit == "%" else units
    else:
        return
    if not written <= set(wanted):
        yield _bad_unit(goal, key, kpi, project)


def _bad_unit(goal: Goal, key: str, kpi: Kpi, project: Project) -> Problem:
    return Problem("unit-mismatch", unit_remark(project, goal, kpi, key))


def _bad_parameter(goal: Goal, key: str, default: Quantity) -> Problem:
    kind = Text(en=default.type.value, ru=TYPE_NAMES_RU[default.type])
    message = Text(en="parameter {key} must be a {kind}", ru="параметр {key}: нужна величина вида «{kind}»")
    hint = Text(en="write it like its default, {default}", ru="по умолчанию {default}")
    filled = message.fill(key=key, kind=kind)
    return Problem("unknown-parameter", goal.finding(filled, hint=hint.fill(default=str(default)), at="with"))


_WHY_NOT_JUDGED = {
    Distinct: Text(en="its days do not add up to the period", ru="из дней не складывается период"),
}


def _shadow_only(goal: Goal, kpi: Kpi, why: Text) -> Problem:
    message = Text(en="{kpi} can be reported but not judged: {why}", ru="{kpi} можно показать, но не оценить: {why}")
    hint = Text(en="write role: shadow", ru="напишите role: shadow")
    return Problem("shadow-only", goal.finding(message.fill(kpi=kpi.id, why=why), hint=hint, at="kpi"))


def _without_business_hours(goal: Goal, kpi: Kpi) -> Iterator[Problem]:
    variant = goal.variant or kpi.default
    by_itself = counts_by_business_hours(kpi, variant)
    if by_itself or counts_by_business_hours(kpi, variant, goal.where):
        message = Text(
            en="{what} counts by business hours, but the project does not say which these are",
            ru="{what}: счёт идёт по рабочим часам, а в проекте они не указаны",
        )
        hint = Text(
            en="add business_hours, as {mon-fri: 09:00-18:00}", ru="добавьте business_hours: {mon-fri: 09:00-18:00}"
        )
        remark = goal.finding(
            message.fill(what=kpi.id if by_itself else "where"), hint=hint, at="kpi" if by_itself else "where"
        )
        yield Problem("no-business-hours", remark)


def _no_source(goal: Goal, kpi: Kpi, read: EventType) -> Problem:
    message = Text(
        en="{kpi} reads {event}, but `data` has no source of it",
        ru="{kpi} считается по {event}, но в `data` нет такого источника",
    )
    hint = Text(en="add data: {event}: with a source", ru="добавьте источник data: {event}:")
    remark = goal.finding(message.fill(kpi=kpi.id, event=read.id), hint=hint.fill(event=read.id), at="kpi")
    return Problem("no-source", remark)


def _unknown(rule: str, goal: Goal, key: str, name: str, kind: tuple[str, str], known: Mapping[str, object]) -> Problem:
    message = Text(en=f"unknown {kind[0]} '{name}'", ru=f"неизвестный {kind[1]} «{name}»")
    return Problem(rule, goal.finding(message, hint=did_you_mean(name, known) or known_names(known), at=key))


def known_names(names: Mapping[str, object]) -> Text:
    """List what there is, as a hint."""
    return Text(en="known: {names}", ru="известны: {names}").fill(names=listed(name or "(unnamed)" for name in names))
