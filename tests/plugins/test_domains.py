"""The bundled domains keep the contract of a plugin, load together, and cost nothing until they are used."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import goalposts_contact_center
import goalposts_marketing
import goalposts_sales
import pytest
from goalposts.catalogue import resolve
from goalposts.formats import project_from_text
from goalposts.host import catalogue_of
from goalposts.linting import lint
from goalposts.linting.rules.blank_left import BLANK
from goalposts.testing import check_domain

PLUGINS = (goalposts_contact_center, goalposts_marketing, goalposts_sales)
CATALOGUE = catalogue_of(*PLUGINS)

# Required fields after the time field, then optional ones: the contract with people's project files.
PLACES_AROUND = "previous_at next_at first_at"
ASKED_AFTERWARDS = " recommends ease root_call"
FIELDS = {
    "contact_center.call": (
        "offered_at",
        "call_id offered_at outcome",
        "queue agent customer channel direction wait ring talk hold acw hangup_by transferred resolved csat result"
        + ASKED_AFTERWARDS,
    ),
    "contact_center.contact": (
        "offered_at",
        "call_id offered_at outcome customer",
        "queue agent channel direction wait ring talk hold acw hangup_by transferred resolved csat result"
        + ASKED_AFTERWARDS
        + " number "
        + PLACES_AROUND,
    ),
    "contact_center.attempt": (
        "offered_at",
        "call_id offered_at outcome customer",
        "queue agent channel direction wait ring talk hold acw hangup_by transferred resolved csat result"
        + ASKED_AFTERWARDS
        + " number "
        + PLACES_AROUND
        + " reached_at",
    ),
    "contact_center.whole_call": ("offered_at", "root_call offered_at", "handled answered unknown"),
    "contact_center.agent_day": ("at", "agent at", "team handling idle paid scheduled as_scheduled worked"),
    "sales.deal": (
        "created_at",
        "deal_id created_at status",
        "closed_at first_response_at amount margin customer owner pipeline source product loss_reason",
    ),
    "sales.stage_change": ("at", "deal_id at stage", "from_stage pipeline semantic position amount by"),
    "sales.stage_stay": (
        "at",
        "deal_id at stage",
        "from_stage pipeline semantic position amount by number " + PLACES_AROUND,
    ),
    "sales.deal_path": (
        "entered_at",
        "deal_id entered_at",
        "entered_as pipeline " + " ".join(f"reached_{position}_at" for position in range(1, 9)),
    ),
    "sales.activity": (
        "at",
        "activity_id at kind",
        "completed customer deal_id owner duration logged_at direction result",
    ),
    "sales.interaction": ("at", "interaction_id at", "recorded_at customer deal_id kind owner result"),
    "sales.open_deal": (
        "snapshot_at",
        "deal_id snapshot_at",
        "created_at last_activity_at next_step_at stage pipeline owner amount",
    ),
    "sales.user_week": ("week_ends_at", "user week_ends_at", "logins active_days actions time_spent team"),
    "sales.recurring_revenue": ("at", "customer at before after", "segment"),
    "sales.customer": (
        "snapshot_at",
        "customer_id snapshot_at",
        "name phone email tax_id owner segment created_at updated_at valid agrees confirmed reached",
    ),
    "sales.customer_by_phone": (
        "snapshot_at",
        "customer_id snapshot_at phone",
        "name email tax_id owner segment created_at updated_at valid agrees confirmed reached number " + PLACES_AROUND,
    ),
    "sales.customer_by_email": (
        "snapshot_at",
        "customer_id snapshot_at email",
        "name phone tax_id owner segment created_at updated_at valid agrees confirmed reached number " + PLACES_AROUND,
    ),
    "sales.customer_by_tax_id": (
        "snapshot_at",
        "customer_id snapshot_at tax_id",
        "name phone email owner segment created_at updated_at valid agrees confirmed reached number " + PLACES_AROUND,
    ),
    "sales.alert": (
        "raised_at",
        "alert_id raised_at",
        "deal_id reason withheld acted_at owner outcome closed_at agreed",
    ),
    "sales.order": ("at", "order_id customer at", "amount margin kind deal_id channel"),
    "sales.purchase": (
        "at",
        "order_id customer at",
        "amount margin kind deal_id channel number " + PLACES_AROUND,
    ),
    "sales.talk_with_customer": (
        "at",
        "activity_id at kind customer",
        "completed deal_id owner duration logged_at direction result number first_at previous_at next_at",
    ),
    "sales.talk_of_owner": (
        "at",
        "activity_id at kind owner",
        "completed customer deal_id duration logged_at direction result number first_at previous_at next_at",
    ),
    "marketing.cost": ("at", "at channel amount", "campaign impressions clicks conversions"),
    "marketing.lead": ("at", "lead_id at", "channel campaign customer qualified_at won_at valid"),
    "marketing.customer_lead": (
        "at",
        "lead_id at customer",
        "channel campaign qualified_at won_at valid number " + PLACES_AROUND,
    ),
    "marketing.touch": ("at", "person at channel", "campaign kind cost"),
    "marketing.credit": (
        "at",
        "person at",
        "touched_at channel first last last_non_direct linear position time_decay campaign action value margin",
    ),
    "marketing.conversion": ("at", "person at", "action channel value margin order_id"),
    "marketing.purchase": (
        "at",
        "person at",
        "action channel value margin order_id number " + PLACES_AROUND,
    ),
}


@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda plugin: plugin.__name__)
def test_a_domain_keeps_its_contract(plugin):
    check_domain(plugin)


@pytest.mark.parametrize("event_type", FIELDS)
def test_an_event_type_has_the_fields_of_the_contract(event_type):
    time, required, optional = FIELDS[event_type]
    known = CATALOGUE.event_types[event_type]
    assert known.time == time
    assert [field.id for field in known.fields if field.required] == required.split()
    assert {field.id for field in known.fields if not field.required} == set(optional.split())


def test_the_bundled_domains_bring_no_other_event_type():
    brought = {known.id for plugin in PLUGINS for known in plugin.goalposts_domain().event_types}
    assert brought == set(FIELDS)


def test_every_field_and_event_type_says_what_it_holds():
    for plugin in PLUGINS:
        for known in plugin.goalposts_domain().event_types:
            assert known.summary is not None, known.id
            assert all(field.summary is not None for field in known.fields), known.id


def test_every_kpi_says_how_it_is_called_gamed_attributed_and_where_it_comes_from():
    for kpi in (known for plugin in PLUGINS for known in plugin.goalposts_domain().kpis):
        assert kpi.name is not None, kpi.id
        assert kpi.gaming is not None, kpi.id
        assert kpi.source, kpi.id
        assert kpi.attributability in ("direct", "intermediate", "outcome"), kpi.id


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("template", ["contact_center", "crm"])
def test_a_template_loads_as_it_is_and_has_no_error(template, language):
    """Its placeholders are valid values, so that only what the user changes can be wrong, and what is left blank."""
    project = project_from_text(CATALOGUE.templates[template].text.get(language), CATALOGUE)
    assert project.language == language
    assert project.system == template
    found = lint(project, resolve(project), {}, date(2026, 12, 1))
    assert {finding.code for finding in found if finding.severity == "error"} == {"GP108"}


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("template", sorted(CATALOGUE.templates))
def test_no_template_knows_who_answers_and_what_it_pays(template, language):
    """Invented owners and amounts stood in reports of people who had never been asked for them."""
    project = project_from_text(CATALOGUE.templates[template].text.get(language), CATALOGUE)
    assert project.benefit is None
    assert [goal.id for goal in project.goals if goal.owner and not BLANK.fullmatch(goal.owner)] == []


def test_importing_the_plugins_imports_nothing_heavy():
    """Starting the command line imports every plugin; NumPy comes with the first simulation."""
    heavy = ("numpy", "scipy", "pyarrow", "numba", "babel", "rapidfuzz")
    names = ", ".join(plugin.__name__ for plugin in PLUGINS)
    use = f"import sys, {names}; [plugin.goalposts_domain() for plugin in ({names})]"
    code = f"{use}; print([module for module in {heavy} if module in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
