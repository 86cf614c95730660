"""Ten calls small enough to reckon by hand judge every KPI of the contact centre.

The evaluator below reads formulas row by row with Kleene logic and exact fractions; it shares no code with scoring.
"""

from __future__ import annotations

import math
import operator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import numpy as np
import pytest
from goalposts.expressions import Mean, Quantile, Ratio, Share, ValueType
from goalposts.expressions.columns import Column
from goalposts.expressions.nodes import (
    Among,
    And,
    Arithmetic,
    Compare,
    IsNull,
    Name,
    Not,
    Number,
    Or,
    Param,
    Words,
)
from goalposts.model import Batch, Goal, ResolvedGoal, Window
from goalposts.scoring import Cube, observe, plan
from goalposts_contact_center.call import CALL
from goalposts_contact_center.kpis import KPIS

# id, wait, outcome, talk, hold, acw
TEN_CALLS = (
    ("1", 5, "answered", 180, 0, 30),
    ("2", 12, "answered", 240, 20, 40),
    ("3", 20, "answered", 300, 0, 0),
    ("4", 21, "answered", 60, 0, 15),
    ("5", 95, "answered", 420, 60, 90),
    ("6", 3, "abandoned", None, None, None),
    ("7", 18, "abandoned", None, None, None),
    ("8", 44, "abandoned", None, None, None),
    ("9", 120, "timeout", None, None, None),
    ("10", 8, "answered", 2, 0, 0),
)
# What is known of the answered calls besides: settled, mark, passed on, who hung up; calls 4 and 10 nobody marked.
AFTERWARDS = {
    "1": (True, 5, False, "customer"),
    "2": (True, 4, False, "agent"),
    "3": (False, None, True, "customer"),
    "4": (None, 3, False, "customer"),
    "5": (False, 1, True, "agent"),
    "10": (None, None, False, "agent"),
}
DAY = date(2026, 3, 2)
NOON = int(datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp()) * 1_000_000
COLUMNS = ("call_id", "wait", "outcome", "talk", "hold", "acw")
MORE_COLUMNS = ("resolved", "csat", "transferred", "hangup_by")

# Answered within 20 s: calls 1, 2, 3, 10; abandoned within 20 s: 6, 7; abandoned within 5 s: 6.
EXPECTED = {
    ("service_level", "offered"): Fraction(4, 10),
    ("service_level", "ignore_ab_in_T"): Fraction(4, 10 - 2),
    ("service_level", "genesys_text"): Fraction(4, 6 + 1),  # answered, and call 8 abandoned late
    ("service_level", "positive"): Fraction(4 + 2, 10),
    ("service_level", "answered_only"): Fraction(4, 6),
    ("service_level", "excl_short"): Fraction(4, 10 - 1),
    ("service_level", "asterisk_perf2"): Fraction(4 + 2, 6 + 3),
    ("asa", ""): Fraction(5 + 12 + 20 + 21 + 95 + 8, 6),  # 26.83 s
    ("wait_p95", ""): 120,  # nearest rank: the ceil(0.95 · 10) = 10th of 10
    ("abandon_rate", "all"): Fraction(3, 10),
    ("abandon_rate", "excl_short"): Fraction(2, 9),
    ("lost_rate", ""): Fraction(3 + 1, 10),
    ("ata", "all"): Fraction(3 + 18 + 44, 3),  # 21.67 s
    ("ata", "excl_short"): Fraction(18 + 44, 2),  # 31 s
    ("ata", "median"): 18,
    ("aht", ""): Fraction(1202 + 80 + 175, 6),  # 242.83 s
    ("att", "talk"): Fraction(180 + 240 + 300 + 60 + 420 + 2, 6),  # 200.33 s
    ("att", "talk_hold"): Fraction(1202 + 20 + 60, 6),  # 213.67 s
    ("acw", "all"): Fraction(30 + 40 + 0 + 15 + 90 + 0, 6),  # 29.17 s
    ("acw", "nonzero"): Fraction(175, 4),  # 43.75 s
    ("short_calls", ""): Fraction(1, 6),  # call 10
    ("fcr", "marked"): Fraction(2, 4),
    ("fcr", "unmarked_is_open"): Fraction(2, 6),
    ("csat", "top_two"): Fraction(2, 4),
    ("csat", "mean"): Fraction(5 + 4 + 3 + 1, 4),
    ("csat_response", ""): Fraction(4, 6),
    ("transfer_rate", ""): Fraction(2, 6),
    ("callback_share", ""): Fraction(0, 10),
    ("blocked_rate", ""): Fraction(0, 10),
    ("agent_hangups", ""): Fraction(3, 6),
    ("hold_share", ""): Fraction(80, 1202 + 80 + 175),
    ("held_calls", ""): Fraction(2, 6),
}
UNKNOWN = {("fcr", "marked"): 2}
"""Calls that leave a KPI because a value is missing."""


