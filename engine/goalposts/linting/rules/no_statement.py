"""A goal without a sentence that people can sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Remark


@rule(
    "GP107",
    "no-statement",
    bad="statement: null",
    good="""\
statement: {en: 90 % of visits are done with by 1 October 2026, ru: 90 % посещений завершены к 1 октября 2026}
""",
    manual_ru="""
    У цели есть формулировка: одно предложение, под которым владелец готов подписаться.

    Почему это важно: соглашаются с предложениями, а не с кодами показателей; запомнят именно формулировку.
    """,
)
def no_statement(goal: Goal) -> Iterator[Remark]:
    """A goal has a statement: one sentence that its owner can sign.

    Why it matters: owners agree to sentences, not to KPI ids; the statement is what they will remember.
    """
    if is_promise(goal) and not goal.statement.strip():
        yield goal.finding(
            {"en": "has no statement", "ru": "нет формулировки"},
            hint={
                "en": "add `statement:` with who or what, how much and by when",
                "ru": "добавьте `statement:`: кто или что, сколько и к какому дню",
            },
            at="statement",
        )
