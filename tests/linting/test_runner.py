"""The runner gives rules what they ask for, selects and sorts, and blames a stranger's rule by name."""

from datetime import date

import pytest
from goalposts.errors import InputError, PluginError
from goalposts.formats import project_from_text
from goalposts.linting import ENGINE_RULES, all_rules, lint
from goalposts.model import BaselineFacts, Domain, Finding, rule
from goalposts.testing import TODAY, sample_catalogue, sample_project
from goalposts.testing.sample import default_goal

FAULTY = {
    **default_goal(),
    "statement": "90 % of visits are done with by 1 June 2026",
    "owner": "",
    "lever": "",
    "deadline": "2026-06-01",
}


def domain(*checks, **options):
    made = [rule(f"OWN10{n}", f"own-rule-{n}", bad="", good="", **options)(check) for n, check in enumerate(checks)]
    return Domain("own", prefix="OWN", rules=made)


def found_by(*checks, facts=None, resolved=(), **options):
    project = sample_project(domain(*checks, **options))
    return lint(project, resolved, facts or {}, TODAY, select=("OWN",))


def test_rule_with_goal_runs_once_a_goal_and_without_once_a_project():
    def each(goal):
        yield goal.finding("a goal", at="kpi")

    def whole(project, catalogue, today):
        assert today == TODAY
        assert catalogue is project.catalogue
        yield project.finding("the project", at="goals")

    project = sample_project(domain(each, whole), goals=[default_goal(), {**default_goal(), "id": "second"}])
    found = lint(project, (), {}, TODAY, select=("OWN",))
    assert sorted(known.message.en for known in found) == ["a goal", "a goal", "the project"]


def test_rule_that_asks_for_facts_or_the_resolved_goal_is_skipped_where_there_are_none():
    def on_facts(facts):
        yield from ()
        raise AssertionError(facts)

    def on_resolved(resolved):
        yield from ()
        raise AssertionError(resolved)

    assert found_by(on_facts, on_resolved) == ()


def test_rule_gets_what_does_not_resolve_in_its_goal():
    def on_problems(goal, problems):
        yield goal.finding(" ".join(problem.rule for problem in problems) or "all is known")

    goals = [default_goal(), {**default_goal(), "id": "second", "kpi": "sample.nothing"}]
    found = lint(sample_project(domain(on_problems), goals=goals), (), {}, TODAY, select=("OWN",))
    assert [known.message.en for known in found] == ["all is known", "unknown-kpi"]


def test_rule_gets_the_facts_of_its_own_goal():
    def on_facts(goal, facts):
        if facts.goal == goal.id:
            yield goal.finding(f"{facts.n} events")

    facts = {"done": BaselineFacts("done", computable=True, n=7), "other": BaselineFacts("other", computable=True)}
    (found,) = found_by(on_facts, facts=facts)
    assert found.message.en == "7 events"


def test_remark_becomes_a_finding_with_the_rules_code_name_and_severity():
    def mild(goal):
        yield goal.finding("own severity")
        yield goal.finding("worse", severity="error")

    assert [(f.code, f.name, f.severity) for f in found_by(mild, severity="info")] == [
        ("OWN100", "own-rule-0", "info"),
        ("OWN100", "own-rule-0", "error"),
    ]


def test_rule_that_raises_is_blamed_by_plugin_version_and_rule():
    def broken(goal):
        yield goal.finding("before the fault")
        raise KeyError("branch")

    with pytest.raises(PluginError, match=r"plugin 'own'.*rule OWN100 own-rule-0 raised KeyError: 'branch'") as caught:
        found_by(broken)
    assert caught.value.exit_code == 4
    assert "own-rule-0" in caught.value.sentence("ru")
    assert isinstance(caught.value.__cause__, KeyError)


def test_rule_that_asks_for_something_unknown_is_blamed():
    def curious(goal, weather):
        yield goal.finding(weather)

    with pytest.raises(PluginError, match="asks for weather; a rule may ask for project, catalogue, today, goal"):
        found_by(curious)


def test_rule_that_yields_no_remarks_is_blamed():
    def chatty(goal):
        yield "oops"

    def silent(goal):
        return None

    def shouting(goal):
        yield goal.finding("!", severity="fatal")

    with pytest.raises(PluginError, match="yields a str, not a remark"):
        found_by(chatty)
    with pytest.raises(PluginError, match="returns nothing; a rule yields its remarks"):
        found_by(silent)
    with pytest.raises(PluginError, match="severity 'fatal'"):
        found_by(shouting)


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ((), (), ["GP301", "GP401", "GP502"]),
        (("GP3",), (), ["GP301"]),
        (("gp3", "no-lever"), (), ["GP301", "GP401"]),
        (("GP",), ("GP4", "no-owner"), ["GP502"]),
        (("GP301",), ("GP301",), []),
    ],
)
def test_codes_beginnings_of_codes_and_names_select(select, ignore, codes):
    found = lint(sample_project(goals=[FAULTY]), (), {}, TODAY, select=select, ignore=ignore)
    assert sorted(known.code for known in found) == codes


def test_selection_that_fits_no_rule_is_refused_with_a_suggestion():
    with pytest.raises(InputError, match=r"no-ownr.*did you mean 'no-owner'"):
        lint(sample_project(), (), {}, TODAY, select=("no-ownr",))


def test_codes_of_the_file_itself_may_be_named_and_select_no_rule():
    assert lint(sample_project(goals=[FAULTY]), (), {}, TODAY, select=("GP002",)) == ()


def test_findings_are_sorted_by_place_then_code():
    text = """\
goalposts: 1
project: Order
timezone: UTC
go_live: 2026-03-01
baseline: {from: 2025-09-01, to: 2026-03-15}
evaluation: {from: 2026-04-01, to: 2026-10-01}
data: {sample.visit: [{name: book, source: book.csv}]}
goals:
  - {id: a, statement: Improve it all, kpi: sample.done_share, target: "<= 110%", deadline: 2026-06-01, owner: we}
  - id: b
    kpi: sample.nothing
"""
    found = lint(project_from_text(text, sample_catalogue(), "goalposts.yaml"), (), {}, TODAY)
    order = [(known.place.file, known.place.line, known.place.column, known.code) for known in found]
    assert order == sorted(order)
    assert len(set(order)) == len(order) > 8
    assert all(isinstance(known, Finding) and known.place.line for known in found)


def test_linting_is_pure():
    project = sample_project(goals=[FAULTY])
    assert lint(project, (), {}, TODAY) == lint(project, (), {}, TODAY)
    assert lint(project, (), {}, date(2027, 1, 1)) != lint(project, (), {}, TODAY)


def test_rules_of_plugins_stand_beside_the_engines_in_order():
    def own(goal):
        yield from ()

    known = all_rules(sample_catalogue(domain(own)))
    assert {*ENGINE_RULES} < {*known}
    assert [rule.code for rule in known] == sorted(rule.code for rule in known)
