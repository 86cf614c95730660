"""Goals by business hours, from a project to a value, against the oracle that walks over the wall clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache

import goalposts as gp
import naive
import numpy as np
import pyarrow as pa
import pyarrow.csv
import pytest
from goalposts.catalogue import resolve
from goalposts.errors import ExpressionError, InputError
from goalposts.testing import sample_catalogue
from goalposts.verdict.recipe import recipe_digest
from ruamel.yaml import YAML

ZONE = "Europe/Berlin"
WEEK = {**{day: [("09:00", "12:30"), ("13:00", "18:00")] for day in range(1, 6)}, 6: [("10:00", "14:00")]}
HOURS = {"mon-fri": ["09:00-12:30", "13:00-18:00"], "sat": "10:00-14:00"}
CLOSED = [{"from": "2026-04-03", "to": "2026-04-07"}]
SHUT = {date(2026, 4, day) for day in (3, 4, 5, 6)}
START, END = date(2026, 3, 1), date(2026, 5, 1)  # the clock is put forward on 29 March
TOTAL = "share(of=ended_at is not null and business_time(at, ended_at) <= 4 h)"
KPIS = {
    "mean": "mean(of=business_time(at, ended_at))",
    "quick": TOTAL,
    "long": "quantile(of=business_time(at, ended_at), q=0.9)",
    "open": "total(among=in_business_hours(at))",
    "per_paid": "ratio(of=business_time(at, ended_at), by=items)",
    "quotient": 'sum(over="sample.visit", of=business_time(at, ended_at)) / sum(over="sample.visit")',
    "own": 'share(of=in_business_hours(at, "sun 00:00-24:00"))',
    "plain": "mean(of=ended_at - at)",
}


def document(**changes):
    goals = [{"id": name, "kpi": f"local.{name}", "role": "shadow"} for name in KPIS]
    return {
        "goalposts": 1,
        "project": "Visits",
        "timezone": ZONE,
        "evaluation": {"from": START, "to": END},
        "closed": CLOSED,
        "business_hours": HOURS,
        "data": {"sample.visit": {"name": "book"}},
        "kpis": [{"id": f"local.{name}", "over": "sample.visit", "value": value} for name, value in KPIS.items()],
        "goals": goals,
        **changes,
    }


def project(**changes):
    return gp.project({key: value for key, value in document(**changes).items() if value is not None}, CATALOGUE)


CATALOGUE = sample_catalogue()


@pytest.fixture(scope="module")
def rows():
    """Two months of visits; every seventh is never ended, some run over weekends and the change of the clock."""
    random = np.random.default_rng(7)
    opened = [
        datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=int(second))
        for second in np.sort(random.integers(0, 60 * 86_400, 150))
    ]
    return [
        {
            "at": at,
            "ended_at": None if number % 7 == 0 else at + timedelta(seconds=int(random.integers(0, 3 * 86_400))),
            "items": int(random.integers(1, 5)),
        }
        for number, at in enumerate(opened)
    ]


@pytest.fixture(scope="module")
def card(rows):
    return gp.score(project(), {"book": table(rows)}, as_of=END)


def table(rows):
    return {
        "visit_id": [str(number) for number in range(len(rows))],
        "at": [row["at"].isoformat() for row in rows],
        "ended_at": [row["ended_at"] and row["ended_at"].isoformat() for row in rows],
        "items": [row["items"] for row in rows],
        "done": [True] * len(rows),
    }


@cache
def business_time(start, end):
    return naive.business_seconds(start, end, WEEK, SHUT, ZONE)


def waited(row):
    return None if row["ended_at"] is None else business_time(row["at"], row["ended_at"])


def counted(rows):
    """The visits of the window; what happened on a closed day does not count."""
    return [(day, row) for day, row in naive.in_window(rows, "at", ZONE, START, END) if day not in SHUT]


def quick(row):
    return naive.both(row["ended_at"] is not None, None if waited(row) is None else waited(row) <= 4 * 3600)


def open_then(row):
    return naive.is_business(row["at"], WEEK, SHUT, ZONE)


def answers(rows):
    """The oracle's answer to every KPI."""
    window = counted(rows)
    days = naive.days_between(START, END)
    return {
        "mean": naive.ratio(window, waited),
        "quick": naive.ratio(window, quick),
        "open": naive.total(window, days, among=open_then, closed=SHUT),
        "per_paid": naive.ratio(window, waited, lambda row: row["items"]),
        "own": naive.ratio(window, lambda row: row["at"].astimezone(naive.ZoneInfo(ZONE)).isoweekday() == 7),
        "plain": naive.ratio(
            window, lambda row: row["ended_at"] and Fraction((row["ended_at"] - row["at"]).total_seconds())
        ),
    }


