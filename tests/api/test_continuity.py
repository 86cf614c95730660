"""Projects whose instrument changes at go-live, with and without a parallel run of both."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import goalposts as gp
import numpy as np
import pytest
from goalposts.formats import document as written
from goalposts.sealing import differences
from goalposts.testing import sample_catalogue
from visits_year import GO_LIVE, START, goal, project, visits

AFTER = date(2026, 6, 2)
RUN = {"sample.visit": {"from": "2026-01-01", "to": "2026-01-29"}}
DATA = {
    "sample.visit": [
        {"name": "book", "timezone": "Europe/Moscow", "until": "2026-01-29"},
        {"name": "app", "timezone": "Europe/Moscow", "from": "2026-01-01"},
    ]
}


def between(table, first, end):
    kept = [first.isoformat() <= at < end.isoformat() for at in table["at"]]
    return {name: [cell for cell, keep in zip(cells, kept, strict=True) if keep] for name, cells in table.items()}


def seen_by_the_app(table, *, misses=0.1, wait=1.2, seed=5):
    """The app records every tenth visit that was done as not done, and starts to measure waits earlier."""
    random = np.random.default_rng(seed)
    done = [flag and bool(random.random() >= misses) for flag in table["done"]]
    return {**table, "done": done, "wait": [round(wait * seconds, 3) for seconds in table["wait"]]}


def both(*, effect=0.0, seed=1, run_days=28, **app):
    """What the book saw until the end of the parallel run, and the app from go-live on, of the same visits."""
    truth = visits(effect=effect, seed=seed)
    book = between(truth, START, GO_LIVE + timedelta(days=run_days))
    return {"book": book, "app": seen_by_the_app(between(truth, GO_LIVE, datetime(2027, 1, 1)), **app)}


def scored(tables, as_of=AFTER, **changes):
    document = project(**{"data": DATA, "bridge": RUN, **changes})
    return gp.score(gp.project(document, sample_catalogue()), tables, as_of=as_of).find("done")


def codes(found):
    return [reason.code for reason in found.reasons]


def test_without_a_parallel_run_the_windows_are_not_comparable_and_the_sources_are_named():
    found = scored(both(effect=0.15), bridge={})

    assert (found.state, codes(found)[0], found.bridge) == ("not_comparable", "unlike_windows", None)
    assert "book" in found.reasons[0].text.en
    assert "app" in found.reasons[0].text.ru


def test_a_parallel_run_turns_the_baseline_into_what_the_new_instrument_would_have_shown():
    """The same difference by hand: shares of both instruments over the 28 days, each a ratio of sums."""
    tables = both(effect=0.15)
    found = scored(tables, goals=[goal(target="+5pp")])

    run_end = GO_LIVE + timedelta(days=28)
    shares = [
        sum(flags) / len(flags)
        for flags in (between(tables[name], GO_LIVE, run_end)["done"] for name in ("book", "app"))
    ]
    assert found.bridge.value == pytest.approx(shares[1] - shares[0], abs=1e-12)
    assert found.bridge.low < found.bridge.value < found.bridge.high
    assert (found.bridge.scale, found.bridge.days) == ("difference", 28)
    assert (found.bridge.before, found.bridge.after) == (("book",), ("app",))
    assert found.bridge.baseline == pytest.approx(found.baseline.value + found.bridge.value)
    assert found.target.line == pytest.approx(found.bridge.baseline + 0.05)
    assert found.attribution.parts["measurement"] == pytest.approx(found.bridge.value)
    assert sum(found.attribution.parts.values()) == pytest.approx(found.observed, abs=1e-12)
    assert found.baseline.instrument == ("book",)
    assert found.evaluation.instrument == ("app",)


def test_a_line_that_the_new_instrument_moves_is_told_with_the_one_that_was_signed():
    """Five points from the book's share were signed; of the app's share they lead lower, and that is said."""
    found = scored(both(effect=0.15), goals=[goal(target="+5pp")])
    said = next(reason.text for reason in found.reasons if reason.code == "bridged")

    signed, now = (f"{round(100 * (value + 0.05), 1):g}" for value in (found.baseline.value, found.bridge.baseline))
    assert f"counted from there, the promise is {now}%, no longer {signed}%" in said.en
    assert f"{now.replace('.', ',')}\xa0% вместо {signed.replace('.', ',')}\xa0%" in said.ru


def test_a_margin_that_the_new_instrument_moves_is_told_with_the_one_that_was_signed():
    """A tenth of a wait that the app shows a fifth longer is a fifth longer itself."""
    found = scored(both(), goals=[goal(id="done", kpi="sample.mean_wait", role="guardrail", margin="10%", target=None)])
    said = next(reason.text for reason in found.reasons if reason.code == "bridged")

    signed, now = (f"{round(value / 10, 1):g}" for value in (found.baseline.value, found.bridge.baseline))
    assert f"what is allowed is {now}\xa0s, no longer {signed}\xa0s" in said.en
    assert f"{now.replace('.', ',')}\xa0с вместо {signed.replace('.', ',')}\xa0с" in said.ru


@pytest.mark.parametrize("target", [">= 90%", "+5pp"])
def test_of_a_level_nothing_moves_and_nothing_is_said(target):
    """A promised level is one whatever measures it; and of agreeing instruments no line moves."""
    tables = both(effect=0.15, misses=0.0) if target == "+5pp" else both(effect=0.15)
    found = scored(tables, goals=[goal(target=target)])

    assert "no longer" not in next(reason.text.en for reason in found.reasons if reason.code == "bridged")


def test_the_instrument_is_not_mistaken_for_an_effect():
    """Nothing happened but that the app misses a tenth: seven points less, none of them an effect."""
    found = scored(both())

    assert found.observed < -0.03
    assert found.change.low < 0 < found.change.high
    assert found.state in ("unchanged", "inconclusive")


def test_the_effect_is_found_beyond_what_the_instrument_changed():
    """15 points of which the app shows nine tenths; the old numbers alone would show less than 9."""
    found = scored(both(effect=0.15))

    assert found.change.low < 0.9 * 0.15 < found.change.high
    assert found.change.answer == "better"
    assert codes(found).count("bridged") == 1


def test_a_mean_is_bridged_by_a_ratio():
    """Waits of the app are a fifth longer on every day, so the factor is known without any error."""
    waits = [goal(id="done", kpi="sample.mean_wait", target="-10%")]
    found = scored(both(), goals=waits)

    assert found.bridge.scale == "ratio"
    assert found.bridge.value == pytest.approx(1.2, rel=1e-3)
    assert found.target.line == pytest.approx(0.9 * 1.2 * found.baseline.value, rel=1e-3)
    assert found.change.low < 0 < found.change.high
    assert sum(found.attribution.parts.values()) == pytest.approx(found.observed, abs=1e-9)


@pytest.mark.parametrize("kpi", ["sample.longest_wait", "sample.total_paid"])
def test_quantiles_and_totals_are_bridged_too(kpi):
    """The app's waits are a fifth longer; it sees every payment."""
    found = scored(both(), goals=[goal(id="done", kpi=kpi, target="-10%" if kpi.endswith("wait") else "+10%")])

    assert found.bridge.value == pytest.approx(1.2 if kpi.endswith("wait") else 1.0, rel=0.03)
    assert found.state in ("unchanged", "inconclusive")
    assert sum(found.attribution.parts.values()) == pytest.approx(found.observed, rel=1e-9, abs=1e-9)


