"""Rules about the baseline judge hand-made facts; they never compute statistics, and without facts they are silent."""

from datetime import date

import pytest
from goalposts.catalogue import resolve
from goalposts.linting import lint
from goalposts.locale import Text
from goalposts.model import BaselineFacts
from goalposts.testing import TODAY, sample_project
from goalposts.testing.sample import default_goal

AFTER = date(2026, 3, 1)
"""The first day after the baseline."""

GUARDRAIL = {"id": "guard", "role": "guardrail", "kpi": "sample.longest_wait", "margin": "10 s"}


def findings(facts, *goals, resolved=True, today=AFTER, **keys):
    project = sample_project(goals=list(goals) or [default_goal()], **keys)
    return lint(project, resolve(project) if resolved else (), {known.goal: known for known in facts}, today)


def codes(facts, *goals, **options):
    return {known.code for known in findings(facts, *goals, **options)}


def test_no_facts_no_findings_about_facts():
    assert codes([]) == set()


def test_baseline_that_cannot_be_computed_gives_its_reason():
    why = Text(en="missing wait", ru="нет поля wait")
    (found,) = findings([BaselineFacts("done", computable=False, why_not=why)])
    assert (found.code, found.severity) == ("GP211", "error")
    assert "missing wait" in found.message.en
    assert "нет поля wait" in found.message.ru


def test_baseline_that_is_still_running_is_only_a_warning():
    (found,) = findings([BaselineFacts("done", computable=False)], today=TODAY)
    assert (found.code, found.severity) == ("GP211", "warning")


def test_honest_unknown_is_not_held_against_the_goal():
    assert codes([BaselineFacts("done", computable=False)], baseline="unknown") == set()


def test_guardrail_without_baseline_is_only_a_warning():
    (found,) = findings([BaselineFacts("guard", computable=False)], default_goal(), GUARDRAIL)
    assert (found.code, found.severity) == ("GP211", "warning")


@pytest.mark.parametrize(("value", "met"), [(0.95, True), (0.9, True), (0.89, False), (None, False)])
def test_line_already_met(value, met):
    facts = BaselineFacts("done", computable=True, value=value, line=0.9, n=20_000, days=181)
    assert ("GP310" in codes([facts])) is met


def test_line_already_met_of_a_falling_kpi():
    goal = {**default_goal(), "kpi": "sample.mean_wait", "target": "<= 40 s"}
    facts = BaselineFacts("done", computable=True, value=39.0, line=40.0, n=20_000, days=181)
    (found,) = findings([facts], goal)
    assert found.code == "GP310"
    assert "39" in found.message.en


def test_rules_that_need_the_resolved_goal_skip_goals_that_do_not_resolve():
    facts = BaselineFacts("done", computable=True, value=0.95, line=0.9, n=20_000, days=181)
    assert codes([facts], resolved=False) == set()


@pytest.mark.parametrize(
    ("events", "days", "small"), [(181 * 10, 181, False), (181 * 10 - 1, 181, True), (20_000, 27, True), (0, 0, False)]
)
def test_small_sample(events, days, small):
    facts = BaselineFacts("done", computable=True, value=0.5, line=0.9, n=events, days=days)
    assert ("GP206" in codes([facts])) is small


@pytest.mark.parametrize(
    ("events", "days", "en", "ru"),
    [
        (1723, 296, "enough would be 2,960 on 296 days, 10 a day", "хватило бы 2 960 за 296 дней, то есть 10 в день"),
        (9000, 20, "enough would be 280 on 28 days, 10 a day", "хватило бы 280 за 28 дней, то есть 10 в день"),
    ],
)
def test_small_sample_says_what_would_be_enough(events, days, en, ru):
    """Ten events a day over the days that the baseline has, and of days four weeks."""
    facts = BaselineFacts("done", computable=True, value=0.5, line=0.9, n=events, days=days)
    (said,) = (known.message for known in findings([facts]) if known.code == "GP206")
    assert said.en.endswith(en)
    assert said.ru.replace("\N{NO-BREAK SPACE}", " ").endswith(ru)


@pytest.mark.parametrize(
    ("value", "smallest", "small"), [(0.88, 0.05, True), (0.88, 0.02, False), (0.95, 0.2, False), (0.88, None, False)]
)
def test_promise_smaller_than_what_can_be_shown(value, smallest, small):
    """A line that is met already is another rule's; without a plan there is nothing to hold against."""
    facts = BaselineFacts(
        "done", computable=True, value=value, line=0.9, n=20_000, days=181, smallest_change=smallest, weeks_needed=9
    )
    assert ("GP312" in codes([facts])) is small


