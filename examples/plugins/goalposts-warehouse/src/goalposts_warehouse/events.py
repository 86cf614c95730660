"""What the systems of a warehouse emit."""

from goalposts import event_type, field

RECEIPT = event_type(
    "warehouse.receipt",
    time="arrived_at",
    summary={"en": "A delivery came to the dock.", "ru": "Поставка прибыла на разгрузку."},
    fields=[
        field.id("receipt_id", required=True),
        field.time("arrived_at"),
        field.time("stocked_at", summary={"en": "Empty until it is put away.", "ru": "Пусто, пока не размещена."}),
        field.category("dock"),
    ],
)
PICK = event_type(
    "warehouse.pick",
    time="picked_at",
    summary={"en": "A line of an order was picked.", "ru": "Подобрана строка заказа."},
    fields=[
        field.id("line_id", required=True),
        field.time("picked_at"),
        field.number("ordered", summary={"en": "Pieces asked for.", "ru": "Сколько штук заказано."}),
        field.number("picked", summary={"en": "Pieces found at the check.", "ru": "Сколько штук нашли при проверке."}),
        field.flag("right_item", summary={"en": "It is the article asked for.", "ru": "Артикул тот, что заказан."}),
        field.number("hours", summary={"en": "Hours worked for the line.", "ru": "Часы работы на эту строку."}),
        field.category("zone"),
    ],
)
