"""The records that advertising and web systems emit."""

from goalposts import event_type, field, history

_CHANNEL = {"en": "Advertising channel.", "ru": "Рекламный канал."}
_CAMPAIGN = {"en": "Campaign.", "ru": "Кампания."}
_PERSON = {"en": "Visitor or customer.", "ru": "Посетитель или клиент."}

COST = event_type(
    "marketing.cost",
    time="at",
    summary={"en": "What a channel cost on a day.", "ru": "Расход канала за день."},
    fields=[
        field.time("at", summary={"en": "The day.", "ru": "День."}),
        field.category("channel", required=True, summary=_CHANNEL),
        field.money("amount", required=True, summary={"en": "Cost.", "ru": "Расход."}),
        field.category("campaign", summary=_CAMPAIGN),
        field.number("impressions", summary={"en": "Impressions.", "ru": "Показы."}),
        field.number("clicks", summary={"en": "Clicks.", "ru": "Клики."}),
        field.number(
            "conversions",
            summary={
                "en": "Target actions that the platform claims for itself.",
                "ru": "Целевые действия, которые площадка относит на свой счёт.",
            },
        ),
    ],
)

LEAD = event_type(
    "marketing.lead",
    time="at",
    summary={"en": "Somebody asked for an offer or left an address.", "ru": "Обращение потенциального клиента."},
    fields=[
        field.id("lead_id", required=True, summary={"en": "The lead's own number.", "ru": "Номер лида."}),
        field.time("at", summary={"en": "When it came in.", "ru": "Когда поступил."}),
        field.category("channel", summary=_CHANNEL),
        field.category("campaign", summary=_CAMPAIGN),
        field.id("customer", summary={"en": "Who it became.", "ru": "Каким клиентом стал."}),
        field.time("qualified_at", summary={"en": "When it was qualified.", "ru": "Когда квалифицирован."}),
        field.time("won_at", summary={"en": "When it bought.", "ru": "Когда купил."}),
        field.flag("valid", summary={"en": "Neither spam nor a duplicate.", "ru": "Не спам и не дубль."}),
    ],
)

TOUCH = event_type(
    "marketing.touch",
    time="at",
    summary={
        "en": "A person met an advertisement or the site.",
        "ru": "Касание: человек увидел рекламу или зашёл на сайт.",
    },
    fields=[
        field.id("person", required=True, summary=_PERSON),
        field.time("at", summary={"en": "When.", "ru": "Когда."}),
        field.category("channel", required=True, summary=_CHANNEL),
        field.category("campaign", summary=_CAMPAIGN),
        field.category(
            "kind",
            values=("impression", "click", "visit"),
            summary={"en": "Impression, click or visit.", "ru": "Показ, клик или визит."},
        ),
        field.money("cost", summary={"en": "What it cost.", "ru": "Сколько стоил."}),
    ],
)

CONVERSION = event_type(
    "marketing.conversion",
    time="at",
    summary={"en": "A person did what the advertisement was for.", "ru": "Человек совершил целевое действие."},
    fields=[
        field.id("person", required=True, summary=_PERSON),
        field.time("at", summary={"en": "When.", "ru": "Когда."}),
        field.category("action", summary={"en": "Which action.", "ru": "Какое действие."}),
        field.category("channel", summary=_CHANNEL),
        field.money("value", summary={"en": "Revenue from it.", "ru": "Выручка от него."}),
        field.money("margin", summary={"en": "Gross margin of it.", "ru": "Валовая маржа от него."}),
        field.id("order_id", summary={"en": "The order behind it.", "ru": "Заказ, который за ним стоит."}),
    ],
)

PURCHASE = history(
    "marketing.purchase",
    over=CONVERSION,
    key="person",
    summary={
        "en": "A conversion with those of the same person before and after it; of a source of purchases, a purchase.",
        "ru": "Целевое действие вместе с предыдущим и следующим у того же человека; в источнике покупок — покупка.",
    },
)

CUSTOMER_LEAD = history(
    "marketing.customer_lead",
    over=LEAD,
    key="customer",
    summary={
        "en": "A lead with those of the same customer before and after it.",
        "ru": "Лид вместе с предыдущим и следующим от того же клиента.",
    },
)

EVENT_TYPES = (COST, LEAD, TOUCH, CONVERSION, PURCHASE, CUSTOMER_LEAD)