def test_the_days_of_a_parallel_run_count_in_no_window():
    """The run lies at the end of the baseline: the baseline ends before it, though its rows are there twice."""
    run = {"sample.visit": {"from": "2025-12-01", "to": "2026-01-01"}}
    truth = visits(effect=0.15)
    tables = {
        "book": between(truth, START, GO_LIVE),
        "app": seen_by_the_app(between(truth, datetime(2025, 12, 1), datetime(2027, 1, 1))),
    }
    data = {"sample.visit": [{"name": name, "timezone": "Europe/Moscow"} for name in tables]}
    found = scored(tables, bridge=run, data=data, goals=[goal(target="+5pp")])

    before = between(truth, START, datetime(2025, 12, 1))["done"]
    assert found.baseline.value == pytest.approx(sum(before) / len(before))
    assert (found.baseline.n, found.baseline.instrument) == (len(before), ("book",))
    assert found.bridge.days == 31
    assert found.state == "achieved"


def test_the_same_instrument_over_both_windows_needs_no_bridge_but_its_days_are_left_out():
    truth = visits(effect=0.15)
    tables = {"book": truth, "app": between(truth, GO_LIVE, GO_LIVE + timedelta(days=28))}
    data = {"sample.visit": [{"name": name, "timezone": "Europe/Moscow"} for name in tables]}
    found = scored(tables, data=data)

    assert (found.state, found.bridge) == ("achieved", None)
    assert "bridge_not_needed" in codes(found)


def test_a_trial_run_inside_a_window_leaves_its_days_out():
    """The app ran for a month in summer only: the book measured both sides of it, and both windows."""
    truth, first, end = visits(effect=0.15), datetime(2025, 7, 1), datetime(2025, 8, 1)
    tables = {"book": truth, "app": between(truth, first, end)}
    data = {"sample.visit": [{"name": name, "timezone": "Europe/Moscow"} for name in tables]}
    found = scored(tables, data=data, bridge={"sample.visit": {"from": "2025-07-01", "to": "2025-08-01"}})

    whole, summer = (between(truth, *days)["done"] for days in ((START, GO_LIVE), (first, end)))
    assert found.baseline.n == len(whole) - len(summer)
    assert found.baseline.value == pytest.approx((sum(whole) - sum(summer)) / (len(whole) - len(summer)))
    assert (found.baseline.instrument, found.state) == (("book",), "achieved")


