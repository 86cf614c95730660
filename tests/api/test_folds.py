"""KPIs over entities, from files and tables to values: a small desk by hand, and the customers of a real wholesaler."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta

import goalposts as gp
import pyarrow as pa
import pytest
from click.testing import CliRunner
from goalposts import any_of, count, event_type, field, first, fold, last, mean, ratio, share, sum_of, total
from real_data import DATA, needs_real_data

STEP = event_type(
    "desk.step",
    time="at",
    fields=[field.id("case"), field.time("at"), field.category("stage"), field.money("amount")],
    summary={"en": "A case moved.", "ru": "Дело сдвинулось."},
)
CASE = fold(
    "desk.case",
    over=STEP,
    key="case",
    at="opened_at",
    fields={
        "opened_at": first(STEP.at),
        "won_at": first(STEP.at, where=STEP.stage == "won"),
        "won": any_of(STEP.stage == "won"),
        "steps": count(),
        "amount": last(STEP.amount),
        "all": sum_of(STEP.amount),
    },
    summary={"en": "A case.", "ru": "Дело."},
)


def kpi(name, value, **settings):
    return gp.Kpi(f"desk.{name}", summary={"en": name, "ru": name}, over=CASE, value=value, **settings)


DESK = gp.Domain(
    "desk",
    prefix="DSK",
    event_types=[STEP, CASE],
    kpis=[
        kpi("won", share(of=CASE.won)),
        kpi("time_to_win", mean(CASE.won_at - CASE.opened_at)),
        kpi("steps_per_win", ratio(of=CASE.steps, by=CASE.steps, among=CASE.won)),
        kpi("amount", mean(CASE.amount)),
        kpi("opened", total()),
        kpi("wins", total(among=CASE.won), at="won_at"),
    ],
)
AFTER = date(2025, 3, 1)


def project(sources, goals=None, domain=DESK, **changes):
    document = {
        "goalposts": 1,
        "project": "Desk",
        "timezone": "UTC",
        "currency": "EUR",
        "evaluation": {"from": date(2025, 1, 1), "to": date(2025, 1, 11)},
        "data": sources,
        "goals": goals or [{"id": known.id[5:], "role": "shadow", "kpi": known.id} for known in domain.kpis],
        **changes,
    }
    return gp.project(document, gp.load_catalogue([domain]))


def table(*rows):
    """Case, day of January, stage, amount; and the branch, which is the case's own letter."""
    return {
        "case": [row[0] for row in rows],
        "at": [f"2025-01-{row[1]:02}T10:00Z" for row in rows],
        "stage": [row[2] for row in rows],
        "amount": pa.array([row[3] for row in rows], pa.float64()),
        "branch": [row[0] for row in rows],
    }


HISTORY = table(
    ("a", 1, "new", 10.0), ("a", 5, "won", 20.0), ("b", 2, "new", None), ("c", 3, "new", 5.0), ("c", 4, "lost", None)
)


def values(card):
    return {goal.id: goal.evaluation.value for goal in card.goals}


def numbers(card):
    return {goal.id: goal.evaluation.n for goal in card.goals}


def test_entities_are_shares_means_ratios_and_totals_like_rows():
    card = gp.score(project({"desk.step": None}), {"desk.step": HISTORY}, as_of=AFTER)
    totals = {"opened", "wins"}
    assert {name: value for name, value in values(card).items() if name not in totals} == {
        "won": pytest.approx(1 / 3),
        "time_to_win": 4 * 86_400.0,  # of the one case that was won; open ones have no time of winning
        "steps_per_win": 1.0,
        "amount": 12.5,  # the last known amounts 20 and 5; case b has none
    }
    assert numbers(card) == {"opened": 3, "wins": 1, "won": 3, "time_to_win": 1, "steps_per_win": 1, "amount": 2}


