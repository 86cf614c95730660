"""How lists of an ERP system are read: by the names that people give to columns, in English and in Russian."""

from pathlib import Path

from goalposts import Preset, PresetSample, column_of

SAMPLES = Path(__file__).parent / "samples"
TIMES = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%d.%m.%Y %H:%M", "%d.%m.%Y"]
SITE = column_of("Site", "Warehouse", "Площадка", "Склад")
ORDERED = column_of("Ordered", "Order date", "Дата заказа", format=TIMES)
NOTE = {
    "en": "Times are without a zone: say `timezone:`. A decimal comma is said by `decimal: ','`.",
    "ru": "Время без часового пояса: укажите `timezone:`. Дробная запятая: `decimal: ','`.",
}


def _sample(file, rows, **no_events):
    return PresetSample(SAMPLES / file, rows, source={"timezone": "UTC"}, no_events=no_events)


ORDERS = Preset(
    "erp.orders",
    "erp.order",
    "csv",
    fields={
        "order_id": column_of("Order", "Order no", "Номер заказа", "Заказ"),
        "ordered_at": ORDERED,
        "paid_at": column_of("Paid", "Paid on", "Дата оплаты", "Оплачен", format=TIMES),
        "amount": column_of("Amount", "Total", "Сумма", "Сумма заказа"),
        "site": SITE,
    },
    dedupe=("order_id",),
    note=NOTE,
    samples=[
        _sample(
            "orders.csv",
            [
                {
                    "order_id": "A-1",
                    "ordered_at": "2026-01-05T00:00Z",
                    "paid_at": "2026-02-19T00:00Z",
                    "amount": 1250.5,
                },
                {"order_id": "A-2", "ordered_at": "2026-01-06T00:00Z", "amount": 90},  # not paid yet
            ],
        )
    ],
)
LINES = Preset(
    "erp.order_lines",
    "erp.order_line",
    "csv",
    fields={
        "line_id": column_of("Order line", "Line", "Строка заказа", "№ строки"),
        "ordered_at": ORDERED,
        "promised_at": column_of("First promise", "Promised", "Первый срок", "Обещано", format=TIMES),
        "last_promised_at": column_of("Last promise", "Последний срок", format=TIMES),
        "delivered_at": column_of("Delivered", "Доставлено", "Дата поставки", format=TIMES),
        "ordered_quantity": column_of("Quantity ordered", "Ordered qty", "Заказано"),
        "delivered_quantity": column_of("Quantity delivered", "Delivered qty", "Поставлено"),
        "site": SITE,
    },
    dedupe=("line_id",),
    note=NOTE,
    samples=[
        _sample(
            "lines.csv",
            [
                {
                    "line_id": "A-1/1",
                    "ordered_at": "2026-01-05T00:00Z",
                    "promised_at": "2026-01-09T18:00Z",
                    "last_promised_at": "2026-01-12T18:00Z",
                    "delivered_at": "2026-01-12T11:30Z",
                    "ordered_quantity": 10,
                    "delivered_quantity": 10,
                    "site": "Север",
                },
                {
                    "line_id": "A-1/2",
                    "ordered_at": "2026-01-05T00:00Z",
                    "promised_at": "2026-01-09T18:00Z",
                    "last_promised_at": "2026-01-09T18:00Z",
                    "ordered_quantity": 2.5,
                    "site": "Север",
                },
            ],
        )
    ],
)
CLOSINGS = Preset(
    "erp.closings",
    "erp.month_close",
    "csv",
    fields={
        "company": column_of("Company", "Организация", "Юрлицо"),
        "period_end": column_of("Period end", "Month end", "Конец периода", format=TIMES),
        "closed_at": column_of("Closed", "Closed on", "Период закрыт", "Закрыт", format=TIMES),
        "late_entries": column_of("Late entries", "Проводок после закрытия"),
    },
    dedupe=("company", "period_end"),
    note=NOTE,
    samples=[
        _sample(
            "closings.csv",
            [
                {
                    "company": "North",
                    "period_end": "2026-01-31T00:00Z",
                    "closed_at": "2026-02-08T00:00Z",
                    "late_entries": 12,
                },
                {"company": "North", "period_end": "2026-02-28T00:00Z"},
            ],
        )
    ],
)
STOCK = Preset(
    "erp.stock",
    "erp.stock_day",
    "csv",
    fields={
        "day": column_of("Day", "Stock day", "День", "Дата остатка", format=TIMES),
        "site": SITE,
        "stock": column_of("Stock at cost", "Stock", "Остаток", "Запас"),
        "issued": column_of("Issued at cost", "Issued", "Расход"),
    },
    dedupe=("day", "site"),
    note={
        "en": "Days are without a zone: say `timezone:`. There must be a row for every calendar day, weekends too.",
        "ru": "Дни без часового пояса: укажите `timezone:`. Нужна строка на каждый календарный день, включая выходные.",
    },
    samples=[
        _sample(
            "stock.csv",
            [
                {"day": "2026-01-05T00:00Z", "site": "Север", "stock": 5000000, "issued": 82191.78},
                {"day": "2026-01-06T00:00Z", "site": "Север", "stock": 4950000.25, "issued": 0},
            ],
        )
    ],
)
PRESETS = [ORDERS, LINES, CLOSINGS, STOCK]
