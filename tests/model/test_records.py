"""Records refuse what would be no such thing, naming what was found."""

from datetime import date

import pytest
from attrs.exceptions import FrozenInstanceError
from goalposts import UP, Kpi, Quantity, event_type, field, mean, share
from goalposts.errors import ExpressionError
from goalposts.model import Benefit, Place, Window
from goalposts.testing import VISIT


def test_a_window_is_half_open():
    window = Window(date(2026, 1, 30), date(2026, 2, 2))
    assert window.days == 3
    assert window.dates() == (date(2026, 1, 30), date(2026, 1, 31), date(2026, 2, 1))
    assert date(2026, 1, 30) in window
    assert date(2026, 2, 2) not in window


def test_windows_that_only_touch_do_not_overlap():
    first, second = Window(date(2026, 1, 1), date(2026, 2, 1)), Window(date(2026, 2, 1), date(2026, 3, 1))
    assert not first.overlaps(second)
    assert first.overlaps(Window(date(2026, 1, 31), date(2026, 3, 1)))


def test_an_empty_window_is_refused():
    with pytest.raises(ValueError, match="found: 2026-01-01 to 2026-01-01"):
        Window(date(2026, 1, 1), date(2026, 1, 1))


def test_break_even_is_cost_per_benefit():
    """12 000 000 RUB / 5 000 RUB a piece = 2 400 pieces."""
    assert Benefit("order", 5000, 12_000_000).units == 2400


def test_an_event_type_makes_its_time_field_required():
    visit = event_type("a.visit", time="at", fields=[field.time("at"), field.number("items")])
    assert visit.find("at").required
    assert not visit.find("items").required


@pytest.mark.parametrize(
    ("time", "fields", "message"),
    [
        ("at", [field.number("at")], "time='at' is not one of its time fields; found: at"),
        ("at", [field.time("on")], "time='at' is not one of its time fields; found: on"),
        ("at", [field.time("at"), field.id("x"), field.flag("x")], "two fields share an id; found: at, x, x"),
    ],
)
def test_an_event_type_without_a_time_is_refused(time, fields, message):
    with pytest.raises(ValueError, match=message):
        event_type("a.visit", time=time, fields=fields)


def test_an_unknown_field_is_refused_when_the_formula_is_written():
    with pytest.raises(AttributeError, match=r"event type sample\.visit has no field 'weight'"):
        _ = VISIT.weight
    with pytest.raises(AttributeError, match=r"event type sample\.visit has no field 'weight'"):
        _ = VISIT["weight"]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({}, "give value= or variants="),
        (
            {"value": share(of=VISIT.done), "variants": {"a": share(of=VISIT.done)}},
            "or variants=, not both",
        ),
        ({"variants": {"a": share(of=VISIT.done)}, "default": "b"}, "default 'b' is no variant; found: a"),
        ({"value": share(of=VISIT.done), "at": "kind"}, "at='kind' is not a time field of sample.visit"),
    ],
)
def test_a_kpi_that_cannot_be_measured_is_refused(keys, message):
    with pytest.raises(ValueError, match=message):
        Kpi("a.b", "s", VISIT, **keys)


def test_a_kpi_whose_formula_does_not_fit_is_refused():
    said = r"KPI a\.b: `wait == kind` column 1: a duration cannot be compared with a category"
    with pytest.raises(ExpressionError, match=said):
        Kpi("a.b", "s", VISIT, value=share(of=VISIT.wait == VISIT.kind))
    variants = {"good": share(of=VISIT.done), "odd": share(of=VISIT.wait == VISIT.kind)}
    with pytest.raises(ExpressionError, match=r"KPI a\.b, variant odd: `wait == kind` column 1: "):
        Kpi("a.b", "s", VISIT, variants=variants, default="good")


def test_of_a_misspelt_field_the_right_one_is_named():
    with pytest.raises(AttributeError, match=r"no field 'wiat'; did you mean 'wait'\?"):
        _ = VISIT.wiat


def test_a_kpi_has_the_unit_of_what_it_yields():
    assert Kpi("a.b", "s", VISIT, value=share(of=VISIT.done)).unit == "%"
    assert Kpi("a.b", "s", VISIT, value=mean(of=VISIT.wait)).unit == "s"
    assert Kpi("a.b", "s", VISIT, value=mean(of=VISIT.paid)).unit == "money"
    assert Kpi("a.b", "s", VISIT, value=mean(of=VISIT.items)).unit == ""


def test_records_are_frozen():
    kpi = Kpi("a.b", "s", VISIT, value=share(of=VISIT.done), direction=UP)
    with pytest.raises(FrozenInstanceError):
        kpi.id = "other"
    with pytest.raises(FrozenInstanceError):
        Quantity(1).value = 2


def test_a_place_is_written_as_compilers_do():
    assert str(Place("goalposts.yaml", 3, 5, "goals[0].id")) == "goalposts.yaml:3:5"
    assert str(Place(path="goals[0].id")) == "goals[0].id"