def test_every_kind_of_kpi_counts_by_them_as_the_oracle_does(rows, card):
    expected = answers(rows)
    for name in ("mean", "quick", "per_paid", "own", "plain"):
        found = card.find(name).evaluation
        assert found.value == pytest.approx(float(expected[name].value), rel=1e-12), name
        assert (found.n, found.unknown) == (expected[name].n, expected[name].unknown), name
    assert card.find("mean").evaluation.value < 0.5 * card.find("plain").evaluation.value


def test_a_quantile_of_business_time_is_within_its_error(rows, card):
    expected = naive.quantile(counted(rows), waited, "0.9")
    assert card.find("long").evaluation.value == pytest.approx(float(expected.value), rel=0.01)


def test_a_quotient_counts_by_them_too(rows, card):
    """Unlike a mean, it counts the visits that never ended below the line."""
    window = counted(rows)
    expected = sum(waited(row) or 0 for _, row in window) / len(window)
    assert card.find("quotient").evaluation.value == pytest.approx(float(expected), rel=1e-12)


def test_events_outside_business_hours_are_left_out_of_a_total(rows):
    """Days as the oracle has them; which days are open is another matter, so the sums are compared."""
    found = gp.score(project(), {"book": table(rows)}, as_of=END).find("open")
    expected = answers(rows)["open"]
    assert sum(found.series.numerator) == sum(count for day, count in expected.numerator.items() if day not in SHUT)
    assert found.evaluation.n == expected.n


def test_hours_may_stand_in_the_slice_of_a_goal(rows):
    goals = [{"id": "g", "kpi": "local.mean", "role": "shadow", "where": "in_business_hours(at)"}]
    found = gp.score(project(goals=goals), {"book": table(rows)}, as_of=END).find("g").evaluation
    window = counted(rows)
    expected = naive.ratio(window, waited, where=open_then)
    assert found.value == pytest.approx(float(expected.value), rel=1e-12)
    assert found.n == expected.n < len(window)


def test_a_cube_that_was_stored_knows_its_hours(rows):
    cube = gp.tally(project(), {"book": table(rows)}, as_of=END)
    stored = type(cube).load(cube.dump())
    again = gp.score(project(), stored, as_of=END)
    assert again.find("mean").evaluation == gp.score(project(), cube, as_of=END).find("mean").evaluation
    with pytest.raises(InputError, match="made for other goals"):
        gp.score(project(business_hours={"mon-fri": "09:00-18:00"}), stored, as_of=END)


def test_without_hours_a_goal_that_counts_by_them_is_refused(rows):
    with pytest.raises(InputError) as caught:
        gp.score(project(business_hours=None), {"book": table(rows)}, as_of=END)
    assert caught.value.sentence("en") == (
        "goals[0].kpi: local.mean counts by business hours, but the project does not say which these are; "
        "add business_hours, as {mon-fri: 09:00-18:00}."
    )
    assert caught.value.sentence("ru") == (
        "goals[0].kpi: local.mean: счёт идёт по рабочим часам, а в проекте они не указаны; "
        "добавьте business_hours: {mon-fri: 09:00-18:00}."
    )


