"""Goals to rank, and shorthand for their inputs."""

from goalposts.model import Catalogue, Estimate
from goalposts.priorities import ENGINE_HEURISTICS, rank

KNOWN = {known.id: known for known in ENGINE_HEURISTICS}


def sure(**values):
    """Inputs that are not in doubt; a tuple is a range."""
    return {
        name: Estimate(*value) if isinstance(value, tuple) else Estimate.exact(value) for name, value in values.items()
    }


def ranked(heuristic, **goals):
    known = KNOWN[heuristic] if isinstance(heuristic, str) else heuristic
    return rank(known, goals, Catalogue())


def scores(ranking):
    return {found.goal: found.score for found in ranking.ranked}
