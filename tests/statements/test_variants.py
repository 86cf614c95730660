"""Words that mean one variant of a KPI say so, in the reading and in the entry that is drafted."""

from datetime import date

import pytest
from goalposts import draft, load_catalogue
from goalposts.statements import said_kpis
from ruamel.yaml import YAML

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    "statement",
    ["Доля повторных покупок 26 % к 1 октября 2026", "Repeat purchases 26 % of orders by 1 October 2026"],
)
def test_repeat_purchases_are_counted_in_orders(statement):
    (said,) = (found for found in said_kpis(statement, CATALOGUE) if found.kpi == "sales.repeat_share")
    assert said.variant == "orders"
    made = draft(statement, CATALOGUE, as_of=date(2026, 3, 2))
    (goal,) = YAML(typ="safe").load(made.entry)
    assert (goal["kpi"], goal["variant"]) == ("sales.repeat_share", "orders")
    assert "several-definitions" not in {finding.name for finding in made.findings}


@pytest.mark.parametrize("statement", ["Доля постоянных клиентов 26 %", "Returning customers 26 %"])
def test_customers_who_come_back_leave_the_variant_open(statement):
    assert {found.variant for found in said_kpis(statement, CATALOGUE)} == {""}
