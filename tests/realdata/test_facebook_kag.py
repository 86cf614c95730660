"""Advertisements over their whole life: no date in the file, so that the project states one."""

from datetime import date

import goalposts as gp
import goalposts_marketing
import pytest
from real_data import DATA, needs_real_data
from realdata.counted import domain, one_by_one

pytestmark = needs_real_data

PROJECT = """\
goalposts: 1
project: Advertisements on Facebook
timezone: Europe/Moscow
currency: USD
evaluation: {from: 2017-08-01, to: 2017-09-01}
data:
  marketing.cost:
    source: FILE
    timezone: Europe/Moscow
    fields:
      at: {constant: 2017-08-15}
      channel: {constant: facebook}
      campaign: xyz_campaign_id
      amount: Spent
      impressions: Impressions
      clicks: Clicks
    dimensions: {age: age, gender: gender}
  marketing.lead:
    source: FILE
    format: leads-one-by-one
    timezone: Europe/Moscow
    fields: {lead_id: number, at: {constant: 2017-08-15}, campaign: xyz_campaign_id}
    dimensions: {age: age, gender: gender}
  marketing.conversion:
    source: FILE
    format: purchases-one-by-one
    timezone: Europe/Moscow
    fields: {person: number, at: {constant: 2017-08-15}, channel: xyz_campaign_id}
kpis:
  - id: local.cpa
    over: marketing.cost
    value: sum(over="marketing.cost", of=amount) / sum(over="marketing.conversion")
  - {id: local.to_purchase, over: marketing.lead, value: sum(over="marketing.conversion") / sum(over="marketing.lead")}
  - id: local.ctr
    over: marketing.cost
    value: sum(over="marketing.cost", of=clicks) / sum(over="marketing.cost", of=impressions)
  - id: local.romi
    over: marketing.cost
    value: sum(over="marketing.conversion", of=value) / sum(over="marketing.cost", of=amount)
goals:
  - {id: cpl, kpi: marketing.cpl, role: shadow}
  - {id: cpl-916, kpi: marketing.cpl, role: shadow, where: campaign == "916"}
  - {id: cpl-936, kpi: marketing.cpl, role: shadow, where: campaign == "936"}
  - {id: cpl-1178, kpi: marketing.cpl, role: shadow, where: campaign == "1178"}
  - {id: cpa, kpi: local.cpa, role: shadow}
  - {id: to-purchase, kpi: local.to_purchase, role: shadow}
  - {id: ctr, kpi: local.ctr, role: shadow}
  - {id: romi, kpi: local.romi, role: shadow}
"""


@pytest.fixture(scope="module")
def card(tmp_path_factory):
    file = DATA / "marketing" / "facebook_kag_conversion" / "KAG_conversion_data.csv"
    path = tmp_path_factory.mktemp("kag") / "goalposts.yaml"
    path.write_text(PROJECT.replace("FILE", str(file)), encoding="utf-8")
    formats = (
        one_by_one("leads-one-by-one", "Total_Conversion"),
        one_by_one("purchases-one-by-one", "Approved_Conversion"),
    )
    return gp.score(
        gp.load_project(path, gp.load_catalogue([goalposts_marketing, domain(*formats)])), as_of=date(2017, 10, 1)
    )


def test_known_answers(card):
    """58,705.23 spent for 3,264 leads and 1,079 purchases; clicks 38,165 of 213,434,828 impressions."""
    found = {goal.id: goal.evaluation.value for goal in card.goals}
    assert found["cpl"] == pytest.approx(58_705.23 / 3_264, abs=0.00001)
    assert found["cpa"] == pytest.approx(58_705.23 / 1_079, abs=0.00001)
    assert found["to-purchase"] == pytest.approx(0.3306, abs=0.00005)
    assert found["ctr"] == pytest.approx(38_165 / 213_434_828, rel=1e-12)
    assert [found[f"cpl-{campaign}"] for campaign in (916, 936, 1178)] == pytest.approx([2.58, 5.39, 20.86], abs=0.005)


def test_no_return_without_revenue(card):
    """The file has no revenue: the return is unknown, not 0."""
    assert card.find("romi").evaluation.value is None


def test_every_row_is_accounted_for(card):
    assert {stream.event_type: (stream.rows, stream.accepted) for stream in card.streams} == {
        "marketing.cost": (1_143, 1_143),
        "marketing.lead": (3_264, 3_264),
        "marketing.conversion": (1_079, 1_079),
    }
