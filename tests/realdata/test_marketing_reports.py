"""The reports of marketing on published data, with the figures that their publishers and plain loops give."""

from __future__ import annotations

import csv
import gzip
import warnings
from datetime import date, datetime
from zoneinfo import ZoneInfo

import goalposts as gp
import goalposts_marketing
import numpy as np
import pytest
from goalposts_marketing.channels import channel_report
from goalposts_marketing.customers.worth import customer_report
from real_data import DATA, needs_real_data
from realdata.counted import domain, one_by_one

pytestmark = needs_real_data

COUNTED = domain(
    *(one_by_one(f"{column}-one-by-one", column) for column in ("leads", "Total_Conversion", "Approved_Conversion"))
)
CATALOGUE = gp.load_catalogue([goalposts_marketing, COUNTED])


def project(name, window, data, file, **changes):
    document = {
        "goalposts": 1,
        "project": name,
        "timezone": "Europe/London",
        "currency": "GBP",
        "evaluation": window,
        "data": {
            event_type: {"source": file.name, "timezone": "Europe/London", **source}
            for event_type, source in data.items()
        },
        **changes,
    }
    return gp.project(document, CATALOGUE, folder=file.parent)


@pytest.fixture(scope="module")
def campaigns():
    """A daily report of campaigns in four categories; its rows with orders stand for the conversions."""
    at = {"at": "c_date", "channel": "category"}
    return channel_report(
        project(
            "Campaigns",
            {"from": "2021-02-01", "to": "2021-03-01"},
            {
                "marketing.cost": {"decimal": ",", "fields": {**at, "amount": "mark_spent"}},
                "marketing.lead": {"format": "leads-one-by-one", "fields": {**at, "lead_id": "number"}},
                "marketing.conversion": {
                    "decimal": ",",
                    "where": "orders > 0",
                    "fields": {**at, "person": "id", "value": "revenue"},
                },
            },
            DATA / "marketing" / "digital_marketing_feb2021" / "Marketing.csv",
        ),
        by_revenue=True,
        as_of=date(2021, 4, 1),
    )


def test_the_return_of_every_category_and_of_all(campaigns):
    """As the published analysis has them; there are no touches, so the categories stand as they are stated."""
    assert campaigns.models == ("stated",)
    found = {channel.name: channel.romi.low for channel in campaigns.channels}
    assert found == pytest.approx(
        {"influencer": 1.5429, "media": 0.2241, "search": 0.0707, "social": -0.1368}, abs=0.00005
    )
    assert [channel.romi.place for channel in campaigns.channels] == [1, 2, 3, 4]
    total = campaigns.total
    assert (total.cost, total.brought) == pytest.approx((30_590_879.82, 42_889_366.0), abs=0.005)
    assert (total.leads, total.cpl, total.romi) == pytest.approx((65_579, 466.47, 0.4020), abs=0.005)


def test_cost_of_a_lead_and_of_a_purchase_by_campaign():
    """Advertisements on Facebook: 916, 936 and 1178 with CPL 2.58, 5.39, 20.86 and CPA 6.24, 15.81, 63.83."""
    day = {"at": {"constant": "2017-08-15"}, "channel": "xyz_campaign_id"}
    report = channel_report(
        project(
            "Advertisements",
            {"from": "2017-08-01", "to": "2017-09-01"},
            {
                "marketing.cost": {"fields": {**day, "amount": "Spent"}},
                "marketing.lead": {"format": "Total_Conversion-one-by-one", "fields": {**day, "lead_id": "number"}},
                "marketing.conversion": {
                    "format": "Approved_Conversion-one-by-one",
                    "fields": {**day, "person": "number"},
                },
            },
            DATA / "marketing" / "facebook_kag_conversion" / "KAG_conversion_data.csv",
        ),
        as_of=date(2017, 10, 1),
    )
    found = {channel.name: (round(channel.cpl, 2), round(channel.cpa.low, 2)) for channel in report.channels}
    assert found == {"916": (2.58, 6.24), "936": (5.39, 15.81), "1178": (20.86, 63.83)}
    assert (report.judged_by, report.channels[0].name, report.total.romi) == ("cpa", "916", None)
    assert (report.total.leads, report.total.conversions) == (3_264, 1_079)
    assert "no_margin" in {note.code for note in report.notes}