def rows(**changes):
    """The ten calls as dicts; fields that the source does not give are null."""
    return [
        {
            "direction": None,
            "result": None,
            **dict(zip(COLUMNS, call, strict=True)),
            **dict(zip(MORE_COLUMNS, AFTERWARDS.get(call[0], [None] * 4), strict=True)),
            **changes,
        }
        for call in TEN_CALLS
    ]


def truth(node, row, params):
    """Evaluate a node on a row; None is null."""
    match node:
        case Name(id=name):
            return row[name]
        case Words(text=text):
            return text
        case Number(quantity=quantity):
            return Fraction(quantity.in_base_unit)
        case Param(name=name):
            return Fraction(params[name].in_base_unit)
        case _:
            return combined(node, lambda part: truth(part, row, params))


def combined(node, of):
    """Evaluate a node that is made of others."""
    match node:
        case IsNull(item=item, negated=negated):
            return (of(item) is None) is not negated
        case Not(operand=operand):
            return None if of(operand) is None else not of(operand)
        case And(terms=terms) | Or(terms=terms):
            return kleene([of(term) for term in terms], decisive=isinstance(node, Or))
        case Among(item=item, options=options, negated=negated):
            return None if of(item) is None else (of(item) in [of(option) for option in options]) is not negated
        case Compare(operator=sign, left=left, right=right) | Arithmetic(operator=sign, left=left, right=right):
            return None if None in (of(left), of(right)) else OPERATORS[sign](of(left), of(right))
    raise AssertionError(node)


OPERATORS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
}


def kleene(found, *, decisive):
    """Join conditions: one False decides `and`, one True decides `or`."""
    if decisive in found:
        return decisive
    return None if None in found else not decisive


def value(formula, calls, params):
    """The KPI over some calls, and how many calls were left out because something was null."""
    if isinstance(formula, Ratio):
        return ratio_of_sums(formula, calls, params)
    answers = [(truth(formula.among, call, params), truth(formula.of, call, params)) for call in calls]
    counted = [of for among, of in answers if among and of is not None]
    unknown = sum(among is None or (among and of is None) for among, of in answers)
    if not counted:
        return None, unknown
    match formula:
        case Share() | Mean():
            return Fraction(sum(counted), len(counted)), unknown
        case Quantile(q=q):
            return sorted(counted)[math.ceil(q * len(counted)) - 1], unknown
    raise AssertionError(formula)


def ratio_of_sums(formula, calls, params):
    """The sum of one operand by that of another, over the calls that have both."""
    counted, unknown = [], 0
    for call in calls:
        among = truth(formula.among, call, params)
        pair = truth(formula.of, call, params), truth(formula.by, call, params)
        unknown += among is None or bool(among and None in pair)
        counted += [pair] if among and None not in pair else []
    return Fraction(sum(of for of, _ in counted), sum(by for _, by in counted)), unknown


def kpi(name):
    return next(known for known in KPIS if known.id == f"contact_center.{name}")


@pytest.mark.parametrize(("name", "variant"), EXPECTED)
def test_every_variant_gives_the_figure_reckoned_by_hand(name, variant):
    """No call is unknown, although nothing but answered calls has talk, hold and after-call work."""
    found = value(kpi(name).formulas[variant], rows(), kpi(name).params)
    assert found == (EXPECTED[name, variant], UNKNOWN.get((name, variant), 0))


def test_every_kpi_and_variant_has_a_figure_reckoned_by_hand():
    """But of what was recorded, of who called again, and of what else stands in tables of its own."""
    known = {(known.id.partition(".")[2], variant) for known in KPIS for variant in known.formulas}
    beside = {
        ("outcome_recorded", ""),
        *(
            (kpi, variant)
            for kpi, variant in known
            if kpi in ("repeat_rate", "fcr_by_repeat", "lost_callers", "nps", "ces", "found_it_easy")
        ),
        *((kpi, variant) for kpi, variant in known if kpi in ("aht_whole_call", "occupancy", "utilisation")),
        *((kpi, variant) for kpi, variant in known if kpi in ("shrinkage", "adherence", "conformance")),
    }
    assert known - set(EXPECTED) == beside


def test_the_limit_itself_is_within_the_limit():
    """Call 3 waited exactly 20 s: with `<` the service level would be 3/10."""
    level = kpi("service_level")
    stricter = {**level.params, "within": 19.999 * level.params["within"].__class__(1, "s")}
    assert value(level.formulas["offered"], rows(), level.params)[0] == Fraction(4, 10)
    assert value(level.formulas["offered"], rows(), stricter)[0] == Fraction(3, 10)


@pytest.mark.parametrize(("name", "variant"), [key for key in EXPECTED if key[0] not in ("wait_p95", "blocked_rate")])
def test_outbound_and_blocked_calls_change_nothing(name, variant):
    """They never asked for an answer in the queue."""
    outbound = rows(direction="out")
    blocked = [{**call, "outcome": "blocked"} for call in rows()]
    known = kpi(name)
    assert value(known.formulas[variant], rows() + outbound + blocked, known.params)[0] == EXPECTED[name, variant]


