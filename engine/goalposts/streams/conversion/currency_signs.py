"""How people write a currency beside an amount."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

_SIGNS: Final[Mapping[str, tuple[str, ...]]] = {
    "RUB": ("₽", "руб.", "руб", "р."),
    "USD": ("$",),
    "EUR": ("€",),
    "GBP": ("£",),
}
SIGNED: Final = tuple(_SIGNS)
"""The codes of currencies whose signs are known."""
_BLANKS: Final = r"[\s\x{a0}\x{202f}]*"


def currency_in(amount: str) -> str:
    """Return the code of the currency whose sign, or code, stands beside an amount; empty where none does.

    >>> currency_in("52 250,25 руб."), currency_in("usd 5"), currency_in("5")
    ('RUB', 'USD', '')
    """
    written = amount.casefold()
    found = (code for code, signs in _SIGNS.items() if any(sign.casefold() in written for sign in (*signs, code)))
    return next(found, "")


@cache
def sign_pattern(currency: str) -> str:
    """Match what stands around an amount and changes nothing: blanks, and the sign of its own currency.

    An amount with any other sign is not read: it would be added up as what it is not.

    Args:
        currency: its code; empty where none is known, so that no sign is.
    """
    signs = "|".join(map(re.escape, (*_SIGNS.get(currency, ()), currency))) if currency else ""
    sign = rf"(?i:{signs})?" if signs else ""
    return rf"^{_BLANKS}{sign}{_BLANKS}|{_BLANKS}{sign}{_BLANKS}$"