def test_leads_and_sales_by_the_way_a_bank_called():
    """Of calls to mobiles 14.14 % sell a deposit, of calls to telephones 5.18 %, of all 451 of 4,119."""
    day = {"at": {"constant": "2010-06-01"}, "channel": "contact"}
    file = DATA / "marketing" / "uci_bank_marketing" / "bank-additional.csv"
    report = channel_report(
        project(
            "Calls of a bank",
            {"from": "2010-06-01", "to": "2010-07-01"},
            {
                "marketing.lead": {"fields": {**day, "lead_id": {"constant": "lead"}}},
                "marketing.conversion": {"where": "y == 'yes'", "fields": {**day, "person": {"constant": "client"}}},
            },
            file,
        ),
        as_of=date(2010, 8, 1),
    )
    sold = {channel.name: channel.conversions.low / channel.leads for channel in report.channels}
    assert sold == pytest.approx({"cellular": 0.1414, "telephone": 0.0518}, abs=0.00005)
    assert (report.total.conversions, report.total.leads) == (451, 4_119)
    assert (report.judged_by, report.channels[0].name) == ("conversions", "cellular")


PATHS = DATA / "marketing" / "channel_paths" / "data.csv.gz"


def walked():
    """Path, conversions, their value and the walks that came to nothing, of ten thousand paths."""
    with gzip.open(PATHS, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            value, count = float(row["total_conversion_value"]), int(row["total_conversions"])
            yield row["path"].split(" > "), count, value, int(row["total_null"])


@pytest.fixture(scope="module")
def paths():
    """Every walk by a person of its own, those that came to nothing too."""
    touches = {"person": [], "at": [], "channel": []}
    sales = {"person": [], "at": [], "margin": []}
    for place, (channels, count, value, nothing) in enumerate(walked()):
        for number in range(count + nothing):
            person = f"{place}-{number}"
            touches["person"] += [person] * len(channels)
            touches["at"] += [datetime(2026, 1, 5, 0, minute // 60, minute % 60) for minute in range(len(channels))]
            touches["channel"] += channels
            if number < count:
                sales["person"].append(person)
                sales["at"].append(datetime(2026, 1, 6))
                sales["margin"].append(value / count)
    tables = {"marketing.touch": touches, "marketing.conversion": sales}
    made = project("Paths", {"from": "2026-01-01", "to": "2026-02-01"}, {name: {} for name in tables}, PATHS)
    return channel_report(made, tables, as_of=date(2026, 3, 1))


def test_every_model_divides_all_conversions_and_all_money(paths):
    assert paths.total.conversions == 19_785
    assert paths.total.brought == pytest.approx(74_802.97, abs=0.005)
    for model in paths.models:
        assert sum(found.conversions.by_model[model] for found in paths.channels) == pytest.approx(19_785), model
        assert sum(found.brought.by_model[model] for found in paths.channels) == pytest.approx(74_802.97), model


def test_first_and_last_touch_are_as_published(paths):
    """And so alpha is the first by every model, while iota and eta change places: they are undetermined."""
    first = {"alpha": 6_308, "iota": 4_606, "eta": 3_164, "beta": 2_831}
    last = {"alpha": 8_447, "iota": 3_355, "eta": 4_167, "beta": 989}
    for name, count in first.items():
        found = paths.find(name).conversions.by_model
        assert (found["first"], found["last"]) == (count, last[name])
    places = {name: paths.judged(paths.find(name)) for name in first}
    assert places["alpha"].place == 1
    assert places["iota"].undetermined
    assert places["eta"].undetermined


def test_the_shares_of_distinct_channels_are_those_of_a_loop(paths):
    even = {}
    for channels, count, _, _ in walked():
        for channel in set(channels):
            even[channel] = even.get(channel, 0.0) + count / len(set(channels))
    assert {found.name: found.conversions.by_model["shapley"] for found in paths.channels} == pytest.approx(even)


def chain():
    """How often a state follows another, by the published counts."""
    steps = {}
    for channels, count, _, nothing in walked():
        for before, after in zip(["(start)", *channels], channels, strict=False):
            row = steps.setdefault(before, {})
            row[after] = row.get(after, 0) + count + nothing
        row = steps.setdefault(channels[-1], {})
        for end, ended in (("(conversion)", count), ("(nothing)", nothing)):
            row[end] = row.get(end, 0) + ended
    return steps


def converting(steps, without):
    """The chance of a conversion where a channel leads nowhere, by walking on until next to nothing is left."""
    here, converted = {"(start)": 1.0}, 0.0
    for _ in range(500):
        after = {}
        for state, chance in here.items():
            whole = sum(steps[state].values())
            for target, count in steps[state].items():
                after[target] = after.get(target, 0.0) + chance * count / whole
        converted += after.pop("(conversion)", 0.0)
        here = {state: chance for state, chance in after.items() if state not in ("(nothing)", without)}
    return converted


def test_removal_effects_are_those_of_a_walk(paths):
    steps = chain()
    whole = converting(steps, None)
    effects = {name: 1 - converting(steps, name) / whole for name in steps if name != "(start)"}
    wanted = {name: 19_785 * effect / sum(effects.values()) for name, effect in effects.items()}
    found = {channel.name: channel.conversions.by_model["markov"] for channel in paths.channels}
    assert found == pytest.approx(wanted, rel=1e-6)


RETAIL = DATA / "sales" / "online_retail_nonuk" / "online_retail_non_uk.csv"
LONDON = ZoneInfo("Europe/London")
END = datetime(2011, 12, 10, tzinfo=LONDON).timestamp() / 86_400


def customers_of_retail():
    """By customer the days since 1970 of bought lines, and their amounts; cancelled lines and those of nobody out."""
    found = {}
    with RETAIL.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if int(row["Quantity"]) > 0 and row["CustomerID"]:
                at = datetime.fromisoformat(row["InvoiceDate"]).replace(tzinfo=LONDON).timestamp() / 86_400
                amount = int(row["Quantity"]) * float(row["UnitPrice"])
                found.setdefault(row["CustomerID"], []).append((at, amount))
    return {who: sorted(lines) for who, lines in found.items()}


@pytest.fixture(scope="module")
def retail():
    """A wholesaler's lines; they have no margin, so its revenue is taken for one to have something to reckon."""
    fields = {"person": "CustomerID", "at": "InvoiceDate"}
    amounts = {"value": "Quantity * UnitPrice", "margin": "Quantity * UnitPrice"}
    lines = {"where": "Quantity > 0 and CustomerID != ''", "fields": {**fields, **amounts}}
    made = project("Retail", {"from": "2010-12-01", "to": "2011-12-10"}, {"marketing.conversion": lines}, RETAIL)
    return customer_report(made, as_of=date(2011, 12, 10))


def test_customers_and_what_they_brought_to_date(retail):
    """418 customers and 1,603,016.35 pounds."""
    assert retail.customers == 418
    assert retail.to_date * 418 == pytest.approx(1_603_016.35, abs=0.01)


def test_value_by_an_age_is_that_of_loops(retail):
    known = customers_of_retail()
    for cohort in retail.cohorts:
        old = [lines for lines in known.values() if END - lines[0][0] >= cohort.days]
        young = sum(amount for lines in old for at, amount in lines if at - lines[0][0] < cohort.days)
        assert cohort.customers == len(old) > 0
        assert cohort.revenue == cohort.margin == pytest.approx(young / len(old))


def test_the_model_is_that_of_another_library(retail):
    """Fitted to the same customers counted by plain loops; in a year nobody seems to go, which both searches find."""
    rows = []
    for lines in customers_of_retail().values():
        since = [int(at - lines[0][0]) for at, _ in lines]
        rows.append((len(set(since)) - 1, since[-1], int(END - lines[0][0])))
    repeats, recency, age = np.array(rows, float).T
    assert retail.model.with_repeats == np.count_nonzero(repeats)
    model = retail.model
    assert "nobody_goes" in {remark.code for remark in retail.remarks}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import lifetimes

        theirs = lifetimes.BetaGeoFitter().fit(repeats, recency, age)
        of_new = theirs.expected_number_of_purchases_up_to_time(365.0)
    assert (model.r, model.alpha) == pytest.approx((theirs.params_["r"], theirs.params_["alpha"]), rel=1e-3)
    assert model.purchases_of_new == pytest.approx(float(of_new), rel=2e-3)
