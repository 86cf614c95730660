"""What sales contribute to the demonstration."""

from __future__ import annotations

from goalposts import DemoGoal, DemoPart
from goalposts.locale import Text

_HEAD = Text(en="Head of sales", ru="Руководитель отдела продаж")

PART = DemoPart(
    {
        "en": "Sales: the autumn and a growing market bring more deals, the CRM none. A new telephone link logs the "
        "calls that sellers used to enter by hand or forget: more calls are seen, not made.",
        "ru": "Продажи: сделок больше из-за осени и растущего рынка, CRM не добавила ни одной. Новая связь "
        "с телефонией записывает звонки, которые раньше вносили вручную или забывали: звонков видно больше, "
        "а сделано столько же.",
    },
    (
        DemoGoal(
            "more-deals",
            {
                "statement": Text(en="10 % more new deals a day", ru="Новых сделок в день на 10 % больше"),
                "kpi": "sales.deals_created",
                "target": "+10%",
                "guardrails": [],
                "owner": _HEAD,
                "why": Text(en="the plan for next year needs them", ru="без них не выполнить план следующего года"),
                "lever": Text(en="reminders in the CRM", ru="напоминания в CRM"),
            },
            ("reached_unproven",),
            answered={
                "kpi": ("GP402, GP603", Text(en="the plan asks for it", ru="так записано в плане продаж")),
                "target": (
                    "GP312, GP313",
                    Text(en="the plan needs it, provable or not", ru="план этого требует, докажем мы это или нет"),
                ),
            },
        ),
        DemoGoal(
            "more-calls",
            {
                "statement": Text(en="20 % more calls and meetings a day", ru="Звонков и встреч в день на 20 % больше"),
                "kpi": "sales.activities_per_day",
                "variant": "calls_and_meetings",
                "target": "+20%",
                "guardrails": [],
                "owner": _HEAD,
                "why": Text(en="deals begin with a conversation", ru="сделка начинается с разговора"),
                "lever": Text(en="telephone link to the CRM", ru="связь CRM с телефонией"),
            },
            ("not_comparable",),
            answered={
                "target": (
                    "GP306, GP312",
                    Text(
                        en="more is better here, and no number can be had that is surer",
                        ru="здесь чем больше, тем лучше, а числа надёжнее взять негде",
                    ),
                ),
            },
        ),
    ),
    new_instrument=True,
    size=0.5,
)
