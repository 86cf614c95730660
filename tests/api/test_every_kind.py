"""Every kind of KPI, in Python by a plugin and as text in a project file, from a table to the oracle's value."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import goalposts as gp
import naive
import numpy as np
import pytest
from goalposts import DAY, distinct, mean, quantile, ratio, share, sum_over, survival, total
from goalposts.expressions import parse_formula, render_formula
from goalposts.testing import sample_catalogue
from ruamel.yaml import YAML

ZONE = "Asia/Yekaterinburg"
START, END, UNTIL = date(2026, 3, 1), date(2026, 4, 1), date(2026, 3, 25)
VISIT = sample_catalogue().event_types["sample.visit"]
BILL = gp.event_type(
    "till.bill",
    time="at",
    fields=[gp.field.time("at"), gp.field.money("amount"), gp.field.category("place")],
    summary={"en": "A bill.", "ru": "Счёт."},
)
LONG = VISIT.kind == "long"
PAID, SPENT, GUESTS = sum_over(VISIT, VISIT.paid), sum_over(BILL, BILL.amount), sum_over(VISIT, among=VISIT.done)
KINDS = {
    "share": (share(of=VISIT.done, among=LONG), 'share(of=done, among=kind == "long")'),
    "mean": (mean(VISIT.wait, among=LONG | VISIT.done), 'mean(of=wait, among=kind == "long" or done)'),
    "ratio": (ratio(of=VISIT.paid, by=VISIT.items), "ratio(of=paid, by=items)"),
    "total": (total(VISIT.paid, among=VISIT.done), "total(of=paid, among=done)"),
    "number": (total(), "total()"),
    "quantile": (quantile(VISIT.wait, 0.75, among=LONG), 'quantile(of=wait, q=0.75, among=kind == "long")'),
    "distinct": (distinct(VISIT.place, among=VISIT.done), "distinct(of=place, among=done)"),
    "reached": (
        survival(VISIT.ended_at, of=VISIT.done, by=5 * DAY),
        'survival(ended=ended_at, give="reached", of=done, by=5 d)',
    ),
    "either": (survival(VISIT.ended_at, by=5 * DAY), 'survival(ended=ended_at, give="reached", by=5 d)'),
    "median": (
        survival(VISIT.ended_at, give="median"),
        'survival(ended=ended_at, give="median")',
    ),
    "restricted": (
        survival(VISIT.ended_at, give="mean", of=VISIT.done, by=6 * DAY),
        'survival(ended=ended_at, give="mean", of=done, by=6 d)',
    ),
    "cohort": (
        survival(VISIT.ended_at, give="cohort", of=VISIT.done, by=7 * DAY),
        'survival(ended=ended_at, give="cohort", of=done, by=7 d)',
    ),
    "per_guest": (SPENT / GUESTS, 'sum(over="till.bill", of=amount) / sum(over="sample.visit", among=done)'),
    "romi": (
        (PAID - SPENT) / SPENT,
        '(sum(over="sample.visit", of=paid) - sum(over="till.bill", of=amount)) / sum(over="till.bill", of=amount)',
    ),
}
OVER = {name: BILL if name == "romi" else VISIT for name in KINDS}
CATALOGUE = sample_catalogue(
    gp.Domain(
        "till",
        prefix="TIL",
        event_types=[BILL],
        kpis=[
            gp.Kpi(
                f"till.{name}",
                {"en": name, "ru": name},
                over=OVER[name],
                also=[VISIT if OVER[name] is BILL else BILL] if "sum(" in text else (),
                value=value,
            )
            for name, (value, text) in KINDS.items()
        ],
    )
)


YES_OR_NO = (None, True, False)


def draw(random, *choices):
    return choices[int(random.integers(len(choices)))]


def visits(random):
    """Half a thousand visits; in every column some cells are missing."""
    for number in range(500):
        at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=int(random.integers(0, 30 * 1440)))
        stay = draw(random, None, *range(12))
        yield {
            "visit_id": str(number),
            "at": at,
            "ended_at": None if stay is None else at + timedelta(days=stay, hours=5),
            "kind": draw(random, None, "short", "long"),
            "place": draw(random, None, "a", "b", "c"),
            "wait": draw(random, None, *range(1, 90)),
            "items": draw(random, None, *range(5)),
            "paid": draw(random, None, *range(-3, 50)),
            "done": draw(random, *YES_OR_NO),
        }


def bills(random):
    for _ in range(90):
        at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=int(random.integers(0, 30 * 1440)))
        yield {"at": at, "amount": draw(random, None, *range(20)), "place": draw(random, "a", "b")}


RANDOM = np.random.default_rng(11)
VISITS, BILLS = list(visits(RANDOM)), list(bills(RANDOM))


def table(rows):
    cells = {name: [row[name] for row in rows] for name in rows[0]}
    return {
        name: [cell.isoformat() if isinstance(cell, datetime) else cell for cell in column]
        for name, column in cells.items()
    }


def document(prefix, kpis):
    return {
        "goalposts": 1,
        "project": "Every kind",
        "timezone": ZONE,
        "currency": "EUR",
        "evaluation": {"from": START.isoformat(), "to": END.isoformat()},
        "data": {"sample.visit": {"observed_until": UNTIL.isoformat()}, "till.bill": None},
        "kpis": kpis,
        "goals": [{"id": name, "kpi": f"{prefix}.{name}", "role": "shadow"} for name in KINDS],
    }


@pytest.fixture(scope="module")
def python_form():
    return scored(gp.project(document("till", []), CATALOGUE))


@pytest.fixture(scope="module")
def text_form(tmp_path_factory):
    """The same formulas as text, from a YAML file on disk."""
    kpis = [{"id": f"local.{name}", "over": OVER[name].id, "value": text} for name, (_, text) in KINDS.items()]
    path = tmp_path_factory.mktemp("project") / "goalposts.yaml"
    with path.open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump(document("local", kpis), stream)
    return scored(gp.load_project(path, CATALOGUE))


def scored(project):
    tables = {"sample.visit": table(VISITS), "till.bill": table(BILLS)}
    cube = gp.tally(project, tables, as_of=END)
    card = gp.score(project, cube, as_of=END)
    return {name: card.find(name).evaluation for name in KINDS}


def cell(name):
    return lambda row: row[name]


def is_long(row):
    return None if row["kind"] is None else row["kind"] == "long"


def window(rows):
    return naive.in_window(rows, "at", ZONE, START, END)


def entries(of):
    """Age and outcome of every visit that can be judged."""
    for day, row in window(VISITS):
        followed = max((UNTIL - timedelta(days=1) - day).days, 0)
        ended = None if row["ended_at"] is None else naive.local_day(row["ended_at"], ZONE)
        if ended is not None and of(row) is None:
            continue
        if ended is None or (ended - day).days > followed:
            yield followed, "open"
        else:
            yield (ended - day).days, "reached" if of(row) else "other"


def cohort():
    old = [(day, row) for day, row in window(VISITS) if (UNTIL - timedelta(days=1) - day).days >= 7]

    def reached(row):
        if row["ended_at"] is None:
            return False
        stay = (naive.local_day(row["ended_at"], ZONE) - naive.local_day(row["at"], ZONE)).days
        return None if row["done"] is None else row["done"] and stay <= 7

    return naive.ratio(old, reached).value


def sums(rows, of=naive.one, among=naive.always):
    return naive.total(window(rows), naive.days_between(START, END), of=of, among=among)


def quotient(numerator, denominator):
    return naive.quotient((numerator, denominator), [window(VISITS), window(BILLS)]).value


def expected(name):
    days = naive.days_between(START, END)
    if name in ("reached", "median", "restricted", "either"):
        of = naive.always if name in ("either", "median") else cell("done")
        incidence, surviving = naive.incidence(list(entries(of)), 30)
        return {
            "reached": lambda: incidence[5],
            "either": lambda: incidence[5],
            "median": lambda: next((86_400 * day for day, found in enumerate(incidence) if found >= 0.5), None),
            "restricted": lambda: 86_400 * sum(surviving[:6], Fraction(0)),
        }[name]()
    paid, spent = sums(VISITS, cell("paid")), sums(BILLS, cell("amount"))
    return {
        "share": lambda: naive.ratio(window(VISITS), cell("done"), among=is_long).value,
        "mean": lambda: (
            naive.ratio(window(VISITS), cell("wait"), among=lambda row: naive.either(is_long(row), row["done"])).value
        ),
        "ratio": lambda: naive.ratio(window(VISITS), cell("paid"), cell("items")).value,
        "total": lambda: naive.total(window(VISITS), days, of=cell("paid"), among=cell("done")).value,
        "number": lambda: naive.total(window(VISITS), days).value,
        "quantile": lambda: naive.quantile(window(VISITS), cell("wait"), "0.75", among=is_long).value,
        "distinct": lambda: naive.distinct(window(VISITS), cell("place"), among=cell("done")).value,
        "cohort": cohort,
        "per_guest": lambda: quotient([(1, spent)], [(1, sums(VISITS, among=cell("done")))]),
        "romi": lambda: quotient([(1, paid), (-1, spent)], [(1, spent)]),
    }[name]()


@pytest.mark.parametrize("name", KINDS)
def test_python_and_text_are_the_same_formula(name):
    value, text = KINDS[name]
    assert render_formula(value) == text
    assert parse_formula(text) == value


@pytest.mark.parametrize("name", KINDS)
def test_a_plugins_kpi_has_the_oracles_value(name, python_form):
    wanted = float(expected(name))
    assert python_form[name].value == pytest.approx(wanted, rel=0.01 if name == "quantile" else 1e-12)


@pytest.mark.parametrize("name", KINDS)
def test_a_projects_own_kpi_is_the_plugins(name, python_form, text_form):
    assert text_form[name] == python_form[name]


@pytest.mark.parametrize("name", KINDS)
def test_missing_values_are_counted_and_never_zero(name, python_form):
    """Of every kind but the plain number of visits some rows cannot be judged."""
    assert (python_form[name].unknown > 0) == (name not in ("number", "either", "median"))