def test_check_finds_exactly_the_goals_that_need_hours():
    found = gp.check(project(business_hours=None), as_of=START, select=["no-business-hours"])
    assert [finding.place.path for finding in found] == [
        f"goals[{number}].kpi" for number, name in enumerate(KPIS) if name not in ("own", "plain")
    ]
    assert not gp.check(project(), as_of=START, select=["no-business-hours"])
    sliced = [{"id": "g", "kpi": "local.plain", "role": "shadow", "where": "in_business_hours(at)"}]
    (finding,) = gp.check(project(business_hours=None, goals=sliced), as_of=START, select=["GP214"])
    assert (finding.place.path, finding.message.en.split(" counts")[0]) == ("goals[0].where", "where")


def recipes(**changes):
    loaded = project(**changes)
    return {goal.id: recipe_digest(loaded, goal) for goal in resolve(loaded)}


@pytest.mark.parametrize(
    "changes",
    [{"business_hours": {"mon-fri": "09:00-18:00"}}, {"closed": [{"from": "2026-04-03", "to": "2026-04-06"}]}],
)
def test_other_hours_or_closed_days_change_the_recipe_of_what_counts_by_them_only(changes):
    before, after = recipes(), recipes(**changes)
    assert {name for name in KPIS if before[name] != after[name]} == set(KPIS) - {"own", "plain"}


def test_the_same_hours_written_otherwise_are_the_same_recipe():
    written = {"sat": "10:00-14:00", "mon,tue,wed-fri": ["13:00-18:00", "9:00-12:30"]}
    closed = [{"from": "2026-04-05", "to": "2026-04-07"}, {"from": "2026-04-03", "to": "2026-04-05"}]
    assert recipes(business_hours=written, closed=closed) == recipes()


def test_a_guardrail_that_counts_by_hours_is_skipped_with_a_reason_where_there_are_none():
    """A plugin's guardrail must not forbid a goal that its user did not connect with business hours."""
    kpis = [
        {"id": "local.done", "over": "sample.visit", "value": "share(of=done)", "guardrails": ["local.mean"]},
        {"id": "local.mean", "over": "sample.visit", "value": KPIS["mean"]},
    ]
    goals = [{"id": "g", "kpi": "local.done", "target": ">= 90%"}]
    base = {
        "kpis": kpis,
        "goals": goals,
        "go_live": START,
        "baseline": "unknown",
        "evaluation": {"from": START, "to": END},
    }
    visit = {
        "book": {"visit_id": ["a"], "at": ["2026-03-02T09:00Z"], "ended_at": ["2026-03-02T10:00Z"], "done": [True]}
    }
    without = gp.score(project(**base, business_hours=None), visit, as_of=END)
    assert [goal.id for goal in without.goals] == ["g"]
    reason = next(said for said in without.find("g").reasons if said.code == "guardrail_without_business_hours")
    assert "local.mean" in reason.text.en
    assert "рабочие часы" in reason.text.ru
    beside = gp.score(project(**base), visit, as_of=END)
    assert [goal.id for goal in beside.goals] == ["g", "local.mean"]


VISIT = CATALOGUE.event_types["sample.visit"]
GUEST = gp.fold(
    "desk.guest",
    over=VISIT,
    key="place",
    at="came_at",
    fields={
        "came_at": gp.first(VISIT.at),
        "in_hours": gp.count(where=VISIT.at.in_business_hours()),
        "late": gp.count(where=VISIT.at.hour() >= 20),
        "visits": gp.count(),
    },
)
DESK = gp.Domain(
    "desk",
    prefix="DSK",
    event_types=[GUEST],
    kpis=[
        gp.Kpi("desk.in_hours", {"en": "a", "ru": "а"}, over=GUEST, value=gp.mean(GUEST.in_hours)),
        gp.Kpi("desk.late", {"en": "a", "ru": "а"}, over=GUEST, value=gp.mean(GUEST.late)),
        gp.Kpi("desk.visits", {"en": "a", "ru": "а"}, over=GUEST, value=gp.mean(GUEST.visits)),
        gp.Kpi(
            "desk.answer",
            {"en": "a", "ru": "а"},
            over=VISIT,
            value=gp.mean(VISIT.at.business_time_to(VISIT.ended_at)),
        ),
    ],
)


