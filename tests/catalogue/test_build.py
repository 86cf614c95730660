"""Two owners of one name are refused, naming both; a contribution that breaks its contract names the plugin."""

import pytest
from attrs import evolve
from goalposts import (
    Check,
    Diagnostic,
    Domain,
    Heuristic,
    Kpi,
    Phrase,
    Preset,
    Simulator,
    Template,
    event_type,
    field,
    rule,
    share,
)
from goalposts.catalogue import build
from goalposts.errors import PluginError
from goalposts.model import Contribution
from goalposts.testing import SAMPLE, VISIT

WORDS = {"en": "words", "ru": "слова"}
TICKET = event_type("beta.ticket", time="at", fields=[field.time("at"), field.flag("done")])


def kpi(known, over=VISIT):
    return Kpi(known, WORDS, over, value=share(of=over.done))


def law(code, name):
    return rule(code, name, bad="", good="")(lambda goal: ())


def refused(*domains):
    contributions = [Contribution(f"plugin-{domain.name}", "1.0", domain) for domain in domains]
    with pytest.raises(PluginError) as caught:
        build(contributions)
    return str(caught.value)


@pytest.mark.parametrize(
    ("kind", "name", "brought"),
    [
        ("event type", "sample.visit", {"event_types": [VISIT]}),
        ("KPI", "same", {"kpis": [kpi("same")]}),
        ("heuristic", "same", {"heuristics": [Heuristic("same", WORDS, (), lambda: 1.0)]}),
        ("preset", "same", {"presets": [Preset("same", "sample.visit", "csv")]}),
        ("template", "same", {"templates": [Template("same", WORDS, WORDS)]}),
        ("diagnostic", "same", {"diagnostics": [Diagnostic("same", lambda fitted: Check("same", passed=None))]}),
        ("simulator", "same", {"simulators": [Simulator("same", WORDS, lambda: None)]}),
    ],
)
def test_one_name_with_two_owners_names_both(kind, name, brought):
    said = refused(SAMPLE, Domain("alpha", prefix="ALP", **brought), Domain("beta", prefix="BET", **brought))
    first = "sample" if kind == "event type" else "alpha"
    second = "alpha" if kind == "event type" else "beta"
    assert said == (
        f"plugin 'plugin-{second}' 1.0: brings {kind} '{name}', which plugin 'plugin-{first}' 1.0 brings too; "
        f"leave one out with --without plugin-{second} or --without plugin-{first}."
    )


def test_one_prefix_with_two_owners_names_both():
    said = refused(Domain("alpha", prefix="SAME"), Domain("beta", prefix="SAME"))
    assert "brings prefix 'SAME', which plugin 'plugin-alpha' 1.0 brings too" in said


def test_one_rule_name_with_two_owners_names_both():
    said = refused(
        Domain("alpha", prefix="ALP", rules=[law("ALP101", "no-line")]),
        Domain("beta", prefix="BET", rules=[law("BET101", "no-line")]),
    )
    assert "plugin 'plugin-beta' 1.0: brings rule 'no-line', which plugin 'plugin-alpha' 1.0 brings too" in said


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        ([law("BET101", "x")], "rule BET101 uses prefix 'BET', but the plugin owns 'ALP'"),
        ([law("GP101", "x")], "rule GP101 uses prefix 'GP', but the plugin owns 'ALP'"),
        ([law("ALP701", "x")], "rule ALP701: the prefix is followed by 1 to 6"),
        ([law("ALP1", "x")], "rule ALP1 uses prefix 'A'"),
        ([law("101", "x")], "rule 101 uses prefix ''"),
        ([law("ALP101", "x"), law("ALP101", "y")], "brings rule 'ALP101' twice"),
        ([law("ALP101", "x"), law("ALP102", "x")], "brings rule 'x' twice"),
    ],
)
def test_a_rule_under_a_wrong_code_names_the_plugin(rules, problem):
    assert f"plugin 'plugin-alpha' 1.0: {problem}" in refused(Domain("alpha", prefix="ALP", rules=rules))


