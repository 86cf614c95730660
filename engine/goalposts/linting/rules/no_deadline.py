"""A goal without a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.expressions import Survival
from goalposts.linting.phrases import trapped
from goalposts.linting.promises import is_promise
from goalposts.locale import Text, day
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Edit, Goal, Project, Remark


@rule(
    "GP501",
    "no-deadline",
    bad="deadline: null",
    good="deadline: 2026-10-01",
    fix={
        "en": "adds the end of the evaluation, where the statement says nothing of time and the KPI is final by then",
        "ru": "дописывает конец периода оценки, если в формулировке ничего не сказано о времени, а показатель к этому "
        "дню окончателен",
    },
    manual_ru="""
    У цели есть срок: день календаря.

    Почему это важно: без назначенного дня цель никогда не просрочена, а «скоро» каждый понимает по-своему.
    """,
)
def no_deadline(goal: Goal, project: Project, catalogue: Catalogue) -> Iterator[Remark]:
    """A goal has a deadline, a day of the calendar.

    Why it matters: without a day a goal is never missed, and `soon` means something else to everybody.
    """
    if not is_promise(goal):
        return
    words = trapped("vague-deadline", goal.statement, catalogue)
    if goal.deadline is None:
        yield goal.finding(
            {"en": "has no deadline", "ru": "нет срока"},
            hint=_earliest(goal, project),
            at="deadline",
            fix=None if words else _decided(goal, project, catalogue),
        )
    elif words:
        yield goal.finding(
            Text(en="'{words}' is not a day", ru="«{words}» — это не день").fill(words=words),
            hint=Text(
                en="say in the statement what `deadline` says: by {day}",
                ru="напишите в формулировке то же, что в `deadline`: до {day}",
            ).fill(day=day(goal.deadline)),
            at="statement",
            severity="warning",
        )


def _earliest(goal: Goal, project: Project) -> Text:
    end = project.window_of(goal).end
    hint = Text(
        en="add `deadline: {iso}`, the end of the evaluation, or a later day",
        ru="добавьте `deadline: {iso}` (конец периода оценки) или более поздний день",
    )
    return hint.fill(iso=end.isoformat())


def _decided(goal: Goal, project: Project, catalogue: Catalogue) -> Edit | None:
    """Add the only day that the file itself names: whoever says another, even vaguely, has to write it down."""
    from goalposts.statements import read_statement  # its patterns take a while to compile

    kpi = catalogue.kpis.get(goal.kpi)
    formula = None if kpi is None else kpi.formulas.get(goal.variant or kpi.default)
    if kpi is None or formula is None or kpi.maturity is not None or isinstance(formula, Survival):
        return None  # such a KPI is final only later
    end = project.window_of(goal).end
    said = read_statement(goal.statement, end).deadline
    after = "target" if "target" in goal.places else "kpi"
    return None if said is not None else goal.adding("deadline", end.isoformat(), after=after)
