"""What the strategies make is well typed and survives the language's own round trip."""

import subprocess
import sys

from goalposts.expressions import (
    ValueType,
    check_condition,
    check_formula,
    check_value,
    parse,
    parse_formula,
    render,
    render_formula,
)
from goalposts.testing import VISIT
from goalposts.testing.strategies import conditions, formulas, values
from hypothesis import given, settings

SCOPE = VISIT.scope({})


@settings(max_examples=60)
@given(conditions())
def test_conditions_type_and_round_trip(condition):
    check_condition(condition, SCOPE)
    assert parse(render(condition)) == condition


@settings(max_examples=60)
@given(values())
def test_values_have_the_type_that_was_asked_for(value):
    assert check_value(value, SCOPE) is ValueType.DURATION
    assert parse(render(value)) == value


@settings(max_examples=60)
@given(formulas())
def test_formulas_type_and_round_trip(formula):
    check_formula(formula, SCOPE)
    assert parse_formula(render_formula(formula)) == formula


def test_kit_does_not_import_hypothesis_until_a_strategy_is_made():
    code = "import sys, goalposts.testing, goalposts.testing.strategies; sys.exit('hypothesis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