@pytest.mark.parametrize("prefix", ["GP", "A", "alp", "TOOLONGS", "A1", ""])
def test_a_prefix_is_some_capital_letters_but_not_the_engines(prefix):
    said = refused(Domain("alpha", prefix=prefix))
    assert f"prefix '{prefix}' must be 2 to 6 capital letters and not 'GP'" in said


def test_a_kpi_twice_in_one_domain_is_refused():
    domain = Domain("alpha", prefix="ALP", event_types=[VISIT], kpis=[kpi("alpha.x"), kpi("alpha.x")])
    assert "brings KPI 'alpha.x' twice" in refused(domain)


def test_a_kpi_over_an_event_type_that_nobody_brings_is_refused():
    said = refused(Domain("alpha", prefix="ALP", kpis=[kpi("alpha.x")]))
    assert "KPI alpha.x reads event type 'sample.visit', which no loaded plugin brings so" in said


def test_a_kpi_over_another_version_of_an_event_type_is_refused():
    altered = evolve(VISIT, fields=VISIT.fields[:-1])
    domain = Domain("alpha", prefix="ALP", kpis=[Kpi("alpha.x", WORDS, altered, value=share(of=altered.items > 1))])
    assert "which no loaded plugin brings so" in refused(SAMPLE, domain)


def test_a_kpi_may_read_the_event_type_of_another_plugin_in_any_order():
    domain = Domain("alpha", prefix="ALP", kpis=[kpi("alpha.x")])
    found = [Contribution("alpha", "", domain), Contribution("sample", "", SAMPLE)]
    assert "alpha.x" in build(found).kpis
    assert "alpha.x" in build(reversed(found)).kpis


def test_rules_come_ordered_by_code_whoever_brings_them():
    one = Domain("alpha", prefix="ZZ", rules=[law("ZZ201", "b"), law("ZZ101", "a")])
    two = Domain("beta", prefix="AA", rules=[law("AA301", "c")])
    catalogue = build([Contribution("one", "", one), Contribution("two", "", two)])
    assert [known.code for known in catalogue.rules] == ["AA301", "ZZ101", "ZZ201"]
    assert catalogue.plugin_of(catalogue.rules[0]).plugin == "two"


def test_phrases_add_up():
    one = Domain("alpha", prefix="AA", phrases=[Phrase("en", "a", kpi="x")])
    two = Domain("beta", prefix="BB", event_types=[TICKET], phrases=[Phrase("ru", "b", trap="y")])
    catalogue = build([Contribution("one", "", one), Contribution("two", "", two)])
    assert [phrase.pattern for phrase in catalogue.phrases] == ["a", "b"]


@pytest.mark.parametrize(
    ("known", "share", "said"),
    [
        ("alpha.other", 0.1, "first_year names 'alpha.other', which is no KPI of the plugin"),
        ("alpha.done", 0, "first_year of 'alpha.done' must be a share above zero, found 0"),
        ("alpha.done", "15%", "first_year of 'alpha.done' must be a share above zero, found '15%'"),
    ],
)
def test_what_a_first_year_brings_is_a_share_of_an_own_kpi(known, share, said):
    ticket = event_type("alpha.ticket", time="at", fields=[field.time("at"), field.flag("done")])
    domain = Domain("alpha", prefix="ALP", event_types=[ticket], kpis=[kpi("alpha.done", ticket)])
    assert build([Contribution("one", "", evolve(domain, first_year={"alpha.done": 0.1}))]).first_year == {
        "alpha.done": 0.1
    }
    assert said in refused(evolve(domain, first_year={known: share}))


def test_a_heuristic_may_not_take_a_name_of_the_engine():
    said = refused(Domain("alpha", prefix="ALP", heuristics=[Heuristic("wsjf", WORDS, (), lambda: 1.0)]))
    assert "heuristic 'wsjf': the engine has one of that name" in said


def test_a_heuristic_speaks_only_of_inputs_that_it_takes():
    odd = Heuristic("alpha.odd", WORDS, ("size",), lambda size: size, optional={"effort": 1.0})
    said = refused(Domain("alpha", prefix="ALP", heuristics=[odd]))
    assert "heuristic 'alpha.odd' says what 'effort' is, but does not take it" in said
