"""A multiple where a process can give some per cent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.phrases import trapped
from goalposts.linting.promises import is_promise
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Remark


@rule(
    "GP304",
    "grand-uplift",
    bad="""\
statement: Twice as many visits are served within 20 s by 1 October 2026
kpi: sample.quick_share
variant: all
guardrails: []
""",
    good="""\
statement: 10 points more visits are served within 20 s by 1 October 2026
kpi: sample.quick_share
variant: all
guardrails: []
""",
    severity="warning",
)
def grand_uplift(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A statement promises what a process can give, not a multiple of it.

    Why it matters: studies of rollouts find changes of 0 to 15 % in how a process runs, and nothing that can be told
    from chance in revenue. Only what the system does by itself, such as how completely things are recorded, doubles
    or triples; of KPIs that a rollout moves directly this rule therefore says nothing.
    """
    kpi = catalogue.kpis.get(goal.kpi)
    if not is_promise(goal) or (kpi is not None and kpi.attributability == "direct"):
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
