"""A statement that nobody reads to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, number
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Remark

_MOST: Final = 600


@rule(
    "GP118",
    "long-statement",
    bad=f"statement: {'90 % of visits are done with, ' * 25}by 1 October 2026",
    good="statement: 90 % of visits are done with by 1 October 2026",
    severity="warning",
)
def long_statement(goal: Goal) -> Iterator[Remark]:
    """A statement is one sentence that can be signed.

    Why it matters: what nobody reads to the end, everybody remembers otherwise. Of a very long text only the first
    2,000 characters are looked at.
    """
    length = len(goal.statement)
    if is_promise(goal) and length > _MOST:
        yield goal.finding(
            Text(en="has {length} characters", ru="длиной {length} знаков").fill(length=number(length, 0)),
            hint={
                "en": "say in one sentence: what, from what to what, by when; the rest belongs into `purpose` or `why`",
                "ru": "скажите одним предложением: что, с чего до чего, к какому дню; прочее — в `purpose` или `why`",
            },
            at="statement",
        )
