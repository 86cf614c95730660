"""Which heuristic a project is planned by, where nobody says it: the one for which the goals have the inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goalposts.model import Ranking


def choose(rankings: Iterable[Ranking]) -> Ranking | None:
    """Return the ranking that ranks the most goals; of equal ones the first, None where none ranks any."""
    best: Ranking | None = None
    for ranking in rankings:
        if ranking.ranked and (best is None or len(ranking.ranked) > len(best.ranked)):
            best = ranking
    return best
