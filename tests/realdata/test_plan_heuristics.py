"""Heuristics of the trades on real exports: what they take from the data is counted here by plain loops."""

from __future__ import annotations

import csv
from datetime import date

import goalposts as gp
import goalposts_contact_center
import goalposts_sales
import openpyxl
import pytest
from real_data import DATA, needs_real_data

pytestmark = needs_real_data

BOOK = DATA / "contact_centre" / "pwc_phonenow_xlsx" / "01 Call-Center-Dataset.xlsx"
DEALS = DATA / "sales" / "maven_crm_opportunities"
MARGINS = {"Contract related": 4_000, "Streaming": 900, "Payment related": 1_500}
PRICES = {"GTX Basic": 550, "MG Special": 55, "GTK 500": 26_768}


def planned(catalogue, folder, baseline, data, goals, as_of):
    start, end = baseline
    written = {
        "goalposts": 1,
        "project": "Real",
        "timezone": "UTC",
        "currency": "USD",
        "go_live": end,
        "baseline": {"from": start, "to": end},
        "evaluation": {"ramp_up": "1 month", "to": end.replace(year=end.year + 1)},
        "data": data,
        "goals": [{"statement": "s", "owner": "o", "deadline": date(2030, 1, 1), **goal} for goal in goals],
    }
    project = gp.project(written, catalogue, folder=folder)
    return gp.plan(project, gp.baseline_cube(project, as_of=as_of), as_of=as_of)


def test_lost_calls_cost_what_loops_over_the_workbook_find():
    """A fifth fewer calls lost of each of three topics, whose orders bring different margins."""
    fields = {
        "call_id": "Call Id",
        "offered_at": {"columns": ["Date", "Time"]},
        "outcome": {"column": "Answered (Y/N)", "values": {"Y": "answered", "N": "abandoned"}},
        "queue": "Topic",
        "wait": {"column": "Speed of answer in seconds", "unit": "s"},
    }
    source = {"source": BOOK.name, "timezone": "UTC", "fields": fields}
    goals = [
        {
            "id": f"topic-{number}",
            "kpi": "contact_center.abandon_rate",
            "where": f'queue == "{topic}"',
            "target": "-20%",
            "priority": {"order_share": "5%", "order_margin": margin},
        }
        for number, (topic, margin) in enumerate(MARGINS.items())
    ]
    days = date(2021, 1, 1), date(2021, 4, 1)
    catalogue = gp.load_catalogue([goalposts_contact_center])
    found = planned(catalogue, BOOK.parent, days, {"contact_center.call": source}, goals, days[1])

    lost = dict.fromkeys(MARGINS, 0)
    for row in openpyxl.load_workbook(BOOK).active.iter_rows(min_row=2, values_only=True):
        if row[4] in lost and row[5] == "N":
            lost[row[4]] += 1
    expected = {
        f"topic-{number}": lost[topic] / 90 * 7 * 0.2 * 0.05 * margin
        for number, (topic, margin) in enumerate(MARGINS.items())
    }
    assert min(lost.values()) > 100
    assert found.ranked_by == "contact_center.lost_call_cost"
    assert {rank.goal: rank.score for rank in found.ranking.ranked} == pytest.approx(expected)
    assert [rank.goal for rank in found.ranking.ranked] == sorted(expected, key=lambda goal: -expected[goal])


def test_the_leaking_stage_loses_what_loops_over_the_deals_find():
    """Five points more won of each of three products, by their list prices."""
    fields = {
        "deal_id": "opportunity_id",
        "created_at": "engage_date",
        "status": {"column": "deal_stage", "values": {"Won": "won", "Lost": "lost", "Engaging": "open"}},
        "closed_at": "close_date",
        "amount": "close_value",
    }
    source = {
        "source": "sales_pipeline.csv",
        "timezone": "UTC",
        "where": "deal_stage != 'Prospecting'",
        "fields": fields,
        "dimensions": {"article": "product"},
    }
    goals = [
        {
            "id": f"product-{number}",
            "kpi": "sales.win_rate",
            "where": f'article == "{name}"',
            "target": "+5pp",
            "priority": {"deal_margin": price},
        }
        for number, (name, price) in enumerate(PRICES.items())
    ]
    days = date(2017, 4, 1), date(2018, 1, 1)
    found = planned(gp.load_catalogue([goalposts_sales]), DEALS, days, {"sales.deal": source}, goals, days[1])

    decided = dict.fromkeys(PRICES, 0)
    with (DEALS / "sales_pipeline.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["product"] in decided and row["close_date"] >= "2017-04-01":
                decided[row["product"]] += row["deal_stage"] in ("Won", "Lost")
    expected = {
        f"product-{number}": decided[name] / 275 * 7 * 0.05 * price
        for number, (name, price) in enumerate(PRICES.items())
    }
    assert found.ranked_by == "sales.leaking_money"
    assert {rank.goal: rank.score for rank in found.ranking.ranked} == pytest.approx(expected)
