"""Rules by which rows leave a KPI of sales; with those that count they make up all of them."""

from typing import Final

from goalposts import Exclusion

from goalposts_sales.event_types import ACTIVITY, DEAL, PURCHASE, STAGE_STAY
from goalposts_sales.kpis.periods import first_of_month

_TALKS: Final = ["call", "meeting"]

MOVED = Exclusion(
    "moved",
    DEAL.status == "moved",
    {
        "en": "deals that went on in another pipeline, and count there",
        "ru": "сделки, переведённые в другую воронку: они считаются в ней",
    },
)

NOT_WON = Exclusion(
    "not-won",
    DEAL.status != "won",
    {"en": "deals that were closed without being won", "ru": "сделки, закрытые без выигрыша"},
)

NOT_LOST = Exclusion(
    "not-lost",
    DEAL.status != "lost",
    {"en": "deals that were closed without being lost", "ru": "сделки, закрытые без проигрыша"},
)

NOT_DECIDED = Exclusion(
    "not-decided",
    DEAL.status.is_in(["open", "moved"]),
    {"en": "deals that were neither won nor lost", "ru": "сделки, которые не выиграны и не проиграны"},
)

WITHOUT_AN_AMOUNT = Exclusion(
    "zero",
    DEAL.amount.is_not_null() & (DEAL.amount == 0),
    {
        "en": "won deals of amount zero: most likely nobody filled it in",
        "ru": "выигранные сделки с нулевой суммой: скорее всего, её не заполнили",
    },
    variants=("exclude_zero",),
)

NOT_DONE = Exclusion(
    "not-done",
    ACTIVITY.completed.is_not_null() & ~ACTIVITY.completed,
    {"en": "activities that were planned and not completed", "ru": "запланированные, но не завершённые дела"},
)

NOT_A_CALL = Exclusion(
    "not-a-call",
    ACTIVITY.kind != "call",
    {"en": "activities that are no calls", "ru": "дела, которые не являются звонками"},
)

NOT_A_TALK = Exclusion(
    "no-talk",
    ACTIVITY.kind.not_in(_TALKS),
    {"en": "activities that are neither calls nor meetings", "ru": "дела, которые не являются звонками и встречами"},
)

LOGGED_BEFORE = Exclusion(
    "logged-before",
    ACTIVITY.logged_at < ACTIVITY.at,
    {"en": "activities logged before they took place", "ru": "дела, занесённые раньше, чем состоялись"},
)

CLOSED_STAGE = Exclusion(
    "closed-stage",
    STAGE_STAY.semantic.is_not_null() & (STAGE_STAY.semantic != "open"),
    {"en": "stays on a stage that means won or lost", "ru": "пребывание на этапах, означающих выигрыш или проигрыш"},
)

LATER_IN_THE_MONTH = Exclusion(
    "later-in-the-month",
    ~first_of_month(PURCHASE),
    {
        "en": "further orders of a buyer in the same month: a buyer counts once",
        "ru": "следующие заказы покупателя в том же месяце: покупатель считается один раз",
    },
    variants=("repeat_in_period",),
)

LATER_ORDERS = Exclusion(
    "later-orders",
    PURCHASE.number > 1,
    {"en": "orders after a buyer's first", "ru": "заказы после первого заказа покупателя"},
    variants=("repurchase_W",),
)
