"""Diagnostics of plugins: asked after the engine's own, and named when they break their word."""

from __future__ import annotations

from datetime import date

import goalposts as gp
import pytest
from goalposts.errors import PluginError
from goalposts.model.diagnostics import BUILT_IN_DIAGNOSTICS
from goalposts.testing import SAMPLE
from visits_year import project, visits

SENTENCE = {"en": "fewer than fifty days", "ru": "меньше пятидесяти дней"}
AFTER = date(2026, 6, 2)


def few_days(fitted):
    """Whether there are fifty readings of the evaluation."""
    count = float(fitted.evaluation.sum())
    return gp.Check("few-days", count >= 50, count, 50.0, caps="D", text=SENTENCE)


def scored(check, name="few-days", **changes):
    """The goal of a project with one more diagnostic."""
    domain = gp.Domain("own", prefix="OWN", diagnostics=[gp.Diagnostic(name, check)])
    catalogue = gp.load_catalogue([SAMPLE, domain])
    document = project(**changes)
    return gp.score(gp.project(document, catalogue), {"sample.visit": visits(effect=0.15)}, as_of=AFTER).find("done")


def test_a_plugins_diagnostic_is_asked_after_the_engines_own():
    goal = scored(few_days)
    assert [check.name for check in goal.attribution.checks] == [*BUILT_IN_DIAGNOSTICS, "few-days"]
    assert goal.attribution.checks[-1] == gp.Check(
        "few-days", passed=True, value=120.0, threshold=50.0, caps="D", text=SENTENCE
    )


def test_a_failed_check_of_a_plugin_takes_from_the_grade_and_says_so():
    def never(fitted):
        return gp.Check("few-days", passed=False, value=0.0, threshold=1.0, caps="D", text=SENTENCE)

    assert scored(few_days).grade == "C"
    goal = scored(never)
    assert goal.grade == "D"
    assert ("check_failed", "fewer than fifty days") in [(reason.code, reason.text.en) for reason in goal.reasons]


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (lambda fitted: fitted.nothing, "diagnostic 'few-days' raised AttributeError"),
        (lambda fitted: True, "must give a Check, found bool"),
        (lambda fitted: gp.Check("other", passed=True), "gives a check of another name: 'other'"),
        (lambda fitted: gp.Check("few-days", passed=True, caps="F"), "caps at 'F'"),
    ],
)
def test_a_diagnostic_that_breaks_its_word_stops_the_run_by_name(check, said):
    with pytest.raises(PluginError) as caught:
        scored(check)
    assert "plugin 'own'" in str(caught.value)
    assert said in str(caught.value)
    assert caught.value.exit_code == 4


def test_a_diagnostic_cannot_change_what_it_reads():
    def meddle(fitted):
        fitted.readings[0] = 0.0
        return gp.Check("few-days", passed=True)

    with pytest.raises(PluginError, match="read-only"):
        scored(meddle)


@pytest.mark.parametrize("name", ["placebo-in-time", "Few Days", ""])
def test_a_name_is_ones_own_and_kebab_case(name):
    domain = gp.Domain("own", prefix="OWN", diagnostics=[gp.Diagnostic(name, few_days)])
    with pytest.raises(PluginError, match=f"diagnostic '{name}': "):
        gp.load_catalogue([domain])


def test_two_diagnostics_of_one_name_are_refused():
    twice = [gp.Diagnostic("few-days", few_days)] * 2
    with pytest.raises(PluginError, match="brings diagnostic 'few-days' twice"):
        gp.load_catalogue([gp.Domain("own", prefix="OWN", diagnostics=twice)])
