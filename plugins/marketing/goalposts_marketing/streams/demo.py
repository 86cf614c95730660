"""What marketing contributes to the demonstration."""

from __future__ import annotations

from goalposts import DemoGoal, DemoPart
from goalposts.locale import Text

PART = DemoPart(
    {
        "en": "Marketing: a lead costs what it cost before, though 30 % less was promised.",
        "ru": "Маркетинг: лид стоит столько же, сколько раньше, хотя обещали на 30 % дешевле.",
    },
    (
        DemoGoal(
            "cheaper-leads",
            {
                "statement": Text(en="A lead costs 30 % less", ru="Лид на 30 % дешевле"),
                "kpi": "marketing.cpl",
                "variant": "all",
                "target": "-30%",
                "guardrails": [],
                "owner": Text(en="Head of marketing", ru="Руководитель маркетинга"),
                "why": Text(en="the budget is fixed", ru="бюджет не растёт"),
                "lever": Text(en="bids by results from the CRM", ru="ставки по данным CRM"),
            },
            ("unchanged", "inconclusive"),
            answered={
                "kpi": ("GP402", Text(en="nothing is left that the CRM does not touch", ru="CRM затрагивает всё")),
                "target": (
                    "GP312, GP313",
                    Text(en="the vendor promised it, against advice", ru="обещал поставщик, вопреки совету"),
                ),
            },
        ),
    ),
)
