"""A few costs, leads, touches and conversions judge every KPI of marketing by figures reckoned by hand."""

from __future__ import annotations

from fractions import Fraction

import goalposts as gp
import goalposts_marketing
import pytest
from goalposts_marketing.kpis import KPIS
from plugins.figures import columns, figures, moment

from plugins.marketing import customers_by_hand

CATALOGUE = gp.load_catalogue([goalposts_marketing])
DAYS = 31

# day, channel, cost, impressions, clicks
COSTS = ((0, "search", 600.0, 1000.0, 50.0), (1, "social", 300.0, 3000.0, 30.0), (2, "mail", 100.0, None, None))
# id, day, channel, days until it was qualified, days until it bought, valid
LEADS = (
    ("1", 0, "search", 2, 10, True),
    ("2", 1, "search", 29, None, True),
    ("3", 2, "social", 31, 40, True),
    ("4", 3, "", None, 100, True),  # bought after the 90 days
    ("5", 4, None, None, None, False),
)
# person, day, channel
TOUCHES = (("p", 0, "search"), ("p", 7, "social"), ("p", 14, "direct"), ("q", 5, "social"), ("r", 6, "mail"))
# person, day, revenue, margin
CONVERSIONS = (("p", 14.5, 3000.0, 1200.0), ("q", 6, 1000.0, 500.0))

TABLES = {
    "marketing.cost": columns(
        ("at", "channel", "amount", "impressions", "clicks"), [(moment(day), *rest) for day, *rest in COSTS]
    ),
    "marketing.lead": columns(
        ("lead_id", "at", "channel", "qualified_at", "won_at", "valid"),
        [
            (
                id_,
                moment(day),
                channel,
                None if qualified is None else moment(day + qualified),
                None if bought is None else moment(day + bought),
                valid,
            )
            for id_, day, channel, qualified, bought, valid in LEADS
        ],
    ),
    "marketing.touch": columns(
        ("person", "at", "channel"), [(person, moment(day), channel) for person, day, channel in TOUCHES]
    ),
    "marketing.conversion": columns(
        ("person", "at", "value", "margin"), [(person, moment(day), *rest) for person, day, *rest in CONVERSIONS]
    ),
}
# Of p's three touches the ages are 14.5, 7.5 and 0.5 days; with a half-life of 7 days the weights are 1 : 2 : 4.
SEARCH = {
    "last_non_direct": Fraction(0),
    "first": Fraction(1),
    "last": Fraction(0),
    "linear": Fraction(1, 3),
    "position": Fraction(4, 10),
    "time_decay": Fraction(1, 7),
}
EXPECTED = {
    ("cpl", "all"): Fraction(1000, 5),
    ("cpl", "valid"): Fraction(1000, 4),
    ("cpl", "qualified"): Fraction(1000, 2),  # 3 was qualified in February
    ("cpa", ""): Fraction(1000, 2),
    ("cac", ""): Fraction(1000, 1),  # only 1 bought in January
    ("spend", ""): Fraction(1000, DAYS),
    ("cpc", ""): Fraction(900, 80),  # mail has no clicks, so its cost is left out too
    ("ctr", ""): Fraction(80, 4000),
    ("leads", "all"): Fraction(5, DAYS),
    ("leads", "valid"): Fraction(4, DAYS),
    ("lead_validity", ""): Fraction(4, 5),
    ("qualification", "reached"): Fraction(2, 5),
    ("qualification", "cohort"): Fraction(2, 5),
    ("lead_to_sale", "reached"): Fraction(2, 5),
    ("lead_to_sale", "cohort"): Fraction(2, 5),
    ("unattributed", ""): Fraction(2, 5),
    ("romi", "margin"): Fraction(1700 - 1000, 1000),
    ("romi", "revenue_based"): Fraction(4000 - 1000, 1000),
    ("roas", ""): Fraction(4000, 1000),
    **{("conversions", model): Fraction(2, DAYS) for model in SEARCH},
    **{("channel_cpa", model): Fraction(1000, 2) for model in SEARCH},
    **{("channel_romi", model): Fraction(1700 - 1000, 1000) for model in SEARCH},
}
OF_SEARCH = {
    **{("conversions", model): share / DAYS for model, share in SEARCH.items()},
    **{("channel_cpa", model): Fraction(600) / share if share else None for model, share in SEARCH.items()},
    **{("channel_romi", model): (1200 * share - 600) / 600 for model, share in SEARCH.items()},
}


def compare(expected, tables=TABLES, **more):
    found = figures(CATALOGUE, tables, [(f"marketing.{kpi}", variant) for kpi, variant in expected], **more)
    for (kpi, variant), wanted in expected.items():
        value = found[f"marketing.{kpi}", variant]
        assert value == (None if wanted is None else pytest.approx(float(wanted), rel=1e-9)), (kpi, variant)


def test_every_kpi_gives_the_figure_reckoned_by_hand():
    compare(EXPECTED)


def test_every_kpi_and_variant_has_a_figure_reckoned_by_hand():
    known = {(kpi.id.partition(".")[2], variant) for kpi in KPIS for variant in kpi.formulas}
    assert known - set(EXPECTED) - set(customers_by_hand.EXPECTED) == set()


def test_customers_and_their_ways_give_the_figures_reckoned_by_hand():
    compare(customers_by_hand.EXPECTED, customers_by_hand.TABLES)


def test_a_channel_is_credited_by_every_model():
    """Of the conversion of p, whose touches were search, social and direct; q's path does not meet search."""
    compare(OF_SEARCH, where='channel == "search"')
