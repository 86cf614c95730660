"""What rows of an export are called that are no events, by the reason that its format gives."""

from typing import Final

NO_EVENTS: Final = {
    "no purchase": {"en": "rows without a purchase", "ru": "строки без покупки"},
    "no goal": {"en": "visits that reached no goal", "ru": "визиты без достигнутой цели"},
    "no session": {"en": "events without a session", "ru": "события вне сеанса"},
    "inside of a session": {"en": "further events of a session", "ru": "следующие события того же сеанса"},
    "began before": {"en": "sessions that began before", "ru": "сеансы, начавшиеся раньше"},
    "cancelled version": {"en": "cancelled versions of a row", "ru": "отменённые версии строки"},
    "row of totals": {"en": "rows of totals", "ru": "строки итогов"},
}
