"""Credit by channel in a project file of its own KPIs, without a line of Python by the user."""

from __future__ import annotations

from datetime import date

import goalposts as gp
import goalposts_marketing
import pytest

PROJECT = """\
goalposts: 1
project: New advertising platform
timezone: Europe/Moscow
currency: RUB
evaluation: {from: 2026-03-01, to: 2026-04-01}
data:
  marketing.touch: touches.csv
  marketing.conversion: conversions.csv
  marketing.cost: costs.csv
kpis:
  - id: local.cpa
    over: marketing.cost
    value: sum(over="marketing.cost", of=amount) / sum(over="marketing.credit", of=linear)
  - id: local.romi
    over: marketing.cost
    value: >-
      (sum(over="marketing.credit", of=margin * position) - sum(over="marketing.cost", of=amount))
      / sum(over="marketing.cost", of=amount)
  - {id: local.days_to_convert, over: marketing.credit, value: 'mean(of=at - touched_at, among=first == 1)'}
goals:
  - {id: cpa, kpi: local.cpa, role: shadow, where: channel == "search"}
  - {id: romi, kpi: local.romi, role: shadow, where: channel == "search"}
  - {id: days, kpi: local.days_to_convert, role: shadow}
"""
TOUCHES = """\
person,at,channel
a,2026-03-02T09:00Z,search
a,2026-03-03T09:00Z,mail
a,2026-03-04T09:00Z,search
b,2026-03-05T09:00Z,search
b,2026-03-06T09:00Z,(direct)
c,2026-03-07T09:00Z,mail
"""
CONVERSIONS = """\
person,at,margin
a,2026-03-05T09:00Z,1000
b,2026-03-07T09:00Z,600
d,2026-03-08T09:00Z,50
"""
COSTS = "at,channel,amount\n2026-03-02T00:00Z,search,350\n2026-03-02T00:00Z,mail,10\n"


@pytest.fixture
def project(tmp_path):
    for name, text in (("goalposts.yaml", PROJECT), ("touches.csv", TOUCHES), ("conversions.csv", CONVERSIONS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "costs.csv").write_text(COSTS, encoding="utf-8")
    return gp.load_project(tmp_path / "goalposts.yaml", gp.load_catalogue([goalposts_marketing]))


def test_cost_and_return_of_a_channel_by_its_credit(project):
    """Search: linear 2/3 of a and 1/2 of b; position 0.8 of a and 1/2 of b; days from the first touch 3 and 2."""
    card = gp.score(project, as_of=date(2026, 4, 1))
    assert card.find("cpa").evaluation.value == pytest.approx(350 / (2 / 3 + 1 / 2))
    assert card.find("romi").evaluation.value == pytest.approx((0.8 * 1000 + 0.5 * 600 - 350) / 350)
    assert card.find("days").evaluation.value == 2.5 * 86_400


def test_all_models_of_all_channels_side_by_side(project):
    found = gp.channel_credit(project, "marketing.credit", as_of=date(2026, 4, 1))
    assert found["first"] == {"search": 2.0, "mail": 0.0, "(direct)": 0.0}
    assert found["last"] == {"search": 1.0, "mail": 0.0, "(direct)": 1.0}
    assert found["last_non_direct"] == {"search": 2.0, "mail": 0.0, "(direct)": 0.0}
    assert all(sum(credit.values()) == pytest.approx(2.0) for credit in found.values())
