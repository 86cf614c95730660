"""Before and after measured by different instruments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.errors import listed
from goalposts.linting.promises import is_promise
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark, ResolvedGoal, Source, Window

_CHANGES = Text(
    en="the baseline is measured by {before}, the evaluation by {after}",
    ru="до запуска измеряет {before}, после — {after}",
)
_CHANGES_HINT = Text(
    en="keep one instrument over both windows, or run both in parallel for a while and add `bridge:`",
    ru="оставьте один источник на оба периода или ведите оба параллельно и добавьте `bridge:`",
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
)
def instrument_changes(goal: Goal, project: Project, resolved: ResolvedGoal) -> Iterator[Remark]:
    """One instrument measures the KPI before and after, or a bridge joins two.

    Why it matters: a new system counts differently from the old one; what changes at go-live is then the ruler,
    not the thing, and the goal ends as `not_comparable`.
    """
    baseline = resolved.sample
    if not is_promise(goal) or baseline is None or "bridge" in project.unused:
        return
    sources = project.sources_of(resolved.kpi.over.origin.id)
    before, after = _instruments(sources, baseline), _instruments(sources, resolved.evaluation)
    if after and not before:
        yield goal.finding(_ONLY_AFTER.fill(after=listed(sorted(after))), hint=_ONLY_AFTER_HINT, at="kpi")
    elif before and after and before != after:
        message = _CHANGES.fill(before=listed(sorted(before)), after=listed(sorted(after)))
        yield goal.finding(message, hint=_CHANGES_HINT, at="kpi")


def _instruments(sources: tuple[Source, ...], window: Window) -> frozenset[str]:
    return frozenset(
        source.name
        for source in sources
        if (source.start is None or source.start < window.end) and (source.end is None or source.end > window.start)
    )