def test_an_instrument_that_changes_inside_a_window_is_not_bridged():
    truth = visits(effect=0.15)
    tables = {
        "book": between(truth, START, datetime(2025, 8, 1)),
        "app": between(truth, datetime(2025, 7, 1), datetime(2027, 1, 1)),
    }
    data = {"sample.visit": [{"name": name, "timezone": "Europe/Moscow"} for name in tables]}
    found = scored(tables, data=data, bridge={"sample.visit": {"from": "2025-07-01", "to": "2025-08-01"}})

    assert (found.state, codes(found)[0]) == ("not_comparable", "bridge_inside_window")


def told_of_the_run(tables, as_of, to="2026-01-29"):
    document = project(data=DATA, bridge={"sample.visit": {"from": "2026-01-01", "to": to}})
    found = gp.check(gp.project(document, sample_catalogue()), tables, as_of=as_of)
    return [finding.message.en for finding in found if finding.code == "GP218"]


@pytest.mark.parametrize(
    ("to", "told"),
    [("2026-01-29", []), ("2026-01-15", []), ("2026-01-14", ["judged by the baseline"])],
)
def test_a_parallel_run_that_is_planned_too_short_is_told_before_it_begins(to, told):
    """Visits come every day, so that two weeks are fourteen days with values, and a day less is too few."""
    found = told_of_the_run(both(), GO_LIVE.date(), to)

    assert len(found) == len(told)
    assert all("about 13 days" in said and told[0] in said for said in found)


def every_third_day(table):
    kept = [(date.fromisoformat(at[:10]) - GO_LIVE.date()).days % 3 == 0 for at in table["at"]]
    return {name: [cell for cell, keep in zip(cells, kept, strict=True) if keep] for name, cells in table.items()}


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        (date(2026, 1, 7), ""),
        (date(2026, 1, 15), "after 14 days of the parallel run (1 January 2026 to 29 January 2026) both sources have"),
        (date(2026, 1, 15), "values on 5 days; at this pace it will be about 10 by its end, and 14 days are needed"),
        (date(2026, 2, 1), "both sources have values on 10 days only, and 14 days are needed to compare"),
    ],
)
def test_a_new_system_with_few_days_in_the_parallel_run_is_told_while_it_runs(as_of, told):
    """The app has visits on every third day only: on 5 of 14 days, and on 10 of 28."""
    tables = both()
    found = told_of_the_run({**tables, "app": every_third_day(tables["app"])}, as_of)

    assert [told in said for said in found] == [True] * bool(told)
    assert told_of_the_run(tables, as_of) == []


def test_thirteen_days_are_too_few():
    found = scored(both(run_days=13))

    assert (found.state, codes(found)[0]) == ("not_comparable", "bridge_too_short")
    assert "13 days" in found.reasons[0].text.en
    assert "13 дней" in found.reasons[0].text.ru


def test_days_on_which_one_instrument_stood_still_are_no_pairs():
    """The app was down for two of the 28 days: 26 pairs, and the factor is that of the 26."""
    tables = both()
    down = (GO_LIVE + timedelta(days=9), GO_LIVE + timedelta(days=11))
    app = tables["app"]
    tables["app"] = {
        name: [
            cell
            for cell, at in zip(cells, app["at"], strict=True)
            if not down[0].isoformat() <= at < down[1].isoformat()
        ]
        for name, cells in app.items()
    }
    found = scored(tables)

    def share(table):
        kept = [
            flag
            for at, flag in zip(table["at"], table["done"], strict=True)
            if GO_LIVE.isoformat() <= at < "2026-01-29" and not down[0].isoformat() <= at < down[1].isoformat()
        ]
        return sum(kept) / len(kept)

    assert found.bridge.days == 26
    assert found.bridge.value == pytest.approx(share(tables["app"]) - share(tables["book"]), abs=1e-12)


def test_an_instrument_that_saw_nothing_in_the_run_is_named():
    tables = both()
    tables["app"] = between(tables["app"], datetime(2026, 1, 29), datetime(2027, 1, 1))
    found = scored(tables)

    assert (found.state, codes(found)[0]) == ("not_comparable", "bridge_one_sided")
    assert "app has no rows" in found.reasons[0].text.en


def test_a_baseline_that_would_leave_the_range_is_not_converted():
    """The app misses so many that the book's share falls below nothing."""
    truth = visits()
    rare = {**truth, "done": [flag and number % 5 == 0 for number, flag in enumerate(truth["done"])]}
    busy = between(rare, GO_LIVE, datetime(2027, 1, 1))
    book = {
        **rare,
        "done": [flag or at >= GO_LIVE.isoformat() for flag, at in zip(rare["done"], rare["at"], strict=True)],
    }
    tables = {"book": between(book, START, GO_LIVE + timedelta(days=28)), "app": busy}

    assert codes(scored(tables))[0] == "bridge_out_of_bounds"


