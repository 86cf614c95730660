"""Calls of a bank that sells deposits: quoted cells, `unknown` for nothing, a code for never, and no dates."""

from datetime import date

import goalposts as gp
import goalposts_contact_center
import pytest
from real_data import DATA, needs_real_data

pytestmark = needs_real_data

PROJECT = """\
goalposts: 1
project: Calls of a bank
timezone: Europe/Lisbon
evaluation: {from: 2010-01-01, to: 2011-01-01}
data:
  contact_center.call:
    source: FILE
    timezone: Europe/Lisbon
    nulls: unknown
    fields:
      call_id: {constant: none}
      offered_at: {constant: 2010-06-01}
      outcome: {constant: answered}
      direction: {constant: out}
      talk: duration
      result: y
    dimensions:
      contact: contact
      before: poutcome
      days_since: {column: pdays, nulls: "999"}
      job: job
      marital: marital
      education: education
      credit: default
      housing: housing
      loan: loan
kpis:
  - {id: local.sold, over: contact_center.call, value: share(of=result == "yes")}
  - {id: local.talk, over: contact_center.call, value: mean(of=talk)}
  - {id: local.first, over: contact_center.call, value: share(of=days_since is null)}
UNKNOWN
goals:
  - {id: sold, kpi: local.sold, role: shadow}
  - {id: cellular, kpi: local.sold, role: shadow, where: contact == "cellular"}
  - {id: telephone, kpi: local.sold, role: shadow, where: contact == "telephone"}
  - {id: again, kpi: local.sold, role: shadow, where: before == "success"}
  - {id: talk, kpi: local.talk, role: shadow}
  - {id: first, kpi: local.first, role: shadow}
"""
OF_A_CLIENT = ("job", "marital", "education", "credit", "housing", "loan")


@pytest.fixture(scope="module")
def card(tmp_path_factory):
    file = DATA / "marketing" / "uci_bank_marketing" / "bank-additional.csv"
    kpis = [
        f"  - {{id: local.no_{name}, over: contact_center.call, value: share(of={name} is null)}}"
        for name in OF_A_CLIENT
    ]
    goals = [f"  - {{id: no-{name}, kpi: local.no_{name}, role: shadow}}\n" for name in OF_A_CLIENT]
    text = PROJECT.replace("FILE", str(file)).replace("UNKNOWN", "\n".join(kpis)) + "".join(goals)
    path = tmp_path_factory.mktemp("bank") / "goalposts.yaml"
    path.write_text(text, encoding="utf-8")
    return gp.score(gp.load_project(path, gp.load_catalogue([goalposts_contact_center])), as_of=date(2011, 2, 1))


def test_known_answers(card):
    """As the publication has it: 10.95 % say yes; of cellular calls 14.14 %, of earlier buyers 64.79 %."""
    found = {goal.id: goal.evaluation.value for goal in card.goals}
    assert found["sold"] == pytest.approx(451 / 4_119, rel=1e-12)
    assert found["cellular"] == pytest.approx(0.1414, abs=0.00005)
    assert found["telephone"] == pytest.approx(0.0518, abs=0.00005)
    assert found["again"] == pytest.approx(0.6479, abs=0.00005)
    assert found["talk"] == pytest.approx(256.79, abs=0.005)
    assert found["first"] == pytest.approx(0.9612, abs=0.00005)


def test_unknown_is_nothing(card):
    """1,230 cells of what is known of a client hold the word."""
    missing = sum(card.find(f"no-{name}").evaluation.value for name in OF_A_CLIENT)
    assert missing * 4_119 == pytest.approx(1_230, abs=1e-6)


def test_every_row_is_accounted_for(card):
    assert [(stream.rows, stream.accepted) for stream in card.streams] == [(4_119, 4_119)]