@pytest.mark.parametrize(("weeks", "said"), [(9, "evaluate for 9 weeks"), (None, "no evaluation of up to a year")])
def test_promise_too_small_says_how_long_to_watch(weeks, said):
    facts = BaselineFacts(
        "done", computable=True, value=0.88, line=0.9, n=20_000, days=181, smallest_change=0.05, weeks_needed=weeks
    )
    (found,) = findings([facts])
    assert "2\N{NO-BREAK SPACE}pp is promised" in found.message.en
    assert said in found.hint.en


WAVY = {"computable": True, "value": 0.21, "n": 40_000, "days": 365, "month_mean": 0.2117, "month_spread": 0.0314}
"""Twelve months of a share whose limits are 0.2117 - 3 * 0.0314 = 11.75 % and 30.59 %."""
QUICK = {
    **default_goal(),
    "kpi": "sample.quick_share",
    "variant": "all",
    "guardrails": [],
    "statement": "More served in time",
}


@pytest.mark.parametrize(
    ("line", "smallest", "severity"),
    [
        (0.24, None, "warning"),
        (0.305, None, "warning"),
        (0.31, None, None),
        (0.24, 0.02, "info"),  # the windows show it, a month does not
        (0.24, 0.05, None),  # GP312 says it
        (0.2, None, None),  # met already: GP310 says it
    ],
)
def test_line_within_the_limits_of_ordinary_months(line, smallest, severity):
    goal = {**QUICK, "target": f">= {100 * line:g}%"}
    facts = BaselineFacts("done", line=line, smallest_change=smallest, weeks_needed=9, **WAVY)
    found = [known for known in findings([facts], goal) if known.code == "GP208"]
    assert [known.severity for known in found] == ([severity] if severity else [])
    assert all("from 11.8" in known.message.en and "to 30.6" in known.message.en for known in found)


@pytest.mark.parametrize(
    ("kpi", "target", "last", "dipped"),
    [
        ("sample.quick_share", ">= 90%", 0.65, True),
        ("sample.quick_share", ">= 90%", 0.67, False),
        ("sample.quick_share", ">= 90%", 0.95, False),  # a good month is no dip
        ("sample.mean_wait", "-10%", 0.95, True),
        ("sample.mean_wait", "-10%", 0.65, False),
        ("sample.visits", "+10%", 0.1, True),  # the target says that more is good
    ],
)
def test_a_baseline_does_not_end_in_a_dip(kpi, target, last, dipped):
    goal = {**default_goal(), "kpi": kpi, "target": target, "guardrails": []}
    facts = BaselineFacts(
        "done", computable=True, value=0.7, line=0.9, n=90_000, days=365,
        month_last=last, month_earlier_low=0.66, month_earlier_high=0.78,
    )  # fmt: skip
    assert ("GP518" in codes([facts], goal)) is dipped


@pytest.mark.parametrize(
    ("events", "weeks", "said"),
    [
        (99, 26, "the baseline has 99 events, and no conclusion is drawn from fewer than 100"),
        (5000, 0, None),
        (5000, 26, None),
        (100, 1, "the evaluation will have about 12 events"),  # 100 events on 56 days are 12.5 a week
    ],
)
def test_small_sample_asks_the_kpi_for_its_smallest_number(events, weeks, said):
    kpi = {"id": "few.done", "over": "sample.visit", "value": "share(of=done)", "direction": "up", "minimum_n": 100}
    goal = {**default_goal(), "kpi": "few.done"}
    facts = BaselineFacts("done", computable=True, value=0.5, line=0.9, n=events, days=56, weeks_planned=weeks)
    found = [known.message.en for known in findings([facts], goal, kpis=[kpi]) if known.code == "GP206"]
    assert len(found) == (1 if said else 0)
    assert not said or found[0].startswith(said)


@pytest.mark.parametrize(("days", "longer"), [(182, False), (183, False), (184, True)])
def test_an_evaluation_lasts_as_long_as_what_it_measures(days, longer):
    """April to September has 183 days."""
    text = 'survival(ended=ended_at, give="median")'
    kpi = {"id": "slow.end", "over": "sample.visit", "value": text, "direction": "down"}
    goal = {**default_goal(), "kpi": "slow.end", "target": "-10%", "deadline": "2027-03-01"}
    facts = BaselineFacts("done", computable=True, value=days * 86_400.0, line=1.0, n=90_000, days=365)
    found = [known for known in findings([facts], goal, kpis=[kpi]) if known.code == "GP517"]
    assert [f"It takes {days} days".lower() in known.message.en.lower() for known in found] == [True] * longer
