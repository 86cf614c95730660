"""A statement that says something else than the keys beside it."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, day
from goalposts.model import SaidKind, TargetKind, rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from goalposts.model import Goal, Remark, SaidTarget, Target

_FIXED = (SaidKind.FLOOR, SaidKind.CEILING, SaidKind.LEVEL)
_PARTS = ("%", "pp")
_HINT = Text(
    en="people sign the statement and the keys decide: write the same in both",
    ru="подписывают формулировку, а решают ключи: напишите там и там одно и то же",
)


@rule(
    "GP109",
    "statement-differs",
    bad="""\
statement: {en: 80 % of visits are done with by 1 October 2026, ru: 80 % посещений завершены к 1 октября 2026}
target: ">= 90%"
""",
    good="""\
statement: {en: 90 % of visits are done with by 1 October 2026, ru: 90 % посещений завершены к 1 октября 2026}
target: ">= 90%"
""",
    severity="warning",
    manual_ru="""
    В формулировке то же число и тот же день, что в целевом значении и сроке.

    Почему это важно: люди читают и подписывают предложение, а решают ключи. Если они расходятся, кто-нибудь с полным
    правом скажет, что договаривались о другом. Сверяются только числа и дни, названные прямо.
    """,
)
def statement_differs(goal: Goal, today: date) -> Iterator[Remark]:
    """A statement says the same number and the same day as the target and the deadline.

    Why it matters: people read and sign the sentence, and the keys decide. Where the two differ, somebody will be
    right to say that something else was agreed. Only numbers and days that are told plainly are held against them.
    """
    from goalposts.statements import read_statement  # its patterns take a while to compile

    if not is_promise(goal):
        return
    said = read_statement(goal.statement, today)
    written = _words(goal.statement, said.target.start, said.target.end) if said.target else ""
    if said.target is not None and goal.target is not None and _differ(said.target, goal.target):
        message = Text(
            en="says '{written}', and the target is '{target}'", ru="в ней «{written}», а в `target` — «{target}»"
        )
        yield goal.finding(message.fill(written=written, target=goal.target.text), hint=_HINT, at="statement")
    if (
        said.deadline is not None
        and goal.deadline is not None
        and (goal.deadline - said.deadline.day).days not in (0, 1)
    ):
        message = Text(
            en="says '{written}', and the deadline is {deadline}", ru="в ней «{written}», а срок — {deadline}"
        )
        words = _words(goal.statement, said.deadline.start, said.deadline.end)
        yield goal.finding(message.fill(written=words, deadline=day(goal.deadline)), hint=_HINT, at="statement")


def _words(statement: str, start: int, end: int) -> str:
    return " ".join(statement[start:end].split())


def _differ(said: SaidTarget, target: Target) -> bool:
    """Whether both are of one kind and yet another number; a level and a change cannot be held against each other."""
    quantity = said.quantity
    alike = quantity.type is target.low.type and (quantity.unit in _PARTS) is (target.low.unit in _PARTS)
    if said.kind in _FIXED and target.kind is TargetKind.ABSOLUTE:
        return alike and not isclose(quantity.in_base_unit, target.low.in_base_unit)
    if said.kind is SaidKind.CHANGE and target.kind is TargetKind.FACTOR:
        return quantity.unit == "%" and not isclose(quantity.in_base_unit, abs(target.low.value - 1), abs_tol=1e-9)
    if said.kind is SaidKind.CHANGE and target.kind in (TargetKind.RELATIVE, TargetKind.POINTS, TargetKind.DIFFERENCE):
        return alike and not isclose(quantity.in_base_unit, abs(target.low.in_base_unit))
    if said.kind is SaidKind.FACTOR and target.kind is TargetKind.FACTOR:
        return not isclose(said.factor, target.low.value, rel_tol=1e-6)
    return False
