"""Scoring: goals become a plan, rows become a cube, the cube answers any window.

Three stages in one direction. Rows are touched once, by the kernels; everything after is about a few numbers a day. No
stage imports a later one:

    planning     what a goal needs of its stream, what all goals share of it, and the days it is about
    filling      the batches of a source become sections, on threads: short sources by NumPy, long ones by code that is
                 written for the plan (`filling.fused`)
    concluding   a goal over a window, as a whole and by word

What one stage hands to the next:

    states       a few numbers a day for every tally, mergeable; a section holds those of one stream
    cube         the sections of all streams, kept as bytes

What rows may go through before they are filled:

    folds        histories become entities
    credit       touches and conversions become credited touches
    histories    events get their place among those of the same key

`scanning` names what takes rows, by itself: an answer from a cube that is there already loads none of it.

Beneath all of them are the `kernels`, flat loops over `arrays`, the only place that knows a compiler. Each package says
in which order to read its modules.
"""

from __future__ import annotations

from goalposts.scoring.concluding.entry_curve import EntryCurve, observe_curve
from goalposts.scoring.concluding.entry_weeks import EntryWeeks, observe_entries
from goalposts.scoring.concluding.follow_up_end import followed_until
from goalposts.scoring.concluding.observed import Observed, digest
from goalposts.scoring.concluding.segment_values import observe_by_word, table_by_word
from goalposts.scoring.concluding.windows import observe
from goalposts.scoring.concluding.word_groups import WordDays, days_by_word, observe_words
from goalposts.scoring.cube.cube import Cube
from goalposts.scoring.planning.nested import nested, unnested
from goalposts.scoring.planning.plan import Plan, plan

__all__ = [
    "Cube",
    "EntryCurve",
    "EntryWeeks",
    "Observed",
    "Plan",
    "WordDays",
    "days_by_word",
    "digest",
    "followed_until",
    "nested",
    "observe",
    "observe_by_word",
    "observe_curve",
    "observe_entries",
    "observe_words",
    "plan",
    "table_by_word",
    "unnested",
]
