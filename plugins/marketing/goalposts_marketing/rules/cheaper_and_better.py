"""Cheaper leads and better ones, promised both."""

from collections.abc import Iterator

from goalposts import Project, Remark, rule

from goalposts_marketing.rules.leads_without_quality import QUALITY


@rule(
    "MKT403",
    "cheaper-and-better",
    bad="""\
kpi: marketing.cpl
variant: all
target: "-15%"
guardrails: []
project:
  goals: [{id: better, kpi: marketing.qualification, target: "+5pp"}]
""",
    good="""\
kpi: marketing.cpl
variant: qualified
target: "-15%"
guardrails: []
project:
  goals: [{id: better, kpi: marketing.qualification, target: "+5pp"}]
""",
    severity="warning",
    manual_ru="""
    Кто обещает, что лиды станут лучше, не обещает рядом, что лиды вообще станут дешевле или их будет больше.

    Почему это важно: самые дешёвые лиды — самые плохие, а без них остальные обходятся дороже. Достигая одной из двух
    целей, теряют другую; стоимость квалифицированного лида удерживает обе.
    """,
)
def cheaper_and_better(project: Project) -> Iterator[Remark]:
    """Who promises better leads does not promise cheaper or more leads of all kinds beside it.

    Why it matters: the cheapest leads are the worst, and leaving them out makes the others dearer. Of the two goals
    one is lost by winning the other; the cost of a qualified lead holds both together.
    """
    better = [goal for goal in project.promises if goal.kpi in QUALITY]
    for goal in project.promises:
        if better and goal.kpi in ("marketing.cpl", "marketing.leads") and goal.variant in ("", "all"):
            yield goal.finding(
                {
                    "en": f"is bought at the expense of goal '{better[0].id}'",
                    "ru": f"достигается за счёт цели «{better[0].id}»",
                },
                hint={
                    "en": "promise the cost of a qualified lead: `kpi: marketing.cpl, variant: qualified`",
                    "ru": "обещайте стоимость квалифицированного лида: `kpi: marketing.cpl, variant: qualified`",
                },
                at="kpi",
            )
