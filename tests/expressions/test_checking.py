"""Types: every mismatch is refused with its place and both types, in English and Russian."""

import pytest
from goalposts.errors import ExpressionError
from goalposts.expressions import (
    SOURCE_COLUMNS,
    NameType,
    Scope,
    ValueType,
    check_condition,
    check_formula,
    check_value,
    parse,
    parse_formula,
)

SCOPE = Scope(
    "event type sample.visit",
    {
        "kind": NameType(ValueType.CATEGORY, ("short", "long")),
        "place": NameType(ValueType.CATEGORY),
        "visit": NameType(ValueType.ID),
        "wait": NameType(ValueType.DURATION),
        "paid": NameType(ValueType.MONEY),
        "items": NameType(ValueType.NUMBER),
        "done": NameType(ValueType.FLAG),
        "at": NameType(ValueType.TIMESTAMP),
        "left": NameType(ValueType.TIMESTAMP),
    },
    {"within": ValueType.DURATION},
)


def refused(check, text, scope=SCOPE):
    with pytest.raises(ExpressionError) as caught:
        check(parse(text), scope, text)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        'kind == "short" and wait <= 20 s',
        'wait <= param("within")',
        "left - at > 2 h",
        "at + 5 min < left",
        "wait / 2 < 3 min * 4",
        "wait / wait > 0.5",
        "paid > 5 RUB or paid > 5",
        "items * 2 - 1 >= -3",
        "done",
        "not done or done is null",
        "place is not null",
        'place in ["a", "b"]',
        "place == kind",
        "abs(wait - 20 s) < 5 s",
        "done == done",
    ],
)
def test_what_makes_sense_is_a_condition(text):
    check_condition(parse(text), SCOPE)


@pytest.mark.parametrize(
    ("text", "position", "en", "ru"),
    [
        (
            "wait == kind",
            5,
            "a duration cannot be compared with a category",
            "нельзя сравнить: длительность и категория",
        ),
        (
            "wait <= 20",
            5,
            "a duration cannot be compared with a number; give the number a unit, as in 20 s or 5 min",
            "нельзя сравнить: длительность и число; укажите единицу: 20 s или 5 min",
        ),
        ("paid > 3 min", 5, "money cannot be compared with a duration", "нельзя сравнить: деньги и длительность"),
        ("visit == 5", 6, "an id cannot be compared with a number", "нельзя сравнить: идентификатор и число"),
        ("done == 1", 5, "a flag cannot be compared with a number", "нельзя сравнить: признак и число"),
        ('done == "yes"', 5, "a flag cannot be compared with a text", "нельзя сравнить: признак и текст"),
        ('at > "2026-01-01"', 3, "a timestamp cannot be compared with a text", "нельзя сравнить: время и текст"),
        ('items in [1, "a"]', 6, "a number cannot be compared with a text", "нельзя сравнить: число и текст"),
        ("wait + items > 1 s", 5, "'+' cannot join a duration and a number", "«+» не связывает: длительность и число"),
        ("wait * wait > 1 s", 5, "'*' cannot join a duration and a duration", "«*» не связывает: длительность и"),
        ("at + left > at", 3, "'+' cannot join a timestamp and a timestamp", "«+» не связывает: время и время"),
        ('place < "b"', 6, "'<' does not order a category", "«<» не упорядочивает: категория"),
        ("done < done", 5, "'<' does not order a flag", "«<» не упорядочивает: признак"),
        ("done and wait", 9, "this must be a flag, found a duration", "здесь нужно: признак; найдено: длительность"),
        ("not wait", 4, "this must be a flag, found a duration", "здесь нужно: признак; найдено: длительность"),
        ("wait", 0, "this must be a flag, found a duration", "здесь нужно: признак; найдено: длительность"),
        ("-place > 1", 1, "this must be a number, a duration or money, found a category", "найдено: категория"),
        (
            "wayt > 5 s",
            0,
            "event type sample.visit has no field 'wayt'; did you mean 'wait'?",
            "event type sample.visit: нет поля «wayt»; возможно, имелось в виду «wait»?",
        ),
        ("qqqqq > 5 s", 0, "has no field 'qqqqq'; it has: kind, place, visit, wait", "есть поля: kind, place"),
        ('wait > param("withn")', 7, "no parameter 'withn'; did you mean 'within'?", "нет параметра «withn»"),
        (
            'done and kind == "shrt"',
            17,
            "kind is never 'shrt'; it is one of: short, long",
            "kind не бывает «shrt»; возможные значения: short, long",
        ),
        ('"middle" != kind', 0, "kind is never 'middle'", "kind не бывает «middle»"),
        ('kind in ["short", "both"]', 18, "kind is never 'both'", "kind не бывает «both»"),
    ],
)
def test_a_mismatch_is_refused_with_place_and_both_types(text, position, en, ru):
    error = refused(check_condition, text)
    assert error.position == position
    assert en in error.sentence("en")
    assert ru in error.sentence("ru")
    assert error.sentence("en").startswith(f"`{text}` column {position + 1}: ")


