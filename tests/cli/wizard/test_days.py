"""Days as people say them, and templates whose days follow the go-live."""

from datetime import date, timedelta

import pytest
from goalposts import load_catalogue
from goalposts.cli.wizard.days import moved, proposed_go_live, said_day, said_window, with_days
from goalposts.errors import InputError
from goalposts.formats.value_edits import values
from goalposts.statements import read_statement
from hypothesis import given, settings
from hypothesis import strategies as st

TODAY = date(2026, 11, 26)
TEXTS = {
    f"{template.id}-{language}": template.text.get(language)
    for template in load_catalogue().templates.values()
    for language in ("en", "ru")
    if "go_live" in values(template.text.get(language))
}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2027-03-01", "2027-03-01"),
        ("1 March 2027", "2027-03-01"),
        ("1 марта", "2027-03-01"),
        ("01.03.2027", "2027-03-01"),
        ("March 2027", "2027-03-01"),
        ("март 2027", "2027-03-01"),
        ("конец I квартала", "2027-03-31"),
        ("end of Q1", "2027-03-31"),
        ("in 3 months", "2027-02-26"),
        ("через 3 месяца", "2027-02-26"),
        ("25/12/2026", "2026-12-25"),
    ],
)
def test_a_day_is_read_as_a_goal_says_it(words, day):
    assert said_day(words, TODAY).isoformat() == day


@pytest.mark.parametrize("words", ["", "soon", "2027-02-30", "01/02/2027", "32.13.2027", "🙂", "0"])
def test_what_is_no_day_or_may_be_two_is_refused(words):
    with pytest.raises(InputError):
        said_day(words, TODAY)


@pytest.mark.parametrize(
    "words",
    [
        "2026-03-01 .. 2027-03-01",
        "2026-03-01..2027-03-01",
        "1 March 2026 to 1 March 2027",
        "с 1 марта 2026 по 01.03.2027",
        "1 марта 2026 — 1 марта 2027",
    ],
)
def test_a_window_is_two_days(words):
    window = said_window(words, TODAY)
    assert (window.start, window.end) == (date(2026, 3, 1), date(2027, 3, 1))


@pytest.mark.parametrize("words", ["", "2026-03-01", "2027-03-01 .. 2026-03-01", "a year", "2026-01-01 .. 2026-01-01"])
def test_what_is_no_window_is_refused(words):
    with pytest.raises(InputError):
        said_window(words, TODAY)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_proposed_go_live_leaves_time_to_prepare(written, today):
    assert proposed_go_live(written, today) >= today + timedelta(days=28)


@pytest.mark.parametrize("name", sorted(TEXTS))
@settings(max_examples=8, deadline=None)
@given(wanted=st.dates(date(2027, 1, 1), date(2035, 12, 31)))
def test_a_moved_template_keeps_its_order_and_its_lengths(name, wanted):
    """Windows are as long as before, but for the lengths of months; statements name the days of their deadlines."""
    text = TEXTS[name]
    was = date.fromisoformat(values(text)["go_live"])
    before, after = values(text), values(moved(text, was, wanted))
    assert after["go_live"] == wanted.isoformat()
    assert before.keys() == after.keys()
    for path, words in before.items():
        if path.startswith("closed"):
            assert after[path] == words
        elif path.endswith(("from", "to", "until", "go_live", "deadline")):
            distance = date.fromisoformat(words) - was
            now = date.fromisoformat(after[path]) - wanted
            assert abs((now - distance).days) <= 5, path
        if path.endswith(".deadline"):
            statement = after[path.replace("deadline", "statement")]
            assert read_statement(statement, TODAY).deadline.day.isoformat() == after[path]


def test_days_move_back_by_whole_months():
    """The last day of a month stays the last one where the earlier month is shorter, and no other changes."""
    text = "go_live: 2027-03-01\nbaseline: {from: 2026-08-30, to: 2026-12-31}\n"
    found = values(moved(text, date(2027, 3, 1), date(2027, 2, 1)))
    assert list(found.values()) == ["2027-02-01", "2026-07-30", "2026-11-30"]


@pytest.mark.parametrize("wanted", [date(9999, 12, 1), date(9999, 12, 31), date(1, 1, 1), date(1, 1, 2)])
def test_days_outside_of_the_calendar_are_refused(wanted):
    text = "go_live: 2027-03-01\nevaluation: {from: 2026-02-01, to: 2027-09-01}\n"
    with pytest.raises(InputError, match="leave the calendar"):
        moved(text, date(2027, 3, 1), wanted)


def test_a_statement_that_names_another_day_is_left_alone():
    text = "goals:\n  - statement: 5 % more by 1 May 2027\n    deadline: 2027-06-01\n"
    assert "1 May 2027" in with_days(text, {"goals[0].deadline": date(2027, 7, 1)})
