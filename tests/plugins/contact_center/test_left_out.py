"""Calls that leave a KPI are counted rule by rule, and with those that count they are all the calls there were.

The counts are taken by hand from the ten calls, four more that met a busy tone, and three that the centre made.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from goalposts.model import Goal, ResolvedGoal, Window
from goalposts.scoring import Cube, observe, plan
from goalposts_contact_center.call import CALL
from plugins.contact_center.test_golden_calls import (
    COLUMNS,
    DAY,
    EXPECTED,
    MORE_COLUMNS,
    batch,
    kpi,
    rows,
)

BLOCKED = [{**call, "outcome": "blocked"} for call in rows()[:4]]
OUTBOUND = rows(direction="out")[:3]
CALLS = [*rows(), *BLOCKED, *OUTBOUND]

# Of the ten: 6 answered, 3 abandoned after 3, 18 and 44 s, 1 timed out.
BY_HAND = {
    ("service_level", "offered"): {"outbound": 3, "blocked": 4},
    ("service_level", "excl_short"): {"outbound": 3, "blocked": 4, "short": 1},
    ("service_level", "ignore_ab_in_T"): {"outbound": 3, "blocked": 4, "abandoned-in-time": 2},
    ("service_level", "genesys_text"): {"outbound": 3, "blocked": 4, "abandoned-in-time": 2, "other-exits": 1},
    ("service_level", "asterisk_perf2"): {"outbound": 3, "blocked": 4, "other-exits": 1},
    ("service_level", "answered_only"): {"outbound": 3, "blocked": 4, "not-answered": 4},
    ("abandon_rate", "all"): {"outbound": 3, "blocked": 4},
    ("abandon_rate", "excl_short"): {"outbound": 3, "blocked": 4, "short": 1},
    ("ata", "all"): {"outbound": 3, "not-abandoned": 7 + 4},
    ("ata", "excl_short"): {"outbound": 3, "not-abandoned": 7 + 4, "short": 1},
    ("aht", ""): {"outbound": 3, "not-answered": 4 + 4},
    ("acw", "nonzero"): {"outbound": 3, "not-answered": 4 + 4, "no-after-call-work": 2},
    ("csat", "top_two"): {"outbound": 3, "not-answered": 4 + 4, "without-a-mark": 2},
    ("blocked_rate", ""): {"outbound": 3},
}


def measured(name, variant):
    """What counts, and what left by every rule, through plan, kernels and cube."""
    known, window = kpi(name), Window(DAY, DAY + timedelta(days=1))
    goal = ResolvedGoal(
        Goal(name), known, variant, known.formulas[variant], known.params, None, known.direction, window, None, None
    )
    asked = (goal, *goal.of_exclusions)
    fields = (*COLUMNS, *MORE_COLUMNS, "direction")
    cube = Cube.empty(plan(asked, "UTC", window.start, window.end)).add(batch(CALLS, fields))
    counts = [int(observe(cube, count, window).numerator.sum()) for count in goal.of_exclusions]
    return observe(cube, goal, window), dict(zip([rule.name for rule in known.excludes(variant)], counts, strict=True))


@pytest.mark.parametrize(("name", "variant"), BY_HAND)
def test_every_rule_takes_the_calls_counted_by_hand(name, variant):
    assert measured(name, variant)[1] == BY_HAND[name, variant]


@pytest.mark.parametrize(("name", "variant"), EXPECTED)
def test_no_call_is_lost_from_the_account(name, variant):
    """Those that count, those without a value and those that left make up the seventeen."""
    found, left = measured(name, variant)
    assert found.n + found.unknown + sum(left.values()) == len(CALLS) == 17


def test_a_source_without_direction_has_no_outbound_calls():
    """The rule asks for the field where it is, and else takes nothing."""
    assert "direction" not in kpi("aht").needs("")
    assert CALL.find("direction").id == "direction"
    goal_rules = kpi("aht").excludes("")
    assert [rule.name for rule in goal_rules] == ["outbound", "not-answered"]
