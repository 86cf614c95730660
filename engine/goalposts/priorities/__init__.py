"""Ranks goals by heuristics, and cuts them into phases that people can carry.

Two ways in. `rank` orders goals, `roadmap` puts the order into phases. Read in this order:

    built_in, moscow, leverage   the heuristics of the engine, each an entry of the catalogue as a plugin's is
    heuristic_remarks            what some of them say of the votes of all goals
    inputs, kpi_tree             where their inputs come from: what is written, the baselines, the tree of figures
    drawing, ranking, choosing   draws of what is uncertain; the order; by which heuristic where nobody says it
    waiting, slots               what a goal waits for, and the times in which phases may be worked on
    phasing, serial              the best plan by mixed-integer programming, and a quick one where time runs out
    named_phases                 the phases that the file has already
    planning                     the roadmap of a project
    obstacles, roadmap_remarks   why there is no plan, and what is to be said beside one
"""

from goalposts.priorities.built_in import ENGINE_HEURISTICS, MOSCOW, all_heuristics
from goalposts.priorities.choosing import choose
from goalposts.priorities.drawing import span_of
from goalposts.priorities.inputs import inputs_of, unused_names
from goalposts.priorities.leverage import LEVERAGE, levers_said, tree_draws, tree_inputs
from goalposts.priorities.planning import remarks_of, roadmap
from goalposts.priorities.ranking import rank

__all__ = [
    "ENGINE_HEURISTICS",
    "LEVERAGE",
    "MOSCOW",
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
