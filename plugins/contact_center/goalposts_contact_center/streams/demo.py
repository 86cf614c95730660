"""What the contact centre contributes to the demonstration."""

from __future__ import annotations

from goalposts import DemoGoal, DemoPart
from goalposts.locale import Text

from goalposts_contact_center.call import CALL

_HEAD = Text(en="Head of contact centre", ru="Руководитель контакт-центра")

PART = DemoPart(
    {
        "en": "Contact centre: in two branches of three, one after the other, calls are answered faster (+15 points "
        "within 20 s); the third still waits and is the comparison. The price: 20 s more after-call work, where 10 s "
        "are allowed. Results of calls were recorded nowhere before.",
        "ru": "Контакт-центр: в двух филиалах из трёх, в одном за другим, на вызовы отвечают быстрее (+15 п. п. "
        "за 20 с); третий ещё ждёт, с ним и сравниваем. Цена — на 20 с больше поствызывной обработки при допустимых "
        "10 с. Результаты вызовов раньше нигде не записывались.",
    },
    (
        DemoGoal(
            "faster-answers",
            {
                "statement": Text(
                    en="Share of calls answered within 20 s up by 10 points",
                    ru="Доля вызовов, принятых за 20 с, выше на 10 п. п.",
                ),
                "kpi": "contact_center.service_level",
                "variant": "offered",
                "target": "+10pp",
                "guardrails": [],
                "owner": _HEAD,
                "why": Text(en="callers who wait hang up", ru="кто ждёт, тот кладёт трубку"),
                "lever": Text(en="skill-based routing", ru="маршрутизация по навыкам"),
            },
            ("achieved",),
            answered={
                "target": (
                    "GP312, GP313",
                    Text(
                        en="no month had routing by skills, which did more elsewhere",
                        ru="маршрутизации по навыкам раньше не было, а у других она дала больше",
                    ),
                ),
            },
            staggered=True,
        ),
        DemoGoal(
            "results-recorded",
            {
                "statement": Text(
                    en="50 % of answered calls have a recorded result", ru="Результат записан у 50 % принятых вызовов"
                ),
                "kpi": "contact_center.outcome_recorded",
                "baseline": "unknown",
                "target": ">= 50%",
                "owner": _HEAD,
                "why": Text(en="nobody knows why customers call", ru="никто не знает, зачем звонят клиенты"),
                "lever": Text(en="a mandatory field after the call", ru="обязательное поле после разговора"),
            },
            ("measurable",),
        ),
        DemoGoal(
            "paperwork",
            {"role": "guardrail", "kpi": "contact_center.acw", "margin": "10 s"},
            ("broken",),
            staggered=True,
        ),
        DemoGoal(
            "nobody-lost",
            {"role": "guardrail", "kpi": "contact_center.lost_rate", "margin": "5pp"},
            ("safe",),
        ),
    ),
    changes={"contact_center.service_level": "+15pp", "contact_center.acw": "+20 s"},
    unseen_before={CALL.id: ("result",)},
)
