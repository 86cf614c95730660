"""The records that sales systems emit."""

from typing import Final

from goalposts import event_type, field, history

from goalposts_sales.periodic import PERIODIC

POSITIONS: Final = tuple(str(place) for place in range(1, 9))
"""Places of stages in a funnel; few funnels have more."""

DEAL = event_type(
    "sales.deal",
    time="created_at",
    summary={
        "en": "A deal as it stands now, one row each.",
        "ru": "Сделка в её нынешнем состоянии, по строке на сделку.",
    },
    fields=[
        field.id("deal_id", required=True, summary={"en": "The deal's own number.", "ru": "Номер сделки."}),
        field.time("created_at", summary={"en": "When it was created.", "ru": "Когда создана."}),
        field.category(
            "status",
            required=True,
            values=("open", "won", "lost", "moved"),
            summary={
                "en": "Open, won, lost, or moved to another pipeline.",
                "ru": "Открыта, выиграна, проиграна или переведена в другую воронку.",
            },
        ),
        field.time(
            "closed_at",
            summary={
                "en": "When it was won or lost; not the planned day.",
                "ru": "Когда выиграна или проиграна; не плановая дата.",
            },
        ),
        field.time(
            "first_response_at",
            summary={
                "en": "When a person of ours first tried to reach the customer; no automatic reply.",
                "ru": "Когда наш сотрудник впервые попытался связаться с клиентом; автоответ не в счёт.",
            },
        ),
        field.money("amount", summary={"en": "Net amount.", "ru": "Сумма без налогов."}),
        field.money("margin", summary={"en": "Gross margin.", "ru": "Валовая маржа."}),
        field.id("customer", summary={"en": "Who buys.", "ru": "Клиент."}),
        field.category("owner", summary={"en": "Whose deal it is.", "ru": "Ответственный."}),
        field.category("pipeline", summary={"en": "Pipeline.", "ru": "Воронка."}),
        field.category("source", summary={"en": "Where it came from.", "ru": "Источник."}),
        field.category("product", summary={"en": "What is sold.", "ru": "Продукт."}),
        field.category("loss_reason", summary={"en": "Why it was lost.", "ru": "Причина проигрыша."}),
    ],
)

STAGE_CHANGE = event_type(
    "sales.stage_change",
    time="at",
    summary={"en": "A deal entered a stage.", "ru": "Сделка перешла на этап."},
    fields=[
        field.id("deal_id", required=True, summary={"en": "Which deal.", "ru": "Какая сделка."}),
        field.time("at", summary={"en": "When it entered.", "ru": "Когда перешла."}),
        field.category("stage", required=True, summary={"en": "The stage entered.", "ru": "На какой этап."}),
        field.category("from_stage", summary={"en": "The stage left.", "ru": "С какого этапа."}),
        field.category("pipeline", summary={"en": "Pipeline.", "ru": "Воронка."}),
        field.category(
            "semantic",
            values=("open", "won", "lost"),
            summary={"en": "What the stage means.", "ru": "Что этап означает."},
        ),
        # A word, so that a source that has only the names of stages can say the place of each in `values`.
        field.category(
            "position",
            values=POSITIONS,
            summary={
                "en": "Its place in the funnel at that time, from 1; that of winning is the last.",
                "ru": "Место этапа в воронке на тот момент, с 1; последнее у выигрыша.",
            },
        ),
        field.money("amount", summary={"en": "Amount at that time.", "ru": "Сумма на тот момент."}),
        field.category("by", summary={"en": "Who moved it.", "ru": "Кто перевёл."}),
    ],
)

ACTIVITY = event_type(
    "sales.activity",
    time="at",
    summary={
        "en": "Something that was done with a customer, as the sales system has it.",
        "ru": "Действие с клиентом, как его знает система продаж.",
    },
    fields=[
        field.id("activity_id", required=True, summary={"en": "Its own number.", "ru": "Номер дела."}),
        field.time("at", summary={"en": "When it took place.", "ru": "Когда состоялось."}),
        field.category(
            "kind",
            required=True,
            values=("call", "meeting", "email", "message", "task"),
            summary={"en": "What was done.", "ru": "Что сделано."},
        ),
        field.flag("completed", summary={"en": "Whether it is done.", "ru": "Завершено ли."}),
        field.id("customer", summary={"en": "With whom.", "ru": "С кем."}),
        field.id("deal_id", summary={"en": "For which deal.", "ru": "По какой сделке."}),
        field.category("owner", summary={"en": "Who did it.", "ru": "Кто сделал."}),
        field.duration("duration", summary={"en": "How long it took.", "ru": "Сколько длилось."}),
        field.time("logged_at", summary={"en": "When it was written down.", "ru": "Когда записано."}),
        field.category(
            "direction",
            values=("in", "out"),
            summary={"en": "From or to the customer.", "ru": "От клиента или к клиенту."},
        ),
        field.text("result", summary={"en": "What came of it.", "ru": "Чем закончилось."}),
    ],
)

INTERACTION = event_type(
    "sales.interaction",
    time="at",
    summary={
        "en": "A contact with a customer as independent channels saw it (telephone exchange, mail server).",
        "ru": "Контакт с клиентом, каким его видели независимые каналы (АТС, почтовый сервер).",
    },
    fields=[
        field.id("interaction_id", required=True, summary={"en": "Its own number.", "ru": "Номер контакта."}),
        field.time("at", summary={"en": "When it took place.", "ru": "Когда состоялся."}),
        field.time(
            "recorded_at", summary={"en": "When the sales system recorded it.", "ru": "Когда занесён в систему продаж."}
        ),
        field.id("customer", summary={"en": "With whom.", "ru": "С кем."}),
        field.id("deal_id", summary={"en": "For which deal.", "ru": "По какой сделке."}),
        field.category("kind", summary={"en": "Call, mail, ...", "ru": "Звонок, письмо и т. п."}),
        field.category("owner", summary={"en": "Who of ours.", "ru": "Кто с нашей стороны."}),
        field.text("result", summary={"en": "What the record says came of it.", "ru": "Какой результат записан."}),
    ],
)

