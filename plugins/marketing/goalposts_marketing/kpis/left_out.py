"""Rules by which rows leave a KPI of marketing; with those that count they make up all of them."""

from typing import Final

from goalposts import DAY, Exclusion, param

from goalposts_marketing.event_types import CUSTOMER_LEAD, LEAD, PURCHASE

_AGE: Final = PURCHASE.at - PURCHASE.first_at

NOT_VALID = Exclusion(
    "not-valid",
    LEAD.valid.is_not_null() & ~LEAD.valid,
    {"en": "leads that are spam or a duplicate", "ru": "лиды, которые оказались спамом или дублем"},
    variants=("valid",),
    over=LEAD,
)

NOT_QUALIFIED = Exclusion(
    "not-qualified",
    LEAD.qualified_at.is_null(),
    {"en": "leads of the period that are not qualified so far", "ru": "лиды периода, которые пока не квалифицированы"},
    variants=("qualified",),
    over=LEAD,
)

NOT_BOUGHT = Exclusion(
    "not-bought",
    LEAD.won_at.is_null(),
    {"en": "leads of the period that have not bought so far", "ru": "лиды периода, которые пока не купили"},
    over=LEAD,
)

ASKED_BEFORE = Exclusion(
    "asked-before",
    CUSTOMER_LEAD.previous_at.is_not_null() & (CUSTOMER_LEAD.at - CUSTOMER_LEAD.previous_at <= 30 * DAY),
    {
        "en": "leads from somebody who had asked in the 30 days before",
        "ru": "лиды от тех, кто уже обращался за предыдущие 30 дней",
    },
    variants=("unique",),
    over=CUSTOMER_LEAD,
)

BOUGHT_BEFORE = Exclusion(
    "bought-before",
    PURCHASE.number > 1,
    {"en": "purchases after a customer's first", "ru": "покупки после первой покупки клиента"},
)

BEYOND_THE_AGE = Exclusion(
    "beyond-the-age",
    param("age") <= _AGE,
    {
        "en": "purchases of the customers won in the period, made after the age",
        "ru": "покупки привлечённых за период клиентов, сделанные позже заданного возраста",
    },
)

BEYOND_90_DAYS = Exclusion(
    "beyond-90-days",
    _AGE >= 90 * DAY,
    {
        "en": "purchases of the customers won in the period, made after their first 90 days",
        "ru": "покупки привлечённых за период клиентов, сделанные после первых 90 дней",
    },
)

TOO_EARLY = Exclusion(
    "too-early",
    (PURCHASE.number > 1) & (param("after") > _AGE),
    {"en": "repeated purchases before the span", "ru": "повторные покупки раньше заданного срока"},
)

TOO_LATE = Exclusion(
    "too-late",
    param("by") <= _AGE,
    {"en": "repeated purchases after the span", "ru": "повторные покупки позже заданного срока"},
    variants=("bounded",),
)

AFTER_THAT_DAY = Exclusion(
    "after-that-day",
    _AGE - param("after") >= 1 * DAY,
    {"en": "repeated purchases after that day", "ru": "повторные покупки после этого дня"},
    variants=("classic",),
)

AGAIN_IN_THE_SPAN = Exclusion(
    "again",
    (PURCHASE.number > 1) & (PURCHASE.previous_at - PURCHASE.first_at >= param("after")),
    {
        "en": "further purchases in the span: a customer counts once",
        "ru": "следующие покупки в тот же срок: клиент считается один раз",
    },
)
