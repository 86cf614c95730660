"""What an ERP system emits."""

from goalposts import event_type, field

ORDER = event_type(
    "erp.order",
    time="ordered_at",
    summary={"en": "A customer's order, on its day.", "ru": "Заказ клиента, в день оформления."},
    fields=[
        field.id("order_id", required=True),
        field.time("ordered_at"),
        field.time(
            "paid_at",
            summary={
                "en": "When the last part was paid; empty until then.",
                "ru": "Когда заказ оплачен полностью; до этого пусто.",
            },
        ),
        field.money("amount"),
        field.category("site"),
    ],
)

ORDER_LINE = event_type(
    "erp.order_line",
    time="ordered_at",
    summary={"en": "A line of an order.", "ru": "Строка заказа."},
    fields=[
        field.id("line_id", required=True),
        field.time("ordered_at"),
        field.time("promised_at", summary={"en": "End of the time first promised.", "ru": "Первый обещанный срок."}),
        field.time(
            "last_promised_at",
            summary={
                "en": "End of the time promised last; the first one where nothing was moved.",
                "ru": "Последний обещанный срок; если его не переносили, равен первому.",
            },
        ),
        field.time("delivered_at", summary={"en": "Empty until then.", "ru": "До поставки пусто."}),
        field.number("ordered_quantity"),
        field.number("delivered_quantity"),
        field.category("site"),
    ],
)

MONTH_CLOSE = event_type(
    "erp.month_close",
    time="period_end",
    summary={"en": "A company's month, on its last day.", "ru": "Месяц юридического лица, в его последний день."},
    fields=[
        field.category("company"),
        field.time("period_end"),
        field.time("closed_at", summary={"en": "Empty while it is open.", "ru": "Пусто, пока месяц не закрыт."}),
        field.number(
            "late_entries",
            summary={"en": "Entries after the closing.", "ru": "Проводки, сделанные после закрытия."},
        ),
    ],
)

STOCK_DAY = event_type(
    "erp.stock_day",
    time="day",
    summary={
        "en": "The stock of a site on a calendar day, weekends too.",
        "ru": "Запасы площадки на календарный день, включая выходные.",
    },
    fields=[
        field.time("day"),
        field.category("site"),
        field.money("stock", summary={"en": "At cost.", "ru": "По себестоимости."}),
        field.money(
            "issued", summary={"en": "What left it that day, at cost.", "ru": "Расход за день, по себестоимости."}
        ),
    ],
)