CUSTOMER = event_type(
    "sales.customer",
    time="snapshot_at",
    summary={"en": "A customer record as it stood on a day.", "ru": "Карточка клиента по состоянию на день."},
    fields=[
        field.id("customer_id", required=True, summary={"en": "The customer's own number.", "ru": "Номер клиента."}),
        field.time("snapshot_at", summary={"en": "The day of the snapshot.", "ru": "День снимка базы."}),
        field.text("name", summary={"en": "Name.", "ru": "Название или имя."}),
        field.text("phone", summary={"en": "Telephone.", "ru": "Телефон."}),
        field.text("email", summary={"en": "E-mail address.", "ru": "Электронная почта."}),
        field.text("tax_id", summary={"en": "Tax number.", "ru": "ИНН."}),
        field.category("owner", summary={"en": "Who looks after it.", "ru": "Ответственный."}),
        field.category("segment", summary={"en": "Segment.", "ru": "Сегмент."}),
        field.time("created_at", summary={"en": "When it was created.", "ru": "Когда создана."}),
        field.time(
            "updated_at",
            summary={"en": "When a person last changed it.", "ru": "Когда человек последний раз её менял."},
        ),
        field.flag(
            "valid",
            summary={
                "en": "Whether its filled fields pass their checks; empty when not checked.",
                "ru": "Прошли ли заполненные поля проверку; пусто, если не проверялись.",
            },
        ),
        field.flag(
            "agrees",
            summary={
                "en": "Whether it agrees with a second system; empty when not there.",
                "ru": "Совпадает ли с другой системой; пусто, если там её нет.",
            },
        ),
        field.flag(
            "confirmed",
            summary={
                "en": "Whether the customer confirmed it; empty when not in the sample.",
                "ru": "Подтвердил ли её клиент; пусто, если не вошла в выборку.",
            },
        ),
        field.flag(
            "reached",
            summary={
                "en": "Whether the latest attempt reached the customer; empty without any.",
                "ru": "Удалось ли связаться при последней попытке; пусто, если попыток не было.",
            },
        ),
    ],
)

ORDER = event_type(
    "sales.order",
    time="at",
    summary={"en": "A paid order, or a return of one.", "ru": "Оплаченный заказ или возврат."},
    fields=[
        field.id("order_id", required=True, summary={"en": "The order's own number.", "ru": "Номер заказа."}),
        field.id("customer", required=True, summary={"en": "Who bought.", "ru": "Кто купил."}),
        field.time("at", summary={"en": "When it was paid or returned.", "ru": "Когда оплачен или возвращён."}),
        field.money(
            "amount",
            summary={"en": "Net amount; negative for a return.", "ru": "Сумма без налогов; у возврата отрицательная."},
        ),
        field.money("margin", summary={"en": "Gross margin.", "ru": "Валовая маржа."}),
        field.category(
            "kind", values=("sale", "return"), summary={"en": "Sale or return.", "ru": "Продажа или возврат."}
        ),
        field.id("deal_id", summary={"en": "Of which deal.", "ru": "По какой сделке."}),
        field.category("channel", summary={"en": "Where it was bought.", "ru": "Канал продажи."}),
    ],
)

STAGE_STAY = history(
    "sales.stage_stay",
    over=STAGE_CHANGE,
    key="deal_id",
    summary={
        "en": "A deal on a stage, from the day it came to the day it went on.",
        "ru": "Пребывание сделки на этапе: от прихода до следующего перехода.",
    },
)

PURCHASE = history(
    "sales.purchase",
    over=ORDER,
    key="customer",
    among=ORDER.kind.is_null() | (ORDER.kind == "sale"),
    summary={
        "en": "An order, with the orders of the same customer before and after it; returns are none.",
        "ru": "Заказ с предыдущим и следующим заказом того же клиента; возвраты не считаются.",
    },
)

TALKED: Final = ACTIVITY.kind.is_in(["call", "meeting"]) & (ACTIVITY.completed.is_null() | ACTIVITY.completed)
"""Calls and meetings that took place; mail and messages cost nothing and are counted by themselves."""

TALK_WITH_CUSTOMER = history(
    "sales.talk_with_customer",
    over=ACTIVITY,
    key="customer",
    among=TALKED,
    summary={
        "en": "A completed call or meeting, with those before and after it with the same customer.",
        "ru": "Состоявшийся звонок или встреча с предыдущим и следующим контактом с тем же клиентом.",
    },
)

TALK_OF_OWNER = history(
    "sales.talk_of_owner",
    over=ACTIVITY,
    key="owner",
    among=TALKED,
    summary={
        "en": "A completed call or meeting, with those before and after it of the same salesperson.",
        "ru": "Состоявшийся звонок или встреча с предыдущим и следующим контактом того же менеджера.",
    },
)

EVENT_TYPES = (
    DEAL,
    STAGE_CHANGE,
    ACTIVITY,
    INTERACTION,
    CUSTOMER,
    ORDER,
    STAGE_STAY,
    PURCHASE,
    TALK_WITH_CUSTOMER,
    TALK_OF_OWNER,
    *PERIODIC,
)
