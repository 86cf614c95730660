"""The business hours of a project file: read with positions, written back in one form."""

import pytest
from formats.project_texts import TEXT, problems, read
from goalposts.expressions.business_hours import parse_business_hours
from goalposts.formats import document


def test_days_have_a_span_or_several():
    project = read(TEXT + "business_hours: {mon-fri: 9:00-18:00, сб: [10:00-12:00, 13:00-15:00]}\n")
    assert str(project.business_hours) == "mon-fri 09:00-18:00; sat 10:00-12:00 13:00-15:00"
    assert document(project)["business_hours"] == {"mon-fri": ["09:00-18:00"], "sat": ["10:00-12:00", "13:00-15:00"]}


def test_without_the_key_there_are_none():
    assert read().business_hours is None
    assert "business_hours" not in document(read())


def test_closed_days_stay_with_the_project():
    """They are put beside the hours where a goal counts by them, once."""
    project = read(TEXT + "business_hours: {mon: 9:00-18:00}\nclosed: [{from: 2026-01-01, to: 2026-01-09}]\n")
    assert project.business_hours == parse_business_hours("mon 09:00-18:00")


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("{moon: 9:00-18:00}", "goalposts.yaml:14:18 GP011 business_hours.moon: 'moon' are no weekdays; write mon-fri"),
        ("{mon: 9-18}", "goalposts.yaml:14:23 GP003 business_hours.mon: this must be hours of one day, found '9-18'; "),
        ("{mon: 22:00-06:00}", "goalposts.yaml:14:23 GP003 business_hours.mon: this must be hours of one day, found "),
        ("{mon: }", "goalposts.yaml:14:18 GP003 business_hours.mon: this must be hours of one day, found "),
        ("{mon: []}", "goalposts.yaml:14:23 GP003 business_hours.mon: this must be days with their hours, "),
        ("{mon: [9:00-18:00, 9]}", "goalposts.yaml:14:36 GP003 business_hours.mon[1]: this must be hours of one day"),
        (
            "{mon-fri: 9:00-18:00, fri: 9:00-17:00}",
            "goalposts.yaml:14:39 GP009 business_hours.fri: fri has hours already; write them as one list",
        ),
        ("mon-fri 9:00-18:00", "goalposts.yaml:14:17 GP003 business_hours: this must be days with their hours, "),
        ("[9:00-18:00]", "goalposts.yaml:14:17 GP003 business_hours: this must be days with their hours, "),
        ("{}", "goalposts.yaml:14:17 GP003 business_hours: this must be days with their hours, "),
    ],
)
def test_what_is_wrong_is_said_with_its_place(written, line):
    (found,) = problems(TEXT + f"business_hours: {written}\n")
    assert found.startswith(line)
    (russian,) = problems(TEXT + f"business_hours: {written}\n", "ru")
    assert russian != found
