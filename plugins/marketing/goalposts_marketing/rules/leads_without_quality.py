"""Cheaper leads, whatever they are worth."""

from collections.abc import Iterator

from goalposts import Project, Remark, rule

QUALITY = ("marketing.qualification", "marketing.lead_validity", "marketing.lead_to_sale")


@rule(
    "MKT401",
    "leads-without-quality",
    bad="""\
kpi: marketing.cpl
variant: all
target: "-15%"
""",
    good="""\
kpi: marketing.cpl
variant: all
target: "-15%"
project:
  goals: [{id: they-buy, role: guardrail, kpi: marketing.lead_to_sale, margin: 2pp}]
""",
    severity="warning",
    manual_ru="""
    У цели по стоимости или числу лидов есть ограничитель по тому, чего эти лиды стоят.

    Почему это важно: лидов становится много и дёшево из-за упрощённых форм, купленных баз и платных кликов. Зато они
    отнимают время у отдела продаж, чего не видно ни в одном отчёте о рекламе.
    """,
)
def leads_without_quality(project: Project) -> Iterator[Remark]:
    """A goal on the cost or the number of leads has a guardrail on what they are worth.

    Why it matters: leads get cheap and many by looser forms, bought lists and paid clicks. They cost the time of
    sales instead, which no report of advertising shows.
    """
    if project.guarded.intersection(QUALITY):
        return
    for goal in project.promises:
        counts_all = goal.kpi in ("marketing.cpl", "marketing.leads") and goal.variant in ("", "all")
        if counts_all and goal.guardrails != ():
            yield goal.finding(
                {
                    "en": "counts every lead, and nothing watches what leads are worth",
                    "ru": "считает все лиды подряд, а за их качеством никто не следит",
                },
                hint={
                    "en": "guard it by `kpi: marketing.lead_to_sale, margin: 2pp`, or `variant: qualified`",
                    "ru": "ограничьте: `kpi: marketing.lead_to_sale, margin: 2pp` или `variant: qualified`",
                },
                at="kpi",
            )
