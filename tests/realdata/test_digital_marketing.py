"""A daily report of campaigns: semicolons, decimal commas, leads as counts."""

from datetime import date

import goalposts as gp
import goalposts_marketing
import pytest
from real_data import DATA, needs_real_data
from realdata.counted import domain, one_by_one

pytestmark = needs_real_data

PROJECT = """\
goalposts: 1
project: Campaigns of February
timezone: Europe/Moscow
currency: RUB
evaluation: {from: 2021-02-01, to: 2021-03-01}
data:
  marketing.cost:
    source: FILE
    decimal: ","
    timezone: Europe/Moscow
    fields: {at: c_date, channel: category, campaign: campaign_name, amount: mark_spent}
  marketing.conversion:
    source: FILE
    decimal: ","
    timezone: Europe/Moscow
    where: orders > 0
    fields: {person: id, at: c_date, channel: category, value: revenue}
  marketing.lead:
    source: FILE
    format: leads-one-by-one
    timezone: Europe/Moscow
    fields: {lead_id: number, at: c_date, channel: category, campaign: campaign_name}
kpis:
  - {id: local.spend, over: marketing.cost, value: total(of=amount)}
  - id: local.cpc
    over: marketing.cost
    value: sum(over="marketing.cost", of=amount) / sum(over="marketing.cost", of=clicks)
  - id: local.ctr
    over: marketing.cost
    value: sum(over="marketing.cost", of=clicks) / sum(over="marketing.cost", of=impressions)
  - {id: local.leads, over: marketing.lead, value: total()}
  - {id: local.revenue, over: marketing.conversion, value: total(of=value)}
  - id: local.romi
    over: marketing.cost
    value: >-
      (sum(over="marketing.conversion", of=value) - sum(over="marketing.cost", of=amount))
      / sum(over="marketing.cost", of=amount)
goals:
"""
GOALS = ("local.spend", "local.cpc", "local.ctr", "local.leads", "local.revenue", "local.romi", "marketing.cpl")
DAYS = 28
"""A total is one of a day."""
CATEGORIES = {"influencer": 1.5429, "media": 0.2241, "search": 0.0707, "social": -0.1368}


@pytest.fixture(scope="module")
def card(tmp_path_factory):
    file = DATA / "marketing" / "digital_marketing_feb2021" / "Marketing.csv"
    goals = [f"  - {{id: {kpi.split('.')[1]}, kpi: {kpi}, role: shadow}}" for kpi in GOALS]
    goals += [f"  - {{id: {name}, kpi: local.romi, role: shadow, where: channel == '{name}'}}" for name in CATEGORIES]
    path = tmp_path_factory.mktemp("marketing") / "goalposts.yaml"
    path.write_text(PROJECT.replace("FILE", str(file)) + "\n".join(goals), encoding="utf-8")
    catalogue = gp.load_catalogue([goalposts_marketing, domain(one_by_one("leads-one-by-one", "leads"))])
    return gp.score(gp.load_project(path, catalogue), as_of=date(2021, 3, 15))


def test_known_answers(card):
    """Spend, revenue, leads, CPL, CPC and ROMI as the published analysis of this report has them."""
    found = {goal.id: goal.evaluation.value for goal in card.goals}
    assert found["spend"] * DAYS == pytest.approx(30_590_879.82, abs=0.005)
    assert found["revenue"] * DAYS == pytest.approx(42_889_366.0, abs=0.005)
    assert found["leads"] * DAYS == pytest.approx(65_579, abs=1e-6)
    assert found["cpl"] == pytest.approx(466.47, abs=0.005)
    assert found["cpc"] == pytest.approx(30_590_879.82 / 2_999_919, abs=1e-9)
    assert found["ctr"] == pytest.approx(2_999_919 / 1_577_722_399, rel=1e-12)
    assert found["romi"] == pytest.approx(0.4020, abs=0.00005)


@pytest.mark.parametrize("category", CATEGORIES)
def test_return_of_a_channel(card, category):
    assert card.find(category).evaluation.value == pytest.approx(CATEGORIES[category], abs=0.00005)


def test_every_row_is_accounted_for(card):
    """308 days of campaigns; 19 of them without an order."""
    counts = {stream.event_type: stream for stream in card.streams}
    assert (counts["marketing.cost"].rows, counts["marketing.cost"].accepted) == (308, 308)
    assert (counts["marketing.conversion"].rows, counts["marketing.conversion"].filtered) == (308, 19)
    assert counts["marketing.lead"].accepted == 65_579
