"""Projects in which the kinds of cases change at go-live, and the work on each kind does not."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import goalposts as gp
import numpy as np
import pytest
from goalposts.sealing import under_seal
from goalposts.testing import sample_catalogue
from visits_year import GO_LIVE, START, goal, project

AFTER = date(2026, 6, 2)
DONE = {"north": 0.8, "south": 0.4}


def visits_by_place(*, to_north, gain=0.0, days=545, per_day=80, seed=4):
    """Half of the visits go north, after go-live another share of them; `gain` is added to the share done anywhere."""
    random = np.random.default_rng(seed)
    columns = {name: [] for name in ("visit_id", "at", "wait", "done", "place")}
    for day in range(days):
        moment = START + timedelta(days=day)
        live, shock = moment >= GO_LIVE, random.normal(0, 0.02)
        places = np.where(random.random(per_day) < (to_north if live else 0.5), "north", "south")
        rates = np.array([DONE[place] for place in places.tolist()]) + shock + gain * live
        columns["visit_id"] += [f"{day}-{number}" for number in range(per_day)]
        columns["at"] += [(moment + timedelta(seconds=30_000 + 60 * number)).isoformat() for number in range(per_day)]
        columns["wait"] += np.where(places == "north", 20.0, 40.0).tolist()
        columns["done"] += (random.random(per_day) < rates).tolist()
        columns["place"] += places.tolist()
    return columns


def scored(table, **changes):
    document = project(**{"segments": ["place"], "goals": [goal(target="+5pp")], **changes})
    return gp.score(gp.project(document, sample_catalogue()), {"sample.visit": table}, as_of=AFTER).find("done")


def the_check(found):
    (check,) = (check for check in found.attribution.checks if check.name == "changed-mix")
    return check


def test_another_mix_is_set_apart_from_the_rollout():
    """A quarter more go north, where twice as many are done with: ten points, none of them better work."""
    found = scored(visits_by_place(to_north=0.75))
    parts = found.attribution.parts

    assert found.change.answer == "better"
    assert parts["mix"] == pytest.approx(0.10, abs=0.01)
    assert abs(parts["rollout"]) < 0.02
    assert sum(parts.values()) == pytest.approx(found.observed, abs=1e-12)
    assert parts["mix"] + parts["rollout"] == pytest.approx(found.change.effect, abs=1e-12)
    assert (the_check(found).passed, the_check(found).caps) == (False, "D")
    assert "mostly_mix" in [reason.code for reason in found.reasons]


def test_a_mix_that_a_named_influence_brought_is_not_counted_twice():
    """A campaign sends more north for two months of the evaluation: those points are its own, and none are mix."""
    usual, campaign = visits_by_place(to_north=0.5), visits_by_place(to_north=0.75)
    inside = ["2026-03-01" <= at[:10] < "2026-05-01" for at in usual["at"]]
    table = {
        name: [
            theirs if during else ours for ours, theirs, during in zip(usual[name], campaign[name], inside, strict=True)
        ]
        for name in usual
    }
    named = [{"name": "campaign", "from": "2026-03-01", "to": "2026-05-01"}]
    told, untold = scored(table, influences=named), scored(table)

    assert told.attribution.parts["influence: campaign"] > 0.02
    assert abs(told.attribution.parts["mix"]) < 0.01
    assert untold.attribution.parts["mix"] > 0.02


def test_better_work_is_no_mix():
    found = scored(visits_by_place(to_north=0.5, gain=0.1))

    assert abs(found.attribution.parts["mix"]) < 0.01
    assert found.attribution.parts["rollout"] == pytest.approx(0.1, abs=0.03)
    assert the_check(found).passed
    assert "mostly_mix" not in [reason.code for reason in found.reasons]


def test_of_a_change_that_may_be_nothing_the_check_asks_nothing():
    assert the_check(scored(visits_by_place(to_north=0.5))).passed is None


def test_a_mean_has_a_mix_too():
    """Twenty seconds in the north, forty in the south, on every visit: the whole change is mix."""
    found = scored(visits_by_place(to_north=0.75), goals=[goal(kpi="sample.mean_wait", target="-10%")])

    assert found.attribution.parts["mix"] == pytest.approx(found.change.effect, abs=1e-9)
    assert found.attribution.parts["rollout"] == pytest.approx(0.0, abs=1e-9)


def test_without_dimensions_to_report_by_nothing_is_split():
    found = scored(visits_by_place(to_north=0.75), segments=[])

    assert "mix" not in found.attribution.parts
    assert "changed-mix" not in [check.name for check in found.attribution.checks]


def test_the_state_does_not_hang_on_the_dimensions():
    """They show where the change comes from; better stays better."""
    table = visits_by_place(to_north=0.75)
    with_place, without = scored(table), scored(table, segments=[])

    assert (with_place.state, with_place.change) == (without.state, without.change)


@pytest.mark.parametrize("kpi", ["sample.visits", "sample.longest_wait"])
def test_totals_and_quantiles_have_no_mix(kpi):
    found = scored(visits_by_place(to_north=0.75), goals=[goal(kpi=kpi, target="-10%")])

    assert "mix" not in found.attribution.parts


def test_places_that_were_renamed_at_go_live_are_no_mix():
    table = visits_by_place(to_north=0.5, gain=0.1)
    live = [at >= datetime(2026, 1, 1).isoformat() for at in table["at"]]
    table["place"] = [f"{place} 2" if new else place for place, new in zip(table["place"], live, strict=True)]

    assert "mix" not in scored(table).attribution.parts


def test_a_mix_does_not_vanish_with_a_dimension_that_was_sealed():
    """Whoever takes the dimension out of the report after locking still gets the same parts and the same grade."""
    table, document = visits_by_place(to_north=0.75), project(segments=["place"], goals=[goal(target="+5pp")])
    seal = gp.lock(gp.project(document, sample_catalogue()), {"sample.visit": table}, as_of=date(2026, 1, 5))
    later = gp.project({**document, "segments": []}, sample_catalogue())
    found = gp.score(under_seal(later, seal), {"sample.visit": table}, as_of=AFTER).find("done")

    assert found.attribution.parts == scored(table).attribution.parts
    assert found.segments == ()
    assert not the_check(found).passed
