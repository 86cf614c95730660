"""Events in their history: who came again, and when, from tables to values, against loops over the same rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import goalposts as gp
import numpy as np
import pytest
from goalposts import DAY, event_type, field, history, mean, share, sum_over, survival, total

VISIT = event_type(
    "desk.visit",
    time="at",
    fields=[field.id("person"), field.time("at"), field.category("kind"), field.money("amount")],
)
RETURN = history("desk.return", over=VISIT, key="person", among=VISIT.kind != "test")
HELPED = history("desk.helped", over=VISIT, key="person", among=VISIT.kind != "test", reached=VISIT.amount > 80)


def kpi(name, value, **more):
    return gp.Kpi(f"desk.{name}", summary={"en": name, "ru": name}, over=RETURN, value=value, **more)


DESK = gp.Domain(
    "desk",
    prefix="DSK",
    event_types=[VISIT, RETURN, HELPED],
    kpis=[
        kpi("came_before", share(of=RETURN.number > 1)),
        kpi("gap", mean(of=RETURN.at - RETURN.previous_at, among=RETURN.previous_at.is_not_null())),
        kpi("again", survival(RETURN.next_at, give="reached", by=7 * DAY)),
        kpi("amount", mean(of=RETURN.amount, among=RETURN.number == 2)),
        kpi("visits", total()),
        gp.Kpi(
            "desk.soon_helped",
            summary={"en": "Helped soon", "ru": "Скоро помогли"},
            over=HELPED,
            value=share(of=HELPED.reached_at.is_not_null() & (HELPED.reached_at - HELPED.at <= 3 * DAY)),
        ),
        kpi(
            "spent_young",
            sum_over(RETURN, RETURN.amount, among=RETURN.at - RETURN.first_at < 20 * DAY, at="first_at")
            / sum_over(RETURN, among=RETURN.number == 1, at="first_at"),
        ),
    ],
)
CATALOGUE = gp.load_catalogue([DESK])
START = datetime(2025, 12, 1, 9, tzinfo=UTC)


def rows(seed=5, people=40, days=90):
    """Visits in a wild order; some are tests, some name nobody."""
    random = np.random.default_rng(seed)
    found = [
        {
            "person": f"p{random.integers(people)}" if random.random() < 0.95 else None,
            "at": START + timedelta(seconds=int(random.integers(days * 86_400))),
            "kind": "test" if random.random() < 0.1 else "visit",
            "amount": float(random.integers(1, 100)),
        }
        for _ in range(600)
    ]
    return [found[place] for place in random.permutation(len(found))]


def histories(visits):
    """Each visit that counts with its number and its neighbours' times."""
    known = {}
    for visit in sorted(visits, key=lambda visit: visit["at"]):
        if visit["kind"] != "test" and visit["person"] is not None:
            known.setdefault(visit["person"], []).append(visit)
    return [
        {
            **visit,
            "number": place + 1,
            "previous": own[place - 1]["at"] if place else None,
            "next": own[place + 1]["at"] if place + 1 < len(own) else None,
            "first": own[0]["at"],
        }
        for own in known.values()
        for place, visit in enumerate(own)
    ]


def table(visits):
    return {
        name: [visit[name].isoformat() if name == "at" else visit[name] for visit in visits]
        for name in ("person", "at", "kind", "amount")
    }


def scored(tables, goals, sources=None):
    project = gp.project(
        {
            "goalposts": 1,
            "project": "Desk",
            "timezone": "UTC",
            "evaluation": {"from": "2026-01-01", "to": "2026-02-01"},
            "data": {"desk.visit": sources or {"source": "visits.csv", "observed_until": "2026-03-01"}},
            "goals": [{"id": goal, "role": "shadow", "kpi": f"desk.{goal}"} for goal in goals],
        },
        CATALOGUE,
    )
    return gp.score(project, tables, as_of=date(2026, 3, 1))


@pytest.mark.parametrize("people", [40, 400], ids=["all come often", "many come once"])
def test_values_are_those_of_loops_over_the_rows(people):
    visits = rows(people=people)
    january = [visit for visit in histories(visits) if (visit["at"].year, visit["at"].month) == (2026, 1)]
    gaps = [(visit["at"] - visit["previous"]).total_seconds() for visit in january if visit["previous"]]
    again = [
        visit["next"] is not None and (visit["next"].date() - visit["at"].date()).days <= 7 for visit in january
    ]  # everybody of January is followed for a week and more
    second = [visit["amount"] for visit in january if visit["number"] == 2]
    card = scored({"desk.visit": table(visits)}, ["came_before", "gap", "again", "amount", "visits"])
    assert card.find("came_before").evaluation.value == pytest.approx(
        sum(visit["number"] > 1 for visit in january) / len(january)
    )
    assert card.find("gap").evaluation.value == pytest.approx(sum(gaps) / len(gaps))
    assert card.find("again").evaluation.value == pytest.approx(sum(again) / len(again))
    assert card.find("amount").evaluation.value == pytest.approx(sum(second) / len(second))
    assert card.find("visits").evaluation.value == pytest.approx(len(january) / 31)


