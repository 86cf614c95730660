"""Business hours as text: what may be written, one canonical form, and errors with their place."""

from datetime import date

import pytest
from goalposts.errors import ExpressionError
from goalposts.expressions import (
    BusinessHours,
    NameType,
    Scope,
    ValueType,
    asks_for_business_hours,
    check_condition,
    check_value,
    name,
    parse,
    parse_formula,
    parse_reducer,
    render,
    render_reducer,
    with_business_hours,
)
from goalposts.expressions.business_hours import Span, parse_business_hours, read_days, write_days
from hypothesis import given
from hypothesis import strategies as st

SCOPE = Scope(
    "event type t",
    {known: NameType(ValueType.TIMESTAMP) for known in ("at", "answered_at")} | {"wait": NameType(ValueType.DURATION)},
)
HOURS = "mon-fri 09:00-18:00; sat 10:00-14:00"
spans = st.tuples(st.integers(0, 1440), st.integers(0, 1440)).filter(lambda pair: pair[0] < pair[1])
weeks = st.lists(st.lists(spans.map(lambda pair: Span(*pair)), max_size=2), min_size=7, max_size=7).filter(any)
periods = st.tuples(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1))).filter(
    lambda pair: pair[0] < pair[1]
)


@given(weeks, st.lists(periods, max_size=3))
def test_the_text_is_read_back_as_it_was_written(week, closed):
    hours = BusinessHours(week, closed)
    assert parse_business_hours(str(hours)) == hours


@pytest.mark.parametrize(
    ("loose", "canonical"),
    [
        ("MON - FRI 9:00-18:00", "mon-fri 09:00-18:00"),
        ("пн-пт 09:00–18:00; сб 10:00-14:00", HOURS),  # an en dash, as word processors make it
        ("sat 10:00-14:00; mon,tue,wed,thu,fri 13:00-18:00 9:00-13:00", HOURS),
        ("sat-mon 00:00-24:00", "mon,sat,sun 00:00-24:00"),
        ("mon 09:00-12:00 11:00-13:00 14:00-15:00", "mon 09:00-13:00 14:00-15:00"),
        (
            "tue 9:00-10:00; closed 2026-05-09..2026-05-10 2026-01-01..2026-01-05 2026-01-04..2026-01-09",
            "tue 09:00-10:00; closed 2026-01-01..2026-01-09 2026-05-09..2026-05-10",
        ),
    ],
)
def test_text_has_one_canonical_form(loose, canonical):
    assert str(parse_business_hours(loose)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mon",
        "mon-fri",
        "moon 09:00-18:00",
        "mon 18:00-09:00",
        "mon 09:00-09:00",
        "mon 09:00-24:01",
        "mon 09:60-10:00",
        "mon 9-18",
        "mon 09:00-10:00; mon 11:00-12:00",
        "mon-wed-fri 09:00-10:00",
        "closed 2026-01-01..2026-01-02",
        "mon 09:00-18:00; closed 2026-01-02..2026-01-02",
        "mon 09:00-18:00; closed 2026-02-30..2026-03-02",
        "mon 09:00-18:00; closed tomorrow",
        "mon 09:00-18:00;",
        "mon 09:00-18:00; closed",
        "mon 09:00-18:00 closed 2026-01-01..2026-01-02",
        "mon ٠٩:٠٠-١٨:٠٠",
    ],
)
def test_what_are_no_business_hours_is_refused_in_both_languages(text):
    with pytest.raises(ExpressionError) as caught:
        parse_business_hours(text)
    assert "business hours" in caught.value.sentence("en")
    assert "рабочие часы" in caught.value.sentence("ru")


@given(st.text("monfrisatsu -,;:.0129closed", max_size=40))
def test_any_text_is_business_hours_or_an_error(text):
    hours = parsed(text)
    if isinstance(hours, ExpressionError):
        assert hours.hint is not None
    else:
        assert parse_business_hours(str(hours)) == hours


def parsed(text):
    try:
        return parse_business_hours(text)
    except ExpressionError as error:
        return error


def test_days_run_over_sunday_and_are_written_as_runs():
    assert read_days("fri-mon") == (4, 5, 6, 0)
    assert write_days([0, 1, 3, 4, 5]) == "mon,tue,thu-sat"


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        ("in_business_hours(wait)", 18, "this must be a timestamp, found a duration"),
        ("business_time(at, wait) > 1 h", 18, "this must be a timestamp, found a duration"),
        ("in_business_hours(at, at)", 22, "business hours are a text in quotes"),
        ('in_business_hours(at, "always")', 22, "'always' are no business hours; write "),
        ("in_business_hours(at) > 1", 22, "a flag cannot be compared with a number"),
        ("business_time(at, answered_at) == 5", 31, "a duration cannot be compared with a number"),
    ],
)
def test_types_are_checked_and_refused_where_they_stand(text, position, said):
    with pytest.raises(ExpressionError) as caught:
        check_condition(parse(text), SCOPE, text)
    assert caught.value.position == position
    assert said in caught.value.sentence("en")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("business_time(at)", "business_time takes 2 arguments, found 1"),
        ('business_time(at, at, "x", "y")', "business_time takes 2 arguments, found 4"),
        ("hour(at, at)", "hour takes 1 argument, found 2"),
        ('param("a", "b")', 'param takes a quoted name, as in param("within")'),
    ],
)
def test_the_number_of_arguments_is_checked(text, said):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.position, caught.value.problem.en) == (0, said)
    assert caught.value.problem.ru != said


def test_results_are_flags_and_durations():
    check_condition(parse(f'in_business_hours(at) and not in_business_hours(at, "{HOURS}")'), SCOPE)
    assert check_value(parse("business_time(at, answered_at) / 2"), SCOPE) is ValueType.DURATION


def test_python_and_text_build_the_same():
    at, answered = name("at"), name("answered_at")
    built = [
        at.in_business_hours(),
        at.in_business_hours(HOURS),
        at.business_time_to(answered),
        at.business_time_to(answered, HOURS),
    ]
    texts = [
        "in_business_hours(at)",
        f'in_business_hours(at, "{HOURS}")',
        "business_time(at, answered_at)",
        f'business_time(at, answered_at, "{HOURS}")',
    ]
    assert [render(term.node) for term in built] == texts
    assert [parse(text) for text in texts] == [term.node for term in built]


@pytest.mark.parametrize(
    "text", ["first(business_time(at, answered_at), where=in_business_hours(at))", "count(where=in_business_hours(at))"]
)
def test_reducers_read_functions_of_two_arguments(text):
    assert render_reducer(parse_reducer(text)) == text


def test_hours_go_where_none_are_written_and_nowhere_else():
    formula = parse_formula(
        'sum(over="a", of=business_time(at, b), among=in_business_hours(at, "sun 09:00-10:00")) / sum(over="b")'
    )
    assert render(parse('in_business_hours(at, "x")')) == 'in_business_hours(at, "x")'
    bound = with_business_hours(formula, HOURS)
    assert bound == parse_formula(
        f'sum(over="a", of=business_time(at, b, "{HOURS}"), among=in_business_hours(at, "sun 09:00-10:00"))'
        ' / sum(over="b")'
    )
    assert (asks_for_business_hours(formula), asks_for_business_hours(bound)) == (True, False)
    assert with_business_hours(bound, "mon 09:00-10:00") is bound
