"""What a source must give: a name is needed unless the text itself says what its absence means."""

import pytest
from goalposts.expressions import names, needed_fields, needed_names, parse, parse_formula, used_params


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ('direction is null or direction == "in"', ""),
        ('direction == "in" or direction is null', ""),
        ('(result is not null) and (result != "")', "result"),
        ("result is not null", ""),
        ("result is null", ""),
        ("wait <= 20 s", "wait"),
        ("wait <= 20 s and (wait is null or talk > 5 s)", "talk wait"),
        ("wait is null or wait > 5 s and talk > 1 s", "talk"),
        ("wait is not null or wait > 5 s", "wait"),
        ("(wait - hold) is null", "hold wait"),
        ('queue in ["a"] or queue is null', ""),
        ("not (wait is null or wait > talk)", "talk"),
        ("5 > 3", ""),
    ],
)
def test_a_guarded_name_is_not_needed(text, needed):
    assert needed_names(parse(text)) == frozenset(needed.split())


def test_names_are_all_that_are_mentioned():
    assert names(parse('direction is null or direction == "in" and abs(a - `b c`) in [d]')) == {
        "direction",
        "a",
        "b c",
        "d",
    }


def test_a_formula_needs_what_its_parts_need():
    formula = parse_formula("ratio(of=talk - hold, by=1, among=queue is null or queue == 'x')")
    assert needed_fields(formula) == {"talk", "hold"}


def test_a_count_needs_nothing():
    assert needed_fields(parse_formula("total()")) == frozenset()


def test_parameters_are_found_in_every_part():
    formula = parse_formula('share(of=wait <= param("within"), among=not wait < param("short"))')
    assert used_params(formula) == {"within", "short"}
