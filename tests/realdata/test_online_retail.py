"""The invoices of a British wholesaler to customers abroad (UCI "Online Retail", Chen, Sain and Guo 2012, CC BY 4.0).

Each row is a line of an invoice; an invoice that begins with C takes another one back. What is expected was counted
from the file with pandas, without lines that were taken back, of no or negative quantity, or of nobody.
"""

from __future__ import annotations

import csv
from datetime import date

import goalposts as gp
import goalposts_sales
from goalposts import first, fold, last, mean, share, sum_of, total
from real_data import DATA, needs_real_data

FILE = DATA / "sales" / "online_retail_nonuk" / "online_retail_non_uk.csv"
pytestmark = needs_real_data

ORDER = gp.load_catalogue([goalposts_sales]).event_types["sales.order"]
INVOICE = fold(
    "retail.invoice",
    over=ORDER,
    key="order_id",
    at="at",
    fields={"at": first(ORDER.at), "amount": sum_of(ORDER.amount)},
)
CUSTOMER = fold(
    "retail.customer",
    over=ORDER,
    key="customer",
    at="since",
    fields={"since": first(ORDER.at), "earliest": first(ORDER.order_id), "latest": last(ORDER.order_id)},
)


def kpi(name, value, over):
    return gp.Kpi(f"retail.{name}", summary={"en": name, "ru": name}, over=over, value=value)


RETAIL = gp.Domain(
    "retail",
    prefix="RTL",
    event_types=[INVOICE, CUSTOMER],
    kpis=[
        kpi("lines", total(), ORDER),
        kpi("line", mean(ORDER.amount), ORDER),
        kpi("invoices", total(), INVOICE),
        kpi("invoice", mean(INVOICE.amount), INVOICE),
        kpi("customers", total(), CUSTOMER),
        kpi("repeat", share(CUSTOMER.earliest != CUSTOMER.latest), CUSTOMER),
    ],
)
FIELDS = {"order_id": "InvoiceNo", "at": "InvoiceDate", "customer": "CustomerID", "amount": "Quantity * UnitPrice"}
LINES = {"source": FILE.name, "timezone": "Europe/London", "fields": FIELDS, "dimensions": {"country": "Country"}}
WINDOW = {"from": date(2010, 12, 1), "to": date(2011, 12, 10)}


def scored(where, goals):
    document = {
        "goalposts": 1,
        "project": "Retail",
        "timezone": "Europe/London",
        "currency": "GBP",
        "evaluation": WINDOW,
        "data": {"sales.order": {**LINES, "where": where}},
        "goals": [{"id": name, "role": "shadow", "kpi": f"retail.{name}"} for name in goals],
    }
    project = gp.project(document, gp.load_catalogue([goalposts_sales, RETAIL]), folder=FILE.parent)
    return gp.score(project, as_of=date(2012, 1, 1))


def test_known_answers():
    card = scored("Quantity > 0 and CustomerID != ''", [known.id[7:] for known in RETAIL.kpis])
    numbers = {goal.id: goal.evaluation.n for goal in card.goals}
    values = {goal.id: goal.evaluation.value for goal in card.goals}
    (count,) = card.streams
    assert count.rows == 46_431
    assert count.rows == count.accepted + count.filtered + sum(count.quarantined.values())
    assert numbers["invoices"] == 1_887
    assert numbers["customers"] == 418
    assert round(values["repeat"], 4) == 0.6579
    assert round(values["invoice"], 2) == 849.51
    assert round(values["line"] * numbers["line"], 2) == 1_603_016.35


def test_what_was_taken_back_is_told_by_its_quantity():
    (count,) = scored("Quantity < 0", ["lines"]).streams
    assert (count.accepted, count.quarantined) == (1_432 - 60, {"missing_value": 60})
    assert count.rows - count.filtered == 1_432


def test_repeat_customers_of_the_last_three_months():
    """Buyers of a month who had bought in an earlier one, counted from the file with the csv module."""
    lines = {**LINES, "where": "Quantity > 0 and CustomerID != ''"}
    document = {
        "goalposts": 1,
        "project": "Retail",
        "timezone": "Europe/London",
        "currency": "GBP",
        "evaluation": {"from": date(2011, 9, 1), "to": date(2011, 12, 1)},
        "data": {"sales.order": lines},
        "goals": [{"id": "known", "role": "shadow", "kpi": "sales.repeat_share"}],
    }
    project = gp.project(document, gp.load_catalogue([goalposts_sales]), folder=FILE.parent)
    found = gp.score(project, as_of=date(2012, 1, 1)).find("known").evaluation
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if int(row["Quantity"]) > 0 and row["CustomerID"]]
    months = {(row["InvoiceDate"][:7], row["CustomerID"]) for row in rows}
    buyers = [(month, who) for month, who in months if "2011-09" <= month < "2011-12"]
    before = [
        (month, who)
        for month, who in buyers
        if any((earlier, who) in months and earlier < month for earlier in {month for month, _ in months})
    ]
    assert (found.n, found.value) == (len(buyers), len(before) / len(buyers))
