"""A target or margin in another unit than the KPI's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.unresolved import unresolved
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.catalogue import Problem
    from goalposts.model import Remark


@rule(
    "GP116",
    "unit-mismatch",
    bad='target: ">= 90 s"',
    good='target: ">= 90%"',
    fix={
        "en": "writes the per cent sign behind a plain number of a share, where it is more than 1 and at most 100",
        "ru": "дописывает знак процента к числу без единицы, если показатель — доля, а число больше 1 и не больше 100",
    },
    manual_ru="""
    Целевое значение и допуск записаны в единицах показателя.

    Почему это важно: `>= 90 s` для доли — обещание, которое нельзя ни выполнить, ни нарушить.
    """,
)
def unit_mismatch(problems: tuple[Problem, ...]) -> Iterator[Remark]:
    """A target and a margin are written in the KPI's unit.

    Why it matters: `>= 90 s` of a share is a promise that nobody can keep or break.
    """
    yield from unresolved("unit-mismatch", problems)
