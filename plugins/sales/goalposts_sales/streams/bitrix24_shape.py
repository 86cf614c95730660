"""Writes simulated deals as Bitrix24 exports its list of them."""

from __future__ import annotations

import csv
import io
from typing import Any, Final

_HEADER: Final = (
    "ID",
    "Название сделки",
    "Воронка",
    "Стадия сделки",
    "Группа стадий",
    "Сумма",
    "Компания",
    "Ответственный",
    "Источник",
    "Дата создания",
    "Предполагаемая дата закрытия",
    "Филиал",
)
_STAGES: Final = {
    "open": ("В работе", "В работе"),
    "won": ("Сделка успешна", "Успех"),
    "lost": ("Сделка провалена", "Провал"),
}


def list_of_deals(table: Any) -> bytes:
    """Write the list as CSV, the way the product exports it; the close date is a day, as there.

    It has neither margins nor reasons of loss.

    Args:
        table: the stream of deals, an Arrow table.
    """
    names = ("deal_id", "status", "amount", "customer", "owner", "source", "created_at", "closed_at", "branch")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for deal, status, amount, customer, owner, source, created, closed, branch in zip(
        *(table[name].to_pylist() for name in names), strict=True
    ):
        about = (deal[1:], deal, "Общая", *_STAGES[status], f"{amount:.2f}", customer, owner or "", source)
        writer.writerow((*about, f"{created:%d.%m.%Y %H:%M:%S}", f"{closed:%d.%m.%Y}" if closed else "", branch))
    return text.getvalue().encode("utf-8-sig")
