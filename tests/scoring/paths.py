"""One source into a cube's sections, by the compiled scan or by its NumPy twin, whatever the number of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.scoring.filling.gathering import Gathering
from goalposts.scoring.planning.days import local_midnights

if TYPE_CHECKING:
    from goalposts.model import Batch
    from goalposts.scoring import Plan
    from goalposts.scoring.states.section import Section


def gathered(made: Plan, batches: list[Batch], *, compiled: bool, threads: int = 2) -> Section:
    """The only section of a plan."""
    midnights = local_midnights(made.timezone, made.first_day, made.days)
    rows = 0 if compiled else 10**12
    (event_type,) = {stream.event_type for stream in made.streams}
    gathering = Gathering(made, event_type, "counter", midnights, threads=threads, worthwhile_rows=rows)
    (section,) = gathering.of(lambda: batches).values()
    return section
