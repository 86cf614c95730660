"""Law: which of several events of one moment is the first, is not told by the order of their rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import goalposts as gp
import pytest
from goalposts import event_type, field, history, mean, share
from hypothesis import given, settings
from hypothesis import strategies as st

_FIELDS = [field.id("person", required=True), field.time("at"), field.category("kind"), field.money("amount")]
VISIT = event_type("desk.visit", time="at", fields=_FIELDS)
BOOKING = event_type("desk.booking", time="at", fields=[*_FIELDS, field.id("booking")])
TICKET = event_type("desk.ticket", time="at", fields=[*_FIELDS, field.id("booking", required=True)])
TOLD_BY = {
    "visit": ("kind", "amount"),
    "booking": ("booking", "kind", "amount"),
    "ticket": ("booking", "amount", "kind"),
}
"""By hand: a visit has no id but the person, so its fields tell in their order; so they do behind a booking's number,
which may be missing; behind that of a ticket, which may not, what is asked for does, by name."""


def _kpis(kind):
    again = history(f"desk.{kind.id[5:]}_again", over=kind, key="person")
    named = {"summary": {"en": "Of the first", "ru": "Первого"}, "over": again}
    return again, [
        gp.Kpi(f"{kind.id}_first_kind", value=share(of=again.kind == "a", among=again.number == 1), **named),
        gp.Kpi(f"{kind.id}_second", value=mean(of=again.amount, among=again.number == 2), **named),
        gp.Kpi(f"{kind.id}_last", value=mean(of=again.amount, among=again.next_at.is_null()), **named),
    ]


_HISTORIES, _KPIS = zip(*(_kpis(kind) for kind in (VISIT, BOOKING, TICKET)), strict=True)
DESK = gp.Domain(
    "desk",
    prefix="DSK",
    event_types=[VISIT, BOOKING, TICKET, *_HISTORIES],
    kpis=[kpi for kpis in _KPIS for kpi in kpis],
)
CATALOGUE = gp.load_catalogue([DESK])
START = datetime(2026, 1, 5, 9, tzinfo=UTC)

events = st.lists(
    st.builds(
        dict,
        person=st.sampled_from("pq"),
        at=st.integers(0, 2).map(lambda hours: START + timedelta(hours=hours)),
        kind=st.sampled_from([None, "a", "b"]),
        amount=st.none() | st.integers(0, 3).map(float),
        booking=st.sampled_from([None, "10", "9", "8"]),
    ),
    min_size=2,
    max_size=14,
)


def scored(kind, rows):
    project = gp.project(
        {
            "goalposts": 1,
            "project": "Desk",
            "timezone": "UTC",
            "evaluation": {"from": "2026-01-05", "to": "2026-01-06"},
            "data": {f"desk.{kind}": {"source": "visits.csv", "observed_until": "2026-03-01"}},
            "goals": [
                {"id": name, "role": "shadow", "kpi": f"desk.{kind}_{name.replace('-', '_')}"}
                for name in ("first-kind", "second", "last")
            ],
        },
        CATALOGUE,
    )
    names = ("person", "at", "kind", "amount", *(() if kind == "visit" else ("booking",)))
    table = {name: [row[name].isoformat() if name == "at" else row[name] for row in rows] for name in names}
    card = gp.score(project, {f"desk.{kind}": table}, as_of=date(2026, 3, 1))
    return [card.find(name).evaluation.value for name in ("first-kind", "second", "last")]


def by_loops(kind, rows):
    """A missing cell comes behind; numbers of bookings are words, so 10 before 8."""

    def place(row):
        cells = [row[name] for name in TOLD_BY[kind]]
        return row["at"], *((cell is None, 0 if cell is None else cell) for cell in cells)

    def told(cells):
        return [cell for cell in cells if cell is not None]

    own = [sorted((row for row in rows if row["person"] == person), key=place) for person in "pq"]
    first = told(row["kind"] for mine in own for row in mine[:1])
    second = told(row["amount"] for mine in own for row in mine[1:2])
    last = told(row["amount"] for mine in own for row in mine[-1:])
    return [
        sum(kind == "a" for kind in first) / len(first) if first else None,
        sum(second) / len(second) if second else None,
        sum(last) / len(last) if last else None,
    ]


@pytest.mark.parametrize("kind", TOLD_BY)
@given(events)
@settings(max_examples=40, deadline=None)
def test_values_are_those_of_loops_in_whatever_order_the_rows_stand(kind, rows):
    """The rows come in any order, most of them with others of their moment; the loops sort them by what they say."""
    if kind == "ticket":
        rows = [{**row, "booking": row["booking"] or "7"} for row in rows]
    assert scored(kind, rows) == pytest.approx(by_loops(kind, rows))


@pytest.mark.parametrize("kind", TOLD_BY)
def test_a_kpi_that_asks_for_more_leaves_the_order_to_the_fields_of_the_type(kind):
    """Both of one moment: what is asked for beside the kind, the amount, does not make another one the first."""
    rows = [
        {"person": "p", "at": START, "kind": "b", "amount": 1.0, "booking": "2"},
        {"person": "p", "at": START, "kind": "a", "amount": 3.0, "booking": "1"},
    ]
    assert scored(kind, rows) == scored(kind, rows[::-1]) == [1.0, 1.0, 1.0]


def test_without_their_numbers_the_other_fields_tell_bookings_apart():
    """None of both has a number, and only the kind of the first is asked for: the kind tells, in either order."""
    rows = [
        {"person": "p", "at": START, "kind": kind, "amount": amount, "booking": None}
        for kind, amount in (("b", 1.0), ("a", 3.0))
    ]
    assert scored("booking", rows) == scored("booking", rows[::-1]) == [1.0, 1.0, 1.0]
