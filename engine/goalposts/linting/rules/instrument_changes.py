"""Before and after measured by different instruments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.errors import listed
from goalposts.linting.promises import is_promise
from goalposts.locale import Text, number
from goalposts.model import rule
from goalposts.model.bridging import LEAST_BRIDGED_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark, ResolvedGoal, Source, Window

_CHANGES = Text(
    en="the baseline is measured by {before}, the evaluation by {after}",
    ru="до запуска измеряет {before}, после — {after}",
)
_CHANGES_HINT = Text(
    en="keep one instrument over both windows, let both run side by side and say `bridge`, or say `baseline: unknown`",
    ru="оставьте один источник на оба периода, запустите оба параллельно и укажите `bridge` либо `baseline: unknown`",
)
_SHORT = Text(
    en="the parallel run of {event} has {days} days, {needed} are needed",
    ru="параллельный прогон {event}: дней — {days}, нужно — {needed}",
)
_SHORT_HINT = Text(
    en="let both instruments run longer side by side", ru="пусть оба источника дольше работают параллельно"
)
_NOT_BOTH = Text(
    en="in the parallel run of {event}, {source} does not count on every day",
    ru="в параллельном прогоне {event} источник {source} учитывается не каждый день",
)
_NOT_BOTH_HINT = Text(
    en="its `from` and `until` must include all days of the bridge",
    ru="его `from` и `until` должны охватывать все дни `bridge`",
)
_ONLY_AFTER = Text(
    en="only {after} measures it, and not yet in the baseline",
    ru="измеряет только {after}, а в базовом периоде его ещё нет",
)
_ONLY_AFTER_HINT = Text(
    en="add a source of the time before, or say `baseline: unknown`",
    ru="добавьте источник за прошлый период или укажите `baseline: unknown`",
)


@rule(
    "GP205",
    "instrument-changes",
    bad="""\
project:
  data:
    sample.visit:
      - {name: paper, source: paper.csv, until: 2026-03-01}
      - {name: terminal, source: terminal.csv, from: 2026-03-01}
""",
    good="""\
project:
  data:
    sample.visit:
      - {name: terminal, source: terminal.csv}
""",
    manual_ru="""
    До и после запуска показатель измеряет один источник, или два связаны параллельным прогоном.

    Почему это важно: новая система считает иначе, чем старая. Тогда с запуском меняется линейка, а не то, что ею
    меряют, и по цели выйдет «несопоставимо» (`not_comparable`). Параллельный прогон (`bridge`), в котором обе системы
    не меньше двух недель видят одни и те же события, показывает, насколько линейки расходятся.
    """,
)
def instrument_changes(goal: Goal, project: Project, resolved: ResolvedGoal) -> Iterator[Remark]:
    """One instrument measures the KPI before and after, or a bridge joins two.

    Why it matters: a new system counts differently from the old one; what changes at go-live is then the ruler,
    not the thing, and the goal ends as `not_comparable`. A parallel run (`bridge`), in which both see the same
    events for two weeks or longer, tells how the rulers differ.
    """
    baseline = resolved.sample
    if not is_promise(goal) or baseline is None:
        return
    sources = tuple(source for event_type in resolved.event_types for source in project.sources_of(event_type))
    before, after = _instruments(sources, baseline), _instruments(sources, resolved.evaluation)
    if after and not before:
        yield goal.finding(_ONLY_AFTER.fill(after=listed(sorted(after))), hint=_ONLY_AFTER_HINT, at="kpi")
    elif before and after and before != after:
        changed = [source for source in sources if source.name in before ^ after]
        over_histories = any(read.is_derived for read in resolved.kpi.reads(resolved.variant))
        if over_histories or any(source.event_type not in project.bridge for source in changed):
            message = _CHANGES.fill(before=listed(sorted(before)), after=listed(sorted(after)))
            yield goal.finding(message, hint=_CHANGES_HINT, at="kpi")
        else:
            yield from _bridge_findings(goal, project, changed)


def _bridge_findings(goal: Goal, project: Project, changed: list[Source]) -> Iterator[Remark]:
    for event_type in dict.fromkeys(source.event_type for source in changed):
        days = project.bridge[event_type]
        if days.days < LEAST_BRIDGED_DAYS:
            message = _SHORT.fill(event=event_type, days=number(days.days), needed=number(LEAST_BRIDGED_DAYS))
            yield goal.finding(message, hint=_SHORT_HINT, at="kpi")
    for source in changed:
        days = project.bridge[source.event_type]
        if not ((source.start or days.start) <= days.start and days.end <= (source.end or days.end)):
            message = _NOT_BOTH.fill(event=source.event_type, source=source.name)
            yield goal.finding(message, hint=_NOT_BOTH_HINT, at="kpi")


def _instruments(sources: tuple[Source, ...], window: Window) -> frozenset[str]:
    return frozenset(
        source.name
        for source in sources
        if (source.start is None or source.start < window.end) and (source.end is None or source.end > window.start)
    )
