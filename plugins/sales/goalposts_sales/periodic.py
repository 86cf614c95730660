"""States that are exported regularly: what a history of events does not tell afterwards."""

from goalposts import event_type, field

OPEN_DEAL = event_type(
    "sales.open_deal",
    time="snapshot_at",
    summary={
        "en": "An open deal as it stood on the day of an export; export them all, every week or every day.",
        "ru": "Открытая сделка на день выгрузки; выгружайте все открытые сделки раз в неделю или каждый день.",
    },
    fields=[
        field.id("deal_id", required=True, summary={"en": "The deal's own number.", "ru": "Номер сделки."}),
        field.time("snapshot_at", summary={"en": "When it was exported.", "ru": "Когда выгружена."}),
        field.time("created_at", summary={"en": "When it was created.", "ru": "Когда создана."}),
        field.time(
            "last_activity_at",
            summary={"en": "The last activity; empty without any.", "ru": "Последнее дело; пусто, если дел не было."},
        ),
        field.time(
            "next_step_at",
            summary={
                "en": "The next planned activity; empty without any.",
                "ru": "Ближайшее дело; пусто, если его нет.",
            },
        ),
        field.category("stage", summary={"en": "Its stage on that day.", "ru": "Этап на этот день."}),
        field.category("pipeline", summary={"en": "Pipeline.", "ru": "Воронка."}),
        field.category("owner", summary={"en": "Whose deal it is.", "ru": "Ответственный."}),
        field.money("amount", summary={"en": "Net amount hoped for.", "ru": "Ожидаемая сумма без налогов."}),
    ],
)

USER_WEEK = event_type(
    "sales.user_week",
    time="week_ends_at",
    summary={
        "en": "What a holder of a licence did in the system in a week; also those who did nothing.",
        "ru": "Что пользователь с лицензией сделал в системе за неделю; нужны и строки тех, кто ничего не сделал.",
    },
    fields=[
        field.id("user", required=True, summary={"en": "Who.", "ru": "Пользователь."}),
        field.time("week_ends_at", summary={"en": "The last day of the week.", "ru": "Последний день недели."}),
        field.number("logins", summary={"en": "How often they logged in.", "ru": "Сколько раз входил в систему."}),
        field.number(
            "active_days",
            summary={
                "en": "On how many days they created, edited, moved or finished something.",
                "ru": "В сколько дней что-то создавал, менял, передвигал или завершал.",
            },
        ),
        field.number(
            "actions",
            summary={
                "en": "How many such actions; not logins and views.",
                "ru": "Сколько таких действий; не входы и не просмотры.",
            },
        ),
        field.duration("time_spent", summary={"en": "Time in the system.", "ru": "Время в системе."}),
        field.category("team", summary={"en": "Their team.", "ru": "Отдел."}),
    ],
)

RECURRING_REVENUE = event_type(
    "sales.recurring_revenue",
    time="at",
    summary={
        "en": "What a customer pays regularly, at the end of a period and at its start; also those who left.",
        "ru": "Регулярный платёж клиента на конец и на начало периода; нужны и строки ушедших.",
    },
    fields=[
        field.id("customer", required=True, summary={"en": "Who pays.", "ru": "Кто платит."}),
        field.time("at", summary={"en": "The end of the period.", "ru": "Конец периода."}),
        field.money(
            "before",
            required=True,
            summary={
                "en": "A month's payment at the start; 0 for a new customer.",
                "ru": "Платёж за месяц на начало; 0 у нового клиента.",
            },
        ),
        field.money(
            "after",
            required=True,
            summary={
                "en": "A month's payment at the end; 0 for one who left.",
                "ru": "Платёж за месяц на конец; 0 у ушедшего.",
            },
        ),
        field.category("segment", summary={"en": "Segment.", "ru": "Сегмент."}),
    ],
)

PERIODIC = (OPEN_DEAL, USER_WEEK, RECURRING_REVENUE)
