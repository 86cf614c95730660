"""The code of a currency as somebody types it."""

from __future__ import annotations

from typing import Final

from goalposts.errors import InputError
from goalposts.locale import Text

_NO_CODE = Text(en="'{code}' is no code of a currency", ru="«{code}» — не код валюты")
_GIVE_CODE = Text(en="give three letters, as RUB", ru="укажите три буквы: RUB")
_LETTERS: Final = 3


def currency_code(words: str, where: str = "") -> str:
    """Read the code of a currency, however its letters are written.

    >>> currency_code(" rub")
    'RUB'

    Raises:
        InputError: it is none.
    """
    code = words.strip().upper()
    if not (code.isascii() and code.isalpha() and len(code) == _LETTERS):
        raise InputError(_NO_CODE.fill(code=words), where, _GIVE_CODE)
    return code
