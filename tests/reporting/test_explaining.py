"""A goal's trace as people read it, on the console and on the page."""

import pytest
from goalposts.locale import Text
from goalposts.model.trace import Comparison, Step, Trace, Turn
from goalposts.reporting import explained, html
from reporting.scorecards import card, goal

TRACE = Trace(
    steps=(
        Step("not-due", "not_due", passed=False, text=Text(en="the time has not come", ru="ещё рано")),
        Step(
            "better",
            "improved",
            passed=True,
            comparisons=(
                Comparison("low", 0.03, ">", 0.0, holds=True, text=Text(en="lower end: 3 pp", ru="граница: 3 п. п.")),
                Comparison("high", 0.13, ">=", 0.2, holds=False, text=Text(en="upper end: 13 pp", ru="верх: 13 п. п.")),
            ),
            text=Text(en="the change is <real>", ru="изменение <настоящее>"),
        ),
    ),
    next_state="achieved",
    distance=0.069,
    would_change=(
        Turn("higher", 0.069, "kpi", "achieved", Text(en="had it been 6.9 pp higher", ru="будь оно выше")),
        Turn("longer_window", None, "", "", Text(en="a longer window helps", ru="поможет более длинный период")),
    ),
)


def lines(shown, language):
    return [line.get(language) for line in explained(shown)]


def test_the_rules_stand_in_their_order_and_say_whether_they_fit():
    said = lines(goal(trace=TRACE), "en")
    rules = [line for line in said if line[:1].isdigit()]
    assert rules == ["1. Does not fit: the time has not come.", "2. It fits: the change is <real>."]
    assert "   - Lower end: 3 pp. ✓" in said
    assert "   - Upper end: 13 pp. ✗" in said


def test_what_would_change_it_names_the_other_result_in_the_words_of_the_report():
    said = lines(goal(trace=TRACE), "ru")
    assert said[-2:] == ["- Будь оно выше: достигнуто.", "- Поможет более длинный период."]


def test_a_verdict_of_an_older_version_says_that_it_has_no_explanation():
    said = lines(goal(), "en")
    assert said[-1].startswith("This verdict was stored without an explanation")


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "How this result came about"), ("ru", "Как получен этот итог")]
)
def test_the_page_folds_the_same_explanation_into_the_goal(language, heading):
    """It is escaped like everything else, and a goal without a trace has no such section."""
    page = html(card(goals=(goal(trace=TRACE),)), language)
    assert heading in page
    assert "&lt;" in page
    assert "<real>" not in page
    assert heading not in html(card(goals=(goal(),)), language)
