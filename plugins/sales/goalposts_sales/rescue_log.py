"""The log of deals that an alert of the system saved: what was raised, who acted, and what became of the deal."""

from goalposts import event_type, field

ALERT = event_type(
    "sales.alert",
    time="raised_at",
    summary={
        "en": "An alert of the system on an open deal, and what became of both: the log of rescued deals. One alert "
        "in five, chosen at random, is withheld, so that it is known what recovers by itself.",
        "ru": "Предупреждение системы об открытой сделке и чем всё кончилось: журнал спасённых сделок. Каждое пятое, "
        "выбранное случайно, не показывают, чтобы знать, сколько сделок спасается само.",
    },
    fields=[
        field.id("alert_id", required=True, summary={"en": "The alert's own number.", "ru": "Номер предупреждения."}),
        field.id("deal_id", summary={"en": "On which deal.", "ru": "По какой сделке."}),
        field.time("raised_at", summary={"en": "When it was raised.", "ru": "Когда возникло."}),
        field.category(
            "reason",
            values=("no_activity", "missed_call", "forgotten_step"),
            summary={
                "en": "No activity for too long, a missed call, or a forgotten next step.",
                "ru": "Долго ничего не делали, пропущен звонок или забыт следующий шаг.",
            },
        ),
        field.flag(
            "withheld",
            summary={
                "en": "Whether it was withheld at random: one in five.",
                "ru": "Скрыто ли случайно: каждое пятое.",
            },
        ),
        field.time("acted_at", summary={"en": "When somebody acted on it.", "ru": "Когда по нему начали действовать."}),
        field.category("owner", summary={"en": "Who was to act.", "ru": "Кто должен был действовать."}),
        field.category(
            "outcome",
            values=("open", "won", "lost"),
            summary={"en": "What became of the deal.", "ru": "Чем кончилась сделка."},
        ),
        field.time("closed_at", summary={"en": "When it was won or lost.", "ru": "Когда выиграна или проиграна."}),
        field.flag(
            "agreed",
            summary={
                "en": "Whether a second person agrees that the alert saved it.",
                "ru": "Согласен ли второй человек, что сделку спасло предупреждение.",
            },
        ),
    ],
)
