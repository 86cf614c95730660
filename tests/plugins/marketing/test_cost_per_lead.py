"""Cost per lead over two streams, by hand and against the naive oracle, from tables to the scorecard."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import goalposts as gp
import goalposts_marketing
import naive
import numpy as np
import pytest
from goalposts.expressions import render_formula

CATALOGUE = gp.load_catalogue([goalposts_marketing])
ROMI = {
    "id": "local.romi",
    "over": "marketing.conversion",
    "value": '(sum(over="marketing.conversion", of=margin) - sum(over="marketing.cost", of=amount)) '
    '/ sum(over="marketing.cost", of=amount)',
    "unit": "%",
    "direction": "up",
    "name": "ROMI",
}
AFTER = date(2026, 7, 1)


def streams(days=545, cheaper=0.0, seed=3):
    """Costs of two channels a day and some forty leads, from 2025 on; after go-live a lead costs a share less."""
    random = np.random.default_rng(seed)
    costs = {"at": [], "channel": [], "amount": []}
    leads = {"lead_id": [], "at": [], "channel": [], "valid": [], "qualified_at": []}
    buys = {"person": [], "at": [], "margin": []}
    for day in range(days):
        moment = datetime(2025, 1, 1, 9, tzinfo=UTC) + timedelta(days=day)
        price = 500.0 * (1 - cheaper * (moment.year >= 2026))
        for channel, size in (("search", 25), ("social", 15)):
            count = int(random.poisson(size))
            costs["at"].append(moment.isoformat())
            costs["channel"].append(channel)
            costs["amount"].append(round(price * size * float(random.normal(1, 0.05)), 2))
            for number in range(count):
                leads["lead_id"].append(f"{day}-{channel}-{number}")
                leads["at"].append((moment + timedelta(minutes=5 * number)).isoformat())
                leads["channel"].append(channel)
                leads["valid"].append(bool(random.random() < 0.8))
                later = moment + timedelta(days=int(random.integers(0, 5)), hours=1)
                leads["qualified_at"].append(later.isoformat() if random.random() < 0.3 else None)
        buys["person"].append(f"p{day}")
        buys["at"].append(moment.isoformat())
        buys["margin"].append(round(float(random.normal(30_000, 2_000)), 2))
    return {"marketing.cost": costs, "marketing.lead": leads, "marketing.conversion": buys}


def project(*goals, **changes):
    document = {
        "goalposts": 1,
        "project": "Lead routing",
        "timezone": "Europe/Moscow",
        "currency": "RUB",
        "go_live": "2026-01-01",
        "baseline": {"from": "2025-01-01", "to": "2026-01-01"},
        "evaluation": {"from": "2026-02-01", "to": "2026-06-01"},
        "data": {"marketing.cost": {}, "marketing.lead": {}, "marketing.conversion": {}},
        "kpis": [ROMI],
        "goals": list(goals) or [{"id": "cpl", "kpi": "marketing.cpl", "target": "-10%"}],
        **changes,
    }
    document["data"] = {name: {"name": name, **source} for name, source in document["data"].items()}
    return gp.project(document, CATALOGUE)


def scored(tables, *goals, **changes):
    return gp.score(project(*goals, **changes), tables, as_of=AFTER)


def cpl(**keys):
    return {"id": "cpl", "kpi": "marketing.cpl", "target": "-10%", **keys}


def rows(table):
    def cell(name, value):
        return datetime.fromisoformat(value) if value is not None and name.endswith("at") else value

    return [
        {name: cell(name, value) for name, value in zip(table, cells, strict=True)}
        for cells in zip(*table.values(), strict=True)
    ]


LEADS_OF = {
    "all": ("at", naive.always),
    "valid": ("at", lambda row: row["valid"]),
    "qualified": ("qualified_at", naive.always),
}


@pytest.mark.parametrize("variant", sorted(LEADS_OF))
@pytest.mark.parametrize("channel", [None, "search"])
def test_it_is_cost_of_the_window_over_leads_of_the_window(variant, channel):
    tables = streams(cheaper=0.2)
    where = {} if channel is None else {"where": f'channel == "{channel}"'}
    found = scored(tables, cpl(variant=variant, **where)).find("cpl")
    at, among = LEADS_OF[variant]
    keep = naive.always if channel is None else lambda row: row["channel"] == channel
    for window, (start, end) in (
        (found.baseline, (date(2025, 1, 1), date(2026, 1, 1))),
        (found.evaluation, (date(2026, 2, 1), date(2026, 6, 1))),
    ):
        costs = naive.in_window(rows(tables["marketing.cost"]), "at", "Europe/Moscow", start, end)
        leads = naive.in_window(rows(tables["marketing.lead"]), at, "Europe/Moscow", start, end)
        days = naive.days_between(start, end)
        spent = naive.total(costs, days, of=lambda row: row["amount"], where=keep)
        count = naive.total(leads, days, among=among, where=keep)
        expected = naive.quotient((((1, spent),), ((1, count),)), [costs, leads])
        assert window.value == pytest.approx(float(expected.value), rel=1e-12)
        assert window.n == expected.n


def test_cheaper_leads_are_found_and_the_interval_holds_the_truth():
    """A fifth off 500 is 100, found within its interval; the same streams without a change show none."""
    found = scored(streams(cheaper=0.2)).find("cpl")
    assert (found.state, found.unit, found.direction) == ("achieved", "money", "down")
    assert found.change.low < -100 < found.change.high
    assert scored(streams()).find("cpl").change.answer != "better"


def test_the_daily_series_are_cost_and_leads():
    tables = streams(days=400)
    found = scored(tables).find("cpl")
    assert sum(found.series.numerator) == pytest.approx(sum(tables["marketing.cost"]["amount"]))
    assert sum(found.series.denominator) == len(tables["marketing.lead"]["at"])


def test_a_return_defined_in_the_project_file_is_arithmetic_of_sums():
    tables = streams()
    goal = {"id": "romi", "kpi": "local.romi", "target": ">= 60%"}
    found = scored(tables, goal, evaluation={"from": "2026-01-01", "to": "2026-06-01"}).find("romi")
    margin, cost = (
        sum(row[of] for row in rows(tables[table]) if row["at"] < datetime(2025, 12, 31, 21, tzinfo=UTC))
        for table, of in (("marketing.conversion", "margin"), ("marketing.cost", "amount"))
    )
    assert found.baseline.value == pytest.approx((margin - cost) / cost)
    assert found.unit == "%"


def test_a_new_tracker_of_leads_makes_the_windows_incomparable():
    """Both streams are instruments of the KPI."""
    tables = streams()
    leads = tables.pop("marketing.lead")
    cut = next(place for place, at in enumerate(leads["at"]) if at >= "2026-01-01")
    old = {name: cells[:cut] for name, cells in leads.items()}
    new = {name: cells[cut:] for name, cells in leads.items()}
    two = gp.project(
        {
            "goalposts": 1,
            "project": "Lead routing",
            "timezone": "Europe/Moscow",
            "currency": "RUB",
            "go_live": "2026-01-01",
            "baseline": {"from": "2025-01-01", "to": "2026-01-01"},
            "evaluation": {"from": "2026-02-01", "to": "2026-06-01"},
            "data": {
                "marketing.cost": {"name": "ads"},
                "marketing.lead": [{"name": "old"}, {"name": "new"}],
            },
            "goals": [cpl()],
        },
        CATALOGUE,
    )
    found = gp.score(two, {"ads": tables["marketing.cost"], "old": old, "new": new}, as_of=AFTER).find("cpl")
    assert found.state == "not_comparable"
    assert found.baseline.instrument == ("ads", "old")


def test_what_a_stream_lacks_is_named_with_its_event_type():
    tables = streams()
    del tables["marketing.lead"]["valid"]
    found = scored(tables, cpl(variant="valid")).find("cpl")
    assert found.evaluation.value is None
    assert "marketing.lead.valid" in found.reasons[0].text.en


def test_the_recipe_covers_the_mapping_of_every_stream():
    plain = scored(streams(days=40)).find("cpl").recipe
    mapped = {"marketing.cost": {}, "marketing.lead": {"where": '`channel` != "test"'}, "marketing.conversion": {}}
    other = {"marketing.cost": {}, "marketing.lead": {}, "marketing.conversion": {"where": '`person` != "test"'}}
    assert scored(streams(days=40), data=mapped).find("cpl").recipe != plain
    assert scored(streams(days=40), data=other).find("cpl").recipe == plain


def test_check_asks_for_a_source_of_every_stream():
    found = gp.check(project(data={"marketing.cost": {}}), as_of=date(2025, 12, 1), select=["no-source"])
    assert [finding.message.en for finding in found] == [
        "marketing.cpl reads marketing.lead, but `data` has no source of it"
    ]


def test_a_condition_must_fit_every_stream():
    found = gp.check(project(cpl(where="valid")), as_of=date(2025, 12, 1), select=["bad-where"])
    assert "event type marketing.cost has no field 'valid'" in found[0].message.en


def test_the_formula_can_be_read_by_people():
    formulas = CATALOGUE.kpis["marketing.cpl"].formulas
    assert {name: render_formula(formula) for name, formula in formulas.items()} == {
        "all": 'sum(over="marketing.cost", of=amount) / sum(over="marketing.lead")',
        "valid": 'sum(over="marketing.cost", of=amount) / sum(over="marketing.lead", among=valid)',
        "qualified": 'sum(over="marketing.cost", of=amount) / sum(over="marketing.lead", at="qualified_at")',
        "unique": 'sum(over="marketing.cost", of=amount) / sum(over="marketing.customer_lead", '
        "among=previous_at is null or at - previous_at > 30 d)",
    }
