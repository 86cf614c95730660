"""The opportunities of a dealer of computer hardware (Maven Analytics, "CRM Sales Opportunities").

What is expected was counted from the files with pandas; see the definitions beside each figure.
"""

from __future__ import annotations

import csv
from datetime import date

import goalposts as gp
import goalposts_sales
import pytest
from goalposts import mean, share, total
from goalposts.profiling import profile
from real_data import DATA, needs_real_data

FOLDER = DATA / "sales" / "maven_crm_opportunities"
pytestmark = needs_real_data

SALES = gp.load_catalogue([goalposts_sales])
DEAL = SALES.event_types["sales.deal"]
WON, LOST = DEAL.status == "won", DEAL.status == "lost"
CYCLE = DEAL.closed_at - DEAL.created_at


def kpi(name, value, at="created_at"):
    return gp.Kpi(f"maven.{name}", summary={"en": name, "ru": name}, over=DEAL, value=value, at=at)


MAVEN = gp.Domain(
    "maven",
    prefix="MVN",
    kpis=[
        kpi("deals", total()),
        kpi("won", total(among=WON)),
        kpi("lost", total(among=LOST)),
        kpi("open", total(among=DEAL.status == "open")),
        kpi("win_rate", share(of=WON, among=WON | LOST)),
        kpi("won_amount", mean(DEAL.amount, among=WON)),
        kpi("won_cycle", mean(CYCLE, among=WON)),
        kpi("lost_cycle", mean(CYCLE, among=LOST)),
        kpi("cycle", mean(CYCLE, among=WON | LOST)),
        kpi("won_then", mean(DEAL.amount, among=WON), at="closed_at"),
    ],
)
MAPPING = {
    "source": "sales_pipeline.csv",
    "timezone": "America/New_York",
    "where": "deal_stage != 'Prospecting'",  # nobody has been met yet, so that they have no first day
    "fields": {
        "deal_id": "opportunity_id",
        "created_at": "engage_date",
        "status": {"column": "deal_stage", "values": {"Won": "won", "Lost": "lost", "Engaging": "open"}},
        "closed_at": "close_date",
        "amount": "close_value",
        "customer": "account",
        "owner": "sales_agent",
    },
    "dimensions": {"product": "product"},
}
QUARTERS = {"first": ("2017-03-01", "2017-04-01", 1_134_672), "second": ("2017-04-01", "2017-07-01", 3_086_111)}


@pytest.fixture(scope="module")
def card():
    goals = [{"id": known.id[6:], "role": "shadow", "kpi": known.id} for known in MAVEN.kpis]
    quarters = [
        {"id": name, "role": "shadow", "kpi": "maven.won_then", "evaluation": {"from": start, "to": end}}
        for name, (start, end, _) in QUARTERS.items()
    ]
    document = {
        "goalposts": 1,
        "project": "Maven",
        "timezone": "America/New_York",
        "currency": "USD",
        "evaluation": {"from": date(2016, 10, 20), "to": date(2018, 1, 1)},
        "data": {"sales.deal": MAPPING},
        "goals": [*goals, *quarters],
    }
    project = gp.project(document, gp.load_catalogue([goalposts_sales, MAVEN]), folder=FOLDER)
    return gp.score(project, as_of=date(2018, 2, 1))


def test_every_row_is_accounted_for(card):
    (count,) = card.streams
    assert (count.rows, count.accepted, count.filtered, count.quarantined) == (8_800, 8_300, 500, {})


def test_known_answers(card):
    numbers = {goal.id: goal.evaluation.n for goal in card.goals}
    values = {goal.id: goal.evaluation.value for goal in card.goals}
    day = 86_400
    assert (numbers["won"], numbers["lost"], numbers["open"]) == (4_238, 2_473, 1_589)
    assert round(values["win_rate"], 4) == 0.6315
    assert round(values["won_amount"], 2) == 2_360.91
    assert round(values["won_amount"] * numbers["won_amount"]) == 10_005_534
    for name, days in (("won_cycle", 51.78), ("lost_cycle", 41.48), ("cycle", 47.99)):
        assert values[name] / day == pytest.approx(days, abs=0.01)
    for name, (_, _, revenue) in QUARTERS.items():
        assert round(values[name] * numbers[name]) == revenue


def test_profile_finds_the_product_that_is_written_in_two_ways():
    files = ("accounts.csv", "products.csv", "sales_pipeline.csv", "sales_teams.csv")
    found = profile(files, SALES, folder=FOLDER)
    assert [file.table.rows for file in found.files] == [85, 7, 8_800, 35]
    (strange,) = found.unmatched
    assert (strange.column, strange.file, strange.keys) == ("product", "sales_pipeline.csv", "products.csv")
    assert (strange.rows, strange.words) == (1_480, (("GTXPro", "GTX Pro"),))
    missing = {column.name: column.missing for column in found.files[2].table.columns if column.missing}
    assert missing == {"account": 1_425, "engage_date": 500, "close_date": 2_089, "close_value": 2_089}


def test_a_share_won_within_sixty_days_is_judged_by_weeks_of_entry():
    """As if something had begun in May 2017; nothing is known to have, and nothing is found.

    The values are counted from the file: won within 60 days, of all that were met, four months before and after.
    """
    won_soon = gp.Kpi(
        "maven.won_soon",
        summary={"en": "won soon", "ru": "выиграно быстро"},
        over=DEAL,
        value=gp.survival(DEAL.closed_at, of=WON, by=60 * gp.DAY),
        direction=gp.UP,
    )
    written = {
        "goalposts": 1,
        "project": "Maven",
        "timezone": "America/New_York",
        "currency": "USD",
        "go_live": "2017-05-01",
        "baseline": {"from": "2017-01-01", "to": "2017-05-01"},
        "evaluation": {"from": "2017-05-01", "to": "2017-09-01"},
        "data": {"sales.deal": {**MAPPING, "observed_until": "2018-01-01"}},
        "goals": [
            {
                "id": "soon",
                "kpi": "maven.won_soon",
                "statement": "a tenth more are won within 60 days",
                "target": "+10%",
                "deadline": "2017-09-01",
                "owner": "head of sales",
            }
        ],
    }
    domain = gp.Domain("maven", prefix="MVN", kpis=[won_soon])
    project = gp.project(written, gp.load_catalogue([goalposts_sales, domain]), folder=FOLDER)
    found = gp.score(project, as_of=date(2018, 1, 1)).find("soon")
    with (FOLDER / "sales_pipeline.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["deal_stage"] != "Prospecting"]
    for window in (found.baseline, found.evaluation):
        among = [row for row in rows if window.start.isoformat() <= row["engage_date"] < window.end.isoformat()]
        soon = [row for row in among if row["deal_stage"] == "Won" and stay(row) <= 60]
        assert (window.n, window.value) == (len(among), pytest.approx(len(soon) / len(among)))
    assert found.change.method == "its-ewc-entry-weeks"
    assert found.change.answer in ("unclear", "equivalent")


def stay(row):
    """The days from the first meeting to the close."""
    return (date.fromisoformat(row["close_date"]) - date.fromisoformat(row["engage_date"])).days
