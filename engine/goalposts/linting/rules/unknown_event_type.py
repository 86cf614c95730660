"""A source of events that no plugin brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.catalogue import unknown_event_types
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Project, Remark


@rule(
    "GP115",
    "unknown-event-type",
    bad="""\
project:
  data:
    sample.visit: [{name: book, source: visits.csv}]
    sample.visits: [{name: other-book, source: others.csv}]
""",
    good="""\
project:
  data:
    sample.visit: [{name: book, source: visits.csv}]
""",
    manual_ru="""
    Каждый ключ в `data` — тип событий из подключённого плагина.

    Почему это важно: тип событий с опечаткой — это источник, который никто не читает, и цели по нему не находят
    событий.
    """,
)
def unknown_event_type(project: Project) -> Iterator[Remark]:
    """Every key of `data` is an event type that a loaded plugin brings.

    Why it matters: a mistyped event type is a source that nobody reads, and goals on it find no events.
    """
    for problem in unknown_event_types(project):
        yield problem.remark
