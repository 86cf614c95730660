"""The three to one of every slide about start-ups, promised without a reason."""

from collections.abc import Iterator

from goalposts import Project, Remark, rule

CUSTOMARY = 3.0


@rule(
    "MKT404",
    "copied-ratio",
    bad="""\
kpi: marketing.ltv_to_cac
target: ">= 3"
why: null
guardrails: []
""",
    good="""\
kpi: marketing.ltv_to_cac
target: ">= 3"
why:
  {en: below 3 the margin does not pay the fixed costs of the shop,
   ru: ниже 3 маржа не покрывает постоянных расходов магазина}
guardrails: []
""",
    severity="info",
    manual_ru="""
    У цели «три к одному» (сколько клиент приносит и сколько стоит его привлечь) есть своя причина.

    Почему это важно: эта цифра пришла из программ по подписке, где ещё одна копия ничего не стоит. При другой марже,
    или когда денег в обрез, двух может хватить с запасом, а пяти — не хватить; когда деньги вернутся, говорит
    `marketing.payback`.
    """,
)
def copied_ratio(project: Project) -> Iterator[Remark]:
    """A goal of three to one, what a customer brings to what he costs, has a reason of its own.

    Why it matters: the figure comes from software by subscription, of which a copy more costs nothing. With other
    margins, or where money is scarce, two can be plenty and five too little; `marketing.payback` says when the money
    is back.
    """
    for goal in project.promises:
        target = goal.target
        copied = target is not None and not target.needs_baseline and target.low.in_base_unit == CUSTOMARY
        if goal.kpi == "marketing.ltv_to_cac" and copied and not goal.why.strip():
            yield goal.finding(
                {"en": "3 to 1 is a custom, not a reason", "ru": "3 к 1 — это обычай, а не причина"},
                hint={
                    "en": "say in `why` what this ratio is worth to you, or compute your own",
                    "ru": "напишите в `why`, что это соотношение значит для вас, или рассчитайте своё",
                },
                at="target",
            )
