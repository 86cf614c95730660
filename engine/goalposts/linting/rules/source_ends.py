"""A source that is gone before the results are in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goalposts.locale import Text, day
from goalposts.model import Role, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Project, Remark, ResolvedGoal, Source, Window

_GONE = Text(
    en="no source of {event} is left when the evaluation starts on {start}",
    ru="к началу оценки ({start}) у событий {event} не остаётся ни одного источника",
)
_PART = Text(
    en="no source of {event} covers the evaluation after {last}",
    ru="после {last} события {event} до конца оценки ниоткуда не поступают",
)
_HINT = Text(
    en="add the source that goes on from there, or let the old one run longer (`until`)",
    ru="добавьте источник, который продолжит сбор, или оставьте старый работать дольше (`until`)",
)


@rule(
    "GP209",
    "source-ends",
    bad="""\
project:
  data:
    sample.visit: [{name: book, source: book.csv, until: 2026-03-01}]
""",
    good="""\
project:
  data:
    sample.visit: [{name: book, source: book.csv}]
""",
    manual_ru="""
    События показателя откуда-то поступают до самого конца периода оценки.

    Почему это важно: старую систему при запуске отключают, а с ней пропадает всё, что записывала только она. Тогда
    цель или ограничитель остаётся без значения, и потерянных месяцев уже не вернуть. Если источники кончаются посреди
    оценки, это предупреждение.
    """,
)
def source_ends(goal: Goal, project: Project, resolved: ResolvedGoal) -> Iterator[Remark]:
    """The events of a KPI still come from somewhere until the end of the evaluation.

    Why it matters: the old system is switched off at go-live, and with it everything that only it recorded. The goal,
    or the guardrail, then ends without a value, and nobody can bring the lost months back. Where the sources end in
    the middle of the evaluation, this is a warning.
    """
    if goal.role is Role.SHADOW:
        return
    window = resolved.evaluation
    for event_type in resolved.event_types:
        sources = project.sources_of(event_type)
        until = _covered_until(sources, window)
        if not sources or until >= window.end:
            continue
        gone = until <= window.start
        message = (_GONE if gone else _PART).fill(event=event_type, start=day(window.start), last=day(until))
        yield goal.finding(message, hint=_HINT, at="kpi", severity="" if gone else "warning")


def _covered_until(sources: tuple[Source, ...], window: Window) -> date:
    """The first day of the window's end that no source reaches; its start if none reaches into it."""
    ends = [source.end or date.max for source in sources if source.start is None or source.start < window.end]
    return max(ends, default=window.start)
