"""A multiple where a process can give some per cent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from goalposts.linting.phrases import trapped
from goalposts.linting.promises import is_promise
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goalposts.model import Catalogue, Goal, Remark


_MONTH: Final = timedelta(days=31)


@rule(
    "GP304",
    "grand-uplift",
    bad="""\
statement:
  {en: Twice as many visits are served within 20 s by 1 October 2026,
   ru: Вдвое больше посетителей обслужены за 20 с к 1 октября 2026}
kpi: sample.quick_share
variant: all
guardrails: []
""",
    good="""\
statement:
  {en: 10 points more visits are served within 20 s by 1 October 2026,
   ru: На 10 пунктов больше посетителей обслужены за 20 с к 1 октября 2026}
kpi: sample.quick_share
variant: all
guardrails: []
""",
    severity="warning",
    manual_ru="""
    Формулировка обещает то, что процесс может дать, а не в разы больше, и не за месяц.

    Почему это важно: исследования внедрений находят изменения на 0–15 % в том, как идёт процесс, а в выручке —
    ничего, что можно отличить от случайности. В два-три раза растёт только то, что система делает сама, например
    полнота записей; поэтому к обещаниям «в разы» по показателям, на которые внедрение влияет прямо, у этого правила
    вопросов нет. Сразу после запуска всё идёт дольше, а ошибок больше: эффект, обещанный за месяц, измеряет освоение.
    """,
)
def grand_uplift(goal: Goal, catalogue: Catalogue, today: date) -> Iterator[Remark]:
    """A statement promises what a process can give, not a multiple of it, and not within a month.

    Why it matters: studies of rollouts find changes of 0 to 15 % in how a process runs, and nothing that can be told
    from chance in revenue. Only what the system does by itself, such as how completely things are recorded, doubles
    or triples; of KPIs that a rollout moves directly this rule therefore says nothing of multiples. Right after a
    go-live things take longer and more goes wrong: an effect promised within a month measures the learning.
    """
    if not is_promise(goal):
        return
    yield from _within_a_month(goal, today)
    kpi = catalogue.kpis.get(goal.kpi)
    if kpi is not None and kpi.attributability == "direct":
        return
    if words := trapped("grand-uplift", goal.statement, catalogue):
        yield goal.finding(
            Text(en="'{words}' is more than rollouts bring", ru="«{words}» — больше, чем дают внедрения").fill(
                words=words
            ),
            hint={
                "en": "split the outcome into its parts, and promise of one of them what your best unit has today",
                "ru": "разложите результат на то, из чего он складывается, и обещайте уровень лучшего подразделения",
            },
            at="statement",
        )


def _within_a_month(goal: Goal, today: date) -> Iterator[Remark]:
    from goalposts.statements import read_statement  # its patterns take a while to compile

    said = read_statement(goal.statement, today)
    if said.target is not None and said.deadline is not None and today <= said.deadline.day <= today + _MONTH:
        words = " ".join(goal.statement[said.deadline.start : said.deadline.end].split())
        yield goal.finding(
            Text(en="'{words}' is too soon for an effect", ru="«{words}» — слишком рано для эффекта").fill(words=words),
            hint={
                "en": "allow for learning and for a whole cycle of work: several months after the go-live",
                "ru": "дайте время на освоение и на полный цикл работы: несколько месяцев после запуска",
            },
            at="statement",
        )
