"""`check_domain` tries models of event streams, and says of a bad one what is wrong."""

import numpy as np
import pytest
from attrs import evolve
from goalposts import (
    UP,
    DemoGoal,
    DemoPart,
    Domain,
    Kpi,
    SimulationPlan,
    StreamModel,
    StreamShape,
    event_type,
    field,
    share,
)
from goalposts.simulating import ids, in_order, numbers, ratio, simulate, simulated_days, times, words
from goalposts.testing import check_domain

WEEK = (1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0)
TICKET = event_type(
    "helpdesk.ticket",
    time="opened_at",
    fields=[field.id("ticket_id", required=True), field.time("opened_at"), field.number("contacts")],
)
SOLVED = Kpi(
    id="helpdesk.solved_at_once",
    summary={"en": "Share of tickets solved at once.", "ru": "Доля обращений, решённых с первого раза."},
    over=TICKET,
    value=share(of=TICKET.contacts == 1),
    direction=UP,
)


def draw(plan):
    random, days = np.random.default_rng(plan.seed), simulated_days(plan, WEEK)
    rows = days.draw(random, days.volume(50.0))
    at = days.moments(random, rows.day, 9, 18)
    once = random.random(rows.day.size) < rows.of(days.changed(SOLVED.id, 0.6))
    columns = {
        "ticket_id": ids("t", np.arange(rows.day.size)),
        "opened_at": times(at),
        "branch": words(plan.branches, rows.branch),
        "contacts": numbers(np.where(once, 1, 2)),
    }
    return {TICKET.id: in_order(columns, at)}


def expect(plan):
    days = simulated_days(plan, WEEK)
    return {(SOLVED.id, ""): ratio(days.volume(1.0) * days.changed(SOLVED.id, 0.6), days.volume(1.0))}


MODEL = StreamModel(
    "helpdesk", {"en": "Tickets.", "ru": "Обращения."}, draw, expect, changeable=[SOLVED.id], goals={SOLVED.id: "+10pp"}
)


def domain(model):
    return Domain("helpdesk", prefix="HLP", event_types=[TICKET], kpis=[SOLVED], stream_models=[model])


def test_a_good_model_passes_and_draws_what_it_promises():
    check_domain(domain(MODEL))
    streams = simulate(MODEL, SimulationPlan(seed=1))
    table = streams.tables[TICKET.id]
    inside = (table["opened_at"].to_numpy() < np.datetime64(streams.plan.go_live)).nonzero()[0]
    found = (table["contacts"].to_numpy()[inside] == 1).mean()
    assert found == pytest.approx(streams.find(SOLVED.id).before, abs=4 * (0.24 / inside.size) ** 0.5)


def renamed(name, **columns):
    """A model whose stream has another name, or a column that is no field, or that is missing."""

    def other(plan):
        (table,) = draw(plan).values()
        for column, new in columns.items():
            table = table.drop_columns([column]) if new is None else table.append_column(new, table[column])
        return {name: table}

    return evolve(MODEL, draw=other)


def backwards(plan):
    (table,) = draw(plan).values()
    return {TICKET.id: table.take(list(range(table.num_rows))[::-1])}


def broken(_):
    raise ZeroDivisionError("no branch")


WRONG = [
    (evolve(MODEL, id="desk"), "its id is neither 'helpdesk' nor starts with 'helpdesk.'"),
    (evolve(MODEL, goals={"helpdesk.speed": "+5pp"}), "its goal 'helpdesk.speed' is not changeable"),
    (evolve(MODEL, goals={SOLVED.id: "soon"}), "its goal 'helpdesk.solved_at_once' has no target: 'soon'"),
    (evolve(MODEL, draw=broken), "it raises ZeroDivisionError: no branch"),
    (evolve(MODEL, expect=broken), "it raises ZeroDivisionError: no branch"),
    (renamed("helpdesk.visit"), "it draws 'helpdesk.visit', which is no event type"),
    (renamed("helpdesk.visit"), "it promises 'helpdesk.solved_at_once', but does not draw what that reads"),
    (renamed(TICKET.id, branch=None), "helpdesk.ticket: there is no column branch"),
    (renamed(TICKET.id, ticket_id=None), "helpdesk.ticket: there is no column ticket_id"),
    (renamed(TICKET.id, contacts="colour"), "helpdesk.ticket: colour is no field of it"),
    (evolve(MODEL, draw=backwards), "helpdesk.ticket: it is not in order of opened_at"),
    (evolve(MODEL, expect=lambda _: {("helpdesk.speed", ""): len}), "it promises 'helpdesk.speed' as ''"),
    (evolve(MODEL, expect=lambda _: {}), "it changes 'helpdesk.solved_at_once', but does not promise"),
    (evolve(MODEL, renewable=["helpdesk.visit"]), "a new instrument is to see 'helpdesk.visit'"),
    (
        evolve(MODEL, shapes=[StreamShape("zendesk", TICKET.id, "z.csv", lambda _: b"x")]),
        "shape 'zendesk' is no preset of helpdesk.ticket",
    ),
]


@pytest.mark.parametrize(("model", "said"), WRONG, ids=[said for _, said in WRONG])
def test_a_bad_model_is_told_with_its_name(model, said):
    with pytest.raises(AssertionError) as caught:
        check_domain(domain(model))
    assert f"stream model {model.id}: {said}" in str(caught.value)


def part(truth=("achieved",), kpi=SOLVED.id, **keys):
    return DemoPart(
        {"en": "More.", "ru": "Больше."}, [DemoGoal("solved", {"kpi": kpi, "target": "+5pp"}, truth)], **keys
    )


def test_a_good_part_in_the_demonstration_passes():
    check_domain(
        domain(evolve(MODEL, demo=part(changes={SOLVED.id: "+8pp"}, unseen_before={TICKET.id: ("contacts",)})))
    )


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (part(truth=("splendid",)), "'splendid', which is no state"),
        (part(kpi="helpdesk.unknown"), "has no known KPI"),
        (part(changes={"helpdesk.unknown": "+1pp"}), "part in the demonstration raises InputError"),
        (part(changes={SOLVED.id: "a lot"}), "part in the demonstration raises ValueError"),
        (part(unseen_before={TICKET.id: ("smell",)}), "part in the demonstration raises ValueError"),
    ],
)
def test_a_bad_part_in_the_demonstration_is_named(made, said):
    with pytest.raises(AssertionError, match=said):
        check_domain(domain(evolve(MODEL, demo=made)))


def test_a_rehearsal_is_played_and_judged():
    """The built-in 20 points are found; that they are promised to be missed is told, and so is a missing title."""
    played = {"changes": {SOLVED.id: "+20pp"}, "size": 1.0}
    check_domain(domain(evolve(MODEL, rehearsal=part(**played, title={"en": "A desk.", "ru": "Стойка."}))))
    with pytest.raises(AssertionError) as caught:
        check_domain(domain(evolve(MODEL, rehearsal=part(("worsened",), **played))))
    assert "its rehearsal has no title" in str(caught.value)
    assert "'solved' is achieved, the truth allows worsened" in str(caught.value)
