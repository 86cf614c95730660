"""Every KPI of every installed domain says all that a reader of its figure must know."""

from __future__ import annotations

import pytest
from attrs import evolve
from goalposts import DAY, load_catalogue
from goalposts.model.kpi import UNITS

KPIS = load_catalogue().kpis
MEASURED_BESIDE_OTHERS = {guardrail for kpi in KPIS.values() for guardrail in kpi.guardrails}


def test_the_three_domains_are_installed():
    assert {name.partition(".")[0] for name in KPIS} >= {"contact_center", "sales", "marketing"}


@pytest.mark.parametrize("name", sorted(KPIS))
def test_a_kpi_is_named_and_explained_in_both_languages(name):
    kpi = KPIS[name]
    for text in (kpi.name, kpi.summary, kpi.gaming):
        assert text is not None
        assert text.en.strip()
        assert text.ru.strip()
        assert text.en != text.ru


@pytest.mark.parametrize("name", sorted(KPIS))
def test_a_kpi_says_when_its_value_holds(name):
    """Unit, anchor, needed fields, smallest number of events, what a rollout may claim, source."""
    kpi = KPIS[name]
    assert kpi.unit in ("", *UNITS)
    assert kpi.over.find(kpi.at) is not None
    assert kpi.minimum_n > 0
    assert kpi.attributability in ("direct", "intermediate", "outcome")
    assert kpi.source
    assert all(kpi.at in kpi.needs(variant) for variant in kpi.formulas)


@pytest.mark.parametrize("name", sorted(KPIS))
def test_a_kpi_is_guarded_or_guards_another(name):
    assert KPIS[name].guardrails or name in MEASURED_BESIDE_OTHERS
    assert name not in KPIS[name].guardrails


@pytest.mark.parametrize("name", sorted(KPIS))
def test_guardrails_are_kpis(name):
    """A text in parentheses without a comma is the list of its letters; none of them is a KPI."""
    assert [guardrail for guardrail in KPIS[name].guardrails if guardrail not in KPIS] == []


@pytest.mark.parametrize("name", sorted(KPIS))
def test_exclusions_have_names_of_their_own(name):
    rules = KPIS[name].exclusions
    assert len({rule.name for rule in rules}) == len(rules)
    assert all(rule.text.en.strip() and rule.text.ru.strip() for rule in rules)


def test_a_kpi_that_follows_events_is_not_final_with_the_day():
    """Who calls again within a week is known a week later; how long somebody waited is known at once."""
    assert "followed" in KPIS["contact_center.repeat_rate"].settles.en
    assert KPIS["contact_center.asa"].settles.en == "with the day"
    assert "прослежены" in KPIS["sales.time_to_close"].settles.ru
    assert evolve(KPIS["contact_center.asa"], maturity=30 * DAY).settles.en == "30 d after its day"
