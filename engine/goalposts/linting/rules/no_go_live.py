"""A goal in a project without a day of go-live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.unresolved import unresolved
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.catalogue import Problem
    from goalposts.model import Remark


@rule(
    "GP512",
    "no-go-live",
    bad="""\
project:
  go_live: null
""",
    good="""\
project:
  go_live: 2026-03-01
""",
    manual_ru="""
    В проекте с целями указан день, с которого внедрение действует.

    Почему это важно: без этого дня «до» и «после» не различить.
    """,
)
def no_go_live(problems: tuple[Problem, ...]) -> Iterator[Remark]:
    """A project with goals states the day from which the rollout works.

    Why it matters: without that day before and after cannot be told apart.
    """
    yield from unresolved("no-go-live", problems)
