"""How tables name the currency of a row: codes of ISO 4217, signs, and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

_CODES: Final = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP "
    "CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG "
    "HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA "
    "MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD "
    "RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX "
    "USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW"
)
"""Currencies that people pay with."""
_LETTERS: Final = 3
_COMMON: Final = frozenset(("RUB", "USD", "EUR", "GBP", "CHF", "CNY", "JPY", "KZT", "BYN", "UAH", "PLN", "TRY"))
"""Codes that are no words of anything else, as ALL and TOP are."""
_OTHER_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("₽", "р", "руб", "рубль", "рубли", "рублей", "rur", "rouble", "ruble"), "RUB"),
    **dict.fromkeys(("$", "us$", "доллар", "доллары", "долл", "доллар сша", "dollar", "us dollar"), "USD"),
    **dict.fromkeys(("€", "евро", "euro"), "EUR"),
    **dict.fromkeys(("£", "фунт", "pound", "pound sterling"), "GBP"),
    **dict.fromkeys(("₸", "тенге", "tenge"), "KZT"),
    **dict.fromkeys(("¥", "юань", "юани", "yuan"), "CNY"),
    **dict.fromkeys(("₴", "гривна", "гривны"), "UAH"),
    **dict.fromkeys(("₺", "лира", "лиры"), "TRY"),
    **dict.fromkeys(("бел. руб", "белорусский рубль", "byr"), "BYN"),
}
_HEADING: Final = re.compile(r"currenc|валют|(?<![^\W_])(ccy|cur|curr|вал)(?![^\W_])", re.IGNORECASE)


def speaks_of_currency(heading: str) -> bool:
    """Whether a column may hold the currency of its rows, by its heading; what stands in it decides.

    >>> speaks_of_currency("Sum, currency"), speaks_of_currency("Валюта"), speaks_of_currency("Current stage")
    (True, True, False)
    """
    return _HEADING.search(heading) is not None


def currency_named(word: str) -> str:
    """Return the code of the currency that a cell names, and nothing else; empty where it names none.

    >>> currency_named(" usd "), currency_named("руб."), currency_named("12.50")
    ('USD', 'RUB', '')
    """
    plain = word.strip().rstrip(".").casefold()
    code = plain.upper()
    return code if len(code) == _LETTERS and code in _CODES.split() else _OTHER_WORDS.get(plain, "")


def name_currencies(words: Iterable[str]) -> bool:
    """Whether cells under whatever heading name currencies: each of them does, and one of them a common one.

    >>> name_currencies(["USD", "RUB"]), name_currencies(["ALL", "TOP"]), name_currencies([])
    (True, False, False)
    """
    codes = {currency_named(word) for word in words}
    return "" not in codes and not codes.isdisjoint(_COMMON)