def test_the_clock_and_the_windows_of_sources_come_before_folding():
    before = gp.score(project({"desk.step": None}), {"desk.step": HISTORY}, as_of=date(2025, 1, 5))
    assert values(before)["won"] == 0.0
    until = project({"desk.step": [{"name": "desk", "source": "x", "until": "2025-01-02"}]})
    assert numbers(gp.score(until, {"desk": HISTORY}, as_of=AFTER))["opened"] == 1


def test_a_history_over_two_sources_is_one_entity():
    one = {"desk.step": [{"name": "old", "source": "x"}, {"name": "new", "source": "y"}]}
    tables = {"old": table(("a", 1, "new", 1.0)), "new": table(("a", 5, "won", 2.0), ("b", 6, "new", None))}
    found = gp.score(project(one), tables, as_of=AFTER)
    assert numbers(found)["opened"] == 2
    assert values(found)["won"] == 0.5


def test_rows_without_a_key_are_counted_for_every_fold():
    rows = table(("a", 1, "new", 1.0), (None, 2, "won", 1.0))
    cube = gp.tally(project({"desk.step": None}), {"desk.step": rows}, as_of=AFTER)
    assert cube.streams[0].accepted == 2
    assert cube.streams[0].without_key == {"desk.case": 1}


def test_a_dimension_of_the_events_is_one_of_the_entity():
    goals = [{"id": "won", "role": "shadow", "kpi": "desk.won", "where": 'branch in ["a", "b"]'}]
    sources = {"desk.step": [{"name": "desk", "source": "x", "dimensions": {"branch": "branch"}}]}
    assert values(gp.score(project(sources, goals), {"desk": HISTORY}, as_of=AFTER)) == {"won": 0.5}


def test_entities_are_reported_by_their_key_and_by_a_dimension_of_their_events():
    """A case is of the branch of its first event; the stage is a field of the events only."""
    goals = [
        {"id": "won", "role": "shadow", "kpi": "desk.won"},
        {"id": "opened", "role": "shadow", "kpi": "desk.opened"},
    ]
    sources = {"desk.step": [{"name": "desk", "source": "x", "dimensions": {"branch": "branch"}}]}
    rows = {**HISTORY, "branch": ["north", "south", "south", "north", "north"]}
    card = gp.score(project(sources, goals, segments=["branch", "case"]), {"desk": rows}, as_of=AFTER)
    for name, north, south in (("won", 0.5, 0.0), ("opened", 2, 1)):
        branch, case = card.find(name).segments
        found = {line.word: line.evaluation.value for line in branch.lines}
        scale = 1 if name == "won" else card.find(name).evaluation.value / 3
        assert found == {"north": pytest.approx(north * scale), "south": pytest.approx(south * scale)}
        assert [line.word for line in case.lines] == ["a", "b", "c"]
    with pytest.raises(gp.InputError, match="unknown dimension 'stage'"):
        gp.score(project(sources, goals, segments=["stage"]), {"desk": rows}, as_of=AFTER)


def test_a_field_that_no_source_gives_is_missing_not_smaller():
    rows = {name: cells for name, cells in HISTORY.items() if name != "amount"}
    card = gp.score(project({"desk.step": None}), {"desk.step": rows}, as_of=AFTER)
    assert values(card)["amount"] is None
    assert values(card)["won"] == pytest.approx(1 / 3)


def test_a_source_cannot_give_folded_rows():
    """They come from the history alone."""
    with pytest.raises(gp.InputError, match=r"unknown event type 'desk.case'"):
        gp.tally(project({"desk.case": None}), {}, as_of=AFTER)


def test_a_fold_of_an_unknown_event_type_is_refused():
    lost = gp.Domain("desk", prefix="DSK", event_types=[CASE])
    with pytest.raises(gp.PluginError, match=r"folds event type 'desk.step' into 'desk.case', but no loaded plugin"):
        gp.load_catalogue([lost])