def test_the_bridge_is_sealed_and_a_change_of_it_moves_the_goalposts():
    tables = both(effect=0.15)
    document = project(data=DATA, bridge=RUN)
    loaded = gp.project(document, sample_catalogue())
    seal = gp.lock(loaded, tables, as_of=date(2026, 1, 30))

    assert seal.project["bridge"] == RUN
    other = gp.project(
        {**document, "bridge": {"sample.visit": {"from": "2026-01-01", "to": "2026-01-20"}}}, sample_catalogue()
    )
    (difference,) = differences(seal.project, written(other))
    assert difference.en.startswith("bridge: sealed")


def test_the_bridge_survives_the_json():
    document = project(data=DATA, bridge=RUN)
    card = gp.score(gp.project(document, sample_catalogue()), both(effect=0.15), as_of=AFTER)
    plain = card.to_dict()

    assert plain["goals"][0]["bridge"]["from"] == "2026-01-01"
    assert gp.Scorecard.from_dict(plain).to_dict() == plain


def spent_and_won(*, app_sees=25, days=420, first=date(2025, 1, 1)):
    """A thousand a day is spent; of the 20 who came of it each day the book sees all, the app counts some twice."""
    random = np.random.default_rng(6)
    moments = [first + timedelta(days=day) for day in range(days)]
    costs = {
        "at": [f"{day}T10:00:00" for day in moments],
        "channel": ["web"] * days,
        "amount": np.round(random.normal(1000, 50, days), 2).tolist(),
    }

    def seen(count, start, end):
        there = [(day, number) for day in moments if start <= day < end for number in range(count)]
        return {
            "lead_id": [f"{day} {number}" for day, number in there],
            "at": [f"{day}T12:00:00" for day, _ in there],
            "channel": ["web"] * len(there),
        }

    run_end, end = date(2025, 9, 22), first + timedelta(days=days)
    return {"ads": costs, "book": seen(20, first, run_end), "app": seen(app_sees, date(2025, 9, 1), end)}


def test_a_quotient_is_bridged_by_the_stream_whose_instrument_changed():
    """20 seen for 25: what one costs is 0.8 of what it was, though nothing changed; the other stream stays whole."""
    zone = {"timezone": "UTC"}
    document = {
        "goalposts": 1,
        "project": "Web",
        "timezone": "UTC",
        "currency": "RUB",
        "go_live": "2025-09-01",
        "baseline": {"from": "2025-01-01", "to": "2025-09-01"},
        "evaluation": {"from": "2025-10-01", "to": "2026-02-01"},
        "data": {
            "marketing.cost": {"name": "ads", **zone},
            "marketing.lead": [{"name": "book", "until": "2025-09-22", **zone}, {"name": "app", **zone}],
        },
        "bridge": {"marketing.lead": {"from": "2025-09-01", "to": "2025-09-22"}},
        "goals": [goal(id="done", kpi="marketing.cpl", target="-10%", guardrails=[])],
    }
    loaded = gp.project(document, gp.load_catalogue())
    found = gp.score(loaded, spent_and_won(), as_of=date(2026, 2, 2)).find("done")

    assert found.bridge.value == pytest.approx(0.8, rel=1e-12)
    assert (found.bridge.before, found.bridge.after) == (("ads", "book"), ("ads", "app"))
    assert found.bridge.baseline == pytest.approx(0.8 * found.baseline.value)
    assert found.change.low < 0 < found.change.high
    assert found.state in ("unchanged", "inconclusive")


def test_a_kpi_over_histories_is_not_bridged():
    """Both instruments wrote into the same histories in the days of the run."""
    fold = gp.fold(
        "days.day",
        over=sample_catalogue().event_types["sample.visit"],
        key="place",
        at="first_at",
        fields={"first_at": gp.first(sample_catalogue().event_types["sample.visit"].at), "count": gp.count()},
    )
    kpi = gp.Kpi("days.count", "Visits of a place.", over=fold, value=gp.mean(fold.count), direction=gp.UP)
    domain = gp.Domain("days", prefix="DAY", event_types=[fold], kpis=[kpi])
    tables = both()
    for name, table in tables.items():
        tables[name] = {**table, "place": [f"{name} {at[:16]}" for at in table["at"]]}
    document = project(data=DATA, bridge=RUN, goals=[goal(kpi="days.count", target="+5%")])
    found = gp.score(gp.project(document, sample_catalogue(domain)), tables, as_of=AFTER).find("done")

    assert (found.state, codes(found)[0]) == ("not_comparable", "bridge_of_histories")
