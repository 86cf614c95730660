"""A conversion that mixes the deals of different months."""

from collections.abc import Iterator

from goalposts import Project, Remark, rule

MIXING = {
    "period_flow": (
        "divides this month's sales by this month's new deals, so it falls while more deals come in",
        "делит продажи месяца на новые сделки того же месяца и падает, когда сделок приходит больше",
    ),
    "win_rate_all": (
        "takes every deal that is still open for lost, so it rises with mere waiting",
        "считает каждую открытую сделку проигранной и растёт просто от ожидания",
    ),
}


@rule(
    "SAL201",
    "mixed-cohorts",
    bad="""\
kpi: sales.funnel_conversion
variant: period_flow
target: "+3pp"
guardrails: []
""",
    good="""\
kpi: sales.funnel_conversion
variant: incidence_T
target: "+3pp"
guardrails: []
""",
    severity="warning",
    manual_ru="""
    Цель по конверсии следит за теми самыми сделками, которые считает.

    Почему это важно: иначе процесс, в котором ничего не изменилось, выглядит лучше или хуже оттого, сколько пришло
    сделок или сколько прождали. Доля по сделкам одного периода, прослеженным до одного возраста, где открытые учтены
    настолько, насколько о них известно, от этого не зависит.
    """,
)
def mixed_cohorts(project: Project) -> Iterator[Remark]:
    """A goal on conversion follows the deals that it counts.

    Why it matters: an unchanged process looks better or worse by how many deals came in, or by how long one waited.
    Deals of one period, followed to one age, with the open ones counted as far as they are known, do not.
    """
    for goal in project.promises:
        if goal.kpi == "sales.funnel_conversion" and goal.variant in MIXING:
            en, ru = MIXING[goal.variant]
            yield goal.finding(
                {"en": f"variant '{goal.variant}' {en}", "ru": f"вариант «{goal.variant}» {ru}"},
                hint={"en": "write `variant: incidence_T`", "ru": "напишите `variant: incidence_T`"},
                at="variant",
            )
