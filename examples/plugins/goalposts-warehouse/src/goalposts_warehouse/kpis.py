"""What is measured in a warehouse."""

from goalposts import DOWN, HOUR, UP, Kpi, param, quantile, share, sum_over

from goalposts_warehouse.events import PICK, RECEIPT

PICK_ACCURACY = Kpi(
    "warehouse.pick_accuracy",
    name={"en": "Pick accuracy", "ru": "Точность подбора"},
    summary={
        "en": "Share of checked order lines with the right article in the right number.",
        "ru": "Доля проверенных строк заказов, в которых верны и артикул, и количество.",
    },
    over=PICK,
    value=share(of=PICK.right_item & (PICK.picked == PICK.ordered)),
    direction=UP,
    guardrails=["warehouse.lines_per_hour"],
    gaming={
        "en": "Only easy lines are checked; lines that were not checked are unknown, so look at their number.",
        "ru": "Проверяют только простые строки; непроверенные считаются неизвестными, следите за их числом.",
    },
    attributability="direct",
)
LINES_PER_HOUR = Kpi(
    "warehouse.lines_per_hour",
    name={"en": "Order lines per hour", "ru": "Строк заказов в час"},
    summary={
        "en": "Order lines picked per hour worked on them.",
        "ru": "Число строк заказов, подобранных за час работы.",
    },
    over=PICK,
    value=sum_over(PICK) / sum_over(PICK, PICK.hours),
    direction=UP,
    guardrails=["warehouse.pick_accuracy"],
    gaming={
        "en": "Lines are picked carelessly, or hours are booked elsewhere.",
        "ru": "Подбирают небрежно или списывают часы на другую работу.",
    },
    attributability="direct",
)
STOCKED_IN_TIME = Kpi(
    "warehouse.stocked_in_time",
    name={"en": "Put away in time", "ru": "Размещено в срок"},
    summary={
        "en": "Share of deliveries that are put away within the limit; those still at the dock are not.",
        "ru": "Доля поставок, размещённых в срок; те, что ещё на разгрузке, считаются неразмещёнными.",
    },
    over=RECEIPT,
    value=share(of=RECEIPT.stocked_at.is_not_null() & (RECEIPT.stocked_at - RECEIPT.arrived_at <= param("within"))),
    params={"within": 8 * HOUR},
    direction=UP,
    attributability="direct",
)
DOCK_TO_STOCK = Kpi(
    "warehouse.dock_to_stock",
    name={"en": "Dock-to-stock time", "ru": "Время от разгрузки до размещения"},
    summary={
        "en": "The time in which half of the deliveries that were put away came from the dock to their place.",
        "ru": "Время, за которое половина размещённых поставок попадает с разгрузки на место.",
    },
    over=RECEIPT,
    value=quantile(of=RECEIPT.stocked_at - RECEIPT.arrived_at, q=0.5, among=RECEIPT.stocked_at.is_not_null()),
    direction=DOWN,
    guardrails=["warehouse.stocked_in_time"],
    gaming={
        "en": "Difficult deliveries are left at the dock, where this time does not see them.",
        "ru": "Трудные поставки оставляют на разгрузке: в этом времени их не видно.",
    },
    attributability="direct",
)
KPIS = [PICK_ACCURACY, LINES_PER_HOUR, STOCKED_IN_TIME, DOCK_TO_STOCK]
