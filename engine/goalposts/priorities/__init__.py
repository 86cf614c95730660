"""Ranks goals by heuristics, and cuts them into phases that people can carry."""

from goalposts.priorities.built_in import ENGINE_HEURISTICS, all_heuristics
from goalposts.priorities.choosing import choose
from goalposts.priorities.drawing import span_of
from goalposts.priorities.inputs import inputs_of, unused_names
from goalposts.priorities.leverage import LEVERAGE, levers_said, tree_draws, tree_inputs
from goalposts.priorities.planning import remarks_of, roadmap
from goalposts.priorities.ranking import rank

__all__ = [
    "ENGINE_HEURISTICS",
    "LEVERAGE",
    "all_heuristics",
    "choose",
    "inputs_of",
    "levers_said",
    "rank",
    "remarks_of",
    "roadmap",
    "span_of",
    "tree_draws",
    "tree_inputs",
    "unused_names",
]
