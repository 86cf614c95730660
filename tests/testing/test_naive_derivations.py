"""The plain walk that judges derived events is itself judged by figures that were worked out by hand."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from goalposts import (
    DAY,
    Domain,
    any_of,
    attribution,
    count,
    event_type,
    field,
    first,
    fold,
    history,
    last,
    max_of,
    sum_of,
)
from goalposts.testing import check_domain
from goalposts.testing.naive_derivations import derived_rows

START = datetime(2026, 1, 5, tzinfo=UTC)


def day(number):
    return START + timedelta(days=number)


VISIT = event_type(
    "desk.visit",
    time="at",
    fields=[field.id("person"), field.time("at"), field.number("paid"), field.flag("done"), field.category("place")],
)
VISITS = [
    {"person": "p", "at": day(5), "paid": 7, "done": False, "place": "b"},  # not in order of time
    {"person": "p", "at": day(0), "paid": None, "done": None, "place": "a"},
    {"person": "q", "at": day(1), "paid": 3, "done": False, "place": "a"},
    {"person": None, "at": day(2), "paid": 9, "done": True, "place": "a"},  # nobody's
    {"person": "p", "at": day(2), "paid": 4, "done": True, "place": "a"},
]


def test_entities_by_hand():
    person = fold(
        "desk.person",
        over=VISIT,
        key="person",
        at="first_at",
        fields={
            "first_at": first(VISIT.at),
            "last_paid": last(VISIT.paid),
            "first_paid": first(VISIT.paid),
            "most": max_of(VISIT.paid, where=VISIT.place == "a"),
            "paid": sum_of(VISIT.paid),
            "visits": count(),
            "done": any_of(VISIT.done),
            "done_at_b": any_of(VISIT.done, where=VISIT.place == "b"),
        },
    )
    p, q = sorted(derived_rows(person, {"desk.visit": VISITS}), key=lambda row: row["person"])
    assert p == {
        "person": "p",
        "first_at": day(0),
        "last_paid": 7,
        "first_paid": 4,
        "most": 4,
        "paid": 11,
        "visits": 3,
        "done": True,
        "done_at_b": False,
    }
    assert (q["paid"], q["visits"], q["done"], q["done_at_b"]) == (3, 1, False, False)


def test_an_unknown_answer_is_not_a_no():
    """Kleene: neither true nor known to be false."""
    person = fold(
        "desk.person", over=VISIT, key="person", at="at", fields={"at": first(VISIT.at), "done": any_of(VISIT.done)}
    )
    (row,) = derived_rows(person, {"desk.visit": [{**VISITS[1]}, {**VISITS[0]}]})
    assert row["done"] is None


def test_histories_by_hand():
    back = history("desk.return", over=VISIT, key="person", among=VISIT.place == "a", reached=VISIT.done)
    found = derived_rows(back, {"desk.visit": VISITS})
    shown = {
        (row["person"], row["at"]): tuple(
            row[name] for name in ("number", "previous_at", "next_at", "first_at", "reached_at")
        )
        for row in found
    }
    assert shown == {
        ("p", day(0)): (1, None, day(2), day(0), day(2)),
        ("p", day(2)): (2, day(0), None, day(0), None),
        ("q", day(1)): (1, None, None, day(1), None),
    }


CLICK = event_type("web.click", time="at", fields=[field.id("person"), field.time("at"), field.category("channel")])
SALE = event_type("web.sale", time="at", fields=[field.id("person"), field.time("at"), field.money("value")])
CREDIT = attribution(
    "web.credit",
    touches=CLICK,
    conversions=SALE,
    lookback=30 * DAY,
    half_life=7 * DAY,
    direct=["direct"],
    of_conversion=["value"],
)


def credited(clicks, sales):
    streams = {
        "web.click": [{"person": "p", "at": day(at), "channel": channel} for at, channel in clicks],
        "web.sale": [{"person": "p", "at": day(at), "value": 10 * at} for at in sales],
    }
    return derived_rows(CREDIT, streams)


@pytest.mark.parametrize(
    ("model", "shares"),
    [
        ("first", [1, 0, 0]),
        ("last", [0, 0, 1]),
        ("last_non_direct", [0, 1, 0]),
        ("linear", [Fraction(1, 3)] * 3),
        ("position", [Fraction(2, 5), Fraction(1, 5), Fraction(2, 5)]),
        ("time_decay", [1 / 7, 2 / 7, 4 / 7]),  # 14, 7 and no days before: weights 1/4, 1/2 and 1
    ],
)
def test_credit_by_hand(model, shares):
    rows = credited([(0, "mail"), (7, "search"), (14, "direct")], [14])
    assert [row["channel"] for row in rows] == ["mail", "search", "direct"]
    assert [row[model] for row in rows] == pytest.approx(shares)
    assert {row["value"] for row in rows} == {140}


def test_a_conversion_ends_a_path_and_old_touches_are_left_out():
    rows = credited([(0, "mail"), (29, "search"), (50, "mail")], [31, 32, 55])
    assert [(row["at"], row["channel"], row["linear"]) for row in rows] == [
        (day(31), "search", 1),
        (day(32), None, 1),
        (day(55), "mail", 1),
    ]


@pytest.mark.parametrize("words", ["abcd", "abcde", "abcdef", "abcdefgh"])
def test_a_fold_with_few_events_is_reckoned_by_the_days_on_which_there_are_some(words):
    """Where rows are few, weekdays stay empty, which the engine takes for closed; the walk must do so too."""
    step = event_type(
        "desk.step",
        time="at",
        fields=[field.id("job", required=True), field.time("at"), field.category("step", values=list(words))],
    )
    for opened in (first(step.at, where=step.step == "a"), first(step.at)):
        job = fold("desk.job", over=step, key="job", at="opened_at", fields={"opened_at": opened, "steps": count()})
        check_domain(Domain("desk", prefix="DSK", event_types=[step, job]))
