"""Reads a whole statement: first the days, then, where they were, the numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from goalposts.model import SaidDay, SaidStatement
from goalposts.statements.days import days_in
from goalposts.statements.folding import folded
from goalposts.statements.targets import target_in

if TYPE_CHECKING:
    from datetime import date

_BY: Final = re.compile(r"(?:\b(?:by|before|until|till|к|ко|до)|не позднее) (?:the )?$")


def read_statement(statement: str, today: date, *, counts: bool = False, bare: bool = False) -> SaidStatement:
    """Read what a statement promises and by when.

    Args:
        statement: a sentence in English or Russian; only its first 2,000 characters are read.
        today: the day from which periods and days without a year are counted.
        counts: read a number without a unit too, where a word such as `at least` says how it is meant.
        bare: read every number, as the 40 of `40 visits a day`.

    Example:
        >>> from datetime import date
        >>> said = read_statement("Снизить долю потерянных вызовов до 5 % к концу II квартала", date(2027, 1, 15))
        >>> said.target.text, str(said.deadline.day)
        ('<= 5 %', '2027-06-30')
    """
    text = folded(statement)
    days = days_in(text.text, text.language, today)
    blanked = text.text
    for start, end, _ in days:
        blanked = blanked[:start] + "\0" * (end - start) + blanked[end:]
    deadline = _deadline(text.text, days)
    said = None if deadline is None else SaidDay(deadline[2], *text.span(*deadline[:2]))
    target, begin = target_in(text, blanked, counts=counts, bare=bare)
    return SaidStatement(text.language, target, said, begin)


def _deadline(text: str, days: list[tuple[int, int, date]]) -> tuple[int, int, date] | None:
    """Of several days the last that something is promised *by*, else the last: the first ones tell of the past."""
    if not days:
        return None
    return max(days, key=lambda day: (_is_by(text, day[0]), day[0]))


def _is_by(text: str, start: int) -> bool:
    return _BY.search(text[:start]) is not None or text.startswith(("by ", "before ", "until ", "к ", "до "), start)
