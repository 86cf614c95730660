"""A goal that counts by business hours in a project that names none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.unresolved import unresolved
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.catalogue import Problem
    from goalposts.model import Remark


@rule(
    "GP214",
    "no-business-hours",
    bad="where: in_business_hours(at)",
    good="""\
where: in_business_hours(at)
project:
  business_hours: {mon-fri: 09:00-18:00, sat: 10:00-14:00}
""",
    manual_ru="""
    Если цели считаются по рабочему времени, в проекте указаны рабочие часы.

    Почему это важно: ответ в понедельник утром на письмо, пришедшее в пятницу вечером, занял час или все выходные;
    угадывать, что из двух имеется в виду, нельзя. Нерабочие дни указывают в `closed`.
    """,
)
def no_business_hours(problems: tuple[Problem, ...]) -> Iterator[Remark]:
    """A project whose goals count by business hours says which hours these are.

    Why it matters: an answer on Monday morning to Friday evening's letter took an hour or a weekend, and which of the
    two is meant must not be guessed. Days without business belong into `closed`.
    """
    yield from unresolved("no-business-hours", problems)
