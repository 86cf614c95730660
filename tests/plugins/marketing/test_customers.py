"""What customers are worth, by hand: to date, by fixed ages, by the formula, and what the model is given."""

from __future__ import annotations

import json
import random
from datetime import date

import goalposts as gp
import goalposts_marketing
import numpy as np
import pytest
from cli.rollouts import goalposts
from goalposts.errors import InputError
from goalposts_marketing.customers.buying import Buying
from goalposts_marketing.customers.document import document
from goalposts_marketing.customers.histories import Purchases, Visits
from goalposts_marketing.customers.lines import lines
from goalposts_marketing.customers.spending import Spending
from goalposts_marketing.customers.worth import customer_report
from plugins.figures import columns, moment

from plugins.marketing import customers_by_hand

CATALOGUE = gp.load_catalogue([goalposts_marketing])
KNOWN_UNTIL = date(2026, 8, 1)  # day 212

# Of a the sixth purchase is on the day of the fifth; b sends something back; c states no margin once.
PURCHASES = (
    ("a", 0, 100.0, 40.0),
    ("a", 31, 100.0, 40.0),
    ("a", 59, 100.0, 40.0),
    ("a", 90, 100.0, 40.0),
    ("a", 120, 100.0, 40.0),
    ("a", 120.2, 50.0, 20.0),
    ("b", 31, 300.0, 120.0),
    ("b", 63, -30.0, -12.0),
    ("c", 100, 70.0, None),
    ("c", 130, 80.0, 32.0),
    ("d", 205, 500.0, 200.0),
)


def told(rows=PURCHASES):
    return {
        "marketing.conversion": columns(
            ("person", "at", "value", "margin"), [(person, moment(day), *rest) for person, day, *rest in rows]
        )
    }


def project(**source):
    return gp.project(
        {
            "goalposts": 1,
            "project": "Shop",
            "timezone": "UTC",
            "currency": "RUB",
            "evaluation": {"from": "2026-01-01", "to": "2026-08-01"},
            "data": {"marketing.conversion": {"source": "purchases.csv", **source}},
        },
        CATALOGUE,
    )


def reported(rows=PURCHASES, *, until="2026-08-01", as_of=KNOWN_UNTIL, **asked):
    return customer_report(project(observed_until=until), told(rows), as_of=as_of, **asked)


def said(report):
    return {remark.code for remark in report.remarks}


def test_margin_to_date_counts_all_customers():
    report = reported()
    assert (report.customers, report.purchases, report.without_margin, report.end) == (4, 11, 1, KNOWN_UNTIL)
    assert report.to_date == (220 + 108 + 32 + 200) / 4
    assert "without_margin" in said(report)


def test_value_by_an_age_counts_who_was_followed_to_it():
    """On day 212 a is 211.5 days old, b 180.5, c 111.5 and d 6.5; on its 90th day a is not younger than 90 days."""
    of_90, of_180, of_365 = reported().cohorts
    assert (of_90.customers, of_90.margin) == (3, (120 + 108 + 32) / 3)
    assert of_90.revenue == (300 + 270 + 150) / 3
    assert (of_180.customers, of_180.margin) == (2, (220 + 108) / 2)
    assert (of_365.customers, of_365.margin, of_365.revenue) == (0, None, None)
    assert "revenue" in said(reported())


def test_value_by_an_age_is_that_of_the_kpi():
    """The cohorts of the report are all of time, those of the KPI one window: of January they are the same."""
    rows = [row for row in customers_by_hand.PURCHASES if row[0] in "abc"]
    (cohort,) = (found for found in reported(rows).cohorts if found.days == 180)
    assert cohort.margin == pytest.approx(float(customers_by_hand.EXPECTED["ltv", "cohort_H"]))
    assert cohort.revenue == pytest.approx(float(customers_by_hand.EXPECTED["ltv", "revenue_H"]))


def test_the_formula_goes_by_whole_months():
    """Compared are February to June with the next: January may be cut in front, and July has no next whole month.

    There buy in February a and b, in March a (day 59 is 1 March) and b, in April a (day 90) and c, in May a and c, in
    June nobody. Of 8, a and b stay to March, a to April and to May, c to May: 3 go, and 5 stay.
    """
    formula = reported().formula
    margin = (40 + 120) + (40 - 12) + 40 + (40 + 20 + 32)
    assert (formula.months, formula.churn) == (5, 3 / 8)
    assert formula.margin_a_month == margin / 8
    assert formula.value == pytest.approx(margin / 8 / (3 / 8))


def test_the_formula_has_no_value_where_nobody_goes():
    rows = [("a", day, 10.0, 4.0) for day in range(0, 212, 25)]
    report = reported(rows)
    assert (report.formula.churn, report.formula.value) == (0.0, None)
    (said_of_it,) = (remark.text.en for remark in report.remarks if remark.code == "formula")
    assert said_of_it.startswith("Nobody was gone")


