"""How the time of agents is used."""

from goalposts import BAND, UP, Kpi, ratio

from goalposts_contact_center.agent_day import AGENT_DAY

OCCUPANCY = Kpi(
    id="contact_center.occupancy",
    name={"en": "Occupancy", "ru": "Занятость операторов (occupancy)"},
    summary={
        "en": "Of the time in which agents were busy with contacts or ready for one, the share in which they were "
        "busy.",
        "ru": "Какую долю времени, когда операторы обрабатывали обращения или ждали их, они были заняты обработкой.",
    },
    over=AGENT_DAY,
    value=ratio(of=AGENT_DAY.handling, by=AGENT_DAY.handling + AGENT_DAY.idle),
    unit="%",
    direction=BAND,
    guardrails=("contact_center.service_level", "contact_center.asa"),
    gaming={
        "en": "Stay in after-call work when it is done: it counts as busy. Above some 90 % people burn out.",
        "ru": "Оставаться в статусе обработки, когда она закончена: он считается занятостью. Выше примерно 90 % люди "
        "выгорают.",
    },
    minimum_n=30,
    attributability="intermediate",
    source="Amazon Connect, occupancy: time active on contacts / (time active + idle); chats side by side are not told "
    "apart",
)

UTILISATION = Kpi(
    id="contact_center.utilisation",
    name={"en": "Utilisation of paid time", "ru": "Использование оплаченного времени"},
    summary={
        "en": "Share of the paid time in which agents were busy with contacts.",
        "ru": "Доля оплаченного времени, когда операторы обрабатывали обращения.",
    },
    over=AGENT_DAY,
    value=ratio(of=AGENT_DAY.handling, by=AGENT_DAY.paid),
    unit="%",
    direction=BAND,
    guardrails=("contact_center.service_level", "contact_center.occupancy"),
    gaming={
        "en": "Cut training and breaks; stay in after-call work when it is done.",
        "ru": "Урезать обучение и перерывы; оставаться в статусе обработки, когда она закончена.",
    },
    minimum_n=30,
    attributability="intermediate",
    source="Handle time / paid time",
)

SHRINKAGE = Kpi(
    id="contact_center.shrinkage",
    name={"en": "Shrinkage", "ru": "Потери рабочего времени (shrinkage)"},
    summary={
        "en": "Share of the paid time in which agents were not available for contacts: leave, training, breaks.",
        "ru": "Доля оплаченного времени, когда операторы недоступны для обращений: отпуска, обучение, перерывы.",
    },
    over=AGENT_DAY,
    value=ratio(of=AGENT_DAY.paid - AGENT_DAY.handling - AGENT_DAY.idle, by=AGENT_DAY.paid),
    unit="%",
    direction=BAND,
    guardrails=("contact_center.occupancy",),
    gaming={
        "en": "Move training into unpaid time; leave the status on 'ready' during a break.",
        "ru": "Переносить обучение в неоплачиваемое время; оставлять статус «готов» на время перерыва.",
    },
    minimum_n=30,
    attributability="intermediate",
    source="(Paid time - available time) / paid time; days of leave must be rows too, with nothing but paid time and "
    "zeros",
)

ADHERENCE = Kpi(
    id="contact_center.adherence",
    name={"en": "Adherence to the schedule", "ru": "Соблюдение графика (adherence)"},
    summary={
        "en": "Share of the scheduled time that agents spent in the status that the schedule asked for.",
        "ru": "Доля времени по графику, которую операторы провели в статусе, предписанном графиком.",
    },
    over=AGENT_DAY,
    value=ratio(of=AGENT_DAY.as_scheduled, by=AGENT_DAY.scheduled),
    unit="%",
    direction=UP,
    guardrails=("contact_center.service_level", "contact_center.short_calls"),
    gaming={
        "en": "Change the schedule afterwards to what happened; cut a call short for the sake of a planned break.",
        "ru": "Править график задним числом; обрывать разговор ради перерыва по графику.",
    },
    minimum_n=30,
    attributability="intermediate",
    source="Time in the scheduled state / scheduled time; logged-in by scheduled time is conformance, another figure",
)

CONFORMANCE = Kpi(
    id="contact_center.conformance",
    name={"en": "Conformance with scheduled hours", "ru": "Отработка часов графика (conformance)"},
    summary={
        "en": "Time logged in divided by the time scheduled; it can be 100 % at the wrong hours.",
        "ru": "Время в системе, делённое на время по графику; 100 % возможны и при работе не в те часы.",
    },
    over=AGENT_DAY,
    value=ratio(of=AGENT_DAY.worked, by=AGENT_DAY.scheduled),
    unit="%",
    direction=BAND,
    guardrails=("contact_center.adherence",),
    gaming={
        "en": "Work the hours when nobody calls.",
        "ru": "Отрабатывать часы, когда никто не звонит.",
    },
    minimum_n=30,
    attributability="intermediate",
    source="Worked time / scheduled time",
)
