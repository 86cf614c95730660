"""Simulates rollouts whose truth is known: days, seasons, luck and ramps for the models of the domains.

A domain's model draws with `SimulatedDays`, makes columns with `ids`, `words`, `numbers` and `times`, and says what its
KPIs are with the readers `ratio`, `per_day`, `level` and `Ages`. No trade is known here.
"""

from goalposts.simulating.ages import Ages
from goalposts.simulating.clocks import Clock, by_age, by_end, ended
from goalposts.simulating.columns import ids, in_order, numbers, times, words
from goalposts.simulating.days import Rows, SimulatedDays, simulated_days
from goalposts.simulating.project_text import project_text
from goalposts.simulating.readers import level, per_day, ratio
from goalposts.simulating.showcase import Showcase, part_streams, rehearsal_streams, rehearsal_text, showcase
from goalposts.simulating.streams import simulate
from goalposts.simulating.truth import truth_document
from goalposts.simulating.writing import FORMS, sources_of

__all__ = [
    "FORMS",
    "Ages",
    "Clock",
    "Rows",
    "Showcase",
    "SimulatedDays",
    "by_age",
    "by_end",
    "ended",
    "ids",
    "in_order",
    "level",
    "numbers",
    "part_streams",
    "per_day",
    "project_text",
    "ratio",
    "rehearsal_streams",
    "rehearsal_text",
    "showcase",
    "simulate",
    "simulated_days",
    "sources_of",
    "times",
    "truth_document",
    "words",
]
