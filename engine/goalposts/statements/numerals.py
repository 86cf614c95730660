"""Numbers as people write them: digits with either comma, words, thousands and millions."""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final[dict[str, float]] = {
    word: value
    for words, values in (
        ("one two three four five six seven eight nine ten eleven twelve", range(1, 13)),
        ("thirteen fourteen fifteen sixteen seventeen eighteen nineteen", range(13, 20)),
        ("twenty thirty forty fifty sixty seventy eighty ninety", range(20, 100, 10)),
        ("полтора полторы полутора", (1.5, 1.5, 1.5)),
    )
    for word, value in zip(words.split(), values, strict=True)
}
_RUSSIAN: Final[dict[int, str]] = {
    1: "один одна одно одного одной одну",
    2: "два две двух",
    3: "три трех",
    4: "четыре четырех",
    5: "пять пяти",
    6: "шесть шести",
    7: "семь семи",
    8: "восемь восьми",
    9: "девять девяти",
    10: "десять десяти",
    11: "одиннадцать одиннадцати",
    12: "двенадцать двенадцати",
    13: "тринадцать тринадцати",
    14: "четырнадцать четырнадцати",
    15: "пятнадцать пятнадцати",
    16: "шестнадцать шестнадцати",
    17: "семнадцать семнадцати",
    18: "восемнадцать восемнадцати",
    19: "девятнадцать девятнадцати",
    20: "двадцать двадцати",
    30: "тридцать тридцати",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти",
    60: "шестьдесят шестидесяти",
    70: "семьдесят семидесяти",
    80: "восемьдесят восьмидесяти",
    90: "девяносто девяноста",
    100: "сто ста",
    200: "двести двухсот",
    300: "триста трехсот",
    400: "четыреста четырехсот",
    500: "пятьсот пятисот",
}
VALUES: Final[dict[str, float]] = _WORDS | {form: value for value, forms in _RUSSIAN.items() for form in forms.split()}
_SCALES: Final = ((1e6, r"million|mln|миллион\w*|млн"), (1e3, r"thousand|тысяч\w*|тыс|k(?![a-z])"))
_DIGITS: Final = r"\d{1,3}(?:[ _]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_WORD: Final = "|".join(sorted(VALUES, key=len, reverse=True))
NUMBER: Final = (
    rf"(?:(?<![\w.,])(?:{_DIGITS})|\b(?:{_WORD})(?:[ -](?:{_WORD}))*\b)"
    rf"(?: ?(?:{'|'.join(words for _, words in _SCALES)})\b\.?)?"
)
"""A pattern that matches a number in a folded text."""


def scale_of(written: str) -> float:
    """By what a number in words such as thousands is multiplied; 1 without such words."""
    return next((scale for scale, words in _SCALES if re.search(rf" ?(?:{words})\.?$", written)), 1.0)


def number_of(written: str, language: str) -> float:
    """Return what is written; a comma before three digits groups thousands in English and is a decimal one in Russian.

    >>> number_of("двадцать пять", "ru"), number_of("1,5 млн", "ru"), number_of("4,000", "en"), number_of("4,000", "ru")
    (25.0, 1500000.0, 4000.0, 4.0)
    """
    for scale, words in _SCALES:
        if found := re.search(rf" ?(?:{words})\.?$", written):
            return _plain(written[: found.start()], language) * scale
    return _plain(written, language)


def _plain(written: str, language: str) -> float:
    if not written[0].isdigit():
        return float(sum(VALUES[word] for word in re.split(r"[ -]", written)))
    digits = written.replace(" ", "").replace("_", "")
    if language == "en" and re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return float(digits.replace(",", ""))
    whole, mark, rest = digits.replace(",", ".").rpartition(".")
    return float(f"{whole.replace('.', '')}{mark}{rest}")