def test_another_reducer_is_another_recipe():
    from goalposts.catalogue import resolve
    from goalposts.verdict.recipe import recipe

    (goal, *_) = resolve(project({"desk.step": None}))
    written = recipe(project({"desk.step": None}), goal)["fold"]
    assert written["over"] == "desk.step"
    assert written["fields"]["won_at"] == 'first(at, where=stage == "won")'


def test_events_shows_what_a_fold_is_made_of(monkeypatch):
    from goalposts.cli import session
    from goalposts.cli.main import cli

    monkeypatch.setattr(session.Session, "catalogue", lambda _: gp.load_catalogue([DESK]))
    shown = CliRunner().invoke(cli, ["events", "desk.case"])
    assert "One row for each case of desk.step" in shown.output
    assert "any(stage" in shown.output
    plain = json.loads(CliRunner().invoke(cli, ["events", "desk.case", "--format", "json"]).output)
    assert plain["fold"]["fields"]["steps"] == "count()"


# a real wholesaler ------------------------------------------------------------------------------------------------

RETAIL = DATA / "sales" / "online_retail_nonuk" / "online_retail_non_uk.csv"

LINE = event_type(
    "shop.line",
    time="at",
    fields=[field.id("customer"), field.id("invoice"), field.time("at"), field.number("quantity")],
)
INVOICE = fold(
    "shop.invoice",
    over=LINE,
    key="invoice",
    at="at",
    fields={"at": first(LINE.at), "bought": sum_of(LINE.quantity, where=LINE.quantity > 0)},
)
CUSTOMER = fold(
    "shop.customer",
    over=LINE,
    key="customer",
    at="first_at",
    fields={
        "first_at": first(LINE.at, where=LINE.quantity > 0),
        "last_at": last(LINE.at, where=LINE.quantity > 0),
        "lines": count(where=LINE.quantity > 0),
    },
)
SHOP = gp.Domain(
    "shop",
    prefix="SHP",
    event_types=[LINE, INVOICE, CUSTOMER],
    kpis=[
        gp.Kpi(
            "shop.repeat",
            summary={"en": "Came again on another occasion.", "ru": "Пришли снова."},
            over=CUSTOMER,
            value=share(of=CUSTOMER.last_at > CUSTOMER.first_at),
        ),
        gp.Kpi("shop.new", summary={"en": "New customers.", "ru": "Новые."}, over=CUSTOMER, value=total()),
        gp.Kpi("shop.bought", summary={"en": "Pieces.", "ru": "Штук."}, over=INVOICE, value=mean(INVOICE.bought)),
    ],
)


@needs_real_data
def test_first_orders_of_real_customers_are_those_of_a_loop():
    """Every line of the file, folded into customers and into invoices, and once more with dicts."""
    path, start, end = RETAIL, date(2010, 12, 1), date(2011, 12, 10)
    columns = {"customer": "CustomerID", "invoice": "InvoiceNo", "quantity": "Quantity"}
    mapping = {
        **{name: {"column": column} for name, column in columns.items()},
        "at": {"column": "InvoiceDate", "format": "%Y-%m-%d %H:%M:%S"},
    }
    source = {"name": "shop", "source": str(path), "timezone": "Europe/London", "fields": mapping}
    loaded = project(
        {"shop.line": [source]}, domain=SHOP, evaluation={"from": start, "to": end}, timezone="Europe/London"
    )
    card = gp.score(loaded, as_of=end + timedelta(days=1))
    times, pieces = {}, {}
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            quantity = float(row["Quantity"])
            if quantity > 0:
                pieces[row["InvoiceNo"]] = pieces.get(row["InvoiceNo"], 0.0) + quantity
                if row["CustomerID"]:
                    times.setdefault(row["CustomerID"], []).append(row["InvoiceDate"])
    found = values(card)
    assert numbers(card)["new"] == len(times) == 418  # as the archive's own provenance counts them
    assert found["repeat"] == pytest.approx(sum(max(them) > min(them) for them in times.values()) / len(times))
    assert found["bought"] == pytest.approx(sum(pieces.values()) / len(pieces))
