"""More deals and a larger share of them won, promised both."""

from collections.abc import Iterator

from goalposts import Project, Remark, rule

SURER = ("sales.win_rate", "sales.funnel_conversion")


@rule(
    "SAL401",
    "more-and-surer",
    bad="""\
kpi: sales.win_rate
variant: count
target: "+3pp"
guardrails: []
project:
  goals: [{id: more, kpi: sales.deals_created, target: "+10%"}]
""",
    good="""\
kpi: sales.win_rate
variant: count
target: "+3pp"
guardrails: []
project:
  goals: [{id: not-fewer, role: guardrail, kpi: sales.deals_created, margin: 10%}]
""",
    severity="warning",
    manual_ru="""
    Кто обещает выигрывать большую долю сделок, не обещает рядом, что сделок станет больше.

    Почему это важно: прибавляются сделки за счёт сомнительных, а доля выигранных растёт, когда сомнительные не берут.
    Достигая одной из двух целей, теряют другую.
    """,
)
def more_and_surer(project: Project) -> Iterator[Remark]:
    """Who promises that more deals are won does not promise more deals beside it.

    Why it matters: more deals are made of doubtful ones, and a larger share is won when doubtful ones are left out.
    Whoever reaches one of the two goals loses the other.
    """
    more = [goal for goal in project.promises if goal.kpi == "sales.deals_created"]
    for goal in project.promises:
        if more and goal.kpi in SURER:
            yield goal.finding(
                {
                    "en": f"is bought at the expense of goal '{more[0].id}'",
                    "ru": f"достигается за счёт цели «{more[0].id}»",
                },
                hint={
                    "en": "make one of them a guardrail with a margin, or promise the number of deals won",
                    "ru": "сделайте одну из них ограничителем с допуском или обещайте число выигранных сделок",
                },
                at="kpi",
            )
