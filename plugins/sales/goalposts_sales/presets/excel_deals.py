"""Deals in a sheet that somebody keeps by hand: the names that people give to columns, and the words they write."""

from goalposts import Preset, column_of, meanings

from goalposts_sales.event_types import DEAL

_DAYS = ("%d.%m.%Y", "%d.%m.%y", "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d/%m/%Y", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S")
"""What is no true date of the workbook; the day goes before the month, as a project that has it otherwise states."""

_WON = (
    "выиграна",
    "выиграно",
    "выигран",
    "закрыта",
    "закрыто",
    "закрыт",
    "закрыта успешно",
    "успешно закрыта",
    "успешно",
    "успех",
    "успешно реализовано",
    "продано",
    "продажа",
    "оплачено",
    "оплачена",
    "won",
    "closed won",
    "closed-won",
    "success",
    "sold",
    "paid",
    "done",
)
_LOST = (
    "проиграна",
    "проиграно",
    "проигран",
    "отказ",
    "отказался",
    "отказались",
    "потеряна",
    "потерян",
    "слив",
    "закрыто и не реализовано",
    "не реализовано",
    "закрыта неуспешно",
    "отмена",
    "отменена",
    "lost",
    "closed lost",
    "closed-lost",
    "refused",
    "rejected",
    "cancelled",
    "canceled",
)
_OPEN = (
    "в работе",
    "новая",
    "новый",
    "открыта",
    "открыт",
    "переговоры",
    "думает",
    "согласование",
    "первичный контакт",
    "КП отправлено",
    "счёт выставлен",
    "счет выставлен",
    "ждём оплату",
    "ждем оплату",
    "пауза",
    "отложена",
    "open",
    "new",
    "in progress",
    "negotiation",
    "proposal",
    "pending",
    "on hold",
)


EXCEL_DEALS = Preset(
    "excel.deals",
    DEAL.id,
    options={"decimal": ","},
    fields={
        "deal_id": column_of(
            "№ сделки",
            "номер сделки",
            "ID сделки",
            "код сделки",
            "deal ID",
            "deal no",
            "deal_id",
            "row_id",
        ),
        "created_at": column_of(
            "дата",
            "дата создания",
            "дата сделки",
            "дата обращения",
            "дата заявки",
            "когда",
            "date",
            "created",
            "created at",
            "created_at",
            "deal date",
            format=list(_DAYS),
        ),
        "status": column_of(
            "статус",
            "этап",
            "стадия",
            "статус сделки",
            "этап сделки",
            "status",
            "stage",
            "state",
            values=meanings({"won": _WON, "lost": _LOST, "open": _OPEN}),
        ),
        "closed_at": column_of(
            "дата закрытия",
            "дата завершения",
            "закрыта",
            "закрыто",
            "closed",
            "closed at",
            "closed_at",
            "close date",
            format=list(_DAYS),
        ),
        "amount": column_of(
            "сумма",
            "сумма сделки",
            "сумма, руб",
            "сумма, руб.",
            "сумма (руб)",
            "сумма (руб.)",
            "сумма, ₽",
            "чек",
            "бюджет",
            "выручка",
            "стоимость",
            "amount",
            "sum",
            "budget",
            "revenue",
            "value",
        ),
        "margin": column_of("маржа", "валовая прибыль", "прибыль", "margin", "gross profit"),
        "customer": column_of(
            "клиент", "контрагент", "заказчик", "покупатель", "компания", "client", "customer", "company", "account"
        ),
        "owner": column_of(
            "менеджер", "ответственный", "МОП", "продавец", "manager", "owner", "responsible", "sales rep"
        ),
        "pipeline": column_of("воронка", "направление", "pipeline"),
        "source": column_of("источник", "канал", "откуда узнали", "откуда", "source", "channel", "lead source"),
        "product": column_of("продукт", "товар", "услуга", "product", "service"),
        "loss_reason": column_of("причина отказа", "причина проигрыша", "loss reason", "reason"),
    },
    note={
        "en": "A sheet kept by hand: rows of totals are left out, of several sheets name one or read all by "
        '`sheet: "*"`. State `timezone`; `fill_down` where an empty cell means what stands above; `decimal: "."` and '
        "the format of dates where they are written the English way. Without a column of numbers a deal is its row, "
        "so that a row moved is another deal. A word of status that is not known is refused and shown: add it to "
        "`values`. A column named close date may hold planned days.",
        "ru": "Таблица, которую ведут вручную: строки с итогами не считаются; из нескольких листов назовите один или "
        'читайте все — `sheet: "*"`. Укажите `timezone`; `fill_down`, если пустая ячейка значит «как выше»; '
        '`decimal: "."` и формат дат, если они записаны на английский лад. Без столбца с номером сделкой считается '
        "строка, и переставленная строка — уже другая сделка. Незнакомый статус не принимается и показывается: "
        "добавьте его в `values`. В столбце «Дата закрытия» могут стоять плановые дни.",
    },
)
