"""Traps of the trades that no project can walk into, because what leads there is not on offer."""

from __future__ import annotations

import pytest
from goalposts import NONE, load_catalogue
from goalposts.expressions import Survival
from goalposts.testing import lint_example

CATALOGUE = load_catalogue()


def test_time_to_abandon_has_no_good_direction():
    """Patient callers and slow service both make it longer: a target sets the direction, and is warned of."""
    assert CATALOGUE.kpis["contact_center.ata"].direction is NONE
    codes = {finding.code for finding in lint_example('kpi: contact_center.ata\ntarget: "-10%"', CATALOGUE)}
    assert "GP306" in codes


def test_a_time_to_close_of_closed_deals_alone_is_not_on_offer():
    """Over 90 days it is half of that over a year, with nothing changed: every variant follows the open ones too."""
    formulas = CATALOGUE.kpis["sales.time_to_close"].formulas
    assert {type(formula) for formula in formulas.values()} == {Survival}
    said = 'kpi: sales.time_to_close\nvariant: mean_closed_only\ntarget: "-10%"'
    found = [finding for finding in lint_example(said, CATALOGUE) if finding.severity == "error"]
    assert any("mean_closed_only" in finding.message.en for finding in found)


@pytest.mark.parametrize("kpi", ["avg_deal_size", "revenue", "margin_share", "deals_won"])
def test_lost_deals_are_in_no_amount(kpi):
    """Every variant asks for won deals, or that the deal was won."""
    formulas = CATALOGUE.kpis[f"sales.{kpi}"].formulas
    assert {name for name, formula in formulas.items() if "'won'" not in repr(formula)} == set()