def test_a_callback_is_offered_but_not_answered():
    """It stands in the denominator of the service level, and is neither abandoned nor lost."""
    calls = [*rows(), {**rows()[0], "outcome": "callback"}]
    for name, expected in (("service_level", (4, 11)), ("abandon_rate", (3, 11)), ("lost_rate", (4, 11))):
        known = kpi(name)
        assert value(known.formulas[known.default], calls, known.params)[0] == Fraction(*expected)


def test_a_blocked_call_counts_where_blocked_calls_are_asked_for():
    """Ten calls came in and two more met a busy tone; of what went out nothing counts."""
    calls = [
        *rows(),
        *({**call, "outcome": "blocked"} for call in rows()[:2]),
        *rows(direction="out", outcome="blocked"),
    ]
    known = kpi("blocked_rate")
    assert value(known.formulas[""], calls, known.params)[0] == Fraction(2, 12)


def test_an_answered_call_without_hold_is_unknown_not_shorter():
    """Absent is not zero: the call leaves numerator and denominator of the handle time."""
    calls = rows()
    calls[4]["hold"] = None
    known = kpi("aht")
    assert value(known.formulas[""], calls, known.params) == (Fraction(1457 - 570, 5), 1)


def test_empty_and_missing_results_are_not_recorded():
    """Of the calls answered 1, 4, 5 and 10 have a word; the empty text of 2 and the missing one of 3 count as none."""
    calls = [{**call, "result": result} for call, result in zip(rows(), ["sale", "", None, *["x"] * 7], strict=True)]
    known = kpi("outcome_recorded")
    assert value(known.formulas[""], calls, known.params) == (Fraction(4, 6), 0)


@pytest.mark.parametrize(
    ("name", "variant", "needed"),
    [
        ("service_level", "offered", {"offered_at", "outcome", "wait"}),
        ("abandon_rate", "all", {"offered_at", "outcome"}),
        ("aht", "", {"offered_at", "outcome", "talk", "hold", "acw"}),
        ("outcome_recorded", "", {"offered_at", "outcome", "result"}),
    ],
)
def test_a_kpi_needs_what_it_reads_but_never_the_direction(name, variant, needed):
    """A source without `direction` holds inbound calls; one without `result` cannot give the share recorded."""
    assert kpi(name).needs(variant) == needed


def batch(calls, fields):
    """The calls as the columns that a source with these fields would give, all on one day."""
    types = {known.id: known.type for known in CALL.fields if known.id in fields}
    columns = {name: column(kind, [call[name] for call in calls]) for name, kind in types.items()}
    columns["offered_at"] = Column(ValueType.TIMESTAMP, np.full(len(calls), NOON, np.int64))
    absent = frozenset(known.id for known in CALL.fields) - set(columns)
    return Batch(CALL.id, "pbx", len(calls), columns, absent)


def column(kind, cells):
    valid = np.array([cell is not None for cell in cells], np.bool_)
    if kind.is_words:
        words = tuple(dict.fromkeys(cell for cell in cells if cell is not None))
        return Column(
            kind, np.array([0 if cell is None else words.index(cell) for cell in cells], np.int32), valid, words
        )
    return Column(kind, np.array([0 if cell is None else cell for cell in cells], np.float64), valid)


def observed(name, variant, calls, fields=(*COLUMNS, *MORE_COLUMNS)):
    """The KPI through plan, kernels and cube."""
    known = kpi(name)
    window = Window(DAY, DAY + timedelta(days=1))
    goal = ResolvedGoal(
        Goal(name), known, variant, known.formulas[variant], known.params, None, known.direction, window, None, None
    )
    cube = Cube.empty(plan([goal], "UTC", window.start, window.end)).add(batch(calls, fields))
    return observe(cube, goal, window)


@pytest.mark.parametrize(("name", "variant"), EXPECTED)
def test_the_cube_gives_the_same_figure(name, variant):
    """A quantile may be off by 1 %; everything else is one division."""
    tolerance = 0.01 if isinstance(kpi(name).formulas[variant], Quantile) else 1e-12
    assert observed(name, variant, rows()).value == pytest.approx(float(EXPECTED[name, variant]), rel=tolerance)


def test_the_cube_gives_the_share_of_recorded_results():
    calls = [{**call, "result": result} for call, result in zip(rows(), ["sale", "", None, *["x"] * 7], strict=True)]
    found = observed("outcome_recorded", "", calls, (*COLUMNS, "result"))
    assert (found.value, found.n) == (pytest.approx(4 / 6), 6)


def test_an_unmapped_result_is_not_computable_rather_than_never_recorded():
    found = observed("outcome_recorded", "", rows())
    assert (found.value, found.reason, found.missing) == (None, "missing_field", ("result",))