def desk(**changes):
    goals = [{"id": name, "kpi": f"desk.{name}", "role": "shadow"} for name in ("in_hours", "late", "visits", "answer")]
    merged = {**document(kpis=None, goals=goals), **changes}
    return gp.project({key: value for key, value in merged.items() if value is not None}, sample_catalogue(DESK))


def test_entities_and_plugins_count_by_them(rows):
    """Calendar parts inside a fold are read on the project's clock, 20 o'clock in Berlin too."""
    places = [f"place {number % 9}" for number in range(len(rows))]
    found = gp.score(desk(), {"book": {**table(rows), "place": places}}, as_of=END)
    window = counted(rows)
    hours = [row["at"].astimezone(naive.ZoneInfo(ZONE)).hour for row in rows]
    assert found.find("in_hours").evaluation.value == pytest.approx(sum(map(open_then, rows)) / 9)
    assert found.find("late").evaluation.value == pytest.approx(sum(hour >= 20 for hour in hours) / 9)
    assert found.find("answer").evaluation.value == pytest.approx(float(naive.ratio(window, waited).value), rel=1e-12)


def test_only_entities_whose_field_counts_by_them_need_them():
    found = gp.check(desk(business_hours=None), as_of=START, select=["no-business-hours"])
    assert [finding.place.path for finding in found] == ["goals[0].kpi", "goals[3].kpi"]
    one, other = desk(), desk(business_hours={"sun": "09:00-18:00"})
    before, after = ({goal.id: recipe_digest(p, goal) for goal in resolve(p)} for p in (one, other))
    assert {name for name in before if before[name] != after[name]} == {"in_hours", "answer"}


def test_a_formula_is_checked_with_its_place():
    with pytest.raises(ExpressionError) as caught:
        gp.Kpi("x.y", {"en": "a", "ru": "а"}, over=VISIT, value=gp.mean(VISIT.at.business_time_to(VISIT.wait)))
    assert caught.value.sentence("en") == (
        "KPI x.y: `business_time(at, wait)` column 1: this must be a timestamp, found a duration."
    )


def test_other_hours_after_the_lock_show_and_do_not_count(rows, tmp_path):
    """Working until eight makes every answer slower in business hours; the sealed hours are counted."""
    pa.csv.write_csv(
        pa.table({name: [str(cell or "") for cell in cells] for name, cells in table(rows).items()}),
        tmp_path / "visits.csv",
    )
    path = tmp_path / "goalposts.yaml"
    source = {"sample.visit": {"name": "book", "source": "visits.csv"}}
    for hours in (HOURS, {"mon-fri": "09:00-20:00"}):
        days = {"from": START.isoformat(), "to": END.isoformat()}
        with path.open("w", encoding="utf-8") as stream:
            YAML(typ="safe", pure=True).dump(document(data=source, business_hours=hours, evaluation=days), stream)
        if hours is HOURS:
            gp.write_lock(path, gp.lock(gp.load_project(path, CATALOGUE), as_of=START))
    moved = gp.load_project(path, CATALOGUE)
    assert [change.en for change in moved.changes] == [
        (
            "business_hours: sealed {mon-fri: 09:00-12:30, 13:00-18:00, sat: 10:00-14:00}, "
            "the file says {mon-fri: 09:00-20:00}"
        )
    ]
    card = gp.score(moved, as_of=END)
    assert card.lock.status == "moved"
    assert card.find("mean").evaluation.value == pytest.approx(float(answers(rows)["mean"].value), rel=1e-12)