def test_the_model_sees_days_with_a_purchase():
    """Two purchases of a on one day are one; margins that are not stated leave the customer out of the amounts."""
    bought = Purchases.read(project(observed_until="2026-08-01"), told(), KNOWN_UNTIL)
    seen = Visits.of(bought)
    assert seen.repeats.tolist() == [4, 1, 1, 0]
    assert seen.recency.tolist() == [120, 32, 30, 0]
    assert seen.age.tolist() == [211, 180, 111, 6]
    assert seen.amount[:3].tolist() == [(40 + 40 + 40 + 60) / 4, -12, 32]
    assert np.isnan(seen.amount[3])
    early = Visits.of(bought.until(bought.first[0] + 70))
    assert (early.repeats.tolist(), early.age.tolist()) == ([2, 1], [70, 39])


def shop(customers=900, seed=7):
    """A shop whose customers come over 200 days of 2025, buy and go as the model says, and bring what it says."""
    chance = random.Random(seed)
    rows = []
    for number in range(customers):
        rate, goes = chance.gammavariate(1.2, 1 / 30.0), chance.betavariate(1.0, 3.0)
        mean = 5.0 / chance.gammavariate(4.0, 1 / 60.0)
        day = chance.uniform(-365, -165)
        while day < 212:
            amount = round(mean * chance.gammavariate(5.0, 1 / 5.0) + 0.01, 2)
            rows.append((f"p{number}", day, 2 * amount, amount))
            if len(rows) > 1 and rows[-2][0] == rows[-1][0] and chance.random() < goes:
                break
            day += chance.expovariate(rate)
    return rows


def test_the_model_is_that_of_the_customers():
    """Its figures are those of the two models fitted to them, and a trial on the last third holds."""
    rows = shop()
    report = reported(rows, days=100)
    bought = Purchases.read(project(observed_until="2026-08-01"), told(rows), KNOWN_UNTIL)
    seen = Visits.of(bought)
    again = seen.repeats > 0
    buying = Buying.fit(seen.repeats, seen.recency, seen.age)
    spending = Spending.fit(seen.repeats[again], seen.amount[again])
    model = report.model
    assert (model.r, model.alpha, model.a, model.b) == (buying.r, buying.alpha, buying.a, buying.b)
    first = np.mean([row[3] for before, row in zip([(None,), *rows], rows, strict=False) if before[0] != row[0]])
    assert model.value_of_new == pytest.approx(first + buying.expected_of_new(100) * spending.of_anybody)
    ahead = buying.expected_ahead(100, seen.repeats, seen.recency, seen.age)
    each = [
        spending.of_known(seen.repeats[[place]], seen.amount[[place]])[0] if again[place] else spending.of_anybody
        for place in range(again.size)
    ]
    assert model.value_ahead == pytest.approx(sum(ahead * np.array(each)) / again.size)
    assert model.with_repeats == np.count_nonzero(again) > 300
    assert model.trial.expected == pytest.approx(model.trial.real, rel=0.25)
    assert not {"few_repeats", "trial_off", "no_trial"} & said(report)


def test_what_makes_the_model_doubtful_is_told():
    """Few who buy again; and a shop whose customers all stop at once, which a trial finds out."""
    assert "no_model" in said(reported([("a", 0, 10.0, 4.0), ("b", 1, 10.0, 4.0)]))
    few = reported(shop(60))
    assert "few_repeats" in said(few)
    closed = reported([row for row in shop() if row[1] < 19])
    assert closed.model.trial.real == 0
    assert "trial_off" in said(closed)


def test_a_shop_without_margins_has_no_values():
    report = reported([(*row[:3], None) for row in PURCHASES])
    assert (report.to_date, report.formula, report.cohorts[0].margin) == (None, None, None)
    assert report.cohorts[0].revenue == (300 + 270 + 150) / 3
    assert "no_margin" in said(report)


def test_what_came_after_the_clock_is_not_known():
    report = reported(until="2026-12-31", as_of=date(2026, 4, 11))
    assert (report.purchases, report.end) == (6, date(2026, 4, 11))
    assert reported(until=None, as_of=None).end == date(2026, 7, 26)  # the day after the last purchase


def test_a_project_without_purchases_is_refused():
    with pytest.raises(InputError, match="there is no purchase"):
        reported([])


@pytest.fixture
def folder(tmp_path):
    cells = told()["marketing.conversion"]
    rows = [",".join("" if cell is None else str(cell) for cell in row) for row in zip(*cells.values(), strict=True)]
    (tmp_path / "purchases.csv").write_text("\n".join((",".join(cells), *rows)) + "\n", encoding="utf-8")
    (tmp_path / "goalposts.yaml").write_text(
        "goalposts: 1\nproject: Shop\ntimezone: UTC\ncurrency: RUB\nevaluation: {from: 2026-01-01, to: 2026-08-01}\n"
        "data:\n  marketing.conversion: {source: purchases.csv, observed_until: 2026-08-01}\n",
        encoding="utf-8",
    )
    return tmp_path


def test_the_command_says_the_same_as_text_and_as_json(folder):
    plain = goalposts("customers", str(folder), "--format", "json", "--as-of", "2026-08-01")
    assert plain.exit_code == 0
    assert json.loads(plain.stdout) == json.loads(json.dumps(document(reported(), "en"), allow_nan=False))
    text = goalposts("customers", str(folder / "goalposts.yaml"), "--as-of", "2026-08-01", "--language", "ru")
    assert text.stdout.splitlines() == "\n".join(lines(reported(), "ru")).splitlines()
    assert "К возрасту 180 дней: 164" in text.stdout
