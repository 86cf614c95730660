"""All, always, never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.phrases import trapped
from goalposts.linting.promises import is_promise
from goalposts.linting.quantities import names_part, whole_named
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Goal, Remark


@rule(
    "GP204",
    "unmeasurable-word",
    bad="statement: {en: Every visit is done with by 1 October 2026, ru: Каждое посещение завершено к 1 октября 2026}",
    good="""\
statement:
  {en: 90 % of all visits are done with by 1 October 2026,
   ru: 90 % всех посещений завершены к 1 октября 2026}
""",
    severity="warning",
    manual_ru="""
    Формулировка обещает долю, а не «все», «всегда» или «никогда».

    Почему это важно: хватит одного исключения за год, чтобы нарушить такое обещание, поэтому всерьёз его никто не
    принимает; 95 % — обещание, которое можно выполнить.
    """,
)
def unmeasurable_word(goal: Goal, catalogue: Catalogue) -> Iterator[Remark]:
    """A statement promises a share, not `all`, `always` or `never`.

    Why it matters: one exception in a year breaks such a promise, so nobody takes it seriously; 95 % is a
    promise that can be kept.
    """
    if not is_promise(goal):
        return
    absolute = "" if names_part(goal.statement) else trapped("unmeasurable-word", goal.statement, catalogue)
    if words := whole_named(goal.statement) or absolute:
        yield goal.finding(
            Text(en="'{words}' allows no exception", ru="«{words}» не допускает исключений").fill(words=words),
            hint={
                "en": "promise a share that can be kept, such as 95 %",
                "ru": "обещайте выполнимую долю, например 95 %",
            },
            at="statement",
        )