@pytest.mark.parametrize("text", ["kind", "done", "at", 'kind == "short"', '"words"'])
def test_only_amounts_can_be_summed(text):
    error = refused(check_value, text)
    assert "this must be a number, a duration or money, found" in error.sentence("en")
    assert "здесь нужно: число, длительность или деньги; найдено:" in error.sentence("ru")


def test_columns_of_a_source_are_untyped_and_compare_with_plain_values():
    check_condition(parse("`Kind` != 'TEST' and Seconds > 5 and flag == 1"), SOURCE_COLUMNS)
    error = refused(check_condition, "Seconds > 5 s", SOURCE_COLUMNS)
    assert "a source column cannot be compared with a duration" in error.sentence("en")
    assert "нельзя сравнить: столбец источника и длительность" in error.sentence("ru")


@pytest.mark.parametrize("text", ["Kind == ''", "Kind in ['x', ' ']", "not ('' == Kind)"])
def test_an_empty_cell_of_a_source_equals_no_word(text):
    """It is missing whatever the format, so the condition would never be met."""
    error = refused(check_condition, text, SOURCE_COLUMNS)
    assert error.sentence("en").endswith("an empty cell is missing and equals no word; write Kind is null.")
    assert error.sentence("ru").endswith("и никакому слову она не равна; напишите Kind is null.")


def test_that_a_cell_is_not_empty_may_be_written_either_way():
    check_condition(parse("Kind != '' and Kind not in ['', 'x'] and Other is not null"), SOURCE_COLUMNS)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("share(of=done)", ValueType.NUMBER),
        ("mean(of=wait)", ValueType.DURATION),
        ("ratio(of=paid, by=items)", ValueType.MONEY),
        ("ratio(of=wait, by=wait)", ValueType.NUMBER),
        ("total()", ValueType.NUMBER),
        ("total(of=paid)", ValueType.MONEY),
        ("quantile(of=wait, q=0.9)", ValueType.DURATION),
    ],
)
def test_a_formula_has_the_type_of_what_it_yields(text, kind):
    assert check_formula(parse_formula(text), SCOPE) is kind


@pytest.mark.parametrize(
    ("text", "en", "ru"),
    [
        ("share(of=wait)", "this must be a flag, found a duration", "найдено: длительность"),
        ("mean(of=done)", "this must be a number, a duration or money, found a flag", "найдено: признак"),
        ("mean(of=wait, among=items)", "this must be a flag, found a number", "найдено: число"),
        ("ratio(of=paid, by=wait)", "money per duration has no unit", "нет единицы"),
        ("ratio(of=wait, by=kind)", "this must be a number, a duration or money, found a category", "категория"),
    ],
)
def test_a_formula_whose_parts_do_not_fit_is_refused(text, en, ru):
    with pytest.raises(ExpressionError) as caught:
        check_formula(parse_formula(text), SCOPE)
    assert en in caught.value.sentence("en")
    assert ru in caught.value.sentence("ru")
