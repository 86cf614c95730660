"""A KPI that no plugin brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.unresolved import unresolved
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.catalogue import Problem
    from goalposts.model import Remark


@rule(
    "GP110",
    "unknown-kpi",
    bad="kpi: sample.done_shares",
    good="kpi: sample.done_share",
    manual_ru="""
    Показатель цели есть в одном из подключённых плагинов.

    Почему это важно: показатель с опечаткой никто не измерит, и заметят это, только когда придёт пора результатов.
    """,
)
def unknown_kpi(problems: tuple[Problem, ...]) -> Iterator[Remark]:
    """A goal's KPI is one that a loaded plugin brings.

    Why it matters: a mistyped KPI is never measured, and nobody notices until the results are due.
    """
    yield from unresolved("unknown-kpi", problems)
