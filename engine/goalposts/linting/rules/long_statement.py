"""A statement that nobody can say by heart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, number
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Remark

MOST_CHARACTERS: Final = 300


@rule(
    "GP114",
    "long-statement",
    bad="""\
statement:
  {en: "90 % of visits are done with by 1 October 2026, which the steering committee has agreed on after long
  discussions in the spring, with regard to the fact that visitors who have to come again cost time, that the desk
  is short of staff in the summer, and that the new form, which takes the place of three old ones, has been tried
  with good results",
   ru: "90 % посещений завершены к 1 октября 2026, о чём управляющий комитет договорился весной после долгих обсуждений,
  принимая во внимание, что посетители, которым приходится прийти ещё раз, отнимают время, что летом в приёмной не
  хватает сотрудников и что новая форма, которая заменила три старые, была опробована и показала хорошие результаты"}
""",
    good="""\
statement: {en: 90 % of visits are done with by 1 October 2026, ru: 90 % посещений завершены к 1 октября 2026}
""",
    severity="warning",
    manual_ru="""
    Формулировка не длиннее трёхсот знаков.

    Почему это важно: цель работает, когда её могут сказать наизусть. В длинном тексте рядом с обещанием стоят
    причины, средства и условия: причинам место в `why`, средствам — в `lever`, а условие, которого нет в ключах, не
    действует. В очень длинном тексте проверяются только первые 2000 знаков.
    """,
)
def long_statement(goal: Goal) -> Iterator[Remark]:
    """A statement has at most three hundred characters.

    Why it matters: a goal works when people can say it by heart. What stands in a long text beside the promise are
    reasons, means and conditions; reasons belong into `why`, means into `lever`, and a condition that is not in the
    keys does not count. Of a very long text only the first 2,000 characters are looked at.
    """
    length = len(goal.statement)
    if is_promise(goal) and length > MOST_CHARACTERS:
        yield goal.finding(
            Text(en="has {length} characters", ru="знаков в формулировке: {length}").fill(length=number(length, 0)),
            hint={
                "en": "say who or what, how much and by when; the rest belongs into `why` and `lever`",
                "ru": "скажите, кто или что, сколько и к какому дню; остальное — в `why` и `lever`",
            },
            at="statement",
        )
