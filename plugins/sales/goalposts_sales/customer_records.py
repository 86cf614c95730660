"""Customer records beside others of the same export: what is filled, and what is there twice."""

from typing import Final

from goalposts import DAY, EventType, Term, history, name

from goalposts_sales.event_types import CUSTOMER

_PLACEHOLDERS: Final = (
    *("", "-", "--", "—", ".", "?", "0", "нет", "Нет", "НЕТ", "н/д", "Н/Д", "не указан", "Не указан", "неизвестно"),
    *("none", "None", "n/a", "N/A", "unknown", "Unknown", "test", "Test", "TEST", "тест", "Тест", "asdf", "qwerty"),
    *("111", "1111111", "0000000", "0000000000", "000000000000", "+70000000000", "70000000000", "80000000000"),
    *("+79999999999", "79999999999", "89999999999", "no@mail.ru", "test@test.ru", "test@test.com", "a@a.ru"),
)
"""What people write into a field that they must fill."""


def is_filled(cell: Term) -> Term:
    """Whether a cell says something; a missing one and a placeholder do not."""
    return cell.is_not_null() & cell.not_in(_PLACEHOLDERS)


def is_repeated(kind: EventType) -> Term:
    """Whether a record has the key of one before it in the same export, which lasts less than a day."""
    return name("previous_at").is_not_null() & (name(kind.time) - name("previous_at") < 1 * DAY)


BY_PHONE = history(
    "sales.customer_by_phone",
    over=CUSTOMER,
    key="phone",
    among=is_filled(CUSTOMER.phone),
    summary={
        "en": "A customer record, with the records before and after it that have the same telephone.",
        "ru": "Карточка клиента с предыдущей и следующей карточками с тем же телефоном.",
    },
)
BY_EMAIL = history(
    "sales.customer_by_email",
    over=CUSTOMER,
    key="email",
    among=is_filled(CUSTOMER.email),
    summary={
        "en": "A customer record, with the records before and after it that have the same e-mail address.",
        "ru": "Карточка клиента с предыдущей и следующей карточками с той же электронной почтой.",
    },
)
BY_TAX_ID = history(
    "sales.customer_by_tax_id",
    over=CUSTOMER,
    key="tax_id",
    among=is_filled(CUSTOMER.tax_id),
    summary={
        "en": "A customer record, with the records before and after it that have the same tax number.",
        "ru": "Карточка клиента с предыдущей и следующей карточками с тем же ИНН.",
    },
)

RECORDS = (BY_PHONE, BY_EMAIL, BY_TAX_ID)