@pytest.mark.parametrize("people", [40, 400], ids=["all come often", "many come once"])
def test_the_next_one_that_reaches_something_is_that_of_loops(people):
    """Looked for after an event, never in itself; what one person reached is nothing to another."""
    visits = histories(rows(people=people))
    january = [visit for visit in visits if (visit["at"].year, visit["at"].month) == (2026, 1)]

    def soon(visit):
        later = (other for other in visits if other["person"] == visit["person"] and other["at"] > visit["at"])
        when = min((other["at"] for other in later if other["amount"] > 80), default=None)
        return when is not None and when - visit["at"] <= timedelta(days=3)

    helped = [soon(visit) for visit in january]
    assert 0 < sum(helped) < len(helped)
    card = scored({"desk.visit": table(rows(people=people))}, ["soon_helped"])
    assert card.find("soon_helped").evaluation.value == pytest.approx(sum(helped) / len(helped))


def test_visits_of_one_moment_reach_nothing_in_each_other():
    """Nobody knows which of them came first, so their order in the file must not decide."""
    visits = [
        {"person": "p", "at": datetime(2026, 1, 10, 9, tzinfo=UTC), "kind": "visit", "amount": amount}
        for amount in (10.0, 90.0)
    ]
    for ordered in (visits, visits[::-1]):
        card = scored({"desk.visit": table(ordered)}, ["soon_helped"])
        assert card.find("soon_helped").evaluation.value == 0


def test_what_was_done_by_an_age_lies_on_the_day_of_the_first():
    """Of those who first came in January; most came in December, and what they did later is not theirs."""
    visits = histories(rows(people=120))
    new = [visit for visit in visits if (visit["first"].year, visit["first"].month) == (2026, 1)]
    young = [visit["amount"] for visit in new if visit["at"] - visit["first"] < timedelta(days=20)]
    people = {visit["person"] for visit in new}
    assert 0 < len(young) < len(new)
    card = scored({"desk.visit": table(rows(people=120))}, ["spent_young"])
    assert card.find("spent_young").evaluation.value == pytest.approx(sum(young) / len(people))


def test_a_history_goes_over_all_sources_and_an_event_keeps_its_own():
    """Whoever came to the old desk comes again to the new one."""
    visits = sorted(rows(), key=lambda visit: visit["at"])
    cut = datetime(2026, 1, 10, tzinfo=UTC)
    sources = [
        {"name": "old", "source": "old.csv", "observed_until": "2026-03-01"},
        {"name": "new", "source": "new.csv", "observed_until": "2026-03-01"},
    ]
    parts = {"old": [v for v in visits if v["at"] < cut], "new": [v for v in visits if v["at"] >= cut]}
    goals = ["came_before", "again", "visits"]
    two = scored({name: table(part) for name, part in parts.items()}, goals, sources)
    one = scored({"desk.visit": table(visits)}, goals)
    for goal in goals:
        assert two.find(goal).evaluation.value == pytest.approx(one.find(goal).evaluation.value, rel=1e-12)
    assert two.find("visits").evaluation.instrument == ("new", "old")
    nobody = sum(visit["person"] is None and visit["kind"] != "test" for visit in visits)
    assert sum(stream.without_key["desk.return"] for stream in two.streams) == nobody


def test_events_of_nobody_and_empty_streams_give_no_value():
    card = scored({"desk.visit": {"person": [], "at": [], "kind": [], "amount": []}}, ["came_before"])
    assert card.find("came_before").evaluation.value is None


def test_a_history_of_one_field_that_a_source_lacks_is_not_computable():
    visits = [visit for visit in rows() if visit["person"]]
    without = {name: cells for name, cells in table(visits).items() if name != "amount"}
    card = scored({"desk.visit": without}, ["came_before", "amount"])
    assert card.find("came_before").evaluation.value is not None
    assert card.find("amount").evaluation.value is None
    assert "missing amount" in card.find("amount").reasons[0].text.en


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"key": "amount"}, "key='amount' is not an id"),
        ({"key": "nobody"}, "key='nobody' is not an id"),
        ({"over": RETURN, "key": "person"}, "is derived itself"),
        ({"key": "person", "among": VISIT.at.in_business_hours()}, "business hours"),
    ],
)
def test_what_is_no_history_is_refused(settings, said):
    with pytest.raises(ValueError, match=said):
        history("desk.other", **{"over": VISIT, **settings})


def test_a_field_of_the_name_of_a_place_is_refused():
    odd = event_type("desk.odd", time="at", fields=[field.id("person"), field.time("at"), field.number("number")])
    with pytest.raises(ValueError, match="has a field 'number' of its own"):
        history("desk.other", over=odd, key="person")
