"""What is measured."""

from goalposts import DAY, DOWN, UP, Kpi, mean, param, ratio, share, survival

from goalposts_erp.events import MONTH_CLOSE, ORDER, ORDER_LINE, STOCK_DAY

DAYS_A_YEAR = 365

ORDER_TO_CASH = Kpi(
    "erp.order_to_cash",
    name={"en": "Order to cash", "ru": "От заказа до оплаты"},
    summary={
        "en": "Mean time from an order to its payment, looked at up to an age; unpaid ones count as far as they were "
        "followed.",
        "ru": "Среднее время от заказа до полной оплаты в пределах заданного срока; неоплаченные учитываются, "
        "насколько они прослежены.",
    },
    over=ORDER,
    # No mean of the paid ones: of young months only what was paid quickly is there.
    value=survival(ORDER.paid_at, give="mean", by=param("within")),
    params={"within": 120 * DAY},
    direction=DOWN,
    gaming={
        "en": "Orders are entered late, or only once the customer has paid.",
        "ru": "Заказы оформляют с опозданием или только после оплаты.",
    },
    attributability="intermediate",
)


def _delivered_by(promise):
    """Complete, and not after the promise; what was never delivered was not."""
    in_time = ORDER_LINE.delivered_at.is_not_null() & (ORDER_LINE.delivered_at <= promise)
    return share(of=in_time & (ORDER_LINE.delivered_quantity >= ORDER_LINE.ordered_quantity))


OTIF = Kpi(
    "erp.otif",
    name={"en": "On time in full (OTIF)", "ru": "Вовремя и в полном объёме (OTIF)"},
    summary={
        "en": "Share of order lines delivered by the promised time and complete, by the day first promised.",
        "ru": "Доля строк заказов, поставленных в обещанный срок и полностью; по дню первого обещания.",
    },
    over=ORDER_LINE,
    variants={
        "first_promise": _delivered_by(ORDER_LINE.promised_at),
        "last_promise": _delivered_by(ORDER_LINE.last_promised_at),
    },
    default="first_promise",
    at="promised_at",
    direction=UP,
    maturity=14 * DAY,  # a promise that was moved ends later
    guardrails=["erp.inventory_turns"],
    gaming={
        "en": "Stock is piled up, late days are promised, or the promise is moved before it is broken.",
        "ru": "Копят запасы, обещают поздние сроки или переносят срок, пока он не сорван.",
    },
    attributability="intermediate",
)

CLOSE_DAYS = Kpi(
    "erp.close_days",
    name={"en": "Days to close the month", "ru": "Срок закрытия месяца"},
    summary={
        "en": "Mean time from the end of a month to the closing of its books.",
        "ru": "Среднее время от конца месяца до закрытия его учёта.",
    },
    over=MONTH_CLOSE,
    value=mean(of=MONTH_CLOSE.closed_at - MONTH_CLOSE.period_end),
    direction=DOWN,
    maturity=30 * DAY,
    guardrails=["erp.late_entries"],
    gaming={
        "en": "The books are closed unfinished and put right afterwards.",
        "ru": "Учёт закрывают недоделанным и исправляют потом.",
    },
    attributability="direct",
)

LATE_ENTRIES = Kpi(
    "erp.late_entries",
    name={"en": "Entries after the closing", "ru": "Проводки после закрытия"},
    summary={
        "en": "Entries per closed month that were made after its closing.",
        "ru": "Среднее число проводок, сделанных после закрытия месяца, на один закрытый месяц.",
    },
    over=MONTH_CLOSE,
    value=mean(of=MONTH_CLOSE.late_entries, among=MONTH_CLOSE.closed_at.is_not_null()),
    direction=DOWN,
    maturity=30 * DAY,
    attributability="intermediate",
)

INVENTORY_TURNS = Kpi(
    "erp.inventory_turns",
    name={"en": "Inventory turns", "ru": "Оборачиваемость запасов"},
    summary={
        "en": "Cost of what leaves the stock in a year, per mean stock at cost, however long the window is.",
        "ru": "Себестоимость расхода со склада за год, делённая на средний запас; любой период приводится к году.",
    },
    over=STOCK_DAY,
    value=ratio(of=STOCK_DAY.issued * DAYS_A_YEAR, by=STOCK_DAY.stock),
    direction=UP,
    guardrails=["erp.otif"],
    gaming={
        "en": "The stock is run down until customers wait.",
        "ru": "Запасы сокращают так, что клиентам приходится ждать.",
    },
    attributability="outcome",
)
