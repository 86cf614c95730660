"""What a plugin's heuristic must do to be used: rank goals by numbers, and say what it does not see."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Domain, Heuristic


def heuristic_breaches(heuristic: Heuristic, domain: Domain, catalogue: Catalogue) -> Iterator[str]:
    """Yield what is wrong with one heuristic of a domain."""
    if not heuristic.id.startswith(f"{domain.name}."):
        yield f"its id does not start with '{domain.name}.'"
    for key in ("formula", "weaknesses"):
        if not getattr(heuristic, key):
            yield f"it has no {key}"
    foreign = (kpi for kpi in heuristic.kpis if kpi.startswith(f"{domain.name}."))
    for kpi in foreign:
        if kpi not in catalogue.kpis:
            yield f"its KPI '{kpi}' does not exist"
    likely = {"one": dict.fromkeys(heuristic.inputs, 1.0), "two": dict.fromkeys(heuristic.inputs, 2.0)}
    try:
        scores = [float(heuristic.score(**values)) for values in likely.values()]
        spoken = (heuristic.groups and heuristic.groups(likely), heuristic.remarks and tuple(heuristic.remarks(likely)))
    except Exception as error:  # noqa: BLE001 - whatever a stranger's function raises is the breach
        yield f"it cannot rank two goals: {type(error).__name__}: {error}"
        return
    if not all(math.isfinite(score) for score in scores):
        yield f"its scores are no numbers: {scores}"
    if spoken[0] and set(spoken[0]) - set(likely):
        yield "it groups goals that are not there"
