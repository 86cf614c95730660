"""A verdict can be replayed: equal inputs give equal bytes, and what changed since is told."""

from __future__ import annotations

import json
from datetime import date

import goalposts as gp
import numpy as np
import pytest
from goalposts.api.reading import Reading
from goalposts.scoring import Cube
from goalposts.scoring.scanning import Gathering
from goalposts.testing import sample_catalogue
from visits_year import goal, project, visits

AFTER = date(2026, 6, 2)
COUNTS = [goal(), goal(id="many", kpi="sample.visits", target="+5%")]
SUMS = [
    *COUNTS,
    goal(id="waits", kpi="sample.mean_wait", target="-5%"),
    goal(id="long", kpi="sample.longest_wait", target="-5%"),
    goal(id="paid", kpi="sample.total_paid", target="+5%"),
]


def loaded(goals=SUMS, **changes):
    return gp.project(project(goals=goals, **changes), sample_catalogue())


def scored(made, table, as_of=AFTER):
    return gp.score(made, {"sample.visit": table}, as_of=as_of)


def written(card):
    return json.dumps(card.to_dict(), ensure_ascii=False)


def in_another_order(table, seed=3):
    order = np.random.default_rng(seed).permutation(len(table["at"])).tolist()
    return {name: [values[place] for place in order] for name, values in table.items()}


def test_equal_inputs_give_equal_bytes_in_any_order_of_rows():
    """Counts are exact, so not a byte moves; the order of the columns is free too."""
    made, table = loaded(COUNTS), visits(effect=0.15)
    turned_over = dict(reversed(in_another_order(table).items()))
    assert written(scored(made, turned_over)) == written(scored(made, table))


@pytest.mark.parametrize("threads", [2, 5])
def test_threads_change_no_byte_of_a_verdict(threads):
    """Sums of fractions too, by the compiled scan that long sources take."""
    pytest.importorskip("llvmlite")
    made, table = loaded(), visits(effect=0.15)
    once, several = (gp.score(made, scanned(made, table, count), as_of=AFTER) for count in (1, threads))
    assert written(several) == written(once)


def scanned(made, table, threads) -> Cube:
    """The cube of a table by the compiled scan on so many threads."""
    empty = gp.tally(made, {"sample.visit": {name: [] for name in table}}, as_of=AFTER)
    (source,) = made.sources
    (wanted,) = {stream.event_type for stream in empty.plan.streams}
    reading = Reading(made, {"sample.visit": table}, AFTER, None)
    batches = list(reading.batches(reading.open(source, empty.plan.needed(wanted))))
    gathering = Gathering(empty.plan, wanted, source.name, empty.midnights, threads=threads, worthwhile_rows=0)
    return Cube.empty(empty.plan).with_sections(gathering.of(lambda: batches))


@pytest.mark.parametrize("seed", range(5))
def test_another_order_of_rows_is_the_same_answer_for_sums_of_fractions(seed):
    """Their last digits may move, and with them a fingerprint; no number does within nine digits."""
    made, table = loaded(), visits(effect=0.15)
    found = gp.verify(scored(made, table), made, {"sample.visit": in_another_order(table, seed)})
    assert (found.reproduced, found.differences) == (True, ())


@pytest.mark.parametrize(("factor", "named"), [(1 + 1e-7, False), (1.001, True)])
def test_a_distance_may_have_lost_the_first_digits_of_its_terms_and_no_more(factor, named):
    made, table = loaded(), visits(effect=0.15)
    plain = scored(made, table).to_dict()
    (trace,) = (known["trace"] for known in plain["goals"] if known["id"] == "paid")
    trace["distance"] *= factor
    found = gp.verify(plain, made, {"sample.visit": table})
    assert [each.path for each in found.differences] == (["goals[paid].trace.distance"] if named else [])


def test_a_distance_is_no_rounding_where_its_terms_differ():
    made, table = loaded(), visits(effect=0.15)
    plain = scored(made, table).to_dict()
    (stored,) = (known for known in plain["goals"] if known["id"] == "paid")
    stored["trace"]["distance"] *= 1 + 1e-7
    stored["trace"]["low"] *= 1 + 1e-7
    found = gp.verify(plain, made, {"sample.visit": table})
    assert {each.path for each in found.differences} == {"goals[paid].trace.distance", "goals[paid].trace.low"}


def test_the_json_form_and_a_cube_do_as_well():
    made, table = loaded(COUNTS), visits()
    cube = gp.tally(made, {"sample.visit": table}, as_of=AFTER)
    assert gp.verify(gp.score(made, cube, as_of=AFTER).to_dict("ru"), made, cube).differences == ()


def test_a_verdict_is_replayed_as_of_its_own_day():
    """Later rows are there now and are not read."""
    made, table = loaded(COUNTS), visits(effect=0.15)
    early = scored(made, table, as_of=date(2026, 4, 1))
    assert gp.verify(early, made, {"sample.visit": table}).reproduced


def test_causes_are_named_in_the_order_project_data_engine():
    made, table = loaded(COUNTS), visits(effect=0.15)
    plain = scored(made, table).to_dict()
    plain["engine"]["version"] = "0.0.0"
    other = loaded([goal(target=">= 90%"), COUNTS[1]])
    found = gp.verify(plain, other, {"sample.visit": visits(effect=0.1)})
    assert found.causes == ("project", "data", "engine")
    assert not found.reproduced


def test_a_goal_or_source_that_came_or_went_is_named_whole():
    made, table = loaded(COUNTS), visits(effect=0.15)
    found = gp.verify(scored(made, table), loaded([goal()]), {"sample.visit": table})
    gone = {each.path: each for each in found.differences}["goals[many]"]
    assert (gone.stored["id"], gone.found) == ("many", None)


def test_what_is_no_verdict_is_an_input_error():
    with pytest.raises(gp.InputError, match="goalposts/scorecard/1"):
        gp.verify({"schema": "something/else"}, loaded(COUNTS), {"sample.visit": visits(days=10)})
